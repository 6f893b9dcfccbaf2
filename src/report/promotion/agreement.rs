//! The nine steps with the manager, and the words for the next.

use super::{Teller, given};
use crate::domain::promotion::{Step, StepState};
use crate::promotion::Leave;
use crate::report::Facts;
use crate::report::text::{Text, mark_given};

impl Teller<'_> {
    pub(super) fn agreement(&mut self) {
        let view = &self.seen.agreement;
        let facts = given(Facts::new(), &[("manager", &view.manager)])
            .with("done", view.done.to_string())
            .with("of", view.steps.len().to_string());
        self.page.section("agreement", &facts);
        let steps = view.steps.iter().map(|step| {
            let when = match step.state {
                StepState::DoneOn(day) => Some(self.date(day)),
                _ => None,
            };
            let facts = Facts::new()
                .with("step", self.page.word(&format!("step.{}.title", step.step.name())))
                .when("done", step.state.is_done())
                .with("date", when);
            self.page.line("agreement.step", &facts)
        });
        let steps: Vec<Text> = steps.collect();
        self.points(steps);
        if view.must_show_unlisted {
            self.page.say("agreement.unlisted", &Facts::new());
        }
        let shown = view
            .must_show
            .iter()
            .map(|shown| self.page.line("agreement.show", &Facts::new().given("what", shown)));
        let shown: Vec<Text> = shown.collect();
        self.points(shown);
        if view.leave == Leave::Hostile {
            self.page.say("reply.hostile", &Facts::new());
            return self.page.say("reply.hostile-say", &Facts::new());
        }
        let facts = self.said();
        let key = view.next.map_or("done", Step::name);
        self.page.say(if view.next.is_some() { "agreement.next" } else { "agreement.last" }, &Facts::new());
        self.page.say(&format!("step.{key}.say"), &facts);
        self.page.say("reply.just-longer-heard", &Facts::new());
        self.page.say("reply.just-longer", &facts);
    }

    fn said(&self) -> Facts {
        let seen = self.seen;
        let show: Vec<String> = seen.agreement.must_show.iter().map(|shown| mark_given(shown)).collect();
        let weakest = seen.gate.weakest().map(|dimension| dimension.name.clone());
        let days = seen.plan.as_ref().and_then(|plan| plan.missing.as_ref()).map_or(90, |wait| wait.days);
        given(self.target_facts(), &[("weakest", &weakest)])
            .with("to_show", (!show.is_empty()).then(|| self.page.list(&show)))
            .with("months", format!("{:.0}", libm::round(days as f64 / 30.4).max(1.0)))
    }
}
