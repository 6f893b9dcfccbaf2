//! The years ahead as documents: a table for each package, what vests when, and
//! packages side by side.

mod comparison;
mod shares;
mod unit;
mod vesting;

use super::composer::Column::{self, Figures};
use super::document::{Document, Table};
use super::words::Words;
use super::{Composer, Facts};
use crate::domain::{Case, PackageId};
use crate::num::Money;
use crate::scenario::{LeavingCost, PackageYears, ScenarioTable, YearLine};
use unit::{Unit, called, head, short};

pub use comparison::comparison;
pub use vesting::vesting;

/// What `scenarios` prints: for each package its years, and what to make of them.
pub fn scenarios(case: &Case, table: &ScenarioTable, words: &Words) -> Document {
    let unit = Unit::of(table, words);
    let mut page = Composer::new(words, "years");
    page.add(head(table, unit, words));
    for package in &table.packages {
        let facts = Facts::new()
            .with("name", called(words, "years.name", package.id, &package.name))
            .given("employer", &short(&package.employer));
        page.headed("package", page.line("title", &facts));
        page.add(years(package, table, unit, &page));
        page.say("sums", &sums(package, unit, case));
        page.say("leaving.line", &leaving(package, unit, &page));
        if package.equity_unknown {
            page.say("unknown", &Facts::new());
        }
    }
    page.part("shares");
    table.shares.iter().for_each(|of| shares::say(of, &mut page));
    page.fine("worlds", &Facts::new());
    page.finish()
}

type Part = (&'static str, fn(&YearLine) -> Money);

const PARTS: [Part; 5] = [
    ("base", |line| line.base),
    ("bonus", |line| line.bonus),
    ("equity", |line| line.equity),
    ("sign_on", |line| line.sign_on),
    ("benefits", |line| line.benefits),
];

/// The years in rows; a part that is nothing in all of them has no column.
fn years(package: &PackageYears, table: &ScenarioTable, unit: Unit, page: &Composer<'_>) -> Table {
    let any = |pick: fn(&YearLine) -> Money| package.years.iter().any(|line| !pick(line).is_zero());
    let shown: Vec<&Part> = PARTS.iter().filter(|(name, pick)| *name == "base" || any(*pick)).collect();
    let parts = shown.iter().map(|(name, _)| *name);
    let columns: Vec<Column> =
        ["year"].into_iter().chain(parts).chain(["mean", "p10", "p50", "p90"]).map(Figures).collect();
    let mut rows = page.table("table", &columns);
    for line in &package.years {
        let mut cells = vec![line.year.to_string()];
        cells.extend(shown.iter().map(|(_, pick)| unit.money(pick(line))));
        cells.push(unit.money(line.mean));
        cells.extend([line.total.p10, line.total.p50, line.total.p90].map(|e| unit.about(e, table.currency)));
        rows.row(cells);
    }
    rows
}

/// Averages and sums.
fn sums(package: &PackageYears, unit: Unit, case: &Case) -> Facts {
    let promised = package.promised_average != package.average;
    let valued = package.valued_average != package.average;
    Facts::new()
        .with("average", unit.money(package.average))
        .with("sum", unit.money(package.sum))
        .with("count", package.years.len().to_string())
        .with("present", unit.money(package.present_value))
        .with("rate", case.preferences.discount_rate.to_string())
        .with("promised", promised.then(|| unit.money(package.promised_average)))
        .with("valued", valued.then(|| unit.money(package.valued_average)))
}

type Kind = (&'static str, fn(&LeavingCost) -> Money);

const KINDS: [Kind; 4] = [
    ("unvested", |cost| cost.unvested),
    ("bonus", |cost| cost.bonus),
    ("claw-back", |cost| cost.claw_back),
    ("retirement", |cost| cost.retirement),
];

/// What leaving costs: today for today's package, after the first years for
/// others; no facts where it costs nothing.
fn leaving(package: &PackageYears, unit: Unit, page: &Composer<'_>) -> Facts {
    let last = u32::try_from(package.years.len()).unwrap_or(u32::MAX).saturating_sub(1);
    let years = if package.id == PackageId::Current { 0..=1 } else { 1..=2 };
    let counts =
        |cost: &&LeavingCost| years.contains(&cost.year) && cost.year <= last && !cost.total().is_zero();
    let costs: Vec<&LeavingCost> = package.leaving.iter().filter(counts).collect();
    let any = |kind: &&Kind| costs.iter().any(|cost| !(kind.1)(cost).is_zero());
    let kinds: Vec<String> =
        KINDS.iter().filter(any).map(|(name, _)| page.word(&format!("leaving.{name}"))).collect();
    let when = |cost: &&LeavingCost| {
        let facts = Facts::new().with("cost", unit.money(cost.total())).with("year", cost.year.to_string());
        page.phrase(if cost.year == 0 { "leaving.start" } else { "leaving.after" }, &facts)
    };
    let told: Vec<String> = costs.iter().map(when).collect();
    let told = (!told.is_empty()).then(|| told.join(", "));
    Facts::new().with("costs", told).with("kinds", kinds.join(", "))
}
