//! A payroll against its bands, as text, JSON and CSV.

use std::fmt::Write as _;

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Map, Value, json};

use super::band::hundredths;
use super::band_list::{files, left_out, problems, shorten};
use super::cells::text_cell;
use super::json::{money, plain, top};
use super::market_text::columns;
use super::problems::wrapped;
use crate::app::payroll::Payroll;
use crate::error::{Error, Result};
use crate::market::{Circle, InBand, LevelSummary, Placed};
use crate::num::{Money, Rounding};
use crate::report::numbers::Numbers;

const N: Numbers = Numbers::ENGLISH;

/// Up to so many people are all shown; of more, those outside their band.
const FEW: usize = 40;

/// For a person, in 80 columns.
pub fn text(report: &Payroll) -> String {
    let unit = match report.lines.first() {
        Some(line) if !report.has_several_currencies() => format!(", {} a year", line.currency.code()),
        _ => String::new(),
    };
    let people = report.placed.len();
    let noun = if people == 1 { "person" } else { "people" };
    let title = format!(
        "{} {noun} of {} against the bands of {}{unit}",
        N.count(people as u64),
        files(std::slice::from_ref(&report.people_file)),
        files(&report.band_files)
    );
    let mut page = wrapped(&title, "", "  ");
    if !report.lines.is_empty() {
        page.push('\n');
        page.push_str(&summary(report));
    }
    page.push_str(&each(report));
    page.push_str(&remarks(report));
    page.push_str(&left_out(&report.absurd));
    page
}

fn summary(report: &Payroll) -> String {
    let several = report.has_several_currencies();
    let head = ["level", "people", "mean compa-ratio", "below", "above", "cost to minimum"];
    let mut head: Vec<String> = head.map(str::to_owned).to_vec();
    head.extend(several.then(|| "".to_owned()));
    let row = |line: &LevelSummary| {
        let mut row = vec![
            line.level.as_deref().map_or("all".to_owned(), |level| shorten(level, 20)),
            N.count(line.people),
            line.mean_compa_ratio.map_or("–".to_owned(), hundredths),
            N.count(line.below),
            N.count(line.above),
            N.amount(line.cost_to_minimum.rounded_to_cents(Rounding::HalfUp)),
        ];
        row.extend(several.then(|| line.currency.code().to_owned()));
        row
    };
    columns(head, report.lines.iter().map(row).collect())
}

/// Everybody where they are few, otherwise those outside their band.
fn each(report: &Payroll) -> String {
    let all = report.found().count();
    let shown: Vec<_> =
        report.found().filter(|(_, found)| all <= FEW || found.stand.circle.is_some()).collect();
    let inside = all - shown.len();
    let mut page = String::new();
    if !shown.is_empty() {
        let head = ["who", "level", "full-time base", "compa-ratio", "in band", ""];
        let rows = shown.iter().map(|(person, found)| row_of(person, found)).collect();
        page.push('\n');
        page.push_str(&columns(head.map(str::to_owned).to_vec(), rows));
    }
    if inside > 0 {
        let words = format!(
            "{} inside their bands are not listed here: --format csv lists everybody.",
            N.count(inside as u64)
        );
        let _ = write!(page, "\n{}", wrapped(&words, "  ", "  "));
    }
    page
}

fn row_of(person: &Placed, found: &InBand) -> Vec<String> {
    let who = person.employee.name.as_ref().unwrap_or(&person.employee.id);
    let part = if person.employee.fte.is_some_and(|fte| fte < Decimal::ONE) { "*" } else { "" };
    let share = |value: Decimal| N.percent(value.to_f64().unwrap_or(0.0), 0);
    let circle = match found.stand.circle {
        Some(Circle::Green) => "green circle",
        Some(Circle::Red) => "red circle",
        None => "",
    };
    vec![
        shorten(who, 20),
        shorten(&person.employee.level, 14),
        format!("{}{part}", N.amount(found.stand.base.rounded_to_cents(Rounding::HalfUp))),
        found.stand.compa_ratio.map_or("–".to_owned(), hundredths),
        found.stand.range_penetration.map_or("–".to_owned(), share),
        circle.to_owned(),
    ]
}

fn remarks(report: &Payroll) -> String {
    let mut lines = Vec::new();
    if report.found().any(|(_, found)| found.stand.circle.is_some()) {
        lines.push("green circle: below the minimum; red circle: above the maximum".to_owned());
    }
    let part_time = |person: &Placed| person.employee.fte.is_some_and(|fte| fte < Decimal::ONE);
    if report.found().any(|(person, _)| part_time(person)) {
        lines.push("* part time: base ÷ share of full time; costs are for the share worked".to_owned());
    }
    for ((why, level), n) in report.without_band() {
        let noun = if n == 1 { "person" } else { "people" };
        lines.push(format!("{} {noun} of level {}: {}", N.count(n), shorten(level, 30), why.reason()));
    }
    match report.odd() {
        0 => {}
        n => lines.push(format!(
            "Beware: {} paid {} times off their midpoint or more: is that pay a year's?",
            if n == 1 { "one person is".to_owned() } else { format!("{} people are", N.count(n)) },
            report.odd_factor
        )),
    }
    if lines.is_empty() {
        return String::new();
    }
    let lines: String = lines.iter().map(|line| wrapped(line, "  ", "    ")).collect();
    format!("\n{lines}")
}

/// `levels[]`, `all[]` (one a currency), `people[]`, `problems[]`.
pub fn json(report: &Payroll) -> Value {
    let one = report.lines.last().map(|line| line.currency).filter(|_| !report.has_several_currencies());
    let mut map = top(one);
    map.insert("people_file".into(), json!(report.people_file));
    map.insert("band_files".into(), json!(report.band_files));
    let (levels, all): (Vec<_>, Vec<_>) = report.lines.iter().partition(|line| line.level.is_some());
    map.insert("levels".into(), levels.into_iter().map(line).collect());
    map.insert("all".into(), all.into_iter().map(line).collect());
    map.insert("people".into(), report.placed.iter().map(person).collect());
    map.insert("problems".into(), problems(&report.absurd));
    Value::Object(map)
}

fn line(line: &LevelSummary) -> Value {
    let mut map = Map::new();
    if let Some(level) = &line.level {
        map.insert("level".into(), json!(level));
    }
    map.insert("currency".into(), json!(line.currency.code()));
    map.insert("n".into(), json!(line.people));
    if let Some(ratio) = line.mean_compa_ratio {
        map.insert("mean_compa_ratio".into(), fraction(ratio));
    }
    map.insert("out_of_range".into(), json!(line.below + line.above));
    map.insert("below".into(), json!(line.below));
    map.insert("above".into(), json!(line.above));
    map.insert("cost_to_minimum".into(), money(line.cost_to_minimum.rounded_to_cents(Rounding::HalfUp)));
    Value::Object(map)
}

fn person(placed: &Placed) -> Value {
    let employee = &placed.employee;
    let mut map = Map::new();
    map.insert("id".into(), json!(employee.id));
    if let Some(name) = &employee.name {
        map.insert("name".into(), json!(name));
    }
    map.insert("level".into(), json!(employee.level));
    map.insert("currency".into(), json!(employee.base.currency().code()));
    map.insert("base".into(), money(employee.base));
    if let Some(fte) = employee.fte {
        map.insert("fte".into(), json!(fte.to_f64()));
        map.insert(
            "full_time_base".into(),
            money(employee.full_time_base().rounded_to_cents(Rounding::HalfUp)),
        );
    }
    match &placed.outcome {
        Ok(found) => placed_in(&mut map, found),
        Err(why) => drop(map.insert("no_band".into(), json!(why.reason()))),
    }
    Value::Object(map)
}

fn placed_in(map: &mut Map<String, Value>, found: &InBand) {
    let range = &found.band.base;
    let band = json!({
        "level": found.band.level,
        "min": money(range.min()), "mid": money(range.mid()), "max": money(range.max()),
        "origin": found.band.origin,
    });
    map.insert("band".into(), band);
    let figures =
        [("compa_ratio", found.stand.compa_ratio), ("range_penetration", found.stand.range_penetration)];
    for (name, figure) in figures {
        if let Some(figure) = figure {
            map.insert(name.into(), fraction(figure));
        }
    }
    if let Some(circle) = found.stand.circle {
        map.insert("circle".into(), plain(&circle));
        if circle == Circle::Green {
            map.insert("to_minimum".into(), money(cents(found.to_minimum)));
        }
    }
}

fn cents(amount: Money) -> Money {
    amount.rounded_to_cents(Rounding::HalfUp)
}

fn fraction(value: Decimal) -> Value {
    json!(value.round_dp_with_strategy(6, RoundingStrategy::MidpointAwayFromZero).to_f64())
}

/// One row a person.
///
/// # Errors
/// When a row cannot be written, which memory never refuses.
pub fn csv(report: &Payroll) -> Result<String> {
    let failed = |error: csv::Error| Error::Internal(error.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = [
        "id",
        "name",
        "level",
        "currency",
        "base",
        "full_time_base",
        "band_min",
        "band_mid",
        "band_max",
        "compa_ratio",
        "range_penetration",
        "circle",
        "to_minimum",
        "no_band",
    ];
    writer.write_record(head).map_err(failed)?;
    for placed in &report.placed {
        writer.write_record(csv_row(placed)).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|error| Error::Internal(error.to_string()))?;
    Ok(String::from_utf8(bytes).unwrap_or_default())
}

fn csv_row(placed: &Placed) -> [String; 14] {
    let employee = &placed.employee;
    let digits = |amount: Money| cents(amount).amount().normalize().to_string();
    let found = placed.outcome.as_ref().ok();
    let of = |pick: &dyn Fn(&InBand) -> String| found.map_or(String::new(), pick);
    let ratio = |value: Option<Decimal>| {
        value.map_or(String::new(), |v| {
            v.round_dp_with_strategy(6, RoundingStrategy::MidpointAwayFromZero).normalize().to_string()
        })
    };
    let circle = |found: &InBand| match found.stand.circle {
        Some(Circle::Green) => "green".to_owned(),
        Some(Circle::Red) => "red".to_owned(),
        None => String::new(),
    };
    let missing = |found: &InBand| match found.stand.circle {
        Some(Circle::Green) => digits(found.to_minimum),
        _ => String::new(),
    };
    [
        text_cell(&employee.id),
        text_cell(employee.name.as_deref().unwrap_or_default()),
        text_cell(&employee.level),
        employee.base.currency().code().to_owned(),
        digits(employee.base),
        digits(employee.full_time_base()),
        of(&|found| digits(found.band.base.min())),
        of(&|found| digits(found.band.base.mid())),
        of(&|found| digits(found.band.base.max())),
        of(&|found| ratio(found.stand.compa_ratio)),
        of(&|found| ratio(found.stand.range_penetration)),
        of(&circle),
        of(&missing),
        placed.outcome.as_ref().err().map_or(String::new(), |why| why.reason().to_owned()),
    ]
}
