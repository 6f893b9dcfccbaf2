//! Places on an axis that have a meaning and a name.

use crate::domain::PackageId;
use crate::report::text::clean;

/// What a mark or a range stands for; each has one colour on all charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Role {
    /// The number to say first.
    Anchor,
    /// What is offered.
    Offer,
    /// The upper quarter, when something moves.
    Target,
    /// The median, when something moves.
    Expected,
    /// Today's pay.
    Current,
    /// Where to stop.
    WalkAway,
    /// What somebody else offers.
    Other,
    /// The employer's pay band.
    Band,
    /// What the market pays.
    Market,
    /// Nothing of the case: a limit on the ask, an assumption.
    #[default]
    Neutral,
}

impl Role {
    /// The meaning of a package.
    pub fn of_package(id: PackageId) -> Self {
        match id {
            PackageId::Current => Role::Current,
            PackageId::Offer => Role::Offer,
            PackageId::Expected => Role::Expected,
            PackageId::Target => Role::Target,
            PackageId::Ask | PackageId::Step(_) => Role::Anchor,
            PackageId::Alternative(_) => Role::Other,
        }
    }

    /// Its name in word files.
    pub(super) fn key(self) -> &'static str {
        match self {
            Role::Current => "current",
            Role::Offer => "offer",
            Role::Expected => "expected",
            Role::Target => "target",
            Role::Anchor => "ask",
            Role::WalkAway => "stop",
            Role::Other => "other",
            Role::Band => "band",
            Role::Market => "market",
            Role::Neutral => "neutral",
        }
    }
}

/// What a package is called beside others: by its role, an alternative by its own name.
pub fn label(id: PackageId, name: &str) -> String {
    if id == PackageId::Current { "today".to_owned() } else { clean(name) }
}

/// A place on an axis that has a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// What it stands for.
    pub role: Role,
    /// Its name; several where they coincide.
    pub name: String,
    /// Its value as a reader sees it.
    pub value: String,
    /// Where it is on the axis.
    pub at: f64,
}

/// Marks that would read the same become one with both names, under the role
/// that matters more; in ascending order of place.
pub(super) fn merged(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.role.cmp(&b.role)));
    let mut kept: Vec<Mark> = Vec::new();
    for mark in marks {
        match kept.last_mut() {
            Some(last) if last.value == mark.value => {
                if last.name != mark.name {
                    last.name = format!("{}, {}", last.name, mark.name);
                }
                last.role = last.role.min(mark.role);
            }
            _ => kept.push(mark),
        }
    }
    kept
}
