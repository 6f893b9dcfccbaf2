//! `counteroffer sheet`: everything for the meeting, on pages to hold.

mod command;
mod folders;

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::config::{Common, Format};
use crate::advice::Verdict;
use crate::app::{self, StagePage, load_workspace};
use crate::domain::{Case, Keep, StandIns, Withheld};
use crate::error::{Error, Problems, Result};
use crate::input::templates::Templates;
use crate::output::document::markdown;
use crate::output::files::{Artifact, Replace, write_all};
use crate::output::sheet::{self, SheetFormat};
use crate::output::{csv, json, result, withheld};
use crate::report::coach::{self, Client};
use crate::report::stage;
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
    /// card.html: what to say first and to each answer, on one page
    Card,
}

/// Write the sheet for the meeting: what to say first, to each answer, and when to stop
///
/// Writes sheet.html (one file, to print or to read on a phone), sheet.md, result.json and
/// the charts. Several cases get a folder each, and index.html and index.md with a table
/// over all of them: who meets when, the ask, the chance, what is missing. Before there is an
/// offer, after it was taken back, and once all is agreed, it is one page of words without charts.
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
    /// Write only what tells nobody's name: figures, dates, what kind of talk and of
    /// offers it is. No company, person, title, level, place, claim, source of a table, name
    /// of a file, and nothing of the promotion
    #[arg(long)]
    redact: bool,
    /// With --redact: what of the role stays all the same
    #[arg(long, value_enum, value_delimiter = ',', requires = "redact", value_name = "WHAT")]
    keep: Vec<Kept>,
}

/// What of the role may stay without names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kept {
    /// The job title
    Title,
    /// The level
    Level,
    /// The place of work
    Place,
}

impl SheetArgs {
    fn keep(&self) -> Keep {
        let has = |what| self.keep.contains(&what);
        Keep { title: has(Kept::Title), level: has(Kept::Level), place: has(Kept::Place) }
    }
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
    if args.redact {
        let left_out: Vec<Withheld> = desks.iter().map(|desk| desk.withheld.clone()).collect();
        // The words of the command were typed to stand there: without names it names no file.
        let typed = command::line(args, common, Path::new(""));
        withheld::refuse_what_tells(&artifacts, &left_out, &typed, &templates)?;
    }
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
    withheld: Withheld,
    missing: Vec<&'static str>,
}

/// Every case, read. The problems of all of them come in one report.
fn desks<'a>(args: &'a SheetArgs, common: &Common, words: &Words) -> Result<Vec<Desk<'a>>> {
    let folders = folders::folders(args)?;
    let instead = stand_ins(words);
    let standard = app::assumptions(&[])?;
    let mut problems = Problems::new();
    let mut desks = Vec::new();
    for (path, folder) in args.cases.iter().zip(folders) {
        match load_workspace(path, &common.read_options()?) {
            Ok(case) => {
                let missing = coach::missing(&case);
                let (case, withheld) = match args.redact {
                    true => case.redacted(args.keep(), &instead, &standard),
                    false => (case, Withheld::default()),
                };
                desks.push(Desk { path, folder, case, withheld, missing });
            }
            Err(Error::Problems(more)) => problems.extend(more),
            Err(error) => return Err(error),
        }
    }
    problems.into_result(desks)
}

/// What stands where names stood.
fn stand_ins(words: &Words) -> StandIns {
    let name = |what: &str| words.phrase(&format!("redacted.{what}"), &Facts::new()).unwrap_or_default();
    StandIns {
        other_offer: name("other-offer"),
        band: name("band"),
        market: name("market"),
        level: name("level"),
        grant: name("grant"),
        benefit: name("benefit"),
    }
}

/// A sheet that is done.
struct Sheet {
    verdict: Option<Verdict>,
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
            To::Card => SheetFormat::Card,
        };
        self.args.to.iter().map(format).collect()
    }

    fn sheet(&self, desk: &Desk<'_>) -> Result<Sheet> {
        let (case, command) = (&desk.case, command::line(self.args, self.common, desk.path));
        let folder = self.args.out.join(&desk.folder);
        if let Some(at) = StagePage::of(case) {
            let document = stage::page(case, &at, self.whose(), self.words);
            let result = result::at_stage(case, &at, &command, &document);
            let files = sheet::at_stage(&folder, &self.formats(), self.templates, &document, &result)?;
            return Ok(Sheet { verdict: None, document, files });
        }
        let results = app::sheet(case, self.common.settings())?;
        let findings = Findings::of(case, &results, &command, self.whose());
        let document = compose(findings, self.words)?;
        let files = sheet::files(&folder, &self.formats(), self.templates, &document, &findings)?;
        Ok(Sheet { verdict: Some(results.advice.verdict), document, files })
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
                To::Xlsx | To::Card => {}
            }
        }
        Ok(files)
    }
}
