//! This week: at most five things to do, each with its day and with what it is because of.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use strum::IntoStaticStr;

use super::progress::Progress;
use super::{Assessment, Check, DimensionView, Leave, Missing, Mistake, PacketGap, RoadmapRow, Trigger};
use crate::domain::promotion::{LogEntry, Side, Step, WorkState};

/// So many things fit into a week beside the work.
const MOST: usize = 5;
/// So many of them may be about the packet.
const OF_THE_PACKET: usize = 2;
/// Days ahead that belong to this week.
const AHEAD: i64 = 7;
/// Days before the evidence deadline from which handing in comes first.
const LAST_DAYS: i64 = 14;

/// Something to do.
#[derive(Debug, Clone, PartialEq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Action {
    /// It turned hostile: leave it, and look outside.
    StepOut,
    /// There is an offer: the talk about it comes first.
    Negotiate,
    /// Follow up what was agreed.
    FollowUp(String),
    /// Hand the evidence in.
    HandIn,
    /// Begin the packet.
    Begin,
    /// Mend the packet.
    Packet(PacketGap),
    /// Bring the page to the monthly talk.
    CheckIn,
    /// Bring a release on.
    Push(String),
    /// Write a release up as a claim.
    WriteUp(String),
    /// Say whose decision a claim was.
    Confirm(String),
    /// Find what a claim lacks.
    Complete(String, Check),
    /// Settle a step with the manager.
    Settle(Step),
    /// Score this dimension, and ask for the manager's score.
    Score(String),
    /// Ask what the manager would have to see.
    Rift(String),
    /// Do work that raises this dimension.
    Raise(String, Option<String>),
    /// Ask these of one side for their support.
    AskSupport(Side, Vec<String>),
    /// Find or ask people.
    People(Missing),
    /// Look at a goal with the manager.
    Goal(String),
    /// Say it otherwise.
    Reword(Mistake, String),
}

impl Action {
    /// The name in JSON and in the files of words.
    pub fn name(&self) -> &'static str {
        self.into()
    }
}

/// What an action is because of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// The entry of that day.
    Entry(Date),
    /// Something is missing.
    Gap,
    /// A date comes near.
    Date,
}

/// One thing to do this week.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// By when.
    pub due: Date,
    /// What.
    pub action: Action,
    /// Because of what.
    pub because: Because,
}

/// What is to be done this week, the most pressing first.
pub(super) fn week(seen: &Assessment, entries: &[LogEntry], has_offer: bool) -> Vec<Task> {
    let today = seen.today;
    let friday = friday_on_or_after(today);
    if seen.agreement.leave == Leave::Hostile {
        return vec![Task { due: friday, action: Action::StepOut, because: Because::Gap }];
    }
    let soon = today.checked_add(AHEAD.days()).unwrap_or(today);
    let gap = |action| Task { due: friday, action, because: Because::Gap };
    let mut tasks: Vec<Task> = Vec::new();
    if has_offer {
        tasks.push(Task { due: friday, action: Action::Negotiate, because: Because::Date });
    }
    tasks.extend(follow_ups(entries, soon));
    tasks.extend(due_work(seen, soon));
    tasks.extend(dated(seen, soon).into_iter().filter(|_| !has_offer));
    tasks.extend(said(seen).map(gap));
    let begun = seen.plan.as_ref().is_none_or(|plan| plan.begin <= today);
    if begun {
        tasks.extend(seen.packet.gaps.iter().take(OF_THE_PACKET).cloned().map(Action::Packet).map(gap));
    }
    tasks.extend(behind(&seen.progress, friday));
    tasks.extend(unclaimed(seen, friday));
    tasks.extend(of_claims(seen).map(gap));
    tasks.extend(seen.agreement.next.map(Action::Settle).map(gap));
    let told = |task: &Task, tasks: &[Task]| tasks.iter().any(|known| known.action == task.action);
    let of_scores: Vec<Task> = of_scores(seen).map(gap).filter(|task| !told(task, &tasks)).collect();
    tasks.extend(of_scores);
    tasks.extend(seen.people.missing.first().cloned().map(Action::People).map(gap));
    let wanting = seen.goals.iter().find(|goal| goal.review_due || goal.not_agreed || goal.untold);
    tasks.extend(wanting.map(|goal| gap(Action::Goal(goal.goal.name.clone()))));
    tasks.extend(seen.people.missing.iter().skip(1).cloned().map(Action::People).map(gap));
    tasks.truncate(MOST);
    tasks
}

/// The Friday of the week; on a weekend that of the next.
fn friday_on_or_after(day: Date) -> Date {
    let ahead = day.weekday().until(Weekday::Friday);
    day.checked_add(i64::from(ahead).days()).unwrap_or(day)
}

fn follow_ups(entries: &[LogEntry], soon: Date) -> Vec<Task> {
    let mut open: Vec<Task> = entries
        .iter()
        .filter(|entry| !entry.done)
        .filter_map(|entry| {
            let due = entry.due.filter(|due| *due <= soon)?;
            let action = Action::FollowUp(entry.what.clone());
            Some(Task { due, action, because: Because::Entry(entry.date) })
        })
        .collect();
    open.sort_by_key(|task| task.due);
    open
}

/// Work of the roadmap whose day comes near or has passed.
fn due_work(seen: &Assessment, soon: Date) -> impl Iterator<Item = Task> + '_ {
    let open = seen.roadmap.iter().map(|row| &row.work).filter(|work| work.state != WorkState::Done);
    open.filter_map(move |work| {
        let due = work.due.filter(|due| *due <= soon)?;
        let action = Action::Raise(work.dimension.clone(), Some(work.what.clone()));
        Some(Task { due, action, because: Because::Date })
    })
}

/// What a date asks for.
fn dated(seen: &Assessment, soon: Date) -> Vec<Task> {
    let Some(plan) = &seen.plan else { return Vec::new() };
    let on = |due, action| Task { due, action, because: Because::Date };
    let mut tasks = Vec::new();
    if plan.days_to_evidence() <= LAST_DAYS {
        tasks.push(on(plan.target.evidence_due, Action::HandIn));
    }
    if plan.begin > seen.today && plan.begin <= soon {
        tasks.push(on(plan.begin, Action::Begin));
    }
    let asks = seen.support.iter().filter(|ask| ask.on <= soon);
    tasks.extend(asks.map(|ask| on(ask.on, Action::AskSupport(ask.side, ask.names.clone()))));
    tasks.extend(plan.check_ins.first().filter(|day| **day <= soon).map(|day| on(*day, Action::CheckIn)));
    tasks
}

/// The first sentence that backfires.
fn said(seen: &Assessment) -> impl Iterator<Item = Action> + '_ {
    let sentence = seen.mistakes.iter().find_map(|(mistake, trigger)| match trigger {
        Trigger::Sentence(sentence) => Some(Action::Reword(*mistake, sentence.clone())),
        _ => None,
    });
    sentence.into_iter()
}

/// The release that lies furthest behind.
fn behind(progress: &[Progress], friday: Date) -> Option<Task> {
    let late = progress.iter().filter(|one| one.on_track == Some(false));
    let worst = late.min_by(|one, other| one.lead().total_cmp(&other.lead()))?;
    let action = Action::Push(worst.what.clone());
    Some(Task { due: friday, action, because: Because::Entry(worst.since) })
}

/// A release that has moved something of which no claim tells yet.
fn unclaimed(seen: &Assessment, friday: Date) -> Option<Task> {
    let told = |one: &&Progress| {
        seen.items.iter().any(|item| {
            item.evidence.metric.is_some() && item.evidence.metric == one.metric
                || item.evidence.claim.to_lowercase().contains(&one.what.to_lowercase())
        })
    };
    let moved = seen.progress.iter().filter(|one| one.done.is_some_and(|done| done > 0.0));
    let first = moved.filter(|one| !told(one)).max_by_key(|one| one.since)?;
    Some(Task {
        due: friday,
        action: Action::WriteUp(first.what.clone()),
        because: Because::Entry(first.since),
    })
}

/// The weightiest claim whose owner is open, and the weightiest that lacks something.
fn of_claims(seen: &Assessment) -> impl Iterator<Item = Action> + '_ {
    let heaviest = |open: bool| {
        let of = seen.items.iter().filter(move |item| item.evidence.is_confirmed() != open);
        let wanting = of.filter(move |item| open || item.lacks.iter().any(|lack| *lack <= Check::Proof));
        wanting.max_by(|one, other| one.evidence.weight().total_cmp(&other.evidence.weight()))
    };
    let confirm = heaviest(true).map(|item| Action::Confirm(item.evidence.claim.clone()));
    let complete = heaviest(false)
        .and_then(|item| Some(Action::Complete(item.evidence.claim.clone(), *item.lacks.first()?)));
    confirm.into_iter().chain(complete)
}

/// What the scores ask for: a score, a talk about two that differ, or work.
fn of_scores(seen: &Assessment) -> impl Iterator<Item = Action> + '_ {
    let gate = &seen.gate;
    let unscored = gate.dimensions.iter().find(|d| d.heard.is_none()).map(|d| Action::Score(d.name.clone()));
    let rift = gate.dimensions.iter().find(|d| d.rift).map(|d| Action::Rift(d.name.clone()));
    let short = gate.short().min_by_key(|d| d.heard);
    let planned = |d: &DimensionView| {
        let open = |row: &&RoadmapRow| row.work.dimension == d.name && row.work.state != WorkState::Done;
        seen.roadmap.iter().find(open).map(|row| row.work.what.clone())
    };
    let raise = short.map(|d| Action::Raise(d.name.clone(), planned(d)));
    unscored.into_iter().chain(rift).chain(raise)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_week_ends_on_its_friday() {
        assert_eq!(friday_on_or_after(date(2026, 5, 4)), date(2026, 5, 8));
        assert_eq!(friday_on_or_after(date(2026, 5, 8)), date(2026, 5, 8));
        assert_eq!(friday_on_or_after(date(2026, 5, 9)), date(2026, 5, 15));
    }
}
