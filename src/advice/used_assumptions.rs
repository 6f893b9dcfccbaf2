//! Which assumptions a case rests on.

use super::result::UsedAssumption;
use crate::domain::Case;
use crate::negotiation::{Circumstance, Circumstances};

/// The assumptions that this case rests on, in the order of their table.
pub fn used(case: &Case, circumstances: &Circumstances) -> Vec<UsedAssumption> {
    let own = format!("{}.", case.profile.name());
    let general =
        ["employer.", "further.", "bonus.", "value.", "room.", "firmness.", "fallback.", "anchor.", "cost."];
    let kind = format!("kind.{}-", case.employer.kind.name());
    let told: Vec<&str> = circumstances.iter().map(Circumstance::assumptions).collect();
    case.assumptions
        .iter()
        .filter(|row| {
            row.name.starts_with(&own)
                || row.name.starts_with(&kind)
                || general.iter().chain(&told).any(|prefix| row.name.starts_with(prefix))
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
