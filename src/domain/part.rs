//! The parts of a package that can be asked for, named once.

use serde::{Deserialize, Serialize};

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
/// assert_eq!(Part::from_name("sign-on"), Some(Part::SignOn));
/// assert!(Part::ALL.iter().enumerate().all(|(index, part)| part.index() == index));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    pub const fn name(self) -> &'static str {
        match self {
            Part::Base => "base",
            Part::Bonus => "bonus",
            Part::Equity => "equity",
            Part::SignOn => "sign_on",
        }
    }

    /// The part of that name; a hyphen may stand for the low line.
    pub fn from_name(name: &str) -> Option<Self> {
        Part::ALL.into_iter().find(|part| part.name() == name.replace('-', "_"))
    }
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
