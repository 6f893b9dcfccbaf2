//! Packages as a reader looks at them.

use rust_decimal::prelude::ToPrimitive;

use super::result::PackageView;
use super::setup::Setup;
use crate::domain::{Benchmark, Component, Package};
use crate::market::standing;
use crate::num::{Money, Rounding};

/// A package with its value, its gain over the offer, and where its base stands.
pub fn view(setup: &Setup, package: Package) -> PackageView {
    let case = setup.case;
    let value = setup.value(&package);
    let range = case.band.as_ref().map(|band| band.base);
    let market = Benchmark::best_for(Component::Base, &case.market);
    PackageView {
        package,
        value: money(setup, value),
        over_offer: setup.gain(&package),
        range_penetration: range.and_then(|range| range.penetration(package.base)).and_then(|p| p.to_f64()),
        market_percentile: market.and_then(|market| standing(market, package.base)?.percentile()),
    }
}

/// A modelled amount as money of the case, to the cent; nothing where it is not a number.
pub fn money(setup: &Setup, amount: f64) -> Money {
    let currency = setup.case.currency;
    Money::from_f64_rounded(amount, currency, Rounding::HalfUp).unwrap_or(Money::zero(currency))
}
