//! What the packet needs beside claims: the strategy, and answers to what a review asks.

use jiff::civil::Date;
use strum::{IntoStaticStr, VariantArray};

/// The strategy document, and who stands behind it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Strategy {
    /// What it is and where.
    pub document: Option<String>,
    /// Who signed it off.
    pub signed_by: Option<String>,
    /// When.
    pub signed_on: Option<Date>,
}

/// What a review of three quarters of an hour asks, in the order of the packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Question {
    /// Why this level?
    WhyThisLevel,
    /// Where does your area go?
    Strategy,
    /// Tell of a conflict.
    Conflict,
    /// Tell of something hard that you got done.
    Execution,
    /// What feedback did you give?
    FeedbackGiven,
    /// What would you do differently?
    Differently,
    /// What will you do in the first thirty, sixty and ninety days?
    FirstNinetyDays,
}

impl Question {
    /// All of them.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// The name in files.
    pub fn name(self) -> &'static str {
        self.into()
    }
}
