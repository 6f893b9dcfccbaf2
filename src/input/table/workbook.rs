//! A sheet of a workbook as CSV text, so that it goes the same road as every
//! other table. Line numbers are those of its rows.

use std::io::{Read, Seek};

use calamine::{Data, Ods, Reader, Xls, Xlsx};

use super::header::{Fits, Header};
use crate::budget::CELLS;
use crate::error::{Place, Problem, Result};
use crate::input::told::Told;

/// A workbook of any kind.
pub enum Book<R: Read + Seek> {
    /// Excel since 2007.
    Xlsx(Xlsx<R>),
    /// Excel before it.
    Xls(Xls<R>),
    /// LibreOffice.
    Ods(Ods<R>),
}

/// A sheet that was chosen, as text.
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// The names of the others.
    pub others: Vec<String>,
    /// Its rows.
    pub text: String,
}

type Broken<'a> = &'a dyn Fn(&dyn std::fmt::Display) -> Problem;

/// The sheet that is named, or the first whose header fits; else the first that holds anything.
///
/// # Errors
/// A problem when the workbook cannot be read, or has no such sheet.
pub fn sheet_as_csv<R: Read + Seek>(
    name: &str,
    mut book: Book<R>,
    told: &Told,
    fits: Fits<'_>,
) -> Result<Sheet> {
    let broken = |what: &dyn std::fmt::Display| {
        Problem::new(Place::file(name), format!("a workbook that cannot be read: {what}"))
            .hint("it may be truncated: download it again, or save the sheet as CSV")
    };
    let names = match &book {
        Book::Xlsx(book) => book.sheet_names(),
        Book::Xls(book) => book.sheet_names(),
        Book::Ods(book) => book.sheet_names(),
    };
    let mut first = None;
    for sheet in names.iter().filter(|sheet| told.sheet.as_ref().is_none_or(|told| told == *sheet)) {
        let text = rows(name, &mut book, sheet, &broken)?;
        let found = Header::find(&text, told, fits);
        let is_it = told.sheet.is_some() || found.as_ref().is_some_and(|header| fits(header) > 0);
        if is_it {
            first = Some((sheet, text));
            break;
        }
        if first.is_none() && !text.trim_matches(['\n', ',']).is_empty() {
            first = Some((sheet, text));
        }
    }
    match first {
        Some((chosen, text)) => Ok(Sheet {
            name: chosen.clone(),
            others: names.iter().filter(|name| *name != chosen).cloned().collect(),
            text,
        }),
        None => {
            let message = match &told.sheet {
                Some(wanted) => format!("the workbook has no sheet `{wanted}`"),
                None => "its sheets are empty".to_owned(),
            };
            let hint = format!("its sheets are: {}", names.join(", "));
            Err(Problem::new(Place::file(name), message).hint(hint).into())
        }
    }
}

fn rows<R: Read + Seek>(name: &str, book: &mut Book<R>, sheet: &str, broken: Broken<'_>) -> Result<String> {
    let mut cells: Vec<(u32, u32, String)> = Vec::new();
    let mut keep = |row: u32, column: u32, text: String| {
        if !text.is_empty() {
            cells.push((row, column, text));
        }
    };
    let mut range = None;
    match book {
        // Cell by cell: the range of all of them could be as large as the sheet can be.
        Book::Xlsx(book) => {
            let mut reader = book.worksheet_cells_reader(sheet).map_err(|error| broken(&error))?;
            while let Some(cell) = reader.next_cell().map_err(|error| broken(&error))? {
                let (row, column) = cell.get_position();
                keep(row, column, cell_text(&cell.get_value().clone().into()));
            }
        }
        Book::Xls(book) => range = Some(book.worksheet_range(sheet).map_err(|error| broken(&error))?),
        Book::Ods(book) => range = Some(book.worksheet_range(sheet).map_err(|error| broken(&error))?),
    }
    if let Some(range) = range {
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            keep(top + row as u32, left + column as u32, cell_text(data));
        }
    }
    let end =
        |of: fn(&(u32, u32, String)) -> u32| cells.iter().map(of).max().map_or(0, |last| u64::from(last) + 1);
    let (height, width) = (end(|cell| cell.0), end(|cell| cell.1));
    if height * width > CELLS {
        let message = format!("sheet `{sheet}` reaches over {height} rows and {width} columns");
        return Err(Problem::new(Place::file(name), message)
            .hint("delete what stands far outside the table, or save the table as CSV")
            .into());
    }
    cells.sort_unstable_by_key(|(row, column, _)| (*row, *column));
    as_csv(&cells, height as u32, width as usize).map_err(|error| broken(&error).into())
}

fn as_csv(
    cells: &[(u32, u32, String)],
    height: u32,
    width: usize,
) -> std::result::Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut rest = cells.iter().peekable();
    for row in 0..height {
        let mut line = vec![""; width];
        while let Some((_, column, text)) = rest.next_if(|cell| cell.0 == row) {
            line[*column as usize] = text;
        }
        writer.write_record(&line)?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A cell as text: whole numbers without a point, dates as ISO has them. Three decimals get a
/// fourth: the sheet says that it is a number, so that `24.038` is no 24,038.
fn cell_text(data: &Data) -> String {
    match data {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::Float(number) => {
            let text = number.to_string();
            match text.split_once('.') {
                Some((_, decimals)) if decimals.len() == 3 => text + "0",
                _ => text,
            }
        }
        Data::DateTime(date) if date.is_datetime() => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTimeIso(text) => text.clone(),
        Data::Error(_) => String::new(),
        other => other.to_string().replace(['\r', '\n'], " "),
    }
}
