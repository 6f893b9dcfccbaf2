//! One cell or value: text → a typed value, or what is wrong with it and how to mend it.
//!
//! The readers of tables and of case files share these, so that a date or an
//! amount is written alike everywhere.

use rust_decimal::Decimal;

pub use super::day::{date, date_or_year, date_remedy, is_day};
pub use super::range::{in_range, money_in_range};
use crate::budget;
use crate::domain::{BonusTerm, Equity, same_name};
use crate::num::{
    AmountError, AmountStyle, Currency, Money, ParsedAmount, Percent, parse_amount, parse_percent,
};

/// What is wrong with a value; its place and name are the caller's to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong, to follow the name of the column or key.
    pub message: String,
    /// How to mend it.
    pub hint: String,
}

impl Fault {
    /// A fault and its remedy; of what was written no more is repeated than fits on a few lines.
    pub fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Fault { message: shortened(message.into()), hint: shortened(hint.into()) }
    }
}

fn shortened(text: String) -> String {
    match text.char_indices().nth(budget::MESSAGE) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// A value or what is wrong with it.
pub type Read<T> = Result<T, Fault>;

/// A percentage is at most this, so that a bare number up to it could be one.
const WHOLE: Decimal = Decimal::ONE_HUNDRED;

/// A number, of any sign and with a currency if one is written beside it.
///
/// # Errors
/// When it cannot be read or could mean two numbers.
pub fn amount(text: &str, style: AmountStyle) -> Read<ParsedAmount> {
    let read = parse_amount(text, style).map_err(|error| match error {
        AmountError::Ambiguous { one, other } => ambiguous(text, &one, &other, style),
        AmountError::Empty => Fault::new("nothing is there", "write an amount, such as 185000"),
        AmountError::Unreadable => unreadable(text, style),
    })?;
    in_range(read.value, budget::AMOUNT).map(|_| read)
}

/// Not an amount, or one that is written the other way.
fn unreadable(text: &str, style: AmountStyle) -> Fault {
    let other = if style.is_comma() { AmountStyle::DecimalPoint } else { AmountStyle::DecimalComma };
    match (parse_amount(text, other), style.is_comma()) {
        (Ok(_), false) => Fault::new(
            format!("`{text}` has a decimal comma"),
            "say `--decimal-comma`, or decimal_comma = true under [files] of the case",
        ),
        (Ok(_), true) => Fault::new(
            format!("`{text}` has a decimal point"),
            "leave `--decimal-comma` and decimal_comma out, or write a comma",
        ),
        _ => Fault::new(
            format!("`{text}` is not an amount"),
            "write it as 185000, 185,000, $185,000, 185k or 1.2M",
        ),
    }
}

fn ambiguous(text: &str, one: &str, other: &str, style: AmountStyle) -> Fault {
    let bare = other.replace(',', "");
    let remedy = match style.is_comma() {
        false => "say `--decimal-comma` if the file is European",
        true => "leave `--decimal-comma` out if the file has decimal points",
    };
    Fault::new(format!("`{text}` could be {one} or {other}"), format!("write {bare}, or {remedy}"))
}

/// An amount of money, not below zero, in `currency` unless it names another.
///
/// # Errors
/// As [`amount`], and when it is negative.
pub fn money(text: &str, currency: Currency, style: AmountStyle) -> Read<Money> {
    if text.trim().ends_with('%') {
        return Err(Fault::new(
            format!("`{text}` is a percentage where an amount is needed"),
            "write the amount itself, such as 185000",
        ));
    }
    let read = amount(text, style)?;
    let money = Money::new(read.value, read.currency.unwrap_or(currency));
    if money.is_negative() {
        return Err(Fault::new(
            format!("`{text}` is below zero"),
            "pay is zero or more; leave it out if it is unknown",
        ));
    }
    Ok(money)
}

/// A percentage with its sign: `5%`.
///
/// # Errors
/// When it has no sign (0.05 could be 5% or 0.05%) or cannot be read.
pub fn percent(text: &str, style: AmountStyle) -> Read<Percent> {
    let pointed = if style.is_comma() { text.trim().replace(',', ".") } else { text.trim().to_owned() };
    if let Some(percent) = parse_percent(&pointed) {
        return in_range(percent.percent(), budget::PERCENT).map(|_| percent);
    }
    match pointed.parse::<Decimal>() {
        Ok(number) => Err(without_sign(text, number)),
        Err(_) => Err(Fault::new(format!("`{text}` is not a percentage"), "write it with its sign, as 5%")),
    }
}

fn without_sign(text: &str, number: Decimal) -> Fault {
    let bare = text.trim();
    if number > Decimal::ZERO && number < Decimal::ONE {
        let hundredfold = (number * WHOLE).normalize();
        Fault::new(
            format!("`{bare}` could be {bare}% or {hundredfold}%"),
            format!("write the sign: \"{bare}%\" or \"{hundredfold}%\""),
        )
    } else {
        Fault::new(format!("`{bare}` has no percent sign"), format!("write \"{bare}%\""))
    }
}

/// A plain number without a currency.
///
/// # Errors
/// When it cannot be read.
pub fn number(text: &str, style: AmountStyle) -> Read<Decimal> {
    let read = amount(text, style).map_err(|fault| match fault.message.starts_with("nothing") {
        true => fault,
        false => Fault { message: fault.message.replace("an amount", "a number"), ..fault },
    })?;
    match read.currency {
        None => Ok(read.value),
        Some(_) => Err(Fault::new(format!("`{text}` is not a number"), "write digits alone")),
    }
}

/// A bonus: an amount, or a percent of base.
///
/// # Errors
/// As [`money`] and [`percent`]; a number up to 100 without a sign could be either.
pub fn bonus(text: &str, currency: Currency, style: AmountStyle) -> Read<BonusTerm> {
    if text.trim().ends_with('%') {
        let percent = percent(text, style)?;
        if percent.percent() < Decimal::ZERO {
            return Err(Fault::new(format!("`{text}` is below zero"), "a bonus is zero or more"));
        }
        return Ok(BonusTerm::PercentOfBase(percent));
    }
    let money = money(text, currency, style)?;
    if !money.is_zero() && money.amount() <= WHOLE {
        return Err(Fault::new(
            format!("`{}` could be a percent of base or an amount", text.trim()),
            format!("write \"{}%\" if it is a percentage", text.trim()),
        ));
    }
    Ok(BonusTerm::Amount(money))
}

/// Words that mean a number of shares when they follow it.
const UNIT_WORDS: [&str; 8] = ["units", "unit", "shares", "share", "options", "option", "rsus", "rsu"];

/// An equity grant: `0.04%` of the company, `80000` of money, or `500 units`.
///
/// # Errors
/// As [`money`] and [`percent`]; a number up to 100 without a unit could be any of the three.
pub fn equity(text: &str, currency: Currency, style: AmountStyle) -> Read<Equity> {
    let trimmed = text.trim();
    if trimmed.ends_with('%') {
        return positive_equity(text, Equity::Percent(percent(text, style)?));
    }
    if let Some((count, word)) = trimmed.rsplit_once(char::is_whitespace)
        && UNIT_WORDS.contains(&word.to_lowercase().as_str())
    {
        return positive_equity(text, Equity::Units(in_range(number(count, style)?, budget::UNITS)?));
    }
    let money = money(text, currency, style)?;
    if !money.is_zero() && money.amount() <= WHOLE {
        return Err(Fault::new(
            format!("`{trimmed}` could be a percent of the company, an amount or units"),
            format!("write \"{trimmed}%\" if it is a share of the company, \"{trimmed} units\" if units"),
        ));
    }
    Ok(Equity::Amount(money))
}

fn positive_equity(text: &str, equity: Equity) -> Read<Equity> {
    let too_much = matches!(equity, Equity::Percent(p) if p.percent() > WHOLE);
    if equity.quantity() < Decimal::ZERO || too_much {
        let why = if too_much { "more than the whole company" } else { "below zero" };
        return Err(Fault::new(format!("`{text}` is {why}"), "write the grant as it is offered"));
    }
    Ok(equity)
}

/// A currency by its ISO 4217 code.
///
/// # Errors
/// When there is no such code.
pub fn currency(text: &str) -> Read<Currency> {
    let code = text.trim();
    Currency::from_code(&code.to_uppercase()).ok_or_else(|| {
        Fault::new(format!("`{code}` is not a currency"), "write its ISO code: USD, EUR, GBP, …")
    })
}

/// An enumeration whose variants are words in files.
pub trait Word: strum::VariantArray + Copy + Into<&'static str> {}

impl<T: strum::VariantArray + Copy + Into<&'static str>> Word for T {}

/// The variant that a word names, spelled in any case.
///
/// # Errors
/// When there is none of that name, with the nearest.
pub fn word<T: Word>(text: &str) -> Read<T> {
    let names: Vec<(&str, T)> = T::VARIANTS.iter().map(|one| ((*one).into(), *one)).collect();
    one_of(text, &names)
}

/// One of several names, spelled in any case.
///
/// # Errors
/// When it is none of them, with the nearest.
pub fn one_of<T: Clone>(text: &str, names: &[(&str, T)]) -> Read<T> {
    let given = text.trim();
    let found = names.iter().find(|(name, _)| same_name(name, given));
    found.map(|(_, value)| value.clone()).ok_or_else(|| {
        let known = names.iter().map(|(name, _)| *name);
        Fault::new(
            format!("`{given}` is not known here"),
            super::did_you_mean::did_you_mean(given, known, "write one of"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const POINT: AmountStyle = AmountStyle::DecimalPoint;

    #[test]
    fn money_is_never_negative_nor_a_percentage() {
        assert_eq!(money("£58,185", Currency::USD, POINT).unwrap().to_string(), "58185 GBP");
        assert!(money("-1", Currency::USD, POINT).unwrap_err().message.contains("below zero"));
        assert!(money("5%", Currency::USD, POINT).unwrap_err().message.contains("percentage"));
    }

    #[test]
    fn an_amount_of_the_other_style_is_told_as_such() {
        let message = |text, style| amount(text, style).unwrap_err().message;
        assert_eq!(message("82.000,00", POINT), "`82.000,00` has a decimal comma");
        assert_eq!(message("82,000.50", AmountStyle::DecimalComma), "`82,000.50` has a decimal point");
        assert_eq!(message("82..0", POINT), "`82..0` is not an amount");
    }

    #[test]
    fn a_percentage_needs_its_sign() {
        let fault = percent("0.05", POINT).unwrap_err();
        assert_eq!(fault.message, "`0.05` could be 0.05% or 5%");
        assert_eq!(percent("5", POINT).unwrap_err().hint, "write \"5%\"");
        assert_eq!(percent("12,5%", AmountStyle::DecimalComma).unwrap().to_string(), "12.5%");
    }

    #[test]
    fn equity_in_three_units() {
        let read = |text| equity(text, Currency::USD, POINT);
        assert!(matches!(read("0.04%"), Ok(Equity::Percent(_))));
        assert!(matches!(read("80,000"), Ok(Equity::Amount(_))));
        assert!(matches!(read("500 RSUs"), Ok(Equity::Units(_))));
        assert!(read("0.04").unwrap_err().message.contains("could be a percent"));
        assert!(read("120%").is_err());
        assert!(read("-5 units").is_err());
    }

    #[test]
    fn nothing_is_read_that_no_calculation_is_meant_for() {
        let nines = |n: usize| "9".repeat(n);
        assert_eq!(amount("1_000_000_000_000_000", POINT).unwrap().value, budget::AMOUNT);
        assert_eq!(
            equity("1_000_000_000_000 units", Currency::USD, POINT).unwrap().quantity(),
            budget::UNITS
        );
        for text in [&nines(16), &nines(27), &nines(28), "-1000000000000000.01", "2000000bn"] {
            assert!(amount(text, POINT).unwrap_err().message.contains("too large"), "{text}");
        }
        for text in ["1000000000001 units", &format!("{} units", nines(28)), "1000001%"] {
            assert!(equity(text, Currency::USD, POINT).unwrap_err().message.contains("too large"), "{text}");
        }
        assert!(amount(&nines(29), POINT).unwrap_err().message.contains("not an amount"));
        assert!(amount("0.0000000000001", POINT).unwrap_err().message.contains("more than 12 decimals"));
        assert!(amount(&nines(1_000_000), POINT).unwrap_err().message.len() < 2_000);
        assert!(date("0001-01-01").unwrap_err().message.contains("not a day of these times"));
    }

    #[test]
    fn a_bonus_of_fifteen_is_not_guessed() {
        assert!(bonus("15", Currency::USD, POINT).is_err());
        assert!(matches!(bonus("15%", Currency::USD, POINT), Ok(BonusTerm::PercentOfBase(_))));
        assert!(matches!(bonus("0", Currency::USD, POINT), Ok(BonusTerm::Amount(_))));
    }
}
