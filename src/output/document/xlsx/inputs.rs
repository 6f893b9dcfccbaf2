//! The inputs: what may be changed, in blue.

use rust_xlsxwriter::Worksheet;

use super::{Column, Said, Style, Written, at, opened, say_plainly};
use crate::advice::Setup;
use crate::domain::Part;
use crate::num::Money;
use crate::report::Findings;

// Rows of the inputs, counted from 1 as formulas do.
pub(super) const ROW_BASE: u32 = 4;
pub(super) const ROW_BONUS: u32 = 5;
pub(super) const ROW_EQUITY: u32 = 6;
pub(super) const ROW_SIGN_ON: u32 = 7;
pub(super) const ROW_WORTH: u32 = 10;
pub(super) const ROW_UNIT: u32 = 14;
pub(super) const ROW_HORIZON: u32 = 15;
pub(super) const ROW_FIXED: u32 = 16;
pub(super) const ROW_MIN: u32 = 17;
pub(super) const ROW_MID: u32 = 18;
pub(super) const ROW_MAX: u32 = 19;

/// Writes the packages, what a part of them is worth, and the band.
pub(super) fn page(
    page: &mut Worksheet,
    findings: &Findings<'_>,
    columns: &[Column<'_>],
    style: &Style,
    said: Said<'_>,
) -> Written {
    opened(page, ("Inputs", said.name("inputs")), columns, style)?;
    say_plainly(page, 1, 0, said.name("change"))?;
    for (row, name) in [
        (ROW_BASE, "base"),
        (ROW_BONUS, "bonus"),
        (ROW_EQUITY, "equity"),
        (ROW_SIGN_ON, "sign_on"),
        (ROW_WORTH, "worth-base"),
        (ROW_WORTH + 1, "worth-bonus"),
        (ROW_WORTH + 2, "worth-equity"),
        (ROW_WORTH + 3, "worth-sign_on"),
        (ROW_UNIT, "unit"),
        (ROW_HORIZON, "horizon"),
        (ROW_FIXED, "fixed"),
    ] {
        say_plainly(page, row - 1, 0, said.name(name))?;
    }
    for (i, column) in columns.iter().enumerate() {
        let package = &column.package;
        let quantity = package.equity.map(|grant| Money::new(grant.quantity(), package.currency()));
        for (row, amount) in [
            (ROW_BASE, Some(package.base)),
            (ROW_BONUS, Some(package.bonus)),
            (ROW_EQUITY, quantity),
            (ROW_SIGN_ON, Some(package.sign_on)),
        ] {
            if let Some(amount) = amount {
                page.write_number_with_format(row - 1, at(i), amount.to_f64(), &style.input)?;
            }
        }
    }
    weights(page, findings, style, said)
}

fn weights(page: &mut Worksheet, findings: &Findings<'_>, style: &Style, said: Said<'_>) -> Written {
    let setup = Setup::of(findings.case);
    for (row, part) in (ROW_WORTH..).zip(Part::ALL) {
        page.write_number_with_format(row - 1, 1, setup.valuation.worth[part.index()], &style.input)?;
    }
    page.write_number_with_format(ROW_UNIT - 1, 1, unit_a_year(findings, &setup), &style.input)?;
    let horizon = findings.case.preferences.horizon_years.max(1);
    page.write_number_with_format(ROW_HORIZON - 1, 1, f64::from(horizon), &style.input)?;
    page.write_number_with_format(ROW_FIXED - 1, 1, setup.valuation.fixed, &style.input)?;
    let Some(band) = &findings.case.band else { return Ok(()) };
    for (row, name, amount) in [
        (ROW_MIN, "minimum", band.base.min()),
        (ROW_MID, "midpoint", band.base.mid()),
        (ROW_MAX, "maximum", band.base.max()),
    ] {
        say_plainly(page, row - 1, 0, said.name(name))?;
        page.write_number_with_format(row - 1, 1, amount.to_f64(), &style.input)?;
    }
    Ok(())
}

/// Money a year for one percent, one unit of money or one share of a grant.
fn unit_a_year(findings: &Findings<'_>, setup: &Setup<'_>) -> f64 {
    let packages = [&findings.advice.anchor.package, &findings.advice.offer.package];
    let with = packages.into_iter().find(|p| p.equity.is_some_and(|grant| !grant.quantity().is_zero()));
    let Some(package) = with else { return 0.0 };
    let quantity = package
        .equity
        .map_or(Money::zero(package.currency()), |grant| Money::new(grant.quantity(), package.currency()));
    setup.valuation.face(package, &findings.case.equity_terms)[Part::Equity.index()] / quantity.to_f64()
}
