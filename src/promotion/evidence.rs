//! What a claim has and what it lacks, and the strongest of them.

use strum::IntoStaticStr;

use crate::domain::promotion::Rubric;
use crate::domain::{Evidence, Owner};

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
        self.evidence.owner == Owner::Team && self.evidence.decision.is_none()
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

/// The strongest claims, at most `count`: those that weigh most, a dimension not yet spoken for
/// first where they weigh alike, then the order of the case. Where the owner is not told yet, the
/// claim waits.
pub fn strongest(items: &[CheckedItem], count: usize) -> Vec<usize> {
    let mut left: Vec<&CheckedItem> = items.iter().filter(|item| item.evidence.is_confirmed()).collect();
    let mut chosen: Vec<&CheckedItem> = Vec::new();
    while chosen.len() < count {
        let spoken_for = |item: &CheckedItem| {
            chosen.iter().any(|c| c.dimension.is_some() && c.dimension == item.dimension)
        };
        // Half a weight apart is alike: a factor of three in money.
        let weight = |item: &CheckedItem| item.evidence.weight() + if spoken_for(item) { 0.0 } else { 0.5 };
        let heavier = |(at, one): &(usize, &&CheckedItem), (bt, other): &(usize, &&CheckedItem)| {
            weight(one).total_cmp(&weight(other)).then(bt.cmp(at))
        };
        let best = left.iter().enumerate().max_by(heavier);
        let Some((at, _)) = best else { break };
        chosen.push(left.remove(at));
    }
    chosen.iter().map(|item| item.index).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    use crate::domain::Change;
    use crate::num::{Currency, Money};
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
    fn the_strongest_weigh_most_and_speak_for_other_dimensions() {
        let proof = || Some("mail".to_owned());
        let money = |amount: i64| Some(Change::Money(Money::new(amount.into(), Currency::USD)));
        let items = check_evidence(
            &[
                claim("Shipped it"),
                Evidence { change: number(-30), proof: proof(), ..claim("Shipped fewer tickets") },
                Evidence { change: money(2_000_000), proof: proof(), ..claim("Raised ARR") },
                Evidence { change: number(30), proof: proof(), ..claim("Mentored three") },
                Evidence { owner: Owner::Open, change: money(9_000_000), ..claim("Raised ARR") },
            ],
            &rubric(),
        );
        // Two weigh alike: the one of a dimension that nothing speaks for yet comes first.
        assert_eq!(strongest(&items, 3), [2, 3, 1]);
        assert_eq!(strongest(&items, 9), [2, 3, 1, 0], "whose owner is open waits");
        assert!(strongest(&[], 3).is_empty());
    }
}
