//! The plain reference engine: draw an employer, play, count.

use rayon::prelude::*;

use super::Settings;
use super::streams::{Purpose, blocks, employer_uniforms, stream};
use super::tally::{Sum, Tally};
use crate::negotiation::{Demand, Employer, Employers, Model, Outcome, play};

/// Plays `settings.trials` negotiations over what is asked.
///
/// `walk_away` is the gain under which the candidate leaves, `pivot_chance` the
/// chance that a concession comes in other parts. The result is the
/// same for any number of threads: each block of trials has its own stream and
/// tallies merge exactly.
pub fn run(demand: &Demand, walk_away: f64, pivot_chance: f64, settings: Settings) -> Tally {
    let employers = Employers::of(&demand.model);
    blocks(settings.trials)
        .fold(Tally::new, |mut tally, (block, trials)| {
            let mut rng = stream(settings.seed, Purpose::Negotiation, block);
            for _ in 0..trials {
                let employer = employers.from_uniforms(&employer_uniforms(&mut rng));
                let pivots = employer.luck.pivot < pivot_chance;
                tally.add(play(demand, &employer), pivots, demand.opening, walk_away);
            }
            tally
        })
        .reduce(Tally::new, |a, b| a.merged(&b))
}

/// What is kept of one ask on a curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AskTally {
    /// Negotiations in which something moved.
    pub improved: u64,
    /// Offers withdrawn.
    pub withdrawn: u64,
    /// Gains that the candidate takes.
    pub taken: Sum,
}

impl AskTally {
    fn merge(&mut self, other: &AskTally) {
        self.improved += other.improved;
        self.withdrawn += other.withdrawn;
        self.taken.merge(&other.taken);
    }
}

/// Plays every ladder against the same employers with the same luck, so that
/// ladders differ by what they ask and by nothing else (common random numbers).
pub fn run_ladders(model: &Model, ladders: &[Vec<f64>], walk_away: f64, settings: Settings) -> Vec<AskTally> {
    let employers = Employers::of(model);
    let demands: Vec<Demand> = ladders.iter().map(|ladder| Demand::new(model, ladder)).collect();
    let empty = || vec![AskTally::default(); demands.len()];
    blocks(settings.trials)
        .fold(empty, |mut tallies, (block, trials)| {
            let mut rng = stream(settings.seed, Purpose::Negotiation, block);
            for _ in 0..trials {
                let employer = employers.from_uniforms(&employer_uniforms(&mut rng));
                for (tally, demand) in tallies.iter_mut().zip(&demands) {
                    add(tally, demand, &employer, walk_away);
                }
            }
            tallies
        })
        .reduce(empty, |mut a, b| {
            a.iter_mut().zip(&b).for_each(|(mine, theirs)| mine.merge(theirs));
            a
        })
}

#[inline]
fn add(tally: &mut AskTally, demand: &Demand, employer: &Employer, walk_away: f64) {
    let end = play(demand, employer);
    match end.outcome {
        Outcome::Withdrawn => tally.withdrawn += 1,
        outcome => {
            tally.improved += u64::from(outcome != Outcome::Held);
            if end.gain >= walk_away {
                tally.taken.add(end.gain);
            }
        }
    }
}
