//! `counteroffer sheet`: everything for the meeting, on pages to hold.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::case_road::{load, market_place};
use super::config::Common;
use super::promotion::for_sheet;
use super::scenarios::packages_of;
use crate::anchor::{Advice, advise};
use crate::domain::Case;
use crate::error::Result;
use crate::input::templates::{Templates, read_templates};
use crate::output::chart::{Ground, Picture, WIDTH, png};
use crate::output::files::{Artifact, Replace, write_all};
use crate::output::{html, json, markdown, result};
use crate::report::promotion::Told;
use crate::report::{Document, Findings, Words, WordsFile, clean, compose};
use crate::scenario::{ScenarioTable, table};

/// Width of the charts as PNG: twice what they are drawn at, for sharp screens.
const PNG_WIDTH: u32 = 1200;

/// A format of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum To {
    /// sheet.md
    Md,
    /// sheet.html
    Html,
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
    for path in &args.cases {
        let case = load(path, common)?;
        let made = Made::new(&case, common, &command_line(args, common, path))?;
        artifacts.extend(made.files(args, &templates, &words)?);
    }
    write_all(&artifacts, Replace::ours_unless(common.force))?;
    if !common.quiet {
        for artifact in &artifacts {
            writeln!(out, "{}", artifact.path.display())?;
        }
    }
    Ok(())
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
    years: ScenarioTable,
    promotion: Option<Told>,
    command: String,
}

impl<'a> Made<'a> {
    fn new(case: &'a Case, common: &Common, command: &str) -> Result<Self> {
        let advice = advise(case, common.settings(), &market_place(case));
        let years = table(case, &packages_of(case, &advice), common.settings())?;
        let promotion = for_sheet(case, &advice)?;
        Ok(Made { case, advice, years, promotion, command: command.to_owned() })
    }

    fn files(&self, args: &SheetArgs, templates: &Templates, words: &Words) -> Result<Vec<Artifact>> {
        let findings = Findings {
            case: self.case,
            advice: &self.advice,
            years: Some(&self.years),
            // Its words are English; a sheet in another language goes without.
            promotion: self.promotion.as_ref().filter(|_| words.language() == "en"),
            command: &self.command,
        };
        let document = compose(findings, words)?;
        let place = |name: &str| args.out.join(name);
        let mut files = Vec::new();
        for to in &args.to {
            files.push(match to {
                To::Md => Artifact::new(place("sheet.md"), markdown::sheet(&document)),
                To::Html => Artifact::new(place("sheet.html"), page(&document, templates)?),
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
