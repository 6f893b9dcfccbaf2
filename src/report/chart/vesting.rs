//! What equity has vested by when, a staircase a package.

use super::fan::years;
use super::speaker::Speaker;
use super::{Axis, Facts, Figure, Line, LinePoint, Lines, Role, Shape, Spread};
use crate::domain::PackageId;
use crate::num::Currency;
use crate::report::words::Words;
use crate::scenario::{Vested, VestingCalendar};

/// What has vested by when, at today's prices.
pub fn vesting(
    packages: &[VestingCalendar],
    horizon_years: u32,
    currency: Currency,
    words: &Words,
) -> Figure {
    let say = Speaker::new(words, "vesting");
    let horizon = f64::from(horizon_years.max(1));
    let money = |value: f64| say.numbers.about(value, 0.0, currency);
    let sum =
        |one: &VestingCalendar| format!("{} {}", say.package(one.id, &one.name), money(vested(&one.events)));
    let granted = packages.iter().filter(|one| !one.events.is_empty());
    let lines: Vec<Line> = granted
        .map(|one| Line {
            role: Role::of_package(one.id),
            label: sum(one),
            points: stairs(&one.events, horizon),
            spread: Spread::None,
        })
        .collect();
    let high = lines.iter().filter_map(|line| line.points.last()).map(|p| p.value).fold(0.0, f64::max);
    let sums: Vec<String> = packages.iter().map(sum).collect();
    let facts = facts(packages, money, &say)
        .with("sums", sums.join(", "))
        .with("years", horizon_years.to_string())
        .with("currency", currency.code().to_owned());
    Figure {
        caption: say.caption("title", facts),
        shape: Shape::Lines(Lines {
            x: years(0, horizon_years, &say),
            y: Axis::money_with_nought(0.0, high, 5, currency, say.numbers),
            x_label: String::new(),
            lines,
            stretch: None,
            dots: Vec::new(),
            limits: Vec::new(),
        }),
    }
}

/// What has vested, as stairs from the start to the horizon.
fn stairs(events: &[Vested], horizon: f64) -> Vec<LinePoint> {
    let point = |at: f64, value: f64| LinePoint { at, value, spread: (value, value) };
    let mut points = vec![point(0.0, 0.0)];
    let mut sum = 0.0;
    for event in events {
        // Years of 365 days: the last day may lie a leap day past the end.
        let at = event.years.min(horizon);
        points.push(point(at, sum));
        sum += event.value.to_f64();
        points.push(point(at, sum));
    }
    points.push(point(horizon, sum));
    points
}

/// What vests up to the horizon: a calendar goes no further.
fn vested(events: &[Vested]) -> f64 {
    events.iter().map(|event| event.value.to_f64()).sum()
}

/// When the offer's equity becomes the person's own; where the offer has none, the largest grant's.
fn facts(packages: &[VestingCalendar], money: impl Fn(f64) -> String, say: &Speaker<'_>) -> Facts {
    let first = |one: &VestingCalendar| (one.id == PackageId::Offer, vested(&one.events));
    let granted = packages.iter().filter(|one| first(one).1 > 0.0);
    let told = granted.max_by(|a, b| first(a).0.cmp(&first(b).0).then(first(a).1.total_cmp(&first(b).1)));
    let Some(VestingCalendar { id, name, events, .. }) = told else { return Facts::new() };
    let total = vested(events);
    let mut sum = 0.0;
    let half = events.iter().find(|event| {
        sum += event.value.to_f64();
        sum >= total / 2.0
    });
    Facts::new()
        .with("whose", say.owner(*id, name))
        .with("total", money(total))
        .with("first", events.first().map(|event| say.numbers.date(event.day)))
        .with("half", half.map(|event| say.numbers.date(event.day)))
}
