//! Occupational Employment and Wage Statistics of the US Bureau of Labor
//! Statistics: percentiles of the wage of every occupation, by place.
//!
//! `#` means "at least the highest wage that is shown", `*` that a figure is
//! not released. `OCC_GROUP` became `O_GROUP` in 2019.

use jiff::civil::Date;

use super::number::number;
use crate::domain::{
    Benchmark, Component, Confidence, PercentilePoint, Percentiles, PercentilesError, Published, RecordSink,
    Skip, StatValue, Taken,
};
use crate::input::options::Facts;
use crate::input::table::header::Header;
use crate::input::table::record::{Record, trimmed};
use crate::num::{AmountStyle, Currency, Money, Rounding};

const PERCENTILES: [(u8, &str); 5] =
    [(10, "A_PCT10"), (25, "A_PCT25"), (50, "A_MEDIAN"), (75, "A_PCT75"), (90, "A_PCT90")];

/// True for the header of such a file.
pub fn fits(header: &Header) -> bool {
    header.has(&["OCC_CODE", "OCC_TITLE", "A_MEDIAN"])
}

/// The columns of such a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Survey {
    code: Option<usize>,
    title: Option<usize>,
    group: Option<usize>,
    area: Option<usize>,
    area_type: Option<usize>,
    employed: Option<usize>,
    naics: Option<usize>,
    naics_title: Option<usize>,
    owners: Option<usize>,
    percentiles: [Option<usize>; 5],
    /// What `#` stands for.
    top: Money,
    /// The survey's month, May of the year in the file's name.
    as_of: Option<Date>,
    source: String,
}

impl Survey {
    /// The columns; the year stands in the name of the file.
    pub fn new(name: &str, header: &Header, facts: Facts) -> Self {
        let year = year_in(name);
        // Without a year the lower threshold is a true bound as well.
        let top =
            if year.is_some_and(|year| year >= 2022) { facts.oews_top_2022 } else { facts.oews_top_2018 };
        let when = year.map_or(String::new(), |year| format!(" of May {year}"));
        Survey {
            code: header.column("OCC_CODE"),
            title: header.column("OCC_TITLE"),
            group: header.any(&["O_GROUP", "OCC_GROUP"]),
            area: header.any(&["AREA_TITLE", "AREA_NAME", "STATE"]),
            area_type: header.column("AREA_TYPE"),
            employed: header.column("TOT_EMP"),
            naics: header.column("NAICS"),
            naics_title: header.column("NAICS_TITLE"),
            owners: header.column("OWN_CODE"),
            percentiles: PERCENTILES.map(|(_, column)| header.column(column)),
            top: Money::from_f64_rounded(top, Currency::USD, Rounding::HalfUp)
                .unwrap_or(Money::zero(Currency::USD)),
            as_of: year.and_then(|year| Date::new(year, 5, 1).ok()),
            source: format!("US Bureau of Labor Statistics, OEWS{when}"),
        }
    }

    /// Hands one row to the sink.
    pub fn take<S: RecordSink>(&self, row: &Record<'_>, origin: &str, sink: &mut S) -> Taken {
        let text = |column: Option<usize>| {
            column.map(|column| trimmed(&row.cell(column)).to_owned()).filter(|text| !text.is_empty())
        };
        let points = match self.points(row) {
            Ok(points) => points,
            Err(skip) => return Taken::Skipped(skip),
        };
        let national = self.area_type.is_none_or(|column| matches!(trimmed(&row.cell(column)), "1" | ""));
        let group = text(self.group).unwrap_or_default().to_lowercase();
        sink.published(Published {
            code: text(self.code),
            is_group: !matches!(group.as_str(), "detailed" | ""),
            is_survey: true,
            industry: self.industry(row),
            benchmark: Benchmark {
                source: self.source.clone(),
                company: None,
                family: text(self.title),
                level: None,
                location: text(self.area).filter(|_| !national),
                currency: Currency::USD,
                component: Component::Wage,
                percentiles: points,
                sample_size: self.employed.and_then(|column| count(&row.cell(column))),
                companies: None,
                as_of: self.as_of,
                confidence: Confidence::Survey,
                median_interval: None,
                adjustments: Vec::new(),
                origin: origin.to_owned(),
            },
        })
    }

    /// The industry, or the kind of owner, that a row is about; none for all of them together (`000000`,
    /// owned by anybody: `1235`).
    fn industry(&self, row: &Record<'_>) -> Option<String> {
        let text = |column: Option<usize>| column.map(|column| trimmed(&row.cell(column)).to_owned());
        let code = text(self.naics).unwrap_or_default();
        let all = code.chars().all(|c| c == '0');
        let anybody = text(self.owners).is_none_or(|owners| owners.is_empty() || owners == "1235");
        let title = || text(self.naics_title).filter(|title| !title.is_empty()).unwrap_or(code.clone());
        (!all || !anybody).then(title)
    }

    fn points(&self, row: &Record<'_>) -> Result<Percentiles, Skip> {
        let mut points: Vec<PercentilePoint> = Vec::new();
        for ((p, _), column) in PERCENTILES.into_iter().zip(self.percentiles) {
            let Some(column) = column else { continue };
            let cell = row.cell(column);
            let value = match trimmed(&cell) {
                "" | "*" | "**" => continue,
                // Percentiles ascend, so that it is at least the one before as well.
                "#" => StatValue::AtLeast(match points.last().map(|point| point.value.bound()) {
                    Some(before) if before.amount() > self.top.amount() => before,
                    _ => self.top,
                }),
                figure => {
                    let plain = figure.replace(',', "");
                    let wage = number(&plain, AmountStyle::OnlyPoint)
                        .filter(|wage| *wage > 0.0)
                        .ok_or(Skip::Unreadable)?;
                    let money = Money::from_f64_rounded(wage, Currency::USD, Rounding::HalfUp);
                    StatValue::Exact(money.ok_or(Skip::Unreadable)?)
                }
            };
            points.push(PercentilePoint { p, value });
        }
        Percentiles::new(points).map_err(|error| match error {
            PercentilesError::Empty => Skip::NotReleased,
            PercentilesError::NotAscending(..) => Skip::NotAscending,
        })
    }
}

fn count(text: &str) -> Option<u64> {
    number(&trimmed(text).replace(',', ""), AmountStyle::OnlyPoint).filter(|n| *n > 0.0).map(|n| n as u64)
}

/// The year in `oews_may2025.csv` or `national_M2023_dl.xlsx`.
fn year_in(name: &str) -> Option<i16> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let runs = file.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 4);
    runs.filter_map(|run| run.parse().ok()).find(|year| (1997..2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_stands_in_the_name() {
        assert_eq!(year_in("/data/2001/national_M2023_dl.xlsx"), Some(2023));
        assert_eq!(year_in("oews_may2025_national_state.csv"), Some(2025));
        assert_eq!(year_in("all.csv"), None);
        assert_eq!(year_in("export_20250501.csv"), None);
    }
}
