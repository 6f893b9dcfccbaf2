//! Closed forms and an independent implementation of the model, reproduced.
#![allow(clippy::expect_used)]

use counteroffer::domain::{Assumptions, Profile};
use counteroffer::input;
use counteroffer::negotiation::{Circumstances, Model, Outcome};
use counteroffer::simulate::{Distribution, Settings, run, share};

const TRIALS: u64 = 4_000_000;

fn assumptions() -> Assumptions {
    input::assumptions::standard().expect("the compiled-in table")
}

/// Full, partial, held, withdrawn, mean if kept, median and 75th percentile if moved.
fn row(model: &Model, ladder: &[f64]) -> [f64; 7] {
    let settings = Settings { seed: 1, trials: TRIALS };
    let tally = run(model, ladder, f64::NEG_INFINITY, 0.35, settings);
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

fn assert_row(name: &str, got: [f64; 7], want: [f64; 7]) {
    for (i, (got, want)) in got.iter().zip(want).enumerate() {
        assert!((got - want).abs() < 0.001, "row {name}, figure {i}: {got:.4} instead of {want:.4}");
    }
}

#[test]
fn row_a_a_new_offer() {
    let model = Model::of_profile(&assumptions(), Profile::NewOffer);
    assert_row(
        "A",
        row(&model, &[0.15, 0.12, 0.10]),
        [0.1374, 0.4771, 0.3639, 0.0216, 0.0653, 0.0975, 0.1325],
    );
}

#[test]
fn row_b_a_bold_ask() {
    let model = Model::of_profile(&assumptions(), Profile::NewOffer);
    assert_row(
        "B",
        row(&model, &[0.40, 0.30, 0.24]),
        [0.0120, 0.3918, 0.5558, 0.0404, 0.0804, 0.1814, 0.2000],
    );
}

#[test]
fn row_c_a_promotion_within_a_band() {
    let table = assumptions();
    let model =
        Model::of_profile(&table, Profile::Promotion).with_band(&table, Profile::Promotion, 0.1885, 0.083);
    assert_row(
        "C",
        row(&model, &[0.11, 0.0825, 0.066]),
        [0.0136, 0.4801, 0.5033, 0.0030, 0.0315, 0.0550, 0.0688],
    );
}

#[test]
fn row_d_another_candidate_stands_ready() {
    let model = Model { hazard: 1.5, ..Model::of_profile(&assumptions(), Profile::NewOffer) };
    assert_row(
        "D",
        row(&model, &[0.20, 0.15, 0.12]),
        [0.0724, 0.4439, 0.4484, 0.0353, 0.0671, 0.1072, 0.1500],
    );
}

#[test]
fn row_e_a_raise_asked_once() {
    let model = Model::of_profile(&assumptions(), Profile::Raise);
    assert_row("E", row(&model, &[0.10]), [0.1861, 0.4394, 0.3726, 0.0020, 0.0416, 0.0500, 0.1000]);
}

#[test]
fn row_f_a_competing_offer() {
    let table = assumptions();
    let rival = Circumstances::neutral().with_rival(0.10, &table);
    let model = Model::of_profile(&table, Profile::NewOffer).under(&rival);
    assert_row(
        "F",
        row(&model, &[0.15, 0.12, 0.10]),
        [0.2256, 0.4970, 0.2620, 0.0154, 0.0829, 0.1156, 0.1500],
    );
}

#[test]
fn row_g_never_conceding() {
    let model = Model::of_profile(&assumptions(), Profile::NewOffer);
    assert_row(
        "G",
        row(&model, &[0.15, 0.15, 0.15]),
        [0.1374, 0.4739, 0.3662, 0.0225, 0.0579, 0.0750, 0.1332],
    );
}
