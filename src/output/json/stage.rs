//! The view of the stages in which nothing is asked for.

use jiff::civil::Date;
use serde::Serialize;

use super::anchor::WalkAwayView;
use super::values::Amount;
use crate::advice::{Basis, Expectation};
use crate::app::StagePage;
use crate::domain::{Case, Promise, Stage};

/// What `anchor` answers before an offer, after it was withdrawn, and when both sides agree.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AtStage {
    /// `before-offer`, `withdrawn` or `agreed`.
    stage: Stage,
    /// Before an offer: what to name to whoever asks what is expected.
    expectation: Option<ExpectationView>,
    /// After the offer was withdrawn: what there is without it.
    walk_away: Option<WalkAwayView>,
    /// When both sides agree: every promise, in the order of the case.
    promised: Option<Vec<PromiseView>>,
}

/// Figures to name, and what carries them.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "expectation"))]
struct ExpectationView {
    /// The base from which on; absent where nothing carries a figure above today's pay: then none is named.
    low: Option<Amount>,
    /// The base up to which.
    high: Option<Amount>,
    /// `band` (the upper half of theirs) or `market` (the middle to the upper quartile); absent where neither is known.
    basis: Option<&'static str>,
    /// Of `market`: who measured it.
    source: Option<String>,
    /// Of `market`: the date of its data.
    as_of: Option<Date>,
    /// The range begins at today's pay.
    from_current: bool,
}

/// Something that was promised.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "promise"))]
struct PromiseView {
    /// What.
    what: String,
    /// Who promised it.
    by: Option<String>,
    /// The day of it.
    date: Option<Date>,
    /// Where it is written; absent where it is only said.
    written: Option<String>,
}

impl AtStage {
    /// The view of a page.
    pub fn of(case: &Case, page: &StagePage) -> Self {
        let promise = |of: &Promise| PromiseView {
            what: of.what.clone(),
            by: of.by.clone(),
            date: of.date,
            written: of.written.clone(),
        };
        let agreed = matches!(page, StagePage::Agreed);
        AtStage {
            stage: case.stage(),
            expectation: match page {
                StagePage::BeforeOffer(of) => Some(of.into()),
                _ => None,
            },
            walk_away: match page {
                StagePage::Withdrawn(of) => Some(of.into()),
                _ => None,
            },
            promised: agreed.then(|| case.promised.iter().map(promise).collect()),
        }
    }
}

impl From<&Expectation> for ExpectationView {
    fn from(of: &Expectation) -> Self {
        let (basis, source, as_of) = match &of.basis {
            Some(Basis::Band { .. }) => (Some("band"), None, None),
            Some(Basis::Market { source, as_of }) => (Some("market"), Some(source.clone()), *as_of),
            None => (None, None, None),
        };
        ExpectationView {
            low: of.range.map(|(low, _)| low.into()),
            high: of.range.map(|(_, high)| high.into()),
            basis,
            source,
            as_of,
            from_current: of.from_today,
        }
    }
}
