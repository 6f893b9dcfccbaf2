//! The roadmap: scores against the gate, and by dimension the work that closes its gap.

use super::{Teller, given};
use crate::domain::promotion::Gate;
use crate::promotion::{DimensionView, RoadmapRow, Verdict};
use crate::report::Facts;
use crate::report::composer::Column::{Figures, Words};
use crate::report::document::Block;
use crate::report::text::{Text, mark_given};

impl Teller<'_> {
    pub(super) fn ready(&mut self) {
        self.page.section("ready", &Facts::new());
        let gate = &self.seen.gate;
        let rule = Facts::new()
            .given("rubric", &gate.rubric)
            .with("pass", self.score(gate.pass))
            .with("floor", self.score(gate.floor))
            .with("spike", self.score(gate.spike))
            .with("mean", gate.mean.map(|mean| self.page.numbers().number(mean, 2)));
        let key = match gate.gate {
            Gate::AllRequired => "ready.rule.all",
            Gate::Average => "ready.rule.average",
            Gate::SpikesAllowed => "ready.rule.spikes",
            Gate::AllAndSpike => "ready.rule.all-and-spike",
        };
        self.page.say(key, &rule);
        self.verdict();
        let columns = [
            Words("dimension"),
            Figures("own"),
            Figures("manager"),
            Figures("gap"),
            Figures("claims"),
            Figures("strong"),
        ];
        let mut table = self.page.table("scores", &columns);
        for (dimension, coverage) in gate.dimensions.iter().zip(&self.seen.coverage) {
            let gap = dimension.short_by.map(|by| self.page.numbers().number(by, 1));
            table.row([
                Text::parse(&mark_given(&dimension.name)),
                self.score_or_dash(dimension.own).into(),
                self.score_or_dash(dimension.manager).into(),
                gap.unwrap_or_else(|| "–".to_owned()).into(),
                coverage.claims.to_string().into(),
                coverage.strong.to_string().into(),
            ]);
        }
        self.page.add(table);
        self.page.fine("ready.strong", &Facts::new());
        for dimension in gate.dimensions.iter().filter(|dimension| dimension.rift) {
            let facts = self.dimension_facts(dimension);
            self.page.say("ready.rift", &facts);
        }
        self.roadmap();
    }

    fn verdict(&mut self) {
        let gate = &self.seen.gate;
        let names = |list: Vec<&DimensionView>| {
            let names: Vec<String> = list.iter().map(|d| mark_given(&d.name)).collect();
            (!names.is_empty()).then(|| self.page.list(&names))
        };
        let facts = Facts::new()
            .with("short", names(gate.short().collect()))
            .with("unscored", names(gate.dimensions.iter().filter(|d| d.heard.is_none()).collect()))
            .with("chance", gate.chance.map(|chance| self.tenths(chance)));
        let key = match gate.verdict {
            Verdict::Passes => "ready.passes",
            Verdict::Fails => "ready.fails",
            Verdict::Unscored => "ready.unscored",
        };
        self.page.say(key, &facts);
    }

    fn dimension_facts(&self, dimension: &DimensionView) -> Facts {
        Facts::new()
            .given("dimension", &dimension.name)
            .with("own", dimension.own.map(|score| self.score(score)))
            .with("manager", dimension.manager.map(|score| self.score(score)))
            .with(
                "by",
                dimension.short_by.filter(|by| !by.is_zero()).map(|by| self.page.numbers().number(by, 1)),
            )
    }

    /// Work is named for what falls short; when nothing does, for the weakest.
    fn roadmap(&mut self) {
        self.rows();
        let gate = &self.seen.gate;
        let short: Vec<&DimensionView> = gate.short().collect();
        let weakest = || gate.weakest().into_iter().collect();
        let wanting: Vec<&DimensionView> = if short.is_empty() { weakest() } else { short };
        for dimension in wanting {
            let planned = |work: &&String| self.seen.roadmap.iter().any(|row| row.work.what == **work);
            let other: Vec<&String> = dimension.work.iter().filter(|work| !planned(work)).collect();
            if !other.is_empty() {
                let facts = self.dimension_facts(dimension);
                self.page.say("ready.work", &facts);
                self.points(other.into_iter().map(|work| Text::parse(&mark_given(work))).collect());
            }
        }
        for dimension in gate.dimensions.iter().filter(|d| !d.demands.is_empty()) {
            self.page.say("ready.demands", &Facts::new().given("dimension", &dimension.name));
            self.points(dimension.demands.iter().map(|demand| Text::parse(&mark_given(demand))).collect());
        }
        let at = self.tracks();
        if !at.is_empty() {
            self.page.say("track.head", &Facts::new());
            self.points(at);
        }
    }

    /// Each piece of work with its owner, its day, who must agree and how far it is; what is not
    /// settled is said with whom to settle it.
    fn rows(&mut self) {
        let rows = self.seen.roadmap.iter();
        let list: Vec<(Text, Text)> =
            rows.map(|row| (Text::parse(&mark_given(&row.work.dimension)), self.row(row))).collect();
        if !list.is_empty() {
            self.page.say("roadmap.head", &Facts::new());
            self.page.add(Block::Facts { list });
        }
    }

    fn row(&self, row: &RoadmapRow) -> Text {
        let work = &row.work;
        let open =
            [(work.owner.is_none(), "owner"), (work.due.is_none(), "due"), (work.agree.is_empty(), "agree")];
        let open = open.iter().filter(|(open, _)| *open);
        let open: Vec<String> =
            open.map(|(_, what)| self.page.word(&format!("roadmap.open.{what}"))).collect();
        let agree: Vec<String> = work.agree.iter().map(|name| mark_given(name)).collect();
        let before = self.seen.plan.as_ref().map(|plan| self.date(plan.target.evidence_due));
        let facts =
            given(Facts::new().given("work", &work.what), &[("owner", &work.owner), ("with", &row.with)])
                .with("state", self.page.word(&format!("roadmap.state.{}", work.state.name())))
                .with("due", work.due.map(|day| self.date(day)))
                .with("agree", (!agree.is_empty()).then(|| self.page.list(&agree)))
                .with("open", (!open.is_empty()).then(|| self.page.list(&open)))
                .with("before", before.filter(|_| work.due.is_none()))
                .when("proposed", row.proposed)
                .when("overdue", row.overdue)
                .when("late", row.too_late);
        self.page.line("roadmap.row", &facts)
    }
}
