//! Percentages, exact, written with their sign.

use std::fmt;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A percentage, exact: `Percent::from_percent(5)` is 5%.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Percent(Decimal);

impl Percent {
    /// From the number before the sign: 5 is 5%.
    pub fn from_percent(percent: Decimal) -> Self {
        Percent(percent)
    }

    /// The number before the sign.
    pub fn percent(self) -> Decimal {
        self.0
    }

    /// As an exact fraction: 5% is 0.05.
    pub fn fraction(self) -> Decimal {
        self.0 / Decimal::ONE_HUNDRED
    }

    /// As a floating-point fraction, for the model.
    pub fn to_f64(self) -> f64 {
        self.fraction().to_f64().unwrap_or(f64::NAN)
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", self.0.normalize())
    }
}

/// Reads `5%`, `0.04%`, `12.5 %`. A number without the sign is `None`, since
/// 0.05 could be 5% or 0.05%.
pub fn parse_percent(text: &str) -> Option<Percent> {
    let digits = text.trim().strip_suffix('%')?.trim_end();
    let plain = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    plain.then(|| digits.parse().ok()).flatten().map(Percent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_only_with_the_sign() {
        assert_eq!(parse_percent("0.04%").unwrap().fraction().to_string(), "0.0004");
        assert_eq!(parse_percent(" 12.5 % ").unwrap().to_string(), "12.5%");
        assert_eq!(parse_percent("-3%").unwrap().to_string(), "-3%");
        for bad in ["0.05", "%", "five%", "5%%", "1e2%", ""] {
            assert!(parse_percent(bad).is_none(), "{bad}");
        }
    }
}
