//! Which part of a grant vests on which day: whole shares, whose sum is exact.

use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::domain::Schedule;

/// What vests on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VestEvent {
    /// The day.
    pub date: Date,
    /// How many shares, or how much of an amount or a percentage.
    pub quantity: Decimal,
}

/// Whether a grant is counted in whole shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counting {
    /// Shares: rounded down as they accumulate, the remainder at the last event.
    WholeShares,
    /// Money or a share of a company: exact.
    Exact,
}

/// The same day of the month `months` later, or the month's last day where
/// there is no such day: 31 January + 1 is 28 February, + 2 is 31 March.
///
/// Beyond the calendar's end (year 9999) it stays at the end.
pub fn months_after(date: Date, months: u32) -> Date {
    date.checked_add(i64::from(months).months()).unwrap_or(Date::MAX)
}

/// The year of a package in which a day falls. Year y runs from start +
/// 12(y−1) months, exclusive, to start + 12y months, inclusive; up to the
/// start it is year 0.
pub fn package_year(start: Date, date: Date) -> u32 {
    let calendar_years = i64::from(date.year()) - i64::from(start.year());
    let mut year = u32::try_from(calendar_years - 1).unwrap_or(0);
    while date > months_after(start, year * 12) {
        year += 1;
    }
    year
}

/// What vests when, of `quantity` granted on `granted` and vesting from `from`.
///
/// What would have vested before the grant was made vests on its day. The
/// cumulative sum is rounded down to whole shares and the last event brings the
/// remainder; events of nothing are left out. Employment that ends on `ends`
/// forfeits what vests later.
pub fn events(
    quantity: Decimal,
    counting: Counting,
    schedule: &Schedule,
    granted: Date,
    from: Date,
    ends: Option<Date>,
) -> Vec<VestEvent> {
    let mut list: Vec<VestEvent> = Vec::new();
    let mut given = Decimal::ZERO;
    for month in schedule.vest_months() {
        let date = months_after(from, month).max(granted);
        if ends.is_some_and(|end| date > end) {
            break;
        }
        let vested = schedule.vested(quantity, month);
        let vested = match counting {
            Counting::WholeShares if month < schedule.months() => vested.floor(),
            _ => vested,
        };
        let now = vested - given;
        given = vested;
        match list.last_mut() {
            Some(last) if last.date == date => last.quantity += now,
            _ => list.push(VestEvent { date, quantity: now }),
        }
    }
    list.retain(|event| !event.quantity.is_zero());
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Vesting, VestingPeriod};
    use crate::num::Percent;
    use jiff::civil::date;

    fn even(months: u32, cliff_months: u32, period: VestingPeriod) -> Schedule {
        Schedule::even(Vesting { months, cliff_months, period }).unwrap()
    }

    fn shares(quantity: i64, schedule: &Schedule, from: Date) -> Vec<VestEvent> {
        events(Decimal::from(quantity), Counting::WholeShares, schedule, from, from, None)
    }

    fn total(list: &[VestEvent]) -> Decimal {
        list.iter().map(|event| event.quantity).sum()
    }

    #[test]
    fn four_years_by_month_after_a_cliff_of_one() {
        let list = shares(100_000, &even(48, 12, VestingPeriod::Monthly), date(2025, 1, 1));
        assert_eq!(list.len(), 37);
        assert_eq!(list[0], VestEvent { date: date(2026, 1, 1), quantity: Decimal::from(25_000) });
        assert_eq!(list[1], VestEvent { date: date(2026, 2, 1), quantity: Decimal::from(2_083) });
        assert_eq!(list[36].date, date(2029, 1, 1));
        assert_eq!(total(&list), Decimal::from(100_000));
    }

    #[test]
    fn shares_of_each_year() {
        let percents: Vec<Percent> =
            [5, 15, 40, 40].map(|p| Percent::from_percent(Decimal::from(p))).into_iter().collect();
        let yearly = Schedule::by_year(&percents, VestingPeriod::Yearly, 0).unwrap();
        let list = shares(100_000, &yearly, date(2025, 3, 1));
        let quantities: Vec<String> = list.iter().map(|e| e.quantity.normalize().to_string()).collect();
        assert_eq!(quantities, ["5000", "15000", "40000", "40000"]);
        assert_eq!(list[3].date, date(2029, 3, 1));
        let quarterly = Schedule::by_year(&percents, VestingPeriod::Quarterly, 0).unwrap();
        let list = shares(100_000, &quarterly, date(2025, 3, 1));
        assert_eq!(list.len(), 16);
        assert_eq!(list[0].quantity, Decimal::from(1_250));
        assert_eq!(total(&list[..8]), Decimal::from(20_000));
    }

    #[test]
    fn the_end_of_a_month_stays_the_end_of_the_month() {
        let list = shares(300, &even(3, 0, VestingPeriod::Monthly), date(2025, 1, 31));
        let days: Vec<Date> = list.iter().map(|e| e.date).collect();
        assert_eq!(days, [date(2025, 2, 28), date(2025, 3, 31), date(2025, 4, 30)]);
    }

    #[test]
    fn one_share_is_one_final_event() {
        let list = shares(1, &even(48, 12, VestingPeriod::Monthly), date(2025, 1, 1));
        assert_eq!(list, [VestEvent { date: date(2029, 1, 1), quantity: Decimal::ONE }]);
        assert!(shares(0, &even(48, 12, VestingPeriod::Monthly), date(2025, 1, 1)).is_empty());
    }

    #[test]
    fn vesting_may_begin_before_the_grant() {
        let schedule = even(12, 0, VestingPeriod::Monthly);
        let (from, granted) = (date(2025, 1, 1), date(2025, 6, 15));
        let list = events(Decimal::from(1_200), Counting::WholeShares, &schedule, granted, from, None);
        assert_eq!(list[0], VestEvent { date: granted, quantity: Decimal::from(500) });
        assert_eq!(list.len(), 8);
        assert_eq!(total(&list), Decimal::from(1_200));
    }

    #[test]
    fn leaving_forfeits_what_vests_later() {
        let schedule = even(48, 12, VestingPeriod::Quarterly);
        let from = date(2025, 1, 1);
        let until =
            |end| events(Decimal::from(1_600), Counting::WholeShares, &schedule, from, from, Some(end));
        assert!(until(date(2025, 12, 31)).is_empty());
        assert_eq!(total(&until(date(2026, 1, 1))), Decimal::from(400));
        assert_eq!(total(&until(date(2026, 6, 30))), Decimal::from(500));
    }

    #[test]
    fn a_year_ends_on_its_anniversary() {
        let start = date(2026, 5, 4);
        assert_eq!(package_year(start, date(2020, 1, 1)), 0);
        assert_eq!(package_year(start, start), 0);
        assert_eq!(package_year(start, date(2026, 5, 5)), 1);
        assert_eq!(package_year(start, date(2027, 5, 4)), 1);
        assert_eq!(package_year(start, date(2027, 5, 5)), 2);
        assert_eq!(package_year(start, date(2036, 5, 4)), 10);
        assert_eq!(package_year(date(2024, 2, 29), date(2025, 2, 28)), 1);
        assert_eq!(package_year(date(2024, 2, 29), date(2025, 3, 1)), 2);
    }
}
