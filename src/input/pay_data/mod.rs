//! Market files: read in one pass, in parallel, a block at a time, whatever
//! their size. Rows that cannot be used are counted by reason; only what
//! concerns the file as a whole is a problem.

mod ai_jobs;
mod blocks;
mod header;
mod layout;
mod lca;
mod levels_fyi;
mod oews;
mod pass;
mod published;
mod records;
mod row;
mod scan;
mod source;
mod text;
mod workbook;

use std::path::PathBuf;

use crate::domain::{Assumptions, Component, RecordSink, RowCounts};
use crate::error::{Place, Problem, Result};
use crate::input::builtin;
use crate::num::{AmountStyle, Currency};
use header::Header;
use layout::PayLayout;
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
    /// How amounts are written.
    pub style: AmountStyle,
    /// Bytes beyond ASCII are Windows-1252, even where they could be UTF-8.
    pub windows_1252: bool,
    /// Keep the rows that cannot be used.
    pub keep_rejects: bool,
    /// Other people's headers: (ours, theirs).
    pub columns: Vec<(String, String)>,
    /// The sheet of a workbook; else the first one with a known header.
    pub sheet: Option<String>,
    /// Currency of amounts where the file names none; else US dollars.
    pub currency: Option<Currency>,
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

/// Numbers about the world that reading needs; from the assumptions.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Facts {
    /// Paid hours of a year.
    pub hours_per_year: f64,
    /// Paid weeks of a year.
    pub weeks_per_year: f64,
    /// From which annual wage on OEWS showed `#` until 2021.
    pub oews_top_2018: f64,
    /// The same from 2022 on.
    pub oews_top_2022: f64,
}

impl Facts {
    /// The facts as the assumptions state them.
    pub fn from(assumptions: &Assumptions) -> Self {
        let value = |name: &str| assumptions.value(&format!("market.{name}"));
        Facts {
            hours_per_year: value("hours-per-year"),
            weeks_per_year: value("weeks-per-year"),
            oews_top_2018: value("oews-top-2018"),
            oews_top_2022: value("oews-top-2022"),
        }
    }
}

/// How the rows of a file become records.
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
    /// Its rows.
    pub counts: RowCounts,
    /// Lines that were read as Windows-1252 for not being UTF-8.
    pub windows_1252_lines: u64,
    /// Rows that could not be used, in the order of the file, where asked for.
    pub rejects: Vec<Reject>,
}

/// Reads a market file into a sink.
///
/// # Errors
/// A problem of the file as a whole: missing, empty, damaged, of no known kind,
/// or with a record that never ends.
pub fn read_market_file<S: RecordSink>(
    input: &MarketInput,
    options: &BulkOptions,
    sink: &mut S,
) -> Result<FileReport> {
    // Nearly every file can be cut into blocks by its quotation marks; for the
    // rest everything is read again, by one thread, with care.
    let report = match pass::read(input, options, sink, false)? {
        Some(report) => report,
        None => pass::read(input, options, sink, true)?.ok_or_else(|| {
            Problem::new(Place::file(input.name()), "the records of this file cannot be told apart")
        })?,
    };
    if report.counts.read == 0 && report.format != MarketFormat::Benchmark {
        let problem = Problem::new(Place::file(report.name), "a header and no rows");
        return Err(problem.hint("the file may have been cut off: download it again").into());
    }
    Ok(report)
}

/// What is known of a file from its header alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognized {
    /// What kind of file it is.
    pub format: MarketFormat,
    /// Which parts of pay it states; the first is what it is about.
    pub components: Vec<Component>,
}

/// What kind of market file it is, for a file that may be something else: `None` where its header is
/// of no known kind.
///
/// # Errors
/// A problem when the file cannot be opened.
pub fn known_market_file(input: &MarketInput, options: &BulkOptions) -> Result<Option<Recognized>> {
    let (_, header) = pass::start(input, options, false)?;
    if format_of(&header, options).is_none() {
        return Ok(None);
    }
    recognized(input, &header, options).map(Some)
}

/// What kind of market file it is, by its header.
///
/// # Errors
/// A problem when the file cannot be opened or is of no known kind.
pub fn recognize_market_file(input: &MarketInput, options: &BulkOptions) -> Result<Recognized> {
    let (_, header) = pass::start(input, options, false)?;
    recognized(input, &header, options)
}

fn recognized(input: &MarketInput, header: &Header, options: &BulkOptions) -> Result<Recognized> {
    let (format, layout) = layout_of(&input.name(), header, options)?;
    let components = match layout {
        Layout::Benchmarks => published::components(input, options)?,
        _ => layout.components(),
    };
    Ok(Recognized { format, components })
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

fn format_of(header: &Header, options: &BulkOptions) -> Option<MarketFormat> {
    let fits = [
        (MarketFormat::LevelsFyi, levels_fyi::fits(header)),
        (MarketFormat::Oews, oews::fits(header)),
        (MarketFormat::Lca, lca::fits(header)),
        (MarketFormat::AiJobs, ai_jobs::fits(header)),
        (MarketFormat::Benchmark, published::fits(header, &options.columns)),
        (MarketFormat::Records, records::fits(header, &options.columns)),
    ];
    if options.format.is_none() && published::fits(header, &options.columns) {
        return Some(MarketFormat::Benchmark);
    }
    // Who maps columns means records, whatever the file looks like.
    let mapped = options.columns.iter().any(|(_, theirs)| header.column(theirs).is_some());
    let mapped = mapped.then_some(MarketFormat::Records);
    options.format.or(mapped).or_else(|| fits.into_iter().find(|(_, fits)| *fits).map(|(format, _)| format))
}

fn layout_of(name: &str, header: &Header, options: &BulkOptions) -> Result<(MarketFormat, Layout)> {
    let place = || Place { line: Some(1), ..Place::file(name) };
    let Some(format) = format_of(header, options) else {
        let shown = header.names.iter().take(8).cloned().collect::<Vec<_>>().join(", ");
        let kinds = MarketFormat::ALL.iter().map(|one| one.name()).collect::<Vec<_>>().join(", ");
        return Err(Problem::new(place(), format!("not the header of a known market file: {shown}"))
            .hint(format!(
                "known are {kinds}; map other headers: --column title=\"Job\" --column base=\"Salary\""
            ))
            .into());
    };
    let mut layout = match format {
        MarketFormat::LevelsFyi => levels_fyi::layout(header),
        MarketFormat::Lca => lca::layout(header, options.facts),
        MarketFormat::AiJobs => ai_jobs::layout(header),
        MarketFormat::Records => records::layout(name, header, options)?,
        MarketFormat::Benchmark => return Ok((format, Layout::Benchmarks)),
        MarketFormat::Oews => {
            return Ok((format, Layout::Survey(oews::Survey::new(name, header, options.facts))));
        }
    };
    layout.style = options.style;
    if Component::ALL.iter().all(|component| layout.column_of(*component).is_none()) {
        let shown = header.names.iter().take(8).cloned().collect::<Vec<_>>().join(", ");
        return Err(Problem::new(
            place(),
            format!("no column of pay for the format {}: {shown}", format.name()),
        )
        .hint("map it: --column base=\"Salary\" (or total, bonus, equity, wage)")
        .into());
    }
    Ok((format, Layout::Pay(layout)))
}
