//! What 1,081 people did when they haggled over goods (CraigslistBargain, He et
//! al. 2018): the first answers, and whether a second ask brought more. The
//! model's figures for both are estimated from these bargains; here they come
//! out of them again.

use counteroffer::domain::FurtherAsks;
use counteroffer::num::quantile_of_sorted;

use super::shared;

/// One bargain in discounts from the list price; what was not said is `None`.
struct Bargain {
    half: String,
    first_ask: Option<f64>,
    first_answer: Option<f64>,
    second_ask: Option<f64>,
    end: Option<f64>,
}

fn bargains() -> Option<Vec<Bargain>> {
    let mut reader = csv::Reader::from_path(shared("bargaining/craigslist_dyads.csv")?).unwrap();
    let bargain = |row: csv::StringRecord| Bargain {
        half: row[0].to_owned(),
        first_ask: row[3].parse().ok(),
        first_answer: row[4].parse().ok(),
        second_ask: row[5].parse().ok(),
        end: row[7].parse().ok(),
    };
    Some(reader.records().map(|row| bargain(row.unwrap())).collect())
}

/// A second ask: where the first answer lay, how much of the gap it gave up, and what came of it.
struct Again {
    dev: bool,
    /// 1, answer/ask, share of the gap given up.
    at: [f64; 3],
    more: bool,
    met: bool,
}

/// Everybody who asked again for more than what they were answered.
fn again(bargain: &Bargain) -> Option<Again> {
    let (first, answer, second) = (bargain.first_ask?, bargain.first_answer?, bargain.second_ask?);
    let counts = (0.02..=0.75).contains(&first)
        && answer >= -0.005
        && answer <= first - 0.01
        && second > answer
        && second <= first;
    // Without a deal nothing came of it.
    let end = bargain.end.unwrap_or(f64::NEG_INFINITY);
    counts.then_some(Again {
        dev: bargain.half == "dev",
        at: [1.0, answer / first, (first - second) / (first - answer)],
        more: end > answer + 0.005,
        met: end >= second - 0.005,
    })
}

fn all_again(bargains: &[Bargain]) -> Vec<Again> {
    bargains.iter().filter_map(again).collect()
}

fn share(of: &[&Again], is: impl Fn(&Again) -> bool) -> f64 {
    of.iter().filter(|again| is(again)).count() as f64 / of.len() as f64
}

fn chance(coefficients: &[f64; 3], at: &[f64; 3]) -> f64 {
    let score: f64 = coefficients.iter().zip(at).map(|(b, x)| b * x).sum();
    1.0 / (1.0 + (-score).exp())
}

/// A logistic regression by iteratively reweighted least squares: coefficients and covariance.
// Indices read as the formula does.
#[allow(clippy::needless_range_loop)]
fn logit(of: &[&Again]) -> ([f64; 3], [[f64; 3]; 3]) {
    let mut coefficients = [0.0; 3];
    let mut covariance = [[0.0; 3]; 3];
    for _ in 0..20 {
        let (mut information, mut score) = ([[0.0; 3]; 3], [0.0; 3]);
        for again in of {
            let p = chance(&coefficients, &again.at);
            for i in 0..3 {
                score[i] += again.at[i] * (f64::from(again.more) - p);
                for j in 0..3 {
                    information[i][j] += again.at[i] * again.at[j] * p * (1.0 - p);
                }
            }
        }
        covariance = inverse(&information);
        for i in 0..3 {
            coefficients[i] += (0..3).map(|j| covariance[i][j] * score[j]).sum::<f64>();
        }
    }
    (coefficients, covariance)
}

/// The inverse of a symmetric matrix by its cofactors.
fn inverse(m: &[[f64; 3]; 3]) -> [[f64; 3]; 3] {
    let cofactor = |i: usize, j: usize| {
        let (a, b, c, d) = ((i + 1) % 3, (i + 2) % 3, (j + 1) % 3, (j + 2) % 3);
        m[a][c] * m[b][d] - m[a][d] * m[b][c]
    };
    let determinant: f64 = (0..3).map(|j| m[0][j] * cofactor(0, j)).sum();
    std::array::from_fn(|i| std::array::from_fn(|j| cofactor(j, i) / determinant))
}

/// Minus the log of the chance that was given to what happened, in nats.
fn surprise(p: f64, happened: bool) -> f64 {
    -(if happened { p } else { 1.0 - p }).ln()
}

fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

#[test]
fn who_asks_again_gets_more_as_the_model_says() {
    let Some(bargains) = bargains() else { return };
    assert_eq!(bargains.len(), 1_081);
    let found = all_again(&bargains);
    let all: Vec<&Again> = found.iter().collect();
    assert_eq!((all.len(), (share(&all, |a| a.more) * 1000.0).round()), (316, 807.0));
    let moved: Vec<&Again> = found.iter().filter(|again| again.more).collect();
    assert_eq!(hundredths(share(&moved, |a| a.met)), 0.57);
    let (coefficients, covariance) = logit(&all);
    assert_eq!(coefficients.map(hundredths), [-0.03, 1.06, 2.68]);
    assert_eq!([0, 1, 2].map(|i| hundredths(covariance[i][i].sqrt())), [0.35, 0.65, 0.66]);
}

/// How many got more, by how near the first answer lay to the ask.
#[test]
fn the_table_that_is_printed_beside_a_reply() {
    let Some(bargains) = bargains() else { return };
    let found = all_again(&bargains);
    let table = counteroffer::input::further_asks::standard().unwrap();
    for place in &table {
        // An answer a hair below the list price counts with those of nothing.
        let here = |again: &&Again| FurtherAsks::at(&table, again.at[1]) == Some(*place);
        let here: Vec<&Again> = found.iter().filter(here).collect();
        assert_eq!((here.len() as u32, hundredths(share(&here, |a| a.more))), (place.asked, place.more));
    }
    assert_eq!(
        table.iter().map(|place| place.more).collect::<Vec<_>>(),
        [0.65, 0.78, 0.92, 0.88, 0.80, 0.76]
    );
    assert_eq!(table.iter().map(|place| place.asked).sum::<u32>(), 316);
}

#[test]
fn first_answers_lie_as_the_model_draws_them() {
    let Some(bargains) = bargains() else { return };
    let mut shares: Vec<f64> = bargains
        .iter()
        .filter_map(|bargain| Some((bargain.first_ask?, bargain.first_answer?)))
        .filter(|&(ask, answer)| (0.02..=0.75).contains(&ask) && answer > 0.005 && answer < ask)
        .map(|(ask, answer)| answer / ask)
        .collect();
    shares.sort_by(f64::total_cmp);
    assert_eq!(shares.len(), 583);
    let quartiles = [0.25, 0.5, 0.75].map(|p| hundredths(quantile_of_sorted(&shares, p).unwrap()));
    assert_eq!(quartiles, [0.33, 0.5, 0.63]);
}

/// Fitted to one half and judged on the other, the model's equation forecasts
/// better than the share of that half: by .033 ± .014 nats.
#[test]
fn out_of_sample_the_forecast_beats_a_constant() {
    let Some(bargains) = bargains() else { return };
    let found = all_again(&bargains);
    let mut gains = Vec::new();
    for dev in [true, false] {
        let (fitted, judged): (Vec<&Again>, Vec<&Again>) = found.iter().partition(|again| again.dev == dev);
        let (coefficients, _) = logit(&fitted);
        let constant = share(&fitted, |a| a.more);
        gains.extend(judged.iter().map(|again| {
            surprise(constant, again.more) - surprise(chance(&coefficients, &again.at), again.more)
        }));
    }
    let n = gains.len() as f64;
    let mean = gains.iter().sum::<f64>() / n;
    let variance = gains.iter().map(|gain| (gain - mean).powi(2)).sum::<f64>() / n;
    let thousandths = |value: f64| (value * 1000.0).round();
    assert_eq!((thousandths(mean), thousandths((variance / n).sqrt())), (33.0, 14.0));
}

/// Without the shift for employers the model's own equation, as it is in the
/// table of assumptions, forecasts the bargains and not worse than their share.
#[test]
fn the_model_without_its_shift_forecasts_the_bargains() {
    let Some(bargains) = bargains() else { return };
    let found = all_again(&bargains);
    let all: Vec<&Again> = found.iter().collect();
    let table = counteroffer::input::assumptions::standard().unwrap();
    let model = counteroffer::negotiation::Model::of_profile(&table, counteroffer::domain::Profile::NewOffer);
    let people = counteroffer::negotiation::Further { shift: 0.0, ..model.further };
    let constant = share(&all, |a| a.more);
    let nats = |of: &dyn Fn(&Again) -> f64| {
        all.iter().map(|again| surprise(of(again), again.more)).sum::<f64>() / all.len() as f64
    };
    let (by_model, by_share) = (nats(&|a| people.chance(a.at[1], a.at[2])), nats(&|_| constant));
    assert!(by_model < by_share - 0.02, "{by_model} against {by_share}");
    assert_eq!(
        hundredths(nats(&|a| model.further.chance(a.at[1], a.at[2]))),
        0.58,
        "employers move less readily"
    );
}
