//! `counteroffer band --bands FILE`: what bands files hold, and with
//! `--people FILE` a whole payroll against them.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::config::Common;
use super::subject::SubjectArgs;
use super::typed::currency;
use crate::domain::{Assumptions, PayBand};
use crate::error::{Error, Problems, Result};
use crate::input::options::ReadOptions;
use crate::input::{Source, assumptions, bands, read_case, read_people};
use crate::market::{BandBook, Key, Pattern, summaries};
use crate::output::band_list::BandList;
use crate::output::staff::StaffReport;

/// What was asked about band files.
pub struct Asked<'a> {
    /// Band files named on the command line.
    pub bands: &'a [PathBuf],
    /// Only this level, `*` for anything.
    pub level: Option<&'a str>,
    /// Bands in force on this day.
    pub day: Option<Date>,
}

/// Band files as read, and how.
struct Loaded {
    bands: Vec<PayBand>,
    /// Bands that are none: said, and left out.
    absurd: Problems,
    files: Vec<String>,
    options: ReadOptions,
    day: Option<Date>,
    assumptions: Assumptions,
}

/// The bands of the files.
///
/// # Errors
/// Every problem of every file; a level that no band has.
pub fn list(asked: &Asked<'_>, subject: &SubjectArgs, common: &Common) -> Result<BandList> {
    let loaded = load(asked, subject, common)?;
    let pattern = asked.level.map(|level| Pattern::new(level, Key::Level, false));
    let fits = |band: &&PayBand| pattern.as_ref().is_none_or(|p| p.fits(&Key::Level.fold(&band.level)));
    let bands: Vec<PayBand> = loaded.bands.iter().filter(fits).cloned().collect();
    if let (Some(level), true) = (asked.level, bands.is_empty()) {
        let mut levels: Vec<String> = loaded.bands.iter().map(|band| band.level.clone()).collect();
        levels.sort();
        levels.dedup();
        let hint = crate::app::market_ask::near_or_some(level, &levels);
        return Err(Error::usage_hint(format!("no band is of level `{level}`"), hint));
    }
    Ok(BandList::new(&bands, loaded.absurd, loaded.files))
}

/// A payroll against the bands.
///
/// # Errors
/// Every problem of every file; a mapped column that no file has.
pub fn staff(
    people: &Path,
    asked: &Asked<'_>,
    subject: &SubjectArgs,
    common: &Common,
) -> Result<StaffReport> {
    let loaded = load(asked, subject, common)?;
    let mut options = loaded.options.clone();
    // Pay without a currency beside it is in that of the bands, where they have one.
    let mut currencies: Vec<_> = loaded.bands.iter().map(PayBand::currency).collect();
    currencies.dedup();
    if let ([only], None) = (currencies.as_slice(), subject.currency()) {
        options.currency = *only;
    }
    let payroll = read_people(&Source::open(people)?, &options)?;
    let book = BandBook::new(&loaded.bands, loaded.day);
    let placed: Vec<_> = payroll.people.into_iter().map(|person| book.place(person)).collect();
    Ok(StaffReport {
        lines: summaries(&placed),
        placed,
        absurd: loaded.absurd,
        odd_factor: loaded.assumptions.value("market.implausible-factor"),
        people_file: people.display().to_string(),
        band_files: loaded.files,
    })
}

fn load(asked: &Asked<'_>, subject: &SubjectArgs, common: &Common) -> Result<Loaded> {
    let mut options = common.read_options()?;
    if let Some(code) = subject.currency() {
        options.currency = currency("--currency", code)?;
    }
    let mut paths = asked.bands.to_vec();
    let mut day = asked.day;
    let mut assumptions = assumptions::overruled(assumptions::standard()?, &common.assume)?;
    if let Some(case) = subject.path() {
        let draft = read_case(case, &options)?;
        options = ReadOptions { columns: draft.bands.columns, style: draft.bands.style, ..options };
        options.currency = draft.case.currency;
        paths.extend(draft.bands.paths);
        day = day.or(draft.case.as_of);
        assumptions = draft.case.assumptions;
    }
    if paths.is_empty() {
        return Err(Error::usage_hint(
            "which pay bands?",
            "name a band file, --bands bands.csv, or a case that names one",
        ));
    }
    read(&paths, Loaded { bands: vec![], absurd: Problems::new(), files: vec![], options, day, assumptions })
}

fn read(paths: &[PathBuf], mut loaded: Loaded) -> Result<Loaded> {
    let widest = loaded.assumptions.value("market.widest-band");
    let mut problems = Problems::new();
    for path in paths {
        let source = match Source::open(path) {
            Ok(source) => source,
            Err(problem) => {
                problems.push(problem);
                continue;
            }
        };
        let file = bands::read(&source, &loaded.options, None);
        problems.extend(file.problems);
        for row in file.rows {
            match bands::too_wide(&row, widest) {
                Some(problem) => loaded.absurd.push(problem),
                None => loaded.bands.push(row.band),
            }
        }
        loaded.files.push(path.display().to_string());
    }
    problems.into_result(loaded)
}
