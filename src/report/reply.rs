//! What to do after their answer, as a document.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use super::composer::Column::Figures;
use super::document::{Document, Table};
use super::words::Words;
use super::{Composer, Facts};
use crate::advice::PackageView;
use crate::advice::reply::{Answer, Known, LEAST_EFFECTIVE, Move};
use crate::app::Reply;
use crate::domain::FurtherAsks;
use crate::num::Currency;

/// Whether to accept, what to ask for next and why, and the line to say;
/// `kept` is the case file that holds the round now.
pub fn reply(reply: &Reply, currency: Currency, kept: Option<&str>, words: &Words) -> Document {
    let mut page = Composer::new(words, "reply");
    let facts = facts(reply, currency, &page);
    if reply.trades {
        page.say("trade", &facts);
    }
    page.say(headline(reply), &facts);
    if let Some(known) = ways_on(reply) {
        page.say("left", &left(known, &page));
        if let Some(goods) = &reply.goods {
            page.say("goods", &beside(goods, reply.shift, &page));
        }
        page.section("options", &Facts::new());
        page.add(options(reply, currency, &page));
        page.say("now", &facts);
    }
    if let Some(path) = kept {
        page.part("kept");
        let round = page.numbers().count(reply.rounds.len() as u64);
        page.say("kept", &Facts::new().given("path", path).with("round", round));
    }
    page.finish()
}

/// What the simulated employers say of the ways to go on, where there are any.
fn ways_on(reply: &Reply) -> Option<&Known> {
    let shown = !reply.situation.options.is_empty() && reply.situation.advice != Move::TooFew;
    reply.situation.known.as_ref().filter(|_| shown)
}

/// The text that says what to do.
fn headline(reply: &Reply) -> &'static str {
    let situation = &reply.situation;
    match (situation.answer, situation.advice) {
        (Answer::NotAsked, Move::Ask) => "opening.ask",
        (Answer::NotAsked, Move::WalkAway) => "opening.leave",
        (Answer::NotAsked, _) => "opening.take",
        (Answer::Reduction, Move::WalkAway) => "reduction.below",
        (Answer::Reduction, _) => "reduction.above",
        (_, Move::TooFew) => "too-few",
        (Answer::Yes, Move::Accept) => "yes",
        (Answer::Nothing, Move::Accept) if situation.standing <= 0.0 => "nothing",
        (_, Move::Accept) => "accept",
        (_, Move::WalkAway) => "leave",
        (Answer::Nothing, Move::Ask) => "ask.held",
        (_, Move::Ask) => "ask.moved",
    }
}

fn facts(reply: &Reply, currency: Currency, page: &Composer<'_>) -> Facts {
    let package = |view: &PackageView| page.package(&view.package, &reply.offer.package);
    let gain = |view: &PackageView| view.over_offer * reply.offer_value;
    let money = |value: f64| page.numbers().about_signed(value, 0.0, currency);
    let effective = reply.situation.known.map(|known| page.numbers().count(known.effective as u64));
    Facts::new()
        .with("standing", package(&reply.standing))
        .with("before", package(&reply.before))
        .with("next", reply.next.as_ref().map(package))
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
    for course in &reply.situation.options {
        let (value, se) = (course.mean.value, course.mean.se);
        table.row([
            numbers.percent_signed(course.ask, 1),
            numbers.about_signed(value * reply.offer_value, se * reply.offer_value, currency),
            format!("± {}", numbers.about(se * reply.offer_value, 0.0, currency)),
            chance(course.moves, page),
            page.meetings(course.withdrawn),
        ]);
    }
    table
}
