//! From a case file to a whole case: what input reads, and what the market
//! floor makes of raw market files.

use std::path::{Component, Path};

use super::StagePage;
use super::market::benchmarks_of;
use crate::domain::Case;
use crate::error::{Error, Place, Problem, Result};
use crate::input::{CaseDraft, ReadOptions, Source, read_case, read_source};

/// Reads a case in which something may be asked, with every file it names.
///
/// ```
/// use counteroffer::app::load_case;
/// use counteroffer::input::ReadOptions;
///
/// let case = load_case("data/alloy-pm2/case.toml".as_ref(), &ReadOptions::default())?;
/// assert_eq!(case.offer.base.to_string(), "190000 USD");
/// # Ok::<(), counteroffer::Error>(())
/// ```
///
/// # Errors
/// Every problem of every file; a case whose talk is over.
pub fn load_case(path: &Path, options: &ReadOptions) -> Result<Case> {
    let case = load(path, options).map_err(|error| quoting_only_beside(path, error))?;
    match StagePage::of(&case) {
        None => Ok(case),
        // One door for all who would work out an ask: none of them has one to tell.
        Some(_) => Err(Error::usage_hint(
            "the case says that the offer was withdrawn, or that both sides agree: nothing is asked now",
            "`counteroffer anchor` and `sheet` say what is left to say",
        )),
    }
}

fn load(path: &Path, options: &ReadOptions) -> Result<Case> {
    let mut draft = read_case(path, options)?;
    let market = benchmarks_of(&draft)?;
    draft.case.market.extend(market.benchmarks);
    draft.case.inputs.notes = [draft.notes, market.notes].concat();
    Ok(draft.case)
}

/// Reads a case at any stage; it may have no offer yet, and [`Case::offer_is_assumed`] says so then.
///
/// # Errors
/// Every problem of every file.
pub fn load_workspace(path: &Path, options: &ReadOptions) -> Result<Case> {
    load(path, &ReadOptions { offer_optional: true, ..options.clone() })
        .map_err(|error| quoting_only_beside(path, error))
}

/// The same of a text that does not stand in the file yet.
///
/// # Errors
/// As [`load_case`].
pub fn workspace_of(path: &Path, text: &str, options: &ReadOptions) -> Result<Case> {
    let options = ReadOptions { offer_optional: true, ..options.clone() };
    let source = Source::builtin(&path.display().to_string(), text);
    let folder = path.parent().unwrap_or(Path::new(""));
    let read = read_source(&source, folder, &options).map(|draft| draft.case);
    read.map_err(|error| quoting_only_beside(path, error))
}

/// The case without what its raw market files say.
///
/// # Errors
/// Every problem of every other file.
pub fn draft_case(path: &Path, options: &ReadOptions) -> Result<CaseDraft> {
    read_case(path, options).map_err(|error| quoting_only_beside(path, error))
}

/// The same error without a word of a file outside the case's folder: a case
/// that somebody else wrote may name any file of this machine, and what is in it is
/// nobody's business who reads the report.
fn quoting_only_beside(case: &Path, error: Error) -> Error {
    let Error::Problems(problems) = error else { return error };
    let folder = case.canonicalize().ok().and_then(|case| Some(case.parent()?.to_owned()));
    let is_beside = |file: &str| match Path::new(file).canonicalize() {
        Ok(file) => folder.as_ref().is_some_and(|folder| file.starts_with(folder)),
        // One that is not there can only be told by how it is written.
        Err(_) => Path::new(file).strip_prefix(case.parent().unwrap_or(case)).is_ok_and(|rest| {
            rest.is_relative() && !rest.components().any(|part| part == Component::ParentDir)
        }),
    };
    Error::Problems(problems.map(|problem| match is_beside(&problem.place.file) {
        true => problem,
        false if problem.in_our_words => {
            let place = Place { excerpt: None, ..problem.place };
            Problem { place, ..problem }
        }
        false => {
            let hint = format!("see what with `counteroffer check {}`", problem.place.file);
            let place = Place { excerpt: None, ..problem.place };
            Problem::new(place, "this cannot be used; of a file outside the case's folder nothing is shown")
                .hint(hint)
        }
    }))
}
