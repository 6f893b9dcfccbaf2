//! Who decides, who speaks for it and against it, and who is missing.

use super::{Teller, given};
use crate::domain::promotion::{Person, Side};
use crate::promotion::Missing;
use crate::report::Facts;
use crate::report::document::Block;
use crate::report::text::{Text, mark_given};

impl Teller<'_> {
    pub(super) fn people(&mut self) {
        self.page.section("people", &Facts::new());
        let view = &self.seen.people;
        let sides = [
            ("deciders", &view.deciders),
            ("champions", &view.champions),
            ("challengers", &view.challengers),
            ("promoted", &view.promoted),
        ];
        let list = sides.iter().filter(|(_, people)| !people.is_empty()).map(|(side, people)| {
            let told: Vec<String> = people.iter().map(|person| self.person(person)).collect();
            (self.page.line(&format!("people.{side}"), &Facts::new()), Text::parse(&told.join("; ")))
        });
        let list: Vec<(Text, Text)> = list.collect();
        if !list.is_empty() {
            self.page.add(Block::Facts { list });
        }
        self.support();
        let missing: Vec<Text> = view.missing.iter().map(|one| Text::parse(&self.missing(one))).collect();
        if !missing.is_empty() {
            self.page.say("people.missing", &Facts::new());
            self.points(missing);
        }
    }

    /// Whom to ask for support by when, with where the days come from.
    fn support(&mut self) {
        let seen = self.seen;
        let asks = seen.support.iter().map(|ask| {
            let facts = Facts::new()
                .with("ask", self.ask_support(ask.side, &ask.names))
                .with("date", self.date(ask.on));
            self.page.line("support.line", &facts)
        });
        let asks: Vec<Text> = asks.collect();
        if asks.is_empty() {
            return;
        }
        let facts = self
            .target_facts()
            .with("challengers", seen.terms.ask_challengers.to_string())
            .with("champions", seen.terms.ask_champions.to_string())
            .with("deciders", seen.terms.ask_deciders.to_string());
        self.page.say("support.head", &facts);
        self.points(asks);
        self.page.fine("support.days", &facts);
    }

    pub(super) fn ask_support(&self, side: Side, names: &[String]) -> String {
        let names: Vec<String> = names.iter().map(|name| mark_given(name)).collect();
        let facts = Facts::new().with("names", self.page.list(&names));
        self.page.phrase(&format!("support.{}", side.name()), &facts)
    }

    fn person(&self, person: &Person) -> String {
        let known = [("role", &person.role), ("needs", &person.needs)];
        let facts = given(Facts::new().given("name", &person.name), &known)
            .when("senior", person.senior)
            .with("rating", person.rating.map(|rating| self.score(rating)));
        self.page.phrase("people.person", &facts)
    }

    /// What is to be done about somebody who is missing.
    pub(super) fn missing(&self, missing: &Missing) -> String {
        let names = |list: &[String]| {
            let given: Vec<String> = list.iter().map(|name| mark_given(name)).collect();
            Facts::new().with("names", self.page.list(&given))
        };
        let counted = |have: i64, least: i64, most: i64| {
            Facts::new()
                .with("have", have.to_string())
                .with("least", least.to_string())
                .with("most", most.to_string())
        };
        let say = |key: &str, facts: &Facts| self.page.phrase(&format!("missing.{key}"), facts);
        match missing {
            Missing::Deciders => say("deciders", &Facts::new()),
            Missing::SeniorChampion => say("senior-champion", &Facts::new()),
            Missing::Promoted => say("promoted", &Facts::new()),
            Missing::Ratings(list) => say("ratings", &names(list)),
            Missing::Needs(list) => say("needs", &names(list)),
            Missing::PlanNotShared(list) => say("plan-not-shared", &names(list)),
            Missing::NeverAsked(list) => say("never-asked", &names(list)),
            Missing::LowRatings(list) => {
                let told: Vec<String> =
                    list.iter().map(|(name, score)| format!("{name} ({})", self.score(*score))).collect();
                say("low-ratings", &names(&told))
            }
            Missing::AskAgain(list) => {
                say("ask-again", &names(&list.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>()))
            }
            Missing::Champions { have, least, target } => say("champions", &counted(*have, *least, *target)),
            Missing::Challengers { have, least, most } => say("challengers", &counted(*have, *least, *most)),
        }
    }
}
