//! A population of people who ask for what they ask for, to hold the model
//! against published surveys.

use rayon::prelude::*;

use super::Settings;
use super::streams::{Generator, Purpose, blocks, employer_uniforms, open_uniform, stream};
use super::tally::{Histogram, Sum, share};
use crate::domain::{Assumptions, Profile};
use crate::negotiation::{Demand, Employers, MAX_RUNGS, Model, Outcome, Settlement, play_observed};
use crate::num::Estimate;
use crate::num::normal::inverse_cdf;

/// How people ask: lognormal, correlated with what there is to get.
///
/// No survey of the sizes of asks exists: these are judgments.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asking {
    /// Logarithm of the median ask.
    pub ln_median: f64,
    /// Standard deviation of its logarithm.
    pub sigma: f64,
    /// Correlation with the logarithm of the slack.
    pub correlation: f64,
    /// Chance of asking again after an answer.
    pub goes_on: f64,
    /// Share of the gap that is given up with every further ask.
    pub gives: f64,
    /// Nobody asks for less (a competing offer's gain).
    pub at_least: f64,
    /// Everybody asks for this much more.
    pub more: f64,
    /// Who ends below this declines.
    pub least: f64,
}

impl Asking {
    /// How people ask under a profile.
    pub fn of_profile(assumptions: &Assumptions, profile: Profile) -> Self {
        let own = if profile == Profile::NewOffer { "population" } else { "population.inside" };
        Asking {
            ln_median: libm::log(assumptions.value(&format!("{own}.ask-median"))),
            sigma: assumptions.value(&format!("{own}.ask-sigma")),
            correlation: assumptions.value("population.ask-correlation"),
            goes_on: assumptions.value("population.goes-on"),
            gives: assumptions.value("population.gives"),
            at_least: 0.0,
            more: 0.0,
            least: f64::NEG_INFINITY,
        }
    }
}

/// What became of the population's asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Census {
    /// How many asked.
    pub trials: u64,
    /// By outcome: full, partial, held, withdrawn.
    pub outcomes: [u64; 4],
    /// Gains where something moved.
    pub improved: Sum,
    /// Gains of those whose offer was kept.
    pub kept: Sum,
    /// Offers kept, and declined in the end.
    pub declined: u64,
    /// First answers that are neither a yes nor nothing, as shares of the ask.
    pub first: Histogram,
}

impl Census {
    fn new() -> Self {
        Census {
            trials: 0,
            outcomes: [0; 4],
            improved: Sum::default(),
            kept: Sum::default(),
            declined: 0,
            first: Histogram::new(),
        }
    }

    fn merged(mut self, other: &Census) -> Census {
        self.trials += other.trials;
        for (mine, theirs) in self.outcomes.iter_mut().zip(other.outcomes) {
            *mine += theirs;
        }
        self.improved.merge(&other.improved);
        self.kept.merge(&other.kept);
        self.declined += other.declined;
        self.first.merge(&other.first);
        self
    }

    fn add(&mut self, end: Settlement, least: f64) {
        self.trials += 1;
        self.outcomes[end.outcome as usize] += 1;
        if end.outcome != Outcome::Withdrawn {
            self.kept.add(end.gain);
            self.declined += u64::from(end.gain < least);
        }
        if matches!(end.outcome, Outcome::Full | Outcome::Partial) {
            self.improved.add(end.gain);
        }
    }

    /// Share of those whose offer was kept.
    pub fn share_of_kept(&self, outcome: Outcome) -> Estimate {
        share(self.outcomes[outcome as usize], self.kept.count)
    }

    /// Share of all who asked.
    pub fn share(&self, outcome: Outcome) -> Estimate {
        share(self.outcomes[outcome as usize], self.trials)
    }
}

/// Plays one negotiation for each of a population.
pub fn census(model: &Model, asking: &Asking, settings: Settings) -> Census {
    let employers = Employers::of(model);
    blocks(settings.trials)
        .fold(Census::new, |mut all, (block, trials)| {
            let mut rng = stream(settings.seed, Purpose::Negotiation, block);
            for _ in 0..trials {
                let uniforms = employer_uniforms(&mut rng);
                let employer = employers.from_uniforms(&uniforms);
                let ask = ask(asking, uniforms[1], open_uniform(&mut rng));
                let demand = Demand::conceding(model, ask, asking.gives, rounds(asking, &mut rng));
                let end = play_observed(&demand, &employer, |round, talk| {
                    if round == 0 && talk.standing >= model.held_below {
                        all.first.add(talk.standing / talk.opening);
                    }
                });
                all.add(end, asking.least);
            }
            all
        })
        .reduce(Census::new, |a, b| a.merged(&b))
}

/// How many asks a person makes: after each answer some go on.
fn rounds(asking: &Asking, rng: &mut Generator) -> usize {
    let goes_on: [f64; MAX_RUNGS - 1] = std::array::from_fn(|_| open_uniform(rng));
    1 + goes_on.iter().take_while(|u| **u < asking.goes_on).count()
}

/// An ask correlated with the slack whose uniform number is `slack`.
fn ask(asking: &Asking, slack: f64, own: f64) -> f64 {
    let r = asking.correlation;
    let z = r * inverse_cdf(slack) + libm::sqrt(1.0 - r * r) * inverse_cdf(own);
    libm::exp(asking.ln_median + asking.sigma * z).max(asking.at_least) + asking.more
}

/// Chance that a manager never withdraws an offer over `negotiations` with the
/// same ask, when being punitive is a trait that stays.
pub fn never_withdrew(model: &Model, asking: &Asking, negotiations: u32, settings: Settings) -> Estimate {
    let chance = |punitive: bool| {
        let model = Model { punitive: if punitive { 1.0 } else { 0.0 }, ..*model };
        let census = census(&model, asking, settings);
        let kept = 1.0 - census.share(Outcome::Withdrawn).value;
        (libm::pow(kept, f64::from(negotiations)), census.share(Outcome::Withdrawn).se)
    };
    let (ordinary, punitive) = (chance(false), chance(true));
    let weight = model.punitive;
    let slope = f64::from(negotiations);
    Estimate::new(
        (1.0 - weight) * ordinary.0 + weight * punitive.0,
        slope * libm::hypot((1.0 - weight) * ordinary.1, weight * punitive.1),
    )
}
