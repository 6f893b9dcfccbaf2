//! Total compensation by year: what it is made of, and how far it may spread.

use super::speaker::Speaker;
use super::{Axis, Figure, Panel, Role, Shape, Slice, Stacks, YearColumn};
use crate::domain::{PackageId, Part};
use crate::report::words::Words;
use crate::scenario::{PackageYears, ScenarioTable, YearLine};

/// Packages side by side, each by year.
pub fn scenario(table: &ScenarioTable, words: &Words) -> Figure {
    let say = Speaker::new(words, "scenario");
    let panels: Vec<Panel> = table.packages.iter().map(|package| panel(package, &say)).collect();
    let columns = || panels.iter().flat_map(|panel| &panel.years);
    let above = |column: &YearColumn| column.parts.iter().map(|(_, x)| x.max(0.0)).sum::<f64>();
    let below = |column: &YearColumn| column.parts.iter().map(|(_, x)| x.min(0.0)).sum::<f64>();
    let high = columns().map(|c| above(c).max(c.spread.1)).fold(0.0, f64::max);
    let low = columns().map(|c| below(c).min(c.spread.0)).fold(0.0, f64::min);
    let occurs = |slice: &Slice| columns().any(|column| column.parts.iter().any(|(s, _)| s == slice));
    let parts = Slice::all().filter(occurs).map(|slice| (slice, say.slice(slice)));
    let stacks = Stacks {
        axis: Axis::money_with_nought(low, high, 5, table.currency, say.numbers),
        parts: parts.collect(),
        panels,
    };
    Figure { caption: caption(table, &say), shape: Shape::Stacks(stacks) }
}

fn panel(package: &PackageYears, say: &Speaker<'_>) -> Panel {
    let average = say.about(package.average);
    let facts = super::Facts::new().with("average", average.clone());
    Panel {
        name: say.package(package.id, &package.name),
        role: Role::of_package(package.id),
        average: (say.say("average", &facts), average),
        years: package.years.iter().map(column).collect(),
    }
}

fn column(line: &YearLine) -> YearColumn {
    let parts = [
        (Slice::Part(Part::Base), line.base),
        (Slice::Part(Part::Bonus), line.bonus),
        (Slice::Part(Part::Equity), line.equity),
        (Slice::Part(Part::SignOn), line.sign_on),
        (Slice::Benefits, line.benefits),
    ];
    YearColumn {
        year: line.year,
        parts: parts.into_iter().filter(|(_, m)| !m.is_zero()).map(|(p, m)| (p, m.to_f64())).collect(),
        spread: (line.total.p10.value, line.total.p90.value),
    }
}

/// What the first choice pays that is no outcome of the meeting: the offer
/// beside staying, or beside the best that somebody else offers.
fn caption(table: &ScenarioTable, say: &Speaker<'_>) -> super::Caption {
    let said = |package: &PackageYears| {
        format!("{} {}", say.package(package.id, &package.name), say.about(package.average))
    };
    let averages: Vec<String> = table.packages.iter().map(said).collect();
    let mut facts = say.futures(table).with("averages", averages.join(", "));
    let firm = |package: &&PackageYears| {
        matches!(Role::of_package(package.id), Role::Offer | Role::Current | Role::Other)
    };
    let mut ranked: Vec<&PackageYears> = table.packages.iter().filter(firm).collect();
    ranked
        .sort_by_key(|package| (package.id != PackageId::Offer, std::cmp::Reverse(package.average.amount())));
    for (package, (who, what)) in ranked.iter().zip([("first", "first_pays"), ("second", "second_pays")]) {
        facts.put(who, Some(say.subject(package.id, &package.name)));
        facts.put(what, Some(say.about(package.average)));
    }
    say.caption("title", facts)
}
