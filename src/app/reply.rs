//! They have answered: what now.

use super::advise;
use crate::advice::reply::{Answer, Course, Move, Round, Situation, after};
use crate::advice::{Advice, PackageView, Setup, Verdict, view};
use crate::domain::{Case, Equity, FurtherAsks, Package, Said};
use crate::error::Result;
use crate::input::further_asks;
use crate::negotiation::rung_package;
use crate::num::Money;
use crate::simulate::Settings;

/// What is now to be expected, and what to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// The rounds that it goes by.
    pub rounds: Vec<Said>,
    /// What follows from them.
    pub situation: Situation,
    /// The offer.
    pub offer: PackageView,
    /// What was asked last; `None` before anything was.
    pub asked: Option<PackageView>,
    /// What stood before the last answer.
    pub before: PackageView,
    /// What stands since.
    pub standing: PackageView,
    /// What to ask for next, where that is the advice.
    pub next: Option<PackageView>,
    /// The last answer gave in one part and took in another.
    pub trades: bool,
    /// What people who haggle over goods got by asking again at such an answer.
    pub goods: Option<FurtherAsks>,
    /// δ: how much less readily, in log-odds, employers are taken to move than those people.
    pub shift: f64,
    /// V₀.
    pub offer_value: f64,
}

/// The ask that the advice has for a round (from 0); `None` beyond its last.
///
/// A round whose ask nobody told is taken to have followed the advice.
pub fn advised_ask(advice: &Advice, round: usize) -> Option<Package> {
    advice.ladder.get(round).map(|rung| rung.view.package)
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
/// assert!(reply.situation.known.is_some_and(|known| known.exhausted > 0.0 && known.exhausted < 1.0));
/// # Ok::<(), counteroffer::Error>(())
/// ```
///
/// # Errors
/// Never in a tested build: what is compiled in can be read.
pub fn reply(case: &Case, rounds: &[Said], settings: Settings) -> Result<Reply> {
    let setup = Setup::of(case);
    let look = |package: Package| view(&setup, package);
    let Some(last) = rounds.last() else { return Ok(opening(&setup, &advise(case, settings))) };
    let gains: Vec<Round> = rounds.iter().map(|said| round(&setup, said)).collect();
    let situation = after(&setup, &gains, settings);
    let before = rounds.len().checked_sub(2).map_or(case.offer, |i| rounds[i].standing);
    let next = situation.next.map(|course| {
        let share = course.ask / setup.gain(&last.asked).max(f64::MIN_POSITIVE);
        let package = rung_package(&case.offer, &last.asked, share, &case.assumptions);
        look(at_least(package, last.standing))
    });
    let goods = FurtherAsks::at(&further_asks::standard()?, situation.answered);
    Ok(Reply {
        rounds: rounds.to_vec(),
        offer: look(case.offer),
        asked: Some(look(last.asked)),
        before: look(before),
        standing: look(last.standing),
        next,
        trades: trades(&setup, &before, &last.standing),
        goods: goods.filter(|_| !situation.options.is_empty()),
        shift: setup.model.further.shift,
        offer_value: setup.offer_value,
        situation,
    })
}

/// Before anything has been asked: what the advice says, as a situation.
fn opening(setup: &Setup, advice: &Advice) -> Reply {
    let ask = advice.verdict == Verdict::Ask || advice.own_ask;
    let course = Course {
        ask: advice.anchor.over_offer,
        mean: advice.mean,
        certain: advice.risk.certainty_equivalent,
        moves: advice.improved.value,
        withdrawn: advice.withdrawn.value,
    };
    let next = ask.then_some(course);
    let choice = match advice.verdict {
        _ if ask => Move::Ask,
        Verdict::LeaveIt => Move::WalkAway,
        _ => Move::Accept,
    };
    Reply {
        rounds: Vec::new(),
        situation: Situation {
            answer: Answer::NotAsked,
            standing: 0.0,
            answered: 0.0,
            known: None,
            advice: choice,
            next,
            options: next.into_iter().collect(),
        },
        offer: advice.offer,
        asked: None,
        before: advice.offer,
        standing: advice.offer,
        next: next.map(|_| advice.anchor),
        trades: false,
        goods: None,
        shift: setup.model.further.shift,
        offer_value: setup.offer_value,
    }
}

/// A round as gains over the offer.
fn round(setup: &Setup, said: &Said) -> Round {
    Round {
        ask: setup.gain(&said.asked),
        reply: setup.gain(&said.standing),
        is_final: said.statement == Some(crate::domain::Statement::Final),
    }
}

/// True where some part lies above what stood and another below it.
fn trades(setup: &Setup, before: &Package, standing: &Package) -> bool {
    let face = |package| setup.valuation.face(package, &setup.case.equity_terms);
    let (was, is) = (face(before), face(standing));
    let moved = |up: bool| was.iter().zip(&is).any(|(was, is)| if up { is > was } else { is < was });
    moved(true) && moved(false)
}

/// Nobody asks for less than what stands already.
fn at_least(package: Package, standing: Package) -> Package {
    let more = |a: Money, b: Money| if a.amount() >= b.amount() { a } else { b };
    let equity = match (package.equity, standing.equity) {
        (Some(a), Some(b)) if a.same_unit(b) && a.quantity() < b.quantity() => Some(b),
        (a, b) => a.or(b),
    };
    let equity: Option<Equity> = equity;
    Package {
        base: more(package.base, standing.base),
        bonus: more(package.bonus, standing.bonus),
        equity,
        sign_on: more(package.sign_on, standing.sign_on),
    }
}
