//! What is wrong with a file of words, with where and the nearest that exists.

use minijinja::{Environment, ErrorKind};

use super::Entry;
use crate::error::{Place, Problem, Problems};
use crate::input::templates::Template;

/// Lines that are no templates; and, of those that are not built in, lines without an end.
pub(super) fn syntax_problems(env: &Environment<'_>, key: &str, entry: &Entry, is_base: bool) -> Problems {
    let fault = |line: &str| match env.template_from_str(line) {
        Err(error) => Some(error.detail().unwrap_or("it cannot be read").to_owned()),
        Ok(_) if is_base => None,
        Ok(template) => {
            let error = template.render(()).err().filter(|error| error.kind() == ErrorKind::OutOfFuel)?;
            Some(error.to_string())
        }
    };
    let problem = |line: &String| {
        let message = format!("`{key}` is not a template: {}", fault(line)?);
        let place = Place { excerpt: Some(line.clone()), ..Place::file(entry.file.clone()) };
        Some(Problem::new(place, message).hint("a tag begins and ends on one line"))
    };
    entry.choices.iter().flatten().filter_map(problem).collect()
}

pub(super) fn not_toml(file: &Template, error: &toml::de::Error) -> Problem {
    let at = error.span().map(|span| span.start).unwrap_or(0);
    let before = file.text.get(..at).unwrap_or("");
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    let excerpt = file.text.lines().nth(line - 1).map(str::to_owned);
    let place =
        Place { line: Some(line), column: Some(column), excerpt, width: 1, ..Place::file(file.name.clone()) };
    Problem::new(place, format!("not TOML: {}", error.message()))
}

pub(super) fn unknown_key<'a>(
    file: &Template,
    key: &str,
    known: impl Iterator<Item = &'a String>,
) -> Problem {
    let problem = Problem::new(Place::file(file.name.clone()), format!("no text is called `{key}`"));
    match nearest(key, known.map(String::as_str)) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem,
    }
}

pub(super) fn unknown_fact<'a>(
    entry: &Entry,
    key: &str,
    name: &str,
    known: impl Iterator<Item = &'a str>,
) -> Problem {
    let message = format!("`{key}` names `{name}`, which is no fact that it can have");
    let problem = Problem::new(Place::file(entry.file.clone()), message);
    match nearest(name, known) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem,
    }
}

fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|candidate| (strsim::jaro_winkler(name, candidate), candidate))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// A name that two files of one language have.
pub(super) fn twice(file: &Template, key: &str, other: &str) -> Problem {
    Problem::new(Place::file(file.name.clone()), format!("`{key}` stands in {other} as well"))
        .hint("one name has one text in a language")
}
