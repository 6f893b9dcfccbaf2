//! The price part of an `[[outlook]]`: a share that trades, or what may become
//! of a private company.

use std::path::Path;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::super::chapter::Table;
use super::super::files::Files;
use super::outlook::chance;
use super::{Rest, kind_of};
use crate::domain::{Outlook, OwnershipKind, PriceHistory};
use crate::error::{Error, Problems};
use crate::input::value::Fault;
use crate::input::{ReadOptions, prices};
use crate::num::{Currency, Percent, Probability};

/// Keys that only a share that trades has, and those only a private one has.
const PUBLIC_KEYS: [&str; 3] = ["drift", "volatility", "prices"];
const PRIVATE_KEYS: [&str; 3] = ["outcomes", "dilution", "liquidity_years"];

/// Fills the price terms of an outlook.
pub fn read(
    table: &Table<'_>,
    outlook: &mut Outlook,
    rest: &Rest<'_>,
    folder: &Path,
    files: &mut Files,
    problems: &mut Problems,
) {
    outlook.kind = table.word("kind");
    outlook.company_value = super::super::package::positive(table, "company_value");
    outlook.unit_price = super::super::package::positive(table, "unit_price");
    outlook.price.drift = drift(table, outlook);
    outlook.price.volatility = volatility(table);
    outlook.price.history = table.text("prices").and_then(|name| history(&name, folder, files, problems));
    if outlook.price.drift_of_history && !table.has("prices") {
        table.problem("drift", "there is no history to take it from", "add prices = \"AAPL.csv\"");
    }
    let below_all = Decimal::ZERO..=Decimal::from(99);
    outlook.price.dilution = table.percent_in("dilution", below_all);
    outlook.price.liquidity_years = table.number_in("liquidity_years", Decimal::ZERO..=Decimal::from(30));
    outlook.price.outcomes = outcomes(table);
    fitting(table, outlook, rest);
}

/// `drift = "5%"`, or `drift = "history"` for the one of the price file.
fn drift(table: &Table<'_>, outlook: &mut Outlook) -> Option<Percent> {
    let read = table.read("drift", |text, style| match text.trim() {
        "history" => Ok(None),
        _ => crate::input::value::percent(text, style).map(Some),
    })?;
    outlook.price.drift_of_history = read.is_none();
    read
}

fn volatility(table: &Table<'_>) -> Option<Percent> {
    table.read("volatility", |text, style| {
        let percent = crate::input::value::percent(text, style)?;
        if percent.percent() < Decimal::ZERO {
            return Err(Fault::new(
                format!("`{text}` is below zero"),
                "volatility is a standard deviation: 0% for a price that follows its drift, about 30% for a large company",
            ));
        }
        Ok(percent)
    })
}

fn history(name: &str, folder: &Path, files: &mut Files, problems: &mut Problems) -> Option<PriceHistory> {
    let options = files.options(&ReadOptions::default(), Currency::USD);
    let source = files.open_table(folder, name, Some(&prices::COLUMNS), &options, problems)?;
    match prices::read(&source, &options) {
        Ok(history) => Some(history),
        Err(Error::Problems(faults)) => {
            problems.extend(faults);
            None
        }
        Err(_) => None,
    }
}

/// `outcomes = [{ chance = "30%", times = 0 }, …]`, chances of 100% in all.
fn outcomes(table: &Table<'_>) -> Vec<(Probability, f64)> {
    if !table.has("outcomes") {
        return Vec::new();
    }
    let read = |inner: Table<'_>| {
        let chance = chance(inner.need("chance", "\"30%\""), "chance");
        let times = inner.need("times", "0.5").number_in("times", Decimal::ZERO..=Decimal::from(1_000));
        inner.finish();
        Some((chance?, times?.to_f64()?))
    };
    let tables = table.tables("outcomes");
    let written = tables.len();
    let list: Vec<(Probability, f64)> = tables.into_iter().filter_map(read).collect();
    let sum: f64 = list.iter().map(|(chance, _)| chance.get()).sum();
    // Chances are percentages with few decimals.
    const SLACK: f64 = 1e-9;
    if list.len() == written && (sum - 1.0).abs() > SLACK {
        let percent = (sum * 100.0 * 1e6).round() / 1e6;
        table.problem("outcomes", format!("the chances add up to {percent}%"), "let them add up to 100%");
    }
    list
}

/// A share that does not trade has no volatility; one that trades no outcomes.
fn fitting(table: &Table<'_>, outlook: &Outlook, rest: &Rest<'_>) {
    let (foreign, message, hint) = match kind_of(Some(outlook), outlook.package, rest) {
        OwnershipKind::Private => (
            PUBLIC_KEYS,
            "the company is private: its shares have no daily price",
            "write kind = \"public\", or outcomes = [{ chance = \"30%\", times = 0 }, …]",
        ),
        OwnershipKind::Public => (
            PRIVATE_KEYS,
            "the company is public: its shares follow a price",
            "write kind = \"private\", or volatility = \"30%\"",
        ),
    };
    for key in foreign.into_iter().filter(|key| table.has(key)) {
        table.problem(key, message, hint);
    }
}
