//! What to do after their answer, as a document.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use super::advice::stop;
use super::composer::Column::Figures;
use super::document::{Document, Table};
use super::words::Words;
use super::{Composer, Facts};
use crate::advice::{AnswerKind, Course, Known, LEAST_EFFECTIVE, Move, PackageView};
use crate::app::Reply;
use crate::domain::{FurtherAsks, Statement};
use crate::num::Currency;

/// Whether to accept, what to ask for next and why, and the line to say;
/// `kept` is the case file that holds the round now.
pub fn reply(reply: &Reply, currency: Currency, kept: Option<&str>, words: &Words) -> Document {
    let mut page = Composer::new(words, "reply");
    let facts = facts(reply, currency, words, &page);
    if reply.trades {
        page.say("trade", &facts);
    }
    page.say(headline(reply), &facts);
    if let Some((_, course)) = reply.next.as_ref().filter(|_| reply.answer != AnswerKind::NotAsked) {
        let said = reply.advice.talk.as_ref().and_then(|talk| talk.rounds.last()?.statement);
        if said == Some(Statement::NeedsApproval) {
            page.say("waiting", &facts);
        }
        page.say("then", &facts);
        match reply.known.filter(|known| known.effective < LEAST_EFFECTIVE) {
            Some(_) => page.say("too-few", &facts),
            None => outlook(reply, course, currency, &facts, &mut page),
        }
    }
    if let Some(path) = kept {
        say_kept(&mut page, path, reply.rounds());
    }
    page.finish()
}

/// That a round is kept, where the page of the stage has said the rest.
pub fn kept(path: &str, round: usize, words: &Words) -> Document {
    let mut page = Composer::new(words, "reply");
    say_kept(&mut page, path, round);
    page.finish()
}

fn say_kept(page: &mut Composer<'_>, path: &str, round: usize) {
    page.part("kept");
    let round = page.numbers().count(round as u64);
    page.say("kept", &Facts::new().given("path", path).with("round", round));
}

/// What comes of the next ask, what is known of such employers, and every other size.
fn outlook(reply: &Reply, course: &Course, currency: Currency, facts: &Facts, page: &mut Composer<'_>) {
    let value = reply.advice.simulation.offer_value;
    let numbers = page.numbers();
    let facts = facts
        .clone()
        .with("moves", page.meetings(course.moves))
        .with("mean", numbers.about_signed(course.mean.value * value, course.mean.se * value, currency))
        .with("error", numbers.about(course.mean.se * value, 0.0, currency))
        .with("withdrawn", page.meetings(course.withdrawn));
    page.say("outlook", &facts);
    page.say("now", &facts);
    if let Some(known) = &reply.known {
        page.say("left", &left(known, page));
    }
    if let Some(goods) = &reply.goods {
        page.say("goods", &beside(goods, reply.shift, page));
    }
    page.section("options", &Facts::new());
    page.add(options(reply, currency, page));
}

/// The text that says what to do.
fn headline(reply: &Reply) -> &'static str {
    match (reply.answer, reply.choice) {
        (AnswerKind::NotAsked, Move::Ask) => "opening.ask",
        (AnswerKind::NotAsked, Move::WalkAway) => "opening.leave",
        (AnswerKind::NotAsked, _) => "opening.take",
        (AnswerKind::Reduction, Move::WalkAway) => "reduction.below",
        (AnswerKind::Reduction, _) => "reduction.above",
        (AnswerKind::Yes, Move::Accept) => "yes",
        (AnswerKind::Nothing, Move::Accept) => "nothing",
        (_, Move::Accept) => "accept",
        (_, Move::WalkAway) => "leave",
        (AnswerKind::Nothing, Move::Ask) => "ask.held",
        (_, Move::Ask) => "ask.moved",
    }
}

fn facts(reply: &Reply, currency: Currency, words: &Words, page: &Composer<'_>) -> Facts {
    let advice = &reply.advice;
    let package = |view: &PackageView| page.package(&view.package, &advice.offer.package);
    let gain = |view: &PackageView| view.over_offer * advice.simulation.offer_value;
    let money = |value: f64| page.numbers().about_signed(value, 0.0, currency);
    let effective = reply.known.map(|known| page.numbers().count(known.effective as u64));
    stop(advice, page, words)
        .with("standing", package(&reply.standing))
        .with("before", package(&reply.before))
        .with("ask", reply.next.as_ref().map(|(view, _)| package(view)))
        .with("next", reply.next.as_ref().map(|(view, _)| package(view)))
        .with("last", advice.ladder.get(1).map(|rung| package(&rung.view)))
        .with("change", money(gain(&reply.standing) - gain(&reply.before)))
        .with("gain", money(gain(&reply.standing)))
        .with("effective", effective)
        .with("least", page.numbers().count(LEAST_EFFECTIVE as u64))
}

/// How many of the employers who answer so have something left: never none, never all.
fn left(known: &Known, page: &Composer<'_>) -> Facts {
    let whole = ((1.0 - known.exhausted) * 100.0).round();
    let share = (1.0..=99.0).contains(&whole).then(|| page.numbers().count(whole as u64));
    Facts::new()
        .with("share", share)
        .when("most", whole > 99.0)
        .with("effective", page.numbers().count(known.effective as u64))
}

/// What the bargains over goods showed at this place.
fn beside(goods: &FurtherAsks, shift: f64, page: &Composer<'_>) -> Facts {
    let numbers = page.numbers();
    let from = (goods.from > 0.0).then(|| numbers.percent(goods.from, 0));
    Facts::new()
        .with("people", numbers.count(u64::from(goods.asked)))
        .with("from", from)
        .with("below", numbers.percent(goods.below, 0))
        .with("more", numbers.percent(goods.more, 0))
        .with("shift", numbers.number(Decimal::from_f64(-shift).unwrap_or_default(), 1))
}

/// A chance, never as none or all.
fn chance(chance: f64, page: &Composer<'_>) -> String {
    match (chance * 100.0).round() {
        whole if whole < 1.0 => page.word("almost-none"),
        whole if whole > 99.0 => page.word("almost-all"),
        _ => page.numbers().percent(chance, 0),
    }
}

fn options(reply: &Reply, currency: Currency, page: &Composer<'_>) -> Table {
    let columns = ["ask", "gain", "error", "moves", "withdrawn"].map(Figures);
    let mut table = page.table("options", &columns);
    let numbers = page.numbers();
    for course in &reply.options {
        let (value, se) = (course.mean.value, course.mean.se);
        table.row([
            numbers.percent_signed(course.ask, 1),
            numbers.about_signed(
                value * reply.advice.simulation.offer_value,
                se * reply.advice.simulation.offer_value,
                currency,
            ),
            format!("± {}", numbers.about(se * reply.advice.simulation.offer_value, 0.0, currency)),
            chance(course.moves, page),
            page.meetings(course.withdrawn),
        ]);
    }
    table
}
