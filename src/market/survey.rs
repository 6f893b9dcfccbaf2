//! Published statistics: which of them a question means.

use super::question::{Key, Question};
use crate::domain::{Published, same_name};

/// True for a statistic that a question asks for.
pub fn asks_for(question: &Question, statistic: &Published) -> bool {
    let benchmark = &statistic.benchmark;
    question.component == benchmark.component
        && question.occupation.as_deref().is_none_or(|words| is_occupation(words, statistic))
        && asks_for_title(question, statistic)
        && asks_for_industry(question, statistic)
        && asks_for_place(question, statistic)
        && asks_for_text(question, Key::Company, benchmark.company.as_deref())
        && asks_for_text(question, Key::Level, benchmark.level.as_deref())
}

fn asks_for_text(question: &Question, key: Key, text: Option<&str>) -> bool {
    let Some(pattern) = &question.filter[key as usize] else { return true };
    text.is_some_and(|text| pattern.fits(&key.fold(text)))
}

/// True for a statistic of the title, or the code, that is asked for.
pub fn asks_for_title(question: &Question, statistic: &Published) -> bool {
    let title = statistic.benchmark.family.as_deref();
    match &question.filter[Key::Title as usize] {
        Some(pattern) => {
            statistic.code.as_deref() == Some(pattern.written.trim())
                || title.is_some_and(|title| pattern.fits(&Key::Title.fold(title)))
        }
        // Nobody asks for "all managers" beside every kind of manager.
        None => !statistic.is_group || question.occupation.is_some(),
    }
}

/// Without a place the whole country; else the place, or the state it lies in.
/// A table of anybody's has no nation: without a place asked for, all of them.
fn asks_for_place(question: &Question, statistic: &Published) -> bool {
    let place = statistic.benchmark.location.as_deref();
    if !statistic.is_survey && question.filter[Key::Location as usize].is_none() {
        return true;
    }
    if question.by.contains(&Key::Location) && question.filter[Key::Location as usize].is_none() {
        return place.is_some();
    }
    match (&question.filter[Key::Location as usize], place) {
        (None, place) => place.is_none(),
        (Some(_), None) => false,
        (Some(pattern), Some(place)) => pattern.nearness(place).is_some(),
    }
}

/// The same statistic of whatever place: then what is missing is its place.
pub fn asks_but_for_place(question: &Question, statistic: &Published) -> bool {
    question.component == statistic.benchmark.component
        && question.occupation.as_deref().is_none_or(|words| is_occupation(words, statistic))
        && asks_for_title(question, statistic)
        && asks_for_industry(question, statistic)
}

/// Every word of the industry stands in its name; who asks for none means all of them, or what there is.
fn asks_for_industry(question: &Question, statistic: &Published) -> bool {
    let Some(wanted) = &question.industry else { return true };
    statistic.industry.as_deref().is_some_and(|industry| has_words(industry, wanted))
}

/// True when the code begins as written, or every word stands in the title.
fn is_occupation(written: &str, statistic: &Published) -> bool {
    let written = written.trim().to_lowercase();
    if written.starts_with(|c: char| c.is_ascii_digit()) {
        return statistic.code.as_deref().is_some_and(|code| code.starts_with(&written));
    }
    has_words(statistic.benchmark.family.as_deref().unwrap_or_default(), &written)
}

/// True when every word that is wanted stands in a text.
fn has_words(text: &str, wanted: &str) -> bool {
    let (text, wanted) = (text.to_lowercase(), wanted.to_lowercase());
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    let mut wanted = wanted.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    wanted.all(|word| words.iter().any(|have| stem(have) == stem(word)))
}

/// The word without the `s` of the plural.
fn stem(word: &str) -> &str {
    word.strip_suffix('s').filter(|stem| stem.len() > 2).unwrap_or(word)
}

/// Of the statistics found: those whose title or code is exactly the words
/// asked for, where there are such, and single occupations rather than the
/// groups that bear their name.
pub fn narrowed(question: &Question, mut found: Vec<Published>) -> Vec<Published> {
    if let Some(written) = question.occupation.as_deref() {
        let exactly = |statistic: &Published| {
            let names = [&statistic.benchmark.family, &statistic.code];
            names.into_iter().flatten().any(|name| same_name(name, written))
        };
        if found.iter().any(exactly) {
            found.retain(exactly);
        }
    }
    if found.iter().any(|statistic| statistic.industry.is_none()) {
        found.retain(|statistic| statistic.industry.is_none());
    }
    if let Some(pattern) = &question.filter[Key::Location as usize] {
        let nearness = |statistic: &Published| pattern.nearness(statistic.benchmark.location.as_deref()?);
        let nearest = found.iter().filter_map(nearness).min();
        found.retain(|statistic| !statistic.is_survey || nearness(statistic) == nearest);
    }
    if found.iter().any(|statistic| !statistic.is_group) {
        found.retain(|statistic| !statistic.is_group);
    }
    found
}
