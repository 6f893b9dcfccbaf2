//! What is compiled in, so that the installed binary needs no file beside it.
//! The same readers read it as read the user's files.

use super::Source;

/// The numbers about the world.
pub const ASSUMPTIONS: &str = include_str!("../../data/assumptions.csv");

/// The compiled-in assumptions as a source to read.
pub fn assumptions_source() -> Source {
    Source::builtin("assumptions.csv", ASSUMPTIONS)
}
