//! The years ahead: total pay by year for each package.

use crate::domain::PackageId;
use crate::num::Money;
use crate::report::document::{Block, Role, Row, Section, Table};
use crate::report::facts::Facts;
use crate::report::numbers::about;
use crate::report::text::{Text, clean, mark_given};
use crate::report::trace::{Noted, Origin, Place};
use crate::scenario::{PackageYears, ScenarioTable};

use super::Desk;

pub(super) fn section(desk: &mut Desk<'_>) -> Option<Section> {
    let years = desk.findings.years?;
    let mut blocks = Vec::new();
    blocks.extend(desk.paragraph(Role::Body, "years.lead"));
    blocks.push(Block::Picture { name: "scenario" });
    blocks.push(Block::Table(table(desk, years)));
    desk.section("years", blocks)
}

fn table(desk: &mut Desk<'_>, years: &ScenarioTable) -> Table {
    let count = years.packages.iter().map(|package| package.years.len()).max().unwrap_or(0);
    let mut head = vec![desk.line("table.package").unwrap_or_default()];
    head.extend((1..=count).map(|year| year_head(desk, year)));
    head.extend([desk.line("table.average"), desk.line("table.spread")].into_iter().flatten());
    let numeric = (0..head.len()).map(|column| column > 0).collect();
    let rows = years.packages.iter().enumerate().map(|(i, package)| row(desk, years, i, package, count));
    let rows = rows.collect();
    Table {
        name: "years",
        caption: desk.line("table.years").unwrap_or_default(),
        head,
        numeric,
        rows,
        notes: Vec::new(),
    }
}

fn year_head(desk: &mut Desk<'_>, year: usize) -> Text {
    let origin = Origin::at(Place::Year(year - 1));
    let noted = Noted::new("year", year.to_string(), origin).among("/scenarios/packages");
    let mut facts = Facts::new();
    facts.put("n", Some(desk.book.mark(&format!("years~{year}"), noted)));
    desk.words.line("table.year", &facts).unwrap_or_default()
}

fn row(
    desk: &mut Desk<'_>,
    years: &ScenarioTable,
    index: usize,
    package: &PackageYears,
    count: usize,
) -> Row {
    let mut cells = vec![package_name(desk, package)];
    for year in 0..count {
        let cell = package.years.get(year).map(|line| {
            let error = line.total.p50.se;
            money_cell(desk, Place::YearMean(index, year), line.mean, error, years)
        });
        cells.push(cell.unwrap_or_default());
    }
    let error = package.sum_spread.p50.se / f64::from(years.horizon_years.max(1));
    cells.push(money_cell(desk, Place::YearsAverage(index), package.average, error, years));
    cells.push(spread_cell(desk, index, package, years));
    Row { id: None, cells }
}

/// The name of a package: one of ours in words, an alternative's as given.
fn package_name(desk: &Desk<'_>, package: &PackageYears) -> Text {
    let ours = match package.id {
        PackageId::Alternative(_) => None,
        ours => desk.line(&format!("package.{ours}")),
    };
    ours.unwrap_or_else(|| Text::parse(&mark_given(&clean(&package.name))))
}

fn money_cell(desk: &mut Desk<'_>, at: Place, amount: Money, error: f64, years: &ScenarioTable) -> Text {
    let shown = desk.words.numbers().amount(about(amount.to_f64(), error, years.currency));
    let noted = Noted::new("year", shown, Origin::at(at)).among("/scenarios/packages");
    let name = format!("years~{}", at.pointer());
    Text::parse(&desk.book.mark(&name, noted))
}

fn spread_cell(desk: &mut Desk<'_>, index: usize, package: &PackageYears, years: &ScenarioTable) -> Text {
    let numbers = desk.words.numbers();
    let mut facts = Facts::new();
    let ends = [
        ("low", package.sum_spread.p10, Place::YearsLow(index)),
        ("high", package.sum_spread.p90, Place::YearsHigh(index)),
    ];
    for (fact, end, at) in ends {
        let shown = numbers.amount(about(end.value, end.se, years.currency));
        let noted = Noted::new("spread", shown, Origin::at(at)).among("/scenarios/packages");
        facts.put(fact, Some(desk.book.mark(&format!("sums~{}", at.pointer()), noted)));
    }
    desk.words.line("table.to", &facts).unwrap_or_default()
}
