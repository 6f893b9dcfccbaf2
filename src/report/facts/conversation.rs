//! Facts about the conversation: what has happened, equal packages, sources.

use crate::domain::{Assumptions, EmployerKind, Package, Part};
use crate::report::findings::Findings;
use crate::report::text::mark_given;
use crate::report::trace::Book;
use crate::report::words::Words;

use super::packages::note_pivot;

/// Notes the facts of the conversation.
pub fn note(book: &mut Book, words: &Words, findings: &Findings<'_>) {
    let talk = findings.advice.talk.as_ref();
    book.facts.flag("is.talking", talk.is_some());
    book.facts.flag("is.assumed_offer", findings.case.offer_is_assumed);
    let first = findings.advice.walk_away.line.first();
    let written =
        |name: &str| findings.case.alternatives.iter().any(|other| other.name == name && other.is_leverage());
    book.facts.put("rival.name", findings.advice.rival.as_deref().map(mark_given));
    let case = findings.case;
    let asked = case.ask.as_ref();
    let level = asked.and_then(|ask| ask.level.as_deref());
    book.facts.put("ask.level", level.map(mark_given));
    book.facts.flag("ask.matches", asked.is_some_and(|ask| ask.matches.is_some()));
    let given_up = given_up(&findings.advice.anchor.package, &case.offer);
    let names: Vec<String> = given_up.map(|part| words.name(&format!("part.{}", part.name()))).collect();
    book.facts.put("ask.gives", (!names.is_empty()).then(|| names.join(", ")));
    book.facts.flag("is.kind_unknown", case.employer.kind == EmployerKind::Unknown);
    book.facts.flag("walk.written", first.is_some_and(|standby| written(&standby.name)));
    note_pivot(book, words, findings.advice, findings.equal);
    if findings.case.offer_is_assumed {
        // Nobody has offered it: it is not said as a figure that stands.
        book.figure("pivot.base", None);
    }
    note_sources(book, &findings.case.assumptions);
}

/// The parts of an ask that lie below what is offered: given up for the rest.
fn given_up(ask: &Package, offer: &Package) -> impl Iterator<Item = Part> {
    let less = [
        ask.base.amount() < offer.base.amount(),
        ask.bonus.amount() < offer.bonus.amount(),
        ask.equity.zip(offer.equity).is_some_and(|(ask, offer)| ask.quantity() < offer.quantity()),
        ask.sign_on.amount() < offer.sign_on.amount(),
    ];
    Part::ALL.into_iter().zip(less).filter_map(|(part, less)| less.then_some(part))
}

/// Who says so, for what not to say: the sources of the assumptions behind it.
fn note_sources(book: &mut Book, assumptions: &Assumptions) {
    for (fact, name) in [
        ("source.precise", "anchor.base-step"),
        ("source.bold", "employer.disengagement"),
        ("source.weak", "context.weak-pull"),
        ("source.ultimatum", "context.ultimatum-hazard"),
        ("source.warm", "context.warm-hazard"),
    ] {
        let row = assumptions.get(name);
        book.facts.put(fact, row.map(|row| mark_given(&row.source)));
    }
}
