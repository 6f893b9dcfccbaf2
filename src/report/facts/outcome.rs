//! Facts about what asking brings: chances, gains, the walk-away, the room.

use rust_decimal::prelude::FromPrimitive;

use crate::advice::{Advice, AnswerKind, Limit, Notice, Verdict};
use crate::domain::Assumptions;
use crate::negotiation::Circumstance;
use crate::num::{Estimate, Money, Rounding};
use crate::report::advice::{said, untold};
use crate::report::numbers::about;
use crate::report::trace::{Book, Bound, Chance, Noted, Origin, Place};
use crate::report::words::Words;

/// Notes the facts of the advice that are not packages.
pub fn note(book: &mut Book, words: &Words, advice: &Advice, assumptions: &Assumptions) {
    note_chances(book, words, advice);
    note_argument(book, words, advice);
    note_risk(book, words, advice);
    note_safety(book, advice, assumptions);
    note_gain(book, words, advice);
    note_walk_away(book, words, advice);
    note_limits(book, words, advice);
    note_notices(book, words, advice);
}

fn note_chances(book: &mut Book, words: &Words, advice: &Advice) {
    let outcomes = &advice.simulation.outcomes;
    for (fact, estimate, at) in [
        ("chance.moves", advice.improved, Chance::Improved),
        ("chance.pulled", advice.withdrawn, Chance::Withdrawn),
        ("chance.full", outcomes.full, Chance::Full),
        ("chance.partial", outcomes.partial, Chance::Partial),
        ("chance.held", outcomes.held, Chance::Held),
        ("chance.walked", outcomes.walked, Chance::Walked),
    ] {
        let of = fact.rsplit('.').next().unwrap_or(fact);
        book.figure(fact, chance(words, estimate, Place::Chance(at)).map(|noted| noted.of(of)));
    }
}

/// What the chance would be without strong evidence, or without a weak argument.
fn note_argument(book: &mut Book, words: &Words, advice: &Advice) {
    for (fact, what) in [
        ("argument.without_strong", Circumstance::StrongEvidence),
        ("argument.without_weak", Circumstance::WeakArgument),
    ] {
        let found = advice.circumstances.iter().position(|effect| effect.what == what);
        let noted = found.and_then(|i| {
            let without = advice.improved.value - advice.circumstances[i].improved;
            let origin = Origin::difference(Place::Chance(Chance::Improved), Place::CircumstanceImproved(i));
            chance_from(words, Estimate::new(without, advice.improved.se), origin)
        });
        book.figure(fact, noted.map(|noted| noted.of("moves")));
    }
}

/// What the meeting is worth for certain to a person averse to risk.
fn note_risk(book: &mut Book, words: &Words, advice: &Advice) {
    let (risk, run) = (&advice.risk, &advice.simulation);
    let certain = risk.certainty_equivalent;
    let (worth, error) = (certain.value * run.offer_value, certain.se * run.offer_value);
    let noted = (risk.aversion > 0.0 && worth > 0.0).then(|| {
        let origin = Origin::product(Place::Certain, Place::OfferValue);
        let shown = words.numbers().money(about(worth, error, run.currency));
        Noted::new("certain", shown, origin).error(words.numbers().money(money(error, run.currency)))
    });
    book.figure("risk.certain", noted);
}

/// A chance as meetings: `49 of 100`, or of 1,000 where it is small.
pub fn chance(words: &Words, chance: Estimate, at: Place) -> Option<Noted> {
    chance_from(words, chance, Origin::at(at))
}

fn chance_from(words: &Words, chance: Estimate, origin: Origin) -> Option<Noted> {
    let error = words.numbers().percent(chance.se, 2);
    Some(Noted::new("chance", words.meetings(chance.value), origin).error(error))
}

/// How the risk is put into words: a judgment that the table of assumptions holds.
fn note_safety(book: &mut Book, advice: &Advice, assumptions: &Assumptions) {
    let risk = advice.withdrawn.value;
    let safe = risk < assumptions.value("report.safe-below");
    let risky = risk >= assumptions.value("report.risky-from");
    book.facts.flag("safe.yes", safe);
    book.facts.flag("safe.mostly", !safe && !risky);
    book.facts.flag("safe.no", risky);
}

fn note_gain(book: &mut Book, words: &Words, advice: &Advice) {
    let numbers = words.numbers();
    let run = &advice.simulation;
    let worth = advice.worth_of_asking.value * run.offer_value;
    let error = advice.worth_of_asking.se * run.offer_value;
    let noted = (worth > 0.0).then(|| {
        let origin = Origin::product(Place::Worth, Place::OfferValue);
        let shown = numbers.money(about(worth, error, run.currency));
        Noted::new("worth", shown, origin).error(numbers.money(money(error, run.currency)))
    });
    book.figure("gain.worth", noted);
    let (low, high) = advice.base_middle_half;
    let apart = low != high;
    let quartile_error = run.gain_if_improved.p75.se.max(run.gain_if_improved.p25.se) * run.offer_value;
    for (fact, of, bound, at) in [
        ("middle.low", "middle-low", low, Place::BaseLow),
        ("middle.high", "middle-high", high, Place::BaseHigh),
    ] {
        let origin = Origin::at(at);
        let shown = numbers.money(about(bound.to_f64(), quartile_error, bound.currency()));
        book.figure(fact, apart.then(|| Noted::new("middle", shown, origin).of(of)));
    }
}

fn money(amount: f64, currency: crate::num::Currency) -> Money {
    let exact = Money::from_f64_rounded(amount, currency, Rounding::HalfUp);
    exact.unwrap_or(Money::zero(currency)).rounded_to(rust_decimal::Decimal::ONE, Rounding::HalfUp)
}

/// An ask this near to its limit, as a fraction of the offer, is held down by it.
const NEAR_LIMIT: f64 = 0.005;

/// Where the alternatives in line stand in the results.
const WALK_AWAY: &str = "/anchor/walk_away/line";

fn note_walk_away(book: &mut Book, words: &Words, advice: &Advice) {
    let walk = &advice.walk_away;
    let shown = words.numbers().money(about(walk.value.to_f64(), 0.0, walk.value.currency()));
    let noted = Noted::new("value", shown, Origin::at(Place::WalkAway)).of("walk");
    book.figure("walk.value", Some(noted));
    let source = said::walk_away(words, walk, &mut |at, shown| {
        let noted = Noted::new("firmness", shown, Origin::at(at)).among(WALK_AWAY);
        book.mark(&format!("walk.line~{}", at.pointer()), noted)
    });
    book.facts.put("walk.source", Some(source));
    book.facts.flag("walk.beaten", walk.over_offer <= 0.0);
    book.facts.flag("walk.own", walk.own_floor);
}

fn note_limits(book: &mut Book, words: &Words, advice: &Advice) {
    let numbers = words.numbers();
    let percent =
        |sort, of, value, at: Place| Noted::new(sort, numbers.percent(value, 1), Origin::at(at)).of(of);
    let room = advice.room.filter(|(full, _)| *full > 0.0);
    book.figure("room.full", room.map(|(full, _)| percent("room", "room-full", full, Place::RoomFull)));
    let middle = room.filter(|(_, middle)| *middle > 0.0);
    book.figure(
        "room.middle",
        middle.map(|(_, middle)| percent("room", "room-middle", middle, Place::RoomMiddle)),
    );
    let plateau = advice.plateau.filter(|(low, high)| low < high);
    book.figure(
        "plateau.low",
        plateau.map(|(low, _)| percent("plateau", "plateau-low", low, Place::PlateauLow)),
    );
    book.figure(
        "plateau.high",
        plateau.map(|(_, high)| percent("plateau", "plateau-high", high, Place::PlateauHigh)),
    );
    let range = advice.anchor_range.filter(|(low, high)| low < high);
    for (fact, of, at, value) in [
        ("range.low", "range-low", Place::RangeLow, range.map(|(low, _)| low)),
        ("range.high", "range-high", Place::RangeHigh, range.map(|(_, high)| high)),
    ] {
        book.figure(fact, value.map(|value| percent("range", of, value, at)));
    }
    // What limits an ask is told where it does.
    let reached = |ask: f64| advice.verdict != Verdict::Ask || advice.anchor.over_offer >= ask - NEAR_LIMIT;
    let binding = advice.caps.iter().find(|cap| cap.binding && reached(cap.ask));
    let limit = binding.map(|cap| said_limit(book, words, advice, &cap.what));
    book.facts.put("cap.what", limit);
    let inside = advice.anchor.range_penetration.is_some_and(|place| (0.0..=1.0).contains(&place));
    book.facts.flag("is.inside_band", inside);
    book.facts.flag("is.own_ask", advice.own_ask);
    let last = advice.talk.as_ref().map(|talk| talk.situation.answer);
    book.facts.flag("is.reduced", last == Some(AnswerKind::Reduction));
    book.facts.flag("is.ask", advice.verdict == Verdict::Ask);
    book.facts.flag("is.take_it", advice.verdict == Verdict::TakeIt);
    book.facts.flag("is.leave_it", advice.verdict == Verdict::LeaveIt);
}

/// A limit of the ask in words, its figures noted.
fn said_limit(book: &mut Book, words: &Words, advice: &Advice, limit: &Limit) -> String {
    let at = advice.caps.iter().position(|cap| cap.what == *limit).unwrap_or_default();
    said::limit(words, limit, Place::Cap(at), &mut |place, shown| {
        book.mark(&format!("cap.{at}"), Noted::new("limit", shown, Origin::at(place)))
    })
}

/// Facts that the notices name.
fn note_notices(book: &mut Book, words: &Words, advice: &Advice) {
    let given = |text: &str| Some(crate::report::text::mark_given(text));
    for known in ["notice.name", "notice.hoped", "notice.untold", "notice.cap", "notice.level"] {
        book.facts.put(known, None::<String>);
    }
    for notice in &advice.notices {
        match notice {
            Notice::BandBelowAlternative { alternative } => book.facts.put("notice.name", given(alternative)),
            Notice::HopedNotCounted { alternative } => book.facts.put("notice.hoped", given(alternative)),
            Notice::Untold { parts } => book.facts.put("notice.untold", Some(untold(parts, words))),
            Notice::NextLevel { level } => book.facts.put("notice.level", given(level)),
            Notice::OfferAboveCap { cap } => {
                let limit = said_limit(book, words, advice, cap);
                book.facts.put("notice.cap", Some(limit));
            }
            _ => {}
        }
    }
    let months = advice.assumptions.iter().position(|row| row.name == "fallback.months-unpaid");
    let noted = months.map(|at| {
        let months = rust_decimal::Decimal::from_f64(advice.assumptions[at].value).unwrap_or_default();
        let origin = Origin::at(Place::Assumption(at, Bound::Value));
        Noted::new("assumption", words.numbers().number(months, 1), origin).of("months")
    });
    book.figure("notice.months", noted);
}
