//! One row of a table: its cells by the names of their columns, and what is wrong with them.

use std::ops::Range;

use super::Grid;
use crate::error::{Place, Problem};
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::input::cells::{self, Period};
use crate::input::value::{self, Fault, Read};
use crate::num::{AmountStyle, Currency, Money};

/// No value is longer.
const LONGEST: usize = 2_000;

/// A cell: its text and the bytes where it stands.
#[derive(Debug, Clone)]
pub(super) struct TableCell {
    pub text: String,
    pub span: Range<usize>,
}

/// One row; its getters note what is wrong, as those of a case table do.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    pub(super) grid: &'a Grid<'a>,
    pub(super) cells: &'a [TableCell],
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

    /// True when the row has its width; notes which cells are empty that the reader requires.
    pub fn is_whole(&self) -> bool {
        let wide = self.has_width();
        for column in self.grid.required.iter().filter(|_| wide) {
            self.need(column);
        }
        wide
    }

    /// Money of a column, not below zero: in the currency that the cell names,
    /// else the one of `row_currency`, else the one that the header names, else `otherwise`.
    pub fn money(&self, column: &str, row_currency: Option<Currency>, otherwise: Currency) -> Option<Money> {
        let standard = self.currency_of(column, row_currency, otherwise);
        self.read(column, |text, style| {
            let money = self.a_year(column, text, money_or_pay(text, standard, style)?)?;
            in_row_currency(text, money, row_currency)
        })
    }

    /// Money for a year, whatever it is written for: beside the amount, in a column of units, in the
    /// header, or told.
    fn a_year(&self, column: &str, text: &str, (money, beside): (Money, Option<Period>)) -> Read<Money> {
        let options = self.grid.options;
        let of_header = self.grid.column(column).and_then(|column| column.period);
        let of_row = || match self.text("unit") {
            Some(unit) => cells::period(unit).map(Some).ok_or_else(|| {
                Fault::new(
                    format!("its unit `{unit}` is not known"),
                    "units are year, month, week, day, hour and their like",
                )
            }),
            None => Ok(None),
        };
        let period = match beside.or(options.told.period).or(of_header) {
            Some(period) => Some(period),
            None => of_row()?,
        };
        let Some(period) = period.filter(|period| *period != Period::Year) else { return Ok(money) };
        let times = Decimal::try_from(options.facts().times(period)).ok();
        times
            .and_then(|times| money.amount().checked_mul(times))
            .map(|a_year| Money::new(a_year, money.currency()))
            .ok_or_else(|| {
                Fault::new(
                    format!("`{text}` is too large"),
                    "write it as 185000, 185,000, $185,000, 185k or 1.2M",
                )
            })
    }

    /// A day of a column, in the order that all its cells have; a bare year or month is its first day.
    pub fn date(&self, column: &str) -> Option<Date> {
        let of_column = self.grid.column(column)?;
        self.read(column, |text, _| {
            value::date_or_year(text).or_else(|fault| {
                cells::day(text, of_column.order).ok_or_else(|| match &of_column.open_days {
                    Some(open) if cells::is_day(text) => Fault::new(
                        format!("`{text}` could be two days: no day of the column tells which number is the month"),
                        format!("write year-month-day, or say `--set dates=day-first` or `--set dates=month-first` ({open})"),
                    ),
                    _ => fault,
                })
            })
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
            let money = self.a_year(column, text, money_or_pay(figure, standard, style)?)?;
            in_row_currency(text, money, row_currency).map(|money| (money, figure != text))
        })
    }

    /// The currency of a column's plain amounts, as [`Row::money`] has it.
    pub fn currency_of(&self, column: &str, row: Option<Currency>, otherwise: Currency) -> Currency {
        row.or_else(|| self.grid.column(column).and_then(|column| column.currency))
            .or(self.grid.options.told.currency)
            .unwrap_or(otherwise)
    }

    /// The text of a column; `None` when the cell is empty or there is no such column.
    pub fn text(&self, column: &str) -> Option<&str> {
        self.cell(column).map(|cell| cell.text.as_str())
    }

    /// A value read by a function of [`crate::input::value`]; `None` when empty or wrong.
    pub fn read<T>(&self, column: &str, read: impl FnOnce(&str, AmountStyle) -> Read<T>) -> Option<T> {
        let cell = self.cell(column)?;
        if cell.text.len() > LONGEST {
            let message = format!("the cell holds {} letters", cell.text.chars().count());
            self.problem(column, Fault::new(message, "is a quotation mark left open, or the row broken?"));
            return None;
        }
        let style = self.grid.column(column).map_or(self.grid.options.told.style, |column| column.style);
        match read(&cell.text, style) {
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
        if self.grid.has_enough() {
            return;
        }
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
        let at = self.grid.columns.iter().position(|one| one.name == Some(column));
        let cell = at.and_then(|at| self.cells.get(at)).or(self.cells.first());
        cell.map_or(0..0, |cell| cell.span.clone())
    }

    fn cell(&self, column: &str) -> Option<&TableCell> {
        let Some(at) = self.grid.columns.iter().position(|one| one.name == Some(column)) else {
            return self.grid.constants.iter().find(|(name, _)| *name == column).map(|(_, cell)| cell);
        };
        self.cells.get(at).filter(|cell| !cell.text.is_empty())
    }
}

/// Money as it is written strictly; else as people write pay: `£45,000 p.a.`
fn money_or_pay(text: &str, currency: Currency, style: AmountStyle) -> Read<(Money, Option<Period>)> {
    value::money(text, currency, style).map(|money| (money, None)).or_else(|fault| {
        let cell = cells::pay(text, style).filter(|cell| cell.high.is_none() && !cell.low.is_sign_negative());
        let cell = cell.filter(|cell| cell.period.is_some() || cell.currency.is_some()).ok_or(fault)?;
        Ok((Money::new(cell.low, cell.currency.unwrap_or(currency)), cell.period))
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
