//! Where pay stands in band and market, on one axis of base salary.

use jiff::civil::Date;

use super::Axis;
use super::parts::{Caption, Mark, Role, merged};
use crate::advice::{Advice, PackageView};
use crate::domain::{Benchmark, Case, Component, PayBand};
use crate::num::Money;
use crate::report::numbers::Numbers;

/// What a range is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RangeKind {
    /// The employer's pay band.
    Band,
    /// A market benchmark.
    Market,
}

/// A range on the axis: ends, middle, and thin outer ends.
#[derive(Debug, Clone, PartialEq)]
pub struct RangeRow {
    /// What it is.
    pub kind: RangeKind,
    /// Its name.
    pub name: String,
    /// What stands beside the name: n, source, age.
    pub detail: String,
    /// Lower end of the bar.
    pub low: f64,
    /// Upper end of the bar.
    pub high: f64,
    /// Midpoint or median.
    pub middle: Option<f64>,
    /// Lower end of the thin line.
    pub outer_low: Option<f64>,
    /// Upper end of the thin line.
    pub outer_high: Option<f64>,
    /// True when the upper end is only a lower bound.
    pub open: bool,
}

/// Band, market and the figures of the case on one axis of base salary a year.
#[derive(Debug, Clone, PartialEq)]
pub struct BandFigure {
    /// The words.
    pub caption: Caption,
    /// Base salary a year.
    pub axis: Axis,
    /// The band, then market benchmarks of base.
    pub rows: Vec<RangeRow>,
    /// Today, offer, expected, target, ask and, where comparable, the walk-away.
    pub marks: Vec<Mark>,
}

/// At most so many benchmarks are drawn: the ones to be trusted most.
const MOST_BENCHMARKS: usize = 2;

impl BandFigure {
    /// The figure of a case and its advice.
    pub fn new(case: &Case, advice: &Advice, numbers: Numbers) -> Self {
        let rows = rows(case, numbers);
        let marks = marks(advice, numbers);
        let (low, high) = ends(&rows, &marks);
        let room = (high - low) * 0.03;
        BandFigure {
            caption: caption(case, advice, &rows, numbers),
            axis: Axis::money(low - room, high + room, 6, case.currency, numbers),
            rows,
            marks,
        }
    }
}

fn rows(case: &Case, numbers: Numbers) -> Vec<RangeRow> {
    let ranked = Benchmark::ranked(Component::Base, &case.market);
    let market = ranked.into_iter().take(MOST_BENCHMARKS).filter_map(|b| market_row(b, case.as_of, numbers));
    case.band.as_ref().map(|band| band_row(band, numbers)).into_iter().chain(market).collect()
}

fn band_row(band: &PayBand, numbers: Numbers) -> RangeRow {
    let range = band.base;
    RangeRow {
        kind: RangeKind::Band,
        name: format!("Band {}", band.level),
        detail: format!(
            "{}–{}, midpoint {}",
            numbers.amount(range.min()),
            numbers.amount(range.max()),
            numbers.amount(range.mid())
        ),
        low: range.min().to_f64(),
        high: range.max().to_f64(),
        middle: Some(range.mid().to_f64()),
        outer_low: None,
        outer_high: None,
        open: false,
    }
}

/// The row of a benchmark that has both quartiles, or both tenths.
fn market_row(benchmark: &Benchmark, today: Option<Date>, numbers: Numbers) -> Option<RangeRow> {
    let at = |p| benchmark.percentiles.at(p);
    let (bar, low, high) = match (at(25), at(75), at(10), at(90)) {
        (Some(low), Some(high), ..) => ("p25–p75", low, high),
        (_, _, Some(low), Some(high)) => ("p10–p90", low, high),
        _ => return None,
    };
    let outer = bar == "p25–p75";
    let open = high.exact().is_none();
    Some(RangeRow {
        kind: RangeKind::Market,
        name: format!("Market {bar}"),
        detail: market_detail(benchmark, low.bound(), high.bound(), open, today, numbers),
        low: low.bound().to_f64(),
        high: high.bound().to_f64(),
        middle: at(50).and_then(|v| v.exact()).map(Money::to_f64),
        outer_low: at(10).filter(|_| outer).map(|v| v.bound().to_f64()),
        outer_high: at(90).filter(|_| outer).and_then(|v| v.exact()).map(Money::to_f64),
        open,
    })
}

fn market_detail(
    benchmark: &Benchmark,
    low: Money,
    high: Money,
    open: bool,
    today: Option<Date>,
    numbers: Numbers,
) -> String {
    let at_least = if open { "at least " } else { "" };
    let mut parts = vec![format!("{}–{at_least}{}", numbers.amount(low), numbers.amount(high))];
    if let Some(n) = benchmark.sample_size {
        parts.push(format!("n {}", numbers.count(n)));
    }
    parts.push(benchmark.source.clone());
    if let Some(date) = benchmark.as_of {
        parts.push(age(date, benchmark.months_old(today), numbers));
    }
    parts.join(", ")
}

/// The month of the data, with its age where that is a year or more.
fn age(date: Date, months: Option<u32>, numbers: Numbers) -> String {
    match months {
        Some(months) if months >= 24 => format!("{} ({} years old)", numbers.month(date), months / 12),
        Some(months) if months >= 12 => format!("{} ({months} months old)", numbers.month(date)),
        _ => numbers.month(date),
    }
}

/// A simulated base salary, without digits that its error does not carry.
fn likely_base(advice: &Advice, base: Money, numbers: Numbers) -> String {
    if base == advice.offer.package.base || base == advice.anchor.package.base {
        return numbers.amount(base);
    }
    let error = advice.simulation.gain_if_improved.p50.se * advice.simulation.offer_value;
    numbers.about(base.to_f64(), error, base.currency())
}

fn marks(advice: &Advice, numbers: Numbers) -> Vec<Mark> {
    let mark = |role, view: &PackageView| {
        let base = view.package.base;
        Mark::new(role, base.to_f64(), numbers.amount(base))
    };
    // What is only likely is shown without the digits that nobody can know.
    let likely = |role, view: &PackageView| {
        let base = view.package.base;
        Mark::new(role, base.to_f64(), likely_base(advice, base, numbers))
    };
    let mut marks = vec![mark(Role::Offer, &advice.offer)];
    if advice.asks() {
        marks.push(likely(Role::Expected, &advice.expected));
        marks.push(likely(Role::Target, &advice.target));
        marks.push(mark(Role::Anchor, &advice.anchor));
    }
    marks.extend(advice.current.as_ref().map(|view| mark(Role::Current, view)));
    if only_base(advice) {
        let value = advice.walk_away.value.to_f64();
        marks.push(Mark::new(Role::WalkAway, value, numbers.about(value, 0.0, advice.simulation.currency)));
    }
    merged(marks)
}

/// True when packages are nothing but base, so that yearly value and base are
/// the same and the walk-away belongs on the axis.
fn only_base(advice: &Advice) -> bool {
    let views = [Some(&advice.offer), Some(&advice.anchor), advice.current.as_ref()];
    views.into_iter().flatten().all(|view| {
        let package = &view.package;
        package.bonus.is_zero() && package.equity.is_none() && package.sign_on.is_zero()
    })
}

fn ends(rows: &[RangeRow], marks: &[Mark]) -> (f64, f64) {
    let of_rows = rows
        .iter()
        .flat_map(|row| [Some(row.low), Some(row.high), row.outer_low, row.outer_high].into_iter().flatten());
    let all = of_rows.chain(marks.iter().map(|mark| mark.at));
    all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(x), high.max(x)))
}

fn caption(case: &Case, advice: &Advice, rows: &[RangeRow], numbers: Numbers) -> Caption {
    let ask = numbers.amount(advice.anchor.package.base);
    let place = match (advice.anchor.range_penetration, advice.anchor.market_percentile) {
        (Some(p), _) if p > 1.0 + 1e-9 => "lies above the band".to_owned(),
        (Some(p), _) if p < -1e-9 => "lies below the band".to_owned(),
        (Some(p), _) => format!("lies at {} of the band", numbers.percent(p, 0)),
        (None, Some(m)) => format!("lies at the {} percentile of the market", ordinal(m)),
        (None, None) => "has no band and no market beside it".to_owned(),
    };
    let offer = match advice.offer.range_penetration {
        Some(p) => format!(", the offer at {}", numbers.percent(p, 0)),
        None => String::new(),
    };
    let title = if advice.anchor.package.base == advice.offer.package.base {
        format!("Base stands at {ask}: it {place}")
    } else {
        format!("An ask of {ask} {place}{offer}")
    };
    Caption {
        alt: format!("{title}; {}.", marks_said(advice, numbers)),
        title,
        note: note(case, advice, numbers),
        source: source(case, rows),
    }
}

fn marks_said(advice: &Advice, numbers: Numbers) -> String {
    let base = |view: &PackageView| numbers.amount(view.package.base);
    let mut said = format!("base salary offered {}", base(&advice.offer));
    if advice.asks() {
        said.push_str(&format!(
            ", expected {}, target {}",
            likely_base(advice, advice.expected.package.base, numbers),
            likely_base(advice, advice.target.package.base, numbers)
        ));
    }
    if let Some(current) = &advice.current {
        said.push_str(&format!(", today {}", base(current)));
    }
    said
}

fn note(case: &Case, advice: &Advice, numbers: Numbers) -> String {
    let mut note = format!("Base salary a year, {}", case.currency.code());
    if !only_base(advice) {
        let value = numbers.about(advice.walk_away.value.to_f64(), 0.0, case.currency);
        note.push_str(&format!(" · not on this axis: stop below {value} a year in value, all parts counted"));
    }
    note
}

fn source(case: &Case, rows: &[RangeRow]) -> String {
    let mut parts = Vec::new();
    if let Some(band) = &case.band {
        // The file's name will do; where it lies is nobody's business on a picture.
        let file = band.origin.rsplit(['/', '\\']).next().unwrap_or_default();
        parts.push(format!("Band: {file}"));
    }
    if rows.iter().any(|row| row.kind == RangeKind::Market) {
        parts.push("market figures are of base salary, thin line p10–p90, mark p50".to_owned());
    } else if !case.market.is_empty() {
        parts.push("the market figures given are not of base salary and are not drawn here".to_owned());
    }
    parts.join("; ")
}

fn ordinal(percentile: f64) -> String {
    let whole = percentile.round().clamp(0.0, 100.0) as u32;
    let suffix = match (whole % 100, whole % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{whole}{suffix}")
}
