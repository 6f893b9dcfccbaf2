//! Facts that the case itself states: role, people, dates, evidence.

use crate::advice::Advice;
use crate::claims::names_figure;
use crate::domain::{Case, Change, Direction, Evidence, Owner, Profile, Stage};
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
    facts.flag("is.counteroffer", case.stage() == Stage::Counteroffer);
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

/// The strongest claims come first: proven and one's own, then those that weigh more, in the
/// order of the case. A claim whose owner is not told yet is not said.
pub fn strongest_first(evidence: &[Evidence]) -> Vec<(usize, &Evidence)> {
    let told = |(_, claim): &(usize, &Evidence)| !claim.claim.trim().is_empty() && claim.is_confirmed();
    let mut list: Vec<(usize, &Evidence)> = evidence.iter().enumerate().filter(told).collect();
    let form = |claim: &Evidence| (!claim.is_strong(), claim.owner == Owner::Team);
    list.sort_by(|(_, one), (_, other)| {
        form(one).cmp(&form(other)).then(other.weight().total_cmp(&one.weight()))
    });
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
        local.put("claim", Some(spoken_claim(words, form, evidence)));
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
    // A number without proof is not said: they would ask for it. One that the claim names is not said twice.
    let said = |figure: &Change| evidence.proof.is_some() && !names_figure(&evidence.claim, *figure);
    let mut note = |name: &'static str, figure: Option<Change>| {
        let shown = figure
            .filter(said)
            .map(|figure| figure_phrase(words, figure.with_value(figure.value().abs()), true));
        let noted = shown.map(|shown| {
            let origin = Origin::at(Place::Evidence(index, name));
            book.mark(&format!("evidence.{}.{name}", index + 1), Noted::new("evidence", shown, origin))
        });
        facts.put(name, noted);
    };
    let both = evidence.before.filter(said).zip(evidence.after.filter(said));
    note("before", both.map(|(before, _)| before));
    note("after", both.map(|(_, after)| after));
    note("change", evidence.change.filter(|_| both.is_none()));
    if let (Some(change), Some(period)) = (facts.text("change"), evidence.period) {
        let each = Facts::new().with("amount", change);
        facts.put("change", words.phrase(&format!("phrase.each-{}", period.name()), &each));
    }
    facts.put(
        "sign",
        evidence.change.map(|change| match (evidence.direction(), change) {
            (Some(Direction::Down), Change::Times(_)) => "÷",
            (_, Change::Times(_)) => "×",
            (Some(Direction::Down), _) => "\u{2212}",
            (Some(Direction::Up), _) => "+",
            (None, _) => "",
        }),
    );
    let moved = moved_entry(evidence, both.is_some()).and_then(|entry| words.phrase(entry, &facts));
    facts.put("moved", Some(moved.unwrap_or_default()));
    facts
}

/// The claim as it stands in a sentence.
fn spoken_claim(words: &Words, form: &str, evidence: &Evidence) -> String {
    let claim = clean(&evidence.claim);
    let claim = claim.trim_end_matches('.');
    let first = claim.split_whitespace().next().unwrap_or_default().to_lowercase();
    // Behind "Ich habe" a noun keeps its capital.
    let lowered = match form {
        "phrase.claim-verb" => true,
        "phrase.claim-participle" => words.list("phrase.articles").contains(&first),
        _ => false,
    };
    mark_given(&if lowered { lower_first(claim) } else { claim.to_owned() })
}

/// A figure with its unit in words, without its sign: `3 weeks`, `18%`; `spoken` writes money short.
pub fn figure_phrase(words: &Words, figure: Change, spoken: bool) -> String {
    let numbers = words.numbers();
    let counted = |key: &str, value: rust_decimal::Decimal| {
        let facts =
            Facts::new().with("n", numbers.number(value, 2)).when("one", value == rust_decimal::Decimal::ONE);
        words.phrase(&format!("phrase.{key}"), &facts).unwrap_or_default()
    };
    match figure {
        Change::Money(money) if spoken => {
            let step = money.amount().abs() / rust_decimal::Decimal::from(20);
            numbers.compact(money, crate::num::nice_step(step))
        }
        Change::Money(money) => numbers.money(money),
        Change::Percent(percent) => numbers.percent(percent.to_f64(), 2),
        Change::Number(number) | Change::Times(number) => numbers.number(number, 2),
        Change::Points(points) => counted("points", points),
        Change::Time(value, unit) => counted(unit.name(), value),
    }
}

/// How it is said what moved; `None` where the case does not know.
fn moved_entry(evidence: &Evidence, from_to: bool) -> Option<&'static str> {
    let metric = evidence.metric.is_some();
    // Things that are counted are more or fewer; what is measured rises and falls.
    let counted =
        evidence.metric.as_deref().is_some_and(|metric| metric.ends_with('s') && !metric.ends_with("ss"));
    if from_to {
        return Some(if metric { "phrase.moved-from-to" } else { "phrase.moved-from-to-bare" });
    }
    let change = evidence.change?;
    Some(match (evidence.direction(), change) {
        (None, _) if metric => "phrase.moved-none",
        (None, _) => return None,
        // A count of nothing that is named says nothing.
        (_, Change::Number(_)) if !metric => return None,
        (Some(Direction::Down), Change::Number(_)) if counted => "phrase.moved-fewer",
        (Some(Direction::Up), Change::Number(_)) if counted => "phrase.moved-more",
        (Some(Direction::Down), Change::Number(_)) if metric => "phrase.moved-count-down",
        (Some(Direction::Up), Change::Number(_)) => "phrase.moved-count-up",
        (Some(Direction::Down), _) if !metric => "phrase.moved-bare-down",
        (Some(Direction::Down), Change::Times(_)) => "phrase.moved-times-down",
        (Some(Direction::Down), _) => "phrase.moved-down",
        (_, Change::Money(_)) if !metric => "phrase.moved-money-bare",
        _ if !metric => "phrase.moved-bare",
        (_, Change::Money(_)) => "phrase.moved-money",
        (_, Change::Times(_)) => "phrase.moved-times",
        _ => "phrase.moved-up",
    })
}

/// How a claim is said aloud.
fn claim_form(words: &Words, evidence: &Evidence) -> &'static str {
    let claim = clean(&evidence.claim);
    match claim.split_whitespace().next() {
        _ if evidence.owner == Owner::Team => "phrase.claim-team",
        Some("I" | "I've" | "My" | "We" | "Ich") => "phrase.claim-sentence",
        Some(_) if is_verb(words, &claim) => "phrase.claim-verb",
        Some(_) if is_participle(words, &claim) => "phrase.claim-participle",
        _ => "phrase.claim-other",
    }
}

/// True for a claim that begins with a verb in the past: "Led the migration".
fn is_verb(words: &Words, claim: &str) -> bool {
    let first = claim.split_whitespace().next().unwrap_or("").to_lowercase();
    let verbs = words.list("phrase.past-verbs");
    !verbs.is_empty() && (first.len() > 3 && first.ends_with("ed") || verbs.contains(&first))
}

/// True for a claim that ends with a participle, where the language puts it there: "Den Ablauf neu
/// geschrieben".
fn is_participle(words: &Words, claim: &str) -> bool {
    let last = claim.trim_end_matches('.').split_whitespace().next_back().unwrap_or("");
    let several = claim.split_whitespace().nth(1).is_some();
    let formed =
        last.contains("ge") && (last.ends_with('t') || last.ends_with("en")) || last.ends_with("iert");
    several && formed && last.starts_with(char::is_lowercase) && !words.list("phrase.articles").is_empty()
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
#[path = "case_tests.rs"]
mod tests;
