//! What a reader of market figures should beware of.

use jiff::civil::Date;

use crate::domain::{Assumptions, Freshness, freshness, months_between};
use crate::market::Answer;

/// What to beware of.
#[derive(Debug, Clone, PartialEq)]
pub enum MarketWarning {
    /// The oldest data are older than figures should be.
    Old {
        /// Their age in months.
        months: f64,
        /// Older than so many months is old.
        limit: f64,
    },
    /// So many benchmarks have no median to hold pay against.
    NoMedian(u64),
    /// One company dominates the rows.
    Dominant {
        /// Its name.
        company: String,
        /// Its share of the rows.
        share: f64,
    },
}

/// The warnings about an answer, held against a day.
pub fn of(answer: &Answer, today: Option<Date>, assumptions: &Assumptions) -> Vec<MarketWarning> {
    [old(answer, today, assumptions), no_median(answer), dominant(answer, assumptions)]
        .into_iter()
        .flatten()
        .collect()
}

fn old(answer: &Answer, today: Option<Date>, assumptions: &Assumptions) -> Option<MarketWarning> {
    let oldest = answer.groups.iter().filter_map(|group| group.as_of).min();
    let months = months_between(oldest?, today?);
    let is_old = freshness(oldest, today, assumptions) == Freshness::Old;
    is_old.then(|| MarketWarning::Old { months, limit: assumptions.value("market.stale-months") })
}

fn no_median(answer: &Answer) -> Option<MarketWarning> {
    let without = answer.groups.iter().filter(|g| !g.points.is_empty() && g.at(50).is_none()).count();
    (without > 0).then_some(MarketWarning::NoMedian(without as u64))
}

/// Of one group alone, unless its rows are of one company anyway.
fn dominant(answer: &Answer, assumptions: &Assumptions) -> Option<MarketWarning> {
    let [group] = answer.groups.as_slice() else { return None };
    let (company, share) = group.largest.clone()?;
    let over = share > assumptions.value("market.dominant-share") && group.companies != Some(1);
    over.then_some(MarketWarning::Dominant { company, share })
}
