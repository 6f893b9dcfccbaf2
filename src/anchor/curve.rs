//! The curve of ask against outcome, on common random numbers, with the band
//! that our ignorance of the parameters puts around it.

use rayon::prelude::*;

use super::advice::CurvePoint;
use super::caps::Caps;
use super::ground::Ground;
use crate::num::{Estimate, quantile_of_sorted};
use crate::simulate::streams::{BLOCK, Purpose, stream};
use crate::simulate::{AskTally, Settings, priors, run_ladders, share};

/// Draws of the parameters behind the band.
pub const DRAWS: u64 = 200;

/// Trials of each draw: the same employers' luck in each, so that what differs
/// between draws is the parameters.
const TRIALS_OF_DRAW: u64 = BLOCK / 2;

/// A curve and what the draws of the parameters say of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// One point an ask, ascending.
    pub points: Vec<CurvePoint>,
    /// Mean gain by draw and ask.
    drawn: Vec<Vec<f64>>,
}

/// The asks to try: multiples of the step up to the highest, at least one
/// where anything may be asked at all.
pub fn asks(ground: &Ground, caps: &Caps) -> Vec<f64> {
    let step = ground.case.assumptions.value("anchor.step");
    // A hair over, so that 0.25 is reached in spite of binary fractions.
    let count = libm::floor(caps.highest / step + 1e-9).max(0.0) as usize;
    let mut asks: Vec<f64> = (1..=count).map(|i| i as f64 * step).collect();
    let reaches_floor = asks.last().is_some_and(|last| *last >= caps.floor - 1e-12);
    if caps.highest > 0.0 && !reaches_floor {
        asks.push(caps.highest);
    }
    asks
}

/// Simulates every ask with its ladder.
pub fn curve(ground: &Ground, asks: &[f64], settings: Settings) -> Curve {
    let ladders: Vec<Vec<f64>> = asks.iter().map(|&ask| ground.ladder(ask)).collect();
    let fallback = ground.fallback.gain;
    let centre = run_ladders(&ground.model, &ladders, fallback, settings);
    let drawn: Vec<Vec<f64>> = (0..DRAWS)
        .into_par_iter()
        .map(|draw| {
            let mut rng = stream(settings.seed, Purpose::Parameters, draw);
            let model = priors::draw(&mut rng, &ground.model, &ground.case.assumptions, ground.case.profile);
            let few = Settings { trials: TRIALS_OF_DRAW.min(settings.trials), ..settings };
            let tallies = run_ladders(&model, &ladders, fallback, few);
            tallies.iter().map(|tally| mean(tally, few.trials, fallback).value).collect()
        })
        .collect();
    let points =
        (0..asks.len()).map(|i| point(asks[i], &centre[i], settings.trials, fallback, &drawn, i)).collect();
    Curve { points, drawn }
}

fn mean(tally: &AskTally, trials: u64, fallback: f64) -> Estimate {
    tally.taken.mean_with(trials, fallback)
}

fn point(ask: f64, tally: &AskTally, trials: u64, fallback: f64, drawn: &[Vec<f64>], i: usize) -> CurvePoint {
    let mut means: Vec<f64> = drawn.iter().map(|means| means[i]).collect();
    means.sort_by(f64::total_cmp);
    let at = |p| quantile_of_sorted(&means, p).unwrap_or(f64::NAN);
    CurvePoint {
        ask,
        mean: mean(tally, trials, fallback),
        improved: share(tally.improved, trials),
        withdrawn: share(tally.withdrawn, trials),
        low: at(0.05),
        high: at(0.95),
    }
}

/// The lowest ask, at or above `floor`, whose mean is at least B + closeness·(best − B).
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
    /// The 5% and 95% points of the chosen ask over the draws of the parameters.
    pub fn anchor_range(&self, floor: f64, outside: f64, closeness: f64) -> Option<(f64, f64)> {
        let asks: Vec<f64> = self.points.iter().map(|point| point.ask).collect();
        let mut chosen: Vec<f64> = self
            .drawn
            .iter()
            .filter_map(|means| Some(asks[lowest_near_best(&asks, means, floor, outside, closeness)?]))
            .collect();
        chosen.sort_by(f64::total_cmp);
        Some((quantile_of_sorted(&chosen, 0.05)?, quantile_of_sorted(&chosen, 0.95)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
