//! Amounts of a table of the file: money, bonuses, equity, what something is worth.

use rust_decimal::Decimal;

use super::chapter::{Table, within};
use crate::domain::{BonusTerm, Equity, Worth, same_name};
use crate::input::value::{self, Fault};
use crate::num::Money;

/// The words for an alternative that only serves as leverage.
const NOT_TAKEN: &str = "would not take it";

impl Table<'_> {
    /// Money, zero or more, in the case's currency; converted where it is in another.
    pub fn money(&self, key: &str) -> Option<Money> {
        self.read(key, |text, style| {
            let money = value::money(text, self.plain_currency(), style)?;
            self.reading().exchange().money(money)
        })
    }

    /// A list of amounts, each as by [`Table::money`].
    pub fn moneys(&self, key: &str) -> Option<Vec<Money>> {
        self.list(key, |text, style| {
            let money = value::money(text, self.plain_currency(), style)?;
            self.reading().exchange().money(money)
        })
    }

    /// A bonus: money, converted as by [`Table::money`], or a percent of base.
    pub fn bonus(&self, key: &str) -> Option<BonusTerm> {
        self.read(key, |text, style| match value::bonus(text, self.plain_currency(), style)? {
            BonusTerm::Amount(money) => self.reading().exchange().money(money).map(BonusTerm::Amount),
            percent => Ok(percent),
        })
    }

    /// What something is worth to the person: a share of what it pays, an amount a year, or nothing.
    pub fn worth(&self, key: &str) -> Option<Worth> {
        self.read(key, |text, style| {
            if same_name(text, NOT_TAKEN) {
                return Ok(Worth::NotTaken);
            }
            if text.trim_end().ends_with('%') {
                let share = value::percent(text, style)?;
                return within(share.percent(), &(Decimal::ZERO..=Decimal::from(500)), "%")
                    .map(|()| Worth::Share(share));
            }
            let remedy = format!("write \"80%\" of its pay, an amount a year, or {NOT_TAKEN:?}");
            let money = value::money(text, self.plain_currency(), style)
                .map_err(|fault| Fault::new(fault.message, remedy))?;
            self.reading().exchange().money(money).map(Worth::Amount)
        })
    }

    /// An equity grant: a percent of the company, money (converted), or units.
    pub fn equity(&self, key: &str) -> Option<Equity> {
        self.read(key, |text, style| {
            let equity = value::equity(text, self.plain_currency(), style)?;
            self.reading().exchange().equity(equity)
        })
    }
}
