//! What the market answers: percentiles with how many stand behind them, how
//! sure they are, and what is odd about the rows.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::collect::{Collector, Entry};
use super::group::{Group, surveyed_group};
use super::order_statistics::{intervals95, percentiles};
use super::question::{Key, Question, Weight};
use super::sample::{count_duplicates, exact_points, median_date, tally_companies};
use super::survey::narrowed;
use super::weighted_percentiles::{by_company, by_recency};
use crate::domain::{Adjustment, Component, Confidence, Skip};
use crate::error::{Error, Result};
use crate::num::{Currency, Money, Rounding};

/// The market's answer to a [`Question`].
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Which part of pay the figures measure.
    pub component: Component,
    /// Currency of all figures; `None` when no row was asked for.
    pub currency: Option<Currency>,
    /// One for each key, in the order of the keys; one alone without `by`.
    pub groups: Vec<Group>,
    /// What is odd about the rows that were used.
    pub oddities: Oddities,
    /// Keys of which no row has what was asked for, and what the rows have instead.
    pub unknown: Vec<(Key, Vec<String>)>,
}

/// What is odd about rows that were used all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "oddities"))]
pub struct Oddities {
    /// Rows equal to another row.
    pub duplicates: u64,
    /// Rows whose parts do not add up to their total.
    pub parts_differ: u64,
    /// Rows that state only the total.
    pub not_split: u64,
    /// Amounts far above or below the median of their group.
    pub implausible: u64,
    /// Spellings of companies in the file.
    pub company_spellings: u64,
    /// Companies after folding.
    pub companies: u64,
}

impl Oddities {
    /// Adds those of another source.
    pub fn add(&mut self, other: &Oddities) {
        self.duplicates += other.duplicates;
        self.parts_differ += other.parts_differ;
        self.not_split += other.not_split;
        self.implausible += other.implausible;
        self.company_spellings += other.company_spellings;
        self.companies += other.companies;
    }
}

impl Answer {
    /// Many rows were lost: what is left is trusted one class less.
    pub fn trust_less(&mut self) {
        for group in self.groups.iter_mut().filter(|group| group.origin.is_none()) {
            group.confidence = match group.confidence {
                Confidence::High => Confidence::Medium,
                Confidence::Medium => Confidence::Low,
                other => other,
            };
        }
    }
}

impl Collector {
    /// The answer to the question.
    ///
    /// # Errors
    /// When the rows are in several currencies.
    pub fn answer(mut self) -> Result<Answer> {
        let currency = one_currency(&self.rows_by_currency()).map_err(|found| {
            Error::usage_hint(
                format!("the rows asked for are in several currencies: rows in {found}"),
                "give exchange rates with --currency CODE --rates FILE, or ask for fewer rows",
            )
        })?;
        let groups: Vec<_> = std::mem::take(&mut self.groups).into_iter().collect();
        let names: [Vec<&str>; 4] = Key::ALL.map(|key| self.spellings[key as usize].best());
        let mut answers: Vec<Group> = groups
            .into_par_iter()
            .map_init(Vec::new, |tally, (keys, entries)| {
                let by = self.question.by.iter();
                let key =
                    by.map(|k| (*k, names[*k as usize][keys[*k as usize] as usize].to_owned())).collect();
                self.group_answer(key, entries, &names[Key::Company as usize], tally, currency)
            })
            .collect();
        let found = std::mem::take(&mut self.published);
        let surveyed = narrowed(&self.question, found);
        let currency = currency.or_else(|| surveyed.first().map(|statistic| statistic.benchmark.currency));
        answers.extend(surveyed.into_iter().map(|statistic| surveyed_group(&self.question, statistic)));
        answers.sort_by(Group::order);
        if answers.is_empty() && self.question.by.is_empty() {
            answers.push(self.group_answer(Vec::new(), Vec::new(), &[], &mut Vec::new(), currency));
        }
        let conversions = self.conversions();
        for group in &mut answers {
            group.adjustments.splice(0..0, conversions.iter().cloned());
        }
        let unknown = Key::ALL.into_iter().filter(|key| self.question.filter[*key as usize].is_some());
        let unknown = unknown.filter(|key| {
            let spellings = &self.spellings[*key as usize];
            spellings.distinct() > 0 && !spellings.any_asked()
        });
        let unknown: Vec<_> = unknown
            .map(|key| {
                let mut known: Vec<String> =
                    names[key as usize].iter().map(|name| (*name).to_owned()).collect();
                known.sort();
                (key, known)
            })
            .collect();
        let companies = &self.spellings[Key::Company as usize];
        let oddities = Oddities {
            duplicates: answers.iter().map(|g| g.duplicates).sum(),
            implausible: answers.iter().map(|g| g.implausible).sum(),
            parts_differ: self.parts_differ,
            not_split: self.not_split,
            company_spellings: companies.spelled() as u64,
            companies: companies.distinct() as u64,
        };
        Ok(Answer { component: self.question.component, currency, groups: answers, oddities, unknown })
    }

    fn group_answer(
        &self,
        key: Vec<(Key, String)>,
        mut entries: Vec<Entry>,
        company_names: &[&str],
        tally: &mut Vec<u32>,
        currency: Option<Currency>,
    ) -> Group {
        let duplicates = count_duplicates(&mut entries, self.question.drop.duplicates);
        // Amounts are not negative, so that their bits are in their order.
        let mut bits: Vec<u64> = entries.iter().map(|entry| entry.value.to_bits()).collect();
        bits.sort_unstable();
        let mut values: Vec<f64> = bits.into_iter().map(f64::from_bits).collect();
        let (companies, largest) = tally_companies(&entries, company_names, tally);
        let implausible = self.implausible(&values);
        let mut dropped = Vec::new();
        if self.question.drop.duplicates && duplicates > 0 {
            dropped.push((Skip::Duplicate, duplicates));
        }
        if self.question.drop.implausible && implausible.len() < values.len() {
            dropped.push((Skip::Implausible, (values.len() - implausible.len()) as u64));
            values = values[implausible.clone()].to_vec();
        }
        let n = values.len() as u64;
        let one_company = self.question.wants_one_company();
        let confidence = self.rules.class(n, companies, one_company);
        let withheld = (confidence == Confidence::Withheld).then(|| self.rules.why_withheld(n, companies));
        let money = |value: f64| {
            currency.and_then(|currency| Money::from_f64_rounded(value, currency, Rounding::HalfUp))
        };
        let shown = withheld.is_none();
        let (figures, weighted) = self.figures(&entries, &values);
        let withheld = withheld.or_else(|| {
            let nothing_counts = figures.is_none() && !values.is_empty();
            nothing_counts.then(|| "no row counts under the weight that is asked for".to_owned())
        });
        let points =
            figures.filter(|_| shown).map(|figures| exact_points(figures, money)).unwrap_or_default();
        let ends = if shown && weighted.is_none() { intervals95(&values) } else { [None; 5] };
        let intervals = ends.map(|ends| {
            let (low, high) = ends?;
            Some((money(low)?, money(high)?))
        });
        Group {
            key,
            n: Some(n),
            companies,
            largest,
            duplicates: if self.question.drop.duplicates { 0 } else { duplicates },
            implausible: if self.question.drop.implausible {
                0
            } else {
                (values.len() - implausible.len()) as u64
            },
            dropped,
            as_of: median_date(&entries),
            aged_to: None,
            confidence,
            withheld,
            points,
            intervals,
            adjustments: weighted.into_iter().collect(),
            source: None,
            origin: None,
            industry: None,
        }
    }

    /// The exchange rates that were used.
    fn conversions(&self) -> Vec<Adjustment> {
        let Some(conversion) = &self.question.conversion else { return Vec::new() };
        let used = conversion.factors.iter().filter(|(from, ..)| self.converted.contains(from.code()));
        let noted = used.map(|(from, factor, why)| Adjustment {
            what: format!("{} converted to {}", from.code(), conversion.to.code()),
            factor: *factor,
            why: why.clone(),
        });
        noted.collect()
    }

    /// The percentiles by the weight asked for, and what that did.
    fn figures(&self, entries: &[Entry], sorted: &[f64]) -> (Option<[f64; 5]>, Option<Adjustment>) {
        let noted = |what: &str, why: String| Some(Adjustment { what: what.into(), factor: 1.0, why });
        match self.question.weight {
            Weight::Row => (percentiles(sorted), None),
            Weight::Company => {
                let weighed = by_company(entries);
                let mut why = format!("the median of the own percentiles of {} companies", weighed.companies);
                if weighed.of_one_row > 0 {
                    why += &format!("; {} of one row count for nothing", weighed.of_one_row);
                }
                (weighed.figures, noted("organization-weighted", why))
            }
            Weight::Recency => {
                let half_life = self.rules.half_life_months;
                let why = format!("a row counts half after every {half_life} months");
                (by_recency(entries, half_life), noted("newer rows count more", why))
            }
        }
    }

    /// Which of the sorted values are plausible.
    fn implausible(&self, sorted: &[f64]) -> std::ops::Range<usize> {
        let Some(median) = crate::num::quantile_of_sorted(sorted, 0.5) else { return 0..0 };
        let factor = self.rules.implausible_factor;
        sorted.partition_point(|v| *v * factor < median)..sorted.partition_point(|v| *v <= median * factor)
    }
}

impl Question {
    /// True when every group is of one company by request.
    pub(super) fn wants_one_company(&self) -> bool {
        self.by.contains(&Key::Company)
            || self.filter[Key::Company as usize].as_ref().is_some_and(super::Pattern::is_one)
    }
}

/// The one currency of all matching rows.
fn one_currency(currencies: &BTreeMap<&'static str, u64>) -> std::result::Result<Option<Currency>, String> {
    match currencies.len() {
        0 => Ok(None),
        1 => Ok(currencies.keys().next().and_then(|code| Currency::from_code(code))),
        _ => {
            let mut listed: Vec<_> = currencies.iter().map(|(code, rows)| (*rows, *code)).collect();
            listed.sort_by_key(|(rows, code)| (std::cmp::Reverse(*rows), *code));
            let shown =
                listed.iter().take(5).map(|(rows, code)| format!("{code} ({rows})")).collect::<Vec<_>>();
            let more = listed.len().saturating_sub(5);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            Err(format!("{}{more}", shown.join(", ")))
        }
    }
}
