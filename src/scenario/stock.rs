//! What the shares of an employer must do for one package to match another.

use super::table::{mean_cash, mean_sum};
use crate::equity::plan::Plan;
use crate::equity::price::PriceModel;

/// What the shares behind package B must do for it to be as good as A.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum StockNeeded {
    /// B holds no shares that count.
    NoShares,
    /// B is as good even if they become worthless.
    Nothing,
    /// No rise is enough.
    Impossible,
    /// At least this.
    AtLeast(StockMove),
    /// At most this: a rise helps A more, which holds more of the same shares.
    AtMost(StockMove),
}

/// A move of shares that is the same every year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StockMove {
    /// Price at the horizon, or what becomes of a private company, as a
    /// multiple of today's.
    pub multiple: f64,
    /// Growth a year as a fraction; absent for a private company.
    pub yearly: Option<f64>,
}

/// The search goes up to shares worth this many times today's at the horizon.
const HIGHEST_MULTIPLE: f64 = 1_000.0;

/// What the shares of B's employer must do for the likely sum of B to reach
/// that of A. Shares of another employer at A bring their mean.
pub fn stock_needed(a: &Plan, b: &Plan) -> StockNeeded {
    if b.lots.iter().all(|lot| lot.face <= 0.0) {
        return StockNeeded::NoShares;
    }
    let same = a.employer.name == b.employer.name;
    let gap = |multiple: f64| sum_at(b, multiple) - if same { sum_at(a, multiple) } else { mean_sum(a) };
    let (mut low, mut high) = (0.0, HIGHEST_MULTIPLE);
    let (at_low, at_high) = (gap(low), gap(high));
    match (at_low >= 0.0, at_high >= 0.0) {
        (true, true) => return StockNeeded::Nothing,
        (false, false) => return StockNeeded::Impossible,
        _ => {}
    }
    // Halving the interval as often as a double has digits.
    for _ in 0..80 {
        let middle = 0.5 * (low + high);
        if (gap(middle) >= 0.0) == (at_low >= 0.0) {
            low = middle;
        } else {
            high = middle;
        }
    }
    let found = StockMove { multiple: high, yearly: yearly(b, high) };
    if at_low < 0.0 { StockNeeded::AtLeast(found) } else { StockNeeded::AtMost(found) }
}

fn yearly(plan: &Plan, multiple: f64) -> Option<f64> {
    match plan.employer.price {
        PriceModel::Public(_) => Some(libm::pow(multiple, 1.0 / plan.years().max(1) as f64) - 1.0),
        PriceModel::Private(_) => None,
    }
}

/// The likely cash of a plan, and its lots if shares steadily reach `multiple`
/// times today's price at the horizon, or a private company comes out at it.
fn sum_at(plan: &Plan, multiple: f64) -> f64 {
    let horizon = plan.years().max(1) as f64;
    let equity: f64 = plan
        .lots
        .iter()
        .map(|lot| {
            let price = match &plan.employer.price {
                PriceModel::Public(_) if multiple <= 0.0 => 0.0,
                PriceModel::Public(_) => {
                    libm::pow(multiple, (lot.time - lot.priced_at.unwrap_or(0.0)) / horizon)
                }
                PriceModel::Private(mixture) => mixture.kept(lot.stake_from) * multiple,
            };
            (lot.face * price - lot.strike).max(0.0)
        })
        .sum();
    mean_cash(plan) + equity
}
