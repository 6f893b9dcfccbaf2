//! The assumptions, and what the model reproduces with them.

use crate::domain::{Assumption, Assumptions};
use crate::error::Result;
use crate::input;
use crate::simulate::Settings;
use crate::validation::{ClosedForm, Reproduction, closed_forms, reproduce};

/// The table of assumptions with `NAME=VALUE` over its rows.
///
/// ```
/// use counteroffer::app::assumptions;
///
/// let table = assumptions(&["new-offer.fixed=0.25".to_owned()])?;
/// assert_eq!(table.value("new-offer.fixed"), 0.25);
/// assert!(assumptions(&["no.such-row=1".to_owned()]).is_err());
/// # Ok::<(), counteroffer::Error>(())
/// ```
///
/// # Errors
/// An unknown assumption, or a value outside what it can be.
pub fn assumptions(overruled: &[String]) -> Result<Assumptions> {
    input::assumptions::overruled(input::assumptions::standard()?, overruled)
}

/// The assumptions whose names begin so, in the order of their table.
pub fn assumptions_of<'a>(table: &'a Assumptions, prefix: &str) -> Vec<&'a Assumption> {
    table.iter().filter(|row| row.name.starts_with(prefix)).collect()
}

/// The model held against what is known.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelCheck {
    /// Published figures beside those of the model.
    pub figures: Vec<Reproduction>,
    /// Closed forms beside the simulation.
    pub closed_forms: Vec<ClosedForm>,
}

/// Holds the model against published figures and closed forms.
///
/// ```
/// use counteroffer::app::{assumptions, model};
/// use counteroffer::simulate::Settings;
///
/// let check = model(&assumptions(&[])?, Settings { seed: 1, trials: 4_096 })?;
/// assert!(check.closed_forms.iter().all(|form| form.agrees));
/// # Ok::<(), counteroffer::Error>(())
/// ```
///
/// # Errors
/// A fault of the built-in table of published figures, which a test excludes.
pub fn model(table: &Assumptions, settings: Settings) -> Result<ModelCheck> {
    let published = input::published::standard()?;
    Ok(ModelCheck {
        figures: reproduce(table, &published, settings),
        closed_forms: closed_forms(settings.seed),
    })
}
