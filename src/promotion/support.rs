//! When to ask whom for support: counted back from the deadline for evidence, critics first.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::{Plan, Terms};
use crate::domain::promotion::{People, Side};

/// People of one side who are still to be asked, and by when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Support {
    /// Their side.
    pub side: Side,
    /// By when; never before today.
    pub on: Date,
    /// Who was not asked in the time that counts.
    pub names: Vec<String>,
}

/// Whom to ask by when, in the order of the days. Who was spoken with on that day or later is asked.
pub(super) fn support(people: &People, plan: Option<&Plan>, today: Date, terms: &Terms) -> Vec<Support> {
    let Some(plan) = plan else { return Vec::new() };
    let ahead = [
        (Side::Challenger, terms.ask_challengers),
        (Side::Champion, terms.ask_champions),
        (Side::Decider, terms.ask_deciders),
    ];
    let of_side = |(side, days): (Side, i64)| {
        let on = working_day(plan.target.evidence_due.checked_sub(days.days()).ok()?);
        let open = people.on(side).filter(|person| person.last_asked.is_none_or(|asked| asked < on));
        let names: Vec<String> = open.map(|person| person.name.clone()).collect();
        (!names.is_empty()).then_some(Support { side, on: on.max(today), names })
    };
    ahead.into_iter().filter_map(of_side).collect()
}

/// The day itself, or the Friday before a weekend.
fn working_day(day: Date) -> Date {
    let past_friday = match day.weekday() {
        Weekday::Saturday => 1,
        Weekday::Sunday => 2,
        _ => 0,
    };
    day.checked_sub(past_friday.days()).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::promotion::{Person, ReviewCalendar, Standing, WindowRule};
    use crate::promotion::terms::tests::terms;
    use jiff::civil::date;

    fn person(name: &str, side: Side, last_asked: Option<Date>) -> Person {
        Person {
            name: name.into(),
            role: None,
            side,
            senior: false,
            rating: None,
            needs: None,
            plan_shared: None,
            last_asked,
        }
    }

    #[test]
    fn critics_are_asked_first_and_everybody_before_the_evidence_is_due() {
        let rule = WindowRule::parse("second week of August").unwrap();
        let plan = |today| {
            Plan::make(today, &ReviewCalendar::default(), &Standing::default(), &rule, &terms(), None)
        };
        let people = People {
            list: vec![
                person("Dev", Side::Decider, None),
                person("Cleo", Side::Challenger, Some(date(2026, 5, 1))),
                person("Ana", Side::Champion, Some(date(2026, 6, 12))),
            ],
        };
        let on = |today: Date| support(&people, plan(today).as_ref(), today, &terms());
        // Evidence is due on 9 July 2026: 42, 28 and 21 days before are 28 May, 11 and 18 June.
        let early = on(date(2026, 5, 4));
        let told: Vec<_> = early.iter().map(|ask| (ask.side, ask.on)).collect();
        assert_eq!(told, [(Side::Challenger, date(2026, 5, 28)), (Side::Decider, date(2026, 6, 18))]);
        assert_eq!(early[0].names, ["Cleo"], "asked in May is too early to count; Ana was asked in time");
        assert_eq!(on(date(2026, 6, 1))[0].on, date(2026, 6, 1), "a day that has passed is today");
        assert_eq!(working_day(date(2026, 6, 7)), date(2026, 6, 5));
        assert_eq!(working_day(date(2026, 6, 5)), date(2026, 6, 5));
    }
}
