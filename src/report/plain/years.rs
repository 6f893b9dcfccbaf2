//! The years ahead as text: a table for each package.

use comfy_table::{CellAlignment, Table, presets};
use rust_decimal::Decimal;

use super::{ENGLISH, wrapped};
use crate::domain::{Case, PackageId};
use crate::equity::price::PriceModel;
use crate::num::{Estimate, Money, Rounding};
use crate::scenario::{LeavingCost, PackageYears, ScenarioTable, Shares, VestingCalendar, YearLine};

/// Yearly amounts from here on are printed in thousands, those a thousand times larger in millions.
const LARGE: i64 = 1_000_000;

/// The unit of a whole page of amounts, so that columns stay narrow.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    size: Decimal,
    name: &'static str,
}

impl Unit {
    pub(super) fn of(table: &ScenarioTable) -> Unit {
        let lines = table.packages.iter().flat_map(|package| &package.years);
        let largest = lines.map(|line| line.mean.amount().abs()).max().unwrap_or_default();
        let steps =
            [(Decimal::ONE, ""), (Decimal::from(1_000), "thousand "), (Decimal::from(1_000_000), "million ")];
        let limit = Decimal::from(LARGE);
        let fitting = steps.into_iter().find(|(size, _)| largest < limit * *size);
        let (size, name) = fitting.unwrap_or(steps[2]);
        Unit { size, name }
    }

    /// A whole number of units.
    pub(super) fn money(self, money: Money) -> String {
        let scaled = Money::new(money.amount() / self.size, money.currency());
        ENGLISH.amount(scaled.rounded_to(Decimal::ONE, Rounding::HalfUp))
    }

    /// A simulated amount, without digits that its error does not carry.
    pub(super) fn about(self, estimate: Estimate, currency: crate::num::Currency) -> String {
        // A percentile on the edge between two outcomes has an error as wide as
        // the step; some digits of it must stay.
        const COARSEST: f64 = 0.02;
        let error = estimate.se.min(COARSEST * estimate.value.abs());
        self.money(crate::report::numbers::about(estimate.value, error, currency))
    }

    /// "thousand USD".
    pub(super) fn words(self, table: &ScenarioTable) -> String {
        format!("{}{}", self.name, table.currency.code())
    }
}

/// What `scenarios` prints: for each package its years, and what to make of them.
pub fn scenarios(case: &Case, table: &ScenarioTable) -> String {
    let unit = Unit::of(table);
    let mut text = head(table, unit);
    for package in &table.packages {
        text.push('\n');
        text.push_str(&one(package, table, unit, case));
    }
    text.push('\n');
    text.push_str(&shares(table));
    text.push_str(&wrapped(
        "p10 to p90: in 80 of 100 simulated worlds the year's total lies between the two. Mean adds up from \
         the parts. Every package lives in the same worlds.",
        "  ",
    ));
    text
}

/// What the figures are, in which unit, over which years.
pub(super) fn head(table: &ScenarioTable, unit: Unit) -> String {
    let from = table.start.map_or_else(String::new, |start| format!(" from {}", ENGLISH.date(start)));
    let basis = match table.tax {
        None => "before tax".to_owned(),
        Some(rates) => format!(
            "after marginal rates of {} on pay and {} on equity (not a tax calculation)",
            rates.ordinary, rates.equity
        ),
    };
    let years = match table.horizon_years {
        1 => "1 year".to_owned(),
        years => format!("{years} years"),
    };
    let what = format!("{years}{from}, {basis}, in {}", unit.words(table));
    let made = format!("{} worlds, seed {}", ENGLISH.count(table.trials), table.seed);
    wrapped(&format!("{what} · {made}"), "")
}

fn one(package: &PackageYears, table: &ScenarioTable, unit: Unit, case: &Case) -> String {
    let mut text = format!("{} · {}\n", name(package.id, &package.name), super::clean(&package.employer));
    text.push_str(&years(package, table, unit));
    text.push_str(&wrapped(&sums(package, unit, case), "  "));
    if let Some(words) = leaving(package, unit) {
        text.push_str(&wrapped(&words, "  "));
    }
    if package.equity_unknown {
        text.push_str(&wrapped(
            "Some of its equity counts nothing here: the value of the company, or the price of a unit, is unknown.",
            "  ",
        ));
    }
    text
}

/// What a package is called.
pub(super) fn name(id: PackageId, name: &str) -> String {
    crate::report::chart::label(id, name)
}

type Column = (&'static str, fn(&YearLine) -> Money);

fn years(package: &PackageYears, table: &ScenarioTable, unit: Unit) -> String {
    let any = |pick: fn(&YearLine) -> Money| package.years.iter().any(|line| !pick(line).is_zero());
    let parts: [Column; 5] = [
        ("base", |line| line.base),
        ("bonus", |line| line.bonus),
        ("equity", |line| line.equity),
        ("sign-on", |line| line.sign_on),
        ("benefits", |line| line.benefits),
    ];
    let shown: Vec<&Column> = parts.iter().filter(|(name, pick)| *name == "base" || any(*pick)).collect();
    let mut rows = narrow_table();
    let header = ["year"].into_iter().chain(shown.iter().map(|(name, _)| *name));
    rows.set_header(header.chain(["mean", "p10", "p50", "p90"]).collect::<Vec<_>>());
    for line in &package.years {
        let mut cells = vec![line.year.to_string()];
        cells.extend(shown.iter().map(|(_, pick)| unit.money(pick(line))));
        cells.push(unit.money(line.mean));
        cells.extend([line.total.p10, line.total.p50, line.total.p90].map(|e| unit.about(e, table.currency)));
        rows.add_row(cells);
    }
    right(rows, 0)
}

/// Averages and sums in words.
fn sums(package: &PackageYears, unit: Unit, case: &Case) -> String {
    let money = |amount| unit.money(amount);
    let count = package.years.len();
    let rate = case.preferences.discount_rate;
    let mut words = format!(
        "Average {} a year; {} in {count} years, worth {} today at {rate} a year.",
        money(package.average),
        money(package.sum),
        money(package.present_value),
    );
    if package.promised_average != package.average {
        words.push_str(&format!(
            " Promised {} a year, likely {}",
            money(package.promised_average),
            money(package.average)
        ));
        if package.valued_average != package.average {
            words.push_str(&format!(", worth {} after a haircut for risk", money(package.valued_average)));
        }
        words.push('.');
    }
    words
}

/// What `scenarios --vesting` prints: for each package the days on which something vests.
pub fn vesting(calendars: &[VestingCalendar], currency: crate::num::Currency) -> String {
    let mut text = format!("What vests when, and its value at today's price in {}\n", currency.code());
    for calendar in calendars.iter().filter(|calendar| !calendar.events.is_empty()) {
        text.push_str(&format!("\n{}\n", name(calendar.id, &calendar.name)));
        let mut rows = narrow_table();
        rows.set_header(vec!["day", "grant", "year", "vests", "value"]);
        for event in &calendar.events {
            rows.add_row(vec![
                event.day.to_string(),
                super::clean(&event.grant),
                event.year.to_string(),
                ENGLISH.equity(event.size),
                ENGLISH.amount(event.value.rounded_to(Decimal::ONE, Rounding::HalfUp)),
            ]);
        }
        text.push_str(&right(rows, 2));
    }
    if calendars.iter().all(|calendar| calendar.events.is_empty()) {
        text.push_str("  Nothing: no package has equity of known value.\n");
    }
    text
}

/// What leaving costs: today for today's package, after the first years for others.
fn leaving(package: &PackageYears, unit: Unit) -> Option<String> {
    let last = u32::try_from(package.years.len()).unwrap_or(u32::MAX).saturating_sub(1);
    let years = if package.id == PackageId::Current { 0..=1 } else { 1..=2 };
    let costs: Vec<&LeavingCost> = package
        .leaving
        .iter()
        .filter(|cost| years.contains(&cost.year) && cost.year <= last && !cost.total().is_zero())
        .collect();
    type Part = fn(&LeavingCost) -> Money;
    let kinds: [(&str, Part); 4] = [
        ("unvested equity at today's price", |cost| cost.unvested),
        ("bonus earned and not paid", |cost| cost.bonus),
        ("sign-on to pay back", |cost| cost.claw_back),
        ("retirement match not yet yours", |cost| cost.retirement),
    ];
    let any = |pick: Part| costs.iter().any(|cost| !pick(cost).is_zero());
    let named: Vec<&str> = kinds.iter().filter(|(_, pick)| any(*pick)).map(|(name, _)| *name).collect();
    let when = |cost: &&LeavingCost| match cost.year {
        0 => format!("{} at the start", unit.money(cost.total())),
        year => format!("{} after year {year}", unit.money(cost.total())),
    };
    let parts: Vec<String> = costs.iter().map(when).collect();
    (!parts.is_empty()).then(|| format!("Leaving gives up {} ({}).", parts.join(", "), named.join(", ")))
}

/// What the shares of each employer are taken to do.
fn shares(table: &ScenarioTable) -> String {
    table.shares.iter().map(|shares| wrapped(&shares_words(shares), "  ")).collect()
}

fn shares_words(shares: &Shares) -> String {
    let percent = |fraction| ENGLISH.percent(fraction, 1);
    let times = |multiple: f64| ENGLISH.number(Decimal::try_from(multiple).unwrap_or_default(), 2);
    let words = match &shares.model {
        PriceModel::Public(stock) => {
            let file = |path: &str| path.rsplit(['/', '\\']).next().map_or_else(String::new, super::clean);
            let from = shares.history.as_deref().map(file);
            let from = from.map_or_else(String::new, |file| format!(" as in {file}"));
            format!(
                "a price that grows by {} a year on average, volatility {}{from}",
                percent(stock.drift),
                percent(stock.volatility)
            )
        }
        PriceModel::Private(mixture) => {
            let outcomes = mixture.outcomes().iter();
            let list: Vec<String> =
                outcomes.map(|(chance, m)| format!("{} × {}", percent(*chance), times(*m))).collect();
            let mut words = format!("worth {} of today's value", list.join(", "));
            if mixture.dilution > 0.0 {
                words.push_str(&format!(", diluted by {} a year", percent(mixture.dilution)));
            }
            if mixture.liquidity > 0.0 {
                words.push_str(&format!(", money after {} years", times(mixture.liquidity)));
            }
            words
        }
    };
    format!("Shares of {}: {words}.", super::clean(&shares.employer))
}

/// A table without lines, as narrow as its figures allow.
pub(super) fn narrow_table() -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table
}

/// The text of a table; columns from `left` on stand to the right. Columns move
/// closer together where the line would be too long.
pub(super) fn right(mut table: Table, left: usize) -> String {
    let mut text = String::new();
    for gap in [2, 1] {
        for i in 0..table.column_count() {
            if let Some(column) = table.column_mut(i) {
                column.set_padding((if i == 0 { 1 } else { gap }, 0));
                if i >= left {
                    column.set_cell_alignment(CellAlignment::Right);
                }
            }
        }
        text = table.to_string().lines().map(|line| format!(" {}\n", line.trim_end())).collect();
        if text.lines().all(|line| line.chars().count() <= super::WIDTH) {
            break;
        }
    }
    text
}
