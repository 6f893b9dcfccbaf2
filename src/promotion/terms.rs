//! The numbers about promotions, from the table of assumptions.

use crate::domain::Assumptions;

/// What is usual where the case does not say otherwise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Terms {
    /// Standard deviation of a panel's score, in points.
    pub score_noise: f64,
    /// Major releases that should lie behind the person.
    pub least_releases: i64,
    /// Days from the evidence deadline to the window.
    pub evidence_days: i64,
    /// Months before the window at which to begin.
    pub begin_months: i64,
    /// Months before the window into which results should fall.
    pub load_months: i64,
    /// Days from the end of the window to the month of the new pay.
    pub effective_days: i64,
    /// Champions to aim for.
    pub champions_target: i64,
    /// Champions needed.
    pub champions_least: i64,
    /// Challengers to know.
    pub challengers_least: i64,
    /// Challengers beyond which preparing is too much.
    pub challengers_most: i64,
    /// Days after which to ask again.
    pub ask_again_days: i64,
    /// Days before the evidence deadline by which challengers are asked.
    pub ask_challengers: i64,
    /// The same for champions.
    pub ask_champions: i64,
    /// The same for deciders.
    pub ask_deciders: i64,
    /// Points between own and manager's score that need talking about.
    pub score_rift: f64,
}

impl Terms {
    /// Reads the rows `review.*`.
    pub fn from_assumptions(assumptions: &Assumptions) -> Self {
        let value = |name: &str| assumptions.value(&format!("review.{name}"));
        // Counts and days: whole numbers in the table, rounded when overruled by a fraction.
        let whole = |name: &str| libm::round(value(name)) as i64;
        Terms {
            score_noise: value("score-noise"),
            least_releases: whole("least-releases"),
            evidence_days: whole("evidence-days"),
            begin_months: whole("begin-months"),
            load_months: whole("load-months"),
            effective_days: whole("effective-days"),
            champions_target: whole("champions-target"),
            champions_least: whole("champions-least"),
            challengers_least: whole("challengers-least"),
            challengers_most: whole("challengers-most"),
            ask_again_days: whole("ask-again-days"),
            ask_challengers: whole("ask-challengers"),
            ask_champions: whole("ask-champions"),
            ask_deciders: whole("ask-deciders"),
            score_rift: value("score-rift"),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The figures of the table as it stands, for tests of one module each.
    pub(crate) fn terms() -> Terms {
        Terms {
            score_noise: 0.25,
            least_releases: 2,
            evidence_days: 30,
            begin_months: 6,
            load_months: 3,
            effective_days: 14,
            champions_target: 10,
            champions_least: 5,
            challengers_least: 5,
            challengers_most: 10,
            ask_again_days: 45,
            ask_challengers: 42,
            ask_champions: 28,
            ask_deciders: 21,
            score_rift: 0.5,
        }
    }
}
