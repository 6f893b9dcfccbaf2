//! The rows of `reply`.

use serde::Serialize;

use super::table;
use crate::advice::Course;
use crate::error::Result;

/// One way to go on.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct NextAskRow {
    /// What to ask next, as a fraction over the offer's value.
    ask: f64,
    /// The mean gain over the offer, as a fraction of its value.
    mean: f64,
    /// Its standard error.
    se: f64,
    /// The chance that something moves.
    improved: f64,
    /// The chance that the offer is withdrawn.
    withdrawn: f64,
}

/// One row an ask, ascending.
///
/// # Errors
/// As [`table`].
pub fn next_asks(options: &[Course]) -> Result<String> {
    table(options.iter().map(|course| NextAskRow {
        ask: course.ask,
        mean: course.mean.value,
        se: course.mean.se,
        improved: course.moves,
        withdrawn: course.withdrawn,
    }))
}
