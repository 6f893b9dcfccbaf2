//! Evidence: a number that the person's own decision moved, with proof.

use rust_decimal::Decimal;

use crate::num::{Money, Percent};

/// Whose decision it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Owner {
    /// The person's own.
    #[default]
    Me,
    /// The team's, without a part named.
    Team,
}

/// By how much something moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Money, such as 2.1M of yearly revenue.
    Money(Money),
    /// A change in percent.
    Percent(Percent),
    /// A plain count or score.
    Number(Decimal),
}

/// One claim: what was done, what it moved, whose decision it was, what proves it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence {
    /// What the person did, in their own words.
    pub claim: String,
    /// What moved.
    pub metric: Option<String>,
    /// By how much.
    pub change: Option<Change>,
    /// Where it stood before.
    pub before: Option<Change>,
    /// Where it stood afterwards; never without a before.
    pub after: Option<Change>,
    /// Whose decision it was.
    pub owner: Owner,
    /// The person's own decision behind it, in their words.
    pub decision: Option<String>,
    /// The dimension of the rubric that it serves.
    pub dimension: Option<String>,
    /// The goal that it came of.
    pub goal: Option<String>,
    /// What proves it.
    pub proof: Option<String>,
}

impl Evidence {
    /// True when it has a number, is one's own, and is proven: what makes a claim strong.
    pub fn is_strong(&self) -> bool {
        self.has_number() && self.is_own() && self.proof.is_some()
    }

    /// True when the decision was the person's own, in whole or in the part that they name.
    pub fn is_own(&self) -> bool {
        self.owner == Owner::Me || self.decision.is_some()
    }

    /// True when it says by how much, or from where to where.
    pub fn has_number(&self) -> bool {
        self.change.is_some() || self.after.is_some()
    }
}
