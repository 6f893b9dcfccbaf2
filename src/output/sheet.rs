//! The files of a sheet: its formats, the results behind it, its charts.

use std::path::Path;

use rayon::prelude::*;

use super::chart::{Backdrop, Picture, WIDTH, png};
use super::document::{html, markdown, xlsx};
use super::files::Artifact;
use super::{json, result};
use crate::error::Result;
use crate::input::templates::Templates;
use crate::report::chart::Figure;
use crate::report::{Document, Findings};

/// Width of the charts as PNG: twice what they are drawn at, for sharp screens.
const PNG_WIDTH: u32 = 1200;

/// A format of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetFormat {
    /// `sheet.md`.
    Markdown,
    /// `sheet.html`, one file.
    Html,
    /// `sheet.xlsx`, with live formulas.
    Workbook,
    /// `card.html`: the first page alone, one file.
    Card,
}

/// Every file of a sheet.
///
/// # Errors
/// A problem in the page's template, or a picture that cannot be drawn.
pub fn files(
    folder: &Path,
    formats: &[SheetFormat],
    templates: &Templates,
    document: &Document,
    findings: &Findings<'_>,
) -> Result<Vec<Artifact>> {
    // Pictures take longest: they are drawn beside the pages, and listed after them.
    let pages = || formats.par_iter().map(|format| printed(*format, folder, templates, document, findings));
    let results =
        || Artifact::new(folder.join("result.json"), json::text(&result::with_sheet(findings, document)));
    let charts = || document.charts.par_iter().map(|(name, figure)| drawn(name, figure, folder));
    let (charts, (pages, results)) = rayon::join(
        || charts().collect::<Result<Vec<_>>>(),
        || rayon::join(|| pages().collect::<Result<Vec<_>>>(), results),
    );
    let mut files = pages?;
    files.push(results);
    files.extend(charts?.into_iter().flatten());
    Ok(files)
}

fn printed(
    format: SheetFormat,
    folder: &Path,
    templates: &Templates,
    document: &Document,
    findings: &Findings<'_>,
) -> Result<Artifact> {
    Ok(match format {
        SheetFormat::Markdown => Artifact::new(folder.join("sheet.md"), markdown::sheet(document)),
        SheetFormat::Html => Artifact::new(folder.join("sheet.html"), page(document, templates)?),
        SheetFormat::Card => Artifact::new(folder.join("card.html"), page(&document.card(), templates)?),
        SheetFormat::Workbook => Artifact::new(folder.join("sheet.xlsx"), xlsx::sheet(document, findings)?),
    })
}

/// A chart as a picture of pixels and of lines.
fn drawn(name: &str, figure: &Figure, folder: &Path) -> Result<[Artifact; 2]> {
    let svg = Picture::new(figure, WIDTH)?.svg(Backdrop::Paper)?;
    let pixels = Artifact::new(folder.join(format!("{name}.png")), png(&svg, PNG_WIDTH)?);
    Ok([pixels, Artifact::new(folder.join(format!("{name}.svg")), svg)])
}

/// A document as the page of the templates.
///
/// # Errors
/// A problem in the page's template.
pub fn page(document: &Document, templates: &Templates) -> Result<String> {
    let page =
        html::Page { template: (&templates.page.name, &templates.page.text), style: &templates.style.text };
    html::sheet(document, &page)
}
