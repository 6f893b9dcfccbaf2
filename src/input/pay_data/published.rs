//! Percentiles that somebody already computed, as `market` reads them beside
//! raw files. Every row counts: they are read strictly.

use std::collections::BTreeMap;
use std::io::Read;

use super::header::Header;
use super::{BulkOptions, FileReport, MarketFormat, MarketInput, source};
use crate::domain::{Benchmark, Component, Published, RecordSink, RowCounts};
use crate::error::{Place, Problem, Result};
use crate::input::options::ReadOptions;
use crate::input::{Source, benchmarks};
use crate::num::Currency;

/// The largest benchmark file that is read into memory.
const LARGEST: u64 = 64 * 1024 * 1024;

/// True for the header of such a file, after the user's column names.
pub fn fits(header: &Header, mapped: &[(String, String)]) -> bool {
    let has = |ours: &str| {
        let theirs = mapped.iter().find(|(name, _)| name == ours).map(|(_, theirs)| theirs.as_str());
        header.column(theirs.unwrap_or(ours)).is_some()
    };
    has("component") && benchmarks::PERCENTILES.iter().any(|(column, _)| has(column))
}

/// Reads such a file into a sink.
///
/// # Errors
/// Every problem of the file.
pub fn read<S: RecordSink>(input: &MarketInput, options: &BulkOptions, sink: &mut S) -> Result<FileReport> {
    let rows = load(input, options)?;
    let mut report = FileReport {
        name: input.name(),
        format: MarketFormat::Benchmark,
        components: components_of(&rows),
        counts: RowCounts::default(),
        windows_1252_lines: 0,
        rejects: Vec::new(),
    };
    for benchmark in rows {
        let taken = sink.published(Published { code: None, is_group: false, is_survey: false, benchmark });
        report.counts.count(taken);
    }
    Ok(report)
}

/// Which parts of pay a file states, the most frequent first.
///
/// # Errors
/// Every problem of the file.
pub fn components(input: &MarketInput, options: &BulkOptions) -> Result<Vec<Component>> {
    Ok(components_of(&load(input, options)?))
}

fn components_of(rows: &[Benchmark]) -> Vec<Component> {
    let mut counts: BTreeMap<Component, usize> = BTreeMap::new();
    rows.iter().for_each(|row| *counts.entry(row.component).or_default() += 1);
    let mut components: Vec<Component> = counts.keys().copied().collect();
    components.sort_by_key(|component| std::cmp::Reverse(counts[component]));
    components
}

fn load(input: &MarketInput, options: &BulkOptions) -> Result<Vec<Benchmark>> {
    let name = input.name();
    let fits = |header: &Header| fits(header, &options.columns);
    let stream = source::open(input, options.sheet.as_deref(), &fits)?;
    let mut bytes = Vec::new();
    stream.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| source::cannot_unpack(&name, &error))?;
    if bytes.len() as u64 > LARGEST {
        let limit = LARGEST / (1024 * 1024);
        return Err(Problem::new(Place::file(&name), format!("a benchmark file of more than {limit} MB"))
            .hint("is it people's pay? then it has no column `component`; see --read-as")
            .into());
    }
    let reading = ReadOptions {
        style: options.style,
        columns: options.columns.clone(),
        currency: options.currency.unwrap_or(Currency::USD),
        ..ReadOptions::default()
    };
    benchmarks::read_benchmarks(&Source::from_bytes(name, bytes)?, &reading, &options.assumptions)
}
