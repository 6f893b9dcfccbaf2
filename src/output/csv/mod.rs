//! Results → CSV: tidy data, one row a thing, one file a question.
//!
//! A row is a flat structure whose doc comments `docs/json.md` shows; its
//! fields are the columns. What is absent is an empty cell, money is plain
//! digits, and no cell is a formula.

mod anchor;
mod band;
mod check;
mod compare;
mod files;
mod market;
mod model;
mod promotion;
mod reply;
mod scenarios;
mod sensitivity;
mod simulate;

use serde::Serialize;

use super::cells::text_cell;
use crate::error::{Error, Result};

pub use anchor::{BandPointRow, CurveRow, PackageRow, curve, employer, packages};
pub use band::{BandRow, PayRow, PersonRow, bands, pays, people};
pub use check::{CheckRow, check};
pub use compare::{CompareRow, comparison};
pub use files::{FileRow, files};
pub use market::{MarketRow, market, rejects};
pub use model::{AssumptionRow, assumptions};
pub use promotion::{ClaimRow, DateRow, TrapRow, claims, dates, sayings};
pub use reply::{NextAskRow, next_asks};
pub use scenarios::{VestRow, YearRow, vesting, years};
pub use sensitivity::{SwingRow, swings};
pub use simulate::{FigureRow, figures};

/// The rows below the header, which stands there without rows too.
///
/// # Errors
/// When a row cannot be written, which memory never refuses.
pub fn table<Row: Serialize + Default>(rows: impl IntoIterator<Item = Row>) -> Result<String> {
    let header = written([Row::default()])?;
    let header = header.split_inclusive('\n').next().unwrap_or_default().to_owned();
    let rows = written(rows)?;
    Ok(if rows.is_empty() { header } else { rows })
}

fn written(rows: impl IntoIterator<Item = impl Serialize>) -> Result<String> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.serialize(row).map_err(|error| Error::Internal(error.to_string()))?;
    }
    guarded(&writer.into_inner().map_err(|error| Error::Internal(error.to_string()))?)
}

/// The same table without a cell that acts on its reader or is a formula,
/// whatever row it came of. A number is none.
fn guarded(table: &[u8]) -> Result<String> {
    let fault = |error: ::csv::Error| Error::Internal(error.to_string());
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    for record in ::csv::ReaderBuilder::new().has_headers(false).from_reader(table).records() {
        let record = record.map_err(fault)?;
        let cell = |cell: &str| if cell.parse::<f64>().is_ok() { cell.to_owned() } else { text_cell(cell) };
        writer.write_record(record.iter().map(cell)).map_err(fault)?;
    }
    let bytes = writer.into_inner().map_err(|error| Error::Internal(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| Error::Internal(error.to_string()))
}

/// A text of the user's files: [`table`] sees to it that none becomes a formula.
pub type Cell = String;

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize, Default)]
    struct Row {
        name: Cell,
        value: Option<f64>,
    }

    #[test]
    fn absent_is_an_empty_cell_and_no_rows_leave_the_header() {
        let rows = [Row { name: "=1+1".into(), value: None }, Row { name: "L5".into(), value: Some(0.5) }];
        assert_eq!(table(rows).unwrap(), "name,value\n'=1+1,\nL5,0.5\n");
        assert_eq!(table(Vec::<Row>::new()).unwrap(), "name,value\n");
    }
}
