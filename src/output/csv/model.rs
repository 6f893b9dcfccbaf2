//! The rows of `model`.

use serde::Serialize;

use super::{Cell, table};
use crate::domain::Assumption;
use crate::error::Result;

/// An assumption, in the order of their file.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AssumptionRow {
    /// Its name, as `--assume` takes it.
    name: Cell,
    /// Its value, in its unit.
    value: f64,
    /// Its unit.
    unit: Cell,
    /// The lower end of what is plausible: the 5% point where it is drawn.
    low: f64,
    /// The upper end: the 95% point where it is drawn.
    high: f64,
    /// `published`, `fitted` or `judgment`.
    kind: &'static str,
    /// Who says so.
    source: Cell,
    /// When the source was published or the judgment made.
    as_of: Cell,
    /// What it means.
    meaning: Cell,
    /// True when the user overruled it.
    overruled: bool,
}

/// The assumptions: one row each.
///
/// # Errors
/// As [`table`].
pub fn assumptions(rows: &[&Assumption]) -> Result<String> {
    table(rows.iter().map(|row| AssumptionRow {
        name: (&row.name).into(),
        value: row.value,
        unit: (&row.unit).into(),
        low: row.low,
        high: row.high,
        kind: row.kind.name(),
        source: (&row.source).into(),
        as_of: (&row.as_of).into(),
        meaning: (&row.meaning).into(),
        overruled: row.overruled,
    }))
}
