//! What to ask for, of a case with its market.

use crate::advice::{self, Advice};
use crate::domain::Case;
use crate::simulate::Settings;

/// What to ask for first, what to expect, and when to stop, with the place of
/// base salaries in the case's market.
///
/// ```
/// use counteroffer::app::{advise, load_case};
/// use counteroffer::input::ReadOptions;
/// use counteroffer::simulate::Settings;
///
/// let case = load_case("data/alloy-pm2/case.toml".as_ref(), &ReadOptions::default())?;
/// let advice = advise(&case, Settings { seed: 1, trials: 4_000 });
/// assert!(advice.anchor.over_offer > 0.0, "there is room: the ask lies over the offer");
/// # Ok::<(), counteroffer::Error>(())
/// ```
pub fn advise(case: &Case, settings: Settings) -> Advice {
    advice::advise(case, settings)
}
