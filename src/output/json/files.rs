//! The view of the commands that write files: `sheet`, `init` and `man`.

use std::path::Path;

use serde::Serialize;

/// The files that were written.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Files {
    /// Their paths, in the order in which they were written.
    files: Vec<String>,
}

impl<'a, P: AsRef<Path> + ?Sized + 'a> FromIterator<&'a P> for Files {
    fn from_iter<I: IntoIterator<Item = &'a P>>(paths: I) -> Self {
        Files { files: paths.into_iter().map(|path| path.as_ref().display().to_string()).collect() }
    }
}
