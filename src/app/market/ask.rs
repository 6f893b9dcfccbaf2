//! From files and a question to an answer: pooled, blended, converted, aged.

use std::path::{Path, PathBuf};

use crate::domain::{Assumptions, RowCounts, Skip};
use crate::error::{Error, Place, Problem, Result};
use crate::input::Source;
use crate::input::did_you_mean;
use crate::input::pay_data::{
    BulkOptions, FileReport, MarketInput, Recognized, read_market_file, recognize_market_file,
};
use crate::input::rates::{self, Exchange, Rate};
use crate::market::{Answer, Blend, Collector, Conversion, Question, Rules, blend};
use crate::num::{AmountStyle, Currency};

/// The inputs that files mean; none mean the built-in survey.
pub fn inputs_of(files: &[PathBuf]) -> Vec<MarketInput> {
    if files.is_empty() {
        return vec![MarketInput::Builtin];
    }
    files.iter().map(|file| MarketInput::File(file.clone())).collect()
}

/// Reads market files and answers a question from all their rows together.
///
/// # Errors
/// Problems of a file as a whole, a component that a file does not have, rows
/// in several currencies.
pub fn pooled(
    inputs: &[MarketInput],
    question: &Question,
    options: &BulkOptions,
    assumptions: &Assumptions,
) -> Result<(Answer, Vec<FileReport>)> {
    let mut collector = Collector::new(question.clone(), Rules::from(assumptions));
    let mut reports = Vec::new();
    for input in inputs {
        has_component(&recognize_market_file(input, options)?, input, question)?;
        let report = read_market_file(input, options, &mut collector)?;
        has_usable_rows(&report)?;
        reports.push(report);
    }
    Ok((collector.answer()?, reports))
}

/// Rows that cannot be used are counted; a file that has no others is a problem.
fn has_usable_rows(report: &FileReport) -> Result<()> {
    let counts = &report.counts;
    if counts.read == 0 || counts.skipped_total() < counts.read || !report.rejects.is_empty() {
        return Ok(());
    }
    let reasons: Vec<String> =
        counts.skipped.iter().map(|(skip, n)| format!("{} ({n})", skip.reason())).collect();
    let rows =
        if counts.read == 1 { "its one row".to_owned() } else { format!("none of its {} rows", counts.read) };
    let message = match counts.read {
        1 => format!("{rows} cannot be used: {}", reasons.join(", ")),
        _ => format!("{rows} can be used: {}", reasons.join(", ")),
    };
    let hint = if counts.skipped.contains_key(&Skip::UnknownUnit) {
        "units are year, month, bi-weekly, week and hour; --rejects FILE lists the rows"
    } else {
        "--rejects FILE lists the rows, each with its reason"
    };
    Err(Problem::new(Place::file(&report.name), message).hint(hint).into())
}

fn has_component(known: &Recognized, input: &MarketInput, question: &Question) -> Result<()> {
    if known.components.contains(&question.component) {
        return Ok(());
    }
    let has = known.components.iter().map(|c| c.name()).collect::<Vec<_>>().join(", ");
    Err(Error::usage_hint(
        format!("{} has no {}", input.name(), question.component.name()),
        format!("it has {has}"),
    ))
}

/// Answers from each input alone, blended by a rule.
///
/// # Errors
/// As [`pooled`]; answers in several currencies.
pub fn blended(
    inputs: &[MarketInput],
    question: &Question,
    options: &BulkOptions,
    assumptions: &Assumptions,
    rule: Blend,
) -> Result<(Answer, Vec<FileReport>)> {
    let (mut answers, mut reports) = (Vec::new(), Vec::new());
    for input in inputs {
        let (answer, files) = pooled(std::slice::from_ref(input), question, options, assumptions)?;
        answers.push((input.name(), answer));
        reports.extend(files);
    }
    let share = Rules::from(assumptions).dominant_share;
    Ok((blend(answers, rule, share)?, reports))
}

/// Rows of all files together, with what was dropped on request.
pub fn all_counts(answer: &Answer, files: &[FileReport]) -> RowCounts {
    let mut counts = RowCounts::default();
    files.iter().for_each(|file| counts.add(&file.counts));
    for (skip, n) in answer.groups.iter().flat_map(|group| &group.dropped) {
        *counts.skipped.entry(*skip).or_default() += n;
        counts.used = counts.used.saturating_sub(*n);
    }
    counts
}

/// How amounts of any currency become `to`, by a dated rate file.
///
/// # Errors
/// Every problem of the rate file.
pub fn conversion(path: &Path, to: Currency, day: Option<jiff::civil::Date>) -> Result<Conversion> {
    let source = Source::open(path)?;
    let (all, problems) = rates::read(&source, &[], AmountStyle::DecimalPoint);
    Ok(conversion_by(&problems.into_result(all)?, to, day))
}

/// The same from rates that were read already.
pub fn conversion_by(rates: &[Rate], to: Currency, day: Option<jiff::civil::Date>) -> Conversion {
    let exchange = Exchange::new(to, day, rates.to_vec());
    let mut factors: Vec<(Currency, f64, String)> = Vec::new();
    for from in rates.iter().flat_map(|rate| [rate.from, rate.to]) {
        if from != to
            && factors.iter().all(|(known, ..)| *known != from)
            && let Some((factor, why)) = exchange.factor(from)
        {
            factors.push((from, factor, why));
        }
    }
    Conversion { to, factors }
}

/// A title, level, company or place that no row has.
///
/// # Errors
/// That, with the nearest name that there is.
pub fn refuse_unknown(question: &Question, answer: &Answer) -> Result<()> {
    if let (Some(words), true) = (&question.occupation, answer.groups.iter().all(|g| g.points.is_empty())) {
        return Err(Error::usage_hint(
            format!("no occupation has the words `{words}`"),
            "try fewer words, or a code such as 15-1252",
        ));
    }
    let Some((key, names)) = answer.unknown.first() else { return Ok(()) };
    let asked = question.filter[*key as usize].as_ref().map_or("", |pattern| pattern.written.as_str());
    Err(Error::usage_hint(format!("no row has the {} `{asked}`", key.name()), near_or_some(asked, names)))
}

/// The name that is meant, or a few of those that there are.
pub fn near_or_some(asked: &str, names: &[String]) -> String {
    if let Some(near) = did_you_mean::nearest(asked, names.iter().map(String::as_str)) {
        return format!("did you mean `{near}`?");
    }
    let some = names.iter().take(6).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = if names.len() > 6 { format!(" and {} more", names.len() - 6) } else { String::new() };
    format!("there are {some}{more}; `*` stands for anything: \"*{asked}*\"")
}
