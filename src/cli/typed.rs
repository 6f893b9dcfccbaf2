//! Figures typed on the command line, read by the rules of the files.

use crate::domain::{BonusTerm, Equity};
use crate::error::{Error, Result};
use crate::input::value::{self, Fault, Read};
use crate::num::{AmountStyle, Currency, Money};

/// Reads what stands behind flags: amounts of one currency, written in one style.
#[derive(Debug, Clone, Copy)]
pub struct Typed {
    /// The currency of every amount.
    pub currency: Currency,
    /// How amounts are written.
    pub style: AmountStyle,
}

/// A currency by its code.
///
/// # Errors
/// A code that does not exist.
pub fn currency(flag: &str, code: &str) -> Result<Currency> {
    said(flag, value::currency(code))
}

/// What was read behind a flag.
fn said<T>(flag: &str, read: Read<T>) -> Result<T> {
    read.map_err(|Fault { message, hint, .. }| Error::usage_hint(format!("{flag}: {message}"), hint))
}

impl Typed {
    /// Amounts of a currency in the style that the user named.
    pub fn new(currency: Currency, decimal_comma: bool) -> Self {
        let style = if decimal_comma { AmountStyle::DecimalComma } else { AmountStyle::DecimalPoint };
        Typed { currency, style }
    }

    /// An amount above zero.
    ///
    /// # Errors
    /// What cannot be read, is zero, or is of another currency.
    pub fn money(&self, flag: &str, text: &str) -> Result<Money> {
        let money = said(flag, value::money(text, self.currency, self.style))?;
        if money.is_zero() {
            return Err(Error::usage_hint(
                format!("{flag}: `{text}` is not above zero"),
                "pay is a positive amount a year",
            ));
        }
        self.own_currency(flag, text, money)
    }

    /// A bonus at a base: an amount, or a percent of the base.
    ///
    /// # Errors
    /// What cannot be read, or is of another currency.
    pub fn bonus(&self, flag: &str, text: &str, base: Money) -> Result<Money> {
        let term: BonusTerm = said(flag, value::bonus(text, self.currency, self.style))?;
        self.own_currency(flag, text, term.at_base(base))
    }

    /// An equity grant.
    ///
    /// # Errors
    /// What cannot be read, or is of another currency.
    pub fn equity(&self, flag: &str, text: &str) -> Result<Equity> {
        let equity = said(flag, value::equity(text, self.currency, self.style))?;
        if let Equity::Amount(money) = equity {
            self.own_currency(flag, text, money)?;
        }
        Ok(equity)
    }

    fn own_currency(&self, flag: &str, text: &str, money: Money) -> Result<Money> {
        if money.currency() == self.currency {
            return Ok(money);
        }
        Err(Error::usage_hint(
            format!("{flag}: `{text}` is not in {}", self.currency.code()),
            "write amounts in the one currency of the case, or say --currency with theirs",
        ))
    }
}
