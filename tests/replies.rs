//! Going on from an answer: the documented figures, and what must hold after
//! any answer whatever the case is.

#![allow(clippy::unwrap_used)]

use counteroffer::advice::talk::{after, listeners, posterior};
use counteroffer::advice::{AnswerKind as Answer, Course, Move, Round, Setup};
use counteroffer::app::{Reply, advise, load_case, reply};
use counteroffer::domain::{Case, Package, PayBand, PayRange, Profile, Said, Statement, Tone};
use counteroffer::input::{ReadOptions, assumptions};
use counteroffer::num::{Currency, Money};
use counteroffer::simulate::Settings;
use proptest::prelude::*;

const FEW: Settings = Settings { seed: 1, trials: 60_000 };
const MANY: Settings = Settings { seed: 1, trials: 200_000 };

fn alloy() -> Case {
    load_case("data/alloy-pm2/case.toml".as_ref(), &ReadOptions::default()).unwrap()
}

fn usd(amount: i64) -> Money {
    Money::new(amount.into(), Currency::USD)
}

/// Alloy's answer of this base to the ask that the advice has.
fn alloy_at(case: &Case, asked: Package, base: i64) -> Reply {
    let standing = Package { base: usd(base), ..case.offer };
    reply(case, &[Said { asked, standing, statement: None, date: None }], MANY).unwrap()
}

/// The course that gives up about a quarter of the gap.
fn a_quarter(reply: &Reply, ask: f64) -> Course {
    let wanted = ask - 0.25 * (ask - reply.standing.over_offer);
    let distance = |course: &&Course| (course.ask - wanted).abs();
    *reply.options.iter().min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap()
}

#[test]
fn along_alloys_answers_nothing_jumps_and_nothing_is_certain() {
    let case = alloy();
    let advice = advise(&case, MANY);
    let asked = advice.anchor.package;
    let mut before: Option<Course> = None;
    for base in (191..=202)
        .map(|thousands| thousands * 1_000)
        .filter(|base| usd(*base).amount() < asked.base.amount())
    {
        let found = alloy_at(&case, asked, base);
        let known = found.known.unwrap();
        for course in &found.options {
            assert!(course.moves + known.exhausted <= 1.0, "{base}: {course:?}");
            assert!(course.mean.value <= course.ask, "{base}: {course:?}");
            assert!(course.moves >= 0.005 && course.moves <= 0.995, "{base}: {course:?}");
        }
        let course = a_quarter(&found, advice.anchor.over_offer);
        if let Some(before) = before {
            assert!((course.moves - before.moves).abs() < 0.15, "{base}: {course:?} after {before:?}");
        }
        before = Some(course);
    }
}

#[test]
fn alloys_employers_have_something_left_as_brute_force_finds() {
    let case = alloy();
    let asked = advise(&case, MANY).anchor.package;
    for (base, left) in [(191_000, 0.43), (192_500, 0.67), (195_000, 0.79)] {
        let known = alloy_at(&case, asked, base).known.unwrap();
        assert!((1.0 - known.exhausted - left).abs() < 0.03, "{base}: {}", 1.0 - known.exhausted);
    }
}

#[test]
fn before_the_first_ask_it_says_what_the_sheet_says() {
    let case = alloy();
    let (advice, unasked) = (advise(&case, FEW), reply(&case, &[], FEW).unwrap());
    assert_eq!(unasked.answer, Answer::NotAsked);
    let (said, next) = unasked.next.unwrap();
    assert_eq!(said, advice.anchor);
    assert_eq!((next.moves, next.withdrawn), (advice.improved.value, advice.withdrawn.value));
}

#[test]
fn answers_of_every_kind() {
    let case = alloy();
    let base = |amount: i64| Package { base: usd(amount), ..case.offer };
    let said = |asked, standing| Said { asked, standing, statement: None, date: None };
    let of = |rounds: &[Said]| reply(&case, rounds, FEW).unwrap();
    let yes = of(&[said(base(200_000), base(201_000))]);
    assert_eq!((yes.answer, yes.choice), (Answer::Yes, Move::Accept));
    assert_eq!(yes.known, None);
    let less = of(&[said(base(200_000), base(196_000)), said(base(199_000), base(194_000))]);
    assert_eq!(less.answer, Answer::Reduction);
    assert!(less.options.is_empty());
    let held = of(&[said(base(200_000), base(190_000))]);
    assert_eq!(held.answer, Answer::Nothing);
    let after_no = of(&[said(base(200_000), base(190_000)), said(base(198_000), base(193_000))]);
    assert_eq!(after_no.answer, Answer::PartWay);
    assert!(after_no.known.unwrap().exhausted < held.known.unwrap().exhausted);
    let traded = Package { bonus: usd(8_000), ..base(196_000) };
    assert!(of(&[said(base(200_000), traded)]).trades && !held.trades);
    // Who stays at a further ask has ended the talk about money.
    let stays = of(&[said(base(200_000), base(195_000)), said(base(198_000), base(195_000))]);
    assert_eq!((stays.answer, stays.options.len()), (Answer::Nothing, 0));
}

#[test]
fn a_last_word_moves_less_often_and_is_dearer_to_question() {
    let case = alloy();
    let asked = advise(&case, FEW).anchor.package;
    let standing = Package { base: usd(195_000), ..case.offer };
    let of = |statement| {
        let rounds = [Said { asked, standing, statement, date: None }];
        reply(&case, &rounds, FEW).unwrap().options
    };
    let (open, last) = (of(None), of(Some(Statement::Final)));
    assert!(!open.is_empty() && open.len() == last.len());
    for (open, last) in open.iter().zip(&last) {
        assert!(last.moves < open.moves && last.withdrawn > open.withdrawn, "{open:?} {last:?}");
    }
}

/// A generated case and a first round: an ask and an answer as a share of it.
#[derive(Debug, Clone)]
struct Talk {
    profile: Profile,
    band: Option<(f64, f64)>,
    tone: Tone,
    runner_up: bool,
    ask: f64,
    answered: f64,
}

const BASE: i64 = 120_000;

impl Talk {
    fn case(&self) -> Case {
        let scaled = |share: f64| usd((BASE as f64 * share).round() as i64);
        let band = self.band.map(|(below, above)| PayBand {
            company: None,
            family: None,
            level: "L".into(),
            location: None,
            base: PayRange::new(scaled(1.0 - below), None, scaled(1.0 + above)).unwrap(),
            bonus_target: None,
            bonus_max: None,
            equity: None,
            effective_date: None,
            origin: "bands.csv:2".into(),
        });
        let mut case = Case::of_offer(self.profile, Package::of_base(usd(BASE)));
        case.assumptions = assumptions::standard().unwrap();
        (case.band, case.current) = (band, Some(Package::of_base(scaled(0.9))));
        (case.context.tone, case.context.runner_up) = (self.tone, self.runner_up);
        case
    }

    fn round(&self, answered: f64) -> Round {
        Round { ask: self.ask, reply: answered * self.ask, is_final: false }
    }
}

fn talk() -> impl Strategy<Value = Talk> {
    let profile = proptest::sample::select(Profile::ALL.to_vec());
    let tone = proptest::sample::select(vec![Tone::Neutral, Tone::Warm, Tone::Firm]);
    let band = proptest::option::of((0.0..0.2_f64, 0.02..0.4_f64));
    (profile, band, tone, any::<bool>(), 0.03..0.2_f64, 0.0..0.98_f64).prop_map(
        |(profile, band, tone, runner_up, ask, answered)| {
            let ask = band.map_or(ask, |(_, above)| ask.min(above));
            Talk { profile, band, tone, runner_up, ask, answered }
        },
    )
}

/// The most that one more ask adds to what stands.
fn to_gain(setup: &Setup, round: Round) -> f64 {
    let known = posterior(setup, &listeners(setup, round.ask, FEW), &[round]).unwrap();
    let asks: Vec<f64> =
        (1..40).map(|i| round.reply + (round.ask - round.reply) * f64::from(i) / 40.0).collect();
    let worth = |ask: &f64| known.outlook(&[*ask], &|gain| gain, round.reply).worth.value;
    asks.iter().map(worth).fold(0.0, f64::max) - round.reply
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_answer(talk in talk()) {
        let case = talk.case();
        let setup = Setup::of(&case);
        let asks = [talk.ask, 0.85 * talk.ask, 0.8 * talk.ask];
        let listeners = listeners(&setup, talk.ask, FEW);
        let rounds = [talk.round(talk.answered)];
        let situation = after(&setup, &listeners, &asks, &rounds, FEW);
        let (standing, known) = (situation.standing, situation.known().unwrap());
        let otherwise = setup.fallback.gain;
        for course in &situation.options(&setup, &rounds) {
            prop_assert!(course.moves + known.exhausted <= 1.0 + 1e-9, "{course:?} {known:?}");
            prop_assert!(course.mean.value <= course.ask.max(otherwise) + 1e-9, "{course:?}");
            // Nothing settles below what stands, but by a withdrawal.
            let least = (1.0 - course.withdrawn) * standing + course.withdrawn * otherwise;
            prop_assert!(course.mean.value >= least.min(standing.max(otherwise)) - 1e-9, "{course:?} {least}");
        }
    }

    /// From half of the ask upward always. Below it the model itself breaks the law: a step so small
    /// at so low an answer makes it likelier that there is something left at all. Over 1,500 cases by
    /// up to .0032 at a fifth of the ask, .0011 at a third and .0002 just under a half.
    #[test]
    fn a_nearer_answer_leaves_less_to_gain(talk in talk(), nearer in 0.02..0.3_f64) {
        let case = talk.case();
        let setup = Setup::of(&case);
        let answered = 0.2 + 0.75 * talk.answered;
        let further = (answered + nearer).min(0.97);
        let (far, near) = (to_gain(&setup, talk.round(answered)), to_gain(&setup, talk.round(further)));
        let hair = 2e-4 + 0.02 * (0.5 - answered).max(0.0);
        prop_assert!(near <= far + hair, "{near} at {further} after {far} at {answered}");
    }
}
