//! Results → a document model. All rounding for display happens here.

pub mod advice;
pub mod band;
pub mod chart;
pub mod claims;
pub mod coach;
pub mod composer;
pub mod document;
pub mod facts;
pub mod findings;
pub mod found;
pub mod market;
pub mod model;
pub mod numbers;
pub mod payroll;
mod plan;
pub mod reply;
pub mod sheet;
pub mod simulation;
pub mod stage;
pub mod text;
pub mod trace;
pub mod traps;
pub mod words;
pub mod years;

pub use composer::Composer;
pub use document::Document;
pub use facts::Facts;
pub use findings::{Findings, VERSION, Whose};
pub use sheet::compose;
pub use text::{Span, Text, clean};
pub use trace::{Book, Derivation, Noted, Origin, Place};
pub use words::{Words, bounded_environment};
pub mod promotion;
