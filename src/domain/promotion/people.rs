//! Those who speak for the promotion, against it, and decide it; and the goals behind it.

use jiff::civil::Date;
use strum::{IntoStaticStr, VariantArray};

use super::Score;
use crate::domain::Change;

/// On which side somebody stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Side {
    /// Would speak for it.
    Champion,
    /// Would question it.
    Challenger,
    /// Decides, or is heard before it is decided.
    Decider,
    /// Was promoted there before, and can tell how.
    Promoted,
}

impl Side {
    /// The name in files.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// Somebody who matters to the decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Option<String>,
    /// Where they stand.
    pub side: Side,
    /// One level up, or a line manager: whose word weighs most.
    pub senior: bool,
    /// The rating they would give.
    pub rating: Option<Score>,
    /// What they need to see.
    pub needs: Option<String>,
    /// When the written plan was shared with them.
    pub plan_shared: Option<Date>,
    /// When they were last asked.
    pub last_asked: Option<Date>,
}

/// Everybody, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct People {
    /// The list.
    pub list: Vec<Person>,
}

impl People {
    /// Those on one side.
    pub fn on(&self, side: Side) -> impl Iterator<Item = &Person> {
        self.list.iter().filter(move |person| person.side == side)
    }
}

/// Where a goal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum GoalState {
    /// Written down by the person.
    Draft,
    /// Read and agreed by the manager.
    Agreed,
    /// Reviewed while under way.
    Reviewed,
    /// Reached.
    Reached,
    /// Not reached.
    Missed,
}

impl GoalState {
    /// The name in files.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// A goal (objective and key result) and the initiative that it serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    /// The goal; evidence names it as its `goal`.
    pub name: String,
    /// What shows that it is reached.
    pub key_result: Option<String>,
    /// Where the key result stood, in the unit of all three.
    pub baseline: Option<Change>,
    /// Where it stands.
    pub now: Option<Change>,
    /// Where it is to come.
    pub target: Option<Change>,
    /// How far the goal is.
    pub state: GoalState,
    /// When the manager last looked at it.
    pub reviewed: Option<Date>,
    /// The initiative that it serves.
    pub initiative: Option<String>,
    /// How large that initiative is, in the person's words ("3.1M retained ARR").
    pub size: Option<String>,
    /// The dimension of the rubric that it serves.
    pub dimension: Option<String>,
}
