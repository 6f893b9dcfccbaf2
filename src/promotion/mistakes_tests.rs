use super::*;
use crate::domain::promotion::{Person, Scored, Side, StepState, Usual, WindowRule};
use crate::domain::{Evidence, Owner};
use crate::promotion::evidence::tests::{claim, rubric};
use crate::promotion::terms::tests::terms;
use crate::promotion::{Asked, assess};
use jiff::civil::date;
use rust_decimal::Decimal;

fn caught(promotion: &Promotion, evidence: &[Evidence], ask_is_offer: bool) -> Vec<(Mistake, Trigger)> {
    let rule = "second week of February, May, August and November";
    let usual = Usual { windows: WindowRule::parse(rule).unwrap(), rubric: rubric() };
    let asked = Asked {
        promotion,
        evidence,
        usual: &usual,
        terms: terms(),
        today: date(2026, 2, 20),
        gain: None,
        has_offer: false,
        ask_is_offer,
    };
    assess(&asked).mistakes
}

/// Talks are well on, so that neither a late start nor waiting is caught.
fn talking() -> Promotion {
    let mut promotion = Promotion::default();
    for step in [Step::HeadsUp, Step::AskedWhetherNow, Step::MustShow] {
        promotion.agreement.set(step, StepState::Done);
    }
    promotion
}

fn kinds(promotion: &Promotion) -> Vec<Mistake> {
    caught(promotion, &[], false).iter().map(|(mistake, _)| *mistake).collect()
}

#[test]
fn a_case_without_mistakes_has_none() {
    assert_eq!(kinds(&talking()), []);
}

#[test]
fn a_late_start_and_waiting_to_be_seen() {
    let found = caught(&Promotion::default(), &[], false);
    assert_eq!(found[0], (Mistake::LateStart, Trigger::BeginPassed(date(2025, 11, 8))));
    assert_eq!(found[1], (Mistake::Waiting, Trigger::NobodyAsked));
    assert_eq!(found.len(), 2);
}

#[test]
fn team_claims_without_a_part_are_named() {
    let team = Evidence { owner: Owner::Team, ..claim("We shipped") };
    let found = caught(&talking(), &[team], false);
    assert_eq!(found, [(Mistake::NoPersonalPart, Trigger::Claims(vec!["We shipped".into()]))]);
}

#[test]
fn one_strong_dimension_by_scores_and_by_evidence() {
    let score = |tenths: i64| crate::domain::promotion::Score::new(Decimal::new(tenths, 1));
    let scored = |name: &str, tenths| Scored { dimension: name.into(), own: score(tenths), manager: None };
    let mut promotion = talking();
    promotion.scores = vec![scored("delivery", 46), scored("influence", 38), scored("leadership", 39)];
    let only = |name: &str| (Mistake::OneDimension, Trigger::Only(name.into()));
    assert_eq!(caught(&promotion, &[], false), [only("delivery")]);
    promotion.scores = vec![scored("delivery", 46), scored("influence", 40), scored("leadership", 39)];
    assert_eq!(caught(&promotion, &[], false), []);
    let claims = [claim("Mentored one"), claim("Mentored two")];
    assert_eq!(caught(&talking(), &claims, false), [only("leadership")]);
}

#[test]
fn an_ask_that_is_the_offer_takes_the_first_offer() {
    assert_eq!(caught(&talking(), &[], true), [(Mistake::AcceptsFirst, Trigger::AskIsTheOffer)]);
}

#[test]
fn asking_how_is_a_mistake_only_before_a_plan_is_shared() {
    let mut promotion = talking();
    promotion.plan_to_say = vec!["What do I have to do to get promoted?".into()];
    assert_eq!(kinds(&promotion), [Mistake::AskedBeforePlan]);
    promotion.people.list.push(Person {
        name: "Ana".into(),
        role: None,
        side: Side::Decider,
        senior: true,
        rating: None,
        needs: None,
        plan_shared: Some(date(2026, 2, 1)),
        last_asked: None,
    });
    assert_eq!(kinds(&promotion), []);
}

#[test]
fn planned_sentences_are_looked_over() {
    let mut promotion = talking();
    promotion.plan_to_say = vec![
        "Kim got promoted and I ship more.".into(),
        "My former manager promised it.".into(),
        "I deserve this.".into(),
    ];
    assert_eq!(kinds(&promotion), [Mistake::Entitlement, Mistake::FormerManager, Mistake::Peers]);
}
