//! What a claim has and what it lacks, and the strongest of them.

use strum::IntoStaticStr;

use crate::domain::Evidence;
use crate::domain::promotion::Rubric;

/// What makes a claim count, the weightiest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Check {
    /// The decision was the person's own.
    OwnDecision,
    /// It has a number.
    Number,
    /// There is proof.
    Proof,
    /// It says from where to where.
    BeforeAndAfter,
    /// It serves a dimension of the rubric.
    Dimension,
}

impl Check {
    /// All of them, the weightiest first.
    pub const ALL: [Check; 5] =
        [Check::OwnDecision, Check::Number, Check::Proof, Check::BeforeAndAfter, Check::Dimension];

    /// The name in JSON and tables.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// One claim, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedItem {
    /// Which claim of the case, counted from 0.
    pub index: usize,
    /// The claim itself.
    pub evidence: Evidence,
    /// The dimension that it serves: as the case says, otherwise by its words.
    pub dimension: Option<String>,
    /// True when the dimension was told by the words and not by the case.
    pub dimension_guessed: bool,
    /// What it has.
    pub has: Vec<Check>,
    /// What it lacks, the weightiest first.
    pub lacks: Vec<Check>,
}

impl CheckedItem {
    /// A team's achievement in which no part of one's own is named.
    pub fn team_only(&self) -> bool {
        !self.evidence.is_own()
    }

    /// Whether it has what is asked.
    pub fn has(&self, check: Check) -> bool {
        self.has.contains(&check)
    }
}

/// Checks every claim, in the order of the case.
pub fn check_evidence(evidence: &[Evidence], rubric: &Rubric) -> Vec<CheckedItem> {
    evidence.iter().enumerate().map(|(index, item)| checked(index, item, rubric)).collect()
}

fn checked(index: usize, evidence: &Evidence, rubric: &Rubric) -> CheckedItem {
    let told = evidence.dimension.clone();
    let guessed = if told.is_none() { rubric.best_dimension(&all_words(evidence)) } else { None };
    let dimension = told.clone().or_else(|| guessed.map(str::to_owned));
    let holds = |check: &Check| match check {
        Check::OwnDecision => evidence.is_own(),
        Check::Number => evidence.has_number(),
        Check::Proof => evidence.proof.is_some(),
        Check::BeforeAndAfter => evidence.before.is_some() && evidence.after.is_some(),
        Check::Dimension => dimension.is_some(),
    };
    let (has, lacks) = Check::ALL.into_iter().partition(holds);
    CheckedItem {
        index,
        evidence: evidence.clone(),
        dimension_guessed: told.is_none() && dimension.is_some(),
        dimension,
        has,
        lacks,
    }
}

fn all_words(evidence: &Evidence) -> String {
    let parts = [Some(&evidence.claim), evidence.metric.as_ref(), evidence.decision.as_ref()];
    parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(" ")
}

/// The strongest claims, at most `count`: those that lack the least and the
/// lightest, a dimension not yet spoken for first among equals, then the
/// order of the case.
pub fn strongest(items: &[CheckedItem], count: usize) -> Vec<usize> {
    let mut left: Vec<&CheckedItem> = items.iter().collect();
    let mut chosen: Vec<&CheckedItem> = Vec::new();
    while chosen.len() < count {
        let spoken_for = |item: &CheckedItem| {
            chosen.iter().any(|c| c.dimension.is_some() && c.dimension == item.dimension)
        };
        let best = left.iter().enumerate().min_by_key(|(_, item)| (weakness(item), spoken_for(item)));
        let Some((at, _)) = best else { break };
        chosen.push(left.remove(at));
    }
    chosen.iter().map(|item| item.index).collect()
}

/// Smaller is stronger: how many checks fail, then whether the weighty ones do.
fn weakness(item: &CheckedItem) -> (usize, Vec<bool>) {
    (item.lacks.len(), Check::ALL.iter().map(|check| item.lacks.contains(check)).collect())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    use crate::domain::{Change, Owner};
    use rust_decimal::Decimal;

    pub(crate) use crate::domain::promotion::rubric_of_tests as rubric;

    pub(crate) fn claim(text: &str) -> Evidence {
        Evidence { claim: text.into(), ..Evidence::default() }
    }

    fn number(value: i64) -> Option<Change> {
        Some(Change::Number(Decimal::from(value)))
    }

    #[test]
    fn every_lack_is_named() {
        let bare = Evidence { owner: Owner::Team, ..claim("We did well") };
        let full = Evidence {
            before: number(22),
            after: number(14),
            proof: Some("dashboard".into()),
            dimension: Some("delivery".into()),
            ..claim("I put analytics first")
        };
        let items = check_evidence(&[bare, full], &rubric());
        assert_eq!(items[0].lacks, Check::ALL);
        assert!(items[0].team_only());
        assert_eq!(items[1].has, Check::ALL);
        assert!(!items[1].dimension_guessed);
    }

    #[test]
    fn a_team_claim_counts_once_the_own_part_is_named() {
        let part = Evidence {
            owner: Owner::Team,
            decision: Some("I chose the order of the phases".into()),
            ..claim("We shipped")
        };
        let items = check_evidence(&[part], &rubric());
        assert!(!items[0].team_only());
        assert_eq!(items[0].dimension.as_deref(), Some("delivery"));
        assert!(items[0].dimension_guessed);
    }

    #[test]
    fn the_strongest_lack_least_and_speak_for_other_dimensions() {
        let proof = || Some("mail".to_owned());
        let items = check_evidence(
            &[
                claim("Shipped it"),
                Evidence { change: number(1), proof: proof(), ..claim("Cut churn") },
                Evidence { change: number(2), proof: proof(), ..claim("Raised ARR") },
                Evidence { change: number(3), proof: proof(), ..claim("Mentored three") },
            ],
            &rubric(),
        );
        // Three are equal; the second of delivery waits for the leadership claim.
        assert_eq!(strongest(&items, 3), [1, 3, 2]);
        assert_eq!(strongest(&items, 9), [1, 3, 2, 0]);
        assert!(strongest(&[], 3).is_empty());
    }
}
