//! Closed forms and an independent implementation of the model, reproduced.
#![allow(clippy::expect_used)]

use counteroffer::domain::{Assumptions, Profile};
use counteroffer::input;
use counteroffer::negotiation::{Circumstances, Limit, Model, Outcome};
use counteroffer::num::normal;
use counteroffer::simulate::streams::{Purpose, open_uniform, stream};
use counteroffer::simulate::{Distribution, Engine, Settings, run, share};

const TRIALS: u64 = 4_000_000;

fn assumptions() -> Assumptions {
    input::assumptions::standard().expect("the compiled-in table")
}

/// Full, partial, held, withdrawn, mean if kept, median and 75th percentile if moved.
fn row(model: &Model, ladder: &[f64]) -> [f64; 7] {
    row_by(Engine::Auto, model, ladder)
}

fn row_by(engine: Engine, model: &Model, ladder: &[f64]) -> [f64; 7] {
    let settings = Settings { seed: 1, trials: TRIALS };
    let tally = engine.run(model, ladder, f64::NEG_INFINITY, 0.35, settings);
    let of = |outcome| share(tally.count(outcome), tally.trials).value;
    let settled =
        Distribution::new(tally.settled.iter().flat_map(|h| h.bins()).map(|(at, n)| (at * ladder[0], n)));
    [
        of(Outcome::Full),
        of(Outcome::Partial),
        of(Outcome::Held),
        of(Outcome::Withdrawn),
        tally.kept.mean().value,
        settled.quantile(0.5),
        settled.quantile(0.75),
    ]
}

/// Both engines give the documented row.
fn assert_row(name: &str, model: &Model, ladder: &[f64], want: [f64; 7]) {
    for engine in [Engine::Auto, Engine::Reference] {
        for (i, (got, want)) in row_by(engine, model, ladder).into_iter().zip(want).enumerate() {
            let off = (got - want).abs();
            assert!(off < 0.001, "{engine:?}, row {name}, figure {i}: {got:.4} instead of {want:.4}");
        }
    }
}

#[test]
fn row_a_a_new_offer() {
    let model = Model::of_profile(&assumptions(), Profile::NewOffer);
    assert_row("A", &model, &[0.15, 0.12, 0.10], [0.1374, 0.4771, 0.3639, 0.0216, 0.0653, 0.0975, 0.1325]);
}

#[test]
fn row_b_a_bold_ask() {
    let model = Model::of_profile(&assumptions(), Profile::NewOffer);
    assert_row("B", &model, &[0.40, 0.30, 0.24], [0.0120, 0.3918, 0.5558, 0.0404, 0.0804, 0.1814, 0.2000]);
}

#[test]
fn row_c_a_promotion_within_a_band() {
    let table = assumptions();
    let model =
        Model::of_profile(&table, Profile::Promotion).with_band(&table, Profile::Promotion, 0.1885, 0.083);
    assert_row("C", &model, &[0.11, 0.0825, 0.066], [0.0136, 0.4801, 0.5033, 0.0030, 0.0315, 0.0550, 0.0688]);
}

#[test]
fn row_d_another_candidate_stands_ready() {
    let model = Model { hazard: 1.5, ..Model::of_profile(&assumptions(), Profile::NewOffer) };
    assert_row("D", &model, &[0.20, 0.15, 0.12], [0.0724, 0.4439, 0.4484, 0.0353, 0.0671, 0.1072, 0.1500]);
}

#[test]
fn row_e_a_raise_asked_once() {
    let model = Model::of_profile(&assumptions(), Profile::Raise);
    assert_row("E", &model, &[0.10], [0.1861, 0.4394, 0.3726, 0.0020, 0.0416, 0.0500, 0.1000]);
}

#[test]
fn row_f_a_competing_offer() {
    let table = assumptions();
    let rival = Circumstances::neutral().with_rival(0.10, &table);
    let model = Model::of_profile(&table, Profile::NewOffer).under(&rival);
    assert_row("F", &model, &[0.15, 0.12, 0.10], [0.2256, 0.4970, 0.2620, 0.0154, 0.0829, 0.1156, 0.1500]);
}

#[test]
fn row_g_never_conceding() {
    let model = Model::of_profile(&assumptions(), Profile::NewOffer);
    assert_row("G", &model, &[0.15, 0.15, 0.15], [0.1374, 0.4739, 0.3662, 0.0225, 0.0579, 0.0750, 0.1332]);
}

/// The largest distance of a row's figures from the documented ones.
fn distance(model: &Model, ladder: &[f64], documented: [f64; 7]) -> f64 {
    row(model, ladder).iter().zip(documented).map(|(got, want)| (got - want).abs()).fold(0.0, f64::max)
}

const ROW_A: [f64; 7] = [0.1374, 0.4771, 0.3639, 0.0216, 0.0653, 0.0975, 0.1325];
const ROW_B: [f64; 7] = [0.0120, 0.3918, 0.5558, 0.0404, 0.0804, 0.1814, 0.2000];
const ROW_C: [f64; 7] = [0.0136, 0.4801, 0.5033, 0.0030, 0.0315, 0.0550, 0.0688];
const ROW_E: [f64; 7] = [0.1861, 0.4394, 0.3726, 0.0020, 0.0416, 0.0500, 0.1000];

#[test]
fn without_any_one_mechanism_a_row_no_longer_comes_out() {
    let table = assumptions();
    let offer = Model::of_profile(&table, Profile::NewOffer);
    let raise = Model::of_profile(&table, Profile::Raise);
    let promotion =
        Model::of_profile(&table, Profile::Promotion).with_band(&table, Profile::Promotion, 0.1885, 0.083);
    let a: &[f64] = &[0.15, 0.12, 0.10];
    let b: &[f64] = &[0.40, 0.30, 0.24];
    let no_cap = Limit::Policy { ln_median: 5.0, sigma: 0.1 };
    let no_midpoint = Limit::Band {
        room: 0.1885,
        middle: 0.0,
        midpoint_limit: 0.7,
        exception_chance: 0.05,
        exception_size: 0.05,
    };
    for (mechanism, model, ladder, documented) in [
        ("the policy cap", Model { limit: no_cap, ..offer }, b, ROW_B),
        (
            "the concession exponent",
            Model { concession_ln_median: 0.0, concession_sigma: 0.0, ..offer },
            a,
            ROW_A,
        ),
        ("the size of boldness inside a company", Model { boldness: 1.0, ..raise }, &[0.10], ROW_E),
        ("the hazard of withdrawal", Model { withdrawal: [0.0, 0.0], ..offer }, a, ROW_A),
        ("the midpoint limit", Model { limit: no_midpoint, ..promotion }, &[0.11, 0.0825, 0.066], ROW_C),
        ("the diminishing pull", Model { pull_half_point: 1e9, ..offer }, b, ROW_B),
        ("the pull", Model { pull: 0.0, ..offer }, a, ROW_A),
        ("disengagement", Model { disengagement: 0.0, ..offer }, a, ROW_A),
        ("splitting the difference", Model { splits: 0.0, ..offer }, a, ROW_A),
        ("patience", Model { patience: [1.0, 0.0, 0.0], ..offer }, a, ROW_A),
        ("fixed pay", Model { fixed: 0.0, ..offer }, a, ROW_A),
        ("punitive employers", Model { punitive: 0.0, ..offer }, a, ROW_A),
        ("the hazard's slope", Model { hazard_slope: 0.0, ..offer }, b, ROW_B),
        ("the hazard's growth from counter to counter", Model { hazard_repeat: 0.0, ..offer }, a, ROW_A),
    ] {
        let off = distance(&model, ladder, documented);
        assert!(off > 0.001, "{mechanism} makes no difference: {off:.5}");
    }
}

#[test]
fn without_reciprocity_standing_still_would_pay_as_well_as_conceding() {
    let model = Model { reciprocity: 1e-9, ..Model::of_profile(&assumptions(), Profile::NewOffer) };
    let row_g = [0.1374, 0.4739, 0.3662, 0.0225, 0.0579, 0.0750, 0.1332];
    // With ρ forced to 1 by a hair of a concession in each round.
    let off = distance(&model, &[0.15, 0.149_999, 0.149_998], row_g);
    assert!(off > 0.001, "{off:.5}");
}

/// Mean of `gain` over a million draws of the slack, with its standard error.
fn mean(draw: impl Fn(f64) -> f64) -> (f64, f64) {
    let n = 1_000_000;
    let mut rng = stream(7, Purpose::Negotiation, 0);
    let (mut sum, mut squares) = (0.0, 0.0);
    for _ in 0..n {
        let x = draw(open_uniform(&mut rng));
        sum += x;
        squares += x * x;
    }
    let n = f64::from(n);
    let mean = sum / n;
    (mean, ((squares / n - mean * mean) / n).sqrt())
}

fn assert_near(name: &str, (got, se): (f64, f64), want: f64) {
    assert!((got - want).abs() < 4.0 * se + 1e-6, "{name}: {got} ± {se} instead of {want}");
}

#[test]
fn take_it_or_leave_it_has_its_best_ask_where_it_should() {
    // Slack U[0, S], withdrawal h on refusal costing L: a* = (S - hL)/2, value (S - hL)^2/4S.
    for (h, loss, best, value) in [(0.0, 0.5, 0.1, 0.05), (0.1, 0.5, 0.075, 0.028_125)] {
        let expected = |ask: f64| mean(|u| if ask <= 0.2 * u { ask } else { -h * loss }).0;
        assert!((expected(best) - value).abs() < 0.0005, "{}", expected(best));
        assert!(expected(best) > expected(best - 0.02) && expected(best) > expected(best + 0.02));
    }
    // Slack lognormal(ln .075, .8): a* = .0752, value .0375, accepted .4987.
    let accepted = |ask: f64| 1.0 - normal::cdf((ask / 0.075_f64).ln() / 0.8);
    let best = (1..400)
        .map(|i| f64::from(i) * 0.0005)
        .max_by(|a, b| (a * accepted(*a)).total_cmp(&(b * accepted(*b))));
    let best = best.expect("an ask");
    assert!((best - 0.0752).abs() < 0.0005 && (best * accepted(best) - 0.0375).abs() < 0.0001, "{best}");
    assert!((accepted(0.0752) - 0.4987).abs() < 0.0001);
}

#[test]
fn a_constant_hazard_adds_up_over_three_counters() {
    // 1 - (1 - .02)^3 = .058808, by the engine's own counters.
    let table = assumptions();
    let model = Model {
        punitive: 0.0,
        fixed: 1.0,
        patience: [0.0, 0.0, 1.0],
        withdrawal: [-(0.98_f64.ln()), 0.0],
        hazard_slope: 0.0,
        hazard_repeat: 1.0,
        ..Model::of_profile(&table, Profile::NewOffer)
    };
    let tally =
        run(&model, &[0.2, 0.2, 0.2], f64::NEG_INFINITY, 0.0, Settings { seed: 3, trials: 1_000_000 });
    let withdrawn = share(tally.count(Outcome::Withdrawn), tally.trials);
    assert_near("withdrawn", (withdrawn.value, withdrawn.se), 0.058_808);
}

#[test]
fn the_same_bytes_for_any_number_of_threads() {
    let model = Model::of_profile(&assumptions(), Profile::NewOffer);
    let tally = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        let settings = Settings { seed: 5, trials: 123_457 };
        pool.install(|| run(&model, &[0.15, 0.12, 0.10], 0.0, 0.35, settings))
    };
    let one = tally(1);
    assert_eq!(one, tally(2));
    assert_eq!(one, tally(7));
}

#[test]
fn every_closed_form_comes_out_and_is_the_documented_one() {
    let forms = counteroffer::validation::closed_forms(1);
    let off: Vec<_> = forms.iter().filter(|form| !form.agrees).collect();
    assert!(off.is_empty(), "{off:#?}");
    let documented = [
        // alternating offers without end, then over 2, 3, 4 and 10 rounds
        0.714286, 0.526316, 0.1, 0.91, 0.181, 0.342801, // Nash
        0.55, 0.69, // sealed bids: 9/32, 9/64, .5
        0.28125, 0.140625, 0.5, // take it or leave it
        0.05, 0.028125, 0.4987, 0.0375, // meeting part way
        0.083347, 0.075, // splitting .2: 1/2, 3/4, 7/8 of it
        0.1, 0.15, 0.175, // concession curves
        0.325, 0.55, 0.736396, 0.196288, 0.316228, 0.562341, // hazard, knapsack
        0.058808, 9868.75,
    ];
    assert_eq!(forms.len(), documented.len());
    for (form, documented) in forms.iter().zip(documented) {
        // The lognormal take-it-or-leave-it is documented to four digits.
        let digits = if form.name.starts_with("the same, lognormal") { 5e-5 } else { 5.1e-7 };
        assert!((form.exact - documented).abs() <= digits, "{}: {} not {documented}", form.name, form.exact);
    }
}
