//! Packages as a reader looks at them.

use super::advice::PackageView;
use super::ground::Ground;
use crate::domain::{Component, Package};
use crate::num::{Money, Rounding};

/// Where a base salary stands in the market: its percentile, 0 to 100, in a
/// benchmark of base. Handed in, since positions are the market's own work.
pub type MarketPlace<'a> = &'a (dyn Fn(Money) -> Option<f64> + Sync);

/// A package with its value, its gain over the offer, and where its base stands.
pub fn view(ground: &Ground, package: Package, market: MarketPlace) -> PackageView {
    use rust_decimal::prelude::ToPrimitive;
    let case = ground.case;
    let value = ground.value(&package);
    let range = case.band.as_ref().map(|band| band.base);
    PackageView {
        package,
        value: money(ground, value),
        over_offer: ground.gain(&package),
        range_penetration: range.and_then(|range| range.penetration(package.base)).and_then(|p| p.to_f64()),
        market_percentile: case
            .market
            .iter()
            .any(|b| b.component == Component::Base)
            .then(|| market(package.base))
            .flatten(),
    }
}

/// A modelled amount as money of the case, to the cent; nothing where it is not a number.
pub fn money(ground: &Ground, amount: f64) -> Money {
    let currency = ground.case.currency;
    Money::from_f64_rounded(amount, currency, Rounding::HalfUp).unwrap_or(Money::zero(currency))
}
