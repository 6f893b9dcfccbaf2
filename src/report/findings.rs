//! Everything that is known when the sheet is written.

use crate::anchor::Advice;
use crate::domain::Case;
use crate::scenario::ScenarioTable;

/// The results that a sheet is made of.
#[derive(Debug, Clone, Copy)]
pub struct Findings<'a> {
    /// The case.
    pub case: &'a Case,
    /// The advice.
    pub advice: &'a Advice,
    /// The years ahead, where they were computed.
    pub years: Option<&'a ScenarioTable>,
    /// The command line that makes the same sheet again.
    pub command: &'a str,
}

/// The version that stands on a sheet.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
