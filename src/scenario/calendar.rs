//! What vests when, at today's prices: for the vesting chart and its table.

use jiff::civil::Date;

use crate::domain::{Case, Equity, NamedPackage, PackageId};
use crate::equity::holdings::holdings;
use crate::equity::plan::first_day;
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
    /// Its value at today's price, less the strike of options.
    pub value: Money,
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
}

/// What vests in each package from its first day to the horizon; packages
/// without equity of known value have no event.
pub fn vesting(case: &Case, packages: &[NamedPackage]) -> Vec<VestingCalendar> {
    packages.iter().map(|named| calendar(case, named)).collect()
}

fn calendar(case: &Case, named: &NamedPackage) -> VestingCalendar {
    let held = holdings(case, &named.package, named.id.owner(), first_day(case));
    let horizon = case.preferences.horizon_years;
    let mut lots: Vec<_> = held.lots.iter().filter(|lot| (1..=horizon).contains(&lot.year)).collect();
    lots.sort_by_key(|lot| (lot.date, lot.grant));
    let events = lots.into_iter().filter_map(|lot| {
        Some(Vested {
            day: lot.date,
            years: lot.time,
            year: lot.year,
            grant: held.grants.get(lot.grant)?.clone(),
            size: lot.size,
            value: Money::from_f64_rounded(lot.intrinsic(), case.currency, Rounding::HalfUp)?,
        })
    });
    VestingCalendar { id: named.id, name: named.name.clone(), events: events.collect() }
}
