//! Files → domain. The only place that opens files for reading.
//!
//! Every reader collects all problems of a file before it gives up, each with
//! its line, its column, the text that stands there and a remedy.

pub mod assumptions;
pub mod bands;
pub mod benchmarks;
pub mod builtin;
pub mod bulk;
pub mod case;
pub mod differentials;
pub mod grid;
pub mod kind;
pub mod options;
pub mod people;
pub mod prices;
pub mod published;
pub mod rates;
pub mod rubric;
pub mod shapes;
pub mod source;
pub mod templates;
pub mod value;
pub mod words;

pub use bands::{BandRow, read_bands};
pub use benchmarks::read_benchmarks;
pub use case::{BandFiles, CaseDraft, RawMarket, read_case};
pub use kind::{FileKind, kind_of};
pub use options::ReadOptions;
pub use people::read_people;
pub use source::Source;
