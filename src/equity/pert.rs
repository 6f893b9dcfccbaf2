//! The PERT distribution: least, likeliest, most.

use crate::num::beta::Beta;

/// PERT(a, m, b): a + (b − a)·Beta(α, β), where α = 1 + 4(m−a)/(b−a) and
/// β = 1 + 4(b−m)/(b−a). Its mean is (a + 4m + b)/6.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pert {
    low: f64,
    likely: f64,
    high: f64,
}

impl Pert {
    /// A distribution from `low` over `likely` to `high`, all finite and in
    /// this order; `None` otherwise.
    pub fn new(low: f64, likely: f64, high: f64) -> Option<Self> {
        let ordered = low <= likely && likely <= high;
        (ordered && low.is_finite() && high.is_finite()).then_some(Pert { low, likely, high })
    }

    /// The mean (a + 4m + b)/6.
    pub fn mean(self) -> f64 {
        (self.low + 4.0 * self.likely + self.high) / 6.0
    }

    /// The two parameters of the beta distribution; both 1 for a single point.
    pub fn shapes(self) -> (f64, f64) {
        let width = self.high - self.low;
        if width <= 0.0 {
            return (1.0, 1.0);
        }
        (1.0 + 4.0 * (self.likely - self.low) / width, 1.0 + 4.0 * (self.high - self.likely) / width)
    }

    /// The quantile function as a table, to draw from by inversion.
    pub fn quantiles(self) -> QuantileTable {
        let (alpha, beta) = self.shapes();
        let unit = Beta::new(alpha / (alpha + beta), alpha + beta);
        let inner = (1..CELLS).map(|i| i as f64 / CELLS as f64).map(unit.ascending_quantile());
        let nodes = std::iter::once(0.0).chain(inner).chain([1.0]);
        QuantileTable::Straight(nodes.map(|x| self.low + (self.high - self.low) * x).collect())
    }
}

/// Cells of the table: fine enough that the mean is right to 1e-4 of the width.
const CELLS: usize = 2048;

/// A quantile function as a table, to draw from by inversion.
#[derive(Debug, Clone, PartialEq)]
pub enum QuantileTable {
    /// Quantiles at equally spaced probabilities, straight in between.
    Straight(Vec<f64>),
    /// Sorted values, each equally likely.
    Steps(Vec<f64>),
}

impl QuantileTable {
    /// Values that are equally likely; `None` when there is none.
    pub fn of_equally_likely(values: &[f64]) -> Option<Self> {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        (!sorted.is_empty()).then_some(QuantileTable::Steps(sorted))
    }

    /// Turns probabilities between 0 and 1 into the quantiles there.
    pub fn read(&self, lane: &mut [f64]) {
        match self {
            QuantileTable::Straight(nodes) => {
                let cells = nodes.len() - 1;
                for p in lane {
                    let rank = *p * cells as f64;
                    let cell = (rank as usize).min(cells - 1);
                    *p = nodes[cell] + (nodes[cell + 1] - nodes[cell]) * (rank - cell as f64);
                }
            }
            QuantileTable::Steps(sorted) => {
                for p in lane {
                    let rank = (*p * sorted.len() as f64) as usize;
                    *p = sorted[rank.min(sorted.len() - 1)];
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{Beta as Reference, ContinuousCDF};

    fn at(table: &QuantileTable, p: f64) -> f64 {
        let mut lane = [p];
        table.read(&mut lane);
        lane[0]
    }

    #[test]
    fn the_mean_of_a_bonus_payout() {
        let bonus = Pert::new(0.0, 1.0, 1.5).unwrap();
        assert!((bonus.mean() - 5.5 / 6.0).abs() < 1e-15);
        let (alpha, beta) = bonus.shapes();
        assert!((alpha - (1.0 + 4.0 / 1.5)).abs() < 1e-15 && (beta - (1.0 + 2.0 / 1.5)).abs() < 1e-15);
        assert!(Pert::new(1.0, 0.5, 2.0).is_none());
        assert!(Pert::new(0.0, f64::NAN, 2.0).is_none());
    }

    #[test]
    fn the_table_is_the_quantile_function() {
        for (a, m, b) in [(0.0, 1.0, 1.5), (0.5, 0.5, 2.0), (0.0, 2.0, 2.0), (0.9, 1.0, 1.1)] {
            let pert = Pert::new(a, m, b).unwrap();
            let table = pert.quantiles();
            let (alpha, beta) = pert.shapes();
            let reference = Reference::new(alpha, beta).unwrap();
            for p in [0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99] {
                let x = (at(&table, p) - a) / (b - a);
                assert!((reference.cdf(x) - p).abs() < 5e-5, "({a},{m},{b}) at {p}: {x}");
            }
            let n = 100_000;
            let mean =
                (0..n).map(|i| at(&table, (f64::from(i) + 0.5) / f64::from(n))).sum::<f64>() / f64::from(n);
            assert!((mean - pert.mean()).abs() < 1e-4 * (b - a), "({a},{m},{b}): {mean}");
            assert_eq!((at(&table, 0.0), at(&table, 1.0)), (a, b));
        }
    }

    #[test]
    fn a_single_point_and_a_history() {
        assert_eq!(at(&Pert::new(1.0, 1.0, 1.0).unwrap().quantiles(), 0.3), 1.0);
        let past = QuantileTable::of_equally_likely(&[1.1, 0.8, 0.0]).unwrap();
        assert_eq!([0.0, 0.34, 0.99, 1.0].map(|p| at(&past, p)), [0.0, 0.8, 1.1, 1.1]);
        assert!(QuantileTable::of_equally_likely(&[]).is_none());
    }
}
