//! Dated exchange rates: what turns another currency into the case's.

use std::cell::RefCell;
use std::collections::BTreeSet;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::domain::Equity;
use crate::error::Problems;
use crate::input::options::ReadOptions;
use crate::input::source::Source;
use crate::input::table::{Columns, Grid, Row};
use crate::input::value::{self, Fault, Read};
use crate::num::{Currency, Money, Rounding};

/// The columns of a rate file: one unit of `from` is `rate` units of `to`.
pub const COLUMNS: Columns = Columns {
    known: &["from", "to", "rate", "as_of"],
    required: &["from", "to", "rate", "as_of"],
    others: false,
};

/// One rate: one unit of `from` is `rate` units of `to` on `as_of`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// Currency given.
    pub from: Currency,
    /// Currency got.
    pub to: Currency,
    /// Units of `to` for one of `from`.
    pub rate: Decimal,
    /// The day of the rate.
    pub as_of: Date,
    /// File and line.
    pub origin: String,
}

/// Reads a rate file.
pub fn read(source: &Source, options: &ReadOptions) -> (Vec<Rate>, Problems) {
    let grid = Grid::read(source, COLUMNS, options);
    let rates = grid.rows().filter(Row::is_whole).filter_map(|row| read_row(&row)).collect();
    (rates, grid.into_problems())
}

fn read_row(row: &Row<'_>) -> Option<Rate> {
    let from = row.read("from", |text, _| value::currency(text));
    let to = row.read("to", |text, _| value::currency(text));
    let rate = row.read("rate", |text, style| match value::number(text, style)? {
        rate if rate > Decimal::ZERO => Ok(rate),
        _ => Err(Fault::new(format!("`{text}` is no rate"), "write how much of `to` one unit of `from` is")),
    });
    let as_of = row.date("as_of");
    Some(Rate { from: from?, to: to?, rate: rate?, as_of: as_of?, origin: row.origin() })
}

/// The door through which money of another currency comes in: converts it to
/// the case's, or says what is missing.
#[derive(Debug)]
pub struct Exchange {
    to: Currency,
    day: Option<Date>,
    rates: Vec<Rate>,
    used: RefCell<BTreeSet<String>>,
}

impl Exchange {
    /// Everything becomes `to`, at the newest rate that is not later than `day`.
    pub fn new(to: Currency, day: Option<Date>, rates: Vec<Rate>) -> Self {
        Exchange { to, day, rates, used: RefCell::default() }
    }

    /// The currency that everything becomes.
    pub fn to(&self) -> Currency {
        self.to
    }

    /// Money in the case's currency, rounded to cents, halves up.
    ///
    /// # Errors
    /// When there is no rate: nothing is valued at a guessed one.
    pub fn money(&self, money: Money) -> Read<Money> {
        if money.currency() == self.to {
            return Ok(money);
        }
        let (rate, inverse) = self.rate(money.currency()).ok_or_else(|| self.missing(money.currency()))?;
        let amount = match inverse {
            false => money.amount().checked_mul(rate.rate),
            true => money.amount().checked_div(rate.rate),
        };
        let amount =
            amount.ok_or_else(|| Fault::new(format!("{money} is too large"), "write a smaller amount"))?;
        self.note(rate);
        value::money_in_range(Money::new(amount, self.to).rounded_to_cents(Rounding::HalfUp))
    }

    /// An equity grant with its money, if it is money, in the case's currency.
    ///
    /// # Errors
    /// As [`Exchange::money`].
    pub fn equity(&self, equity: Equity) -> Read<Equity> {
        match equity {
            Equity::Amount(money) => self.money(money).map(Equity::Amount),
            other => Ok(other),
        }
    }

    /// What one unit of a currency is in the one wanted, and the rate in words.
    pub fn factor(&self, from: Currency) -> Option<(f64, String)> {
        let (rate, inverse) = self.rate(from)?;
        let size = Money::new(rate.rate, self.to).to_f64();
        let words = format!(
            "1 {} = {} {} on {}",
            rate.from.code(),
            rate.rate.normalize(),
            rate.to.code(),
            rate.as_of
        );
        Some((if inverse { 1.0 / size } else { size }, words))
    }

    /// Which rates were used, in words, sorted.
    pub fn into_notes(self) -> Vec<String> {
        self.used.into_inner().into_iter().collect()
    }

    fn rate(&self, from: Currency) -> Option<(&Rate, bool)> {
        let fits = |rate: &Rate| {
            let direct = rate.from == from && rate.to == self.to;
            let inverse = rate.to == from && rate.from == self.to;
            let in_time = self.day.is_none_or(|day| rate.as_of <= day);
            (in_time && (direct || inverse)).then_some(inverse)
        };
        let fitting = self.rates.iter().filter_map(|rate| fits(rate).map(|inverse| (rate, inverse)));
        fitting.max_by_key(|(rate, inverse)| (rate.as_of, !inverse))
    }

    fn note(&self, rate: &Rate) {
        let Rate { from, to, rate: size, as_of, origin } = rate;
        let note = format!("1 {} = {} {} on {as_of} ({origin})", from.code(), size.normalize(), to.code());
        self.used.borrow_mut().insert(note);
    }

    fn missing(&self, from: Currency) -> Fault {
        let (from, to) = (from.code(), self.to.code());
        let message = format!("this is {from}, the case is in {to}, and there is no rate between them");
        let day = self.day.map_or_else(|| "2026-05-04".to_owned(), |day| day.to_string());
        let hint = match self.rates.is_empty() {
            true => {
                format!("add [files] rates = [\"rates.csv\"] with a row `{from},{to},…,{day}`")
            }
            false => format!("add a row `{from},{to},…,{day}` to the rate file, not later than the case"),
        };
        Fault::new(message, hint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exchange(rows: &str, day: &str) -> Exchange {
        let source = Source::builtin("rates.csv", &format!("from,to,rate,as_of\n{rows}"));
        let (rates, problems) = read(&source, &ReadOptions::default());
        assert!(problems.is_empty(), "{problems:?}");
        Exchange::new(Currency::USD, Some(day.parse().unwrap()), rates)
    }

    fn euro(amount: i64) -> Money {
        Money::new(Decimal::from(amount), Currency::EUR)
    }

    #[test]
    fn the_newest_rate_that_is_not_later_than_the_case() {
        let rows = "EUR,USD,1.10,2026-01-01\nEUR,USD,1.20,2026-03-01\nEUR,USD,1.30,2026-09-01\n";
        let exchange = exchange(rows, "2026-05-04");
        assert_eq!(exchange.money(euro(1000)).unwrap().to_string(), "1200 USD");
        assert_eq!(exchange.into_notes(), ["1 EUR = 1.2 USD on 2026-03-01 (rates.csv:3)"]);
    }

    #[test]
    fn a_rate_serves_both_ways_and_none_is_made_up() {
        let exchange = exchange("USD,EUR,0.8,2026-01-01\n", "2026-05-04");
        assert_eq!(exchange.money(euro(1000)).unwrap().to_string(), "1250 USD");
        let pound = Money::new(Decimal::ONE, Currency::GBP);
        assert!(exchange.money(pound).unwrap_err().message.starts_with("this is GBP, the case is in USD"));
    }

    #[test]
    fn a_rate_of_nothing_is_refused() {
        let source = Source::builtin("rates.csv", "from,to,rate,as_of\nEUR,USD,0,2026-01-01\nEUR,USX,1,x\n");
        let (_, problems) = read(&source, &ReadOptions::default());
        assert_eq!(problems.len(), 3);
    }
}
