//! What a sheet is composed of, and the files made of it.

use std::path::Path;

use super::{SheetArgs, To};
use crate::app::SheetResults;
use crate::domain::Case;
use crate::error::Result;
use crate::input::templates::Templates;
use crate::output::chart::{Backdrop, Picture, WIDTH, png};
use crate::output::document::{html, markdown, xlsx};
use crate::output::files::Artifact;
use crate::output::{json, result};
use crate::report::promotion::Told;
use crate::report::{Document, Findings, Whose};

/// Width of the charts as PNG: twice what they are drawn at, for sharp screens.
const PNG_WIDTH: u32 = 1200;

/// What a sheet is composed of.
pub(super) fn findings<'a>(
    case: &'a Case,
    results: &'a SheetResults,
    promotion: Option<&'a Told>,
    command: &'a str,
    whose: Whose<'a>,
) -> Findings<'a> {
    Findings {
        whose,
        branches: results.branches.as_ref(),
        equal: &results.equal,
        unknowns: &results.unknowns,
        sensitivity: Some(&results.sensitivity),
        years: Some(&results.years),
        promotion,
        ..Findings::new(case, &results.advice, command)
    }
}

/// Every file of a sheet.
///
/// # Errors
/// A problem in the page's template, or a picture that cannot be drawn.
pub(super) fn files(
    args: &SheetArgs,
    folder: &Path,
    templates: &Templates,
    document: &Document,
    findings: &Findings<'_>,
) -> Result<Vec<Artifact>> {
    let place = |name: &str| folder.join(name);
    let mut files = Vec::new();
    for to in &args.to {
        files.push(match to {
            To::Md => Artifact::new(place("sheet.md"), markdown::sheet(document)),
            To::Html => Artifact::new(place("sheet.html"), page(document, templates)?),
            To::Xlsx => Artifact::new(place("sheet.xlsx"), xlsx::sheet(document, findings)?),
        });
    }
    files.push(Artifact::new(place("result.json"), json::text(&result::with_sheet(findings, document))));
    for (name, figure) in &document.charts {
        let svg = Picture::new(figure, WIDTH)?.svg(Backdrop::Paper)?;
        files.push(Artifact::new(place(&format!("{name}.png")), png(&svg, PNG_WIDTH)?));
        files.push(Artifact::new(place(&format!("{name}.svg")), svg));
    }
    Ok(files)
}

/// A document as the page of the templates.
pub(super) fn page(document: &Document, templates: &Templates) -> Result<String> {
    let page =
        html::Page { template: (&templates.page.name, &templates.page.text), style: &templates.style.text };
    html::sheet(document, &page)
}
