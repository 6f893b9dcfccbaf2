//! How files are to be read: what the user says beside them.

use crate::domain::same_name;
use crate::error::{Error, Result};
use crate::input::did_you_mean;
use crate::input::restricted_columns;
use crate::input::{bands, benchmarks, people, prices, rates};
use crate::num::{AmountStyle, Currency};

/// How files are to be read.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// Which sign separates decimals.
    pub style: AmountStyle,
    /// Other people's headers: (ours, theirs).
    pub columns: Vec<(String, String)>,
    /// The currency of amounts where nothing names one.
    pub currency: Currency,
    /// Overruled assumptions as typed: `name=value`.
    pub assume: Vec<String>,
    /// True when rows that the case does not use are checked too.
    pub every_row: bool,
}

impl Default for ReadOptions {
    fn default() -> Self {
        ReadOptions {
            style: AmountStyle::DecimalPoint,
            columns: Vec::new(),
            currency: Currency::USD,
            assume: Vec::new(),
            every_row: false,
        }
    }
}

impl ReadOptions {
    /// What `--decimal-comma`, `--column OURS=THEIRS` and `--assume NAME=VALUE` mean.
    ///
    /// # Errors
    /// A usage error for a column that no reader knows.
    pub fn from_typed(decimal_comma: bool, columns: &[String], assume: &[String]) -> Result<Self> {
        let style = if decimal_comma { AmountStyle::DecimalComma } else { AmountStyle::DecimalPoint };
        let columns = columns.iter().map(|typed| column_name(typed)).collect::<Result<_>>()?;
        Ok(ReadOptions { style, columns, assume: assume.to_vec(), ..ReadOptions::default() })
    }
}

fn column_name(typed: &str) -> Result<(String, String)> {
    let shape = || {
        Error::usage_hint(
            format!("`{typed}` maps no column"),
            "write --column base_min=\"Payscale Minimum (£)\"",
        )
    };
    let (ours, theirs) = typed.split_once('=').ok_or_else(shape)?;
    let (ours, theirs) = (ours.trim(), theirs.trim());
    if theirs.is_empty() {
        return Err(shape());
    }
    readable(theirs)?;
    match known_columns().find(|name| same_name(name, ours)) {
        Some(name) => Ok((name.to_owned(), theirs.to_owned())),
        None => {
            let hint = did_you_mean::did_you_mean(ours, known_columns(), "the columns are");
            Err(Error::usage_hint(format!("there is no column `{ours}` to map to"), hint))
        }
    }
}

/// Refuses to map a column that is never read.
///
/// # Errors
/// A usage error for a column on gender or race.
pub fn readable(theirs: &str) -> Result<()> {
    if restricted_columns::is_restricted(theirs) {
        let message = format!("`{theirs}` is not read: columns on gender or race never are");
        return Err(Error::usage_hint(message, "map another column, or leave this one out"));
    }
    Ok(())
}

/// Every column that a reader knows.
pub(crate) fn known_columns() -> impl Iterator<Item = &'static str> {
    let all = [
        bands::COLUMNS.known,
        benchmarks::COLUMNS.known,
        rates::COLUMNS.known,
        prices::COLUMNS.known,
        people::COLUMNS.known,
    ];
    all.into_iter().flatten().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_mapped_by_name() {
        let typed = ["Base Min=Minimum (£)".to_owned()];
        let options = ReadOptions::from_typed(true, &typed, &[]).unwrap();
        assert_eq!(options.columns, [("base_min".to_owned(), "Minimum (£)".to_owned())]);
        assert_eq!(options.style, AmountStyle::DecimalComma);
        for bad in ["base_mni=x", "base_min", "base_min=", "level=Gender", "name=Race_White"] {
            assert!(ReadOptions::from_typed(false, &[bad.to_owned()], &[]).is_err(), "{bad}");
        }
    }
}
