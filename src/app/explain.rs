//! What stands beside the advice: packages of equal value, what would sharpen
//! the answer, which assumption moves it, and the other side of the table.

use crate::advice::{
    self, Advice, BandPoint, EqualPackage, Sensitivity, Setup, Unknown, Verdict, employer_side,
    equal_packages, sharpen,
};
use crate::domain::Case;
use crate::error::{Error, Result};
use crate::simulate::Settings;

/// Trials of each answer where many are worked out only to be put in order.
pub const RANKING_TRIALS: u64 = 8_192;

/// The settings for what is only put in order: no more trials than that needs.
#[must_use]
pub fn ranking(settings: Settings) -> Settings {
    Settings { trials: settings.trials.min(RANKING_TRIALS), ..settings }
}

/// What is worked out beside an advice.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// Packages worth as much as the ask; none where asking does not pay.
    pub equal: Vec<EqualPackage>,
    /// What would be worth finding out, the most telling first.
    pub unknowns: Vec<Unknown>,
}

/// Packages of equal value, with `settings`, and what would sharpen the answer,
/// with `rough` (see [`ranking`]).
///
/// ```
/// use counteroffer::app::{advise, explain, load_case};
/// use counteroffer::input::ReadOptions;
/// use counteroffer::simulate::Settings;
///
/// let case = load_case("data/alloy-pm2/case.toml".as_ref(), &ReadOptions::default())?;
/// let settings = Settings { seed: 1, trials: 1_024 };
/// let advice = advise(&case, settings);
/// let found = explain(&case, &advice, settings, settings);
/// let changes: Vec<f64> = found.unknowns.iter().map(|one| one.mean_change.abs()).collect();
/// assert!(changes.windows(2).all(|pair| pair[0] >= pair[1]), "the most telling first");
/// # Ok::<(), counteroffer::Error>(())
/// ```
pub fn explain(case: &Case, advice: &Advice, settings: Settings, rough: Settings) -> Explanation {
    let equal = || equal_packages(&Setup::of(case), &advice.anchor.package, settings);
    Explanation {
        // Once they have answered, the figures are settled.
        equal: if advice.verdict == Verdict::Ask && advice.talk.is_none() { equal() } else { Vec::new() },
        unknowns: sharpen(case, rough),
    }
}

/// Which assumption moves the answer most; see [`ranking`] for the settings.
///
/// ```
/// use counteroffer::app::{load_case, sensitivity};
/// use counteroffer::input::ReadOptions;
/// use counteroffer::simulate::Settings;
///
/// let case = load_case("data/alloy-pm2/case.toml".as_ref(), &ReadOptions::default())?;
/// let found = sensitivity(&case, Settings { seed: 1, trials: 1_024 });
/// let width = |i: usize| (found.swings[i].high.mean.value - found.swings[i].low.mean.value).abs();
/// assert!(width(0) >= width(1), "the one that moves most stands first");
/// # Ok::<(), counteroffer::Error>(())
/// ```
pub fn sensitivity(case: &Case, settings: Settings) -> Sensitivity {
    advice::sensitivity(case, settings)
}

/// What an offer at each point of the band is likely to end up costing the employer.
///
/// ```
/// use counteroffer::app::{employer, load_case};
/// use counteroffer::input::ReadOptions;
/// use counteroffer::simulate::Settings;
///
/// let case = load_case("data/alloy-pm2/case.toml".as_ref(), &ReadOptions::default())?;
/// let settings = Settings { seed: 1, trials: 1_024 };
/// let points = employer(&case, settings)?;
/// assert!(points.windows(2).all(|pair| pair[0].cost < pair[1].cost), "from the band's minimum to its maximum");
/// # Ok::<(), counteroffer::Error>(())
/// ```
///
/// # Errors
/// A case without a pay band.
pub fn employer(case: &Case, settings: Settings) -> Result<Vec<BandPoint>> {
    employer_side(case, settings).ok_or_else(|| {
        Error::usage_hint(
            "the employer's side needs a pay band",
            "name a case with bands, or say --band-min and --band-max",
        )
    })
}
