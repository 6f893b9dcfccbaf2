//! Percentiles that somebody already computed, as `market` reads them beside
//! raw files. Every row counts: they are read strictly.

use std::collections::BTreeMap;
use std::io::Read;

use super::{BulkOptions, FileReport, MarketFile};
use crate::budget;
use crate::domain::{Benchmark, Component, Published, RecordSink};
use crate::error::{Place, Problem, Result};
use crate::input::benchmarks;
use crate::input::options::ReadOptions;
use crate::input::source::Source;
use crate::input::table::header::Header;
use crate::input::table::open::cannot_unpack;
use crate::num::Currency;

/// True for the header of such a file, after the user's column names: percentiles, and what part of
/// pay they are of, unless the user says that.
pub fn fits(header: &Header, options: &BulkOptions) -> bool {
    let found = benchmarks::COLUMNS.of(header, &reading(options));
    let has = |ours: &str| found.contains(&Some(ours));
    let percentiles = benchmarks::PERCENTILES.iter().filter(|(column, _)| has(column)).count();
    let named = has("component") || options.told.component.is_some() || percentiles > 2;
    named && percentiles > 0
}

fn reading(options: &BulkOptions) -> ReadOptions {
    ReadOptions {
        told: options.told.clone(),
        currency: options.told.currency.unwrap_or(Currency::USD),
        facts: Some(options.facts),
        ..ReadOptions::default()
    }
}

/// Reads such a file into a sink.
///
/// # Errors
/// Every problem of the file.
pub fn read<S: RecordSink>(file: &MarketFile, options: &BulkOptions, sink: &mut S) -> Result<FileReport> {
    let mut report = file.report();
    for benchmark in load(file, options)? {
        let taken = sink.published(Published {
            code: None,
            is_group: false,
            is_survey: false,
            industry: None,
            benchmark,
        });
        report.counts.count(taken);
    }
    Ok(report)
}

/// Which parts of pay a file states, the most frequent first.
///
/// # Errors
/// Every problem of the file.
pub fn components(file: &MarketFile, options: &BulkOptions) -> Result<Vec<Component>> {
    Ok(components_of(&load(file, options)?))
}

fn components_of(rows: &[Benchmark]) -> Vec<Component> {
    let mut counts: BTreeMap<Component, usize> = BTreeMap::new();
    rows.iter().for_each(|row| *counts.entry(row.component).or_default() += 1);
    let mut components: Vec<Component> = counts.keys().copied().collect();
    components.sort_by_key(|component| std::cmp::Reverse(counts[component]));
    components
}

fn load(file: &MarketFile, options: &BulkOptions) -> Result<Vec<Benchmark>> {
    let name = file.input.name();
    let mut bytes = Vec::new();
    let got = file.stream(options)?.take(budget::FILE + 1).read_to_end(&mut bytes);
    got.map_err(|error| cannot_unpack(&name, &error))?;
    if bytes.len() as u64 > budget::FILE {
        let limit = budget::FILE / (1024 * 1024);
        return Err(Problem::new(Place::file(&name), format!("a benchmark file of more than {limit} MB"))
            .hint("is it people's pay? then it has no column `component`; see --read-as")
            .into());
    }
    let source = Source::from_table(name, &bytes.into(), &options.told, &|_| 0)?;
    benchmarks::read_benchmarks(&source, &reading(options), &options.assumptions)
}
