//! A history of daily prices, in order and without holes by construction.

use jiff::civil::Date;

/// Why a list of prices is no history. Positions count from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PriceHistoryError {
    /// Fewer than three prices: no volatility comes from them.
    TooFew(usize),
    /// The price at this position is zero, negative or no number.
    NotPositive(usize),
    /// The date at this position is not after the one before it.
    NotAscending(usize),
    /// This many days lie between this position and the one before it.
    Gap(usize, i64),
}

/// Closing prices by day.
#[derive(Debug, Clone, PartialEq)]
pub struct PriceHistory {
    pub(super) source: String,
    pub(super) points: Vec<(Date, f64)>,
}

impl PriceHistory {
    /// The longest silence between two trading days, in days, that is still
    /// taken for a holiday: the longest closures of exchanges, about a week
    /// and a weekend, fit in.
    pub const LONGEST_GAP_DAYS: i64 = 11;

    /// A history of closing prices (adjusted for splits) from a named source.
    ///
    /// # Errors
    /// Every fault of the list, in order.
    pub fn new(source: impl Into<String>, points: Vec<(Date, f64)>) -> Result<Self, Vec<PriceHistoryError>> {
        let mut faults = Vec::new();
        if points.len() < 3 {
            faults.push(PriceHistoryError::TooFew(points.len()));
        }
        for (i, (date, price)) in points.iter().enumerate() {
            if !(price.is_finite() && *price > 0.0) {
                faults.push(PriceHistoryError::NotPositive(i));
            }
            let Some((before, _)) = i.checked_sub(1).and_then(|j| points.get(j)) else { continue };
            let days = i64::from((*date - *before).get_days());
            if days <= 0 {
                faults.push(PriceHistoryError::NotAscending(i));
            } else if days > Self::LONGEST_GAP_DAYS {
                faults.push(PriceHistoryError::Gap(i, days));
            }
        }
        if faults.is_empty() { Ok(PriceHistory { source: source.into(), points }) } else { Err(faults) }
    }

    /// Where the prices come from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Dates and closing prices, ascending; at least three.
    pub fn points(&self) -> &[(Date, f64)] {
        &self.points
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_fault_is_found() {
        let faults = PriceHistory::new(
            "x",
            vec![
                (date(2024, 1, 2), 10.0),
                (date(2024, 1, 3), 0.0),
                (date(2024, 1, 3), 11.0),
                (date(2024, 2, 3), 11.0),
            ],
        )
        .unwrap_err();
        use PriceHistoryError::{Gap, NotAscending, NotPositive};
        assert_eq!(faults, [NotPositive(1), NotAscending(2), Gap(3, 31)]);
        assert_eq!(PriceHistory::new("x", vec![]).unwrap_err(), [PriceHistoryError::TooFew(0)]);
    }
}
