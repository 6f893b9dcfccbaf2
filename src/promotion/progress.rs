//! Releases and how far they have come; and what changed since the last check-in.

use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;

use super::Plan;
use super::calendar::days;
use crate::domain::Change;
use crate::domain::promotion::{EntryKind, LogEntry, Promotion};

/// A release on its way to its target.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// Its name.
    pub what: String,
    /// What it moves.
    pub metric: Option<String>,
    /// Where that stood, stands and is to come.
    pub baseline: Option<Change>,
    /// Where it stands.
    pub now: Option<Change>,
    /// Where it is to come.
    pub target: Option<Change>,
    /// The first entry of it.
    pub since: Date,
    /// The share of the way that is done; `None` where a figure is missing.
    pub done: Option<f64>,
    /// The share of the time to the evidence deadline that has passed.
    pub passed: Option<f64>,
    /// Whether it keeps up with the time.
    pub on_track: Option<bool>,
}

impl Progress {
    /// By how much it is ahead of the time; below zero behind.
    pub fn lead(&self) -> f64 {
        self.done.unwrap_or(0.0) - self.passed.unwrap_or(0.0)
    }
}

/// Every release as it stands on a day.
pub(super) fn progress(promotion: &Promotion, today: Date, plan: Option<&Plan>) -> Vec<Progress> {
    let first = |what: &str| {
        let same = |entry: &&&LogEntry| entry.kind == EntryKind::Release && entry.what == what;
        promotion.entries_until(today).iter().find(same).map_or(today, |entry| entry.date)
    };
    let standing = promotion.standing_entries(today);
    let releases = standing.into_iter().filter(|entry| entry.kind == EntryKind::Release);
    releases
        .map(|entry| {
            let since = first(&entry.what);
            let done = share_done(entry.baseline, entry.now, entry.target);
            let passed = plan.map(|plan| share_passed(since, today, plan.target.evidence_due));
            Progress {
                on_track: done.zip(passed).map(|(done, passed)| done >= 1.0 || done >= passed),
                what: entry.what,
                metric: entry.metric,
                baseline: entry.baseline,
                now: entry.now,
                target: entry.target,
                since,
                done,
                passed,
            }
        })
        .collect()
}

/// (now − baseline) ÷ (target − baseline), in either direction.
pub(super) fn share_done(
    baseline: Option<Change>,
    now: Option<Change>,
    target: Option<Change>,
) -> Option<f64> {
    let at = |figure: Change| figure.on_scale().to_f64();
    let (baseline, now, target) = (at(baseline?)?, at(now?)?, at(target?)?);
    let way = target - baseline;
    (way != 0.0).then(|| (now - baseline) / way)
}

fn share_passed(since: Date, today: Date, due: Date) -> f64 {
    let whole = days(since, due).max(1);
    (days(since, today) as f64 / whole as f64).clamp(0.0, 1.0)
}

/// The page for the monthly talk.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckInPage {
    /// The last talk, or a month ago: from after this day on it tells.
    pub since: Date,
    /// What happened since, in order.
    pub changed: Vec<LogEntry>,
    /// What the manager said at the last talk.
    pub last_on_track: Option<bool>,
    /// What the person asked for and has not got.
    pub needs: Vec<String>,
}

impl CheckInPage {
    /// The page as of a day.
    pub(super) fn of(promotion: &Promotion, today: Date) -> Self {
        let entries = promotion.entries_until(today);
        let check_in = |entry: &&&LogEntry| entry.kind == EntryKind::CheckIn && entry.date < today;
        let last = entries.iter().rfind(check_in);
        let month_ago = today.checked_sub(1.month()).unwrap_or(today);
        let since = last.map_or(month_ago, |entry| entry.date);
        let open = promotion.standing_entries(today).into_iter().filter(|entry| !entry.done);
        CheckInPage {
            since,
            changed: entries
                .iter()
                .filter(|entry| entry.date > since)
                .map(|entry| (*entry).clone())
                .collect(),
            last_on_track: last.and_then(|entry| entry.on_track),
            needs: open.filter_map(|entry| entry.need).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::TimeUnit;
    use crate::domain::promotion::entry_of_tests as entry;
    use jiff::civil::date;

    #[test]
    fn a_way_down_is_a_way_too() {
        let time = |n: i64, unit| Some(Change::Time(n.into(), unit));
        let way = (time(3, TimeUnit::Weeks), time(11, TimeUnit::Days), time(1, TimeUnit::Days));
        assert_eq!(share_done(way.0, way.1, way.2), Some(0.5), "11 days of 21 to 1");
        assert_eq!(share_done(way.0, way.1, None), None, "no target, no share");
    }

    #[test]
    fn the_page_tells_what_came_after_the_last_talk() {
        let talk =
            LogEntry { on_track: Some(false), ..entry(date(2026, 2, 4), EntryKind::CheckIn, "with Dana") };
        let need = LogEntry {
            need: Some("a seat in the pricing group".into()),
            ..entry(date(2026, 2, 20), EntryKind::Conversation, "with Lee")
        };
        let log = vec![
            entry(date(2026, 2, 3), EntryKind::Learning, "before"),
            talk,
            need,
            entry(date(2026, 3, 9), EntryKind::Learning, "after today"),
        ];
        let promotion = Promotion { log, ..Promotion::default() };
        let page = CheckInPage::of(&promotion, date(2026, 3, 4));
        assert_eq!((page.since, page.last_on_track), (date(2026, 2, 4), Some(false)));
        assert_eq!(page.changed.len(), 1);
        assert_eq!(page.needs, ["a seat in the pricing group"]);
    }
}
