//! `counteroffer sheet`: everything for the meeting, on pages to hold.

mod command;
mod folders;

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::config::{Common, Format};
use crate::advice::Verdict;
use crate::app::{self, load_case};
use crate::domain::Case;
use crate::error::{Error, Problems, Result};
use crate::input::templates::Templates;
use crate::output::document::markdown;
use crate::output::files::{Artifact, Replace, write_all};
use crate::output::sheet::{self, SheetFormat};
use crate::output::{csv, json, result};
use crate::report::coach::{self, Client};
use crate::report::promotion::Told;
use crate::report::{Document, Facts, Findings, VERSION, Whose, Words, compose};

/// A format of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum To {
    /// sheet.md
    Md,
    /// sheet.html
    Html,
    /// sheet.xlsx, with live formulas
    Xlsx,
}

/// Write the sheet for the meeting: what to say first, to each answer, and when to stop
///
/// Writes sheet.html (one file, to print or to read on a phone), sheet.md, result.json and
/// the charts. Several cases get a folder each, and index.html and index.md with a table
/// over all of them: who meets when, the ask, the chance, what is missing.
///
/// Example: counteroffer sheet data/alloy-pm2/case.toml -o out
/// Example: counteroffer sheet clients/*/case.toml -o out --coach "Ana Ruiz"
#[derive(Debug, Args)]
pub struct SheetArgs {
    /// The case file (TOML); `counteroffer init DIR` writes one to start from
    #[arg(required = true, value_name = "CASE")]
    cases: Vec<PathBuf>,
    /// The folder to write into
    #[arg(long, short, value_name = "DIR")]
    out: PathBuf,
    /// Which formats to write
    #[arg(long, value_enum, value_delimiter = ',', default_value = "md,html", value_name = "FORMAT")]
    to: Vec<To>,
    /// Your own name, for the head of every sheet, where you prepare it for somebody else
    #[arg(long, value_name = "NAME")]
    coach: Option<String>,
    /// Leave out names, companies and claims, and the promotion that tells of them
    #[arg(long)]
    redact: bool,
}

/// Runs the command.
///
/// # Errors
/// What the cases, the templates or the files report; nothing is written then.
pub fn run(args: &SheetArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    let templates = common.read_templates()?;
    let words = Words::of(&templates)?;
    let desks = desks(args, common, &words)?;
    let print = Print { args, common, templates: &templates, words: &words };
    // In the order of the cases, whichever is done first.
    let sheets: Vec<Result<Sheet>> = desks.par_iter().map(|desk| print.sheet(desk)).collect();
    let sheets = sheets.into_iter().collect::<Result<Vec<Sheet>>>()?;
    let mut artifacts = if desks.len() > 1 { print.index(&desks, &sheets)? } else { Vec::new() };
    artifacts.extend(sheets.into_iter().flat_map(|sheet| sheet.files));
    write_all(&artifacts, Replace::ours_unless(common.force))?;
    let paths = || artifacts.iter().map(|artifact| artifact.path.as_path());
    let text = match common.format {
        Format::Text if common.quiet => String::new(),
        Format::Text => paths().map(|path| format!("{}\n", path.display())).collect(),
        Format::Json => json::document(None, &paths().collect::<json::Files>()),
        Format::Csv => csv::files(paths())?,
    };
    Ok(out.write_all(text.as_bytes())?)
}

/// A case that was read, and where its sheet goes.
struct Desk<'a> {
    path: &'a Path,
    folder: String,
    case: Case,
    missing: Vec<&'static str>,
}

/// Every case, read. The problems of all of them come in one report.
fn desks<'a>(args: &'a SheetArgs, common: &Common, words: &Words) -> Result<Vec<Desk<'a>>> {
    let folders = folders::folders(args)?;
    let other_offer = words.phrase("redacted.other-offer", &Facts::new()).unwrap_or_default();
    let mut problems = Problems::new();
    let mut desks = Vec::new();
    for (path, folder) in args.cases.iter().zip(folders) {
        match load_case(path, &common.read_options()?) {
            Ok(case) => {
                let missing = coach::missing(&case);
                let case = if args.redact { case.redacted(&other_offer) } else { case };
                desks.push(Desk { path, folder, case, missing });
            }
            Err(Error::Problems(more)) => problems.extend(more),
            Err(error) => return Err(error),
        }
    }
    problems.into_result(desks)
}

/// A sheet that is done.
struct Sheet {
    verdict: Verdict,
    document: Document,
    files: Vec<Artifact>,
}

/// What every sheet of a run is printed with.
struct Print<'a> {
    args: &'a SheetArgs,
    common: &'a Common,
    templates: &'a Templates,
    words: &'a Words,
}

impl Print<'_> {
    fn whose(&self) -> Whose<'_> {
        Whose { coach: self.args.coach.as_deref(), redacted: self.args.redact }
    }

    fn formats(&self) -> Vec<SheetFormat> {
        let format = |to: &To| match to {
            To::Md => SheetFormat::Markdown,
            To::Html => SheetFormat::Html,
            To::Xlsx => SheetFormat::Workbook,
        };
        self.args.to.iter().map(format).collect()
    }

    fn sheet(&self, desk: &Desk<'_>) -> Result<Sheet> {
        let (case, command) = (&desk.case, command::line(self.args, self.common, desk.path));
        let results = app::sheet(case, self.common.settings())?;
        // Its words are English; a sheet in another language goes without.
        let seen = results.promotion.clone().filter(|_| self.words.language() == "en");
        let told = seen.map(|seen| Told::of(seen, &case.role, None)).transpose()?;
        let findings = Findings::of(case, &results, told.as_ref(), &command, self.whose());
        let document = compose(findings, self.words)?;
        let folder = self.args.out.join(&desk.folder);
        let files = sheet::files(&folder, &self.formats(), self.templates, &document, &findings)?;
        Ok(Sheet { verdict: results.advice.verdict, document, files })
    }

    /// The table over all cases.
    fn index(&self, desks: &[Desk<'_>], sheets: &[Sheet]) -> Result<Vec<Artifact>> {
        let mut facts = Facts::new();
        self.whose().note(&mut facts);
        facts.put("run.version", Some(VERSION));
        let clients = desks.iter().zip(sheets).map(|(desk, sheet)| Client {
            name: desk.folder.clone(),
            case: &desk.case,
            verdict: sheet.verdict,
            sheet: &sheet.document,
            missing: desk.missing.clone(),
        });
        let clients: Vec<Client<'_>> = clients.collect();
        let document = coach::index(&clients, self.words, &facts);
        let place = |name: &str| self.args.out.join(name);
        let mut files = vec![Artifact::new(place("index.json"), json::text(&result::index(&clients)))];
        for to in &self.args.to {
            match to {
                To::Md => files.push(Artifact::new(place("index.md"), markdown::sheet(&document))),
                To::Html => {
                    files.push(Artifact::new(place("index.html"), sheet::page(&document, self.templates)?));
                }
                To::Xlsx => {}
            }
        }
        Ok(files)
    }
}
