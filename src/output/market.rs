//! What the market answers, as text, JSON and CSV.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::json::{money, top};
use crate::domain::{Component, Confidence, RowCounts};
use crate::input::bulk::FileReport;
use crate::market::{Answer, Group, SHOWN};
use crate::num::Money;
use crate::report::format::Numbers;

const N: Numbers = Numbers::ENGLISH;

/// An answer with the files it came from and what was asked.
#[derive(Debug, Clone, PartialEq)]
pub struct MarketReport {
    /// What was asked, such as "Product Manager · San Francisco, CA".
    pub asked: String,
    /// The answer.
    pub answer: Answer,
    /// The files, in the order given.
    pub files: Vec<FileReport>,
    /// Rows of all files together.
    pub counts: RowCounts,
    /// Who collected the data.
    pub source: String,
}

/// The name of a component as a reader expects it.
pub fn component_words(component: Component) -> &'static str {
    match component {
        Component::Base => "base salary",
        Component::Bonus => "bonus",
        Component::Equity => "equity a year",
        Component::Total => "total compensation",
        Component::Wage => "wage",
    }
}

/// The documented keys: counts at the top, then one answer, or `groups`.
pub fn json(report: &MarketReport) -> Value {
    let answer = &report.answer;
    let mut map = top(answer.currency);
    map.insert("component".into(), json!(answer.component.name()));
    map.insert("source".into(), json!(report.source));
    let files = report.files.iter().map(|file| json!({"file": file.name, "format": file.format.name()}));
    map.insert("files".into(), files.collect());
    let counts = &report.counts;
    map.insert("rows_read".into(), json!(counts.read));
    map.insert("rows_used".into(), json!(counts.used));
    map.insert("rows_not_asked_for".into(), json!(counts.other));
    let skipped = counts.skipped.iter().map(|(skip, n)| (skip.reason().to_owned(), json!(n)));
    map.insert("rows_skipped".into(), Value::Object(skipped.collect()));
    map.insert("oddities".into(), super::json::plain(&answer.oddities));
    match answer.groups.as_slice() {
        [only] if only.key.is_empty() => map.extend(group(only)),
        groups => {
            let groups = groups.iter().map(|g| Value::Object(group(g)));
            map.insert("groups".into(), groups.collect());
        }
    }
    Value::Object(map)
}

fn group(group: &Group) -> Map<String, Value> {
    let mut map = Map::new();
    if !group.key.is_empty() {
        let key = group.key.iter().map(|(key, text)| (key.name().to_owned(), json!(text)));
        map.insert("key".into(), Value::Object(key.collect()));
    }
    map.insert("n".into(), json!(group.n));
    if let Some(companies) = group.companies {
        map.insert("companies".into(), json!(companies));
    }
    if let Some((name, share)) = &group.largest {
        map.insert("largest_company".into(), json!({"name": name, "share": share}));
    }
    if let Some(date) = group.as_of {
        map.insert("as_of".into(), json!(date.to_string()));
    }
    map.insert("confidence".into(), json!(group.confidence.name()));
    if let Some(why) = &group.withheld {
        map.insert("withheld".into(), json!(why));
    }
    if let Some(figures) = &group.percentiles {
        let named = SHOWN.iter().zip(figures).map(|(p, figure)| (format!("p{p}"), money(*figure)));
        map.insert("percentiles".into(), Value::Object(named.collect()));
        let intervals = SHOWN.iter().zip(&group.intervals).filter_map(|(p, interval)| {
            let (low, high) = (*interval)?;
            Some((format!("p{p}"), json!({"low": money(low), "high": money(high)})))
        });
        map.insert("interval95".into(), Value::Object(intervals.collect()));
    }
    map.insert("adjustments".into(), json!([]));
    map
}

/// One row a group, figures as plain digits.
///
/// # Errors
/// When a row cannot be written, which memory never refuses.
pub fn csv(report: &MarketReport) -> crate::error::Result<String> {
    let failed = |error: csv::Error| crate::error::Error::Internal(error.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    let keys = report.answer.groups.first().map(|g| g.key.as_slice()).unwrap_or_default();
    let mut head: Vec<String> = keys.iter().map(|(key, _)| key.name().to_owned()).collect();
    head.extend(["component", "currency", "n", "companies", "confidence"].map(str::to_owned));
    head.extend(SHOWN.map(|p| format!("p{p}")));
    head.extend(["p50_low", "p50_high", "as_of"].map(str::to_owned));
    writer.write_record(&head).map_err(failed)?;
    let plain = |money: Option<Money>| money.map_or(String::new(), |m| m.amount().normalize().to_string());
    for group in &report.answer.groups {
        let mut row: Vec<String> = group.key.iter().map(|(_, text)| sheet_safe(text)).collect();
        row.push(report.answer.component.name().to_owned());
        row.push(report.answer.currency.map_or(String::new(), |c| c.code().to_owned()));
        row.push(group.n.to_string());
        row.push(group.companies.map_or(String::new(), |n| n.to_string()));
        row.push(group.confidence.name().to_owned());
        row.extend((0..SHOWN.len()).map(|i| plain(group.percentiles.map(|figures| figures[i]))));
        row.push(plain(group.intervals[2].map(|(low, _)| low)));
        row.push(plain(group.intervals[2].map(|(_, high)| high)));
        row.push(group.as_of.map_or(String::new(), |date| date.to_string()));
        writer.write_record(&row).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|error| crate::error::Error::Internal(error.to_string()))?;
    Ok(String::from_utf8(bytes).unwrap_or_default())
}

/// A text from a file that a spreadsheet would take for a formula gets an
/// apostrophe in front.
pub(super) fn sheet_safe(text: &str) -> String {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{text}"),
        _ => text.to_owned(),
    }
}

/// For a person, in 80 columns.
pub fn text(report: &MarketReport) -> String {
    let mut page = String::new();
    let answer = &report.answer;
    let unit = answer.currency.map_or(String::new(), |c| format!(", {}", c.code()));
    let what = component_words(answer.component);
    let asked = if report.asked.is_empty() { "All rows" } else { &report.asked };
    let _ = writeln!(page, "{}: {what}{unit}", clean(asked));
    match answer.groups.as_slice() {
        [only] if only.key.is_empty() => one(&mut page, only),
        groups => table(&mut page, groups),
    }
    remarks(&mut page, report);
    page
}

fn one(page: &mut String, group: &Group) {
    let _ = writeln!(page, "  {}", behind(group));
    if let Some(why) = &group.withheld {
        let _ = writeln!(page, "\n  Withheld: {why}.");
        return;
    }
    let Some(figures) = group.percentiles else { return };
    page.push('\n');
    let line = |page: &mut String, name: &str, cells: Vec<String>| {
        let cells: String = cells.iter().map(|cell| format!("{cell:>12}")).collect();
        let _ = writeln!(page, "  {name:<8}{cells}");
    };
    line(page, "", SHOWN.iter().map(|p| format!("p{p}")).collect());
    line(page, "", figures.iter().map(|figure| N.amount(*figure)).collect());
    let end = |high: bool| {
        let pick = |ends: &(Money, Money)| N.amount(if high { ends.1 } else { ends.0 });
        group.intervals.iter().map(|ends| ends.as_ref().map_or("–".into(), pick)).collect::<Vec<_>>()
    };
    line(page, "95% from", end(false));
    line(page, "     to", end(true));
}

fn behind(group: &Group) -> String {
    let mut words = format!("n {}", N.count(group.n));
    if let Some(companies) = group.companies {
        let noun = if companies == 1 { "company" } else { "companies" };
        let _ = write!(words, " from {} {noun}", N.count(companies));
    }
    let _ = write!(words, " · confidence {}", group.confidence.name());
    if let Some(date) = group.as_of {
        let _ = write!(words, " · half of it before {}", N.date(date));
    }
    words
}

/// Widest that the keys may stand in a table.
const KEY_WIDTH: usize = 28;

fn table(page: &mut String, groups: &[Group]) {
    let shown: Vec<&Group> = groups.iter().filter(|group| group.percentiles.is_some()).collect();
    let keys = groups.first().map_or(0, |group| group.key.len());
    let room = KEY_WIDTH / keys.max(1);
    let name = |group: &Group| {
        let parts: Vec<String> = group.key.iter().map(|(_, text)| shorten(&clean(text), room)).collect();
        parts.join(" · ")
    };
    let rows: Vec<Vec<String>> = shown
        .iter()
        .map(|group| {
            let sure = if group.confidence == Confidence::Low { "?" } else { "" };
            let figures = group.percentiles.iter().flatten().map(|figure| N.amount(*figure));
            [name(group), format!("{}{sure}", N.count(group.n))].into_iter().chain(figures).collect()
        })
        .collect();
    let head = ["".to_owned(), "n".to_owned()].into_iter().chain(SHOWN.map(|p| format!("p{p}"))).collect();
    let any_low = shown.iter().any(|group| group.confidence == Confidence::Low);
    if !rows.is_empty() {
        page.push('\n');
        page.push_str(&columns(head, rows));
    }
    let withheld = groups.len() - shown.len();
    if any_low || withheld > 0 {
        page.push('\n');
    }
    if any_low {
        page.push_str("  ? few people: confidence low\n");
    }
    if withheld > 0 {
        let noun = if withheld == 1 { "group is" } else { "groups are" };
        let _ = writeln!(page, "  {} {noun} withheld: too few people or companies", N.count(withheld as u64));
    }
}

/// Rows in columns: the first to the left, the others to the right.
pub(super) fn columns(head: Vec<String>, rows: Vec<Vec<String>>) -> String {
    let mut table = comfy_table::Table::new();
    table.load_style(comfy_table::presets::NOTHING).set_header(head).add_rows(rows);
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(comfy_table::CellAlignment::Right);
    }
    table.lines().map(|line| format!(" {}\n", line.trim_end())).collect()
}

fn remarks(page: &mut String, report: &MarketReport) {
    let counts = &report.counts;
    let _ = writeln!(
        page,
        "\nRows    {} read, {} used, {} about something else",
        N.count(counts.read),
        N.count(counts.used),
        N.count(counts.other)
    );
    for (skip, n) in &counts.skipped {
        let _ = writeln!(page, "        {} not usable: {}", N.count(*n), skip.reason());
    }
    let odd = &report.answer.oddities;
    for (n, words) in [
        (odd.duplicates, "equal another row (kept; --drop duplicates leaves them out)"),
        (odd.parts_differ, "have parts that do not add up to the total (kept; --drop parts)"),
        (odd.not_split, "give only the total"),
        (odd.implausible, "are ten times off their median (kept; --drop implausible)"),
    ] {
        if n > 0 {
            let _ = writeln!(page, "        {} {words}", N.count(n));
        }
    }
    let _ = writeln!(page, "Source  {}", clean(&report.source));
    for file in &report.files {
        let _ = writeln!(page, "        {}", clean(&file.name));
        if file.windows_1252_lines > 0 {
            let lines = N.count(file.windows_1252_lines);
            let _ = writeln!(page, "        {lines} lines in it are not UTF-8 and were read as Windows-1252");
        }
    }
}

fn shorten(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    let kept: String = text.chars().take(room.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// Text of a file without what would steer a terminal.
fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_files_steers_nothing() {
        assert_eq!(clean("a\u{1b}[31mb"), "a [31mb");
        assert_eq!(sheet_safe("=1+1"), "'=1+1");
        assert_eq!(shorten("Software Engineering Manager", 12), "Software En…");
    }
}
