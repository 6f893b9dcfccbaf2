//! The rows of `market`: one a group; and the rows of files that could not be used.

use serde::Serialize;

use super::{Cell, table};
use crate::app::market::MarketFindings;
use crate::domain::StatValue;
use crate::error::{Error, Result};
use crate::input::pay_data::FileReport;
use crate::market::{Group, Key};
use crate::num::Money;
use crate::output::cells::text_cell;
use crate::output::files::GENERATOR;
use crate::output::json::Amount;

/// One group of rows, or one published benchmark.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MarketRow {
    /// The title that the rows have in common.
    title: Cell,
    /// The level that the rows have in common.
    level: Cell,
    /// The company that the rows have in common.
    company: Cell,
    /// The place that the rows have in common.
    location: Cell,
    /// Which part of pay: `base`, `bonus`, `equity`, `total`, `wage`.
    component: &'static str,
    /// Of the money, ISO 4217.
    currency: &'static str,
    /// How many people.
    n: Option<u64>,
    /// How many companies.
    companies: Option<u64>,
    /// `high`, `medium`, `low`, `survey`, or `withheld`: then without figures.
    confidence: &'static str,
    /// The 10th percentile; a top-coded one ends with `+`: at least this much.
    p10: Option<String>,
    /// The 25th percentile.
    p25: Option<String>,
    /// The median.
    p50: Option<String>,
    /// The 75th percentile.
    p75: Option<String>,
    /// The 90th percentile.
    p90: Option<String>,
    /// The lower end of the median's 95% interval.
    p50_low: Amount,
    /// Its upper end.
    p50_high: Amount,
    /// The day that the figures hold for: that of a survey, of rows the one in their middle, or the one that they were aged to.
    as_of: Option<String>,
    /// Who measured it.
    source: Cell,
    /// The survey's own day, where the figures were aged.
    measured: Option<String>,
}

/// One row a group.
///
/// # Errors
/// When a row cannot be written, which memory never refuses.
pub fn market(found: &MarketFindings) -> Result<String> {
    table(found.answer.groups.iter().map(|group| row(group, found)))
}

fn row(group: &Group, found: &MarketFindings) -> MarketRow {
    let key = |key| Cell::from(group.key_of(key).unwrap_or_default());
    let digits = |money: Money| money.amount().normalize().to_string();
    let at = |p| match group.at(p)? {
        StatValue::AtLeast(bound) => Some(format!("{}+", digits(bound))),
        StatValue::Exact(money) => Some(digits(money)),
    };
    let (low, high) = group.intervals[2].unzip();
    MarketRow {
        title: key(Key::Title),
        level: key(Key::Level),
        company: key(Key::Company),
        location: key(Key::Location),
        component: found.answer.component.name(),
        currency: found.answer.currency.map_or("", |currency| currency.code()),
        n: group.n,
        companies: group.companies,
        confidence: group.confidence.name(),
        p10: at(10),
        p25: at(25),
        p50: at(50),
        p75: at(75),
        p90: at(90),
        p50_low: low.map(Amount::from).unwrap_or_default(),
        p50_high: high.map(Amount::from).unwrap_or_default(),
        as_of: group.aged_to.or(group.as_of).map(|day| day.to_string()),
        source: group.source.as_deref().unwrap_or(&found.source).into(),
        measured: group.aged_to.and(group.as_of).map(|day| day.to_string()),
    }
}

/// The rows of market files that could not be used: file, line, reason, text, without columns on
/// gender or race; the program's mark stands in the header.
///
/// # Errors
/// When a row cannot be written, which memory never refuses.
pub fn rejects(files: &[FileReport]) -> Result<Vec<u8>> {
    let failed = |error: ::csv::Error| Error::Internal(error.to_string());
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(["file", "line", "reason", "row", GENERATOR]).map_err(failed)?;
    for file in files {
        for reject in &file.rejects {
            let (line, text) = (reject.line.to_string(), text_cell(&reject.text));
            writer.write_record([file.name.as_str(), &line, reject.reason, &text, ""]).map_err(failed)?;
        }
    }
    writer.into_inner().map_err(|error| Error::Internal(error.to_string()))
}
