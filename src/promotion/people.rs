//! Who speaks for it, who questions it, who decides, and who is missing.

use jiff::Unit;
use jiff::civil::Date;

use super::Terms;
use crate::domain::promotion::{People, Person, Score, Side};

/// Something that is missing among the people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// Fewer champions than needed or wished for.
    Champions {
        /// How many there are.
        have: i64,
        /// How many are needed.
        least: i64,
        /// How many to aim for.
        target: i64,
    },
    /// No champion is a level up or a line manager.
    SeniorChampion,
    /// Champions whose rating is not known.
    Ratings(Vec<String>),
    /// Champions who would rate below the gate.
    LowRatings(Vec<(String, Score)>),
    /// Fewer challengers known than there will be.
    Challengers {
        /// How many are known.
        have: i64,
        /// How many to know.
        least: i64,
        /// How many are enough.
        most: i64,
    },
    /// Nobody promoted before to talk to.
    Promoted,
    /// Nobody named who decides.
    Deciders,
    /// Deciders and challengers whose needs are not known.
    Needs(Vec<String>),
    /// Deciders and champions who have not seen the written plan.
    PlanNotShared(Vec<String>),
    /// People last asked long ago, with the days since.
    AskAgain(Vec<(String, i64)>),
    /// Champions and deciders who were never asked.
    NeverAsked(Vec<String>),
}

/// Everybody by side, and what is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeopleView {
    /// Those who speak for it.
    pub champions: Vec<Person>,
    /// Those who question it.
    pub challengers: Vec<Person>,
    /// Those who decide.
    pub deciders: Vec<Person>,
    /// Those promoted before.
    pub promoted: Vec<Person>,
    /// What is missing, the weightiest first.
    pub missing: Vec<Missing>,
}

impl PeopleView {
    /// Looks at everybody as of `today`; `pass` is the score that champions should reach.
    pub fn of(people: &People, pass: Score, today: Date, terms: &Terms) -> Self {
        let side = |side| people.on(side).cloned().collect::<Vec<_>>();
        let mut view = PeopleView {
            champions: side(Side::Champion),
            challengers: side(Side::Challenger),
            deciders: side(Side::Decider),
            promoted: side(Side::Promoted),
            missing: Vec::new(),
        };
        view.missing = [
            view.missing_deciders(),
            view.missing_champions(pass, terms),
            view.missing_challengers(terms),
            view.missing_talks(today, terms),
        ]
        .concat();
        view
    }

    fn missing_deciders(&self) -> Vec<Missing> {
        if self.deciders.is_empty() {
            return vec![Missing::Deciders];
        }
        let opposite = self.deciders.iter().chain(&self.challengers);
        named(opposite.filter(|person| person.needs.is_none())).map(Missing::Needs).into_iter().collect()
    }

    fn missing_champions(&self, pass: Score, terms: &Terms) -> Vec<Missing> {
        let mut missing = Vec::new();
        let have = self.champions.len() as i64;
        if have < terms.champions_target {
            let (least, target) = (terms.champions_least, terms.champions_target);
            missing.push(Missing::Champions { have, least, target });
        }
        if have > 0 && !self.champions.iter().any(|person| person.senior) {
            missing.push(Missing::SeniorChampion);
        }
        missing.extend(named(self.champions.iter().filter(|p| p.rating.is_none())).map(Missing::Ratings));
        let low: Vec<_> = self
            .champions
            .iter()
            .filter_map(|p| p.rating.filter(|rating| *rating < pass).map(|rating| (p.name.clone(), rating)))
            .collect();
        if !low.is_empty() {
            missing.push(Missing::LowRatings(low));
        }
        missing
    }

    fn missing_challengers(&self, terms: &Terms) -> Vec<Missing> {
        let have = self.challengers.len() as i64;
        let mut missing = Vec::new();
        if have < terms.challengers_least {
            let (least, most) = (terms.challengers_least, terms.challengers_most);
            missing.push(Missing::Challengers { have, least, most });
        }
        if self.promoted.is_empty() {
            missing.push(Missing::Promoted);
        }
        missing
    }

    fn missing_talks(&self, today: Date, terms: &Terms) -> Vec<Missing> {
        let close = || self.deciders.iter().chain(&self.champions);
        let mut missing: Vec<Missing> = Vec::new();
        missing.extend(named(close().filter(|p| p.plan_shared.is_none())).map(Missing::PlanNotShared));
        missing.extend(named(close().filter(|p| p.last_asked.is_none())).map(Missing::NeverAsked));
        let stale: Vec<_> = close()
            .filter_map(|p| Some((p.name.clone(), days_since(p.last_asked?, today))))
            .filter(|(_, days)| *days > terms.ask_again_days)
            .collect();
        if !stale.is_empty() {
            missing.push(Missing::AskAgain(stale));
        }
        missing
    }
}

/// The names, or nothing when there is nobody.
fn named<'a>(people: impl Iterator<Item = &'a Person>) -> Option<Vec<String>> {
    let names: Vec<String> = people.map(|person| person.name.clone()).collect();
    (!names.is_empty()).then_some(names)
}

/// Days from a day to today; below zero in the future.
pub(super) fn days_since(day: Date, today: Date) -> i64 {
    day.until((Unit::Day, today)).map_or(0, |span| i64::from(span.get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::promotion::terms::tests::terms;
    use jiff::civil::date;
    use rust_decimal::Decimal;

    fn person(name: &str, side: Side) -> Person {
        Person {
            name: name.into(),
            role: None,
            side,
            senior: false,
            rating: None,
            needs: None,
            plan_shared: None,
            last_asked: None,
        }
    }

    fn view(list: Vec<Person>) -> PeopleView {
        let pass = Score::new(Decimal::from(4)).unwrap();
        PeopleView::of(&People { list }, pass, date(2026, 2, 20), &terms())
    }

    #[test]
    fn with_nobody_everybody_is_missing() {
        let missing = view(vec![]).missing;
        assert_eq!(
            missing,
            [
                Missing::Deciders,
                Missing::Champions { have: 0, least: 5, target: 10 },
                Missing::Challengers { have: 0, least: 5, most: 10 },
                Missing::Promoted,
            ]
        );
    }

    #[test]
    fn what_is_missing_of_each_is_said_by_name() {
        let rating = Score::new(Decimal::new(38, 1));
        let list = vec![
            Person { last_asked: Some(date(2026, 1, 5)), ..person("Ana", Side::Decider) },
            Person { rating, plan_shared: Some(date(2026, 2, 1)), ..person("Ben", Side::Champion) },
            person("Cleo", Side::Challenger),
            person("Dev", Side::Promoted),
        ];
        let missing = view(list).missing;
        assert!(missing.contains(&Missing::Needs(vec!["Ana".into(), "Cleo".into()])));
        assert!(missing.contains(&Missing::SeniorChampion));
        assert!(missing.contains(&Missing::LowRatings(vec![("Ben".into(), rating.unwrap())])));
        assert!(missing.contains(&Missing::PlanNotShared(vec!["Ana".into()])));
        assert!(missing.contains(&Missing::NeverAsked(vec!["Ben".into()])));
        // 5 January to 20 February: 26 + 20 days, one more than allowed.
        assert!(missing.contains(&Missing::AskAgain(vec![("Ana".into(), 46)])));
        assert!(!missing.contains(&Missing::Promoted));
    }

    #[test]
    fn a_full_house_misses_nothing() {
        let ready = |name: String, side| Person {
            senior: true,
            rating: Score::new(Decimal::new(43, 1)),
            needs: Some("a number".into()),
            plan_shared: Some(date(2026, 2, 1)),
            last_asked: Some(date(2026, 2, 10)),
            ..person(&name, side)
        };
        let mut list: Vec<Person> = (0..10).map(|i| ready(format!("c{i}"), Side::Champion)).collect();
        list.extend((0..5).map(|i| ready(format!("q{i}"), Side::Challenger)));
        list.push(ready("d".into(), Side::Decider));
        list.push(ready("p".into(), Side::Promoted));
        assert_eq!(view(list).missing, []);
    }
}
