//! Evidence: a number that the person's own decision moved, with proof.

use rust_decimal::Decimal;
use strum::{IntoStaticStr, VariantArray};

use crate::num::{Money, Percent};

/// Whose decision it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
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

/// How strong an argument is, by its best claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// No claim has more than one of a number, the person's own decision and proof.
    Weak,
    /// The best claim has two of the three.
    Sound,
    /// At least one claim has all three.
    Strong,
}

impl Strength {
    /// The strength of the claims that are listed; `None` where there are none.
    ///
    /// The best claim decides: it is the one that is said first, and a weaker
    /// one beside it does not make it less true. So the order of the claims
    /// changes nothing, and one more claim never weakens the argument.
    pub fn of(claims: &[Evidence]) -> Option<Self> {
        let of_claim = |claim: &Evidence| match claim.supports() {
            3 => Strength::Strong,
            2 => Strength::Sound,
            _ => Strength::Weak,
        };
        claims.iter().map(of_claim).max()
    }

    /// The word for it.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

impl Evidence {
    /// How many of the three it has: a number, the person's own decision, proof.
    pub fn supports(&self) -> usize {
        [self.has_number(), self.is_own(), self.proof.is_some()].into_iter().filter(|has| *has).count()
    }

    /// True when it has a number, is one's own, and is proven: what makes a claim strong.
    pub fn is_strong(&self) -> bool {
        self.supports() == 3
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

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(number: bool, own: bool, proof: bool) -> Evidence {
        Evidence {
            claim: "raised conversion".into(),
            change: number.then_some(Change::Number(Decimal::TEN)),
            owner: if own { Owner::Me } else { Owner::Team },
            proof: proof.then(|| "dashboard".into()),
            ..Evidence::default()
        }
    }

    #[test]
    fn the_best_claim_decides_in_any_order() {
        assert_eq!(Strength::of(&[]), None);
        assert_eq!(Strength::of(&[claim(false, true, false)]), Some(Strength::Weak));
        assert_eq!(Strength::of(&[claim(true, true, false)]), Some(Strength::Sound));
        assert_eq!(Strength::of(&[claim(true, false, true)]), Some(Strength::Sound));
        let (best, worst) = (claim(true, true, true), claim(false, false, false));
        assert_eq!(Strength::of(&[best.clone(), worst.clone()]), Some(Strength::Strong));
        assert_eq!(Strength::of(&[worst, best]), Some(Strength::Strong));
    }

    #[test]
    fn a_named_decision_within_the_teams_result_is_ones_own() {
        let team = Evidence { decision: Some("chose the order of work".into()), ..claim(true, false, true) };
        assert!(team.is_strong());
    }
}
