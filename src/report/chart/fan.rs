//! Pay by year with its spread, a line a package.

use super::speaker::Speaker;
use super::{Axis, Facts, Figure, Line, LinePoint, Lines, Role, Shape, Spread, Tick};
use crate::domain::PackageId;
use crate::num::{Currency, Estimate};
use crate::report::words::Words;
use crate::scenario::{PackageYears, ScenarioTable};

/// The median of each year, with the range of 80 of 100 futures.
pub fn fan(table: &ScenarioTable, words: &Words) -> Figure {
    let say = Speaker::new(words, "fan");
    let lines: Vec<Line> = table.packages.iter().map(|package| line(package, table.currency, &say)).collect();
    let points = || lines.iter().flat_map(|line| &line.points);
    let places = points().flat_map(|point| [point.spread.0, point.spread.1]);
    // Lines need no nought: they are compared with each other.
    let y = Axis::money_around(places, 0.04, 5, table.currency, say.numbers);
    Figure {
        caption: caption(table, &say),
        shape: Shape::Lines(Lines {
            x: years(1, table.horizon_years, &say),
            y,
            x_label: String::new(),
            lines,
            stretch: None,
            dots: Vec::new(),
            limits: Vec::new(),
        }),
    }
}

/// From the start or from year 1 to the horizon; one year alone is as wide as the picture.
pub(super) fn years(first: u32, horizon: u32, say: &Speaker<'_>) -> Axis {
    let horizon = horizon.max(1);
    let low = if horizon == first { 0.0 } else { f64::from(first) };
    let label = |year: u32| match year {
        0 => say.name("start"),
        year => say.say("year", &Facts::new().with("year", year.to_string())),
    };
    let ticks = (first..=horizon).map(|year| Tick { at: f64::from(year), label: label(year) }).collect();
    Axis { low, high: f64::from(horizon), ticks }
}

fn line(package: &PackageYears, currency: Currency, say: &Speaker<'_>) -> Line {
    let points = package.years.iter().map(|line| LinePoint {
        at: f64::from(line.year),
        value: line.total.p50.value,
        spread: (line.total.p10.value, line.total.p90.value),
    });
    let mut points: Vec<LinePoint> = points.collect();
    if let [only] = points[..] {
        points.insert(0, LinePoint { at: 0.0, spread: (only.value, only.value), ..only });
    }
    let last = package.years.last().map(|line| line.total.p50);
    let value = last.map_or_else(String::new, |p50| say.numbers.about(p50.value, p50.se, currency));
    Line {
        role: Role::of_package(package.id),
        label: format!("{} {value}", say.package(package.id, &package.name)),
        points,
        spread: Spread::Whiskers,
    }
}

/// How far the last year of the offer may spread (or, without one, of the first package).
fn caption(table: &ScenarioTable, say: &Speaker<'_>) -> super::Caption {
    let money = |estimate: Estimate| say.numbers.about(estimate.value, estimate.se, table.currency);
    let last = |package: &PackageYears| package.years.last().map(|line| line.total);
    let median = |p: &PackageYears| Some(format!("{} {}", say.package(p.id, &p.name), money(last(p)?.p50)));
    let medians: Vec<String> = table.packages.iter().filter_map(median).collect();
    let mut facts = say.futures(table).with("medians", medians.join(", "));
    let offer = table.packages.iter().find(|p| p.id == PackageId::Offer).or(table.packages.first());
    let uncertain = offer.and_then(last).filter(|total| total.p90.value > total.p10.value);
    facts.put("first", offer.map(|package| say.subject(package.id, &package.name)));
    facts.put("low", uncertain.map(|total| money(total.p10)));
    facts.put("high", uncertain.map(|total| money(total.p90)));
    say.caption("title", facts)
}
