//! How files are to be read: what the user says beside them.

use crate::domain::Assumptions;
use crate::domain::same_name;
use crate::error::{Error, Result};
use crate::input::cells::Period;
use crate::input::did_you_mean;
use crate::input::restricted_columns;
use crate::input::told::Told;
use crate::input::{assumptions, bands, benchmarks, pay_data, people, prices, rates};
use crate::num::{AmountStyle, Currency};

/// How files are to be read.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// What the user says of the files.
    pub told: Told,
    /// The currency of amounts where nothing names one.
    pub currency: Currency,
    /// Overruled assumptions as typed: `name=value`.
    pub assume: Vec<String>,
    /// True when rows that the case does not use are checked too.
    pub every_row: bool,
    /// True where a promotion without an offer is a case too.
    pub offer_optional: bool,
    /// What reading needs to know of the world; without it, the usual.
    pub facts: Option<Facts>,
}

/// Numbers about the world that reading needs; from the assumptions.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Facts {
    /// Paid hours of a year.
    pub hours_per_year: f64,
    /// Paid days of a year.
    pub days_per_year: f64,
    /// Paid weeks of a year.
    pub weeks_per_year: f64,
    /// From which annual wage on OEWS showed `#` until 2021.
    pub oews_top_2018: f64,
    /// The same from 2022 on.
    pub oews_top_2022: f64,
}

impl Facts {
    /// The facts as the assumptions state them.
    pub fn from(assumptions: &Assumptions) -> Self {
        let value = |name: &str| assumptions.value(&format!("market.{name}"));
        Facts {
            hours_per_year: value("hours-per-year"),
            days_per_year: value("days-per-year"),
            weeks_per_year: value("weeks-per-year"),
            oews_top_2018: value("oews-top-2018"),
            oews_top_2022: value("oews-top-2022"),
        }
    }

    /// How often a period comes in a year.
    pub fn times(&self, period: Period) -> f64 {
        match period {
            Period::Year => 1.0,
            Period::Quarter => 4.0,
            Period::Month => 12.0,
            Period::HalfMonth => 24.0,
            Period::Fortnight => self.weeks_per_year / 2.0,
            Period::Week => self.weeks_per_year,
            Period::Day => self.days_per_year,
            Period::Hour => self.hours_per_year,
        }
    }
}

impl Default for ReadOptions {
    fn default() -> Self {
        ReadOptions {
            told: Told::default(),
            currency: Currency::USD,
            assume: Vec::new(),
            every_row: false,
            offer_optional: false,
            facts: None,
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
        let facts = Some(Facts::from(&assumptions::overruled(assumptions::standard()?, assume)?));
        let told = Told { style, columns, ..Told::default() };
        Ok(ReadOptions { told, assume: assume.to_vec(), facts, ..ReadOptions::default() })
    }

    /// What reading needs to know of the world.
    pub fn facts(&self) -> Facts {
        self.facts.unwrap_or_else(|| Facts::from(&assumptions::standard().unwrap_or_default()))
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
        pay_data::RECORD_COLUMNS.as_slice(),
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
        assert_eq!(options.told.columns, [("base_min".to_owned(), "Minimum (£)".to_owned())]);
        assert_eq!(options.told.style, AmountStyle::DecimalComma);
        for bad in ["base_mni=x", "base_min", "base_min=", "level=Gender", "name=Race_White"] {
            assert!(ReadOptions::from_typed(false, &[bad.to_owned()], &[]).is_err(), "{bad}");
        }
    }
}
