//! How the rest of a talk ends, as a distribution.

use super::super::tally::{BINS, Histogram, Sum, Tally};
use super::Posterior;
use super::outlook::STEPS;

/// How further asks end.
#[derive(Debug, Clone, PartialEq)]
pub struct Ends {
    /// Gain over the offer and chance of each end beyond what stands.
    pub moved: Vec<(f64, f64)>,
    /// What stands.
    pub standing: f64,
    /// Chance that it stays so.
    pub stays: f64,
    /// Chance that the offer is withdrawn.
    pub withdrawn: f64,
}

impl Posterior {
    /// How these further asks end, made one after the other for as long as they
    /// move; an ask not above what stands is not made and ends the asking.
    pub fn ends(&self, asks: &[f64]) -> Ends {
        let asks: &[f64] = if self.over { &[] } else { asks };
        let mut ends = Ends { moved: Vec::new(), standing: self.standing, stays: 0.0, withdrawn: 0.0 };
        let walk = Walk { after: self, asks, leaving: self.leaving(asks) };
        walk.on(0, self.asked, self.standing, self.standing, 1.0 - self.left, &mut ends);
        for cell in &self.cells {
            walk.on(0, self.asked, self.standing, cell.ceiling, cell.weight, &mut ends);
        }
        ends
    }
}

/// The rest of a talk with these asks.
struct Walk<'a> {
    after: &'a Posterior,
    asks: &'a [f64],
    /// Chance of withdrawal at each ask, of those who are still there.
    leaving: Vec<f64>,
}

impl Walk<'_> {
    /// From ask `i` on, after `before` was asked and `standing` answered by employers of
    /// this ceiling, who come here with chance `share`.
    fn on(&self, i: usize, before: f64, standing: f64, ceiling: f64, share: f64, ends: &mut Ends) {
        let (Some(&ask), Some(&leaving)) = (self.asks.get(i), self.leaving.get(i)) else {
            return ends.end(standing, share);
        };
        if ask <= standing {
            return ends.end(standing, share);
        }
        let reluctance = if i == 0 { self.after.reluctance } else { 1.0 };
        let moves = match ceiling > standing {
            true => self.after.moves(ask, before, standing, reluctance),
            false => 0.0,
        };
        ends.withdrawn += share * leaving;
        ends.end(standing, share * (1.0 - leaving) * (1.0 - moves));
        let further = &self.after.model.further;
        let mut reach = |reached: f64, share: f64| match reached >= ask {
            true => ends.end(ask, share),
            false => self.on(i + 1, ask, reached, ceiling, share, ends),
        };
        let moved = share * (1.0 - leaving) * moves;
        if moved <= 0.0 {
            return;
        }
        reach(ask.min(ceiling), moved * further.settles);
        for step in 0..STEPS {
            let along = further.least + (1.0 - further.least) * (step as f64 + 0.5) / STEPS as f64;
            let each = moved * (1.0 - further.settles) / STEPS as f64;
            reach((standing + along * (ask - standing)).min(ceiling), each);
        }
    }
}

impl Ends {
    /// Nothing more is asked.
    pub fn of_standing(standing: f64) -> Self {
        Ends { moved: Vec::new(), standing, stays: 1.0, withdrawn: 0.0 }
    }

    fn end(&mut self, gain: f64, share: f64) {
        if gain > self.standing {
            self.moved.push((gain, share));
        } else {
            self.stays += share;
        }
    }

    /// The same as counts of `trials` meetings, for a talk that opened with `opening` and a
    /// candidate who leaves below `walk_away`; `pivot` of the concessions come in other
    /// parts. What is lost by rounding to whole meetings is carried on to the next bin.
    pub fn tally(&self, opening: f64, walk_away: f64, pivot: f64, trials: u64) -> Tally {
        let mut bins = vec![(0.0, 0.0); BINS];
        for &(gain, share) in &self.moved {
            let place = (gain / opening).clamp(0.0, 1.0);
            let bin = &mut bins[((place * BINS as f64) as usize).min(BINS - 1)];
            *bin = (bin.0 + share, bin.1 + share * place);
        }
        let mut whole = Whole { trials: trials as f64, sum: 0.0, given: 0 };
        let withdrawn = whole.count(self.withdrawn);
        let stays = whole.count(self.stays);
        let mut tally = Tally { trials, ..Tally::new() };
        let standing =
            Sum::new(stays, stays as f64 * self.standing.max(0.0), stays as f64 * self.standing.powi(2));
        tally.kept.merge(&standing);
        if self.standing >= walk_away {
            tally.taken.merge(&standing);
        }
        let mut pivots = Whole { trials: pivot, sum: 0.0, given: 0 };
        for (bin, (share, total)) in bins.into_iter().enumerate() {
            let count = whole.count(share);
            if count == 0 {
                continue;
            }
            let place = total / share;
            let gain = place * opening;
            let sum = Sum::new(count, count as f64 * gain, count as f64 * gain * gain);
            tally.kept.merge(&sum);
            tally.improved.merge(&sum);
            if gain >= walk_away {
                tally.taken.merge(&sum);
            }
            let pivoted = pivots.count(count as f64).min(count);
            for (histogram, count) in tally.settled.iter_mut().zip([count - pivoted, pivoted]) {
                histogram.add_many(bin, count, Histogram::total(count, place));
            }
        }
        let moved = tally.improved.count;
        tally.outcomes = [0, moved, trials - withdrawn - moved, withdrawn];
        tally.walked = trials - withdrawn - tally.taken.count.min(trials - withdrawn);
        tally
    }
}

/// Turns shares into whole numbers whose sum keeps up with the sum of the shares.
struct Whole {
    trials: f64,
    sum: f64,
    given: u64,
}

impl Whole {
    fn count(&mut self, share: f64) -> u64 {
        self.sum += share * self.trials;
        let count = (libm::floor(self.sum + 0.5) as u64).saturating_sub(self.given);
        self.given += count;
        count
    }
}
