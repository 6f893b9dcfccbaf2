//! Percentiles in which rows do not all count the same.

use std::collections::BTreeMap;

use super::collect::{Entry, NO_COMPANY};
use super::order_statistics::{SHOWN, percentiles};
use crate::num::quantile_of_sorted;

/// Every company the same: of each company its own percentiles, and of these
/// the median, percentile by percentile. Rows without a company count for nothing, and
/// neither does a company of one row, which has no percentiles of its own.
pub fn by_company(entries: &[Entry]) -> Weighed {
    let mut companies: BTreeMap<u32, Vec<f64>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.company != NO_COMPANY) {
        companies.entry(entry.company).or_default().push(entry.value);
    }
    let met = companies.len();
    let own: Vec<[f64; 5]> = companies
        .into_values()
        .filter(|values| values.len() > 1)
        .filter_map(|mut values| {
            values.sort_unstable_by(f64::total_cmp);
            percentiles(&values)
        })
        .collect();
    let across = |i: usize| {
        let mut across: Vec<f64> = own.iter().map(|of_one| of_one[i]).collect();
        across.sort_unstable_by(f64::total_cmp);
        quantile_of_sorted(&across, 0.5).unwrap_or_default()
    };
    Weighed {
        figures: (!own.is_empty()).then(|| std::array::from_fn(across)),
        companies: own.len(),
        of_one_row: met - own.len(),
    }
}

/// Percentiles in which every company counts the same.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weighed {
    /// `None` where no company has two rows.
    pub figures: Option<[f64; 5]>,
    /// How many companies stand behind them.
    pub companies: usize,
    /// How many count for nothing, having one row each.
    pub of_one_row: usize,
}

/// Newer rows count more: the weight halves with every `half_life` months
/// before the newest row. Rows without a date count for nothing.
pub fn by_recency(entries: &[Entry], half_life: f64) -> Option<[f64; 5]> {
    let newest = entries.iter().map(|entry| entry.date).filter(|date| *date != 0).max()?;
    // Packed dates: nine bits for month and day above, five for the day.
    let months = |date: u32| f64::from((date >> 9) * 12 + (date >> 5 & 15)) + f64::from(date & 31) / 31.0;
    let dated = entries.iter().filter(|entry| entry.date != 0);
    let weight = |entry: &Entry| libm::exp2((months(entry.date) - months(newest)) / half_life);
    let mut weighted: Vec<(f64, f64)> = dated.map(|entry| (entry.value, weight(entry))).collect();
    weighted.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut figures = [0.0; 5];
    for (figure, p) in figures.iter_mut().zip(SHOWN) {
        *figure = weighted_quantile(&weighted, f64::from(p) / 100.0)?;
    }
    Some(figures)
}

/// Type 7 with weights: two neighbours lie half the sum of their weights apart,
/// and the quantile at p lies p of the way from the first to the last. With
/// equal weights that is h = (n − 1)·p.
fn weighted_quantile(sorted: &[(f64, f64)], p: f64) -> Option<f64> {
    let step = |pair: &[(f64, f64)]| (pair[0].1 + pair[1].1) / 2.0;
    let length: f64 = sorted.windows(2).map(step).sum();
    let mut left = length * p;
    for pair in sorted.windows(2) {
        let step = step(pair);
        if left <= step && step > 0.0 {
            return Some(pair[0].0 + left / step * (pair[1].0 - pair[0].0));
        }
        left -= step;
    }
    sorted.last().map(|(value, _)| *value)
}

#[cfg(test)]
mod tests {
    use super::super::collect::pack;
    use super::*;

    fn entry(value: f64, company: u32, date: &str) -> Entry {
        Entry { value, identity: 0, company, date: pack(date.parse().unwrap()) }
    }

    #[test]
    fn the_median_of_the_companies_percentiles() {
        // Companies whose P25s are 122, 114.5 and 105: the median is 114.5.
        let mut rows = Vec::new();
        for (company, p25) in [(0, 122.0), (1, 114.5), (2, 105.0)] {
            for value in [p25 - 10.0, p25, p25 + 10.0, p25 + 20.0, p25 + 30.0] {
                rows.push(entry(value, company, "2025-01-01"));
            }
        }
        // A company with ten times the rows does not pull it.
        let large: Vec<Entry> = rows.iter().filter(|row| row.company == 2).copied().collect();
        (0..9).for_each(|_| rows.extend(large.iter().copied()));
        assert_eq!(by_company(&rows).figures.unwrap()[1], 114.5);
        assert_eq!(by_company(&[entry(5.0, NO_COMPANY, "2025-01-01")]).figures, None);
        // Neither does one person of a fourth company, nor of a fifth.
        rows.extend([entry(900.0, 3, "2025-01-01"), entry(901.0, 4, "2025-01-01")]);
        let weighed = by_company(&rows);
        assert_eq!((weighed.figures.unwrap()[1], weighed.companies, weighed.of_one_row), (114.5, 3, 2));
    }

    #[test]
    fn equal_weights_are_type_7() {
        let rows: Vec<Entry> =
            [100.0, 110.0, 120.0, 140.0, 200.0].map(|v| entry(v, 0, "2025-01-01")).to_vec();
        let figures = by_recency(&rows, 12.0).unwrap();
        for (found, right) in
            figures.into_iter().zip(percentiles(&[100.0, 110.0, 120.0, 140.0, 200.0]).unwrap())
        {
            assert!((found - right).abs() < 1e-9, "{found} {right}");
        }
    }

    #[test]
    fn old_rows_count_half_after_a_half_life() {
        // Weights 1/2, 1/2, 1, 1: steps of .5, .75, 1; the median lies at 1.125.
        let rows = [
            entry(10.0, 0, "2024-01-01"),
            entry(20.0, 0, "2024-01-01"),
            entry(30.0, 0, "2025-01-01"),
            entry(40.0, 0, "2025-01-01"),
        ];
        let median = by_recency(&rows, 12.0).unwrap()[2];
        assert!((median - (20.0 + 0.625 / 0.75 * 10.0)).abs() < 1e-9, "{median}");
    }
}
