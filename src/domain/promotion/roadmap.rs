//! Work that closes the gaps of the scores, as it was agreed.

use jiff::civil::Date;
use strum::{IntoStaticStr, VariantArray};

/// How far a piece of work has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum WorkState {
    /// Thought of.
    #[default]
    Open,
    /// Those who must agree have agreed.
    Agreed,
    /// Under way.
    UnderWay,
    /// Done.
    Done,
}

impl WorkState {
    /// The name in files.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// A piece of work that closes a gap in one dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// The dimension of the rubric that it raises.
    pub dimension: String,
    /// What it is.
    pub what: String,
    /// Who does it.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<Date>,
    /// Who must agree to it.
    pub agree: Vec<String>,
    /// How far it has come.
    pub state: WorkState,
}
