//! `[[promotion.log]]`: what happened on the way, entry by entry.

use super::{dimension_name, score};
use crate::domain::promotion::{EntryKind, LogEntry, Rubric, Step};
use crate::input::case::chapter::Table;
use crate::input::case::evidence::change;

pub(super) fn log(table: &Table<'_>, rubric: &Rubric) -> Vec<LogEntry> {
    table.tables("log").into_iter().filter_map(|one| entry(one, rubric)).collect()
}

fn entry(table: Table<'_>, rubric: &Rubric) -> Option<LogEntry> {
    let date = table.need("date", "2026-05-04").date("date");
    let kind = table.need("kind", "\"release\"").word("kind");
    let what = table.need("what", "\"what happened\"").text("what");
    let metric = table.text("metric");
    let currency = table.reading().currency();
    let figure = |key| table.read(key, |text, style| change(text, metric.as_deref(), currency, style));
    let (baseline, now, target) = (figure("baseline"), figure("now"), figure("target"));
    let figures = [("baseline", baseline), ("now", now), ("target", target)];
    let told: Vec<_> = figures.iter().filter_map(|(key, figure)| Some((*key, (*figure)?))).collect();
    if let Some((key, _)) = told.iter().find(|(_, figure)| !figure.same_kind(told[0].1)) {
        let hint = "write baseline, now and target in one unit: money, percent, time or a number";
        table.problem(key, format!("`{}` is in another unit", told[0].0), hint);
    }
    let (own, manager) = (score(&table, "own"), score(&table, "manager"));
    if kind == Some(EntryKind::Score)
        && !(table.has("dimension") && (table.has("own") || table.has("manager")))
    {
        table.problem_here(
            "a score says of what and how much",
            "write dimension = \"delivery\" and own = 4.2",
        );
    }
    let entry = LogEntry {
        date: date.unwrap_or_default(),
        kind: kind.unwrap_or(EntryKind::Learning),
        what: what.clone().unwrap_or_default(),
        dimension: dimension_name(&table, rubric),
        with: table.text("with"),
        step: table.word::<Step>("step"),
        on_track: table.flag("on_track"),
        need: table.text("need"),
        due: table.date("due"),
        done: table.flag("done").unwrap_or_default(),
        metric,
        baseline,
        now,
        target,
        own,
        manager,
    };
    table.finish();
    (date.is_some() && kind.is_some() && what.is_some()).then_some(entry)
}
