//! The table of further asks among people who haggle over goods.

use super::assumptions::float;
use super::builtin;
use super::table::{Columns, Grid, Row};
use crate::domain::FurtherAsks;
use crate::error::Result;
use crate::input::options::ReadOptions;

const COLUMNS: &[&str] = &["from", "below", "more", "asked", "source"];

/// The compiled-in table, ascending.
///
/// # Errors
/// Never in a tested build: a test reads it.
pub fn standard() -> Result<Vec<FurtherAsks>> {
    let source = builtin::further_asks_source();
    let shape = Columns { known: COLUMNS, required: COLUMNS, others: false };
    Grid::every(&source, shape, &ReadOptions::default(), read_row)
}

fn read_row(row: &Row<'_>) -> Option<FurtherAsks> {
    let number = |column| row.read(column, |text, _| float(text));
    Some(FurtherAsks {
        from: number("from")?,
        below: number("below")?,
        more: number("more")?,
        // A count of people: small and whole.
        asked: number("asked")? as u32,
    })
}
