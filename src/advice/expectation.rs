//! Before there is an offer: which figures to name to whoever asks for one, and what carries them.

use jiff::civil::Date;

use crate::domain::{Benchmark, Case, Component};
use crate::market::pay_at;
use crate::negotiation::base_step;
use crate::num::{Money, Rounding};

/// What is named of a market where no band is known: its middle to its upper quartile. Nobody is
/// taken at the upper end of a range, so that it begins where half of the others are.
const NAMED: [f64; 2] = [50.0, 75.0];

/// What carries a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Basis {
    /// The upper half of their own band.
    Band {
        /// Its minimum.
        min: Money,
        /// Its maximum.
        max: Money,
    },
    /// What others are paid.
    Market {
        /// By which benchmark.
        source: String,
        /// The date of its data.
        as_of: Option<Date>,
    },
}

/// What to name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expectation {
    /// From and to, base pay; `None` where nothing carries a figure above today's pay.
    pub range: Option<(Money, Money)>,
    /// What carries it; `None` where neither band nor market is known.
    pub basis: Option<Basis>,
    /// The range begins at today's pay, which lies within it.
    pub from_today: bool,
}

/// The range that band or market carry. Whoever is paid within it already begins there; whoever
/// is paid above it names nothing.
pub fn expectation(case: &Case) -> Expectation {
    let Some((low, high, basis)) = carried(case) else {
        return Expectation { range: None, basis: None, from_today: false };
    };
    let today = case.current.map(|current| current.base).filter(|base| base.amount() > low.amount());
    let from = today.unwrap_or(low);
    let range = (from.amount() < high.amount()).then_some((from, high));
    Expectation { from_today: today.is_some() && range.is_some(), range, basis: Some(basis) }
}

fn carried(case: &Case) -> Option<(Money, Money, Basis)> {
    if let Some(band) = &case.band {
        let (min, max) = (band.base.min(), band.base.max());
        return Some((band.base.mid(), max, Basis::Band { min, max }));
    }
    let benchmark = Benchmark::best_for(Component::Base, &case.market)?;
    let said = |percentile: f64| {
        let pay = pay_at(benchmark, percentile)?;
        let step = base_step(pay.amount(), &case.assumptions);
        Some(if step.is_zero() { pay } else { pay.rounded_to(step, Rounding::HalfUp) })
    };
    let basis = Basis::Market { source: benchmark.source.clone(), as_of: benchmark.as_of };
    Some((said(NAMED[0])?, said(NAMED[1])?, basis))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::advice::tests_support::{offer_in_band, usd};
    use crate::domain::Package;

    fn case(today: Option<i64>) -> Case {
        let case = offer_in_band(100_000, 90_000, 120_000);
        Case { current: today.map(|base| Package::of_base(usd(base))), ..case }
    }

    #[test]
    fn the_upper_half_of_the_band_is_named_from_todays_pay_on() {
        let named = |today| expectation(&case(today)).range;
        assert_eq!(named(None), Some((usd(105_000), usd(120_000))));
        assert_eq!(named(Some(80_000)), Some((usd(105_000), usd(120_000))));
        assert_eq!(named(Some(110_000)), Some((usd(110_000), usd(120_000))));
        assert!(expectation(&case(Some(110_000))).from_today);
        let above = expectation(&case(Some(120_000)));
        assert_eq!((above.range, above.from_today), (None, false));
        assert!(matches!(above.basis, Some(Basis::Band { .. })), "{above:?}");
    }

    #[test]
    fn without_band_and_market_no_figure_is_made_up() {
        let case = Case { band: None, ..case(Some(110_000)) };
        assert_eq!(expectation(&case), Expectation { range: None, basis: None, from_today: false });
    }
}
