//! Mistakes that cost promotions, each caught by something in the case.

use jiff::civil::Date;
use strum::{IntoStaticStr, VariantArray};

use super::saying::traps_in;
use super::{CheckedItem, Coverage, GateView, Plan};
use crate::domain::promotion::{Promotion, Step};

/// A mistake, in the order in which they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Mistake {
    /// Begun too late for the window.
    LateStart,
    /// Claims without a part of one's own.
    NoPersonalPart,
    /// Strong in one dimension only.
    OneDimension,
    /// Taking the first offer.
    AcceptsFirst,
    /// Waiting to be seen.
    Waiting,
    /// Taking it as owed.
    Entitlement,
    /// Demanding it.
    Demanding,
    /// Leaning on a former manager's promise.
    FormerManager,
    /// Comparing with peers.
    Peers,
    /// Asking what to do before bringing a plan.
    AskedBeforePlan,
}

impl Mistake {
    /// The name in JSON and in the file of words.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// All of them, in the order in which they are told.
    pub const ALL: &[Self] = Self::VARIANTS;
}

/// What gave a mistake away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trigger {
    /// The day on which to begin has passed.
    BeginPassed(Date),
    /// These claims.
    Claims(Vec<String>),
    /// Only this dimension is strong.
    Only(String),
    /// The ask of the case is no more than the offer.
    AskIsTheOffer,
    /// Nobody has been told and nobody asked.
    NobodyAsked,
    /// This sentence.
    Sentence(String),
}

/// What the search for mistakes looks at.
pub(super) struct Seen<'a> {
    pub promotion: &'a Promotion,
    pub plan: Option<&'a Plan>,
    pub gate: &'a GateView,
    pub items: &'a [CheckedItem],
    pub coverage: &'a [Coverage],
    pub ask_is_offer: bool,
}

/// Every mistake with what gave it away, in the order of [`Mistake`].
pub(super) fn mistakes(seen: &Seen) -> Vec<(Mistake, Trigger)> {
    let mut found: Vec<(Mistake, Trigger)> = Vec::new();
    if let Some(plan) = seen.plan.filter(|plan| plan.late && !under_way(seen.promotion)) {
        found.push((Mistake::LateStart, Trigger::BeginPassed(plan.begin)));
    }
    let team: Vec<String> =
        seen.items.iter().filter(|item| item.team_only()).map(|item| item.evidence.claim.clone()).collect();
    if !team.is_empty() {
        found.push((Mistake::NoPersonalPart, Trigger::Claims(team)));
    }
    if let Some(dimension) = only_strong_dimension(seen) {
        found.push((Mistake::OneDimension, Trigger::Only(dimension)));
    }
    if seen.ask_is_offer {
        found.push((Mistake::AcceptsFirst, Trigger::AskIsTheOffer));
    }
    if nobody_asked(seen.promotion) {
        found.push((Mistake::Waiting, Trigger::NobodyAsked));
    }
    found.extend(said(seen.promotion));
    found.sort_by_key(|(mistake, _)| *mistake);
    found
}

/// A late window is no late start for somebody whose talks are well on.
fn under_way(promotion: &Promotion) -> bool {
    [Step::HeadsUp, Step::AskedWhetherNow, Step::MustShow]
        .into_iter()
        .all(|step| promotion.agreement.state(step).is_done())
}

/// The one dimension at the gate while every other scored one is below it;
/// without scores, the one that holds all strong evidence of at least two claims.
fn only_strong_dimension(seen: &Seen) -> Option<String> {
    let scored: Vec<_> = seen.gate.dimensions.iter().filter(|d| d.short_by.is_some()).collect();
    if scored.len() > 1 {
        let mut reached = scored.iter().filter(|d| d.short_by.is_some_and(|short| short.is_zero()));
        let first = reached.next()?;
        return reached.next().is_none().then(|| first.name.clone());
    }
    let mut covered = seen.coverage.iter().filter(|coverage| coverage.claims > 0);
    let first = covered.next().filter(|coverage| coverage.claims > 1)?;
    let alone = covered.next().is_none() && seen.coverage.len() > 1;
    alone.then(|| first.dimension.clone())
}

fn nobody_asked(promotion: &Promotion) -> bool {
    let told = promotion.agreement.state(Step::HeadsUp).is_done();
    !told && promotion.people.list.iter().all(|person| person.last_asked.is_none())
}

fn said(promotion: &Promotion) -> Vec<(Mistake, Trigger)> {
    // Once a written plan is with somebody, what must be shown is the question to ask.
    let plan_shared = promotion.people.list.iter().any(|person| person.plan_shared.is_some());
    let backfires = |mistake: &Mistake| !(plan_shared && *mistake == Mistake::AskedBeforePlan);
    let sentences = promotion.plan_to_say.iter();
    sentences
        .flat_map(|sentence| {
            let told = move |mistake| (mistake, Trigger::Sentence(sentence.clone()));
            traps_in(sentence).into_iter().filter(backfires).map(told)
        })
        .collect()
}

#[cfg(test)]
#[path = "mistakes_tests.rs"]
mod tests;
