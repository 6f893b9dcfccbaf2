//! The view of `simulate`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::values::{Amount, Share};
use crate::domain::Profile;
use crate::simulate::{ComponentSpread, Gain, Outcomes, Quartiles, Simulation};

/// How meetings over one ladder of asks end.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Simulate {
    /// Seed of the random streams: the same seed gives the same bytes.
    seed: u64,
    /// How many meetings were simulated.
    trials: u64,
    /// Which engine played them.
    engine: &'static str,
    /// Whose parameters were used.
    profile: Profile,
    /// The yearly value of the offer: the unit of every fraction.
    offer_value: Amount,
    /// The asks, in the order in which they are made, as fractions over the offer's value.
    ladder: Vec<f64>,
    /// The share of the gap that each further ask gives up; absent where the asks were settled beforehand.
    concede: Option<f64>,
    /// How the meetings ended, as shares of all of them.
    outcomes: OutcomeShares,
    /// The gain over the offer in all meetings, as fractions of the offer's value.
    gain: Gains,
    /// The same where something moved.
    gain_if_improved: QuartileShares,
    /// The chance that something moves: full or partial.
    improved: Share,
    /// The chance of ending with less than by saying yes to the offer at once.
    worse_than_offer: Share,
    /// The chance of ending with less than today's pay; absent where that is not known.
    worse_than_current: Option<Share>,
    /// By part (`base`, `bonus`, `equity`, `sign_on`), for those in which anything was asked: money a year
    /// over the offer where something moved, equity at face value.
    components: BTreeMap<&'static str, MoneySpread>,
}

/// Shares of all meetings by how they ended, before anybody walks away.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "outcomes"))]
struct OutcomeShares {
    /// The opening ask was met.
    full: Share,
    /// Something moved.
    partial: Share,
    /// The offer stood as it was.
    held: Share,
    /// The offer was withdrawn.
    withdrawn: Share,
    /// Counted again among the others: the result lay under the walk-away and was refused.
    walked: Share,
}

/// The gain over the offer, as fractions of the offer's value.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "gain"))]
struct Gains {
    /// Over all meetings; walking away and withdrawal count as the fallback.
    mean: Share,
    /// The certain gain that is worth as much to the person as all these meetings: the mean where
    /// they are neutral to risk.
    certainty_equivalent: Share,
    /// Over the meetings in which the offer was not withdrawn.
    mean_if_kept: Share,
    /// Over the meetings in which something moved.
    mean_if_improved: Share,
    /// 10th percentile over all meetings.
    p10: Share,
    /// Lower quartile over all meetings.
    p25: Share,
    /// Median over all meetings.
    p50: Share,
    /// Upper quartile over all meetings.
    p75: Share,
    /// 90th percentile over all meetings.
    p90: Share,
}

/// Quartiles of the gain, as fractions of the offer's value.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "quartiles"))]
struct QuartileShares {
    /// Lower quartile.
    p25: Share,
    /// Median.
    p50: Share,
    /// Upper quartile.
    p75: Share,
}

/// Percentiles of money.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "money percentiles"))]
struct MoneySpread {
    /// 10th percentile.
    p10: Amount,
    /// Lower quartile.
    p25: Amount,
    /// Median.
    p50: Amount,
    /// Upper quartile.
    p75: Amount,
    /// 90th percentile.
    p90: Amount,
}

impl From<&Simulation> for Simulate {
    fn from(run: &Simulation) -> Self {
        let components = run.components.list.iter();
        Simulate {
            seed: run.seed,
            trials: run.trials,
            engine: run.engine,
            profile: run.profile,
            offer_value: Amount::nearest(run.offer_value, run.currency),
            ladder: run.ladder.clone(),
            concede: run.concede,
            outcomes: (&run.outcomes).into(),
            gain: (&run.gain).into(),
            gain_if_improved: (&run.gain_if_improved).into(),
            improved: run.improved.into(),
            worse_than_offer: run.worse_than_offer.into(),
            worse_than_current: run.worse_than_today.map(Share::from),
            components: components.map(|(part, spread)| (part.name(), spread.into())).collect(),
        }
    }
}

impl From<&Outcomes> for OutcomeShares {
    fn from(of: &Outcomes) -> Self {
        OutcomeShares {
            full: of.full.into(),
            partial: of.partial.into(),
            held: of.held.into(),
            withdrawn: of.withdrawn.into(),
            walked: of.walked.into(),
        }
    }
}

impl From<&Gain> for Gains {
    fn from(of: &Gain) -> Self {
        Gains {
            mean: of.mean.into(),
            certainty_equivalent: of.certainty_equivalent.into(),
            mean_if_kept: of.mean_if_kept.into(),
            mean_if_improved: of.mean_if_improved.into(),
            p10: of.spread.p10.into(),
            p25: of.spread.p25.into(),
            p50: of.spread.p50.into(),
            p75: of.spread.p75.into(),
            p90: of.spread.p90.into(),
        }
    }
}

impl From<&Quartiles> for QuartileShares {
    fn from(of: &Quartiles) -> Self {
        QuartileShares { p25: of.p25.into(), p50: of.p50.into(), p75: of.p75.into() }
    }
}

impl From<&ComponentSpread> for MoneySpread {
    fn from(of: &ComponentSpread) -> Self {
        MoneySpread {
            p10: of.p10.into(),
            p25: of.p25.into(),
            p50: of.p50.into(),
            p75: of.p75.into(),
            p90: of.p90.into(),
        }
    }
}
