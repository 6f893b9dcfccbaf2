//! What stands beside the anchor, as text: packages of equal value, what would
//! sharpen the answer, and the other side of the table.

use super::advice::said;
use super::{ENGLISH, finished, table, wrapped};
use crate::advice::{BandPoint, EqualPackage, Unknown};
use crate::domain::Package;
use crate::num::{Currency, Money, Rounding};

/// Packages of equal value, to offer together when base is stuck.
pub fn packages(list: &[EqualPackage], offer: &Package, currency: Currency) -> String {
    if list.len() < 2 {
        return String::new();
    }
    let mut text =
        String::from("\nWorth the same to you; which one they choose shows what is easy for them\n");
    let mut rows = table(&["leans on", "over offer", "costs them", "something moves"]);
    for one in list {
        rows.add_row([
            one.leans_on.replace('_', "-"),
            ENGLISH.percent_signed(one.over_offer, 1),
            ENGLISH.about_signed(one.cost, 50.0, currency),
            ENGLISH.share(one.simulation.improved),
        ]);
    }
    text.push_str(&finished(rows, &[0]));
    for one in list {
        text.push_str(&wrapped(
            &format!("{}: {}", one.leans_on.replace('_', "-"), said(&one.package, offer)),
            "  ",
        ));
    }
    text
}

/// What to find out before the meeting, the most telling first.
pub fn sharpen(list: &[Unknown], currency: Currency) -> String {
    if list.is_empty() {
        return String::new();
    }
    let mut text = String::from("\nWhat would sharpen it, the most telling first\n");
    for unknown in list {
        let mean = ENGLISH.about_signed(unknown.mean_change, 50.0, currency);
        let ask = ENGLISH.percent_signed(unknown.ask_change, 1);
        text.push_str(&wrapped(
            &format!("{}: the mean by up to {mean} a year, the ask by {ask}", unknown.fact),
            "  ",
        ));
    }
    text
}

/// What an offer at each point of the band is likely to end up costing.
pub fn employer(points: &[BandPoint], currency: Currency) -> String {
    let whole = |money: Money| ENGLISH.amount(money.rounded_to(rust_decimal::Decimal::ONE, Rounding::HalfUp));
    let about = |value: f64, se: f64| ENGLISH.about(value, se, currency);
    let mut rows =
        table(&["in band", "base", "compa", "counter", "you move", "in full", "cost", "ends at", "reserve"]);
    for point in points {
        rows.add_row([
            ENGLISH.percent(point.penetration, 0),
            whole(point.base),
            format!("{:.2}", point.compa_ratio),
            whole(point.counter_base),
            ENGLISH.share(point.moves),
            ENGLISH.share(point.full),
            about(point.cost, 50.0),
            about(point.ends_at.value, point.ends_at.se.max(50.0)),
            about(point.reserve, 50.0),
        ]);
    }
    let counter = points.first().map_or(0.0, |point| point.counter);
    format!(
        "{}\n{}\n{}",
        wrapped(
            &format!(
                "From the employer's side: what an offer at each point of the band is likely to end up costing a year ({}), \
                 when people ask as they usually do (the median ask is {} over the offer: judgment, no survey exists).",
                currency.code(),
                ENGLISH.percent(counter, 1)
            ),
            ""
        ),
        finished(rows, &[]),
        wrapped(
            "counter: base with the median ask; you move: chance that you give something; cost: what the offer costs with \
             what builds on it; ends at: its mean after the meeting; reserve: what you give when you move.",
            ""
        )
    )
}
