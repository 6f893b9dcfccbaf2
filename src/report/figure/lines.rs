//! Lines over the years, one a package: how pay may spread, how equity vests.

use super::Axis;
use super::axis::Tick;
use super::parts::{Caption, Role, label};
use super::scenario::{futures, named, tax};
use crate::domain::PackageId;
use crate::num::{Currency, Estimate};
use crate::report::numbers::Numbers;
use crate::scenario::{MoneySpread, PackageYears, ScenarioTable, Vested, VestingCalendar};

/// One point of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LinePoint {
    /// Where on the horizontal axis.
    pub at: f64,
    /// How high.
    pub value: f64,
    /// Lower and upper end of what is likely; the value itself where it is certain.
    pub spread: (f64, f64),
}

/// One package.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What it stands for.
    pub role: Role,
    /// Its name and its last figure.
    pub label: String,
    /// Its points, from the left.
    pub points: Vec<LinePoint>,
    /// Whether its spread is drawn: many on top of each other say nothing.
    pub filled: bool,
}

/// Lines on one pair of axes.
#[derive(Debug, Clone, PartialEq)]
pub struct LinesFigure {
    /// The words.
    pub caption: Caption,
    /// Years.
    pub x: Axis,
    /// Money.
    pub y: Axis,
    /// One line a package.
    pub lines: Vec<Line>,
}

/// More fans than this cover each other.
const MOST_FILLED: usize = 3;

impl LinesFigure {
    /// Pay by year with its spread.
    pub fn fan(table: &ScenarioTable, numbers: Numbers) -> Self {
        let few = table.packages.len() <= MOST_FILLED;
        let filled = |id| few || matches!(id, PackageId::Offer | PackageId::Ask);
        let lines: Vec<Line> = table
            .packages
            .iter()
            .map(|package| fan(package, filled(package.id), table.currency, numbers))
            .collect();
        let ends = |pick: fn((f64, f64)) -> f64| {
            let points = lines.iter().flat_map(|line| line.points.iter().map(move |p| (line.filled, p)));
            points.map(move |(filled, p)| if filled { pick(p.spread) } else { p.value })
        };
        let high = ends(|spread| spread.1).fold(f64::NEG_INFINITY, f64::max);
        let low = ends(|spread| spread.0).fold(f64::INFINITY, f64::min).min(high);
        let room = (high - low) * 0.04;
        LinesFigure {
            caption: fan_caption(table, numbers),
            x: years(table.horizon_years),
            // Lines need no nought: they are compared with each other.
            y: Axis::money(low - room, high + room, 5, table.currency, numbers),
            lines,
        }
    }

    /// What has vested by when, at today's prices.
    pub fn vesting(
        packages: &[VestingCalendar],
        horizon_years: u32,
        currency: Currency,
        numbers: Numbers,
    ) -> Self {
        let horizon = f64::from(horizon_years.max(1));
        let lines: Vec<Line> = packages
            .iter()
            .filter(|calendar| !calendar.events.is_empty())
            .map(|calendar| steps(calendar, horizon, currency, numbers))
            .collect();
        let high = lines.iter().filter_map(|line| line.points.last()).map(|p| p.value).fold(0.0, f64::max);
        let ticks =
            (0..=horizon_years.max(1)).map(|y| Tick { at: f64::from(y), label: year_label(y) }).collect();
        LinesFigure {
            caption: vesting_caption(packages, horizon_years, currency, numbers),
            x: Axis { low: 0.0, high: horizon, ticks },
            y: Axis::money_with_nought(0.0, high, 5, currency, numbers),
            lines,
        }
    }
}

fn year_label(year: u32) -> String {
    if year == 0 { "start".to_owned() } else { format!("year {year}") }
}

/// Year 1 to the horizon; one year alone is as wide as the picture.
fn years(horizon: u32) -> Axis {
    let horizon = horizon.max(1);
    let low = if horizon == 1 { 0.0 } else { 1.0 };
    let ticks = (1..=horizon).map(|year| Tick { at: f64::from(year), label: year_label(year) }).collect();
    Axis { low, high: f64::from(horizon), ticks }
}

fn fan(package: &PackageYears, filled: bool, currency: Currency, numbers: Numbers) -> Line {
    let mut points: Vec<LinePoint> = package
        .years
        .iter()
        .map(|line| LinePoint {
            at: f64::from(line.year),
            value: line.total.p50.value,
            spread: (line.total.p10.value, line.total.p90.value),
        })
        .collect();
    if let [only] = points[..] {
        points.insert(0, LinePoint { at: 0.0, ..only });
    }
    let last = package.years.last().map(|line| line.total.p50);
    let value = last.map_or_else(String::new, |p50| numbers.about(p50.value, p50.se, currency));
    let label = format!("{} {value}", label(package.id, &package.name));
    Line { role: Role::of_package(package.id), label, points, filled }
}

fn last_year(package: &PackageYears) -> Option<MoneySpread> {
    package.years.last().map(|line| line.total)
}

/// The package whose last year is least certain.
fn fan_title(table: &ScenarioTable, money: impl Fn(Estimate) -> String) -> String {
    let width = |package: &PackageYears| last_year(package).map_or(0.0, |t| t.p90.value - t.p10.value);
    let widest = table.packages.iter().max_by(|a, b| width(a).total_cmp(&width(b)));
    match widest.and_then(|package| Some((package, last_year(package)?))) {
        Some((package, total)) if width(package) > 0.0 => format!(
            "In year {} {} may pay anything from {} to {}",
            table.horizon_years,
            named(package.id, &package.name),
            money(total.p10),
            money(total.p90)
        ),
        _ => "Nothing about these packages is uncertain".to_owned(),
    }
}

fn fan_caption(table: &ScenarioTable, numbers: Numbers) -> Caption {
    let money = |estimate: Estimate| numbers.about(estimate.value, estimate.se, table.currency);
    let title = fan_title(table, money);
    let median = |package: &PackageYears| {
        Some(format!("{} {}", label(package.id, &package.name), money(last_year(package)?.p50)))
    };
    let medians: Vec<String> = table.packages.iter().filter_map(median).collect();
    let code = table.currency.code();
    Caption {
        alt: format!("{title}; medians of that year: {}.", medians.join(", ")),
        title,
        note: format!("Pay by year in {code}, {} · line: median, pale: 80 of 100 futures", tax(table)),
        source: futures(table, numbers),
    }
}

/// What has vested, as stairs from the start to the horizon.
fn steps(calendar: &VestingCalendar, horizon: f64, currency: Currency, numbers: Numbers) -> Line {
    let point = |at: f64, value: f64| LinePoint { at, value, spread: (value, value) };
    let mut points = vec![point(0.0, 0.0)];
    let mut sum = 0.0;
    for event in calendar.events.iter().filter(|event| event.years <= horizon) {
        points.push(point(event.years, sum));
        sum += event.value.to_f64();
        points.push(point(event.years, sum));
    }
    points.push(point(horizon, sum));
    let label = format!("{} {}", label(calendar.id, &calendar.name), numbers.about(sum, 0.0, currency));
    Line { role: Role::of_package(calendar.id), label, points, filled: false }
}

/// What vests up to a year.
fn vested(events: &[Vested], until: f64) -> f64 {
    events.iter().filter(|event| event.years <= until).map(|event| event.value.to_f64()).sum()
}

fn vesting_title(
    packages: &[VestingCalendar],
    horizon: f64,
    money: impl Fn(f64) -> String,
    numbers: Numbers,
) -> String {
    let largest =
        packages.iter().max_by(|a, b| vested(&a.events, horizon).total_cmp(&vested(&b.events, horizon)));
    match largest.map(|one| (one, &one.events, vested(&one.events, horizon))) {
        Some((one, events, total)) if total > 0.0 => format!(
            "Of {}'s {} in equity nothing is yours before {}, and half of it by {}",
            named(one.id, &one.name),
            money(total),
            events.first().map_or_else(String::new, |event| numbers.date(event.day)),
            half(events, total, numbers)
        ),
        _ => "None of these packages has equity of known value".to_owned(),
    }
}

fn vesting_caption(
    packages: &[VestingCalendar],
    horizon_years: u32,
    currency: Currency,
    numbers: Numbers,
) -> Caption {
    let horizon = f64::from(horizon_years.max(1));
    let money = |value: f64| numbers.about(value, 0.0, currency);
    let title = vesting_title(packages, horizon, money, numbers);
    let sums: Vec<String> = packages
        .iter()
        .map(|one| format!("{} {}", label(one.id, &one.name), money(vested(&one.events, horizon))))
        .collect();
    Caption {
        alt: format!("{title}; vested after {horizon_years} years: {}.", sums.join(", ")),
        title,
        note: format!(
            "Equity vested since the start, {}, at today's price and before any discount for risk",
            currency.code()
        ),
        source: concat!("Grants and vesting as in the case. counteroffer ", env!("CARGO_PKG_VERSION"))
            .to_owned(),
    }
}

/// The day by which half has vested.
fn half(events: &[Vested], total: f64, numbers: Numbers) -> String {
    let mut sum = 0.0;
    for event in events {
        sum += event.value.to_f64();
        if sum >= total / 2.0 {
            return numbers.date(event.day);
        }
    }
    String::new()
}
