//! Windows, deadlines, check-ins, and what waiting costs.

use super::{ENGLISH, Part, Teller};
use crate::domain::promotion::Window;
use crate::promotion::{Plan, Wait};

impl Teller<'_> {
    pub(super) fn calendar(&self) -> Part {
        let mut part = Part::new("calendar", "When");
        let Some(plan) = &self.seen.plan else { return part };
        part.fact("review", self.window_line(plan));
        part.fact(
            "evidence due",
            format!("{}, {} days before", ENGLISH.date(plan.target.evidence_due), plan.evidence_days),
        );
        part.fact("pay from", ENGLISH.date(plan.target.effective));
        self.eligibility(&mut part, plan);
        let facts = [
            ("begin", ENGLISH.date(plan.begin)),
            ("begin_months", self.seen.terms.begin_months.to_string()),
            ("load_from", ENGLISH.date(plan.load_from.max(plan.today))),
            ("evidence_due", ENGLISH.date(plan.target.evidence_due)),
        ];
        part.maybe(self.words.say(if plan.late { "calendar.begin_late" } else { "calendar.begin" }, &facts));
        part.maybe(self.words.say("calendar.load", &facts));
        part.maybe(self.check_ins(plan));
        part.maybe(self.missing(plan));
        part.line(self.words.plain("calendar.off_cycle"));
        part
    }

    fn window_line(&self, plan: &Plan) -> String {
        let rule = plan.rule.as_deref().map(|rule| format!(" ({rule})")).unwrap_or_default();
        format!("{}{rule}", window(plan.target.window))
    }

    fn eligibility(&self, part: &mut Part, plan: &Plan) {
        let months = plan.target.eligibility.months.and_then(|months| {
            let facts = [
                ("then", months.then.to_string()),
                ("least", months.least.to_string()),
                ("usual", months.usual.to_string()),
            ];
            self.words.say("ready.months_known", &facts)
        });
        part.line(months.unwrap_or_else(|| self.words.plain("ready.months_unknown")));
        let short = plan.target.eligibility.releases_short();
        let releases = plan.target.eligibility.releases.and_then(|releases| {
            let facts = [
                ("so_far", releases.so_far.to_string()),
                ("least", releases.least.to_string()),
                ("short", short.to_string()),
                ("evidence_due", ENGLISH.date(plan.target.evidence_due)),
            ];
            self.words.say(if short > 0 { "ready.releases_short" } else { "ready.releases_ok" }, &facts)
        });
        part.line(releases.unwrap_or_else(|| self.words.plain("ready.releases_unknown")));
    }

    fn check_ins(&self, plan: &Plan) -> Option<String> {
        if plan.check_ins.is_empty() {
            return Some(self.words.plain("calendar.no_check_in"));
        }
        let dates: Vec<String> = plan.check_ins.iter().map(|day| short_date(*day)).collect();
        self.words.say("calendar.check_ins", &[("dates", dates.join(", "))])
    }

    fn missing(&self, plan: &Plan) -> Option<String> {
        let wait = plan.missing.as_ref()?;
        let mut facts = cost_facts(wait);
        facts.push(("next", window(wait.to)));
        self.words
            .say("calendar.missing", &facts)
            .or_else(|| self.words.say("calendar.missing_plain", &facts))
    }
}

/// Days and, where it is known, the money of a wait.
pub(super) fn cost_facts(wait: &Wait) -> Vec<(&'static str, String)> {
    let mut facts = vec![("days", wait.days.to_string())];
    if let Some(cost) = &wait.cost {
        facts.push(("cost", ENGLISH.money(cost.middle)));
        facts.push(("low", ENGLISH.amount(cost.low)));
        facts.push(("high", ENGLISH.amount(cost.high)));
    }
    facts
}

/// `8 to 14 May 2026`.
pub(super) fn window(window: Window) -> String {
    let (first, last) = (window.first(), window.last());
    if first == last {
        return ENGLISH.date(first);
    }
    if (first.year(), first.month()) == (last.year(), last.month()) {
        return format!("{} to {}", first.day(), ENGLISH.date(last));
    }
    format!("{} to {}", ENGLISH.date(first), ENGLISH.date(last))
}

/// `4 March`, the year left out.
fn short_date(day: jiff::civil::Date) -> String {
    let whole = ENGLISH.date(day);
    whole.rsplit_once([' ', '\u{a0}']).map_or(whole.clone(), |(short, _)| short.to_owned())
}
