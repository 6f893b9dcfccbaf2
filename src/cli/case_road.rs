//! From a case file to a whole case: what input reads, and what the market
//! floor makes of raw market files.

use std::path::Path;

use super::config::Common;
use crate::domain::{Case, Component};
use crate::error::Result;
use crate::input::{ReadOptions, case::read_case};
use crate::market::standing;
use crate::num::Money;

/// Reads a case with every file it names.
///
/// # Errors
/// Every problem of every file.
pub fn load(path: &Path, common: &Common) -> Result<Case> {
    let options = ReadOptions::from_typed(common.decimal_comma, &common.column, &common.assume)?;
    let draft = read_case(path, &options)?;
    let mut case = draft.case;
    let market = super::market_case::benchmarks_of(&draft.raw_market, &case)?;
    case.market.extend(market.benchmarks);
    Ok(case)
}

/// Where a base salary stands in the case's benchmarks of base: in the one that
/// is trusted most, and among equals in the first.
pub fn market_place(case: &Case) -> impl Fn(Money) -> Option<f64> + Sync {
    let of_base = case.market.iter().filter(|b| b.component == Component::Base);
    let best = of_base.rev().max_by_key(|benchmark| benchmark.confidence).cloned();
    move |pay| standing(best.as_ref()?, pay)?.percentile()
}
