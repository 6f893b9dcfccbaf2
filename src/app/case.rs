//! From a case file to a whole case: what input reads, and what the market
//! floor makes of raw market files.

use std::path::Path;

use super::market::benchmarks_of;
use crate::domain::Case;
use crate::error::Result;
use crate::input::{CaseDraft, ReadOptions, read_case};

/// Reads a case with every file it names.
///
/// ```
/// use counteroffer::app::load_case;
/// use counteroffer::input::ReadOptions;
///
/// let case = load_case("data/alloy-pm2/case.toml".as_ref(), &ReadOptions::default())?;
/// assert_eq!(case.offer.base.to_string(), "190000 USD");
/// # Ok::<(), counteroffer::Error>(())
/// ```
///
/// # Errors
/// Every problem of every file.
pub fn load_case(path: &Path, options: &ReadOptions) -> Result<Case> {
    let mut draft = draft_case(path, options)?;
    let market = benchmarks_of(&draft)?;
    draft.case.market.extend(market.benchmarks);
    draft.case.inputs.notes = [draft.notes, market.notes].concat();
    Ok(draft.case)
}

/// The case without what its raw market files say.
///
/// # Errors
/// Every problem of every other file.
pub fn draft_case(path: &Path, options: &ReadOptions) -> Result<CaseDraft> {
    read_case(path, options)
}
