//! Time between the survey and today.

use jiff::civil::Date;

/// Months from one date to another, days as parts of an average month;
/// negative when the second lies before the first.
pub fn months_between(from: Date, to: Date) -> f64 {
    let months = |date: Date| f64::from(date.year()) * 12.0 + f64::from(date.month());
    let days = |date: Date| (f64::from(date.day()) - 1.0) / f64::from(date.days_in_month());
    months(to) + days(to) - months(from) - days(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_months_are_whole() {
        let months = |from: &str, to: &str| months_between(from.parse().unwrap(), to.parse().unwrap());
        assert_eq!(months("2025-05-01", "2026-05-01"), 12.0);
        assert!((months("2025-11-15", "2026-02-01") - (3.0 - 14.0 / 30.0)).abs() < 1e-12);
        assert_eq!(months("2026-02-01", "2026-01-01"), -1.0);
    }
}
