//! The view of `sensitivity`.

use serde::Serialize;

use super::anchor_reasons::AnswerView;
use crate::advice::{self, Swing};
use crate::domain::Kind;
use crate::num::Currency;

/// Which assumption moves the answer most.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Sensitivity {
    /// The answer with every assumption at its value.
    centre: AnswerView,
    /// The assumptions that change it, the one with the largest effect on the mean first.
    swings: Vec<SwingView>,
}

impl Sensitivity {
    /// The view of the answer and all its swings.
    pub fn of(result: &advice::Sensitivity, currency: Currency) -> Self {
        Sensitivity {
            centre: AnswerView::of(&result.centre, currency),
            swings: result.swings.iter().map(|swing| SwingView::of(swing, currency)).collect(),
        }
    }
}

/// What one assumption does to the answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "swing"))]
struct SwingView {
    /// Its name, as `--assume` takes it.
    name: String,
    /// What it means.
    meaning: String,
    /// How it is known.
    kind: Kind,
    /// Its unit.
    unit: String,
    /// Its low end, its value, its high end.
    values: [f64; 3],
    /// The answer at the low end.
    low: AnswerView,
    /// The answer at the high end.
    high: AnswerView,
}

impl SwingView {
    fn of(swing: &Swing, currency: Currency) -> Self {
        SwingView {
            name: swing.name.clone(),
            meaning: swing.meaning.clone(),
            kind: swing.kind,
            unit: swing.unit.clone(),
            values: swing.values,
            low: AnswerView::of(&swing.low, currency),
            high: AnswerView::of(&swing.high, currency),
        }
    }
}
