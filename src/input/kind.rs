//! What a file is, by its name and its first line.

use std::path::Path;

use crate::domain::same_name;
use crate::input::options::ReadOptions;
use crate::input::shapes::shape_of;
use crate::input::table::{Columns, headers_of};
use crate::input::{assumptions, benchmarks, rates};

/// What a file holds, as far as its first line tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A case.
    Case,
    /// Pay bands.
    Bands,
    /// Benchmarks.
    Benchmarks,
    /// Exchange rates.
    Rates,
    /// Assumptions.
    Assumptions,
    /// None of these: perhaps people's pay, which the bulk readers know.
    Unknown,
}

/// What a file is. A header that is nearly one of ours is taken to be it, so
/// that what is wrong with it can be said.
pub fn kind_of(path: &Path, first_line: &str, options: &ReadOptions) -> FileKind {
    if path.extension().is_some_and(|end| end.eq_ignore_ascii_case("toml")) {
        return FileKind::Case;
    }
    let theirs = headers_of(first_line);
    let ours = |header: &String| {
        let mapped = options.columns.iter().find(|(_, theirs)| theirs == header);
        mapped.map_or(header.clone(), |(ours, _)| ours.clone())
    };
    let headers: Vec<String> = theirs.iter().map(ours).collect();
    let has = |name: &str| headers.iter().any(|header| same_name(header, name));
    let all = |columns: &Columns| columns.required.iter().all(|name| has(name));
    if all(&rates::COLUMNS) {
        FileKind::Rates
    } else if all(&assumptions::COLUMNS) {
        FileKind::Assumptions
    } else if has("base_min") || has("base_max") || shape_of(&theirs).is_some() {
        FileKind::Bands
    } else if benchmarks::is_benchmark(first_line, options) {
        FileKind::Benchmarks
    } else if headers.iter().any(|header| nearly(header)) {
        FileKind::Bands
    } else {
        FileKind::Unknown
    }
}

/// True for `base_min` or `base_max` with up to two slips of the pen.
fn nearly(header: &str) -> bool {
    let header = header.to_lowercase();
    ["base_min", "base_max"].iter().any(|name| strsim::osa_distance(&header, name) <= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_first_line() {
        let kind = |line: &str| kind_of(Path::new("x.csv"), line, &ReadOptions::default());
        assert_eq!(kind("level;base_min;base_max"), FileKind::Bands);
        assert_eq!(kind("level,base_mn,bas_max"), FileKind::Bands);
        assert_eq!(kind("source,component,p50"), FileKind::Benchmarks);
        assert_eq!(kind("from,to,rate,as_of"), FileKind::Rates);
        assert_eq!(kind("timestamp,company,level,title,basesalary"), FileKind::Unknown);
        assert_eq!(kind_of(Path::new("a.TOML"), "", &ReadOptions::default()), FileKind::Case);
    }
}
