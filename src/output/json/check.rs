//! The view of `check`.

use serde::Serialize;

use crate::error::{Problem, Problems};

/// What was read, and every problem.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Check {
    /// The files without a problem.
    read: Vec<ReadView>,
    /// Every problem of the others.
    problems: Vec<ProblemView>,
}

impl Check {
    /// The view of what was read (file, what is in it, notes) and of every problem.
    pub fn of<'a>(
        read: impl IntoIterator<Item = (&'a str, &'a str, &'a [String])>,
        problems: &Problems,
    ) -> Self {
        let read = read.into_iter().map(|(file, what, notes)| ReadView {
            file: file.to_owned(),
            what: what.to_owned(),
            notes: notes.to_vec(),
        });
        Check { read: read.collect(), problems: problems.iter().map(ProblemView::from).collect() }
    }
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "file read"))]
struct ReadView {
    /// The file.
    file: String,
    /// What is in it.
    what: String,
    /// What a reader should know of it.
    notes: Vec<String>,
}

/// A problem and where it stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "problem found"))]
pub struct ProblemView {
    /// The file.
    file: String,
    /// Its line, from 1, where the problem has one.
    line: Option<usize>,
    /// The column in the line, from 1, where the problem has one.
    column: Option<usize>,
    /// What is wrong.
    message: String,
    /// What to do about it, where that is known.
    hint: Option<String>,
}

impl From<&Problem> for ProblemView {
    fn from(problem: &Problem) -> Self {
        let place = &problem.place;
        ProblemView {
            file: place.file.clone(),
            line: place.line,
            column: place.column,
            message: problem.message.clone(),
            hint: problem.hint.as_deref().map(str::to_owned),
        }
    }
}
