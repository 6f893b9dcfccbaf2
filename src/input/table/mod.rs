//! A small table of cells, strict: headers that are known, cells that know
//! where they stand. For files in which every row counts.

pub mod bands;
pub mod benchmarks;
mod columns;
pub mod differentials;
pub(in crate::input) mod header;
pub(in crate::input) mod open;
pub mod people;
pub mod prices;
pub mod rates;
pub(in crate::input) mod record;
mod row;
pub(in crate::input) mod synonyms;
pub(in crate::input) mod text;
mod workbook;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::ops::Range;

use crate::budget;
use crate::error::{Place, Problem, Problems, Result};
use crate::input::cells::{self, Amounts, DayOrder, Days, Period};
use crate::input::did_you_mean;
use crate::input::options::ReadOptions;
use crate::input::plan::{By, Decided, Mapped, Open, Plan};
use crate::input::source::Source;
use crate::num::{AmountStyle, Currency};
pub use columns::Columns;
use header::Header;
use record::{Record, cell_ends, records};
pub use row::Row;
use row::TableCell;

/// What one column of a table is, and how its cells are read.
#[derive(Debug, Clone, Default)]
struct Column {
    /// Which of the known ones it is.
    name: Option<&'static str>,
    style: AmountStyle,
    order: Option<DayOrder>,
    /// Its days could be read in two ways.
    open_days: Option<String>,
    /// The currency that its header names, as `Minimum (£)` does, or else the only one in its cells.
    currency: Option<Currency>,
    /// The period that its header names.
    period: Option<Period>,
}

/// A file of rows.
#[derive(Debug)]
pub struct Grid<'a> {
    source: &'a Source,
    options: &'a ReadOptions,
    required: &'static [&'static str],
    columns: Vec<Column>,
    /// What holds for every row because the user said so.
    constants: Vec<(&'static str, TableCell)>,
    /// Which of the user's column names were found.
    mapped: BTreeSet<String>,
    rows: Vec<Vec<TableCell>>,
    plan: Plan,
    problems: RefCell<Vec<Problem>>,
    /// Problems beyond those that are told.
    further: Cell<usize>,
}

impl<'a> Grid<'a> {
    /// Reads header and rows. Columns that are not known are refused unless
    /// the user mapped others: then theirs may stay unread.
    pub fn read(source: &'a Source, expected: Columns, options: &'a ReadOptions) -> Self {
        let mut grid = Grid {
            source,
            options,
            required: expected.required,
            columns: Vec::new(),
            constants: Vec::new(),
            mapped: BTreeSet::new(),
            rows: Vec::new(),
            plan: source.plan().clone(),
            problems: RefCell::default(),
            further: Cell::new(0),
        };
        let fits = |header: &Header| expected.fit(header, options);
        let Some(header) = Header::find(source.text(), &options.told, &fits) else {
            grid.push(Problem::new(Place::file(source.name()), "no row of it can be a header").hint(
                "the header names the columns: is it a table, and --header-row the line on which they stand?",
            ));
            return grid;
        };
        grid.take_header(&header, expected);
        grid.take_rows(&header);
        grid.judge_columns();
        if grid.rows.is_empty() && grid.problems.borrow().is_empty() {
            let problem = Problem::new(Place::file(source.name()), "there is a header and no row under it");
            grid.push(problem.hint("add a row, or leave the file out of the case"));
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
        options: &'a ReadOptions,
        read: impl Fn(&Row<'_>) -> Option<T>,
    ) -> Result<Vec<T>> {
        let grid = Grid::read(source, expected, options);
        let rows = grid.rows().filter(Row::is_whole).filter_map(|row| read(&row)).collect();
        grid.into_problems().into_result(rows)
    }

    fn take_rows(&mut self, header: &Header) {
        let (cells, end) = self.cells_from(header.end..self.source.text().len(), header.separator);
        self.rows = cells.into_iter().filter(|cells| !self.is_note(cells)).collect();
        if end < self.source.text().len() {
            let problem = Problem::new(self.source.place(end..end + 1), "a quotation in this row never ends");
            self.push(problem.hint("is there a quotation mark that is not closed?"));
        }
    }

    /// The cells of every record within a part of the text, and where the last of them ends.
    fn cells_from(&self, part: Range<usize>, separator: u8) -> (Vec<Vec<TableCell>>, usize) {
        let (text, mut ends) = (&self.source.text()[part.clone()], Vec::new());
        let whole = cell_ends(text.as_bytes(), separator, true, &mut ends);
        let cell = |record: &Record<'_>, at: usize| {
            let span = record.span(at);
            let span = part.start + span.start..part.start + span.end;
            TableCell { text: record.cell(at).trim().to_owned(), span }
        };
        let rows = records(text, &ends, 0)
            .map(|record| (0..record.len()).map(|at| cell(&record, at)).collect())
            .collect();
        (rows, part.start + whole)
    }

    /// A blank row, a row that sums others up, or a word about the source under the table.
    fn is_note(&self, cells: &[TableCell]) -> bool {
        let filled: Vec<&str> =
            cells.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty()).collect();
        let Some(first) = filled.first() else { return true };
        let is_word = filled.len() == 1
            && self.columns.len() > 2
            && (first.contains([':', ' ']) || first.starts_with('*'));
        cells::sums_up(first) && filled.len() < self.columns.len() || is_word
    }

    fn take_header(&mut self, header: &Header, expected: Columns) {
        let cells = self.header_cells(header);
        let names = expected.names(header, self.options);
        let own = |theirs: &str| self.options.told.columns.iter().any(|(_, typed)| typed == theirs);
        self.mapped =
            names.iter().filter(|(_, theirs)| own(theirs)).map(|(ours, _)| (*ours).to_owned()).collect();
        self.plan.header_line = header.line as u64;
        self.plan.separator = self.plan.sheet.is_none().then_some(char::from(header.separator));
        self.plan.columns =
            names.iter().map(|(ours, theirs)| Mapped { ours, theirs: theirs.clone() }).collect();
        for (cell, name) in cells.iter().zip(expected.of(header, self.options)) {
            let twice = name.filter(|name| self.columns.iter().any(|column| column.name == Some(*name)));
            if let Some(name) = twice {
                let place = self.source.place(cell.span.clone());
                let problem = Problem::new(place, format!("column `{name}` stands twice"));
                self.push(problem.hint("leave one of them out"));
            }
            // Who maps columns reads somebody else's file, which has more of them.
            let strict = names.is_empty() && !expected.others;
            if name.is_none() && strict && !cell.text.is_empty() {
                self.unknown_column(cell, expected);
            }
            self.columns.push(Column {
                name,
                style: self.options.told.style,
                order: self.options.told.dates,
                currency: cells::currency_in_header(&cell.text),
                period: cells::period_in_header(&cell.text),
                ..Column::default()
            });
        }
        self.take_constants(&cells);
        self.missing_columns(&cells, expected);
    }

    /// The cells of the header, with their places.
    fn header_cells(&self, header: &Header) -> Vec<TableCell> {
        let (rows, _) = self.cells_from(header.start..header.end, header.separator);
        let cells = rows.into_iter().next().unwrap_or_default();
        header.names.iter().zip(cells).map(|(text, cell)| TableCell { text: text.clone(), ..cell }).collect()
    }

    /// What the user says of all rows, where the file has no column for it.
    fn take_constants(&mut self, cells: &[TableCell]) {
        let told = &self.options.told;
        let all = [
            ("source", told.source.clone()),
            ("component", told.component.map(|component| component.name().to_owned())),
        ];
        let span = cells.first().map_or(0..0, |cell| cell.span.clone());
        for (name, text) in all {
            if let Some(text) = text.filter(|_| !self.has_column(name)) {
                self.constants.push((name, TableCell { text, span: span.clone() }));
            }
        }
    }

    /// What all cells of a column prove together.
    fn judge_columns(&mut self) {
        let mut all: Vec<(Amounts, Days)> = Vec::new();
        for at in 0..self.columns.len() {
            let (mut amounts, mut days) = (Amounts::default(), Days::default());
            if self.columns[at].name.is_some() {
                for text in self.rows.iter().filter_map(|cells| cells.get(at)).map(|cell| cell.text.as_str())
                {
                    amounts.add(text);
                    days.add(text);
                }
            }
            all.push((amounts, days));
        }
        let told = self.options.told.style;
        let comma = all
            .iter()
            .find_map(|(amounts, _)| amounts.style(told).1.filter(|_| amounts.style(told).0.is_comma()));
        for (column, (amounts, days)) in self.columns.iter_mut().zip(&all) {
            let (style, proof) = amounts.style(told);
            // A comma that must be a decimal sign in one column is one in all of them.
            column.style = if proof.is_none() && comma.is_some() { AmountStyle::OnlyComma } else { style };
            match days.order(self.options.told.dates) {
                Ok(found) => {
                    column.order = found.as_ref().map(|(order, _)| *order);
                    let named = column.name.is_some_and(|name| name.ends_with("date") || name == "as_of");
                    if let (true, Some((order, Some(proof)))) = (named, found) {
                        self.plan.dates = Some(Decided::proven(order.into(), proof));
                    }
                }
                Err(open) => column.open_days = Some(open.example),
            }
            let mut found = amounts.currencies();
            if let (None, Some((only, _)), None) = (column.currency, found.next(), found.next()) {
                column.currency = Some(only);
            }
        }
        if let Some(proof) = comma {
            self.plan.decimal = Some(Decided::proven("comma", proof));
        }
        if let Some(open) = all.iter().zip(&self.columns).find_map(|((amounts, _), column)| {
            Some(Open { what: "decimal", column: column.name?.to_owned(), proof: amounts.open()? })
        }) {
            self.plan.open.push(open);
        }
        if let Some(period) = self.options.told.period {
            self.plan.unit = Some(Decided::new(period.into(), By::Told));
        }
    }

    fn unknown_column(&self, cell: &TableCell, expected: Columns) {
        if self.has_enough() {
            return;
        }
        let hint = did_you_mean::did_you_mean(&cell.text, expected.known.iter().copied(), "the columns are");
        let place = self.source.place(cell.span.clone());
        self.push(Problem::new(place, format!("unknown column `{}`", cell.text)).hint(hint));
    }

    fn missing_columns(&self, cells: &[TableCell], expected: Columns) {
        let said = |name: &str| self.constants.iter().any(|(said, _)| *said == name);
        for name in expected.required.iter().filter(|name| !self.has_column(name) && !said(name)) {
            let message = format!("column `{name}` is missing");
            let constant = match *name {
                "source" | "component" => format!(", or say it of all rows: `--set {name}=…`"),
                _ => String::new(),
            };
            let hint = format!("add it, or name yours: `--column {name}=\"Their header\"`{constant}");
            self.push(Problem::new(self.header_place(cells), message).hint(hint));
        }
    }

    fn header_place(&self, cells: &[TableCell]) -> Place {
        let end = cells.last().map_or(0, |cell| cell.span.end);
        self.source.place(cells.first().map_or(0, |cell| cell.span.start)..end)
    }

    /// Notes a problem.
    pub fn push(&self, problem: Problem) {
        if !self.has_enough() {
            self.problems.borrow_mut().push(problem);
        }
    }

    /// Whether so many problems are noted that a further one is only counted, which this does.
    fn has_enough(&self) -> bool {
        let enough = self.problems.borrow().len() >= budget::PROBLEMS;
        self.further.set(self.further.get() + usize::from(enough));
        enough
    }

    /// The rows, in the order of the file.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|cells| Row { grid: self, cells })
    }

    /// True when the header has the column.
    pub fn has_column(&self, name: &str) -> bool {
        self.columns.iter().any(|column| column.name == Some(name))
    }

    /// Which of the user's own column names this file has, by our name.
    pub fn mapped(&self) -> &BTreeSet<String> {
        &self.mapped
    }

    /// How the file is read.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == Some(name))
    }

    /// All problems noted, in the order of the file.
    pub fn into_problems(self) -> Problems {
        Problems::in_order(self.problems.into_inner()).and_further(self.further.get())
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

    fn named(names: &[(String, String)]) -> ReadOptions {
        let told = crate::input::told::Told { columns: names.to_vec(), ..Default::default() };
        ReadOptions { told, ..ReadOptions::default() }
    }

    fn problems(text: &str, names: &[(String, String)]) -> Vec<String> {
        let (source, options) = (Source::builtin("bands.csv", text), named(names));
        let grid = Grid::read(&source, SHAPE, &options);
        grid.into_problems().iter().map(ToString::to_string).collect()
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
        assert_eq!(problems("level,Lowest,Comment\nL5,1,x\n", &map).len(), 3);
        let grade = [("level".to_owned(), "Grade".to_owned())];
        assert!(problems("level,Grade,base_min\nx,G7,1\n", &grade).is_empty());
        let source = Source::builtin("b.csv", "level,Grade,base_min\nx,G7,1\n");
        let options = named(&grade);
        let grid = Grid::read(&source, SHAPE, &options);
        assert_eq!(grid.rows().next().unwrap().text("level"), Some("G7"));
    }

    #[test]
    fn money_takes_the_nearest_currency() {
        let source = Source::builtin("b.csv", "level,Base Min (£)\nL5,\"58,185\"\nL6,€70k\n");
        let names = [("base_min".to_owned(), "Base Min (£)".to_owned())];
        let options = named(&names);
        let grid = Grid::read(&source, SHAPE, &options);
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
        let options = ReadOptions::default();
        let grid = Grid::read(&source, SHAPE, &options);
        assert!(grid.rows().all(|row| !row.has_width()));
        let seen: Vec<_> = grid.into_problems().iter().map(ToString::to_string).collect();
        assert_eq!(seen, ["bands.csv:2:8: this row has 3 cells, the header 2"]);
        assert_eq!(problems("level;base_min\nL5;1\n", &[]), Vec::<String>::new());
        assert_eq!(problems("level,base_min\n", &[]), ["bands.csv: there is a header and no row under it"]);
    }
}
