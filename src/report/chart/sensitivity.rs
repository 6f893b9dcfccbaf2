//! Which assumption moves the answer most.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use super::speaker::Speaker;
use super::{Axis, Facts, Figure, Role, Row, Rows, Shape};
use crate::advice::{Answer, Sensitivity, Swing};
use crate::num::Currency;
use crate::report::words::Words;

/// More rows than this nobody reads.
const MOST: usize = 10;

/// The mean gain at both ends of each assumption, the most telling first.
pub fn sensitivity(result: &Sensitivity, currency: Currency, words: &Words) -> Figure {
    let say = Speaker::new(words, "sensitivity");
    let centre = result.centre.mean.value;
    let shown = result.swings.iter().take(MOST);
    let rows: Vec<Row> = shown.map(|swing| row(swing, centre, currency, &say)).collect();
    let places = rows.iter().flat_map(Row::reaches).chain([centre]);
    let axis = Axis::money_around(places, 0.05, 4, currency, say.numbers);
    let first = result.swings.first();
    let gain = |answer: &Answer| gain(answer, currency, &say);
    let facts = Facts::new()
        .with("currency", currency.code().to_owned())
        .with("centre", gain(&result.centre))
        .with(
            "what",
            first.map(|swing| say.meaning(&swing.name).unwrap_or_else(|| lower_first(&swing.meaning))),
        )
        .with("low", first.map(|swing| gain(&swing.low)))
        .with("high", first.map(|swing| gain(&swing.high)));
    Figure {
        caption: say.caption("title", facts),
        shape: Shape::Rows(Rows { axis, rows, marks: Vec::new(), dotted: false }),
    }
}

fn row(swing: &Swing, centre: f64, currency: Currency, say: &Speaker<'_>) -> Row {
    let [low, _, high] = swing.values;
    let at = |value: f64, answer: &Answer| {
        let facts = Facts::new().with("value", plain(value, say)).with("gain", gain(answer, currency, say));
        say.say("at", &facts)
    };
    let ends = (swing.low.mean.value, swing.high.mean.value);
    Row {
        name: say.meaning(&swing.name).unwrap_or_else(|| swing.meaning.clone()),
        detail: format!("{}, {}", swing.name, say.kind(swing.kind)),
        value: format!("{}\n{}", at(low, &swing.low), at(high, &swing.high)),
        role: Role::Neutral,
        bar: (ends.0.min(ends.1), ends.0.max(ends.1)),
        middle: Some(centre),
        ..Row::default()
    }
}

fn gain(answer: &Answer, currency: Currency, say: &Speaker<'_>) -> String {
    say.numbers.about_signed(answer.mean.value, answer.mean.se, currency)
}

/// The value of an assumption, in at most three digits that matter.
fn plain(value: f64, say: &Speaker<'_>) -> String {
    let exact = Decimal::from_f64(value).unwrap_or_default();
    say.numbers.number(exact.round_sf(3).unwrap_or(exact), 6)
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
