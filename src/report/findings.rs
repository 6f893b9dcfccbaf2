//! Everything that is known when the sheet is written.

use crate::advice::{Advice, EqualPackage, ResponseTree, Sensitivity, Unknown};
use crate::app::SheetResults;
use crate::domain::Case;
use crate::scenario::ScenarioTable;

use super::facts::Facts;
use super::text::mark_given;

/// The results that a sheet is made of.
#[derive(Debug, Clone, Copy)]
pub struct Findings<'a> {
    /// The case.
    pub case: &'a Case,
    /// The advice.
    pub advice: &'a Advice,
    /// How the conversation branches, where something is asked.
    pub branches: Option<&'a ResponseTree>,
    /// Packages worth as much as the ask.
    pub equal: &'a [EqualPackage],
    /// What would be worth finding out, the most telling first.
    pub unknowns: &'a [Unknown],
    /// Which assumptions move the answer most, where that was worked out.
    pub sensitivity: Option<&'a Sensitivity>,
    /// The years ahead, where they were computed.
    pub years: Option<&'a ScenarioTable>,
    /// The command line that makes the same sheet again.
    pub command: &'a str,
    /// Whose sheet it is.
    pub whose: Whose<'a>,
}

/// What stands at the head of a sheet.
#[derive(Debug, Clone, Copy, Default)]
pub struct Whose<'a> {
    /// The coach's own name.
    pub coach: Option<&'a str>,
    /// True where names, companies and claims were left out.
    pub redacted: bool,
}

impl Whose<'_> {
    /// Notes it for the templates.
    pub fn note(&self, facts: &mut Facts) {
        facts.put("coach", self.coach.map(mark_given));
        facts.flag("redacted", self.redacted);
    }
}

impl<'a> Findings<'a> {
    /// The results of a sheet.
    pub fn of(case: &'a Case, results: &'a SheetResults, command: &'a str, whose: Whose<'a>) -> Self {
        Findings {
            whose,
            branches: results.branches.as_ref(),
            equal: &results.equal,
            unknowns: &results.unknowns,
            sensitivity: Some(&results.sensitivity),
            years: Some(&results.years),
            ..Findings::new(case, &results.advice, command)
        }
    }

    /// A case, its advice and the command that makes the sheet; the rest absent.
    pub fn new(case: &'a Case, advice: &'a Advice, command: &'a str) -> Self {
        Findings {
            case,
            advice,
            branches: None,
            equal: &[],
            unknowns: &[],
            sensitivity: None,
            years: None,
            command,
            whose: Whose::default(),
        }
    }
}

/// The version that stands on a sheet.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
