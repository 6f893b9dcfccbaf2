//! They have answered: what is now to be expected, and what to do next.
//!
//! Employers are simulated with the asks that were made; each counts with a
//! Gaussian weight of how near its replies come to those that were observed.
//! What is left is the distribution conditional on what has been said.

use rayon::prelude::*;

use super::setup::Setup;
use crate::negotiation::{Demand, Employer, Employers, MAX_RUNGS, Outcome, play_observed};
use crate::num::Estimate;
use crate::simulate::Settings;
use crate::simulate::streams::{Purpose, blocks, employer_uniforms, stream};

/// Below this effective sample size no advice is given.
pub const LEAST_EFFECTIVE: f64 = 200.0;

/// Every employer who answers so is kept, so that their number has a limit.
/// Where most are ruled out, as many as these leave enough.
pub const MOST_TRIALS: u64 = 10_000_000;

/// One round that has taken place: what was asked and what stands since, as
/// gains over the offer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Round {
    /// What was asked.
    pub ask: f64,
    /// What they stood at afterwards: 0 where nothing moved.
    pub reply: f64,
}

/// One way to go on.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Course {
    /// What to ask next.
    pub ask: f64,
    /// Mean gain over the offer when this is asked.
    pub mean: f64,
    /// Its standard error, by the effective sample size.
    pub se: f64,
    /// The certain gain that is worth as much to the person: the mean where they are neutral to risk.
    pub certain: Estimate,
    /// Chance that they go beyond what stands.
    pub moves: f64,
    /// Chance that the offer is withdrawn.
    pub withdrawn: f64,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Move {
    /// Say yes to what stands.
    Accept,
    /// Ask once more.
    Ask,
    /// What stands is worth less than the walk-away.
    WalkAway,
    /// Too few simulated employers answer so: no advice.
    TooFew,
}

/// The situation after their reply.
#[derive(Debug, Clone, PartialEq)]
pub struct Situation {
    /// What they stand at, as a gain over the offer.
    pub standing: f64,
    /// Kish's effective sample size of the conditional distribution.
    pub effective: f64,
    /// What to do.
    pub advice: Move,
    /// The ask to make next, where one is advised.
    pub next: Option<Course>,
    /// Every ask that was tried, ascending.
    pub options: Vec<Course>,
    /// Chance that they have nothing left to give.
    pub exhausted: f64,
}

/// What can be said after these rounds.
///
/// Employers who would have withdrawn, or who would have said yes, are ruled
/// out. The next ask is the lowest whose mean comes within the closeness of
/// the best; where the best is not clear of what stands by two standard errors
/// and by what makes another round worth it, the advice is to accept.
pub fn after(setup: &Setup, rounds: &[Round], settings: Settings) -> Situation {
    let standing = rounds.last().map_or(0.0, |round| round.reply);
    let weighted = condition(setup, rounds, settings.at_most(MOST_TRIALS));
    let sum: f64 = weighted.iter().map(|(_, weight)| weight).sum();
    let squares: f64 = weighted.iter().map(|(_, weight)| weight * weight).sum();
    let effective = if squares > 0.0 { sum * sum / squares } else { 0.0 };
    let asks: Vec<f64> = rounds.iter().map(|round| round.ask).collect();
    let options: Vec<Course> = next_asks(setup, &asks, standing)
        .into_par_iter()
        .map(|next| option(setup, &weighted, &asks, next, standing, effective))
        .collect();
    let (advice, next) = choose(setup, &options, standing, effective);
    let exhausted = exhausted(setup, &weighted, &asks, sum);
    Situation { standing, effective, advice, next, options, exhausted }
}

/// The employers whose replies come near to those observed, with their weights.
fn condition(setup: &Setup, rounds: &[Round], settings: Settings) -> Vec<(Employer, f64)> {
    let model = &setup.model;
    let asks: Vec<f64> = rounds.iter().map(|round| round.ask).collect();
    let demand = Demand::new(model, &asks);
    let employers = Employers::of(model);
    let sd = setup.case.assumptions.value("reply.precision");
    let by_block: Vec<Vec<(Employer, f64)>> = blocks(settings.trials)
        .map(|(block, trials)| {
            let mut rng = stream(settings.seed, Purpose::Negotiation, block);
            (0..trials)
                .filter_map(|_| {
                    let employer = employers.from_uniforms(&employer_uniforms(&mut rng));
                    let weight = weight(&demand, &employer, rounds, sd);
                    (weight > 1e-9).then_some((employer, weight))
                })
                .collect()
        })
        .collect();
    by_block.concat()
}

fn weight(demand: &Demand, employer: &Employer, rounds: &[Round], sd: f64) -> f64 {
    let mut exponent = 0.0;
    let mut seen = 0;
    let end = play_observed(demand, employer, |round, talk| {
        let distance = (talk.standing - rounds[round].reply) / sd;
        exponent -= distance * distance / 2.0;
        seen = round + 1;
    });
    // A withdrawal or a yes would have ended it; who does not move any more
    // repeats what they said.
    if matches!(end.outcome, Outcome::Withdrawn | Outcome::Full) {
        return 0.0;
    }
    let last = rounds[seen.max(1) - 1].reply;
    for round in &rounds[seen..] {
        let distance = (round.reply - last) / sd;
        exponent -= distance * distance / 2.0;
    }
    libm::exp(exponent)
}

/// Asks between what stands and the last ask.
fn next_asks(setup: &Setup, asks: &[f64], standing: f64) -> Vec<f64> {
    let Some(&last) = asks.last() else { return Vec::new() };
    if asks.len() >= MAX_RUNGS || last <= standing {
        return Vec::new();
    }
    let step = setup.case.assumptions.value("anchor.step");
    let first = libm::floor(standing / step + 1e-9) as usize + 1;
    let end = libm::floor(last / step + 1e-9) as usize;
    (first..=end).map(|i| i as f64 * step).collect()
}

fn option(
    setup: &Setup,
    weighted: &[(Employer, f64)],
    asks: &[f64],
    next: f64,
    standing: f64,
    effective: f64,
) -> Course {
    let ladder: Vec<f64> = asks.iter().copied().chain([next]).collect();
    let demand = Demand::new(&setup.model, &ladder);
    let (otherwise, attitude) = (&setup.fallback, setup.attitude);
    let (mut sum, mut moves, mut withdrawn) = (0.0, 0.0, 0.0);
    let (mut gains, mut utilities) = (Moments::default(), Moments::default());
    for (employer, weight) in weighted {
        let end = play_observed(&demand, employer, |_, _| {});
        let gone = end.outcome == Outcome::Withdrawn;
        // What stands has been observed; the simulated employer may be a hair off it.
        let deal = end.gain.max(standing);
        let taken = !gone && deal >= otherwise.certain;
        gains.add(*weight, if taken { deal } else { otherwise.gain });
        utilities.add(*weight, attitude.utility(if taken { deal } else { otherwise.certain }));
        sum += weight;
        moves += weight * f64::from(!gone && end.gain > standing + setup.model.held_below);
        withdrawn += weight * f64::from(gone);
    }
    if sum <= 0.0 {
        let certain = Estimate::new(standing, 0.0);
        return Course { ask: next, mean: standing, se: 0.0, certain, moves: 0.0, withdrawn: 0.0 };
    }
    let (mean, utility) = (gains.over(sum, effective), utilities.over(sum, effective));
    let certain = attitude.certain_gain(utility.value);
    Course {
        ask: next,
        mean: mean.value,
        se: mean.se,
        certain: Estimate::new(certain, utility.se / attitude.slope(certain)),
        moves: moves / sum,
        withdrawn: withdrawn / sum,
    }
}

/// Weighted sums of a figure and of its square.
#[derive(Default)]
struct Moments {
    sum: f64,
    squares: f64,
}

impl Moments {
    fn add(&mut self, weight: f64, figure: f64) {
        self.sum += weight * figure;
        self.squares += weight * figure * figure;
    }

    /// The mean under this sum of weights, its error by the effective sample size.
    fn over(&self, weights: f64, effective: f64) -> Estimate {
        let mean = self.sum / weights;
        let variance = (self.squares / weights - mean * mean).max(0.0);
        Estimate::new(mean, (variance / effective.max(1.0)).sqrt())
    }
}

fn choose(setup: &Setup, options: &[Course], standing: f64, effective: f64) -> (Move, Option<Course>) {
    if effective < LEAST_EFFECTIVE {
        return (Move::TooFew, None);
    }
    let walk_away = setup.fallback.certain;
    let secure = standing.max(walk_away);
    let certain: Vec<f64> = options.iter().map(|option| option.certain.value).collect();
    let asks: Vec<f64> = options.iter().map(|option| option.ask).collect();
    let closeness = setup.case.assumptions.value("anchor.closeness");
    let worth_asking = setup.case.assumptions.value("reply.worth-asking");
    let best = super::curve::lowest_near_best(&asks, &certain, 0.0, secure, closeness).map(|i| options[i]);
    match best {
        Some(best) if best.certain.value > secure + (2.0 * best.certain.se).max(worth_asking) => {
            (Move::Ask, Some(best))
        }
        _ if standing < walk_away => (Move::WalkAway, None),
        _ => (Move::Accept, None),
    }
}

/// Share of the weight on employers who have nothing left to give.
fn exhausted(setup: &Setup, weighted: &[(Employer, f64)], asks: &[f64], sum: f64) -> f64 {
    let demand = Demand::new(&setup.model, asks);
    let empty = |employer: &Employer| {
        let mut left = 0.0;
        play_observed(&demand, employer, |_, talk| left = talk.ceiling - talk.standing);
        left <= 0.0
    };
    let over: f64 = weighted.iter().filter(|(employer, _)| empty(employer)).map(|(_, weight)| weight).sum();
    if sum > 0.0 { over / sum } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::advice::tests_support::{offer_in_band, offer_of};
    use crate::domain::Case;

    const MANY: Settings = Settings { seed: 1, trials: 100_000 };

    fn situation(case: &Case, rounds: &[(f64, f64)]) -> Situation {
        let rounds: Vec<Round> = rounds.iter().map(|&(ask, reply)| Round { ask, reply }).collect();
        after(&Setup::of(case), &rounds, MANY)
    }

    #[test]
    fn after_a_small_step_of_a_patient_employer_it_pays_to_ask_again() {
        let after_step = situation(&offer_of(100_000), &[(0.15, 0.02)]);
        assert_eq!(after_step.advice, Move::Ask);
        let next = after_step.next.unwrap();
        assert!(next.ask > 0.02 && next.ask <= 0.15 && next.mean > 0.02);
    }

    #[test]
    fn an_answer_that_no_employer_gives_gets_no_advice() {
        // Above the band and its exception nobody stands.
        let case = offer_in_band(100_000, 90_000, 105_000);
        let strange = situation(&case, &[(0.20, 0.19)]);
        assert!(strange.effective < LEAST_EFFECTIVE);
        assert_eq!((strange.advice, strange.next), (Move::TooFew, None));
    }

    #[test]
    fn what_stands_is_never_lost_but_by_withdrawal() {
        for course in situation(&offer_of(100_000), &[(0.15, 0.05)]).options {
            let worst = 0.05 * (1.0 - course.withdrawn) - course.withdrawn;
            assert!(course.mean >= worst, "{course:?}");
        }
    }

    #[test]
    fn after_three_rounds_there_is_nothing_more_to_ask() {
        let third = situation(&offer_of(100_000), &[(0.15, 0.05), (0.11, 0.07), (0.09, 0.075)]);
        assert!(third.options.is_empty() && third.advice != Move::Ask);
    }
}
