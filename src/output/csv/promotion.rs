//! The rows of `promotion` and `promotion evidence`.

use jiff::civil::Date;
use serde::Serialize;

use super::{Cell, table};
use crate::app::Saying;
use crate::claims::Findings;
use crate::error::Result;
use crate::report::promotion::Entry;

/// A date of the calendar.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DateRow {
    /// The first day.
    first: Date,
    /// The last day.
    last: Date,
    /// Which date it is, the same in every case.
    id: &'static str,
    /// What it is.
    what: Cell,
}

/// The dates: one row each.
///
/// # Errors
/// As [`table`].
pub fn dates(entries: impl IntoIterator<Item = Entry>) -> Result<String> {
    table(entries.into_iter().map(|entry| DateRow {
        first: entry.first,
        last: entry.last,
        id: entry.id,
        what: (&entry.what).into(),
    }))
}

/// A claim with its amount.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ClaimRow {
    /// Its line in the text, from 1.
    line: usize,
    /// The amount as a person writes it.
    amount: Cell,
    /// What it measures.
    measure: &'static str,
    /// Where it rose or fell from, as digits.
    from: Option<String>,
    /// The amount, as digits in its measure.
    value: String,
    /// What it is an amount of.
    metric: Cell,
    /// Who did it, by the sentence: `i`, `we`, `team` or `unsaid`.
    told: &'static str,
    /// What kind of amount it is.
    nature: &'static str,
    /// The dimension of the rubric that it speaks for.
    dimension: Cell,
    /// The sentence.
    sentence: Cell,
}

/// The claims: one row each.
///
/// # Errors
/// As [`table`].
pub fn claims(found: &Findings) -> Result<String> {
    let cell = |text: &Option<String>| text.as_deref().unwrap_or_default().into();
    table(found.claims.iter().map(|claim| ClaimRow {
        line: claim.line,
        amount: claim.amount.written().as_str().into(),
        measure: claim.amount.to.measure(),
        from: claim.amount.from.as_ref().map(|from| from.figure.value().normalize().to_string()),
        value: claim.amount.to.figure.value().normalize().to_string(),
        metric: cell(&claim.fact.metric),
        told: claim.told.name(),
        nature: claim.nature.name(),
        dimension: cell(&claim.fact.dimension),
        sentence: (&claim.fact.claim).into(),
    }))
}

/// A trap in a sentence.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TrapRow {
    /// The sentence.
    sentence: Cell,
    /// What backfires in it; empty where it is fine.
    trap: &'static str,
}

/// The sentences: one row a trap, and one for each that is fine.
///
/// # Errors
/// As [`table`].
pub fn sayings(list: &[Saying]) -> Result<String> {
    table(list.iter().flat_map(|saying| {
        let fine = saying.traps.is_empty().then_some("");
        let traps = saying.traps.iter().map(|trap| trap.name()).chain(fine);
        traps.map(|trap| TrapRow { sentence: (&saying.sentence).into(), trap })
    }))
}
