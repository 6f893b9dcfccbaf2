//! Pay bands: minimum, midpoint and maximum in that order by construction.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Equity;
use crate::num::{Currency, Money, Percent, Rounding};

/// Why three amounts are not a pay range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BandError {
    /// The minimum lies above the maximum.
    Inverted,
    /// The midpoint lies outside minimum and maximum.
    MidpointOutside,
    /// An amount is below zero, or the maximum is zero.
    NotPositive,
    /// The amounts are in different currencies or units.
    Mixed,
}

/// A range of pay with min ≤ mid ≤ max.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PayRange {
    pub(super) min: Money,
    pub(super) mid: Money,
    pub(super) max: Money,
}

impl PayRange {
    /// A range; the midpoint is (min + max)/2 unless given.
    ///
    /// # Errors
    /// [`BandError`] when the amounts are no range.
    pub fn new(min: Money, mid: Option<Money>, max: Money) -> Result<Self, BandError> {
        let currency = min.currency();
        if max.currency() != currency || mid.is_some_and(|m| m.currency() != currency) {
            return Err(BandError::Mixed);
        }
        if min.is_negative() || max.amount() <= Decimal::ZERO {
            return Err(BandError::NotPositive);
        }
        if min.amount() > max.amount() {
            return Err(BandError::Inverted);
        }
        let mid = mid.unwrap_or_else(|| Money::new((min + max).amount() / Decimal::TWO, currency));
        if mid.amount() < min.amount() || mid.amount() > max.amount() {
            return Err(BandError::MidpointOutside);
        }
        Ok(PayRange { min, mid, max })
    }

    /// The minimum.
    pub fn min(&self) -> Money {
        self.min
    }

    /// The midpoint: the pay of somebody fully competent in the job.
    pub fn mid(&self) -> Money {
        self.mid
    }

    /// The maximum.
    pub fn max(&self) -> Money {
        self.max
    }

    /// Pay ÷ midpoint: 75,000 over 80,000 is .9375.
    pub fn compa_ratio(&self, pay: Money) -> Option<Decimal> {
        pay.amount().checked_div(self.mid.amount())
    }

    /// (pay − min)/(max − min): 75,000 in 64–96k is .34375. Below 0 and above
    /// 1 outside the range; `None` for a range of no width.
    pub fn penetration(&self, pay: Money) -> Option<Decimal> {
        (pay - self.min).amount().checked_div((self.max - self.min).amount())
    }

    /// True when the maximum is more than `times` the minimum: no employer pays
    /// one job so, and a placeholder such as 1 to 150,000 is meant.
    pub fn is_wider_than(&self, times: f64) -> bool {
        self.max.to_f64() > self.min.to_f64() * times
    }

    /// Range spread over the minimum: (max − min)/min; `None` for a minimum of zero.
    pub fn spread_over_min(&self) -> Option<Decimal> {
        (self.max - self.min).amount().checked_div(self.min.amount())
    }
}

/// A bonus as bands state it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BonusTerm {
    /// An amount a year.
    Amount(Money),
    /// A percent of base.
    PercentOfBase(Percent),
}

impl BonusTerm {
    /// The money at a base salary, rounded to cents, halves up.
    pub fn at_base(self, base: Money) -> Money {
        match self {
            BonusTerm::Amount(money) => money,
            BonusTerm::PercentOfBase(percent) => {
                base.times(percent.fraction()).rounded_to_cents(Rounding::HalfUp)
            }
        }
    }
}

/// A range of equity refresh grants in one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EquityRange {
    pub(super) min: Equity,
    pub(super) max: Equity,
}

impl EquityRange {
    /// A range of grants.
    ///
    /// # Errors
    /// [`BandError`] when the units differ, or the ends are inverted or negative.
    pub fn new(min: Equity, max: Equity) -> Result<Self, BandError> {
        if !min.same_unit(max) {
            return Err(BandError::Mixed);
        }
        if min.quantity() < Decimal::ZERO {
            return Err(BandError::NotPositive);
        }
        if min.quantity() > max.quantity() {
            return Err(BandError::Inverted);
        }
        Ok(EquityRange { min, max })
    }

    /// The smallest grant.
    pub fn min(&self) -> Equity {
        self.min
    }

    /// The largest grant.
    pub fn max(&self) -> Equity {
        self.max
    }

    /// The grant halfway.
    pub fn mid(&self) -> Equity {
        let mid = (self.min.quantity() + self.max.quantity()) / Decimal::TWO;
        self.min.with_quantity(mid)
    }
}

/// A pay band of one level: what the employer may pay for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayBand {
    /// The employer, where the file says.
    pub company: Option<String>,
    /// Job family.
    pub family: Option<String>,
    /// The level, as the employer names it.
    pub level: String,
    /// Where the band holds.
    pub location: Option<String>,
    /// Base salary.
    pub base: PayRange,
    /// Bonus at target.
    pub bonus_target: Option<BonusTerm>,
    /// The most that a bonus may be.
    pub bonus_max: Option<BonusTerm>,
    /// Equity refresh grants.
    pub equity: Option<EquityRange>,
    /// Since when the band holds.
    pub effective_date: Option<Date>,
    /// File and line, for messages and the audit trail.
    pub origin: String,
}

impl AsRef<PayBand> for PayBand {
    fn as_ref(&self) -> &PayBand {
        self
    }
}

impl PayBand {
    /// The currency of the band.
    pub fn currency(&self) -> Currency {
        self.base.min().currency()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usd(amount: i64) -> Money {
        Money::new(Decimal::from(amount), Currency::USD)
    }

    #[test]
    fn a_range_is_in_order_by_construction() {
        let range = PayRange::new(usd(64_000), None, usd(96_000)).unwrap();
        assert_eq!(range.mid(), usd(80_000));
        assert_eq!(range.compa_ratio(usd(75_000)).unwrap().to_string(), "0.9375");
        assert_eq!(range.penetration(usd(75_000)).unwrap().to_string(), "0.34375");
        assert_eq!(range.spread_over_min().unwrap().normalize().to_string(), "0.5");
        assert_eq!(PayRange::new(usd(2), None, usd(1)), Err(BandError::Inverted));
        assert_eq!(PayRange::new(usd(1), Some(usd(3)), usd(2)), Err(BandError::MidpointOutside));
        assert_eq!(PayRange::new(usd(-1), None, usd(2)), Err(BandError::NotPositive));
        assert_eq!(PayRange::new(usd(1), None, Money::zero(Currency::EUR)), Err(BandError::Mixed));
        let wide = |min, max| PayRange::new(usd(min), None, usd(max)).unwrap().is_wider_than(5.0);
        assert_eq!((wide(1, 150_000), wide(10, 50), wide(0, 1)), (true, false, true));
        let flat = PayRange::new(usd(5), None, usd(5)).unwrap();
        assert_eq!(flat.penetration(usd(5)), None);
    }

    #[test]
    fn equity_ranges_hold_one_unit() {
        let percent = |p: &str| Equity::Percent(Percent::from_percent(p.parse().unwrap()));
        let range = EquityRange::new(percent("0.04"), percent("0.07")).unwrap();
        assert_eq!(range.mid(), percent("0.055"));
        assert_eq!(EquityRange::new(percent("0.04"), Equity::Amount(usd(1))), Err(BandError::Mixed));
        assert_eq!(EquityRange::new(percent("0.07"), percent("0.04")), Err(BandError::Inverted));
    }

    #[test]
    fn a_bonus_in_percent_follows_the_base() {
        let term = BonusTerm::PercentOfBase(Percent::from_percent(Decimal::from(15)));
        assert_eq!(term.at_base(usd(200_000)), usd(30_000));
    }
}
