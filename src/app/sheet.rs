//! Everything that the sheet for a meeting says, worked out.

use super::advice::advise;
use super::explain::{Explanation, explain, ranking, sensitivity};
use crate::advice::{Advice, EqualPackage, ResponseTree, Sensitivity, Setup, Unknown, branches};
use crate::domain::Case;
use crate::error::Result;
use crate::scenario::{ScenarioTable, table};
use crate::simulate::Settings;

/// The results behind one sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetResults {
    /// What to ask for first, what to expect, when to stop.
    pub advice: Advice,
    /// How the conversation branches, where something is asked.
    pub branches: Option<ResponseTree>,
    /// Packages worth as much as the ask; none where nothing is asked.
    pub equal: Vec<EqualPackage>,
    /// What would be worth finding out, the most telling first.
    pub unknowns: Vec<Unknown>,
    /// Which assumptions move the answer most.
    pub sensitivity: Sensitivity,
    /// The packages by year, before tax.
    pub years: ScenarioTable,
}

/// Works out everything that the sheet of a case says.
///
/// ```
/// use counteroffer::app::{load_case, sheet};
/// use counteroffer::input::ReadOptions;
/// use counteroffer::simulate::Settings;
///
/// let case = load_case("data/alloy-pm2/case.toml".as_ref(), &ReadOptions::default())?;
/// let results = sheet(&case, Settings { seed: 1, trials: 4_000 })?;
/// assert_eq!(results.years.packages.len(), results.advice.lineup(&case).len());
/// # Ok::<(), counteroffer::Error>(())
/// ```
///
/// # Errors
/// What the years report: more trials than memory can hold, amounts too large to be money.
pub fn sheet(case: &Case, settings: Settings) -> Result<SheetResults> {
    let rough = ranking(settings);
    // What does not wait for each other is worked out side by side.
    let (advice, sensitivity) = rayon::join(|| advise(case, settings), || sensitivity(case, rough));
    let ((explained, branches), years) = rayon::join(
        || {
            rayon::join(
                || explain(case, &advice, settings, rough),
                || branches(&Setup::of(case), &advice, settings),
            )
        },
        || table(case, &advice.lineup(case), settings),
    );
    let Explanation { equal, unknowns } = explained;
    Ok(SheetResults { branches, equal, unknowns, sensitivity, years: years?, advice })
}
