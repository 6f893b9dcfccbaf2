//! Where pay stands in band and market, on one axis of base salary.

use super::marks::merged;
use super::speaker::Speaker;
use super::{Axis, Facts, Figure, Mark, Role, Row, Rows, Shape};
use crate::advice::{Advice, PackageView};
use crate::domain::{Benchmark, Case, Component, PayBand};
use crate::num::Money;
use crate::report::words::Words;

/// At most so many benchmarks are drawn: the ones to be trusted most.
const MOST_BENCHMARKS: usize = 2;

/// Band, market and the figures of the case on one axis of base salary a year.
pub fn band(case: &Case, advice: &Advice, words: &Words) -> Figure {
    let say = Speaker::new(words, "band");
    let band = case.band.iter().map(|band| band_row(band, &say));
    let rows: Vec<Row> = band.chain(market_rows(case, &say)).collect();
    let marks = marks(advice, &say);
    let places = rows.iter().flat_map(Row::reaches).chain(marks.iter().map(|mark| mark.at));
    let axis = Axis::money_around(places, 0.03, 6, case.currency, say.numbers);
    let (title, facts) = found(case, advice, &rows, &say);
    Figure {
        caption: say.caption(title, facts),
        shape: Shape::Rows(Rows { axis, rows, marks, dotted: true }),
    }
}

fn band_row(band: &PayBand, say: &Speaker<'_>) -> Row {
    let range = band.base;
    let amount = |money: Money| say.numbers.amount(money);
    let facts = Facts::new()
        .with("level", band.level.clone())
        .with("low", amount(range.min()))
        .with("high", amount(range.max()))
        .with("mid", amount(range.mid()));
    Row {
        name: say.say("row.band", &facts),
        detail: say.say("row.band-detail", &facts),
        role: Role::Band,
        bar: (range.min().to_f64(), range.max().to_f64()),
        middle: Some(range.mid().to_f64()),
        ..Row::default()
    }
}

fn market_rows(case: &Case, say: &Speaker<'_>) -> impl Iterator<Item = Row> {
    let ranked = Benchmark::ranked(Component::Base, &case.market).into_iter().take(MOST_BENCHMARKS);
    ranked.filter_map(|benchmark| market_row(benchmark, case, say))
}

/// The row of a benchmark that has both quartiles, or both tenths.
fn market_row(benchmark: &Benchmark, case: &Case, say: &Speaker<'_>) -> Option<Row> {
    let between = |low, high| benchmark.percentiles.at(low).zip(benchmark.percentiles.at(high));
    let (quartiles, tenths) = (between(25, 75), between(10, 90));
    let (range, (low, high)) = quartiles.map(|q| ("p25–p75", q)).or(tenths.map(|t| ("p10–p90", t)))?;
    let open = high.exact().is_none();
    let amount = |money: Money| say.numbers.amount(money);
    let mut facts = Facts::new()
        .with("range", range.to_owned())
        .with("low", amount(low.bound()))
        .with("high", amount(high.bound()))
        .with("source", benchmark.source.clone())
        .with("n", benchmark.sample_size.map(|n| say.numbers.count(n)))
        .with("month", benchmark.as_of.map(|date| say.numbers.month(date)));
    facts.flag("open", open);
    let age = benchmark.months_old(case.as_of);
    facts.put("age_years", age.filter(|months| *months >= 24).map(|months| (months / 12).to_string()));
    facts.put("age_months", age.filter(|months| (12..24).contains(months)).map(|months| months.to_string()));
    Some(Row {
        name: say.say("row.market", &facts),
        detail: say.say("row.market-detail", &facts),
        role: Role::Market,
        bar: (low.bound().to_f64(), high.bound().to_f64()),
        line: quartiles.and(tenths).map(|(low, high)| (low.bound().to_f64(), high.bound().to_f64())),
        middle: benchmark.percentiles.at(50).and_then(|v| v.exact()).map(Money::to_f64),
        open,
        ..Row::default()
    })
}

/// A simulated base salary, without digits that its error does not carry.
fn likely_base(advice: &Advice, base: Money, say: &Speaker<'_>) -> String {
    if base == advice.offer.package.base || base == advice.anchor.package.base {
        return say.numbers.amount(base);
    }
    let error = advice.simulation.gain_if_improved.p50.se * advice.simulation.offer_value;
    say.numbers.about(base.to_f64(), error, base.currency())
}

fn marks(advice: &Advice, say: &Speaker<'_>) -> Vec<Mark> {
    let mark = |role, view: &PackageView| {
        let base = view.package.base;
        say.mark(role, base.to_f64(), likely_base(advice, base, say))
    };
    let mut marks = vec![mark(Role::Offer, &advice.offer)];
    if advice.asks() {
        marks.push(mark(Role::Expected, &advice.expected));
        marks.push(mark(Role::Target, &advice.target));
        marks.push(mark(Role::Anchor, &advice.anchor));
    } else if let Some(talk) = &advice.talk {
        marks.push(Mark { name: say.name("stands"), ..mark(Role::Expected, &talk.standing) });
    }
    let current = advice.current.as_ref().map(|view| view.package.base);
    marks.extend(current.map(|base| say.mark(Role::Current, base.to_f64(), say.numbers.amount(base))));
    if only_base(advice) {
        let value = advice.walk_away.value;
        marks.push(say.mark(Role::WalkAway, value.to_f64(), say.about(value)));
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

/// Where ask and offer stand: the key of the title, and the figures.
fn found(case: &Case, advice: &Advice, rows: &[Row], say: &Speaker<'_>) -> (&'static str, Facts) {
    let (offer, ask) = (&advice.offer, &advice.anchor);
    let amount = |view: &PackageView| say.numbers.amount(view.package.base);
    let percent = |share: f64| say.numbers.percent(share, 0);
    let place = match (ask.range_penetration, ask.market_percentile) {
        (Some(p), _) if p > 1.0 + 1e-9 => "place.above",
        (Some(p), _) if p < -1e-9 => "place.below",
        (Some(_), _) => "place.band",
        (None, Some(_)) => "place.market",
        (None, None) => "place.nowhere",
    };
    let mut facts = Facts::new()
        .with("ask", amount(ask))
        .with("offer", amount(offer))
        .with("expected", advice.asks().then(|| likely_base(advice, advice.expected.package.base, say)))
        .with("target", advice.asks().then(|| likely_base(advice, advice.target.package.base, say)))
        .with("currency", case.currency.code().to_owned())
        .with("today", advice.current.as_ref().map(amount))
        .with("at", ask.range_penetration.map(percent))
        .with("offer_at", offer.range_penetration.map(percent))
        .with("percentile", ask.market_percentile.map(|p| percentile(p, say)));
    facts.put("stop", (!only_base(advice)).then(|| say.about(advice.walk_away.value)));
    // The file's name will do; where it lies is nobody's business on a picture.
    let file = |band: &PayBand| band.origin.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    facts.put("band_file", case.band.as_ref().map(file));
    let drawn = rows.iter().any(|row| row.role == Role::Market);
    facts.flag("market_drawn", drawn);
    facts.flag("market_left_out", !drawn && !case.market.is_empty());
    let place = say.say(place, &facts);
    let still = !advice.asks() || amount(ask) == amount(offer);
    (if still { "title.still" } else { "title.ask" }, facts.with("place", place))
}

/// A percentile with what a language hangs on it: `47th`, `47.`
fn percentile(percentile: f64, say: &Speaker<'_>) -> String {
    let whole = percentile.round().clamp(0.0, 100.0) as u32;
    let ending = match (whole % 100, whole % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{whole}{}", say.name(&format!("ordinal.{ending}")))
}
