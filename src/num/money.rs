//! Exact money: a decimal amount and its ISO 4217 currency.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Sub};

use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use rust_decimal::{Decimal, RoundingStrategy};

pub use iso_currency::Currency;

/// How to round, named at every call that rounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// Toward zero: never promise more than there is.
    Down,
    /// To the nearest, halves away from zero: what people expect of a figure they read.
    HalfUp,
}

impl Rounding {
    fn strategy(self) -> RoundingStrategy {
        match self {
            Rounding::Down => RoundingStrategy::ToZero,
            Rounding::HalfUp => RoundingStrategy::MidpointAwayFromZero,
        }
    }
}

/// An exact amount of money in one currency.
///
/// Arithmetic is on decimals and never rounds by itself. Amounts of different
/// currencies cannot be added: a case converts everything to its own currency
/// before it is built, so that a mixture is a fault of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    amount: Decimal,
    currency: Currency,
}

impl Money {
    /// An amount in a currency.
    pub fn new(amount: Decimal, currency: Currency) -> Self {
        Money { amount, currency }
    }

    /// Nothing, in a currency.
    pub fn zero(currency: Currency) -> Self {
        Money { amount: Decimal::ZERO, currency }
    }

    /// The amount without its currency.
    pub fn amount(self) -> Decimal {
        self.amount
    }

    /// The currency.
    pub fn currency(self) -> Currency {
        self.currency
    }

    /// True for exactly nothing.
    pub fn is_zero(self) -> bool {
        self.amount.is_zero()
    }

    /// True below nothing.
    pub fn is_negative(self) -> bool {
        self.amount.is_sign_negative() && !self.amount.is_zero()
    }

    /// The amount times an exact factor, unrounded.
    #[must_use]
    pub fn times(self, factor: Decimal) -> Self {
        Money { amount: self.amount.saturating_mul(factor), ..self }
    }

    /// The amount divided by an exact divisor; `None` for a divisor of zero.
    pub fn divided_by(self, divisor: Decimal) -> Option<Self> {
        Some(Money { amount: self.amount.checked_div(divisor)?, ..self })
    }

    /// Rounded to a multiple of `step`, which must be positive.
    #[must_use]
    pub fn rounded_to(self, step: Decimal, rounding: Rounding) -> Self {
        debug_assert!(step > Decimal::ZERO, "a rounding step is positive");
        match self.amount.checked_div(step) {
            Some(steps) => Money {
                amount: steps.round_dp_with_strategy(0, rounding.strategy()).saturating_mul(step).normalize(),
                ..self
            },
            None => self,
        }
    }

    /// Rounded to the smallest coin of its currency (cents, or whole yen).
    #[must_use]
    pub fn rounded_to_cents(self, rounding: Rounding) -> Self {
        let places = money_scale(self.currency);
        Money { amount: self.amount.round_dp_with_strategy(places, rounding.strategy()), ..self }
    }

    /// The door from exact money to the model's floating point.
    pub fn to_f64(self) -> f64 {
        self.amount.to_f64().unwrap_or(f64::NAN)
    }

    /// The door back: a modelled amount as money, rounded to cents.
    ///
    /// An amount that is not finite or too large for a decimal becomes `None`.
    pub fn from_f64_rounded(amount: f64, currency: Currency, rounding: Rounding) -> Option<Self> {
        let exact = Decimal::from_f64(amount)?;
        Some(Money::new(exact, currency).rounded_to_cents(rounding))
    }

    /// Compares two amounts of one currency; `None` when the currencies differ.
    pub fn compare(self, other: Money) -> Option<Ordering> {
        (self.currency == other.currency).then(|| self.amount.cmp(&other.amount))
    }

    fn with(self, other: Money, sum: Decimal) -> Money {
        assert!(
            self.currency == other.currency,
            "amounts in {} and {} are never mixed",
            self.currency.code(),
            other.currency.code()
        );
        Money { amount: sum, currency: self.currency }
    }
}

impl Add for Money {
    type Output = Money;
    fn add(self, other: Money) -> Money {
        self.with(other, self.amount.saturating_add(other.amount))
    }
}

impl Sub for Money {
    type Output = Money;
    fn sub(self, other: Money) -> Money {
        self.with(other, self.amount.saturating_sub(other.amount))
    }
}

impl fmt::Display for Money {
    /// The plain amount and the code, for messages: `185000 USD`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount.normalize(), self.currency.code())
    }
}

/// How many decimals the currency's smallest coin has: 2 for most, 0 for yen.
pub fn money_scale(currency: Currency) -> u32 {
    currency.exponent().map_or(2, u32::from)
}

/// The step of the 1–2–5 scale (…, 100, 200, 500, 1000, …) nearest below or at `size`.
///
/// `nice_step(503.7)` is 500: a precise figure that still can be said aloud.
/// A size that is not positive gives 1.
pub fn nice_step(size: Decimal) -> Decimal {
    if size <= Decimal::ZERO {
        return Decimal::ONE;
    }
    let mut power = Decimal::ONE;
    while power > size {
        power /= Decimal::TEN;
    }
    while power.saturating_mul(Decimal::TEN) <= size {
        power *= Decimal::TEN;
    }
    [Decimal::from(5), Decimal::from(2)]
        .into_iter()
        .map(|m| m * power)
        .find(|step| *step <= size)
        .unwrap_or(power)
        .normalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usd(amount: i64) -> Money {
        Money::new(Decimal::from(amount), Currency::USD)
    }

    #[test]
    fn steps_are_on_the_1_2_5_scale() {
        let step = |s: &str| nice_step(s.parse().unwrap()).to_string();
        assert_eq!(step("503.7"), "500");
        assert_eq!(step("499"), "200");
        assert_eq!(step("199.9"), "100");
        assert_eq!(step("0.07"), "0.05");
        assert_eq!(step("1"), "1");
        assert_eq!(step("-3"), "1");
    }

    #[test]
    fn rounding_is_named_and_exact() {
        assert_eq!(usd(201_668).rounded_to(Decimal::from(500), Rounding::Down), usd(201_500));
        assert_eq!(usd(201_250).rounded_to(Decimal::from(500), Rounding::HalfUp), usd(201_500));
        let fraction = Money::new("0.005".parse().unwrap(), Currency::USD);
        assert_eq!(fraction.rounded_to_cents(Rounding::HalfUp).amount().to_string(), "0.01");
        let yen = Money::new("10.5".parse().unwrap(), Currency::JPY);
        assert_eq!(yen.rounded_to_cents(Rounding::Down).amount().to_string(), "10");
    }

    #[test]
    fn doors_to_and_from_floating_point() {
        assert!((usd(185_000).to_f64() - 185_000.0).abs() < f64::EPSILON);
        assert_eq!(
            Money::from_f64_rounded(1234.567, Currency::USD, Rounding::HalfUp).unwrap().to_string(),
            "1234.57 USD"
        );
        assert!(Money::from_f64_rounded(f64::NAN, Currency::USD, Rounding::Down).is_none());
    }

    #[test]
    #[should_panic(expected = "never mixed")]
    fn currencies_are_never_mixed() {
        let _ = usd(1) + Money::zero(Currency::EUR);
    }
}
