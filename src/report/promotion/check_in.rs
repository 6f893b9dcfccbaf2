//! The page for the monthly talk: what changed, on track or not, what I need.

use super::{Teller, given};
use crate::domain::promotion::LogEntry;
use crate::promotion::Progress;
use crate::report::Facts;
use crate::report::text::{Text, mark_given};

impl Teller<'_> {
    pub(super) fn check_in(&mut self) {
        let seen = self.seen;
        let page = &seen.check_in;
        let facts = given(Facts::new(), &[("manager", &seen.agreement.manager)])
            .with("date", self.date(seen.today))
            .with("since", self.date(page.since));
        self.page.section("check-in", &facts);
        self.page.section("changed", &facts);
        let changed: Vec<Text> = page.changed.iter().map(|entry| self.entry(entry)).collect();
        match changed.is_empty() {
            true => self.page.say("changed.nothing", &facts),
            false => self.points(changed),
        }
        self.on_track();
        self.page.section("need", &Facts::new());
        let mut needs: Vec<Text> = page.needs.iter().map(|need| Text::parse(&mark_given(need))).collect();
        if let Some(step) = seen.agreement.next {
            let step = self.page.word(&format!("step.{}.title", step.name()));
            needs.push(self.page.line("need.step", &Facts::new().with("step", step)));
        }
        if let Some(dimension) = seen.gate.short().min_by_key(|dimension| dimension.heard) {
            needs.push(self.page.line("need.chance", &Facts::new().given("dimension", &dimension.name)));
        }
        match needs.is_empty() {
            true => self.page.say("need.nothing", &Facts::new()),
            false => self.points(needs),
        }
    }

    /// An entry in a line: what, and what moved from where to where.
    fn entry(&self, entry: &LogEntry) -> Text {
        let figure = |figure: Option<crate::domain::Change>| figure.map(|figure| self.figure(figure));
        let known = [("metric", &entry.metric), ("with", &entry.with), ("dimension", &entry.dimension)];
        let facts = given(Facts::new().given("what", &entry.what), &known)
            .with("date", self.date(entry.date))
            .with("kind", self.page.word(&format!("kind.{}", entry.kind.name())))
            .with("baseline", figure(entry.baseline))
            .with("now", figure(entry.now))
            .with("own", entry.own.map(|score| self.score(score)))
            .with("manager", entry.manager.map(|score| self.score(score)));
        self.page.line("changed.entry", &facts)
    }

    /// Against what was agreed: the work on its way, the goals, the gate.
    fn on_track(&mut self) {
        let seen = self.seen;
        let behind = seen.progress.iter().filter(|one| one.on_track == Some(false)).count();
        let known = seen.progress.iter().filter(|one| one.on_track.is_some()).count();
        let facts = self
            .target_facts()
            .with("behind", (behind > 0).then(|| behind.to_string()))
            .with("known", (known > 0).then(|| known.to_string()))
            .when("last_on", seen.check_in.last_on_track == Some(true))
            .when("last_off", seen.check_in.last_on_track == Some(false));
        self.page.section("track", &Facts::new());
        let key = match (known, behind) {
            (0, _) => "track.unknown",
            (_, 0) => "track.fine",
            _ => "track.behind",
        };
        self.page.say(key, &facts);
        self.page.say("track.last", &facts);
        let mut items = self.tracks();
        items.extend(seen.goals.iter().map(|view| {
            let state = self.page.word(&format!("goal.{}", view.goal.state.name()));
            let done = view.done.map(|done| self.page.numbers().percent(done, 0));
            let facts = Facts::new().given("goal", &view.goal.name).with("state", state).with("done", done);
            self.page.line("track.goal", &facts)
        }));
        items.extend(
            seen.agreement
                .must_show
                .iter()
                .map(|shown| self.page.line("agreement.show", &Facts::new().given("what", shown))),
        );
        self.points(items);
    }

    /// Every piece of work on its way: from where, now, to where, and whether it keeps up.
    pub(super) fn tracks(&self) -> Vec<Text> {
        let figure = |figure: Option<crate::domain::Change>| figure.map(|figure| self.figure(figure));
        let line = |one: &Progress| {
            let on = one.on_track.map(|on| self.page.word(if on { "track.on" } else { "track.off" }));
            let facts = given(Facts::new().given("what", &one.what), &[("metric", &one.metric)])
                .with("baseline", figure(one.baseline))
                .with("now", figure(one.now))
                .with("target", figure(one.target))
                .with("done", one.done.map(|done| self.page.numbers().percent(done, 0)))
                .with("track", on);
            self.page.line("track.line", &facts)
        };
        self.seen.progress.iter().map(line).collect()
    }
}
