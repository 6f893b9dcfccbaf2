//! Market records as they stream from a file to whoever gathers them.
//!
//! A reader walks a file and hands each row to a [`RecordSink`]; nothing holds
//! the whole file. Amounts are floating point here: they feed statistics, and
//! become exact money again when a benchmark is made of them.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Benchmark, Component};
use crate::num::Currency;

/// An amount of one component as a cell states it, a year.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Figure {
    /// The cell is empty, or the file has no such column.
    #[default]
    Absent,
    /// The file states only the total of this row and not its parts.
    NotSplit,
    /// Something is there that cannot be used, and why.
    Lost(Skip),
    /// The amount.
    Is(f64),
}

impl Figure {
    /// The amount, where there is one.
    pub fn value(self) -> Option<f64> {
        match self {
            Figure::Is(value) => Some(value),
            Figure::Absent | Figure::NotSplit | Figure::Lost(_) => None,
        }
    }
}

/// One person's pay as a raw market file states it. Only what the sink
/// [needs](Needs) is filled in.
#[derive(Debug, Clone, Copy, Default)]
pub struct PayRecord<'a> {
    /// Who pays.
    pub company: Option<&'a str>,
    /// Job title.
    pub title: Option<&'a str>,
    /// Level, as the file spells it.
    pub level: Option<&'a str>,
    /// Place of work.
    pub location: Option<&'a str>,
    /// Base salary.
    pub base: Figure,
    /// Bonus.
    pub bonus: Figure,
    /// Equity.
    pub equity: Figure,
    /// Everything together.
    pub total: Figure,
    /// Wage, as official surveys mean it.
    pub wage: Figure,
    /// Currency of the amounts; `None` where the file names one that does not exist.
    pub currency: Option<Currency>,
    /// Years of experience, from and to.
    pub experience: Option<(f64, f64)>,
    /// True where something stands there that is no experience.
    pub experience_lost: bool,
    /// When it was reported.
    pub date: Option<Date>,
    /// True where something stands there that is no day, or could be two.
    pub date_lost: bool,
    /// Equal for rows that are equal in every column that this program reads.
    pub identity: u64,
}

impl PayRecord<'_> {
    /// The amount of one component.
    pub fn figure(&self, component: Component) -> Figure {
        match component {
            Component::Base => self.base,
            Component::Bonus => self.bonus,
            Component::Equity => self.equity,
            Component::Total => self.total,
            Component::Wage => self.wage,
        }
    }

    /// The same, to be filled in.
    pub fn figure_mut(&mut self, component: Component) -> &mut Figure {
        match component {
            Component::Base => &mut self.base,
            Component::Bonus => &mut self.bonus,
            Component::Equity => &mut self.equity,
            Component::Total => &mut self.total,
            Component::Wage => &mut self.wage,
        }
    }
}

/// One published statistic: percentiles of one occupation in one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// Code of the occupation, where the source has one.
    pub code: Option<String>,
    /// True for a group of occupations (all managers, say) and not one of them.
    pub is_group: bool,
    /// True for an official survey, whose figures without a place are of the whole country.
    pub is_survey: bool,
    /// The one industry that it is about; none where it is about all of them.
    pub industry: Option<String>,
    /// The figures; no location means the whole country.
    pub benchmark: Benchmark,
}

/// Which columns a sink wants: the others are not even looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Needs {
    /// [`PayRecord::company`].
    pub company: bool,
    /// [`PayRecord::title`].
    pub title: bool,
    /// [`PayRecord::level`].
    pub level: bool,
    /// [`PayRecord::location`].
    pub location: bool,
    /// [`PayRecord::experience`].
    pub experience: bool,
    /// [`PayRecord::date`].
    pub date: bool,
    /// [`PayRecord::identity`].
    pub identity: bool,
    /// Base, bonus, equity and total together, to see whether the parts add up.
    pub parts: bool,
    /// The one component that is asked for; always filled in.
    pub component: Option<Component>,
}

/// Why a row of a bulk file cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Skip {
    /// More or fewer cells than the header has.
    Ragged,
    /// The row holds a NUL byte.
    Nul,
    /// Bytes that are text neither in UTF-8 nor in Windows-1252.
    NotText,
    /// The amount cannot be read.
    Unreadable,
    /// There is no amount.
    NoAmount,
    /// The file gives only the total: a base of zero means "not split".
    NotSplit,
    /// An amount of zero or less.
    NotPositive,
    /// A unit of pay that is no period.
    UnknownUnit,
    /// A day that cannot be read, or could be two, where days are asked for.
    UnreadableDate,
    /// Years of experience that cannot be read, where they are asked for.
    UnreadableExperience,
    /// The row sums others up.
    Total,
    /// A word under the table, not a row of it.
    Note,
    /// A case that was denied or withdrawn.
    NotCertified,
    /// A currency that does not exist.
    UnknownCurrency,
    /// No exchange rate for the currency.
    NoRate,
    /// The title, level, company or place that is asked about is not given.
    KeyMissing,
    /// Dropped on request: outside the plausible range.
    Implausible,
    /// Dropped on request: the parts do not add up to the total.
    PartsDiffer,
    /// Dropped on request: equal to another row.
    Duplicate,
    /// The survey did not release the figures.
    NotReleased,
    /// Percentiles that do not ascend.
    NotAscending,
}

impl Skip {
    /// True where the row was meant to count and something in it could not be read: that is a loss.
    /// What is empty, left out on request or no person's pay is none.
    pub fn is_loss(self) -> bool {
        matches!(
            self,
            Skip::Ragged
                | Skip::Nul
                | Skip::NotText
                | Skip::Unreadable
                | Skip::UnknownUnit
                | Skip::UnknownCurrency
                | Skip::NoRate
                | Skip::UnreadableDate
                | Skip::UnreadableExperience
                | Skip::NotAscending
        )
    }

    /// The reason as a person reads it, and its key in JSON.
    pub fn reason(self) -> &'static str {
        match self {
            Skip::Ragged => "wrong number of cells",
            Skip::Nul => "NUL byte in the row",
            Skip::NotText => "not text",
            Skip::Unreadable => "amount not readable",
            Skip::NoAmount => "no amount",
            Skip::NotSplit => "total not split into parts",
            Skip::NotPositive => "amount not above zero",
            Skip::UnknownUnit => "unknown wage unit",
            Skip::UnreadableDate => "date not readable",
            Skip::UnreadableExperience => "experience not readable",
            Skip::Total => "a total, not a person",
            Skip::Note => "a note, not a row",
            Skip::NotCertified => "case not certified",
            Skip::UnknownCurrency => "unknown currency",
            Skip::NoRate => "no exchange rate",
            Skip::KeyMissing => "group not stated",
            Skip::Implausible => "implausible amount",
            Skip::PartsDiffer => "parts do not add up",
            Skip::Duplicate => "exact duplicate",
            Skip::NotReleased => "not released by the survey",
            Skip::NotAscending => "percentiles not ascending",
        }
    }
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It counts.
    Used,
    /// It is about something that was not asked for.
    Other,
    /// It was asked for but cannot be used.
    Skipped(Skip),
}

/// How many rows were read and what became of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RowCounts {
    /// Rows of data, without the header and blank lines.
    pub read: u64,
    /// Rows behind the result.
    pub used: u64,
    /// Rows about something else.
    pub other: u64,
    /// Rows that could not be used, by reason.
    pub skipped: BTreeMap<Skip, u64>,
}

impl RowCounts {
    /// Counts one row.
    pub fn count(&mut self, taken: Taken) {
        self.read += 1;
        match taken {
            Taken::Used => self.used += 1,
            Taken::Other => self.other += 1,
            Taken::Skipped(reason) => *self.skipped.entry(reason).or_default() += 1,
        }
    }

    /// Adds the counts of another part.
    pub fn add(&mut self, other: &RowCounts) {
        self.read += other.read;
        self.used += other.used;
        self.other += other.other;
        for (reason, n) in &other.skipped {
            *self.skipped.entry(*reason).or_default() += n;
        }
    }

    /// Rows that could not be used, over all reasons.
    pub fn skipped_total(&self) -> u64 {
        self.skipped.values().sum()
    }
}

/// Gathers records. A reader forks it for each thread and joins the parts in
/// any order, so that a sink's result may not depend on the order of rows.
pub trait RecordSink: Send + Sized {
    /// Which columns it wants.
    fn needs(&self) -> Needs;

    /// An empty sink that asks for the same.
    fn fork(&self) -> Self;

    /// Takes one person's pay.
    fn record(&mut self, record: &PayRecord<'_>) -> Taken;

    /// Takes one published statistic.
    fn published(&mut self, statistic: Published) -> Taken;

    /// Adds what another part has gathered.
    fn join(&mut self, part: Self);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_add_up() {
        let mut one = RowCounts::default();
        one.count(Taken::Used);
        one.count(Taken::Skipped(Skip::NoAmount));
        let mut other = RowCounts::default();
        other.count(Taken::Other);
        other.count(Taken::Skipped(Skip::NoAmount));
        one.add(&other);
        assert_eq!((one.read, one.used, one.other, one.skipped_total()), (4, 1, 1, 2));
        assert_eq!(one.read, one.used + one.other + one.skipped_total());
    }
}
