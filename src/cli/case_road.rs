//! From a case file to a whole case: what input reads, and what the market
//! floor makes of raw market files.

use std::path::Path;

use super::config::Common;
use crate::domain::Case;
use crate::error::Result;
use crate::input::{ReadOptions, case::read_case};
use crate::num::Money;

/// Reads a case with every file it names.
///
/// # Errors
/// Every problem of every file.
pub fn load(path: &Path, common: &Common) -> Result<Case> {
    let options = ReadOptions::from_typed(common.decimal_comma, &common.column, &common.assume)?;
    let draft = read_case(path, &options)?;
    Ok(draft.case)
}

/// Where a base salary stands in the case's benchmarks of base.
pub fn market_place(_case: &Case) -> impl Fn(Money) -> Option<f64> + Sync {
    |_| None
}
