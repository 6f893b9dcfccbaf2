//! The dates of a promotion, for calendars and tables.

use jiff::civil::Date;

use crate::domain::promotion::Side;
use crate::promotion::Assessment;
use crate::report::Facts;
use crate::report::words::Words;

/// One date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its short name, stable and one of a kind within its day.
    pub id: &'static str,
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
    /// What happens.
    pub what: String,
}

/// Every date from the day of the assessment on, in order: windows, deadlines, talks, and what is
/// to be followed up.
pub fn entries(seen: &Assessment, words: &Words) -> Vec<Entry> {
    let day = |id: &'static str, day| Entry {
        id,
        first: day,
        last: day,
        what: words.name(&format!("promotion.date.{id}")),
    };
    let mut list = Vec::new();
    if let Some(plan) = &seen.plan {
        let target = &plan.target;
        list.extend([
            day("begin", plan.begin),
            day("load", plan.load_from),
            day("evidence-due", target.evidence_due),
            Entry { last: target.window.last(), ..day("review", target.window.first()) },
            day("effective", target.effective),
        ]);
        list.extend(seen.support.iter().map(|ask| {
            let names = Facts::new().with("names", ask.names.join(", "));
            let what = words.phrase(&format!("promotion.support.{}", ask.side.name()), &names);
            Entry { what: what.unwrap_or_default(), ..day(ask_id(ask.side), ask.on) }
        }));
        list.extend(plan.check_ins.iter().map(|on| day("check-in", *on)));
    }
    list.extend(
        seen.follow_ups.iter().map(|(due, what)| Entry { what: what.clone(), ..day("follow-up", *due) }),
    );
    list.retain(|entry| entry.first >= seen.today);
    list.sort_by(|one, other| (one.first, one.id).cmp(&(other.first, other.id)));
    list
}

fn ask_id(side: Side) -> &'static str {
    match side {
        Side::Challenger => "ask-challengers",
        Side::Champion => "ask-champions",
        Side::Decider => "ask-deciders",
        Side::Promoted => "ask-promoted",
    }
}
