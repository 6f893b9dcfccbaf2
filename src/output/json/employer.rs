//! The view of `anchor --side employer`.

use serde::Serialize;

use super::values::{Amount, Share, SimulatedMoney};
use crate::advice::BandPoint;
use crate::num::Currency;

/// What counter to expect of an offer at each point of the band, and what it ends up costing.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Employer {
    /// The points of the band, from its minimum to its maximum.
    employer: Vec<BandPointView>,
}

impl Employer {
    /// The view of all points.
    pub fn of(points: &[BandPoint], currency: Currency) -> Self {
        Employer { employer: points.iter().map(|point| BandPointView::of(point, currency)).collect() }
    }
}

/// An offer at one point of the band.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "point of the band"))]
struct BandPointView {
    /// Where its base lies in the band: 0 at the minimum, 1 at the maximum.
    range_penetration: f64,
    /// Its base.
    base: Amount,
    /// Base over the band's midpoint.
    compa_ratio: f64,
    /// What people like that ask for, as a fraction over the offer's value: the median.
    counter: f64,
    /// The same as base, where it is all asked for in base, within the band or not.
    counter_base: Amount,
    /// Chance that you move.
    improved: Share,
    /// Chance that the whole counter is granted.
    full: Share,
    /// Chance that the candidate declines in the end.
    declines: Share,
    /// Cost a year of the offer as made.
    cost: Amount,
    /// Mean cost a year of what it ends up at.
    ends_at: SimulatedMoney,
    /// What to hold in reserve a year: the mean over the offer where you move.
    reserve: Amount,
}

impl BandPointView {
    fn of(point: &BandPoint, currency: Currency) -> Self {
        BandPointView {
            range_penetration: point.penetration,
            base: point.base.into(),
            compa_ratio: point.compa_ratio,
            counter: point.counter,
            counter_base: point.counter_base.into(),
            improved: point.moves.into(),
            full: point.full.into(),
            declines: point.declines.into(),
            cost: Amount::nearest(point.cost, currency),
            ends_at: SimulatedMoney::of(point.ends_at, currency),
            reserve: Amount::nearest(point.reserve, currency),
        }
    }
}
