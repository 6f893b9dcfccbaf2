//! Helpers for documents that are put together key by key.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::SCHEMA_VERSION;
use crate::advice::PackageView;
use crate::domain::{Equity, Package};
use crate::num::{Currency, Money};
use crate::output::files::GENERATOR;

/// The members that stand at the top of every document: `schema_version`,
/// `generator` and `currency`.
pub fn top(currency: Option<Currency>) -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("schema_version".into(), json!(SCHEMA_VERSION));
    map.insert("generator".into(), json!(GENERATOR));
    if let Some(currency) = currency {
        map.insert("currency".into(), json!(currency.code()));
    }
    map
}

/// Any result that serializes to its documented keys by itself.
pub fn plain(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or(Value::Null)
}

/// An amount as a string of decimal digits.
pub fn money(amount: Money) -> Value {
    Value::String(amount.amount().normalize().to_string())
}

/// An equity grant with its unit: `{"unit": "percent", "quantity": "0.04"}`.
pub fn equity(grant: Equity) -> Value {
    let unit = match grant {
        Equity::Percent(_) => "percent",
        Equity::Amount(_) => "amount",
        Equity::Units(_) => "units",
    };
    json!({ "unit": unit, "quantity": grant.quantity().normalize().to_string() })
}

/// A package: `base, bonus, equity, sign_on`.
pub fn package(package: &Package) -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("base".into(), money(package.base));
    map.insert("bonus".into(), money(package.bonus));
    insert(&mut map, "equity", package.equity.map(equity));
    map.insert("sign_on".into(), money(package.sign_on));
    map
}

/// A package with its value and where it stands.
pub fn view(view: &PackageView) -> Value {
    let mut map = package(&view.package);
    map.insert("value".into(), money(view.value));
    map.insert("over_offer".into(), json!(view.over_offer));
    insert(&mut map, "range_penetration", view.range_penetration.map(Value::from));
    insert(&mut map, "market_percentile", view.market_percentile.map(Value::from));
    Value::Object(map)
}

/// Puts a value in where there is one.
pub(in crate::output) fn insert(map: &mut Map<String, Value>, key: &str, value: Option<Value>) {
    if let Some(value) = value {
        map.insert(key.into(), value);
    }
}
