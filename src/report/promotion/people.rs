//! People and the agreement with the manager.

use super::calendar::window;
use super::{ENGLISH, Part, Teller, listed};
use crate::domain::promotion::{Person, Step, StepState};
use crate::promotion::{Leave, Missing};

impl Teller<'_> {
    pub(super) fn people(&self) -> Part {
        let mut part = Part::new("people", "People");
        let view = &self.seen.people;
        let sides = [
            ("deciders", &view.deciders),
            ("champions", &view.champions),
            ("challengers", &view.challengers),
            ("promoted", &view.promoted),
        ];
        for (name, people) in sides {
            let told: Vec<String> = people.iter().map(person).collect();
            if !told.is_empty() {
                part.fact(name, told.join("; "));
            }
        }
        if !view.missing.is_empty() {
            part.line("Missing");
        }
        view.missing
            .iter()
            .filter_map(|missing| self.missing_person(missing))
            .for_each(|text| part.point(text));
        part
    }

    fn missing_person(&self, missing: &Missing) -> Option<String> {
        let say = |key: &str, facts: &[(&str, String)]| self.words.say(&format!("missing.{key}"), facts);
        let names = |key: &str, names: &[String]| say(key, &[("names", listed(names))]);
        match missing {
            Missing::Deciders => say("deciders", &[]),
            Missing::SeniorChampion => say("senior_champion", &[]),
            Missing::Promoted => say("promoted", &[]),
            Missing::Ratings(list) => names("ratings", list),
            Missing::Needs(list) => names("needs", list),
            Missing::PlanNotShared(list) => names("plan_not_shared", list),
            Missing::NeverAsked(list) => names("never_asked", list),
            Missing::LowRatings(list) => {
                let told: Vec<String> =
                    list.iter().map(|(name, score)| format!("{name} ({})", score.get())).collect();
                names("low_ratings", &told)
            }
            Missing::AskAgain(list) => {
                let told: Vec<String> =
                    list.iter().map(|(name, days)| format!("{name} ({days} days ago)")).collect();
                names("ask_again", &told)
            }
            Missing::Champions { have, least, target } => say(
                "champions",
                &[("have", have.to_string()), ("least", least.to_string()), ("target", target.to_string())],
            ),
            Missing::Challengers { have, least, most } => say(
                "challengers",
                &[("have", have.to_string()), ("least", least.to_string()), ("most", most.to_string())],
            ),
        }
    }

    pub(super) fn agreement(&self) -> Part {
        let view = &self.seen.agreement;
        let with = view.manager.as_deref().map(|name| format!(" with {name}")).unwrap_or_default();
        let mut part =
            Part::new("agreement", format!("Agreement{with}: {} of {}", view.done, view.steps.len()));
        for step in &view.steps {
            let title = self.words.plain(&format!("agreement.{}.title", step.step.name()));
            let when = match step.state {
                StepState::DoneOn(day) => format!(" ({})", ENGLISH.date(day)),
                _ => String::new(),
            };
            part.step(step.state.is_done(), format!("{title}{when}"));
        }
        if view.must_show_unlisted {
            part.line("What must be shown is marked as agreed, but not listed: write to_show = [\"…\"].");
        }
        for shown in &view.must_show {
            part.point(format!("to show: {shown}"));
        }
        if view.leave == Leave::Hostile {
            part.line(self.words.plain("reply.hostile"));
            part.say(self.words.say("reply.hostile_say", &[]));
            return part;
        }
        part.line(if view.next.is_some() { "Say next" } else { "Say" });
        part.say(self.spoken(view.next));
        part.line(self.words.plain("reply.just_longer_heard"));
        part.say(self.words.say("reply.just_longer", &[("wait", self.wait_in_months())]));
        part
    }

    /// What to say at a step, with what is known; simpler where a fact is missing.
    fn spoken(&self, step: Option<Step>) -> Option<String> {
        let mut facts = vec![("level", self.role.level.clone().unwrap_or_else(|| "the next level".into()))];
        if let Some(plan) = &self.seen.plan {
            facts.push(("window", format!("the review of {}", window(plan.target.window))));
            facts.push(("evidence_due", ENGLISH.date(plan.target.evidence_due)));
        }
        let to_show = match self.seen.agreement.must_show.as_slice() {
            [] => "…".to_owned(),
            list => listed(list),
        };
        facts.push(("to_show", to_show));
        let weakest = self.seen.gate.weakest().map(|dimension| dimension.name.clone());
        facts.push(("weakest", weakest.unwrap_or_else(|| "what the next level asks".into())));
        let key = step.map_or("done", Step::name);
        self.words.say(&format!("agreement.{key}.say"), &facts)
    }

    /// Months from one window to the next, as one says it.
    fn wait_in_months(&self) -> String {
        let days = self.seen.plan.as_ref().and_then(|plan| plan.missing.as_ref()).map(|wait| wait.days);
        let months = days.map_or(3.0, |days| libm::round(days as f64 / 30.4).max(1.0));
        match months as i64 {
            2 => "two".into(),
            3 => "three".into(),
            6 => "six".into(),
            months => months.to_string(),
        }
    }
}

/// `Dana Kim, VP Product, one up, 4.3, needs …`.
fn person(person: &Person) -> String {
    let mut told = vec![person.name.clone()];
    told.extend(person.role.clone());
    if person.senior {
        told.push("senior".into());
    }
    told.extend(person.rating.map(|rating| format!("would give {}", rating.get())));
    told.extend(person.needs.as_ref().map(|needs| format!("needs {needs}")));
    told.join(", ")
}
