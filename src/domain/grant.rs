//! What decides the years after signing: grants and how they vest, what the
//! employer's shares may do, payouts, raises, benefits, and what leaving costs.
//!
//! All of it is optional. A case that says nothing of this has one grant for
//! each package that states equity, flat pay, and the payouts and prices of
//! the assumptions.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Equity, OwnershipKind, PackageId, PriceHistory, Schedule};
use crate::num::{Money, Percent, Probability};

/// Which of the two American kinds an option is. Both are worth what the share
/// is above the strike; how they are taxed is not computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OptionKind {
    /// Incentive stock option.
    Iso,
    /// Non-qualified stock option.
    Nso,
}

/// What makes a grant an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OptionTerms {
    /// Which kind.
    pub kind: OptionKind,
    /// What one share costs on exercise.
    pub strike: Money,
}

/// A grant that comes again, such as a yearly refresher.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeat {
    /// Months from one grant to the next, at least 1.
    pub every_months: u32,
    /// How many grants in all, the first included; `None` for as long as the horizon lasts.
    pub times: Option<u32>,
}

/// One equity grant, or a row of equal ones.
#[derive(Debug, Clone, PartialEq)]
pub struct Grant {
    /// Whose it is.
    pub package: PackageId,
    /// What to call it.
    pub name: String,
    /// How much; `None` is the package's own `equity`, which the ask moves.
    pub size: Option<Equity>,
    /// Strike and kind, when it is an option.
    pub option: Option<OptionTerms>,
    /// When it is granted; `None` is the first day of the package.
    pub date: Option<Date>,
    /// When vesting begins, where it is not the day of the grant.
    pub vesting_from: Option<Date>,
    /// How it vests.
    pub schedule: Schedule,
    /// Whether it comes again.
    pub repeat: Option<Repeat>,
}

/// What a bonus pays out, as a share of its target.
#[derive(Debug, Clone, PartialEq)]
pub enum Payout {
    /// Least, likeliest and most: a PERT distribution.
    Pert {
        /// The least, 0 for nothing.
        low: Percent,
        /// The likeliest, 100% for the target.
        likely: Percent,
        /// The most.
        high: Percent,
    },
    /// What the employer paid in past years, each as likely to come again.
    History(Vec<Percent>),
}

/// The next promotion, which may or may not come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PromotionChance {
    /// When it would take effect.
    pub date: Date,
    /// How likely it is.
    pub chance: Probability,
    /// By how much base rises.
    pub raise: Percent,
}

/// What of the sign-on must be paid back on leaving early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClawBack {
    /// For how many months after joining.
    pub months: u32,
    /// True when it shrinks by the month; false when all of it is due.
    pub pro_rata: bool,
}

/// What the employer adds to a retirement account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetirementMatch {
    /// In percent of base, a year.
    pub of_base: Percent,
    /// Months in the job until it belongs to the person; 0 at once.
    pub vests_months: u32,
}

/// An employee share purchase plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SharePlan {
    /// What is paid in, a year.
    pub contribution: Money,
    /// How far below the price the shares are bought.
    pub discount: Percent,
    /// The price is the lower one of the first and the last day of so many months.
    pub lookback_months: Option<u32>,
}

/// What the shares of a public company are taken to do.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PriceTerms {
    /// Growth of the expected price a year, continuously compounded.
    pub drift: Option<Percent>,
    /// True to take the drift from the price history, where there is one.
    pub drift_of_history: bool,
    /// Standard deviation of the yearly log return.
    pub volatility: Option<Percent>,
    /// Daily prices, from which volatility comes where it is not given.
    pub history: Option<PriceHistory>,
    /// Private only: how much of a stake later rounds take, a year.
    pub dilution: Option<Percent>,
    /// Private only: years from the start until shares can become money.
    pub liquidity_years: Option<Decimal>,
    /// Private only: what may become of the company, as (chance, times today's value).
    pub outcomes: Vec<(Probability, f64)>,
}

/// The years ahead in one package.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outlook {
    /// Whose outlook it is.
    pub package: PackageId,
    /// Private or public, where it is not the `[equity]` of the case.
    pub kind: Option<OwnershipKind>,
    /// What the company is worth, where it is not the `[equity]` of the case.
    pub company_value: Option<Money>,
    /// What a share is worth, where it is not the `[equity]` of the case.
    pub unit_price: Option<Money>,
    /// What the shares may do.
    pub price: PriceTerms,
    /// Yearly raise without a promotion.
    pub merit: Option<Percent>,
    /// What the bonus pays.
    pub payout: Option<Payout>,
    /// When the running year's bonus is paid; leaving before loses it.
    pub next_bonus: Option<Date>,
    /// The next promotion.
    pub promotion: Option<PromotionChance>,
    /// What of the sign-on must be paid back.
    pub claw_back: Option<ClawBack>,
    /// The last day of employment, where it is known.
    pub leaves: Option<Date>,
    /// Retirement match.
    pub retirement: Option<RetirementMatch>,
    /// What the person pays for health insurance, a year.
    pub health_premium: Option<Money>,
    /// Paid days off a year.
    pub leave_days: Option<Decimal>,
    /// In which years the sign-on is paid, in shares of it; empty for the first day.
    pub sign_on_paid: Vec<Percent>,
    /// For how many years the bonus is paid at target, whatever comes.
    pub guaranteed_bonus_years: u32,
    /// Shares bought below their price.
    pub espp: Option<SharePlan>,
    /// What is paid once for moving.
    pub relocation: Option<Money>,
    /// Anything else with a yearly value: its name and the value.
    pub benefits: Vec<(String, Money)>,
}

/// Marginal rates, for figures after tax. Not a tax calculation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaxRates {
    /// On base, bonus and sign-on.
    pub ordinary: Percent,
    /// On equity.
    pub equity: Percent,
}

/// What the case says of the years ahead.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Prospects {
    /// The first day of the years that are compared; `None` is the case's `as_of`.
    pub start: Option<Date>,
    /// Grants, of all packages.
    pub grants: Vec<Grant>,
    /// Outlooks, at most one a package.
    pub outlooks: Vec<Outlook>,
    /// How shares of different employers move together, 0 to 1.
    pub correlation: Option<f64>,
    /// Rates for figures after tax.
    pub tax: Option<TaxRates>,
}

impl Prospects {
    /// The outlook of a package, where the case has one.
    pub fn outlook(&self, package: PackageId) -> Option<&Outlook> {
        self.outlooks.iter().find(|outlook| outlook.package == package)
    }

    /// The grants of a package, in the order of the file.
    pub fn grants_of(&self, package: PackageId) -> impl Iterator<Item = &Grant> {
        self.grants.iter().filter(move |grant| grant.package == package)
    }
}
