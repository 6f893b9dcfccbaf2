//! What the years ahead look like: one row a year for each package.

use jiff::civil::Date;

use crate::domain::{PackageId, TaxRates};
use crate::equity::price::PriceModel;
use crate::num::{Currency, Estimate, Money};

/// Percentiles of simulated money, each with its simulation error.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct MoneySpread {
    /// 10th percentile.
    pub p10: Estimate,
    /// Median.
    pub p50: Estimate,
    /// 90th percentile.
    pub p90: Estimate,
}

/// One year of a package. The components are exact expectations, so that they
/// add up to `mean`; only the spread is simulated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct YearLine {
    /// 1, 2, 3, …; year 1 ends twelve months after the start.
    pub year: u32,
    /// Base salary.
    pub base: Money,
    /// Bonus that is likely to be paid.
    pub bonus: Money,
    /// Equity that is likely to vest, at the prices of its vest dates.
    pub equity: Money,
    /// Sign-on, less what must be paid back.
    pub sign_on: Money,
    /// Retirement match, leave and other benefits, less premiums.
    pub benefits: Money,
    /// All of them.
    pub mean: Money,
    /// The same year as it was promised: full target bonus, every share at today's price.
    pub promised: Money,
    /// The spread of the total.
    pub total: MoneySpread,
}

/// What somebody leaves behind who goes at the end of a year (year 0: at the start).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LeavingCost {
    /// 0 for leaving at the start.
    pub year: u32,
    /// Equity that has not vested, at today's price.
    pub unvested: Money,
    /// Bonus earned and not yet paid.
    pub bonus: Money,
    /// Sign-on to be paid back.
    pub claw_back: Money,
    /// Retirement match that is not yet theirs.
    pub retirement: Money,
}

impl LeavingCost {
    /// All of it.
    pub fn total(&self) -> Money {
        self.unvested + self.bonus + self.claw_back + self.retirement
    }
}

/// One package over the years.
#[derive(Debug, Clone, PartialEq)]
pub struct PackageYears {
    /// Which package it is.
    pub id: PackageId,
    /// `current`, `offer`, `ask`, `expected`, or an alternative's name.
    pub name: String,
    /// Who pays it.
    pub employer: String,
    /// One line a year, from year 1 to the horizon.
    pub years: Vec<YearLine>,
    /// Mean of year 1.
    pub first_year: Money,
    /// Mean of a year over the horizon.
    pub average: Money,
    /// Mean of all years together.
    pub sum: Money,
    /// Spread of all years together.
    pub sum_spread: MoneySpread,
    /// Mean of all years, discounted to the start.
    pub present_value: Money,
    /// A year as promised, averaged over the horizon: the face value.
    pub promised_average: Money,
    /// A year as it is worth to the person: likely bonus, and equity less the
    /// haircut for its risk, averaged over the horizon.
    pub valued_average: Money,
    /// What leaving costs at the start and at the end of each year.
    pub leaving: Vec<LeavingCost>,
    /// Its equity counts nothing because the company's value or the price is unknown.
    pub equity_unknown: bool,
}

/// Every package over the years, on the same random numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct ScenarioTable {
    /// The seed of the random streams.
    pub seed: u64,
    /// How many worlds were drawn.
    pub trials: u64,
    /// The currency of all money.
    pub currency: Currency,
    /// The first day, where the case has one.
    pub start: Option<Date>,
    /// How many years.
    pub horizon_years: u32,
    /// The rates, when the figures are after tax; otherwise they are before tax.
    pub tax: Option<TaxRates>,
    /// The packages, in the order asked for.
    pub packages: Vec<PackageYears>,
    /// What the shares of each employer are taken to do, where some are held.
    pub shares: Vec<Shares>,
}

impl ScenarioTable {
    /// True when some package pays at least a hundredth more or less in one year than in its first.
    pub fn differ_by_year(&self) -> bool {
        let differs = |package: &PackageYears| {
            let first = package.years.first().map_or(0.0, |year| year.mean.to_f64());
            package.years.iter().any(|year| (year.mean.to_f64() - first).abs() >= first.abs() * 0.01)
        };
        self.packages.iter().any(differs)
    }
}

/// What the shares of one employer are taken to do, and where that comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Shares {
    /// The employer.
    pub employer: String,
    /// The model.
    pub model: PriceModel,
    /// The file whose volatility it is.
    pub history: Option<String>,
    /// What is taken off their likely value for risk.
    pub haircut: f64,
    /// They are nothing before the day on which they become money.
    pub double_trigger: bool,
}
