//! Everything that is known when the sheet is written.

use crate::anchor::Advice;
use crate::domain::Case;
use crate::scenario::ScenarioTable;

use super::promotion::Told;

/// The results that a sheet is made of.
#[derive(Debug, Clone, Copy)]
pub struct Findings<'a> {
    /// The case.
    pub case: &'a Case,
    /// The advice.
    pub advice: &'a Advice,
    /// The years ahead, where they were computed.
    pub years: Option<&'a ScenarioTable>,
    /// The promotion behind the package, where the case tells of one.
    pub promotion: Option<&'a Told>,
    /// The command line that makes the same sheet again.
    pub command: &'a str,
}

/// The version that stands on a sheet.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
