//! The packet: one page for a review of three quarters of an hour.

use super::{Check, CheckedItem, GateView, GoalView, strongest};
use crate::domain::promotion::{EntryKind, GoalState, Promotion, Question, Rubric, Strategy, Testimonial};

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

/// What there is to say to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The question.
    pub question: Question,
    /// The person's own words; what follows helps where there are none.
    pub own: Option<String>,
    /// The claims to tell, by their index.
    pub claims: Vec<usize>,
    /// What the told claim lacks.
    pub lacks: Vec<Check>,
    /// Goals that are still open.
    pub goals: Vec<String>,
    /// The weakest dimension and work that raises it.
    pub work: Option<(String, Vec<String>)>,
    /// What was learned on the way.
    pub learned: Vec<String>,
}

/// What the packet still lacks, in the order in which to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PacketGap {
    /// No claim serves this dimension.
    Claim(String),
    /// The claim of this dimension lacks that.
    Weak(String, Check),
    /// There is no strategy document.
    Strategy,
    /// Nobody has signed it off.
    SignOff,
    /// Nobody else says a word.
    Testimonial,
    /// A question has no answer.
    Answer(Question),
}

/// The page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packet {
    /// The best claim of each dimension, in the order of the rubric.
    pub claims: Vec<PacketClaim>,
    /// The strongest claims overall, for the script.
    pub script: Vec<usize>,
    /// The strategy document and who stands behind it.
    pub strategy: Strategy,
    /// What others say.
    pub testimonials: Vec<Testimonial>,
    /// Every question, with what there is to answer.
    pub answers: Vec<Answer>,
    /// What it lacks; nothing when it is ready.
    pub gaps: Vec<PacketGap>,
}

impl Packet {
    /// The packet of a promotion as it stands on a day.
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
        let told = |question: &Question| Answer {
            own: promotion.answers.iter().find(|(known, _)| known == question).map(|(_, own)| own.clone()),
            ..helped(*question, promotion, items, gate, goals, &script)
        };
        let mut packet = Packet {
            claims,
            answers: Question::ALL.iter().map(told).collect(),
            script,
            strategy: promotion.strategy.clone(),
            testimonials: promotion.testimonials.clone(),
            gaps: Vec::new(),
        };
        packet.gaps = packet.lacking(items);
        packet
    }

    /// What keeps it from being handed in.
    fn lacking(&self, items: &[CheckedItem]) -> Vec<PacketGap> {
        const WEIGHTY: [Check; 3] = [Check::Number, Check::OwnDecision, Check::Proof];
        let of_claim = |claim: &PacketClaim| match claim.claim.and_then(|index| items.get(index)) {
            None => Some(PacketGap::Claim(claim.dimension.clone())),
            Some(item) => {
                let lack = WEIGHTY.into_iter().find(|check| !item.has(*check))?;
                Some(PacketGap::Weak(claim.dimension.clone(), lack))
            }
        };
        let mut gaps: Vec<PacketGap> = self.claims.iter().filter_map(of_claim).collect();
        match (&self.strategy.document, &self.strategy.signed_by) {
            (None, _) => gaps.push(PacketGap::Strategy),
            (Some(_), None) => gaps.push(PacketGap::SignOff),
            _ => {}
        }
        if self.testimonials.is_empty() {
            gaps.push(PacketGap::Testimonial);
        }
        let silent = self.answers.iter().filter(|answer| !answer.is_there());
        gaps.extend(silent.map(|answer| PacketGap::Answer(answer.question)));
        gaps
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

impl Answer {
    /// True when there is something to say.
    pub fn is_there(&self) -> bool {
        let helped = match self.question {
            Question::WhyThisLevel => !self.claims.is_empty(),
            Question::Differently => !self.learned.is_empty() || !self.lacks.is_empty(),
            Question::FirstNinetyDays => !self.goals.is_empty() || self.work.is_some(),
            Question::Strategy | Question::Conflict | Question::Execution | Question::FeedbackGiven => false,
        };
        self.own.is_some() || helped
    }
}

/// What the case itself has to say to a question.
fn helped(
    question: Question,
    promotion: &Promotion,
    items: &[CheckedItem],
    gate: &GateView,
    goals: &[GoalView],
    script: &[usize],
) -> Answer {
    let mut answer = Answer {
        question,
        own: None,
        claims: Vec::new(),
        lacks: Vec::new(),
        goals: Vec::new(),
        work: None,
        learned: Vec::new(),
    };
    match question {
        Question::WhyThisLevel => answer.claims = script.to_vec(),
        Question::Differently => {
            let learned = promotion.log.iter().filter(|entry| entry.kind == EntryKind::Learning);
            answer.learned = learned.map(|entry| entry.what.clone()).collect();
            // The claim that lacks most is the honest thing to have done better.
            let wanting = items.iter().filter(|item| !item.lacks.is_empty());
            if let Some(item) = wanting.max_by_key(|item| item.lacks.len()) {
                (answer.claims, answer.lacks) = (vec![item.index], item.lacks.clone());
            }
        }
        Question::FirstNinetyDays => {
            let open = |view: &&GoalView| !matches!(view.goal.state, GoalState::Reached | GoalState::Missed);
            answer.goals = goals.iter().filter(open).map(|view| view.goal.name.clone()).collect();
            answer.work = gate.weakest().map(|dimension| (dimension.name.clone(), dimension.work.clone()));
        }
        Question::Strategy | Question::Conflict | Question::Execution | Question::FeedbackGiven => {}
    }
    answer
}
