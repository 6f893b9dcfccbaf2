//! Packages side by side: what all years bring, and which beats the other.

use super::parts::{Caption, Role, label};
use super::scenario::{futures, named, tax};
use super::{Axis, Span, SpansFigure};
use crate::domain::PackageId;
use crate::num::Estimate;
use crate::report::numbers::{Numbers, meetings};
use crate::scenario::{Comparison, PackageYears};

impl SpansFigure {
    /// All years of each package together, and how often it beats the offer
    /// (or, where there is none, the first package).
    pub fn compare(comparison: &Comparison, numbers: Numbers) -> Self {
        let table = &comparison.table;
        let rival = table.packages.iter().position(|package| package.id == PackageId::Offer).unwrap_or(0);
        let spans: Vec<Span> = table
            .packages
            .iter()
            .enumerate()
            .map(|(i, package)| span(package, chance(comparison, i, rival), &table.packages[rival], numbers))
            .collect();
        let ends = || spans.iter().flat_map(|span| [span.bar.0, span.bar.1]);
        let (low, high) = (ends().fold(f64::INFINITY, f64::min), ends().fold(f64::NEG_INFINITY, f64::max));
        let (low, high) = if low <= high { (low, high) } else { (0.0, 1.0) };
        let room = (high - low) * 0.04;
        SpansFigure {
            caption: caption(comparison, rival, numbers),
            axis: Axis::money(low - room, high + room, 5, table.currency, numbers),
            spans,
            marks: Vec::new(),
        }
    }
}

/// The share of futures in which package `i` has brought more by the horizon.
fn chance(comparison: &Comparison, i: usize, rival: usize) -> Option<Estimate> {
    comparison.pair(i, rival)?.by_year.last().map(|year| year.a_ahead)
}

fn span(package: &PackageYears, chance: Option<Estimate>, rival: &PackageYears, numbers: Numbers) -> Span {
    let spread = &package.sum_spread;
    let currency = package.sum.currency();
    let detail = match chance {
        Some(chance) => format!("beats {} in {}", named(rival.id, &rival.name), meetings(chance.value)),
        None => String::new(),
    };
    Span {
        name: label(package.id, &package.name),
        detail,
        value: numbers.about(spread.p50.value, spread.p50.se, currency),
        role: Some(Role::of_package(package.id)),
        bar: (spread.p10.value, spread.p90.value),
        middle: Some(spread.p50.value),
        ..Span::default()
    }
}

/// The package that beats the rival most often.
fn title(comparison: &Comparison, rival: usize) -> String {
    let table = &comparison.table;
    let best = (0..table.packages.len())
        .filter(|i| *i != rival)
        .filter_map(|i| Some((i, chance(comparison, i, rival)?)))
        .max_by(|a, b| a.1.value.total_cmp(&b.1.value));
    let Some((i, chance)) = best else {
        return "There is nothing to compare the offer with".to_owned();
    };
    let after = match table.horizon_years {
        1 => "a year".to_owned(),
        years => format!("{years} years"),
    };
    let of = |i: usize| named(table.packages[i].id, &table.packages[i].name);
    format!(
        "After {after} {} has brought more than {} in {} futures",
        of(i),
        of(rival),
        meetings(chance.value)
    )
}

fn caption(comparison: &Comparison, rival: usize, numbers: Numbers) -> Caption {
    let table = &comparison.table;
    let title = title(comparison, rival);
    let medians: Vec<String> = table
        .packages
        .iter()
        .map(|package| {
            let middle = package.sum_spread.p50;
            format!(
                "{} {}",
                label(package.id, &package.name),
                numbers.about(middle.value, middle.se, table.currency)
            )
        })
        .collect();
    Caption {
        alt: format!("{title}; medians of all years together: {}.", medians.join(", ")),
        title,
        note: format!(
            "All {} years together in {}, {} · bar: 80 of 100 futures, mark: median",
            table.horizon_years,
            table.currency.code(),
            tax(table)
        ),
        source: futures(table, numbers),
    }
}
