//! The view of `promotion`.

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

use super::promotion_people::{AgreementShape, GoalShape, MistakeView, PacketShape, PeopleShape};
use super::promotion_week::{CheckInView, ProgressView, RoadmapView, TaskView};
use super::values::Amount;
use crate::domain::promotion::{Score, Window};
use crate::promotion::{
    Assessment, CheckedItem, Coverage, DimensionView, GateView, Plan, Review, Unreachable, Verdict, Wait,
    YearlyGain,
};

/// When a promotion is decided, whether the person is ready, and what is missing.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Promotion {
    /// The day that it is seen from.
    as_of: Date,
    /// What to do this week, the most pressing first.
    week: Vec<TaskView>,
    /// True where there is an offer: gate and calendar are not the advice any more.
    has_offer: bool,
    /// The dates; absent where no window can be met.
    calendar: Option<CalendarView>,
    /// What the promoted package is worth a year over today's; absent without today's package.
    yearly_gain: Option<GainView>,
    /// The scores against the rubric.
    rubric: RubricView,
    /// The claims of the case, in its order; other keys name them by their place here, from 0.
    evidence: Vec<EvidenceView>,
    /// Who decides and who speaks.
    people: PeopleShape,
    /// The goals of the case.
    goals: Vec<GoalShape>,
    /// The agreement with the manager.
    agreement: AgreementShape,
    /// What the committee reads and hears.
    packet: PacketShape,
    /// The mistakes that the case is about to make.
    mistakes: Vec<MistakeView>,
    /// Each gap with the work that closes it.
    roadmap: Vec<RoadmapView>,
    /// Work on its way.
    progress: Vec<ProgressView>,
    /// What the monthly talk is about.
    check_in: CheckInView,
}

impl From<&Assessment> for Promotion {
    fn from(seen: &Assessment) -> Self {
        Promotion {
            as_of: seen.today,
            week: seen.week.iter().map(TaskView::from).collect(),
            has_offer: seen.has_offer,
            calendar: seen.plan.as_ref().map(CalendarView::from),
            yearly_gain: seen.gain.as_ref().map(GainView::from),
            rubric: RubricView::of(&seen.gate, &seen.coverage),
            evidence: seen.items.iter().map(EvidenceView::from).collect(),
            people: PeopleShape::of(&seen.people, &seen.support),
            goals: seen.goals.iter().map(GoalShape::from).collect(),
            agreement: (&seen.agreement).into(),
            packet: (&seen.packet).into(),
            mistakes: seen.mistakes.iter().map(MistakeView::from).collect(),
            roadmap: seen.roadmap.iter().map(RoadmapView::from).collect(),
            progress: seen.progress.iter().map(ProgressView::from).collect(),
            check_in: (&seen.check_in).into(),
        }
    }
}

/// The dates of a promotion.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "promotion calendar"))]
struct CalendarView {
    /// The rule that the windows come from, as the case states it.
    rule: Option<String>,
    /// The window to aim at.
    target: ReviewView,
    /// Windows before it that cannot be met.
    out_of_reach: Vec<ReviewView>,
    /// The windows that can be met, to choose among.
    choice: Vec<ReviewView>,
    /// True where the person named the target.
    chosen: bool,
    /// The window after it.
    next: Option<ReviewView>,
    /// When to begin.
    begin: Date,
    /// True where that day has passed.
    late: bool,
    /// From when on the work counts.
    load_from: Date,
    /// Days to ask how it stands.
    check_ins: Vec<Date>,
    /// What waiting for the window costs.
    waiting: Option<WaitView>,
    /// What missing it costs.
    missing: Option<WaitView>,
}

impl From<&Plan> for CalendarView {
    fn from(plan: &Plan) -> Self {
        CalendarView {
            rule: plan.rule.clone(),
            target: (&plan.target).into(),
            out_of_reach: plan.out_of_reach.iter().map(ReviewView::from).collect(),
            choice: plan.choice.iter().map(ReviewView::from).collect(),
            chosen: plan.chosen,
            next: plan.after.as_ref().map(ReviewView::from),
            begin: plan.begin,
            late: plan.late,
            load_from: plan.load_from,
            check_ins: plan.check_ins.clone(),
            waiting: plan.waiting.as_ref().map(WaitView::from),
            missing: plan.missing.as_ref().map(WaitView::from),
        }
    }
}

/// One window in which promotions are decided.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "review"))]
struct ReviewView {
    /// Its days.
    window: Days,
    /// When the evidence is due.
    evidence_due: Date,
    /// When the promotion would take effect.
    effective: Date,
    /// Months in the level by then, where known and a rule of the employer.
    months_in_level: Option<i64>,
    /// Releases that are missing by then, where they count.
    releases_short: Option<i64>,
    /// Why it cannot be met: `evidence-due` or `too-early`.
    unreachable: Option<&'static str>,
}

impl From<&Review> for ReviewView {
    fn from(review: &Review) -> Self {
        let of = &review.eligibility;
        let why = |why| match why {
            Unreachable::EvidenceDue => "evidence-due",
            Unreachable::TooEarly => "too-early",
        };
        ReviewView {
            window: review.window.into(),
            evidence_due: review.evidence_due,
            effective: review.effective,
            months_in_level: of.months.map(|months| months.then),
            releases_short: of.releases.map(|_| of.releases_short()),
            unreachable: review.unreachable.map(why),
        }
    }
}

/// From one day to another.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "days"))]
struct Days {
    /// The first day.
    first: Date,
    /// The last day.
    last: Date,
}

impl From<Window> for Days {
    fn from(window: Window) -> Self {
        Days { first: window.first(), last: window.last() }
    }
}

/// What waiting from one window to another costs.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "wait"))]
struct WaitView {
    /// From this window.
    from: Days,
    /// To this one.
    to: Days,
    /// Days between them.
    days: i64,
    /// What they cost; absent without today's package.
    cost: Option<GainView>,
}

impl From<&Wait> for WaitView {
    fn from(wait: &Wait) -> Self {
        WaitView {
            from: wait.from.into(),
            to: wait.to.into(),
            days: wait.days,
            cost: wait.cost.as_ref().map(GainView::from),
        }
    }
}

/// Money by its spread over the simulated meetings.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "money p10 to p90"))]
struct GainView {
    /// 10th percentile.
    p10: Amount,
    /// Median.
    p50: Amount,
    /// 90th percentile.
    p90: Amount,
}

impl From<&YearlyGain> for GainView {
    fn from(gain: &YearlyGain) -> Self {
        GainView { p10: gain.low.into(), p50: gain.middle.into(), p90: gain.high.into() }
    }
}

/// The scores against the rubric.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "rubric"))]
struct RubricView {
    /// Its name.
    name: String,
    /// How scores make a verdict, as the case names it.
    gate: &'static str,
    /// The score to pass with.
    pass: Option<f64>,
    /// `passes`, `fails` or `unscored`.
    verdict: &'static str,
    /// Chance of passing, given the noise of scores.
    chance: Option<f64>,
    /// Standard deviation of a score.
    noise: f64,
    /// Mean of the scores.
    mean: Option<f64>,
    /// The dimensions below the pass.
    short: Vec<String>,
    /// Every dimension.
    dimensions: Vec<DimensionShape>,
}

impl RubricView {
    fn of(gate: &GateView, coverage: &[Coverage]) -> Self {
        let verdict = match gate.verdict {
            Verdict::Passes => "passes",
            Verdict::Fails => "fails",
            Verdict::Unscored => "unscored",
        };
        let dimensions = gate.dimensions.iter().zip(coverage);
        RubricView {
            name: gate.rubric.clone(),
            gate: gate.gate.name(),
            pass: number(gate.pass.get()),
            verdict,
            chance: gate.chance,
            noise: gate.noise,
            mean: gate.mean.and_then(number),
            short: gate.short().map(|dimension| dimension.name.clone()).collect(),
            dimensions: dimensions.map(|(of, coverage)| DimensionShape::of(of, coverage)).collect(),
        }
    }
}

/// One dimension of the rubric.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "dimension"))]
struct DimensionShape {
    /// Its name.
    name: String,
    /// The person's own score.
    own: Option<f64>,
    /// The manager's score.
    manager: Option<f64>,
    /// By how much it misses the pass.
    short_by: Option<f64>,
    /// Chance of passing in it.
    chance: Option<f64>,
    /// Work that would show it.
    work: Vec<String>,
    /// What the level demands.
    demands: Vec<String>,
    /// Claims that speak for it.
    claims: usize,
    /// The strong ones among them.
    strong: usize,
}

impl DimensionShape {
    fn of(of: &DimensionView, coverage: &Coverage) -> Self {
        let score = |score: Option<Score>| score.and_then(|score| number(score.get()));
        DimensionShape {
            name: of.name.clone(),
            own: score(of.own),
            manager: score(of.manager),
            short_by: of.short_by.and_then(number),
            chance: of.chance,
            work: of.work.clone(),
            demands: of.demands.clone(),
            claims: coverage.claims,
            strong: coverage.strong,
        }
    }
}

/// A claim and what it has.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "claim of the case"))]
struct EvidenceView {
    /// The claim.
    claim: String,
    /// The dimension that it speaks for.
    dimension: Option<String>,
    /// True where the program guessed that.
    dimension_guessed: bool,
    /// What it has: `own-decision`, `number`, `proof`, `before-and-after`, `dimension`.
    has: Vec<&'static str>,
    /// What it lacks, of the same.
    lacks: Vec<&'static str>,
    /// True where it tells only what the team did.
    team_only: bool,
    /// True with a number, a decision of the person's own and proof.
    strong: bool,
}

impl From<&CheckedItem> for EvidenceView {
    fn from(item: &CheckedItem) -> Self {
        EvidenceView {
            claim: item.evidence.claim.clone(),
            dimension: item.dimension.clone(),
            dimension_guessed: item.dimension_guessed,
            has: item.has.iter().map(|check| check.name()).collect(),
            lacks: item.lacks.iter().map(|check| check.name()).collect(),
            team_only: item.team_only(),
            strong: item.evidence.is_strong(),
        }
    }
}

/// A score or gap: few digits, so that the nearest float prints as it was written.
pub(super) fn number(decimal: Decimal) -> Option<f64> {
    decimal.normalize().to_f64()
}
