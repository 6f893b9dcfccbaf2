//! One group of an answer: its figures and what stands behind them.

use std::cmp::Ordering;

use jiff::civil::Date;

use super::question::{Key, Question};
use crate::domain::{
    Adjustment, Benchmark, Component, Confidence, PercentilePoint, Percentiles, Published, Skip, StatValue,
    natural_order,
};
use crate::num::Money;

/// One group of rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// What the rows have in common, by the keys asked for.
    pub key: Vec<(Key, String)>,
    /// How many people; `None` where a survey does not tell.
    pub n: Option<u64>,
    /// How many companies; `None` where the file has none.
    pub companies: Option<u64>,
    /// The company with most rows and its share of them.
    pub largest: Option<(String, f64)>,
    /// Rows equal to another row of the group.
    pub duplicates: u64,
    /// Amounts far from the median.
    pub implausible: u64,
    /// Rows left out on request, by reason.
    pub dropped: Vec<(Skip, u64)>,
    /// The date in the middle of the rows.
    pub as_of: Option<Date>,
    /// The day that the figures were aged to.
    pub aged_to: Option<Date>,
    /// The class of the figures.
    pub confidence: Confidence,
    /// Why there are no figures, where there are none.
    pub withheld: Option<String>,
    /// The percentiles, ascending; none where withheld.
    pub points: Vec<PercentilePoint>,
    /// 95% intervals of the percentiles that are shown, where the sample allows one.
    pub intervals: [Option<(Money, Money)>; 5],
    /// What was done to the figures since they were raw.
    pub adjustments: Vec<Adjustment>,
    /// Who measured it, where that differs from the file's source.
    pub source: Option<String>,
    /// File and line of a published statistic.
    pub origin: Option<String>,
    /// The one industry that it is about.
    pub industry: Option<String>,
}

impl Group {
    /// By the texts of the keys as people order them, then by where the figures stand.
    pub(super) fn order(&self, other: &Group) -> Ordering {
        let texts = self.key.iter().zip(&other.key).map(|((_, one), (_, two))| natural_order(one, two));
        let first = texts.fold(Ordering::Equal, Ordering::then);
        first.then(self.key.len().cmp(&other.key.len())).then_with(|| self.origin.cmp(&other.origin))
    }

    /// The key's text of one kind.
    pub fn key_of(&self, key: Key) -> Option<&str> {
        self.key.iter().find(|(k, _)| *k == key).map(|(_, text)| text.as_str())
    }

    /// The group as a benchmark of the domain; `None` where it is withheld.
    pub fn benchmark(
        &self,
        component: Component,
        question: &Question,
        source: &str,
        origin: &str,
    ) -> Option<Benchmark> {
        let currency = self.points.first()?.value.bound().currency();
        let text = |key: Key| {
            let asked = question.filter[key as usize].as_ref().map(|pattern| pattern.written.clone());
            self.key_of(key).map(str::to_owned).or(asked)
        };
        Some(Benchmark {
            source: self.source.clone().unwrap_or_else(|| source.to_owned()),
            company: text(Key::Company),
            family: text(Key::Title),
            level: text(Key::Level),
            location: text(Key::Location),
            currency,
            component,
            percentiles: Percentiles::new(self.points.clone()).ok()?,
            sample_size: self.n,
            companies: self.companies,
            as_of: self.as_of,
            confidence: self.confidence,
            median_interval: self.intervals[2],
            adjustments: self.adjustments.clone(),
            origin: self.origin.clone().unwrap_or_else(|| origin.to_owned()),
        })
    }

    /// True for a group that is the answer by itself: all rows, or one published statistic.
    pub fn stands_alone(&self) -> bool {
        self.key.is_empty() || self.origin.is_some()
    }

    /// The value at p percent, where it is known.
    pub fn at(&self, p: u8) -> Option<StatValue> {
        self.points.iter().find(|point| point.p == p).map(|point| point.value)
    }
}

/// A published statistic as a group, with title and place for its key where
/// the question leaves them open.
pub(super) fn surveyed_group(question: &Question, statistic: Published) -> Group {
    let benchmark = statistic.benchmark;
    let mut key = Vec::new();
    for (of, text) in [
        (Key::Title, &benchmark.family),
        (Key::Level, &benchmark.level),
        (Key::Location, &benchmark.location),
    ] {
        if let Some(text) = text {
            key.push((of, text.clone()));
        }
    }
    let mut adjustments = benchmark.adjustments;
    let asked_place = question.filter[Key::Location as usize].as_ref();
    if let (Some(asked), Some(place)) = (asked_place, &benchmark.location)
        && let Some(nearness @ 1..) = asked.nearness(place)
    {
        let what = format!("{place} instead of {}", asked.written);
        let why = match nearness {
            1 => "the metropolitan area that is named after the city",
            _ => "the survey has no figures of the city",
        };
        adjustments.push(Adjustment { what, factor: 1.0, why: why.into() });
    }
    // A stated sample under the floor is withheld like one of rows; without a
    // stated one the figures are shown for what they are.
    let thin = benchmark.confidence == Confidence::Withheld && benchmark.sample_size.is_some();
    let points = if thin { Vec::new() } else { benchmark.percentiles.points().to_vec() };
    Group {
        key,
        n: benchmark.sample_size,
        companies: benchmark.companies,
        largest: None,
        duplicates: 0,
        implausible: 0,
        dropped: Vec::new(),
        as_of: benchmark.as_of,
        aged_to: None,
        confidence: benchmark.confidence,
        withheld: thin.then(|| "the sample that the file states is below the floor".to_owned()),
        points,
        intervals: [None, None, benchmark.median_interval, None, None],
        adjustments,
        source: Some(benchmark.source),
        origin: Some(benchmark.origin),
        industry: statistic.industry,
    }
}
