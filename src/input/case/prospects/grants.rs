//! `[[grants]]`: what was or will be granted, and how it vests.

use jiff::ToSpan;
use rust_decimal::Decimal;

use super::super::chapter::Table;
use super::super::vesting;
use super::{Rest, date_after_start, first_day, package_of, unit_price};
use crate::domain::{Equity, Grant, OptionKind, OptionTerms, PackageId, Prospects, Repeat, Schedule};

/// The time between grants is bounded by this many months.
const LONGEST_MONTHS: u32 = 240;

/// One `[[grants]]`.
pub fn read(table: &Table<'_>, rest: &Rest<'_>, all: &Prospects) -> Option<Grant> {
    let package = package_of(table, rest);
    let start = first_day(all, rest);
    let size = table.equity("size");
    let option = option_terms(table, package, size, rest, all);
    let grant = Grant {
        package: package.unwrap_or_default(),
        name: table.text("name").unwrap_or_else(|| "grant".to_owned()),
        size,
        option,
        date: date_after_start(table, "date", start),
        vesting_from: date_after_start(table, "vesting_from", start),
        schedule: vesting::read(table).unwrap_or_else(|| plan(package, rest)),
        repeat: repeat(table),
    };
    in_the_horizon(table, &grant, rest, all);
    whole_units(table, &grant);
    if table.has("size") && size.is_none() {
        return None;
    }
    table.refuse_unknown();
    package.map(|_| grant)
}

/// `kind = "iso"` or `"nso"` with its strike; shares (`"rsu"`) have none.
fn option_terms(
    table: &Table<'_>,
    package: Option<PackageId>,
    size: Option<Equity>,
    rest: &Rest<'_>,
    all: &Prospects,
) -> Option<OptionTerms> {
    let kinds = [("rsu", None), ("iso", Some(OptionKind::Iso)), ("nso", Some(OptionKind::Nso))];
    let kind = table.one_of("kind", &kinds).flatten();
    let strike = table.money("strike");
    let Some(kind) = kind else {
        if strike.is_some() {
            table.problem("strike", "only options have a strike", "add kind = \"iso\" or kind = \"nso\"");
        }
        return None;
    };
    table.need("strike", "12.50");
    if !matches!(size, Some(Equity::Units(_))) {
        table.problem("size", "options are counted in units", "write size = \"1,200 options\"");
    }
    let price = package.and_then(|package| unit_price(all.outlook(package), package, rest));
    if strike.is_some() && price.is_none() && package.is_some() {
        table.problem(
            "strike",
            "there is a strike and no price to compare it to",
            "add unit_price = … to [equity], to the alternative's equity_terms or to its [[outlook]]",
        );
    }
    Some(OptionTerms { kind, strike: strike? })
}

/// How the package's own equity vests.
fn plan(package: Option<PackageId>, rest: &Rest<'_>) -> Schedule {
    let terms = package.and_then(|package| super::terms_of(package, rest)).unwrap_or(rest.equity_terms);
    terms.vesting.clone()
}

fn repeat(table: &Table<'_>) -> Option<Repeat> {
    let every = table.integer("every_months", 1..=LONGEST_MONTHS);
    let times = table.integer("times", 1..=LONGEST_MONTHS);
    if times.is_some() && !table.has("every_months") {
        table.problem("times", "how often is not said", "add every_months = 12");
    }
    every.map(|every_months| Repeat { every_months, times })
}

/// Nobody is granted anything for longer than they work.
const LONGEST_WORK: i64 = 60;

/// A grant after the last day that is compared is a slip of the pen, and so is one before anybody's time.
fn in_the_horizon(table: &Table<'_>, grant: &Grant, rest: &Rest<'_>, all: &Prospects) {
    let (Some(date), Some(start)) = (grant.date, first_day(all, rest)) else { return };
    let years = rest.preferences.horizon_years;
    let Ok(end) = start.checked_add(i64::from(years).years()) else { return };
    if date >= end {
        let message = format!("the grant of {date} comes after the horizon, which ends on {end}");
        table.problem("date", message, "correct the date, or raise horizon_years in [preferences]");
    }
    if start.checked_sub(LONGEST_WORK.years()).is_ok_and(|earliest| date < earliest) {
        let message = format!("the grant of {date} was made more than {LONGEST_WORK} years ago");
        table.problem("date", message, "correct the date");
    }
}

/// Shares and options come in whole numbers.
fn whole_units(table: &Table<'_>, grant: &Grant) {
    if let Some(Equity::Units(units)) = grant.size
        && (!units.is_integer() || units == Decimal::ZERO)
    {
        table.problem("size", "shares and options come in whole numbers from 1 on", "write \"1,200 units\"");
    }
}
