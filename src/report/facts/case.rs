//! Facts that the case itself states: role, people, dates, evidence.

use crate::advice::Advice;
use crate::domain::{Case, Change, Evidence, Owner, Profile};
use crate::report::text::{clean, mark_given};
use crate::report::trace::{Book, Noted, Origin, Place};
use crate::report::words::Words;

use super::Facts;
use super::packages::joined;

/// Notes everything that the case states.
pub fn note(book: &mut Book, words: &Words, case: &Case) {
    note_role(book, words, case);
    note_context(book, words, case);
    note_band(book, case);
    note_evidence(book, words, case);
}

fn given(text: &Option<String>) -> Option<String> {
    text.as_deref().map(clean).filter(|text| !text.is_empty()).map(|text| mark_given(&text))
}

fn note_role(book: &mut Book, words: &Words, case: &Case) {
    let facts = &mut book.facts;
    facts.put("role.company", given(&case.role.company));
    facts.put("role.title", given(&case.role.title));
    facts.put("role.level", given(&case.role.level));
    facts.put("role.location", given(&case.role.location));
    facts.flag("is.promotion", case.profile == Profile::Promotion);
    facts.flag("is.new_offer", case.profile == Profile::NewOffer);
    facts.flag("is.raise", case.profile == Profile::Raise);
    let title = words.phrase(&format!("title.{}", case.profile.name()), facts);
    facts.put("title", title);
    let date = case.as_of.map(|date| words.numbers().date(date));
    book.figure("date", date.map(|date| Noted::new("given", date, Origin::at(Place::AsOf)).of("date")));
}

fn note_context(book: &mut Book, words: &Words, case: &Case) {
    let numbers = words.numbers();
    book.facts.put("decides", given(&case.context.decides));
    let deadline = case.context.deadline.map(|date| numbers.date(date));
    book.figure(
        "deadline",
        deadline.map(|date| Noted::new("given", date, Origin::at(Place::Deadline)).of("deadline")),
    );
    let own: Vec<String> = case.context.beyond_money.iter().map(|item| mark_given(item)).collect();
    let list = if own.is_empty() { words.list("phrase.beyond") } else { own };
    book.facts.put("beyond.list", joined(words, &list));
    let horizon = numbers.count(u64::from(case.preferences.horizon_years));
    book.figure("horizon", Some(Noted::new("given", horizon, Origin::at(Place::Horizon)).of("horizon")));
}

fn note_band(book: &mut Book, case: &Case) {
    let low = case.band.as_ref().is_some_and(|band| {
        band.base.penetration(case.offer.base).is_some_and(|place| place < rust_decimal::Decimal::new(5, 1))
    });
    book.facts.flag("offer.low_in_band", low);
}

/// Why the ask is fair: inside the band, or inside what the market pays.
pub fn note_fairness(book: &mut Book, words: &Words, advice: &Advice) {
    let ask = &advice.anchor;
    let entry = match (ask.range_penetration, ask.market_percentile) {
        (Some(place), _) if place < 0.0 => Some("phrase.fair-below-band"),
        (Some(place), _) if place <= 1.0 => Some("phrase.fair-band"),
        (None, Some(rank)) if rank <= 75.0 => Some("phrase.fair-market"),
        _ => None,
    };
    let fair = entry.and_then(|entry| words.phrase(entry, &book.facts));
    book.facts.put("fair", fair);
}

/// The strongest claims come first: proven and one's own, then the rest, in
/// the order of the case.
pub fn strongest_first(evidence: &[Evidence]) -> Vec<(usize, &Evidence)> {
    let told = evidence.iter().enumerate().filter(|(_, claim)| !claim.claim.trim().is_empty());
    let mut list: Vec<(usize, &Evidence)> = told.collect();
    list.sort_by_key(|(_, claim)| (!claim.is_strong(), claim.owner == Owner::Team));
    list
}

fn note_evidence(book: &mut Book, words: &Words, case: &Case) {
    for known in ["first", "second", "point1", "point2", "point3"] {
        book.facts.put(&format!("proof.{known}"), None::<String>);
    }
    let list = strongest_first(&case.evidence);
    for (place, (index, evidence)) in list.into_iter().enumerate() {
        let mut local = claim_facts(book, words, index, evidence);
        if place < 3 {
            book.facts.put(&format!("proof.point{}", place + 1), words.phrase("phrase.point", &local));
        }
        let form = claim_form(words, evidence);
        local.put("claim", Some(spoken_claim(form, evidence)));
        if let Some(leaf) = ["first", "second"].get(place) {
            book.facts.put(&format!("proof.{leaf}"), words.phrase(form, &local));
        }
    }
}

/// The facts of one claim, for the phrases that say it.
fn claim_facts(book: &mut Book, words: &Words, index: usize, evidence: &Evidence) -> Facts {
    let mut facts = Facts::new();
    facts.put("claim", Some(mark_given(clean(&evidence.claim).trim_end_matches('.'))));
    facts.put("metric", given(&evidence.metric));
    facts.put("proof_of", given(&evidence.proof));
    // A number without proof is not said: they would ask for it.
    let proven = evidence.change.filter(|_| evidence.proof.is_some());
    let change = proven.map(|change| note_change(book, words, index, change));
    facts.put("change", change);
    facts.put("sign", proven.map(|change| if is_down(change) { "\u{2212}" } else { "+" }));
    let moved = proven.and_then(|change| words.phrase(moved_entry(change, evidence), &facts));
    facts.put("moved", Some(moved.unwrap_or_default()));
    facts
}

/// The claim as it stands in a sentence.
fn spoken_claim(form: &str, evidence: &Evidence) -> String {
    let claim = clean(&evidence.claim);
    let claim = claim.trim_end_matches('.');
    mark_given(&if form == "phrase.claim-verb" { lower_first(claim) } else { claim.to_owned() })
}

fn note_change(book: &mut Book, words: &Words, index: usize, change: Change) -> String {
    let numbers = words.numbers();
    let shown = match change {
        Change::Money(money) => {
            let step = money.amount().abs() / rust_decimal::Decimal::from(20);
            let size = crate::num::nice_step(step);
            numbers.compact(money, size)
        }
        Change::Percent(percent) => numbers.percent(percent.to_f64().abs(), 2),
        Change::Number(number) => numbers.number(number.abs(), 2),
    };
    let origin = Origin::at(Place::Evidence(index));
    book.mark(&format!("evidence.{}", index + 1), Noted::new("evidence", shown, origin))
}

fn moved_entry(change: Change, evidence: &Evidence) -> &'static str {
    match (&evidence.metric, change) {
        (None, Change::Money(_)) => "phrase.moved-money-bare",
        (None, _) => "phrase.moved-bare",
        (Some(_), _) if is_down(change) => "phrase.moved-down",
        (Some(_), Change::Money(_)) => "phrase.moved-money",
        (Some(_), _) => "phrase.moved-up",
    }
}

/// True for a change downwards.
fn is_down(change: Change) -> bool {
    match change {
        Change::Money(money) => money.is_negative(),
        Change::Percent(percent) => percent.percent().is_sign_negative(),
        Change::Number(number) => number.is_sign_negative(),
    }
}

/// How a claim is said aloud.
fn claim_form(words: &Words, evidence: &Evidence) -> &'static str {
    let claim = clean(&evidence.claim);
    match claim.split_whitespace().next() {
        _ if evidence.owner == Owner::Team => "phrase.claim-team",
        Some("I" | "I've" | "My" | "We" | "Ich") => "phrase.claim-sentence",
        Some(_) if is_verb(words, &claim) => "phrase.claim-verb",
        _ => "phrase.claim-other",
    }
}

/// True for a claim that begins with a verb in the past: "Led the migration".
fn is_verb(words: &Words, claim: &str) -> bool {
    let first = claim.split_whitespace().next().unwrap_or("").to_lowercase();
    let verbs = words.list("phrase.past-verbs");
    !verbs.is_empty() && (first.len() > 3 && first.ends_with("ed") || verbs.contains(&first))
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
