//! Document model → bytes; the only writer.

pub mod files;
pub mod json;
