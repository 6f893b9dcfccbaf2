//! Of the view of `anchor`: limits, derivation, notices, assumptions, and what is worked out beside it.

use serde::Serialize;

use super::values::{Amount, Fractions, Parts, Share, SimulatedMoney};
use crate::advice::{
    self, Answer, Cap, DerivationStep, Fact, Limit, Notice, Step, StepSource, UsedAssumption,
};
use crate::domain::{self, EmployerKind, Kind, PackageId, Part};
use crate::num::Currency;

/// A limit on the ask.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "cap"))]
pub(super) struct CapView {
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
pub(super) struct LimitView {
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
pub(super) struct StepView {
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
pub(super) struct SourceView {
    /// How it is known.
    kind: Kind,
    /// Who says so.
    source: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(inline))]
#[serde(untagged)]
pub(super) enum Quantity {
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
pub(super) struct NoticeView {
    /// `band-below-alternative`, `offer-above-cap`, `company-value-unknown`,
    /// `unit-price-unknown`, `preferred-price`, `no-band`, `assumed-unemployment`, `assumed-current`, `ask-above-band`,
    /// `employer-kind`, `counteroffer`, `untold`, `hoped-not-counted`, `next-level` or `few-trials`.
    kind: &'static str,
    /// Of `band-below-alternative` and `hoped-not-counted`: the alternative's name.
    alternative: Option<String>,
    /// Of `offer-above-cap`: which one.
    cap: Option<LimitView>,
    /// Of `employer-kind`: which one.
    employer: Option<EmployerKind>,
    /// Of `next-level`: which one.
    level: Option<String>,
    /// Of `untold`: parts that one package has and another does not tell of.
    untold: Option<Vec<UntoldView>>,
    /// Of `few-trials`: how many.
    trials: Option<u64>,
}

/// A part that a package does not tell of.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "untold"))]
pub(super) struct UntoldView {
    /// `current`, `offer`, `alternative-1`.
    package: String,
    /// `bonus` or `equity`.
    part: &'static str,
}

impl From<&Notice> for NoticeView {
    fn from(notice: &Notice) -> Self {
        let view = NoticeView { kind: notice.name(), ..NoticeView::default() };
        match notice {
            Notice::BandBelowAlternative { alternative } | Notice::HopedNotCounted { alternative } => {
                NoticeView { alternative: Some(alternative.clone()), ..view }
            }
            Notice::OfferAboveCap { cap } => NoticeView { cap: Some(cap.into()), ..view },
            // Today's package is `current` in every result.
            Notice::AssumedToday => NoticeView { kind: "assumed-current", ..view },
            Notice::EmployerKind { kind } => NoticeView { employer: Some(*kind), ..view },
            Notice::Untold { parts } => {
                let one = |(id, _, part): &(PackageId, _, Part)| UntoldView {
                    package: id.to_string(),
                    part: part.name(),
                };
                NoticeView { untold: Some(parts.iter().map(one).collect()), ..view }
            }
            Notice::NextLevel { level } => NoticeView { level: Some(level.clone()), ..view },
            Notice::FewTrials { trials } => NoticeView { trials: Some(*trials), ..view },
            _ => view,
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
