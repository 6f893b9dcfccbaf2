//! The years of each package, each part following its input.

use rust_xlsxwriter::Worksheet;

use super::inputs::{ROW_BASE, ROW_BONUS, ROW_EQUITY, ROW_SIGN_ON};
use super::{Column, NAMES, Said, Style, Written, at, letter, live, on_one_page, say, say_plainly};
use crate::domain::Package;
use crate::num::Money;
use crate::scenario::{PackageYears, YearLine};

/// The parts of a year, with the row of the inputs that each follows.
type Part = (&'static str, Option<u32>, fn(&YearLine) -> Money, fn(&Package) -> Money);

fn equity_of(package: &Package) -> Money {
    let quantity = package.equity.map(|grant| grant.quantity()).unwrap_or_default();
    Money::new(quantity, package.currency())
}

fn nothing(package: &Package) -> Money {
    Money::zero(package.currency())
}

const YEAR_PARTS: [Part; 5] = [
    ("base", Some(ROW_BASE), |line| line.base, |package| package.base),
    ("paid-bonus", Some(ROW_BONUS), |line| line.bonus, |package| package.bonus),
    ("vesting", Some(ROW_EQUITY), |line| line.equity, equity_of),
    ("sign_on", Some(ROW_SIGN_ON), |line| line.sign_on, |package| package.sign_on),
    ("benefits", None, |line| line.benefits, nothing),
];

/// Rows of one package on the pages `Years` and `Factors`: its name, its parts, the total, one empty.
const BLOCK: u32 = 8;

/// Writes the parts of each year, their sum, and the average over the years.
pub(super) fn page(page: &mut Worksheet, columns: &[Column<'_>], style: &Style, said: Said<'_>) -> Written {
    page.set_name("Years")?;
    say(page, 0, 0, said.name("years"), &style.title)?;
    page.set_column_width(0, NAMES)?;
    page.set_column_range_width(1, 12, 14)?;
    on_one_page(page);
    for (block, (i, column, package)) in with_years(columns).enumerate() {
        let top = 2 + u32::try_from(block).unwrap_or(0) * BLOCK;
        heads(page, top, column, package, style, said)?;
        for (y, line) in package.years.iter().enumerate() {
            for (row, part) in (top + 1..).zip(&YEAR_PARTS) {
                let now = (part.2)(line).to_f64();
                let input = (part.3)(&column.package).to_f64();
                let formula = match part.1.filter(|_| input != 0.0) {
                    Some(from) => {
                        format!("=ROUND(Inputs!{}{from}*Factors!{}{},2)", letter(i), letter(y), row + 1)
                    }
                    None => format!("=Factors!{}{}", letter(y), row + 1),
                };
                live(page, row, y, &formula, now, &style.money)?;
            }
            let c = letter(y);
            let total = format!("=SUM({c}{}:{c}{})", top + 2, top + 6);
            live(page, top + 6, y, &total, line.mean.to_f64(), &style.money)?;
        }
        let count = package.years.len();
        let average = format!("=ROUND(AVERAGE(B{0}:{1}{0}),2)", top + 7, letter(count.max(1) - 1));
        live(page, top + 6, count, &average, package.average.to_f64(), &style.money)?;
    }
    Ok(())
}

/// What the years are worked out with: each part over its input, or the amount
/// itself where there is no input.
pub(super) fn factors(
    page: &mut Worksheet,
    columns: &[Column<'_>],
    style: &Style,
    said: Said<'_>,
) -> Written {
    // Nobody reads it; what is hidden does not print.
    page.set_name("Factors")?.set_hidden(true);
    say(page, 0, 0, said.name("factors"), &style.title)?;
    page.set_column_width(0, NAMES)?;
    for (block, (_, column, package)) in with_years(columns).enumerate() {
        let top = 2 + u32::try_from(block).unwrap_or(0) * BLOCK;
        heads(page, top, column, package, style, said)?;
        for (y, line) in package.years.iter().enumerate() {
            for (row, part) in (top + 1..).zip(&YEAR_PARTS) {
                let (now, input) = ((part.2)(line).to_f64(), (part.3)(&column.package).to_f64());
                let factor = if part.1.is_some() && input != 0.0 { now / input } else { now };
                page.write_number_with_format(row, at(y), factor, &style.plain)?;
            }
        }
    }
    Ok(())
}

fn with_years<'a, 'b>(
    columns: &'a [Column<'b>],
) -> impl Iterator<Item = (usize, &'a Column<'b>, &'b PackageYears)> {
    columns.iter().enumerate().filter_map(|(i, column)| Some((i, column, column.years?)))
}

fn heads(
    page: &mut Worksheet,
    top: u32,
    column: &Column<'_>,
    package: &PackageYears,
    style: &Style,
    said: Said<'_>,
) -> Written {
    say(page, top, 0, &column.name, &style.head)?;
    for (y, line) in package.years.iter().enumerate() {
        say(page, top, at(y), format!("{} {}", said.name("year"), line.year), &style.head_right)?;
    }
    say(page, top, at(package.years.len()), said.name("average"), &style.head_right)?;
    for (row, part) in (top + 1..).zip(&YEAR_PARTS) {
        say_plainly(page, row, 0, said.name(part.0))?;
    }
    say(page, top + 6, 0, said.name("total"), &style.head)?;
    Ok(())
}
