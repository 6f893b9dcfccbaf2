//! From a tally to what it says.

use super::Settings;
use super::result::{ComponentSpread, ComponentSpreads, Gain, Outcomes, Quartiles, Simulation, Spread};
use super::tally::{Distribution, Tally, share};
use crate::domain::Profile;
use crate::negotiation::{Mix, Outcome, PART_NAMES, PARTS, grant};
use crate::num::{Currency, Money, Rounding};

/// Whose negotiation it was, to put names and units to the figures.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The profile.
    pub profile: Profile,
    /// The currency.
    pub currency: Currency,
    /// V₀.
    pub offer_value: f64,
    /// The worth of what is taken otherwise, as a gain over the offer.
    pub fallback: f64,
    /// How the ask spreads over the parts.
    pub mix: &'a Mix,
}

/// Bars of the histogram that charts draw.
const BARS: usize = 60;

/// What the tally of one ladder says.
pub fn summarize(tally: &Tally, ladder: &[f64], subject: &Subject, settings: Settings) -> Simulation {
    let opening = ladder.first().copied().unwrap_or(0.0);
    let settled = Distribution::new(
        tally.settled.iter().flat_map(|histogram| histogram.bins()).map(|(at, count)| (at * opening, count)),
    );
    let improved = tally.count(Outcome::Full) + tally.count(Outcome::Partial);
    Simulation {
        seed: settings.seed,
        trials: tally.trials,
        profile: subject.profile,
        offer_value: subject.offer_value,
        currency: subject.currency,
        ladder: ladder.to_vec(),
        outcomes: outcomes(tally),
        gain: Gain {
            mean: tally.taken.mean_with(tally.trials, subject.fallback),
            mean_if_kept: tally.kept.mean(),
            mean_if_improved: tally.improved.mean(),
            spread: spread(&everything(tally, opening, subject.fallback)),
        },
        gain_if_improved: Quartiles {
            p25: settled.quantile_estimate(0.25),
            p50: settled.quantile_estimate(0.50),
            p75: settled.quantile_estimate(0.75),
        },
        improved: share(improved, tally.trials),
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

/// All meetings by what the candidate ends with: settlements, the offer, or the fallback.
fn everything(tally: &Tally, opening: f64, fallback: f64) -> Distribution {
    let settled = tally
        .settled
        .iter()
        .flat_map(|histogram| histogram.bins())
        .map(|(at, count)| ((at * opening).max(fallback), count));
    let rest = [(fallback.max(0.0), tally.count(Outcome::Held)), (fallback, tally.count(Outcome::Withdrawn))];
    Distribution::new(settled.chain(rest))
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
    let list = (0..PARTS)
        .filter(|&part| subject.mix.extra[part] > 0.0)
        .filter_map(|part| Some((PART_NAMES[part], component(tally, opening, subject, part)?)))
        .collect();
    ComponentSpreads { list }
}

fn component(tally: &Tally, opening: f64, subject: &Subject, part: usize) -> Option<ComponentSpread> {
    let landed = |(pivots, histogram): (usize, &super::tally::Histogram)| -> Vec<(f64, u64)> {
        let money = |at: f64| grant(subject.mix, at * opening * subject.offer_value, pivots == 1).parts[part];
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
