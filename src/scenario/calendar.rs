//! What vests when, at today's prices: for the vesting chart and its table.

use jiff::civil::Date;

use crate::domain::{Case, Equity, NamedPackage, PackageId};
use crate::equity::holdings::holdings;
use crate::equity::plan::{first_day, plan};
use crate::num::{Money, Rounding};

/// What vests of one grant on one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Vested {
    /// The day.
    pub day: Date,
    /// Years of 365 days from the first day of the package.
    pub years: f64,
    /// The year of the package.
    pub year: u32,
    /// The name of the grant.
    pub grant: String,
    /// Shares, money or percent of the company.
    pub size: Equity,
    /// Today's price of one unit, where it is stated in units.
    pub price: Option<Money>,
    /// What exercising it costs; nothing for shares.
    pub strike: Money,
    /// Its value at today's price, less the strike of options.
    pub value: Money,
    /// What it counts in the value of the package: the mean of its price less the haircut.
    pub counts: Money,
    /// The year of the package in which it can become money; `None` where that is not told.
    pub money_year: Option<u32>,
}

impl Vested {
    /// Adds what vests of the same grant on the same day.
    fn join(&mut self, other: Vested) {
        self.size = self.size.with_quantity(self.size.quantity() + other.size.quantity());
        (self.strike, self.value) = (self.strike + other.strike, self.value + other.value);
        self.counts = self.counts + other.counts;
    }
}

/// What vests in one package.
#[derive(Debug, Clone, PartialEq)]
pub struct VestingCalendar {
    /// Which package it is.
    pub id: PackageId,
    /// Its name in results.
    pub name: String,
    /// By day, and on one day in the order of the grants.
    pub events: Vec<Vested>,
    /// Some equity counts nothing: the company's value or the price of a unit is unknown.
    pub unknown: bool,
}

/// What vests in each package from its first day to the horizon; packages
/// without equity of known value have no event.
pub fn vesting(case: &Case, packages: &[NamedPackage]) -> Vec<VestingCalendar> {
    packages.iter().map(|named| calendar(case, named)).collect()
}

fn calendar(case: &Case, named: &NamedPackage) -> VestingCalendar {
    let held = holdings(case, &named.package, named.id.owner(), first_day(case));
    let horizon = case.preferences.horizon_years;
    let plan = plan(named, case, None);
    let terms = case.equity_terms_of(named.id.owner());
    let money = |amount: f64| Money::from_f64_rounded(amount, case.currency, Rounding::HalfUp);
    let mut lots: Vec<_> = held.lots.iter().filter(|lot| (1..=horizon).contains(&lot.year)).collect();
    lots.sort_by_key(|lot| (lot.date, lot.grant));
    let events = lots.into_iter().filter_map(|lot| {
        Some(Vested {
            day: lot.date,
            years: lot.time,
            year: lot.year,
            grant: held.grants.get(lot.grant)?.clone(),
            size: lot.size,
            price: terms.unit_price.filter(|_| matches!(lot.size, Equity::Units(_))),
            strike: money(lot.strike)?,
            value: money(lot.intrinsic())?,
            counts: money(plan.mean_of(lot) * (1.0 - plan.employer.haircut))?,
            money_year: plan.sells().then(|| plan.money_after(lot.year as usize).ceil() as u32),
        })
    });
    // What a double trigger holds back comes on one day.
    let mut by_day: Vec<Vested> = Vec::new();
    for event in events {
        match by_day.last_mut().filter(|last| last.day == event.day && last.grant == event.grant) {
            Some(last) => last.join(event),
            None => by_day.push(event),
        }
    }
    VestingCalendar { id: named.id, name: named.name.clone(), events: by_day, unknown: held.unknown }
}
