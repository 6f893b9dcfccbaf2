//! Packages as a reader looks at them.

use super::result::PackageView;
use super::setup::Setup;
use crate::domain::{Component, Package};
use crate::num::{Money, Rounding};

/// Where a base salary stands in the market: its percentile, 0 to 100, in a
/// benchmark of base. Handed in, since positions are the market's own work.
pub type MarketPlace<'a> = &'a (dyn Fn(Money) -> Option<f64> + Sync);

/// A package with its value, its gain over the offer, and where its base stands.
pub fn view(setup: &Setup, package: Package, market: MarketPlace) -> PackageView {
    use rust_decimal::prelude::ToPrimitive;
    let case = setup.case;
    let value = setup.value(&package);
    let range = case.band.as_ref().map(|band| band.base);
    PackageView {
        package,
        value: money(setup, value),
        over_offer: setup.gain(&package),
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
pub fn money(setup: &Setup, amount: f64) -> Money {
    let currency = setup.case.currency;
    Money::from_f64_rounded(amount, currency, Rounding::HalfUp).unwrap_or(Money::zero(currency))
}
