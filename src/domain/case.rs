//! A case: one negotiation, everything the person told us, checked.

use jiff::civil::Date;
use rust_decimal::Decimal;
use strum::{IntoStaticStr, VariantArray};

use super::promotion::Promotion;
use super::{
    Alternative, Assumptions, Benchmark, Employer, Evidence, Package, PackageId, Part, PayBand, Promise,
    Prospects, Schedule,
};
use crate::num::{Currency, Money, Percent};

/// What kind of negotiation it is; each has its own parameters.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "profile"))]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// A job offer of a new employer.
    NewOffer,
    /// A rise in the same job.
    Raise,
    /// A promotion inside the company.
    Promotion,
}

impl Profile {
    /// All of them.
    pub const ALL: [Profile; 3] = [Profile::NewOffer, Profile::Raise, Profile::Promotion];

    /// The name in files and on the command line.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// Who and what the negotiation is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Role {
    /// The employer.
    pub company: Option<String>,
    /// Job title.
    pub title: Option<String>,
    /// Level, as the employer names it.
    pub level: Option<String>,
    /// Place of work.
    pub location: Option<String>,
}

/// Whether shares of the company trade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum OwnershipKind {
    /// Not traded: the haircut is larger.
    #[default]
    Private,
    /// Traded.
    Public,
}

/// How often shares vest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum VestingPeriod {
    /// Every month.
    #[default]
    Monthly,
    /// Every three months.
    Quarterly,
    /// Every half year.
    #[strum(serialize = "half-yearly")]
    HalfYearly,
    /// Every year.
    Yearly,
}

impl VestingPeriod {
    /// Months between two vest dates.
    pub fn months(self) -> u32 {
        match self {
            VestingPeriod::Monthly => 1,
            VestingPeriod::Quarterly => 3,
            VestingPeriod::HalfYearly => 6,
            VestingPeriod::Yearly => 12,
        }
    }
}

/// How a grant vests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vesting {
    /// Months until everything has vested.
    pub months: u32,
    /// Months before anything vests.
    pub cliff_months: u32,
    /// How often after that.
    pub period: VestingPeriod,
}

impl Default for Vesting {
    /// Four years by month, a cliff of one year.
    fn default() -> Self {
        Vesting { months: 48, cliff_months: 12, period: VestingPeriod::Monthly }
    }
}

/// What turns equity into money.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EquityTerms {
    /// Private or public.
    pub kind: OwnershipKind,
    /// What the whole company is worth; unknown counts nothing and is said.
    pub company_value: Option<Money>,
    /// What one unit is worth.
    pub unit_price: Option<Money>,
    /// What a unit of the package's own equity costs on exercise, where it is an option.
    pub strike: Option<Money>,
    /// How a grant vests.
    pub vesting: Schedule,
    /// What investors paid for their preferred shares: told, and never counted as cash.
    pub preferred_price: Option<Money>,
    /// Nothing is received before the shares can become money, vested or not.
    pub double_trigger: bool,
}

/// How the person speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// Plain.
    #[default]
    Neutral,
    /// Warm: fewer withdrawals, slower concessions.
    Warm,
    /// Firm.
    Firm,
}

/// The circumstances of the meeting.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Context {
    /// How the person speaks.
    pub tone: Tone,
    /// They have another candidate.
    pub runner_up: bool,
    /// The ask is put as an ultimatum.
    pub ultimatum: bool,
    /// By when they want an answer.
    pub deadline: Option<Date>,
    /// The day of the meeting.
    pub meeting: Option<Date>,
    /// Who decides.
    pub decides: Option<String>,
    /// What is not money and may move instead.
    pub beyond_money: Vec<String>,
}

/// How the person values time and risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preferences {
    /// Years over which packages are compared.
    pub horizon_years: u32,
    /// Discount rate of a year.
    pub discount_rate: Percent,
    /// Constant relative risk aversion; 0 is neutral.
    pub risk_aversion: Decimal,
    /// The person's own floor: the least yearly value that they would agree to.
    pub floor: Option<Money>,
}

impl Default for Preferences {
    fn default() -> Self {
        Preferences {
            horizon_years: 4,
            discount_rate: Percent::from_percent(Decimal::from(5)),
            risk_aversion: Decimal::ZERO,
            floor: None,
        }
    }
}

/// An ask that overrules the computed one, component by component.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ask {
    /// Base salary to ask for.
    pub base: Option<Money>,
    /// Bonus to ask for.
    pub bonus: Option<Money>,
    /// Equity to ask for.
    pub equity: Option<super::Equity>,
    /// Sign-on to ask for.
    pub sign_on: Option<Money>,
    /// The level to ask for, another than the one that is offered.
    pub level: Option<String>,
    /// The alternative that they are asked to match, by its place in the case, without a figure.
    pub matches: Option<usize>,
}

impl Ask {
    /// Whether it names a figure, or another offer's.
    pub fn names_a_figure(&self) -> bool {
        self.base.is_some()
            || self.bonus.is_some()
            || self.equity.is_some()
            || self.sign_on.is_some()
            || self.matches.is_some()
    }
}

/// What was said with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
pub enum Statement {
    /// That it is their last word.
    Final,
    /// That somebody else has to approve it.
    NeedsApproval,
    /// That the offer no longer stands.
    Withdrawn,
}

impl Statement {
    /// The name in files.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// One round that has taken place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// What the person asked for.
    pub asked: Package,
    /// What the employer stands at since: less than before where they took something back.
    pub standing: Package,
    /// What they said with it.
    pub statement: Option<Statement>,
    /// When they answered.
    pub date: Option<Date>,
}

/// An input file and the hash of its bytes, to reproduce a result by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inputs {
    /// File name and SHA-256 of its bytes in hexadecimal, in order of use.
    pub files: Vec<(String, String)>,
    /// What a reader should know of the reading: rates used, a wider market taken.
    pub notes: Vec<String>,
}

/// One negotiation: everything in one currency, checked and ready to compute with.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// What kind of negotiation it is.
    pub profile: Profile,
    /// The one currency of all its money.
    pub currency: Currency,
    /// The day on which it is looked at.
    pub as_of: Option<Date>,
    /// Who and what it is about.
    pub role: Role,
    /// Today's package.
    pub current: Option<Package>,
    /// What is offered; for a raise, what comes without asking.
    pub offer: Package,
    /// True where nobody has offered that yet: for a raise the usual increase is assumed, elsewhere it is
    /// today's pay, or nothing.
    pub offer_is_assumed: bool,
    /// Parts that one package has and another does not tell of; there they count nothing.
    pub untold: Vec<(PackageId, Part)>,
    /// The band of the level, where it is known.
    pub band: Option<PayBand>,
    /// Market benchmarks that fit the role.
    pub market: Vec<Benchmark>,
    /// What turns the offer's equity into money.
    pub equity_terms: EquityTerms,
    /// What happens without a deal, in the order of the file.
    pub alternatives: Vec<Alternative>,
    /// The employer.
    pub employer: Employer,
    /// The circumstances.
    pub context: Context,
    /// Claims and their proof.
    pub evidence: Vec<Evidence>,
    /// The promotion behind the package, where the case tells of one.
    pub promotion: Option<Promotion>,
    /// What has been said so far, round by round.
    pub history: Vec<Said>,
    /// What both sides agreed on.
    pub promised: Vec<Promise>,
    /// Time and risk.
    pub preferences: Preferences,
    /// An ask that overrules the computed one.
    pub ask: Option<Ask>,
    /// Beside base, what the person says is on the table when no band says so.
    pub on_table: Option<OnTable>,
    /// Grants, prices, payouts and what else decides the years ahead.
    pub prospects: Prospects,
    /// The numbers about the world, with what the user overruled.
    pub assumptions: Assumptions,
    /// The files it came from.
    pub inputs: Inputs,
}

impl Case {
    /// The level whose pay is asked for: the one that the person asks for, or the one that is offered.
    pub fn level_asked(&self) -> Option<&str> {
        let asked = self.ask.as_ref().and_then(|ask| ask.level.as_deref());
        asked.or(self.role.level.as_deref())
    }

    /// A case that knows an offer and nothing else.
    pub fn of_offer(profile: Profile, offer: Package) -> Self {
        Case {
            profile,
            currency: offer.currency(),
            as_of: None,
            role: Role::default(),
            current: None,
            offer,
            offer_is_assumed: false,
            untold: Vec::new(),
            band: None,
            market: Vec::new(),
            equity_terms: EquityTerms::default(),
            alternatives: Vec::new(),
            employer: Employer::default(),
            context: Context::default(),
            evidence: Vec::new(),
            promotion: None,
            history: Vec::new(),
            promised: Vec::new(),
            preferences: Preferences::default(),
            ask: None,
            on_table: None,
            prospects: Prospects::default(),
            assumptions: Assumptions::default(),
            inputs: Inputs::default(),
        }
    }
}

/// The most of each component that is on the table where no band says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OnTable {
    /// Highest bonus.
    pub bonus_max: Option<Money>,
    /// Highest equity grant.
    pub equity_max: Option<super::Equity>,
    /// Highest sign-on.
    pub sign_on_max: Option<Money>,
    /// True when asking above the band's maximum is wanted (an exception).
    pub above_band: bool,
}
