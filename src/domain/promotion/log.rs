//! What happened on the way, entry by entry, each with its day.

use jiff::civil::Date;
use strum::{IntoStaticStr, VariantArray};

use super::{Promotion, Score, Scored, Step, StepState};
use crate::domain::Change;

/// What an entry tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum EntryKind {
    /// Work that went out, with what it moves. A later entry of the same name goes on with it.
    Release,
    /// The monthly talk with the manager on this alone.
    CheckIn,
    /// A talk with somebody who matters.
    Conversation,
    /// A score, one's own or the manager's.
    Score,
    /// Something was decided.
    Decision,
    /// Something was learned.
    Learning,
}

impl EntryKind {
    /// The name in files.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// Its day.
    pub date: Date,
    /// What it tells of.
    pub kind: EntryKind,
    /// What happened, in the person's words.
    pub what: String,
    /// What a release moves.
    pub metric: Option<String>,
    /// Where that stood before.
    pub baseline: Option<Change>,
    /// Where it stands now.
    pub now: Option<Change>,
    /// Where it is to come.
    pub target: Option<Change>,
    /// With whom a talk was.
    pub with: Option<String>,
    /// The dimension of the rubric that is meant.
    pub dimension: Option<String>,
    /// The person's own score.
    pub own: Option<Score>,
    /// The manager's.
    pub manager: Option<Score>,
    /// The step of the agreement that this settles.
    pub step: Option<Step>,
    /// At a check-in: whether the manager sees it on track.
    pub on_track: Option<bool>,
    /// What the person needs from somebody.
    pub need: Option<String>,
    /// By when it is to be followed up.
    pub due: Option<Date>,
    /// It needs no following up any more.
    pub done: bool,
}

impl Promotion {
    /// The entries up to a day, in order.
    pub fn entries_until(&self, today: Date) -> Vec<&LogEntry> {
        let mut list: Vec<&LogEntry> = self.log.iter().filter(|entry| entry.date <= today).collect();
        list.sort_by_key(|entry| entry.date);
        list
    }

    /// The promotion as its entries up to a day have made it: the last score of each dimension, the
    /// steps that were settled, when people were last spoken with, releases counted once by name.
    #[must_use]
    pub fn as_of(&self, today: Date) -> Promotion {
        let mut now = self.clone();
        let mut released: Vec<&str> = Vec::new();
        for entry in self.entries_until(today) {
            if let Some(step) = entry.step {
                now.agreement.set(step, StepState::DoneOn(entry.date));
            }
            if let Some(with) = &entry.with {
                let met =
                    now.people.list.iter_mut().filter(|person| crate::domain::same_name(&person.name, with));
                met.for_each(|person| person.last_asked = person.last_asked.max(Some(entry.date)));
            }
            if entry.kind == EntryKind::Release && !released.contains(&entry.what.as_str()) {
                released.push(&entry.what);
            }
            if let Some(dimension) = &entry.dimension {
                now.score(dimension, entry.own, entry.manager);
            }
        }
        if !released.is_empty() {
            let before = now.standing.releases.unwrap_or(0);
            now.standing.releases = Some(before.saturating_add(released.len() as u32));
        }
        now
    }

    /// The last that is known of each thing by name, what a later entry leaves out taken from the
    /// earlier: a release goes on under its name.
    pub fn standing_entries(&self, today: Date) -> Vec<LogEntry> {
        let mut list: Vec<LogEntry> = Vec::new();
        for entry in self.entries_until(today) {
            let same = |known: &&mut LogEntry| known.kind == entry.kind && known.what == entry.what;
            match list.iter_mut().find(same) {
                Some(known) => {
                    let before = known.clone();
                    *known = LogEntry {
                        metric: entry.metric.clone().or(before.metric),
                        baseline: before.baseline.or(entry.baseline),
                        now: entry.now.or(before.now),
                        target: entry.target.or(before.target),
                        ..entry.clone()
                    };
                }
                None => list.push(entry.clone()),
            }
        }
        list
    }

    fn score(&mut self, dimension: &str, own: Option<Score>, manager: Option<Score>) {
        if own.is_none() && manager.is_none() {
            return;
        }
        match self.scores.iter_mut().find(|scored| scored.dimension == dimension) {
            Some(scored) => {
                scored.own = own.or(scored.own);
                scored.manager = manager.or(scored.manager);
            }
            None => self.scores.push(Scored { dimension: dimension.to_owned(), own, manager }),
        }
    }
}

#[cfg(test)]
pub(crate) fn entry_of_tests(date: Date, kind: EntryKind, what: &str) -> LogEntry {
    LogEntry {
        date,
        kind,
        what: what.into(),
        metric: None,
        baseline: None,
        now: None,
        target: None,
        with: None,
        dimension: None,
        own: None,
        manager: None,
        step: None,
        on_track: None,
        need: None,
        due: None,
        done: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use rust_decimal::Decimal;

    #[test]
    fn entries_make_the_promotion_what_it_is_on_a_day() {
        let score = |tenths: i64| Score::new(Decimal::new(tenths, 1));
        let scored = |day, own| LogEntry {
            dimension: Some("delivery".into()),
            own: score(own),
            ..entry_of_tests(day, EntryKind::Score, "self")
        };
        let settled = LogEntry {
            step: Some(Step::HeadsUp),
            ..entry_of_tests(date(2026, 2, 3), EntryKind::Conversation, "told Dana")
        };
        let promotion = Promotion {
            log: vec![scored(date(2026, 3, 1), 42), scored(date(2026, 1, 5), 38), settled],
            ..Promotion::default()
        };
        let on = |day| promotion.as_of(day);
        assert_eq!(on(date(2026, 2, 1)).scores[0].own, score(38));
        assert_eq!(on(date(2026, 3, 1)).scores[0].own, score(42), "the last of them, whatever their order");
        assert!(!on(date(2026, 2, 1)).agreement.state(Step::HeadsUp).is_done());
        assert_eq!(on(date(2026, 3, 1)).agreement.state(Step::HeadsUp), StepState::DoneOn(date(2026, 2, 3)));
    }

    #[test]
    fn a_release_goes_on_under_its_name_and_counts_once() {
        let release = |day, now: i64| LogEntry {
            now: Some(Change::Number(now.into())),
            ..entry_of_tests(day, EntryKind::Release, "Returns")
        };
        let first = LogEntry {
            metric: Some("returns handled".into()),
            target: Some(Change::Number(80.into())),
            ..release(date(2026, 1, 5), 20)
        };
        let promotion = Promotion { log: vec![first, release(date(2026, 2, 5), 60)], ..Promotion::default() };
        let standing = promotion.standing_entries(date(2026, 3, 1));
        assert_eq!(standing.len(), 1);
        assert_eq!(standing[0].now, Some(Change::Number(60.into())));
        assert_eq!(standing[0].target, Some(Change::Number(80.into())), "told before and still held");
        assert_eq!(promotion.as_of(date(2026, 3, 1)).standing.releases, Some(1));
    }
}
