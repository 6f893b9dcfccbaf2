//! Of the view of `promotion`: people, goals, agreement, packet, mistakes.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::promotion::number;
use super::promotion_week::gap_name;
use super::result::figure;
use crate::domain::promotion::{Person, StepState};
use crate::promotion::{AgreementView, GoalView, Mistake, Packet, PeopleView, Support, Trigger};

/// Who decides and who speaks.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "people"))]
pub(super) struct PeopleShape {
    /// Who decides.
    deciders: Vec<PersonView>,
    /// Who speaks for the person.
    champions: Vec<PersonView>,
    /// Who speaks against.
    challengers: Vec<PersonView>,
    /// Who was promoted before and can tell how.
    promoted: Vec<PersonView>,
    /// How many things are missing among them.
    missing: usize,
    /// Whom to ask for support, by when.
    support: Vec<SupportView>,
}

/// People to ask for support by a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "asking for support"))]
struct SupportView {
    /// By when.
    on: Date,
    /// `challenger`, `champion` or `decider`.
    side: &'static str,
    /// Who.
    names: Vec<String>,
}

impl PeopleShape {
    pub(super) fn of(of: &PeopleView, support: &[Support]) -> Self {
        let list = |people: &[Person]| people.iter().map(PersonView::from).collect();
        PeopleShape {
            deciders: list(&of.deciders),
            champions: list(&of.champions),
            challengers: list(&of.challengers),
            promoted: list(&of.promoted),
            missing: of.missing.len(),
            support: support.iter().map(asked).collect(),
        }
    }
}

fn asked(ask: &Support) -> SupportView {
    SupportView { on: ask.on, side: ask.side.name(), names: ask.names.clone() }
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "person of the promotion"))]
pub(super) struct PersonView {
    /// The name.
    name: String,
    /// The role.
    role: Option<String>,
    /// True for a senior person.
    senior: bool,
    /// Their rating of the person.
    rating: Option<f64>,
    /// What they need to hear.
    needs: Option<String>,
    /// When they were shown the plan.
    plan_shared: Option<Date>,
    /// When they were last asked.
    last_asked: Option<Date>,
}

impl From<&Person> for PersonView {
    fn from(person: &Person) -> Self {
        PersonView {
            name: person.name.clone(),
            role: person.role.clone(),
            senior: person.senior,
            rating: person.rating.and_then(|score| number(score.get())),
            needs: person.needs.clone(),
            plan_shared: person.plan_shared,
            last_asked: person.last_asked,
        }
    }
}

/// A goal and how it stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "goal"))]
pub(super) struct GoalShape {
    /// Its name.
    name: String,
    /// How it stands, as the case names it.
    state: &'static str,
    /// The initiative that it serves.
    initiative: Option<String>,
    /// Its size, where stated.
    size: Option<String>,
    /// Where its key result stood, with its unit.
    baseline: Option<String>,
    /// Where it stands.
    now: Option<String>,
    /// Where it is to come.
    target: Option<String>,
    /// The share of that way that is done.
    done: Option<f64>,
    /// The claims that tell of it, by their place in `evidence`.
    evidence: Vec<usize>,
    /// True where it should have been reviewed by now.
    review_due: bool,
}

impl From<&GoalView> for GoalShape {
    fn from(view: &GoalView) -> Self {
        GoalShape {
            name: view.goal.name.clone(),
            state: view.goal.state.name(),
            initiative: view.goal.initiative.clone(),
            size: view.goal.size.clone(),
            baseline: view.goal.baseline.map(figure),
            now: view.goal.now.map(figure),
            target: view.goal.target.map(figure),
            done: view.done,
            evidence: view.evidence.clone(),
            review_due: view.review_due,
        }
    }
}

/// The agreement with the manager.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "agreement"))]
pub(super) struct AgreementShape {
    /// By name of the step: `open`, `done`, or the day on which it was done.
    steps: BTreeMap<&'static str, String>,
    /// The step to take next.
    next: Option<&'static str>,
    /// What the manager has said must be shown.
    to_show: Vec<String>,
}

impl From<&AgreementView> for AgreementShape {
    fn from(of: &AgreementView) -> Self {
        let state = |state: StepState| match state {
            StepState::Open => "open".to_owned(),
            StepState::Done => "done".to_owned(),
            StepState::DoneOn(day) => day.to_string(),
        };
        AgreementShape {
            steps: of.steps.iter().map(|view| (view.step.name(), state(view.state))).collect(),
            next: of.next.map(|step| step.name()),
            to_show: of.must_show.clone(),
        }
    }
}

/// What the committee reads and hears.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "packet"))]
pub(super) struct PacketShape {
    /// By dimension: the claim that speaks for it, by its place in `evidence`.
    claims: BTreeMap<String, usize>,
    /// The dimensions for which no claim speaks.
    uncovered: Vec<String>,
    /// The claims to tell, in order, by their place in `evidence`.
    script: Vec<usize>,
    /// The strategy document, where there is one.
    strategy_document: Option<String>,
    /// Who signed it off.
    strategy_signed_by: Option<String>,
    /// What it still lacks, such as `claim:influence`, `sign-off` or `answer:conflict`; nothing when it is ready.
    gaps: Vec<String>,
    /// How many testimonials there are.
    testimonials: usize,
}

impl From<&Packet> for PacketShape {
    fn from(packet: &Packet) -> Self {
        let claims = packet.claims.iter();
        PacketShape {
            claims: claims.filter_map(|one| Some((one.dimension.clone(), one.claim?))).collect(),
            uncovered: packet.uncovered().map(str::to_owned).collect(),
            script: packet.script.clone(),
            strategy_document: packet.strategy.document.clone(),
            strategy_signed_by: packet.strategy.signed_by.clone(),
            gaps: packet.gaps.iter().map(gap_name).collect(),
            testimonials: packet.testimonials.len(),
        }
    }
}

/// A mistake that the case is about to make.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "mistake"))]
pub(super) struct MistakeView {
    /// Its name, such as `late-start`.
    mistake: &'static str,
    /// What shows it: a day, a dimension, a sentence, claims, `ask` or `nobody-asked`.
    because: Because,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(inline))]
#[serde(untagged)]
pub(super) enum Because {
    Text(String),
    Claims(Vec<String>),
}

impl From<&(Mistake, Trigger)> for MistakeView {
    fn from((mistake, trigger): &(Mistake, Trigger)) -> Self {
        let because = match trigger {
            Trigger::BeginPassed(day) => Because::Text(day.to_string()),
            Trigger::Claims(claims) => Because::Claims(claims.clone()),
            Trigger::Only(text) | Trigger::Sentence(text) => Because::Text(text.clone()),
            Trigger::AskIsTheOffer => Because::Text("ask".to_owned()),
            Trigger::NobodyAsked => Because::Text("nobody-asked".to_owned()),
        };
        MistakeView { mistake: mistake.name(), because }
    }
}
