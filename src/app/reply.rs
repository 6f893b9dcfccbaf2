//! They have answered: what now.

use super::advise;
use crate::advice::{Advice, AnswerKind, Course, Known, Move, PackageView, Policy, Setup, Verdict};
use crate::domain::{Case, FurtherAsks, Package, Said};
use crate::error::Result;
use crate::input::further_asks;
use crate::simulate::Settings;

/// What is now to be expected, and what to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// The advice where the talk stands.
    pub advice: Advice,
    /// What kind of answer the last one was.
    pub answer: AnswerKind,
    /// What to do.
    pub choice: Move,
    /// What the answers say of the employer; `None` where nothing is simulated.
    pub known: Option<Known>,
    /// What was asked last; `None` before anything was.
    pub asked: Option<PackageView>,
    /// What stood before the last answer.
    pub before: PackageView,
    /// What stands since.
    pub standing: PackageView,
    /// What to ask for next and what comes of it, where that is the advice.
    pub next: Option<(PackageView, Course)>,
    /// Every single ask that could be made next, ascending, to set beside it.
    pub options: Vec<Course>,
    /// The last answer gave in one part and took in another.
    pub trades: bool,
    /// What people who haggle over goods got by asking again at such an answer.
    pub goods: Option<FurtherAsks>,
    /// δ: how much less readily, in log-odds, employers are taken to move than those people.
    pub shift: f64,
}

impl Reply {
    /// How many rounds are known.
    pub fn rounds(&self) -> usize {
        self.advice.talk.as_ref().map_or(0, |talk| talk.rounds.len())
    }
}

/// The ask that the policy has after these rounds; `None` beyond its last.
///
/// A round whose ask nobody told is taken to have followed the advice.
pub fn advised_ask(case: &Case, rounds: &[Said], settings: Settings) -> Option<Package> {
    let unasked = Case { history: Vec::new(), ..case.clone() };
    let opening = || advise(&unasked, settings).ladder.first().map(|rung| rung.view.package);
    match rounds.first() {
        None => opening(),
        Some(first) => {
            let setup = Setup::of(&unasked);
            Policy::of(&setup, settings).said(&setup, first.asked).get(rounds.len()).copied()
        }
    }
}

/// What can be said after these rounds; before the first, what the advice says.
///
/// ```
/// use counteroffer::app::{load_case, reply};
/// use counteroffer::domain::{Package, Said};
/// use counteroffer::input::ReadOptions;
/// use counteroffer::num::Money;
/// use counteroffer::simulate::Settings;
///
/// let case = load_case("data/alloy-pm2/case.toml".as_ref(), &ReadOptions::default())?;
/// let base = |amount: i64| Package { base: Money::new(amount.into(), case.currency), ..case.offer };
/// let round = Said { asked: base(205_000), standing: base(195_000), statement: None, date: None };
/// let reply = reply(&case, &[round], Settings { seed: 1, trials: 50_000 })?;
/// assert!(reply.known.is_some_and(|known| known.exhausted > 0.0 && known.exhausted < 1.0));
/// # Ok::<(), counteroffer::Error>(())
/// ```
///
/// # Errors
/// Never in a tested build: what is compiled in can be read.
pub fn reply(case: &Case, rounds: &[Said], settings: Settings) -> Result<Reply> {
    let advice = advise(&Case { history: rounds.to_vec(), ..case.clone() }, settings);
    let next = advice.asks().then(|| (advice.anchor, course(&advice)));
    let shift = Setup::of(case).model.further.shift;
    let Some(talk) = advice.talk.clone() else { return Ok(opening(advice, next, shift)) };
    let situation = &talk.situation;
    let goods = FurtherAsks::at(&further_asks::standard()?, situation.answered);
    Ok(Reply {
        answer: situation.answer,
        choice: situation.advice,
        known: situation.known(),
        asked: talk.rounds.last().map(|round| round.asked),
        before: talk.before,
        standing: talk.standing,
        options: talk.options.clone(),
        trades: talk.trades,
        goods: goods.filter(|_| next.is_some()),
        advice,
        next,
        shift,
    })
}

/// What the next ask of an advice brings.
fn course(advice: &Advice) -> Course {
    Course {
        ask: advice.anchor.over_offer,
        mean: advice.mean,
        certain: advice.risk.certainty_equivalent,
        moves: advice.improved.value,
        withdrawn: advice.withdrawn.value,
    }
}

/// Before anything has been asked.
fn opening(advice: Advice, next: Option<(PackageView, Course)>, shift: f64) -> Reply {
    let choice = match advice.verdict {
        _ if next.is_some() => Move::Ask,
        Verdict::LeaveIt => Move::WalkAway,
        _ => Move::Accept,
    };
    Reply {
        answer: AnswerKind::NotAsked,
        choice,
        known: None,
        asked: None,
        before: advice.offer,
        standing: advice.offer,
        options: next.iter().map(|(_, course)| *course).collect(),
        trades: false,
        goods: None,
        advice,
        next,
        shift,
    }
}
