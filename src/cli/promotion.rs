//! `counteroffer promotion`: windows, readiness, packet, agreement; and claims
//! found in notes or a transcript.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::config::{Common, Format};
use crate::app::{self, advise, load_case};
use crate::claims::Findings;
use crate::error::{Error, Result};
use crate::input::{Source, value};
use crate::output::document::terminal;
use crate::output::files::{Artifact, Replace, write_all};
use crate::output::{calendar, csv, json};
use crate::promotion::Assessment;
use crate::report::promotion::{Told, entries, text, title};
use crate::report::{self, Words};

/// See when a promotion is decided, whether you are ready, and what is missing
///
/// Example: counteroffer promotion data/alloy-pm2/case.toml --ics review.ics
///
/// Example: counteroffer promotion evidence notes.txt
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct PromotionArgs {
    /// The case file (TOML)
    #[arg(required = true)]
    case: Option<PathBuf>,
    /// The day to look at it from, in place of the case's `as_of`
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
    /// Write the dates to this file, for a calendar program
    #[arg(long, value_name = "FILE.ics")]
    ics: Option<PathBuf>,
    /// Words of your own over those of the program (data/templates/promotion.en.toml)
    #[arg(long, value_name = "FILE.toml")]
    words: Option<PathBuf>,
    #[command(subcommand)]
    part: Option<Part>,
}

#[derive(Debug, Subcommand)]
enum Part {
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
        (Some(Part::Evidence(evidence)), _) => run_evidence(evidence, common, out),
        (Some(Part::Say(said)), _) => run_say(&said.sentences, common, out),
        (None, Some(case)) => run_case(case, args, common, out),
        (None, None) => Err(Error::usage("which case?")),
    }
}

fn run_case(path: &Path, args: &PromotionArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    let case = load_case(path, &common.read_options()?)?;
    let today = args.as_of.or(case.as_of).ok_or_else(|| {
        Error::usage_hint(
            "the case has no day to look at it from",
            "write as_of = 2026-05-04, or say --as-of 2026-05-04",
        )
    })?;
    let advice = advise(&case, common.settings());
    let seen = app::promotion(&case, &advice, today)?;
    let users = args.words.as_deref().map(Source::open).transpose()?;
    let told = Told::of(seen, &case.role, users.as_ref())?;
    if let Some(ics) = &args.ics {
        let bytes = dates(&told.assessment, &title(&case.role))?;
        write_all(&[Artifact::new(ics, bytes)], Replace::ours_unless(common.force))?;
    }
    let text = match common.format {
        Format::Text => text(&told.parts),
        Format::Json => json::document(Some(case.currency), &json::Promotion::from(&told)),
        Format::Csv => csv::dates(told.assessment.plan.iter().flat_map(entries))?,
    };
    Ok(out.write_all(text.as_bytes())?)
}

fn dates(seen: &Assessment, title: &str) -> Result<Vec<u8>> {
    let plan = seen.plan.as_ref().ok_or_else(|| {
        Error::usage_hint("there is no window to put into a calendar", "list a window that can still be met")
    })?;
    Ok(calendar::calendar(&entries(plan), title, seen.today))
}

fn run_evidence(args: &EvidenceArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    let source = Source::open(&args.file)?;
    let own = args.case.as_ref().map(|path| load_case(path, &common.read_options()?)).transpose()?;
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
    let entries = comments
        .iter()
        .zip(&results)
        .map(|(told, claim)| format!("\n{told}{}", app::evidence_entry(&claim.fact)));
    head + &entries.collect::<String>()
}

/// A day as typed.
fn day(text: &str) -> std::result::Result<Date, String> {
    value::date(text).map_err(|fault| format!("{}; {}", fault.message, fault.hint))
}
