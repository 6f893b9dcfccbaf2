//! Which assumptions a case rests on.

use super::result::UsedAssumption;
use crate::domain::{Alternative, Case, Strength, Tone};

/// How the assumptions begin that the circumstances of the case call on.
fn circumstances_told(case: &Case) -> Vec<&'static str> {
    let strength = Strength::of(&case.evidence);
    let written = |other: &Alternative| other.firmness.is_written();
    [
        (strength == Some(Strength::Strong), "context.strong-"),
        (strength == Some(Strength::Weak), "context.weak-"),
        (case.alternatives.iter().any(written), "context.rival-"),
        (case.context.tone == Tone::Warm, "context.warm-"),
        (case.context.runner_up, "context.runner-up-"),
        (case.context.ultimatum, "context.ultimatum-"),
    ]
    .into_iter()
    .filter_map(|(told, prefix)| told.then_some(prefix))
    .collect()
}

/// The assumptions that this case rests on, in the order of their table.
pub fn used(case: &Case) -> Vec<UsedAssumption> {
    let own = format!("{}.", case.profile.name());
    let general = ["employer.", "bonus.", "value.", "room.", "firmness.", "fallback.", "anchor.", "cost."];
    let circumstances = circumstances_told(case);
    case.assumptions
        .iter()
        .filter(|row| {
            row.name.starts_with(&own)
                || general.iter().chain(&circumstances).any(|prefix| row.name.starts_with(prefix))
                || row.overruled
        })
        .map(|row| UsedAssumption {
            name: row.name.clone(),
            value: row.value,
            unit: row.unit.clone(),
            low: row.low,
            high: row.high,
            kind: row.kind,
            source: row.source.clone(),
            meaning: row.meaning.clone(),
            overruled: row.overruled,
        })
        .collect()
}
