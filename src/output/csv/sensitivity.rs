//! The rows of `sensitivity`.

use serde::Serialize;

use super::{Cell, table};
use crate::advice::Sensitivity;
use crate::error::Result;
use crate::num::Currency;
use crate::output::json::Amount;

/// One assumption that changes the answer, the one with the largest effect on the mean first.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SwingRow {
    /// Its name, as `--assume` takes it.
    name: Cell,
    /// `published`, `fitted` or `judgment`.
    kind: &'static str,
    /// Its unit.
    unit: Cell,
    /// Its low end.
    low: f64,
    /// Its value.
    value: f64,
    /// Its high end.
    high: f64,
    /// Mean gain at the low end, in money a year over the offer.
    mean_gain_low: Amount,
    /// Mean gain at its value.
    mean_gain: Amount,
    /// Mean gain at the high end.
    mean_gain_high: Amount,
    /// The opening ask at the low end, as a fraction over the offer's value; empty where asking does not pay.
    ask_low: Option<f64>,
    /// The opening ask at its value.
    ask: Option<f64>,
    /// The opening ask at the high end.
    ask_high: Option<f64>,
    /// Of all money in the row, ISO 4217.
    currency: &'static str,
}

/// The swings: one row an assumption.
///
/// # Errors
/// As [`table`].
pub fn swings(result: &Sensitivity, currency: Currency) -> Result<String> {
    let money = |answer: &crate::advice::Answer| Amount::nearest(answer.mean.value, currency);
    table(result.swings.iter().map(|swing| SwingRow {
        name: (&swing.name).into(),
        kind: swing.kind.name(),
        unit: (&swing.unit).into(),
        low: swing.values[0],
        value: swing.values[1],
        high: swing.values[2],
        mean_gain_low: money(&swing.low),
        mean_gain: money(&result.centre),
        mean_gain_high: money(&swing.high),
        ask_low: swing.low.ask,
        ask: result.centre.ask,
        ask_high: swing.high.ask,
        currency: currency.code(),
    }))
}
