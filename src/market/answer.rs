//! What the market answers: percentiles with how many stand behind them, how
//! sure they are, and what is odd about the rows.

use jiff::civil::Date;
use rayon::prelude::*;

use super::collect::{Collector, Entry, NO_COMPANY, one_currency, unpack};
use super::question::{Key, Question, Weight};
use super::rank::{SHOWN, interval95, percentiles};
use super::survey::narrowed;
use super::weigh::{by_company, by_recency};
use crate::domain::{
    Adjustment, Benchmark, Component, Confidence, PercentilePoint, Percentiles, Published, Skip, StatValue,
};
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
    /// The class of the figures.
    pub confidence: Confidence,
    /// Why there are no figures, where there are none.
    pub withheld: Option<String>,
    /// The percentiles, ascending; none where withheld.
    pub points: Vec<PercentilePoint>,
    /// 95% intervals of the percentiles of [`SHOWN`], where the sample allows one.
    pub intervals: [Option<(Money, Money)>; 5],
    /// What was done to the figures since they were raw.
    pub adjustments: Vec<Adjustment>,
    /// Who measured it, where that differs from the file's source.
    pub source: Option<String>,
    /// File and line of a published statistic.
    pub origin: Option<String>,
}

impl Collector {
    /// The answer to the question.
    ///
    /// # Errors
    /// When the rows are in several currencies.
    pub fn answer(mut self) -> Result<Answer> {
        let currency = one_currency(&self.currencies).map_err(|found| {
            Error::usage_hint(
                format!("the rows asked for are in several currencies: {found}"),
                "give exchange rates with --currency CODE --rates FILE, or ask for fewer rows",
            )
        })?;
        let groups = std::mem::take(&mut self.groups);
        let names: [Vec<&str>; 4] = Key::ALL.map(|key| self.spellings[key as usize].best());
        let mut answers: Vec<Group> = groups
            .into_par_iter()
            .enumerate()
            .map_init(Vec::new, |tally, (number, entries)| {
                let keys = self.keys_of(number);
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
        answers.sort_by(|a, b| natural(&a.key).cmp(&natural(&b.key)).then_with(|| a.origin.cmp(&b.origin)));
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
        let mut values: Vec<f64> = entries.iter().map(|entry| entry.value).collect();
        values.sort_unstable_by(f64::total_cmp);
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
        let points =
            figures.filter(|_| shown).map(|figures| exact_points(figures, money)).unwrap_or_default();
        let intervals = SHOWN.map(|p| {
            let (low, high) =
                interval95(&values, f64::from(p) / 100.0).filter(|_| shown && weighted.is_none())?;
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
            confidence,
            withheld,
            points,
            intervals,
            adjustments: weighted.into_iter().collect(),
            source: None,
            origin: None,
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
                let why = "the median of the companies' own percentiles".to_owned();
                (by_company(entries), noted("organization-weighted", why))
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

/// Rows equal to an earlier one; they are taken out where asked.
fn count_duplicates(entries: &mut Vec<Entry>, drop: bool) -> u64 {
    let before = entries.len();
    if drop {
        entries.sort_unstable_by_key(|entry| entry.identity);
        entries.dedup_by_key(|entry| entry.identity);
        return (before - entries.len()) as u64;
    }
    let mut prints: Vec<u64> = entries.iter().map(|entry| entry.identity).collect();
    prints.sort_unstable();
    prints.dedup();
    (before - prints.len()) as u64
}

/// How many companies, and the one with most rows. `tally` is kept between calls.
fn tally_companies(
    entries: &[Entry],
    names: &[&str],
    tally: &mut Vec<u32>,
) -> (Option<u64>, Option<(String, f64)>) {
    tally.resize(names.len(), 0);
    let mut met = Vec::new();
    for entry in entries.iter().filter(|entry| entry.company != NO_COMPANY) {
        let count = &mut tally[entry.company as usize];
        if *count == 0 {
            met.push(entry.company);
        }
        *count += 1;
    }
    let largest = met
        .iter()
        .max_by_key(|company| (tally[**company as usize], std::cmp::Reverse(names[**company as usize])))
        .map(|company| {
            let share = f64::from(tally[*company as usize]) / entries.len() as f64;
            (names[*company as usize].to_owned(), share)
        });
    let stated: u64 = met.iter().map(|company| u64::from(tally[*company as usize])).sum();
    for company in &met {
        tally[*company as usize] = 0;
    }
    ((stated > 0).then_some(met.len() as u64), largest)
}

fn median_date(entries: &[Entry]) -> Option<Date> {
    let mut dates: Vec<u32> = entries.iter().map(|entry| entry.date).filter(|date| *date != 0).collect();
    let middle = dates.len().checked_sub(1)? / 2;
    unpack(*dates.select_nth_unstable(middle).1)
}

/// The percentiles of [`SHOWN`] as points; none where one is not money.
fn exact_points(figures: [f64; 5], money: impl Fn(f64) -> Option<Money>) -> Vec<PercentilePoint> {
    let points = SHOWN.into_iter().zip(figures);
    let points =
        points.map(|(p, figure)| Some(PercentilePoint { p, value: StatValue::Exact(money(figure)?) }));
    points.collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// A published statistic as a group, with title and place for its key where
/// the question leaves them open.
fn surveyed_group(question: &Question, statistic: Published) -> Group {
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
        && !asked.fits(&Key::Location.fold(place))
    {
        let what = format!("{place} instead of {}", asked.written);
        adjustments.push(Adjustment {
            what,
            factor: 1.0,
            why: "the survey has no figures of the city".into(),
        });
    }
    Group {
        key,
        n: benchmark.sample_size,
        companies: benchmark.companies,
        largest: None,
        duplicates: 0,
        implausible: 0,
        dropped: Vec::new(),
        as_of: benchmark.as_of,
        confidence: benchmark.confidence,
        withheld: None,
        points: benchmark.percentiles.points().to_vec(),
        intervals: [None, None, benchmark.median_interval, None, None],
        adjustments,
        source: Some(benchmark.source),
        origin: Some(benchmark.origin),
    }
}

/// Orders keys as people do: `L9` before `L10`, whatever the case.
fn natural(key: &[(Key, String)]) -> Vec<(Vec<(u64, String)>, &str)> {
    key.iter().map(|(_, text)| (runs(text), text.as_str())).collect()
}

/// Runs of digits as numbers and of other signs as text; numbers come first.
fn runs(text: &str) -> Vec<(u64, String)> {
    let mut runs: Vec<(u64, String)> = Vec::new();
    let mut in_digits = false;
    for c in text.chars().flat_map(char::to_lowercase) {
        let digit = c.to_digit(10);
        if runs.is_empty() || digit.is_some() != in_digits {
            let number = if digit.is_some() { 0 } else { u64::MAX };
            runs.push((number, String::new()));
            in_digits = digit.is_some();
        }
        if let Some(last) = runs.last_mut() {
            match digit {
                Some(digit) => last.0 = last.0.saturating_mul(10).saturating_add(u64::from(digit)),
                None => last.1.push(c),
            }
        }
    }
    runs
}

impl Group {
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

    /// The value at p percent, where it is known.
    pub fn at(&self, p: u8) -> Option<StatValue> {
        self.points.iter().find(|point| point.p == p).map(|point| point.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_ordered_as_people_order_them() {
        let mut levels = ["L10", "l9", "IC", "L3", "3"].map(|text| vec![(Key::Level, text.to_owned())]);
        levels.sort_by(|a, b| natural(a).cmp(&natural(b)));
        assert_eq!(levels.map(|key| key[0].1.clone()), ["3", "IC", "L3", "l9", "L10"]);
    }
}
