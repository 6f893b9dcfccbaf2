//! `[[promotion.log]]`: what happened on the way, entry by entry.

use super::{dimension_name, score};
use crate::domain::Change;
use crate::domain::promotion::{EntryKind, LogEntry, Rubric, Step};
use crate::input::case::chapter::Table;
use crate::input::case::evidence::change;

pub(super) fn log(table: &Table<'_>, rubric: &Rubric) -> Vec<LogEntry> {
    table.tables("log").into_iter().filter_map(|one| entry(one, rubric)).collect()
}

/// `baseline`, `now` and `target`, which must be in one unit.
pub(super) fn way(table: &Table<'_>, metric: Option<&str>) -> [Option<Change>; 3] {
    let currency = table.reading().currency();
    let keys = ["baseline", "now", "target"];
    let figures = keys.map(|key| table.read(key, |text, style| change(text, metric, currency, style)));
    let told = || keys.iter().zip(figures).filter_map(|(key, figure)| Some((*key, figure?)));
    if let Some((first, unit)) = told().next()
        && let Some((key, _)) = told().find(|(_, figure)| !figure.same_kind(unit))
    {
        let hint = "write baseline, now and target in one unit: money, percent, time or a number";
        table.problem(key, format!("`{first}` is in another unit"), hint);
    }
    figures
}

fn entry(table: Table<'_>, rubric: &Rubric) -> Option<LogEntry> {
    let date = table.need("date", "2026-05-04").date("date");
    let kind = table.need("kind", "\"release\"").word("kind");
    let what = table.need("what", "\"what happened\"").text("what");
    let metric = table.text("metric");
    let [baseline, now, target] = way(&table, metric.as_deref());
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
