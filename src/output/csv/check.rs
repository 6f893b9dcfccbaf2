//! The rows of `check`.

use serde::Serialize;

use super::{Cell, table};
use crate::error::{Problem, Problems, Result};

/// A file that was read without a problem, or a problem of one.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CheckRow {
    /// `read` or `problem`.
    status: &'static str,
    /// The file.
    file: Cell,
    /// Of a problem: its line, from 1.
    line: Option<usize>,
    /// Of a problem: the column in the line, from 1.
    column: Option<usize>,
    /// What is in the file, or what is wrong.
    message: Cell,
    /// Of a problem: what to do about it.
    hint: Cell,
}

impl From<&Problem> for CheckRow {
    fn from(problem: &Problem) -> Self {
        CheckRow {
            status: "problem",
            file: (&problem.place.file).into(),
            line: problem.place.line,
            column: problem.place.column,
            message: (&problem.message).into(),
            hint: problem.hint.as_deref().unwrap_or_default().into(),
        }
    }
}

/// One row a file that was read (its name and what is in it), then one a problem.
///
/// # Errors
/// As [`table`].
pub fn check<'a>(read: impl IntoIterator<Item = (&'a str, &'a str)>, problems: &Problems) -> Result<String> {
    let read = read.into_iter().map(|(file, what)| CheckRow {
        status: "read",
        file: file.into(),
        message: what.into(),
        ..CheckRow::default()
    });
    table(read.chain(problems.iter().map(CheckRow::from)))
}
