//! Gathers the rows that a question asks for, in whatever order they come.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use foldhash::fast::RandomState;
use indexmap::IndexMap;
use jiff::civil::Date;

use super::question::{Key, Question};
use super::rules::Rules;
use super::spellings::Spellings;
use super::survey::{asks_but_for_place, asks_for, asks_for_title};
use crate::domain::{
    Adjustment, Benchmark, Component, Figure, Needs, PayRecord, PercentilePoint, Percentiles, Published,
    RecordSink, Skip, StatValue, Taken,
};
use crate::num::{Currency, Money, Rounding};

/// What is kept of one matching row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry {
    /// The amount asked for.
    pub value: f64,
    /// Equal for equal rows.
    pub identity: u64,
    /// The company's number, or [`NO_COMPANY`].
    pub company: u32,
    /// The date, packed so that later is greater; 0 where there is none.
    pub date: u32,
}

/// What is done with one key of a record.
#[derive(Debug, Clone, Copy)]
struct Plan {
    /// It is looked at.
    read: bool,
    /// Only some texts are asked for.
    filters: bool,
    /// It makes groups.
    groups: bool,
}

/// No company is stated.
pub const NO_COMPANY: u32 = u32::MAX;

/// One number for a date that keeps its order.
pub fn pack(date: Date) -> u32 {
    let (year, month, day) = (date.year().max(0), date.month(), date.day());
    u32::from(year.unsigned_abs()) << 9 | u32::from(month.unsigned_abs()) << 5 | u32::from(day.unsigned_abs())
}

/// The date of a packed number.
pub fn unpack(packed: u32) -> Option<Date> {
    let part = |bits: u32| i8::try_from(bits).ok();
    Date::new(i16::try_from(packed >> 9).ok()?, part(packed >> 5 & 15)?, part(packed & 31)?).ok()
}

/// The rows of a question.
#[derive(Debug, Clone)]
pub struct Collector {
    pub(super) question: Arc<Question>,
    pub(super) rules: Rules,
    /// By [`Key::ALL`].
    pub(super) spellings: [Spellings; 4],
    /// What is done with each key, by [`Key::ALL`].
    plan: [Plan; 4],
    /// The rows of each group, by the numbers of its keys in the order of [`Key::ALL`].
    pub(super) groups: IndexMap<[u32; 4], Vec<Entry>, RandomState>,
    /// Matching rows by currency: the present run of one, and those before.
    currencies: (Option<(Currency, u64)>, BTreeMap<&'static str, u64>),
    /// Matching rows whose parts are stated and do not add up to their total.
    pub(super) parts_differ: u64,
    /// Matching rows that state only the total.
    pub(super) not_split: u64,
    pub(super) published: Vec<Published>,
    /// Currencies that were converted.
    pub(super) converted: BTreeSet<&'static str>,
}

impl Collector {
    /// An empty collector for a question.
    pub fn new(question: Question, rules: Rules) -> Self {
        Collector::empty(Arc::new(question), rules)
    }

    fn empty(question: Arc<Question>, rules: Rules) -> Self {
        let plan = Key::ALL.map(|key| Plan {
            read: question.wants(key) || key == Key::Company,
            filters: question.filter[key as usize].is_some(),
            groups: question.by.contains(&key),
        });
        Collector {
            question,
            rules,
            spellings: Default::default(),
            plan,
            groups: IndexMap::default(),
            currencies: (None, BTreeMap::new()),
            parts_differ: 0,
            not_split: 0,
            published: Vec::new(),
            converted: BTreeSet::new(),
        }
    }

    /// The group of a record and its company, or what else becomes of it.
    fn keys(&mut self, record: &PayRecord<'_>) -> Result<([u32; 4], u32), Taken> {
        let question = &*self.question;
        let mut keys = [0; 4];
        let mut company = NO_COMPANY;
        let mut stated = true;
        for (key, plan) in Key::ALL.into_iter().zip(self.plan) {
            if !plan.read {
                continue;
            }
            let Some(text) = key.of(record) else {
                if plan.filters {
                    return Err(Taken::Other);
                }
                stated &= !plan.groups;
                continue;
            };
            let (number, asked) = self.spellings[key as usize].take(text, |text| question.judge(key, text));
            if !asked {
                return Err(Taken::Other);
            }
            if key == Key::Company {
                company = number;
            }
            if plan.groups {
                keys[key as usize] = number;
            }
        }
        let (experience, dates) = (question.experience, question.dates);
        if record.date_lost && dates != (None, None) {
            return Err(Taken::Skipped(Skip::UnreadableDate));
        }
        if record.experience_lost && experience != (None, None) {
            return Err(Taken::Skipped(Skip::UnreadableExperience));
        }
        // A bin of years lies in the range as a whole.
        let (least, most) = record.experience.unzip();
        let in_range = within(least, experience) && within(most, experience) && within(record.date, dates);
        match (in_range, stated) {
            (false, _) => Err(Taken::Other),
            (true, false) => Err(Taken::Skipped(Skip::KeyMissing)),
            (true, true) => Ok((keys, company)),
        }
    }

    /// An amount in the currency that everything becomes.
    fn converted(&mut self, value: f64, currency: Currency) -> Option<(f64, Currency)> {
        let Some(conversion) = &self.question.conversion else { return Some((value, currency)) };
        let factor = conversion.factor(currency)?;
        let to = conversion.to;
        if to != currency {
            self.converted.insert(currency.code());
        }
        Some((value * factor, to))
    }

    fn has_rate(&self, currency: Currency) -> bool {
        self.question.conversion.as_ref().is_none_or(|conversion| conversion.factor(currency).is_some())
    }

    /// Published figures in the currency that everything becomes.
    fn benchmark_converted(&self, benchmark: Benchmark) -> Option<Benchmark> {
        let Some(conversion) = &self.question.conversion else { return Some(benchmark) };
        let (from, to) = (benchmark.currency, conversion.to);
        if to == from {
            return Some(benchmark);
        }
        let (_, factor, why) = conversion.factors.iter().find(|(known, ..)| *known == from)?;
        let factor = *factor;
        let what = format!("{} converted to {}", from.code(), to.code());
        let mut adjustments = benchmark.adjustments.clone();
        adjustments.push(Adjustment { what, factor, why: why.clone() });
        let scaled = |money: Money| Money::from_f64_rounded(money.to_f64() * factor, to, Rounding::HalfUp);
        let points = benchmark.percentiles.points().iter().map(|point| {
            let value = match point.value {
                StatValue::Exact(money) => StatValue::Exact(scaled(money)?),
                StatValue::AtLeast(money) => StatValue::AtLeast(scaled(money)?),
            };
            Some(PercentilePoint { value, ..*point })
        });
        let percentiles = Percentiles::new(points.collect::<Option<_>>()?).ok()?;
        let interval = benchmark.median_interval;
        let median_interval = interval.and_then(|(low, high)| Some((scaled(low)?, scaled(high)?)));
        Some(Benchmark { currency: to, percentiles, median_interval, adjustments, ..benchmark })
    }

    /// Nearly every row is in the currency of the row before.
    fn count_currency(&mut self, currency: Currency) {
        match &mut self.currencies {
            (Some((last, rows)), _) if *last == currency => *rows += 1,
            (last, counts) => {
                if let Some((before, rows)) = last.replace((currency, 1)) {
                    *counts.entry(before.code()).or_default() += rows;
                }
            }
        }
    }

    /// Matching rows by currency.
    pub(super) fn rows_by_currency(&self) -> BTreeMap<&'static str, u64> {
        let (last, mut counts) = self.currencies.clone();
        if let Some((currency, rows)) = last {
            *counts.entry(currency.code()).or_default() += rows;
        }
        counts
    }

    fn parts_differ(&self, record: &PayRecord<'_>) -> bool {
        let parts = [record.base, record.bonus, record.equity].map(Figure::value);
        let ([Some(base), Some(bonus), Some(equity)], Some(total)) = (parts, record.total.value()) else {
            return false;
        };
        (base + bonus + equity - total).abs() > self.rules.parts_tolerance * total.abs()
    }
}

/// True inside a range; where the range has an end and the value is not stated, false.
fn within<T: PartialOrd>(value: Option<T>, (from, to): (Option<T>, Option<T>)) -> bool {
    if from.is_none() && to.is_none() {
        return true;
    }
    value.is_some_and(|v| from.is_none_or(|f| v >= f) && to.is_none_or(|t| v <= t))
}

/// The amount, or why it cannot be used.
fn usable(figure: Figure, component: Component) -> Result<f64, Skip> {
    match figure {
        Figure::Absent => Err(Skip::NoAmount),
        Figure::NotSplit => Err(Skip::NotSplit),
        Figure::Lost(why) => Err(why),
        // No bonus and no equity are amounts; pay of nothing is a gap.
        Figure::Is(0.0) if matches!(component, Component::Bonus | Component::Equity) => Ok(0.0),
        Figure::Is(value) if value > 0.0 => Ok(value),
        Figure::Is(_) => Err(Skip::NotPositive),
    }
}

impl RecordSink for Collector {
    fn needs(&self) -> Needs {
        let question = &*self.question;
        Needs {
            company: true,
            title: question.wants(Key::Title),
            level: question.wants(Key::Level),
            location: question.wants(Key::Location),
            experience: question.experience != (None, None),
            date: true,
            identity: true,
            parts: question.component != Component::Wage,
            component: Some(question.component),
        }
    }

    fn fork(&self) -> Self {
        Collector::empty(Arc::clone(&self.question), self.rules)
    }

    fn record(&mut self, record: &PayRecord<'_>) -> Taken {
        let (keys, company) = match self.keys(record) {
            Ok(found) => found,
            Err(taken) => return taken,
        };
        let component = self.question.component;
        let value = match usable(record.figure(component), component) {
            Ok(value) => value,
            Err(skip) => return Taken::Skipped(skip),
        };
        let Some(currency) = record.currency else { return Taken::Skipped(Skip::UnknownCurrency) };
        let Some((value, currency)) = self.converted(value, currency) else {
            return Taken::Skipped(Skip::NoRate);
        };
        if self.parts_differ(record) {
            if self.question.drop.parts_differ {
                return Taken::Skipped(Skip::PartsDiffer);
            }
            self.parts_differ += 1;
        }
        self.not_split += u64::from(record.base == Figure::NotSplit);
        self.count_currency(currency);
        let date = record.date.map_or(0, pack);
        self.groups.entry(keys).or_default().push(Entry { value, identity: record.identity, company, date });
        Taken::Used
    }

    fn published(&mut self, statistic: Published) -> Taken {
        if let Some(title) = &statistic.benchmark.family {
            let question = Arc::clone(&self.question);
            let asked = asks_for_title(&question, &statistic);
            self.spellings[Key::Title as usize].take(title, |text| (Key::Title.fold(text), asked));
        }
        let asked = asks_for(&self.question, &statistic);
        if let Some(place) = &statistic.benchmark.location
            && statistic.is_survey
            && self.question.filter[Key::Location as usize].is_some()
            && asks_but_for_place(&self.question, &statistic)
        {
            self.spellings[Key::Location as usize].take(place, |text| (Key::Location.fold(text), asked));
        }
        if !asked {
            return Taken::Other;
        }
        let currency = statistic.benchmark.currency;
        let Some(benchmark) = self.benchmark_converted(statistic.benchmark) else {
            return Taken::Skipped(if self.has_rate(currency) { Skip::Unreadable } else { Skip::NoRate });
        };
        self.count_currency(benchmark.currency);
        self.published.push(Published { benchmark, ..statistic });
        Taken::Used
    }

    fn join(&mut self, mut part: Self) {
        let mut numbers: [Vec<u32>; 4] = Default::default();
        for key in Key::ALL {
            numbers[key as usize] = self.spellings[key as usize].join(&part.spellings[key as usize]);
        }
        for (theirs, entries) in std::mem::take(&mut part.groups) {
            let mut ours = [0; 4];
            for key in &self.question.by {
                ours[*key as usize] = numbers[*key as usize][theirs[*key as usize] as usize];
            }
            let companies = &numbers[Key::Company as usize];
            let renumbered = entries.into_iter().map(|entry| match companies.get(entry.company as usize) {
                Some(company) => Entry { company: *company, ..entry },
                None => entry,
            });
            self.groups.entry(ours).or_default().extend(renumbered);
        }
        for (currency, rows) in part.rows_by_currency() {
            *self.currencies.1.entry(currency).or_default() += rows;
        }
        self.parts_differ += part.parts_differ;
        self.not_split += part.not_split;
        self.published.extend(part.published);
        self.converted.extend(part.converted);
    }
}

#[cfg(test)]
mod tests {
    use super::super::rules::tests::rules;
    use super::*;

    #[test]
    fn dates_keep_their_order_when_packed() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        assert_eq!(unpack(pack(date("2017-06-30"))), Some(date("2017-06-30")));
        assert!(pack(date("2017-12-31")) < pack(date("2018-01-01")));
        assert_eq!(unpack(0), None);
    }

    #[test]
    fn rows_are_taken_or_their_reason_is_told() {
        let question = Question::about(Component::Base).only(Key::Title, "Product Manager");
        let mut all = Collector::new(question, rules());
        let record = PayRecord {
            title: Some("product manager"),
            company: Some("Alloy"),
            base: Figure::Is(1.0),
            currency: Some(Currency::USD),
            ..PayRecord::default()
        };
        assert_eq!(all.record(&record), Taken::Used);
        let with = |base| PayRecord { base, ..record };
        assert_eq!(all.record(&with(Figure::NotSplit)), Taken::Skipped(Skip::NotSplit));
        assert_eq!(all.record(&with(Figure::Is(-1.0))), Taken::Skipped(Skip::NotPositive));
        assert_eq!(all.record(&with(Figure::Absent)), Taken::Skipped(Skip::NoAmount));
        assert_eq!(all.record(&PayRecord { title: Some("Sales"), ..record }), Taken::Other);
        assert_eq!(all.record(&PayRecord { title: None, ..record }), Taken::Other);
        assert_eq!(
            all.record(&PayRecord { currency: None, ..record }),
            Taken::Skipped(Skip::UnknownCurrency)
        );
    }
}
