//! What to ask for first, what it is likely to bring, and when to stop, as a document.

mod beside;
mod employer;
mod explain;
pub mod said;

use rust_decimal::Decimal;

use super::Composer;
use super::composer::Column::{Figures, Words as Left};
use super::document::{Document, Table};
use super::facts::Facts;
use super::numbers::Numbers;
use super::trace::Place;
use super::words::Words;
use crate::advice::{Advice, AnswerKind, EqualPackage, Notice, PackageView, Unknown, Verdict};
use crate::domain::{Case, Equity, Package, PackageId, Part};
use crate::num::{Estimate, Money, Rounding};

pub use employer::employer;

/// What stands beside the answer on request: packages of equal value, what
/// would sharpen it, and every step that led to it.
#[derive(Debug, Clone, Copy)]
pub struct Beside<'a> {
    /// Packages worth as much as the ask.
    pub packages: &'a [EqualPackage],
    /// What is worth finding out.
    pub unknowns: &'a [Unknown],
}

/// The answer, and what stands beside it where that is wanted.
pub fn advice(case: &Case, advice: &Advice, beside: Option<Beside<'_>>, words: &Words) -> Document {
    let mut page = Composer::new(words, "anchor");
    so_far(advice, words, &mut page);
    headline(advice, &mut page);
    page.part("packages");
    page.add(packages(case, advice, &page));
    page.part("outlook");
    if advice.verdict == Verdict::Ask || advice.own_ask {
        page.say("expectation", &expectation(advice, &page));
        uncertainty(advice, &mut page);
        risk(advice, &mut page);
    }
    page.say("stop", &stop(advice, &page, words));
    for notice in &advice.notices {
        page.note(&notice_key(notice), &told(notice, advice, words));
    }
    if let Some(beside) = beside {
        beside::packages(beside.packages, &case.offer, case.currency, &mut page);
        beside::sharpen(beside.unknowns, case.currency, words, &mut page);
        explain::explain(advice, words, &mut page);
    }
    page.finish()
}

/// What has happened in the talk, a line a round.
fn so_far(advice: &Advice, words: &Words, page: &mut Composer<'_>) {
    for round in advice.talk.iter().flat_map(|talk| &talk.rounds) {
        let package = |view: &PackageView| parts(&view.package, &advice.offer.package, page);
        let facts = Facts::new()
            .with("date", round.date.map(|day| page.numbers().date(day)))
            .with("asked", package(&round.asked))
            .with("standing", package(&round.standing))
            .with("said", said::statement(words, round.statement));
        page.say("so-far", &facts);
    }
}

fn headline(advice: &Advice, page: &mut Composer<'_>) {
    let key = match (advice.verdict, advice.own_ask, advice.talk.is_some()) {
        (_, true, _) => "headline.own",
        (Verdict::Ask, _, false) => "headline.ask",
        (Verdict::Ask, _, true) => "headline.now",
        (Verdict::TakeIt, _, false) => "headline.take-it",
        (Verdict::TakeIt, _, true) => "headline.say-yes",
        (Verdict::LeaveIt, _, false) => "headline.leave-it",
        (Verdict::LeaveIt, _, true) => "headline.leave-now",
    };
    let last = advice.talk.as_ref().map(|talk| talk.situation.answer);
    let reduced = last == Some(AnswerKind::Reduction);
    let facts = Facts::new()
        .with("package", parts(&advice.anchor.package, &advice.offer.package, page))
        .with("over", page.numbers().percent(advice.anchor.over_offer, 1))
        .when("reduced", reduced)
        .when("own", advice.walk_away.own_floor);
    page.say(key, &facts);
}

/// The parts of a package that differ from another's; base is always named.
fn parts(package: &Package, offer: &Package, page: &Composer<'_>) -> String {
    let numbers = page.numbers();
    let money = |amount: Money, other: Money| (amount != other).then(|| numbers.money(amount));
    let equity = package.equity.filter(|equity| Some(*equity) != offer.equity);
    let parts = [
        ("base", Some(numbers.money(package.base))),
        ("bonus", money(package.bonus, offer.bonus)),
        ("equity", equity.map(|equity| numbers.equity(equity))),
        ("sign_on", money(package.sign_on, offer.sign_on)),
    ];
    let said: Vec<String> = parts
        .into_iter()
        .filter_map(|(key, shown)| Some(page.phrase(&format!("part.{key}"), &Facts::new().with(key, shown?))))
        .collect();
    page.list(&said)
}

fn packages(case: &Case, advice: &Advice, page: &Composer<'_>) -> Table {
    let columns = [
        Left("name"),
        Figures("base"),
        Figures("bonus"),
        Figures("equity"),
        Figures("sign_on"),
        Figures("value"),
        Figures("over"),
    ];
    let mut table = page.table("packages", &columns);
    let numbers = page.numbers();
    let mut row = |name: &str, view: &PackageView| {
        let package = &view.package;
        table.row([
            page.word(&format!("row.{name}")),
            whole(package.base, numbers),
            whole(package.bonus, numbers),
            package.equity.map_or_else(String::new, |equity| numbers.equity(shown(equity))),
            whole(package.sign_on, numbers),
            whole(view.value, numbers),
            numbers.percent_signed(view.over_offer, 1),
        ]);
    };
    if let Some(current) = &advice.current {
        row("current", current);
    }
    row("offer", &advice.offer);
    if let Some(talk) = &advice.talk {
        row("standing", &talk.standing);
    }
    for rung in &advice.ladder {
        row(if rung.round == 1 { "first" } else { "then" }, &rung.view);
    }
    if !advice.ladder.is_empty() {
        row("expected", &advice.expected);
        row("target", &advice.target);
        table.notes.push(page.line("packages.note", &Facts::new()));
    }
    let horizon = Facts::new().with("years", case.preferences.horizon_years.to_string());
    table.notes.push(page.line("packages.value", &horizon));
    table
}

fn whole(money: Money, numbers: Numbers) -> String {
    // Below a hundred, as by the hour, the cents matter.
    let step = if money.amount() < Decimal::ONE_HUNDRED { Decimal::new(1, 2) } else { Decimal::ONE };
    numbers.amount(money.rounded_to(step, Rounding::HalfUp))
}

/// Equity with as many digits as are said.
fn shown(equity: Equity) -> Equity {
    let places = if matches!(equity, Equity::Percent(_)) { 4 } else { 0 };
    let strategy = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
    equity.with_quantity(equity.quantity().round_dp_with_strategy(places, strategy).normalize())
}

fn expectation(advice: &Advice, page: &Composer<'_>) -> Facts {
    let (run, numbers) = (&advice.simulation, page.numbers());
    let money = |of: Estimate| {
        numbers.about_signed(of.value * run.offer_value, of.se * run.offer_value, run.currency)
    };
    let quartiles = &run.gain_if_improved;
    Facts::new()
        .with("improved", page.meetings(advice.improved.value))
        .with("median", money(quartiles.p50))
        .with("low", money(quartiles.p25))
        .with("high", money(quartiles.p75))
        .with("withdrawn", page.meetings(advice.withdrawn.value))
        .with("worth", money(advice.worth_of_asking))
        .with("error", numbers.about(advice.worth_of_asking.se * run.offer_value, 0.0, run.currency))
}

fn uncertainty(advice: &Advice, page: &mut Composer<'_>) {
    let numbers = page.numbers();
    let percent = |value: Option<f64>| value.map(|value| numbers.percent(value, 1));
    // A range of one figure says nothing.
    let wide =
        |range: Option<(f64, f64)>| range.filter(|(low, high)| percent(Some(*low)) != percent(Some(*high)));
    let (plateau, range) = (wide(advice.plateau), wide(advice.anchor_range));
    let facts = Facts::new()
        .with("plateau_low", percent(plateau.map(|(low, _)| low)))
        .with("plateau_high", percent(plateau.map(|(_, high)| high)))
        .with("range_low", percent(range.map(|(low, _)| low)))
        .with("range_high", percent(range.map(|(_, high)| high)));
    page.say("uncertainty", &facts);
}

/// What risk aversion changes; nothing where the person is neutral to risk.
fn risk(advice: &Advice, page: &mut Composer<'_>) {
    let (risk, run, numbers) = (&advice.risk, &advice.simulation, page.numbers());
    if risk.aversion == 0.0 {
        return;
    }
    let certain = risk.certainty_equivalent;
    let (worth, error) = (certain.value * run.offer_value, certain.se * run.offer_value);
    let facts = Facts::new()
        .with("aversion", risk.aversion.to_string())
        .with("certain", numbers.about_signed(worth, error, run.currency))
        .with("worse", page.meetings(risk.worse_than_offer.value))
        .with("neutral", risk.neutral_ask.map(|ask| numbers.percent(ask, 1)));
    page.say("risk", &facts);
}

/// From which answer on to say yes, round by round, and where to leave.
pub fn stop(advice: &Advice, page: &Composer<'_>, words: &Words) -> Facts {
    let (walk, numbers) = (&advice.walk_away, words.numbers());
    let said =
        |i: usize| advice.ladder.get(i).map(|rung| said(&rung.view.package, &advice.offer.package, page));
    Facts::new()
        .with("next", said(1))
        .with("last", said(2))
        .when("beaten", walk.over_offer <= 0.0)
        .when("own", walk.own_floor)
        .with("value", numbers.money(walk.value.rounded_to(Decimal::ONE_HUNDRED, Rounding::HalfUp)))
        .with("source", said::walk_away(words, walk, &mut said::unmarked))
}

/// A package as it is said in the room: its base, where base moves, otherwise what does.
fn said(package: &Package, offer: &Package, page: &Composer<'_>) -> String {
    match package.base == offer.base {
        true => parts(package, offer, page),
        false => parts(&Package { base: package.base, ..*offer }, offer, page),
    }
}

/// The key of a notice under `notice`.
pub fn notice_key(notice: &Notice) -> String {
    match notice {
        Notice::EmployerKind { kind } => format!("notice.kind-{}", kind.name()),
        _ => format!("notice.{}", notice.name()),
    }
}

/// Parts that packages do not tell of, in a sentence.
pub fn untold(parts: &[(PackageId, Option<String>, Part)], words: &Words) -> String {
    let said = parts.iter().filter_map(|(id, name, part)| {
        let whose = match id {
            PackageId::Current => "current",
            PackageId::Alternative(_) => "other",
            _ => "offer",
        };
        let facts = Facts::new().given("name", name.as_deref().unwrap_or_default());
        words.phrase(&format!("untold.{}.{whose}", part.name()), &facts)
    });
    said.collect::<Vec<_>>().join("; ")
}

/// The facts of a notice.
fn told(notice: &Notice, advice: &Advice, words: &Words) -> Facts {
    let facts = Facts::new();
    match notice {
        Notice::BandBelowAlternative { alternative } | Notice::HopedNotCounted { alternative } => {
            facts.given("alternative", alternative)
        }
        Notice::OfferAboveCap { cap } => {
            facts.with("limit", said::limit(words, cap, Place::Cap(0), &mut said::unmarked))
        }
        Notice::AskAboveBand => {
            let place = advice.anchor.range_penetration.map(|place| words.numbers().percent(place, 0));
            facts.with("place", place)
        }
        Notice::Untold { parts } => facts.with("list", untold(parts, words)),
        Notice::NextLevel { level } => facts.given("level", level),
        Notice::FewTrials { trials } => facts.with("trials", trials.to_string()).when("one", *trials == 1),
        _ => facts,
    }
}
