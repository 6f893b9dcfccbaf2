//! What the market pays: benchmarks of one component under each other, with
//! the figures of the case that are of the same component.

use jiff::civil::Date;

use super::parts::{Caption, Mark, Role, merged};
use super::{Axis, Span, SpansFigure};
use crate::advice::Advice;
use crate::domain::{Benchmark, Case, Component, Confidence};
use crate::num::Money;
use crate::report::numbers::Numbers;

/// What the rows of the picture are named after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowName {
    /// Who measured.
    Source,
    /// The level.
    Level,
    /// The company.
    Company,
    /// The place.
    Location,
}

impl RowName {
    fn many(self) -> &'static str {
        match self {
            RowName::Source => "benchmarks",
            RowName::Level => "levels",
            RowName::Company => "companies",
            RowName::Location => "places",
        }
    }

    fn of(self, benchmark: &Benchmark) -> String {
        let name = match self {
            RowName::Source => None,
            RowName::Level => benchmark.level.clone(),
            RowName::Company => benchmark.company.clone(),
            RowName::Location => benchmark.location.clone(),
        };
        name.unwrap_or_else(|| benchmark.source.clone())
    }
}

impl SpansFigure {
    /// The benchmarks of a case; of several components the one that most of
    /// them measure. `None` when the case has no benchmark that may be shown.
    pub fn market(case: &Case, advice: &Advice, numbers: Numbers) -> Option<Self> {
        SpansFigure::market_of(&case.market, RowName::Source, case, advice, numbers)
    }

    /// The same of other benchmarks, such as those of every level.
    pub fn market_of(
        market: &[Benchmark],
        named: RowName,
        case: &Case,
        advice: &Advice,
        numbers: Numbers,
    ) -> Option<Self> {
        let shown = |b: &&Benchmark| b.confidence != Confidence::Withheld && b.percentiles.points().len() > 1;
        let count = |c: Component| market.iter().filter(shown).filter(|b| b.component == c).count();
        // Base first among equals: it is what is talked about.
        let component =
            Component::ALL.into_iter().rev().max_by_key(|c| count(*c)).filter(|c| count(*c) > 0)?;
        let benchmarks: Vec<&Benchmark> =
            market.iter().filter(shown).filter(|b| b.component == component).collect();
        let spans: Vec<Span> = benchmarks.iter().map(|b| span(b, named, numbers)).collect();
        let marks = marks(advice, component, numbers);
        let ends = spans.iter().flat_map(ends).chain(marks.iter().map(|mark| mark.at));
        let (low, high) = ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), x| (l.min(x), h.max(x)));
        let room = (high - low) * 0.04;
        Some(SpansFigure {
            caption: caption(case, advice, &benchmarks, named, numbers),
            axis: Axis::money(low - room, high + room, 5, case.currency, numbers),
            spans,
            marks,
        })
    }
}

fn ends(span: &Span) -> Vec<f64> {
    let line = span.line.map_or(vec![], |(low, high)| vec![low, high]);
    [vec![span.bar.0, span.bar.1], line].concat()
}

/// The row of a benchmark: quartiles as a bar, tenths as a line, the median
/// with its interval. Where quartiles are missing, its outermost figures.
fn span(benchmark: &Benchmark, named: RowName, numbers: Numbers) -> Span {
    let at = |p| benchmark.percentiles.at(p);
    let points = benchmark.percentiles.points();
    let outermost = (points.first().map(|p| p.value), points.last().map(|p| p.value));
    let (low, high) = match (at(25), at(75)) {
        (Some(low), Some(high)) => (Some(low), Some(high)),
        _ => outermost,
    };
    let place = |value: Option<crate::domain::StatValue>| value.map_or(0.0, |v| v.bound().to_f64());
    let line = at(10).zip(at(90)).map(|(low, high)| (low.bound().to_f64(), high.bound().to_f64()));
    let middle = at(50).and_then(|value| value.exact());
    Span {
        name: named.of(benchmark),
        detail: detail(benchmark, named, numbers),
        value: middle.map_or_else(String::new, |m| numbers.amount(m)),
        role: None,
        bar: (place(low), place(high)),
        segments: Vec::new(),
        line,
        middle: middle.map(Money::to_f64),
        interval: benchmark.median_interval.map(|(low, high)| (low.to_f64(), high.to_f64())),
        open: high.is_some_and(|v| v.exact().is_none()),
    }
}

fn detail(benchmark: &Benchmark, named: RowName, numbers: Numbers) -> String {
    let texts = match named {
        RowName::Source => vec![&benchmark.level, &benchmark.location],
        _ => Vec::new(),
    };
    let mut parts: Vec<String> = texts.into_iter().flatten().cloned().collect();
    parts.extend(benchmark.sample_size.map(|n| format!("n {}", numbers.count(n))));
    parts.extend(benchmark.as_of.map(|day: Date| numbers.month(day)));
    parts.push(benchmark.confidence.name().to_owned());
    parts.join(" · ")
}

/// Offer and ask, where the benchmarks measure the same thing.
fn marks(advice: &Advice, component: Component, numbers: Numbers) -> Vec<Mark> {
    let views = [(Role::Offer, &advice.offer), (Role::Anchor, &advice.anchor)];
    let amount = |view: &crate::advice::PackageView| match component {
        Component::Base | Component::Wage => Some(view.package.base),
        Component::Bonus => Some(view.package.bonus),
        // Equity by the market's yardstick is not known here.
        Component::Equity | Component::Total => None,
    };
    let marks = views.into_iter().filter_map(|(role, view)| {
        let money = amount(view)?;
        Some(Mark::new(role, money.to_f64(), numbers.amount(money)))
    });
    merged(marks.collect())
}

/// "lies 12% above the market's median of 170,000".
fn against(advice: &Advice, benchmark: &Benchmark, numbers: Numbers) -> String {
    let base = advice.offer.package.base;
    let offer = numbers.amount(base);
    let Some(median) = benchmark.percentiles.at(50) else {
        return format!("The offer of {offer} beside what the market pays");
    };
    let (Some(exact), bound) = (median.exact(), numbers.amount(median.bound())) else {
        return format!("The market's median is at least {}", numbers.amount(median.bound()));
    };
    let over = base.to_f64() / exact.to_f64() - 1.0;
    let distance = numbers.percent(over.abs(), 0);
    match over {
        _ if distance == numbers.percent(0.0, 0) => format!("The offer of {offer} is the market's median"),
        over if over > 0.0 => {
            format!("The offer of {offer} lies {distance} above the market's median of {bound}")
        }
        _ => format!("The offer of {offer} lies {distance} below the market's median of {bound}"),
    }
}

fn title(
    advice: &Advice,
    benchmarks: &[&Benchmark],
    component: Component,
    named: RowName,
    numbers: Numbers,
) -> String {
    let base = advice.offer.package.base;
    match (component, benchmarks) {
        (Component::Base | Component::Wage, [only]) => against(advice, only, numbers),
        (Component::Base | Component::Wage, _) => {
            let reached =
                |b: &&&Benchmark| b.percentiles.at(50).is_some_and(|m| base.amount() >= m.bound().amount());
            let (count, all) = (benchmarks.iter().filter(reached).count(), benchmarks.len());
            let what = named.many();
            format!("The offer of {} reaches the median of {count} of {all} {what}", numbers.amount(base))
        }
        (other, _) => format!("What the market pays in {}", other.name()),
    }
}

/// What is measured, as a heading.
fn measure(component: Component) -> &'static str {
    match component {
        Component::Base => "Base",
        Component::Bonus => "Bonus",
        Component::Equity => "Equity",
        Component::Total => "Total compensation",
        Component::Wage => "Wage (base with commissions, no bonus or stock)",
    }
}

/// What the classes mean, and who measured where the rows do not say so.
fn sources(benchmarks: &[&Benchmark], named: RowName) -> String {
    let classes =
        "Confidence: high n ≥ 30 of 5 companies, medium n ≥ 10 of 3, low n ≥ 5 of 3, survey: official";
    let mut sources: Vec<&str> = benchmarks.iter().map(|b| b.source.as_str()).collect();
    sources.sort_unstable();
    sources.dedup();
    match named {
        RowName::Source => classes.to_owned(),
        _ => format!("{classes}; source: {}", sources.join(", ")),
    }
}

fn caption(
    case: &Case,
    advice: &Advice,
    benchmarks: &[&Benchmark],
    named: RowName,
    numbers: Numbers,
) -> Caption {
    let component = benchmarks.first().map_or(Component::Base, |b| b.component);
    let title = title(advice, benchmarks, component, named, numbers);
    let medians: Vec<String> = benchmarks
        .iter()
        .filter_map(|b| Some(format!("{} {}", named.of(b), numbers.amount(b.percentiles.at(50)?.bound()))))
        .collect();
    Caption {
        alt: format!("{title}; medians: {}.", medians.join(", ")),
        title,
        note: format!(
            "{} a year in {} · bar: middle half, line: p10–p90, mark: median, under it its 95% interval",
            measure(component),
            case.currency.code()
        ),
        source: sources(benchmarks, named),
    }
}
