//! The market of a case: benchmarks from the raw market files that it names.

use crate::domain::{Adjustment, Benchmark, Case, Component, Confidence};
use crate::error::{Error, Place, Problem, Problems, Result};
use crate::input::bulk::{BulkOptions, MarketFormat, recognize_market_file};
use crate::input::case::RawMarket;
use crate::input::words;
use crate::market::{Answer, Key, Question};

use super::market::ask;

/// What raw files add to a case.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CaseMarket {
    /// Benchmarks that fit the role, in the order of the files and components.
    pub benchmarks: Vec<Benchmark>,
    /// What the reader should know about them.
    pub notes: Vec<String>,
}

/// Benchmarks from the raw market files of a case.
///
/// Rows of the role's title are taken, in its place where that leaves enough
/// people, otherwise everywhere, with a word about it.
///
/// # Errors
/// Every problem of every file; a title that no row has.
pub fn benchmarks_of(raw: &[RawMarket], case: &Case) -> Result<CaseMarket> {
    let mut market = CaseMarket::default();
    let mut problems = Problems::new();
    for file in raw {
        match of_file(file, case, &mut market) {
            Err(Error::Problems(of_file)) => problems.extend(of_file),
            other => other?,
        }
    }
    problems.into_result(market)
}

fn of_file(file: &RawMarket, case: &Case, market: &mut CaseMarket) -> Result<()> {
    let named = file.format.as_deref();
    let format = named.map(|name| format_named(file, name)).transpose()?;
    let options = BulkOptions { format, ..BulkOptions::default() };
    let known = match format {
        Some(format) => Some(format),
        None => recognize_market_file(&file.path)?,
    };
    let components = match &file.component {
        Some(name) => vec![component_named(file, name)?],
        // Base stands beside the offer's base, total beside its total.
        None => known.map_or(vec![Component::Total], |format| {
            let shown = |c: &&Component| !matches!(c, Component::Bonus | Component::Equity);
            format.components().iter().filter(shown).copied().collect()
        }),
    };
    for component in components {
        market.benchmarks.extend(benchmark(file, component, &options, case, &mut market.notes)?);
    }
    Ok(())
}

fn problem(file: &RawMarket, message: String) -> Problem {
    Problem::new(Place::file(file.path.display().to_string()), message)
}

fn format_named(file: &RawMarket, name: &str) -> Result<MarketFormat> {
    let names = MarketFormat::ALL.map(MarketFormat::name);
    MarketFormat::ALL.into_iter().find(|format| format.name() == name).ok_or_else(|| {
        let hint = words::did_you_mean(name, names, "the formats are");
        problem(file, format!("`{name}` is not a format of market files")).hint(hint).into()
    })
}

fn component_named(file: &RawMarket, name: &str) -> Result<Component> {
    let names = Component::ALL.map(Component::name);
    Component::from_name(name).ok_or_else(|| {
        let hint = words::did_you_mean(name, names, "the components are");
        problem(file, format!("`{name}` is not a component of pay")).hint(hint).into()
    })
}

fn benchmark(
    file: &RawMarket,
    component: Component,
    options: &BulkOptions,
    case: &Case,
    notes: &mut Vec<String>,
) -> Result<Option<Benchmark>> {
    let keys = [&file.title, &file.level, &file.company, &file.location];
    let mut question = Question::about(component);
    for (key, text) in Key::ALL.into_iter().zip(keys) {
        if let Some(text) = text {
            question = question.only(key, text);
        }
    }
    let answer = answered(file, &question, options, case)?;
    let wider = file.location.is_some() && answer.groups.iter().all(|g| g.confidence == Confidence::Withheld);
    let mut adjustments = Vec::new();
    let answer = if wider {
        let here = answer.groups.first().map_or(0, |group| group.n);
        question.filter[Key::Location as usize] = None;
        let place = file.location.clone().unwrap_or_default();
        let why = format!("{here} rows in {place} are too few");
        notes.push(format!("{}: {why} for {}; all places are taken", file.path.display(), component.name()));
        adjustments.push(Adjustment { what: "all places instead of one".into(), factor: 1.0, why });
        answered(file, &question, options, case)?
    } else {
        answer
    };
    let Some(group) = answer.groups.first() else { return Ok(None) };
    if let Some(why) = &group.withheld {
        notes.push(format!("{}: no benchmark of {}: {why}", file.path.display(), component.name()));
    }
    if answer.currency.is_some_and(|currency| currency != case.currency) {
        let found = answer.currency.map_or("", |currency| currency.code());
        let message = format!("its figures are in {found}, the case is in {}", case.currency.code());
        return Err(problem(file, message)
            .hint("state them in a benchmark file, with a rate file beside it")
            .into());
    }
    let publisher =
        options.format.or(recognize_market_file(&file.path)?).map_or("market file", MarketFormat::publisher);
    let benchmark = group.benchmark(component, &question, publisher, &file.path.display().to_string());
    Ok(benchmark.map(|benchmark| Benchmark { adjustments, ..benchmark }))
}

/// The answer; a title, level or company that no row has is a problem of the file.
fn answered(file: &RawMarket, question: &Question, options: &BulkOptions, case: &Case) -> Result<Answer> {
    let (answer, _) = ask(std::slice::from_ref(&file.path), question, options, &case.assumptions)?;
    let mut problems = Problems::new();
    for (key, names) in answer.unknown.iter().filter(|(key, _)| *key != Key::Location) {
        let asked = question.filter[*key as usize].as_ref().map_or("", |pattern| pattern.written.as_str());
        let near = super::market::near_or_some(asked, names);
        let hint = format!("{near}; in the case: market = [{{ file = \"…\", {} = \"…\" }}]", key.name());
        problems.push(problem(file, format!("no row has the {} `{asked}`", key.name())).hint(hint));
    }
    problems.into_result(answer)
}
