//! `counteroffer promotion`: this week, the check-in page, the packet; entries of the log; claims
//! found in notes; sentences looked over.

mod log;

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;

use super::config::{Common, Format};
use crate::app::{self, advise, load_workspace};
use crate::claims::Findings;
use crate::error::{Error, Result};
use crate::input::{Source, value};
use crate::output::document::{markdown, terminal};
use crate::output::files::{Artifact, Replace, write_all};
use crate::output::{calendar, csv, json, sheet};
use crate::report::promotion::{Page, entries, page, title};
use crate::report::{self, Words};

/// See what to do this week for a promotion, when it is decided, and what is missing
///
/// A case needs no offer for it: `counteroffer init DIR --promotion` starts one, and
/// `promotion log` adds what happened. The day is --as-of, else the later of the
/// case's `as_of` and its last entry.
///
/// Example: counteroffer promotion data/alloy-pm2/case.toml --ics review.ics
///
/// Example: counteroffer promotion case.toml --as-of 2026-06-03 --page packet -o packet.html
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct PromotionArgs {
    /// The case file (TOML)
    #[arg(required = true)]
    case: Option<PathBuf>,
    /// The day to look at it from
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
    /// Which page: the plan (this week first), the one for the monthly talk, or the packet
    #[arg(long, value_enum, default_value = "plan")]
    page: Which,
    /// Write the page to this file, as Markdown or as a page to print
    #[arg(long, short, value_name = "FILE.md|FILE.html")]
    out: Option<PathBuf>,
    /// Write the dates to this file, for a calendar program
    #[arg(long, value_name = "FILE.ics")]
    ics: Option<PathBuf>,
    #[command(subcommand)]
    part: Option<Part>,
}

/// A page of the promotion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Which {
    /// This week first, then everything else
    Plan,
    /// What changed this month, on track or not, what I need
    CheckIn,
    /// Three claims, strategy, testimonials, answers: one page
    Packet,
}

#[derive(Debug, Subcommand)]
enum Part {
    /// Add what happened to the case, or propose entries from notes
    ///
    /// Example: counteroffer promotion log case.toml release "Self-serve returns" --metric "returns handled" --baseline 0% --now 71% --target 80%
    Log(Box<log::LogArgs>),
    /// Propose quantified claims from notes or a transcript, each with its line
    ///
    /// Example: counteroffer promotion evidence interview.txt --speaker Alex
    Evidence(EvidenceArgs),
    /// Look over what you mean to say: nine traps, each with what to say instead
    ///
    /// Example: counteroffer promotion say "My work speaks for itself."
    Say(SayArgs),
}

#[derive(Debug, Args)]
struct SayArgs {
    /// The sentences, each in quotation marks; English or German
    #[arg(required = true, value_name = "SENTENCE")]
    sentences: Vec<String>,
}

#[derive(Debug, Args)]
struct EvidenceArgs {
    /// Notes or a transcript (text, UTF-8)
    file: PathBuf,
    /// Whose words count, where the transcript does not tell
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// A case whose rubric names the dimensions
    #[arg(long, value_name = "CASE")]
    case: Option<PathBuf>,
    /// Print the results as [[evidence]] of a case, to confirm and paste
    #[arg(long)]
    toml: bool,
}

/// Runs the command.
///
/// # Errors
/// What the case, the text or the writer reports.
pub fn run(args: &PromotionArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    match (&args.part, &args.case) {
        (Some(Part::Log(log)), _) => log::run(log, common, out),
        (Some(Part::Evidence(evidence)), _) => run_evidence(evidence, common, out),
        (Some(Part::Say(said)), _) => run_say(&said.sentences, common, out),
        (None, Some(case)) => run_case(case, args, common, out),
        (None, None) => Err(Error::usage("which case?")),
    }
}

fn run_case(path: &Path, args: &PromotionArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    let case = load_workspace(path, &common.read_options()?)?;
    let today = app::promotion_day(&case, args.as_of).ok_or_else(|| {
        Error::usage_hint(
            "the case has no day to look at it from",
            "write as_of = 2026-05-04, or say --as-of 2026-05-04",
        )
    })?;
    let advice = (!case.offer_is_assumed).then(|| advise(&case, common.settings()));
    let seen = app::promotion(&case, advice.as_ref(), today)?;
    let words = common.words()?;
    let which = match args.page {
        Which::Plan => Page::Plan,
        Which::CheckIn => Page::CheckIn,
        Which::Packet => Page::Packet,
    };
    let document = page(which, &seen, &case.role, &words);
    let mut files = Vec::new();
    if let Some(ics) = &args.ics {
        let text = calendar::calendar(&entries(&seen, &words), &title(&case.role, &words), seen.today);
        files.push(Artifact::new(ics, text));
    }
    if let Some(file) = &args.out {
        let is_html = file.extension().is_some_and(|kind| kind == "html");
        let text = match is_html {
            true => sheet::page(&document, &common.read_templates()?)?,
            false => markdown::sheet(&document),
        };
        files.push(Artifact::new(file, text));
    }
    write_all(&files, Replace::ours_unless(common.force))?;
    let text = match common.format {
        Format::Text if args.out.is_some() => String::new(),
        Format::Text => terminal::text(&document),
        Format::Json => json::document(Some(case.currency), &json::Promotion::from(&seen)),
        Format::Csv => csv::dates(entries(&seen, &words))?,
    };
    Ok(out.write_all(text.as_bytes())?)
}

fn run_evidence(args: &EvidenceArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    let source = Source::open(&args.file)?;
    let own = args.case.as_ref().map(|path| load_workspace(path, &common.read_options()?)).transpose()?;
    let own = own.and_then(|case| case.promotion).and_then(|promotion| promotion.rubric);
    let findings = app::claims(source.text(), args.speaker.as_deref(), own.as_ref())?;
    if let (Some(wanted), None) = (&args.speaker, &findings.speaker) {
        return Err(Error::usage_hint(
            format!("nobody called `{wanted}` speaks in {}", source.name()),
            format!("the speakers are: {}", findings.left_out.join(", ")),
        ));
    }
    let words = common.words()?;
    if args.toml {
        return Ok(out.write_all(as_case(&findings, source.name(), &words).as_bytes())?);
    }
    let text = match common.format {
        Format::Text => terminal::text(&report::claims::found(&findings, source.name(), &words)),
        Format::Json => json::document(None, &json::Claims::from(&findings)),
        Format::Csv => csv::claims(&findings)?,
    };
    Ok(out.write_all(text.as_bytes())?)
}

fn run_say(sentences: &[String], common: &Common, out: &mut dyn Write) -> Result<()> {
    let sayings = app::look_over(sentences);
    let text = match common.format {
        Format::Text => terminal::text(&report::traps::said(&sayings, &common.words()?)),
        Format::Json => json::document(None, &json::Sayings::from(sayings.as_slice())),
        Format::Csv => csv::sayings(&sayings)?,
    };
    Ok(out.write_all(text.as_bytes())?)
}

/// The results as `[[evidence]]` of a case, each under what is still to be told of it.
fn as_case(findings: &Findings, file: &str, words: &Words) -> String {
    let results = findings.results();
    let (head, comments) = report::claims::comments(&results, file, words);
    let entries = comments.iter().zip(&results);
    let entries = entries.map(|(told, claim)| format!("\n{told}{}", app::evidence_entry(&claim.fact)));
    head + &entries.collect::<String>()
}

/// A day as typed.
fn day(text: &str) -> std::result::Result<Date, String> {
    value::date(text).map_err(|fault| format!("{}; {}", fault.message, fault.hint))
}
