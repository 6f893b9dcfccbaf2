//! Rubrics: from a file, from a case, or from a job description where no
//! guideline exists.

use rust_decimal::Decimal;

use super::Source;
use super::case::chapter::{Reading, Table, parse};
use crate::domain::promotion::{Dimension, Rubric, RubricOrigin, Score};
use crate::error::{Place, Problem, Problems};
use crate::num::AmountStyle;

/// Reads a rubric file.
///
/// # Errors
/// Every problem of the file.
pub fn read_rubric(source: &Source, usual: Option<&Rubric>, style: AmountStyle) -> Result<Rubric, Problems> {
    let parsed = parse(source)?;
    let reading = Reading::new(source, style);
    let root = Table::root(&reading, &parsed);
    let origin = RubricOrigin::File(source.name().to_owned());
    let rubric = rubric_of(&root, usual, origin);
    root.finish();
    let problems = reading.into_problems();
    match rubric {
        Some(rubric) if problems.is_empty() => Ok(rubric),
        _ => Err(problems),
    }
}

/// Reads the keys of a rubric from a table. What a dimension does not say is
/// taken from the dimension of the same name in the usual rubric; `None` when
/// something is wrong, which is then noted.
pub fn rubric_of(table: &Table<'_>, usual: Option<&Rubric>, origin: RubricOrigin) -> Option<Rubric> {
    let name = table.text("name");
    let gate = table.word("gate");
    let [pass, spike, floor] = ["pass", "spike", "floor"].map(|key| score(table, key));
    let dimensions = dimensions(table, usual)?;
    let or = |own: Option<Score>, usual: Option<Score>| own.or(usual);
    let rubric = Rubric {
        name: name.or(usual.map(|u| u.name.clone()))?,
        gate: gate.or(usual.map(|u| u.gate))?,
        pass: or(pass, usual.map(|u| u.pass))?,
        spike: or(spike, usual.map(|u| u.spike))?,
        floor: or(floor, usual.map(|u| u.floor))?,
        dimensions,
        origin,
    };
    if rubric.floor > rubric.pass || rubric.pass > rubric.spike {
        let order = format!("{} ≤ {} ≤ {}", rubric.floor.get(), rubric.pass.get(), rubric.spike.get());
        table.problem(
            "pass",
            format!("floor, pass and spike are not in order: {order} does not hold"),
            ORDER,
        );
        return None;
    }
    Some(rubric)
}

const ORDER: &str = "the floor lies at or below the pass, the spike at or above it";

/// A score from 1 to 5.
pub fn score(table: &Table<'_>, key: &str) -> Option<Score> {
    table.number_in(key, Decimal::ONE..=Decimal::from(5)).and_then(Score::new)
}

fn dimensions(table: &Table<'_>, usual: Option<&Rubric>) -> Option<Vec<Dimension>> {
    let mut list: Vec<Dimension> = Vec::new();
    for one in table.tables("dimensions") {
        let Some(name) = one.need("name", "\"delivery\"").text("name").map(|name| name.to_lowercase()) else {
            one.finish();
            continue;
        };
        if list.iter().any(|known| known.name == name) {
            one.problem("name", format!("`{name}` stands here twice"), "give each dimension once");
        }
        list.push(dimension(&one, name, usual));
        one.finish();
    }
    if !list.is_empty() {
        return Some(list);
    }
    match usual {
        Some(usual) if !table.has("dimensions") => Some(usual.dimensions.clone()),
        _ => {
            table.problem_here(
                "a rubric needs at least one dimension",
                "write [[dimensions]] and name = \"delivery\"",
            );
            None
        }
    }
}

fn dimension(table: &Table<'_>, name: String, usual: Option<&Rubric>) -> Dimension {
    let like = usual.and_then(|usual| usual.dimension(&name));
    let small = |words: Vec<String>| words.iter().map(|word| word.to_lowercase()).collect();
    let meaning = table.text("meaning").or_else(|| like.and_then(|like| like.meaning.clone()));
    let work = table.texts("work").or_else(|| like.map(|like| like.work.clone())).unwrap_or_default();
    let words = table.texts("words").map(small).or_else(|| like.map(|like| like.words.clone()));
    Dimension {
        // A dimension of one's own is at least known by its name.
        words: words.unwrap_or_else(|| vec![name.clone()]),
        name,
        meaning,
        work,
        demands: table.texts("demands").unwrap_or_default(),
    }
}

/// A rubric from a job description: each listed line goes to the dimension of
/// the usual rubric whose words it has; a dimension without a line drops out.
///
/// # Errors
/// When not one line belongs to a dimension.
pub fn rubric_from_job(source: &Source, usual: &Rubric) -> Result<Rubric, Problems> {
    let mut dimensions = usual.dimensions.clone();
    for line in source.text().lines().filter_map(listed) {
        let Some(name) = usual.best_dimension(line) else { continue };
        for dimension in dimensions.iter_mut().filter(|dimension| dimension.name == name) {
            dimension.demands.push(line.to_owned());
        }
    }
    dimensions.retain(|dimension| !dimension.demands.is_empty());
    if dimensions.is_empty() {
        let place = Place::file(source.name());
        let problem = Problem::new(place, "no listed line of this job description belongs to a dimension");
        let hint = "list what is asked for in lines that begin with `-`, or write a rubric file";
        return Err(problem.hint(hint).into());
    }
    let origin = RubricOrigin::JobDescription(source.name().to_owned());
    Ok(Rubric { name: "From the job description".into(), dimensions, origin, ..usual.clone() })
}

/// The text of a list item: `- …`, `* …`, `• …`, `1. …`.
fn listed(line: &str) -> Option<&str> {
    let line = line.trim();
    let numbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = match numbered.strip_prefix(['.', ')']) {
        Some(rest) if numbered.len() < line.len() => rest,
        _ => line.strip_prefix(['-', '*', '•', '–'])?,
    };
    Some(rest.trim()).filter(|rest| !rest.is_empty())
}

#[cfg(test)]
#[path = "rubric_tests.rs"]
mod tests;
