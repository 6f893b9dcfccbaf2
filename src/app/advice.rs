//! What to ask for, of a case with its market.

use crate::advice::{self, Advice};
use crate::domain::{Case, Component, Confidence};
use crate::market::standing;
use crate::num::Money;
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
    advice::advise(case, settings, &market_place(case))
}

/// Where a base salary stands in the case's most trusted benchmark of base, in percent.
pub fn market_place(case: &Case) -> impl Fn(Money) -> Option<f64> + Sync {
    let base =
        case.market.iter().filter(|b| b.component == Component::Base && b.confidence != Confidence::Withheld);
    let best = base.max_by_key(|b| (b.confidence, b.sample_size));
    move |pay| standing(best?, pay)?.percentile()
}
