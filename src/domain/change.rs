//! A figure with its unit and its sign: how far something moved, or where it stood.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use strum::{IntoStaticStr, VariantArray};

use crate::num::{Money, Percent};

/// A figure of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Money, such as 2.1M of yearly revenue.
    Money(Money),
    /// Percent.
    Percent(Percent),
    /// A plain count.
    Number(Decimal),
    /// Points of a score, or percentage points.
    Points(Decimal),
    /// So many times as much.
    Times(Decimal),
    /// A stretch of time.
    Time(Decimal, TimeUnit),
}

/// What a stretch of time is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum TimeUnit {
    /// Thousandths of a second.
    Milliseconds,
    /// Seconds.
    Seconds,
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
    /// Days.
    Days,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// Quarters of a year.
    Quarters,
    /// Years.
    Years,
}

impl TimeUnit {
    /// The unit that a word names, English or German: `ms`, `s`, `days`, `Wochen`.
    pub fn named(word: &str) -> Option<Self> {
        let word = word.trim().trim_end_matches('.').to_lowercase();
        Some(match word.as_str() {
            "ms" | "millisekunde" | "millisekunden" => TimeUnit::Milliseconds,
            "s" | "sec" | "secs" | "sek" | "sekunde" | "sekunden" => TimeUnit::Seconds,
            "min" | "mins" | "minuten" => TimeUnit::Minutes,
            "h" | "hr" | "hrs" | "std" | "stunde" | "stunden" => TimeUnit::Hours,
            "tag" | "tage" | "tagen" => TimeUnit::Days,
            "woche" | "wochen" => TimeUnit::Weeks,
            "monat" | "monate" | "monaten" => TimeUnit::Months,
            "quartal" | "quartale" | "quartalen" => TimeUnit::Quarters,
            "jahr" | "jahre" | "jahren" => TimeUnit::Years,
            _ => {
                let many = format!("{}s", word.trim_end_matches('s'));
                return Self::VARIANTS.iter().copied().find(|unit| unit.name() == many);
            }
        })
    }

    /// The name in files, in the plural.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// How many seconds one has; months and longer by the average.
    fn seconds(self) -> Decimal {
        let whole = |seconds: i64| Decimal::from(seconds);
        match self {
            TimeUnit::Milliseconds => Decimal::new(1, 3),
            TimeUnit::Seconds => Decimal::ONE,
            TimeUnit::Minutes => whole(60),
            TimeUnit::Hours => whole(3_600),
            TimeUnit::Days => whole(86_400),
            TimeUnit::Weeks => whole(604_800),
            TimeUnit::Months => whole(2_629_746),
            TimeUnit::Quarters => whole(7_889_238),
            TimeUnit::Years => whole(31_556_952),
        }
    }
}

impl Change {
    /// The figure without its unit.
    pub fn value(self) -> Decimal {
        match self {
            Change::Money(money) => money.amount(),
            Change::Percent(percent) => percent.percent(),
            Change::Number(value) | Change::Points(value) | Change::Times(value) | Change::Time(value, _) => {
                value
            }
        }
    }

    /// The same figure in the same unit with another value.
    #[must_use]
    pub fn with_value(self, value: Decimal) -> Self {
        match self {
            Change::Money(money) => Change::Money(Money::new(value, money.currency())),
            Change::Percent(_) => Change::Percent(Percent::from_percent(value)),
            Change::Number(_) => Change::Number(value),
            Change::Points(_) => Change::Points(value),
            Change::Times(_) => Change::Times(value),
            Change::Time(_, unit) => Change::Time(value, unit),
        }
    }

    /// The figure that measures how far down it went: the same with a minus.
    #[must_use]
    pub fn down(self) -> Self {
        self.with_value(-self.value().abs())
    }

    /// True when the two can stand beside each other: days beside weeks, but not beside percent.
    pub fn same_kind(self, other: Self) -> bool {
        match (self, other) {
            (Change::Money(one), Change::Money(other)) => one.currency() == other.currency(),
            _ => std::mem::discriminant(&self) == std::mem::discriminant(&other),
        }
    }

    /// Its place on one scale for its kind: time in seconds.
    pub fn on_scale(self) -> Decimal {
        match self {
            Change::Time(value, unit) => value.saturating_mul(unit.seconds()),
            other => other.value(),
        }
    }

    /// Powers of ten of the value, 0 for nothing: how large it looks.
    pub(super) fn magnitude(self) -> f64 {
        libm::log10(self.value().abs().to_f64().unwrap_or(0.0).max(1.0))
    }
}

/// As a case file holds it: `-18%`, `3 weeks`, `5 points`, `2x`, `EUR 310000`.
impl std::fmt::Display for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let value = self.value().normalize();
        match self {
            Change::Money(money) => write!(f, "{} {value}", money.currency()),
            Change::Percent(_) => write!(f, "{value}%"),
            Change::Number(_) => write!(f, "{value}"),
            Change::Points(_) => write!(f, "{value} points"),
            Change::Times(_) => write!(f, "{value}x"),
            Change::Time(_, unit) => write!(f, "{value} {}", unit.name()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_by_their_words() {
        for (word, unit) in [
            ("ms", TimeUnit::Milliseconds),
            ("sec", TimeUnit::Seconds),
            ("Min.", TimeUnit::Minutes),
            ("hour", TimeUnit::Hours),
            ("weeks", TimeUnit::Weeks),
            ("quarters", TimeUnit::Quarters),
            ("Tagen", TimeUnit::Days),
            ("Minute", TimeUnit::Minutes),
            ("Std.", TimeUnit::Hours),
        ] {
            assert_eq!(TimeUnit::named(word), Some(unit), "{word}");
        }
        assert_eq!(TimeUnit::named("points"), None);
    }

    #[test]
    fn weeks_stand_beside_days_and_not_beside_percent() {
        let (weeks, days) = (Change::Time(3.into(), TimeUnit::Weeks), Change::Time(4.into(), TimeUnit::Days));
        assert!(weeks.same_kind(days) && weeks.on_scale() > days.on_scale());
        assert!(!weeks.same_kind(Change::Percent(Percent::from_percent(4.into()))));
        assert_eq!(weeks.down(), Change::Time((-3).into(), TimeUnit::Weeks));
    }
}
