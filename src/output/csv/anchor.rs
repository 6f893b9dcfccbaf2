//! The rows of `anchor`: the packages of the answer, the curve, the points of the band.

use serde::Serialize;

use super::{Cell, table};
use crate::advice::{Advice, BandPoint, CurvePoint, PackageView};
use crate::error::Result;
use crate::num::Currency;
use crate::output::json::{Amount, Grant};

/// A package of the answer.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PackageRow {
    /// Which one: `current`, `offer`, `ask` (what to say first), `target`, `expected`,
    /// `standing` (what stands after their answers), `round_2`, `round_3` (the asks of the later rounds, each
    /// also the answer from which the one before is a yes), `walk_away` (a value without parts).
    package: Cell,
    /// Base salary a year.
    base: Amount,
    /// Bonus at target, a year.
    bonus: Amount,
    /// How much equity, in its unit.
    equity: Option<String>,
    /// `percent`, `amount` or `units`.
    equity_unit: Option<&'static str>,
    /// Sign-on, once.
    sign_on: Amount,
    /// Its yearly value to the person.
    value: Amount,
    /// Its value over the offer's, as a fraction of the offer's.
    over_offer: f64,
    /// Where its base lies in the band: 0 at the minimum, 1 at the maximum.
    range_penetration: Option<f64>,
    /// Where its base lies in the market, 0 to 100.
    market_percentile: Option<f64>,
    /// Of all money in the row, ISO 4217.
    currency: &'static str,
}

impl PackageRow {
    fn of(name: &str, view: &PackageView, currency: Currency) -> Self {
        let package = &view.package;
        let grant = package.equity.map(Grant::from);
        PackageRow {
            package: name.into(),
            base: package.base.into(),
            bonus: package.bonus.into(),
            equity: package.equity.map(|equity| equity.quantity().normalize().to_string()),
            equity_unit: grant.map(|grant| grant.unit),
            sign_on: package.sign_on.into(),
            value: view.value.into(),
            over_offer: view.over_offer,
            range_penetration: view.range_penetration,
            market_percentile: view.market_percentile,
            currency: currency.code(),
        }
    }
}

/// The answer: one row a package.
///
/// # Errors
/// As [`table`].
pub fn packages(advice: &Advice, currency: Currency) -> Result<String> {
    let row = |name: &str, view: &PackageView| PackageRow::of(name, view, currency);
    let walk = &advice.walk_away;
    let walk_away = PackageRow {
        package: "walk_away".into(),
        value: walk.value.into(),
        over_offer: walk.over_offer,
        currency: currency.code(),
        ..PackageRow::default()
    };
    let current = advice.current.iter().map(|view| row("current", view));
    let named = [
        ("offer", &advice.offer),
        ("ask", &advice.anchor),
        ("target", &advice.target),
        ("expected", &advice.expected),
    ];
    let named = named.map(|(name, view)| row(name, view));
    let standing = advice.talk.iter().map(|talk| row("standing", &talk.standing));
    let later = advice.ladder.iter().skip(1);
    let later = later.map(|rung| row(&format!("round_{}", rung.round), &rung.view));
    table(current.chain(named).chain(standing).chain(later).chain([walk_away]))
}

/// One opening ask of the curve.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CurveRow {
    /// The opening ask as a fraction over the offer's value.
    ask: f64,
    /// Mean gain over the offer, as a fraction of its value.
    mean: f64,
    /// Its standard error.
    mean_se: f64,
    /// The certain gain that is worth as much to the person.
    certain: f64,
    /// Chance that something moves.
    improved: f64,
    /// Chance that the offer is withdrawn.
    withdrawn: f64,
    /// 5% point of the mean over draws of the assumptions.
    low: f64,
    /// 95% point of the mean over draws of the assumptions.
    high: f64,
}

/// The curve: one row an ask, ascending.
///
/// # Errors
/// As [`table`].
pub fn curve(points: &[CurvePoint]) -> Result<String> {
    table(points.iter().map(|point| CurveRow {
        ask: point.ask,
        mean: point.mean.value,
        mean_se: point.mean.se,
        certain: point.certain.value,
        improved: point.improved.value,
        withdrawn: point.withdrawn.value,
        low: point.low,
        high: point.high,
    }))
}

/// An offer at one point of the band, from the employer's side.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct BandPointRow {
    /// Where the offer's base lies in the band: 0 at the minimum, 1 at the maximum.
    range_penetration: f64,
    /// The offer's base.
    base: Amount,
    /// Base over the band's midpoint.
    compa_ratio: f64,
    /// What people like that ask for, as a fraction over the offer's value: the median.
    counter: f64,
    /// The same as base, where it is all asked for in base.
    counter_base: Amount,
    /// Chance that you move.
    improved: f64,
    /// Its standard error.
    improved_se: f64,
    /// Chance that the whole counter is granted.
    full: f64,
    /// Chance that the candidate declines in the end.
    declines: f64,
    /// Cost a year of the offer as made.
    cost: Amount,
    /// Mean cost a year of what it ends up at.
    ends_at: Amount,
    /// What to hold in reserve a year: the mean over the offer where you move.
    reserve: Amount,
    /// Of all money in the row, ISO 4217.
    currency: &'static str,
}

/// The employer's side: one row a point of the band.
///
/// # Errors
/// As [`table`].
pub fn employer(points: &[BandPoint], currency: Currency) -> Result<String> {
    table(points.iter().map(|point| BandPointRow {
        range_penetration: point.penetration,
        base: point.base.into(),
        compa_ratio: point.compa_ratio,
        counter: point.counter,
        counter_base: point.counter_base.into(),
        improved: point.moves.value,
        improved_se: point.moves.se,
        full: point.full.value,
        declines: point.declines.value,
        cost: Amount::nearest(point.cost, currency),
        ends_at: Amount::nearest(point.ends_at.value, currency),
        reserve: Amount::nearest(point.reserve, currency),
        currency: currency.code(),
    }))
}
