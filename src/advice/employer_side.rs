//! The other side of the table: what counter to expect of an offer at each
//! point of the band, and what it is likely to end up costing.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use super::setup::Setup;
use crate::domain::{Case, PayBand};
use crate::negotiation::Outcome;
use crate::num::{Estimate, Money};
use crate::simulate::population::{Asking, census};
use crate::simulate::{Settings, share};

/// An offer at one point of the band.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BandPoint {
    /// Range penetration of its base.
    pub penetration: f64,
    /// Its base.
    pub base: Money,
    /// Pay over midpoint.
    pub compa_ratio: f64,
    /// What people like that ask for: the median, as a fraction over the offer's value.
    pub counter: f64,
    /// The same as base, when it is all asked for in base, within the band or not.
    pub counter_base: Money,
    /// Chance that you move.
    pub moves: Estimate,
    /// Chance that the whole counter is granted.
    pub full: Estimate,
    /// Chance that they decline in the end: it lies below what they have without you.
    pub declines: Estimate,
    /// Cost a year of the offer as made.
    pub cost: f64,
    /// Mean cost a year of what it ends up at.
    pub ends_at: Estimate,
    /// What to hold in reserve a year: the mean when you move, over the offer.
    pub reserve: f64,
}

/// Steps of the band that are shown.
const STEPS: u32 = 10;

/// What offers at each point of the case's band are likely to end up costing,
/// when people ask as they usually do; `None` without a band.
pub fn employer_side(case: &Case, settings: Settings) -> Option<Vec<BandPoint>> {
    let band = case.band.as_ref()?;
    (0..=STEPS).map(|step| point(case, band, step, settings)).collect()
}

fn point(case: &Case, band: &PayBand, step: u32, settings: Settings) -> Option<BandPoint> {
    let place = Decimal::from(step) / Decimal::from(STEPS);
    let range = &band.base;
    let base = range.min() + (range.max() - range.min()).times(place);
    let mut at = case.clone();
    at.offer.base = base;
    let setup = Setup::of(&at);
    let asking = Asking::of_profile(&case.assumptions, case.profile);
    let asking = Asking { least: setup.fallback.least, ..asking };
    let outcome = census(&setup.model, &asking, settings);
    let terms = &at.equity_terms;
    let cost = setup.valuation.cost_of(&setup.valuation.face(&at.offer, terms));
    // What is granted is taken to come in base, the dearest part.
    let ratio = setup.valuation.cost[0] / setup.valuation.worth[0] * setup.offer_value;
    let gain = outcome.kept.mean();
    let counter = libm::exp(asking.ln_median);
    let counter_base = base + Money::new(Decimal::from_f64(counter * setup.offer_value)?, base.currency());
    let full = outcome.share(Outcome::Full);
    let partial = outcome.share(Outcome::Partial);
    let moves = full.value + partial.value;
    Some(BandPoint {
        penetration: f64::from(step) / f64::from(STEPS),
        base,
        compa_ratio: base.to_f64() / range.mid().to_f64(),
        counter,
        counter_base,
        moves: Estimate::new(moves, libm::sqrt(moves * (1.0 - moves) / outcome.trials as f64)),
        full,
        declines: share(outcome.declined, outcome.trials),
        cost,
        ends_at: Estimate::new(cost + gain.value * ratio, gain.se * ratio),
        reserve: outcome.improved.mean().value * ratio,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::advice::tests_support::offer_in_band;

    #[test]
    fn a_higher_offer_costs_more_and_leaves_less_to_move() {
        let case = offer_in_band(100_000, 90_000, 120_000);
        let points = employer_side(&case, Settings { seed: 1, trials: 20_000 }).unwrap();
        assert_eq!(points.len(), 11);
        assert!(points.windows(2).all(|pair| pair[1].cost > pair[0].cost));
        let (first, last) = (&points[0], &points[10]);
        assert!(last.ends_at.value - last.cost < first.ends_at.value - first.cost);
        assert!(points.iter().all(|point| point.ends_at.value >= point.cost));
        assert!((points[5].compa_ratio - 1.0).abs() < 1e-9);
    }

    #[test]
    fn who_has_more_elsewhere_declines_and_less_often_where_more_is_offered() {
        let mut case = offer_in_band(100_000, 90_000, 120_000);
        case.current = Some(crate::domain::Package::of_base(crate::advice::tests_support::usd(104_000)));
        let points = employer_side(&case, Settings { seed: 1, trials: 20_000 }).unwrap();
        let declines: Vec<f64> = points.iter().map(|point| point.declines.value).collect();
        assert!(declines[0] > 0.5 && declines[10] == 0.0, "{declines:?}");
        assert!(declines.windows(2).all(|pair| pair[1] <= pair[0] + 0.01), "{declines:?}");
    }

    #[test]
    fn without_a_band_there_is_nothing_to_say() {
        let case = crate::advice::tests_support::offer_of(100_000);
        assert!(employer_side(&case, Settings { seed: 1, trials: 10 }).is_none());
    }
}
