//! What tells nobody's name: figures, dates and kinds.
//!
//! [`Figures`] is never implemented for text. A type joins by naming all of its
//! fields below, so that a new field, or one that becomes text, does not
//! compile before somebody has decided whether it may leave a case without names.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::domain::{
    BonusTerm, Change, ClawBack, Component, Confidence, Employer, EmployerKind, Equity, EquityRange,
    EquityTerms, Firmness, Kind, OnTable, OptionKind, OptionTerms, Owner, OwnershipKind, Package, PackageId,
    Part, PayRange, Payout, PercentilePoint, Percentiles, Period, Preferences, Profile, PromotionChance,
    Repeat, RetirementMatch, Said, Schedule, SharePlan, StatValue, Statement, TaxRates, TimeUnit, Tone,
    Vesting, VestingPeriod, Worth,
};
use crate::num::{Currency, Money, Percent, Probability};

/// A value without a word that a person wrote.
pub(super) trait Figures {}

/// Hands a value on that holds none: the compiler says so.
pub(super) fn figures<T: Figures>(value: T) -> T {
    value
}

macro_rules! plain {
    ($($kind:ty)*) => { $(impl Figures for $kind {})* };
}

plain! {
    bool u8 u32 u64 usize f64 Date Decimal Currency Money Percent Probability
    Component Confidence EmployerKind Firmness Kind OptionKind Owner OwnershipKind PackageId Part Period Profile Statement
    TimeUnit Tone VestingPeriod
}

impl<T: Figures> Figures for &T {}
impl<T: Figures> Figures for Option<T> {}
impl<T: Figures> Figures for Vec<T> {}
impl<A: Figures, B: Figures> Figures for (A, B) {}

/// A structure of figures: every field is named, and each is one of them.
macro_rules! structures {
    ($($name:ident { $($field:tt: $value:ident),* $(,)? })*) => { $(
        impl Figures for $name {}
        const _: fn(&$name) = |it| {
            let $name { $($field: $value),* } = it;
            $(figures($value);)*
        };
    )* };
}

structures! {
    Package { base: base, bonus: bonus, equity: equity, sign_on: sign_on }
    Employer { kind: kind, scale: scale }
    OnTable { bonus_max: bonus, equity_max: equity, sign_on_max: sign_on, above_band: above }
    Said { asked: asked, standing: standing, statement: statement, date: date }
    Preferences { horizon_years: years, discount_rate: rate, risk_aversion: aversion, floor: floor }
    EquityTerms {
        kind: kind, company_value: value, unit_price: price, strike: strike, vesting: vesting,
        preferred_price: preferred, double_trigger: trigger,
    }
    SharePlan { contribution: contribution, discount: discount, lookback_months: lookback }
    Vesting { months: months, cliff_months: cliff, period: period }
    Schedule { vesting: vesting, shares: shares }
    OptionTerms { kind: kind, strike: strike }
    Repeat { every_months: every, times: times }
    PromotionChance { date: date, chance: chance, raise: raise }
    ClawBack { months: months, pro_rata: pro_rata }
    RetirementMatch { of_base: of_base, vests_months: months }
    TaxRates { ordinary: ordinary, equity: equity }
    PayRange { min: min, mid: mid, max: max }
    EquityRange { min: min, max: max }
    Percentiles { 0: points }
    PercentilePoint { p: p, value: value }
}

/// A choice between figures: every variant is named, and holds one of them.
macro_rules! choices {
    ($($name:ident { $($variant:pat => $($value:ident),*;)* })*) => { $(
        impl Figures for $name {}
        const _: fn(&$name) = |it| match it { $($variant => { $(figures($value);)* })* };
    )* };
}

choices! {
    Equity { Equity::Percent(it) => it; Equity::Amount(it) => it; Equity::Units(it) => it; }
    Change {
        Change::Money(it) => it; Change::Percent(it) => it; Change::Number(it) => it;
        Change::Points(it) => it; Change::Times(it) => it; Change::Time(it, unit) => it, unit;
    }
    BonusTerm { BonusTerm::Amount(it) => it; BonusTerm::PercentOfBase(it) => it; }
    StatValue { StatValue::Exact(it) => it; StatValue::AtLeast(it) => it; }
    Worth { Worth::Pay => ; Worth::Share(it) => it; Worth::Amount(it) => it; Worth::NotTaken => ; }
    Payout { Payout::Pert { low, likely, high } => low, likely, high; Payout::History(it) => it; }
}
