//! Packages side by side: what all years bring, and which beats the other.

use super::speaker::Speaker;
use super::{Axis, Facts, Figure, Role, Row, Rows, Shape};
use crate::domain::PackageId;
use crate::num::Estimate;
use crate::report::words::Words;
use crate::scenario::{Comparison, PackageYears};

/// All years of each package together, and how often it beats the offer (or,
/// where there is none, the first package).
pub fn compare(comparison: &Comparison, words: &Words) -> Figure {
    let say = Speaker::new(words, "compare");
    let table = &comparison.table;
    let offer = table.packages.iter().position(|package| package.id == PackageId::Offer).unwrap_or(0);
    let row = |(i, package)| row(package, ahead(comparison, i, offer), &table.packages[offer], &say);
    let rows: Vec<Row> = table.packages.iter().enumerate().map(row).collect();
    let places = rows.iter().flat_map(Row::reaches);
    let axis = Axis::money_around(places, 0.04, 5, table.currency, say.numbers);
    Figure {
        caption: say.caption("title", facts(comparison, offer, &rows, &say)),
        shape: Shape::Rows(Rows { axis, rows, marks: Vec::new(), dotted: false }),
    }
}

/// The share of futures in which package `a` has brought more than `b` by the
/// horizon. An outcome of the meeting beats the offer because of what it is:
/// there is nothing to be found out, and nothing is said.
fn ahead(comparison: &Comparison, a: usize, b: usize) -> Option<Estimate> {
    let by_construction = |i: usize| {
        let role = Role::of_package(comparison.table.packages[i].id);
        matches!(role, Role::Anchor | Role::Target | Role::Expected)
    };
    if by_construction(a) || by_construction(b) {
        return None;
    }
    comparison.pair(a, b)?.by_year.last().map(|year| year.a_ahead)
}

fn row(package: &PackageYears, chance: Option<Estimate>, offer: &PackageYears, say: &Speaker<'_>) -> Row {
    let spread = &package.sum_spread;
    let detail = chance.map(|chance| {
        let facts = Facts::new()
            .with("other", say.subject(offer.id, &offer.name))
            .with("chance", say.chance(chance.value));
        say.say("beats", &facts)
    });
    Row {
        name: say.package(package.id, &package.name),
        detail: detail.unwrap_or_default(),
        value: say.numbers.about(spread.p50.value, spread.p50.se, package.sum.currency()),
        role: Role::of_package(package.id),
        bar: (spread.p10.value, spread.p90.value),
        middle: Some(spread.p50.value),
        ..Row::default()
    }
}

/// How often the offer beats the package that is hardest to beat.
fn facts(comparison: &Comparison, offer: usize, rows: &[Row], say: &Speaker<'_>) -> Facts {
    let table = &comparison.table;
    let hardest = (0..table.packages.len())
        .filter_map(|i| Some((i, ahead(comparison, offer, i)?)))
        .min_by(|a, b| a.1.value.total_cmp(&b.1.value));
    let medians: Vec<String> = rows.iter().map(|row| format!("{} {}", row.name, row.value)).collect();
    let mut facts = say.futures(table).with("medians", medians.join(", "));
    let end = |pick: fn(&PackageYears) -> Estimate| {
        let estimate = table.packages.get(offer).map(pick)?;
        Some(say.numbers.about(estimate.value, estimate.se, table.currency))
    };
    facts.put("offer", table.packages.get(offer).map(|package| say.subject(package.id, &package.name)));
    facts.put("low", end(|package| package.sum_spread.p10));
    facts.put("high", end(|package| package.sum_spread.p90));
    facts.put("other", hardest.map(|(i, _)| say.subject(table.packages[i].id, &table.packages[i].name)));
    facts.put("chance", hardest.map(|(_, chance)| say.chance(chance.value)));
    facts
}
