//! The rows of `compare`.

use serde::Serialize;

use super::{Cell, table};
use crate::error::Result;
use crate::num::Estimate;
use crate::output::json::{Amount, StockView};
use crate::scenario::{Comparison, PackageYears, Pair};

/// One package against the one that it is held against (`--against`).
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CompareRow {
    /// `current`, `offer`, `expected`, `ask`, or an alternative's name.
    package: Cell,
    /// The package that it is held against; the columns from `over_against` on are empty in its own row.
    against: Cell,
    /// Mean of year 1.
    first_year: Amount,
    /// Mean of a year over the horizon.
    average: Amount,
    /// 10th percentile of the average year.
    average_p10: Amount,
    /// 90th percentile of the average year.
    average_p90: Amount,
    /// A year as promised: full bonus, shares at today's price.
    promised_average: Amount,
    /// A year less a haircut for risk.
    valued_average: Amount,
    /// Of all years, discounted to the start.
    present_value: Amount,
    /// By how much its average year exceeds that of the other; negative where it falls short.
    over_against: Amount,
    /// Share of the worlds in which it has brought more by the end of year 1.
    ahead_year_1: Option<f64>,
    /// The same by the end of year 2, within the horizon.
    ahead_year_2: Option<f64>,
    /// The same by the end of year 4, within the horizon.
    ahead_year_4: Option<f64>,
    /// The same at the horizon.
    ahead_horizon: Option<f64>,
    /// Standard error of `ahead_horizon`.
    ahead_horizon_se: Option<f64>,
    /// The year in which the lead changes hands, if it does.
    overtaking_year: Option<u32>,
    /// The package that overtakes then.
    overtaking_by: Cell,
    /// The base of the other that would make both equal.
    equal_base: Amount,
    /// What its employer's shares must do for it to be as good: `no-shares`, `nothing`, `impossible`, `at-least`, `at-most`.
    stock_needed: &'static str,
    /// The multiple of today's price at the horizon.
    stock_multiple: Option<f64>,
    /// The same as growth a year.
    stock_yearly: Option<f64>,
    /// Of all money in the row, ISO 4217.
    currency: &'static str,
}

/// The comparison: one row a package, all held against the one at `against`.
///
/// # Errors
/// As [`table`].
pub fn comparison(all: &Comparison, against: usize) -> Result<String> {
    let name = |index: usize| all.table.packages[index].name.as_str();
    let rows = all.table.packages.iter().enumerate().map(|(index, package)| {
        let row = CompareRow { against: name(against).into(), ..averages(all, package) };
        match all.pair(against, index) {
            Some(pair) => held_against(row, pair, [name(pair.a), name(pair.b)]),
            None => row,
        }
    });
    table(rows)
}

fn averages(all: &Comparison, package: &PackageYears) -> CompareRow {
    let currency = all.table.currency;
    let years = f64::from(all.table.horizon_years.max(1));
    let yearly = |sum: Estimate| Amount::nearest(sum.value / years, currency);
    CompareRow {
        package: (&package.name).into(),
        first_year: package.first_year.into(),
        average: package.average.into(),
        average_p10: yearly(package.sum_spread.p10),
        average_p90: yearly(package.sum_spread.p90),
        promised_average: package.promised_average.into(),
        valued_average: package.valued_average.into(),
        present_value: package.present_value.into(),
        currency: currency.code(),
        ..CompareRow::default()
    }
}

fn held_against(row: CompareRow, pair: &Pair, [a, b]: [&str; 2]) -> CompareRow {
    let ahead = |year: u32| pair.by_year.iter().find(|at| at.year == year).map(|at| at.b_ahead.value);
    let last = pair.by_year.last().map(|at| at.b_ahead);
    let stock = StockView::from(pair.stock_for_b);
    CompareRow {
        over_against: pair.b_over_a.into(),
        ahead_year_1: ahead(1),
        ahead_year_2: ahead(2),
        ahead_year_4: ahead(4),
        ahead_horizon: last.map(|share| share.value),
        ahead_horizon_se: last.map(|share| share.se),
        overtaking_year: pair.overtaking.map(|it| it.year),
        overtaking_by: pair.overtaking.map(|it| if it.by_b { b } else { a }).unwrap_or_default().into(),
        equal_base: pair.equal_base.map(Amount::from).unwrap_or_default(),
        stock_needed: stock.needed,
        stock_multiple: stock.multiple,
        stock_yearly: stock.yearly,
        ..row
    }
}
