//! The years ahead: `[years]`, `[[grants]]`, `[[outlook]]` and `[tax]`.

mod grants;
mod outlook;
mod price;

use std::path::Path;

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::chapter::Table;
use super::files::Files;
use crate::domain::{
    Alternative, EquityTerms, Outlook, OwnershipKind, PackageId, Preferences, Profile, Prospects, TaxRates,
    same_name,
};
use crate::error::Problems;
use crate::input::did_you_mean;
use crate::num::{Money, Percent};

/// What the chapters of the years need to know of the rest of the case.
pub struct Rest<'a> {
    /// Where the case file is.
    pub folder: &'a Path,
    /// What kind of negotiation it is.
    pub profile: Option<Profile>,
    /// The day of the case.
    pub as_of: Option<Date>,
    /// Whether there is a [current] package.
    pub has_current: bool,
    /// The terms of the offer's equity.
    pub equity_terms: &'a EquityTerms,
    /// The other packages.
    pub alternatives: &'a [Alternative],
    /// Horizon.
    pub preferences: &'a Preferences,
}

/// Reads all of it.
pub fn read(root: &Table<'_>, rest: &Rest<'_>, files: &mut Files, problems: &mut Problems) -> Prospects {
    let mut all = Prospects::default();
    if let Some(table) = root.table("years") {
        all.start = table.date("start");
        let bounds = Decimal::ZERO..=Decimal::ONE;
        all.correlation = table.number_in("correlation", bounds).and_then(|number| number.to_f64());
        table.finish();
    }
    for table in root.tables("outlook") {
        let Some(outlook) = outlook::read(&table, rest, first_day(&all, rest), files, problems) else {
            continue;
        };
        if all.outlook(outlook.package).is_some() {
            let name = match outlook.package {
                PackageId::Alternative(index) => rest.alternatives[index].name.clone(),
                ours => ours.to_string(),
            };
            let message = format!("there are two outlooks for `{name}`");
            table.problem("package", message, "write one [[outlook]] a package");
        }
        all.outlooks.push(outlook);
    }
    for table in root.tables("grants") {
        let grant = grants::read(&table, rest, &all);
        all.grants.extend(grant);
    }
    all.tax = root.table("tax").and_then(tax);
    all
}

fn tax(table: Table<'_>) -> Option<TaxRates> {
    let bounds = || Decimal::ZERO..=Decimal::ONE_HUNDRED;
    let ordinary = table.need("ordinary", "\"37%\"").percent_in("ordinary", bounds());
    let equity = table.percent_in("equity", bounds());
    table.finish();
    let ordinary: Percent = ordinary?;
    Some(TaxRates { ordinary, equity: equity.unwrap_or(ordinary) })
}

/// The first day of the years, where the case has one.
fn first_day(all: &Prospects, rest: &Rest<'_>) -> Option<Date> {
    all.start.or(rest.as_of)
}

/// A date of the years; it means nothing without a first day.
fn date_after_start(table: &Table<'_>, key: &str, start: Option<Date>) -> Option<Date> {
    let date = table.date(key)?;
    if start.is_none() {
        table.problem(key, "a date needs a first day to count from", "add as_of = 2026-05-04 at the top");
    }
    Some(date)
}

/// Which package a table is about: the offer unless it says otherwise.
fn package_of(table: &Table<'_>, rest: &Rest<'_>) -> Option<PackageId> {
    if !table.has("package") {
        return Some(PackageId::Offer);
    }
    let name = table.text("package")?;
    if let Some(index) = rest.alternatives.iter().position(|one| same_name(&one.name, &name)) {
        return Some(PackageId::Alternative(index));
    }
    match PackageId::from_name(&name) {
        Some(PackageId::Offer) => Some(PackageId::Offer),
        Some(PackageId::Current) if rest.has_current => Some(PackageId::Current),
        Some(PackageId::Current) => {
            table.problem("package", "there is no [current] package", "add [current] with base = …");
            None
        }
        _ => {
            let known = ["offer", "current"].into_iter();
            let known = known.chain(rest.alternatives.iter().map(|one| one.name.as_str()));
            let hint = did_you_mean::did_you_mean(&name, known, "the packages of this case are");
            table.problem("package", format!("there is no package `{name}`"), hint);
            None
        }
    }
}

/// The terms of a package's equity before its outlook.
fn terms_of<'a>(package: PackageId, rest: &'a Rest<'_>) -> Option<&'a EquityTerms> {
    match package {
        PackageId::Current if rest.profile == Some(Profile::NewOffer) => None,
        PackageId::Alternative(index) => rest.alternatives.get(index).map(|one| &one.equity_terms),
        _ => Some(rest.equity_terms),
    }
}

/// Whether the shares of a package trade.
fn kind_of(outlook: Option<&Outlook>, package: PackageId, rest: &Rest<'_>) -> OwnershipKind {
    let own = outlook.and_then(|outlook| outlook.kind);
    own.unwrap_or_else(|| terms_of(package, rest).map_or(rest.equity_terms.kind, |terms| terms.kind))
}

/// The price of one unit of a package's equity, where it is known.
fn unit_price(outlook: Option<&Outlook>, package: PackageId, rest: &Rest<'_>) -> Option<Money> {
    let own = outlook.and_then(|outlook| outlook.unit_price);
    own.or_else(|| terms_of(package, rest).and_then(|terms| terms.unit_price))
}
