//! Which column of a raw file holds what: built once from the header, used for
//! every row.

use std::borrow::Cow;
use std::ops::Range;

use super::row::{Row, date, figure, is_missing, number, trimmed};
use crate::domain::{Component, Figure, Needs, PayRecord, RecordSink, Skip, Taken};
use crate::num::{AmountStyle, Currency, fingerprint};

/// Where the currency of a row comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum CurrencyFrom {
    /// All rows are in one.
    Fixed(Currency),
    /// A column names it by its ISO code.
    Column(usize),
}

/// The columns of a file with one person's pay a row.
#[derive(Debug, Clone, PartialEq)]
pub struct PayLayout {
    pub company: Option<usize>,
    pub title: Option<usize>,
    pub level: Option<usize>,
    /// Place: city and state may stand in two columns.
    pub location: [Option<usize>; 2],
    pub base: Option<usize>,
    pub bonus: Option<usize>,
    pub equity: Option<usize>,
    pub total: Option<usize>,
    pub wage: Option<usize>,
    /// The unit of pay; without it amounts are a year's.
    pub unit: Option<usize>,
    pub currency: CurrencyFrom,
    pub experience: Option<usize>,
    pub date: Option<usize>,
    /// The columns that make two rows equal, as ranges.
    pub identity: Vec<Range<usize>>,
    /// A base of zero means that only the total is stated.
    pub zero_base_is_unsplit: bool,
    /// Texts hold `&amp;` and its like.
    pub entities: bool,
    /// How amounts are written.
    pub style: AmountStyle,
    /// Pay periods in a year for each unit.
    pub periods: Periods,
}

/// How many pay periods a year has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Periods {
    /// Hours paid in a year of full-time work.
    pub hours: f64,
    /// Weeks paid in a year.
    pub weeks: f64,
}

impl Default for PayLayout {
    fn default() -> Self {
        PayLayout {
            company: None,
            title: None,
            level: None,
            location: [None; 2],
            base: None,
            bonus: None,
            equity: None,
            total: None,
            wage: None,
            unit: None,
            currency: CurrencyFrom::Fixed(Currency::USD),
            experience: None,
            date: None,
            identity: Vec::new(),
            zero_base_is_unsplit: false,
            entities: false,
            style: AmountStyle::DecimalPoint,
            periods: Periods { hours: f64::NAN, weeks: f64::NAN },
        }
    }
}

impl PayLayout {
    /// The column of one component.
    pub fn column_of(&self, component: Component) -> Option<usize> {
        match component {
            Component::Base => self.base,
            Component::Bonus => self.bonus,
            Component::Equity => self.equity,
            Component::Total => self.total,
            Component::Wage => self.wage,
        }
    }

    /// Takes a list of columns as what makes two rows equal.
    pub fn identify_by(&mut self, mut columns: Vec<usize>) {
        columns.sort_unstable();
        columns.dedup();
        self.identity.clear();
        for column in columns {
            match self.identity.last_mut() {
                Some(last) if last.end == column => last.end += 1,
                _ => self.identity.push(column..column + 1),
            }
        }
    }

    /// Hands one row to the sink.
    pub fn take<S: RecordSink>(&self, row: &Row<'_>, needs: Needs, sink: &mut S) -> Taken {
        let text = |wanted: bool, column: Option<usize>| {
            column.filter(|_| wanted).and_then(|column| self.text(row, column))
        };
        let company = text(needs.company, self.company);
        let title = text(needs.title, self.title);
        let level = text(needs.level, self.level);
        let location = if needs.location { self.place(row) } else { None };
        let mut record = PayRecord {
            company: company.as_deref(),
            title: title.as_deref(),
            level: level.as_deref(),
            location: location.as_deref(),
            ..PayRecord::default()
        };
        record.currency = match self.currency {
            CurrencyFrom::Fixed(currency) => Some(currency),
            CurrencyFrom::Column(column) => Currency::from_code(trimmed(&row.cell(column))),
        };
        if needs.experience {
            record.experience = self.experience.and_then(|column| number(trimmed(&row.cell(column))));
        }
        if needs.date {
            record.date = self.date.and_then(|column| date(trimmed(&row.cell(column))));
        }
        if needs.identity {
            record.identity = self.identity_of(row);
        }
        match self.amounts(row, needs, &mut record) {
            Ok(()) => sink.record(&record),
            Err(reason) => Taken::Skipped(reason),
        }
    }

    fn amounts(&self, row: &Row<'_>, needs: Needs, record: &mut PayRecord<'_>) -> Result<(), Skip> {
        let times = match self.unit {
            Some(column) => self.periods_of(&row.cell(column)).ok_or(Skip::UnknownUnit)?,
            None => 1.0,
        };
        let asked = needs.component;
        let read = |component: Component, column: Option<usize>| {
            let wanted = asked == Some(component)
                || (needs.parts && component != Component::Wage)
                || (self.zero_base_is_unsplit
                    && component == Component::Base
                    && asked != Some(Component::Total));
            match column.filter(|_| wanted).map(|column| figure(row, column, self.style)) {
                Some(Figure::Is(value)) => Figure::Is(value * times),
                Some(other) => other,
                None => Figure::Absent,
            }
        };
        record.base = read(Component::Base, self.base);
        record.bonus = read(Component::Bonus, self.bonus);
        record.equity = read(Component::Equity, self.equity);
        record.total = read(Component::Total, self.total);
        record.wage = read(Component::Wage, self.wage);
        if self.zero_base_is_unsplit && record.base == Figure::Is(0.0) {
            record.base = Figure::NotSplit;
            record.bonus = Figure::NotSplit;
            record.equity = Figure::NotSplit;
        }
        Ok(())
    }

    /// Pay periods in a year; an empty unit is a year.
    fn periods_of(&self, unit: &str) -> Option<f64> {
        match trimmed(unit).to_ascii_lowercase().as_str() {
            "" | "year" | "yr" | "annual" | "yearly" | "per year" => Some(1.0),
            "month" | "mth" | "monthly" | "per month" => Some(12.0),
            "bi-weekly" | "biweekly" | "bi" => Some(self.periods.weeks / 2.0),
            "week" | "wk" | "weekly" | "per week" => Some(self.periods.weeks),
            "hour" | "hr" | "hourly" | "per hour" => Some(self.periods.hours),
            _ => None,
        }
    }

    #[inline]
    fn text<'b>(&self, row: &Row<'b>, column: usize) -> Option<Cow<'b, str>> {
        let raw = row.raw(column);
        // No space or quotation mark to take off: nearly every cell.
        if !self.entities && matches!(raw.as_bytes(), [b'#'..=b'~', .., b'#'..=b'~']) {
            return (!is_missing(raw)).then_some(Cow::Borrowed(raw));
        }
        let cell = row.cell(column);
        if is_missing(trimmed(&cell)) {
            return None;
        }
        Some(if self.entities && cell.contains('&') { Cow::Owned(without_entities(&cell)) } else { cell })
    }

    fn place<'b>(&self, row: &Row<'b>) -> Option<Cow<'b, str>> {
        let first = self.location[0].and_then(|column| self.text(row, column));
        let second = self.location[1].and_then(|column| self.text(row, column));
        match (first, second) {
            (Some(city), Some(state)) => Some(Cow::Owned(format!("{city}, {state}"))),
            (one, other) => one.or(other),
        }
    }

    fn identity_of(&self, row: &Row<'_>) -> u64 {
        let mut print = 0u64;
        for columns in &self.identity {
            print = print.rotate_left(17) ^ fingerprint(row.stretch(columns).as_bytes());
        }
        print
    }
}

/// The five entities of XML, in any case, as government exports write them.
fn without_entities(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        clean.push_str(&rest[..at]);
        rest = &rest[at..];
        let known = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&apos;", '\'')];
        let found = known.into_iter().find(|(entity, _)| {
            rest.get(..entity.len()).is_some_and(|head| head.eq_ignore_ascii_case(entity))
        });
        let (sign, length) = found.map_or(('&', 1), |(entity, sign)| (sign, entity.len()));
        clean.push(sign);
        rest = &rest[length..];
    }
    clean.push_str(rest);
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_in_any_case() {
        assert_eq!(without_entities("AT&AMP;T &lt;b&gt; R&D"), "AT&T <b> R&D");
    }

    #[test]
    fn equal_columns_are_joined_to_ranges() {
        let mut layout = PayLayout::default();
        layout.identify_by(vec![3, 0, 1, 2, 7, 3]);
        assert_eq!(layout.identity, [0..4, 7..8]);
    }
}
