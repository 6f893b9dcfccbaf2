//! Adding to a case file that a person wrote.

use std::path::Path;

use crate::domain::Case;
use crate::error::{Place, Problem, Result};
use crate::input::Source;
use crate::output::files::{Artifact, Replace, write_all};

/// Puts `text` in place of a case file that was read as `case` and `source`. The person told us to; the
/// file is theirs, and is replaced whole or not at all, and never after it has changed.
///
/// # Errors
/// A file that is not the one the case was read from; what the writer reports.
pub fn replace(path: &Path, case: &Case, source: &Source, text: String) -> Result<()> {
    if case.inputs.files.first().is_none_or(|(_, hash)| hash != source.hash()) {
        let place = Place::file(source.name());
        return Err(Problem::new(place, "the case file has changed since it was read")
            .hint("run the command again")
            .into());
    }
    write_all(&[Artifact::new(path, text)], Replace::Anything)
}
