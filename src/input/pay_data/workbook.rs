//! A sheet of an Excel workbook as CSV text, so that it goes the same road as
//! every other table.

use std::io::{Cursor, Read, Seek};

use calamine::{Data, Reader, Xlsx};

use super::header::Header;
use crate::error::{Place, Problem, Result};

/// The first sheet whose header fits, or the one that is named.
///
/// # Errors
/// A problem when the workbook cannot be read, or no sheet fits.
pub fn sheet_as_csv(
    name: &str,
    workbook: impl Read + Seek,
    wanted: Option<&str>,
    fits: &dyn Fn(&Header) -> bool,
) -> Result<Cursor<Vec<u8>>> {
    let broken = |what: &dyn std::fmt::Display| {
        Problem::new(Place::file(name), format!("a workbook that cannot be read: {what}"))
            .hint("it may be truncated: download it again, or save the sheet as CSV")
    };
    let mut book: Xlsx<_> = Xlsx::new(workbook).map_err(|error| broken(&error))?;
    let names = book.sheet_names();
    let mut headers = Vec::new();
    for sheet in names.iter().filter(|sheet| wanted.is_none_or(|wanted| wanted == sheet.as_str())) {
        let range = book.worksheet_range(sheet).map_err(|error| broken(&error))?;
        let csv = as_csv(&range).map_err(|error| broken(&error))?;
        let text = String::from_utf8(csv).unwrap_or_default();
        let Some(header) = Header::read(&text) else { continue };
        if fits(&header) || wanted.is_some() {
            return Ok(Cursor::new(text.into_bytes()));
        }
        headers.push(format!(
            "`{sheet}` ({})",
            header.names.iter().take(4).cloned().collect::<Vec<_>>().join(", ")
        ));
    }
    let problem = match wanted {
        Some(wanted) => Problem::new(Place::file(name), format!("the workbook has no sheet `{wanted}`"))
            .hint(format!("its sheets are: {}", names.join(", "))),
        None => {
            Problem::new(Place::file(name), "no sheet of the workbook has the header of a known market file")
                .hint(format!(
                    "its sheets begin: {}; map headers with --column, or name a --sheet",
                    headers.join("; ")
                ))
        }
    };
    Err(problem.into())
}

fn as_csv(range: &calamine::Range<Data>) -> std::result::Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in range.rows() {
        writer.write_record(row.iter().map(cell))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// A cell as text: whole numbers without a point, dates as ISO has them.
fn cell(data: &Data) -> String {
    match data {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::DateTime(date) if date.is_datetime() => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::Error(_) => String::new(),
        other => other.to_string(),
    }
}
