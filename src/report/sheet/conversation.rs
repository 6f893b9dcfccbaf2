//! The conversation: what they may say, what you answer, the ladder, the mail.

use crate::advice::{EqualPackage, Verdict};
use crate::domain::{Evidence, Owner, Part};
use crate::report::document::{Block, Role, Row, Section, Speech, Stage, Table};
use crate::report::facts::Facts;
use crate::report::facts::outcome::chance;
use crate::report::text::{Text, clean, mark_given};
use crate::report::trace::{Figure, Noted, Origin, Place, Spot};

use super::Desk;

pub(super) fn section(desk: &mut Desk<'_>) -> Option<Section> {
    let mut blocks = Vec::new();
    if desk.findings.advice.verdict == Verdict::Ask || desk.findings.advice.own_ask {
        let picture = Box::new(Block::Picture { name: "outcome" });
        blocks.push(Block::Beside { text: ladder(desk), picture });
        blocks.push(Block::Speeches { list: tree(desk) });
        blocks.extend(packages(desk));
        blocks.extend(backfires(desk));
        blocks.extend(other_ways(desk));
    }
    blocks.extend(mail(desk));
    desk.section("conversation", blocks)
}

/// The three asks below each other.
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

/// The branches of the conversation, and within each what may be said.
fn tree(desk: &Desk<'_>) -> Vec<Speech> {
    let part = part_way(desk);
    let list = [
        branch(desk, "yes", "branch.yes", "close", Some("close")),
        branch(desk, "part", "branch.part", part, Some(part)),
        branch(desk, "hold", "branch.hold", "rung-2", Some("hold")),
        hold(desk, "competitive"),
        hold(desk, "band"),
        hold(desk, "fair"),
        hold(desk, "later"),
        hold(desk, "deadline"),
        hold(desk, "silence"),
        within(desk, "rung-3"),
        branch(desk, "no", "chance.held", "no", Some("no")),
        within(desk, "longer"),
        branch(desk, "pulled", "chance.pulled", "pulled", Some("pulled")),
        answer(desk, "stop", stop(desk), None),
    ];
    list.into_iter().flatten().collect()
}

fn branch(desk: &Desk<'_>, cue: &str, chance: &str, say: &str, direction: Option<&str>) -> Option<Speech> {
    let chance = desk.book.facts.text(chance).map(|text| Text::parse(&text));
    answer(desk, cue, say, direction).map(|speech| Speech { chance, ..speech })
}

fn within(desk: &Desk<'_>, cue: &str) -> Option<Speech> {
    answer(desk, cue, cue, Some(cue)).map(|speech| Speech { depth: 1, ..speech })
}

/// One of the ways to hold: the simulation knows how often they hold, not in
/// which words.
fn hold(desk: &Desk<'_>, cue: &str) -> Option<Speech> {
    within(desk, cue).map(|speech| Speech { chance: desk.line("branch.among"), ..speech })
}

/// What to say when they come part way: another figure, or that this will do.
pub(super) fn part_way(desk: &Desk<'_>) -> &'static str {
    match &desk.book.facts {
        facts if facts.has("then.ask") => "part-ask",
        facts if facts.has("then.accept") => "part-accept",
        _ => "part",
    }
}

/// When to stop: at the walk-away, or without one worth walking to.
pub(super) fn stop(desk: &Desk<'_>) -> &'static str {
    if desk.findings.advice.walk_away.over_offer <= 0.0 { "stop-beaten" } else { "stop" }
}

/// The same for the phone and for a corridor.
fn other_ways(desk: &Desk<'_>) -> Vec<Block> {
    let list: Vec<Speech> =
        ["call", "one-line"].into_iter().filter_map(|way| answer(desk, way, way, None)).collect();
    desk.heading("other").into_iter().chain([Block::Speeches { list }]).collect()
}

fn answer(desk: &Desk<'_>, cue: &str, say: &str, direction: Option<&str>) -> Option<Speech> {
    let words = desk.paragraphs(&format!("say.{say}"));
    let direction = direction.and_then(|key| desk.line(&format!("do.{key}")));
    let cue = desk.line(&format!("cue.{cue}"))?;
    let silent = words.is_empty() && direction.is_none();
    (!silent).then_some(Speech { depth: 0, cue, chance: None, words, direction })
}

/// Packages worth the same, so that their choice shows what is cheap for them.
fn packages(desk: &mut Desk<'_>) -> Vec<Block> {
    let equal = desk.findings.equal;
    if equal.len() < 2 {
        return Vec::new();
    }
    let keys = ["leans", "base", "bonus", "equity", "sign-on", "over", "moves"];
    let with_sign_on = equal.iter().any(|one| !one.package.sign_on.is_zero());
    let keys: Vec<&str> = keys.into_iter().filter(|key| *key != "sign-on" || with_sign_on).collect();
    let head = keys.iter().map(|key| desk.line(&format!("table.{key}")).unwrap_or_default()).collect();
    let rows = equal.iter().enumerate().map(|(i, one)| package_row(desk, i, one, with_sign_on)).collect();
    let numeric = keys.iter().map(|key| *key != "leans").collect();
    let caption = desk.line("heading.packages").unwrap_or_default();
    let table = Block::Table(Table { name: "packages", caption, head, numeric, rows, notes: Vec::new() });
    let say = desk.paragraph(Role::Body, "say.packages");
    [table].into_iter().chain(say).collect()
}

fn package_row(desk: &mut Desk<'_>, index: usize, one: &EqualPackage, with_sign_on: bool) -> Row {
    let numbers = desk.words.numbers();
    let cell = |desk: &mut Desk<'_>, figure: Figure, shown: Option<String>| {
        let Some(shown) = shown else { return Text::default() };
        let place = Place::Package(Spot::Equal(index), figure);
        let noted = Noted::new("package", shown, Origin::at(place)).among("/equal_packages");
        Text::parse(&desk.book.mark(&format!("packages~{}", place.pointer()), noted))
    };
    let part = Figure::Part;
    let package = &one.package;
    let mut cells = vec![desk.line(&format!("leans.{}", one.leans_on)).unwrap_or_default()];
    cells.push(cell(desk, part(Part::Base), Some(numbers.amount(package.base))));
    cells.push(cell(desk, part(Part::Bonus), Some(numbers.amount(package.bonus))));
    cells.push(cell(desk, part(Part::Equity), package.equity.map(|grant| numbers.equity(grant))));
    if with_sign_on {
        cells.push(cell(desk, part(Part::SignOn), Some(numbers.amount(package.sign_on))));
    }
    cells.push(cell(desk, Figure::OverOffer, Some(numbers.percent(one.over_offer, 1))));
    let moves =
        chance(desk.words, one.simulation.improved, Place::Package(Spot::Equal(index), Figure::Improved))
            .map(|noted| noted.shown);
    cells.push(cell(desk, Figure::Improved, moves));
    Row { id: None, cells }
}

/// What not to say: what is known to backfire, and claims without proof.
fn backfires(desk: &Desk<'_>) -> Vec<Block> {
    let mut items = Vec::new();
    let told = |evidence: &&Evidence| !evidence.claim.trim().is_empty();
    for evidence in desk.findings.case.evidence.iter().filter(told) {
        let mut facts = Facts::new();
        facts.put("claim", Some(mark_given(&clean(&evidence.claim))));
        if evidence.change.is_some() && evidence.proof.is_none() {
            items.extend(desk.words.line("not.unproven", &facts));
        }
        if evidence.owner == Owner::Team {
            items.extend(desk.words.line("not.team", &facts));
        }
    }
    for key in ["bold", "weak", "precise", "steps", "ultimatum", "alternative"] {
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
