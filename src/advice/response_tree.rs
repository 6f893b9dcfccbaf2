//! How the conversation branches after the next ask: how often each answer comes, and what
//! the policy says to it.

use rayon::prelude::*;

use super::package_view::view;
use super::policy::{Move, Policy, Round, near};
use super::result::{Advice, PackageView};
use super::setup::Setup;
use super::talk::{MOST_TRIALS, Situation, after, listeners, posterior};
use crate::domain::Statement;
use crate::negotiation::{Demand, Employer, Employers, Outcome, package_toward, play_observed};
use crate::num::Estimate;
use crate::simulate::Settings;
use crate::simulate::streams::{Purpose, blocks, employer_uniforms, stream};

/// Their answers to the next ask, as shares of all meetings that stand here.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseTree {
    /// An answer that is a yes: the ask, or at or above the one after it.
    pub yes: Branch,
    /// Less than that, in three sizes, the smallest first; none where none came.
    pub part: Vec<Branch>,
    /// Nothing beyond what stands.
    pub nothing: Branch,
    /// The offer is taken back.
    pub pulled: Estimate,
}

/// One kind of answer, and what to do then.
#[derive(Debug, Clone, PartialEq)]
pub struct Branch {
    /// How often it comes.
    pub share: Estimate,
    /// What they stand at then: the median.
    pub standing: Option<PackageView>,
    /// What to do.
    pub advice: Move,
    /// What to ask for next, where that is it.
    pub ask: Option<PackageView>,
    /// The chance that they go further then.
    pub moves: f64,
}

/// First answers, as counted or as worked out.
#[derive(Debug, Clone, Default, PartialEq)]
struct Answers {
    /// How many meetings stand behind the weights.
    trials: f64,
    yes: f64,
    pulled: f64,
    nothing: f64,
    /// What they stand at, with its weight.
    moved: Vec<(f64, f64)>,
}

impl Answers {
    fn merged(mut self, other: Answers) -> Answers {
        self.trials += other.trials;
        self.yes += other.yes;
        self.pulled += other.pulled;
        self.nothing += other.nothing;
        self.moved.extend(other.moved);
        self
    }

    fn whole(&self) -> f64 {
        self.yes + self.pulled + self.nothing + self.moved.iter().map(|(_, weight)| weight).sum::<f64>()
    }
}

/// The branches after the advice's next ask; `None` where nothing is asked.
pub fn branches(setup: &Setup, advice: &Advice, settings: Settings) -> Option<ResponseTree> {
    let asks: Vec<f64> = advice.ladder.iter().map(|rung| rung.view.over_offer).collect();
    let ask = *asks.first()?;
    let (before, policy_asks) = told(setup, advice, &asks, settings);
    let opening = before.first().map_or(ask, |round| round.ask);
    let listeners = listeners(setup, opening, settings);
    let mut answers = match posterior(setup, &listeners, &before) {
        Some(known) => {
            let ends = known.ends(&[ask]);
            Answers {
                trials: known.effective.max(1.0),
                yes: 0.0,
                pulled: ends.withdrawn,
                nothing: ends.stays,
                moved: ends.moved,
            }
        }
        None => play_all(setup, &asks, settings),
    };
    let situation = |reply: f64| {
        let rounds: Vec<Round> =
            before.iter().copied().chain([Round { ask, reply, is_final: false }]).collect();
        after(setup, &listeners, &policy_asks, &rounds, settings)
    };
    // A yes: the ask itself, or an answer at or above the one after it.
    let yes_from = asks.get(1).map_or(ask, |next| next - near(setup).min(next / 2.0));
    let stands = before.last().map_or(0.0, |round| round.reply);
    answers.moved.sort_by(|a, b| a.0.total_cmp(&b.0));
    let split = answers.moved.partition_point(|(gain, _)| *gain < yes_from);
    let (part, yes) = answers.moved.split_at(split);
    let branch =
        |weight: f64, standing: Option<f64>| branch(setup, advice, &answers, weight, standing, &situation);
    let mut agreed = yes.to_vec();
    agreed.push((ask, answers.yes));
    let thirds = thirds(part);
    Some(ResponseTree {
        yes: branch(weight(&agreed), median(&agreed)),
        part: thirds.iter().map(|third| branch(weight(third), median(third))).collect(),
        nothing: branch(answers.nothing, Some(stands)),
        pulled: estimate(answers.pulled, &answers),
    })
}

/// What has been asked and answered so far, and every ask of the policy from the first on.
fn told(setup: &Setup, advice: &Advice, asks: &[f64], settings: Settings) -> (Vec<Round>, Vec<f64>) {
    let Some(talk) = &advice.talk else { return (Vec::new(), asks.to_vec()) };
    let round = |of: &super::talk::Exchange| Round {
        ask: of.asked.over_offer,
        reply: of.standing.over_offer,
        is_final: of.statement == Some(Statement::Final),
    };
    let rounds: Vec<Round> = talk.rounds.iter().map(round).collect();
    let opening = talk.rounds[0].asked.package;
    let said = Policy::of(setup, settings).said(setup, opening);
    (rounds, said.iter().map(|package| setup.gain(package)).collect())
}

fn branch(
    setup: &Setup,
    advice: &Advice,
    answers: &Answers,
    weight: f64,
    standing: Option<f64>,
    situation: &dyn Fn(f64) -> Situation,
) -> Branch {
    let stands = advice.talk.as_ref().map_or(&advice.offer, |talk| &talk.standing);
    let whole = (advice.anchor.over_offer - stands.over_offer).max(f64::MIN_POSITIVE);
    let at = |gain: f64| {
        let share = ((gain - stands.over_offer) / whole).clamp(0.0, 1.0);
        view(setup, package_toward(&stands.package, &advice.anchor.package, share))
    };
    let then = standing.map(situation);
    let ask = then.as_ref().filter(|then| then.advice == Move::Ask).and_then(|then| then.asks.first());
    let said = |ask: &f64| advice.ladder.iter().find(|rung| (rung.view.over_offer - ask).abs() < 1e-6);
    let ask = ask.and_then(said).map(|rung| rung.view);
    Branch {
        share: estimate(weight, answers),
        standing: standing.map(at),
        advice: then.as_ref().map_or(Move::Accept, |then| then.advice),
        moves: then.as_ref().filter(|_| ask.is_some()).map_or(0.0, Situation::moves),
        ask,
    }
}

fn estimate(weight: f64, answers: &Answers) -> Estimate {
    let share = weight / answers.whole().max(f64::MIN_POSITIVE);
    Estimate::new(share, (share * (1.0 - share) / answers.trials.max(1.0)).max(0.0).sqrt())
}

fn weight(answers: &[(f64, f64)]) -> f64 {
    answers.iter().map(|(_, weight)| weight).sum()
}

/// The answer in the middle of these, ascending; `None` of none.
fn median(answers: &[(f64, f64)]) -> Option<f64> {
    let half = weight(answers) / 2.0;
    let mut below = 0.0;
    answers
        .iter()
        .find(|(_, weight)| {
            below += weight;
            below >= half && *weight > 0.0
        })
        .map(|(gain, _)| *gain)
}

/// Three parts of about equal weight.
fn thirds(answers: &[(f64, f64)]) -> Vec<&[(f64, f64)]> {
    let third = weight(answers) / 3.0;
    let mut below = 0.0;
    let mut cuts = [answers.len(); 2];
    for (i, (_, weight)) in answers.iter().enumerate() {
        below += weight;
        for (cut, at) in cuts.iter_mut().zip([third, 2.0 * third]) {
            if below >= at && *cut == answers.len() {
                *cut = i + 1;
            }
        }
    }
    let [a, b] = cuts;
    [&answers[..a], &answers[a..b], &answers[b..]].into_iter().filter(|part| weight(part) > 0.0).collect()
}

fn play_all(setup: &Setup, ladder: &[f64], settings: Settings) -> Answers {
    let demand = Demand::new(&setup.model, ladder);
    let employers = Employers::of(&setup.model);
    // Blocks are merged in their order, so that the result does not depend on threads.
    let by_block: Vec<Answers> = blocks(settings.at_most(MOST_TRIALS).trials)
        .map(|(block, trials)| {
            let mut rng = stream(settings.seed, Purpose::Negotiation, block);
            let mut answers = Answers::default();
            for _ in 0..trials {
                let employer = employers.from_uniforms(&employer_uniforms(&mut rng));
                observe(&demand, &employer, setup.model.held_below, &mut answers);
            }
            answers
        })
        .collect();
    by_block.into_iter().fold(Answers::default(), Answers::merged)
}

/// Plays one meeting and files it under its first answer.
fn observe(demand: &Demand, employer: &Employer, held_below: f64, answers: &mut Answers) {
    let mut first = None;
    let end = play_observed(demand, employer, |round, talk| {
        if round == 0 {
            first = Some(talk.standing);
        }
    });
    answers.trials += 1.0;
    match first {
        None if end.outcome == Outcome::Full => answers.yes += 1.0,
        None => answers.pulled += 1.0,
        Some(standing) if standing >= held_below => answers.moved.push((standing, 1.0)),
        Some(_) => answers.nothing += 1.0,
    }
}
