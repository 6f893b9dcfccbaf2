//! The rows of the commands that write files.

use std::path::Path;

use serde::Serialize;

use super::{Cell, table};
use crate::error::Result;

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FileRow {
    /// Its path.
    file: Cell,
}

/// One row a file.
///
/// # Errors
/// As [`table`].
pub fn files<'a>(paths: impl IntoIterator<Item = &'a Path>) -> Result<String> {
    table(paths.into_iter().map(|path| FileRow { file: path.display().to_string().as_str().into() }))
}
