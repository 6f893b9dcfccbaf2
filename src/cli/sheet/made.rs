//! The results behind one sheet, and the files made of them.

use std::path::Path;

use super::{SheetArgs, To};
use crate::advice::{
    Advice, EqualPackage, ResponseTree, Sensitivity, Setup, Unknown, Verdict, branches, equal_packages,
    sensitivity, sharpen,
};
use crate::app::{advise, market_place};
use crate::cli::config::Common;
use crate::cli::promotion::for_sheet;
use crate::domain::Case;
use crate::error::Result;
use crate::input::templates::Templates;
use crate::output::chart::{Backdrop, Picture, WIDTH, png};
use crate::output::document::{html, markdown, xlsx};
use crate::output::files::Artifact;
use crate::output::{json, result};
use crate::report::promotion::Told;
use crate::report::{Document, Findings, Whose, Words};
use crate::scenario::{ScenarioTable, table};
use crate::simulate::Settings;

/// Width of the charts as PNG: twice what they are drawn at, for sharp screens.
const PNG_WIDTH: u32 = 1200;

/// Trials for what is only ranked: which assumption and which unknown fact matters most.
const ROUGH_TRIALS: u64 = 20_000;

/// The results behind one sheet.
pub(super) struct Made<'a> {
    case: &'a Case,
    advice: Advice,
    branches: Option<ResponseTree>,
    equal: Vec<EqualPackage>,
    unknowns: Vec<Unknown>,
    sensitivity: Sensitivity,
    years: ScenarioTable,
    promotion: Option<Told>,
    command: String,
}

impl<'a> Made<'a> {
    /// Works out everything that the sheet of a case says.
    ///
    /// # Errors
    /// What the promotion's words or the years report.
    pub(super) fn new(case: &'a Case, common: &Common, command: &str) -> Result<Self> {
        let place = market_place(case);
        let settings = common.settings();
        let advice = advise(case, settings);
        let setup = Setup::of(case);
        // What only sets an order needs no more trials than that.
        let rough = Settings { trials: settings.trials.min(ROUGH_TRIALS), ..settings };
        let asks = advice.verdict == Verdict::Ask;
        Ok(Made {
            case,
            branches: branches(&setup, &advice, settings, &place),
            equal: if asks { equal_packages(&setup, &advice.anchor.package, settings) } else { Vec::new() },
            unknowns: sharpen(case, rough),
            sensitivity: sensitivity(case, rough),
            years: table(case, &advice.lineup(case), settings)?,
            promotion: for_sheet(case, &advice)?,
            command: command.to_owned(),
            advice,
        })
    }

    /// What the sheet is composed of.
    pub(super) fn findings<'b>(&'b self, whose: Whose<'b>, words: &Words) -> Findings<'b> {
        Findings {
            whose,
            branches: self.branches.as_ref(),
            equal: &self.equal,
            unknowns: &self.unknowns,
            sensitivity: Some(&self.sensitivity),
            years: Some(&self.years),
            // Its words are English; a sheet in another language goes without.
            promotion: self.promotion.as_ref().filter(|_| words.language() == "en"),
            ..Findings::new(self.case, &self.advice, &self.command)
        }
    }

    /// What the sheet says to do.
    pub(super) fn verdict(&self) -> Verdict {
        self.advice.verdict
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
