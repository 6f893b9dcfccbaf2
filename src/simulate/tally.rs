//! Mergeable statistics of settlements.
//!
//! Everything is counted in whole numbers (a gain in units of 2⁻³² of the
//! offer), so that merging is exact and its order and grouping cannot matter,
//! and memory is the same for a thousand trials and for a billion.

use crate::negotiation::{Outcome, Settlement};
use crate::num::Estimate;

/// Bins of a histogram of settlements between 0 and the opening ask.
pub const BINS: usize = 4_096;

/// One unit of a gain in the sums.
const UNIT: f64 = 1.0 / (1_u64 << 32) as f64;

/// The count and the exact sum of gains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    /// How many.
    pub count: u64,
    total: u128,
    squares: u128,
}

impl Sum {
    /// The sum of `count` gains that add up to `total`, their squares to `squares`.
    pub(super) fn new(count: u64, total: f64, squares: f64) -> Self {
        Sum { count, total: (total / UNIT + 0.5) as u128, squares: (squares / (UNIT * UNIT) + 0.5) as u128 }
    }

    /// Adds one gain; what is not a number or below 0 counts as 0.
    #[inline]
    pub fn add(&mut self, gain: f64) {
        let units = (gain / UNIT + 0.5) as u64;
        self.count += 1;
        self.total += u128::from(units);
        self.squares += u128::from(units) * u128::from(units);
    }

    /// Adds another sum.
    pub fn merge(&mut self, other: &Sum) {
        self.count += other.count;
        self.total += other.total;
        self.squares += other.squares;
    }

    /// Mean and standard error over `n` draws of which those not added are
    /// worth `rest`: n is at least the count.
    pub fn mean_with(&self, n: u64, rest: f64) -> Estimate {
        if n == 0 {
            return Estimate::default();
        }
        let (n, others) = (n as f64, (n - self.count) as f64);
        let mean = (self.total as f64 * UNIT + others * rest) / n;
        let second = (self.squares as f64 * UNIT * UNIT + others * rest * rest) / n;
        Estimate::new(mean, ((second - mean * mean).max(0.0) / n).sqrt())
    }

    /// Mean and variance over `n` draws of which those not added are 0.
    pub(super) fn moments(&self, n: u64) -> (f64, f64) {
        let n = n.max(1) as f64;
        let mean = self.total as f64 * UNIT / n;
        (mean, (self.squares as f64 * UNIT * UNIT / n - mean * mean).max(0.0))
    }

    /// Mean and standard error over those added.
    pub fn mean(&self) -> Estimate {
        self.mean_with(self.count, 0.0)
    }
}

/// The share k/n with its standard error.
pub fn share(count: u64, n: u64) -> Estimate {
    if n == 0 {
        return Estimate::default();
    }
    let (p, n) = (count as f64 / n as f64, n as f64);
    // None of n, or all of them, is known to about one of n.
    Estimate::new(p, if p > 0.0 && p < 1.0 { (p * (1.0 - p) / n).sqrt() } else { 1.0 / n })
}

/// A histogram of settlements whose bins know the mean of what fell into them,
/// so that an atom (an ask met exactly) keeps its exact place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Histogram {
    counts: Vec<u64>,
    totals: Vec<u64>,
}

impl Histogram {
    pub(super) fn new() -> Self {
        Histogram { counts: vec![0; BINS], totals: vec![0; BINS] }
    }

    /// Adds a gain as a share of the opening ask, between 0 and 1.
    #[inline]
    pub(super) fn add(&mut self, share: f64) {
        let bin = ((share * BINS as f64) as usize).min(BINS - 1);
        self.counts[bin] += 1;
        self.totals[bin] += (share / UNIT + 0.5) as u64;
    }

    /// Adds `count` gains to a bin, whose shares of the opening ask add up to
    /// `total` in units of 2⁻³².
    pub(super) fn add_many(&mut self, bin: usize, count: u64, total: u64) {
        self.counts[bin] += count;
        self.totals[bin] += total;
    }

    /// What `count` gains at one share of the opening ask add up to, for [`Histogram::add_many`].
    pub(super) fn total(count: u64, share: f64) -> u64 {
        (count as f64 * share / UNIT + 0.5) as u64
    }

    pub(super) fn merge(&mut self, other: &Histogram) {
        for (mine, theirs) in self.counts.iter_mut().zip(&other.counts) {
            *mine += theirs;
        }
        for (mine, theirs) in self.totals.iter_mut().zip(&other.totals) {
            *mine += theirs;
        }
    }

    /// (mean share of the opening ask, count) of each bin that is not empty, ascending.
    pub fn bins(&self) -> impl Iterator<Item = (f64, u64)> {
        self.counts
            .iter()
            .zip(&self.totals)
            .filter(|(count, _)| **count > 0)
            .map(|(&count, &total)| (total as f64 * UNIT / count as f64, count))
    }
}

/// Everything that is kept of many negotiations over one ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// How many negotiations.
    pub trials: u64,
    /// By outcome: full, partial, held, withdrawn.
    pub outcomes: [u64; 4],
    /// Kept, but worth less than the walk-away.
    pub walked: u64,
    /// Gains where the offer was not withdrawn.
    pub kept: Sum,
    /// Gains where something moved.
    pub improved: Sum,
    /// Gains that the candidate takes: neither withdrawn nor walked away from.
    pub taken: Sum,
    /// Settlements, without and with a pivot.
    pub settled: [Histogram; 2],
}

impl Tally {
    /// Nothing yet.
    pub fn new() -> Self {
        Tally {
            trials: 0,
            outcomes: [0; 4],
            walked: 0,
            kept: Sum::default(),
            improved: Sum::default(),
            taken: Sum::default(),
            settled: [Histogram::new(), Histogram::new()],
        }
    }

    /// Adds one negotiation over a ladder that opened with `opening`, for a
    /// candidate who walks away below the gain `walk_away`.
    #[inline]
    pub fn add(&mut self, end: Settlement, pivots: bool, opening: f64, walk_away: f64) {
        self.trials += 1;
        self.outcomes[end.outcome as usize] += 1;
        if end.outcome == Outcome::Withdrawn {
            return;
        }
        self.kept.add(end.gain);
        if end.gain >= walk_away {
            self.taken.add(end.gain);
        } else {
            self.walked += 1;
        }
        if end.outcome != Outcome::Held {
            self.improved.add(end.gain);
            self.settled[usize::from(pivots)].add(end.gain / opening);
        }
    }

    /// Adds another tally: exact, in any order and grouping.
    #[must_use]
    pub fn merged(mut self, other: &Tally) -> Tally {
        self.trials += other.trials;
        for (mine, theirs) in self.outcomes.iter_mut().zip(other.outcomes) {
            *mine += theirs;
        }
        self.walked += other.walked;
        self.kept.merge(&other.kept);
        self.improved.merge(&other.improved);
        self.taken.merge(&other.taken);
        for (mine, theirs) in self.settled.iter_mut().zip(&other.settled) {
            mine.merge(theirs);
        }
        self
    }

    /// How many ended so.
    pub fn count(&self, outcome: Outcome) -> u64 {
        self.outcomes[outcome as usize]
    }
}

impl Default for Tally {
    fn default() -> Self {
        Self::new()
    }
}

/// A distribution as (value, count), ascending.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Distribution {
    points: Vec<(f64, u64)>,
    total: u64,
}

impl Distribution {
    /// From values and counts in any order.
    pub fn new(points: impl IntoIterator<Item = (f64, u64)>) -> Self {
        let mut points: Vec<(f64, u64)> = points.into_iter().filter(|(_, count)| *count > 0).collect();
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        let total = points.iter().map(|(_, count)| count).sum();
        Distribution { points, total }
    }

    /// The value at p, 0 to 1; 0 for no draws.
    pub fn quantile(&self, p: f64) -> f64 {
        let rank = (self.total.saturating_sub(1)) as f64 * p.clamp(0.0, 1.0);
        let mut below = 0_u64;
        for &(value, count) in &self.points {
            below += count;
            if below as f64 > rank {
                return value;
            }
        }
        self.points.last().map_or(0.0, |point| point.0)
    }

    /// The quantile with its standard error from order statistics: half the
    /// distance between the quantiles one binomial standard error either side.
    pub fn quantile_estimate(&self, p: f64) -> Estimate {
        if self.total == 0 {
            return Estimate::default();
        }
        let step = (p * (1.0 - p) / self.total as f64).sqrt();
        let width = self.quantile(p + step) - self.quantile(p - step);
        Estimate::new(self.quantile(p), width / 2.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn settlement(gain: f64) -> Settlement {
        let outcome = match gain {
            g if g < 0.0 => Outcome::Withdrawn,
            0.0 => Outcome::Held,
            _ => Outcome::Partial,
        };
        Settlement { outcome, gain: gain.max(0.0) }
    }

    fn tally(gains: &[f64]) -> Tally {
        let mut all = Tally::new();
        for (i, &gain) in gains.iter().enumerate() {
            all.add(settlement(gain), i % 2 == 0, 1.0, 0.1);
        }
        all
    }

    #[test]
    fn means_and_errors_by_hand() {
        let all = tally(&[0.2, 0.4, 0.0, -1.0]);
        let kept = all.kept.mean();
        assert!((kept.value - 0.2).abs() < 1e-9);
        // variance of .2, .4, 0 is .08/3; over n = 3
        assert!((kept.se - (0.08_f64 / 3.0 / 3.0).sqrt()).abs() < 1e-9);
        // The withdrawn one and the refused one (0 < .1) are worth -.5 each: (.2 + .4 - 1)/4.
        assert!((all.taken.mean_with(4, -0.5).value + 0.1).abs() < 1e-9);
        assert_eq!(all.walked, 1);
        assert_eq!(share(1, 4), Estimate::new(0.25, (0.25_f64 * 0.75 / 4.0).sqrt()));
    }

    #[test]
    fn quantiles_find_atoms_exactly() {
        let settled = Distribution::new([(0.1, 5), (0.2, 90), (0.3, 5)]);
        assert_eq!(settled.quantile(0.5), 0.2);
        assert_eq!(settled.quantile(0.0), 0.1);
        assert_eq!(settled.quantile(1.0), 0.3);
        assert_eq!(settled.quantile_estimate(0.5).se, 0.0);
        assert_eq!(Distribution::default().quantile_estimate(0.5), Estimate::default());
    }

    proptest! {
        #[test]
        fn merging_does_not_depend_on_order_or_grouping(
            gains in proptest::collection::vec(prop_oneof![Just(-1.0), Just(0.0), 0.01..0.99_f64], 0..60),
            cut in 0..60_usize,
        ) {
            let cut = cut.min(gains.len()) / 2 * 2;
            let (a, b) = (tally(&gains[..cut]), tally(&gains[cut..]));
            let whole = tally(&gains);
            prop_assert_eq!(a.clone().merged(&b), whole.clone());
            prop_assert_eq!(b.merged(&a), whole.clone());
            prop_assert_eq!(whole.clone().merged(&Tally::new()), whole);
        }
    }
}
