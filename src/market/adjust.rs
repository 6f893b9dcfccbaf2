//! From the figures of a survey to figures for today and here: factors, each
//! with its reason.

use jiff::civil::Date;

use super::group::Group;
use crate::domain::{Adjustment, PercentilePoint, StatValue, months_between};
use crate::num::{Money, Rounding};

/// How pay is taken to have moved since the survey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Growth {
    /// v·(1 + r)^(m/12).
    #[default]
    Compound,
    /// v·(1 + r·m/12), as many pay departments do.
    Linear,
}

/// Which point of the plan year pay is set for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Policy {
    /// Its beginning: pay falls behind the market through the year.
    #[default]
    Lag,
    /// Its middle.
    LeadLag,
    /// Its end: pay runs ahead of the market through the year.
    Lead,
}

impl Policy {
    /// Months from the beginning of the plan year.
    fn months(self) -> f64 {
        match self {
            Policy::Lag => 0.0,
            Policy::LeadLag => 6.0,
            Policy::Lead => 12.0,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Policy::Lag => "",
            Policy::LeadLag => ", to the middle of the plan year (lead-lag)",
            Policy::Lead => ", to the end of the plan year (lead)",
        }
    }
}

/// How to age figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Aging {
    /// The day, or the beginning of the plan year, that figures are wanted for.
    pub to: Date,
    /// How much pay moves in a year, as a fraction.
    pub rate: f64,
    /// How it moves.
    pub growth: Growth,
    /// Which point of the plan year is meant.
    pub policy: Policy,
}

/// What figures of `months` ago are multiplied by.
pub fn aging_factor(rate: f64, months: f64, growth: Growth) -> f64 {
    match growth {
        Growth::Compound => libm::pow(1.0 + rate, months / 12.0),
        Growth::Linear => 1.0 + rate * months / 12.0,
    }
}

impl Aging {
    /// The adjustment for data of a date; `None` for data that are not older
    /// than what is wanted.
    pub fn of(&self, data: Date) -> Option<Adjustment> {
        let months = months_between(data, self.to) + self.policy.months();
        if months <= 0.0 {
            return None;
        }
        let growth = match self.growth {
            Growth::Compound => "compound",
            Growth::Linear => "linear",
        };
        Some(Adjustment {
            what: format!("aged from {data} to {}", self.to),
            factor: aging_factor(self.rate, months, self.growth),
            why: format!(
                "{:.1} months at {}% a year, {growth}{}",
                months,
                crate::num::Percent::from_percent(percent(self.rate)).percent(),
                self.policy.words()
            ),
        })
    }
}

fn percent(fraction: f64) -> rust_decimal::Decimal {
    use rust_decimal::prelude::FromPrimitive;
    rust_decimal::Decimal::from_f64(fraction * 100.0).unwrap_or_default().round_dp(4).normalize()
}

/// Multiplies the figures of a group and notes the factor.
///
/// A top-coded bound is not multiplied: it stays where the factor leaves it a
/// true bound, and goes where it does not.
pub fn apply(group: &mut Group, adjustment: Adjustment) {
    let factor = adjustment.factor;
    let scale =
        |money: Money| Money::from_f64_rounded(money.to_f64() * factor, money.currency(), Rounding::HalfUp);
    let scaled = |point: &PercentilePoint| match point.value {
        StatValue::Exact(money) => Some(PercentilePoint { value: StatValue::Exact(scale(money)?), ..*point }),
        StatValue::AtLeast(_) => (factor >= 1.0).then_some(*point),
    };
    group.points = group.points.iter().filter_map(scaled).collect();
    let highest = group.points.iter().filter_map(|point| point.value.exact()).map(|m| m.amount()).max();
    group.points.retain(|point| match point.value {
        StatValue::Exact(_) => true,
        StatValue::AtLeast(bound) => highest.is_none_or(|highest| bound.amount() >= highest),
    });
    for interval in &mut group.intervals {
        *interval = interval.and_then(|(low, high)| Some((scale(low)?, scale(high)?)));
    }
    group.adjustments.push(adjustment);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aging_by_the_textbook() {
        // 52,000 at 9% a year for three months: linear 53,170.
        assert!((52_000.0 * aging_factor(0.09, 3.0, Growth::Linear) - 53_170.0).abs() < 1e-9);
        // Compound: 52,000·1.09^.25 = 53,132.47.
        assert!((52_000.0 * aging_factor(0.09, 3.0, Growth::Compound) - 53132.4654).abs() < 1e-3);
        assert!((aging_factor(0.035, 12.0, Growth::Compound) - 1.035).abs() < 1e-15);
    }

    #[test]
    fn policies_age_to_their_point_of_the_year() {
        let aging =
            |policy| Aging { to: "2026-01-01".parse().unwrap(), rate: 0.04, growth: Growth::Linear, policy };
        let factor = |policy| aging(policy).of("2025-07-01".parse().unwrap()).unwrap().factor;
        assert!((factor(Policy::Lag) - 1.02).abs() < 1e-12);
        assert!((factor(Policy::LeadLag) - 1.04).abs() < 1e-12);
        assert!((factor(Policy::Lead) - 1.06).abs() < 1e-12);
        assert_eq!(aging(Policy::Lag).of("2026-02-01".parse().unwrap()), None);
        let why = aging(Policy::Lead).of("2025-07-01".parse().unwrap()).unwrap().why;
        assert_eq!(why, "18.0 months at 4% a year, linear, to the end of the plan year (lead)");
    }
}
