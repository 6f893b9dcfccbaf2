//! Makes the built-in survey from the Bureau's file:
//!
//!     cargo run --example national_survey -- oews_may2025_national_state.csv > data/oews_may2025_national.csv
//!     cargo run --example national_survey -- oews_may2025_national_state.csv states > data/oews_may2025_states.csv
//!
//! For the survey it keeps the whole country and single occupations; for the
//! states, all occupations together and their median. Of the columns it keeps
//! those that the reader of such files looks at; cells are unchanged.

use std::error::Error;
use std::io::{self, Write};

/// The columns of the survey, by the Bureau's names.
const SURVEY: &[&str] =
    &["OCC_CODE", "OCC_TITLE", "O_GROUP", "TOT_EMP", "A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90"];

/// The columns of the states.
const STATES: &[&str] =
    &["AREA_TITLE", "AREA_TYPE", "OCC_CODE", "OCC_TITLE", "O_GROUP", "TOT_EMP", "A_MEDIAN"];

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("name the Bureau's file")?;
    let states = std::env::args().nth(2).is_some_and(|what| what == "states");
    let columns = if states { STATES } else { SURVEY };
    let mut reader = csv::Reader::from_path(path)?;
    let headers = reader.headers()?.clone();
    let column = |name: &str| {
        headers.iter().position(|header| header == name).ok_or_else(|| format!("there is no column {name}"))
    };
    let kept = columns.iter().map(|name| column(name)).collect::<Result<Vec<_>, _>>()?;
    let (group, area_type) = (column("O_GROUP")?, column("AREA_TYPE")?);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(columns)?;
    for row in reader.records() {
        let row = row?;
        let of_states = &row[group] == "total" && matches!(&row[area_type], "1" | "2");
        let of_survey = &row[area_type] == "1" && &row[group] == "detailed";
        if if states { of_states } else { of_survey } {
            writer.write_record(kept.iter().map(|i| &row[*i]))?;
        }
    }
    Ok(io::stdout().write_all(&writer.into_inner()?)?)
}
