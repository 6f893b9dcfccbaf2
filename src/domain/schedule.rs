//! How a grant vests: evenly, after a cliff, or in shares of its own for each year.

use rust_decimal::Decimal;

use super::{Vesting, VestingPeriod};
use crate::num::Percent;

/// Why a vesting schedule is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScheduleError {
    /// It lasts no month.
    NoMonths,
    /// Nothing would vest before it ends: (cliff, months).
    CliffBeyondEnd(u32, u32),
    /// The yearly shares do not make 100%: their sum.
    SharesNotWhole(Percent),
    /// A yearly share is below zero.
    ShareNegative(Percent),
    /// As many shares as these years do not fill the months: (years, months).
    SharesAndMonths(usize, u32),
}

/// A vesting schedule that ends with everything vested, by construction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    pub(super) vesting: Vesting,
    /// Percent of each year; empty for an even schedule.
    pub(super) shares: Vec<Decimal>,
}

impl Default for Schedule {
    /// Four years by month, a cliff of one year.
    fn default() -> Self {
        Schedule { vesting: Vesting::default(), shares: Vec::new() }
    }
}

impl Schedule {
    /// Even vesting over the months, nothing before the cliff.
    ///
    /// # Errors
    /// No months, or a cliff beyond the end.
    pub fn even(vesting: Vesting) -> Result<Self, ScheduleError> {
        if vesting.months == 0 {
            return Err(ScheduleError::NoMonths);
        }
        if vesting.cliff_months > vesting.months {
            return Err(ScheduleError::CliffBeyondEnd(vesting.cliff_months, vesting.months));
        }
        Ok(Schedule { vesting, shares: Vec::new() })
    }

    /// A share for each year (5/15/40/40%), each spread evenly over the
    /// periods of its year; nothing before the cliff.
    ///
    /// # Errors
    /// Shares below zero or not summing to 100%, or a cliff beyond the end.
    pub fn by_year(
        shares: &[Percent],
        period: VestingPeriod,
        cliff_months: u32,
    ) -> Result<Self, ScheduleError> {
        if let Some(negative) = shares.iter().find(|share| share.percent() < Decimal::ZERO) {
            return Err(ScheduleError::ShareNegative(*negative));
        }
        let shares: Vec<Decimal> = shares.iter().map(|share| share.percent()).collect();
        let sum: Decimal = shares.iter().copied().sum();
        if sum != Decimal::ONE_HUNDRED {
            return Err(ScheduleError::SharesNotWhole(Percent::from_percent(sum)));
        }
        let months = u32::try_from(shares.len()).unwrap_or(u32::MAX).saturating_mul(12);
        Schedule::even(Vesting { months, cliff_months, period }).map(|even| Schedule { shares, ..even })
    }

    /// Months until everything has vested.
    pub fn months(&self) -> u32 {
        self.vesting.months
    }

    /// The months after which something vests: the end of the cliff, each
    /// period after it, and the end.
    pub fn vest_months(&self) -> Vec<u32> {
        let Vesting { months, cliff_months, period } = self.vesting;
        let step = period.months();
        let mut at: Vec<u32> = Vec::new();
        if cliff_months > 0 {
            at.push(cliff_months);
        }
        at.extend((1..).map(|k| k * step).take_while(|m| *m < months).filter(|m| *m > cliff_months));
        if at.last() != Some(&months) {
            at.push(months);
        }
        at
    }

    /// How much of `amount` has vested after `months`, before any rounding:
    /// what the whole periods until then have earned, cliff or not.
    pub fn vested(&self, amount: Decimal, months: u32) -> Decimal {
        if months >= self.vesting.months {
            return amount;
        }
        let step = self.vesting.period.months();
        let earned = Decimal::from(months / step * step);
        if self.shares.is_empty() {
            return amount.saturating_mul(earned) / Decimal::from(self.vesting.months);
        }
        let twelve = Decimal::from(12);
        let whole = usize::try_from(months / 12).unwrap_or(usize::MAX).min(self.shares.len());
        let before: Decimal = self.shares[..whole].iter().copied().sum();
        let running = self.shares.get(whole).copied().unwrap_or_default();
        let into_year = earned - twelve * Decimal::from(months / 12);
        // One division at the end: a third of a year times three is a year.
        let percent_months = before * twelve + running * into_year.max(Decimal::ZERO);
        amount.saturating_mul(percent_months) / (twelve * Decimal::ONE_HUNDRED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn percents(values: &[i64]) -> Vec<Percent> {
        values.iter().map(|v| Percent::from_percent(Decimal::from(*v))).collect()
    }

    #[test]
    fn what_is_no_schedule_is_refused() {
        let vesting = |months, cliff_months| Vesting { months, cliff_months, period: VestingPeriod::Monthly };
        assert_eq!(Schedule::even(vesting(0, 0)), Err(ScheduleError::NoMonths));
        assert_eq!(Schedule::even(vesting(12, 13)), Err(ScheduleError::CliffBeyondEnd(13, 12)));
        assert!(Schedule::even(vesting(12, 12)).is_ok());
        let yearly = VestingPeriod::Yearly;
        let ninety = Percent::from_percent(Decimal::from(90));
        assert_eq!(
            Schedule::by_year(&percents(&[50, 40]), yearly, 0),
            Err(ScheduleError::SharesNotWhole(ninety))
        );
        assert!(Schedule::by_year(&percents(&[150, -50]), yearly, 0).is_err());
        assert!(Schedule::by_year(&[], yearly, 0).is_err());
    }

    #[test]
    fn a_third_three_times_is_all() {
        let period = VestingPeriod::Quarterly;
        let schedule = Schedule::by_year(&percents(&[100]), period, 0).unwrap();
        assert_eq!(schedule.vested(Decimal::from(10), 3), "2.5".parse().unwrap());
        assert_eq!(schedule.vested(Decimal::from(10), 5), "2.5".parse().unwrap());
        assert_eq!(schedule.vested(Decimal::from(10), 12), Decimal::TEN);
    }

    #[test]
    fn the_cliff_and_the_end_are_events_whatever_the_period() {
        let schedule =
            Schedule::even(Vesting { months: 14, cliff_months: 5, period: VestingPeriod::Quarterly })
                .unwrap();
        assert_eq!(schedule.vest_months(), [5, 6, 9, 12, 14]);
        // At five months one whole quarter has been earned.
        assert_eq!(schedule.vested(Decimal::from(14), 5), Decimal::from(3));
    }
}
