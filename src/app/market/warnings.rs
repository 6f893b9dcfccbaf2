//! What a reader of market figures should beware of.

use jiff::civil::Date;

use super::MarketQuestion;
use super::ask::heavy_losses;
use crate::domain::{Assumptions, Freshness, freshness, months_between};
use crate::input::pay_data::{FileReport, Loss};
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
    /// More than a tenth of the rows that were asked for are lost for one reason.
    Lost {
        /// The file.
        file: String,
        /// The rows, their reason and its texts.
        loss: Loss,
        /// Of the rows that were asked for.
        share: f64,
    },
    /// The figures were to be aged, and no date of theirs is known.
    NotAged,
    /// One company dominates the rows.
    Dominant {
        /// Its name.
        company: String,
        /// Its share of the rows.
        share: f64,
    },
}

/// The warnings about an answer, held against a day.
pub(super) fn of(
    answer: &Answer,
    files: &[FileReport],
    asked: &MarketQuestion,
    assumptions: &Assumptions,
) -> Vec<MarketWarning> {
    let lost = files.iter().flat_map(|file| {
        heavy_losses(file, assumptions).map(|(loss, share)| MarketWarning::Lost {
            file: file.name.clone(),
            loss: loss.clone(),
            share,
        })
    });
    let undated = answer.groups.iter().any(|group| !group.points.is_empty() && group.as_of.is_none());
    let not_aged = (asked.aging.is_some() && undated).then_some(MarketWarning::NotAged);
    let others =
        [not_aged, old(answer, asked.today, assumptions), no_median(answer), dominant(answer, assumptions)];
    lost.chain(others.into_iter().flatten()).collect()
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
