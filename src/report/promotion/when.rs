//! Windows to choose among, deadlines and talks.

use super::Teller;
use crate::num::Money;
use crate::promotion::{Plan, Review, Unreachable, Wait, YearlyGain};
use crate::report::Facts;
use crate::report::composer::Column::{Figures, Words};
use crate::report::document::Block;
use crate::report::text::Text;

impl Teller<'_> {
    pub(super) fn when(&mut self) {
        self.page.section("when", &Facts::new());
        let seen = self.seen;
        let Some(plan) = &seen.plan else { return self.page.say("when.no-window", &Facts::new()) };
        if seen.has_offer {
            self.page.say("when.has-offer", &Facts::new());
        }
        let target = self.target_facts().when("chosen", plan.chosen);
        let list = vec![
            (self.page.line("when.review", &Facts::new()), self.page.line("when.target", &target)),
            (self.page.line("when.due", &Facts::new()), self.page.line("when.due-on", &self.due_facts(plan))),
            (self.page.line("when.pay", &Facts::new()), Text::plain(self.date(plan.target.effective))),
        ];
        self.page.add(Block::Facts { list });
        for missed in &plan.out_of_reach {
            let facts = self.missed(missed);
            self.page.say("when.out-of-reach", &facts);
        }
        self.choice(plan);
        let facts = Facts::new()
            .with("begin", self.date(plan.begin))
            .with("months", seen.terms.begin_months.to_string())
            .with("load_from", self.date(plan.load_from.max(plan.today)))
            .with("evidence_due", self.date(plan.target.evidence_due));
        self.page.say(if plan.late { "when.begin-late" } else { "when.begin" }, &facts);
        self.page.say("when.load", &facts);
        self.talks(plan);
        // The package in hand is that of this level: what the next one brings is not known.
        if let Some(wait) = plan.missing.filter(|_| !seen.has_offer) {
            let facts =
                self.cost(&wait).with("days", wait.days.to_string()).with("next", self.window(wait.to));
            self.page.say("when.missing", &facts);
        }
        self.page.fine("when.off-cycle", &Facts::new());
    }

    fn due_facts(&self, plan: &Plan) -> Facts {
        Facts::new()
            .with("date", self.date(plan.target.evidence_due))
            .with("days", plan.days_to_evidence().to_string())
            .with("before", plan.evidence_days.to_string())
    }

    /// What waiting costs by the band of the level, where today's pay is known.
    fn cost(&self, wait: &Wait) -> Facts {
        let money =
            |of: fn(&YearlyGain) -> Money| wait.cost.as_ref().map(|cost| self.page.numbers().money(of(cost)));
        Facts::new()
            .with("cost", money(|cost| cost.middle))
            .with("low", money(|cost| cost.low))
            .with("high", money(|cost| cost.high))
    }

    /// A row for each window that can be met: when its evidence is due, what it would need, the chance.
    fn choice(&mut self, plan: &Plan) {
        let seen = self.seen;
        let columns = [Words("window"), Figures("weeks"), Words("needs"), Figures("chance")];
        let mut table = self.page.table("choice", &columns);
        for review in &plan.choice {
            let chance = |chance: f64| {
                let tenths = format!("{:.0}", libm::round(chance * 10.0));
                self.page.phrase("tenths.short", &Facts::new().with("n", tenths))
            };
            let weeks = (review.evidence_due - seen.today).get_days() / 7;
            table.row([
                self.window(review.window),
                weeks.to_string(),
                self.needs(review),
                seen.gate.chance.map_or_else(|| "–".to_owned(), chance),
            ]);
        }
        self.page.add(table);
        let noise = Facts::new().with(
            "noise",
            self.page
                .numbers()
                .number(rust_decimal::Decimal::from_f64_retain(seen.gate.noise).unwrap_or_default(), 2),
        );
        self.page.fine("when.chance", &noise);
    }

    /// What lies between today and that window: gaps of the scores, of the packet, releases.
    fn needs(&self, review: &Review) -> String {
        let seen = self.seen;
        let short: Vec<String> =
            seen.gate.short().map(|d| crate::report::text::mark_given(&d.name)).collect();
        let facts = Facts::new()
            .with("dimensions", (!short.is_empty()).then(|| self.page.list(&short)))
            .with("gaps", (!seen.packet.gaps.is_empty()).then(|| seen.packet.gaps.len().to_string()))
            .when("one", seen.packet.gaps.len() == 1)
            .with(
                "releases",
                Some(review.eligibility.releases_short()).filter(|n| *n > 0).map(|n| n.to_string()),
            )
            .with(
                "months",
                review
                    .eligibility
                    .months
                    .filter(|m| m.then < m.least)
                    .map(|m| (m.least - m.then).to_string()),
            );
        let needs = self.page.phrase("choice.needs", &facts);
        if needs.trim().is_empty() { "–".to_owned() } else { needs }
    }

    fn missed(&self, review: &Review) -> Facts {
        let months = review.eligibility.months;
        let why = match review.unreachable {
            Some(Unreachable::TooEarly) => self.page.phrase(
                "when.why.too-early",
                &Facts::new()
                    .with("months", months.map(|months| months.then.to_string()))
                    .with("least", months.map(|months| months.least.to_string())),
            ),
            _ => self
                .page
                .phrase("when.why.evidence-due", &Facts::new().with("date", self.date(review.evidence_due))),
        };
        Facts::new().with("window", self.window(review.window)).with("why", why)
    }

    fn talks(&mut self, plan: &Plan) {
        let dates: Vec<String> = plan.check_ins.iter().map(|day| self.date(*day)).collect();
        match dates.is_empty() {
            true => self.page.say("when.no-talk", &Facts::new()),
            false => self.page.say("when.talks", &Facts::new().with("dates", dates.join(", "))),
        }
    }
}
