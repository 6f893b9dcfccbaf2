//! What happens without a deal: other offers, how sure they are and what they are worth.

use strum::{IntoStaticStr, VariantArray};

use super::{EquityTerms, Package};
use crate::num::{Money, Percent};

/// How sure an alternative is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "lowercase")]
#[serde(rename_all = "lowercase")]
pub enum Firmness {
    /// It cannot fail.
    Certain,
    /// In writing.
    Written,
    /// Said, not written.
    Verbal,
    /// Hoped for.
    Hoped,
}

impl Firmness {
    /// All of them, firmest first.
    pub const ALL: [Firmness; 4] = [Firmness::Certain, Firmness::Written, Firmness::Verbal, Firmness::Hoped];

    /// Whether it is in writing or cannot fail: what can be shown to the other
    /// side, and what they may match.
    pub fn is_written(self) -> bool {
        matches!(self, Firmness::Certain | Firmness::Written)
    }

    /// The name in files.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// What happens without a deal: one of the ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternative {
    /// Its name, such as the other employer's.
    pub name: String,
    /// What it pays.
    pub package: Package,
    /// How sure it is.
    pub firmness: Firmness,
    /// How its equity becomes money, where it differs from the offer's.
    pub equity_terms: EquityTerms,
    /// Whether the other side knows of it.
    pub known_to_them: bool,
    /// What it is worth to the person, apart from what it pays.
    pub worth: Worth,
}

impl Alternative {
    /// An alternative that is worth what it pays, and known to the other side where it is in writing.
    pub fn new(name: String, package: Package, firmness: Firmness, equity_terms: EquityTerms) -> Self {
        let known_to_them = firmness.is_written();
        Alternative { name, package, firmness, equity_terms, known_to_them, worth: Worth::Pay }
    }

    /// Whether it can move them: it is in writing, and they know of it.
    pub fn is_leverage(&self) -> bool {
        self.firmness.is_written() && self.known_to_them
    }
}

/// What an alternative is worth to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Worth {
    /// What it pays.
    #[default]
    Pay,
    /// A share of what it pays.
    Share(Percent),
    /// So much a year.
    Amount(Money),
    /// It would not be taken.
    NotTaken,
}
