//! Of the view of `promotion`: people, goals, agreement, packet, mistakes, and what is told.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::promotion::number;
use crate::domain::promotion::{Person, StepState};
use crate::promotion::{AgreementView, GoalView, Mistake, Packet, PeopleView, Trigger};
use crate::report::promotion::{Block, Part};

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
    /// How many things are missing among them; `told` says which.
    missing: usize,
}

impl From<&PeopleView> for PeopleShape {
    fn from(of: &PeopleView) -> Self {
        let list = |people: &[Person]| people.iter().map(PersonView::from).collect();
        PeopleShape {
            deciders: list(&of.deciders),
            champions: list(&of.champions),
            challengers: list(&of.challengers),
            promoted: list(&of.promoted),
            missing: of.missing.len(),
        }
    }
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
            strategy_document: packet.strategy_document.clone(),
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

/// A part of what is told.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "part told"))]
pub(super) struct ToldPart {
    /// Its name: `summary`, `calendar`, `rubric`, …
    id: &'static str,
    /// Its heading.
    title: String,
    /// What it says, in order.
    blocks: Vec<ToldBlock>,
}

impl From<&Part> for ToldPart {
    fn from(part: &Part) -> Self {
        let blocks = part.blocks.iter().map(ToldBlock::from);
        ToldPart { id: part.id, title: part.title.clone(), blocks: blocks.collect() }
    }
}

/// One thing that is told.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "thing told"))]
pub(super) struct ToldBlock {
    /// `line`, `point`, `step`, `say` (something to say aloud), `fact` or `table`.
    kind: &'static str,
    /// Of a `fact`: its name.
    name: Option<String>,
    /// Of a `step`: whether it is taken.
    done: Option<bool>,
    /// The words; not of a `table`.
    text: Option<String>,
    /// Of a `table`: the heads of the columns.
    header: Option<Vec<String>>,
    /// Of a `table`: its rows.
    rows: Option<Vec<Vec<String>>>,
}

impl From<&Block> for ToldBlock {
    fn from(block: &Block) -> Self {
        let words =
            |kind, text: &String| ToldBlock { kind, text: Some(text.clone()), ..ToldBlock::default() };
        match block {
            Block::Line { text } => words("line", text),
            Block::Point { text } => words("point", text),
            Block::Say { text } => words("say", text),
            Block::Step { done, text } => ToldBlock { done: Some(*done), ..words("step", text) },
            Block::Fact { name, text } => ToldBlock { name: Some(name.clone()), ..words("fact", text) },
            Block::Table { header, rows } => ToldBlock {
                kind: "table",
                header: Some(header.clone()),
                rows: Some(rows.clone()),
                ..ToldBlock::default()
            },
        }
    }
}
