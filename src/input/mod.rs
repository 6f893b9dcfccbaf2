//! Files → domain. The only place that opens files for reading.
//!
//! Every reader collects all problems of a file before it gives up, each with
//! its line, its column, the text that stands there and a remedy.

pub mod assumptions;
pub mod builtin;
pub mod case;
pub mod grid;
pub mod source;
pub mod value;
pub mod words;

pub use source::Source;
