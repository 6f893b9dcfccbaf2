//! Market benchmarks that somebody already computed: one row a statistic.

use crate::domain::{
    Assumptions, Benchmark, Component, Confidence, PercentilePoint, Percentiles, PercentilesError, StatValue,
};
use crate::error::{Problems, Result};
use crate::input::options::ReadOptions;
use crate::input::source::Source;
use crate::input::table::header::Header;
use crate::input::table::{Columns, Grid, Row};
use crate::input::value::{self, Fault};
use crate::num::Currency;

/// The columns of a benchmark file.
pub const COLUMNS: Columns = Columns {
    known: &[
        "source",
        "company",
        "family",
        "level",
        "location",
        "currency",
        "component",
        "p10",
        "p25",
        "p50",
        "p75",
        "p90",
        "sample_size",
        "companies",
        "as_of",
        "confidence",
        "title",
    ],
    required: &["source", "component"],
    others: false,
};

/// The columns that hold percentiles.
pub const PERCENTILES: [(&str, u8); 5] = [("p10", 10), ("p25", 25), ("p50", 50), ("p75", 75), ("p90", 90)];

/// What a benchmark file holds.
#[derive(Debug, Clone, Default)]
pub struct BenchmarkFile {
    /// Its rows.
    pub rows: Vec<Benchmark>,
    /// Which of the user's own column names the file has.
    pub mapped: Vec<String>,
    /// Everything wrong with the file.
    pub problems: Problems,
}

/// True when a header is that of a benchmark file: it has a percentile or a
/// component column, after the user's column names.
pub fn is_benchmark(header: &Header, options: &ReadOptions) -> bool {
    let telling = |name: &str| name == "component" || PERCENTILES.iter().any(|(column, _)| *column == name);
    COLUMNS.of(header, options).into_iter().flatten().any(telling)
}

/// Reads every benchmark of a file, strictly.
///
/// # Errors
/// Every problem of the file.
pub fn read_benchmarks(
    source: &Source,
    options: &ReadOptions,
    assumptions: &Assumptions,
) -> Result<Vec<Benchmark>> {
    let file = read(source, options, assumptions, |_| true);
    file.problems.into_result(file.rows)
}

/// Reads the rows for which `wanted` holds of what they say they are of; the
/// others are not looked at.
pub fn read(
    source: &Source,
    options: &ReadOptions,
    assumptions: &Assumptions,
    wanted: impl Fn(&Row<'_>) -> bool,
) -> BenchmarkFile {
    let grid = Grid::read(source, COLUMNS, options);
    // A row of this program's own that was withheld holds no figures.
    let withheld = |row: &Row<'_>| row.text("confidence") == Some(Confidence::Withheld.name());
    let rows = grid.rows().filter(|row| !withheld(row) && wanted(row) && row.is_whole());
    let rows = rows.filter_map(|row| read_row(&row, options.currency, assumptions)).collect();
    let mapped = grid.mapped().iter().cloned().collect();
    BenchmarkFile { rows, mapped, problems: grid.into_problems() }
}

fn read_row(row: &Row<'_>, otherwise: Currency, assumptions: &Assumptions) -> Option<Benchmark> {
    let component = row.read("component", |text, _| value::word(text));
    let stated = row.read("currency", |text, _| value::currency(text));
    let percentiles = read_percentiles(row, stated, otherwise);
    let sample_size = read_count(row, "sample_size");
    let companies = read_count(row, "companies");
    let as_of = row.date("as_of");
    let text = |column| row.text(column).map(str::to_owned);
    let (component, percentiles) = (component?, percentiles?);
    let currency = percentiles.points().first().map(|point| point.value.bound().currency())?;
    Some(Benchmark {
        source: text("source")?,
        company: text("company"),
        family: text("family").or_else(|| text("title")),
        level: text("level"),
        location: text("location"),
        currency,
        component,
        percentiles,
        sample_size,
        companies,
        as_of,
        confidence: confidence(component, sample_size, companies, assumptions),
        median_interval: None,
        adjustments: Vec::new(),
        origin: row.origin(),
    })
}

fn read_percentiles(row: &Row<'_>, stated: Option<Currency>, otherwise: Currency) -> Option<Percentiles> {
    let mut points = Vec::new();
    let mut whole = true;
    for (column, p) in PERCENTILES {
        match row.money_or_bound(column, stated, otherwise) {
            Some((money, true)) => points.push(PercentilePoint { p, value: StatValue::AtLeast(money) }),
            Some((money, false)) => points.push(PercentilePoint { p, value: StatValue::Exact(money) }),
            None => whole &= row.text(column).is_none(),
        }
    }
    if !whole {
        return None;
    }
    match Percentiles::new(points) {
        Ok(percentiles) => Some(percentiles),
        Err(PercentilesError::Empty) => {
            row.problem("p50", Fault::new("the row has no percentile", "fill at least one of p10 to p90"));
            None
        }
        Err(PercentilesError::NotAscending(low, high)) => {
            let message = format!("p{high} is lower than p{low}");
            row.problem(
                &format!("p{high}"),
                Fault::new(message, "percentiles ascend: exchange or correct them"),
            );
            None
        }
    }
}

fn read_count(row: &Row<'_>, column: &str) -> Option<u64> {
    row.read(column, |text, style| {
        let number = value::number(text, style)?;
        u64::try_from(number).ok().filter(|count| number.is_integer() && *count > 0).ok_or_else(|| {
            Fault::new(format!("`{text}` is not a count"), "write a whole number above zero, or nothing")
        })
    })
}

/// How far a stated row is to be trusted: an official wage survey, or by its
/// sample where the row tells it.
fn confidence(
    component: Component,
    people: Option<u64>,
    companies: Option<u64>,
    assumptions: &Assumptions,
) -> Confidence {
    match (component, people) {
        (Component::Wage, _) => Confidence::Survey,
        (_, Some(people)) => Confidence::of_sample(people, companies, assumptions),
        (_, None) => Confidence::Withheld,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::assumptions;

    fn benchmarks(text: &str) -> std::result::Result<Vec<Benchmark>, Vec<String>> {
        let standard = assumptions::standard().unwrap();
        match read_benchmarks(&Source::builtin("m.csv", text), &ReadOptions::default(), &standard) {
            Ok(rows) => Ok(rows),
            Err(crate::Error::Problems(all)) => Err(all.iter().map(ToString::to_string).collect()),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn rows_with_the_percentiles_they_have() {
        let text = "source,component,currency,p10,p50,p90,sample_size,companies,as_of\n\
                    Levels.fyi,total,USD,160k,275000,,664,128,2021-08-17\n\
                    OEWS,wage,USD,82460,,239200+,,,2025-05-01\n\
                    Club,base,EUR,,50000,,12,,\n";
        let rows = benchmarks(text).unwrap();
        assert_eq!(rows[0].percentiles.points().len(), 2);
        assert_eq!(rows[0].percentiles.at(90), None);
        assert!(matches!(rows[1].percentiles.at(90), Some(StatValue::AtLeast(_))));
        let classes: Vec<_> = rows.iter().map(|row| row.confidence.name()).collect();
        assert_eq!(classes, ["high", "survey", "medium"]);
        assert_eq!(rows[2].currency, Currency::EUR);
    }

    #[test]
    fn rows_that_are_no_statistic_are_refused() {
        let text = "source,component,p10,p50,sample_size\n\
                    A,salary,1,2,3\nB,base,2,1,3\nC,base,,,3\n,base,1,2,0\nE,base,1,x,2\n";
        assert_eq!(
            benchmarks(text).unwrap_err(),
            [
                "m.csv:2:3: column `component`: `salary` is not known here",
                "m.csv:3:10: column `p50`: p50 is lower than p10",
                "m.csv:4:9: column `p50`: the row has no percentile",
                "m.csv:5:1: column `source`: nothing is there",
                "m.csv:5:11: column `sample_size`: `0` is not a count",
                "m.csv:6:10: column `p50`: `x` is not an amount",
            ]
        );
    }

    #[test]
    fn benchmark_files_are_known_by_their_header() {
        let is = |text: &str| {
            let header = Header::find(text, &crate::input::told::Told::default(), &|_| 0).unwrap();
            is_benchmark(&header, &ReadOptions::default())
        };
        assert!(is("source,component,p50\n"));
        assert!(is("source;componnt;P50\n"));
        assert!(!is("timestamp,company,level,title,totalyearlycompensation,location\n"));
        assert!(!is("AREA,OCC_CODE,A_PCT10,A_MEDIAN\n"));
    }
}
