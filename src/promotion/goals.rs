//! Goals, what they serve, and which evidence came of them.

use jiff::civil::Date;

use super::people::days_since;
use super::progress::share_done;
use super::{CheckedItem, Terms};
use crate::domain::promotion::{Goal, GoalState};

/// One goal with the evidence that names it.
#[derive(Debug, Clone, PartialEq)]
pub struct GoalView {
    /// The goal.
    pub goal: Goal,
    /// The share of the way of its key result that is done; `None` where a figure is missing.
    pub done: Option<f64>,
    /// Claims that came of it, by their index in the case.
    pub evidence: Vec<usize>,
    /// It was reached, and no claim tells of it.
    pub untold: bool,
    /// The manager has not agreed to it.
    pub not_agreed: bool,
    /// It is under way and was not reviewed for long, or never.
    pub review_due: bool,
    /// What it serves is not sized.
    pub unsized_initiative: bool,
}

impl GoalView {
    /// Every goal in the order of the case, as of `today`.
    pub fn all(goals: &[Goal], items: &[CheckedItem], today: Date, terms: &Terms) -> Vec<GoalView> {
        goals.iter().map(|goal| view(goal, items, today, terms)).collect()
    }
}

fn view(goal: &Goal, items: &[CheckedItem], today: Date, terms: &Terms) -> GoalView {
    let evidence: Vec<usize> = items
        .iter()
        .filter(|item| item.evidence.goal.as_deref() == Some(goal.name.as_str()))
        .map(|item| item.index)
        .collect();
    let under_way = matches!(goal.state, GoalState::Agreed | GoalState::Reviewed);
    let stale = goal.reviewed.is_none_or(|day| days_since(day, today) > terms.ask_again_days);
    GoalView {
        untold: goal.state == GoalState::Reached && evidence.is_empty(),
        not_agreed: goal.state == GoalState::Draft,
        review_due: under_way && stale,
        unsized_initiative: goal.initiative.is_none() || goal.size.is_none(),
        done: share_done(goal.baseline, goal.now, goal.target),
        goal: goal.clone(),
        evidence,
    }
}

#[cfg(test)]
mod tests {
    use super::super::check_evidence;
    use super::super::evidence::tests::{claim, rubric};
    use super::*;
    use crate::domain::Evidence;
    use crate::promotion::terms::tests::terms;
    use jiff::civil::date;

    fn goal(name: &str, state: GoalState, reviewed: Option<Date>) -> Goal {
        Goal {
            name: name.into(),
            key_result: None,
            baseline: None,
            now: None,
            target: None,
            state,
            reviewed,
            initiative: Some("analytics".into()),
            size: None,
            dimension: None,
        }
    }

    #[test]
    fn goals_meet_their_evidence_and_their_review() {
        let told = Evidence { goal: Some("churn".into()), ..claim("Cut churn") };
        let items = check_evidence(&[claim("Other"), told], &rubric());
        let goals = [
            goal("churn", GoalState::Reached, None),
            goal("nps", GoalState::Reached, None),
            goal("hiring", GoalState::Draft, None),
            goal("api", GoalState::Reviewed, Some(date(2026, 1, 5))),
            goal("sso", GoalState::Agreed, Some(date(2026, 1, 6))),
        ];
        let views = GoalView::all(&goals, &items, date(2026, 2, 20), &terms());
        assert_eq!(views[0].evidence, [1]);
        assert!(!views[0].untold && views[1].untold);
        assert!(views[2].not_agreed && !views[2].review_due);
        assert!(views[3].review_due, "46 days ago");
        assert!(!views[4].review_due, "45 days ago");
        assert!(views[0].unsized_initiative);
    }
}
