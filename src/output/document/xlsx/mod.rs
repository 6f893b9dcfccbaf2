//! The sheet as a workbook: the words, the inputs, and what follows from the
//! inputs as live formulas, so that changing a cell shows what it would do.
//!
//! Text is always written as text: a claim that begins with `=` is no formula.

mod inputs;
mod position;
mod reading_order;
mod years;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Formula, Workbook, Worksheet, XlsxError,
};

use crate::advice::PackageView;
use crate::domain::{NamedPackage, Package, PackageId};
use crate::error::{Error, Result};
use crate::marks::show_page;
use crate::output::files::GENERATOR;
use crate::report::Findings;
use crate::report::chart::label;
use crate::report::document::{Document, Labels};
use crate::scenario::PackageYears;

/// The number of A4 among the sizes of paper; what is fitted to it fits US letter too.
const A4: u8 = 9;

/// The workbook of a sheet. Printed, it is the first part of the sheet, the inputs, the
/// position and the years, each on one page.
///
/// # Errors
/// [`Error::Internal`] when the workbook cannot be put together.
pub fn sheet(document: &Document, findings: &Findings<'_>) -> Result<Vec<u8>> {
    build(document, findings).map_err(|error| Error::Internal(format!("the workbook: {error}")))
}

fn build(document: &Document, findings: &Findings<'_>) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties()?);
    let style = Style::new();
    let said = Said(&document.labels);
    let columns = columns(findings, said);
    reading_order::page(workbook.add_worksheet(), document, &style)?;
    inputs::page(workbook.add_worksheet(), findings, &columns, &style, said)?;
    position::page(workbook.add_worksheet(), findings, &columns, &style, said)?;
    if findings.years.is_some() {
        years::page(workbook.add_worksheet(), &columns, &style, said)?;
        years::factors(workbook.add_worksheet(), &columns, &style, said)?;
    }
    workbook.save_to_buffer()
}

/// Who made it and nothing else: programs show these without opening the file. The
/// same bytes whenever it is made, so that no clock is asked.
fn properties() -> std::result::Result<DocProperties, XlsxError> {
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new().set_comment(GENERATOR).set_creation_datetime(&made))
}

/// What rows and columns are called.
#[derive(Clone, Copy)]
struct Said<'a>(&'a Labels);

impl Said<'_> {
    fn name(&self, key: &str) -> &str {
        self.0.workbook.get(key).map_or("", String::as_str)
    }
}

struct Style {
    title: Format,
    head: Format,
    /// Over figures.
    head_right: Format,
    money: Format,
    share: Format,
    input: Format,
    plain: Format,
}

impl Style {
    fn new() -> Self {
        let plain = Format::new().set_font_name("Calibri");
        Style {
            title: plain.clone().set_bold().set_font_size(14.0),
            head: plain.clone().set_bold(),
            head_right: plain.clone().set_bold().set_align(FormatAlign::Right),
            money: plain.clone().set_num_format("#,##0.00"),
            share: plain.clone().set_num_format("0.0%"),
            // What may be changed is blue, as in financial models.
            input: plain.clone().set_font_color(0x0000_72B2).set_num_format("#,##0.######"),
            plain,
        }
    }
}

/// A package with everything the workbook knows of it.
struct Column<'a> {
    id: PackageId,
    name: String,
    package: Package,
    view: Option<&'a PackageView>,
    years: Option<&'a PackageYears>,
}

fn columns<'a>(findings: &Findings<'a>, said: Said<'_>) -> Vec<Column<'a>> {
    let advice = findings.advice;
    let view = |id| match id {
        PackageId::Current => advice.current.as_ref(),
        PackageId::Offer => Some(&advice.offer),
        PackageId::Ask => Some(&advice.anchor),
        PackageId::Expected => Some(&advice.expected),
        _ => None,
    };
    let years = |id| findings.years?.packages.iter().find(|package| package.id == id);
    let column = |one: NamedPackage| Column {
        id: one.id,
        name: match said.name(&format!("name.{}", one.id)) {
            "" => label(one.id, &one.name),
            known => known.to_owned(),
        },
        package: one.package,
        view: view(one.id),
        years: years(one.id),
    };
    advice.lineup(findings.case).into_iter().map(column).collect()
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

/// Writes a text, as text: the one door of texts to a workbook, and nothing
/// that comes through it is a formula or acts on its reader. The other doors
/// of the library are closed in `clippy.toml`.
#[allow(clippy::disallowed_methods)]
fn say(page: &mut Worksheet, row: u32, column: u16, text: impl AsRef<str>, format: &Format) -> Written {
    page.write_string_with_format(row, column, show_page(text.as_ref()), format).map(|_| ())
}

/// The same in the workbook's own format.
fn say_plainly(page: &mut Worksheet, row: u32, column: u16, text: impl AsRef<str>) -> Written {
    say(page, row, column, text, &Format::new())
}

/// How wide the column with the names of the rows is, in characters.
const NAMES: f64 = 50.0;

/// A heading in the first row and the packages' names in the third.
fn opened(
    page: &mut Worksheet,
    (name, title): (&str, &str),
    columns: &[Column<'_>],
    style: &Style,
) -> Written {
    page.set_name(name)?;
    say(page, 0, 0, title, &style.title)?;
    page.set_column_width(0, NAMES)?;
    for (i, column) in columns.iter().enumerate() {
        say(page, 2, at(i), &column.name, &style.head_right)?;
        page.set_column_width(at(i), 16)?;
    }
    page.set_freeze_panes(3, 1)?;
    on_one_page(page);
    Ok(())
}

/// Prints on one page, lying.
fn on_one_page(page: &mut Worksheet) {
    page.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 1);
}

/// A formula with the result that it has now, for programs that do not compute.
fn live(page: &mut Worksheet, row: u32, index: usize, formula: &str, now: f64, format: &Format) -> Written {
    let formula = Formula::new(formula).set_result(now.to_string());
    page.write_formula_with_format(row, at(index), formula, format)?;
    Ok(())
}
