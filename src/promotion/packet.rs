//! The packet: one page for a review of three quarters of an hour.

use strum::IntoStaticStr;

use super::{Check, CheckedItem, GateView, GoalView, strongest};
use crate::domain::promotion::{GoalState, Promotion, Rubric, Testimonial};

/// How many claims go into the script and the answer to "why this level".
const SCRIPT_CLAIMS: usize = 3;

/// The best claim of one dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PacketClaim {
    /// The dimension.
    pub dimension: String,
    /// Which claim of the case; `None` when not one serves the dimension.
    pub claim: Option<usize>,
}

/// A question that a review is likely to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Question {
    /// Why this level?
    WhyThisLevel,
    /// What would you do differently?
    Differently,
    /// What will you do in the first ninety days?
    FirstNinetyDays,
}

impl Question {
    /// The name in JSON and in the file of words.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// What the evidence has to say to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The question.
    pub question: Question,
    /// The claims to tell, by their index.
    pub claims: Vec<usize>,
    /// What the told claim lacks.
    pub lacks: Vec<Check>,
    /// Goals that are still open.
    pub goals: Vec<String>,
    /// The weakest dimension and work that raises it.
    pub work: Option<(String, Vec<String>)>,
}

/// The page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packet {
    /// The best claim of each dimension, in the order of the rubric.
    pub claims: Vec<PacketClaim>,
    /// The strongest claims overall, for the script.
    pub script: Vec<usize>,
    /// The strategy document.
    pub strategy_document: Option<String>,
    /// What others say.
    pub testimonials: Vec<Testimonial>,
    /// Questions with what there is to answer.
    pub answers: Vec<Answer>,
}

impl Packet {
    /// The packet of a case.
    pub(super) fn of(
        promotion: &Promotion,
        rubric: &Rubric,
        items: &[CheckedItem],
        gate: &GateView,
        goals: &[GoalView],
    ) -> Self {
        let script = strongest(items, SCRIPT_CLAIMS);
        let claims = rubric
            .dimensions
            .iter()
            .map(|dimension| PacketClaim {
                dimension: dimension.name.clone(),
                claim: best_of(items, &dimension.name),
            })
            .collect();
        Packet {
            claims,
            answers: vec![why_this_level(&script), differently(items, gate), ninety_days(gate, goals)],
            script,
            strategy_document: promotion.strategy_document.clone(),
            testimonials: promotion.testimonials.clone(),
        }
    }

    /// Dimensions without a claim.
    pub fn uncovered(&self) -> impl Iterator<Item = &str> {
        self.claims.iter().filter(|claim| claim.claim.is_none()).map(|claim| claim.dimension.as_str())
    }
}

fn best_of(items: &[CheckedItem], dimension: &str) -> Option<usize> {
    let serving: Vec<CheckedItem> =
        items.iter().filter(|item| item.dimension.as_deref() == Some(dimension)).cloned().collect();
    strongest(&serving, 1).first().copied()
}

fn why_this_level(script: &[usize]) -> Answer {
    Answer {
        question: Question::WhyThisLevel,
        claims: script.to_vec(),
        lacks: vec![],
        goals: vec![],
        work: None,
    }
}

/// The claim that lacks most is the honest thing to have done better.
fn differently(items: &[CheckedItem], gate: &GateView) -> Answer {
    let weakest = items.iter().filter(|item| !item.lacks.is_empty()).max_by_key(|item| item.lacks.len());
    Answer {
        question: Question::Differently,
        claims: weakest.map(|item| item.index).into_iter().collect(),
        lacks: weakest.map(|item| item.lacks.clone()).unwrap_or_default(),
        goals: vec![],
        work: weakest_work(gate),
    }
}

fn ninety_days(gate: &GateView, goals: &[GoalView]) -> Answer {
    let open = |view: &&GoalView| !matches!(view.goal.state, GoalState::Reached | GoalState::Missed);
    Answer {
        question: Question::FirstNinetyDays,
        claims: vec![],
        lacks: vec![],
        goals: goals.iter().filter(open).map(|view| view.goal.name.clone()).collect(),
        work: weakest_work(gate),
    }
}

fn weakest_work(gate: &GateView) -> Option<(String, Vec<String>)> {
    gate.weakest().map(|dimension| (dimension.name.clone(), dimension.work.clone()))
}
