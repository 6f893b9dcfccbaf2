//! A small table of cells, strict: headers that are known, cells that know
//! where they stand. For files in which every row counts.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::error::{Place, Problem, Problems};
use crate::input::source::Source;
use crate::input::value::{self, Fault, Read};
use crate::input::words;
use crate::num::{AmountStyle, Currency, Money};

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
        let mut grid = Grid::empty(source, style);
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

    fn empty(source: &'a Source, style: AmountStyle) -> Self {
        Grid {
            source,
            style,
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
            if found.is_none() && names.is_empty() && !cell.text.is_empty() {
                self.unknown_column(cell, expected);
            }
            self.columns.push(found);
            self.currencies.push(currency_in(&cell.text));
        }
        self.missing_columns(cells, expected);
    }

    fn unknown_column(&self, cell: &Cell, expected: Columns) {
        let hint = words::did_you_mean(&cell.text, expected.known.iter().copied(), "the columns are");
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
    /// True when the row has as many cells as the header; else a problem is
    /// noted, and its cells belong to no column.
    pub fn has_width(&self) -> bool {
        let wide = self.grid.columns.len();
        if self.cells.len() == wide {
            return true;
        }
        let cell = self.cells.get(wide).or(self.cells.last());
        let place = self.grid.source.place(cell.map_or(0..0, |cell| cell.span.clone()));
        let message = format!("this row has {} cells, the header {wide}", self.cells.len());
        let hint = "every row has as many cells as the header; amounts that hold a comma stand in \"quotes\"";
        self.grid.push(Problem::new(place, message).hint(hint));
        false
    }

    /// Money of a column, not below zero: in the currency that the cell names,
    /// else the one of `row_currency`, else the one that the header names, else `otherwise`.
    pub fn money(&self, column: &str, row_currency: Option<Currency>, otherwise: Currency) -> Option<Money> {
        let standard = self.currency_of(column, row_currency, otherwise);
        self.read(column, |text, style| {
            value::money(text, standard, style).and_then(|money| in_row_currency(text, money, row_currency))
        })
    }

    /// As [`Row::money`], but `239200+` is read too: at least that much, which
    /// the second part tells.
    pub fn money_or_bound(
        &self,
        column: &str,
        row_currency: Option<Currency>,
        otherwise: Currency,
    ) -> Option<(Money, bool)> {
        let standard = self.currency_of(column, row_currency, otherwise);
        self.read(column, |text, style| {
            let figure = text.strip_suffix('+').unwrap_or(text);
            let money = value::money(figure, standard, style)?;
            in_row_currency(text, money, row_currency).map(|money| (money, figure != text))
        })
    }

    /// The currency of a column's plain amounts, as [`Row::money`] has it.
    pub fn currency_of(&self, column: &str, row: Option<Currency>, otherwise: Currency) -> Currency {
        row.or_else(|| self.grid.header_currency(column)).unwrap_or(otherwise)
    }

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

/// The known column that a header means, directly or by the user's map.
fn column_of(header: &str, expected: Columns, names: &[(&str, &str)]) -> Option<&'static str> {
    let ours = names.iter().find(|(_, theirs)| *theirs == header).map(|(ours, _)| *ours);
    let wanted = ours.unwrap_or(header);
    // A column of our name gives way to the one that the user mapped to it.
    let taken = |name: &str| ours.is_none() && names.iter().any(|(ours, _)| *ours == name);
    expected.known.iter().copied().find(|name| words::same_name(name, wanted) && !taken(name))
}

/// The currency that a header names: `Minimum (£)`, `base (EUR)`.
fn currency_in(header: &str) -> Option<Currency> {
    let signs = [('£', Currency::GBP), ('€', Currency::EUR), ('₹', Currency::INR)];
    let by_sign = signs.into_iter().find(|(sign, _)| header.contains(*sign)).map(|(_, currency)| currency);
    by_sign.or_else(|| {
        let (_, rest) = header.split_once('(')?;
        Currency::from_code(rest.split_once(')')?.0.trim())
    })
}

fn in_row_currency(text: &str, money: Money, stated: Option<Currency>) -> Read<Money> {
    match stated {
        Some(stated) if stated != money.currency() => Err(Fault::new(
            format!("`{text}` is in {}, the row says {}", money.currency().code(), stated.code()),
            "correct one of them: a row has one currency",
        )),
        _ => Ok(money),
    }
}

/// The headers of a table, without reading further.
pub fn headers_of(text: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter_of(text))
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    match reader.read_record(&mut record) {
        Ok(true) => record.iter().map(|header| header.trim().to_owned()).collect(),
        _ => Vec::new(),
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
