//! How pay may develop: the middle of all futures and where most of them lie.

use super::Axis;
use super::parts::{Caption, Role};
use super::scenario::{futures, named, tax};
use crate::num::Currency;
use crate::report::format::Numbers;
use crate::scenario::{PackageYears, ScenarioTable};

/// One year of a fan.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FanPoint {
    /// 1, 2, 3, …
    pub year: u32,
    /// Median.
    pub middle: f64,
    /// 10th and 90th percentile.
    pub spread: (f64, f64),
}

/// One package as a fan.
#[derive(Debug, Clone, PartialEq)]
pub struct Fan {
    /// What it stands for.
    pub role: Role,
    /// Its name and the median of its last year.
    pub label: String,
    /// Its years.
    pub points: Vec<FanPoint>,
    /// Whether its spread is drawn: many on top of each other say nothing.
    pub filled: bool,
}

/// Packages as fans over the years.
#[derive(Debug, Clone, PartialEq)]
pub struct FanFigure {
    /// The words.
    pub caption: Caption,
    /// Money a year.
    pub axis: Axis,
    /// One fan a package.
    pub fans: Vec<Fan>,
}

/// More fans than this cover each other.
const MOST_FILLED: usize = 3;

impl FanFigure {
    /// The figure of a table.
    pub fn new(table: &ScenarioTable, numbers: Numbers) -> Self {
        let few = table.packages.len() <= MOST_FILLED;
        let fans: Vec<Fan> = table
            .packages
            .iter()
            .map(|package| {
                fan(package, few || matches!(package.name.as_str(), "offer" | "ask"), table.currency, numbers)
            })
            .collect();
        let points = || fans.iter().flat_map(|fan| fan.points.iter().map(|p| (p, fan.filled)));
        let high = points().map(|(p, filled)| if filled { p.spread.1 } else { p.middle }).fold(0.0, f64::max);
        let low = points()
            .map(|(p, filled)| if filled { p.spread.0 } else { p.middle })
            .fold(f64::INFINITY, f64::min);
        FanFigure {
            caption: caption(table, numbers),
            // Lines need no nought: they are compared with each other.
            axis: Axis::money(low.min(high), high + (high - low).abs() * 0.03, 5, table.currency, numbers),
            fans,
        }
    }
}

fn fan(package: &PackageYears, filled: bool, currency: Currency, numbers: Numbers) -> Fan {
    let points: Vec<FanPoint> = package
        .years
        .iter()
        .map(|line| FanPoint {
            year: line.year,
            middle: line.total.p50.value,
            spread: (line.total.p10.value, line.total.p90.value),
        })
        .collect();
    let last = package.years.last().map(|line| line.total.p50);
    let value = last.map_or_else(String::new, |p50| numbers.about(p50.value, p50.se, currency));
    Fan { role: Role::of_package(&package.name), label: format!("{} {value}", package.name), points, filled }
}

fn caption(table: &ScenarioTable, numbers: Numbers) -> Caption {
    let widest = table.packages.iter().filter_map(|package| {
        let last = package.years.last()?;
        let width = last.total.p90.value - last.total.p10.value;
        Some((package, last.total, width))
    });
    let widest = widest.max_by(|a, b| a.2.total_cmp(&b.2));
    let money = |value: f64, se: f64| numbers.about(value, se, table.currency);
    let title = match widest {
        Some((package, total, width)) if width > 0.0 => format!(
            "In year {} {} may pay anything from {} to {}",
            table.horizon_years,
            named(&package.name),
            money(total.p10.value, total.p10.se),
            money(total.p90.value, total.p90.se)
        ),
        _ => "Nothing about these packages is uncertain".to_owned(),
    };
    let medians: Vec<String> = table
        .packages
        .iter()
        .filter_map(|package| {
            let last = package.years.last()?;
            Some(format!("{} {}", package.name, money(last.total.p50.value, last.total.p50.se)))
        })
        .collect();
    Caption {
        alt: format!("{title}; medians of that year: {}.", medians.join(", ")),
        title,
        note: format!(
            "Pay by year in {}, {} · line: median, pale: 80 of 100 futures",
            table.currency.code(),
            tax(table)
        ),
        source: futures(table, numbers),
    }
}
