//! The views of `promotion evidence` and `promotion say`.

use serde::Serialize;

use super::values::Quantity;
use crate::app::Saying;
use crate::claims::{Claim, Findings};
use crate::domain::{Direction, Period};

/// Quantified claims found in notes or a transcript.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Claims {
    /// Whose words count; absent where the text has no speakers.
    speaker: Option<String>,
    /// The other speakers of the text; absent where it has none.
    left_out: Option<Vec<String>>,
    /// The claims, in the order of the text; other keys name them by their place here, from 0.
    claims: Vec<ClaimView>,
}

impl From<&Findings> for Claims {
    fn from(found: &Findings) -> Self {
        Claims {
            speaker: found.speaker.clone(),
            left_out: found.speaker.as_ref().map(|_| found.left_out.clone()),
            claims: found.claims.iter().map(ClaimView::from).collect(),
        }
    }
}

/// A claim with its amount.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "claim found"))]
struct ClaimView {
    /// Its line in the text, from 1.
    line: usize,
    /// The amount as a person writes it: `from 12% to 40%`.
    amount: String,
    /// What it measures: money, a percentage, a count, a time.
    measure: &'static str,
    /// Where it rose or fell from, as digits.
    from: Option<Quantity>,
    /// The amount, as digits in its measure.
    value: Quantity,
    /// Which way it moved, `up` or `down`; absent where it stayed.
    direction: Option<&'static str>,
    /// What the amount comes in: `year` for so much a year.
    period: Option<&'static str>,
    /// What it is an amount of, where the sentence says so.
    metric: Option<String>,
    /// Who did it, by the sentence: `i`, `we`, `team` or `unsaid`.
    told: &'static str,
    /// The line that says who did it, where it is another.
    told_on: Option<usize>,
    /// What kind of amount it is; only some of them make a claim.
    nature: &'static str,
    /// The dimension of the rubric that it speaks for.
    dimension: Option<String>,
    /// Claims that tell the same, by their place in `claims`.
    same_as: Vec<usize>,
    /// The sentence.
    sentence: String,
}

impl From<&Claim> for ClaimView {
    fn from(claim: &Claim) -> Self {
        let amount = &claim.amount;
        ClaimView {
            line: claim.line,
            amount: amount.written(),
            measure: amount.to.measure(),
            from: amount.from.as_ref().map(|from| from.figure.value().into()),
            value: amount.to.figure.value().into(),
            direction: claim.fact.direction().map(|way| match way {
                Direction::Up => "up",
                Direction::Down => "down",
            }),
            period: claim.fact.period.map(Period::name),
            metric: claim.fact.metric.clone(),
            told: claim.told.name(),
            told_on: claim.told_on,
            nature: claim.nature.name(),
            dimension: claim.fact.dimension.clone(),
            same_as: claim.same_as.clone(),
            sentence: claim.fact.claim.clone(),
        }
    }
}

/// Sentences looked over before they are said.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Sayings {
    /// One a sentence, in the order typed.
    sentences: Vec<SayingView>,
}

/// A sentence and what backfires in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "sentence looked over"))]
struct SayingView {
    /// The sentence.
    sentence: String,
    /// The traps that it steps into, such as `entitlement` or `peers`; none where it is fine.
    traps: Vec<&'static str>,
}

impl From<&[Saying]> for Sayings {
    fn from(sayings: &[Saying]) -> Self {
        let view = |saying: &Saying| SayingView {
            sentence: saying.sentence.clone(),
            traps: saying.traps.iter().map(|trap| trap.name()).collect(),
        };
        Sayings { sentences: sayings.iter().map(view).collect() }
    }
}
