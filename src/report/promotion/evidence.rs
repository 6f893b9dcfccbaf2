//! Claims with what they lack, goals, and mistakes.

use super::{Teller, given};
use crate::domain::{Evidence, Strength};
use crate::promotion::{CheckedItem, GoalView, Trigger};
use crate::report::Facts;
use crate::report::document::Block;
use crate::report::text::{Text, mark_given};

impl Teller<'_> {
    pub(super) fn evidence(&mut self) {
        self.page.section("evidence", &Facts::new());
        let seen = self.seen;
        if seen.items.is_empty() {
            return self.page.say("evidence.none", &Facts::new());
        }
        let script = &seen.packet.script;
        let rest = seen.items.iter().map(|item| item.index).filter(|index| !script.contains(index));
        let order: Vec<usize> = script.iter().copied().chain(rest).collect();
        let list = order.iter().enumerate().filter_map(|(place, index)| {
            let mark = if place < script.len() { format!("{}.", place + 1) } else { "–".to_owned() };
            Some((Text::plain(mark), self.item(seen.items.get(*index)?)))
        });
        let list = list.collect();
        self.page.add(Block::Facts { list });
        let claims: Vec<Evidence> = seen.items.iter().map(|item| item.evidence.clone()).collect();
        if let Some(strength) = Strength::of(&claims) {
            self.page.say(&format!("evidence.as-{}", strength.name()), &Facts::new());
        }
        for dimension in seen.packet.uncovered() {
            self.page.say("evidence.uncovered", &Facts::new().given("dimension", dimension));
        }
    }

    fn item(&self, item: &CheckedItem) -> Text {
        let lacks: Vec<String> = item
            .lacks
            .iter()
            .map(|check| self.page.word(&format!("evidence.lack.{}", check.name())))
            .collect();
        let facts = given(Facts::new(), &[("dimension", &item.dimension)])
            .with("claim", self.claim(&item.evidence))
            .when("guessed", item.dimension_guessed)
            .when("team", item.team_only())
            .when("open", !item.evidence.is_confirmed())
            .with("lacks", (!lacks.is_empty()).then(|| self.page.list(&lacks)));
        self.page.line("evidence.item", &facts)
    }

    pub(super) fn goals(&mut self) {
        if self.seen.goals.is_empty() {
            return;
        }
        self.page.section("goals", &Facts::new());
        let seen = self.seen;
        for view in &seen.goals {
            let goal = &view.goal;
            let known =
                [("initiative", &goal.initiative), ("size", &goal.size), ("result", &goal.key_result)];
            let facts = given(Facts::new().given("name", &goal.name), &known)
                .with("state", self.page.word(&format!("goal.{}", goal.state.name())))
                .with("baseline", goal.baseline.map(|figure| self.figure(figure)))
                .with("now", goal.now.map(|figure| self.figure(figure)))
                .with("target", goal.target.map(|figure| self.figure(figure)))
                .with("done", view.done.map(|done| self.page.numbers().percent(done, 0)))
                .with("reviewed", goal.reviewed.map(|day| self.date(day)));
            self.page.say("goal.line", &facts);
            let shown = view.evidence.iter().filter_map(|index| seen.items.get(*index));
            let shown = shown.map(|item| {
                self.page.line("goal.shown", &Facts::new().with("claim", self.claim(&item.evidence)))
            });
            let items: Vec<Text> = shown.chain(self.goal_faults(view)).collect();
            self.points(items);
        }
    }

    fn goal_faults(&self, view: &GoalView) -> Vec<Text> {
        let faults = [
            (view.untold, "goal.untold"),
            (view.not_agreed, "goal.not-agreed"),
            (view.review_due, "goal.review-due"),
            (view.unsized_initiative, "goal.unsized"),
        ];
        let told = faults.iter().filter(|(holds, _)| *holds);
        told.map(|(_, key)| self.page.line(key, &Facts::new())).collect()
    }

    pub(super) fn mistakes(&mut self) {
        if self.seen.mistakes.is_empty() {
            return;
        }
        self.page.section("mistakes", &Facts::new());
        let seen = self.seen;
        for (mistake, trigger) in &seen.mistakes {
            let name = mistake.name();
            let facts = match trigger {
                Trigger::BeginPassed(day) => Facts::new().with("begin", self.date(*day)),
                Trigger::Claims(claims) => {
                    let quoted: Vec<String> = claims.iter().map(|claim| mark_given(claim)).collect();
                    Facts::new().with("claims", self.page.list(&quoted))
                }
                Trigger::Only(dimension) => Facts::new().given("dimension", dimension),
                Trigger::Sentence(sentence) => Facts::new().given("sentence", sentence.trim_end_matches('.')),
                Trigger::AskIsTheOffer => Facts::new().when("ask", true),
                Trigger::NobodyAsked => Facts::new().when("nobody", true),
            };
            let facts = Facts::new()
                .with("name", self.page.word(&format!("trap.{name}.name")))
                .with("because", self.page.phrase("mistake.because", &facts))
                .with("why", self.page.word(&format!("trap.{name}.why")));
            self.page.say("mistake.line", &facts);
            let said = Facts::new().with("instead", self.page.word(&format!("trap.{name}.say")));
            self.page.say("say.instead", &said);
        }
    }
}
