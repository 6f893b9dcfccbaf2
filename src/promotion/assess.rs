//! Everything about one promotion, put together.

use jiff::civil::Date;

use super::mistakes::{Seen, mistakes};
use super::progress::{CheckInPage, Progress, progress};
use super::roadmap::{RoadmapRow, roadmap};
use super::support::{Support, support};
use super::week::{Task, week};
use super::{
    AgreementView, CheckedItem, Coverage, GateView, GoalView, Mistake, Packet, PeopleView, Plan, Terms,
    Trigger, YearlyGain, check_evidence, judge,
};
use crate::domain::promotion::{Promotion, Usual, WorkState};
use crate::domain::{Ask, Case, Evidence};

/// What is asked: the case's promotion and what stands beside it.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// What the case says of the promotion.
    pub promotion: &'a Promotion,
    /// The claims of the case.
    pub evidence: &'a [Evidence],
    /// What holds where the case is silent.
    pub usual: &'a Usual,
    /// The numbers about promotions.
    pub terms: Terms,
    /// The day.
    pub today: Date,
    /// What the promotion is worth a year, where it is known.
    pub gain: Option<YearlyGain>,
    /// There is an offer already.
    pub has_offer: bool,
    /// The ask of the case is no more than what is offered.
    pub ask_is_offer: bool,
}

/// Everything there is to say.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// The day.
    pub today: Date,
    /// The way to the window; `None` when the listed dates leave none to meet.
    pub plan: Option<Plan>,
    /// What the promotion is worth a year.
    pub gain: Option<YearlyGain>,
    /// The gate.
    pub gate: GateView,
    /// Every claim, checked.
    pub items: Vec<CheckedItem>,
    /// How well each dimension is covered.
    pub coverage: Vec<Coverage>,
    /// Each gap with the work that closes it.
    pub roadmap: Vec<RoadmapRow>,
    /// The people.
    pub people: PeopleView,
    /// Whom to ask for support, by when.
    pub support: Vec<Support>,
    /// The goals.
    pub goals: Vec<GoalView>,
    /// The agreement with the manager.
    pub agreement: AgreementView,
    /// The packet.
    pub packet: Packet,
    /// Mistakes, with what gave each away.
    pub mistakes: Vec<(Mistake, Trigger)>,
    /// Releases and how far they have come.
    pub progress: Vec<Progress>,
    /// The page for the monthly talk.
    pub check_in: CheckInPage,
    /// What to do this week, the most pressing first.
    pub week: Vec<Task>,
    /// Every follow-up that is open: its day and what.
    pub follow_ups: Vec<(Date, String)>,
    /// There is an offer already: gate and calendar are not the advice any more.
    pub has_offer: bool,
    /// The numbers that were used.
    pub terms: Terms,
}

impl<'a> Asked<'a> {
    /// What a case asks as of `today`; a case that tells nothing of its
    /// promotion asks with `nothing`.
    pub fn of_case(
        case: &'a Case,
        nothing: &'a Promotion,
        usual: &'a Usual,
        today: Date,
        gain: Option<YearlyGain>,
    ) -> Self {
        Asked {
            promotion: case.promotion.as_ref().unwrap_or(nothing),
            evidence: &case.evidence,
            usual,
            terms: Terms::from_assumptions(&case.assumptions),
            today,
            gain,
            has_offer: !case.offer_is_assumed,
            ask_is_offer: ask_is_offer(case),
        }
    }
}

/// True when the case names an ask and no part of it is above the offer.
fn ask_is_offer(case: &Case) -> bool {
    let figures = |ask: &&Ask| ask.names_a_figure() && ask.matches.is_none();
    let Some(ask) = case.ask.as_ref().filter(figures) else { return false };
    let offer = &case.offer;
    let money = [(ask.base, offer.base), (ask.bonus, offer.bonus), (ask.sign_on, offer.sign_on)];
    let asks_money = money.iter().any(|(ask, offer)| ask.is_some_and(|ask| ask.amount() > offer.amount()));
    let asks_equity = ask.equity.is_some_and(|equity| {
        offer
            .equity
            .is_none_or(|offered| !equity.same_unit(offered) || equity.quantity() > offered.quantity())
    });
    !asks_money && !asks_equity
}

/// Works everything out.
pub fn assess(asked: &Asked) -> Assessment {
    let Asked { usual, today, terms, gain, .. } = *asked;
    let promotion = &asked.promotion.as_of(today);
    let rubric = promotion.rubric.as_ref().unwrap_or(&usual.rubric);
    let plan = Plan::make(today, &promotion.calendar, &promotion.standing, &usual.windows, &terms, gain);
    let gate = judge(rubric, &promotion.scores, &terms);
    let items = check_evidence(asked.evidence, rubric);
    let coverage = Coverage::of(&items, rubric);
    let goals = GoalView::all(&promotion.goals, &items, today, &terms);
    let seen = Seen {
        promotion,
        plan: plan.as_ref(),
        gate: &gate,
        items: &items,
        coverage: &coverage,
        ask_is_offer: asked.ask_is_offer,
    };
    let mistakes = mistakes(&seen);
    let mut assessment = Assessment {
        today,
        progress: progress(promotion, today, plan.as_ref()),
        roadmap: roadmap(promotion, &gate, today, plan.as_ref().map(|plan| plan.target.evidence_due)),
        check_in: CheckInPage::of(promotion, today),
        week: Vec::new(),
        follow_ups: Vec::new(),
        has_offer: asked.has_offer,
        gain,
        people: PeopleView::of(&promotion.people, rubric.pass, today, &terms),
        support: support(&promotion.people, plan.as_ref(), today, &terms),
        agreement: AgreementView::of(&promotion.agreement),
        packet: Packet::of(promotion, rubric, &items, &gate, &goals),
        plan,
        gate,
        items,
        coverage,
        goals,
        mistakes,
        terms,
    };
    let entries = promotion.standing_entries(today);
    let open = entries.iter().filter(|entry| !entry.done);
    let entries_due = open.filter_map(|entry| Some((entry.due?, entry.what.clone())));
    let works = promotion.roadmap.iter().filter(|work| work.state != WorkState::Done);
    let works_due = works.filter_map(|work| Some((work.due?, work.what.clone())));
    assessment.follow_ups = entries_due.chain(works_due).collect();
    assessment.week = week(&assessment, &entries, asked.has_offer);
    assessment
}
