//! The packet: claims by dimension, documents, the review, questions.

use super::calendar::window;
use super::evidence::{capital, claim_line, claim_said};
use super::{Part, Teller, listed};
use crate::promotion::{Answer, Question};

impl Teller<'_> {
    pub(super) fn packet(&self) -> Part {
        let packet = &self.seen.packet;
        let minutes: i64 = self.words.agenda().iter().map(|(minutes, _)| minutes).sum();
        let mut part = Part::new("packet", format!("The packet, one page for a review of {minutes} minutes"));
        for claim in &packet.claims {
            let item = claim.claim.and_then(|index| self.seen.items.get(index));
            let told = item.map_or_else(
                || "nothing yet".to_owned(),
                |item| {
                    let proof = item.evidence.proof.as_deref().map(|proof| format!(" (proof: {proof})"));
                    format!("{}{}", claim_line(&item.evidence), proof.unwrap_or_default())
                },
            );
            part.fact(claim.dimension.clone(), told);
        }
        match &packet.strategy_document {
            Some(document) => part.fact("strategy", document.clone()),
            None => part.line(self.words.plain("packet.strategy_missing")),
        }
        for testimonial in &packet.testimonials {
            part.fact(testimonial.who.clone(), format!("\"{}\"", testimonial.words));
        }
        if packet.testimonials.is_empty() {
            part.line(self.words.plain("packet.testimonials_missing"));
        }
        let rows = self.words.agenda().iter().map(|(minutes, what)| format!("{minutes} min {what}"));
        part.fact("the review", rows.collect::<Vec<_>>().join("; "));
        for answer in &packet.answers {
            self.answer(&mut part, answer);
        }
        if let Some(plan) = &self.seen.plan {
            part.line("Close with");
            let facts = [("window", format!("the review of {}", window(plan.target.window)))];
            part.say(self.words.say("packet.closing", &facts));
        }
        part
    }

    fn answer(&self, part: &mut Part, answer: &Answer) {
        let name = answer.question.name();
        let claims: Vec<String> = answer
            .claims
            .iter()
            .filter_map(|index| self.seen.items.get(*index))
            .map(|item| match answer.question {
                Question::Differently => item.evidence.claim.clone(),
                _ => claim_said(&item.evidence),
            })
            .collect();
        let mut facts: Vec<(&str, String)> = Vec::new();
        if !claims.is_empty() {
            facts.push(("claims", numbered(answer.question, &claims)));
        }
        if !answer.lacks.is_empty() {
            let lacks =
                answer.lacks.iter().map(|check| self.words.plain(&format!("evidence.lack_{}", check.name())));
            facts.push(("lacks", listed(&lacks.collect::<Vec<_>>())));
        }
        if !answer.goals.is_empty() {
            facts.push(("goals", listed(&answer.goals)));
        }
        if let Some(work) = answer.work.as_ref().and_then(|(_, work)| work.first()) {
            facts.push(("work", work.clone()));
        }
        let said = self
            .words
            .say(&format!("question.{name}.answer"), &facts)
            .or_else(|| self.words.say(&format!("question.{name}.answer_without_goals"), &facts));
        if let Some(said) = said {
            part.line(self.words.plain(&format!("question.{name}.ask")));
            part.say(Some(capital(&said)));
        }
    }
}

/// Several claims in one breath: `First, …; second, …`.
fn numbered(question: Question, claims: &[String]) -> String {
    if question != Question::WhyThisLevel || claims.len() < 2 {
        return claims.concat();
    }
    let count = ["First", "second", "third"];
    let told = claims.iter().zip(count).map(|(claim, count)| format!("{count}, {claim}"));
    told.collect::<Vec<_>>().join("; ")
}
