//! What a file is and what is in it, or every problem of it.

use std::path::Path;

use super::load_workspace;
use super::market::pooled;
use crate::domain::{Case, Component, RowCounts};
use crate::error::{Place, Problem, Result};
use crate::input::pay_data::{BulkOptions, MarketFile, MarketFormat, MarketInput};
use crate::input::plan::Plan;
use crate::input::{self, FileKind, ReadOptions, Source};
use crate::market::Question;

/// What a file turned out to be.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// A case with every file it names.
    Case(Box<Case>),
    /// So many pay bands.
    Bands(usize),
    /// So many benchmarks.
    Benchmarks(usize),
    /// So many exchange rates.
    Rates(usize),
    /// So many assumptions.
    Assumptions(usize),
    /// So many differentials of places.
    Differentials(usize),
    /// People's pay; rows that cannot be used are counted, not refused.
    Market {
        /// Whose file it is.
        format: MarketFormat,
        /// For which part of pay its rows were counted.
        component: Component,
        /// Rows read.
        read: u64,
        /// Rows that can be used for the component.
        used: u64,
        /// How they were read, and what proves that.
        plan: Box<Plan>,
    },
}

/// Reads a file of any kind, every row of it, and says what is in it.
///
/// ```
/// use counteroffer::app::{Found, check};
/// use counteroffer::input::ReadOptions;
///
/// let found = check("data/alloy-pm2/bands.csv".as_ref(), &ReadOptions::default())?;
/// assert!(matches!(found, Found::Bands(count) if count > 0));
/// # Ok::<(), counteroffer::Error>(())
/// ```
///
/// # Errors
/// Every problem of the file, and of the files that a case names.
pub fn check(path: &Path, options: &ReadOptions) -> Result<Found> {
    let options = &ReadOptions { every_row: true, ..options.clone() };
    let source = || {
        let any = [&input::bands::COLUMNS, &input::benchmarks::COLUMNS, &input::rates::COLUMNS];
        Source::table(path, &options.told, &|header| {
            any.iter().map(|columns| columns.fit(header, options)).max().unwrap_or_default()
        })
    };
    Ok(match input::kind_of(path, options)? {
        FileKind::Case => Found::Case(Box::new(load_workspace(path, options)?)),
        FileKind::Bands => Found::Bands(bands(&source()?, options)?),
        FileKind::Benchmarks => {
            let assumptions = input::assumptions::standard()?;
            Found::Benchmarks(input::read_benchmarks(&source()?, options, &assumptions)?.len())
        }
        FileKind::Rates => {
            let (rates, problems) = input::rates::read(&source()?, options);
            Found::Rates(problems.into_result(rates.len())?)
        }
        FileKind::Assumptions => Found::Assumptions(input::assumptions::read(&source()?)?.iter().count()),
        FileKind::Differentials => {
            Found::Differentials(input::differentials::read(&source()?, options)?.len())
        }
        FileKind::Unknown => market_file(path, options)?,
    })
}

fn bands(source: &Source, options: &ReadOptions) -> Result<usize> {
    let file = input::bands::read(source, options, None);
    let assumptions = input::assumptions::overruled(input::assumptions::standard()?, &options.assume)?;
    let widest = assumptions.value("market.widest-band");
    let mut problems = file.problems;
    problems.extend(file.rows.iter().filter_map(|row| input::bands::too_wide(row, widest)).collect());
    problems.into_result(file.rows.len())
}

fn market_file(path: &Path, options: &ReadOptions) -> Result<Found> {
    let assumptions = input::assumptions::standard()?;
    let bulk = BulkOptions { told: options.told.clone(), ..BulkOptions::with(&assumptions) };
    let Some(known) = MarketFile::known(&MarketInput::File(path.to_path_buf()), &bulk)? else {
        let place = Place::file(path.display().to_string());
        let problem = Problem::new(place, "neither a case nor a table that is known by its header");
        let hint = "a case ends in .toml; pay bands have level, base_min and base_max in their first line, \
                    or `--column base_min=\"Their header\"` says what stands for them";
        return Err(problem.hint(hint).into());
    };
    let component = known.components.first().copied().unwrap_or(Component::Total);
    let (_, reports) =
        pooled(std::slice::from_ref(&known), &Question::about(component), &bulk, &assumptions)?;
    let counted = |count: fn(&RowCounts) -> u64| reports.iter().map(|report| count(&report.counts)).sum();
    Ok(Found::Market {
        format: known.format,
        component,
        plan: Box::new(known.plan.clone()),
        read: counted(|counts| counts.read),
        used: counted(|counts| counts.used),
    })
}
