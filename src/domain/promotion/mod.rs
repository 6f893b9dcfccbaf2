//! The promotion behind a package, as the person tells it: standing, review
//! calendar, rubric and scores, people, goals, the agreement with the manager.

mod agreement;
mod answers;
mod calendar;
mod log;
mod people;
mod roadmap;
mod rubric;

use jiff::civil::Date;

pub use agreement::{Agreement, Step, StepState};
pub use answers::{Question, Strategy};
pub use calendar::{RuleError, Window, WindowRule};
#[cfg(test)]
pub(crate) use log::entry_of_tests;
pub use log::{EntryKind, LogEntry};
pub use people::{Goal, GoalState, People, Person, Side};
pub use roadmap::{Work, WorkState};
#[cfg(test)]
pub(crate) use rubric::rubric_of_tests;
pub use rubric::{Dimension, Gate, Rubric, RubricOrigin, Score, Scored};

/// How long in the level, and what was delivered in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// Since when the person holds the level.
    pub level_since: Option<Date>,
    /// Months in the level on the day of the case, where no date is given.
    pub months_in_level: Option<u32>,
    /// Major releases delivered in it.
    pub releases: Option<u32>,
    /// The least months in level, where that is a rule of the employer; else time is no gate.
    pub least_months: Option<u32>,
    /// The least releases, where the employer names its own.
    pub least_releases: Option<u32>,
}

/// When promotions are reviewed. What is not said is taken from the assumptions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReviewCalendar {
    /// The rule by which windows recur.
    pub rule: Option<WindowRule>,
    /// A day of the window that the person and their manager aim at.
    pub target: Option<Date>,
    /// Windows by date; they stand in place of the rule.
    pub windows: Vec<Window>,
    /// Days between the evidence deadline and the first day of the window.
    pub evidence_days: Option<u32>,
    /// Months before the window at which to begin.
    pub begin_months: Option<u32>,
    /// The day from which the promotion counts, where it is fixed.
    pub effective: Option<Date>,
}

/// Somebody else's words about the work.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Testimonial {
    /// Who says it.
    pub who: String,
    /// What they say.
    pub words: String,
}

/// Everything about a promotion that a case may hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Promotion {
    /// Months in level and releases.
    pub standing: Standing,
    /// Review windows.
    pub calendar: ReviewCalendar,
    /// What is scored and when it passes; the default rubric where absent.
    pub rubric: Option<Rubric>,
    /// Scores by dimension.
    pub scores: Vec<Scored>,
    /// Champions, challengers, deciders and those promoted before.
    pub people: People,
    /// Goals and where they stand.
    pub goals: Vec<Goal>,
    /// Work that closes the gaps.
    pub roadmap: Vec<Work>,
    /// The agreement with the manager.
    pub agreement: Agreement,
    /// The strategy document that goes with the packet.
    pub strategy: Strategy,
    /// Answers to what a review asks, in the person's own words.
    pub answers: Vec<(Question, String)>,
    /// What happened on the way.
    pub log: Vec<LogEntry>,
    /// What others say.
    pub testimonials: Vec<Testimonial>,
    /// Sentences that the person means to say, to be looked over.
    pub plan_to_say: Vec<String>,
}

/// What holds where a case does not say: the usual review calendar and rubric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usual {
    /// The rule by which windows recur.
    pub windows: WindowRule,
    /// What is scored.
    pub rubric: Rubric,
}
