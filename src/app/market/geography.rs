//! Geographic differentials: from a factor, an own table, an OEWS file, or the
//! built-in medians of the American states.

use std::path::Path;

use super::ask::{near_or_some, opened, pooled};
use crate::domain::{Adjustment, Assumptions, Component, StatValue};
use crate::error::{Error, Result};
use crate::input::pay_data::{BulkOptions, MarketInput};
use crate::input::{FileKind, ReadOptions, Source, differentials as geo_table, kind_of};
use crate::market::{Differentials, Group, Key, PlaceLevel, Question};
use crate::num::grouped;

/// What was asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Differential {
    /// What local pay is of that in the data.
    Factor(f64),
    /// A place, to be looked up.
    Place(String),
}

/// The differentials of a file, or the built-in ones of the American states.
///
/// # Errors
/// Problems of the file; an occupation that it does not have.
pub fn differentials(
    file: Option<&Path>,
    occupation: Option<&str>,
    assumptions: &Assumptions,
) -> Result<Differentials> {
    let Some(path) = file else {
        return of_survey(&MarketInput::BuiltinStates, None, assumptions);
    };
    if kind_of(path, &ReadOptions::default()).is_ok_and(|kind| kind == FileKind::Differentials) {
        return own(path);
    }
    of_survey(&MarketInput::File(path.to_path_buf()), occupation, assumptions)
}

fn own(path: &Path) -> Result<Differentials> {
    let options = ReadOptions::default();
    let source = Source::table(path, &options.told, &|header| geo_table::COLUMNS.fit(header, &options))?;
    let rows = geo_table::read(&source, &options)?;
    let country = PlaceLevel { place: None, level: 1.0, words: "1".into() };
    let places = rows.into_iter().map(|row| PlaceLevel {
        place: Some(row.place),
        level: row.factor,
        words: row.written,
    });
    let levels = std::iter::once(country).chain(places).collect();
    Ok(Differentials { measure: format!("cost of labor by {}", path.display()), levels })
}

/// The medians of one occupation, or of all of them, by place.
fn of_survey(
    input: &MarketInput,
    occupation: Option<&str>,
    assumptions: &Assumptions,
) -> Result<Differentials> {
    let options = BulkOptions::with(assumptions);
    let mut question = Question::about(Component::Wage);
    match occupation {
        Some(words) => question.occupation = Some(words.to_owned()),
        None => question = question.only(Key::Title, ALL_OCCUPATIONS),
    }
    let everywhere = Question { by: vec![Key::Location], ..question.clone() };
    let files = opened(std::slice::from_ref(input), &options)?;
    let ask = |question: &Question| pooled(&files, question, &options, assumptions);
    let (places, country) = (ask(&everywhere)?.0.groups, ask(&question)?.0.groups);
    let country = match country.as_slice() {
        [one] if !one.points.is_empty() => country,
        [] => national(&question, occupation, assumptions)?,
        [_] => national(&question, occupation, assumptions)?,
        several => return Err(ambiguous(occupation, several)),
    };
    let levels: Vec<PlaceLevel> = country.iter().chain(&places).filter_map(level).collect();
    let source = country.iter().chain(&places).find_map(|group| group.source.clone()).unwrap_or_default();
    let whose = match country.first().and_then(|group| group.key_of(Key::Title)) {
        Some(title) if occupation.is_some() => title.to_owned(),
        _ => "all occupations (so the mix of jobs is in it)".to_owned(),
    };
    if levels.iter().all(|level| level.place.is_none()) {
        return Err(Error::usage_hint(
            format!("{} has no places to compare", input.name()),
            "name an OEWS file of states or areas, or a table with the columns location,differential",
        ));
    }
    Ok(Differentials { measure: format!("median wage of {whose} by {source}"), levels })
}

/// The Bureau's code of all occupations together.
const ALL_OCCUPATIONS: &str = "00-0000";

/// A file of areas alone has no row of the whole country: the built-in survey does.
fn national(question: &Question, occupation: Option<&str>, assumptions: &Assumptions) -> Result<Vec<Group>> {
    let options = BulkOptions::with(assumptions);
    let input = if occupation.is_some() { MarketInput::Builtin } else { MarketInput::BuiltinStates };
    let (answer, _) = pooled(&opened(&[input], &options)?, question, &options, assumptions)?;
    match answer.groups.as_slice() {
        [one] if !one.points.is_empty() => Ok(answer.groups),
        [_, _, ..] => Err(ambiguous(occupation, &answer.groups)),
        _ => Err(Error::usage_hint(
            format!("no occupation has the words `{}`", occupation.unwrap_or(ALL_OCCUPATIONS)),
            "try fewer words, or a code such as 15-1252",
        )),
    }
}

fn ambiguous(occupation: Option<&str>, groups: &[Group]) -> Error {
    let titles = groups.iter().filter_map(|group| group.key_of(Key::Title)).take(5).collect::<Vec<_>>();
    Error::usage_hint(
        format!("`{}` means several occupations: {}", occupation.unwrap_or_default(), titles.join(", ")),
        "name one with --occupation, or its code",
    )
}

/// The median of one place; a top-coded one is no figure to divide by.
fn level(group: &Group) -> Option<PlaceLevel> {
    let Some(StatValue::Exact(median)) = group.at(50) else { return None };
    Some(PlaceLevel {
        place: group.key_of(Key::Location).map(str::to_owned),
        level: median.to_f64(),
        words: grouped(median.amount()),
    })
}

/// The adjustment from where the figures are of to a place.
///
/// # Errors
/// A place that the table does not have.
pub fn adjustment(table: &Differentials, from: Option<&str>, to: &str) -> Result<Adjustment> {
    table.between(from, to).map_err(|missing| {
        Error::usage_hint(
            format!("no differential is known for {missing}"),
            near_or_some(&missing, &table.places()),
        )
    })
}
