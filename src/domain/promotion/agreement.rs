//! The agreement with the manager, step by step.

use jiff::civil::Date;
use strum::{IntoStaticStr, VariantArray};

/// One step of the agreement, in the order in which they are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Step {
    /// The manager knows that the subject will come.
    HeadsUp,
    /// The manager was asked whether the time is now.
    AskedWhetherNow,
    /// What must be shown was said, read back and agreed.
    MustShow,
    /// By when.
    Timeline,
    /// What success looks like stands in writing.
    SuccessWritten,
    /// Chances to show it were asked for.
    Opportunities,
    /// Who else decides is confirmed.
    OtherDeciders,
    /// Tenure, quotas and budgets stand in nobody's way.
    Blockers,
    /// Check-ins are in the calendar.
    CheckIns,
}

impl Step {
    /// All of them in order.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// The key in files.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// Whether a step is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum StepState {
    /// Not yet.
    #[default]
    Open,
    /// Taken, the day not told.
    Done,
    /// Taken on that day.
    DoneOn(Date),
}

impl StepState {
    /// True when it is taken.
    pub fn is_done(self) -> bool {
        self != StepState::Open
    }
}

/// The agreement with the manager.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Agreement {
    /// The manager's name.
    pub manager: Option<String>,
    /// State of each step, in the order of [`Step::ALL`].
    states: [StepState; 9],
    /// What must be shown, as it was read back.
    pub must_show: Vec<String>,
    /// The manager said that it is the right work, only for longer.
    pub just_longer: bool,
    /// There was hostility when it was raised.
    pub hostile: bool,
}

impl Agreement {
    /// The state of a step.
    pub fn state(&self, step: Step) -> StepState {
        self.states[step as usize]
    }

    /// Sets the state of a step.
    pub fn set(&mut self, step: Step, state: StepState) {
        self.states[step as usize] = state;
    }

    /// The first step that is still open.
    pub fn next_open(&self) -> Option<Step> {
        Step::ALL.iter().copied().find(|step| !self.state(*step).is_done())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_taken_in_order() {
        let mut agreement = Agreement::default();
        assert_eq!(agreement.next_open(), Some(Step::HeadsUp));
        agreement.set(Step::HeadsUp, StepState::Done);
        agreement.set(Step::MustShow, StepState::Done);
        assert_eq!(agreement.next_open(), Some(Step::AskedWhetherNow));
        for &step in Step::ALL {
            agreement.set(step, StepState::Done);
        }
        assert_eq!(agreement.next_open(), None);
    }
}
