//! Files → domain. The only place that opens files for reading.
//!
//! Every reader collects all problems of a file before it gives up, each with
//! its line, its column, the text that stands there and a remedy.

pub mod assumptions;
pub mod builtin;
pub mod bytes;
pub mod case;
pub mod cells;
mod day;
pub mod did_you_mean;
pub mod further_asks;
pub mod kind;
pub mod options;
pub mod pay_data;
pub mod plan;
pub mod published;
mod range;
mod restricted_columns;
pub mod rubric;
pub mod source;
pub mod table;
pub mod templates;
pub mod told;
pub mod value;

pub use case::{BandFiles, CaseDraft, RawMarket, read_case, read_source};
pub use kind::{FileKind, kind_of};
pub use options::{Facts, ReadOptions};
pub use source::Source;
pub use table::bands::{BandRow, read_bands};
pub use table::benchmarks::read_benchmarks;
pub use table::people::read_people;
pub use table::{bands, benchmarks, differentials, people, prices, rates};
