//! What the market answers, as JSON and CSV.

use serde_json::{Map, Value, json};

use super::cells::text_cell;
use super::files::GENERATOR;
use super::json::{money, top};
use crate::app::market::{MarketFindings, MarketWarning};
use crate::domain::{Component, StatValue};
use crate::error::{Error, Result};
use crate::input::pay_data::FileReport;
use crate::market::{Group, Key, SHOWN};
use crate::num::Money;
use crate::report::numbers::Numbers;

const N: Numbers = Numbers::ENGLISH;

/// What one level pays over the one below, at the median.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The level below.
    pub from: String,
    /// In money.
    pub money: Money,
    /// As a fraction of the lower median.
    pub fraction: f64,
}

/// The step up to each group from the one before, where both are levels of one
/// ladder (`L4` and `L5`, but not `L5` and `Staff`).
pub fn steps(groups: &[&Group]) -> Vec<Option<Step>> {
    let rail = |group: &Group| {
        group
            .key_of(Key::Level)
            .map(|level| level.trim_end_matches(|c: char| c.is_ascii_digit()).to_lowercase())
    };
    let median = |group: &Group| group.at(50)?.exact();
    let step = |below: &Group, group: &Group| {
        let (low, high) = (median(below)?, median(group)?);
        let same = rail(below) == rail(group) && below.key_of(Key::Level) != group.key_of(Key::Level);
        let money = high - low;
        let from = below.key_of(Key::Level)?.to_owned();
        (same && !low.is_zero()).then(|| Step { from, money, fraction: money.to_f64() / low.to_f64() })
    };
    let before = std::iter::once(None).chain(groups.iter().map(Some));
    before.zip(groups).map(|(below, group)| step(below?, group)).collect()
}

/// A warning as a person reads it.
pub fn warning(warning: &MarketWarning) -> String {
    match warning {
        MarketWarning::Old { months, limit } => {
            format!(
                "the data are {months:.0} months old, more than {limit:.0}: aged or not, they tell little"
            )
        }
        MarketWarning::NoMedian(1) => "one benchmark has no p50: no median to hold pay against".to_owned(),
        MarketWarning::NoMedian(n) => format!("{n} benchmarks have no p50: no median to hold pay against"),
        MarketWarning::Dominant { company, share } => {
            let percent = N.percent(*share, 0);
            format!("{company} is {percent} of the rows: --weight company gives every company the same")
        }
    }
}

/// The rows that could not be used: file, line, reason, text.
///
/// # Errors
/// When a row cannot be written, which memory never refuses.
pub fn rejects(files: &[FileReport]) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["file", "line", "reason", "row", GENERATOR]).map_err(failed)?;
    for file in files {
        for reject in &file.rejects {
            let line = reject.line.to_string();
            writer
                .write_record([&file.name, &line, reject.reason, &text_cell(&reject.text), ""])
                .map_err(failed)?;
        }
    }
    writer.into_inner().map_err(|error| Error::Internal(error.to_string()))
}

fn failed(error: csv::Error) -> Error {
    Error::Internal(error.to_string())
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
pub fn json(report: &MarketFindings) -> Value {
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
    map.insert("warnings".into(), report.warnings.iter().map(warning).collect());
    match answer.groups.as_slice() {
        [only] if only.origin.is_some() || only.key.is_empty() => map.extend(group(only, None)),
        groups => {
            let steps = if report.ladder {
                steps(&groups.iter().collect::<Vec<_>>())
            } else {
                vec![None; groups.len()]
            };
            let groups = groups.iter().zip(steps).map(|(g, step)| Value::Object(group(g, step.as_ref())));
            map.insert("groups".into(), groups.collect());
        }
    }
    Value::Object(map)
}

fn group(group: &Group, step: Option<&Step>) -> Map<String, Value> {
    let mut map = Map::new();
    let mut insert = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            map.insert(name.to_owned(), value);
        }
    };
    let key = group.key.iter().map(|(key, text)| (key.name().to_owned(), json!(text))).collect::<Map<_, _>>();
    insert("key", (!key.is_empty()).then_some(Value::Object(key)));
    insert("n", group.n.map(Value::from));
    insert("companies", group.companies.map(Value::from));
    insert(
        "largest_company",
        group.largest.as_ref().map(|(name, share)| json!({"name": name, "share": share})),
    );
    insert("as_of", group.as_of.map(|date| json!(date.to_string())));
    insert("confidence", Some(json!(group.confidence.name())));
    insert("withheld", group.withheld.as_ref().map(|why| json!(why)));
    if !group.points.is_empty() {
        let named = group.points.iter().map(|point| (format!("p{}", point.p), figure(point.value)));
        insert("percentiles", Some(Value::Object(named.collect())));
        let intervals = SHOWN.iter().zip(&group.intervals).filter_map(|(p, interval)| {
            let (low, high) = (*interval)?;
            Some((format!("p{p}"), json!({"low": money(low), "high": money(high)})))
        });
        insert("interval95", Some(Value::Object(intervals.collect())));
    }
    let step =
        step.map(|step| json!({"from": step.from, "money": money(step.money), "fraction": step.fraction}));
    insert("step", step);
    insert("source", group.source.as_ref().map(|source| json!(source)));
    insert("origin", group.origin.as_ref().map(|origin| json!(origin)));
    insert("adjustments", Some(super::json::plain(&group.adjustments)));
    map
}

/// A figure is a text of digits; a top-coded one says that it is a bound.
fn figure(value: StatValue) -> Value {
    match value {
        StatValue::Exact(exact) => money(exact),
        StatValue::AtLeast(bound) => json!({ "at_least": money(bound) }),
    }
}

/// One row a group, figures as plain digits; a top-coded one ends with `+`.
///
/// # Errors
/// When a row cannot be written, which memory never refuses.
pub fn csv(report: &MarketFindings) -> Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let groups = &report.answer.groups;
    let keys: Vec<Key> =
        Key::ALL.into_iter().filter(|key| groups.iter().any(|g| g.key_of(*key).is_some())).collect();
    let mut head: Vec<String> = keys.iter().map(|key| key.name().to_owned()).collect();
    head.extend(["component", "currency", "n", "companies", "confidence"].map(str::to_owned));
    head.extend(SHOWN.map(|p| format!("p{p}")));
    head.extend(["p50_low", "p50_high", "as_of"].map(str::to_owned));
    let sourced = groups.iter().any(|group| group.source.is_some());
    head.extend(sourced.then(|| "source".to_owned()));
    writer.write_record(&head).map_err(failed)?;
    let plain = |money: Option<Money>| money.map_or(String::new(), |m| m.amount().normalize().to_string());
    let cell = |value: Option<StatValue>| match value {
        Some(StatValue::AtLeast(bound)) => format!("{}+", plain(Some(bound))),
        other => plain(other.and_then(StatValue::exact)),
    };
    let count = |n: Option<u64>| n.map_or(String::new(), |n| n.to_string());
    for group in groups {
        let mut row: Vec<String> =
            keys.iter().map(|key| text_cell(group.key_of(*key).unwrap_or_default())).collect();
        row.push(report.answer.component.name().to_owned());
        row.push(report.answer.currency.map_or(String::new(), |c| c.code().to_owned()));
        row.extend([count(group.n), count(group.companies), group.confidence.name().to_owned()]);
        row.extend(SHOWN.map(|p| cell(group.at(p))));
        row.push(plain(group.intervals[2].map(|(low, _)| low)));
        row.push(plain(group.intervals[2].map(|(_, high)| high)));
        row.push(group.as_of.map_or(String::new(), |date| date.to_string()));
        row.extend(sourced.then(|| text_cell(group.source.as_deref().unwrap_or_default())));
        writer.write_record(&row).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|error| Error::Internal(error.to_string()))?;
    Ok(String::from_utf8(bytes).unwrap_or_default())
}
