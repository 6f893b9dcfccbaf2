//! Results → JSON: one serializable view a command, in one envelope.
//!
//! A view says what a command's JSON holds, key by key; its doc comments are
//! `docs/json.md`, which `documentation` makes from them and a test holds to
//! them. The types of results know nothing of it, so that a result may change
//! its shape and the contract stays.
//!
//! Money is a text of decimal digits, with `currency` once at the top; shares
//! and fractions are numbers; a simulated figure is `{"value": …, "se": …}`.
//! What is absent has no key. No text in it acts on its reader.

mod anchor;
mod anchor_reasons;
mod band;
mod check;
mod claims;
mod compare;
#[cfg(test)]
mod documentation;
mod employer;
mod files;
mod market;
mod model;
mod promotion;
mod promotion_people;
mod promotion_week;
mod reply;
pub mod result;
mod scenarios;
mod sensitivity;
mod simulate;
mod stage;
mod values;

use serde::Serialize;
use serde_json::{Map, Value};

use super::files::GENERATOR;
use crate::marks::show;
use crate::num::Currency;

pub use anchor::Anchor;
pub use anchor_reasons::{EqualPackage, Unknown};
pub use band::{Band, BandFiles, BandPeople};
pub(in crate::output) use band::{
    cents as band_cents, fraction as band_fraction, to_minimum as band_to_minimum,
};
pub use check::{Check, ProblemView};
pub use claims::{Claims, Sayings};
pub use compare::Compare;
pub use employer::Employer;
pub use files::Files;
pub use market::Market;
pub use model::Model;
pub use promotion::Promotion;
pub use reply::Reply;
pub use scenarios::{Scenarios, Vesting};
pub use sensitivity::Sensitivity;
pub use simulate::Simulate;
pub use stage::AtStage;
pub use values::{Amount, Fractions, Grant, Package, Parts, Share, SimulatedMoney};

pub(in crate::output) use compare::StockView;

/// Raised when a documented key changes its meaning or goes away.
pub const SCHEMA_VERSION: u32 = 2;

/// A command's whole answer: what stands at the top of every document, then
/// the keys of its view.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Envelope<T> {
    /// Version of this contract: raised when a key changes its meaning or goes away.
    schema_version: u32,
    /// The program and its version.
    generator: &'static str,
    /// Of all money in the document, ISO 4217; absent where there is none or each row names its own.
    currency: Option<&'static str>,
    #[serde(flatten)]
    answer: T,
}

/// The document of a view, as the text of a file with a line feed at the end.
pub fn document(currency: Option<Currency>, answer: &impl Serialize) -> String {
    text(&value(currency, answer))
}

/// The document of a view, to look into.
pub fn value(currency: Option<Currency>, answer: &impl Serialize) -> Value {
    let currency = currency.map(|currency| currency.code());
    bare(&Envelope { schema_version: SCHEMA_VERSION, generator: GENERATOR, currency, answer })
}

/// A view by itself, without the envelope: what is absent has no key, and no
/// text acts on its reader.
pub fn bare(view: &impl Serialize) -> Value {
    // A view has only text keys, so that it always serializes.
    tidy(serde_json::to_value(view).unwrap_or(Value::Null))
}

/// A document as the text of a file, with a line feed at the end.
pub fn text(value: &Value) -> String {
    // A `Value` has only text keys, so that it always serializes.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

fn tidy(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(show(&text)),
        Value::Array(list) => list.into_iter().map(tidy).collect(),
        Value::Object(map) => {
            let present = map.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(present.map(|(key, value)| (show(&key), tidy(value))).collect::<Map<_, _>>())
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Answer {
        said: &'static str,
        missing: Option<u8>,
    }

    #[test]
    fn the_envelope_stands_on_top_and_what_is_absent_has_no_key() {
        let answer = Answer { said: " up\u{202e}\u{1b}[31m\nnow ", missing: None };
        let text = document(Some(Currency::EUR), &answer);
        assert_eq!(
            text,
            format!(
                "{{\n  \"schema_version\": 2,\n  \"generator\": \"{GENERATOR}\",\n  \"currency\": \"EUR\",\n  \
                 \"said\": \" up\u{fffd}␛[31m now \"\n}}\n"
            )
        );
        assert!(GENERATOR.starts_with(super::super::files::MARK));
    }
}
