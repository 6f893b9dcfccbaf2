//! What all figures have: words, and marks with a meaning.

use crate::domain::PackageId;
use crate::report::numbers::Numbers;
use crate::report::text::clean;
use crate::simulate::Simulation;

/// The words of a chart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Caption {
    /// The finding, in a sentence.
    pub title: String,
    /// Unit and number of observations.
    pub note: String,
    /// Where the figures come from.
    pub source: String,
    /// The same in one sentence, for whoever cannot see it.
    pub alt: String,
}

/// What a mark stands for; each has one colour on all charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
    /// A limit on the ask.
    Limit,
    /// What somebody else offers.
    Other,
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

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Role::Current => "today",
            Role::Offer => "offer",
            Role::Expected => "expected",
            Role::Target => "target",
            Role::Anchor => "ask",
            Role::WalkAway => "stop below",
            Role::Limit => "limit",
            Role::Other => "other offer",
        }
    }
}

/// What a package is called beside others: by its role, an alternative by its own name.
pub fn label(id: PackageId, name: &str) -> String {
    if id == PackageId::Current { Role::Current.name().to_owned() } else { clean(name) }
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

impl Mark {
    /// A mark with the name of its role.
    pub fn new(role: Role, at: f64, value: String) -> Self {
        Mark { role, name: role.name().to_owned(), value, at }
    }
}

/// Marks that would read the same become one with both names, under the role
/// that matters more; in ascending order of place.
pub(super) fn merged(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.role.cmp(&b.role)));
    let mut kept: Vec<Mark> = Vec::new();
    for mark in marks {
        match kept.last_mut() {
            Some(last) if last.value == mark.value => {
                last.name = format!("{}, {}", last.name, mark.name);
                if mark.role < last.role {
                    last.role = mark.role;
                }
            }
            _ => kept.push(mark),
        }
    }
    kept
}

/// The foot of a chart that was simulated.
pub(super) fn simulated(simulation: &Simulation, numbers: Numbers) -> String {
    format!(
        "Simulated: {} meetings, seed {}, counteroffer {}. Assumptions and their sources: counteroffer model",
        numbers.count(simulation.trials),
        simulation.seed,
        env!("CARGO_PKG_VERSION")
    )
}
