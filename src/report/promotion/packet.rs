//! The packet: one page for a review of three quarters of an hour.

use super::{Teller, given};
use crate::promotion::Answer;
use crate::report::Facts;
use crate::report::document::Block;
use crate::report::text::{Text, mark_given};

impl Teller<'_> {
    pub(super) fn packet(&mut self) {
        let seen = self.seen;
        let packet = &seen.packet;
        let facts = self.target_facts();
        self.page.section("packet", &facts);
        self.page.say("packet.ask", &facts);
        self.page.section("three", &Facts::new());
        let claims = packet.claims.iter().map(|claim| {
            let item = claim.claim.and_then(|index| seen.items.get(index));
            let told = match item {
                Some(item) => Text::parse(&self.claim(&item.evidence)),
                None => self.page.line("packet.nothing", &Facts::new()),
            };
            (self.page.line("packet.dimension", &self.owning(&claim.dimension)), told)
        });
        let list: Vec<(Text, Text)> = claims.collect();
        self.page.add(Block::Facts { list });
        self.scores();
        let strategy = given(
            Facts::new(),
            &[("document", &packet.strategy.document), ("signed_by", &packet.strategy.signed_by)],
        )
        .with("signed_on", packet.strategy.signed_on.map(|day| self.date(day)));
        self.page.say("packet.strategy", &strategy);
        for told in &packet.testimonials {
            let facts = Facts::new().given("who", &told.who).given("words", &told.words);
            self.page.say("packet.testimonial", &facts);
        }
        self.page.section("answers", &Facts::new());
        let answers = packet.answers.iter().map(|answer| {
            (
                self.page.line(&format!("question.{}.ask", answer.question.name()), &Facts::new()),
                self.answer(answer),
            )
        });
        let list: Vec<(Text, Text)> = answers.collect();
        self.page.add(Block::Facts { list });
        self.page.say("packet.closing", &facts);
        if !packet.gaps.is_empty() {
            self.page.section("lacking", &Facts::new());
            let gaps: Vec<Text> = packet.gaps.iter().map(|gap| Text::parse(&self.packet_gap(gap))).collect();
            self.points(gaps);
        }
    }

    /// The dimension, and what it says of the usual three: I own, I influence, I lead.
    fn owning(&self, dimension: &str) -> Facts {
        let known = ["delivery", "influence", "leadership"].contains(&dimension);
        let own = known.then(|| self.page.word(&format!("packet.own.{dimension}")));
        Facts::new().given("dimension", dimension).with("own", own)
    }

    fn scores(&mut self) {
        let gate = &self.seen.gate;
        let heard = gate.dimensions.iter().filter_map(|d| {
            let facts = Facts::new().given("dimension", &d.name).with("score", self.score(d.heard?));
            Some(self.page.phrase("packet.score", &facts))
        });
        let heard: Vec<String> = heard.collect();
        let facts = Facts::new()
            .given("rubric", &gate.rubric)
            .with("pass", self.score(gate.pass))
            .with("scores", (!heard.is_empty()).then(|| self.page.list(&heard)));
        self.page.say("packet.rubric", &facts);
    }

    fn answer(&self, answer: &Answer) -> Text {
        if let Some(own) = &answer.own {
            return Text::parse(&mark_given(own));
        }
        let items: Vec<_> = answer.claims.iter().filter_map(|index| self.seen.items.get(*index)).collect();
        let claims: Vec<String> = items.iter().map(|item| mark_given(&item.evidence.claim)).collect();
        let words = |list: &[String]| {
            let marked: Vec<String> = list.iter().map(|text| mark_given(text)).collect();
            (!marked.is_empty()).then(|| self.page.list(&marked))
        };
        let lacks: Vec<String> = answer
            .lacks
            .iter()
            .map(|check| self.page.word(&format!("evidence.lack.{}", check.name())))
            .collect();
        let work = answer.work.as_ref().and_then(|(_, work)| work.first().cloned());
        let facts = given(Facts::new(), &[("work", &work)])
            .with("claims", (!claims.is_empty()).then(|| claims.join("; ")))
            .with("lacks", (!lacks.is_empty()).then(|| self.page.list(&lacks)))
            .with("goals", words(&answer.goals))
            .with("learned", words(&answer.learned));
        let said = self.page.line(&format!("question.{}.answer", answer.question.name()), &facts);
        if said.is_empty() { self.page.line("packet.unanswered", &Facts::new()) } else { said }
    }
}
