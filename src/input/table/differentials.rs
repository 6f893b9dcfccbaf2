//! A table of geographic differentials: what pay in a place is of pay in the
//! whole country.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::error::Result;
use crate::input::options::ReadOptions;
use crate::input::source::Source;
use crate::input::table::header::Header;
use crate::input::table::{Columns, Grid, Row};
use crate::input::value::{self, Fault, Read};
use crate::num::{AmountStyle, parse_percent};

/// The columns of such a table.
pub const COLUMNS: Columns =
    Columns { known: &["location", "differential"], required: &["location", "differential"], others: true };

/// One place and its level of pay; the whole country is 1.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceFactor {
    /// The place.
    pub place: String,
    /// Pay there over pay in the whole country.
    pub factor: f64,
    /// The factor as the table writes it.
    pub written: String,
}

/// True when a header is that of such a table.
pub fn is_table(header: &Header) -> bool {
    header.column("differential").is_some()
}

/// Reads every row, strictly.
///
/// # Errors
/// Every problem of the file.
pub fn read(source: &Source, options: &ReadOptions) -> Result<Vec<PlaceFactor>> {
    Grid::every(source, COLUMNS, options, read_row)
}

fn read_row(row: &Row<'_>) -> Option<PlaceFactor> {
    let factor = row.read("differential", factor)?;
    let (place, written) = (row.text("location")?, row.text("differential")?);
    Some(PlaceFactor { place: place.to_owned(), factor: factor.to_f64()?, written: written.to_owned() })
}

/// `1.2` or `120%`: a fifth more than the country. `20%` would be a fifth of it.
fn factor(text: &str, style: AmountStyle) -> Read<Decimal> {
    let factor = match parse_percent(text) {
        Some(percent) => percent.fraction(),
        None => value::number(text, style)?,
    };
    let usual = Decimal::new(25, 2)..=Decimal::from(4);
    if usual.contains(&factor) {
        return Ok(factor);
    }
    Err(Fault::new(
        format!("`{text}` is no differential"),
        "write what pay there is of pay in the whole country: 1.2 or 120% for a fifth more",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factors_as_people_write_them() {
        let table = |text: &str| read(&Source::builtin("geo.csv", text), &ReadOptions::default());
        let rows = table("location,differential,zone\nBerlin,1.2,A\n\"Leipzig, SN\",90%,B\n").unwrap();
        assert_eq!(rows.iter().map(|row| row.factor).collect::<Vec<_>>(), [1.2, 0.9]);
        let Err(crate::Error::Problems(problems)) = table("location,differential\nBerlin,20%\n,1\nBonn,0\n")
        else {
            panic!("taken")
        };
        assert_eq!(problems.len(), 3);
    }
}
