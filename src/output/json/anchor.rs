//! The view of `anchor`, from the candidate's side of the table.

use serde::Serialize;

use super::values::{Amount, Fractions, Package, Parts, Share, SimulatedMoney};
use crate::advice::{
    self, Advice, Answer, Cap, CircumstanceEffect, CurvePoint, DerivationStep, Fact, LastInLine, Limit,
    Notice, Risk, Rung, Standby, Step, StepSource, UsedAssumption, Verdict, WalkAway,
};
use crate::domain::{self, Kind};
use crate::negotiation::Circumstance;
use crate::num::Currency;

/// What to ask for first, what it is likely to bring, and when to stop.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Anchor {
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
    /// Say yes at or above this package: it is worth what pressing on is.
    accept_from: Package,
    /// The offer as it stands.
    offer: Package,
    /// Today's package, where there is one.
    current: Option<Package>,
    /// What to ask for round by round.
    ladder: Vec<RungView>,
    /// Mean gain over all meetings, as a fraction of the offer's value.
    mean: Share,
    /// Chance that something moves.
    improved: Share,
    /// Chance that the offer is withdrawn.
    withdrawn: Share,
    /// What risk aversion makes of it, and the chance of ending worse.
    risk: RiskView,
    /// The opening asks that were tried, ascending.
    curve: Vec<CurveView>,
    /// The asks whose mean is as good as the best's within the tolerance, as fractions over the offer.
    plateau: Option<Fractions>,
    /// The best-choice ask over draws of the assumptions, 5% to 95%, as fractions over the offer.
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
            verdict: advice.verdict,
            anchor: (&advice.anchor).into(),
            own_ask: advice.own_ask,
            target: (&advice.target).into(),
            expected: (&advice.expected).into(),
            base_middle_half: MiddleHalf { p25: p25.into(), p75: p75.into() },
            walk_away: (&advice.walk_away).into(),
            accept_from: (&advice.accept_from).into(),
            offer: (&advice.offer).into(),
            current: advice.current.as_ref().map(Package::from),
            ladder: advice.ladder.iter().map(RungView::from).collect(),
            mean: advice.mean.into(),
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
struct WalkAwayView {
    /// Yearly value below which no deal is better.
    value: Amount,
    /// The same over the offer's value, as a fraction.
    over_offer: f64,
    /// The alternatives it comes from, best first: each comes true with its chance, otherwise the next.
    line: Vec<StandbyView>,
    /// What happens where none comes true: `current` (staying in today's job), `unemployment` (months
    /// without pay, then an equal offer; assumed) or `assumed-current` (a usual step below the offer; assumed).
    last: &'static str,
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

/// A limit on the ask.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "cap"))]
struct CapView {
    #[serde(flatten)]
    limit: LimitView,
    /// The highest ask under it, as a fraction over the offer's value.
    ask: f64,
    /// True for the one that decides.
    binding: bool,
}

impl From<&Cap> for CapView {
    fn from(cap: &Cap) -> Self {
        CapView { limit: (&cap.what).into(), ask: cap.ask, binding: cap.binding }
    }
}

/// What may limit an ask.
#[derive(Debug, Clone, PartialEq, Serialize, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "limit"))]
struct LimitView {
    /// `band` (the room in it), `band-exception` (and an exception above it), `data` (none is bolder)
    /// or `market`.
    what: &'static str,
    /// Of `market`: which percentile.
    percentile: Option<u8>,
    /// Of `market`: of which part of pay.
    component: Option<&'static str>,
    /// Of `market`: by which benchmark.
    source: Option<String>,
}

impl From<&Limit> for LimitView {
    fn from(limit: &Limit) -> Self {
        let of = |what| LimitView { what, ..LimitView::default() };
        match limit {
            Limit::Band => of("band"),
            Limit::BandException => of("band-exception"),
            Limit::Data => of("data"),
            Limit::Market { percentile, component, source } => LimitView {
                percentile: Some(*percentile),
                component: Some(component.name()),
                source: Some(source.clone()),
                ..of("market")
            },
        }
    }
}

/// One step of the derivation.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "step"))]
struct StepView {
    /// What is worked out: `offer-value`, `walk-away`, `argument`, `rival`, `band-room`, `middle-room`,
    /// `highest-ask`, `best-mean`, `best-certain`, `ask-of-best-mean`, `ask-of-best-certain`, `opening-ask`,
    /// `own-ask`, `first-words`, `improved`, `median`, `mean`, `certain` or `worse`.
    step: &'static str,
    /// What comes out: money a year, a fraction, asks from one to another, a package or a strength.
    value: Quantity,
    /// Of `offer-value`: what a bonus pays out on average, of the target.
    payout: Option<f64>,
    /// Of `offer-value`: what counts of equity that vests.
    equity_left: Option<f64>,
    /// Of `offer-value`: the years that a sign-on is spread over.
    years: Option<f64>,
    /// Of `highest-ask`: the tightest limit.
    limit: Option<LimitView>,
    /// Of `improved`: the simulated meetings.
    trials: Option<u64>,
    /// Of `certain`: constant relative risk aversion.
    aversion: Option<f64>,
    /// Who says so: the sources of its assumptions.
    sources: Vec<SourceView>,
    /// Names of the assumptions behind it.
    assumptions: Vec<String>,
    /// Inputs behind it, such as `bands.csv:2`.
    inputs: Vec<String>,
}

/// A source and how what it says is known.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "source"))]
struct SourceView {
    /// How it is known.
    kind: Kind,
    /// Who says so.
    source: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(inline))]
#[serde(untagged)]
enum Quantity {
    Money(Amount),
    Fraction(f64),
    Share(Share),
    Range(Fractions),
    Package(Parts),
    Strength(&'static str),
}

impl From<&Step> for StepView {
    fn from(step: &Step) -> Self {
        let value = match &step.value {
            advice::Quantity::Money(amount) => Quantity::Money((*amount).into()),
            advice::Quantity::Share(share) => Quantity::Fraction(*share),
            advice::Quantity::Estimate(estimate) => Quantity::Share((*estimate).into()),
            advice::Quantity::Range(low, high) => Quantity::Range((*low, *high).into()),
            advice::Quantity::Package(of) => Quantity::Package(of.into()),
            advice::Quantity::Strength(strength) => Quantity::Strength(strength.name()),
        };
        let source = |of: &StepSource| SourceView { kind: of.kind, source: of.source.clone() };
        let view = StepView {
            step: step.step.name(),
            value,
            payout: None,
            equity_left: None,
            years: None,
            limit: None,
            trials: None,
            aversion: None,
            sources: step.sources.iter().map(source).collect(),
            assumptions: step.assumptions.clone(),
            inputs: step.inputs.clone(),
        };
        match &step.step {
            DerivationStep::OfferValue { payout, equity_left, years } => StepView {
                payout: Some(*payout),
                equity_left: Some(*equity_left),
                years: Some(*years),
                ..view
            },
            DerivationStep::HighestAsk { limit } => StepView { limit: Some(limit.into()), ..view },
            DerivationStep::Improved { trials } => StepView { trials: Some(*trials), ..view },
            DerivationStep::Certain { aversion } => StepView { aversion: Some(*aversion), ..view },
            _ => view,
        }
    }
}

/// Something that the person must be told.
#[derive(Debug, Clone, PartialEq, Serialize, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "notice"))]
struct NoticeView {
    /// `band-below-alternative`, `offer-above-cap`, `company-value-unknown`, `no-band`,
    /// `assumed-unemployment`, `assumed-current`, `ask-above-band` or `few-trials`.
    kind: &'static str,
    /// Of `band-below-alternative`: the alternative's name.
    alternative: Option<String>,
    /// Of `offer-above-cap`: which one.
    cap: Option<LimitView>,
    /// Of `few-trials`: how many.
    trials: Option<u64>,
}

impl From<&Notice> for NoticeView {
    fn from(notice: &Notice) -> Self {
        let of = |kind| NoticeView { kind, ..NoticeView::default() };
        match notice {
            Notice::BandBelowAlternative { alternative } => {
                NoticeView { alternative: Some(alternative.clone()), ..of("band-below-alternative") }
            }
            Notice::OfferAboveCap { cap } => NoticeView { cap: Some(cap.into()), ..of("offer-above-cap") },
            Notice::CompanyValueUnknown => of("company-value-unknown"),
            Notice::NoBand => of("no-band"),
            Notice::AssumedUnemployment => of("assumed-unemployment"),
            Notice::AssumedToday => of("assumed-current"),
            Notice::AskAboveBand => of("ask-above-band"),
            Notice::FewTrials { trials } => NoticeView { trials: Some(*trials), ..of("few-trials") },
        }
    }
}

/// An assumption: a number about the world.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "assumption"))]
pub(super) struct AssumptionView {
    /// Its name, such as `new-offer.fixed`, as `--assume` takes it.
    name: String,
    /// Its value, in its unit.
    value: f64,
    /// Its unit.
    unit: String,
    /// The lower end of what is plausible: the 5% point where it is drawn.
    low: f64,
    /// The upper end: the 95% point where it is drawn.
    high: f64,
    /// How it is known.
    kind: Kind,
    /// Who says so.
    source: String,
    /// When the source was published or the judgment made; only in `model`.
    as_of: Option<String>,
    /// What it means.
    meaning: String,
    /// True when the user overruled it.
    overruled: bool,
}

impl From<&UsedAssumption> for AssumptionView {
    fn from(row: &UsedAssumption) -> Self {
        AssumptionView {
            name: row.name.clone(),
            value: row.value,
            unit: row.unit.clone(),
            low: row.low,
            high: row.high,
            kind: row.kind,
            source: row.source.clone(),
            as_of: None,
            meaning: row.meaning.clone(),
            overruled: row.overruled,
        }
    }
}

impl From<&domain::Assumption> for AssumptionView {
    fn from(row: &domain::Assumption) -> Self {
        AssumptionView {
            name: row.name.clone(),
            value: row.value,
            unit: row.unit.clone(),
            low: row.low,
            high: row.high,
            kind: row.kind,
            source: row.source.clone(),
            as_of: Some(row.as_of.clone()),
            meaning: row.meaning.clone(),
            overruled: row.overruled,
        }
    }
}

/// One of several packages of equal value.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "equal package"))]
pub struct EqualPackage {
    #[serde(flatten)]
    parts: Parts,
    /// `balanced`, or the part that is filled first.
    leans_on: &'static str,
    /// Its value over the offer's, as a fraction of the offer's.
    over_offer: f64,
    /// What it costs the employer over the offer, a year.
    cost: Amount,
    /// Chance that something moves when opening with it.
    improved: Share,
    /// Mean gain when opening with it, as a fraction of the offer's value.
    mean: Share,
}

impl EqualPackage {
    /// The view of one of them.
    pub fn of(one: &advice::EqualPackage, currency: Currency) -> Self {
        EqualPackage {
            parts: (&one.package).into(),
            leans_on: one.leans_on,
            over_offer: one.over_offer,
            cost: Amount::nearest(one.cost, currency),
            improved: one.simulation.improved.into(),
            mean: one.simulation.gain.mean.into(),
        }
    }
}

/// A fact worth finding out before the meeting.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "unknown fact"))]
pub struct Unknown {
    /// The thing to find out: `company-value`, `band`, `alternative` (one in writing, a little better than
    /// the offer), `claim` (one with a number, an own decision and proof), `argument` (what a claim lacks)
    /// or `in-writing` (an alternative that is only said or hoped for).
    fact: &'static str,
    /// Of `argument`: the claim; absent where claims are left out.
    claim: Option<String>,
    /// Of `argument`: what it lacks, of `number`, `decision` and `proof`.
    lacks: Option<Vec<&'static str>>,
    /// Of `in-writing`: the alternative's name.
    alternative: Option<String>,
    /// The answers that it could lead to, the one that is supposed first.
    answers: Vec<AnswerView>,
    /// The largest change of the mean gain, in money a year, with its sign.
    mean_change: Amount,
    /// The change of the ask that goes with it, as a fraction of the offer's value.
    ask_change: f64,
}

impl Unknown {
    /// The view of one of them.
    pub fn of(one: &advice::Unknown, currency: Currency) -> Self {
        let (claim, lacks, alternative) = match &one.fact {
            Fact::Argument { claim, lacks } => {
                let lacks = lacks.iter().map(|lack| lack.name()).collect();
                (Some(claim.clone()).filter(|claim| !claim.is_empty()), Some(lacks), None)
            }
            Fact::InWriting { alternative } => (None, None, Some(alternative.clone())),
            _ => (None, None, None),
        };
        Unknown {
            fact: one.fact.name(),
            claim,
            lacks,
            alternative,
            answers: one.answers.iter().map(|answer| AnswerView::of(answer, currency)).collect(),
            mean_change: Amount::nearest(one.mean_change, currency),
            ask_change: one.ask_change,
        }
    }
}

/// The answer in short.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "answer"))]
pub(super) struct AnswerView {
    /// The opening ask as a fraction over the offer's value; absent where asking does not pay.
    ask: Option<f64>,
    /// Mean gain at that ask, in money a year over the offer.
    mean_gain: SimulatedMoney,
}

impl AnswerView {
    /// The view of one of them.
    pub(super) fn of(answer: &Answer, currency: Currency) -> Self {
        AnswerView { ask: answer.ask, mean_gain: SimulatedMoney::of(answer.mean, currency) }
    }
}
