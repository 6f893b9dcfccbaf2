//! Total compensation by year: what it is made of, and how far it may spread.

use super::Axis;
use super::parts::{Caption, Role, label};
use crate::domain::PackageId;
use crate::num::Money;
use crate::report::numbers::Numbers;
use crate::scenario::{PackageYears, ScenarioTable, YearLine};

/// A part of a package, in the order of a stack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Base salary.
    Base,
    /// Bonus.
    Bonus,
    /// Equity that vests.
    Equity,
    /// Sign-on.
    SignOn,
    /// Benefits.
    Benefits,
}

impl Part {
    /// The part of that name in results.
    pub fn from_name(name: &str) -> Option<Self> {
        [Part::Base, Part::Bonus, Part::Equity, Part::SignOn, Part::Benefits]
            .into_iter()
            .find(|part| part.name().replace('-', "_") == name)
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Part::Base => "base",
            Part::Bonus => "bonus",
            Part::Equity => "equity",
            Part::SignOn => "sign-on",
            Part::Benefits => "benefits",
        }
    }
}

/// One year of a package as a column.
#[derive(Debug, Clone, PartialEq)]
pub struct YearColumn {
    /// 1, 2, 3, …
    pub year: u32,
    /// The parts that are not nothing; one below nought hangs under the axis.
    pub parts: Vec<(Part, f64)>,
    /// p10 and p90 of the total.
    pub spread: (f64, f64),
}

/// One package as a group of columns.
#[derive(Debug, Clone, PartialEq)]
pub struct PackagePanel {
    /// Its name.
    pub name: String,
    /// What it stands for.
    pub role: Role,
    /// Its yearly average, written.
    pub average: String,
    /// Its years.
    pub years: Vec<YearColumn>,
}

/// Packages side by side, each by year.
#[derive(Debug, Clone, PartialEq)]
pub struct ScenarioFigure {
    /// The words.
    pub caption: Caption,
    /// Money a year.
    pub axis: Axis,
    /// One panel a package.
    pub packages: Vec<PackagePanel>,
}

impl ScenarioFigure {
    /// The figure of a table.
    pub fn new(table: &ScenarioTable, numbers: Numbers) -> Self {
        let packages: Vec<PackagePanel> =
            table.packages.iter().map(|package| panel(package, numbers)).collect();
        let columns = || packages.iter().flat_map(|package| &package.years);
        let above = |column: &YearColumn| column.parts.iter().map(|(_, x)| x.max(0.0)).sum::<f64>();
        let below = |column: &YearColumn| column.parts.iter().map(|(_, x)| x.min(0.0)).sum::<f64>();
        let high = columns().map(|c| above(c).max(c.spread.1)).fold(0.0, f64::max);
        let low = columns().map(|c| below(c).min(c.spread.0)).fold(0.0, f64::min);
        ScenarioFigure {
            caption: caption(table, numbers),
            axis: Axis::money_with_nought(low, high, 5, table.currency, numbers),
            packages,
        }
    }
}

fn panel(package: &PackageYears, numbers: Numbers) -> PackagePanel {
    PackagePanel {
        name: label(package.id, &package.name),
        role: Role::of_package(package.id),
        average: rounded(package.average, numbers),
        years: package.years.iter().map(column).collect(),
    }
}

fn column(line: &YearLine) -> YearColumn {
    let parts = [
        (Part::Base, line.base),
        (Part::Bonus, line.bonus),
        (Part::Equity, line.equity),
        (Part::SignOn, line.sign_on),
        (Part::Benefits, line.benefits),
    ];
    YearColumn {
        year: line.year,
        parts: parts.into_iter().filter(|(_, m)| !m.is_zero()).map(|(p, m)| (p, m.to_f64())).collect(),
        spread: (line.total.p10.value, line.total.p90.value),
    }
}

/// A modelled amount, to the digits that it can carry.
pub(super) fn rounded(money: Money, numbers: Numbers) -> String {
    numbers.about(money.to_f64(), 0.0, money.currency())
}

fn caption(table: &ScenarioTable, numbers: Numbers) -> Caption {
    let averages: Vec<String> = table
        .packages
        .iter()
        .map(|package| format!("{} {}", label(package.id, &package.name), rounded(package.average, numbers)))
        .collect();
    Caption {
        title: title(table, numbers),
        note: format!(
            "Likely pay by year in {}, {} · under each name its average · whisker: 80 of 100 futures",
            table.currency.code(),
            tax(table)
        ),
        source: futures(table, numbers),
        alt: format!("Average pay a year over {} years: {}.", table.horizon_years, averages.join(", ")),
    }
}

/// The package that pays most on average, beside the offer (or the next best).
fn title(table: &ScenarioTable, numbers: Numbers) -> String {
    let mut ranked: Vec<&PackageYears> = table.packages.iter().collect();
    ranked.sort_by_key(|package| std::cmp::Reverse(package.average.amount()));
    let span = match table.horizon_years {
        1 => "In the first year".to_owned(),
        years => format!("Over {years} years"),
    };
    let Some(best) = ranked.first() else { return "There is no package to compare".to_owned() };
    let other = ranked.iter().skip(1).find(|p| p.id == PackageId::Offer).or(ranked.get(1));
    let said = |package: &PackageYears| format!("{} a year", rounded(package.average, numbers));
    match other {
        Some(other) => format!(
            "{span} {} pays about {}, {} {}",
            named(best.id, &best.name),
            said(best),
            named(other.id, &other.name),
            rounded(other.average, numbers)
        ),
        None => format!("{span} {} pays about {}", named(best.id, &best.name), said(best)),
    }
}

/// "the offer", "staying", or a name as it is.
pub(super) fn named(id: PackageId, name: &str) -> String {
    match id {
        PackageId::Current => "staying".to_owned(),
        PackageId::Expected => "the expected outcome".to_owned(),
        PackageId::Alternative(_) => label(id, name),
        _ => format!("the {name}"),
    }
}

pub(super) fn tax(table: &ScenarioTable) -> &'static str {
    if table.tax.is_some() { "after tax at your rates" } else { "before tax" }
}

/// The foot of a chart of the years.
pub(super) fn futures(table: &ScenarioTable, numbers: Numbers) -> String {
    format!(
        "Simulated: {} futures, seed {}, counteroffer {}. Assumptions and their sources: counteroffer model",
        numbers.count(table.trials),
        table.seed,
        env!("CARGO_PKG_VERSION")
    )
}
