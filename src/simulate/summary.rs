//! From a tally to what it says.

use super::Settings;
use super::reference::AskTally;
use super::result::{ComponentSpread, ComponentSpreads, Gain, Outcomes, Quartiles, Simulation, Spread};
use super::tally::{Distribution, Tally, share};
use crate::domain::{Part, Profile};
use crate::negotiation::{Mix, Outcome, RiskAttitude, grant};
use crate::num::{Currency, Estimate, Money, Rounding};

/// Whose negotiation it was, to put names and units to the figures.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// Which engine played.
    pub engine: &'static str,
    /// The profile.
    pub profile: Profile,
    /// The currency.
    pub currency: Currency,
    /// V₀.
    pub offer_value: f64,
    /// What is left without a deal.
    pub fallback: Otherwise,
    /// The share of the gap that each further ask gives up, where it is not settled beforehand.
    pub concede: Option<f64>,
    /// How the ask spreads over the parts.
    pub mix: &'a Mix,
    /// What stands where nothing moves, as a gain over the offer: 0 before the first answer.
    pub standing: f64,
}

/// What is left without a deal, and how the person weighs a chance of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Otherwise {
    /// Its mean, as a gain over the offer.
    pub gain: f64,
    /// The certain gain that it is worth.
    pub certain: f64,
    /// The least gain that is agreed to.
    pub least: f64,
    /// The chance that it ends below the offer.
    pub below_offer: f64,
    /// Today's package as a gain over the offer, where it is known.
    pub today: Option<f64>,
    /// The chance that what is left ends below today's package.
    pub below_today: f64,
    /// The person's risk aversion.
    pub attitude: RiskAttitude,
}

/// Bars of the histogram that charts draw.
const BARS: usize = 60;

/// What the tally of one ladder says.
///
/// `opening` is the gain that the tally's settlements are shares of.
pub fn summarize(
    tally: &Tally,
    opening: f64,
    ladder: &[f64],
    subject: &Subject,
    settings: Settings,
) -> Simulation {
    let settled = Distribution::new(
        tally.settled.iter().flat_map(|histogram| histogram.bins()).map(|(at, count)| (at * opening, count)),
    );
    let improved = tally.count(Outcome::Full) + tally.count(Outcome::Partial);
    Simulation {
        seed: settings.seed,
        trials: tally.trials,
        engine: subject.engine,
        profile: subject.profile,
        offer_value: subject.offer_value,
        currency: subject.currency,
        ladder: ladder.to_vec(),
        concede: subject.concede,
        outcomes: outcomes(tally),
        gain: Gain {
            mean: tally.taken.mean_with(tally.trials, subject.fallback.gain),
            certainty_equivalent: certainty_equivalent(tally, opening, subject),
            mean_if_kept: tally.kept.mean(),
            mean_if_improved: tally.improved.mean(),
            spread: spread(&everything(tally, opening, subject)),
        },
        gain_if_improved: Quartiles {
            p25: settled.quantile_estimate(0.25),
            p50: settled.quantile_estimate(0.50),
            p75: settled.quantile_estimate(0.75),
        },
        improved: share(improved, tally.trials),
        worse_than_offer: worse_than_offer(tally, &subject.fallback),
        worse_than_today: worse_than_today(tally, opening, subject),
        components: components(tally, opening, subject),
        histogram: bars(tally, opening),
    }
}

fn outcomes(tally: &Tally) -> Outcomes {
    let of = |outcome| share(tally.count(outcome), tally.trials);
    Outcomes {
        full: of(Outcome::Full),
        partial: of(Outcome::Partial),
        held: of(Outcome::Held),
        withdrawn: of(Outcome::Withdrawn),
        walked: share(tally.walked, tally.trials),
    }
}

/// The meetings that end in a deal, by gain: settlements and held offers that
/// reach the walk-away.
fn deals<'a>(
    tally: &'a Tally,
    opening: f64,
    subject: &Subject<'_>,
) -> impl Iterator<Item = (f64, u64)> + use<'a> {
    let walk_away = subject.fallback.least;
    let settled = tally.settled.iter().flat_map(|histogram| histogram.bins());
    settled
        .map(move |(at, count)| (at * opening, count))
        .chain([(subject.standing, tally.count(Outcome::Held))])
        .filter(move |(gain, count)| *gain >= walk_away && *count > 0)
}

/// All meetings by what the candidate ends with: a deal, or the mean of what is left without one.
fn everything(tally: &Tally, opening: f64, subject: &Subject) -> Distribution {
    let dealt: u64 = deals(tally, opening, subject).map(|(_, count)| count).sum();
    let rest = [(subject.fallback.gain, tally.trials - dealt)];
    Distribution::new(deals(tally, opening, subject).chain(rest))
}

/// The certain gain that is worth as much to the person as the meeting, as a
/// fraction of the offer; its error by the slope of the utility there.
fn certainty_equivalent(tally: &Tally, opening: f64, subject: &Subject) -> Estimate {
    let fallback = &subject.fallback;
    if tally.trials == 0 {
        return Estimate::default();
    }
    let (attitude, n) = (fallback.attitude, tally.trials as f64);
    if attitude.is_neutral() {
        return tally.taken.mean_with(tally.trials, fallback.gain);
    }
    let (mut dealt, mut sum, mut squares) = (0_u64, 0.0, 0.0);
    for (gain, count) in deals(tally, opening, subject) {
        let (utility, weight) = (attitude.utility(gain), count as f64);
        dealt += count;
        sum += weight * utility;
        squares += weight * utility * utility;
    }
    let (utility, rest) = (attitude.utility(fallback.certain), (tally.trials - dealt) as f64);
    let mean = (sum + rest * utility) / n;
    let variance = ((squares + rest * utility * utility) / n - mean * mean).max(0.0);
    let certain = attitude.certain_gain(mean);
    Estimate::new(certain, (variance / n).sqrt() / attitude.slope(certain))
}

/// The same from no more than counts and sums: exact where nothing moves, to second
/// order around the mean where something does, which is within a ten-thousandth of the offer.
pub fn certain_of(tally: &AskTally, trials: u64, otherwise: &Otherwise) -> Estimate {
    let (taken, attitude) = (&tally.taken, otherwise.attitude);
    if trials == 0 {
        return Estimate::default();
    }
    let moved = if otherwise.least > 0.0 { taken.count } else { tally.improved };
    let (mean, variance) = taken.moments(moved);
    let curvature = -attitude.aversion() * attitude.slope(mean) / (1.0 + mean);
    let slope = attitude.slope(mean);
    let of = |gain: f64| (attitude.utility(gain), attitude.utility(gain).powi(2));
    let (there, here, left) = (
        (
            attitude.utility(mean) + curvature * variance / 2.0,
            attitude.utility(mean).powi(2) + slope * slope * variance,
        ),
        of(0.0),
        of(otherwise.certain),
    );
    let weights =
        [moved, taken.count - moved, trials - taken.count].map(|count| count as f64 / trials as f64);
    let over = |pick: fn(&(f64, f64)) -> f64| -> f64 {
        [there, here, left].iter().zip(weights).map(|(of, weight)| weight * pick(of)).sum()
    };
    let (utility, second) = (over(|of| of.0), over(|of| of.1));
    let certain = attitude.certain_gain(utility);
    let error = ((second - utility * utility).max(0.0) / trials as f64).sqrt() / attitude.slope(certain);
    Estimate::new(certain, error)
}

/// The chance of ending with less than by saying yes to the offer at once:
/// without a deal, and then with something worse.
fn worse_than_offer(tally: &Tally, fallback: &Otherwise) -> Estimate {
    let without = share(tally.count(Outcome::Withdrawn) + tally.walked, tally.trials);
    Estimate::new(without.value * fallback.below_offer, without.se * fallback.below_offer)
}

/// The chance of ending with less than today's package, where it is known: in a
/// deal below it, or without one and then below it.
fn worse_than_today(tally: &Tally, opening: f64, subject: &Subject) -> Option<Estimate> {
    let fallback = &subject.fallback;
    let today = fallback.today?;
    let below: u64 =
        deals(tally, opening, subject).filter(|(gain, _)| *gain < today).map(|(_, count)| count).sum();
    let (dealt, without) =
        (share(below, tally.trials), share(tally.count(Outcome::Withdrawn) + tally.walked, tally.trials));
    let left = fallback.below_today;
    Some(Estimate::new(dealt.value + without.value * left, libm::hypot(dealt.se, without.se * left)))
}

fn spread(of: &Distribution) -> Spread {
    Spread {
        p10: of.quantile_estimate(0.10),
        p25: of.quantile_estimate(0.25),
        p50: of.quantile_estimate(0.50),
        p75: of.quantile_estimate(0.75),
        p90: of.quantile_estimate(0.90),
    }
}

/// Where the money lands, part by part, where something moved.
fn components(tally: &Tally, opening: f64, subject: &Subject) -> ComponentSpreads {
    let list = Part::ALL
        .into_iter()
        .filter(|part| subject.mix.extra[part.index()] != 0.0)
        .filter_map(|part| Some((part, component(tally, opening, subject, part)?)))
        .collect();
    ComponentSpreads { list }
}

fn component(tally: &Tally, opening: f64, subject: &Subject, part: Part) -> Option<ComponentSpread> {
    let landed = |(pivots, histogram): (usize, &super::tally::Histogram)| -> Vec<(f64, u64)> {
        let money =
            |at: f64| grant(subject.mix, at * opening * subject.offer_value, pivots == 1).parts[part.index()];
        histogram.bins().map(|(at, count)| (money(at), count)).collect()
    };
    let of = Distribution::new(tally.settled.iter().enumerate().flat_map(landed));
    let at = |p| Money::from_f64_rounded(of.quantile(p), subject.currency, Rounding::HalfUp);
    Some(ComponentSpread { p10: at(0.10)?, p25: at(0.25)?, p50: at(0.50)?, p75: at(0.75)?, p90: at(0.90)? })
}

/// The settlements in bars of equal width: (upper edge, share of all meetings).
fn bars(tally: &Tally, opening: f64) -> Vec<(f64, f64)> {
    let mut counts = [0_u64; BARS];
    for (at, count) in tally.settled.iter().flat_map(|histogram| histogram.bins()) {
        // An atom at a bar's upper edge belongs to that bar.
        let bar = libm::ceil(at * BARS as f64 - 1e-9).max(1.0) as usize - 1;
        counts[bar.min(BARS - 1)] += count;
    }
    let edge = |i: usize| opening * (i + 1) as f64 / BARS as f64;
    let n = tally.trials.max(1) as f64;
    counts.iter().enumerate().map(|(i, &count)| (edge(i), count as f64 / n)).collect()
}
