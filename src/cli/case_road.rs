//! From a case file to a whole case: what input reads, and what the market
//! floor makes of raw market files.

use std::path::Path;

use super::config::Common;
use super::market_case::benchmarks_of;
use crate::advice::Advice;
use crate::domain::{Case, Component, Confidence, Package};
use crate::error::Result;
use crate::input::{CaseDraft, ReadOptions, read_case};
use crate::market::standing;
use crate::num::Money;

/// Reads a case with every file it names.
///
/// # Errors
/// Every problem of every file.
pub fn load(path: &Path, common: &Common) -> Result<Case> {
    let mut draft = draft(path, common)?;
    let market = benchmarks_of(&draft)?;
    draft.case.market.extend(market.benchmarks);
    draft.case.inputs.notes = [draft.notes, market.notes].concat();
    Ok(draft.case)
}

/// The case without what its raw market files say.
///
/// # Errors
/// Every problem of every other file.
pub fn draft(path: &Path, common: &Common) -> Result<CaseDraft> {
    let options = ReadOptions::from_typed(common.decimal_comma, &common.column, &common.assume)?;
    read_case(path, &options)
}

/// Where a base salary stands in the case's most trusted benchmark of base, in percent.
pub fn market_place(case: &Case) -> impl Fn(Money) -> Option<f64> + Sync {
    let base =
        case.market.iter().filter(|b| b.component == Component::Base && b.confidence != Confidence::Withheld);
    let best = base.max_by_key(|b| (b.confidence, b.sample_size));
    move |pay| standing(best?, pay)?.percentile()
}

/// The packages whose years stand beside each other: staying, the offer, what
/// is expected, the ask, and what others offer. Without an ask, no ask.
pub fn packages(case: &Case, advice: &Advice) -> Vec<(String, Package)> {
    let mut list: Vec<(&str, Package)> = Vec::new();
    list.extend(case.current.map(|today| ("today", today)));
    list.push(("offer", case.offer));
    if advice.anchor.package != case.offer {
        list.push(("expected", advice.expected.package));
        list.push(("ask", advice.anchor.package));
    }
    list.extend(case.alternatives.iter().map(|other| (other.name.as_str(), other.package)));
    list.into_iter().map(|(name, package)| (name.to_owned(), package)).collect()
}
