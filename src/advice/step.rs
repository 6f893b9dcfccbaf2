//! The steps of the derivation as results: what is worked out, what comes out, who says so.

use super::result::Limit;
use crate::domain::{Kind, Package, Strength};
use crate::num::{Estimate, Money};

/// A figure with its kind, left unrounded for whoever shows it.
#[derive(Debug, Clone, PartialEq)]
pub enum Quantity {
    /// Money a year.
    Money(Money),
    /// A fraction of the offer's value.
    Share(f64),
    /// A fraction of the offer's value with its simulation error.
    Estimate(Estimate),
    /// Asks from one to another, as fractions over the offer.
    Range(f64, f64),
    /// A package.
    Package(Package),
    /// How strong the argument is.
    Strength(Strength),
}

/// What a step of the derivation works out, with the facts that its reasons name.
#[derive(Debug, Clone, PartialEq)]
pub enum DerivationStep {
    /// The yearly value of the offer.
    OfferValue {
        /// What a bonus pays out on average, of the target.
        payout: f64,
        /// What counts of equity that vests.
        equity_left: f64,
        /// The years that a sign-on is spread over.
        years: f64,
    },
    /// The value below which no deal is better.
    WalkAway,
    /// How strong the argument is.
    Argument,
    /// By how much a written alternative is better.
    Rival,
    /// The most that the band allows.
    BandRoom,
    /// The room up to the middle of the band.
    MiddleRoom,
    /// The highest ask under the limits.
    HighestAsk {
        /// The tightest one.
        limit: Limit,
    },
    /// The best mean gain on the curve.
    BestMean,
    /// The best certain gain on the curve, for the averse to risk.
    BestCertain,
    /// The ask that has the best mean.
    AskOfBestMean,
    /// The ask that has the best certain gain.
    AskOfBestCertain,
    /// The computed opening ask.
    OpeningAsk,
    /// The person's own opening ask.
    OwnAsk,
    /// The package to say first.
    FirstWords,
    /// The chance that something moves.
    Improved {
        /// The simulated meetings.
        trials: u64,
    },
    /// The median gain where something moves.
    Median,
    /// The mean gain over all meetings.
    Mean,
    /// What the meeting is worth for certain.
    Certain {
        /// Constant relative risk aversion.
        aversion: f64,
    },
    /// The chance of ending worse than by saying yes now.
    Worse,
}

impl DerivationStep {
    /// Its name in results and words.
    pub fn name(&self) -> &'static str {
        match self {
            DerivationStep::OfferValue { .. } => "offer-value",
            DerivationStep::WalkAway => "walk-away",
            DerivationStep::Argument => "argument",
            DerivationStep::Rival => "rival",
            DerivationStep::BandRoom => "band-room",
            DerivationStep::MiddleRoom => "middle-room",
            DerivationStep::HighestAsk { .. } => "highest-ask",
            DerivationStep::BestMean => "best-mean",
            DerivationStep::BestCertain => "best-certain",
            DerivationStep::AskOfBestMean => "ask-of-best-mean",
            DerivationStep::AskOfBestCertain => "ask-of-best-certain",
            DerivationStep::OpeningAsk => "opening-ask",
            DerivationStep::OwnAsk => "own-ask",
            DerivationStep::FirstWords => "first-words",
            DerivationStep::Improved { .. } => "improved",
            DerivationStep::Median => "median",
            DerivationStep::Mean => "mean",
            DerivationStep::Certain { .. } => "certain",
            DerivationStep::Worse => "worse",
        }
    }
}

/// Who says so, and how it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepSource {
    /// How it is known.
    pub kind: Kind,
    /// Who says so.
    pub source: String,
}

/// One step of the derivation of the anchor.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What is worked out.
    pub step: DerivationStep,
    /// What comes out.
    pub value: Quantity,
    /// Who says so: the sources of those assumptions.
    pub sources: Vec<StepSource>,
    /// Names of the assumptions behind it.
    pub assumptions: Vec<String>,
    /// Inputs behind it, such as "bands.csv:2".
    pub inputs: Vec<String>,
}
