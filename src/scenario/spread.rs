//! Percentiles of simulated columns, with their errors.

use super::result::MoneySpread;
use crate::num::{Estimate, quantile_rank};

/// p10, median and p90 of a column (type 7), each with its standard error. The
/// column is left in another order. All zeros for an empty one.
///
/// The error comes from order statistics: the rank of a quantile at p varies by
/// √(n·p(1−p)), so half the distance between the values that far on either
/// side is one standard error.
pub fn spread(column: &mut [f64]) -> MoneySpread {
    if column.is_empty() {
        return MoneySpread::default();
    }
    let (low, rest) = isolate(column, 0.1, 0);
    let (middle, rest) = isolate(rest, 0.5, low.next);
    let (high, _) = isolate(rest, 0.9, middle.next);
    MoneySpread { p10: low.estimate, p50: middle.estimate, p90: high.estimate }
}

struct Isolated {
    estimate: Estimate,
    /// Rank, in the whole column, of the first value of the rest.
    next: usize,
}

/// The quantile at p of a column whose lowest `cut` values are gone already,
/// and what remains above the values that were looked at.
fn isolate(rest: &mut [f64], p: f64, cut: usize) -> (Isolated, &mut [f64]) {
    let n = rest.len() + cut;
    let (rank, fraction) = quantile_rank(n, p);
    let reach = libm::ceil(libm::sqrt(n as f64 * p * (1.0 - p))) as usize;
    let from = rank.saturating_sub(reach).max(cut) - cut;
    let to = (rank + 1 + reach).min(n - 1) - cut;
    rest.select_nth_unstable_by(to, f64::total_cmp);
    rest[..=to].select_nth_unstable_by(from, f64::total_cmp);
    rest[from..=to].sort_unstable_by(f64::total_cmp);
    let at = |rank: usize| rest[rank.clamp(from + cut, to + cut) - cut];
    let value = at(rank) + fraction * (at(rank + 1) - at(rank));
    let se = (rest[to] - rest[from]) / 2.0;
    // The value at `to` may be wanted again by the next quantile of a short column.
    let next = from + cut;
    (Isolated { estimate: Estimate::new(value, se), next }, &mut rest[from..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::quantile_of_sorted;

    #[test]
    fn the_same_as_sorting_it_all() {
        for n in [1, 2, 3, 7, 10, 100, 4_321] {
            let mut column: Vec<f64> = (0..n).map(|i| f64::from(i * 7_919 % 4_327)).collect();
            let mut sorted = column.clone();
            sorted.sort_by(f64::total_cmp);
            let found = spread(&mut column);
            for (p, estimate) in [(0.1, found.p10), (0.5, found.p50), (0.9, found.p90)] {
                assert_eq!(Some(estimate.value), quantile_of_sorted(&sorted, p), "{p} of {n}");
            }
        }
        assert_eq!(spread(&mut []).p50.value, 0.0);
    }

    /// For the uniform distribution the error of the median is 1/(2√n).
    #[test]
    fn the_error_of_a_median() {
        let n = 10_000;
        let mut column: Vec<f64> = (0..n).map(|i| f64::from(i) / f64::from(n)).collect();
        let se = spread(&mut column).p50.se;
        assert!((se - 0.005).abs() < 0.0002, "{se}");
    }
}
