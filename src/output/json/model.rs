//! The view of `model`.

use serde::Serialize;

use super::anchor_reasons::AssumptionView;
use super::values::Share;
use crate::domain::Assumption;
use crate::validation::{ClosedForm, Reproduction};

/// The assumptions, and what the model reproduces.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Model {
    /// Published figures and what the model gives for them.
    reproduction: Vec<ReproductionView>,
    /// What bargaining theory gives exactly, and what playing gives.
    closed_forms: Vec<ClosedFormView>,
    /// The assumptions, in the order of their file.
    assumptions: Vec<AssumptionView>,
}

impl Model {
    /// The view of figures, closed forms and assumptions.
    pub fn of(figures: &[Reproduction], forms: &[ClosedForm], assumptions: &[&Assumption]) -> Self {
        Model {
            reproduction: figures.iter().map(ReproductionView::from).collect(),
            closed_forms: forms.iter().map(ClosedFormView::from).collect(),
            assumptions: assumptions.iter().map(|row| AssumptionView::from(*row)).collect(),
        }
    }
}

/// A published figure and what the model gives for it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "reproduction"))]
struct ReproductionView {
    /// Its name.
    name: String,
    /// The published figure.
    published: f64,
    /// Lower end of the tolerance.
    low: f64,
    /// Upper end of the tolerance.
    high: f64,
    /// What it measures.
    what: String,
    /// Who says so.
    source: String,
    /// When.
    as_of: String,
    /// What the model gives.
    model: Share,
    /// True where that lies within the tolerance.
    within: bool,
}

impl From<&Reproduction> for ReproductionView {
    fn from(of: &Reproduction) -> Self {
        let row = &of.published;
        ReproductionView {
            name: row.name.clone(),
            published: row.published,
            low: row.low,
            high: row.high,
            what: row.what.clone(),
            source: row.source.clone(),
            as_of: row.as_of.clone(),
            model: of.model.into(),
            within: of.within,
        }
    }
}

/// A closed form and what playing makes of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "closed form"))]
struct ClosedFormView {
    /// What it is about.
    name: String,
    /// Who showed it.
    source: &'static str,
    /// What the formula gives.
    exact: f64,
    /// What the parts of the program give; its error is 0 where nothing is drawn.
    played: Share,
    /// True where they agree within four standard errors, or to the last digits where nothing is drawn.
    agrees: bool,
}

impl From<&ClosedForm> for ClosedFormView {
    fn from(of: &ClosedForm) -> Self {
        ClosedFormView {
            name: of.name.clone(),
            source: of.source,
            exact: of.exact,
            played: of.played.into(),
            agrees: of.agrees,
        }
    }
}
