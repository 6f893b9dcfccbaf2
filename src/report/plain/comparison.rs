//! Packages side by side as text.

use super::years::{Unit, head, name, narrow_table, right};
use super::{ENGLISH, clean, wrapped};
use crate::domain::PackageId;
use crate::num::Estimate;
use crate::scenario::{Comparison, PackageYears, Pair, StockMove, StockNeeded};

/// What `compare` prints; everything is held against the package at `against`.
pub fn comparison(all: &Comparison, against: usize) -> String {
    let table = &all.table;
    let unit = Unit::of(table);
    let mut text = head(table, unit);
    text.push('\n');
    text.push_str(&side_by_side(all, unit));
    text.push('\n');
    text.push_str(&chances(all, against));
    for pair in all.pairs.iter().filter(|pair| pair.a == against) {
        text.push('\n');
        text.push_str(&one(all, pair, unit));
    }
    text
}

fn side_by_side(all: &Comparison, unit: Unit) -> String {
    let table = &all.table;
    let years = f64::from(table.horizon_years.max(1));
    let mut rows = narrow_table();
    rows.set_header(vec!["a year", "year 1", "average", "p10", "p90", "promised", "valued", "value today"]);
    for package in &table.packages {
        let yearly = |e: Estimate| unit.about(Estimate::new(e.value / years, e.se / years), table.currency);
        rows.add_row(vec![
            short(package),
            unit.money(package.first_year),
            unit.money(package.average),
            yearly(package.sum_spread.p10),
            yearly(package.sum_spread.p90),
            unit.money(package.promised_average),
            unit.money(package.valued_average),
            unit.money(package.present_value),
        ]);
    }
    let mut text = right(rows, 1);
    text.push_str(&wrapped(
        "p10 and p90 of the average year; promised: full bonus, shares at today's price; valued: less a haircut \
         for risk; value today: of all years, discounted.",
        "  ",
    ));
    text
}

/// How often each package has brought more than the one it is held against.
fn chances(all: &Comparison, against: usize) -> String {
    let name = spoken(&all.table.packages[against]);
    let mut rows = narrow_table();
    let pairs: Vec<&Pair> = all.pairs.iter().filter(|pair| pair.a == against).collect();
    let mut header = vec![format!("has brought more than {name}")];
    let years = pairs.first().map(|pair| pair.by_year.as_slice()).unwrap_or_default();
    header.extend(years.iter().map(|at| format!("by year {}", at.year)));
    rows.set_header(header);
    for pair in pairs {
        let mut cells = vec![short(&all.table.packages[pair.b])];
        cells.extend(pair.by_year.iter().map(|at| ENGLISH.share(at.b_ahead)));
        rows.add_row(cells);
    }
    right(rows, 1)
}

/// One package against the other in words.
fn one(all: &Comparison, pair: &Pair, unit: Unit) -> String {
    let (a, b) = (spoken(&all.table.packages[pair.a]), spoken(&all.table.packages[pair.b]));
    let mut words = vec![gap(pair, &a, unit)];
    if let Some(found) = pair.overtaking {
        let (who, whom) = if found.by_b { (&b, &a) } else { (&a, &b) };
        words.push(format!("{} overtakes {whom} in year {}.", capital(who), found.year));
    }
    if let Some(base) = pair.equal_base.filter(|_| !pair.b_over_a.is_zero()) {
        words.push(format!("With a base of {}, {a} would be as good.", unit.money(base)));
    }
    words.extend(stock(all, pair, &a, &b));
    format!(
        "  {}\n{}",
        capital(&name(all.table.packages[pair.b].id, &all.table.packages[pair.b].name)),
        wrapped(&words.join(" "), "    ")
    )
}

fn gap(pair: &Pair, a: &str, unit: Unit) -> String {
    let size = unit.money(crate::num::Money::new(pair.b_over_a.amount().abs(), pair.b_over_a.currency()));
    let throughout = if pair.overtaking.is_none() { ", and is so from year 1 on" } else { "" };
    match (pair.b_over_a.is_zero(), pair.b_over_a.is_negative()) {
        (true, _) => format!("Likely as good as {a}."),
        (_, true) => format!("Likely {size} a year below {a}{throughout}."),
        _ => format!("Likely {size} a year above {a}{throughout}."),
    }
}

fn stock(all: &Comparison, pair: &Pair, a: &str, b: &str) -> Option<String> {
    let (of_a, of_b) = (&all.table.packages[pair.a], &all.table.packages[pair.b]);
    let employer = clean(&of_b.employer);
    let what = |found: StockMove| match found.yearly {
        Some(yearly) => format!(
            "must move by {} a year (to {} times today's price)",
            ENGLISH.percent_signed(yearly, 1),
            times(found.multiple)
        ),
        None => format!("must come out at {} times today's value", times(found.multiple)),
    };
    match pair.stock_for_b {
        StockNeeded::NoShares => None,
        // Two packages of one employer share what its shares do.
        StockNeeded::Nothing if of_a.employer == of_b.employer => None,
        StockNeeded::Nothing => Some(format!("Even if its shares become worthless {b} is as good.")),
        StockNeeded::Impossible => Some(format!("No rise of its shares makes {b} as good.")),
        StockNeeded::AtLeast(found) => {
            Some(format!("For {b} to be as good as {a}, shares of {employer} {} or more.", what(found)))
        }
        StockNeeded::AtMost(found) => {
            Some(format!("For {b} to be as good as {a}, shares of {employer} {} or less.", what(found)))
        }
    }
}

/// A package in the middle of a sentence.
fn spoken(package: &PackageYears) -> String {
    match package.id {
        PackageId::Current => "today's package".to_owned(),
        PackageId::Expected => "the expected outcome".to_owned(),
        PackageId::Alternative(_) => clean(&package.name),
        _ => format!("the {}", package.name),
    }
}

fn times(multiple: f64) -> String {
    let decimal = rust_decimal::Decimal::try_from(multiple).unwrap_or_default();
    ENGLISH.number(decimal, 2)
}

fn short(package: &PackageYears) -> String {
    const WIDEST: usize = 16;
    let name = name(package.id, &package.name);
    if name.chars().count() <= WIDEST { name } else { name.chars().take(WIDEST - 1).chain(['…']).collect() }
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
