//! What a file is, by its name and its header.

use std::path::Path;

use crate::error::Result;
use crate::input::options::ReadOptions;
use crate::input::source::header_of;
use crate::input::table::header::Header;
use crate::input::table::{Columns, bands};
use crate::input::{assumptions, benchmarks, differentials, rates};

/// What a file holds, as far as its header tells.
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
    /// Differentials of places.
    Differentials,
    /// None of these: perhaps people's pay, which the bulk readers know.
    Unknown,
}

/// What a file is.
///
/// # Errors
/// A problem when the file is missing, cannot be read or is empty.
pub fn kind_of(path: &Path, options: &ReadOptions) -> Result<FileKind> {
    if path.extension().is_some_and(|end| end.eq_ignore_ascii_case("toml")) {
        return Ok(FileKind::Case);
    }
    let fits = |header: &Header| usize::from(of_header(header, options) != FileKind::Unknown);
    let header = header_of(path, &options.told, &fits)?;
    Ok(header.map_or(FileKind::Unknown, |header| of_header(&header, options)))
}

/// A header that is nearly one of ours is taken to be it, so that what is wrong with it can be said.
fn of_header(header: &Header, options: &ReadOptions) -> FileKind {
    let all = |columns: &Columns| {
        let found = columns.of(header, options);
        columns.required.iter().all(|name| found.contains(&Some(*name)))
    };
    let own = |name: &str| header.column(name).is_some();
    if all(&rates::COLUMNS) {
        FileKind::Rates
    } else if all(&assumptions::COLUMNS) {
        FileKind::Assumptions
    } else if differentials::is_table(header) {
        FileKind::Differentials
    } else if own("base_min") || own("base_max") || all(&bands::COLUMNS) {
        FileKind::Bands
    } else if benchmarks::is_benchmark(header, options) {
        FileKind::Benchmarks
    } else if header.names.iter().any(|header| nearly(header)) {
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
    use crate::input::told::Told;

    #[test]
    fn files_are_known_by_their_header() {
        let kind = |line: &str| {
            let header = Header::find(&format!("{line}\n"), &Told::default(), &|_| 0).unwrap();
            of_header(&header, &ReadOptions::default())
        };
        assert_eq!(kind("level;base_min;base_max"), FileKind::Bands);
        assert_eq!(kind("level,base_mn,bas_max"), FileKind::Bands);
        assert_eq!(kind("year,grade,min,mid,max"), FileKind::Bands);
        assert_eq!(kind("source,component,p50"), FileKind::Benchmarks);
        assert_eq!(kind("from,to,rate,as_of"), FileKind::Rates);
        assert_eq!(kind("Location;Differential"), FileKind::Differentials);
        assert_eq!(kind("timestamp,company,level,title,basesalary"), FileKind::Unknown);
        assert_eq!(kind_of(Path::new("a.TOML"), &ReadOptions::default()).unwrap(), FileKind::Case);
    }
}
