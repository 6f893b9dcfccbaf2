//! What a simulation of one ladder of asks has to say.

use crate::domain::{Part, Profile};
use crate::num::{Currency, Estimate, Money};

/// Shares of all simulated meetings by how they ended, before the candidate
/// decides whether to walk away. `walked` counts again those refused.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Outcomes {
    /// The opening ask was met.
    pub full: Estimate,
    /// Something moved.
    pub partial: Estimate,
    /// The offer stood as it was.
    pub held: Estimate,
    /// The offer was withdrawn.
    pub withdrawn: Estimate,
    /// The result lay under the walk-away and was refused.
    pub walked: Estimate,
}

/// Percentiles of a gain, each with its simulation error.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Spread {
    /// 10th percentile.
    pub p10: Estimate,
    /// Lower quartile.
    pub p25: Estimate,
    /// Median.
    pub p50: Estimate,
    /// Upper quartile.
    pub p75: Estimate,
    /// 90th percentile.
    pub p90: Estimate,
}

/// The gain over the offer, as a fraction of the offer's yearly value.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Gain {
    /// Over all meetings; walking away and withdrawal count as the fallback.
    pub mean: Estimate,
    /// The certain gain that is worth as much to the person as all these
    /// meetings: the mean where they are neutral to risk.
    pub certainty_equivalent: Estimate,
    /// Over the meetings in which the offer was not withdrawn.
    pub mean_if_kept: Estimate,
    /// Over the meetings in which something moved.
    pub mean_if_improved: Estimate,
    /// Percentiles over all meetings.
    pub spread: Spread,
}

/// Quartiles of the gain where something moved.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Quartiles {
    /// Lower quartile.
    pub p25: Estimate,
    /// Median.
    pub p50: Estimate,
    /// Upper quartile.
    pub p75: Estimate,
}

/// Money over the offer in one component, where something moved.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ComponentSpread {
    /// 10th percentile.
    pub p10: Money,
    /// Lower quartile.
    pub p25: Money,
    /// Median.
    pub p50: Money,
    /// Upper quartile.
    pub p75: Money,
    /// 90th percentile.
    pub p90: Money,
}

/// Money over the offer by part, for those in which anything was asked. Equity is per year, at face value.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ComponentSpreads {
    /// The part and its spread, in the order of a package.
    pub list: Vec<(Part, ComponentSpread)>,
}

/// The simulated outcomes of one ladder of asks.
#[derive(Debug, Clone, PartialEq)]
pub struct Simulation {
    /// The seed of the random streams.
    pub seed: u64,
    /// How many meetings were simulated.
    pub trials: u64,
    /// Which engine played them: `kernel` or `reference`.
    pub engine: &'static str,
    /// Whose parameters were used.
    pub profile: Profile,
    /// The yearly value of the offer: the unit of every fraction.
    pub offer_value: f64,
    /// The currency of the money.
    pub currency: Currency,
    /// The asks, as fractions over the offer.
    pub ladder: Vec<f64>,
    /// The share of the gap that each further ask gives up, where it is not settled beforehand.
    pub concede: Option<f64>,
    /// How the meetings ended.
    pub outcomes: Outcomes,
    /// The gain over the offer.
    pub gain: Gain,
    /// The gain where something moved.
    pub gain_if_improved: Quartiles,
    /// The chance that something moves: full or partial.
    pub improved: Estimate,
    /// The chance of ending with less than by saying yes to the offer at once.
    pub worse_than_offer: Estimate,
    /// The chance of ending with less than today's pay, where that is known.
    pub worse_than_today: Option<Estimate>,
    /// Where the money lands.
    pub components: ComponentSpreads,
    /// The settlement (full or partial) as a histogram: upper edge as a
    /// fraction of the offer and the share of all meetings, for charts.
    pub histogram: Vec<(f64, f64)>,
}
