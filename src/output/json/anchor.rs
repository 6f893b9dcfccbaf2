//! The view of `anchor`, from the candidate's side of the table.

use serde::Serialize;

use super::anchor_reasons::{AssumptionView, CapView, EqualPackage, NoticeView, StepView, Unknown};
use super::values::{Amount, Fractions, Package, Share};
use crate::advice::{
    self, Advice, AnswerKind, CircumstanceEffect, CurvePoint, Exchange, LastInLine, Move, Risk, Rung,
    Standby, Talk, Verdict, WalkAway,
};
use crate::domain::{Stage, Statement};
use crate::negotiation::Circumstance;
use crate::num::Currency;

/// What to ask for first, what it is likely to bring, and when to stop.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Anchor {
    /// Where the case stands: `raise-without-offer`, `offer`, `counteroffer` or `in-the-talk`. In the other
    /// stages nothing is asked, and the answer is another: see `anchor, nothing asked`.
    stage: Stage,
    /// Whether to ask at all.
    verdict: Verdict,
    /// What to say first; the offer itself where asking does not pay.
    anchor: Package,
    /// True when the person's own figures replaced the computed ones.
    own_ask: bool,
    /// The 75th percentile where something moved.
    target: Package,
    /// The median where something moved.
    expected: Package,
    /// Quartiles of base where something moved.
    base_middle_half: MiddleHalf,
    /// Below this, no deal is better.
    walk_away: WalkAwayView,
    /// Say yes to an answer at or above this package: the next ask of the ladder. Absent where no
    /// further ask is made.
    yes_from: Option<Package>,
    /// The offer as it stands.
    offer: Package,
    /// Today's package, where there is one.
    current: Option<Package>,
    /// What has happened so far; absent before the first answer.
    talk: Option<TalkView>,
    /// What to ask for, one after the other, from here on. An answer at or above the next is a yes.
    ladder: Vec<RungView>,
    /// Mean gain over all meetings, as a fraction of the offer's value.
    mean: Share,
    /// What asking brings over not asking, as a fraction of the offer's value; what an alternative
    /// brings without it is not in it.
    worth_of_asking: Share,
    /// Chance that something moves.
    improved: Share,
    /// Chance that the offer is withdrawn.
    withdrawn: Share,
    /// What risk aversion makes of it, and the chance of ending worse.
    risk: RiskView,
    /// The opening asks that were tried, ascending.
    curve: Vec<CurveView>,
    /// The asks that do about as well as the best, as fractions over the offer: the opening ask lies in them.
    plateau: Option<Fractions>,
    /// The opening ask over draws of the assumptions, 10% to 90%, as fractions over the offer.
    anchor_range: Option<Fractions>,
    /// What each circumstance of the meeting changes.
    circumstances: Vec<CircumstanceView>,
    /// The band's room over the offer, as fractions of the offer's value; absent without a band.
    room: Option<Room>,
    /// What limits the ask, tightest first.
    caps: Vec<CapView>,
    /// Every step from the offer to the ask.
    derivation: Vec<StepView>,
    /// What the person must be told.
    notices: Vec<NoticeView>,
    /// The assumptions that it rests on.
    assumptions: Vec<AssumptionView>,
    /// Packages of equal value in different mixes; only with `--explain`.
    equal_packages: Option<Vec<EqualPackage>>,
    /// Facts worth finding out before the meeting, the most telling first; only with `--explain`.
    sharpen: Option<Vec<Unknown>>,
}

impl Anchor {
    /// The same with what `--explain` works out beside it.
    #[must_use]
    pub fn explained(
        self,
        equal: &[advice::EqualPackage],
        unknowns: &[advice::Unknown],
        currency: Currency,
    ) -> Self {
        Anchor {
            equal_packages: Some(equal.iter().map(|one| EqualPackage::of(one, currency)).collect()),
            sharpen: Some(unknowns.iter().map(|one| Unknown::of(one, currency)).collect()),
            ..self
        }
    }
}

impl From<&Advice> for Anchor {
    fn from(advice: &Advice) -> Self {
        let (p25, p75) = advice.base_middle_half;
        Anchor {
            stage: advice.stage,
            verdict: advice.verdict,
            anchor: (&advice.anchor).into(),
            own_ask: advice.own_ask,
            target: (&advice.target).into(),
            expected: (&advice.expected).into(),
            base_middle_half: MiddleHalf { p25: p25.into(), p75: p75.into() },
            walk_away: (&advice.walk_away).into(),
            yes_from: advice.yes_from().map(Package::from),
            offer: (&advice.offer).into(),
            current: advice.current.as_ref().map(Package::from),
            talk: advice.talk.as_ref().map(TalkView::from),
            ladder: advice.ladder.iter().map(RungView::from).collect(),
            mean: advice.mean.into(),
            worth_of_asking: advice.worth_of_asking.into(),
            improved: advice.improved.into(),
            withdrawn: advice.withdrawn.into(),
            risk: (&advice.risk).into(),
            curve: advice.curve.iter().map(CurveView::from).collect(),
            plateau: advice.plateau.map(Fractions::from),
            anchor_range: advice.anchor_range.map(Fractions::from),
            circumstances: advice.circumstances.iter().map(CircumstanceView::from).collect(),
            room: advice.room.map(|(full, middle)| Room { full, middle }),
            caps: advice.caps.iter().map(CapView::from).collect(),
            derivation: advice.derivation.iter().map(StepView::from).collect(),
            notices: advice.notices.iter().map(NoticeView::from).collect(),
            assumptions: advice.assumptions.iter().map(AssumptionView::from).collect(),
            equal_packages: None,
            sharpen: None,
        }
    }
}

/// What has happened in the talk.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "talk"))]
struct TalkView {
    /// Every round, the first first.
    rounds: Vec<RoundView>,
    /// What kind of answer the last one was.
    answer: AnswerKind,
    /// What to do now.
    advice: Move,
    /// What stands.
    standing: Package,
}

/// One round of the talk.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "round"))]
struct RoundView {
    /// What was asked.
    asked: Package,
    /// What stood after their answer.
    standing: Package,
    /// What they said with it.
    said: Option<&'static str>,
    /// The day of it.
    date: Option<jiff::civil::Date>,
}

impl From<&Talk> for TalkView {
    fn from(talk: &Talk) -> Self {
        let round = |of: &Exchange| RoundView {
            asked: (&of.asked).into(),
            standing: (&of.standing).into(),
            said: of.statement.map(Statement::name),
            date: of.date,
        };
        TalkView {
            rounds: talk.rounds.iter().map(round).collect(),
            answer: talk.situation.answer,
            advice: talk.situation.advice,
            standing: (&talk.standing).into(),
        }
    }
}

/// Quartiles of money.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "middle half"))]
struct MiddleHalf {
    /// Lower quartile.
    p25: Amount,
    /// Upper quartile.
    p75: Amount,
}

/// The walk-away and where it comes from.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "walk-away"))]
pub(super) struct WalkAwayView {
    /// Yearly value below which no deal is better.
    value: Amount,
    /// The same over the offer's value, as a fraction.
    over_offer: f64,
    /// The alternatives it comes from, best first: each comes true with its chance, otherwise the next.
    line: Vec<StandbyView>,
    /// What happens where none comes true: `current` (staying in today's job), `unemployment` (months
    /// without pay, then an equal offer; assumed) or `assumed-current` (a usual step below the offer; assumed).
    last: &'static str,
    /// True where the person's own floor lies above all that, and is the value.
    own_floor: bool,
}

/// An alternative in line.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "standby"))]
struct StandbyView {
    /// Its name.
    name: String,
    /// The chance that it comes true, by its firmness.
    chance: f64,
}

impl From<&WalkAway> for WalkAwayView {
    fn from(walk: &WalkAway) -> Self {
        let standby = |of: &Standby| StandbyView { name: of.name.clone(), chance: of.chance };
        WalkAwayView {
            value: walk.value.into(),
            over_offer: walk.over_offer,
            line: walk.line.iter().map(standby).collect(),
            last: match walk.last {
                LastInLine::Today => "current",
                LastInLine::Unemployment => "unemployment",
                LastInLine::AssumedToday => "assumed-current",
            },
            own_floor: walk.own_floor,
        }
    }
}

/// One round of the ladder: a package with its round.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "rung"))]
struct RungView {
    /// 1, 2, 3.
    round: usize,
    #[serde(flatten)]
    package: Package,
}

impl From<&Rung> for RungView {
    fn from(rung: &Rung) -> Self {
        RungView { round: rung.round, package: (&rung.view).into() }
    }
}

/// What the person's weighing of risk makes of the meeting.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "risk"))]
struct RiskView {
    /// Constant relative risk aversion: 0 is neutral.
    aversion: f64,
    /// The certain gain that is worth as much as the meeting, as a fraction of the offer's value.
    certainty_equivalent: Share,
    /// The opening ask of someone neutral to risk, as a fraction over the offer, where it is another.
    neutral_ask: Option<f64>,
    /// The chance of ending with less than by saying yes to the offer at once.
    worse_than_offer: Share,
    /// The chance of ending with less than today's pay; absent where that is not known.
    worse_than_current: Option<Share>,
}

impl From<&Risk> for RiskView {
    fn from(risk: &Risk) -> Self {
        RiskView {
            aversion: risk.aversion,
            certainty_equivalent: risk.certainty_equivalent.into(),
            neutral_ask: risk.neutral_ask,
            worse_than_offer: risk.worse_than_offer.into(),
            worse_than_current: risk.worse_than_today.map(Share::from),
        }
    }
}

/// One opening ask with its ladder behind it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "point of the curve"))]
struct CurveView {
    /// The opening ask as a fraction over the offer's value.
    ask: f64,
    /// Mean gain over the offer, as a fraction of its value.
    mean: Share,
    /// The certain gain that is worth as much to the person.
    certain: Share,
    /// Chance that something moves.
    improved: Share,
    /// Chance that the offer is withdrawn.
    withdrawn: Share,
    /// 5% point of the mean over draws of the assumptions.
    low: f64,
    /// 95% point of the mean over draws of the assumptions.
    high: f64,
}

impl From<&CurvePoint> for CurveView {
    fn from(point: &CurvePoint) -> Self {
        CurveView {
            ask: point.ask,
            mean: point.mean.into(),
            certain: point.certain.into(),
            improved: point.improved.into(),
            withdrawn: point.withdrawn.into(),
            low: point.low,
            high: point.high,
        }
    }
}

/// What one circumstance changes: the figure as it is less the figure without it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "circumstance"))]
struct CircumstanceView {
    /// The circumstance.
    what: Circumstance,
    /// Of the mean gain, as a fraction of the offer's value.
    mean: f64,
    /// Of the chance that something moves.
    improved: f64,
    /// Of the chance that the offer is withdrawn.
    withdrawn: f64,
}

impl From<&CircumstanceEffect> for CircumstanceView {
    fn from(of: &CircumstanceEffect) -> Self {
        let (what, mean, improved, withdrawn) = (of.what, of.mean, of.improved, of.withdrawn);
        CircumstanceView { what, mean, improved, withdrawn }
    }
}

/// Room in the band, as fractions of the offer's value.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "room"))]
struct Room {
    /// To the most that the band allows.
    full: f64,
    /// To the middle of the band, around which the manager's own approval often ends; below 0 where the offer lies above it.
    middle: f64,
}
