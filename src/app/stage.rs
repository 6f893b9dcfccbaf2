//! The stages in which nothing is asked for: before an offer, after it was taken back, and when
//! both sides agree.

use crate::advice::{Expectation, Setup, WalkAway, expectation, walk_away};
use crate::domain::{Case, Preferences, Stage};

/// What such a stage is about.
#[derive(Debug, Clone, PartialEq)]
pub enum StagePage {
    /// Nobody has offered anything yet: what to name.
    BeforeOffer(Expectation),
    /// They took the offer back: what there is without it.
    Withdrawn(WalkAway),
    /// Both sides agree: the promises of the case beside what is written.
    Agreed,
}

impl StagePage {
    /// What stands in place of advice; `None` in every stage in which something may be asked.
    ///
    /// ```
    /// use counteroffer::app::{StagePage, load_case};
    /// use counteroffer::input::ReadOptions;
    ///
    /// let case = load_case("data/alloy-pm2/case.toml".as_ref(), &ReadOptions::default())?;
    /// assert!(StagePage::of(&case).is_none(), "an offer is there to answer");
    /// # Ok::<(), counteroffer::Error>(())
    /// ```
    pub fn of(case: &Case) -> Option<Self> {
        match case.stage() {
            Stage::BeforeOffer => Some(StagePage::BeforeOffer(expectation(case))),
            Stage::Withdrawn => {
                // What the person would refuse is no package that they have.
                let preferences = Preferences { floor: None, ..case.preferences };
                let case = Case { preferences, ..case.clone() };
                Some(StagePage::Withdrawn(walk_away(&Setup::of(&case))))
            }
            Stage::Agreed => Some(StagePage::Agreed),
            Stage::RaiseWithoutOffer | Stage::Offer | Stage::Counteroffer | Stage::InTheTalk => None,
        }
    }
}
