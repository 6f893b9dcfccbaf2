//! Where the talk stands after their answers, and what the policy says then.
//!
//! The simulation goes on from what was said: see [`crate::simulate::Posterior`].

use rayon::prelude::*;

use super::package_view::view;
use super::policy::{Answer, Move, Policy, Round, near, next};
use super::result::PackageView;
use super::setup::Setup;
use crate::domain::{Equity, Package, Said, Statement};
use crate::negotiation::{MAX_RUNGS, Mix, Nearness};
use crate::num::{Estimate, Money};
use crate::simulate::{Ends, Engine, Listeners, Posterior, Settings, Simulation, summarize};

/// Below this effective sample size nothing is said of chances.
pub const LEAST_EFFECTIVE: f64 = 200.0;

/// More draws than these change no figure that is printed.
pub const MOST_TRIALS: u64 = 2_000_000;

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

/// What the answers say of the employer who gave them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Known {
    /// Chance that they have nothing left to give.
    pub exhausted: f64,
    /// Kish's effective sample size behind it.
    pub effective: f64,
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
    /// What to do.
    pub advice: Move,
    /// The asks that the policy still has, the next one first; none where it has none.
    pub asks: Vec<f64>,
    /// What becomes of the talk when the policy is followed to its end.
    pub ends: Ends,
    /// How many meetings the shares stand for.
    pub trials: u64,
    /// The employers who may have answered so; `None` after a yes and after a reduction.
    posterior: Option<Posterior>,
}

impl Situation {
    /// The chance that they go beyond what stands when the policy's asks are made.
    pub fn moves(&self) -> f64 {
        self.ends.moved.iter().map(|(_, share)| share).sum()
    }

    /// What the answers say of the employer; `None` where the posterior is.
    pub fn known(&self) -> Option<Known> {
        let of = |after: &Posterior| Known { exhausted: 1.0 - after.left, effective: after.effective };
        self.posterior.as_ref().map(of)
    }

    /// Every single ask that could be made after these rounds, ascending, to set beside the policy's.
    pub fn options(&self, setup: &Setup, rounds: &[Round]) -> Vec<Course> {
        self.posterior.as_ref().map_or_else(Vec::new, |after| {
            next_asks(setup, rounds, after).into_par_iter().map(|ask| course(setup, after, &[ask])).collect()
        })
    }
}

/// What can be said after these rounds, when `asks` were settled with the first of them.
///
/// Employers who would have withdrawn, or who would have said yes, are ruled
/// out. Nothing is simulated after a yes, and nothing is known of employers who take
/// something back. After a last word an ask is only made where it is worth more than
/// what stands: elsewhere the policy was weighed over all answers when it was settled.
pub fn after(
    setup: &Setup,
    listeners: &Listeners,
    asks: &[f64],
    rounds: &[Round],
    settings: Settings,
) -> Situation {
    let standing = rounds.last().map_or(0.0, |round| round.reply);
    let answer = Answer::of(rounds);
    let posterior = match answer {
        Answer::NotAsked | Answer::Yes | Answer::Reduction => None,
        Answer::PartWay | Answer::Nothing => posterior(setup, listeners, rounds),
    };
    let (mut advice, mut at) = next(asks, rounds, setup.fallback.least, near(setup));
    if let (Some(i), Some(known), true) = (at, &posterior, rounds.last().is_some_and(|last| last.is_final)) {
        let secure = setup.fallback.secure(standing);
        if course(setup, known, &asks[i..]).certain.value <= secure {
            advice = if setup.fallback.takes(standing) { Move::Accept } else { Move::WalkAway };
            at = None;
        }
    }
    let asks = at.map_or_else(Vec::new, |i| asks[i..].to_vec());
    let ends = match &posterior {
        Some(known) if !asks.is_empty() => known.ends(&asks),
        _ => Ends::of_standing(standing),
    };
    let effective = posterior.as_ref().map_or(settings.trials, |known| known.effective as u64);
    Situation {
        answer,
        standing,
        answered: rounds.first().map_or(0.0, |first| (standing / first.ask).clamp(0.0, 1.0)),
        advice,
        asks,
        ends,
        trials: effective.clamp(1, settings.trials.max(1)),
        posterior,
    }
}

/// Those who hear the opening ask of these rounds.
pub fn listeners(setup: &Setup, opening: f64, settings: Settings) -> Listeners {
    Listeners::of(&setup.model, opening, settings.at_most(MOST_TRIALS))
}

/// What is known of the employer, one of the listeners, after these rounds; `None`
/// before the first and where something was taken back on the way.
pub fn posterior(setup: &Setup, listeners: &Listeners, rounds: &[Round]) -> Option<Posterior> {
    let value = |key: &str| setup.case.assumptions.value(&format!("reply.{key}"));
    let (first, further) = rounds.split_first()?;
    let near = Nearness { least: value("nearness-least"), share: value("nearness-share") };
    let reply = if first.reply < super::policy::SAME { 0.0 } else { first.reply };
    let words = |known: Posterior, round: &Round| match round.is_final {
        true => known.said_final(value("final-odds"), value("final-hazard")),
        false => known,
    };
    let known = Posterior::after_first(listeners, reply, near);
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

fn course(setup: &Setup, known: &Posterior, asks: &[f64]) -> Course {
    let (otherwise, attitude) = (&setup.fallback, setup.attitude);
    // What stands at the end is taken where it is at least the walk-away.
    let gain = |deal: f64| if otherwise.takes(deal) { deal } else { otherwise.gain };
    let utility = |deal: f64| attitude.utility(otherwise.secure(deal));
    let gains = known.outlook(asks, &gain, otherwise.gain);
    let certain = match attitude.is_neutral() {
        true => gains.worth,
        false => {
            let utility = known.outlook(asks, &utility, attitude.utility(otherwise.certain)).worth;
            let certain = attitude.certain_gain(utility.value);
            Estimate::new(certain, utility.se / attitude.slope(certain))
        }
    };
    let ask = asks.first().copied().unwrap_or(known.standing);
    Course { ask, mean: gains.worth, certain, moves: gains.moves, withdrawn: gains.withdrawn }
}

/// A round of the talk as a reader looks at it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exchange {
    /// What was asked.
    pub asked: PackageView,
    /// What stands since.
    pub standing: PackageView,
    /// What they said with it.
    pub statement: Option<Statement>,
    /// The day of it.
    pub date: Option<jiff::civil::Date>,
}

/// Where a talk stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Talk {
    /// What has happened, at least one round.
    pub rounds: Vec<Exchange>,
    /// What follows from it.
    pub situation: Situation,
    /// Every single ask that could be made next, ascending, to set beside the policy's.
    pub options: Vec<Course>,
    /// What stood before the last answer.
    pub before: PackageView,
    /// What stands since.
    pub standing: PackageView,
    /// The asks that are left, the next one first, as they are said.
    pub asks: Vec<PackageView>,
    /// The last answer gave in one part and took in another.
    pub trades: bool,
    /// How the rest of it goes.
    pub simulation: Simulation,
}

/// Where the talk of a case stands after these rounds; `None` before the first.
pub fn talk(setup: &Setup, policy: &Policy, rounds: &[Said], settings: Settings) -> Option<Talk> {
    let (first, last) = (rounds.first()?, rounds.last()?);
    let look = |package: Package| view(setup, package);
    let said = policy.said(setup, first.asked);
    let gains: Vec<f64> = said.iter().map(|package| setup.gain(package)).collect();
    let told: Vec<Round> = rounds.iter().map(|said| round(setup, said)).collect();
    let listeners = listeners(setup, told[0].ask, settings);
    let situation = after(setup, &listeners, &gains, &told, settings);
    let left = said.len() - situation.asks.len();
    let asks = said[left..]
        .iter()
        .map(|package| look(at_least(*package, last.standing, &setup.case.offer)))
        .collect();
    let before = rounds.len().checked_sub(2).map_or(setup.case.offer, |i| rounds[i].standing);
    let exchange = |said: &Said| Exchange {
        asked: look(said.asked),
        standing: look(said.standing),
        statement: said.statement,
        date: said.date,
    };
    Some(Talk {
        rounds: rounds.iter().map(exchange).collect(),
        before: look(before),
        standing: look(last.standing),
        asks,
        trades: trades(setup, &before, &last.standing),
        simulation: simulation(setup, &situation, &setup.mix(&first.asked), settings),
        options: situation.options(setup, &told),
        situation,
    })
}

/// The rest of the talk as meetings.
fn simulation(setup: &Setup, situation: &Situation, mix: &Mix, settings: Settings) -> Simulation {
    let (walk_away, pivot) = (setup.fallback.least, setup.case.assumptions.value("employer.pivot"));
    let most = situation.ends.moved.iter().map(|(gain, _)| *gain).fold(0.0, f64::max);
    let opening = situation.asks.first().copied().unwrap_or(0.0).max(most).max(f64::MIN_POSITIVE);
    let tally = situation.ends.tally(opening, walk_away, pivot, situation.trials);
    let subject = setup.subject(Engine::Reference, &situation.asks, mix, situation.standing);
    let mut whole = summarize(&tally, opening, &situation.asks, &subject, settings);
    whole.trials = situation.trials;
    // Known without rounding to whole meetings.
    whole.improved.value = situation.moves();
    whole.outcomes.withdrawn.value = situation.ends.withdrawn;
    whole
}

/// A round as gains over the offer.
fn round(setup: &Setup, said: &Said) -> Round {
    Round {
        ask: setup.gain(&said.asked),
        reply: setup.gain(&said.standing),
        is_final: said.statement == Some(Statement::Final),
    }
}

/// True where some part lies above what stood and another below it.
fn trades(setup: &Setup, before: &Package, standing: &Package) -> bool {
    let face = |package| setup.valuation.face(package, &setup.case.equity_terms);
    let (was, is) = (face(before), face(standing));
    let moved = |up: bool| was.iter().zip(&is).any(|(was, is)| if up { is > was } else { is < was });
    moved(true) && moved(false)
}

/// Nobody asks for less than what stands already, but for a part that is given up for another.
fn at_least(package: Package, standing: Package, offer: &Package) -> Package {
    let more = |asked: Money, stands: Money, offered: Money| {
        let given_up = asked.amount() < offered.amount();
        if given_up || asked.amount() >= stands.amount() { asked } else { stands }
    };
    let given_up = |asked: Equity| offer.equity.is_some_and(|offered| asked.quantity() < offered.quantity());
    let equity = match (package.equity, standing.equity) {
        (Some(a), Some(b)) if a.same_unit(b) && !given_up(a) && a.quantity() < b.quantity() => Some(b),
        (a, b) => a.or(b),
    };
    Package {
        base: more(package.base, standing.base, offer.base),
        bonus: more(package.bonus, standing.bonus, offer.bonus),
        equity,
        sign_on: more(package.sign_on, standing.sign_on, offer.sign_on),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::advice::tests_support::{offer_in_band, offer_of};
    use crate::domain::Case;

    const MANY: Settings = Settings { seed: 1, trials: 100_000 };

    /// What the policy says when asks of these sizes were answered so.
    fn situation(case: &Case, rounds: &[(f64, f64)]) -> (Situation, Vec<Course>) {
        let rounds: Vec<Round> =
            rounds.iter().map(|&(ask, reply)| Round { ask, reply, is_final: false }).collect();
        let opening = rounds[0].ask;
        let setup = Setup::of(case);
        let asks = [opening, 0.85 * opening, 0.8 * opening];
        let situation = after(&setup, &listeners(&setup, opening, MANY), &asks, &rounds, MANY);
        let options = situation.options(&setup, &rounds);
        (situation, options)
    }

    #[test]
    fn after_a_flat_no_most_have_nothing_left() {
        let (after_no, options) = situation(&offer_of(100_000), &[(0.15, 0.0)]);
        let known = after_no.known().unwrap();
        assert!(known.exhausted > 0.75 && known.exhausted < 0.9, "{known:?}");
        assert!(options.iter().all(|course| course.moves < 0.2));
        assert_eq!((after_no.advice, after_no.asks[0]), (Move::Ask, 0.85 * 0.15), "it is asked all the same");
    }

    #[test]
    fn an_answer_below_the_next_ask_is_answered_with_it() {
        let (after_step, _) = situation(&offer_of(100_000), &[(0.15, 0.02)]);
        assert_eq!((after_step.answer, after_step.advice), (Answer::PartWay, Move::Ask));
        assert_eq!(after_step.asks.len(), 2);
        let ends = &after_step.ends;
        let all = ends.stays + ends.withdrawn + after_step.moves();
        assert!((all - 1.0).abs() < 1e-9, "{all}");
        assert!(ends.moved.iter().all(|(gain, _)| *gain > 0.02 && *gain <= after_step.asks[0] + 1e-12));
    }

    #[test]
    fn the_ends_are_those_of_the_outlook() {
        let case = offer_of(100_000);
        let setup = Setup::of(&case);
        let rounds = [Round { ask: 0.15, reply: 0.04, is_final: false }];
        let known = posterior(&setup, &listeners(&setup, 0.15, MANY), &rounds).unwrap();
        let asks = [0.13, 0.12];
        let (ends, outlook) = (known.ends(&asks), known.outlook(&asks, &|gain| gain, 0.0));
        let mean: f64 = ends.moved.iter().map(|(gain, share)| gain * share).sum::<f64>() + ends.stays * 0.04;
        assert!((mean - outlook.worth.value).abs() < 1e-9, "{mean} {}", outlook.worth.value);
        assert!((ends.withdrawn - outlook.withdrawn).abs() < 1e-12);
        let tally = ends.tally(0.13, -1.0, 0.35, 50_000);
        assert_eq!(tally.trials, tally.outcomes.iter().sum::<u64>());
        let taken = tally.taken.mean_with(tally.trials, 0.0).value;
        assert!((taken - mean).abs() < 1e-4, "{taken} {mean}");
    }

    #[test]
    fn near_the_top_of_the_band_little_is_left() {
        // A tenth of base and a sign-on of a tenth over four years: an eighth of the offer.
        let (top, options) = situation(&offer_in_band(100_000, 90_000, 110_000), &[(0.14, 0.125)]);
        assert!(top.known().unwrap().exhausted > 0.4, "{:?}", top.known());
        assert_eq!(top.advice, Move::Accept);
        let (below, _) = situation(&offer_in_band(100_000, 90_000, 110_000), &[(0.14, 0.10)]);
        assert!(below.known().unwrap().exhausted < 0.1, "{:?}", below.known());
        assert!(options.iter().all(|course| course.mean.value < 0.13));
    }

    #[test]
    fn after_three_rounds_there_is_nothing_more_to_ask() {
        let (third, options) = situation(&offer_of(100_000), &[(0.15, 0.05), (0.1275, 0.07), (0.12, 0.08)]);
        assert!(options.is_empty() && third.asks.is_empty() && third.advice == Move::Accept);
        assert_eq!((third.ends.stays, third.ends.standing), (1.0, 0.08));
    }

    #[test]
    fn a_last_word_is_only_questioned_where_it_pays() {
        let case = offer_of(100_000);
        let setup = Setup::of(&case);
        let last = |reply: f64| {
            let rounds = [Round { ask: 0.15, reply, is_final: true }];
            after(&setup, &listeners(&setup, 0.15, MANY), &[0.15, 0.1275, 0.12], &rounds, MANY)
        };
        assert_eq!(last(0.125).advice, Move::Accept, "a dollar more is not worth the risk");
        assert_eq!(last(0.04).advice, Move::Ask);
    }
}
