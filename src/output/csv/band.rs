//! The rows of `band`: one a pay, one a person, one a band.

use serde::Serialize;

use super::{Cell, table};
use crate::app::bands::{BandList, PayPosition};
use crate::app::payroll::Payroll;
use crate::error::Result;
use crate::market::{Circle, NoBand, Standing};
use crate::output::json::{Amount, band_cents, band_fraction, band_to_minimum};

/// One pay in band and market.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PayRow {
    /// Whose: `current`, `offer`, `ask`.
    what: String,
    /// The base salary a year.
    base: Amount,
    /// Base ÷ midpoint.
    compa_ratio: Option<f64>,
    /// (base − min) ÷ (max − min).
    range_penetration: Option<f64>,
    /// Base ÷ the market's pay at the target percentile.
    market_ratio: Option<f64>,
    /// Percent of people who earn less, where that is one figure.
    market_percentile: Option<f64>,
    /// Of the money, ISO 4217.
    currency: &'static str,
}

/// One row a pay.
///
/// # Errors
/// When a row cannot be written, which memory never refuses.
pub fn pays(position: &PayPosition) -> Result<String> {
    table(position.rows.iter().map(|(id, stand)| PayRow {
        what: id.to_string(),
        base: stand.base.into(),
        compa_ratio: stand.compa_ratio.and_then(band_fraction),
        range_penetration: stand.range_penetration.and_then(band_fraction),
        market_ratio: stand.market_ratio.and_then(band_fraction),
        market_percentile: stand.standing.and_then(Standing::percentile),
        currency: position.currency.code(),
    }))
}

/// One person of a payroll.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PersonRow {
    /// The file's own number.
    id: Cell,
    /// The name, where the file has it.
    name: Cell,
    /// The level.
    level: Cell,
    /// Of the money, ISO 4217.
    currency: &'static str,
    /// Base a year as paid.
    base: Amount,
    /// Base a year at full time.
    full_time_base: Amount,
    /// The band's minimum.
    band_min: Amount,
    /// The band's midpoint.
    band_mid: Amount,
    /// The band's maximum.
    band_max: Amount,
    /// Full-time base ÷ midpoint.
    compa_ratio: Option<f64>,
    /// (full-time base − min) ÷ (max − min).
    range_penetration: Option<f64>,
    /// Outside the band: `green` below its minimum, `red` above its maximum.
    circle: Option<Circle>,
    /// What is missing to the minimum, at the share of full time worked.
    to_minimum: Amount,
    /// Why the person is held against no band.
    no_band: Option<NoBand>,
    /// Of this company.
    company: Cell,
    /// Of this job family.
    family: Cell,
    /// The place.
    location: Cell,
    /// The share of full time worked; empty for all of it.
    fte: Option<String>,
}

/// One row a person.
///
/// # Errors
/// When a row cannot be written, which memory never refuses.
pub fn people(payroll: &Payroll) -> Result<String> {
    table(payroll.placed.iter().map(|placed| {
        let employee = &placed.employee;
        let found = placed.outcome.as_ref().ok();
        let range = found.map(|found| found.band.base);
        let end = |end: Option<crate::num::Money>| end.map(Amount::from).unwrap_or_default();
        PersonRow {
            id: (&employee.id).into(),
            name: employee.name.as_deref().unwrap_or_default().into(),
            level: (&employee.level).into(),
            currency: employee.base.currency().code(),
            base: band_cents(employee.base).into(),
            full_time_base: band_cents(employee.full_time_base()).into(),
            band_min: end(range.map(|range| range.min())),
            band_mid: end(range.map(|range| range.mid())),
            band_max: end(range.map(|range| range.max())),
            compa_ratio: found.and_then(|found| found.stand.compa_ratio).and_then(band_fraction),
            range_penetration: found.and_then(|found| found.stand.range_penetration).and_then(band_fraction),
            circle: found.and_then(|found| found.stand.circle),
            to_minimum: found.map(band_to_minimum).unwrap_or_default(),
            no_band: placed.outcome.as_ref().err().copied(),
            company: employee.company.as_deref().unwrap_or_default().into(),
            family: employee.family.as_deref().unwrap_or_default().into(),
            location: employee.location.as_deref().unwrap_or_default().into(),
            fte: employee.fte.map(|share| share.normalize().to_string()),
        }
    }))
}

/// One band of a file.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct BandRow {
    /// Of this company.
    company: Cell,
    /// Of this job family.
    family: Cell,
    /// The level.
    level: Cell,
    /// Of this place.
    location: Cell,
    /// Of the money, ISO 4217.
    currency: &'static str,
    /// Minimum a year.
    base_min: Amount,
    /// Midpoint a year.
    base_mid: Amount,
    /// Maximum a year.
    base_max: Amount,
    /// In force from this day.
    effective_date: Option<String>,
    /// How many rows state it.
    rows: u64,
}

/// One row a band.
///
/// # Errors
/// When a row cannot be written, which memory never refuses.
pub fn bands(list: &BandList) -> Result<String> {
    table(list.bands.iter().map(|(band, rows)| BandRow {
        company: band.company.as_deref().unwrap_or_default().into(),
        family: band.family.as_deref().unwrap_or_default().into(),
        level: (&band.level).into(),
        location: band.location.as_deref().unwrap_or_default().into(),
        currency: band.currency().code(),
        base_min: band.base.min().into(),
        base_mid: band.base.mid().into(),
        base_max: band.base.max().into(),
        effective_date: band.effective_date.map(|day| day.to_string()),
        rows: *rows as u64,
    }))
}
