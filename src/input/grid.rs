//! A small table of cells, strict: headers that are known, cells that know
//! where they stand. For files in which every row counts.

use std::cell::RefCell;
use std::ops::Range;

use crate::error::{Place, Problem, Problems};
use crate::input::source::Source;
use crate::input::value::{Fault, Read};
use crate::input::words;
use crate::num::AmountStyle;

/// What a reader expects of the header line.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    /// Every name the reader knows.
    pub known: &'static [&'static str],
    /// Those without which there is nothing to read.
    pub required: &'static [&'static str],
}

/// Other people's headers: (ours, theirs), as `--column` and `[columns]` say.
pub type ColumnNames = [(String, String)];

/// A cell: its text and the bytes where it stands.
#[derive(Debug, Clone)]
struct Cell {
    text: String,
    span: Range<usize>,
}

/// A file of rows.
#[derive(Debug)]
pub struct Grid<'a> {
    source: &'a Source,
    style: AmountStyle,
    /// For each cell of a row the known column it belongs to.
    columns: Vec<Option<&'static str>>,
    rows: Vec<Vec<Cell>>,
    problems: RefCell<Vec<Problem>>,
}

impl<'a> Grid<'a> {
    /// Reads header and rows. Columns that are not known are refused unless
    /// the user mapped others: then theirs may stay unread.
    pub fn read(source: &'a Source, expected: Columns, names: &ColumnNames, style: AmountStyle) -> Self {
        let mut grid =
            Grid { source, style, columns: Vec::new(), rows: Vec::new(), problems: RefCell::default() };
        let delimiter = delimiter_of(source.text());
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(source.text().as_bytes());
        let mut record = csv::StringRecord::new();
        loop {
            match reader.read_record(&mut record) {
                Ok(true) => grid.add_record(&record, delimiter, expected, names),
                Ok(false) => break,
                Err(error) => {
                    let message = format!("the table cannot be read: {error}");
                    grid.push(Problem::new(Place::file(source.name()), message));
                    break;
                }
            }
        }
        if grid.rows.is_empty() && !grid.columns.is_empty() && grid.problems.borrow().is_empty() {
            let place = source.place(source.text().len()..source.text().len());
            let place = Place { line: None, column: None, excerpt: None, ..place };
            grid.push(
                Problem::new(place, "there is a header and no row under it")
                    .hint("add a row, or leave the file out of the case"),
            );
        }
        grid
    }

    fn add_record(
        &mut self,
        record: &csv::StringRecord,
        delimiter: u8,
        expected: Columns,
        names: &ColumnNames,
    ) {
        let start = record.position().map_or(0, |position| position.byte() as usize);
        let spans = cell_spans(self.source.text(), start, delimiter);
        let cells: Vec<Cell> = record
            .iter()
            .zip(spans)
            .map(|(text, span)| Cell { text: text.trim().to_owned(), span })
            .collect();
        if self.columns.is_empty() {
            self.take_header(&cells, expected, names);
        } else if cells.iter().any(|cell| !cell.text.is_empty()) {
            self.check_width(&cells);
            self.rows.push(cells);
        }
    }

    fn take_header(&mut self, cells: &[Cell], expected: Columns, names: &ColumnNames) {
        for cell in cells {
            let ours = names.iter().find(|(_, theirs)| theirs == &cell.text).map(|(ours, _)| ours.as_str());
            let wanted = ours.unwrap_or(&cell.text);
            let found = expected.known.iter().copied().find(|name| words::same_name(name, wanted));
            let found = found.filter(|name| {
                // A column that was mapped elsewhere gives way to its map.
                ours.is_some() || !names.iter().any(|(ours, _)| words::same_name(ours, name))
            });
            match found {
                Some(name) if self.columns.contains(&Some(name)) => self.push(
                    Problem::new(
                        self.source.place(cell.span.clone()),
                        format!("column `{name}` stands twice"),
                    )
                    .hint("leave one of them out"),
                ),
                None if names.is_empty() && !cell.text.is_empty() => {
                    let hint =
                        words::did_you_mean(&cell.text, expected.known.iter().copied(), "the columns are");
                    let place = self.source.place(cell.span.clone());
                    self.push(Problem::new(place, format!("unknown column `{}`", cell.text)).hint(hint));
                }
                _ => {}
            }
            self.columns.push(found);
        }
        for (ours, theirs) in names.iter().filter(|(ours, theirs)| {
            expected.known.contains(&ours.as_str()) && !cells.iter().any(|cell| cell.text == *theirs)
        }) {
            let known = cells.iter().map(|cell| cell.text.as_str());
            let hint = words::did_you_mean(theirs, known, "the headers are");
            let message = format!("there is no column `{theirs}` to read as `{ours}`");
            self.push(Problem::new(self.header_place(cells), message).hint(hint));
        }
        for name in expected.required.iter().filter(|name| !self.columns.contains(&Some(**name))) {
            let message = format!("column `{name}` is missing");
            let hint = format!("add it, or map another: `--column {name}=\"Their header\"`");
            self.push(Problem::new(self.header_place(cells), message).hint(hint));
        }
    }

    fn header_place(&self, cells: &[Cell]) -> Place {
        let end = cells.last().map_or(0, |cell| cell.span.end);
        self.source.place(cells.first().map_or(0, |cell| cell.span.start)..end)
    }

    fn check_width(&self, cells: &[Cell]) {
        let wide = self.columns.len();
        if cells.len() == wide {
            return;
        }
        let place = match cells.get(wide) {
            Some(extra) => self.source.place(extra.span.clone()),
            None => self.source.place(cells.last().map_or(0..0, |cell| cell.span.clone())),
        };
        let message = format!("this row has {} cells, the header {wide}", cells.len());
        self.push(Problem::new(place, message).hint("put amounts that hold a comma in \"quotes\""));
    }

    /// Notes a problem.
    pub fn push(&self, problem: Problem) {
        self.problems.borrow_mut().push(problem);
    }

    /// The rows, in the order of the file.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|cells| Row { grid: self, cells })
    }

    /// True when the header has the column.
    pub fn has_column(&self, name: &str) -> bool {
        self.columns.contains(&Some(name))
    }

    /// All problems noted, in the order of the file.
    pub fn into_problems(self) -> Problems {
        let mut list = self.problems.into_inner();
        list.sort_by_key(|problem| (problem.place.line, problem.place.column));
        let mut all = Problems::new();
        list.into_iter().for_each(|problem| all.push(problem));
        all
    }
}

/// One row; its getters note what is wrong, as those of a case table do.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    grid: &'a Grid<'a>,
    cells: &'a [Cell],
}

impl Row<'_> {
    /// The text of a column; `None` when the cell is empty or there is no such column.
    pub fn text(&self, column: &str) -> Option<&str> {
        self.cell(column).map(|cell| cell.text.as_str())
    }

    /// A value read by a function of [`super::value`]; `None` when empty or wrong.
    pub fn read<T>(&self, column: &str, read: impl FnOnce(&str, AmountStyle) -> Read<T>) -> Option<T> {
        let cell = self.cell(column)?;
        match read(&cell.text, self.grid.style) {
            Ok(value) => Some(value),
            Err(fault) => {
                self.problem(column, fault);
                None
            }
        }
    }

    /// Notes a problem when the cell is empty.
    pub fn need(&self, column: &str) -> &Self {
        if self.cell(column).is_none() && self.grid.has_column(column) {
            let fault = Fault::new("nothing is there", "fill the cell, or leave the row out");
            self.problem(column, fault);
        }
        self
    }

    /// Notes a problem at a cell.
    pub fn problem(&self, column: &str, fault: Fault) {
        let place = self.grid.source.place(self.span(column));
        let message = format!("column `{column}`: {}", fault.message);
        self.grid.push(Problem::new(place, message).hint(fault.hint));
    }

    /// Where a cell stands.
    pub fn place(&self, column: &str) -> Place {
        self.grid.source.place(self.span(column))
    }

    /// File and line, for the audit trail.
    pub fn origin(&self) -> String {
        let start = self.cells.first().map_or(0, |cell| cell.span.start);
        format!("{}:{}", self.grid.source.name(), self.grid.source.line_of(start))
    }

    fn span(&self, column: &str) -> Range<usize> {
        let at = self.grid.columns.iter().position(|name| *name == Some(column));
        let cell = at.and_then(|at| self.cells.get(at)).or(self.cells.first());
        cell.map_or(0..0, |cell| cell.span.clone())
    }

    fn cell(&self, column: &str) -> Option<&Cell> {
        let at = self.grid.columns.iter().position(|name| *name == Some(column))?;
        self.cells.get(at).filter(|cell| !cell.text.is_empty())
    }
}

/// The sign between cells: the one of `,` `;` and tab that the header has most of.
pub fn delimiter_of(text: &str) -> u8 {
    let header = text.trim_start_matches(['\r', '\n']).lines().next().unwrap_or_default();
    let count = |sign: u8| header.bytes().filter(|byte| *byte == sign).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

/// Where the cells of the record starting at `start` stand: what the csv crate
/// does not say. Quotes are left out of the span.
fn cell_spans(text: &str, start: usize, delimiter: u8) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = start;
    while matches!(bytes.get(at), Some(b'\r' | b'\n')) {
        at += 1;
    }
    let mut spans = Vec::new();
    let (mut from, mut quoted) = (at, false);
    loop {
        let byte = bytes.get(at).copied();
        match byte {
            Some(b'"') => quoted = !quoted,
            Some(_) if quoted => {}
            Some(end) if end != delimiter && end != b'\n' && end != b'\r' => {}
            end => {
                spans.push(trimmed(text, from..at));
                if end != Some(delimiter) {
                    return spans;
                }
                from = at + 1;
            }
        }
        at += 1;
    }
}

/// The span without blanks and one pair of quotes around it.
fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let raw = &text[span.clone()];
    let start = span.start + raw.len() - raw.trim_start().len();
    let inner = raw.trim();
    match inner.len() >= 2 && inner.starts_with('"') && inner.ends_with('"') {
        true => start + 1..start + inner.len() - 1,
        false => start..start + inner.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHAPE: Columns =
        Columns { known: &["level", "base_min", "base_max"], required: &["level", "base_min"] };

    fn problems(text: &str, names: &ColumnNames) -> Vec<String> {
        let source = Source::builtin("bands.csv", text);
        let grid = Grid::read(&source, SHAPE, names, AmountStyle::DecimalPoint);
        grid.into_problems().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn cells_know_where_they_stand() {
        let text = "level,base_min\n\n\"L,5\" , \"1\"\"2\",x\n";
        let start = text.find("\"L").unwrap();
        let spans = cell_spans(text, start - 1, b',');
        let cells: Vec<_> = spans.into_iter().map(|span| &text[span]).collect();
        assert_eq!(cells, ["L,5", "1\"\"2", "x"]);
    }

    #[test]
    fn headers_are_known_or_refused() {
        assert!(problems("Level,Base Min\nL5,1\n", &[]).is_empty());
        assert_eq!(
            problems("level,base_mn\nL5,1\n", &[]),
            ["bands.csv:1:1: column `base_min` is missing", "bands.csv:1:7: unknown column `base_mn`"]
        );
        let map = [("base_min".to_owned(), "Minimum (£)".to_owned())];
        assert!(problems("level,Minimum (£),Comment\nL5,1,x\n", &map).is_empty());
        assert_eq!(problems("level,Min,Comment\nL5,1,x\n", &map).len(), 2);
    }

    #[test]
    fn rows_of_another_width_are_refused() {
        assert_eq!(
            problems("level,base_min\nL5,185,000\n", &[]),
            ["bands.csv:2:8: this row has 3 cells, the header 2"]
        );
        assert_eq!(problems("level;base_min\nL5;1\n", &[]), Vec::<String>::new());
        assert_eq!(problems("level,base_min\n", &[]), ["bands.csv: there is a header and no row under it"]);
    }
}
