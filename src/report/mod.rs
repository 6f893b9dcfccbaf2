//! Results → a document model. All rounding for display happens here.

pub mod figure;
pub mod format;
pub mod plain;
