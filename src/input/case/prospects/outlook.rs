//! `[[outlook]]`: what the years in one package may bring beside its figures.

use std::path::Path;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::super::chapter::Table;
use super::super::files::Files;
use super::{Rest, date_after_start, package_of, price};
use crate::domain::{ClawBack, Outlook, Payout, PromotionChance, RetirementMatch, SharePlan};
use crate::error::Problems;
use crate::input::value;
use crate::num::{Money, Percent, Probability};

/// The law lets an offering of a purchase plan run for 27 months at most.
const LONGEST_LOOKBACK: u32 = 27;

/// Months of a claw-back or of a retirement plan are bounded by this.
const LONGEST_MONTHS: u32 = 240;
/// Payouts are bounded by this many percent of the target.
const HIGHEST_PAYOUT: i64 = 1_000;

/// One `[[outlook]]`.
pub fn read(
    table: &Table<'_>,
    rest: &Rest<'_>,
    start: Option<Date>,
    files: &mut Files,
    problems: &mut Problems,
) -> Option<Outlook> {
    let package = package_of(table, rest);
    let folder: &Path = rest.folder;
    let mut outlook = Outlook { package: package.unwrap_or_default(), ..Outlook::default() };
    price::read(table, &mut outlook, rest, folder, files, problems);
    let hundred = Decimal::ONE_HUNDRED;
    outlook.merit = table.percent_in("merit", -hundred..=hundred);
    outlook.payout = payout(table);
    outlook.next_bonus = date_after_start(table, "next_bonus", start);
    outlook.promotion = promotion(table, start);
    outlook.claw_back = claw_back(table);
    outlook.leaves = later(table, "leaves", start, "the last day");
    outlook.retirement = retirement(table);
    outlook.health_premium = table.money("health_premium");
    outlook.leave_days = table.number_in("leave_days", Decimal::ZERO..=Decimal::from(365));
    outlook.benefits = benefits(table);
    outlook.sign_on_paid = sign_on_paid(table);
    outlook.guaranteed_bonus_years = table.integer("guaranteed_bonus_years", 0..=30).unwrap_or_default();
    outlook.espp = share_plan(table);
    outlook.relocation = table.money("relocation");
    table.refuse_unknown();
    package.map(|_| outlook)
}

/// A date that must lie after the first day.
fn later(table: &Table<'_>, key: &str, start: Option<Date>, what: &str) -> Option<Date> {
    let date = date_after_start(table, key, start)?;
    if let Some(first) = start.filter(|first| date <= *first) {
        let message = format!("{what} {date} does not come after the first day, {first}");
        table.problem(key, message, "correct one of the two dates");
    }
    Some(date)
}

/// `payout = { low = "0%", likely = "100%", high = "150%" }`, or past payouts as a list.
fn payout(table: &Table<'_>) -> Option<Payout> {
    let bounds = || Decimal::ZERO..=Decimal::from(HIGHEST_PAYOUT);
    if !table.holds_table("payout") {
        let past = table.list("payout", value::percent)?;
        let negative = past.iter().any(|share| share.percent() < Decimal::ZERO);
        if negative || past.is_empty() {
            let message = "a history of payouts holds percentages of the target, 0% or more";
            table.problem("payout", message, "write payout = [\"80%\", \"110%\", \"95%\"]");
            return None;
        }
        return Some(Payout::History(past));
    }
    let inner = table.table("payout")?;
    let low = inner.need("low", "\"0%\"").percent_in("low", bounds());
    let likely = inner.need("likely", "\"100%\"").percent_in("likely", bounds());
    let high = inner.need("high", "\"150%\"").percent_in("high", bounds());
    inner.refuse_unknown();
    let (low, likely, high) = (low?, likely?, high?);
    if low > likely || likely > high {
        let message = format!("low {low}, likely {likely}, high {high} are not in this order");
        inner.problem_here(message, "write low ≤ likely ≤ high");
        return None;
    }
    Some(Payout::Pert { low, likely, high })
}

/// `promotion = { date = 2027-06-01, chance = "40%", raise = "12%" }`.
fn promotion(table: &Table<'_>, start: Option<Date>) -> Option<PromotionChance> {
    let inner = table.table("promotion")?;
    let date = later(inner.need("date", "2027-06-01"), "date", start, "the promotion on");
    let chance = chance(inner.need("chance", "\"40%\""), "chance");
    let raise = inner.need("raise", "\"12%\"").percent_in("raise", Decimal::ZERO..=Decimal::from(1_000));
    inner.finish();
    Some(PromotionChance { date: date?, chance: chance?, raise: raise? })
}

/// A chance in percent.
pub fn chance(table: &Table<'_>, key: &str) -> Option<Probability> {
    let percent: Percent = table.percent_in(key, Decimal::ZERO..=Decimal::ONE_HUNDRED)?;
    Probability::new(percent.to_f64())
}

/// `sign_on_paid = ["60%", "40%"]`: a share for each year.
fn sign_on_paid(table: &Table<'_>) -> Vec<Percent> {
    let shares = table.list("sign_on_paid", value::percent).unwrap_or_default();
    let sum: Decimal = shares.iter().map(|share| share.percent()).sum();
    let negative = shares.iter().any(|share| share.percent() < Decimal::ZERO);
    if !shares.is_empty() && (negative || sum != Decimal::ONE_HUNDRED) {
        let message = format!("the shares add up to {}", Percent::from_percent(sum));
        table.problem("sign_on_paid", message, "write a share for each year that add up to 100%");
        return Vec::new();
    }
    shares
}

/// `espp = { contribution = 10_000, discount = "15%", lookback_months = 6 }`.
fn share_plan(table: &Table<'_>) -> Option<SharePlan> {
    let inner = table.table("espp")?;
    let contribution = inner.need("contribution", "10_000").money("contribution");
    let within = Decimal::ZERO..=Decimal::from(90);
    let discount = inner.need("discount", "\"15%\"").percent_in("discount", within);
    let lookback_months = inner.integer("lookback_months", 1..=LONGEST_LOOKBACK);
    inner.finish();
    Some(SharePlan { contribution: contribution?, discount: discount?, lookback_months })
}

/// `claw_back = { months = 12, pro_rata = true }`.
fn claw_back(table: &Table<'_>) -> Option<ClawBack> {
    let inner = table.table("claw_back")?;
    let months = inner.need("months", "12").integer("months", 1..=LONGEST_MONTHS);
    let pro_rata = inner.flag("pro_rata").unwrap_or_default();
    inner.finish();
    Some(ClawBack { months: months?, pro_rata })
}

/// `retirement = { match = "4%", vests_months = 36 }`.
fn retirement(table: &Table<'_>) -> Option<RetirementMatch> {
    let inner = table.table("retirement")?;
    let of_base = inner.need("match", "\"4%\"").percent_in("match", Decimal::ZERO..=Decimal::ONE_HUNDRED);
    let vests_months = inner.integer("vests_months", 0..=LONGEST_MONTHS).unwrap_or(0);
    inner.finish();
    Some(RetirementMatch { of_base: of_base?, vests_months })
}

/// `benefits = [{ name = "childcare", value = 3_000 }]`.
fn benefits(table: &Table<'_>) -> Vec<(String, Money)> {
    if !table.has("benefits") {
        return Vec::new();
    }
    let read = |inner: Table<'_>| {
        let name = inner.need("name", "\"childcare\"").text("name");
        let value = inner.need("value", "3_000").money("value");
        inner.finish();
        Some((name?, value?))
    };
    table.tables("benefits").into_iter().filter_map(read).collect()
}
