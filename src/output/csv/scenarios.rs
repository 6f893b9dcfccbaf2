//! The rows of `scenarios`.

use jiff::civil::Date;
use serde::Serialize;

use super::{Cell, table};
use crate::error::Result;
use crate::output::json::{Amount, Grant};
use crate::scenario::{ScenarioTable, VestingCalendar};

/// One year of one package.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct YearRow {
    /// `current`, `offer`, `expected`, `ask`, or an alternative's name.
    package: Cell,
    /// `before tax`; with `[tax]` in the case a second set of rows `after tax`.
    basis: &'static str,
    /// 1, 2, 3, …
    year: u32,
    /// Base salary.
    base: Amount,
    /// Bonus that is likely to be paid.
    bonus: Amount,
    /// Equity that is likely to vest, at the prices of its vest dates.
    equity: Amount,
    /// Sign-on, less what must be paid back.
    sign_on: Amount,
    /// Retirement match, leave and other benefits, less premiums.
    benefits: Amount,
    /// All of them.
    mean: Amount,
    /// The same year as it was promised.
    promised: Amount,
    /// 10th percentile of the simulated total.
    p10: Amount,
    /// Median of it.
    p50: Amount,
    /// 90th percentile of it.
    p90: Amount,
    /// Of all money in the row, ISO 4217.
    currency: &'static str,
}

/// The years: one row a package and year, those after tax below.
///
/// # Errors
/// As [`table`].
pub fn years(before: &ScenarioTable, after: Option<&ScenarioTable>) -> Result<String> {
    table([before].into_iter().chain(after).flat_map(rows))
}

fn rows(of: &ScenarioTable) -> Vec<YearRow> {
    let simulated = |estimate: crate::num::Estimate| Amount::nearest(estimate.value, of.currency);
    let packages =
        of.packages.iter().flat_map(|package| package.years.iter().map(move |line| (package, line)));
    let row = packages.map(|(package, line)| YearRow {
        package: (&package.name).into(),
        basis: if of.tax.is_some() { "after tax" } else { "before tax" },
        year: line.year,
        base: line.base.into(),
        bonus: line.bonus.into(),
        equity: line.equity.into(),
        sign_on: line.sign_on.into(),
        benefits: line.benefits.into(),
        mean: line.mean.into(),
        promised: line.promised.into(),
        p10: simulated(line.total.p10),
        p50: simulated(line.total.p50),
        p90: simulated(line.total.p90),
        currency: of.currency.code(),
    });
    row.collect()
}

/// What vests of one grant on one day.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct VestRow {
    /// `current`, `offer`, `expected`, `ask`, or an alternative's name.
    package: Cell,
    /// The day.
    day: Date,
    /// The year of the table that it falls into.
    year: u32,
    /// The grant.
    grant: Cell,
    /// How much of it, in its unit.
    quantity: String,
    /// `percent`, `amount` or `units`.
    unit: &'static str,
    /// Today's price of one unit, where it is stated in units.
    unit_price: Option<Amount>,
    /// What exercising it costs; 0 for shares.
    strike: Amount,
    /// Its value at today's price, less the strike of options.
    value: Amount,
    /// What it counts in the value of the package.
    counts: Amount,
    /// The year of the package in which it can become money; nothing where that is not told.
    money_year: Option<u32>,
}

/// What vests when: one row a day and grant.
///
/// # Errors
/// As [`table`].
pub fn vesting(calendars: &[VestingCalendar]) -> Result<String> {
    let events = calendars.iter().flat_map(|one| one.events.iter().map(|event| (&one.name, event)));
    table(events.map(|(name, event)| VestRow {
        package: name.into(),
        day: event.day,
        year: event.year,
        grant: (&event.grant).into(),
        quantity: event.size.quantity().normalize().to_string(),
        unit: Grant::from(event.size).unit,
        unit_price: event.price.map(Amount::from),
        strike: event.strike.into(),
        value: event.value.into(),
        counts: event.counts.into(),
        money_year: event.money_year,
    }))
}
