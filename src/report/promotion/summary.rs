//! The first lines: when, whether it passes, what comes next, what to mend.

use rust_decimal::Decimal;

use super::calendar::{cost_facts, window};
use super::{ENGLISH, Part, Teller, listed};
use crate::domain::Role;
use crate::promotion::{Leave, Review, Unreachable, Verdict};
use crate::report::numbers::meetings;

impl Teller<'_> {
    pub(super) fn summary(&self) -> Part {
        let mut part =
            Part::new("summary", format!("{} · {}", title(self.role), ENGLISH.date(self.seen.today)));
        match &self.seen.plan {
            None => part.line(self.words.plain("summary.no_window")),
            Some(plan) => {
                let facts = [
                    ("window", window(plan.target.window)),
                    ("evidence_due", ENGLISH.date(plan.target.evidence_due)),
                    ("days", plan.days_to_evidence().to_string()),
                ];
                part.maybe(self.words.say("summary.window", &facts));
                if let (Some(wait), Some(missed)) = (&plan.waiting, plan.out_of_reach.first()) {
                    let mut facts = cost_facts(wait);
                    facts.push(("missed", window(wait.from)));
                    facts.push(("why", self.why(missed)));
                    let priced = self.words.say("summary.moved", &facts);
                    part.maybe(priced.or_else(|| self.words.say("summary.moved_plain", &facts)));
                }
            }
        }
        part.maybe(self.verdict());
        part.maybe(self.next_step());
        if !self.seen.mistakes.is_empty() {
            let names = self.mistake_names();
            part.maybe(self.words.say("summary.mistakes", &[("mistakes", listed(&names))]));
        }
        part
    }

    /// Why a window is out of reach.
    pub(super) fn why(&self, review: &Review) -> String {
        let said = match review.unreachable {
            Some(Unreachable::TooEarly) => review.eligibility.months.and_then(|months| {
                let facts = [("months", months.then.to_string()), ("least", months.least.to_string())];
                self.words.say("why.too_early", &facts)
            }),
            _ => {
                let facts = [("evidence_due", ENGLISH.date(review.evidence_due))];
                self.words.say("why.evidence_due", &facts)
            }
        };
        said.unwrap_or_default()
    }

    fn verdict(&self) -> Option<String> {
        let gate = &self.seen.gate;
        let chance = gate.chance.unwrap_or(0.0);
        match gate.verdict {
            Verdict::Passes => self.words.say("summary.passes", &[("undone", meetings(1.0 - chance))]),
            Verdict::Fails => {
                let facts = [("short", self.shortfall()), ("passing", meetings(chance))];
                self.words.say("summary.fails", &facts)
            }
            Verdict::Unscored => {
                let unscored = gate.dimensions.iter().filter(|d| d.heard.is_none());
                let names: Vec<String> = unscored.map(|d| d.name.clone()).collect();
                self.words.say("summary.unscored", &[("missing", listed(&names))])
            }
        }
    }

    /// `leadership alone is 0.1 short (3.9 of 4.0)`.
    fn shortfall(&self) -> String {
        let gate = &self.seen.gate;
        let score = |score: Decimal| format!("{score:.1}");
        let short: Vec<String> = gate
            .short()
            .map(|d| {
                let heard = d.heard.map_or_else(String::new, |heard| score(heard.get()));
                let by = d.short_by.map_or_else(String::new, |by| by.normalize().to_string());
                format!("{} is {by} short ({heard} of {})", d.name, score(gate.pass.get()))
            })
            .collect();
        match short.as_slice() {
            [only] => only.replacen(" is ", " alone is ", 1),
            [] => {
                gate.mean.map_or_else(String::new, |mean| format!("the mean is {}", ENGLISH.number(mean, 2)))
            }
            many => listed(many),
        }
    }

    fn next_step(&self) -> Option<String> {
        if self.seen.agreement.leave == Leave::Hostile {
            return Some(self.words.plain("reply.hostile"));
        }
        let step = self.seen.agreement.next?;
        let manager = self.seen.agreement.manager.clone().unwrap_or_else(|| "your manager".into());
        let title = self.words.plain(&format!("agreement.{}.title", step.name()));
        self.words.say("summary.next", &[("manager", manager), ("step", title)])
    }
}

/// What it is about: `Promotion to PM II · Alloy`.
pub fn title(role: &Role) -> String {
    let level = role.level.as_deref().map_or("Promotion".to_owned(), |level| format!("Promotion to {level}"));
    [Some(level), role.company.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
