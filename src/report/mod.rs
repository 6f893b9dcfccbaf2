//! Results → a document model. All rounding for display happens here.

pub mod format;
