//! What the market pays: benchmarks of one component under each other, with
//! the figures of the case that are of the same component.

use super::marks::merged;
use super::speaker::Speaker;
use super::{Axis, Facts, Figure, Mark, Role, Row, Rows, Shape};
use crate::advice::{Advice, PackageView};
use crate::domain::{Benchmark, Component, StatValue};
use crate::market::Key;
use crate::num::Money;
use crate::report::words::Words;

/// The benchmarks of one component under each other, told apart by who measured
/// or by the key they were grouped by.
pub fn market(benchmarks: &[Benchmark], by: Option<Key>, advice: &Advice, words: &Words) -> Figure {
    let say = Speaker::new(words, "market");
    let component = benchmarks.first().map_or(Component::Base, |b| b.component);
    let rows: Vec<Row> = benchmarks.iter().map(|b| row(b, by, &say)).collect();
    let marks = marks(advice, component, &say);
    let places = rows.iter().flat_map(Row::reaches).chain(marks.iter().map(|mark| mark.at));
    let currency = advice.simulation.currency;
    let axis = Axis::money_around(places, 0.04, 5, currency, say.numbers);
    let (title, facts) = found(advice, benchmarks, component, by, &say);
    Figure {
        caption: say.caption(title, facts.with("currency", currency.code().to_owned())),
        shape: Shape::Rows(Rows { axis, rows, marks, dotted: false }),
    }
}

/// What a row is called.
fn name(benchmark: &Benchmark, by: Option<Key>) -> String {
    let name = match by {
        Some(Key::Level) => benchmark.level.clone(),
        Some(Key::Company) => benchmark.company.clone(),
        Some(Key::Location) => benchmark.location.clone(),
        _ => None,
    };
    name.unwrap_or_else(|| benchmark.source.clone())
}

/// The row of a benchmark: quartiles as a bar, tenths as a line, the median
/// with its interval. Where quartiles are missing, its outermost figures.
fn row(benchmark: &Benchmark, by: Option<Key>, say: &Speaker<'_>) -> Row {
    let at = |p| benchmark.percentiles.at(p);
    let points = benchmark.percentiles.points();
    let outermost = points.first().zip(points.last()).map(|(low, high)| (low.value, high.value));
    let bar = at(25).zip(at(75)).or(outermost);
    let places = |(low, high): (StatValue, StatValue)| (low.bound().to_f64(), high.bound().to_f64());
    let middle = at(50).and_then(|value| value.exact());
    Row {
        name: name(benchmark, by),
        detail: detail(benchmark, by, say),
        value: middle.map_or_else(String::new, |m| say.numbers.amount(m)),
        role: Role::Market,
        bar: bar.map_or((0.0, 0.0), places),
        segments: Vec::new(),
        line: at(10).zip(at(90)).map(places),
        middle: middle.map(Money::to_f64),
        interval: benchmark.median_interval.map(|(low, high)| (low.to_f64(), high.to_f64())),
        open: bar.is_some_and(|(_, high)| high.exact().is_none()),
    }
}

fn detail(benchmark: &Benchmark, by: Option<Key>, say: &Speaker<'_>) -> String {
    let texts = [&benchmark.level, &benchmark.location].into_iter().flatten();
    let mut parts: Vec<String> = texts.filter(|_| by.is_none()).cloned().collect();
    parts.extend(benchmark.sample_size.map(|n| format!("n {}", say.numbers.count(n))));
    parts.extend(benchmark.as_of.map(|day| say.numbers.month(day)));
    parts.push(say.name(&format!("confidence.{}", benchmark.confidence.name())));
    parts.join(" · ")
}

/// Offer and ask, where the benchmarks measure the same thing.
fn marks(advice: &Advice, component: Component, say: &Speaker<'_>) -> Vec<Mark> {
    let amount = |view: &PackageView| match component {
        Component::Base | Component::Wage => Some(view.package.base),
        Component::Bonus => Some(view.package.bonus),
        // Equity by the market's yardstick is not known here.
        Component::Equity | Component::Total => None,
    };
    let views = [(Role::Offer, &advice.offer), (Role::Anchor, &advice.anchor)];
    let mark = |role, money: Money| say.mark(role, money.to_f64(), say.numbers.amount(money));
    merged(views.into_iter().filter_map(|(role, view)| Some(mark(role, amount(view)?))).collect())
}

/// Where the offer stands: the key of the title, and the figures.
fn found(
    advice: &Advice,
    benchmarks: &[Benchmark],
    component: Component,
    by: Option<Key>,
    say: &Speaker<'_>,
) -> (&'static str, Facts) {
    let base = advice.offer.package.base;
    let median = |b: &Benchmark| b.percentiles.at(50);
    let reached = |b: &&Benchmark| median(b).is_some_and(|m| base.amount() >= m.bound().amount());
    let said = |b: &Benchmark| Some(format!("{} {}", name(b, by), say.numbers.amount(median(b)?.bound())));
    let medians: Vec<String> = benchmarks.iter().filter_map(said).collect();
    let mut sources: Vec<&str> = benchmarks.iter().map(|b| b.source.as_str()).collect();
    sources.sort_unstable();
    sources.dedup();
    let facts = Facts::new()
        .with("component", say.name(&format!("component.{}", component.name())))
        .with("medians", medians.join(", "))
        .with("offer", say.numbers.amount(base))
        .with("count", benchmarks.iter().filter(reached).count().to_string())
        .with("all", benchmarks.len().to_string())
        .with("what", say.name(&format!("many.{}", by.map_or("source", Key::name))))
        // Where rows are named after who measured, the source need not be said again.
        .with("sources", (by.is_some()).then(|| sources.join(", ")));
    match (component, benchmarks) {
        (Component::Base | Component::Wage, [only]) => against(base, only, facts, say),
        (Component::Base | Component::Wage, _) => ("title.reaches", facts),
        _ => ("title.pays", facts),
    }
}

/// The offer against the median of the only benchmark.
fn against(base: Money, benchmark: &Benchmark, facts: Facts, say: &Speaker<'_>) -> (&'static str, Facts) {
    let Some(median) = benchmark.percentiles.at(50) else { return ("title.beside", facts) };
    let facts = facts.with("median", say.numbers.amount(median.bound()));
    let Some(exact) = median.exact() else { return ("title.at-least", facts) };
    let over = base.to_f64() / exact.to_f64() - 1.0;
    let distance = say.numbers.percent(over.abs(), 0);
    let title = match over {
        _ if distance == say.numbers.percent(0.0, 0) => "title.median",
        over if over > 0.0 => "title.above",
        _ => "title.below",
    };
    (title, facts.with("distance", distance))
}
