//! The circumstances of a meeting: each is a named set of multipliers, so that
//! what it did can be told one by one. This is the only list of them: the model,
//! the assumptions that a case rests on, and the words go by it.

use strum::IntoStaticStr;

use super::Rival;
use crate::domain::{Assumptions, Context, Strength, Tone};
use crate::num::beta::logistic;

/// Something about the meeting that changes the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "circumstance-name"))]
pub enum Circumstance {
    /// The ask is put warmly.
    WarmTone,
    /// Another candidate stands ready.
    RunnerUp,
    /// The ask is an ultimatum.
    Ultimatum,
    /// The argument is strong.
    StrongEvidence,
    /// The argument is weak.
    WeakArgument,
    /// There is a written alternative.
    WrittenAlternative,
}

impl Circumstance {
    /// Its name in files and words.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// How the assumptions begin that say what it does.
    pub fn assumptions(self) -> &'static str {
        match self {
            Circumstance::WarmTone => "context.warm-",
            Circumstance::RunnerUp => "context.runner-up-",
            Circumstance::Ultimatum => "context.ultimatum-",
            Circumstance::StrongEvidence => "context.strong-",
            Circumstance::WeakArgument => "context.weak-",
            Circumstance::WrittenAlternative => "context.written-",
        }
    }
}

/// What a circumstance multiplies (1 and 0 leave things as they are).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// Multiplies the chance that pay is fixed.
    pub fixed: f64,
    /// Is added to the logarithm of the slack.
    pub slack_ln: f64,
    /// Multiplies the pull of the ask.
    pub pull: f64,
    /// Multiplies disengagement and withdrawal.
    pub hazard: f64,
}

impl Effect {
    /// What the table says of a circumstance; what it has no row for stays as it is.
    fn of(circumstance: Circumstance, assumptions: &Assumptions) -> Self {
        let row = |key: &str, neutral: f64| {
            assumptions.get(&format!("{}{key}", circumstance.assumptions())).map_or(neutral, |row| row.value)
        };
        Effect {
            fixed: row("fixed", 1.0),
            slack_ln: row("slack", 0.0),
            pull: row("pull", 1.0),
            hazard: row("hazard", 1.0),
        }
    }

    /// The share `of` it: all at 1, nothing at 0.
    fn at(self, of: f64) -> Self {
        let factor = |full: f64| 1.0 - (1.0 - full) * of;
        Effect {
            fixed: factor(self.fixed),
            slack_ln: self.slack_ln * of,
            pull: factor(self.pull),
            hazard: factor(self.hazard),
        }
    }
}

/// All circumstances of one negotiation, in a fixed order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Circumstances {
    list: Vec<(Circumstance, Effect)>,
    rival: Option<Rival>,
}

impl Circumstances {
    /// Nothing particular.
    pub fn neutral() -> Self {
        Self::default()
    }

    /// Tone, runner-up and ultimatum, as the case states them.
    pub fn of_context(context: &Context, assumptions: &Assumptions) -> Self {
        [
            (context.tone == Tone::Warm, Circumstance::WarmTone),
            (context.runner_up, Circumstance::RunnerUp),
            (context.ultimatum, Circumstance::Ultimatum),
        ]
        .into_iter()
        .filter(|(told, _)| *told)
        .fold(Self::default(), |all, (_, circumstance)| all.with(circumstance, assumptions))
    }

    fn with(mut self, circumstance: Circumstance, assumptions: &Assumptions) -> Self {
        self.list.push((circumstance, Effect::of(circumstance, assumptions)));
        self
    }

    /// Adds a written alternative whose gain over the offer is `gain`, below 0
    /// where it is worse: the better it is, the more it weighs, without a jump.
    ///
    /// u = 1/(1 + exp(−(k − centre)/width)) of its full effect counts.
    #[must_use]
    pub fn with_rival(mut self, gain: f64, assumptions: &Assumptions) -> Self {
        let circumstance = Circumstance::WrittenAlternative;
        let value = |key: &str| assumptions.value(&format!("{}{key}", circumstance.assumptions()));
        let leverage = logistic((gain - value("centre")) / value("width"));
        self.list.push((circumstance, Effect::of(circumstance, assumptions).at(leverage)));
        self.rival = Some(Rival { gain, match_chance: value("match") });
        self
    }

    /// Adds what the argument does: strong evidence helps, a weak argument hurts;
    /// a sound one, or none told of, leaves things as they are.
    #[must_use]
    pub fn with_argument(self, strength: Option<Strength>, assumptions: &Assumptions) -> Self {
        match strength {
            Some(Strength::Strong) => self.with(Circumstance::StrongEvidence, assumptions),
            Some(Strength::Weak) => self.with(Circumstance::WeakArgument, assumptions),
            Some(Strength::Sound) | None => self,
        }
    }

    /// The same without this one; without the written alternative nobody matches it.
    #[must_use]
    pub fn without(&self, circumstance: Circumstance) -> Self {
        let list = self.list.iter().copied().filter(|(other, _)| *other != circumstance).collect();
        let rival = self.rival.filter(|_| circumstance != Circumstance::WrittenAlternative);
        Circumstances { list, rival }
    }

    /// The circumstances, in a fixed order.
    pub fn iter(&self) -> impl Iterator<Item = Circumstance> {
        self.list.iter().map(|(circumstance, _)| *circumstance)
    }

    /// What each of them multiplies.
    pub fn effects(&self) -> impl Iterator<Item = Effect> {
        self.list.iter().map(|(_, effect)| *effect)
    }

    /// The written alternative, if there is one.
    pub fn rival(&self) -> Option<Rival> {
        self.rival
    }
}
