//! What a sample of rows tells beside its percentiles: duplicates, companies,
//! the date in the middle.

use jiff::civil::Date;

use super::collect::{Entry, NO_COMPANY, unpack};
use super::order_statistics::SHOWN;
use crate::domain::{PercentilePoint, StatValue};
use crate::num::Money;

/// Rows equal to an earlier one; they are taken out where asked.
pub fn count_duplicates(entries: &mut Vec<Entry>, drop: bool) -> u64 {
    let before = entries.len();
    if drop {
        entries.sort_unstable_by_key(|entry| entry.identity);
        entries.dedup_by_key(|entry| entry.identity);
        return (before - entries.len()) as u64;
    }
    let mut prints: Vec<u64> = entries.iter().map(|entry| entry.identity).collect();
    prints.sort_unstable();
    prints.dedup();
    (before - prints.len()) as u64
}

/// How many companies, and the one with most rows. `tally` is kept between calls.
pub fn tally_companies(
    entries: &[Entry],
    names: &[&str],
    tally: &mut Vec<u32>,
) -> (Option<u64>, Option<(String, f64)>) {
    tally.resize(names.len(), 0);
    let mut met = Vec::new();
    for entry in entries.iter().filter(|entry| entry.company != NO_COMPANY) {
        let count = &mut tally[entry.company as usize];
        if *count == 0 {
            met.push(entry.company);
        }
        *count += 1;
    }
    let largest = met
        .iter()
        .max_by_key(|company| (tally[**company as usize], std::cmp::Reverse(names[**company as usize])))
        .map(|company| {
            let share = f64::from(tally[*company as usize]) / entries.len() as f64;
            (names[*company as usize].to_owned(), share)
        });
    let stated: u64 = met.iter().map(|company| u64::from(tally[*company as usize])).sum();
    for company in &met {
        tally[*company as usize] = 0;
    }
    ((stated > 0).then_some(met.len() as u64), largest)
}

pub fn median_date(entries: &[Entry]) -> Option<Date> {
    let mut dates: Vec<u32> = entries.iter().map(|entry| entry.date).filter(|date| *date != 0).collect();
    let middle = dates.len().checked_sub(1)? / 2;
    unpack(*dates.select_nth_unstable(middle).1)
}

/// The percentiles of [`SHOWN`] as points; none where one is not money.
pub fn exact_points(figures: [f64; 5], money: impl Fn(f64) -> Option<Money>) -> Vec<PercentilePoint> {
    let points = SHOWN.into_iter().zip(figures);
    let points =
        points.map(|(p, figure)| Some(PercentilePoint { p, value: StatValue::Exact(money(figure)?) }));
    points.collect::<Option<Vec<_>>>().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn duplicates_are_counted_as_a_set_counts_them(prints in prop::collection::vec(0u64..40, 0..100)) {
            let entry = |identity| Entry { value: 1.0, identity, company: NO_COMPANY, date: 0 };
            let mut entries: Vec<Entry> = prints.iter().map(|print| entry(print << 40)).collect();
            let distinct = prints.iter().collect::<BTreeSet<_>>().len();
            prop_assert_eq!(count_duplicates(&mut entries, false), (prints.len() - distinct) as u64);
            prop_assert_eq!(count_duplicates(&mut entries, true), (prints.len() - distinct) as u64);
            prop_assert_eq!(entries.len(), distinct);
        }
    }
}
