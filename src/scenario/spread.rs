//! Percentiles of simulated columns, with their errors.

use std::ops::RangeInclusive;

use super::result::MoneySpread;
use crate::num::{Estimate, quantile_rank};

/// Cells of the histogram that tells where in a column a quantile lies.
const CELLS: usize = 4096;

/// p10, median and p90 of a column (type 7), each with its standard error. All
/// zeros for an empty one.
///
/// The error comes from order statistics: the rank of a quantile at p varies by
/// √(n·p(1−p)), so half the distance between the values that far on either
/// side is one standard error.
///
/// Only the values of the few cells that hold those ranks are ever sorted.
pub fn spread(column: &[f64]) -> MoneySpread {
    if column.is_empty() {
        return MoneySpread::default();
    }
    let (least, most) = column
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), x| (least.min(*x), most.max(*x)));
    let scale = if most > least { (CELLS - 1) as f64 / (most - least) } else { 0.0 };
    // Added to a small number it leaves the nearest whole number in the low bits.
    const ROUNDER: f64 = 4_503_599_627_370_496.0;
    let cell = |x: f64| ((x - least) * scale + ROUNDER).to_bits() as usize & (CELLS - 1);
    let mut counts = [0_u32; CELLS];
    column.iter().for_each(|x| counts[cell(*x)] += 1);
    let mut windows = [0.1, 0.5, 0.9].map(|p| Window::around(p, column.len(), &counts));
    let mut wanted = [0_u8; CELLS];
    for (i, window) in windows.iter().enumerate() {
        wanted[window.cells.clone()].iter_mut().for_each(|cell| *cell |= 1 << i);
    }
    for x in column {
        let wanted = wanted[cell(*x)];
        if wanted != 0 {
            for (i, window) in windows.iter_mut().enumerate() {
                if wanted >> i & 1 == 1 {
                    window.values.push(*x);
                }
            }
        }
    }
    let [p10, p50, p90] = windows.map(Window::estimate);
    MoneySpread { p10, p50, p90 }
}

/// The ranks from one standard error below a quantile to one above it, and the
/// values of the cells that hold them.
struct Window {
    /// The quantile's own rank, and how far it lies on the way to the next.
    rank: usize,
    fraction: f64,
    ranks: RangeInclusive<usize>,
    cells: RangeInclusive<usize>,
    /// How many values lie below these cells.
    below: usize,
    values: Vec<f64>,
}

impl Window {
    fn around(p: f64, n: usize, counts: &[u32; CELLS]) -> Self {
        let (rank, fraction) = quantile_rank(n, p);
        let reach = libm::ceil(libm::sqrt(n as f64 * p * (1.0 - p))) as usize;
        let ranks = rank.saturating_sub(reach)..=(rank + 1 + reach).min(n - 1);
        let count = |cell: usize| counts[cell] as usize;
        let (mut first, mut below) = (0, 0);
        while below + count(first) <= *ranks.start() {
            below += count(first);
            first += 1;
        }
        let (mut last, mut up_to) = (first, below + count(first));
        while up_to <= *ranks.end() {
            last += 1;
            up_to += count(last);
        }
        Window {
            rank,
            fraction,
            ranks,
            cells: first..=last,
            below,
            values: Vec::with_capacity(up_to - below),
        }
    }

    fn estimate(mut self) -> Estimate {
        self.values.sort_unstable_by(f64::total_cmp);
        let (from, to) = (*self.ranks.start(), *self.ranks.end());
        let at = |rank: usize| self.values[rank.clamp(from, to) - self.below];
        let value = at(self.rank) + self.fraction * (at(self.rank + 1) - at(self.rank));
        Estimate::new(value, (at(to) - at(from)) / 2.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::quantile_of_sorted;

    #[test]
    fn the_same_as_sorting_it_all() {
        for n in [1, 2, 3, 7, 10, 100, 4_321] {
            let shuffled = |i: i32| f64::from(i * 7_919 % 4_327);
            let even: Vec<f64> = (0..n).map(shuffled).collect();
            // Most of it in one cell, and values that come many times, as shares that fail bring.
            let long_tailed: Vec<f64> = even.iter().map(|x| (x / 400.0).exp().floor()).collect();
            let mostly_nothing: Vec<f64> = even.iter().map(|x| (x - 3_000.0).max(0.0)).collect();
            let alike = vec![5.0; even.len()];
            for column in [even, long_tailed, mostly_nothing, alike] {
                let mut sorted = column.clone();
                sorted.sort_by(f64::total_cmp);
                let found = spread(&column);
                for (p, estimate) in [(0.1, found.p10), (0.5, found.p50), (0.9, found.p90)] {
                    assert_eq!(Some(estimate.value), quantile_of_sorted(&sorted, p), "{p} of {n}");
                }
            }
        }
        assert_eq!(spread(&[]).p50.value, 0.0);
    }

    /// For the uniform distribution the error of the median is 1/(2√n).
    #[test]
    fn the_error_of_a_median() {
        let n = 10_000;
        let column: Vec<f64> = (0..n).map(|i| f64::from(i) / f64::from(n)).collect();
        let se = spread(&column).p50.se;
        assert!((se - 0.005).abs() < 0.0002, "{se}");
    }
}
