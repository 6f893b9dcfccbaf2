//! Makes the built-in survey from the Bureau's file:
//!
//!     cargo run --example national_survey -- oews_may2025_national_state.csv > data/oews_may2025_national.csv
//!
//! Of the rows it keeps the whole country and single occupations, of the
//! columns those that the reader of such files looks at; cells are unchanged.

use std::error::Error;
use std::io::{self, Write};

/// The columns that are kept, by the Bureau's names.
const COLUMNS: [&str; 9] =
    ["OCC_CODE", "OCC_TITLE", "O_GROUP", "TOT_EMP", "A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90"];

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("name the Bureau's file")?;
    let mut reader = csv::Reader::from_path(path)?;
    let headers = reader.headers()?.clone();
    let column = |name: &str| {
        headers.iter().position(|header| header == name).ok_or_else(|| format!("there is no column {name}"))
    };
    let kept = COLUMNS.map(column).into_iter().collect::<Result<Vec<_>, _>>()?;
    let (group, area_type) = (column("O_GROUP")?, column("AREA_TYPE")?);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for row in reader.records() {
        let row = row?;
        if &row[area_type] == "1" && &row[group] == "detailed" {
            writer.write_record(kept.iter().map(|i| &row[*i]))?;
        }
    }
    Ok(io::stdout().write_all(&writer.into_inner()?)?)
}
