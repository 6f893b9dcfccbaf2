//! The one definition of a quantile: type 7 of Hyndman and Fan (1996), as
//! Excel's `PERCENTILE.INC`, NumPy and pandas have it.
//!
//! For n sorted values the quantile at p lies at rank h = (n − 1)·p, counted
//! from 0, linearly between the two values beside it. (The one in statrs is
//! type 8 and gives other figures.)

/// The rank h = (n − 1)·p as its whole part and the fraction beyond it.
///
/// `n` must be at least 1 and `p` between 0 and 1.
pub fn quantile_rank(n: usize, p: f64) -> (usize, f64) {
    debug_assert!(n > 0 && (0.0..=1.0).contains(&p));
    let h = (n - 1) as f64 * p;
    let whole = libm::floor(h);
    (whole as usize, h - whole)
}

/// The type-7 quantile of values sorted in ascending order; `None` for no values.
pub fn quantile_of_sorted(sorted: &[f64], p: f64) -> Option<f64> {
    if sorted.is_empty() || !(0.0..=1.0).contains(&p) {
        return None;
    }
    let (low, fraction) = quantile_rank(sorted.len(), p);
    let below = sorted[low];
    let above = sorted[(low + 1).min(sorted.len() - 1)];
    Some(below + fraction * (above - below))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_7_and_not_type_8() {
        let values = [100.0, 110.0, 120.0, 140.0, 200.0];
        assert_eq!(quantile_of_sorted(&values, 0.75), Some(140.0));
        assert_eq!(quantile_of_sorted(&[105.0, 114.5, 122.0], 0.5), Some(114.5));
        assert_eq!(quantile_of_sorted(&[1.0, 2.0], 0.5), Some(1.5));
    }

    #[test]
    fn ends_and_emptiness() {
        assert_eq!(quantile_of_sorted(&[3.0, 9.0], 0.0), Some(3.0));
        assert_eq!(quantile_of_sorted(&[3.0, 9.0], 1.0), Some(9.0));
        assert_eq!(quantile_of_sorted(&[7.0], 0.3), Some(7.0));
        assert_eq!(quantile_of_sorted(&[], 0.5), None);
        assert_eq!(quantile_of_sorted(&[1.0], 1.5), None);
    }
}
