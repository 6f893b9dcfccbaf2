//! The card: everything for the meeting on the first page.

use crate::advice::Verdict;
use crate::num::Money;
use crate::report::advice::{notice_key, said};
use crate::report::document::{Block, Role, Section, Speech};
use crate::report::facts::Facts;
use crate::report::facts::packages::{Named, note_view};
use crate::report::numbers::about;
use crate::report::text::Text;
use crate::report::trace::{Noted, Origin, Place, Spot};

use super::Desk;
pub(super) fn section(desk: &mut Desk<'_>) -> Option<Section> {
    let asks = desk.findings.advice.verdict == Verdict::Ask;
    let mut blocks = so_far(desk);
    blocks.extend(headline(desk));
    if asks {
        blocks.extend(desk.paragraph(Role::Sub, "card.ask-extras"));
    }
    blocks.extend(desk.paragraph(Role::Lead, lead_key(desk)));
    let mut likely: Vec<Block> = standing(desk).into_iter().collect();
    if asks {
        likely.extend(desk.paragraph(Role::Body, "card.likely"));
    }
    blocks.push(beside(likely, "band"));
    blocks.push(Block::Speeches { list: if asks { asking(desk) } else { not_asking(desk) } });
    blocks.extend(notices(desk));
    blocks.extend(why(desk));
    blocks.extend(desk.paragraph(Role::Fine, "card.value"));
    desk.section("card", blocks)
}

fn beside(text: Vec<Block>, name: &'static str) -> Block {
    Block::Beside { text, picture: Box::new(Block::Picture { name }) }
}

/// What has happened in the talk, a line a round.
fn so_far(desk: &mut Desk<'_>) -> Vec<Block> {
    let Some(talk) = &desk.findings.advice.talk else { return Vec::new() };
    let offer = desk.findings.advice.offer.package;
    let mut items = Vec::new();
    for (i, round) in talk.rounds.iter().enumerate() {
        for (fact, spot, view) in
            [("asked", Spot::Asked(i), &round.asked), ("stood", Spot::Stood(i), &round.standing)]
        {
            note_view(&mut desk.book, desk.words, &Named { fact, of: fact, spot, view }, &offer);
        }
        let date = round.date.map(|day| desk.words.numbers().date(day));
        let facts = desk
            .book
            .facts
            .clone()
            .with("date", date)
            .with("said", said::statement(desk.words, round.statement));
        items.extend(desk.words.line("card.round", &facts));
    }
    // No heading: the headline is the first of the page.
    desk.paragraph(Role::Sub, "heading.so-far").into_iter().chain([Block::List { items }]).collect()
}

fn headline(desk: &Desk<'_>) -> Option<Block> {
    let talking = desk.findings.advice.talk.is_some();
    let key = match desk.findings.advice.verdict {
        Verdict::Ask if desk.findings.advice.own_ask => "card.own-ask",
        Verdict::Ask if talking => "card.ask-now",
        Verdict::Ask => "card.ask",
        Verdict::TakeIt if talking => "card.say-yes",
        Verdict::TakeIt => "card.take-it",
        Verdict::LeaveIt => "card.leave-it",
    };
    desk.paragraph(Role::Headline, key)
}

fn lead_key(desk: &Desk<'_>) -> &'static str {
    let talking = desk.findings.advice.talk.is_some();
    match desk.findings.advice.verdict {
        Verdict::Ask => "card.safety",
        Verdict::TakeIt if talking => "card.say-yes-why",
        Verdict::TakeIt => "card.take-it-why",
        Verdict::LeaveIt if talking => "card.leave-now-why",
        Verdict::LeaveIt => "card.leave-it-why",
    }
}

/// Where the ask stands, in a row of short facts.
fn standing(desk: &Desk<'_>) -> Option<Block> {
    let advice = desk.findings.advice;
    let keys: &[&str] = match advice.verdict {
        _ if advice.has_ended() => &["card.stands-over-today", "card.stands-in-band"],
        Verdict::Ask => &["card.over-today", "card.over-offer", "card.in-band", "card.in-market"],
        Verdict::TakeIt | Verdict::LeaveIt => &["card.offer-over-today", "card.offer-in-band"],
    };
    let items: Vec<Text> = keys.iter().filter_map(|key| desk.line(key)).collect();
    (!items.is_empty()).then_some(Block::Standing { items })
}

fn speech(desk: &Desk<'_>, cue: &str, say: &str, direction: Option<&str>) -> Option<Speech> {
    let words = desk.paragraphs(&format!("say.{say}"));
    let cue = desk.line(&format!("cue.{cue}"))?;
    let direction = direction.and_then(|key| desk.line(&format!("do.{key}")));
    (!words.is_empty()).then_some(Speech { depth: 0, cue, chance: None, words, direction })
}

fn asking(desk: &Desk<'_>) -> Vec<Speech> {
    let talking = desk.findings.advice.talk.is_some();
    let list = [
        speech(
            desk,
            if talking { "now" } else { "first" },
            if talking { "next" } else { "opening" },
            Some("first"),
        ),
        speech(desk, "part-way", "part", Some("part-way")),
        speech(desk, "competitive", "competitive", None),
        speech(desk, "pivot", "pivot", None),
        speech(desk, "no", "no", None),
        speech(desk, "stop", "stop", None),
    ];
    list.into_iter().flatten().collect()
}

fn not_asking(desk: &Desk<'_>) -> Vec<Speech> {
    let rest = match desk.findings.advice.verdict {
        Verdict::TakeIt => [("accept", "accept"), ("no", "no-beyond"), ("stop", "stop-take")].as_slice(),
        Verdict::Ask | Verdict::LeaveIt => [("accept", "leave"), ("stop", "stop-leave")].as_slice(),
    };
    let list = [("reduced", "reduced")].iter().chain(rest);
    list.filter_map(|(cue, say)| speech(desk, cue, say, None)).collect()
}

/// What must be known before going in, in plain words.
fn notices(desk: &mut Desk<'_>) -> Option<Block> {
    let told = desk.findings.advice.notices.iter().map(notice_key);
    let mut items: Vec<Text> = told.filter_map(|key| desk.line(&key)).collect();
    items.extend(super::fine_print::changed(desk));
    (!items.is_empty()).then_some(Block::Notices { items })
}

/// The short form of the derivation, beside the curve where there is one.
fn why(desk: &mut Desk<'_>) -> Vec<Block> {
    let own = desk.findings.advice.own_ask;
    let first = if own { "why.own" } else { "why.lowest" };
    let talking = desk.findings.advice.talk.is_some();
    let asks = desk.findings.advice.verdict == Verdict::Ask;
    let ended = desk.findings.advice.has_ended();
    let keys: &[&str] = if ended {
        &["why.room"]
    } else if talking {
        &["why.settled", "why.room"]
    } else if asks {
        &["why.room", first, "why.plateau", "why.range", "why.cap", "why.kind"]
    } else {
        &["why.room", "why.cap"]
    };
    let items: Vec<Text> = keys.iter().filter_map(|key| desk.line(key)).collect();
    let mut blocks = Vec::new();
    blocks.extend(desk.heading("why"));
    blocks.push(Block::List { items });
    blocks.extend(circumstances(desk));
    blocks.extend(sharpen(desk));
    if ended { blocks } else { vec![beside(blocks, "anchor")] }
}

/// What the circumstances of the meeting change, in money a year.
fn circumstances(desk: &mut Desk<'_>) -> Vec<Block> {
    let advice = desk.findings.advice;
    let (currency, offer) = (desk.findings.case.currency, advice.simulation.offer_value);
    let mut items = Vec::new();
    for (i, effect) in advice.circumstances.iter().enumerate() {
        let change = about(effect.mean * offer, advice.mean.se * offer, currency);
        if change.is_zero() {
            continue;
        }
        let origin = Origin::product(Place::CircumstanceMean(i), Place::OfferValue);
        let noted = Noted::new("circumstance", signed(desk, change), origin);
        let mut facts = Facts::new();
        facts.put("change", Some(desk.book.mark(&format!("circumstance.{i}"), noted)));
        facts.put("name", Some(desk.words.name(&format!("anchor.circumstance.{}", effect.what.name()))));
        items.extend(desk.words.line("why.sharpen", &facts));
    }
    if items.is_empty() {
        return Vec::new();
    }
    desk.heading("circumstances").into_iter().chain([Block::List { items }]).collect()
}

/// Money with its sign in front.
fn signed(desk: &Desk<'_>, change: Money) -> String {
    let numbers = desk.words.numbers();
    if change.is_negative() { numbers.money(change) } else { format!("+{}", numbers.money(change)) }
}

/// How many facts worth finding out are named.
const MOST_UNKNOWNS: usize = 3;

/// What would be worth finding out before the meeting.
fn sharpen(desk: &mut Desk<'_>) -> Vec<Block> {
    let currency = desk.findings.case.currency;
    let unknowns = desk.findings.unknowns;
    let mut items = Vec::new();
    for (i, unknown) in unknowns.iter().take(MOST_UNKNOWNS).enumerate() {
        let numbers = desk.words.numbers();
        let error = unknown.answers.iter().map(|answer| answer.mean.se).fold(0.0, f64::max);
        let change = about(unknown.mean_change, error, currency);
        if change.is_zero() {
            continue;
        }
        let shown = signed(desk, change);
        let origin = Origin::at(Place::Unknown(i));
        let mut facts = Facts::new();
        let noted = Noted::new("sharpen", shown, origin).error(numbers.money(about(error, 0.0, currency)));
        facts.put("change", Some(desk.book.mark(&format!("sharpen.{i}"), noted)));
        facts.put("name", Some(said::fact(desk.words, &unknown.fact)));
        items.extend(desk.words.line("why.sharpen", &facts));
    }
    if items.is_empty() {
        return Vec::new();
    }
    desk.heading("sharpen").into_iter().chain([Block::List { items }]).collect()
}
