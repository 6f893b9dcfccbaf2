//! The employer, as far as its kind says what can move.

use strum::{IntoStaticStr, VariantArray};

use crate::num::Money;

/// What kind of employer it is: which parts of a package it moves, and how far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "employer kind"))]
pub enum EmployerKind {
    /// Not told: every part moves as far as its room.
    #[default]
    Unknown,
    /// A large technology company: levels fix base, equity and sign-on move.
    LargeTech,
    /// A young company: equity moves more than cash.
    Startup,
    /// A small company: base and bonus.
    Small,
    /// A public employer: base moves by the steps of a scale, nothing else does.
    PublicSteps,
}

impl EmployerKind {
    /// The name in files.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// The employer, as far as its kind says what can move.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Employer {
    /// Its kind.
    pub kind: EmployerKind,
    /// The steps of its pay scale, ascending; empty where it has none or none are told.
    pub scale: Vec<Money>,
}

impl Employer {
    /// The steps that base moves by, ascending, where it moves by steps.
    pub fn steps(&self) -> Option<&[Money]> {
        Some(self.scale.as_slice()).filter(|steps| !steps.is_empty())
    }
}
