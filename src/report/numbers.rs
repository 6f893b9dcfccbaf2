//! How numbers look to a reader: the only place that rounds for display.
//!
//! A figure never shows digits that its error does not carry: what is
//! simulated goes through [`Numbers::about`], [`Numbers::share`] or
//! [`meetings`], which look at the standard error; what is exact goes through
//! [`Numbers::amount`] and [`Numbers::percent`].

use jiff::civil::Date;
use rust_decimal::prelude::FromPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::domain::Equity;
use crate::num::{Currency, Estimate, MONTHS, Money, money_scale};

/// The typographic minus, as wide as a plus.
const MINUS: char = '\u{2212}';
/// Keeps a number and its unit on one line.
const HARD_SPACE: char = '\u{a0}';

/// The signs with which a language writes numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbers {
    group: char,
    point: char,
    /// "13 %" instead of "13%", "120.000 €" instead of "€120,000".
    unit_behind: bool,
    months: [&'static str; 12],
    day_suffix: &'static str,
    /// What shares or units are called.
    units: &'static str,
    /// A billion, a million, a thousand, as they stand behind a number.
    short: [&'static str; 3],
}

impl Numbers {
    /// 1,234.5 · 13% · 4 May 2026.
    pub const ENGLISH: Numbers = Numbers {
        group: ',',
        point: '.',
        unit_behind: false,
        months: MONTHS,
        day_suffix: "",
        units: "units",
        short: ["bn", "M", "k"],
    };

    /// 1.234,5 · 13 % · 4. Mai 2026.
    pub const GERMAN: Numbers = Numbers {
        group: '.',
        point: ',',
        unit_behind: true,
        months: [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ],
        day_suffix: ".",
        units: "Stück",
        short: ["\u{a0}Mrd.", "\u{a0}Mio.", "\u{a0}Tsd."],
    };

    /// A plain number with at most `places` decimals, trailing zeros dropped.
    pub fn number(self, value: Decimal, places: u32) -> String {
        let rounded = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
        self.spell(rounded.normalize(), false)
    }

    /// A ratio with two decimals, halves up: `0.90`.
    pub fn ratio(self, value: Decimal) -> String {
        let mut rounded = value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        rounded.rescale(2);
        self.spell(rounded, false)
    }

    /// How many: `4,673`.
    pub fn count(self, n: u64) -> String {
        self.spell(Decimal::from(n), false)
    }

    /// An exact amount without its currency: `201,500`. Cents only where there are some.
    pub fn amount(self, money: Money) -> String {
        let places = money_scale(money.currency());
        let rounded =
            money.amount().round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero).normalize();
        let mut shown = rounded;
        if !rounded.is_integer() {
            shown.rescale(places);
        }
        self.spell(shown, indian(money.currency()))
    }

    /// An exact amount with its currency's sign, or its code where the sign
    /// means several currencies: `$201,500`, `€58,185`, `CHF 120,000`.
    pub fn money(self, money: Money) -> String {
        self.with_unit(&self.amount(money), money.currency())
    }

    /// An amount with its sign in front: `+5,900`, `−1,200`, `0`.
    pub fn signed(self, money: Money) -> String {
        plus(self.amount(money), money.amount() > Decimal::ZERO)
    }

    /// A simulated amount without false digits: 5,903 ± 43 is `5,900`.
    pub fn about(self, value: f64, se: f64, currency: Currency) -> String {
        self.amount(about(value, se, currency))
    }

    /// A simulated amount with its sign in front: `+5,900`.
    pub fn about_signed(self, value: f64, se: f64, currency: Currency) -> String {
        self.signed(about(value, se, currency))
    }

    /// An amount in as few letters as a chart needs: `$190k`, `€1.25M`. Digits
    /// finer than `step` (the distance of two marks) are dropped.
    pub fn compact(self, money: Money, step: Decimal) -> String {
        let size = money.amount().abs().max(step);
        let (unit, suffix) = [1_000_000_000_u64, 1_000_000, 1_000]
            .into_iter()
            .zip(self.short)
            .find(|(unit, _)| size >= Decimal::from(*unit))
            .unwrap_or((1, ""));
        let unit = Decimal::from(unit);
        let places = decimals_of(step / unit);
        let number = self.number(money.amount() / unit, places);
        let suffix = if money.is_zero() { "" } else { suffix };
        self.with_unit(&format!("{number}{suffix}"), money.currency())
    }

    /// An exact fraction as a percentage with at most `places` decimals: .132 is `13.2%`.
    pub fn percent(self, fraction: f64, places: u32) -> String {
        let percent = Decimal::from_f64(fraction * 100.0).unwrap_or_default();
        self.per_cent_sign(&self.number(percent, places))
    }

    /// The same with its sign in front: `+13.2%`, `−3%`.
    pub fn percent_signed(self, fraction: f64, places: u32) -> String {
        let text = self.percent(fraction, places);
        let above = !text.starts_with(MINUS) && text.chars().any(|c| ('1'..='9').contains(&c));
        plus(text, above)
    }

    /// A simulated share as a percentage without false digits: .4923 ± .0011
    /// is `49.2%`, .49 ± .01 is `49%`. Never more than one decimal from 1% up,
    /// nor more than two below. What no simulated world shows, or every one, is told as
    /// below or above the nearest share that can be told: `<0.01%`, `>99.9%`.
    pub fn share(self, share: Estimate) -> String {
        let places = share_places(share);
        let least = 0.01 / 10_f64.powi(i32::try_from(places).unwrap_or_default());
        match share.value {
            value if value < least / 2.0 => format!("<{}", self.percent(least, places)),
            value if value > 1.0 - least / 2.0 => format!(">{}", self.percent(1.0 - least, places)),
            value => self.percent(value, places),
        }
    }

    /// A grant as people state it: `0.06%`, `$120,000`, `1,200 units`.
    pub fn equity(self, equity: Equity) -> String {
        match equity {
            Equity::Percent(percent) => self.per_cent_sign(&self.number(percent.percent(), 4)),
            Equity::Amount(money) => self.money(money),
            Equity::Units(units) => format!("{}{HARD_SPACE}{}", self.number(units, 2), self.units),
        }
    }

    /// A day: `4 May 2026`.
    pub fn date(self, date: Date) -> String {
        format!("{}{} {}", date.day(), self.day_suffix, self.month(date))
    }

    /// A month: `May 2026`.
    pub fn month(self, date: Date) -> String {
        let month = usize::from(date.month().unsigned_abs()).saturating_sub(1);
        format!("{} {}", self.months[month.min(11)], date.year())
    }

    fn per_cent_sign(self, number: &str) -> String {
        if self.unit_behind { format!("{number}{HARD_SPACE}%") } else { format!("{number}%") }
    }

    fn with_unit(self, number: &str, currency: Currency) -> String {
        if self.unit_behind {
            return format!("{number}{HARD_SPACE}{}", sign_of(currency).unwrap_or(currency.code()));
        }
        let (minus, digits) = match number.strip_prefix(MINUS) {
            Some(digits) => ("\u{2212}", digits),
            None => ("", number),
        };
        match sign_of(currency) {
            Some(sign) => format!("{minus}{sign}{digits}"),
            None => format!("{minus}{}{HARD_SPACE}{digits}", currency.code()),
        }
    }

    /// Digits in groups, with the language's signs.
    fn spell(self, value: Decimal, indian: bool) -> String {
        let plain = value.abs().to_string();
        let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut text = String::new();
        if value.is_sign_negative() && !value.is_zero() {
            text.push(MINUS);
        }
        let count = whole.len();
        for (i, digit) in whole.chars().enumerate() {
            let left = count - i;
            let cut = if indian { left == 3 || (left > 3 && left % 2 == 1) } else { left.is_multiple_of(3) };
            if i > 0 && cut {
                text.push(self.group);
            }
            text.push(digit);
        }
        if !decimals.is_empty() {
            text.push(self.point);
            text.push_str(decimals);
        }
        text
    }
}

/// A simulated amount rounded to what its standard error carries: a power of
/// ten at or above the error, and at most three digits that matter (four from
/// 100,000 on, where salaries differ in the fourth).
pub fn about(value: f64, se: f64, currency: Currency) -> Money {
    let exact = Decimal::from_f64(value).unwrap_or_default();
    let digits = if value.abs() >= 100_000.0 { 4 } else { 3 };
    let mut step = Decimal::ONE;
    let error = Decimal::from_f64(se.abs()).unwrap_or_default();
    let finest = exact.abs() / ten_to(digits);
    while step < error || step <= finest {
        let next = step.saturating_mul(Decimal::TEN);
        if next == step {
            break;
        }
        step = next;
    }
    Money::new(exact, currency).rounded_to(step, crate::num::Rounding::HalfUp)
}

/// A chance as meetings: `49 of 100`, below one in a hundred (or above 99)
/// `3 of 1,000`, and `fewer than 1 of 1,000`.
pub fn meetings(chance: f64) -> String {
    let hundreds = (chance * 100.0).round();
    let thousands = (chance * 1000.0).round();
    if (0.01..=0.99).contains(&chance) {
        format!("{hundreds:.0} of 100")
    } else if chance <= 0.0 {
        "none of 1,000".to_owned()
    } else if thousands < 1.0 {
        "fewer than 1 of 1,000".to_owned()
    } else if thousands < 1000.0 {
        format!("{thousands:.0} of 1,000")
    } else if chance < 1.0 {
        "more than 999 of 1,000".to_owned()
    } else {
        "all of 1,000".to_owned()
    }
}

fn share_places(share: Estimate) -> u32 {
    let most = if share.value.abs() >= 0.01 { 1 } else { 2 };
    let error = share.se.abs() * 100.0;
    let mut places = 0;
    let mut unit = 1.0;
    while places < most && unit / 10.0 >= error {
        unit /= 10.0;
        places += 1;
    }
    places
}

fn plus(text: String, above: bool) -> String {
    if above { format!("+{text}") } else { text }
}

fn ten_to(digits: u32) -> Decimal {
    (0..digits).fold(Decimal::ONE, |power, _| power * Decimal::TEN)
}

/// How many decimals it takes to write a step without losing any of it.
fn decimals_of(step: Decimal) -> u32 {
    let shown = step.round_dp_with_strategy(6, RoundingStrategy::MidpointAwayFromZero).normalize();
    if shown.is_zero() { 0 } else { shown.scale() }
}

/// Lakh and crore: 12,50,000.
fn indian(currency: Currency) -> bool {
    currency == Currency::INR
}

/// The sign of a currency where it means no other.
fn sign_of(currency: Currency) -> Option<&'static str> {
    match currency {
        Currency::USD => Some("$"),
        Currency::EUR => Some("€"),
        Currency::GBP => Some("£"),
        Currency::JPY => Some("¥"),
        Currency::INR => Some("₹"),
        _ => None,
    }
}

#[cfg(test)]
#[path = "numbers_tests.rs"]
mod tests;
