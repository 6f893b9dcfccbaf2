//! Where one pay stands: in its band and in the market.

use rust_decimal::Decimal;

use super::position::{Standing, pay_at, standing};
use crate::domain::{Benchmark, PayRange};
use crate::num::Money;

/// Outside a band, by the names that analysts use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Circle {
    /// Paid below the minimum.
    Green,
    /// Paid above the maximum.
    Red,
}

/// One pay against band and market.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stand {
    /// The pay.
    pub base: Money,
    /// Pay ÷ midpoint.
    pub compa_ratio: Option<Decimal>,
    /// (pay − min)/(max − min).
    pub range_penetration: Option<Decimal>,
    /// Outside the band?
    pub circle: Option<Circle>,
    /// Pay ÷ the market's pay at the target percentile.
    pub market_ratio: Option<Decimal>,
    /// Where it stands in the market.
    pub standing: Option<Standing>,
}

/// Where a pay stands in a band and in a benchmark of the same component;
/// `target` is the percentile that the market ratio is measured against.
pub fn stand(base: Money, band: Option<&PayRange>, market: Option<&Benchmark>, target: f64) -> Stand {
    let band = band.filter(|band| band.min().currency() == base.currency());
    let value = market.filter(|b| b.currency == base.currency()).and_then(|b| pay_at(b, target));
    Stand {
        base,
        compa_ratio: band.and_then(|band| band.compa_ratio(base)),
        range_penetration: band.and_then(|band| band.penetration(base)),
        circle: band.and_then(|band| {
            let (pay, min, max) = (base.amount(), band.min().amount(), band.max().amount());
            let below = (pay < min).then_some(Circle::Green);
            below.or_else(|| (pay > max).then_some(Circle::Red))
        }),
        market_ratio: value.and_then(|value| base.amount().checked_div(value.amount())),
        standing: market.and_then(|benchmark| standing(benchmark, base)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Component, Confidence, PercentilePoint, Percentiles, StatValue};
    use crate::num::Currency;

    fn usd(amount: i64) -> Money {
        Money::new(Decimal::from(amount), Currency::USD)
    }

    #[test]
    fn a_pay_in_band_and_market() {
        let band = PayRange::new(usd(64_000), None, usd(96_000)).unwrap();
        let points = [(25, 60_000), (50, 72_000), (75, 90_000)];
        let points = points.map(|(p, v)| PercentilePoint { p, value: StatValue::Exact(usd(v)) });
        let market = Benchmark {
            source: "Survey".into(),
            company: None,
            family: None,
            level: None,
            location: None,
            currency: Currency::USD,
            component: Component::Base,
            percentiles: Percentiles::new(points.to_vec()).unwrap(),
            sample_size: Some(100),
            companies: Some(10),
            as_of: None,
            confidence: Confidence::High,
            median_interval: None,
            adjustments: Vec::new(),
            origin: "test".into(),
        };
        let here = stand(usd(75_000), Some(&band), Some(&market), 50.0);
        assert_eq!(here.compa_ratio.unwrap().to_string(), "0.9375");
        assert_eq!(here.range_penetration.unwrap().to_string(), "0.34375");
        assert_eq!(here.market_ratio.unwrap().round_dp(6).to_string(), "1.041667");
        assert_eq!(
            (here.circle, stand(usd(63_999), Some(&band), None, 50.0).circle),
            (None, Some(Circle::Green))
        );
        assert_eq!(stand(usd(96_001), Some(&band), None, 50.0).circle, Some(Circle::Red));
        // Against the 75th percentile.
        let against = stand(usd(90_000), None, Some(&market), 75.0);
        assert_eq!(against.market_ratio, Some(Decimal::ONE));
        assert_eq!(stand(usd(1), None, Some(&market), 95.0).market_ratio, None);
        let euro = Money::new(Decimal::ONE, Currency::EUR);
        assert_eq!(stand(euro, Some(&band), Some(&market), 50.0).standing, None);
    }
}
