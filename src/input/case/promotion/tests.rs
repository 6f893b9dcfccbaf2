use super::*;
use crate::domain::promotion::{GoalState, Side, Window};
use crate::domain::{Change, Evidence};
use crate::input::builtin;
use crate::input::case::chapter::{Reading, parse};
use jiff::civil::date;
use rust_decimal::Decimal;

/// Reads a chapter and gives it with its problems as `line:column: message | hint`.
fn read(text: &str) -> (Promotion, Vec<Evidence>, Vec<String>) {
    let usual = builtin::usual_promotion().unwrap();
    let source = Source::builtin("case.toml", text);
    let reading = Reading::new(&source, AmountStyle::DecimalPoint);
    let parsed = parse(&source).unwrap();
    let root = Table::root(&reading, &parsed);
    let beside = Beside {
        folder: Path::new("."),
        as_of: Some(date(2026, 5, 4)),
        usual: &usual,
        style: AmountStyle::DecimalPoint,
    };
    let chapter = root.table("promotion").unwrap();
    let (read, _) = promotion(&chapter, &beside);
    chapter.finish();
    let mut claims = claims(&root);
    check_claims(&root, &mut claims, Some(&read), &usual);
    root.finish();
    let problems = reading.into_problems();
    let told = problems.iter().map(|p| format!("{p} | {}", p.hint.as_deref().unwrap_or(""))).collect();
    (read, claims, told)
}

/// The claims of a case, as far as these tests need them.
fn claims(root: &Table<'_>) -> Vec<Evidence> {
    let point = |one: &Table<'_>, key| {
        one.read(key, |text, _| match crate::num::parse_percent(text) {
            Some(percent) => Ok(Change::Percent(percent)),
            None => value::amount(text, AmountStyle::DecimalPoint).map(|amount| Change::Number(amount.value)),
        })
    };
    let read = |one: Table<'_>| Evidence {
        claim: one.text("claim").unwrap_or_default(),
        before: point(&one, "before"),
        after: point(&one, "after"),
        decision: one.text("decision"),
        dimension: one.text("dimension"),
        goal: one.text("goal"),
        ..Evidence::default()
    };
    root.tables("evidence").into_iter().map(read).collect()
}

const WHOLE: &str = r#"
[promotion]
level_since = 2025-01-06
releases = 2
strategy_document = "Enterprise first"
plan_to_say = ["I would like to be considered in August."]
[promotion.calendar]
rule = "second week of February and August"
evidence_days = 21
[[promotion.scores]]
dimension = "Delivery"
own = 4.2
manager = 4.0
[[promotion.people]]
name = "Ana"
side = "decider"
needs = "a number"
plan_shared = 2026-04-01
[[promotion.people]]
name = "Ana"
side = "champion"
rating = 4.5
[[promotion.goals]]
name = "Keep customers"
state = "reached"
dimension = "delivery"
[promotion.agreement]
manager = "Ana"
heads_up = 2026-01-12
must_show = "done"
timeline = "open"
to_show = ["One launch"]
[[promotion.testimonials]]
who = "Ben"
words = "Clear and kind."
[[evidence]]
claim = "Cut churn"
before = "22%"
after = "14%"
decision = "I put analytics first"
dimension = "Delivery"
goal = "keep customers"
"#;

#[test]
fn a_whole_chapter_is_read() {
    let (read, claims, problems) = read(WHOLE);
    assert_eq!(problems, [""; 0]);
    assert_eq!(read.standing.level_since, Some(date(2025, 1, 6)));
    assert_eq!(read.calendar.rule.as_ref().unwrap().text(), "second week of February and August");
    assert_eq!(read.calendar.evidence_days, Some(21));
    assert_eq!(read.scores[0].dimension, "delivery");
    assert_eq!(read.scores[0].heard().unwrap().get(), Decimal::from(4));
    assert_eq!(read.people.on(Side::Champion).count(), 1);
    assert_eq!(read.goals[0].state, GoalState::Reached);
    assert_eq!(read.agreement.state(Step::HeadsUp), StepState::DoneOn(date(2026, 1, 12)));
    assert_eq!(read.agreement.state(Step::MustShow), StepState::Done);
    assert_eq!(read.agreement.state(Step::Timeline), StepState::Open);
    assert_eq!(read.testimonials[0].who, "Ben");
    assert_eq!(claims[0].goal.as_deref(), Some("Keep customers"));
    assert_eq!(claims[0].dimension.as_deref(), Some("delivery"));
    assert!(matches!(claims[0].after, Some(Change::Percent(p)) if p.percent() == Decimal::from(14)));
}

#[test]
fn windows_by_date() {
    let text = "[promotion.calendar]\nwindows = [2026-06-01, \"2026-09-07 to 2026-09-18\"]\n";
    let (read, _, problems) = read(text);
    assert_eq!(problems, [""; 0]);
    assert_eq!(read.calendar.windows[0], Window::day(date(2026, 6, 1)));
    assert_eq!(read.calendar.windows[1].last(), date(2026, 9, 18));
}

/// The problems of a chapter that begins on line 1.
fn told(text: &str) -> String {
    read(text).2.join("\n")
}

#[test]
fn a_score_outside_the_scale() {
    assert_eq!(
        told("[promotion]\n[[promotion.scores]]\ndimension = \"delivery\"\nown = 5.4\n"),
        "case.toml:4:7: `own` in [[promotion.scores]]: `5.4` is outside 1 to 5 | write a value from 1 to 5"
    );
}

#[test]
fn a_goal_has_its_way_in_one_unit() {
    let goal = |now: &str| {
        format!(
            "[promotion]\n[[promotion.goals]]\nname = \"x\"\nstate = \"agreed\"\nbaseline = \"40%\"\nnow = {now}\n"
        )
    };
    let (read, _, problems) = read(&goal("\"46%\""));
    assert_eq!(problems, [""; 0]);
    assert!(matches!(read.goals[0].now, Some(Change::Percent(p)) if p.percent() == Decimal::from(46)));
    assert!(told(&goal("\"3 weeks\"")).contains("`baseline` is in another unit"));
}

#[test]
fn a_window_in_the_past() {
    assert_eq!(
        told("[promotion.calendar]\nwindows = [\"2026-02-09 to 2026-02-20\"]\n"),
        "case.toml:2:11: `windows` in [promotion.calendar]: the window of 2026-02-09 to 2026-02-20 lies before \
         2026-05-04, the day of the case | take it out, or set an earlier `as_of`"
    );
}

#[test]
fn two_deciders_of_one_name() {
    let two = "[promotion]\n[[promotion.people]]\nname = \"Ana Ruiz\"\nside = \"decider\"\n\
               [[promotion.people]]\nname = \"ana ruiz\"\nside = \"decider\"\n";
    assert_eq!(
        told(two),
        "case.toml:6:8: `name` in [[promotion.people]]: `Ana Ruiz` stands here twice as a decider | \
         give each once; tell two of one name apart, as in \"Ana (Design)\""
    );
}

#[test]
fn a_rule_that_never_occurs() {
    assert_eq!(
        told("[promotion.calendar]\nrule = \"sixth week of May\"\n"),
        "case.toml:2:8: `rule` in [promotion.calendar]: `sixth week of May` never occurs: May has no such days | \
         a month has four full weeks; days 29 to 31 are its fifth"
    );
    assert!(told("[promotion.calendar]\nrule = \"second week of Mai\"\n").contains("`Mai` in"));
}

#[test]
fn names_that_are_not_there() {
    let text = "[promotion]\n[[promotion.scores]]\ndimension = \"delivry\"\nown = 4\n\
                [[evidence]]\nclaim = \"x\"\ngoal = \"growth\"\nbefore = \"$3\"\nafter = \"4%\"\n";
    let seen = told(text);
    assert!(seen.contains("3:13: `dimension` in [[promotion.scores]]: `delivry` is no dimension"), "{seen}");
    assert!(seen.contains("did you mean `delivery`?"));
    assert!(seen.contains("there is no goal `growth` | list it under [[promotion.goals]]"));
    assert!(seen.contains("`before` is in another unit"));
}

#[test]
fn keys_that_say_the_same_twice_and_files_that_are_missing() {
    let text = "[promotion]\nlevel_since = 2027-01-01\nmonths_in_level = 9\n[promotion.rubric]\nfile = \"none.toml\"\n\
                [promotion.agreement]\nheads_up = \"yes\"\n";
    let seen = told(text);
    for part in
        ["2027-01-01 lies after 2026-05-04", "`level_since` says the same", "`file` in [promotion.rubric]"]
    {
        assert!(seen.contains(part), "{part}: {seen}");
    }
    assert!(seen.contains("`yes` is neither a day nor `done` nor `open`"));
}
