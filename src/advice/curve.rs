//! The curve of ask against outcome under the policy that follows, on common random
//! numbers, with the band that our ignorance of the parameters puts around it.

use rayon::prelude::*;

use super::policy::Policy;
use super::result::CurvePoint;
use super::setup::Setup;
use crate::negotiation::Model;
use crate::num::{Estimate, quantile_of_sorted};
use crate::simulate::priors::World;
use crate::simulate::streams::{Generator, Purpose, stream};
use crate::simulate::{AskTally, Otherwise, Settings, certain_of, run_ladders, share};

/// Draws of the parameters behind the band.
pub const DRAWS: u64 = 200;

/// Trials of each draw: the same employers' luck in each, so that what differs
/// between draws is the parameters.
const TRIALS_OF_DRAW: u64 = 512;

/// A curve and what the draws of the parameters say of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// One point an ask, ascending.
    pub points: Vec<CurvePoint>,
    /// The asks that some draw considers: those of the points and, where the limit
    /// of the data binds, those up to its highest draw.
    asks: Vec<f64>,
    /// What every draw of the parameters makes of every ask.
    drawn: Vec<Drawn>,
}

/// One draw of what we do not know.
#[derive(Debug, Clone, PartialEq)]
struct Drawn {
    worths: Vec<Worth>,
    /// The highest ask under its limit of the data.
    highest: f64,
    /// The share of the best gain at which it prefers a lower ask.
    closeness: f64,
}

/// What one ask brings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Worth {
    /// Mean gain over the offer.
    pub mean: Estimate,
    /// The certain gain that is worth as much to the person; the mean where they are neutral to risk.
    pub certain: Estimate,
    /// Chance that something moves.
    pub improved: Estimate,
    /// Chance that the offer is withdrawn.
    pub withdrawn: Estimate,
}

/// Simulates every opening ask with the asks that follow it.
pub fn curve(setup: &Setup, policy: &Policy, settings: Settings) -> Curve {
    let near = policy.openings(setup);
    let boldest = setup.case.assumptions.get("anchor.limit").map_or(0.0, |row| row.high.max(row.value));
    let far = policy.openings_up_to(setup, policy.caps.highest_within(boldest));
    let mut all = near.clone();
    all.extend(far.into_iter().filter(|ask| near.last().is_none_or(|last| ask > last)));
    // The ladders worked out at central parameters are kept in every draw.
    let ladders: Vec<Vec<f64>> = all.iter().map(|&ask| policy.ladder(ask)).collect();
    let centre = worths(&setup.without_a_deal(), &setup.model, &ladders[..near.len()], settings);
    let drawn: Vec<Drawn> = (0..DRAWS)
        .into_par_iter()
        .map(|draw| {
            drawn(setup, policy, &ladders, stream(settings.seed, Purpose::Parameters, draw), settings)
        })
        .collect();
    let points = (0..near.len()).map(|i| point(near[i], &centre[i], &drawn, i)).collect();
    Curve { points, asks: all, drawn }
}

fn drawn(
    setup: &Setup,
    policy: &Policy,
    ladders: &[Vec<f64>],
    mut rng: Generator,
    settings: Settings,
) -> Drawn {
    let mut world = World::new(&mut rng, &setup.case.assumptions, setup.case.profile);
    let model = world.model(&setup.model);
    let closeness = world.between("anchor.closeness");
    let highest = policy.caps.highest_within(world.between("anchor.limit"));
    let settings = settings.at_most(TRIALS_OF_DRAW);
    Drawn { worths: worths(&setup.without_a_deal(), &model, ladders, settings), highest, closeness }
}

/// What every ladder brings, all of them against the same employers.
pub fn worths(leaving: &Otherwise, model: &Model, ladders: &[Vec<f64>], settings: Settings) -> Vec<Worth> {
    let worth = |tally: &AskTally| {
        let mean = tally.taken.mean_with(settings.trials, leaving.gain);
        let certain = match leaving.attitude.is_neutral() {
            true => mean,
            false => certain_of(tally, settings.trials, leaving),
        };
        let of = |count| share(count, settings.trials);
        Worth { mean, certain, improved: of(tally.improved), withdrawn: of(tally.withdrawn) }
    };
    run_ladders(model, ladders, leaving.least, settings).iter().map(worth).collect()
}

fn point(ask: f64, worth: &Worth, drawn: &[Drawn], i: usize) -> CurvePoint {
    let mut means: Vec<f64> = drawn.iter().map(|draw| draw.worths[i].mean.value).collect();
    means.sort_by(f64::total_cmp);
    let at = |p| quantile_of_sorted(&means, p).unwrap_or(f64::NAN);
    let Worth { mean, certain, improved, withdrawn } = *worth;
    CurvePoint { ask, mean, certain, improved, withdrawn, low: at(0.05), high: at(0.95) }
}

/// The lowest ask, at or above `floor`, whose mean (or certainty equivalent) is
/// at least B + closeness·(best − B).
pub fn lowest_near_best(
    asks: &[f64],
    means: &[f64],
    floor: f64,
    outside: f64,
    closeness: f64,
) -> Option<usize> {
    let open = || (0..asks.len()).filter(|&i| asks[i] >= floor - 1e-12);
    let best = open().map(|i| means[i]).fold(f64::NEG_INFINITY, f64::max);
    let enough = outside + closeness * (best - outside);
    // Where even the best lies below B, nearest to the best is the best itself.
    open().find(|&i| means[i] >= enough.min(best))
}

impl Curve {
    /// The 10% and 90% points of the chosen ask over the draws of what we do not know,
    /// closeness and limit of the data among it.
    pub fn anchor_range(&self, floor: f64, outside: f64) -> Option<(f64, f64)> {
        let mut chosen: Vec<f64> =
            self.drawn.iter().filter_map(|draw| self.chosen(draw, floor, outside)).collect();
        chosen.sort_by(f64::total_cmp);
        Some((quantile_of_sorted(&chosen, 0.10)?, quantile_of_sorted(&chosen, 0.90)?))
    }

    fn chosen(&self, draw: &Drawn, floor: f64, outside: f64) -> Option<f64> {
        // At least one ask is left where any may be made.
        let open = self.asks.iter().filter(|ask| **ask <= draw.highest + 1e-9).count().max(1);
        let asks = self.asks.get(..open)?;
        let certain: Vec<f64> = draw.worths[..open].iter().map(|worth| worth.certain.value).collect();
        Some(asks[lowest_near_best(asks, &certain, floor, outside, draw.closeness)?])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::advice::tests_support::offer_of;

    /// A tenth of the draws choose below the range that is printed, a tenth above it.
    #[test]
    fn the_range_of_the_ask_holds_eight_draws_of_ten() {
        let case = offer_of(100_000);
        let setup = Setup::of(&case);
        let settings = Settings { seed: 1, trials: 20_000 };
        let policy = Policy::of(&setup, settings);
        let curve = curve(&setup, &policy, settings);
        let (low, high) = curve.anchor_range(policy.caps.lowest, policy.secure).unwrap();
        let chosen: Vec<f64> = curve
            .drawn
            .iter()
            .filter_map(|draw| curve.chosen(draw, policy.caps.lowest, policy.secure))
            .collect();
        let share = |of: fn(f64, f64) -> bool, end: f64| {
            chosen.iter().filter(|ask| of(**ask, end)).count() as f64 / chosen.len() as f64
        };
        assert_eq!(chosen.len(), DRAWS as usize);
        let below = share(|ask, end| ask < end - 1e-9, low);
        let above = share(|ask, end| ask > end + 1e-9, high);
        assert!(
            (0.02..=0.10).contains(&below) && (0.02..=0.10).contains(&above),
            "{below} {above} of {low}..{high}"
        );
    }

    #[test]
    fn the_lowest_ask_near_the_best() {
        let asks = [0.05, 0.10, 0.15, 0.20];
        let means = [0.01, 0.028, 0.030, 0.029];
        assert_eq!(lowest_near_best(&asks, &means, 0.0, 0.0, 0.9), Some(1));
        assert_eq!(lowest_near_best(&asks, &means, 0.0, 0.0, 0.99), Some(2));
        assert_eq!(
            lowest_near_best(&asks, &means, 0.12, 0.0, 0.9),
            Some(2),
            "a competing offer is the floor"
        );
        assert_eq!(
            lowest_near_best(&asks, &means, 0.0, 0.02, 0.9),
            Some(2),
            "near means near over the fallback"
        );
        assert_eq!(lowest_near_best(&asks, &[-0.1; 4], 0.0, 0.0, 0.9), Some(0));
        assert_eq!(lowest_near_best(&[], &[], 0.0, 0.0, 0.9), None);
    }
}
