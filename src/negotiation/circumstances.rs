//! The circumstances of a meeting: each is a named set of multipliers, so that
//! what it did can be told one by one.

use super::Rival;
use crate::domain::{Assumptions, Context, Strength, Tone};

/// One circumstance and what it multiplies (1 and 0 leave things as they are).
#[derive(Debug, Clone, PartialEq)]
pub struct Circumstance {
    /// What it is, in words for a reader.
    pub what: String,
    /// Multiplies the chance that pay is fixed.
    pub fixed: f64,
    /// Is added to the logarithm of the slack.
    pub slack_ln: f64,
    /// Multiplies the pull of the ask.
    pub pull: f64,
    /// Multiplies disengagement and withdrawal.
    pub hazard: f64,
    /// Multiplies the employer's concessions.
    pub concession: f64,
}

/// What the circumstance of strong evidence is called.
pub const STRONG_EVIDENCE: &str = "strong evidence";

/// What the circumstance of a weak argument is called.
pub const WEAK_ARGUMENT: &str = "a weak argument";

const RIVAL: &str = "a written competing offer that is better";

impl Circumstance {
    fn neutral(what: impl Into<String>) -> Self {
        Circumstance { what: what.into(), fixed: 1.0, slack_ln: 0.0, pull: 1.0, hazard: 1.0, concession: 1.0 }
    }
}

/// All circumstances of one negotiation.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Circumstances {
    list: Vec<Circumstance>,
    rival: Option<Rival>,
}

impl Circumstances {
    /// Nothing particular.
    pub fn neutral() -> Self {
        Self::default()
    }

    /// Tone, runner-up and ultimatum, as the case states them.
    pub fn of_context(context: &Context, assumptions: &Assumptions) -> Self {
        let value = |key: &str| assumptions.value(&format!("context.{key}"));
        let mut all = Self::default();
        if context.tone == Tone::Warm {
            all.list.push(Circumstance {
                hazard: value("warm-hazard"),
                concession: value("warm-concession"),
                ..Circumstance::neutral("a warm tone")
            });
        }
        if context.runner_up {
            all.list.push(Circumstance {
                hazard: value("runner-up-hazard"),
                ..Circumstance::neutral("another candidate stands ready")
            });
        }
        if context.ultimatum {
            all.list.push(Circumstance {
                hazard: value("ultimatum-hazard"),
                ..Circumstance::neutral("the ask is an ultimatum")
            });
        }
        all
    }

    /// Adds a written competing offer that is better by `gain`; one that is
    /// not better changes nothing.
    #[must_use]
    pub fn with_rival(mut self, gain: f64, assumptions: &Assumptions) -> Self {
        if gain > 0.0 {
            let value = |key: &str| assumptions.value(&format!("context.{key}"));
            self.list.push(Circumstance {
                fixed: value("rival-fixed"),
                slack_ln: value("rival-slack"),
                hazard: value("rival-hazard"),
                ..Circumstance::neutral(RIVAL)
            });
            self.rival = Some(Rival { gain, match_chance: value("rival-match") });
        }
        self
    }

    /// Adds what the argument does: strong evidence helps, a weak argument hurts;
    /// a sound one, or none told of, leaves things as they are.
    #[must_use]
    pub fn with_argument(mut self, strength: Option<Strength>, assumptions: &Assumptions) -> Self {
        let value = |key: &str| assumptions.value(&format!("context.{key}"));
        match strength {
            Some(Strength::Strong) => self.list.push(Circumstance {
                fixed: value("strong-fixed"),
                slack_ln: value("strong-slack"),
                pull: value("strong-pull"),
                hazard: value("strong-hazard"),
                ..Circumstance::neutral(STRONG_EVIDENCE)
            }),
            Some(Strength::Weak) => self.list.push(Circumstance {
                pull: value("weak-pull"),
                hazard: value("weak-hazard"),
                ..Circumstance::neutral(WEAK_ARGUMENT)
            }),
            Some(Strength::Sound) | None => {}
        }
        self
    }

    /// The same without the one at `index`; without the competing offer nobody matches it.
    #[must_use]
    pub fn without(&self, index: usize) -> Self {
        let mut all = self.clone();
        if index < all.list.len() && all.list.remove(index).what == RIVAL {
            all.rival = None;
        }
        all
    }

    /// The circumstances, in a fixed order.
    pub fn iter(&self) -> impl Iterator<Item = &Circumstance> {
        self.list.iter()
    }

    /// The written competing offer, if there is a better one.
    pub fn rival(&self) -> Option<Rival> {
        self.rival
    }
}
