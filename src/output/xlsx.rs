//! The sheet as a workbook: the words, the inputs, and what follows from the
//! inputs as live formulas, so that changing a cell shows what it would do.
//!
//! Text is always written as text: a claim that begins with `=` is no formula.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Formula, Workbook, Worksheet, XlsxError};

use super::files::GENERATOR;
use crate::anchor::{Ground, PackageView};
use crate::domain::{Package, PayRange};
use crate::error::{Error, Result};
use crate::negotiation::{BASE, BONUS, EQUITY, SIGN_ON};
use crate::num::Money;
use crate::report::document::{Block, Document, Table};
use crate::report::{Findings, Text, clean};
use crate::scenario::{PackageYears, YearLine};

/// The workbook of a sheet.
///
/// # Errors
/// [`Error::Internal`] when the workbook cannot be put together.
pub fn sheet(document: &Document, findings: &Findings<'_>) -> Result<Vec<u8>> {
    build(document, findings).map_err(|error| Error::Internal(format!("the workbook: {error}")))
}

fn build(document: &Document, findings: &Findings<'_>) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(document, findings)?);
    let style = Style::new();
    let columns = columns(findings);
    words(workbook.add_worksheet(), document, &style)?;
    inputs(workbook.add_worksheet(), findings, &columns, &style)?;
    position(workbook.add_worksheet(), findings, &columns, &style)?;
    if findings.years.is_some() {
        years(workbook.add_worksheet(), &columns, &style)?;
        factors(workbook.add_worksheet(), &columns, &style)?;
    }
    workbook.save_to_buffer()
}

/// The same bytes whenever it is made: the date is that of the case.
fn properties(document: &Document, findings: &Findings<'_>) -> std::result::Result<DocProperties, XlsxError> {
    let date = findings.case.as_of.map_or((2000, 1, 1), |day| (day.year(), day.month(), day.day()));
    let (year, month, day) = (date.0.unsigned_abs(), date.1.unsigned_abs(), date.2.unsigned_abs());
    let made = ExcelDateTime::from_ymd(year, month, day)?;
    Ok(DocProperties::new()
        .set_title(document.title.shown())
        .set_comment(GENERATOR)
        .set_creation_datetime(&made))
}

struct Style {
    title: Format,
    head: Format,
    money: Format,
    share: Format,
    input: Format,
    wrap: Format,
    plain: Format,
}

impl Style {
    fn new() -> Self {
        let plain = Format::new().set_font_name("Calibri");
        Style {
            title: plain.clone().set_bold().set_font_size(14.0),
            head: plain.clone().set_bold(),
            money: plain.clone().set_num_format("#,##0.00"),
            share: plain.clone().set_num_format("0.0%"),
            // What may be changed is blue, as in financial models.
            input: plain.clone().set_font_color(0x0000_72B2).set_num_format("#,##0.######"),
            wrap: plain.clone().set_text_wrap(),
            plain,
        }
    }
}

/// A package with everything the workbook knows of it.
struct Column<'a> {
    name: String,
    package: Package,
    view: Option<&'a PackageView>,
    years: Option<&'a PackageYears>,
}

fn columns<'a>(findings: &Findings<'a>) -> Vec<Column<'a>> {
    let advice = findings.advice;
    let of_years = |name: &str| findings.years?.packages.iter().find(|package| package.name == name);
    let column = |name: &str, view: &'a PackageView| Column {
        name: name.to_owned(),
        package: view.package,
        view: Some(view),
        years: of_years(name),
    };
    let mut list: Vec<Column<'a>> = advice.current.iter().map(|view| column("today", view)).collect();
    list.push(column("offer", &advice.offer));
    list.push(column("ask", &advice.anchor));
    list.push(column("expected", &advice.expected));
    list.extend(findings.case.alternatives.iter().map(|other| Column {
        name: clean(&other.name),
        package: other.package,
        view: None,
        years: of_years(&other.name),
    }));
    list
}

/// Column letter of a package: A holds the names of the rows.
fn letter(index: usize) -> String {
    let mut name = String::new();
    let mut left = index + 1;
    loop {
        name.insert(0, char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        if left < 26 {
            return name;
        }
        left = left / 26 - 1;
    }
}

fn at(index: usize) -> u16 {
    u16::try_from(index + 1).unwrap_or(u16::MAX)
}

type Written = std::result::Result<(), XlsxError>;

/// A heading in the first row and the packages' names in the third.
fn opened(page: &mut Worksheet, name: &str, columns: &[Column<'_>], style: &Style) -> Written {
    page.set_name(name)?;
    page.write_string_with_format(0, 0, name, &style.title)?;
    page.set_column_width(0, 34)?;
    for (i, column) in columns.iter().enumerate() {
        page.write_string_with_format(2, at(i), &column.name, &style.head)?;
        page.set_column_width(at(i), 16)?;
    }
    page.set_freeze_panes(3, 1)?;
    Ok(())
}

// Rows of the inputs, counted from 1 as formulas do.
const ROW_BASE: u32 = 4;
const ROW_BONUS: u32 = 5;
const ROW_EQUITY: u32 = 6;
const ROW_SIGN_ON: u32 = 7;
const ROW_WORTH: u32 = 10;
const ROW_UNIT: u32 = 14;
const ROW_HORIZON: u32 = 15;
const ROW_MIN: u32 = 17;
const ROW_MID: u32 = 18;
const ROW_MAX: u32 = 19;

fn inputs(page: &mut Worksheet, findings: &Findings<'_>, columns: &[Column<'_>], style: &Style) -> Written {
    opened(page, "Inputs", columns, style)?;
    page.write_string(1, 0, "Change what is blue; the other pages follow.")?;
    for (row, name) in [
        (ROW_BASE, "Base"),
        (ROW_BONUS, "Bonus at target"),
        (ROW_EQUITY, "Equity grant (percent, money or units)"),
        (ROW_SIGN_ON, "Paid on signing"),
        (ROW_WORTH, "Worth of 1 of base"),
        (ROW_WORTH + 1, "Worth of 1 of bonus (its usual payout)"),
        (ROW_WORTH + 2, "Worth of 1 of equity (after its haircut)"),
        (ROW_WORTH + 3, "Worth of 1 paid on signing"),
        (ROW_UNIT, "Equity a year for 1 of the grant"),
        (ROW_HORIZON, "Years compared"),
    ] {
        page.write_string(row - 1, 0, name)?;
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
    weights(page, findings, style)
}

fn weights(page: &mut Worksheet, findings: &Findings<'_>, style: &Style) -> Written {
    let ground = Ground::of(findings.case);
    for (row, part) in (ROW_WORTH..).zip([BASE, BONUS, EQUITY, SIGN_ON]) {
        page.write_number_with_format(row - 1, 1, ground.valuation.worth[part], &style.input)?;
    }
    page.write_number_with_format(ROW_UNIT - 1, 1, unit_a_year(findings, &ground), &style.input)?;
    let horizon = findings.case.preferences.horizon_years.max(1);
    page.write_number_with_format(ROW_HORIZON - 1, 1, f64::from(horizon), &style.input)?;
    let Some(band) = &findings.case.band else { return Ok(()) };
    for (row, name, amount) in [
        (ROW_MIN, "Band: minimum", band.base.min()),
        (ROW_MID, "Band: midpoint", band.base.mid()),
        (ROW_MAX, "Band: maximum", band.base.max()),
    ] {
        page.write_string(row - 1, 0, name)?;
        page.write_number_with_format(row - 1, 1, amount.to_f64(), &style.input)?;
    }
    Ok(())
}

/// Money a year for one percent, one unit of money or one share of a grant.
fn unit_a_year(findings: &Findings<'_>, ground: &Ground<'_>) -> f64 {
    let packages = [&findings.advice.anchor.package, &findings.advice.offer.package];
    let with = packages.into_iter().find(|p| p.equity.is_some_and(|grant| !grant.quantity().is_zero()));
    let Some(package) = with else { return 0.0 };
    let quantity = package
        .equity
        .map_or(Money::zero(package.currency()), |grant| Money::new(grant.quantity(), package.currency()));
    ground.valuation.face(package, &findings.case.equity_terms)[EQUITY] / quantity.to_f64()
}

fn position(page: &mut Worksheet, findings: &Findings<'_>, columns: &[Column<'_>], style: &Style) -> Written {
    let known: Vec<(usize, &Column<'_>, &PackageView)> =
        columns.iter().enumerate().filter_map(|(i, column)| Some((i, column, column.view?))).collect();
    opened(page, "Position", columns, style)?;
    let offer = known.iter().find(|(_, column, _)| column.name == "offer").map_or(0, |(i, _, _)| *i);
    let rows = ["Yearly value", "Over the offer", "Compa-ratio", "Range penetration"];
    for (row, name) in (3..).zip(rows) {
        page.write_string(row, 0, name)?;
    }
    for (i, _, view) in known {
        let c = letter(i);
        let value = format!(
            "=ROUND(Inputs!{c}{ROW_BASE}*Inputs!$B${}+Inputs!{c}{ROW_BONUS}*Inputs!$B${}\
             +Inputs!{c}{ROW_EQUITY}*Inputs!$B${ROW_UNIT}*Inputs!$B${}\
             +Inputs!{c}{ROW_SIGN_ON}/Inputs!$B${ROW_HORIZON}*Inputs!$B${},2)",
            ROW_WORTH,
            ROW_WORTH + 1,
            ROW_WORTH + 2,
            ROW_WORTH + 3
        );
        live(page, 3, i, &value, view.value.to_f64(), &style.money)?;
        let over = format!("={c}4/${}4-1", letter(offer));
        live(page, 4, i, &over, view.over_offer, &style.share)?;
        if let Some(band) = &findings.case.band {
            in_band(page, i, &c, view, &band.base, style)?;
        }
    }
    Ok(())
}

fn in_band(
    page: &mut Worksheet,
    index: usize,
    c: &str,
    view: &PackageView,
    band: &PayRange,
    style: &Style,
) -> Written {
    let base = view.package.base.to_f64();
    let ratio = format!("=Inputs!{c}{ROW_BASE}/Inputs!$B${ROW_MID}");
    live(page, 5, index, &ratio, base / band.mid().to_f64(), &style.share)?;
    let place =
        format!("=(Inputs!{c}{ROW_BASE}-Inputs!$B${ROW_MIN})/(Inputs!$B${ROW_MAX}-Inputs!$B${ROW_MIN})");
    match view.range_penetration {
        Some(penetration) => live(page, 6, index, &place, penetration, &style.share),
        None => Ok(()),
    }
}

/// A formula with the result that it has now, for programs that do not compute.
fn live(page: &mut Worksheet, row: u32, index: usize, formula: &str, now: f64, format: &Format) -> Written {
    let formula = Formula::new(formula).set_result(now.to_string());
    page.write_formula_with_format(row, at(index), formula, format)?;
    Ok(())
}

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
    ("Base", Some(ROW_BASE), |line| line.base, |package| package.base),
    ("Bonus, as it usually pays out", Some(ROW_BONUS), |line| line.bonus, |package| package.bonus),
    ("Equity that vests", Some(ROW_EQUITY), |line| line.equity, equity_of),
    ("Paid on signing", Some(ROW_SIGN_ON), |line| line.sign_on, |package| package.sign_on),
    ("Benefits", None, |line| line.benefits, nothing),
];

/// Rows of one package on the pages `Years` and `Factors`: its name, its parts, the total, one empty.
const BLOCK: u32 = 8;

fn years(page: &mut Worksheet, columns: &[Column<'_>], style: &Style) -> Written {
    page.set_name("Years")?;
    page.write_string_with_format(0, 0, "Years, before tax", &style.title)?;
    page.set_column_width(0, 34)?;
    page.set_column_range_width(1, 12, 14)?;
    for (block, (i, column, package)) in with_years(columns).enumerate() {
        let top = 2 + u32::try_from(block).unwrap_or(0) * BLOCK;
        heads(page, top, &column.name, package, style)?;
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
fn factors(page: &mut Worksheet, columns: &[Column<'_>], style: &Style) -> Written {
    page.set_name("Factors")?;
    page.write_string_with_format(0, 0, "Factors: each part of a year over its input", &style.title)?;
    page.set_column_width(0, 34)?;
    for (block, (_, column, package)) in with_years(columns).enumerate() {
        let top = 2 + u32::try_from(block).unwrap_or(0) * BLOCK;
        heads(page, top, &column.name, package, style)?;
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

fn heads(page: &mut Worksheet, top: u32, name: &str, package: &PackageYears, style: &Style) -> Written {
    page.write_string_with_format(top, 0, name, &style.head)?;
    for (y, line) in package.years.iter().enumerate() {
        page.write_string_with_format(top, at(y), format!("Year {}", line.year), &style.head)?;
    }
    page.write_string_with_format(top, at(package.years.len()), "Average", &style.head)?;
    for (row, part) in (top + 1..).zip(&YEAR_PARTS) {
        page.write_string(row, 0, part.0)?;
    }
    page.write_string_with_format(top + 6, 0, "Total", &style.head)?;
    Ok(())
}

/// The document in reading order, one text a row.
fn words(page: &mut Worksheet, document: &Document, style: &Style) -> Written {
    page.set_name("Sheet")?;
    page.set_column_width(0, 44)?;
    page.set_column_width(1, 90)?;
    page.write_string_with_format(0, 0, document.title.shown(), &style.title)?;
    let mut row = 2;
    for section in &document.sections {
        page.write_string_with_format(row, 0, section.title.shown(), &style.title)?;
        row += 1;
        for block in &section.blocks {
            block_rows(page, block, &mut row, style)?;
        }
        row += 1;
    }
    Ok(())
}

fn block_rows(page: &mut Worksheet, block: &Block, row: &mut u32, style: &Style) -> Written {
    match block {
        Block::Heading { text } => pair(page, row, text, None, &style.head)?,
        Block::Paragraph { text, .. } => pair(page, row, text, None, &style.plain)?,
        Block::List { items } | Block::Standing { items } | Block::Notices { items } => {
            items.iter().try_for_each(|item| pair(page, row, item, None, &style.plain))?;
        }
        Block::Speeches { list } => {
            for speech in list {
                let said: Vec<String> =
                    speech.words.iter().chain(&speech.direction).map(Text::shown).collect();
                let said = Text::plain(said.join("\n"));
                pair(page, row, &speech.cue, Some(&said), &style.wrap)?;
            }
        }
        Block::Steps { list } => {
            list.iter()
                .try_for_each(|stage| pair(page, row, &stage.name, Some(&stage.main), &style.plain))?;
        }
        Block::Facts { list } => {
            list.iter().try_for_each(|(name, value)| pair(page, row, name, Some(value), &style.plain))?;
        }
        Block::Letter { subject, paragraphs } => {
            let text: Vec<String> = paragraphs.iter().map(Text::shown).collect();
            pair(page, row, subject, Some(&Text::plain(text.join("\n"))), &style.wrap)?;
        }
        Block::Table(table) => table_rows(page, table, row, style)?,
        Block::Beside { text, .. } => {
            text.iter().try_for_each(|inner| block_rows(page, inner, row, style))?;
        }
        Block::Picture { .. } => {}
    }
    Ok(())
}

fn pair(page: &mut Worksheet, row: &mut u32, name: &Text, value: Option<&Text>, format: &Format) -> Written {
    page.write_string_with_format(*row, 0, name.shown(), format)?;
    if let Some(value) = value {
        page.write_string_with_format(*row, 1, value.shown(), format)?;
    }
    *row += 1;
    Ok(())
}

fn table_rows(page: &mut Worksheet, table: &Table, row: &mut u32, style: &Style) -> Written {
    pair(page, row, &table.caption, None, &style.head)?;
    let lines = std::iter::once(&table.head).chain(table.rows.iter().map(|line| &line.cells));
    for cells in lines {
        for (column, cell) in (0..).zip(cells) {
            page.write_string(*row, column, cell.shown())?;
        }
        *row += 1;
    }
    *row += 1;
    Ok(())
}
