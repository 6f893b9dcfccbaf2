use super::*;
use crate::num::Currency;
use crate::promotion::terms::tests::terms;
use jiff::civil::date;

const USUAL: &str = "second week of February, May, August and November";

fn plan(today: Date, standing: &Standing) -> Plan {
    let usual = WindowRule::parse(USUAL).unwrap();
    Plan::make(today, &ReviewCalendar::default(), standing, &usual, &terms(), Some(gain())).unwrap()
}

fn usd(amount: i64) -> Money {
    Money::new(Decimal::from(amount), Currency::USD)
}

/// 36,500 a year is 100 a day.
fn gain() -> YearlyGain {
    YearlyGain { low: usd(18_250), middle: usd(36_500), high: usd(73_000) }
}

#[test]
fn asked_in_late_february_the_next_window_is_in_may() {
    let plan = plan(date(2026, 2, 20), &Standing::default());
    assert_eq!(plan.target.window, Window::new(date(2026, 5, 8), date(2026, 5, 14)).unwrap());
    assert_eq!(plan.target.evidence_due, date(2026, 4, 8));
    assert_eq!(plan.begin, date(2025, 11, 8));
    assert!(plan.late, "six months before May lie behind us");
    assert_eq!(plan.load_from, date(2026, 2, 8));
    assert!(plan.out_of_reach.is_empty() && plan.waiting.is_none());
    assert_eq!(plan.days_to_evidence(), 47);
    // 14 May and a fortnight is 28 May; pay counts from the first of a month.
    assert_eq!(plan.target.effective, date(2026, 6, 1));
}

#[test]
fn on_the_day_of_the_deadline_it_can_still_be_met_and_a_day_later_not() {
    let on = |day| plan(day, &Standing::default()).target.window.first();
    assert_eq!(on(date(2026, 4, 8)), date(2026, 5, 8));
    assert_eq!(on(date(2026, 4, 9)), date(2026, 8, 8));
}

#[test]
fn after_the_deadline_the_wait_has_a_price() {
    let plan = plan(date(2026, 4, 20), &Standing::default());
    assert_eq!(plan.out_of_reach.len(), 1);
    assert_eq!(plan.out_of_reach[0].unreachable, Some(Unreachable::EvidenceDue));
    let wait = plan.waiting.unwrap();
    // 8 May to 8 August: 23 + 30 + 31 + 8 days.
    assert_eq!(wait.days, 92);
    let cost = wait.cost.unwrap();
    // 36,500 · 92/365 = 9,200; half and double of it at the ends.
    assert_eq!((cost.low, cost.middle, cost.high), (usd(4_600), usd(9_200), usd(18_400)));
    assert_eq!(plan.missing.unwrap().days, 92);
}

#[test]
fn too_few_months_in_level_move_the_window() {
    let told = Standing { level_since: Some(date(2025, 9, 1)), ..Standing::default() };
    assert!(plan(date(2026, 2, 20), &told).out_of_reach.is_empty(), "time is no gate by itself");
    let standing = Standing { least_months: Some(9), ..told };
    let plan = plan(date(2026, 2, 20), &standing);
    // Eight months on 8 May, eleven on 8 August.
    assert_eq!(plan.out_of_reach[0].unreachable, Some(Unreachable::TooEarly));
    assert_eq!(plan.target.window.first(), date(2026, 8, 8));
    assert_eq!(plan.target.eligibility.months.unwrap().then, 11);
    assert_eq!((plan.begin, plan.late), (date(2026, 2, 8), true));
}

#[test]
fn the_person_chooses_among_the_windows_that_can_be_met() {
    let usual = WindowRule::parse(USUAL).unwrap();
    let calendar = ReviewCalendar { target: Some(date(2026, 11, 10)), ..ReviewCalendar::default() };
    let standing = Standing::default();
    let make = |today| Plan::make(today, &calendar, &standing, &usual, &terms(), None).unwrap();
    let plan = make(date(2026, 2, 20));
    assert!(plan.chosen);
    assert_eq!(plan.target.window.first(), date(2026, 11, 8));
    assert_eq!(plan.choice.len(), 4);
    assert_eq!(plan.choice[0].window.first(), date(2026, 5, 8), "nearer ones stay to be chosen");
    assert_eq!(plan.after.unwrap().window.first(), date(2027, 2, 8));
    // Once it is out of reach the next takes its place.
    assert_eq!(make(date(2026, 10, 20)).target.window.first(), date(2027, 2, 8));
}

#[test]
fn listed_windows_stand_in_place_of_the_rule() {
    let usual = WindowRule::parse(USUAL).unwrap();
    let window = |first, last| Window::new(first, last).unwrap();
    let calendar = ReviewCalendar {
        windows: vec![
            window(date(2026, 9, 14), date(2026, 9, 25)),
            window(date(2026, 3, 16), date(2026, 3, 27)),
        ],
        evidence_days: Some(10),
        begin_months: Some(1),
        effective: Some(date(2026, 4, 1)),
        ..ReviewCalendar::default()
    };
    let plan =
        Plan::make(date(2026, 2, 20), &calendar, &Standing::default(), &usual, &terms(), None).unwrap();
    assert_eq!(plan.target.evidence_due, date(2026, 3, 6));
    assert_eq!(plan.target.effective, date(2026, 4, 1));
    assert_eq!(plan.rule, None);
    assert_eq!(plan.missing.unwrap().days, 182);
    assert_eq!(plan.missing.unwrap().cost, None);
    // The fixed day cannot hold for a window after it: 25 September and a fortnight, then the first.
    assert_eq!(plan.after.unwrap().effective, date(2026, 11, 1));
    assert!(Plan::make(date(2026, 10, 1), &calendar, &Standing::default(), &usual, &terms(), None).is_none());
}

#[test]
fn check_ins_are_monthly() {
    let plan = plan(date(2026, 2, 20), &Standing::default());
    assert_eq!(plan.check_ins, [date(2026, 3, 4), date(2026, 4, 1), date(2026, 5, 6)]);
}
