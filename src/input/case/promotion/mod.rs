//! The chapter `[promotion]`: standing, review calendar, rubric and scores,
//! people, goals, the agreement with the manager.

mod calendar;
mod evidence;
mod log;
mod people;

use std::path::Path;

use jiff::civil::Date;

use super::chapter::Table;
use crate::domain::promotion::{
    Agreement, Promotion, Question, Rubric, RubricOrigin, Scored, Standing, Step, StepState, Strategy,
    Testimonial, Usual,
};
use crate::domain::same_name;
use crate::input::rubric::{read_rubric, rubric_from_job, rubric_of, score};
use crate::input::value::{self, Fault, Read};
use crate::input::{Source, did_you_mean};
use crate::num::AmountStyle;

pub use evidence::check_claims;

/// What stands beside the chapter.
#[derive(Debug, Clone, Copy)]
pub struct Beside<'a> {
    /// The folder of the case: paths are relative to it.
    pub folder: &'a Path,
    /// The day of the case.
    pub as_of: Option<Date>,
    /// What holds where the chapter is silent.
    pub usual: &'a Usual,
    /// How amounts in files are written.
    pub style: AmountStyle,
}

/// Months that nobody has spent in one level.
const MOST_MONTHS: u32 = 600;
/// Counts and days larger than this are slips of the pen.
const MOST: u32 = 1000;

/// Reads the chapter; problems collect in the table's reading. Beside it, the
/// files that it named, for the audit trail.
pub fn promotion(table: &Table<'_>, beside: &Beside<'_>) -> (Promotion, Vec<Source>) {
    let mut sources = Vec::new();
    let rubric = table.table("rubric").and_then(|rubric| rubric_chapter(rubric, beside, &mut sources));
    let in_use = rubric.as_ref().unwrap_or(&beside.usual.rubric);
    let promotion = Promotion {
        standing: standing(table, beside.as_of),
        calendar: table.table("calendar").map(|c| calendar::calendar(c, beside.as_of)).unwrap_or_default(),
        scores: scores(table, in_use),
        people: people::people(table),
        goals: people::goals(table, in_use),
        roadmap: people::roadmap(table, in_use),
        agreement: table.table("agreement").map(agreement).unwrap_or_default(),
        strategy: Strategy {
            document: table.text("strategy_document"),
            signed_by: table.text("strategy_signed_by"),
            signed_on: table.date("strategy_signed_on"),
        },
        answers: table.table("answers").map(answers).unwrap_or_default(),
        log: log::log(table, in_use),
        testimonials: testimonials(table),
        plan_to_say: table.texts("plan_to_say").unwrap_or_default(),
        rubric,
    };
    (promotion, sources)
}

fn standing(table: &Table<'_>, as_of: Option<Date>) -> Standing {
    let level_since = table.date("level_since");
    if let (Some(since), Some(today)) = (level_since, as_of)
        && since > today
    {
        let message = format!("{since} lies after {today}, the day of the case");
        table.problem("level_since", message, "write the day on which you came to your level");
    }
    let months_in_level = table.integer("months_in_level", 0..=MOST_MONTHS);
    if level_since.is_some() && months_in_level.is_some() {
        table.problem("months_in_level", "`level_since` says the same", "keep one of the two");
    }
    Standing {
        level_since,
        months_in_level,
        releases: table.integer("releases", 0..=MOST),
        least_months: table.integer("least_months", 0..=MOST_MONTHS),
        least_releases: table.integer("least_releases", 0..=MOST),
    }
}

/// A rubric in the case, in a file, or from a job description.
fn rubric_chapter(table: Table<'_>, beside: &Beside<'_>, sources: &mut Vec<Source>) -> Option<Rubric> {
    let usual = &beside.usual.rubric;
    let named = [table.text("file"), table.text("job_description")];
    let rubric = match named {
        [Some(_), Some(_)] => {
            table.problem("job_description", "a rubric file is named as well", "keep one of the two");
            None
        }
        [Some(file), None] => open(&table, "file", &file, beside, sources)
            .and_then(|source| noted(&table, read_rubric(&source, Some(usual), beside.style))),
        [None, Some(file)] => open(&table, "job_description", &file, beside, sources)
            .and_then(|source| noted(&table, rubric_from_job(&source, usual))),
        [None, None] => rubric_of(&table, Some(usual), RubricOrigin::File(source_name(&table))),
    };
    table.finish();
    rubric
}

fn source_name(table: &Table<'_>) -> String {
    table.reading().source().name().to_owned()
}

fn open(
    table: &Table<'_>,
    key: &str,
    file: &str,
    beside: &Beside<'_>,
    sources: &mut Vec<Source>,
) -> Option<Source> {
    match Source::open(&beside.folder.join(file)) {
        Ok(source) => {
            sources.push(source.clone());
            Some(source)
        }
        Err(problem) => {
            let hint = problem.hint.clone().unwrap_or_else(|| "paths are relative to the case file".into());
            table.problem(key, problem.message, hint);
            None
        }
    }
}

fn noted<T>(table: &Table<'_>, read: Result<T, crate::error::Problems>) -> Option<T> {
    match read {
        Ok(value) => Some(value),
        Err(problems) => {
            problems.iter().for_each(|problem| table.reading().push(problem.clone()));
            None
        }
    }
}

fn scores(table: &Table<'_>, rubric: &Rubric) -> Vec<Scored> {
    let mut list: Vec<Scored> = Vec::new();
    for one in table.tables("scores") {
        let dimension = dimension_name(one.need("dimension", "\"delivery\""), rubric);
        let (own, manager) = (score(&one, "own"), score(&one, "manager"));
        if !one.has("own") && !one.has("manager") {
            one.problem_here("[[promotion.scores]] has neither `own` nor `manager`", "write own = 4.2");
        }
        if let Some(dimension) = dimension {
            if list.iter().any(|known| known.dimension == dimension) {
                one.problem("dimension", format!("`{dimension}` is scored twice"), "score each once");
            }
            list.push(Scored { dimension, own, manager });
        }
        one.finish();
    }
    list
}

/// The key `dimension`, which must be one of the rubric.
fn dimension_name(table: &Table<'_>, rubric: &Rubric) -> Option<String> {
    table.read("dimension", |text, _| known_dimension(text, rubric))
}

fn known_dimension(text: &str, rubric: &Rubric) -> Read<String> {
    let names = || rubric.dimensions.iter().map(|dimension| dimension.name.as_str());
    names().find(|name| same_name(name, text)).map(str::to_owned).ok_or_else(|| {
        Fault::new(
            format!("`{text}` is no dimension of the rubric"),
            did_you_mean::did_you_mean(text, names(), "its dimensions are"),
        )
    })
}

fn agreement(table: Table<'_>) -> Agreement {
    let mut agreement = Agreement::default();
    agreement.manager = table.text("manager");
    agreement.must_show = table.texts("to_show").unwrap_or_default();
    agreement.just_longer = table.flag("just_longer").unwrap_or_default();
    agreement.hostile = table.flag("hostile").unwrap_or_default();
    for &step in Step::ALL {
        if let Some(state) = table.read(step.name(), step_state) {
            agreement.set(step, state);
        }
    }
    table.finish();
    agreement
}

fn step_state(text: &str, _: AmountStyle) -> Read<StepState> {
    match text.trim() {
        "done" => Ok(StepState::Done),
        "open" => Ok(StepState::Open),
        other => value::date(other).map(StepState::DoneOn).map_err(|_| {
            Fault::new(
                format!("`{other}` is neither a day nor `done` nor `open`"),
                "write the day on which it was settled, such as 2026-01-12",
            )
        }),
    }
}

/// `[promotion.answers]`: a line a question.
fn answers(table: Table<'_>) -> Vec<(Question, String)> {
    let told = |question: &Question| Some((*question, table.text(question.name())?));
    let list = Question::ALL.iter().filter_map(told).collect();
    table.finish();
    list
}

fn testimonials(table: &Table<'_>) -> Vec<Testimonial> {
    let mut list = Vec::new();
    for one in table.tables("testimonials") {
        let who = one.need("who", "\"their name\"").text("who");
        let said = one.need("words", "\"what they say\"").text("words");
        list.extend(who.zip(said).map(|(who, words)| Testimonial { who, words }));
        one.finish();
    }
    list
}

#[cfg(test)]
mod tests;
