//! Closed forms and an independent implementation of the model, reproduced.
#![allow(clippy::expect_used)]

use counteroffer::domain::{Assumptions, Profile};
use counteroffer::input;
use counteroffer::negotiation::{Circumstances, Demand, FirstAnswer, Further, Limit, Model, Outcome, Rival};
use counteroffer::num::normal;
use counteroffer::simulate::streams::{Purpose, open_uniform, stream};
use counteroffer::simulate::{Distribution, Settings, Tally, run, run_demand, share};

#[path = "common/rows.rs"]
mod rows;
use rows::Figures;

const TRIALS: u64 = 4_000_000;

fn assumptions() -> Assumptions {
    input::assumptions::standard().expect("the compiled-in table")
}

/// One of the documented rows: what is asked under which model.
struct Row {
    name: &'static str,
    demand: Demand,
    documented: Figures,
}

fn row(name: &'static str, model: &Model, ladder: &[f64], documented: Figures) -> Row {
    Row { name, demand: Demand::new(model, ladder), documented }
}

const LADDER_A: [f64; 3] = [0.15, 0.12, 0.10];
const LADDER_B: [f64; 3] = [0.40, 0.30, 0.24];
const LADDER_C: [f64; 3] = [0.11, 0.0825, 0.066];
const LADDER_H: [f64; 3] = [0.06, 0.045, 0.036];

/// A promotion in a band with this room, `middle` of it to the middle.
fn promotion(room: f64, middle: f64) -> Model {
    let table = assumptions();
    Model::of_profile(&table, Profile::Promotion).with_band(&table, Profile::Promotion, room, middle)
}

/// The same at a base in thousands in a band of 185 to 210.
fn promotion_at(base: f64) -> Model {
    promotion(210.0 / base - 1.0, 197.5 / base - 1.0)
}

fn documented_rows() -> Vec<Row> {
    let table = assumptions();
    let offer = Model::of_profile(&table, Profile::NewOffer);
    let rival = offer.under(&Circumstances::neutral().with_rival(0.10, &table));
    let conceding = Demand::conceding(&offer, 0.15, 0.25, 3);
    vec![
        row("A", &offer, &LADDER_A, rows::A),
        row("B", &offer, &LADDER_B, rows::B),
        row("C", &promotion(0.1885, 0.0833), &LADDER_C, rows::C),
        row("D", &Model { hazard: 1.5, ..offer }, &[0.20, 0.15, 0.12], rows::D),
        row("E", &Model::of_profile(&table, Profile::Raise), &[0.10], rows::E),
        row("F", &rival, &LADDER_A, rows::F),
        row("G", &offer, &[0.15; 3], rows::G),
        row("H", &promotion_at(190.0), &LADDER_H, rows::H),
        row("I", &promotion_at(200.0), &[0.04, 0.03, 0.024], rows::I),
        row("J", &offer.with_market(&table, Some(-0.10)), &LADDER_A, rows::J),
        Row { name: "K", demand: conceding, documented: rows::K },
    ]
}

fn figures(tally: &Tally, opening: f64) -> Figures {
    let of = |outcome| share(tally.count(outcome), tally.trials).value;
    let settled =
        Distribution::new(tally.settled.iter().flat_map(|h| h.bins()).map(|(at, n)| (at * opening, n)));
    [
        of(Outcome::Full),
        of(Outcome::Partial),
        of(Outcome::Held),
        of(Outcome::Withdrawn),
        tally.kept.mean().value,
        settled.quantile(0.25),
        settled.quantile(0.50),
        settled.quantile(0.75),
    ]
}

const EVERYTHING: f64 = f64::NEG_INFINITY;

/// The plain engine's figures.
fn plain(demand: &Demand) -> Figures {
    let tally = run_demand(demand, EVERYTHING, 0.35, Settings { seed: 1, trials: TRIALS });
    figures(&tally, demand.opening)
}

/// The largest distance of two rows' figures.
fn distance(one: &Figures, other: &Figures) -> f64 {
    one.iter().zip(other).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
}

#[test]
fn every_documented_row_comes_out_of_the_plain_engine() {
    for row in documented_rows() {
        let got = plain(&row.demand);
        let off = distance(&got, &row.documented);
        assert!(off < rows::ALLOWED, "row {}: {got:.4?} instead of {:.4?}", row.name, row.documented);
    }
}

#[test]
fn without_any_one_mechanism_a_row_no_longer_comes_out() {
    let table = assumptions();
    let offer = Model::of_profile(&table, Profile::NewOffer);
    let raise = Model::of_profile(&table, Profile::Raise);
    let (c, h) = (promotion(0.1885, 0.0833), promotion_at(190.0));
    let rival = offer.under(&Circumstances::neutral().with_rival(0.10, &table));
    let no_cap = Limit::Policy { ln_median: 5.0, sigma: 0.1 };
    let Limit::Band { room, middle, midpoint_limit, midpoint_spread, exception_chance, exception_size } =
        h.limit
    else {
        panic!("row H lies in a band")
    };
    let band = |midpoint_limit, midpoint_spread, exception_chance| {
        let limit =
            Limit::Band { room, middle, midpoint_limit, midpoint_spread, exception_chance, exception_size };
        Model { limit, ..h }
    };
    let first = |first| Model { first, ..offer };
    let further = |further| Model { further, ..offer };
    let (answer, again) = (offer.first, offer.further);
    let unmatched = Model { rival: rival.rival.map(|r| Rival { match_chance: 0.0, ..r }), ..rival };
    let unpriced = Model { rival: rival.rival.map(|r| Rival { gain: 0.0, ..r }), ..rival };
    for (mechanism, model, ladder, documented) in [
        ("fixed pay", Model { fixed: 0.0, ..offer }, LADDER_A, rows::A),
        ("the policy cap", Model { limit: no_cap, ..offer }, LADDER_B, rows::B),
        ("the pull", Model { pull: 0.0, ..offer }, LADDER_A, rows::A),
        ("the diminishing pull", Model { pull_half_point: 1e9, ..offer }, LADDER_B, rows::B),
        ("a yes at once", first(FirstAnswer { yes: 1.0, ..answer }), LADDER_A, rows::A),
        ("a no first", first(FirstAnswer { refusal: 0.0, ..answer }), LADDER_A, rows::A),
        ("the first answer's mean", first(FirstAnswer { mean: 1.0, ..answer }), LADDER_A, rows::A),
        ("the first answer's spread", first(FirstAnswer { strength: 1e6, ..answer }), LADDER_A, rows::A),
        ("further moves", further(Further { shift: -1e9, ..again }), LADDER_A, rows::A),
        ("the shift for employers", further(Further { shift: 0.0, ..again }), LADDER_A, rows::A),
        ("what is answered counts", further(Further { answer: 0.0, ..again }), LADDER_A, rows::A),
        ("what is given up counts", further(Further { share: 0.0, ..again }), LADDER_A, rows::A),
        ("moves that meet the ask", further(Further { settles: 0.0, ..again }), LADDER_A, rows::A),
        ("the least move", further(Further { least: 0.0, ..again }), LADDER_B, rows::B),
        ("disengagement", Model { disengagement: 0.0, ..offer }, LADDER_A, rows::A),
        ("the hazard of withdrawal", Model { withdrawal: [0.0, 0.0], ..offer }, LADDER_A, rows::A),
        ("punitive employers", Model { punitive: 0.0, ..offer }, LADDER_A, rows::A),
        ("the hazard's slope", Model { hazard_slope: 0.0, ..offer }, LADDER_B, rows::B),
        ("the hazard's growth", Model { hazard_repeat: 1.0, ..offer }, LADDER_B, rows::B),
        ("the signed middle", promotion(0.05, 0.0), [0.04, 0.03, 0.024], rows::I),
        ("own approval", band(0.0, midpoint_spread, exception_chance), LADDER_H, rows::H),
        ("the spread of own approval", band(midpoint_limit, 0.0, exception_chance), LADDER_H, rows::H),
        ("the market", Model { market_slope: 0.0, ..offer }, LADDER_A, rows::J),
        ("matching an alternative", unmatched, LADDER_A, rows::F),
        ("boldness over an alternative", unpriced, LADDER_A, rows::F),
        ("boldness inside a company", Model { boldness: 1.0, ..c }, LADDER_C, rows::C),
    ] {
        let off = distance(&plain(&Demand::new(&model, &ladder)), &documented);
        assert!(off > rows::ALLOWED, "{mechanism} makes no difference: {off:.5}");
    }
    let once = distance(&plain(&Demand::new(&Model { boldness: 1.0, ..raise }, &[0.10])), &rows::E);
    assert!(once > rows::ALLOWED, "boldness of a raise makes no difference: {once:.5}");
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
    // Nothing first, then always a move that does not reach the ask: every counter is made.
    let offer = Model::of_profile(&table, Profile::NewOffer);
    let model = Model {
        punitive: 0.0,
        fixed: 0.0,
        disengagement: 0.0,
        slack_ln_median: 3.0,
        limit: Limit::Policy { ln_median: 3.0, sigma: 0.1 },
        first: FirstAnswer { yes: 0.0, refusal: 1.0, ..offer.first },
        further: Further { shift: 1e9, settles: 0.0, ..offer.further },
        withdrawal: [-(0.98_f64.ln()), 0.0],
        hazard_slope: 0.0,
        hazard_repeat: 1.0,
        ..offer
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
        0.083347, 0.075, // quartiles of a first answer over the ask
        0.358375, 0.523204, 0.684551, // further moves
        0.492501, 0.558481, // concession curves
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
