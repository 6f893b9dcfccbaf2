//! `counteroffer sheet`: everything for the meeting, on pages to hold.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::case_road::{load, market_place, packages};
use super::config::Common;
use super::promotion::for_sheet;
use crate::anchor::{
    Advice, Branches, EqualPackage, Ground as Footing, Sensitivity, Unknown, Verdict, advise, branches,
    equal_packages, sensitivity, sharpen,
};
use crate::domain::Case;
use crate::error::{Error, Result};
use crate::input::templates::{Templates, read_templates};
use crate::output::chart::{Ground, Picture, WIDTH, png};
use crate::output::files::{Artifact, Replace, write_all};
use crate::output::{html, json, markdown, result, xlsx};
use crate::report::promotion::Told;
use crate::report::{Document, Findings, Words, WordsFile, clean, compose};
use crate::scenario::{ScenarioTable, table};
use crate::simulate::Settings;

/// Width of the charts as PNG: twice what they are drawn at, for sharp screens.
const PNG_WIDTH: u32 = 1200;

/// Trials for what is only ranked: which assumption and which unknown fact matters most.
const ROUGH_TRIALS: u64 = 20_000;

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
/// the charts.
///
/// Example: counteroffer sheet data/alloy-pm2/case.toml -o out
#[derive(Debug, Args)]
pub struct SheetArgs {
    /// The case file (TOML); `counteroffer init DIR` writes one to start from
    #[arg(required = true, value_name = "CASE")]
    cases: Vec<PathBuf>,
    /// The folder to write into
    #[arg(long, short, value_name = "DIR")]
    out: PathBuf,
    /// Which formats to write
    #[arg(long, value_enum, value_delimiter = ',', default_value = "md,html")]
    to: Vec<To>,
    /// The language of the words
    #[arg(long, default_value = "en", value_name = "CODE")]
    language: String,
    /// A folder with words and pages of your own, in place of the built-in ones
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,
}

/// Runs the command.
///
/// # Errors
/// What the case, the templates or the files report; nothing is written then.
pub fn run(args: &SheetArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    let templates = read_templates(args.templates.as_deref(), &args.language)?;
    let words = Words::read(&words_files(&templates))?;
    let mut artifacts = Vec::new();
    for (path, folder) in args.cases.iter().zip(folders(args)?) {
        let case = load(path, common)?;
        let made = Made::new(&case, common, &command_line(args, common, path))?;
        artifacts.extend(made.files(args, &folder, &templates, &words)?);
    }
    write_all(&artifacts, Replace::ours_unless(common.force))?;
    if !common.quiet {
        for artifact in &artifacts {
            writeln!(out, "{}", artifact.path.display())?;
        }
    }
    Ok(())
}

/// Where each case's sheet goes: into the folder itself for one case, into a
/// folder of its own for each of several, named after the case's folder or file.
fn folders(args: &SheetArgs) -> Result<Vec<PathBuf>> {
    if args.cases.len() == 1 {
        return Ok(vec![args.out.clone()]);
    }
    let mut folders: Vec<PathBuf> = Vec::new();
    for case in &args.cases {
        let named = |path: Option<&std::ffi::OsStr>| path.map(PathBuf::from);
        let name = match case.file_stem() {
            Some(stem) if stem != "case" => named(Some(stem)),
            stem => case.parent().and_then(|folder| named(folder.file_name())).or(named(stem)),
        };
        let folder = args.out.join(name.unwrap_or_default());
        if folders.contains(&folder) {
            return Err(Error::usage_hint(
                format!("two of the cases would write to {}", folder.display()),
                "give their folders or files different names, or write them one by one",
            ));
        }
        folders.push(folder);
    }
    Ok(folders)
}

fn words_files(templates: &Templates) -> Vec<WordsFile> {
    let file = |template: &crate::input::templates::Template| WordsFile {
        name: template.name.clone(),
        text: template.text.clone(),
    };
    templates.words.iter().map(file).collect()
}

/// The results behind one sheet.
struct Made<'a> {
    case: &'a Case,
    advice: Advice,
    branches: Option<Branches>,
    equal: Vec<EqualPackage>,
    unknowns: Vec<Unknown>,
    sensitivity: Sensitivity,
    years: ScenarioTable,
    promotion: Option<Told>,
    command: String,
}

impl<'a> Made<'a> {
    fn new(case: &'a Case, common: &Common, command: &str) -> Result<Self> {
        let place = market_place(case);
        let settings = common.settings();
        let advice = advise(case, settings, &place);
        let ground = Footing::of(case);
        // What only sets an order needs no more trials than that.
        let rough = Settings { trials: settings.trials.min(ROUGH_TRIALS), ..settings };
        let asks = advice.verdict == Verdict::Ask;
        Ok(Made {
            case,
            branches: branches(&ground, &advice, settings, &place),
            equal: if asks { equal_packages(&ground, &advice.anchor.package, rough) } else { Vec::new() },
            unknowns: sharpen(case, rough),
            sensitivity: sensitivity(case, rough),
            years: table(case, &packages(case, &advice), settings)?,
            promotion: for_sheet(case, &advice)?,
            command: command.to_owned(),
            advice,
        })
    }

    fn files(
        &self,
        args: &SheetArgs,
        folder: &Path,
        templates: &Templates,
        words: &Words,
    ) -> Result<Vec<Artifact>> {
        let findings = Findings {
            branches: self.branches.as_ref(),
            equal: &self.equal,
            unknowns: &self.unknowns,
            sensitivity: Some(&self.sensitivity),
            years: Some(&self.years),
            // Its words are English; a sheet in another language goes without.
            promotion: self.promotion.as_ref().filter(|_| words.language() == "en"),
            ..Findings::new(self.case, &self.advice, &self.command)
        };
        let document = compose(findings, words)?;
        let place = |name: &str| folder.join(name);
        let mut files = Vec::new();
        for to in &args.to {
            files.push(match to {
                To::Md => Artifact::new(place("sheet.md"), markdown::sheet(&document)),
                To::Html => Artifact::new(place("sheet.html"), page(&document, templates)?),
                To::Xlsx => Artifact::new(place("sheet.xlsx"), xlsx::sheet(&document, &findings)?),
            });
        }
        files.push(Artifact::new(place("result.json"), json::text(&result::sheet(&findings))));
        for (name, figure) in &document.charts {
            let svg = Picture::new(figure, WIDTH)?.svg(Ground::Paper)?;
            files.push(Artifact::new(place(&format!("{name}.png")), png(&svg, PNG_WIDTH)?));
            files.push(Artifact::new(place(&format!("{name}.svg")), svg));
        }
        Ok(files)
    }
}

fn page(document: &Document, templates: &Templates) -> Result<String> {
    let page =
        html::Page { template: (&templates.page.name, &templates.page.text), style: &templates.style.text };
    html::sheet(document, &page)
}

/// The command line that makes the same sheet again.
fn command_line(args: &SheetArgs, common: &Common, case: &Path) -> String {
    let mut words = vec!["counteroffer".to_owned(), "sheet".to_owned(), quoted(&case.display().to_string())];
    words.extend(["-o".to_owned(), quoted(&args.out.display().to_string())]);
    let settings = common.settings();
    words.push(format!("--seed {} --trials {}", settings.seed, settings.trials));
    words.extend(common.assume.iter().map(|assumed| format!("--assume {}", quoted(assumed))));
    words.extend(common.column.iter().map(|column| format!("--column {}", quoted(column))));
    if common.decimal_comma {
        words.push("--decimal-comma".to_owned());
    }
    if args.language != "en" {
        words.push(format!("--language {}", quoted(&args.language)));
    }
    words.extend(
        args.templates.iter().map(|dir| format!("--templates {}", quoted(&dir.display().to_string()))),
    );
    words.join(" ")
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let word = clean(word);
    let plain =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '_' | '-' | '=' | ',' | ':' | '%');
    if !word.is_empty() && word.chars().all(plain) {
        word
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}
