//! Which assumption moves the answer most.

use super::parts::{Caption, Role};
use super::{Axis, Span, SpansFigure};
use crate::advice::{Answer, Sensitivity, Swing};
use crate::num::Currency;
use crate::report::numbers::Numbers;

/// More rows than this nobody reads.
const MOST: usize = 10;

impl SpansFigure {
    /// The mean gain at both ends of each assumption, the most telling first.
    pub fn sensitivity(result: &Sensitivity, currency: Currency, numbers: Numbers) -> Self {
        let shown = &result.swings[..result.swings.len().min(MOST)];
        let centre = result.centre.mean.value;
        let spans: Vec<Span> = shown.iter().map(|swing| span(swing, centre, currency, numbers)).collect();
        let ends = || spans.iter().flat_map(|span| [span.bar.0, span.bar.1]).chain([centre]);
        let (low, high) = (ends().fold(f64::INFINITY, f64::min), ends().fold(f64::NEG_INFINITY, f64::max));
        let room = (high - low) * 0.05;
        SpansFigure {
            caption: caption(result, currency, numbers),
            axis: Axis::money(low - room, high + room, 4, currency, numbers),
            spans,
            marks: Vec::new(),
        }
    }
}

fn span(swing: &Swing, centre: f64, currency: Currency, numbers: Numbers) -> Span {
    let [low, _, high] = swing.values;
    let at = |value: f64, answer: &Answer| {
        format!("at {}: {}", plain(value, numbers), gain(answer, currency, numbers))
    };
    Span {
        name: swing.meaning.clone(),
        detail: format!("{}, {}", swing.name, swing.kind.name()),
        value: format!("{}\n{}", at(low, &swing.low), at(high, &swing.high)),
        role: Some(Role::Limit),
        bar: (
            swing.low.mean.value.min(swing.high.mean.value),
            swing.low.mean.value.max(swing.high.mean.value),
        ),
        middle: Some(centre),
        ..Span::default()
    }
}

fn gain(answer: &Answer, currency: Currency, numbers: Numbers) -> String {
    numbers.about_signed(answer.mean.value, answer.mean.se, currency)
}

/// The value of an assumption, in at most three digits that matter.
fn plain(value: f64, numbers: Numbers) -> String {
    use rust_decimal::prelude::FromPrimitive;
    let exact = rust_decimal::Decimal::from_f64(value).unwrap_or_default();
    numbers.number(exact.round_sf(3).unwrap_or(exact), 6)
}

fn caption(result: &Sensitivity, currency: Currency, numbers: Numbers) -> Caption {
    let centre = gain(&result.centre, currency, numbers);
    let code = currency.code();
    let (title, alt) = said(result, &centre, |answer| gain(answer, currency, numbers));
    Caption {
        title,
        note: format!(
            "Mean gain a year in {code} · mark: as it is, {centre} · bar: one assumption from low to high"
        ),
        source: "Each assumption alone, on the same random numbers. Values and sources: counteroffer model"
            .to_owned(),
        alt,
    }
}

/// The finding, and the same in a sentence with its figures.
fn said(result: &Sensitivity, centre: &str, gain: impl Fn(&Answer) -> String) -> (String, String) {
    let Some(first) = result.swings.first() else {
        let title = "No assumption changes the answer".to_owned();
        return (title.clone(), format!("{title}: the mean gain stays at {centre} a year."));
    };
    let what = lower_first(&first.meaning);
    let alt = format!(
        "The mean gain of {centre} a year becomes {} at the low and {} at the high end of the assumption that matters most: {what}.",
        gain(&first.low),
        gain(&first.high)
    );
    (format!("What matters most: {what}"), alt)
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
