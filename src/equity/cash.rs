//! Base, bonus, sign-on and benefits of each year, with and without the next promotion.

use jiff::civil::Date;

use super::holdings::years_between;
use super::vesting::months_after;
use crate::domain::{Assumptions, Outlook, Package, RetirementMatch, SharePlan};
use crate::num::{Money, normal};

/// The cash of one year. Pairs are (without, with) the promotion.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct CashYear {
    /// Base salary.
    pub base: [f64; 2],
    /// Bonus at target.
    pub target: [f64; 2],
    /// Bonus that is paid whatever comes.
    pub guaranteed: [f64; 2],
    /// Sign-on, less what must be paid back on leaving.
    pub sign_on: f64,
    /// Retirement match that becomes theirs, leave and other benefits, less premiums.
    pub benefits: [f64; 2],
    /// Retirement match of the year, whether or not it is theirs yet.
    pub matched: f64,
}

/// The cash of a package over `years` years from `start`.
pub fn cash_years(
    package: &Package,
    outlook: &Outlook,
    start: Date,
    years: u32,
    known: &Assumptions,
) -> Vec<CashYear> {
    let mut list: Vec<CashYear> = Vec::new();
    for year in 1..=years {
        let mut cash = pay_of(package, outlook, start, year, known);
        cash.sign_on = signing(package, outlook, start, year);
        cash.sign_on -= paid_back(package, outlook, start, year);
        let once = outlook.relocation.filter(|_| year == 1).map_or(0.0, Money::to_f64);
        let fixed = fixed_benefits(package, outlook, known) * worked(outlook, start, year) + once;
        let theirs = retirement_theirs(outlook.retirement, outlook.leaves, start, year);
        for i in 0..2 {
            let rate = outlook.retirement.map_or(0.0, |r| r.of_base.to_f64());
            let held_back = match theirs {
                Vests::ThisYearWithEarlier => list.iter().map(|earlier| earlier.base[i] * rate).sum(),
                _ => 0.0,
            };
            let now = if theirs == Vests::NotYet { 0.0 } else { cash.base[i] * rate };
            cash.benefits[i] = fixed + now + held_back;
            if i == 0 {
                cash.matched = cash.base[0] * rate;
            }
        }
        list.push(cash);
    }
    list
}

/// Base and bonus at target of one year: raised by merit each year after the
/// first, by the promotion from its day, and for as long as the job lasts.
fn pay_of(package: &Package, outlook: &Outlook, start: Date, year: u32, known: &Assumptions) -> CashYear {
    let merit = outlook.merit.map_or_else(|| known.value("scenario.merit"), |m| m.to_f64());
    let raised = (1..year).fold(1.0, |growth, _| growth * (1.0 + merit));
    let promoted = match outlook.promotion {
        Some(next) => 1.0 + next.raise.to_f64() * (1.0 - part_before(next.date, start, year)),
        None => 1.0,
    };
    let worked = worked(outlook, start, year);
    // A bonus is paid at the end of its year, to those who are still there.
    let paid = if worked < 1.0 { 0.0 } else { 1.0 };
    let (base, bonus) = (package.base.to_f64() * raised, package.bonus.to_f64() * raised);
    let bonus = [bonus * paid, bonus * promoted * paid];
    let (guaranteed, target) = match year <= outlook.guaranteed_bonus_years {
        true => (bonus, [0.0; 2]),
        false => ([0.0; 2], bonus),
    };
    CashYear { base: [base * worked, base * promoted * worked], target, guaranteed, ..CashYear::default() }
}

/// What of the sign-on is paid in this year: all of it on the first day, or a share a year for as
/// long as the job lasts.
fn signing(package: &Package, outlook: &Outlook, start: Date, year: u32) -> f64 {
    let whole = package.sign_on.to_f64();
    match outlook.sign_on_paid.get(year as usize - 1) {
        None if outlook.sign_on_paid.is_empty() && year == 1 => whole,
        None => 0.0,
        Some(share) if year == 1 || worked(outlook, start, year - 1) >= 1.0 => whole * share.to_f64(),
        Some(_) => 0.0,
    }
}

/// What buying shares at a discount d saves in a year: a contribution c buys shares worth
/// c ÷ (1 − d). At the lower price of a period of t years they are worth 2Φ(σ√t ÷ 2) times
/// as much on average: an option at the money, on a price without drift, comes on top.
fn saved(plan: SharePlan, volatility: f64) -> f64 {
    let years = f64::from(plan.lookback_months.unwrap_or(0)) / 12.0;
    let lookback = 2.0 * normal::cdf(volatility * libm::sqrt(years) / 2.0);
    plan.contribution.to_f64() * (lookback / (1.0 - plan.discount.to_f64()) - 1.0)
}

/// The part of year `year` that lies before `date`, 0 to 1.
fn part_before(date: Date, start: Date, year: u32) -> f64 {
    let from = months_after(start, (year - 1) * 12);
    let to = months_after(start, year * 12);
    (years_between(from, date) / years_between(from, to)).clamp(0.0, 1.0)
}

/// The part of the year in which the person is employed.
fn worked(outlook: &Outlook, start: Date, year: u32) -> f64 {
    outlook.leaves.map_or(1.0, |last_day| part_before(last_day, start, year))
}

/// What of the sign-on is paid back in this year: when the last day falls in
/// it and before the claw-back ends.
fn paid_back(package: &Package, outlook: &Outlook, start: Date, year: u32) -> f64 {
    let Some(last_day) = outlook.leaves else { return 0.0 };
    let leaves_now = super::vesting::package_year(start, last_day).max(1) == year;
    if !leaves_now {
        return 0.0;
    }
    claw_back_due(package, outlook, start, last_day)
}

/// What of the sign-on that has been paid is due on leaving on a day: nothing from the end of the
/// claw-back on, before it all of it, or the part of the time that is left.
pub fn claw_back_due(package: &Package, outlook: &Outlook, start: Date, last_day: Date) -> f64 {
    let Some(terms) = outlook.claw_back else { return 0.0 };
    let years = super::vesting::package_year(start, last_day).max(1);
    let paid: f64 = (1..=years).map(|year| signing(package, outlook, start, year)).sum();
    let free = months_after(start, terms.months);
    let left = (years_between(last_day, free) / years_between(start, free)).clamp(0.0, 1.0);
    let part = if terms.pro_rata || left == 0.0 { left } else { 1.0 };
    paid * part
}

/// Leave, other benefits, less premiums, of a full year.
///
/// A day of leave is worth base ÷ working days of a year.
fn fixed_benefits(package: &Package, outlook: &Outlook, known: &Assumptions) -> f64 {
    let days = outlook.leave_days.and_then(|days| f64::try_from(days).ok()).unwrap_or(0.0);
    let leave = package.base.to_f64() * days / known.value("scenario.working-days");
    let others: f64 = outlook.benefits.iter().map(|(_, value)| value.to_f64()).sum();
    let told = outlook.price.volatility.map(|volatility| volatility.to_f64());
    let volatility = told.unwrap_or_else(|| known.value("equity.public-volatility"));
    let espp = outlook.espp.map_or(0.0, |plan| saved(plan, volatility));
    leave + others + espp - outlook.health_premium.map_or(0.0, |premium| premium.to_f64())
}

/// Whether a year's retirement match becomes the person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Vests {
    NotYet,
    ThisYearWithEarlier,
    AtOnce,
}

fn retirement_theirs(terms: Option<RetirementMatch>, leaves: Option<Date>, start: Date, year: u32) -> Vests {
    let Some(terms) = terms else { return Vests::NotYet };
    let vests_on = months_after(start, terms.vests_months);
    if leaves.is_some_and(|last_day| last_day < vests_on) {
        return Vests::NotYet;
    }
    match terms.vests_months.div_ceil(12).max(1).cmp(&year) {
        std::cmp::Ordering::Greater => Vests::NotYet,
        std::cmp::Ordering::Equal => Vests::ThisYearWithEarlier,
        std::cmp::Ordering::Less => Vests::AtOnce,
    }
}

/// Retirement match that is lost on leaving at the end of year `year`.
pub fn retirement_at_risk(cash: &[CashYear], terms: Option<RetirementMatch>, year: u32) -> f64 {
    let waiting = terms.is_some_and(|terms| terms.vests_months > year * 12);
    if !waiting {
        return 0.0;
    }
    cash.iter().take(year as usize).map(|earlier| earlier.matched).sum()
}

/// Bonus earned and not yet paid on leaving at an anniversary of the start: the
/// part of the bonus year that has run when the next payment is on `next`.
/// Without a date, bonuses are paid as their year ends.
pub fn bonus_accrued(target: f64, next: Option<Date>, start: Date) -> f64 {
    let Some(next) = next else { return 0.0 };
    let to_come = years_between(start, next).max(0.0);
    let waiting = to_come - libm::floor(to_come);
    if waiting == 0.0 { 0.0 } else { target * (1.0 - waiting) }
}
