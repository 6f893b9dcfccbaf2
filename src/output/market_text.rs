//! What the market answers, for a person in 80 columns.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::market::{component_words, steps};
use crate::app::market::MarketFindings;
use crate::domain::{Adjustment, Confidence, StatValue};
use crate::market::{Group, SHOWN};
use crate::num::{Money, Rounding};
use crate::report::numbers::Numbers;

const N: Numbers = Numbers::ENGLISH;

/// The answer; with `explain`, every step from the rows to the figures.
pub fn text(report: &MarketFindings, explain: bool) -> String {
    let mut page = String::new();
    let answer = &report.answer;
    let unit = answer.currency.map_or(String::new(), |c| format!(", {} a year", c.code()));
    let what = component_words(answer.component);
    let occupation = report.occupation.as_ref().map(|words| format!("occupation \"{words}\""));
    let asked: Vec<String> = occupation.into_iter().chain(report.asked.iter().cloned()).collect();
    let asked = if asked.is_empty() { "All rows".to_owned() } else { asked.join(" · ") };
    let _ = writeln!(page, "{}: {what}{unit}", clean(&asked));
    match answer.groups.as_slice() {
        [only] if only.key.is_empty() || only.origin.is_some() => one(&mut page, only),
        groups => table(&mut page, groups, report.ladder),
    }
    if explain {
        explained(&mut page, report);
    }
    remarks(&mut page, report);
    page
}

fn one(page: &mut String, group: &Group) {
    let name: Vec<String> = group.key.iter().map(|(_, text)| clean(text)).collect();
    if !name.is_empty() {
        let _ = writeln!(page, "  {}", name.join(", "));
    }
    let _ = writeln!(page, "  {}", behind(group));
    if let Some(why) = &group.withheld {
        let _ = writeln!(page, "\n  Withheld: {why}.");
        return;
    }
    page.push('\n');
    let line = |page: &mut String, name: &str, cells: Vec<String>| {
        let cells: String = cells.iter().map(|cell| format!("{cell:>12}")).collect();
        let _ = writeln!(page, "  {name:<8}{cells}");
    };
    line(page, "", SHOWN.iter().map(|p| format!("p{p}")).collect());
    line(page, "", SHOWN.iter().map(|p| figure(group.at(*p))).collect());
    if group.intervals.iter().any(Option::is_some) {
        let end = |high: bool| {
            let pick = |ends: &(Money, Money)| N.amount(read(if high { ends.1 } else { ends.0 }));
            group.intervals.iter().map(|ends| ends.as_ref().map_or("–".into(), pick)).collect::<Vec<_>>()
        };
        line(page, "95% from", end(false));
        line(page, "     to", end(true));
    }
    if group.points.iter().any(|point| point.value.exact().is_none()) {
        page.push_str("  ≥ top-coded: at least this much, how much more is not published\n");
    }
    adjusted(page, &group.adjustments);
}

/// A yearly amount without the cents that an adjustment leaves; wages by the hour keep theirs.
fn read(money: Money) -> Money {
    match money.amount() >= Decimal::ONE_THOUSAND {
        true => money.rounded_to(Decimal::ONE, Rounding::HalfUp),
        false => money,
    }
}

/// A figure; a top-coded one as the bound that it is.
fn figure(value: Option<StatValue>) -> String {
    match value {
        Some(StatValue::Exact(money)) => N.amount(read(money)),
        Some(StatValue::AtLeast(bound)) => format!("≥ {}", N.amount(read(bound))),
        None => "–".to_owned(),
    }
}

fn behind(group: &Group) -> String {
    let mut words = group.n.map_or("n not stated".to_owned(), |n| format!("n {}", N.count(n)));
    if let Some(companies) = group.companies {
        let noun = if companies == 1 { "company" } else { "companies" };
        let _ = write!(words, " from {} {noun}", N.count(companies));
    }
    let class = match group.confidence {
        Confidence::Withheld if !group.points.is_empty() => "unknown",
        class => class.name(),
    };
    let _ = write!(words, " · confidence {class}");
    match group.as_of {
        Some(date) if group.origin.is_some() => {
            let _ = write!(words, " · {}", N.month(date));
        }
        Some(date) => {
            let _ = write!(words, " · half before {}", N.date(date));
        }
        None => {}
    }
    words
}

fn adjusted(page: &mut String, adjustments: &[Adjustment]) {
    for adjustment in adjustments {
        let times =
            if adjustment.factor == 1.0 { String::new() } else { format!(" × {:.5}", adjustment.factor) };
        page.push_str(&wrapped(
            &format!("{}{times}: {}", clean(&adjustment.what), clean(&adjustment.why)),
            "  ",
        ));
    }
}

/// Widest that the keys may stand in a table.
const KEY_WIDTH: usize = 28;

fn table(page: &mut String, groups: &[Group], ladder: bool) {
    let shown: Vec<&Group> = groups.iter().filter(|group| !group.points.is_empty()).collect();
    let keys = groups.iter().map(|group| group.key.len()).max().unwrap_or(0);
    let room = KEY_WIDTH / keys.max(1);
    let several = groups.iter().any(|group| group.source != groups[0].source);
    let room = if several { KEY_WIDTH / (keys + 1) } else { room };
    let name = |group: &Group| {
        let source = group.source.as_ref().filter(|_| several);
        let texts = source.into_iter().chain(group.key.iter().map(|(_, text)| text));
        texts.map(|text| shorten(&clean(text), room)).collect::<Vec<_>>().join(" · ")
    };
    // A ladder shows the quartiles and the step to the next level instead of p10 and p90.
    let shown_points: &[u8] = if ladder { &SHOWN[1..4] } else { &SHOWN };
    let steps = if ladder { steps(&shown) } else { vec![None; shown.len()] };
    let mut head: Vec<String> = ["", "n"].map(str::to_owned).to_vec();
    head.extend(shown_points.iter().map(|p| format!("p{p}")));
    if ladder {
        head.push("over the level below".into());
    }
    let row = |(group, step): (&&Group, &Option<super::market::Step>)| {
        let sure = if group.confidence == Confidence::Low { "?" } else { "" };
        let n = group.n.map_or("–".to_owned(), |n| format!("{}{sure}", N.count(n)));
        let figures = shown_points.iter().map(|p| figure(group.at(*p)));
        let mut row: Vec<String> = [name(group), n].into_iter().chain(figures).collect();
        if ladder {
            let words = |s: &super::market::Step| {
                format!("{} {}", N.signed(s.money), N.percent_signed(s.fraction, 0))
            };
            row.push(step.as_ref().map_or(String::new(), words));
        }
        row
    };
    let rows: Vec<Vec<String>> = shown.iter().zip(&steps).map(row).collect();
    if !rows.is_empty() {
        page.push('\n');
        page.push_str(&columns(head, rows));
    }
    legend(page, groups, &shown);
}

fn legend(page: &mut String, groups: &[Group], shown: &[&Group]) {
    let mut lines = Vec::new();
    if shown.iter().any(|group| group.confidence == Confidence::Low) {
        lines.push("? few people: confidence low".to_owned());
    }
    if shown.iter().any(|group| group.points.iter().any(|point| point.value.exact().is_none())) {
        lines.push("≥ top-coded: at least this much".to_owned());
    }
    let withheld = groups.len() - shown.len();
    if withheld > 0 {
        let noun = if withheld == 1 { "group is" } else { "groups are" };
        lines.push(format!("{} {noun} withheld: too few people or companies", N.count(withheld as u64)));
    }
    if !lines.is_empty() {
        page.push('\n');
    }
    for line in lines {
        let _ = writeln!(page, "  {line}");
    }
    // All groups are adjusted alike but for their dates: one stands for all.
    if let Some(group) = shown.iter().find(|group| !group.adjustments.is_empty()) {
        page.push_str("\n  Adjusted, here for the first line:\n");
        adjusted(page, &group.adjustments);
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

fn explained(page: &mut String, report: &MarketFindings) {
    let counts = &report.counts;
    page.push_str("\nHow the figures came about\n");
    let mut steps = vec![match report.files.len() {
        1 => format!("{} rows were read from one file.", N.count(counts.read)),
        n => format!("{} rows were read from {n} files.", N.count(counts.read)),
    }];
    if counts.other > 0 {
        steps.push(format!("{} are about something that was not asked for.", N.count(counts.other)));
    }
    for (skip, n) in &counts.skipped {
        steps.push(format!("{} cannot be used: {}.", N.count(*n), skip.reason()));
    }
    steps.push(format!("{} are left and used.", N.count(counts.used)));
    let group = report.answer.groups.iter().find(|group| !group.points.is_empty());
    if let Some(group) = group {
        match (&group.origin, group.n, group.at(50)) {
            (Some(origin), ..) => {
                steps.push(format!("The percentiles are published ones: {}.", clean(origin)))
            }
            (None, Some(n), Some(StatValue::Exact(median))) => {
                let rank = (n.saturating_sub(1)) as f64 / 2.0 + 1.0;
                steps.push(format!(
                    "Percentiles are type 7 (Excel's PERCENTILE.INC): of {} sorted amounts the median is number {rank}{}.",
                    N.count(n),
                    if group.adjustments.is_empty() { format!(", {}", N.amount(read(median))) } else { String::new() }
                ));
                steps.push(
                    "The 95% interval is a pair of order statistics: no distribution is assumed.".into(),
                );
            }
            _ => {}
        }
        for adjustment in &group.adjustments {
            let times = if adjustment.factor == 1.0 {
                String::new()
            } else {
                format!(" times {:.6}", adjustment.factor)
            };
            steps.push(format!("{}{times}: {}.", clean(&adjustment.what), clean(&adjustment.why)));
        }
        if let Some(StatValue::Exact(median)) = group.at(50) {
            steps.push(format!("The median that stands above: {}.", N.amount(read(median))));
        }
        let companies = group.companies.map_or(String::new(), |n| format!(" and {} companies", N.count(n)));
        let people = group.n.map_or("an unstated number of".to_owned(), |n| N.count(n));
        steps.push(format!("Confidence {}: {people} people{companies}.", group.confidence.name()));
    }
    for (i, step) in steps.iter().enumerate() {
        page.push_str(&wrapped(&format!("{}. {step}", i + 1), "  "));
    }
}

fn remarks(page: &mut String, report: &MarketFindings) {
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
        (odd.company_spellings - odd.companies, "spellings of companies were folded into others"),
    ] {
        if n > 0 {
            let _ = writeln!(page, "        {} {words}", N.count(n));
        }
    }
    for warning in &report.warnings {
        page.push_str(&wrapped(&format!("Beware: {}", clean(&super::market::warning(warning))), ""));
    }
    let mut named: Vec<&String> =
        report.answer.groups.iter().filter_map(|group| group.source.as_ref()).collect();
    named.sort();
    named.dedup();
    let named = named.into_iter().map(|name| clean(name)).collect::<Vec<_>>().join(", ");
    let named = if named.is_empty() { clean(&report.source) } else { named };
    page.push_str(&super::problems::wrapped(&named, "Source  ", "        "));
    for file in &report.files {
        let _ = writeln!(page, "        {}", clean(&file.name));
        if file.windows_1252_lines > 0 {
            let lines = N.count(file.windows_1252_lines);
            let noun = if file.windows_1252_lines == 1 { "line" } else { "lines" };
            let _ = writeln!(page, "        {lines} {noun} of it not in UTF-8, read as Windows-1252");
        }
    }
}

/// Words in lines of at most 80 characters; further lines stand two deeper.
fn wrapped(words: &str, indent: &str) -> String {
    let mut text = String::from(indent);
    let mut width = indent.chars().count();
    for (i, word) in words.split_whitespace().enumerate() {
        let length = word.chars().count();
        if i > 0 && width + 1 + length > 80 {
            let _ = write!(text, "\n{indent}  ");
            width = indent.chars().count() + 2;
        } else if i > 0 {
            text.push(' ');
            width += 1;
        }
        text.push_str(word);
        width += length;
    }
    text.push('\n');
    text
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
    super::problems::harmless(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_files_steers_nothing_and_fits() {
        assert_eq!(clean("a\u{1b}[31mb\u{202e}c"), "a␛[31mb\u{fffd}c");
        assert_eq!(shorten("Software Engineering Manager", 12), "Software En…");
        let text = wrapped(&"word ".repeat(50), "  ");
        assert!(text.lines().all(|line| line.chars().count() <= 80) && text.lines().count() > 3, "{text}");
    }
}
