//! The dates of a plan, for calendars and tables.

use jiff::civil::Date;

use crate::promotion::Plan;

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

/// Every date of a plan from its day on, in order.
pub fn entries(plan: &Plan) -> Vec<Entry> {
    let day = |id, day, what: &str| Entry { id, first: day, last: day, what: what.into() };
    let target = &plan.target;
    let mut list = vec![
        day("begin", plan.begin, "Begin the promotion packet"),
        day("load", plan.load_from, "From now on, results count most for the review"),
        day("evidence-due", target.evidence_due, "Evidence for the promotion review is due"),
        Entry {
            id: "review",
            first: target.window.first(),
            last: target.window.last(),
            what: "Promotion review".into(),
        },
        day("effective", target.effective, "New level and pay take effect, if promoted"),
    ];
    list.extend(plan.check_ins.iter().map(|on| day("check-in", *on, "Career check-in with your manager")));
    list.retain(|entry| entry.first >= plan.today);
    list.sort_by(|one, other| (one.first, one.id).cmp(&(other.first, other.id)));
    list
}
