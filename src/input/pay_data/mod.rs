//! Market files: read in one pass, in parallel, a block at a time, whatever
//! their size. Rows that cannot be used are counted by reason; only what
//! concerns the file as a whole is a problem.

mod ai_jobs;
mod blocks;
mod layout;
mod lca;
mod levels_fyi;
mod losses;
mod number;
mod oews;
mod pass;
mod planned;
mod published;
mod records;

use std::path::PathBuf;

use crate::domain::{Assumptions, Component, RecordSink, RowCounts};
use crate::error::{Place, Problem, Result};
use crate::input::builtin;
use crate::input::options::Facts;
use crate::input::plan::Plan;
use crate::input::told::Told;
use layout::PayLayout;
pub use losses::Loss;
pub use planned::MarketFile;
pub use records::COLUMNS as RECORD_COLUMNS;
use strum::{IntoStaticStr, VariantArray};

/// The kinds of market file that are known.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
pub enum MarketFormat {
    /// Levels.fyi packages.
    LevelsFyi,
    /// Occupational Employment and Wage Statistics of the United States.
    Oews,
    /// Wages that employers of foreign workers state to the US Department of Labor.
    Lca,
    /// Salaries collected by ai-jobs.net.
    AiJobs,
    /// One person's pay a row, columns named as ours or mapped.
    Records,
    /// One published statistic a row, with the columns of benchmark files.
    Benchmark,
}

impl MarketFormat {
    /// All of them.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// The name on the command line and in results.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Who collected such data, for the source line of a benchmark.
    pub fn publisher(self) -> &'static str {
        match self {
            MarketFormat::LevelsFyi => "Levels.fyi",
            MarketFormat::Oews => "US Bureau of Labor Statistics, OEWS",
            MarketFormat::Lca => "US Department of Labor, labor condition applications",
            MarketFormat::AiJobs => "ai-jobs.net",
            MarketFormat::Records => "own records",
            MarketFormat::Benchmark => "published percentiles",
        }
    }
}

/// Where market figures come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarketInput {
    /// A file.
    File(PathBuf),
    /// The national survey that is compiled in.
    Builtin,
    /// The medians of the American states that are compiled in.
    BuiltinStates,
}

impl MarketInput {
    /// The file as the user named it.
    pub fn name(&self) -> String {
        match self {
            MarketInput::File(path) => path.display().to_string(),
            MarketInput::Builtin => builtin::SURVEY_NAME.to_owned(),
            MarketInput::BuiltinStates => builtin::STATES_NAME.to_owned(),
        }
    }
}

/// How to read market files.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BulkOptions {
    /// The kind of file, where its header does not tell.
    pub format: Option<MarketFormat>,
    /// What the user says of the files.
    pub told: Told,
    /// Keep the rows that cannot be used.
    pub keep_rejects: bool,
    /// What the readers need to know of the world.
    pub facts: Facts,
    /// By which published percentiles are trusted.
    pub assumptions: Assumptions,
}

impl BulkOptions {
    /// The usual options, with the numbers about the world.
    pub fn with(assumptions: &Assumptions) -> Self {
        BulkOptions {
            facts: Facts::from(assumptions),
            assumptions: assumptions.clone(),
            ..BulkOptions::default()
        }
    }
}

/// How the rows of a file become records.
#[derive(Clone)]
enum Layout {
    /// One person's pay a row.
    Pay(PayLayout),
    /// One published statistic a row, of an official survey.
    Survey(oews::Survey),
    /// One published statistic a row, of anybody.
    Benchmarks,
}

/// A row that could not be used.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reject {
    /// Its line in the file.
    pub line: u64,
    /// Why.
    pub reason: &'static str,
    /// The row as it stands there.
    pub text: String,
}

/// What was read of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileReport {
    /// The file as the user named it.
    pub name: String,
    /// What kind of file it is.
    pub format: MarketFormat,
    /// Which parts of pay it states; the first is what it is about.
    pub components: Vec<Component>,
    /// How it was read, and what proves that.
    pub plan: Plan,
    /// Its rows.
    pub counts: RowCounts,
    /// Lines that were not UTF-8.
    pub recoded_lines: u64,
    /// Rows that were lost, with the texts that lost them.
    pub losses: Vec<Loss>,
    /// Rows that could not be used, in the order of the file, where asked for.
    pub rejects: Vec<Reject>,
}

/// Reads the rows of a market file into a sink.
fn read_rows<S: RecordSink>(file: &MarketFile, options: &BulkOptions, sink: &mut S) -> Result<FileReport> {
    let report = pass::read(file, options, sink)?;
    if report.counts.read == 0 && report.format != MarketFormat::Benchmark {
        let problem = Problem::new(Place::file(report.name), "a header and no rows");
        return Err(problem.hint("the file may have been cut off: download it again").into());
    }
    Ok(report)
}

impl Layout {
    fn components(&self) -> Vec<Component> {
        match self {
            Layout::Pay(layout) => {
                let order =
                    [Component::Total, Component::Base, Component::Wage, Component::Equity, Component::Bonus];
                order.into_iter().filter(|component| layout.column_of(*component).is_some()).collect()
            }
            Layout::Survey(_) => vec![Component::Wage],
            Layout::Benchmarks => Component::ALL.to_vec(),
        }
    }
}
