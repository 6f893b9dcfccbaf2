//! The fast kernel: the same negotiations as the plain engine's, many side by
//! side.
//!
//! What is unknown about an employer comes from tables of inverse
//! distributions and seven random words; a negotiation is played without a
//! branch, so that the compiler lays as many side by side as the machine's
//! vectors hold. Every operation is one of IEEE 754's basic ones, element by
//! element, and every sum is one of whole numbers: the result is the same on
//! any machine and any number of threads.
//!
//! The plain engine is the reference. The kernel differs from it in its random
//! numbers, in single precision, and in the tables' straight pieces; the tests
//! hold the two against each other.

// Lanes are indexed by number on purpose: that is what the compiler turns into vectors.
#![allow(clippy::needless_range_loop, clippy::manual_memcpy)]

mod counts;
mod employers;
mod play;
mod tables;
mod terms;

use multiversion::multiversion;
use rayon::prelude::*;

use self::counts::{AskCounts, Counts};
use self::employers::{BATCH, Employers};
use self::tables::Tables;
use self::terms::Terms;
use super::Settings;
use super::reference::AskTally;
use super::streams::blocks;
use super::tally::Tally;
use super::words::Lanes;
use crate::negotiation::{Limit, Model};

/// Plays `settings.trials` negotiations over one ladder, or nothing where the
/// model or the ladder lies outside of what the kernel plays.
pub fn run(
    model: &Model,
    ladder: &[f64],
    walk_away: f64,
    pivot_chance: f64,
    settings: Settings,
) -> Option<Tally> {
    let terms = plays(model).then(|| Terms::new(model, ladder, walk_away, pivot_chance))??;
    Some(played(&Tables::new(model), &terms, ladder[0], settings))
}

/// Plays each ladder by itself, as [`run`] does, with the tables of the model
/// made once for all of them.
pub fn run_each(
    model: &Model,
    ladders: &[Vec<f64>],
    walk_away: f64,
    pivot_chance: f64,
    settings: Settings,
) -> Option<Vec<Tally>> {
    let terms: Option<Vec<Terms>> =
        ladders.iter().map(|ladder| Terms::new(model, ladder, walk_away, pivot_chance)).collect();
    let terms = plays(model).then_some(terms)??;
    let tables = Tables::new(model);
    Some(
        terms
            .iter()
            .zip(ladders)
            .map(|(terms, ladder)| played(&tables, terms, ladder[0], settings))
            .collect(),
    )
}

/// Every block of trials over one ladder, counted together.
fn played(tables: &Tables, terms: &Terms, opening: f64, settings: Settings) -> Tally {
    let counts = blocks(settings.trials)
        .fold(Counts::new, |mut counts, (block, trials)| {
            let mut lanes = Lanes::of_block(settings.seed, block);
            run_block(tables, terms, &mut lanes, trials as usize, &mut counts);
            counts
        })
        .reduce(Counts::new, |mut counts, other| {
            counts.merge(other);
            counts
        });
    counts.tally(opening)
}

/// Whether the kernel plays this ladder under this model.
pub fn applies(model: &Model, ladder: &[f64]) -> bool {
    plays(model) && Terms::new(model, ladder, 0.0, 0.0).is_some()
}

/// Plays every ladder against the same employers with the same luck, or
/// nothing where one lies outside of what the kernel plays.
pub fn run_ladders(
    model: &Model,
    ladders: &[Vec<f64>],
    walk_away: f64,
    settings: Settings,
) -> Option<Vec<AskTally>> {
    let terms: Option<Vec<Terms>> =
        ladders.iter().map(|ladder| Terms::new(model, ladder, walk_away, 0.0)).collect();
    let terms = plays(model).then_some(terms)??;
    let tables = Tables::new(model);
    let new = || vec![AskCounts::default(); terms.len()];
    let counts = blocks(settings.trials)
        .fold(new, |mut counts, (block, trials)| {
            let mut lanes = Lanes::of_block(settings.seed, block);
            ladders_block(&tables, &terms, &mut lanes, trials as usize, &mut counts);
            counts
        })
        .reduce(new, |mut counts, other| {
            counts.iter_mut().zip(&other).for_each(|(mine, theirs)| mine.merge(theirs));
            counts
        });
    Some(counts.iter().zip(ladders).map(|(counts, ladder)| counts.tally(ladder[0])).collect())
}

/// Whether single precision and the tables hold the numbers of a model.
fn plays(model: &Model) -> bool {
    let size = |ln_median: f64, sigma: f64| ln_median.abs() <= 30.0 && (0.0..=3.0).contains(&sigma);
    let limited = match model.limit {
        Limit::Policy { ln_median, sigma } => size(ln_median, sigma),
        Limit::Band { room, middle, midpoint_spread, exception_size, .. } => {
            [room, exception_size, midpoint_spread].iter().all(|share| (0.0..=1e6).contains(share))
                && (-1e6..=1e6).contains(&middle)
        }
    };
    let further = &model.further;
    let odds = [further.base, further.answer, further.share, further.shift];
    limited
        && size(model.slack_ln(), model.slack_sigma)
        && odds.iter().all(|term| (-1e3..=1e3).contains(term))
        && (0.0..=1.0).contains(&further.least)
        // A step that always reaches the ask has no size.
        && (0.0..=0.999).contains(&further.settles)
}

/// Draws and plays one block of trials over one ladder.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512dq+avx512vl+avx2+bmi1+bmi2", "x86_64+avx2+bmi1+bmi2"))]
fn run_block(tables: &Tables, terms: &Terms, lanes: &mut Lanes, trials: usize, counts: &mut Counts) {
    plain_run_block(tables, terms, lanes, trials, counts);
}

#[inline(always)]
fn plain_run_block(tables: &Tables, terms: &Terms, lanes: &mut Lanes, trials: usize, counts: &mut Counts) {
    let employers = &mut Employers::new();
    for start in (0..trials).step_by(BATCH) {
        employers.draw(tables, lanes);
        let few = trials - start;
        match (terms.rungs, terms.rival.is_some()) {
            (1, false) => counts.add::<1, false>(terms, employers, few),
            (2, false) => counts.add::<2, false>(terms, employers, few),
            (_, false) => counts.add::<3, false>(terms, employers, few),
            (1, true) => counts.add::<1, true>(terms, employers, few),
            (2, true) => counts.add::<2, true>(terms, employers, few),
            (_, true) => counts.add::<3, true>(terms, employers, few),
        }
    }
}

/// Draws one block of trials and plays it over every ladder.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512dq+avx512vl+avx2+bmi1+bmi2", "x86_64+avx2+bmi1+bmi2"))]
fn ladders_block(
    tables: &Tables,
    terms: &[Terms],
    lanes: &mut Lanes,
    trials: usize,
    counts: &mut [AskCounts],
) {
    plain_ladders_block(tables, terms, lanes, trials, counts);
}

#[inline(always)]
fn plain_ladders_block(
    tables: &Tables,
    terms: &[Terms],
    lanes: &mut Lanes,
    trials: usize,
    counts: &mut [AskCounts],
) {
    let employers = &mut Employers::new();
    for start in (0..trials).step_by(BATCH) {
        employers.draw(tables, lanes);
        let few = trials - start;
        for (counts, terms) in counts.iter_mut().zip(terms) {
            match (terms.rungs, terms.rival.is_some()) {
                (1, false) => counts.add::<1, false>(terms, employers, few),
                (2, false) => counts.add::<2, false>(terms, employers, few),
                (_, false) => counts.add::<3, false>(terms, employers, few),
                (1, true) => counts.add::<1, true>(terms, employers, few),
                (2, true) => counts.add::<2, true>(terms, employers, few),
                (_, true) => counts.add::<3, true>(terms, employers, few),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Assumptions, Profile};
    use crate::input;

    const LADDER: [f64; 3] = [0.15, 0.12, 0.10];

    fn table() -> Assumptions {
        input::assumptions::standard().unwrap()
    }

    #[multiversion(targets("x86_64+avx2+bmi1+bmi2"))]
    fn narrow_run_block(
        tables: &Tables,
        terms: &Terms,
        lanes: &mut Lanes,
        trials: usize,
        counts: &mut Counts,
    ) {
        plain_run_block(tables, terms, lanes, trials, counts);
    }

    #[test]
    fn the_same_counts_with_vectors_of_any_width() {
        let table = table();
        let open = Model::of_profile(&table, Profile::NewOffer);
        let band = open.with_band(&table, Profile::NewOffer, 0.19, 0.08);
        for model in [open, band] {
            let tables = Tables::new(&model);
            let terms = Terms::new(&model, &LADDER, 0.03, 0.35).unwrap();
            let of = |block: fn(&Tables, &Terms, &mut Lanes, usize, &mut Counts)| {
                let mut counts = Counts::new();
                for number in 0..20 {
                    block(&tables, &terms, &mut Lanes::of_block(1, number), 4_001, &mut counts);
                }
                counts.tally(LADDER[0])
            };
            // The widest that this machine has, 256 bits, and what every machine has.
            let widest = of(run_block);
            assert_eq!(widest, of(narrow_run_block));
            assert_eq!(widest, of(plain_run_block));
        }
    }

    #[test]
    fn pinned_results() {
        // These figures may change only with a note in CHANGELOG.md ("value-breaking").
        let model = Model::of_profile(&table(), Profile::NewOffer);
        let tally = run(&model, &LADDER, 0.0, 0.35, Settings { seed: 1, trials: 100_000 }).unwrap();
        assert_eq!(tally.outcomes, [13_261, 47_105, 36_703, 2_931]);
    }
}
