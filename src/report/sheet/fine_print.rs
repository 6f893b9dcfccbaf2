//! The fine print: what the figures rest on, and how to get them again.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use crate::advice::{Quantity, Step, UsedAssumption};
use crate::report::advice::said;
use crate::report::document::{Block, Role, Row, Section, Table};
use crate::report::facts::Facts;
use crate::report::facts::packages::package_phrase;
use crate::report::numbers::about;
use crate::report::text::{Text, mark_given};
use crate::report::trace::{Bound, Noted, Origin, Place, StepFigure};
use crate::report::words::Words;

use super::Desk;

pub(super) fn section(desk: &mut Desk<'_>) -> Option<Section> {
    let mut blocks = Vec::new();
    blocks.extend(derivation(desk));
    blocks.extend(assumptions(desk));
    blocks.extend(desk.heading("again"));
    blocks.push(again(desk));
    blocks.extend(desk.paragraph(Role::Fine, "again.note"));
    desk.section("fine", blocks)
}

/// The steps from the offer to the ask, as the advice states them.
fn derivation(desk: &mut Desk<'_>) -> Vec<Block> {
    let steps = &desk.findings.advice.derivation;
    if steps.is_empty() {
        return Vec::new();
    }
    let head =
        ["step", "result", "how", "source"].map(|key| desk.line(&format!("table.{key}")).unwrap_or_default());
    let rows = steps.iter().enumerate().map(|(i, step)| step_row(desk, i, step)).collect();
    let caption = desk.line("table.derivation").unwrap_or_default();
    vec![Block::Table(Table {
        name: "derivation",
        caption,
        head: head.to_vec(),
        numeric: vec![false; 4],
        rows,
        notes: Vec::new(),
    })]
}

fn step_row(desk: &mut Desk<'_>, index: usize, step: &Step) -> Row {
    let (id, words) = (format!("step-{index}"), desk.words);
    let book = &mut desk.book;
    let mut mark = |place: Place, shown: String| {
        book.mark(&format!("{id}~{}", place.pointer()), Noted::new("step", shown, Origin::at(place)))
    };
    let cells = vec![
        Text::parse(&said::step(words, &step.step)),
        Text::parse(&quantity(words, index, &step.value, &mut mark)),
        Text::parse(&said::why(words, index, &step.step, &mut mark)),
        Text::parse(&mark_given(&said::sources(words, step))),
    ];
    Row { id: Some(id), cells }
}

/// What came out of a step, each figure marked.
fn quantity(words: &Words, index: usize, value: &Quantity, mark: said::Mark<'_>) -> String {
    let at = |figure| Place::Step(index, figure);
    let numbers = words.numbers();
    let share = |fraction: f64| numbers.percent(fraction, 1);
    let said = |key: &str, facts: &Facts| words.phrase(key, facts).unwrap_or_default();
    match value {
        Quantity::Money(amount) => {
            mark(at(StepFigure::Value), numbers.money(about(amount.to_f64(), 0.0, amount.currency())))
        }
        Quantity::Share(fraction) => mark(at(StepFigure::Value), share(*fraction)),
        Quantity::Estimate(estimate) => mark(at(StepFigure::Simulated), numbers.share(*estimate)),
        Quantity::Range(low, high) => {
            let facts = Facts::new()
                .with("low", mark(at(StepFigure::Low), share(*low)))
                .with("high", mark(at(StepFigure::High), share(*high)));
            said("table.to", &facts)
        }
        Quantity::Package(package) => package_phrase(words, package, |part| at(StepFigure::Part(part)), mark),
        Quantity::Strength(strength) => said(&format!("strength.{}", strength.name()), &Facts::new()),
    }
}

fn assumptions(desk: &mut Desk<'_>) -> Vec<Block> {
    let list = &desk.findings.advice.assumptions;
    if list.is_empty() {
        return Vec::new();
    }
    let keys = ["assumption", "assumed", "range", "mark", "source"];
    let head = keys.map(|key| desk.line(&format!("table.{key}")).unwrap_or_default()).to_vec();
    let mut order: Vec<usize> = (0..list.len()).collect();
    let swings = desk.findings.sensitivity.map(|found| found.swings.as_slice()).unwrap_or_default();
    let rank = |at: usize| swings.iter().position(|swing| swing.name == list[at].name);
    // The ones that move the answer most come first; the others keep their order.
    order.sort_by_key(|at| rank(*at).unwrap_or(usize::MAX));
    let rows = order.into_iter().map(|i| assumption_row(desk, i, &list[i])).collect();
    let caption = desk.line("heading.assumptions").unwrap_or_default();
    let numeric = vec![false, true, true, false, false];
    let table = Block::Table(Table { name: "assumptions", caption, head, numeric, rows, notes: Vec::new() });
    [table].into_iter().chain(desk.paragraph(Role::Paper, "again.paper")).collect()
}

/// What the person put in place of the program's own assumptions.
pub(super) fn changed(desk: &mut Desk<'_>) -> Option<Text> {
    let list: Vec<(usize, &UsedAssumption)> =
        desk.findings.advice.assumptions.iter().enumerate().filter(|(_, used)| used.overruled).collect();
    let mut told = Vec::new();
    for (index, used) in list {
        let mut facts = Facts::new();
        let shown = number(desk.words, used.value);
        let origin = Origin::at(Place::Assumption(index, Bound::Value));
        let noted = Noted::new("assumption", shown, origin);
        facts.put("value", Some(desk.book.mark(&format!("assumption-{index}~value"), noted)));
        facts.put("name", Some(meaning(desk, used)));
        told.extend(desk.words.phrase("phrase.changed", &facts));
    }
    let mut facts = Facts::new();
    facts.put("list", (!told.is_empty()).then(|| told.join("; ")));
    desk.words.line("notice.changed", &facts)
}

fn meaning(desk: &Desk<'_>, used: &UsedAssumption) -> String {
    desk.words.meaning(&used.name).unwrap_or_else(|| mark_given(&used.meaning))
}

/// An assumption's number, to three digits.
fn number(words: &Words, value: f64) -> String {
    let exact = Decimal::from_f64(value).unwrap_or_default();
    words.numbers().number(exact.round_sf(3).unwrap_or(exact), 8)
}

fn assumption_row(desk: &mut Desk<'_>, index: usize, used: &UsedAssumption) -> Row {
    let id = format!("assumption-{index}");
    let mut figure = |bound: Bound, shown: String| {
        let place = Place::Assumption(index, bound);
        let noted = Noted::new("assumption", shown, Origin::at(place));
        desk.book.mark(&format!("{id}~{}", place.pointer()), noted)
    };
    let number = |value: f64| number(desk.words, value);
    let mut facts = Facts::new();
    facts.put("value", Some(figure(Bound::Value, number(used.value))));
    facts.put("low", Some(figure(Bound::Low, number(used.low))));
    facts.put("high", Some(figure(Bound::High, number(used.high))));
    facts.put("unit", Some(mark_given(&used.unit)));
    let line = |key: &str| desk.words.line(key, &facts).unwrap_or_default();
    let value = if used.overruled { line("table.overruled") } else { line("table.value") };
    let cells = vec![
        Text::parse(&meaning(desk, used)),
        value,
        line("table.to"),
        desk.line(&format!("mark.{}", used.kind.name())).unwrap_or_default(),
        Text::parse(&mark_given(&used.source)),
    ];
    Row { id: Some(id), cells }
}

/// Version, command, seed, trials and the hashes of the inputs.
fn again(desk: &mut Desk<'_>) -> Block {
    let numbers = desk.words.numbers();
    let run = &desk.findings.advice.simulation;
    let (seed, trials) = (run.seed.to_string(), numbers.count(run.trials));
    let mut list = Vec::new();
    let rows = [
        ("version", crate::report::findings::VERSION.to_owned(), Place::Version),
        ("seed", seed, Place::Seed),
        ("trials", trials, Place::Trials),
    ];
    list.extend(
        desk.line("again.command").map(|name| (name, Text::parse(&mark_given(desk.findings.command)))),
    );
    for (key, shown, at) in rows {
        let Some(name) = desk.line(&format!("again.{key}")) else { continue };
        let marked = desk.book.mark(&format!("run.{key}"), Noted::new("run", shown, Origin::at(at)).of(key));
        list.push((name, Text::parse(&marked)));
    }
    for (file, hash) in &desk.findings.case.inputs.files {
        let mut facts = Facts::new();
        facts.put("name", Some(mark_given(file)));
        let name = desk.words.line("again.file", &facts).unwrap_or_default();
        list.push((name, Text::parse(&mark_given(hash))));
    }
    Block::Facts { list }
}
