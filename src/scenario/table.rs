//! The table: every package over the years, on the same random numbers.

use rayon::prelude::*;

use super::result::{LeavingCost, PackageYears, ScenarioTable, Shares, YearLine};
use super::spread::spread;
use crate::domain::{Case, NamedPackage, TaxRates};
use crate::equity::plan::{Leaving, Plan, first_day, plan};
use crate::error::{Error, Result};
use crate::num::{Currency, Money, Rounding};
use crate::simulate::Settings;
use crate::simulate::paths::play;

/// As many totals as fit in about a gigabyte of memory.
const MOST_TOTALS: u64 = 100_000_000;

/// Every package by year, before tax.
///
/// Today's package and the alternatives have employers of their own; the ask
/// and what is expected are packages of the employer who made the offer. All
/// are played in the same worlds.
///
/// # Errors
/// More trials than memory can hold, or amounts too large to be money.
pub fn table(case: &Case, packages: &[NamedPackage], settings: Settings) -> Result<ScenarioTable> {
    Ok(played(case, packages, settings, None, |_| ())?.table)
}

/// The same after marginal rates of tax.
///
/// # Errors
/// As [`table`].
pub fn table_after(
    case: &Case,
    packages: &[NamedPackage],
    settings: Settings,
    rates: TaxRates,
) -> Result<ScenarioTable> {
    Ok(played(case, packages, settings, Some(rates), |_| ())?.table)
}

/// A table with what it was made of.
pub struct Played<T> {
    /// The table.
    pub table: ScenarioTable,
    /// The plans behind its packages, in the same order.
    pub plans: Vec<Plan>,
    /// What was kept of the yearly totals of each package.
    pub kept: Vec<T>,
}

/// Plays the packages and sums them up; `keep` sees the yearly totals of each, world by
/// world, before they are gone.
///
/// # Errors
/// As [`table`].
pub fn played<T>(
    case: &Case,
    packages: &[NamedPackage],
    settings: Settings,
    tax: Option<TaxRates>,
    mut keep: impl FnMut(&[&[f64]]) -> T,
) -> Result<Played<T>> {
    let plans: Vec<Plan> = packages.iter().map(|named| plan(named, case, tax)).collect();
    let columns: u64 = plans.iter().map(|plan| plan.years() as u64).sum();
    if columns.saturating_mul(settings.trials) > MOST_TOTALS {
        return Err(Error::usage_hint(
            format!("{} trials of {columns} package years do not fit in memory", settings.trials),
            format!("take --trials {} or fewer", MOST_TOTALS / columns.max(1)),
        ));
    }
    let assumed = || case.assumptions.value("equity.correlation");
    let correlation = case.prospects.correlation.unwrap_or_else(assumed);
    let rate = case.preferences.discount_rate.to_f64();
    let played = play(&plans, correlation, settings, |i, totals| {
        let summary = Summary { plan: &plans[i], rate, currency: case.currency };
        Ok((summary.package(totals)?, keep(totals)))
    });
    let (packages, kept) = played.into_iter().collect::<Result<Vec<_>>>()?.into_iter().unzip();
    let table = ScenarioTable {
        seed: settings.seed,
        trials: settings.trials,
        currency: case.currency,
        start: case.prospects.start.or(case.as_of).map(|_| first_day(case)),
        horizon_years: case.preferences.horizon_years,
        tax,
        packages,
        shares: shares(&plans, case),
    };
    Ok(Played { table, plans, kept })
}

/// One entry for each employer of whom some package holds shares.
fn shares(plans: &[Plan], case: &Case) -> Vec<Shares> {
    let mut list: Vec<Shares> = Vec::new();
    for plan in plans.iter().filter(|plan| !plan.lots.is_empty()) {
        let employer = &plan.employer;
        if list.iter().all(|known| known.employer != employer.name) {
            list.push(Shares {
                employer: employer.name.clone(),
                model: employer.price.clone(),
                history: employer.history.clone(),
                haircut: employer.haircut,
                double_trigger: case.equity_terms_of(plan.id.owner()).double_trigger,
            });
        }
    }
    list
}

struct Summary<'a> {
    plan: &'a Plan,
    rate: f64,
    currency: Currency,
}

impl Summary<'_> {
    fn package(&self, totals: &[&[f64]]) -> Result<PackageYears> {
        let plan = self.plan;
        let (years, sum_spread) = rayon::join(
            || {
                totals
                    .par_iter()
                    .enumerate()
                    .map(|(i, column)| self.line(i, column))
                    .collect::<Result<Vec<_>>>()
            },
            || spread(&column_sums(totals)),
        );
        let years = years?;
        let over = |pick: fn(&YearLine) -> Money| {
            years.iter().map(pick).fold(Money::zero(self.currency), |sum, money| sum + money)
        };
        let sum = over(|line| line.mean);
        let each = |money: Money| self.money(money.to_f64() / years.len().max(1) as f64);
        Ok(PackageYears {
            id: plan.id,
            name: plan.name.clone(),
            employer: plan.employer.name.clone(),
            first_year: years.first().map_or(Money::zero(self.currency), |line| line.mean),
            average: each(sum)?,
            sum,
            sum_spread,
            present_value: self.money(self.present_value())?,
            promised_average: each(over(|line| line.promised))?,
            valued_average: self.money(plan.yearly_value())?,
            leaving: plan
                .leaving
                .iter()
                .zip(0..)
                .map(|(cost, year)| self.leaving(cost, year))
                .collect::<Result<_>>()?,
            equity_unknown: plan.equity_unknown,
            years,
        })
    }

    /// Closed forms of the components; the simulated column gives the spread.
    fn line(&self, index: usize, column: &[f64]) -> Result<YearLine> {
        let means = self.plan.means(index);
        let cash = &self.plan.cash[index];
        let parts = [means.base, means.bonus, means.equity, means.sign_on, means.benefits]
            .map(|part| self.money(part));
        let [base, bonus, equity, sign_on, benefits] = parts;
        let (base, bonus, equity, sign_on, benefits) = (base?, bonus?, equity?, sign_on?, benefits?);
        let promised = cash.base[0]
            + cash.target[0]
            + cash.guaranteed[0]
            + means.promised_equity
            + cash.sign_on
            + cash.benefits[0];
        Ok(YearLine {
            year: u32::try_from(index + 1).unwrap_or(u32::MAX),
            base,
            bonus,
            equity,
            sign_on,
            benefits,
            mean: base + bonus + equity + sign_on + benefits,
            promised: self.money(promised)?,
            total: spread(column),
        })
    }

    /// Σ mean of year y ÷ (1 + r)^y: each year counts from its end, shares of a
    /// private company from the day they can become money if that is later.
    fn present_value(&self) -> f64 {
        let discount = |years: f64| libm::pow(1.0 + self.rate, -years);
        (0..self.plan.years())
            .map(|index| {
                let means = self.plan.means(index);
                let cash = means.base + means.bonus + means.sign_on + means.benefits;
                cash * discount(index as f64 + 1.0)
                    + means.equity * discount(self.plan.money_after(index + 1))
            })
            .sum()
    }

    fn leaving(&self, cost: &Leaving, year: u32) -> Result<LeavingCost> {
        Ok(LeavingCost {
            year,
            unvested: self.money(cost.unvested)?,
            bonus: self.money(cost.bonus)?,
            claw_back: self.money(cost.claw_back)?,
            retirement: self.money(cost.retirement)?,
        })
    }

    fn money(&self, amount: f64) -> Result<Money> {
        Money::from_f64_rounded(amount, self.currency, Rounding::HalfUp)
            .ok_or_else(|| Error::Internal(format!("{amount} is no amount of money")))
    }
}

/// Likely cash of all years of a plan.
pub fn mean_cash(plan: &Plan) -> f64 {
    let year = |cash: &crate::equity::cash::CashYear| {
        plan.expect(cash.base)
            + plan.expect(cash.guaranteed)
            + plan.expect(cash.target) * plan.payout.mean
            + cash.sign_on
            + plan.expect(cash.benefits)
    };
    plan.cash.iter().map(year).sum()
}

/// Likely total of all years of a plan.
pub fn mean_sum(plan: &Plan) -> f64 {
    mean_cash(plan) + plan.lots.iter().map(|lot| plan.mean_of(lot)).sum::<f64>()
}

/// All years together, world by world.
fn column_sums(totals: &[&[f64]]) -> Vec<f64> {
    let mut sums = totals.first().map_or(Vec::new(), |first| first.to_vec());
    for column in totals.iter().skip(1) {
        sums.iter_mut().zip(*column).for_each(|(sum, total)| *sum += total);
    }
    sums
}
