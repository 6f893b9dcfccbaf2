//! What can go wrong, and where: problems with a place, an excerpt and a remedy.
//!
//! A reader never stops at the first mistake. It collects every [`Problem`] of
//! a file in [`Problems`], and the command reports them all at once and writes
//! nothing.

use crate::budget::PROBLEMS;
use std::fmt;
use std::path::PathBuf;

/// The result of anything that reads, computes or writes.
pub type Result<T> = std::result::Result<T, Error>;

/// Where in an input a problem lies. Lines and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The file as the user named it.
    pub file: String,
    /// Line, counted from 1.
    pub line: Option<usize>,
    /// Column in characters, counted from 1.
    pub column: Option<usize>,
    /// The text of that line, as it stands in the file; of a long one what stands around the place.
    pub excerpt: Option<String>,
    /// How many characters at the beginning of the line the excerpt leaves out.
    pub left_out: u32,
    /// How many characters from `column` on are meant.
    pub width: u32,
}

impl Place {
    /// A place that is a file as a whole.
    pub fn file(file: impl Into<String>) -> Self {
        Place { file: file.into(), ..Place::default() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
            if let Some(column) = self.column {
                write!(f, ":{column}")?;
            }
        }
        Ok(())
    }
}

/// One thing wrong with an input: where, what, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where it is.
    pub place: Place,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// How to mend it.
    pub hint: Option<Box<str>>,
    /// Message and remedy repeat no text of the file.
    pub in_our_words: bool,
}

impl Problem {
    /// A problem at a place, without a remedy yet.
    pub fn new(place: Place, message: impl Into<String>) -> Self {
        Problem { place, message: message.into(), hint: None, in_our_words: false }
    }

    /// The same problem, of which message and remedy repeat no text of the file: it may be told of a
    /// file that the reader of the report should not see.
    #[must_use]
    pub fn in_our_words(mut self) -> Self {
        self.in_our_words = true;
        self
    }

    /// The same problem with its remedy.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into().into_boxed_str());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

/// Every problem found in one run, in the order of the inputs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problems {
    list: Vec<Problem>,
    /// How many more there were than are kept.
    left_out: usize,
}

impl Problems {
    /// No problem yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// All problems of one file, in the order of the file.
    pub fn in_order(mut list: Vec<Problem>) -> Self {
        list.sort_by_key(|problem| (problem.place.line, problem.place.column));
        list.into_iter().collect()
    }

    /// Adds one problem.
    pub fn push(&mut self, problem: Problem) {
        if self.list.len() < PROBLEMS {
            self.list.push(problem);
        } else {
            self.left_out += 1;
        }
    }

    /// The same, and so many more that were not kept.
    #[must_use]
    pub fn and_further(mut self, further: usize) -> Self {
        self.left_out += further;
        self
    }

    /// How many more there were than are kept.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// Adds all problems of another collection.
    pub fn extend(&mut self, other: Problems) {
        self.left_out += other.left_out;
        other.list.into_iter().for_each(|problem| self.push(problem));
    }

    /// The same problems, each as `change` has it.
    #[must_use]
    pub fn map(mut self, change: impl Fn(Problem) -> Problem) -> Self {
        self.list = self.list.into_iter().map(change).collect();
        self
    }

    /// True when nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many problems there are.
    pub fn len(&self) -> usize {
        self.list.len() + self.left_out
    }

    /// The problems, in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.list.iter()
    }

    /// `Ok(value)` when nothing is wrong, otherwise all the problems.
    ///
    /// # Errors
    /// [`Error::Problems`] when there is at least one.
    pub fn into_result<T>(self, value: T) -> Result<T> {
        if self.is_empty() { Ok(value) } else { Err(Error::Problems(self)) }
    }
}

impl FromIterator<Problem> for Problems {
    fn from_iter<T: IntoIterator<Item = Problem>>(list: T) -> Self {
        let mut problems = Problems::new();
        list.into_iter().for_each(|problem| problems.push(problem));
        problems
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Problems { list: vec![problem], left_out: 0 }
    }
}

/// Why a command could not do its work.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The inputs have problems: every one of them (exit code 2).
    Problems(Problems),
    /// The command line asks for something that cannot be (exit code 2).
    Usage {
        /// What is wrong.
        message: String,
        /// What to type instead.
        hint: Option<String>,
    },
    /// A file could not be written or a stream failed (exit code 1).
    Io {
        /// The file, where there is one.
        path: Option<PathBuf>,
        /// What the system said.
        source: std::io::Error,
    },
    /// The user stopped a long run (exit code 130).
    Interrupted,
    /// A fault of the program itself (exit code 1).
    Internal(String),
}

impl Error {
    /// A wrong command line.
    pub fn usage(message: impl Into<String>) -> Self {
        Error::Usage { message: message.into(), hint: None }
    }

    /// A wrong command line with its remedy.
    pub fn usage_hint(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Error::Usage { message: message.into(), hint: Some(hint.into()) }
    }

    /// A failure of the file system at a path.
    pub fn io(path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        Error::Io { path: Some(path.into()), source }
    }

    /// The exit code of the process: 2 for bad input or usage, 130 when the
    /// user stopped it, 1 for anything else.
    pub fn exit_code(&self) -> u8 {
        match self {
            Error::Problems(_) | Error::Usage { .. } => 2,
            Error::Interrupted => 130,
            Error::Io { .. } | Error::Internal(_) => 1,
        }
    }

    /// True when the reader at the other end of a pipe has gone, which is not
    /// an error.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Error::Io { source, .. } if source.kind() == std::io::ErrorKind::BrokenPipe)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Problems(problems) => {
                for (i, problem) in problems.iter().enumerate() {
                    if i > 0 {
                        writeln!(f)?;
                    }
                    write!(f, "{problem}")?;
                }
                Ok(())
            }
            Error::Usage { message, .. } => f.write_str(message),
            Error::Io { path: Some(path), source } => write!(f, "{}: {source}", path.display()),
            Error::Io { path: None, source } => write!(f, "{source}"),
            Error::Interrupted => f.write_str("stopped; nothing was written"),
            Error::Internal(what) => write!(f, "this is a fault of the program: {what}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(source: std::io::Error) -> Self {
        Error::Io { path: None, source }
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Error::Problems(problem.into())
    }
}
