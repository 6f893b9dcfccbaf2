//! Anybody's table with one person's pay a row: columns named as ours, or
//! mapped by the user.

use super::BulkOptions;
use super::header::Header;
use super::layout::{CurrencyFrom, PayLayout, Periods};
use crate::error::{Place, Problem, Problems, Result};
use crate::input::did_you_mean;
use crate::num::Currency;

/// The names of the columns that records may have.
pub const COLUMNS: [&str; 13] = [
    "company",
    "title",
    "level",
    "location",
    "base",
    "bonus",
    "equity",
    "total",
    "wage",
    "unit",
    "currency",
    "experience",
    "date",
];

/// The columns of pay.
const PAY: [&str; 5] = ["base", "bonus", "equity", "total", "wage"];

/// True when the header names pay, and whose pay it is, as we do.
pub fn fits(header: &Header, mapped: &[(String, String)]) -> bool {
    let any = |names: &[&str]| names.iter().any(|name| column(header, mapped, name).is_some());
    any(&PAY) && any(&["title", "level", "company"])
}

/// The column of ours, by the user's mapping or by its own name.
fn column(header: &Header, mapped: &[(String, String)], ours: &str) -> Option<usize> {
    let theirs = mapped.iter().find(|(name, _)| name == ours).map(|(_, theirs)| theirs.as_str());
    header.column(theirs.unwrap_or(ours))
}

/// Its columns.
///
/// # Errors
/// A problem for each mapped column that the header does not have.
pub fn layout(name: &str, header: &Header, options: &BulkOptions) -> Result<PayLayout> {
    let mut problems = Problems::new();
    for (ours, theirs) in &options.columns {
        let place = Place { line: Some(1), ..Place::file(name) };
        if !COLUMNS.contains(&ours.as_str()) {
            let hint = did_you_mean::did_you_mean(ours, COLUMNS, "the columns of records are");
            problems
                .push(Problem::new(place, format!("records have no column `{ours}` to map to")).hint(hint));
        } else if header.column(theirs).is_none() {
            let names = header.names.iter().map(String::as_str);
            let hint = did_you_mean::did_you_mean(theirs, names, "its columns are");
            problems.push(Problem::new(place, format!("the file has no column `{theirs}`")).hint(hint));
        }
    }
    let of = |ours: &str| column(header, &options.columns, ours);
    let fixed = options.currency.unwrap_or(Currency::USD);
    let mut layout = PayLayout {
        company: of("company"),
        title: of("title"),
        level: of("level"),
        location: [of("location"), None],
        base: of("base"),
        bonus: of("bonus"),
        equity: of("equity"),
        total: of("total"),
        wage: of("wage"),
        unit: of("unit"),
        currency: of("currency").map_or(CurrencyFrom::Fixed(fixed), CurrencyFrom::Column),
        experience: of("experience"),
        date: of("date"),
        periods: Periods { hours: options.facts.hours_per_year, weeks: options.facts.weeks_per_year },
        ..PayLayout::default()
    };
    layout.identify_by(COLUMNS.iter().filter_map(|ours| of(ours)).collect());
    problems.into_result(layout)
}
