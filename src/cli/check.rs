//! `check`: every problem of every input, or a word on what was read.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use super::config::{Common, Format};
use crate::app::market_case::benchmarks_of;
use crate::domain::{Case, Component, Profile, RowCounts};
use crate::error::{Error, Place, Problem, Problems, Result};
use crate::input::pay_data::{BulkOptions, MarketInput, known_market_file};
use crate::input::source::first_line;
use crate::input::{self, FileKind, ReadOptions, Source};
use crate::market::Question;
use crate::output::json;
use crate::output::problems::wrapped;
use crate::report::numbers::Numbers;

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
    let typed = common.read_options()?;
    let options = ReadOptions { every_row: true, ..typed };
    let mut problems = Problems::new();
    let mut findings = Vec::new();
    for path in &args.files {
        match check(path, &options) {
            Ok(finding) => findings.push(finding),
            Err(Error::Problems(found)) => problems.extend(found),
            Err(other) => return Err(other),
        }
    }
    match common.format {
        Format::Json => write!(out, "{}", json::text(&document(&findings, &problems)))?,
        Format::Csv => return Err(Error::usage("`check` has no CSV output")),
        // Problems go where errors go; what is well is only said when all is.
        Format::Text if problems.is_empty() && !common.quiet => write_text(&findings, out)?,
        Format::Text => {}
    }
    problems.into_result(())
}

fn check(path: &Path, options: &ReadOptions) -> Result<Finding> {
    let finding = |what: String| Finding { file: path.display().to_string(), what, notes: Vec::new() };
    let kind = input::kind_of(path, &first_line(path)?, options);
    let count = |n: usize, one: &str| match n {
        1 => format!("1 {one}"),
        n => format!("{} {one}s", Numbers::ENGLISH.count(n as u64)),
    };
    match kind {
        FileKind::Case => {
            let mut draft = input::read_case(path, options)?;
            let market = benchmarks_of(&draft)?;
            draft.case.market.extend(market.benchmarks);
            let what = describe(&draft.case);
            Ok(Finding { notes: [draft.notes, market.notes].concat(), ..finding(what) })
        }
        FileKind::Bands => {
            let file = input::bands::read(&Source::open(path)?, options, None);
            let widest = input::assumptions::overruled(input::assumptions::standard()?, &options.assume)?
                .value("market.widest-band");
            let mut problems = file.problems;
            problems.extend(file.rows.iter().filter_map(|row| input::bands::too_wide(row, widest)).collect());
            problems.into_result(finding(count(file.rows.len(), "pay band")))
        }
        FileKind::Benchmarks => {
            let assumptions = input::assumptions::standard()?;
            let rows = input::read_benchmarks(&Source::open(path)?, options, &assumptions)?;
            Ok(finding(count(rows.len(), "benchmark")))
        }
        FileKind::Rates => {
            let (rates, problems) = input::rates::read(&Source::open(path)?, &options.columns, options.style);
            problems.into_result(finding(count(rates.len(), "exchange rate")))
        }
        FileKind::Assumptions => {
            let rows = input::assumptions::read(&Source::open(path)?)?;
            Ok(finding(count(rows.iter().count(), "assumption")))
        }
        FileKind::Unknown => market_file(path, options).map(finding),
    }
}

/// A file of people's pay: rows that cannot be used are counted, not refused.
fn market_file(path: &Path, options: &ReadOptions) -> Result<String> {
    let assumptions = input::assumptions::standard()?;
    let bulk = BulkOptions { style: options.style, ..BulkOptions::with(&assumptions) };
    let Some(known) = known_market_file(&MarketInput::File(path.to_path_buf()), &bulk)? else {
        let place = Place::file(path.display().to_string());
        let problem = Problem::new(place, "neither a case nor a table that is known by its header");
        let hint = "a case ends in .toml; pay bands have level, base_min and base_max in their first line, \
                    or `--column base_min=\"Their header\"` says what stands for them";
        return Err(problem.hint(hint).into());
    };
    let format = known.format;
    let question = Question::about(known.components.first().copied().unwrap_or(Component::Total));
    let (_, reports) = crate::app::market_ask::ask(&[path.to_path_buf()], &question, &bulk, &assumptions)?;
    let counted =
        |count: fn(&RowCounts) -> u64| reports.iter().map(|report| count(&report.counts)).sum::<u64>();
    let [read, used] = [counted(|c| c.read), counted(|c| c.used)].map(|n| Numbers::ENGLISH.count(n));
    Ok(format!("{read} rows of {}, {used} of them usable for {}", format.name(), question.component.name()))
}

/// `promotion to PM II at Alloy, offer 190,000 USD; 1 band, 3 benchmarks, 2 claims`.
fn describe(case: &Case) -> String {
    let role = &case.role;
    let level = role.level.as_ref().or(role.title.as_ref());
    let mut text = match (case.profile, level) {
        (Profile::Promotion, Some(level)) => format!("promotion to {level}"),
        (Profile::Promotion, None) => "promotion".to_owned(),
        (Profile::Raise, Some(level)) => format!("raise as {level}"),
        (Profile::Raise, None) => "raise".to_owned(),
        (Profile::NewOffer, Some(level)) => format!("new offer as {level}"),
        (Profile::NewOffer, None) => "new offer".to_owned(),
    };
    if let Some(company) = &role.company {
        text.push_str(&format!(" at {company}"));
    }
    let offer = case.offer.base;
    text.push_str(&format!(", offer {} {}", Numbers::ENGLISH.amount(offer), offer.currency().code()));
    let parts = [
        (usize::from(case.band.is_some()), "band"),
        (case.market.len(), "benchmark"),
        (case.alternatives.len(), "alternative"),
        (case.evidence.len(), "claim"),
    ];
    let said: Vec<String> = parts
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, one)| if *n == 1 { format!("1 {one}") } else { format!("{n} {one}s") })
        .collect();
    if !said.is_empty() {
        text.push_str(&format!("; {}", said.join(", ")));
    }
    text
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

fn document(findings: &[Finding], problems: &Problems) -> serde_json::Value {
    let mut document = json::top(None);
    let read: Vec<_> = findings
        .iter()
        .map(|finding| json!({ "file": finding.file, "what": finding.what, "notes": finding.notes }))
        .collect();
    let found: Vec<_> = problems
        .iter()
        .map(|problem| {
            let place = &problem.place;
            json!({
                "file": place.file, "line": place.line, "column": place.column,
                "message": problem.message, "hint": problem.hint,
            })
        })
        .collect();
    document.insert("read".into(), json!(read));
    document.insert("problems".into(), json!(found));
    serde_json::Value::Object(document)
}
