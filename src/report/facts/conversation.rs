//! Facts about the conversation: its branches, equal packages, sources.

use crate::advice::ResponseTree;
use crate::advice::reply::Move;
use crate::domain::{Assumptions, Package};
use crate::num::Estimate;
use crate::report::findings::Findings;
use crate::report::text::mark_given;
use crate::report::trace::{Book, Chance, Place, Spot};
use crate::report::words::Words;

use super::outcome::chance;
use super::packages::{Named, know, note_pivot, note_view};

/// Notes the facts of the conversation.
pub fn note(book: &mut Book, words: &Words, findings: &Findings<'_>) {
    for fact in ["standing", "next"] {
        know(book, fact);
    }
    note_chances(book, words, findings.branches);
    if let Some(branches) = findings.branches {
        note_packages(book, words, branches, &findings.case.offer);
    }
    let advice = findings.branches.and_then(|branches| branches.then.as_ref()).map(|then| then.advice);
    book.facts.flag("then.ask", advice == Some(Move::Ask));
    book.facts.flag("then.accept", advice == Some(Move::Accept));
    note_pivot(book, words, findings.advice, findings.equal);
    note_sources(book, &findings.case.assumptions);
}

fn note_chances(book: &mut Book, words: &Words, branches: Option<&ResponseTree>) {
    let share = |of: fn(&ResponseTree) -> Estimate| branches.map(of);
    for (fact, of, found, at) in [
        ("branch.yes", "branch-yes", share(|b| b.yes), Chance::Yes),
        ("branch.part", "branch-part", share(|b| b.part), Chance::PartWay),
        ("branch.hold", "branch-hold", share(|b| b.hold), Chance::HoldFirst),
        ("branch.later", "branch-later", share(|b| b.moves_later), Chance::Later),
    ] {
        let at = Place::Chance(at);
        book.figure(fact, found.and_then(|found| chance(words, found, at)).map(|noted| noted.of(of)));
    }
    let moves = branches.and_then(|b| b.then.as_ref()).filter(|then| then.ask.is_some());
    let at = Place::Chance(Chance::Further);
    let noted = moves.and_then(|then| chance(words, Estimate::new(then.moves, 0.0), at));
    book.figure("branch.further", noted.map(|noted| noted.of("branch-further")));
}

fn note_packages(book: &mut Book, words: &Words, branches: &ResponseTree, offer: &Package) {
    let standing = branches.standing.as_ref().map(|view| ("standing", Spot::Standing, view));
    let next = branches.then.as_ref().and_then(|then| then.ask.as_ref());
    let next = next.map(|view| ("next", Spot::Next, view));
    for (fact, spot, view) in standing.into_iter().chain(next) {
        let named = Named { fact, of: fact, spot, view };
        note_view(book, words, &named, offer);
    }
}

/// Who says so, for what not to say: the sources of the assumptions behind it.
fn note_sources(book: &mut Book, assumptions: &Assumptions) {
    for (fact, name) in [
        ("source.precise", "anchor.base-step"),
        ("source.steps", "anchor.ladder-2"),
        ("source.bold", "employer.disengagement"),
        ("source.weak", "context.weak-pull"),
        ("source.ultimatum", "context.ultimatum-hazard"),
        ("source.warm", "context.warm-hazard"),
    ] {
        let row = assumptions.get(name);
        book.facts.put(fact, row.map(|row| mark_given(&row.source)));
    }
}
