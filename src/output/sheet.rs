//! The files of a sheet: its formats, the results behind it, its charts.

use std::path::Path;

use rayon::prelude::*;
use serde_json::Value;

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
    let written = || -> Result<Vec<Artifact>> {
        let mut files = pages(folder, formats, templates, document)?;
        if formats.contains(&SheetFormat::Workbook) {
            files.push(Artifact::new(folder.join("sheet.xlsx"), xlsx::sheet(document, findings)?));
        }
        let results = json::text(&result::with_sheet(findings, document));
        files.push(Artifact::new(folder.join("result.json"), results));
        Ok(files)
    };
    let charts = || document.charts.par_iter().map(|(name, figure)| drawn(name, figure, folder));
    let (written, charts) = rayon::join(written, || charts().collect::<Result<Vec<_>>>());
    let mut files = written?;
    files.extend(charts?.into_iter().flatten());
    Ok(files)
}

/// A chart as a picture of pixels and of lines.
fn drawn(name: &str, figure: &Figure, folder: &Path) -> Result<[Artifact; 2]> {
    let svg = Picture::new(figure, WIDTH)?.svg(Backdrop::Paper)?;
    let pixels = Artifact::new(folder.join(format!("{name}.png")), png(&svg, PNG_WIDTH)?);
    Ok([pixels, Artifact::new(folder.join(format!("{name}.svg")), svg)])
}

/// Every file of a stage in which nothing is asked: its page and its results. There is nothing to
/// calculate with, so that no workbook is among them.
///
/// # Errors
/// A problem in the page's template.
pub fn at_stage(
    folder: &Path,
    formats: &[SheetFormat],
    templates: &Templates,
    document: &Document,
    result: &Value,
) -> Result<Vec<Artifact>> {
    let mut files = pages(folder, formats, templates, document)?;
    files.push(Artifact::new(folder.join("result.json"), json::text(result)));
    Ok(files)
}

/// The formats that hold the document alone.
fn pages(
    folder: &Path,
    formats: &[SheetFormat],
    templates: &Templates,
    document: &Document,
) -> Result<Vec<Artifact>> {
    let place = |name: &str| folder.join(name);
    let mut files = Vec::new();
    for format in formats {
        files.extend(match format {
            SheetFormat::Markdown => Some(Artifact::new(place("sheet.md"), markdown::sheet(document))),
            SheetFormat::Html => Some(Artifact::new(place("sheet.html"), page(document, templates)?)),
            SheetFormat::Card => Some(Artifact::new(place("card.html"), page(&document.card(), templates)?)),
            SheetFormat::Workbook => None,
        });
    }
    Ok(files)
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
