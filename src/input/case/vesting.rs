//! How a grant vests: evenly after a cliff, or in a share of its own for each year.

use super::chapter::Table;
use crate::domain::{Schedule, ScheduleError, Vesting, VestingPeriod};
use crate::input::value;
use crate::num::Percent;

/// Vesting and cliff are bounded by this many months.
const LONGEST_MONTHS: u32 = 240;

/// `vesting = { months, cliff_months, period }`, or `{ shares = ["5%", …], period }`.
pub fn read(table: &Table<'_>) -> Option<Schedule> {
    let inner = table.table("vesting")?;
    let standard = Vesting::default();
    let shares = inner.list("shares", value::percent);
    let months = inner.integer("months", 1..=LONGEST_MONTHS);
    let cliff = inner.integer("cliff_months", 0..=LONGEST_MONTHS);
    let period = inner.word("period");
    let read = match &shares {
        Some(shares) => by_year(shares, months, period, cliff),
        None => {
            let months = months.unwrap_or(standard.months);
            let cliff_months = cliff.unwrap_or(standard.cliff_months.min(months));
            Schedule::even(Vesting { months, cliff_months, period: period.unwrap_or(standard.period) })
        }
    };
    let schedule = read.unwrap_or_else(|error| {
        let (key, message, hint) = words_of(&error);
        inner.problem(key, message, hint);
        Schedule::default()
    });
    inner.finish();
    Some(schedule)
}

fn by_year(
    shares: &[Percent],
    months: Option<u32>,
    period: Option<VestingPeriod>,
    cliff: Option<u32>,
) -> Result<Schedule, ScheduleError> {
    if let Some(months) = months.filter(|months| *months as usize != shares.len() * 12) {
        return Err(ScheduleError::SharesAndMonths(shares.len(), months));
    }
    Schedule::by_year(shares, period.unwrap_or(VestingPeriod::Yearly), cliff.unwrap_or(0))
}

fn words_of(error: &ScheduleError) -> (&'static str, String, &'static str) {
    match error {
        ScheduleError::NoMonths => ("months", "it vests over no time".to_owned(), "write months = 48"),
        ScheduleError::CliffBeyondEnd(cliff, months) => (
            "cliff_months",
            format!("the cliff of {cliff} months lies beyond the end of vesting, {months} months"),
            "write fewer cliff_months",
        ),
        ScheduleError::SharesNotWhole(sum) => {
            ("shares", format!("the shares add up to {sum}"), "let the yearly shares add up to 100%")
        }
        ScheduleError::ShareNegative(share) => {
            ("shares", format!("{share} is below zero"), "write a share of each year, 0% or more")
        }
        ScheduleError::SharesAndMonths(years, months) => (
            "months",
            format!("{years} yearly shares do not fill {months} months"),
            "leave months out: there is one share a year",
        ),
    }
}
