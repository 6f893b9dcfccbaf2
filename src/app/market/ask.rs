//! From files and a question to an answer: pooled, blended, converted, aged.

use std::path::{Path, PathBuf};

use crate::domain::{Assumptions, RowCounts, Skip};
use crate::error::{Error, Place, Problem, Result};
use crate::input::did_you_mean;
use crate::input::pay_data::{BulkOptions, FileReport, Loss, MarketFile, MarketInput};
use crate::input::plan::Plan;
use crate::input::rates::{self, Exchange, Rate};
use crate::input::{ReadOptions, Source};
use crate::market::{Aging, Answer, Blend, Collector, Conversion, Key, Question, Rules, apply, blend};
use crate::num::Currency;

/// The inputs that files mean; none mean the built-in survey.
pub fn inputs_of(files: &[PathBuf]) -> Vec<MarketInput> {
    if files.is_empty() {
        return vec![MarketInput::Builtin];
    }
    files.iter().map(|file| MarketInput::File(file.clone())).collect()
}

/// Looks at every file.
///
/// # Errors
/// Problems of a file as a whole.
pub fn opened(inputs: &[MarketInput], options: &BulkOptions) -> Result<Vec<MarketFile>> {
    inputs.iter().map(|input| MarketFile::open(input, options)).collect()
}

/// Reads market files and answers a question from all their rows together.
///
/// # Errors
/// Problems of a file as a whole, a component that a file does not have, rows
/// in several currencies, half of the rows lost.
pub fn pooled(
    files: &[MarketFile],
    question: &Question,
    options: &BulkOptions,
    assumptions: &Assumptions,
) -> Result<(Answer, Vec<FileReport>)> {
    let mut collector = Collector::new(question.clone(), Rules::from(assumptions));
    let mut reports = Vec::new();
    for file in files {
        has_component(file, question)?;
        let report = file.read(options, &mut collector)?;
        refuse_loss(&report, assumptions)?;
        reports.push(report);
    }
    let mut answer = collector.answer()?;
    if reports.iter().any(|report| heavy_losses(report, assumptions).next().is_some()) {
        answer.trust_less();
    }
    Ok((answer, reports))
}

/// Losses that cost more than a tenth of the rows that were asked for, each with its share.
pub fn heavy_losses<'r>(
    report: &'r FileReport,
    assumptions: &Assumptions,
) -> impl Iterator<Item = (&'r Loss, f64)> {
    let least = assumptions.value("market.loss-told");
    let asked = report.counts.used + report.losses.iter().map(|loss| loss.rows).sum::<u64>();
    let shares = report.losses.iter().map(move |loss| (loss, loss.rows as f64 / asked.max(1) as f64));
    shares.filter(move |(_, share)| *share > least)
}

/// Half of the rows lost for one reason: what is left says nothing about the file. Rows that cannot be
/// used for other reasons are counted; a file that has no others is a problem as well.
fn refuse_loss(report: &FileReport, assumptions: &Assumptions) -> Result<()> {
    if !report.rejects.is_empty() {
        return Ok(());
    }
    let most = assumptions.value("market.loss-refused");
    let heaviest = heavy_losses(report, assumptions).max_by(|one, other| one.1.total_cmp(&other.1));
    if let Some((loss, share)) = heaviest
        && (share > most || share >= 0.5 && loss.rows >= report.counts.used && share >= most)
    {
        return Err(lost(report, loss).into());
    }
    let counts = &report.counts;
    if counts.read == 0 || counts.skipped_total() < counts.read {
        return Ok(());
    }
    let reasons: Vec<String> =
        counts.skipped.iter().map(|(skip, n)| format!("{} ({n})", skip.reason())).collect();
    let message = match counts.read {
        1 => format!("its one row cannot be used: {}", reasons.join(", ")),
        read => format!("none of its {read} rows can be used: {}", reasons.join(", ")),
    };
    let hint = "--rejects FILE lists the rows, each with its reason";
    Err(Problem::new(Place::file(&report.name), message).hint(hint).into())
}

fn lost(report: &FileReport, loss: &Loss) -> Problem {
    let asked = report.counts.used + report.losses.iter().map(|loss| loss.rows).sum::<u64>();
    let texts: Vec<String> = loss.texts.iter().take(4).map(|(text, n)| format!("`{text}` ({n})")).collect();
    let more = if loss.texts.len() > 4 { ", …" } else { "" };
    let shown = if texts.is_empty() { String::new() } else { format!(": {}{more}", texts.join(", ")) };
    let column = loss.column.as_ref().map_or(String::new(), |column| format!(" in column `{column}`"));
    let message = format!("{} of {asked} rows are lost: {}{column}{shown}", loss.rows, loss.reason.reason());
    Problem::new(Place::file(&report.name), message).hint(remedy(loss, &report.plan))
}

/// How rows that were lost for a reason are won back.
fn remedy(loss: &Loss, plan: &Plan) -> String {
    let open = |what: &str| plan.open.iter().find(|open| open.what == what).map(|open| &open.proof.example);
    match loss.reason {
        Skip::UnknownUnit => {
            "write units as year, month, half-month, fortnight, week, day or hour, or say it of \
                              all rows: --set unit=year"
                .to_owned()
        }
        Skip::Unreadable => match open("decimal") {
            Some(text) => format!(
                "`{text}` could be two numbers: say `--decimal-comma` (or --set decimal=comma) if the comma separates \
                 decimals, --set decimal=point if the point does"
            ),
            None => {
                "amounts are written as 185000, 185,000, $185,000, 185k, 45.000,00 or $53K-$91K; map another \
                     column with --column base=\"Header\"; --rejects FILE lists the rows"
                    .to_owned()
            }
        },
        Skip::UnreadableDate => match open("dates") {
            Some(text) => {
                format!("`{text}` could be two days: say --set dates=day-first or --set dates=month-first")
            }
            None => "days are written as 2026-05-04, 5/4/2026, 24.11.2020 or 24 Nov 2020".to_owned(),
        },
        Skip::UnreadableExperience => {
            "experience is written as 7, 6.5, 5-7 years, 10+ or \"1 year or less\"".to_owned()
        }
        Skip::UnknownCurrency => {
            "currencies are ISO codes or their signs; say it of all rows: --currency EUR".to_owned()
        }
        Skip::NoRate => {
            let codes: Vec<&str> = loss.texts.iter().take(4).map(|(text, _)| text.as_str()).collect();
            format!("add rows for {} to the file of --rates", codes.join(", "))
        }
        _ => "--rejects FILE lists the rows, each with its reason".to_owned(),
    }
}

fn has_component(file: &MarketFile, question: &Question) -> Result<()> {
    if file.components.contains(&question.component) {
        return Ok(());
    }
    let has = file.components.iter().map(|c| c.name()).collect::<Vec<_>>().join(", ");
    Err(Error::usage_hint(
        format!("{} has no {}", file.input.name(), question.component.name()),
        format!("it has {has}"),
    ))
}

/// Answers from each file alone, aged each from its own date, then blended by a rule.
///
/// # Errors
/// As [`pooled`]; answers in several currencies.
pub fn blended(
    files: &[MarketFile],
    question: &Question,
    options: &BulkOptions,
    assumptions: &Assumptions,
    (rule, aging): (Blend, Option<Aging>),
) -> Result<(Answer, Vec<FileReport>)> {
    let (mut answers, mut reports) = (Vec::new(), Vec::new());
    for file in files {
        let (mut answer, read) = pooled(std::slice::from_ref(file), question, options, assumptions)?;
        age(&mut answer, aging);
        answers.push((file.input.name(), answer));
        reports.extend(read);
    }
    let share = Rules::from(assumptions).dominant_share;
    Ok((blend(answers, rule, share)?, reports))
}

/// Ages every group from its own date; its figures are of the new day from then on.
pub fn age(answer: &mut Answer, aging: Option<Aging>) {
    let Some(aging) = aging else { return };
    for group in &mut answer.groups {
        if let Some(aged) = group.as_of.and_then(|of| aging.of(of)) {
            apply(group, aged);
            group.aged_to = Some(aging.to);
        }
    }
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
    let options = ReadOptions::default();
    let source = Source::table(path, &options.told, &|header| rates::COLUMNS.fit(header, &options))?;
    let (all, problems) = rates::read(&source, &options);
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
    let elsewhere = answer.unknown.iter().any(|(key, _)| *key == Key::Location);
    let nothing = answer.groups.iter().all(|g| g.points.is_empty());
    if let (Some(words), true, false) = (&question.occupation, nothing, elsewhere) {
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
