//! Facts about the conversation: what has happened, equal packages, sources.

use crate::domain::Assumptions;
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
    let written = |name: &str| {
        findings.case.alternatives.iter().any(|other| other.name == name && other.firmness.is_written())
    };
    let rival = first.filter(|standby| written(&standby.name) && findings.advice.walk_away.over_offer > 0.0);
    book.facts.put("rival.name", rival.map(|standby| mark_given(&standby.name)));
    book.facts.flag("walk.written", first.is_some_and(|standby| written(&standby.name)));
    note_pivot(book, words, findings.advice, findings.equal);
    if findings.case.offer_is_assumed {
        // Nobody has offered it: it is not said as a figure that stands.
        book.figure("pivot.base", None);
    }
    note_sources(book, &findings.case.assumptions);
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
