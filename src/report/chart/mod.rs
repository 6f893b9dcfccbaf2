//! Charts as finished data: every position a number, every word already written.
//!
//! One module a chart, a function from results to a [`Figure`]; its words stand
//! in `data/templates/…/charts.toml` under `[charts.NAME]`. A figure has one of
//! four [`Shape`]s, which `output::chart` draws without computing anything.

mod anchor;
mod axis;
mod band;
mod compare;
mod fan;
mod ladder;
mod market;
mod marks;
mod outcome;
mod packages;
mod scenario;
mod sensitivity;
mod shapes;
mod speaker;
mod vesting;

pub use anchor::anchor;
pub use axis::{Axis, Tick};
pub use band::band;
pub use compare::compare;
pub use fan::fan;
pub use ladder::ladder;
pub use market::market;
pub use marks::{Mark, Role, label};
pub use outcome::outcome;
pub use packages::packages;
pub use scenario::scenario;
pub use sensitivity::sensitivity;
pub use shapes::{Dots, Line, LinePoint, Lines, Panel, Row, Rows, Shape, Slice, Spread, Stacks, YearColumn};
pub use vesting::vesting;

use crate::advice::Advice;
use crate::app::Charted;
use crate::domain::Case;
use crate::report::facts::Facts;
use crate::report::words::Words;

/// A chart, ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What it says, in words.
    pub caption: Caption,
    /// What is drawn.
    pub shape: Shape,
}

/// The words around a chart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Caption {
    /// The finding, in a sentence.
    pub title: String,
    /// Unit and number of observations.
    pub note: String,
    /// Where the figures come from.
    pub source: String,
    /// The same in one sentence, for whoever cannot see it.
    pub alt: String,
}

/// The chart of what was worked out for it.
pub fn figure(charted: &Charted, case: &Case, advice: &Advice, words: &Words) -> Figure {
    let words = &words.clone().where_assumed(case.offer_is_assumed);
    match charted {
        Charted::Outcome => outcome(advice, words),
        Charted::Anchor => anchor(advice, words),
        Charted::Band => band(case, advice, words),
        Charted::Ladder => ladder(advice, words),
        Charted::Packages(equal) => packages(advice, equal, words),
        Charted::Sensitivity(result) => sensitivity(result, case.currency, words),
        Charted::Scenario(years) => scenario(years, words),
        Charted::Fan(years) => fan(years, words),
        Charted::Compare(comparison) => compare(comparison, words),
        Charted::Vesting(list) => vesting(list, case.preferences.horizon_years, case.currency, words),
        Charted::Market(benchmarks, by) => market(benchmarks, *by, advice, words),
    }
}
