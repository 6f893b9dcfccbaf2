//! The other side of the table: what an offer at each point of the band costs.

use rust_decimal::Decimal;

use crate::advice::BandPoint;
use crate::num::{Currency, Money, Rounding};
use crate::report::composer::Column::Figures;
use crate::report::document::{Document, Table};
use crate::report::words::Words;
use crate::report::{Composer, Facts};

/// What an offer at each point of the band is likely to end up costing.
pub fn employer(points: &[BandPoint], currency: Currency, words: &Words) -> Document {
    let mut page = Composer::new(words, "anchor");
    let counter = points.first().map_or(0.0, |point| point.counter);
    let facts = Facts::new()
        .with("currency", currency.code().to_owned())
        .with("counter", page.numbers().percent(counter, 1));
    page.say("employer.lead", &facts);
    page.part("points");
    page.add(table(points, currency, &page));
    page.part("legend");
    page.say("employer.legend", &Facts::new());
    page.finish()
}

/// What a cost is known to at best.
const KNOWN_TO: f64 = 50.0;

fn table(points: &[BandPoint], currency: Currency, page: &Composer<'_>) -> Table {
    let columns =
        ["place", "base", "compa", "counter", "improved", "full", "declines", "cost", "ends", "reserve"]
            .map(Figures);
    let mut table = page.table("employer", &columns);
    let numbers = page.numbers();
    let whole = |money: Money| numbers.amount(money.rounded_to(Decimal::ONE, Rounding::HalfUp));
    let about = |value: f64, se: f64| numbers.about(value, se, currency);
    for point in points {
        table.row([
            numbers.percent(point.penetration, 0),
            whole(point.base),
            format!("{:.2}", point.compa_ratio),
            whole(point.counter_base),
            numbers.share(point.moves),
            numbers.share(point.full),
            numbers.share(point.declines),
            about(point.cost, KNOWN_TO),
            about(point.ends_at.value, point.ends_at.se.max(KNOWN_TO)),
            about(point.reserve, KNOWN_TO),
        ]);
    }
    table
}
