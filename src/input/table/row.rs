//! One row of a table: its cells by the names of their columns, and what is wrong with them.

use std::ops::Range;

use super::Grid;
use crate::error::{Place, Problem};
use crate::input::value::{self, Fault, Read};
use crate::num::{AmountStyle, Currency, Money};

/// A cell: its text and the bytes where it stands.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub text: String,
    pub span: Range<usize>,
}

/// One row; its getters note what is wrong, as those of a case table do.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    pub(super) grid: &'a Grid<'a>,
    pub(super) cells: &'a [Cell],
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

    /// A value read by a function of [`crate::input::value`]; `None` when empty or wrong.
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

fn in_row_currency(text: &str, money: Money, stated: Option<Currency>) -> Read<Money> {
    match stated {
        Some(stated) if stated != money.currency() => Err(Fault::new(
            format!("`{text}` is in {}, the row says {}", money.currency().code(), stated.code()),
            "correct one of them: a row has one currency",
        )),
        _ => Ok(money),
    }
}
