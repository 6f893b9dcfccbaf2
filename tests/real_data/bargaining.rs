//! The human bargains: their figures as they were computed elsewhere, so that
//! what the model is compared with is known to be read right.

use counteroffer::num::quantile_of_sorted;

use super::shared;

fn rows(file: &str) -> Option<Vec<csv::StringRecord>> {
    let mut reader = csv::Reader::from_path(shared(file)?).unwrap();
    Some(reader.records().map(Result::unwrap).collect())
}

/// Pearson's correlation.
fn correlation(pairs: &[(f64, f64)]) -> f64 {
    let n = pairs.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / n;
    let (x, y) = (mean(|p| p.0), mean(|p| p.1));
    let sum = |of: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>();
    let covariance = sum(&|p| (p.0 - x) * (p.1 - y));
    covariance / (sum(&|p| (p.0 - x).powi(2)) * sum(&|p| (p.1 - y).powi(2))).sqrt()
}

#[test]
fn first_offers_and_prices_of_two_party_bargains() {
    let Some(rows) = rows("bargaining/mapletech_dyads.csv") else { return };
    assert_eq!(rows.len(), 43);
    assert_eq!(rows.iter().filter(|row| &row[6] == "Yes").count(), 42);
    let number = |text: &str| text.parse::<f64>().ok();
    let pairs = |without: &str| -> Vec<(f64, f64)> {
        let pair =
            |row: &csv::StringRecord| Some(((number(&row[4])? + number(&row[5])?) / 2.0, number(&row[7])?));
        rows.iter().filter(|row| &row[6] == "Yes" && &row[0] != without).filter_map(pair).collect()
    };
    let round = |value: f64| (value * 100.0).round() / 100.0;
    assert_eq!((pairs("").len(), round(correlation(&pairs("")))), (42, 0.73));
    assert_eq!(round(correlation(&pairs("10"))), 0.70);
    let mut prices: Vec<f64> = pairs("10").into_iter().map(|pair| pair.1).collect();
    prices.sort_by(f64::total_cmp);
    let ends = [0.0, 1.0].map(|p| quantile_of_sorted(&prices, p).unwrap());
    assert!(ends[0] >= 10.0 && ends[1] <= 35.0, "{ends:?}");
}

#[test]
fn first_salaries_of_job_negotiations() {
    let Some(rows) = rows("bargaining/negochat_salary_offers.csv") else { return };
    assert_eq!(rows.len(), 105);
    let opened: Vec<f64> = rows.iter().filter_map(|row| row[3].parse().ok()).collect();
    assert_eq!((opened.len(), opened.iter().filter(|first| **first == 120_000.0).count()), (99, 96));
}
