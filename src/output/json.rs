//! Results → JSON with the documented keys.
//!
//! Money is a string of decimal digits, with `currency` once at the top; shares
//! and fractions are numbers; a simulated figure is `{"value": …, "se": …}`.
//! What is absent has no key.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::advice::{Advice, BandPoint, EqualPackage, PackageView, Quantity, Rung, Step};
use crate::domain::{Equity, Package};
use crate::num::{Currency, Money};
use crate::simulate::{ComponentSpread, Simulation};

use super::files::GENERATOR;

/// Raised when a named key changes its meaning or goes away.
pub const SCHEMA_VERSION: u32 = 1;

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

/// A document as the text of a file, with a line feed at the end.
pub fn text(value: &Value) -> String {
    // A `Value` has only text keys, so that it always serializes.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
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

fn rung(rung: &Rung) -> Value {
    let mut map = Map::new();
    map.insert("round".into(), json!(rung.round));
    if let Value::Object(rest) = view(&rung.view) {
        map.extend(rest);
    }
    Value::Object(map)
}

/// The keys of `anchor`.
pub fn anchor(advice: &Advice) -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("verdict".into(), plain(&advice.verdict));
    map.insert("anchor".into(), view(&advice.anchor));
    map.insert("own_ask".into(), json!(advice.own_ask));
    map.insert("target".into(), view(&advice.target));
    map.insert("expected".into(), view(&advice.expected));
    let (low, high) = advice.base_middle_half;
    map.insert("base_middle_half".into(), json!({ "p25": money(low), "p75": money(high) }));
    map.insert("walk_away".into(), walk_away(advice));
    map.insert("accept_from".into(), view(&advice.accept_from));
    map.insert("offer".into(), view(&advice.offer));
    insert(&mut map, "current", advice.current.as_ref().map(view));
    map.insert("ladder".into(), advice.ladder.iter().map(rung).collect());
    map.insert("mean".into(), plain(&advice.mean));
    map.insert("improved".into(), plain(&advice.improved));
    map.insert("withdrawn".into(), plain(&advice.withdrawn));
    map.insert("risk".into(), plain(&advice.risk));
    map.insert("curve".into(), plain(&advice.curve));
    let plateau = advice.plateau.map(|(low, high)| json!({ "low": low, "high": high }));
    insert(&mut map, "plateau", plateau);
    let range = advice.anchor_range.map(|(low, high)| json!({ "low": low, "high": high }));
    insert(&mut map, "anchor_range", range);
    map.insert("circumstances".into(), plain(&advice.circumstances));
    insert(&mut map, "room", advice.room.map(|(full, middle)| json!({ "full": full, "middle": middle })));
    map.insert("caps".into(), plain(&advice.caps));
    map.insert("derivation".into(), advice.derivation.iter().map(step).collect());
    map.insert("notices".into(), plain(&advice.notices));
    map.insert("assumptions".into(), plain(&advice.assumptions));
    map
}

fn step(step: &Step) -> Value {
    let value = match &step.value {
        Quantity::Money(amount) => money(*amount),
        Quantity::Share(share) => json!(share),
        Quantity::Estimate(estimate) => plain(estimate),
        Quantity::Range(low, high) => json!({ "low": low, "high": high }),
        Quantity::Package(of) => Value::Object(package(of)),
        Quantity::Text(words) => json!(words),
    };
    json!({ "step": step.step, "value": value, "why": step.why, "source": step.source,
            "assumptions": step.assumptions, "inputs": step.inputs })
}

fn walk_away(advice: &Advice) -> Value {
    let walk = &advice.walk_away;
    json!({ "value": money(walk.value), "over_offer": walk.over_offer, "source": walk.source })
}

/// One of the packages of equal value.
pub fn equal_package(one: &EqualPackage) -> Value {
    let mut map = package(&one.package);
    map.insert("leans_on".into(), json!(one.leans_on));
    map.insert("over_offer".into(), json!(one.over_offer));
    map.insert("cost".into(), json!(one.cost));
    map.insert("improved".into(), plain(&one.simulation.improved));
    map.insert("mean".into(), plain(&one.simulation.gain.mean));
    Value::Object(map)
}

/// An offer at one point of the band, from the employer's side.
pub fn band_point(point: &BandPoint) -> Value {
    json!({
        "range_penetration": point.penetration,
        "base": money(point.base),
        "compa_ratio": point.compa_ratio,
        "counter": point.counter,
        "counter_base": money(point.counter_base),
        "moves": plain(&point.moves),
        "full": plain(&point.full),
        "cost": point.cost,
        "ends_at": plain(&point.ends_at),
        "reserve": point.reserve,
    })
}

/// The keys of `simulate`.
pub fn simulation(run: &Simulation) -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("seed".into(), json!(run.seed));
    map.insert("trials".into(), json!(run.trials));
    map.insert("engine".into(), json!(run.engine));
    map.insert("profile".into(), plain(&run.profile));
    map.insert("offer_value".into(), offer_value(run));
    map.insert("ladder".into(), json!(run.ladder));
    map.insert("outcomes".into(), plain(&run.outcomes));
    map.insert("gain".into(), plain(&run.gain));
    map.insert("gain_if_improved".into(), plain(&run.gain_if_improved));
    map.insert("improved".into(), plain(&run.improved));
    map.insert("worse_than_offer".into(), plain(&run.worse_than_offer));
    insert(&mut map, "worse_than_today", run.worse_than_today.as_ref().map(plain));
    let components = run.components.list.iter();
    let components = components.map(|(name, spread)| ((*name).to_owned(), component(spread)));
    map.insert("components".into(), Value::Object(components.collect()));
    map
}

fn offer_value(run: &Simulation) -> Value {
    let exact = Money::from_f64_rounded(run.offer_value, run.currency, crate::num::Rounding::HalfUp);
    exact.map_or(Value::Null, money)
}

fn component(spread: &ComponentSpread) -> Value {
    json!({
        "p10": money(spread.p10),
        "p25": money(spread.p25),
        "p50": money(spread.p50),
        "p75": money(spread.p75),
        "p90": money(spread.p90),
    })
}

/// Puts a value in where there is one.
pub(super) fn insert(map: &mut Map<String, Value>, key: &str, value: Option<Value>) {
    if let Some(value) = value {
        map.insert(key.into(), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::{Percent, parse_percent};
    use rust_decimal::Decimal;

    #[test]
    fn money_is_digits_and_equity_has_its_unit() {
        let usd = |amount: &str| Money::new(amount.parse().unwrap(), Currency::USD);
        assert_eq!(money(usd("201500.50")), json!("201500.5"));
        assert_eq!(money(usd("1000000")), json!("1000000"));
        let percent: Percent = parse_percent("0.061%").unwrap();
        assert_eq!(equity(Equity::Percent(percent)), json!({ "unit": "percent", "quantity": "0.061" }));
        assert_eq!(equity(Equity::Units(Decimal::TEN)), json!({ "unit": "units", "quantity": "10" }));
        let base_only = package(&Package::of_base(usd("5")));
        assert!(!base_only.contains_key("equity"), "what is absent has no key");
    }

    #[test]
    fn the_top_names_version_and_currency() {
        let document = text(&Value::Object(top(Some(Currency::EUR))));
        assert!(document.contains("\"schema_version\": 1,"), "{document}");
        assert!(document.contains(super::super::files::MARK), "{document}");
        assert!(document.contains("\"currency\": \"EUR\"") && document.ends_with("}\n"), "{document}");
    }
}
