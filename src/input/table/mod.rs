//! A small table of cells, strict: headers that are known, cells that know
//! where they stand. For files in which every row counts.

pub mod bands;
pub mod benchmarks;
pub mod differentials;
mod header;
pub mod people;
pub mod prices;
pub mod rates;
mod row;
pub mod shapes;
mod spans;

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::error::{Place, Problem, Problems, Result};
use crate::input::did_you_mean;
use crate::input::source::Source;
use crate::num::{AmountStyle, Currency};
use header::{column_of, currency_in};
pub use header::{delimiter_of, headers_of};
use row::Cell;
pub use row::Row;
use spans::cell_spans;

/// What a reader expects of the header line.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    /// Every name the reader knows.
    pub known: &'static [&'static str],
    /// Those without which there is nothing to read.
    pub required: &'static [&'static str],
    /// Whether a file may have others, which then stay unread.
    pub others: bool,
}

/// Other people's headers: (ours, theirs), as `--column` and `[columns]` say.
pub type ColumnNames = [(String, String)];

/// A file of rows.
#[derive(Debug)]
pub struct Grid<'a> {
    source: &'a Source,
    style: AmountStyle,
    required: &'static [&'static str],
    /// For each cell of a row the known column it belongs to.
    columns: Vec<Option<&'static str>>,
    /// The currency that a header names, as `Minimum (£)` does.
    currencies: Vec<Option<Currency>>,
    /// Which of the user's column names were found.
    mapped: BTreeSet<String>,
    rows: Vec<Vec<Cell>>,
    problems: RefCell<Vec<Problem>>,
}

impl<'a> Grid<'a> {
    /// Reads header and rows. Columns that are not known are refused unless
    /// the user mapped others: then theirs may stay unread.
    pub fn read(source: &'a Source, expected: Columns, names: &ColumnNames, style: AmountStyle) -> Self {
        let mut grid = Grid::empty(source, expected, style);
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

    /// Reads every row of a file, strictly.
    ///
    /// # Errors
    /// Every problem of the file.
    pub fn every<T>(
        source: &'a Source,
        expected: Columns,
        names: &ColumnNames,
        style: AmountStyle,
        read: impl Fn(&Row<'_>) -> Option<T>,
    ) -> Result<Vec<T>> {
        let grid = Grid::read(source, expected, names, style);
        let rows = grid.rows().filter(Row::is_whole).filter_map(|row| read(&row)).collect();
        grid.into_problems().into_result(rows)
    }

    fn empty(source: &'a Source, expected: Columns, style: AmountStyle) -> Self {
        Grid {
            source,
            style,
            required: expected.required,
            columns: Vec::new(),
            currencies: Vec::new(),
            mapped: BTreeSet::new(),
            rows: Vec::new(),
            problems: RefCell::default(),
        }
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
            self.rows.push(cells);
        }
    }

    fn take_header(&mut self, cells: &[Cell], expected: Columns, names: &ColumnNames) {
        let has = |theirs: &str| cells.iter().any(|cell| cell.text == theirs);
        let names: Vec<(&str, &str)> = names
            .iter()
            .filter(|(ours, theirs)| expected.known.contains(&ours.as_str()) && has(theirs))
            .map(|(ours, theirs)| (ours.as_str(), theirs.as_str()))
            .collect();
        self.mapped = names.iter().map(|(ours, _)| (*ours).to_owned()).collect();
        for cell in cells {
            let found = column_of(&cell.text, expected, &names);
            if let Some(name) = found.filter(|name| self.columns.contains(&Some(*name))) {
                let place = self.source.place(cell.span.clone());
                let problem = Problem::new(place, format!("column `{name}` stands twice"));
                self.push(problem.hint("leave one of them out"));
            }
            // Who maps columns reads somebody else's file, which has more of them.
            let strict = names.is_empty() && !expected.others;
            if found.is_none() && strict && !cell.text.is_empty() {
                self.unknown_column(cell, expected);
            }
            self.columns.push(found);
            self.currencies.push(currency_in(&cell.text));
        }
        self.missing_columns(cells, expected);
    }

    fn unknown_column(&self, cell: &Cell, expected: Columns) {
        let hint = did_you_mean::did_you_mean(&cell.text, expected.known.iter().copied(), "the columns are");
        let place = self.source.place(cell.span.clone());
        self.push(Problem::new(place, format!("unknown column `{}`", cell.text)).hint(hint));
    }

    fn missing_columns(&self, cells: &[Cell], expected: Columns) {
        for name in expected.required.iter().filter(|name| !self.columns.contains(&Some(**name))) {
            let message = format!("column `{name}` is missing");
            let hint = format!("add it, or name yours: `--column {name}=\"Their header\"`");
            self.push(Problem::new(self.header_place(cells), message).hint(hint));
        }
    }

    fn header_place(&self, cells: &[Cell]) -> Place {
        let end = cells.last().map_or(0, |cell| cell.span.end);
        self.source.place(cells.first().map_or(0, |cell| cell.span.start)..end)
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

    /// Which of the user's own column names this file has, by our name.
    pub fn mapped(&self) -> &BTreeSet<String> {
        &self.mapped
    }

    fn header_currency(&self, column: &str) -> Option<Currency> {
        let at = self.columns.iter().position(|name| *name == Some(column))?;
        self.currencies.get(at).copied().flatten()
    }

    /// All problems noted, in the order of the file.
    pub fn into_problems(self) -> Problems {
        Problems::in_order(self.problems.into_inner())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::Money;

    const SHAPE: Columns = Columns {
        known: &["level", "base_min", "base_max"],
        required: &["level", "base_min"],
        others: false,
    };

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
        assert_eq!(problems("level,Min,Comment\nL5,1,x\n", &map).len(), 3);
        let grade = [("level".to_owned(), "Grade".to_owned())];
        assert!(problems("level,Grade,base_min\nx,G7,1\n", &grade).is_empty());
        let source = Source::builtin("b.csv", "level,Grade,base_min\nx,G7,1\n");
        let grid = Grid::read(&source, SHAPE, &grade, AmountStyle::DecimalPoint);
        assert_eq!(grid.rows().next().unwrap().text("level"), Some("G7"));
    }

    #[test]
    fn money_takes_the_nearest_currency() {
        let source = Source::builtin("b.csv", "level,Base Min (£)\nL5,\"58,185\"\nL6,€70k\n");
        let names = [("base_min".to_owned(), "Base Min (£)".to_owned())];
        let grid = Grid::read(&source, SHAPE, &names, AmountStyle::DecimalPoint);
        let read =
            |stated| grid.rows().map(|r| r.money("base_min", stated, Currency::USD)).collect::<Vec<_>>();
        let money = |amount: i64, currency| Some(Money::new(amount.into(), currency));
        assert_eq!(read(None), [money(58_185, Currency::GBP), money(70_000, Currency::EUR)]);
        assert_eq!(read(Some(Currency::USD)), [money(58_185, Currency::USD), None]);
        assert_eq!(
            grid.into_problems().iter().last().unwrap().to_string(),
            "b.csv:3:4: column `base_min`: `€70k` is in EUR, the row says USD"
        );
    }

    #[test]
    fn rows_of_another_width_are_refused() {
        let source = Source::builtin("bands.csv", "level,base_min\nL5,185,000\n");
        let grid = Grid::read(&source, SHAPE, &[], AmountStyle::DecimalPoint);
        assert!(grid.rows().all(|row| !row.has_width()));
        let seen: Vec<_> = grid.into_problems().iter().map(ToString::to_string).collect();
        assert_eq!(seen, ["bands.csv:2:8: this row has 3 cells, the header 2"]);
        assert_eq!(problems("level;base_min\nL5;1\n", &[]), Vec::<String>::new());
        assert_eq!(problems("level,base_min\n", &[]), ["bands.csv: there is a header and no row under it"]);
    }
}
