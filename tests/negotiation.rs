//! Properties of the negotiation that hold for every ask, not for chosen figures.
#![allow(clippy::expect_used)]

use counteroffer::domain::Profile;
use counteroffer::input;
use counteroffer::negotiation::{Demand, Employers, Model, Outcome, UNIFORMS, play, play_observed};
use counteroffer::simulate::{Settings, run, run_ladders, share};
use proptest::prelude::*;

fn model(profile: Profile) -> Model {
    Model::of_profile(&input::assumptions::standard().expect("the compiled-in table"), profile)
}

fn uniforms() -> impl Strategy<Value = [f64; UNIFORMS]> {
    proptest::array::uniform22(0.000_001..0.999_999_f64)
}

proptest! {
    #[test]
    fn no_settlement_is_below_the_standing_offer_or_above_the_ask(
        u in uniforms(), ask in 0.001..1.0_f64, step in 0.0..0.5_f64, profile in 0..3_usize,
    ) {
        let model = model(Profile::ALL[profile]);
        let ladder = [ask, ask * (1.0 - step), ask * (1.0 - step) * (1.0 - step)];
        let employer = Employers::of(&model).from_uniforms(&u);
        let mut standing = Vec::new();
        let end = play_observed(&Demand::new(&model, &ladder), &employer, |_, talk| standing.push(talk.standing));
        prop_assert!(standing.windows(2).all(|pair| pair[1] >= pair[0]));
        let last = standing.last().copied().unwrap_or(0.0);
        if end.outcome == Outcome::Withdrawn || end.outcome == Outcome::Held {
            prop_assert_eq!(end.gain, 0.0);
        } else {
            prop_assert!(end.gain >= last - 1e-12 && end.gain <= ask + 1e-12);
        }
        prop_assert_eq!(end.outcome == Outcome::Full, end.outcome == Outcome::Full && end.gain >= ask - 1e-12);
    }

    #[test]
    fn asking_more_never_turns_a_refusal_into_the_full_ask(
        u in uniforms(), low in 0.01..0.5_f64, more in 0.001..0.5_f64,
    ) {
        let model = model(Profile::NewOffer);
        let employer = Employers::of(&model).from_uniforms(&u);
        let outcome = |ask: f64| play(&Demand::new(&model, &[ask]), &employer).outcome;
        if outcome(low + more) == Outcome::Full {
            prop_assert_eq!(outcome(low), Outcome::Full);
        }
    }
}

#[test]
fn asking_more_never_raises_the_chance_of_the_full_ask() {
    for profile in Profile::ALL {
        let model = model(profile);
        let full = |percent: u32| {
            let ask = f64::from(percent) / 100.0;
            let settings = Settings { seed: 1, trials: 40_000 };
            let tally = run(&model, &[ask, 0.75 * ask, 0.6 * ask], 0.0, 0.35, settings);
            share(tally.count(Outcome::Full), tally.trials).value
        };
        let shares: Vec<f64> = (1..=40).map(full).collect();
        assert!(shares.windows(2).all(|pair| pair[1] <= pair[0]), "{profile:?}: {shares:?}");
    }
}

#[test]
fn conceding_pays_for_bold_asks_and_costs_next_to_nothing_for_small_ones() {
    for profile in Profile::ALL {
        let model = model(profile);
        for ask in [0.05, 0.10, 0.15, 0.25, 0.40] {
            let ladders = [vec![ask, 0.75 * ask, 0.6 * ask], vec![ask; 3]];
            let settings = Settings { seed: 1, trials: 100_000 };
            let tallies = run_ladders(&model, &ladders, f64::NEG_INFINITY, settings);
            let [conceding, stubborn] =
                [0, 1].map(|i| tallies[i].taken.mean_with(settings.trials, 0.0).value);
            // Who gives up a part of a small ask gives up what would have been granted.
            let least = if ask > 0.10 { stubborn } else { stubborn - 0.0003 };
            assert!(conceding >= least, "{profile:?} {ask}: {conceding} < {stubborn}");
        }
    }
}

#[test]
fn the_curve_and_the_single_run_agree_on_the_same_seed() {
    let model = model(Profile::NewOffer);
    let ladder = vec![0.15, 0.12, 0.10];
    let settings = Settings { seed: 9, trials: 50_000 };
    let single = run(&model, &ladder, 0.0, 0.35, settings);
    let curve = run_ladders(&model, std::slice::from_ref(&ladder), 0.0, settings);
    let close = |a: f64, b: f64, se: f64| (a - b).abs() <= 6.0 * se;
    let (a, b) = (single.taken.mean_with(single.trials, 0.0), curve[0].taken.mean_with(settings.trials, 0.0));
    assert!(close(a.value, b.value, a.se), "{a:?} {b:?}");
}
