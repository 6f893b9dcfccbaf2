//! How old market data are.

use jiff::civil::Date;

use super::{Assumptions, Benchmark};

/// Whether data are young enough to be held against pay of today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// Not older than `market.stale-months`.
    Fresh,
    /// Older than that: a lower bound at best.
    Old,
    /// The data, or the day they are held against, have no date.
    Unknown,
}

/// Months from one date to another, days as parts of their month; negative
/// when the second lies before the first.
pub fn months_between(from: Date, to: Date) -> f64 {
    let months = |date: Date| f64::from(date.year()) * 12.0 + f64::from(date.month());
    let days = |date: Date| (f64::from(date.day()) - 1.0) / f64::from(date.days_in_month());
    (months(to) - months(from)) + (days(to) - days(from))
}

/// Whether data of a date are fresh on a day.
pub fn freshness(data: Option<Date>, today: Option<Date>, assumptions: &Assumptions) -> Freshness {
    match data.zip(today).map(|(data, today)| months_between(data, today)) {
        None => Freshness::Unknown,
        Some(months) if months > assumptions.value("market.stale-months") => Freshness::Old,
        Some(_) => Freshness::Fresh,
    }
}

impl Benchmark {
    /// Whether the data are fresh on a day.
    pub fn freshness(&self, today: Option<Date>, assumptions: &Assumptions) -> Freshness {
        freshness(self.as_of, today, assumptions)
    }

    /// The age of the data on a day in months, to the nearest; `None` without
    /// dates and for data that are not older than the day.
    pub fn months_old(&self, today: Option<Date>) -> Option<u32> {
        let months = months_between(self.as_of?, today?).round();
        (months > 0.0).then_some(months as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_months_are_whole() {
        let months = |from: &str, to: &str| months_between(from.parse().unwrap(), to.parse().unwrap());
        assert_eq!(months("2025-05-01", "2026-05-01"), 12.0);
        assert_eq!(months("2024-07-17", "2026-07-17"), 24.0);
        assert!((months("2025-11-15", "2026-02-01") - (3.0 - 14.0 / 30.0)).abs() < 1e-12);
        assert_eq!(months("2026-02-01", "2026-01-01"), -1.0);
    }
}
