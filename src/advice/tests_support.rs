//! Small cases for tests.
#![allow(clippy::unwrap_used)]

use rust_decimal::Decimal;

use crate::domain::{Case, Package, PayBand, PayRange, Profile};
use crate::num::{Currency, Money};

pub fn usd(amount: i64) -> Money {
    Money::new(Decimal::from(amount), Currency::USD)
}

/// A new offer of base alone, without band or alternative.
pub fn offer_of(base: i64) -> Case {
    let assumptions = crate::input::assumptions::standard().unwrap();
    Case { assumptions, ..Case::of_offer(Profile::NewOffer, Package::of_base(usd(base))) }
}

/// The same inside a band of base.
pub fn offer_in_band(base: i64, min: i64, max: i64) -> Case {
    let band = PayBand {
        company: None,
        family: None,
        level: "L".into(),
        location: None,
        base: PayRange::new(usd(min), None, usd(max)).unwrap(),
        bonus_target: None,
        bonus_max: None,
        equity: None,
        effective_date: None,
        origin: "bands.csv:2".into(),
    };
    Case { band: Some(band), ..offer_of(base) }
}
