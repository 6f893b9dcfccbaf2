//! The conversation: what they may say, what you answer, the ladder, the mail.

use crate::anchor::Verdict;
use crate::domain::Owner;
use crate::report::document::{Block, Section, Speech, Stage};
use crate::report::facts::Facts;
use crate::report::text::{Text, clean, mark_given};

use super::Desk;

pub(super) fn section(desk: &mut Desk<'_>) -> Option<Section> {
    let mut blocks = Vec::new();
    if desk.findings.advice.verdict == Verdict::Ask {
        blocks.push(Block::Picture { name: "outcome" });
        blocks.extend(ladder(desk));
        blocks.push(Block::Speeches { list: answers(desk) });
        blocks.extend(backfires(desk));
    }
    blocks.extend(mail(desk));
    desk.section("conversation", blocks)
}

/// The three asks in a row.
fn ladder(desk: &Desk<'_>) -> Vec<Block> {
    let steps = ["ask", "rung2", "rung3"];
    let list: Vec<Stage> = steps.iter().filter_map(|step| stage(desk, step)).collect();
    if list.len() < 2 {
        return Vec::new();
    }
    desk.heading("ladder").into_iter().chain([Block::Steps { list }]).collect()
}

fn stage(desk: &Desk<'_>, fact: &str) -> Option<Stage> {
    let main = desk.book.facts.text(&format!("{fact}.base"))?;
    let mut facts = Facts::new();
    facts.put("extras", desk.book.facts.text(&format!("{fact}.extras")));
    facts.put("over", desk.book.facts.text(&format!("{fact}.over_offer")));
    let note = desk.words.line("do.rung", &facts);
    Some(Stage { name: desk.line(&format!("step.{fact}"))?, main: Text::parse(&main), note })
}

fn answers(desk: &Desk<'_>) -> Vec<Speech> {
    let list = [
        answer(desk, "yes", "close", Some("chance.full"), Some("close")),
        answer(desk, "rung-2", "rung-2", None, None),
        answer(desk, "rung-3", "rung-3", None, None),
        answer(desk, "band", "band", None, None),
        answer(desk, "fair", "fair", None, None),
        answer(desk, "later", "later", None, None),
        answer(desk, "silence", "silence", None, Some("silence")),
        answer(desk, "deadline", "deadline", None, None),
        answer(desk, "no", "no", Some("chance.held"), Some("no")),
    ];
    list.into_iter().flatten().collect()
}

fn answer(
    desk: &Desk<'_>,
    cue: &str,
    say: &str,
    chance: Option<&str>,
    direction: Option<&str>,
) -> Option<Speech> {
    let words = desk.paragraphs(&format!("say.{say}"));
    let direction = direction.and_then(|key| desk.line(&format!("do.{key}")));
    let cue = desk.line(&format!("cue.{cue}"))?;
    let chance = chance.and_then(|fact| desk.book.facts.text(fact)).map(|text| Text::parse(&text));
    let silent = words.is_empty() && direction.is_none();
    (!silent).then_some(Speech { cue, chance, words, direction })
}

/// What not to say: what is known to backfire, and claims without proof.
fn backfires(desk: &Desk<'_>) -> Vec<Block> {
    let mut items = Vec::new();
    for evidence in &desk.findings.case.evidence {
        let mut facts = Facts::new();
        facts.put("claim", Some(mark_given(&clean(&evidence.claim))));
        if evidence.change.is_some() && evidence.proof.is_none() {
            items.extend(desk.words.line("not.unproven", &facts));
        }
        if evidence.owner == Owner::Team {
            items.extend(desk.words.line("not.team", &facts));
        }
    }
    for key in ["ultimatum", "range", "need", "sorry", "alternative"] {
        items.extend(desk.line(&format!("not.{key}")));
    }
    desk.heading("not").into_iter().chain([Block::List { items }]).collect()
}

fn mail(desk: &Desk<'_>) -> Vec<Block> {
    let key = match desk.findings.advice.verdict {
        Verdict::Ask => "mail.body",
        Verdict::TakeIt => "mail.accept",
        Verdict::LeaveIt => return Vec::new(),
    };
    let paragraphs = desk.paragraphs(key);
    let subject = desk.line("mail.subject").unwrap_or_default();
    desk.heading("mail").into_iter().chain([Block::Letter { subject, paragraphs }]).collect()
}
