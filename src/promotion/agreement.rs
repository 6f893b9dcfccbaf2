//! The agreement with the manager as a checklist.

use crate::domain::promotion::{Agreement, Step, StepState};

/// One step and its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepView {
    /// The step.
    pub step: Step,
    /// Whether it is taken.
    pub state: StepState,
    /// It is marked as taken, but an earlier one is not.
    pub ahead: bool,
}

/// Whether to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leave {
    /// Go on.
    Stay,
    /// There was hostility: end the talk with dignity and look elsewhere.
    Hostile,
}

/// The whole checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementView {
    /// The manager's name, where told.
    pub manager: Option<String>,
    /// Every step in order.
    pub steps: Vec<StepView>,
    /// The first open one.
    pub next: Option<Step>,
    /// How many are taken.
    pub done: usize,
    /// What must be shown, as it was read back.
    pub must_show: Vec<String>,
    /// "What must be shown" is marked as agreed, but nothing is listed.
    pub must_show_unlisted: bool,
    /// The manager said "the right things, just longer".
    pub just_longer: bool,
    /// Whether to go on.
    pub leave: Leave,
}

impl AgreementView {
    /// The checklist of an agreement.
    pub fn of(agreement: &Agreement) -> Self {
        let next = agreement.next_open();
        let steps: Vec<StepView> = Step::ALL
            .iter()
            .map(|&step| {
                let state = agreement.state(step);
                StepView { step, state, ahead: state.is_done() && next.is_some_and(|open| open < step) }
            })
            .collect();
        AgreementView {
            manager: agreement.manager.clone(),
            done: steps.iter().filter(|view| view.state.is_done()).count(),
            steps,
            next,
            must_show: agreement.must_show.clone(),
            must_show_unlisted: agreement.state(Step::MustShow).is_done() && agreement.must_show.is_empty(),
            just_longer: agreement.just_longer,
            leave: if agreement.hostile { Leave::Hostile } else { Leave::Stay },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_step_is_the_first_open_one() {
        let mut agreement = Agreement::default();
        agreement.set(Step::HeadsUp, StepState::Done);
        agreement.set(Step::MustShow, StepState::Done);
        let view = AgreementView::of(&agreement);
        assert_eq!(view.next, Some(Step::AskedWhetherNow));
        assert_eq!(view.done, 2);
        assert!(view.must_show_unlisted);
        assert!(!view.steps[0].ahead && view.steps[2].ahead);
        assert_eq!(view.leave, Leave::Stay);
        agreement.hostile = true;
        assert_eq!(AgreementView::of(&agreement).leave, Leave::Hostile);
    }
}
