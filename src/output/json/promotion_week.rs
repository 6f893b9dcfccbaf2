//! Of the view of `promotion`: this week, work on its way, what changed since the last check-in.

use jiff::civil::Date;
use serde::Serialize;

use super::promotion::number;
use super::result::figure;
use crate::domain::promotion::LogEntry;
use crate::promotion::{Action, Because, CheckInPage, PacketGap, Progress, RoadmapRow, Task};

/// One thing to do this week.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "task"))]
pub(super) struct TaskView {
    /// By when.
    due: Date,
    /// What to do, such as `follow-up`, `packet`, `settle` or `push`.
    action: &'static str,
    /// What it is about: a claim, a release, a step, a dimension, a gap of the packet.
    about: Option<String>,
    /// What it is because of: `entry`, `gap` or `date`.
    because: &'static str,
    /// The day of the entry, where it is one.
    entry: Option<Date>,
}

impl From<&Task> for TaskView {
    fn from(task: &Task) -> Self {
        let (because, entry) = match task.because {
            Because::Entry(day) => ("entry", Some(day)),
            Because::Gap => ("gap", None),
            Because::Date => ("date", None),
        };
        let about = match &task.action {
            Action::FollowUp(text)
            | Action::Push(text)
            | Action::WriteUp(text)
            | Action::Confirm(text)
            | Action::Complete(text, _)
            | Action::Score(text)
            | Action::Rift(text)
            | Action::Raise(text, _)
            | Action::Goal(text)
            | Action::Reword(_, text) => Some(text.clone()),
            Action::Packet(gap) => Some(gap_name(gap)),
            Action::AskSupport(_, names) => Some(names.join(", ")),
            Action::Settle(step) => Some(step.name().to_owned()),
            _ => None,
        };
        TaskView { due: task.due, action: task.action.name(), about, because, entry }
    }
}

/// `claim:influence`, `strategy`, `answer:conflict`.
pub(super) fn gap_name(gap: &PacketGap) -> String {
    match gap {
        PacketGap::Claim(dimension) => format!("claim:{dimension}"),
        PacketGap::Weak(dimension, lack) => format!("{}:{dimension}", lack.name()),
        PacketGap::Strategy => "strategy".to_owned(),
        PacketGap::SignOff => "sign-off".to_owned(),
        PacketGap::Testimonial => "testimonial".to_owned(),
        PacketGap::Answer(question) => format!("answer:{}", question.name()),
    }
}

/// A release on its way to its target.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "work on its way"))]
pub(super) struct ProgressView {
    /// Its name.
    what: String,
    /// What it moves.
    metric: Option<String>,
    /// Where that stood, with its unit.
    baseline: Option<String>,
    /// Where it stands.
    now: Option<String>,
    /// Where it is to come.
    target: Option<String>,
    /// The share of the way that is done.
    done: Option<f64>,
    /// Whether it keeps up with the time to the evidence deadline.
    on_track: Option<bool>,
}

impl From<&Progress> for ProgressView {
    fn from(of: &Progress) -> Self {
        ProgressView {
            what: of.what.clone(),
            metric: of.metric.clone(),
            baseline: of.baseline.map(figure),
            now: of.now.map(figure),
            target: of.target.map(figure),
            done: of.done,
            on_track: of.on_track,
        }
    }
}

/// A gap and the work that closes it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "row of the roadmap"))]
pub(super) struct RoadmapView {
    /// The dimension.
    dimension: String,
    /// Points that it is short of the gate, where it is.
    short_by: Option<f64>,
    /// The work.
    work: String,
    /// Who does it; absent where it is to be settled.
    owner: Option<String>,
    /// By when; absent where it is to be settled.
    due: Option<Date>,
    /// Who must agree; nobody where it is to be settled.
    agree: Vec<String>,
    /// `open`, `agreed`, `under-way` or `done`.
    state: &'static str,
    /// True where the rubric proposes it and the case has no work for the gap.
    proposed: bool,
    /// True where its day has passed and it is not done.
    overdue: bool,
    /// True where its day lies after the evidence is due.
    too_late: bool,
    /// With whom to settle what is open.
    with: Option<String>,
}

impl From<&RoadmapRow> for RoadmapView {
    fn from(row: &RoadmapRow) -> Self {
        let work = &row.work;
        RoadmapView {
            dimension: work.dimension.clone(),
            short_by: row.short_by.and_then(number),
            work: work.what.clone(),
            owner: work.owner.clone(),
            due: work.due,
            agree: work.agree.clone(),
            state: work.state.name(),
            proposed: row.proposed,
            overdue: row.overdue,
            too_late: row.too_late,
            with: row.with.clone(),
        }
    }
}

/// What the monthly talk is about.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "check-in"))]
pub(super) struct CheckInView {
    /// The last talk, or a month ago.
    since: Date,
    /// What was logged after it, in order.
    changed: Vec<EntryView>,
    /// What the manager said then.
    last_on_track: Option<bool>,
    /// What the person asked for and has not got.
    needs: Vec<String>,
}

/// An entry of the log.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "entry"))]
struct EntryView {
    /// Its day.
    date: Date,
    /// `release`, `check-in`, `conversation`, `score`, `decision` or `learning`.
    kind: &'static str,
    /// What happened.
    what: String,
}

impl From<&LogEntry> for EntryView {
    fn from(entry: &LogEntry) -> Self {
        EntryView { date: entry.date, kind: entry.kind.name(), what: entry.what.clone() }
    }
}

impl From<&CheckInPage> for CheckInView {
    fn from(page: &CheckInPage) -> Self {
        CheckInView {
            since: page.since,
            changed: page.changed.iter().map(EntryView::from).collect(),
            last_on_track: page.last_on_track,
            needs: page.needs.clone(),
        }
    }
}
