//! Axes with their marks already written.

use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use crate::num::{Currency, Money, nice_step};
use crate::report::numbers::Numbers;

/// A mark on an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Where it is.
    pub at: f64,
    /// What stands there.
    pub label: String,
}

/// An axis: its ends and its marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// The lower end.
    pub low: f64,
    /// The upper end, above the lower one.
    pub high: f64,
    /// Marks in ascending order.
    pub ticks: Vec<Tick>,
}

/// Ends that differ, so that there is something to draw between them.
fn apart(low: f64, high: f64) -> (f64, f64) {
    let (low, high) = (low.min(high), high.max(low));
    let least = (low.abs().max(high.abs()) * 1e-6).max(1e-9);
    if high - low > least { (low, high) } else { (low - least, high + least) }
}

/// The smallest step of the 1–2–5 scale that is at least `size`.
fn step_above(size: Decimal) -> Decimal {
    let below = nice_step(size);
    if below >= size {
        return below;
    }
    // Of 1, 2, 5 the next but one above `below` cannot be under 2.5 times it.
    [2, 3]
        .into_iter()
        .map(|m| nice_step(below * Decimal::from(m)))
        .find(|s| *s >= size)
        .unwrap_or(nice_step(below * Decimal::TEN))
}

/// A step that gives at most about `most` marks between two ends.
fn step_between(low: f64, high: f64, most: u32) -> Decimal {
    let size = Decimal::from_f64((high - low) / f64::from(most.max(1))).unwrap_or(Decimal::ONE);
    if size <= Decimal::new(1, 9) { Decimal::new(1, 9) } else { step_above(size) }
}

impl Axis {
    /// An axis with marks on multiples of a step inside its ends.
    fn with_step((low, high): (f64, f64), step: Decimal, label: impl Fn(Decimal) -> String) -> Self {
        let size = step.to_f64().unwrap_or(1.0);
        let first = (low / size - 1e-9).ceil();
        let last = (high / size + 1e-9).floor();
        let count = (last - first).clamp(0.0, 50.0) as u32;
        let ticks = (0..=count)
            .filter_map(|i| Decimal::from_f64(first + f64::from(i)))
            .map(|n| n.saturating_mul(step))
            .map(|value| Tick { at: value.to_f64().unwrap_or(low), label: label(value) })
            .filter(|tick| tick.at >= low - size * 1e-6 && tick.at <= high + size * 1e-6)
            .collect();
        Axis { low, high, ticks }
    }

    /// Money in short form, its ends as given.
    pub fn money(low: f64, high: f64, most: u32, currency: Currency, numbers: Numbers) -> Self {
        let (low, high) = apart(low, high);
        Axis::money_in_steps((low, high), step_between(low, high, most), currency, numbers)
    }

    /// Money around some places, with room at both ends as a share of what lies between them.
    pub fn money_around(
        places: impl Iterator<Item = f64>,
        room: f64,
        most: u32,
        currency: Currency,
        numbers: Numbers,
    ) -> Self {
        let (low, high) =
            places.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(x), high.max(x)));
        let (low, high) = if low <= high { (low, high) } else { (0.0, 1.0) };
        let room = (high - low) * room;
        Axis::money(low - room, high + room, most, currency, numbers)
    }

    /// Money with nought, from a mark to a mark.
    pub fn money_with_nought(low: f64, high: f64, most: u32, currency: Currency, numbers: Numbers) -> Self {
        let (ends, step) = rounded_out(low, high, most);
        Axis::money_in_steps(ends, step, currency, numbers)
    }

    fn money_in_steps(ends: (f64, f64), step: Decimal, currency: Currency, numbers: Numbers) -> Self {
        Axis::with_step(ends, step, |value| numbers.compact(Money::new(value, currency), step))
    }

    /// Fractions shown as percent, its ends as given.
    pub fn percent(low: f64, high: f64, most: u32, numbers: Numbers) -> Self {
        let (low, high) = apart(low, high);
        Axis::percent_in_steps((low, high), step_between(low, high, most), numbers)
    }

    /// Fractions in percent, with nought, from a mark to a mark.
    pub fn percent_with_nought(low: f64, high: f64, most: u32, numbers: Numbers) -> Self {
        let (ends, step) = rounded_out(low, high, most);
        Axis::percent_in_steps(ends, step, numbers)
    }

    fn percent_in_steps(ends: (f64, f64), step: Decimal, numbers: Numbers) -> Self {
        let places = step.scale().saturating_sub(2);
        Axis::with_step(ends, step, |value| {
            numbers.percent_signed(value.to_f64().unwrap_or_default(), places)
        })
    }
}

/// The ends with nought between them, moved out to multiples of a step, and the step.
fn rounded_out(low: f64, high: f64, most: u32) -> ((f64, f64), Decimal) {
    let (low, high) = (low.min(0.0), high.max(0.0));
    let (low, high) = if low < high { (low, high) } else { (0.0, 1.0) };
    let step = step_between(low, high, most);
    let size = step.to_f64().unwrap_or(1.0);
    (((low / size + 1e-9).floor() * size, (high / size - 1e-9).ceil() * size), step)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(axis: &Axis) -> Vec<&str> {
        axis.ticks.iter().map(|tick| tick.label.as_str()).collect()
    }

    #[test]
    fn marks_are_round_and_inside() {
        let axis = Axis::money(176_000.0, 212_000.0, 5, Currency::USD, Numbers::ENGLISH);
        assert_eq!(labels(&axis), ["$180k", "$190k", "$200k", "$210k"]);
        let axis = Axis::percent(0.0, 0.185, 5, Numbers::ENGLISH);
        assert_eq!(labels(&axis), ["0%", "+5%", "+10%", "+15%"]);
        let axis = Axis::percent_with_nought(-0.004, 0.031, 4, Numbers::ENGLISH);
        assert_eq!(labels(&axis), ["\u{2212}1%", "0%", "+1%", "+2%", "+3%", "+4%"]);
        assert!(axis.low <= -0.004 && axis.high >= 0.031);
    }

    #[test]
    fn steps_are_at_least_what_is_wanted() {
        for (size, step) in
            [("1", "1"), ("1.1", "2"), ("2", "2"), ("2.4", "5"), ("5.1", "10"), ("0.03", "0.05")]
        {
            assert_eq!(step_above(size.parse().unwrap()).to_string(), step, "{size}");
        }
    }

    #[test]
    fn extremes_still_have_an_axis() {
        for (low, high) in [(0.0, 0.0), (5.0, 5.0), (-1e12, 1e12), (0.001, 0.002), (1e12, 1e12)] {
            let axis = Axis::money_with_nought(low, high, 4, Currency::JPY, Numbers::ENGLISH);
            assert!(axis.high > axis.low && axis.ticks.len() < 12, "{low} {high}: {axis:?}");
            let axis = Axis::money(low, high, 4, Currency::JPY, Numbers::ENGLISH);
            assert!(axis.high > axis.low && axis.ticks.len() < 12, "{low} {high}: {axis:?}");
        }
    }
}
