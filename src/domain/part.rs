//! The parts of a package that can be asked for, named once.

use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// A part of a package.
///
/// Arrays over the parts are indexed by [`Part::index`], in the order of
/// [`Part::ALL`]. A part that joins is a variant here and an entry of `ALL`;
/// the compiler and the length of those arrays lead to the rest.
///
/// ```
/// use counteroffer::domain::Part;
///
/// assert_eq!(Part::SignOn.name(), "sign_on");
/// assert!(Part::ALL.iter().enumerate().all(|(index, part)| part.index() == index));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Yearly base salary.
    Base,
    /// Yearly bonus at target.
    Bonus,
    /// The yearly equity grant.
    Equity,
    /// Paid once on joining.
    SignOn,
}

impl Part {
    /// How many there are.
    pub const COUNT: usize = 4;

    /// All of them, in the order of every array over the parts.
    pub const ALL: [Part; Part::COUNT] = [Part::Base, Part::Bonus, Part::Equity, Part::SignOn];

    /// Its place in arrays over the parts.
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The name in files and results.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
