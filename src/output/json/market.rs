//! The view of `market`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::values::Amount;
use crate::app::market::{MarketFindings, MarketWarning};
use crate::domain::{Adjustment, Component, Confidence, StatValue};
use crate::input::pay_data::Loss;
use crate::input::plan::Plan;
use crate::market::{Group, Oddities, SHOWN, Step};
use crate::num::Money;

/// What the market pays: one answer, or `groups` of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Market {
    /// Which part of pay the figures measure.
    component: Component,
    /// Who collected the data, or measured the one answer.
    source: String,
    /// The files, in the order given.
    files: Vec<MarketFile>,
    /// Rows of all files together.
    rows_read: u64,
    /// Rows behind the figures.
    rows_used: u64,
    /// Rows about something else.
    rows_not_asked_for: u64,
    /// Rows that could not be used, by reason.
    rows_skipped: BTreeMap<&'static str, u64>,
    /// What is odd about rows that were used.
    oddities: Oddities,
    /// What to beware of.
    warnings: Vec<Warning>,
    /// The one answer; its keys stand beside those above. Absent where there are `groups`.
    #[serde(flatten)]
    one: Option<MarketGroup>,
    /// One answer for each combination of `--by`, or for each published benchmark.
    groups: Option<Vec<MarketGroup>>,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "market file"))]
struct MarketFile {
    /// Its name.
    file: String,
    /// Its format.
    format: &'static str,
    /// How it was read, and what proves that.
    plan: Plan,
    /// Rows that were lost, with the texts that lost them.
    lost: Vec<Lost>,
}

/// Rows that were lost for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "loss"))]
struct Lost {
    /// Why.
    reason: &'static str,
    /// The column, by the header of the file.
    column: Option<String>,
    /// How many rows.
    rows: u64,
    /// What stands there, and how often.
    texts: BTreeMap<String, u64>,
}

impl From<&Loss> for Lost {
    fn from(loss: &Loss) -> Self {
        let texts = loss.texts.iter().take(20).cloned().collect();
        Lost { reason: loss.reason.reason(), column: loss.column.clone(), rows: loss.rows, texts }
    }
}

/// What to beware of.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "warning"))]
struct Warning {
    /// `old`: data older than `limit` months; `no-median`: `benchmarks` without a p50; `dominant`: one company has more rows than it should; `lost`: more than a tenth of the rows asked for cannot be read; `not-aged`: no date is known to age from.
    what: &'static str,
    /// The file that lost rows.
    file: Option<String>,
    /// What was lost.
    lost: Option<Lost>,
    /// The age of the oldest data.
    months: Option<f64>,
    /// Older than so many months is old.
    limit: Option<f64>,
    /// How many benchmarks.
    benchmarks: Option<u64>,
    /// The company.
    company: Option<String>,
    /// Its share of the rows, or that of the lost ones.
    share: Option<f64>,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "market group"))]
struct MarketGroup {
    /// What the rows have in common: `title`, `level`, `company`, `location`.
    key: Option<BTreeMap<&'static str, String>>,
    /// The one industry that a published figure is about; absent for all of them.
    industry: Option<String>,
    /// How many people; absent where a survey does not tell.
    n: Option<u64>,
    /// How many companies; absent where the file has none.
    companies: Option<u64>,
    /// The company with most rows.
    largest_company: Option<LargestCompany>,
    /// The date of a survey; of rows the one in their middle.
    as_of: Option<String>,
    /// The day that the figures were aged to.
    aged_to: Option<String>,
    /// How far to trust the figures.
    confidence: Confidence,
    /// Why there are no figures.
    withheld: Option<String>,
    /// `p10` to `p90`: money, or `{"at_least": money}` where the figure was top-coded.
    percentiles: Option<BTreeMap<String, Figure>>,
    /// 95% intervals of the percentiles by order statistics, where the sample allows one.
    interval95: Option<BTreeMap<String, Between>>,
    /// With `--by level`: what the level pays over the one below, at the median.
    step: Option<LevelStep>,
    /// Who measured it, where that differs from the file's source.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    /// File and line of a published statistic.
    origin: Option<String>,
    /// What was done to the figures since they were raw.
    adjustments: Vec<Adjustment>,
}

/// The company with most rows.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "largest company"))]
struct LargestCompany {
    /// Its name.
    name: String,
    /// Its share of the rows.
    share: f64,
}

/// A figure, or the bound that a top-coded one is.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(inline))]
#[serde(untagged)]
enum Figure {
    /// The figure.
    Exact(Amount),
    /// At least this much.
    Bound {
        /// The bound.
        at_least: Amount,
    },
}

/// From one amount to another.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "amounts"))]
struct Between {
    /// The lower end.
    low: Amount,
    /// The upper end.
    high: Amount,
}

/// What a level pays over the one below.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "level step"))]
struct LevelStep {
    /// The level below.
    from: String,
    /// The difference of the medians.
    money: Amount,
    /// The same as a fraction of the lower median.
    fraction: f64,
}

impl From<&MarketFindings> for Market {
    fn from(found: &MarketFindings) -> Self {
        let (answer, counts) = (&found.answer, &found.counts);
        let only = match answer.groups.as_slice() {
            [only] if only.stands_alone() => Some(only),
            _ => None,
        };
        let file = |file: &crate::input::pay_data::FileReport| MarketFile {
            file: file.name.clone(),
            format: file.format.name(),
            plan: file.plan.clone(),
            lost: file.losses.iter().map(Lost::from).collect(),
        };
        Market {
            component: answer.component,
            source: only.and_then(|group| group.source.clone()).unwrap_or_else(|| found.source.clone()),
            files: found.files.iter().map(file).collect(),
            rows_read: counts.read,
            rows_used: counts.used,
            rows_not_asked_for: counts.other,
            rows_skipped: counts.skipped.iter().map(|(skip, n)| (skip.reason(), *n)).collect(),
            oddities: answer.oddities,
            warnings: found.warnings.iter().map(Warning::from).collect(),
            // Its source stands above: two keys of one name would swallow each other.
            one: only.map(|group| MarketGroup { source: None, ..MarketGroup::of(group, None) }),
            groups: only.is_none().then(|| {
                let steps = found.steps();
                answer.groups.iter().zip(&steps).map(|(g, step)| MarketGroup::of(g, step.as_ref())).collect()
            }),
        }
    }
}

impl From<&MarketWarning> for Warning {
    fn from(warning: &MarketWarning) -> Self {
        let none = Warning::default();
        match warning {
            MarketWarning::Old { months, limit } => {
                Warning { what: "old", months: Some(*months), limit: Some(*limit), ..none }
            }
            MarketWarning::NoMedian(n) => Warning { what: "no-median", benchmarks: Some(*n), ..none },
            MarketWarning::Dominant { company, share } => {
                Warning { what: "dominant", company: Some(company.clone()), share: Some(*share), ..none }
            }
            MarketWarning::NotAged => Warning { what: "not-aged", ..none },
            MarketWarning::Lost { file, loss, share } => Warning {
                what: "lost",
                file: Some(file.clone()),
                lost: Some(loss.into()),
                share: Some(*share),
                ..none
            },
        }
    }
}

impl MarketGroup {
    fn of(group: &Group, step: Option<&Step>) -> Self {
        let key: BTreeMap<_, _> = group.key.iter().map(|(key, text)| (key.name(), text.clone())).collect();
        let shown = !group.points.is_empty();
        let between = |(low, high): (Money, Money)| Between { low: low.into(), high: high.into() };
        let intervals = SHOWN.iter().zip(&group.intervals);
        MarketGroup {
            key: Some(key).filter(|key| !key.is_empty()),
            industry: group.industry.clone(),
            n: group.n,
            companies: group.companies,
            largest_company: group
                .largest
                .as_ref()
                .map(|(name, share)| LargestCompany { name: name.clone(), share: *share }),
            as_of: group.as_of.map(|day| day.to_string()),
            aged_to: group.aged_to.map(|day| day.to_string()),
            confidence: group.confidence,
            withheld: group.withheld.clone(),
            percentiles: shown.then(|| {
                group.points.iter().map(|point| (format!("p{}", point.p), point.value.into())).collect()
            }),
            interval95: shown.then(|| {
                intervals.filter_map(|(p, ends)| Some((format!("p{p}"), between((*ends)?)))).collect()
            }),
            step: step.map(|step| LevelStep {
                from: step.from.clone(),
                money: step.money.into(),
                fraction: step.fraction,
            }),
            source: group.source.clone(),
            origin: group.origin.clone(),
            adjustments: group.adjustments.clone(),
        }
    }
}

impl From<StatValue> for Figure {
    fn from(value: StatValue) -> Self {
        match value {
            StatValue::Exact(money) => Figure::Exact(money.into()),
            StatValue::AtLeast(bound) => Figure::Bound { at_least: bound.into() },
        }
    }
}
