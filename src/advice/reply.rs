//! They have answered: what is now to be expected, and what to do next.
//!
//! The simulation goes on from what was said: see [`crate::simulate::Posterior`].

use rayon::prelude::*;

use super::setup::Setup;
use crate::negotiation::{MAX_RUNGS, Nearness};
use crate::num::Estimate;
use crate::simulate::{Posterior, Settings};

/// Below this effective sample size no advice is given.
pub const LEAST_EFFECTIVE: f64 = 200.0;

/// More draws than these change no figure that is printed.
pub const MOST_TRIALS: u64 = 2_000_000;

/// Gains nearer than this are the same.
const SAME: f64 = 1e-6;

/// One round that has taken place: what was asked and what stands since, as
/// gains over the offer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Round {
    /// What was asked.
    pub ask: f64,
    /// What they stood at afterwards: 0 where nothing moved, below 0 where they took something back.
    pub reply: f64,
    /// They said that this is final.
    pub is_final: bool,
}

/// What kind of answer the last one was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// Nothing has been asked yet.
    NotAsked,
    /// The ask, or more.
    Yes,
    /// More than stood before.
    PartWay,
    /// What stood before.
    Nothing,
    /// Less than stood before.
    Reduction,
}

/// One way to go on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Course {
    /// What to ask next.
    pub ask: f64,
    /// Mean gain over the offer when this is asked.
    pub mean: Estimate,
    /// The certain gain that is worth as much to the person: the mean where they are neutral to risk.
    pub certain: Estimate,
    /// Chance that they go beyond what stands.
    pub moves: f64,
    /// Chance that the offer is withdrawn.
    pub withdrawn: f64,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
    /// What kind of answer it was.
    pub answer: Answer,
    /// What they stand at, as a gain over the offer.
    pub standing: f64,
    /// How much of the first ask was answered so far, between 0 and 1.
    pub answered: f64,
    /// What the answers say of the employer; `None` after a yes and after a reduction.
    pub known: Option<Known>,
    /// What to do.
    pub advice: Move,
    /// The ask to make next, where one is advised.
    pub next: Option<Course>,
    /// Every ask that was tried, ascending.
    pub options: Vec<Course>,
}

/// What the answers say of the employer who gave them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Known {
    /// Chance that they have nothing left to give.
    pub exhausted: f64,
    /// Kish's effective sample size behind it.
    pub effective: f64,
}

/// What can be said after these rounds.
///
/// Employers who would have withdrawn, or who would have said yes, are ruled
/// out. The next ask is the lowest whose mean comes within the closeness of
/// the best; where the best is not clear of what stands by two standard errors
/// and by what makes another round worth it, the advice is to accept. Nothing is
/// simulated after a yes, and nothing is known of employers who take something back.
pub fn after(setup: &Setup, rounds: &[Round], settings: Settings) -> Situation {
    let standing = rounds.last().map_or(0.0, |round| round.reply);
    let answer = kind_of(rounds);
    let posterior = match answer {
        Answer::NotAsked | Answer::Yes | Answer::Reduction => None,
        Answer::PartWay | Answer::Nothing => posterior(setup, rounds, settings),
    };
    let options: Vec<Course> = posterior.as_ref().map_or_else(Vec::new, |known| {
        next_asks(setup, rounds, known).into_par_iter().map(|ask| course(setup, known, ask)).collect()
    });
    let known = posterior.map(|known| Known { exhausted: 1.0 - known.left, effective: known.effective });
    let (advice, next) = match known {
        Some(known) if known.effective < LEAST_EFFECTIVE => (Move::TooFew, None),
        _ => choose(setup, &options, standing),
    };
    let answered = rounds.first().map_or(0.0, |first| (standing / first.ask).clamp(0.0, 1.0));
    Situation { answer, standing, answered, known, advice, next, options }
}

fn kind_of(rounds: &[Round]) -> Answer {
    let Some(last) = rounds.last() else { return Answer::NotAsked };
    let before = rounds.len().checked_sub(2).map_or(0.0, |i| rounds[i].reply);
    if last.reply >= last.ask - SAME && last.reply > SAME {
        Answer::Yes
    } else if last.reply < before - SAME {
        Answer::Reduction
    } else if last.reply > before + SAME {
        Answer::PartWay
    } else {
        Answer::Nothing
    }
}

/// What is known of the employer after these rounds; `None` before the first
/// and where something was taken back on the way.
pub fn posterior(setup: &Setup, rounds: &[Round], settings: Settings) -> Option<Posterior> {
    let value = |key: &str| setup.case.assumptions.value(&format!("reply.{key}"));
    let (first, further) = rounds.split_first()?;
    let near = Nearness { least: value("nearness-least"), share: value("nearness-share") };
    let reply = if first.reply < SAME { 0.0 } else { first.reply };
    let settings = settings.at_most(MOST_TRIALS);
    let words = |known: Posterior, round: &Round| match round.is_final {
        true => known.said_final(value("final-odds"), value("final-hazard")),
        false => known,
    };
    let known = Posterior::after_first(&setup.model, first.ask, reply, near, settings);
    Some(
        further
            .iter()
            .fold(words(known, first), |known, round| words(known.after(round.ask, round.reply), round)),
    )
}

/// Asks between what stands and the last ask.
fn next_asks(setup: &Setup, rounds: &[Round], known: &Posterior) -> Vec<f64> {
    let Some(last) = rounds.last() else { return Vec::new() };
    if known.over || rounds.len() >= MAX_RUNGS || last.ask <= last.reply {
        return Vec::new();
    }
    let step = setup.case.assumptions.value("anchor.step");
    let first = libm::floor(last.reply / step + 1e-9) as usize + 1;
    let end = libm::floor(last.ask / step + 1e-9) as usize;
    (first..=end).map(|i| i as f64 * step).collect()
}

fn course(setup: &Setup, known: &Posterior, ask: f64) -> Course {
    let (otherwise, attitude) = (&setup.fallback, setup.attitude);
    // What stands at the end is taken where it is at least the walk-away.
    let gain = |deal: f64| if deal >= otherwise.certain { deal } else { otherwise.gain };
    let utility = |deal: f64| attitude.utility(deal.max(otherwise.certain));
    let gains = known.outlook(&[ask], &gain, otherwise.gain);
    let certain = match attitude.is_neutral() {
        true => gains.worth,
        false => {
            let utility = known.outlook(&[ask], &utility, attitude.utility(otherwise.certain)).worth;
            let certain = attitude.certain_gain(utility.value);
            Estimate::new(certain, utility.se / attitude.slope(certain))
        }
    };
    Course { ask, mean: gains.worth, certain, moves: gains.moves, withdrawn: gains.withdrawn }
}

fn choose(setup: &Setup, options: &[Course], standing: f64) -> (Move, Option<Course>) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::advice::tests_support::{offer_in_band, offer_of};
    use crate::domain::Case;

    const MANY: Settings = Settings { seed: 1, trials: 100_000 };

    fn situation(case: &Case, rounds: &[(f64, f64)]) -> Situation {
        let rounds: Vec<Round> =
            rounds.iter().map(|&(ask, reply)| Round { ask, reply, is_final: false }).collect();
        after(&Setup::of(case), &rounds, MANY)
    }

    #[test]
    fn after_a_flat_no_most_have_nothing_left() {
        let after_no = situation(&offer_of(100_000), &[(0.15, 0.0)]);
        let known = after_no.known.unwrap();
        assert!(known.exhausted > 0.75 && known.exhausted < 0.9, "{known:?}");
        assert!(after_no.options.iter().all(|course| course.moves < 0.2));
    }

    #[test]
    fn after_a_small_step_it_pays_to_ask_again() {
        let after_step = situation(&offer_of(100_000), &[(0.15, 0.02)]);
        assert_eq!((after_step.answer, after_step.advice), (Answer::PartWay, Move::Ask));
        let next = after_step.next.unwrap();
        assert!(next.ask > 0.02 && next.ask <= 0.15 && next.mean.value > 0.02);
    }

    #[test]
    fn near_the_top_of_the_band_nothing_more_is_asked() {
        // A tenth of base and a sign-on of a tenth over four years: an eighth of the offer.
        let top = situation(&offer_in_band(100_000, 90_000, 110_000), &[(0.14, 0.125)]);
        assert!(top.known.unwrap().exhausted > 0.4, "{:?}", top.known);
        let below = situation(&offer_in_band(100_000, 90_000, 110_000), &[(0.14, 0.10)]);
        assert!(below.known.unwrap().exhausted < 0.1, "{:?}", below.known);
        assert!(top.options.iter().all(|course| course.mean.value < 0.13));
    }

    #[test]
    fn after_three_rounds_there_is_nothing_more_to_ask() {
        let third = situation(&offer_of(100_000), &[(0.15, 0.05), (0.12, 0.07), (0.10, 0.08)]);
        assert!(third.options.is_empty() && third.advice != Move::Ask);
    }
}
