//! What the views are made of: money, shares, simulated figures, packages.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::advice;
use crate::domain::{self, Equity};
use crate::num::{Currency, Estimate, Money, Rounding};

/// Money: decimal digits as text, so that no reader rounds it; the currency stands at the top.
///
/// By default, and where a simulation gives no number, it is absent.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Amount(Option<String>);

impl Amount {
    /// Money that comes out of a simulation, to the cent.
    pub fn nearest(amount: f64, currency: Currency) -> Self {
        let exact = Money::from_f64_rounded(amount, currency, Rounding::HalfUp);
        exact.map(Amount::from).unwrap_or_default()
    }
}

impl From<Money> for Amount {
    fn from(money: Money) -> Self {
        Amount(Some(money.amount().normalize().to_string()))
    }
}

/// A simulated fraction or chance with its error.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "simulated share"))]
pub struct Share {
    /// The figure, as a fraction: 0.25 is a quarter.
    pub value: f64,
    /// One standard error of the simulation.
    pub se: f64,
}

impl From<Estimate> for Share {
    fn from(of: Estimate) -> Self {
        Share { value: of.value, se: of.se }
    }
}

/// Simulated money with its error.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "simulated money"))]
pub struct SimulatedMoney {
    /// The figure, to the cent.
    pub value: Amount,
    /// One standard error of the simulation, to the cent.
    pub se: Amount,
}

impl SimulatedMoney {
    /// Simulated money in its currency.
    pub fn of(money: Estimate, currency: Currency) -> Self {
        SimulatedMoney {
            value: Amount::nearest(money.value, currency),
            se: Amount::nearest(money.se, currency),
        }
    }
}

/// From one fraction to another.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "fractions"))]
pub struct Fractions {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl From<(f64, f64)> for Fractions {
    fn from((low, high): (f64, f64)) -> Self {
        Fractions { low, high }
    }
}

/// Equity with its unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "grant"))]
pub struct Grant {
    /// `percent` of the company, `amount` of money at grant, or `units`: shares or options.
    pub unit: &'static str,
    /// How much of it, as decimal digits: `0.04` percent.
    pub quantity: Quantity,
}

/// An exact number that is no money: decimal digits as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Quantity(String);

impl From<Decimal> for Quantity {
    fn from(number: Decimal) -> Self {
        Quantity(number.normalize().to_string())
    }
}

impl From<Equity> for Grant {
    fn from(grant: Equity) -> Self {
        let unit = match grant {
            Equity::Percent(_) => "percent",
            Equity::Amount(_) => "amount",
            Equity::Units(_) => "units",
        };
        Grant { unit, quantity: grant.quantity().into() }
    }
}

/// The parts of a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "parts"))]
pub struct Parts {
    /// Base salary a year.
    pub base: Amount,
    /// Bonus at target, a year.
    pub bonus: Amount,
    /// The equity refresh grant, where there is one.
    pub equity: Option<Grant>,
    /// Sign-on, once.
    pub sign_on: Amount,
}

impl From<&domain::Package> for Parts {
    fn from(package: &domain::Package) -> Self {
        Parts {
            base: package.base.into(),
            bonus: package.bonus.into(),
            equity: package.equity.map(Grant::from),
            sign_on: package.sign_on.into(),
        }
    }
}

/// A package with its value and where it stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "package"))]
pub struct Package {
    #[serde(flatten)]
    parts: Parts,
    /// Its yearly value to the person, averaged over the horizon.
    value: Amount,
    /// Its value over the offer's, as a fraction of the offer's.
    over_offer: f64,
    /// Where its base lies in the band: 0 at the minimum, 1 at the maximum; absent without a band.
    range_penetration: Option<f64>,
    /// Where its base lies in the market, 0 to 100; absent without a benchmark of base.
    market_percentile: Option<f64>,
}

impl From<&advice::PackageView> for Package {
    fn from(view: &advice::PackageView) -> Self {
        Package {
            parts: (&view.package).into(),
            value: view.value.into(),
            over_offer: view.over_offer,
            range_penetration: view.range_penetration,
            market_percentile: view.market_percentile,
        }
    }
}

/// Texts with a format that the documentation names.
#[cfg(test)]
mod schema {
    use std::borrow::Cow;

    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

    use super::{Amount, Quantity};

    impl JsonSchema for Amount {
        fn inline_schema() -> bool {
            true
        }

        fn schema_name() -> Cow<'static, str> {
            "money".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({ "type": "string", "format": "money" })
        }
    }

    impl JsonSchema for Quantity {
        fn inline_schema() -> bool {
            true
        }

        fn schema_name() -> Cow<'static, str> {
            "digits".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({ "type": "string", "format": "digits" })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::parse_percent;
    use serde_json::json;

    #[test]
    fn money_is_digits_and_equity_has_its_unit() {
        let usd = |amount: &str| Money::new(amount.parse().unwrap(), Currency::USD);
        assert_eq!(json!(Amount::from(usd("201500.50"))), json!("201500.5"));
        assert_eq!(json!(Amount::from(usd("1000000"))), json!("1000000"));
        assert_eq!(json!(Amount::nearest(0.125, Currency::USD)), json!("0.13"));
        let percent = parse_percent("0.061%").unwrap();
        let grant = Grant::from(Equity::Percent(percent));
        assert_eq!(json!(grant), json!({ "unit": "percent", "quantity": "0.061" }));
        let units = Grant::from(Equity::Units(Decimal::TEN));
        assert_eq!(json!(units), json!({ "unit": "units", "quantity": "10" }));
        let base_only = super::super::bare(&Parts::from(&domain::Package::of_base(usd("5"))));
        assert_eq!(base_only, json!({ "base": "5", "bonus": "0", "sign_on": "0" }));
    }
}
