//! This week: what to do, because of what; and the standing agenda with the manager.

use super::{Teller, given};
use crate::domain::promotion::Step;
use crate::promotion::{Action, Because, Missing, PacketGap, Task};
use crate::report::Facts;
use crate::report::document::Block;
use crate::report::text::Text;

impl Teller<'_> {
    pub(super) fn week(&mut self) {
        self.page.section("week", &Facts::new().with("date", self.date(self.seen.today)));
        let tasks = &self.seen.week;
        let list: Vec<(Text, Text)> = tasks.iter().map(|task| (self.due(task), self.task(task))).collect();
        match list.is_empty() {
            true => self.page.say("week.nothing", &Facts::new()),
            false => self.page.add(Block::Facts { list }),
        }
        self.agenda();
    }

    fn due(&self, task: &Task) -> Text {
        let key = if task.due < self.seen.today { "week.late" } else { "week.by" };
        self.page.line(key, &Facts::new().with("date", self.date(task.due)))
    }

    fn task(&self, task: &Task) -> Text {
        let because = match task.because {
            Because::Entry(day) => {
                self.page.phrase("week.because.entry", &Facts::new().with("date", self.date(day)))
            }
            Because::Gap => {
                self.page.phrase("week.because.gap", &Facts::new().with("why", self.why(&task.action)))
            }
            Because::Date => {
                self.page.phrase("week.because.date", &Facts::new().with("why", self.why(&task.action)))
            }
        };
        let facts = Facts::new().with("do", self.to_do(&task.action)).with("because", because);
        self.page.line("week.task", &facts)
    }

    /// What the action asks for.
    pub(super) fn to_do(&self, action: &Action) -> String {
        match action {
            Action::Packet(gap) => self.packet_gap(gap),
            Action::People(missing) => self.missing(missing),
            Action::AskSupport(side, names) => self.ask_support(*side, names),
            Action::Settle(step) => self.page.phrase("week.do.settle", &self.step_facts(*step)),
            _ => self.page.phrase(&format!("week.do.{}", action.name()), &self.facts_of(action)),
        }
    }

    fn why(&self, action: &Action) -> String {
        match action {
            Action::Packet(_) | Action::HandIn | Action::Begin => {
                self.page.phrase("week.why.review", &self.target_facts())
            }
            Action::People(missing) => self.page.word(&format!("week.why.people-{}", of_whom(missing))),
            _ => self.page.phrase(&format!("week.why.{}", action.name()), &self.facts_of(action)),
        }
    }

    fn facts_of(&self, action: &Action) -> Facts {
        let facts = self.target_facts();
        match action {
            Action::FollowUp(what)
            | Action::Push(what)
            | Action::WriteUp(what)
            | Action::Confirm(what)
            | Action::Goal(what) => {
                let at = self.seen.progress.iter().find(|one| one.what == *what);
                let figure = |figure: Option<crate::domain::Change>| figure.map(|figure| self.figure(figure));
                given(facts.given("what", what), &[("metric", &at.and_then(|one| one.metric.clone()))])
                    .with("now", figure(at.and_then(|one| one.now)))
                    .with("target", figure(at.and_then(|one| one.target)))
            }
            Action::Complete(what, lack) => facts
                .given("what", what)
                .with("lack", self.page.word(&format!("evidence.lack.{}", lack.name()))),
            Action::Score(dimension) | Action::Rift(dimension) => facts.given("dimension", dimension),
            Action::Raise(dimension, work) => given(facts.given("dimension", dimension), &[("work", work)]),
            Action::Reword(mistake, sentence) => facts
                .given("sentence", sentence.trim_end_matches('.'))
                .with("trap", self.page.word(&format!("trap.{}.name", mistake.name())))
                .with("instead", self.page.word(&format!("trap.{}.say", mistake.name()))),
            _ => facts,
        }
    }

    /// The window that is aimed at, with its deadline.
    pub(super) fn target_facts(&self) -> Facts {
        let plan = self.seen.plan.as_ref();
        let manager = [("manager", &self.seen.agreement.manager), ("level", &self.role.level)];
        given(Facts::new(), &manager)
            .with("window", plan.map(|plan| self.window(plan.target.window)))
            .with("evidence_due", plan.map(|plan| self.date(plan.target.evidence_due)))
    }

    fn step_facts(&self, step: Step) -> Facts {
        self.target_facts().with("step", self.page.word(&format!("step.{}.title", step.name())))
    }

    pub(super) fn packet_gap(&self, gap: &PacketGap) -> String {
        let facts = Facts::new();
        match gap {
            PacketGap::Claim(dimension) => {
                self.page.phrase("gap.claim", &facts.given("dimension", dimension))
            }
            PacketGap::Weak(dimension, lack) => {
                let lack = self.page.word(&format!("evidence.lack.{}", lack.name()));
                self.page.phrase("gap.weak", &facts.given("dimension", dimension).with("lack", lack))
            }
            PacketGap::Strategy => self.page.word("gap.strategy"),
            PacketGap::SignOff => self.page.word("gap.sign-off"),
            PacketGap::Testimonial => self.page.word("gap.testimonial"),
            PacketGap::Answer(question) => {
                let ask = self.page.word(&format!("question.{}.ask", question.name()));
                let facts = facts.with("question", ask).with("key", question.name().to_owned());
                self.page.phrase("gap.answer", &facts)
            }
        }
    }

    /// The agenda of the weekly meeting: the same four points, filled with what there is.
    fn agenda(&mut self) {
        self.page.part("agenda");
        self.page.say("agenda.head", &self.target_facts());
        let newest = self.seen.progress.iter().max_by_key(|one| one.since);
        let figure = |figure: Option<crate::domain::Change>| figure.map(|figure| self.figure(figure));
        let work = given(Facts::new(), &[("what", &newest.map(|one| one.what.clone()))])
            .with("now", figure(newest.and_then(|one| one.now)))
            .with("target", figure(newest.and_then(|one| one.target)));
        let show = self.seen.agreement.must_show.iter().map(|shown| crate::report::text::mark_given(shown));
        let show: Vec<String> = show.collect();
        let shown = Facts::new().with("list", (!show.is_empty()).then(|| self.page.list(&show)));
        let asked = self.seen.check_in.needs.first().cloned();
        let ask = given(Facts::new(), &[("need", &asked)]).with(
            "step",
            self.seen.agreement.next.map(|step| self.page.word(&format!("step.{}.title", step.name()))),
        );
        let items = vec![
            self.page.line("agenda.work", &work),
            self.page.line("agenda.shown", &shown),
            self.page.line("agenda.ask", &ask),
            self.page.line("agenda.heard", &Facts::new()),
        ];
        self.points(items);
    }
}

fn of_whom(missing: &Missing) -> &'static str {
    match missing {
        Missing::Challengers { .. } => "challengers",
        Missing::Deciders | Missing::Needs(_) => "deciders",
        _ => "champions",
    }
}
