//! The advice: what to ask first and why, what it is likely to bring, when to stop.

use strum::IntoStaticStr;

use super::batna::LastInLine;
use super::step::Step;
use super::talk::Talk;
use crate::domain::{
    Asked, Case, Component, EmployerKind, Kind, NamedPackage, Package, PackageId, Part, Stage,
};
use crate::negotiation::Circumstance;
use crate::num::{Estimate, Money};
use crate::simulate::Simulation;

/// Whether to ask at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "verdict"))]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Asking pays.
    Ask,
    /// Asking does not pay: take the offer, and ask for what is not money.
    TakeIt,
    /// Asking does not pay and the fallback is better than the offer.
    LeaveIt,
}

/// A package with what a reader wants to know of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PackageView {
    /// The package.
    pub package: Package,
    /// Its yearly value to the person, averaged over the horizon.
    pub value: Money,
    /// Its value over the offer's, as a fraction.
    pub over_offer: f64,
    /// Where its base lies in the band: 0 at the minimum, 1 at the maximum.
    pub range_penetration: Option<f64>,
    /// Where its base lies in the market, in percent, when a base benchmark is at hand.
    pub market_percentile: Option<f64>,
}

/// The fallback and the walk-away are the same thing.
#[derive(Debug, Clone, PartialEq)]
pub struct WalkAway {
    /// Yearly value below which no deal is agreed to.
    pub value: Money,
    /// The same as a gain over the offer, as a fraction.
    pub over_offer: f64,
    /// The alternatives that it comes from, best first: each comes true with its
    /// chance, otherwise the next.
    pub line: Vec<Standby>,
    /// What happens where none of them comes true.
    pub last: LastInLine,
    /// The person's own floor lies above all that, and is what counts.
    pub own_floor: bool,
}

/// An alternative in line for the case that there is no deal.
#[derive(Debug, Clone, PartialEq)]
pub struct Standby {
    /// Its name.
    pub name: String,
    /// The chance that it comes true, by its firmness.
    pub chance: f64,
}

/// One step of the ladder of shrinking concessions.
#[derive(Debug, Clone, PartialEq)]
pub struct Rung {
    /// 1, 2, 3.
    pub round: usize,
    /// What to ask for then.
    pub view: PackageView,
}

/// One opening ask on the curve, with its ladder behind it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurvePoint {
    /// The opening ask as a fraction over the offer.
    pub ask: f64,
    /// Mean gain over the offer.
    pub mean: Estimate,
    /// The certain gain that is worth as much to the person: the mean where they are neutral to risk.
    pub certain: Estimate,
    /// Chance that something moves.
    pub improved: Estimate,
    /// Chance that the offer is withdrawn.
    pub withdrawn: Estimate,
    /// 5% point of the mean over draws of the assumptions.
    pub low: f64,
    /// 95% point of the mean over draws of the assumptions.
    pub high: f64,
}

/// What may limit an ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Limit {
    /// The room that the pay band leaves.
    Band,
    /// The room that the pay band leaves, and an exception above it.
    BandException,
    /// Bolder asks are in no data.
    Data,
    /// A high percentile of what the market pays.
    Market {
        /// Which one, such as 90.
        percentile: u8,
        /// Of which part of pay.
        component: Component,
        /// By which benchmark.
        source: String,
    },
}

/// A limit on the ask.
#[derive(Debug, Clone, PartialEq)]
pub struct Cap {
    /// What limits it.
    pub what: Limit,
    /// The highest ask under it, as a fraction over the offer.
    pub ask: f64,
    /// True for the one that decides.
    pub binding: bool,
}

/// Something that the person must be told in plain words.
#[derive(Debug, Clone, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Notice {
    /// The band ends below the best alternative.
    BandBelowAlternative {
        /// The alternative's name.
        alternative: String,
    },
    /// The offer already stands above a cap.
    OfferAboveCap {
        /// Which cap.
        cap: Limit,
    },
    /// The company's value is unknown: equity counts nothing and is asked in percent.
    CompanyValueUnknown,
    /// What a unit is worth is unknown: equity stated in units counts nothing.
    UnitPriceUnknown,
    /// The price of preferred shares is told: it is not counted.
    PreferredPrice,
    /// No band: each part is asked up in proportion to what is offered of it.
    NoBand,
    /// No alternative for a new offer: some months without pay were assumed.
    AssumedUnemployment,
    /// No package of today for a promotion: a usual promotion raise below the offer was assumed.
    AssumedToday,
    /// The person's own ask lies above the band.
    AskAboveBand,
    /// Employers of this kind move other parts.
    EmployerKind {
        /// The kind.
        kind: EmployerKind,
    },
    /// Parts that one package has and another does not tell of: they count nothing there.
    Untold {
        /// Whose, the name where it is an alternative, and which part.
        parts: Vec<(PackageId, Option<String>, Part)>,
    },
    /// Today's employer answers another offer.
    Counteroffer,
    /// Hoped-for alternatives, which staying does not give up: they count nothing.
    HopedNotCounted {
        /// The name of the first.
        alternative: String,
    },
    /// The ask is for another level, within its band.
    NextLevel {
        /// The level.
        level: String,
    },
    /// So few meetings were simulated that the figures say little.
    FewTrials {
        /// How many.
        trials: u64,
    },
}

impl Notice {
    /// Its name in results and words.
    pub fn name(&self) -> &'static str {
        self.into()
    }
}

/// What the person's weighing of risk makes of the meeting.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Risk {
    /// Constant relative risk aversion γ: 0 is neutral.
    pub aversion: f64,
    /// The certain gain that is worth as much as the meeting, as a fraction of the offer.
    pub certainty_equivalent: Estimate,
    /// The opening ask of someone neutral to risk, where it is another.
    pub neutral_ask: Option<f64>,
    /// The chance of ending with less than by saying yes to the offer at once.
    pub worse_than_offer: Estimate,
    /// The chance of ending with less than today's pay, where that is known.
    pub worse_than_today: Option<Estimate>,
}

/// What one circumstance did to the result.
#[derive(Debug, Clone, PartialEq)]
pub struct CircumstanceEffect {
    /// Which one.
    pub what: Circumstance,
    /// Mean gain with everything as it is, less the mean without this circumstance.
    pub mean: f64,
    /// The same for the chance that something moves.
    pub improved: f64,
    /// The same for the chance of withdrawal.
    pub withdrawn: f64,
}

/// An assumption that was used, with its mark.
#[derive(Debug, Clone, PartialEq)]
pub struct UsedAssumption {
    /// Its name in the table.
    pub name: String,
    /// Its value.
    pub value: f64,
    /// Its unit.
    pub unit: String,
    /// Plausible range.
    pub low: f64,
    /// Plausible range.
    pub high: f64,
    /// How it is known.
    pub kind: Kind,
    /// Who says so.
    pub source: String,
    /// What it means.
    pub meaning: String,
    /// True when the user overruled it.
    pub overruled: bool,
}

/// Everything the anchor command knows.
#[derive(Debug, Clone, PartialEq)]
pub struct Advice {
    /// Where the case stands.
    pub stage: Stage,
    /// Whether to ask.
    pub verdict: Verdict,
    /// The offer.
    pub offer: PackageView,
    /// Today's package, where there is one.
    pub current: Option<PackageView>,
    /// The number to say first (the offer itself when asking does not pay).
    pub anchor: PackageView,
    /// True when the person's own ask replaced the computed anchor.
    pub own_ask: bool,
    /// The 75th percentile when something moved.
    pub target: PackageView,
    /// The median when something moved.
    pub expected: PackageView,
    /// Lower and upper quartile of base when something moved.
    pub base_middle_half: (Money, Money),
    /// Below this, stop.
    pub walk_away: WalkAway,
    /// Nobody has offered the offer: it is what comes without asking, assumed.
    pub offer_is_assumed: bool,
    /// The name of the alternative in writing that they know of and that pays more than the offer.
    pub rival: Option<String>,
    /// What to ask, one after the other. An answer at or above the next of them is a yes.
    pub ladder: Vec<Rung>,
    /// Mean gain over all meetings, as a fraction of the offer.
    pub mean: Estimate,
    /// What asking brings over not asking (a yes to what stands, or leaving), as a fraction of
    /// the offer; what an alternative brings without it is not in it.
    pub worth_of_asking: Estimate,
    /// Chance that something moves.
    pub improved: Estimate,
    /// Chance that the offer is withdrawn.
    pub withdrawn: Estimate,
    /// What risk aversion makes of it, and the chance of ending worse.
    pub risk: Risk,
    /// The curve of ask against outcome.
    pub curve: Vec<CurvePoint>,
    /// The asks that do about as well as the best, from which the opening was chosen: it lies in them.
    pub plateau: Option<(f64, f64)>,
    /// What limits the ask, tightest first.
    pub caps: Vec<Cap>,
    /// Every step from the offer to the anchor.
    pub derivation: Vec<Step>,
    /// What must be said plainly.
    pub notices: Vec<Notice>,
    /// The assumptions behind it.
    pub assumptions: Vec<UsedAssumption>,
    /// The simulation at the anchor.
    pub simulation: Simulation,
    /// Range of the opening ask over draws of the assumptions: 10% and 90% points.
    pub anchor_range: Option<(f64, f64)>,
    /// What the circumstances of the meeting change, in words, each with the chance that
    /// something moves with it and without it.
    pub circumstances: Vec<CircumstanceEffect>,
    /// The band's room and middle room as fractions of the offer, where there is a band.
    pub room: Option<(f64, f64)>,
    /// What has happened so far and what follows from it; `None` before the first answer.
    pub talk: Option<Talk>,
}

impl Advice {
    /// Say yes to an answer at or above this package: the next ask. `None` where no further
    /// one is made, and what stands is taken where it is as good as leaving.
    pub fn yes_from(&self) -> Option<&PackageView> {
        self.ladder.get(1).map(|rung| &rung.view)
    }

    /// Whether something is asked for: because asking pays, or because the
    /// person has an ask of their own.
    pub fn asks(&self) -> bool {
        self.verdict == Verdict::Ask || self.own_ask
    }

    /// Whether a talk has begun in which nothing more is asked.
    pub fn has_ended(&self) -> bool {
        self.talk.is_some() && !self.asks()
    }

    /// The packages of a case that stand beside each other under this advice.
    pub fn lineup(&self, case: &Case) -> Vec<NamedPackage> {
        let asked = Asked { ask: self.anchor.package, expected: self.expected.package };
        case.lineup(self.asks().then_some(asked))
    }
}
