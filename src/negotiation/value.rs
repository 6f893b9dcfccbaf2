//! What a package is worth to the person in a year, and what it costs the employer.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::domain::{Assumptions, Equity, EquityTerms, Package, Part};

/// The weights that turn a package into one yearly figure.
///
/// V = Σ v_j · component_j + what does not move, averaged over the horizon: base, bonus at
/// the mean of its payout, equity less its haircut, sign-on spread over the horizon; grants on
/// top and benefits do not move.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Valuation {
    /// v_j: worth to the candidate of one unit of money in each part.
    pub worth: [f64; Part::COUNT],
    /// k_j: cost to the employer of one unit of money in each part.
    pub cost: [f64; Part::COUNT],
    /// What the package brings a year beside its parts: grants on top, benefits less premiums.
    pub fixed: f64,
    horizon_years: f64,
}

impl Valuation {
    /// With the worth of each part, over so many years; costs are assumed.
    pub fn new(assumptions: &Assumptions, worth: [f64; Part::COUNT], horizon_years: f64) -> Self {
        let cost =
            ["cost.base", "cost.bonus", "cost.equity", "cost.sign-on"].map(|name| assumptions.value(name));
        Valuation { worth, cost, fixed: 0.0, horizon_years }
    }

    /// With given weights and costs, over four years: for cases worked by hand.
    pub fn with_weights(worth: [f64; Part::COUNT], cost: [f64; Part::COUNT]) -> Self {
        Valuation { worth, cost, fixed: 0.0, horizon_years: 4.0 }
    }

    /// Money a year in each part, at face value. Equity whose worth is unknown counts nothing.
    pub fn face(&self, package: &Package, terms: &EquityTerms) -> [f64; Part::COUNT] {
        [
            package.base.to_f64(),
            package.bonus.to_f64(),
            package.equity.and_then(|equity| yearly_equity(equity, terms)).unwrap_or(0.0),
            package.sign_on.to_f64() / self.horizon_years,
        ]
    }

    /// The yearly value V of a package to the person.
    pub fn yearly(&self, package: &Package, terms: &EquityTerms) -> f64 {
        self.worth_of(&self.face(package, terms)) + self.fixed
    }

    /// Σ v_j · y_j for money a year in each part.
    pub fn worth_of(&self, parts: &[f64; Part::COUNT]) -> f64 {
        parts.iter().zip(&self.worth).map(|(part, worth)| part * worth).sum()
    }

    /// Σ k_j · y_j: what it costs the employer.
    pub fn cost_of(&self, parts: &[f64; Part::COUNT]) -> f64 {
        parts.iter().zip(&self.cost).map(|(part, cost)| part * cost).sum()
    }

    /// Years over which a sign-on is spread.
    pub fn horizon_years(&self) -> f64 {
        self.horizon_years
    }
}

/// Money a year of vesting that a grant is worth at face value; `None` where
/// the company's value or the unit price is unknown.
pub fn yearly_equity(equity: Equity, terms: &EquityTerms) -> Option<f64> {
    let years = Decimal::from(terms.vesting.months().max(1)) / Decimal::from(12);
    let grant = match equity {
        Equity::Percent(percent) => terms.company_value?.amount().checked_mul(percent.fraction())?,
        Equity::Amount(money) => money.amount(),
        Equity::Units(units) => terms.unit_price?.amount().checked_mul(units)?,
    };
    grant.checked_div(years)?.to_f64()
}
