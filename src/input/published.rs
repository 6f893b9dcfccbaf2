//! The table of published figures that the model is held against.

use super::assumptions::float;
use super::builtin;
use super::table::{Columns, Grid, Row};
use super::value;
use crate::domain::SurveyFigure;
use crate::error::Result;
use crate::input::options::ReadOptions;

const COLUMNS: &[&str] = &["name", "published", "low", "high", "reproduced", "what", "source", "as_of"];

/// The compiled-in published figures.
///
/// # Errors
/// Never in a tested build: a test reads them.
pub fn standard() -> Result<Vec<SurveyFigure>> {
    let source = builtin::published_source();
    let shape = Columns { known: COLUMNS, required: COLUMNS, others: false };
    Grid::every(&source, shape, &ReadOptions::default(), read_row)
}

fn read_row(row: &Row<'_>) -> Option<SurveyFigure> {
    let number = |column| row.read(column, |text, _| float(text));
    let text = |column| row.text(column).map(str::to_owned);
    let answers = [("yes", true), ("no", false)];
    Some(SurveyFigure {
        name: text("name")?,
        published: number("published")?,
        low: number("low")?,
        high: number("high")?,
        reproduced: row.read("reproduced", |text, _| value::one_of(text, &answers))?,
        what: text("what")?,
        source: text("source")?,
        as_of: text("as_of")?,
    })
}
