//! Market files: read in one pass, in parallel, a block at a time, whatever
//! their size. Rows that cannot be used are counted by reason; only what
//! concerns the file as a whole is a problem.

mod blocks;
mod header;
mod layout;
mod levels_fyi;
mod pass;
mod row;
mod scan;
mod source;
mod text;

use std::path::Path;

use crate::domain::{Component, RecordSink, RowCounts};
use crate::error::{Place, Problem, Result};
use crate::num::AmountStyle;
use header::Header;
use layout::PayLayout;

/// The kinds of market file that are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarketFormat {
    /// Levels.fyi packages.
    LevelsFyi,
}

impl MarketFormat {
    /// All of them.
    pub const ALL: [MarketFormat; 1] = [MarketFormat::LevelsFyi];

    /// The name on the command line and in results.
    pub fn name(self) -> &'static str {
        match self {
            MarketFormat::LevelsFyi => "levels-fyi",
        }
    }

    /// Which parts of pay such a file states; the first is what it is about.
    pub fn components(self) -> &'static [Component] {
        match self {
            MarketFormat::LevelsFyi => {
                &[Component::Total, Component::Base, Component::Equity, Component::Bonus]
            }
        }
    }

    /// Who collected such data, for the source line of a benchmark.
    pub fn publisher(self) -> &'static str {
        match self {
            MarketFormat::LevelsFyi => "Levels.fyi",
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
    path: &Path,
    options: &BulkOptions,
    sink: &mut S,
) -> Result<FileReport> {
    // Nearly every file can be cut into blocks by its quotation marks; for the
    // rest everything is read again, by one thread, with care.
    let report = match pass::read(path, options, sink, false)? {
        Some(report) => report,
        None => pass::read(path, options, sink, true)?.ok_or_else(|| {
            Problem::new(
                Place::file(path.display().to_string()),
                "the records of this file cannot be told apart",
            )
        })?,
    };
    if report.counts.read == 0 {
        let problem = Problem::new(Place::file(report.name), "a header and no rows");
        return Err(problem.hint("the file may have been cut off: download it again").into());
    }
    Ok(report)
}

/// What kind of market file it is, by its header; `None` when it is none.
///
/// # Errors
/// A problem when the file cannot be opened.
pub fn recognize_market_file(path: &Path) -> Result<Option<MarketFormat>> {
    let (_, header) = pass::start(path, &BulkOptions::default(), false)?;
    Ok(format_of(&header))
}

fn format_of(header: &Header) -> Option<MarketFormat> {
    levels_fyi::fits(header).then_some(MarketFormat::LevelsFyi)
}

fn layout_of(name: &str, header: &Header, options: &BulkOptions) -> Result<(MarketFormat, PayLayout)> {
    let Some(format) = options.format.or_else(|| format_of(header)) else {
        let shown = header.names.iter().take(8).cloned().collect::<Vec<_>>().join(", ");
        let place = Place { line: Some(1), ..Place::file(name) };
        let kinds = MarketFormat::ALL.map(MarketFormat::name).join(", ");
        return Err(Problem::new(place, format!("not the header of a known market file: {shown}"))
            .hint(format!("known are {kinds}; other headers are mapped with --column OURS=\"THEIRS\""))
            .into());
    };
    let mut layout = match format {
        MarketFormat::LevelsFyi => levels_fyi::layout(header),
    };
    layout.style = options.style;
    Ok((format, layout))
}
