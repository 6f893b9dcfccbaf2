//! Assumptions: every number about the world is a row of data with its unit,
//! range, source and date.

use std::collections::BTreeMap;

use strum::{IntoStaticStr, VariantArray};

/// How an assumption is known.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "lowercase")]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "kind"))]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A figure that a source states.
    Published,
    /// Fitted to published figures.
    Fitted,
    /// Ours, for want of data.
    Judgment,
}

impl Kind {
    /// The name in files and the mark that a reader sees.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// One number about the world.
#[derive(Debug, Clone, PartialEq)]
pub struct Assumption {
    /// Its name, such as `new-offer.fixed`.
    pub name: String,
    /// Its value.
    pub value: f64,
    /// Its unit.
    pub unit: String,
    /// The 5% point of what is plausible, or the lower end.
    pub low: f64,
    /// The 95% point of what is plausible, or the upper end.
    pub high: f64,
    /// How it is known.
    pub kind: Kind,
    /// Who says so.
    pub source: String,
    /// When the source was published or the judgment made.
    pub as_of: String,
    /// What it means, in one sentence.
    pub meaning: String,
    /// True when the user overruled it.
    pub overruled: bool,
}

/// A published figure that the model is held against.
#[derive(Debug, Clone, PartialEq)]
pub struct SurveyFigure {
    /// Its name, such as `asked-full`.
    pub name: String,
    /// The figure.
    pub published: f64,
    /// Lower end of the tolerance.
    pub low: f64,
    /// Upper end of the tolerance.
    pub high: f64,
    /// Whether the model is held to it; one that it does not reproduce is told beside it.
    pub reproduced: bool,
    /// What it measures.
    pub what: String,
    /// Who says so.
    pub source: String,
    /// When.
    pub as_of: String,
}

/// All assumptions by name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Assumptions {
    rows: BTreeMap<String, Assumption>,
    order: Vec<String>,
}

impl Assumptions {
    /// The assumptions in the order of their file; a later row of the same
    /// name replaces the earlier one.
    pub fn new(rows: impl IntoIterator<Item = Assumption>) -> Self {
        let mut all = Assumptions::default();
        for row in rows {
            if all.rows.insert(row.name.clone(), row.clone()).is_none() {
                all.order.push(row.name);
            }
        }
        all
    }

    /// The assumption of that name.
    pub fn get(&self, name: &str) -> Option<&Assumption> {
        self.rows.get(name)
    }

    /// The value of that name.
    ///
    /// The compiled-in table has every name the program uses, and a test walks
    /// them, so that a missing one is a fault of the program: it yields NaN,
    /// which no result passes unseen, rather than a made-up figure.
    pub fn value(&self, name: &str) -> f64 {
        self.rows.get(name).map_or(f64::NAN, |row| row.value)
    }

    /// All of them, in the order of their file.
    pub fn iter(&self) -> impl Iterator<Item = &Assumption> {
        self.order.iter().filter_map(|name| self.rows.get(name))
    }

    /// All names, in the order of their file.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.order.iter().map(String::as_str)
    }

    /// Puts another value in; false when there is no such name or the value
    /// is not a number.
    pub fn overrule(&mut self, name: &str, value: f64) -> bool {
        match self.rows.get_mut(name) {
            Some(row) if value.is_finite() => {
                row.value = value;
                row.overruled = true;
                true
            }
            _ => false,
        }
    }
}
