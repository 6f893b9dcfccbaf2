//! The views of `scenarios`: the years of each package, and what vests when.

use jiff::civil::Date;
use serde::Serialize;

use super::values::{Amount, Grant, SimulatedMoney};
use crate::equity::price::PriceModel;
use crate::num::Currency;
use crate::scenario::{self, LeavingCost, PackageYears, ScenarioTable, VestingCalendar, YearLine};

/// Total compensation by year, with its spread, for each package.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Scenarios {
    #[serde(flatten)]
    years: Years,
    /// The same after the marginal rates under `[tax]`; absent without them.
    after_tax: Option<AfterTax>,
}

impl Scenarios {
    /// The view of the years, and of the same after tax.
    pub fn of(before: &ScenarioTable, after: Option<&ScenarioTable>) -> Self {
        Scenarios { years: before.into(), after_tax: after.and_then(AfterTax::of) }
    }
}

/// Every package over the years, all in the same simulated worlds.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "years"))]
pub(super) struct Years {
    /// Seed of the random streams: the same seed gives the same bytes.
    seed: u64,
    /// How many worlds were simulated.
    trials: u64,
    /// The first day, where the case has one.
    start: Option<Date>,
    /// How many years.
    horizon_years: u32,
    /// `before tax` or `after tax`.
    basis: &'static str,
    /// The packages: `current`, `offer`, `expected`, `ask`, then the alternatives.
    packages: Vec<PackageView>,
    /// What the shares of each employer are taken to do, where some are held.
    shares: Vec<SharesView>,
}

impl From<&ScenarioTable> for Years {
    fn from(table: &ScenarioTable) -> Self {
        Years {
            seed: table.seed,
            trials: table.trials,
            start: table.start,
            horizon_years: table.horizon_years,
            basis: if table.tax.is_some() { "after tax" } else { "before tax" },
            packages: table.packages.iter().map(|one| PackageView::of(one, table.currency)).collect(),
            shares: table.shares.iter().map(SharesView::from).collect(),
        }
    }
}

/// Every package over the years, after tax.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "years after tax"))]
struct AfterTax {
    /// The marginal rates.
    tax: Tax,
    #[serde(flatten)]
    years: Years,
}

impl AfterTax {
    fn of(table: &ScenarioTable) -> Option<Self> {
        let rates = table.tax?;
        let tax = Tax { ordinary: rates.ordinary.to_f64(), equity: rates.equity.to_f64() };
        Some(AfterTax { tax, years: table.into() })
    }
}

/// Marginal rates.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "tax"))]
struct Tax {
    /// On pay, as a fraction.
    ordinary: f64,
    /// On equity, as a fraction.
    equity: f64,
}

/// One package over the years.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "package over the years"))]
struct PackageView {
    /// `current`, `offer`, `expected`, `ask`, or an alternative's name.
    name: String,
    /// Who pays it.
    employer: String,
    /// One a year, from year 1 to the horizon.
    years: Vec<YearView>,
    /// Mean of year 1.
    first_year: Amount,
    /// Mean of a year over the horizon.
    average: Amount,
    /// Mean of all years together.
    sum: Amount,
    /// Spread of all years together.
    sum_spread: MoneySpread,
    /// Mean of all years, discounted to the start.
    present_value: Amount,
    /// A year as promised, averaged over the horizon: the face value.
    promised_average: Amount,
    /// A year as it is worth to the person: likely bonus, and equity less the haircut for its risk.
    valued_average: Amount,
    /// True where its equity counts nothing because the company's value or the price is unknown.
    equity_unknown: bool,
    /// What leaving gives up, at the start and at the end of each year.
    leaving: Vec<LeavingView>,
}

impl PackageView {
    fn of(of: &PackageYears, currency: Currency) -> Self {
        PackageView {
            name: of.name.clone(),
            employer: of.employer.clone(),
            years: of.years.iter().map(|line| YearView::of(line, currency)).collect(),
            first_year: of.first_year.into(),
            average: of.average.into(),
            sum: of.sum.into(),
            sum_spread: MoneySpread::of(of.sum_spread, currency),
            present_value: of.present_value.into(),
            promised_average: of.promised_average.into(),
            valued_average: of.valued_average.into(),
            equity_unknown: of.equity_unknown,
            leaving: of.leaving.iter().map(LeavingView::from).collect(),
        }
    }
}

/// One year of a package. The parts are exact means that add up to `mean`; `total` is simulated.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "year"))]
struct YearView {
    /// 1, 2, 3, …; year 1 ends twelve months after the start.
    year: u32,
    /// Base salary.
    base: Amount,
    /// Bonus that is likely to be paid.
    bonus: Amount,
    /// Equity that is likely to vest, at the prices of its vest dates.
    equity: Amount,
    /// Sign-on, less what must be paid back.
    sign_on: Amount,
    /// Retirement match, leave and other benefits, less premiums.
    benefits: Amount,
    /// All of them.
    mean: Amount,
    /// The same year as it was promised: full target bonus, every share at today's price.
    promised: Amount,
    /// The spread of the total.
    total: MoneySpread,
}

impl YearView {
    fn of(line: &YearLine, currency: Currency) -> Self {
        YearView {
            year: line.year,
            base: line.base.into(),
            bonus: line.bonus.into(),
            equity: line.equity.into(),
            sign_on: line.sign_on.into(),
            benefits: line.benefits.into(),
            mean: line.mean.into(),
            promised: line.promised.into(),
            total: MoneySpread::of(line.total, currency),
        }
    }
}

/// Percentiles of simulated money.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "money spread"))]
struct MoneySpread {
    /// 10th percentile.
    p10: SimulatedMoney,
    /// Median.
    p50: SimulatedMoney,
    /// 90th percentile.
    p90: SimulatedMoney,
}

impl MoneySpread {
    fn of(of: scenario::MoneySpread, currency: Currency) -> Self {
        let money = |estimate| SimulatedMoney::of(estimate, currency);
        MoneySpread { p10: money(of.p10), p50: money(of.p50), p90: money(of.p90) }
    }
}

/// What somebody gives up who leaves.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "leaving"))]
struct LeavingView {
    /// At the end of this year; 0 is at the start.
    after_year: u32,
    /// Equity that has not vested, at today's price.
    unvested: Amount,
    /// Bonus earned and not yet paid.
    bonus: Amount,
    /// Sign-on to be paid back.
    claw_back: Amount,
    /// Retirement match that is not yet theirs.
    retirement: Amount,
    /// All of it.
    total: Amount,
}

impl From<&LeavingCost> for LeavingView {
    fn from(cost: &LeavingCost) -> Self {
        LeavingView {
            after_year: cost.year,
            unvested: cost.unvested.into(),
            bonus: cost.bonus.into(),
            claw_back: cost.claw_back.into(),
            retirement: cost.retirement.into(),
            total: cost.total().into(),
        }
    }
}

/// What the shares of one employer are taken to do.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "shares"))]
struct SharesView {
    /// The employer.
    employer: String,
    /// `public` or `private`.
    kind: &'static str,
    /// Public: growth of the expected price a year, as a fraction.
    drift: Option<f64>,
    /// Public: volatility a year, as a fraction.
    volatility: Option<f64>,
    /// Public: the file of prices that the volatility comes from, where there is one.
    volatility_from: Option<String>,
    /// Private: what may become of it, worst first.
    outcomes: Option<Vec<StockOutcome>>,
    /// Private: dilution a year, as a fraction.
    dilution: Option<f64>,
    /// Private: years until shares can be sold.
    liquidity_years: Option<f64>,
    /// What is taken off their likely value for risk, as a fraction.
    haircut: f64,
}

/// One thing that may become of a private company.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "outcome of a private company"))]
struct StockOutcome {
    /// Its chance.
    chance: f64,
    /// The value then, as a multiple of today's.
    times: f64,
}

impl From<&scenario::Shares> for SharesView {
    fn from(shares: &scenario::Shares) -> Self {
        let known =
            SharesView { employer: shares.employer.clone(), haircut: shares.haircut, ..Self::default() };
        match &shares.model {
            PriceModel::Public(stock) => SharesView {
                kind: "public",
                drift: Some(stock.drift),
                volatility: Some(stock.volatility),
                volatility_from: shares.history.clone(),
                ..known
            },
            PriceModel::Private(mixture) => {
                let outcomes = mixture.outcomes().iter();
                let outcomes = outcomes.map(|&(chance, times)| StockOutcome { chance, times });
                SharesView {
                    kind: "private",
                    outcomes: Some(outcomes.collect()),
                    dilution: Some(mixture.dilution),
                    liquidity_years: Some(mixture.liquidity),
                    ..known
                }
            }
        }
    }
}

/// What vests on which day.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Vesting {
    /// One a package.
    vesting: Vec<CalendarView>,
}

/// The vest days of one package.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "vesting calendar"))]
struct CalendarView {
    /// `current`, `offer`, `expected`, `ask`, or an alternative's name.
    name: String,
    /// In the order of their days.
    events: Vec<VestedView>,
    /// Some equity counts nothing: the company's value or the price of a unit is unknown.
    unknown: bool,
}

/// What vests of one grant on one day.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "vest event"))]
struct VestedView {
    /// The day.
    day: Date,
    /// The year of the table that it falls into.
    year: u32,
    /// The grant.
    grant: String,
    /// How much of it.
    size: Grant,
    /// Today's price of one unit, where it is stated in units.
    unit_price: Option<Amount>,
    /// What exercising it costs; 0 for shares.
    strike: Amount,
    /// Its value at today's price, less the strike of options.
    value: Amount,
    /// What it counts in the value of the package: the mean of its price less the haircut.
    counts: Amount,
    /// The year of the package in which it can become money; nothing where that is not told.
    money_year: Option<u32>,
}

impl From<&[VestingCalendar]> for Vesting {
    fn from(calendars: &[VestingCalendar]) -> Self {
        let events = |calendar: &VestingCalendar| {
            let events = calendar.events.iter().map(|event| VestedView {
                day: event.day,
                year: event.year,
                grant: event.grant.clone(),
                size: event.size.into(),
                unit_price: event.price.map(Amount::from),
                strike: event.strike.into(),
                value: event.value.into(),
                counts: event.counts.into(),
                money_year: event.money_year,
            });
            events.collect()
        };
        let view = |calendar: &VestingCalendar| CalendarView {
            name: calendar.name.clone(),
            events: events(calendar),
            unknown: calendar.unknown,
        };
        Vesting { vesting: calendars.iter().map(view).collect() }
    }
}
