//! `counteroffer market`: what the market pays, from the files people have.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::config::{Common, Format};
use crate::domain::{Assumptions, Component, RowCounts};
use crate::error::{Error, Result};
use crate::input::bulk::{BulkOptions, FileReport, MarketFormat, read_market_file, recognize_market_file};
use crate::input::{assumptions, words};
use crate::market::{Answer, Collector, Key, Question, Rules};
use crate::num::AmountStyle;
use crate::output::json;
use crate::output::market::{self as render, MarketReport};

/// What the market pays: percentiles from raw or published figures
#[derive(Debug, Clone, Args)]
#[command(
    after_help = "Example:\n  counteroffer market Levels_Fyi_Salary_Data.csv --title \"Product Manager\" --by level"
)]
pub struct MarketArgs {
    /// Market files: Levels.fyi, or others by their header
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Only this title; `*` stands for anything: "*software engineer*"
    #[arg(long)]
    title: Option<String>,
    /// Only this level
    #[arg(long)]
    level: Option<String>,
    /// Only this company
    #[arg(long)]
    company: Option<String>,
    /// Only this place
    #[arg(long)]
    location: Option<String>,
    /// Which part of pay [default: what the file is about]
    #[arg(long, value_name = "base|bonus|equity|total|wage", value_parser = component)]
    component: Option<Component>,
    /// One line for each of these
    #[arg(long, value_delimiter = ',', value_name = "KEY,…", value_parser = key)]
    by: Vec<Key>,
    /// Compare these letter by letter instead of folding case and punctuation
    #[arg(long, value_delimiter = ',', value_name = "KEY,…", value_parser = key)]
    exact: Vec<Key>,
    /// Leave out rows that are odd
    #[arg(long, value_delimiter = ',', value_name = "WHAT,…")]
    drop: Vec<Odd>,
}

/// What may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Odd {
    /// Rows equal to another row.
    Duplicates,
    /// Amounts ten times off the median of their group.
    Implausible,
    /// Rows whose parts do not add up to their total.
    Parts,
}

fn component(text: &str) -> std::result::Result<Component, String> {
    let names = Component::ALL.map(Component::name);
    Component::from_name(text).ok_or_else(|| words::did_you_mean(text, names, "the components are"))
}

fn key(text: &str) -> std::result::Result<Key, String> {
    let names = Key::ALL.map(Key::name);
    Key::from_name(text).ok_or_else(|| words::did_you_mean(text, names, "the keys are"))
}

/// Runs the command.
///
/// # Errors
/// Problems of the files, or a question that they cannot answer.
pub fn run(args: &MarketArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    let assumptions = assumptions::overruled(assumptions::standard()?, &common.assume)?;
    let style = if common.decimal_comma { AmountStyle::DecimalComma } else { AmountStyle::DecimalPoint };
    let options = BulkOptions { style, ..BulkOptions::default() };
    let question = args.question(&options)?;
    let (answer, files) = ask(&args.files, &question, &options, &assumptions)?;
    no_such(&question, &answer)?;
    let report = report(&question, answer, files);
    match common.format {
        Format::Text => out.write_all(render::text(&report).as_bytes())?,
        Format::Json => out.write_all(json::text(&render::json(&report)).as_bytes())?,
        Format::Csv => out.write_all(render::csv(&report)?.as_bytes())?,
    }
    Ok(())
}

impl MarketArgs {
    fn question(&self, options: &BulkOptions) -> Result<Question> {
        let component = match (self.component, self.files.first()) {
            (Some(component), _) => component,
            (None, Some(file)) => default_component(recognize_market_file(file)?.or(options.format)),
            (None, None) => Component::Total,
        };
        let mut question = Question::about(component);
        question.by = self.by.clone();
        question.exact = self.exact.clone();
        question.drop.duplicates = self.drop.contains(&Odd::Duplicates);
        question.drop.implausible = self.drop.contains(&Odd::Implausible);
        question.drop.parts_differ = self.drop.contains(&Odd::Parts);
        let asked = [&self.title, &self.level, &self.company, &self.location];
        for (key, text) in Key::ALL.into_iter().zip(asked) {
            if let Some(text) = text {
                question = question.only(key, text);
            }
        }
        Ok(question)
    }
}

fn default_component(format: Option<MarketFormat>) -> Component {
    format.map_or(Component::Total, |format| format.components()[0])
}

/// Reads raw market files and answers a question from all their rows together.
///
/// # Errors
/// Problems of a file as a whole, a component that a file does not have, rows
/// in several currencies.
pub fn ask(
    files: &[PathBuf],
    question: &Question,
    options: &BulkOptions,
    assumptions: &Assumptions,
) -> Result<(Answer, Vec<FileReport>)> {
    let mut collector = Collector::new(question.clone(), Rules::from(assumptions));
    let mut reports = Vec::new();
    for file in files {
        let report = read_market_file(file, options, &mut collector)?;
        if !report.format.components().contains(&question.component) {
            let has = report.format.components().iter().map(|c| c.name()).collect::<Vec<_>>().join(", ");
            return Err(Error::usage_hint(
                format!("{} has no {}", report.name, question.component.name()),
                format!("such a file has {has}"),
            ));
        }
        reports.push(report);
    }
    Ok((collector.answer()?, reports))
}

fn report(question: &Question, answer: Answer, files: Vec<FileReport>) -> MarketReport {
    let mut counts = RowCounts::default();
    files.iter().for_each(|file| counts.add(&file.counts));
    for group in &answer.groups {
        for (skip, n) in &group.dropped {
            *counts.skipped.entry(*skip).or_default() += n;
            counts.used -= n;
        }
    }
    let asked = question.filter.iter().flatten().map(|pattern| pattern.written.as_str()).collect::<Vec<_>>();
    let mut sources: Vec<&str> = files.iter().map(|file| file.format.publisher()).collect();
    sources.dedup();
    MarketReport { asked: asked.join(" · "), source: sources.join(", "), answer, files, counts }
}

/// A title, level, company or place that no row has.
fn no_such(question: &Question, answer: &Answer) -> Result<()> {
    let Some((key, names)) = answer.unknown.first() else { return Ok(()) };
    let asked = question.filter[*key as usize].as_ref().map_or("", |pattern| pattern.written.as_str());
    Err(Error::usage_hint(format!("no row has the {} `{asked}`", key.name()), near_or_some(asked, names)))
}

/// The name that is meant, or a few of those that there are.
pub fn near_or_some(asked: &str, names: &[String]) -> String {
    if let Some(near) = words::nearest(asked, names.iter().map(String::as_str)) {
        return format!("did you mean `{near}`?");
    }
    let some = names.iter().take(6).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = if names.len() > 6 { format!(" and {} more", names.len() - 6) } else { String::new() };
    format!("there are {some}{more}; `*` stands for anything: \"*{asked}*\"")
}
