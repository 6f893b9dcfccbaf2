//! `check`: every problem of every input, or a word on what was read.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::config::{Common, Format};
use crate::app::{self, Found};
use crate::error::{Error, Problems, Result};
use crate::input::ReadOptions;
use crate::output::problems::wrapped;
use crate::output::{csv, json};
use crate::report::Words;
use crate::report::found::{found as described, reading};

/// Look for every problem in cases and files, and compute nothing.
///
/// Example: counteroffer check case.toml bands.csv
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Cases (.toml), pay bands, benchmarks, rates, assumptions, market files
    #[arg(required = true, value_name = "CASE|FILE")]
    files: Vec<PathBuf>,
}

/// What was found in one file.
struct Finding {
    file: String,
    what: String,
    notes: Vec<String>,
}

/// Reads every file and says what is in it.
///
/// # Errors
/// Every problem of every file.
pub fn run(args: &CheckArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    let (options, words) = (common.read_options()?, common.words()?);
    let mut problems = Problems::new();
    let mut findings = Vec::new();
    for path in &args.files {
        match check(path, &options, &words) {
            Ok(finding) => findings.push(finding),
            Err(Error::Problems(found)) => problems.extend(found),
            Err(other) => return Err(other),
        }
    }
    match common.format {
        Format::Json => out.write_all(document(&findings, &problems).as_bytes())?,
        Format::Csv => {
            let read = findings.iter().map(|finding| (finding.file.as_str(), finding.what.as_str()));
            out.write_all(csv::check(read, &problems)?.as_bytes())?;
        }
        // Problems go where errors go; what is well is only said when all is.
        Format::Text if problems.is_empty() && !common.quiet => write_text(&findings, out)?,
        Format::Text => {}
    }
    problems.into_result(())
}

fn check(path: &Path, options: &ReadOptions, words: &Words) -> Result<Finding> {
    let found = app::check(path, options)?;
    let notes = match &found {
        Found::Case(case) => case.inputs.notes.clone(),
        other => reading(other, words),
    };
    Ok(Finding { file: path.display().to_string(), what: described(&found, words), notes })
}

fn write_text(findings: &[Finding], out: &mut dyn Write) -> Result<()> {
    for finding in findings {
        write!(out, "{}", wrapped(&format!("{}: {}", finding.file, finding.what), "", "  "))?;
        for note in &finding.notes {
            write!(out, "{}", wrapped(note, "  ", "  "))?;
        }
    }
    Ok(())
}

fn document(findings: &[Finding], problems: &Problems) -> String {
    let read = findings.iter().map(|of| (of.file.as_str(), of.what.as_str(), of.notes.as_slice()));
    json::document(None, &json::Check::of(read, problems))
}
