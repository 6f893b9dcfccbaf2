//! Daily share prices: a CSV with `Date` and `Close`, as exchanges and data
//! services give them. `Adj Close` is taken where there is one.

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Columns, Grid, Row};
use crate::domain::{PriceHistory, PriceHistoryError};
use crate::error::{Error, Place, Problem, Result};
use crate::input::options::ReadOptions;
use crate::input::source::Source;
use crate::input::table::header::Header;
use crate::input::value::{self, Fault, Read};
use crate::num::AmountStyle;

/// The columns of a price file. Only the date and a closing price are read.
pub const COLUMNS: Columns = Columns {
    known: &[
        "date",
        "open",
        "high",
        "low",
        "close",
        "adj_close",
        "volume",
        "dividends",
        "stock_splits",
        "capital_gains",
    ],
    required: &["date", "close"],
    others: false,
};

/// Reads a history of prices, oldest first.
///
/// # Errors
/// Every cell that cannot be read, price of zero, date out of order and gap.
pub fn read(source: &Source, options: &ReadOptions) -> Result<PriceHistory> {
    let grid = Grid::read(source, COLUMNS, options);
    let column = if grid.has_column("adj_close") { "adj_close" } else { "close" };
    let rows: Vec<Row<'_>> = grid.rows().collect();
    let points: Vec<Option<(Date, f64)>> = rows.iter().map(|row| point(row, column)).collect();
    let faults = match points.iter().copied().collect::<Option<Vec<_>>>() {
        Some(whole) => match PriceHistory::new(source.name(), whole) {
            Ok(history) => return grid.into_problems().into_result(history),
            Err(faults) => faults,
        },
        None => Vec::new(),
    };
    for fault in faults {
        report(&fault, &rows, &points, column, source, &grid);
    }
    drop(rows);
    Err(Error::Problems(grid.into_problems()))
}

fn point(row: &Row<'_>, column: &str) -> Option<(Date, f64)> {
    let date = row.need("date").date("date");
    let price = row.need(column).read(column, price);
    Some((date?, price?.to_f64()?))
}

/// A price. Programs write these files, with any number of decimals: `24.375`
/// is no 24,375 here, where the only separator is the decimal one.
fn price(text: &str, style: AmountStyle) -> Read<Decimal> {
    let point = if style.is_comma() { ',' } else { '.' };
    let plain = text.chars().all(|c| c.is_ascii_digit() || c == point);
    match text.replace(point, ".").parse::<Decimal>() {
        Ok(price) if plain => Ok(price),
        _ => value::number(text, style),
    }
}

fn report(
    fault: &PriceHistoryError,
    rows: &[Row<'_>],
    points: &[Option<(Date, f64)>],
    column: &str,
    source: &Source,
    grid: &Grid<'_>,
) {
    let date = |at: usize| points.get(at).copied().flatten().map_or_else(String::new, |(d, _)| d.to_string());
    match *fault {
        PriceHistoryError::TooFew(n) => {
            let message = format!("{n} prices are too few for a volatility");
            grid.push(Problem::new(Place::file(source.name()), message).hint("give a year of daily prices"));
        }
        PriceHistoryError::NotPositive(at) => rows[at].problem(
            column,
            Fault::new(
                "a price is above zero",
                "correct the cell, or leave the day out if there was no trade",
            ),
        ),
        PriceHistoryError::NotAscending(at) => rows[at].problem(
            "date",
            Fault::new(
                format!("{} does not come after {}", date(at), date(at.saturating_sub(1))),
                "sort the file by date, oldest first, each day once",
            ),
        ),
        PriceHistoryError::Gap(at, days) => rows[at].problem(
            "date",
            Fault::new(
                format!("{days} days without a price since {}", date(at.saturating_sub(1))),
                "fill the gap, or give only the days after it",
            ),
        ),
    }
}

/// Reads a price file that the command line names.
///
/// # Errors
/// As [`read`], and when the file cannot be opened.
pub fn open(path: &std::path::Path, options: &ReadOptions) -> Result<PriceHistory> {
    let fits = |header: &Header| COLUMNS.fit(header, options);
    read(&Source::table(path, &options.told, &fits)?, options)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<String> {
        let source = Source::builtin("p.csv", text);
        let Err(Error::Problems(all)) = read(&source, &ReadOptions::default()) else {
            panic!("this history should be refused")
        };
        all.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_adjusted_price_goes_first() {
        let text =
            "Date,Close,Adj Close,Volume\n2024-01-02,10,1.125,5\n2024-01-03,10,2,5\n2024-01-04,10,4,5\n";
        let source = Source::builtin("p.csv", text);
        let history = read(&source, &ReadOptions::default()).unwrap();
        assert_eq!(history.points().iter().map(|p| p.1).collect::<Vec<_>>(), [1.125, 2.0, 4.0]);
    }

    #[test]
    fn what_is_no_history_is_refused_with_its_place() {
        let rows = "2024-01-02,10\n2024-01-03,0\n2024-01-03,11\n2024-02-20,12\n";
        assert_eq!(
            problems(&format!("Date,Close\n{rows}")),
            [
                "p.csv:3:12: column `close`: a price is above zero",
                "p.csv:4:1: column `date`: 2024-01-03 does not come after 2024-01-03",
                "p.csv:5:1: column `date`: 48 days without a price since 2024-01-03",
            ]
        );
        assert_eq!(
            problems("Date,Close\n2024-01-02,10\n2024-02-30,\n"),
            [
                "p.csv:3:1: column `date`: there is no day `2024-02-30`",
                "p.csv:3:12: column `close`: nothing is there",
            ]
        );
        assert_eq!(problems("Date,Close\n2024-01-02,10\n"), ["p.csv: 1 prices are too few for a volatility"]);
        assert_eq!(problems("Date,Price\n2024-01-02,10\n").len(), 2);
    }
}
