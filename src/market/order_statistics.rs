//! Statistics of a sorted sample: type-7 percentiles and their intervals by
//! order statistics.

use statrs::distribution::{Binomial, DiscreteCDF};

use crate::num::{normal, quantile_of_sorted};

/// The percentiles that a benchmark shows.
pub const SHOWN: [u8; 5] = [10, 25, 50, 75, 90];

/// Above this many values the ranks come from the normal approximation of the
/// binomial, which then is right to a rank.
const EXACT_UP_TO: usize = 2_000;

/// The share that lies below the interval, and the one above it.
const TAIL: f64 = 0.025;

/// Type-7 percentiles of sorted values, one for each of [`SHOWN`].
pub fn percentiles(sorted: &[f64]) -> Option<[f64; 5]> {
    let mut values = [0.0; 5];
    for (value, p) in values.iter_mut().zip(SHOWN) {
        *value = quantile_of_sorted(sorted, f64::from(p) / 100.0)?;
    }
    Some(values)
}

/// The 95% intervals of the quantiles [`SHOWN`]: the narrowest pair of order statistics
/// with at most 2.5% of the chance on either side, whatever the distribution.
///
/// With B ~ Binomial(n, p) the l-th smallest value lies above the quantile with
/// chance P(B < l), and the u-th below it with chance P(B ≥ u); l is the largest
/// and u the smallest rank that keep these under 2.5% (Conover, Practical
/// Nonparametric Statistics, 3.2). `None` where the sample is too small for it.
pub fn intervals95(sorted: &[f64]) -> [Option<(f64, f64)>; 5] {
    ranks(sorted.len()).map(|ranks| ranks.map(|(low, high)| (sorted[low - 1], sorted[high - 1])))
}

/// The two ranks of each, counted from 1.
fn ranks(n: usize) -> [Option<(usize, usize)>; 5] {
    let firsts = SHOWN.map(|p| first_over(n, f64::from(p) / 100.0));
    // By symmetry the number of failures counted from below is that of successes from above:
    // the shown percentiles lie as far from one end as from the other.
    std::array::from_fn(|i| {
        let (low, high) = (firsts[i], n + 1 - firsts[4 - i]);
        (low >= 1 && high <= n).then_some((low, high))
    })
}

/// The smallest k with P(B ≤ k) above the tail: the largest rank l with P(B < l) within it.
fn first_over(n: usize, p: f64) -> usize {
    let near = normal_first(n, p);
    let Some(chances) = Binomial::new(p, n as u64).ok().filter(|_| n <= EXACT_UP_TO) else { return near };
    // The approximation is off by a rank or two.
    let is_over = |k: &usize| chances.cdf(*k as u64) > TAIL;
    let above = (near..=n).find(is_over).unwrap_or(n);
    (0..above).rev().take_while(is_over).last().unwrap_or(above)
}

fn normal_first(n: usize, p: f64) -> usize {
    let n = n as f64;
    let reach = normal::inverse_cdf(1.0 - TAIL) * libm::sqrt(n * p * (1.0 - p));
    libm::floor(n * p - reach) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    /// P(B = k) through logarithms, which do not overflow.
    fn binomial(n: usize, k: usize, p: f64) -> f64 {
        let (n, k) = (n as f64, k as f64);
        let ways = libm::lgamma(n + 1.0) - libm::lgamma(k + 1.0) - libm::lgamma(n - k + 1.0);
        libm::exp(ways + k * libm::log(p) + (n - k) * libm::log1p(-p))
    }

    #[test]
    fn ranks_of_the_textbook() {
        // Tables of the sign-test interval of the median (Conover, table A3).
        assert_eq!(ranks(5)[2], None);
        assert_eq!(ranks(6)[2], Some((1, 6)));
        assert_eq!(ranks(10)[2], Some((2, 9)));
        assert_eq!(ranks(20)[2], Some((6, 15)));
        assert_eq!(ranks(100)[2], Some((40, 61)));
    }

    #[test]
    fn ranks_are_the_widest_that_keep_the_tails() {
        for n in (1..200).chain([500, 1_234, 2_000]) {
            for (p, ranks) in [0.1, 0.25, 0.5, 0.75, 0.9].into_iter().zip(ranks(n)) {
                let chances: Vec<f64> = (0..=n).map(|k| binomial(n, k, p)).collect();
                let below = |k: usize| chances[..k].iter().sum::<f64>();
                let above = |k: usize| chances[k.min(n + 1)..].iter().rev().sum::<f64>();
                let low = (0..=n).rev().find(|l| below(*l) <= TAIL).unwrap();
                let high = (1..=n + 1).find(|u| above(*u) <= TAIL).unwrap();
                let exist = low >= 1 && high <= n;
                assert_eq!(ranks, exist.then_some((low, high)), "{n} {p}");
            }
        }
    }

    #[test]
    fn both_ways_to_ranks_meet() {
        for p in [0.1, 0.25, 0.5, 0.75, 0.9] {
            let (exact, normal) = (first_over(1_999, p), normal_first(1_999, p));
            assert!(exact.abs_diff(normal) <= 2, "{p}: {exact} {normal}");
        }
    }

    #[test]
    fn an_interval_holds_the_quantile_as_often_as_it_says() {
        // Over all samples of seven from a uniform distribution the coverage of
        // ranks 1 and 7 for the median is 1 − 2·(1/2)^7 = .984.
        assert_eq!(ranks(7)[2], Some((1, 7)));
        let tail: f64 = binomial(7, 0, 0.5);
        assert!((1.0 - 2.0 * tail - 0.984_375).abs() < 1e-12);
    }
}
