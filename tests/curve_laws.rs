//! Laws of the curve of values, over generated cases: nothing jumps, and what helps never hurts.
//!
//! The curve is that of the ladder in use; the ask is the lowest near the best on it.
#![allow(clippy::expect_used)]

use counteroffer::advice::{Policy, Setup, answer};
use counteroffer::domain::{
    Alternative, Case, Change, EquityTerms, Evidence, Firmness, Grant, Outlook, Package, PackageId, PayBand,
    PayRange, Profile, Strength,
};
use counteroffer::input;
use counteroffer::num::{Currency, Money};
use counteroffer::simulate::{Settings, run_ladders};
use proptest::prelude::*;
use rust_decimal::Decimal;

const MANY: Settings = Settings { seed: 1, trials: 100_000 };
const ASKS: [f64; 5] = [0.02, 0.05, 0.08, 0.12, 0.18];
/// One step of the curve.
const STEP: f64 = 0.005;

fn usd(amount: i64) -> Money {
    Money::new(Decimal::from(amount), Currency::USD)
}

fn offer(profile: Profile, base: i64) -> Case {
    let assumptions = input::assumptions::standard().expect("the compiled-in table");
    Case { assumptions, ..Case::of_offer(profile, Package::of_base(usd(base))) }
}

fn in_band(profile: Profile, base: i64, min: i64, max: i64) -> Case {
    let band = PayBand {
        company: None,
        family: None,
        level: "L".into(),
        location: None,
        base: PayRange::new(usd(min), None, usd(max)).expect("a range"),
        bonus_target: None,
        bonus_max: None,
        equity: None,
        effective_date: None,
        origin: "bands.csv:2".into(),
    };
    Case { band: Some(band), ..offer(profile, base) }
}

fn with_alternative(mut case: Case, base: i64, firmness: Firmness) -> Case {
    let package = Package::of_base(usd(base));
    let equity_terms: EquityTerms = case.equity_terms.clone();
    case.alternatives.push(Alternative::new("B".into(), package, firmness, equity_terms));
    case
}

/// The value of each of the asks.
fn curve(case: &Case) -> Vec<f64> {
    let setup = Setup::of(case);
    let policy = Policy::of(&setup, MANY);
    let ladders: Vec<Vec<f64>> = ASKS.iter().map(|&ask| policy.ladder(ask)).collect();
    let tallies = run_ladders(&setup.model, &ladders, setup.fallback.certain, MANY);
    tallies.iter().map(|tally| tally.taken.mean_with(MANY.trials, setup.fallback.gain).value).collect()
}

fn farthest(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
}

fn ask(case: &Case) -> f64 {
    answer(case, MANY).ask.unwrap_or(0.0)
}

/// A case with an argument whose best claim has this strength; none without one.
fn argued(mut case: Case, strength: Option<Strength>) -> Case {
    let claim = |supports: usize| Evidence {
        claim: "halved the failures".into(),
        change: (supports > 1).then_some(Change::Number(Decimal::TEN)),
        proof: (supports > 2).then(|| "dashboard".into()),
        ..Evidence::default()
    };
    case.evidence = strength.map(|strength| claim(strength as usize + 1)).into_iter().collect();
    assert_eq!(Strength::of(&case.evidence), strength);
    case
}

/// A case in money of another name: every amount is `factor` times as many of `currency`.
fn retold(case: &Case, factor: i64, currency: Currency) -> Case {
    let money = |amount: Money| Money::new(amount.amount() * Decimal::from(factor), currency);
    let package = |of: Package| Package {
        base: money(of.base),
        bonus: money(of.bonus),
        equity: None,
        sign_on: money(of.sign_on),
    };
    let mut told = Case { currency, offer: package(case.offer), ..case.clone() };
    told.current = case.current.map(package);
    for alternative in &mut told.alternatives {
        alternative.package = package(alternative.package);
    }
    for outlook in &mut told.prospects.outlooks {
        for (_, value) in &mut outlook.benefits {
            *value = money(*value);
        }
    }
    told.band = case.band.clone().map(|band| {
        let (min, max) = (money(band.base.min()), money(band.base.max()));
        PayBand { base: PayRange::new(min, None, max).expect("a range"), ..band }
    });
    told
}

/// What the person is told: the curve, the ask, the walk-away as shares of the offer.
fn told(case: &Case) -> (Vec<f64>, f64, f64) {
    (curve(case), ask(case), Setup::of(case).fallback.certain)
}

/// A case with some of everything that is money: parts, a band or none, today's
/// pay, alternatives of all kinds, a benefit.
fn varied() -> impl Strategy<Value = Case> {
    let others = proptest::collection::vec((80_000..130_000_i64, 0..4_usize), 1..4);
    (profiles(), 90_000..120_000_i64, any::<bool>(), 0..20_000_i64, others, 0..9_000_i64).prop_map(
        |(profile, base, banded, bonus, others, benefit)| {
            let mut case =
                if banded { in_band(profile, base, 85_000, 130_000) } else { offer(profile, base) };
            case.offer.bonus = usd(bonus);
            case.current = (profile != Profile::NewOffer).then(|| Package::of_base(usd(base - 5_000)));
            for (index, (base, firmness)) in others.into_iter().enumerate() {
                case = with_alternative(case, base, Firmness::ALL[firmness]);
                case.alternatives[index].name = format!("B{index}");
            }
            let benefits = vec![("childcare".to_owned(), usd(benefit))];
            let package = PackageId::Alternative(0);
            case.prospects.outlooks.push(Outlook { package, benefits, ..Outlook::default() });
            case
        },
    )
}

fn profiles() -> impl Strategy<Value = Profile> {
    proptest::sample::select(Profile::ALL.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_thousandth_more_of_anything_moves_the_curve_by_less_than_two(
        profile in profiles(), place in 0.0..1.0_f64, width in 0.05..0.5_f64, gain in -0.15..0.15_f64,
    ) {
        let min = 200_000.0;
        let max = min * (1.0 + width);
        let base = min + place * (max - min);
        let of = |base: f64, max: f64, gain: f64| {
            let case = in_band(profile, base as i64, min as i64, max as i64);
            curve(&with_alternative(case, (base * (1.0 + gain)) as i64, Firmness::Written))
        };
        let here = of(base, max, gain);
        for (what, there) in [
            ("the offer", of(base * 1.001, max, gain)),
            ("the band", of(base, max * 1.001, gain)),
            ("the alternative", of(base, max, gain + 0.001)),
        ] {
            // Above the band's room nothing is granted whole, and no ask of a curve lies there.
            let inside = ASKS.iter().filter(|&&ask| (1.0 + ask) * base * 1.001 < max).count();
            prop_assert!(
                farthest(&here[..inside], &there[..inside]) < 0.002,
                "{}: {:?} {:?}",
                what,
                here,
                there
            );
        }
    }

    #[test]
    fn a_better_or_firmer_alternative_never_lowers_the_ask_or_the_value(
        profile in profiles(), gain in -0.10..0.15_f64, more in 0.01..0.05_f64,
    ) {
        let case = |gain: f64, firmness| {
            with_alternative(offer(profile, 100_000), (100_000.0 * (1.0 + gain)) as i64, firmness)
        };
        let (here, better) = (case(gain, Firmness::Written), case(gain + more, Firmness::Written));
        prop_assert!(ask(&better) >= ask(&here) - STEP - 1e-9, "better: {} {}", ask(&better), ask(&here));
        let softer = case(gain, Firmness::Verbal);
        prop_assert!(ask(&here) >= ask(&softer) - STEP - 1e-9, "firmer: {} {}", ask(&here), ask(&softer));
        let lower = curve(&here).iter().zip(curve(&better)).any(|(a, b)| b < a - 0.0005);
        prop_assert!(!lower, "{:?} {:?}", curve(&here), curve(&better));
    }

    #[test]
    fn a_wider_band_never_lowers_the_ask(
        profile in profiles(), place in 0.0..1.0_f64, width in 0.05..0.3_f64, more in 0.01..0.2_f64,
    ) {
        let min = 100_000.0;
        let base = (min * (1.0 + place * width)) as i64;
        let at = |width: f64| ask(&in_band(profile, base, min as i64, (min * (1.0 + width)) as i64));
        prop_assert!(at(width + more) >= at(width) - STEP - 1e-9, "{} {}", at(width + more), at(width));
    }

    #[test]
    fn stronger_evidence_never_lowers_the_ask_or_the_value(case in varied()) {
        let levels = [Strength::Weak, Strength::Sound, Strength::Strong];
        let told: Vec<_> = levels.map(|of| argued(case.clone(), Some(of))).iter().map(told).collect();
        for pair in told.windows(2) {
            // Where leaving is better than whatever comes of asking, no ask is nearer the best.
            let open = pair[0].0.iter().any(|value| *value > pair[0].2.max(0.0) + 0.0005);
            prop_assert!(!open || pair[1].1 >= pair[0].1 - STEP - 1e-9, "the ask falls: {:?}", pair);
            let lower = pair[0].0.iter().zip(&pair[1].0).any(|(weaker, stronger)| stronger < &(weaker - 0.0005));
            prop_assert!(!lower, "the value falls: {:?}", pair);
        }
    }

    #[test]
    fn the_order_of_what_is_alike_changes_nothing(case in varied(), turn in 1..3_usize) {
        let mut turned = argued(case.clone(), Some(Strength::Strong));
        let count = case.alternatives.len();
        turned.alternatives.rotate_left(turn % count);
        // What belongs to an alternative goes with it.
        let moved = |id| match id {
            PackageId::Alternative(index) => PackageId::Alternative((index + count - turn % count) % count),
            other => other,
        };
        turned.prospects.outlooks.iter_mut().for_each(|outlook| outlook.package = moved(outlook.package));
        turned.prospects.grants.iter_mut().for_each(|grant: &mut Grant| grant.package = moved(grant.package));
        turned.evidence.insert(0, Evidence { claim: "also".into(), ..Evidence::default() });
        let mut straight = argued(case, Some(Strength::Strong));
        straight.evidence.push(Evidence { claim: "also".into(), ..Evidence::default() });
        prop_assert_eq!(told(&straight), told(&turned));
    }

    #[test]
    fn more_money_of_all_kinds_scales_the_result(case in varied(), factor in 2..50_i64) {
        let (here, there) = (told(&case), told(&retold(&case, factor, Currency::USD)));
        prop_assert!(farthest(&here.0, &there.0) < 1e-9, "the curve: {:?} {:?}", here, there);
        prop_assert!((here.1 - there.1).abs() < 1e-9, "the ask: {} {}", here.1, there.1);
        prop_assert!((here.2 - there.2).abs() < 1e-9, "the walk-away: {} {}", here.2, there.2);
    }

    #[test]
    fn the_name_of_the_currency_changes_no_figure(case in varied()) {
        prop_assert_eq!(told(&case), told(&retold(&case, 1, Currency::EUR)));
    }
}

#[test]
fn along_a_band_the_curve_and_the_ask_move_without_a_jump() {
    let mut before: Option<(Vec<f64>, f64)> = None;
    for base in (185_000..=209_500).step_by(100) {
        let case = in_band(Profile::Promotion, base, 185_000, 210_000);
        let here = (curve(&case), ask(&case));
        if let Some((values, asked)) = before {
            let moved = farthest(&values, &here.0);
            assert!(moved < 0.002, "{base}: the curve jumps by {moved:.4}");
            assert!(
                (asked - here.1).abs() <= STEP + 1e-9,
                "{base}: the ask jumps from {asked} to {}",
                here.1
            );
        }
        before = Some(here);
    }
}
