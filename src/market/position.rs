//! Where a pay stands in a benchmark: at, between and beyond its percentiles.
//!
//! Between two published percentiles the normal score of p runs straight in
//! ln(pay), as it does for a lognormal distribution; through all points the
//! curve rises. Beyond the outermost percentiles the outermost slope goes on,
//! and the result says so. A top-coded percentile is a bound: nothing is
//! computed with it.

use crate::domain::{Benchmark, Percentiles, StatValue};
use crate::num::{Money, Rounding, normal};

/// Where a pay stands, in percent of people who earn less.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Standing {
    /// Between the outermost known percentiles.
    At(f64),
    /// Beyond them: the curve goes on as its last stretch runs.
    Extrapolated(f64),
    /// Somewhere above this percentile; the next one is top-coded or not known.
    Above(f64),
    /// Somewhere between two percentiles, the upper one top-coded.
    Between(f64, f64),
    /// Somewhere below this percentile; no lower one is known.
    Below(f64),
}

impl Standing {
    /// The percentile, where it is one figure.
    pub fn percentile(self) -> Option<f64> {
        match self {
            Standing::At(p) | Standing::Extrapolated(p) => Some(p),
            Standing::Above(_) | Standing::Between(..) | Standing::Below(_) => None,
        }
    }

    /// True beyond the outermost published percentiles.
    pub fn is_extrapolated(self) -> bool {
        matches!(self, Standing::Extrapolated(_))
    }
}

/// Extrapolated percentiles never claim more than this.
const OUTERMOST: (f64, f64) = (0.1, 99.9);

/// Where `pay` stands in a benchmark; `None` for another currency or no pay.
pub fn standing(benchmark: &Benchmark, pay: Money) -> Option<Standing> {
    (benchmark.currency == pay.currency())
        .then(|| standing_in(&benchmark.percentiles, pay.to_f64()))
        .flatten()
}

fn standing_in(percentiles: &Percentiles, pay: f64) -> Option<Standing> {
    let known = exact_points(percentiles);
    let bound = percentiles.points().iter().find_map(|point| match point.value {
        StatValue::AtLeast(money) => Some((f64::from(point.p), money.to_f64())),
        StatValue::Exact(_) => None,
    });
    let Some(&(last, top)) = known.last() else {
        let (p, least) = bound?;
        return Some(if pay < least { Standing::Below(p) } else { Standing::Above(0.0) });
    };
    if pay > top
        && let Some((p, least)) = bound
    {
        return Some(if pay < least { Standing::Between(last, p) } else { Standing::Above(last) });
    }
    if let Some(p) = on_a_point(&known, pay) {
        return Some(Standing::At(p));
    }
    let (first, bottom) = known[0];
    if known.len() == 1 || bottom <= 0.0 || pay <= 0.0 {
        return Some(between_or_beyond(&known, pay));
    }
    let beyond = pay < bottom || pay > top;
    let Some(p) = on_the_curve(&known, pay) else {
        return Some(if pay < bottom { Standing::Below(first) } else { Standing::Above(last) });
    };
    Some(if beyond { Standing::Extrapolated(p.clamp(OUTERMOST.0, OUTERMOST.1)) } else { Standing::At(p) })
}

/// The percentiles that are figures, as (p, pay).
fn exact_points(percentiles: &Percentiles) -> Vec<(f64, f64)> {
    let points = percentiles.points().iter();
    points.filter_map(|point| Some((f64::from(point.p), point.value.exact()?.to_f64()))).collect()
}

/// The percentile of a pay that is one of the figures; in the middle where
/// several percentiles share it.
fn on_a_point(known: &[(f64, f64)], pay: f64) -> Option<f64> {
    let mut same = known.iter().filter(|(_, value)| (value - pay).abs() < 0.005).map(|(p, _)| *p);
    let first = same.next()?;
    let last = same.next_back().unwrap_or(first);
    Some(normal::cdf((score(first) + score(last)) / 2.0) * 100.0)
        .map(|p| if first == last { first } else { p })
}

/// Without logarithms: between which percentiles the pay lies.
fn between_or_beyond(known: &[(f64, f64)], pay: f64) -> Standing {
    let above = known.partition_point(|(_, value)| *value < pay);
    match (above.checked_sub(1).map(|i| known[i].0), known.get(above)) {
        (Some(low), Some((high, _))) => Standing::Between(low, *high),
        (Some(low), None) => Standing::Above(low),
        (None, Some((high, _))) => Standing::Below(*high),
        (None, None) => Standing::Above(0.0),
    }
}

fn on_the_curve(known: &[(f64, f64)], pay: f64) -> Option<f64> {
    let above = known.partition_point(|(_, value)| *value < pay).clamp(1, known.len() - 1);
    let (low_p, low) = known[above - 1];
    let (high_p, high) = known[above];
    if high <= low {
        return None;
    }
    let along = libm::log(pay / low) / libm::log(high / low);
    let z = score(low_p) + along * (score(high_p) - score(low_p));
    Some(normal::cdf(z) * 100.0)
}

/// The pay at a percentile, on the same curve; `None` outside the published
/// percentiles or next to a top-coded one.
pub fn pay_at(benchmark: &Benchmark, percentile: f64) -> Option<Money> {
    let known = exact_points(&benchmark.percentiles);
    let above = known.iter().position(|(p, _)| *p >= percentile)?;
    let (high_p, high) = known[above];
    let pay = if (high_p - percentile).abs() < f64::EPSILON {
        high
    } else {
        let (low_p, low) = known[above.checked_sub(1)?];
        if low <= 0.0 {
            return None;
        }
        let along = (score(percentile) - score(low_p)) / (score(high_p) - score(low_p));
        low * libm::exp(along * libm::log(high / low))
    };
    Money::from_f64_rounded(pay, benchmark.currency, Rounding::HalfUp)
}

/// The normal score of a percentile.
fn score(percentile: f64) -> f64 {
    normal::inverse_cdf(percentile / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::PercentilePoint;
    use crate::num::Currency;
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    fn usd(amount: i64) -> Money {
        Money::new(Decimal::from(amount), Currency::USD)
    }

    fn percentiles(points: &[(u8, i64)], top: Option<(u8, i64)>) -> Percentiles {
        let exact = points.iter().map(|(p, v)| PercentilePoint { p: *p, value: StatValue::Exact(usd(*v)) });
        let bound = top.map(|(p, v)| PercentilePoint { p, value: StatValue::AtLeast(usd(v)) });
        Percentiles::new(exact.chain(bound).collect()).unwrap()
    }

    const MANAGERS: [(u8, i64); 5] =
        [(10, 120_000), (25, 163_000), (50, 220_000), (75, 305_000), (90, 435_000)];

    #[test]
    fn at_the_published_percentiles() {
        let all = percentiles(&MANAGERS, None);
        for (p, pay) in MANAGERS {
            assert_eq!(standing_in(&all, pay as f64), Some(Standing::At(f64::from(p))));
        }
    }

    #[test]
    fn between_and_beyond_on_a_lognormal_curve() {
        // ln pay normal with mean ln 100,000 and sd .3: the curve is exact.
        let pay = |p: f64| 100_000.0 * libm::exp(0.3 * normal::inverse_cdf(p / 100.0));
        let points: Vec<(u8, i64)> =
            [10u8, 25, 50, 75, 90].map(|p| (p, pay(f64::from(p)).round() as i64)).to_vec();
        let all = percentiles(&points, None);
        for p in [15.0, 40.0, 62.5, 88.0] {
            let Some(Standing::At(found)) = standing_in(&all, pay(p)) else { panic!("{p}") };
            assert!((found - p).abs() < 0.01, "{p}: {found}");
        }
        for p in [3.0, 97.0] {
            let Some(Standing::Extrapolated(found)) = standing_in(&all, pay(p)) else { panic!("{p}") };
            assert!((found - p).abs() < 0.01, "{p}: {found}");
        }
        assert_eq!(standing_in(&all, 1e9), Some(Standing::Extrapolated(99.9)));
    }

    #[test]
    fn top_coded_percentiles_are_bounds() {
        // Chief executives in 2023: p75 and p90 at least 239,200.
        let all = percentiles(&[(10, 80_000), (25, 130_840), (50, 206_680)], Some((75, 239_200)));
        assert_eq!(standing_in(&all, 206_680.0), Some(Standing::At(50.0)));
        assert_eq!(standing_in(&all, 220_000.0), Some(Standing::Between(50.0, 75.0)));
        assert_eq!(standing_in(&all, 300_000.0), Some(Standing::Above(50.0)));
        assert_eq!(standing_in(&all, 300_000.0).unwrap().percentile(), None);
    }

    #[test]
    fn one_percentile_only_divides() {
        let all = percentiles(&[(50, 100)], None);
        assert_eq!(standing_in(&all, 99.0), Some(Standing::Below(50.0)));
        assert_eq!(standing_in(&all, 101.0), Some(Standing::Above(50.0)));
        let bonus = percentiles(&[(25, 0), (50, 0), (75, 10_000)], None);
        assert_eq!(standing_in(&bonus, 5_000.0), Some(Standing::Between(50.0, 75.0)));
    }

    proptest! {
        /// More pay never stands lower.
        #[test]
        fn standing_rises_with_pay(steps in prop::collection::vec(0i64..90_000, 5), one in 1i64..500_000, other in 1i64..500_000) {
            let mut pay = 20_000;
            let points: Vec<(u8, i64)> = [10u8, 25, 50, 75, 90].into_iter().zip(steps).map(|(p, step)| {
                pay += step;
                (p, pay)
            }).collect();
            let all = percentiles(&points, None);
            let place = |pay: i64| match standing_in(&all, pay as f64) {
                Some(Standing::At(p) | Standing::Extrapolated(p)) => Some(p),
                _ => None,
            };
            if let (Some(low), Some(high)) = (place(one.min(other)), place(one.max(other))) {
                prop_assert!(low <= high + 1e-9, "{low} {high}");
            }
        }
    }
}
