//! Which column of a raw file holds what: built once from the header, used for
//! every row.

use std::borrow::Cow;
use std::hash::{BuildHasher, Hasher};
use std::ops::Range;

use foldhash::quality::FixedState;

use super::number::{number, plain_digits};
use crate::domain::{Component, Figure, Needs, PayRecord, RecordSink, Skip, Taken};
use crate::input::cells::{self, DayOrder, Period, is_missing};
use crate::input::options::Facts;
use crate::input::table::record::{Record, trimmed, unquote};
use crate::input::told::RangePoint;
use crate::num::{AmountStyle, Currency};

/// A column of amounts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AmountColumn {
    /// Where it stands.
    pub column: usize,
    /// Where the upper end of a posted range stands.
    pub to: Option<usize>,
    /// How its amounts are written.
    pub style: AmountStyle,
    /// What they are in, by its header or by all signs in it.
    pub currency: Option<Currency>,
    /// What they are for, by its header.
    pub period: Option<Period>,
}

/// The columns of a file with one person's pay a row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PayLayout {
    pub company: Option<usize>,
    pub title: Option<usize>,
    pub level: Option<usize>,
    /// Place: city and state may stand in two columns.
    pub location: [Option<usize>; 2],
    /// By [`Component::ALL`].
    pub amounts: [Option<AmountColumn>; 5],
    /// The unit of pay.
    pub unit: Option<usize>,
    /// The currency of each row.
    pub currency: Option<usize>,
    /// What the user says that amounts are in.
    pub told_currency: Option<Currency>,
    /// What amounts are in where nothing else says it.
    pub standard: Option<Currency>,
    pub experience: Option<usize>,
    pub date: Option<usize>,
    /// Which number of a day is the month.
    pub order: Option<DayOrder>,
    /// What became of a case: only those that begin like this count.
    pub status: Option<(usize, &'static str)>,
    /// The columns that make two rows equal, as ranges.
    pub identity: Vec<Range<usize>>,
    /// A base of zero means that only the total is stated.
    pub zero_base_is_unsplit: bool,
    /// Texts hold `&amp;` and its like.
    pub entities: bool,
    /// What the user says all amounts are for.
    pub told_period: Option<Period>,
    /// Which point of a posted range counts.
    pub range: RangePoint,
    /// How often periods come in a year.
    pub facts: Facts,
}

/// A cell of pay as it was read.
#[derive(Clone, Copy, Default)]
struct Read {
    figure: Figure,
    currency: Option<Currency>,
    period: Option<Period>,
    vague: bool,
}

impl PayLayout {
    /// The column of one component.
    pub fn column_of(&self, component: Component) -> Option<AmountColumn> {
        self.amounts[component as usize]
    }

    /// Notes the column of a component, where there is one.
    pub fn set(&mut self, component: Component, column: Option<usize>) {
        self.amounts[component as usize] = column.map(|column| AmountColumn {
            column,
            to: None,
            style: AmountStyle::DecimalPoint,
            currency: None,
            period: None,
        });
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
    pub fn take<S: RecordSink>(&self, row: &Record<'_>, needs: Needs, sink: &mut S) -> Taken {
        if self.is_total(row) {
            return Taken::Skipped(Skip::Total);
        }
        if let Some((column, wanted)) = self.status
            && !trimmed(&row.cell(column)).eq_ignore_ascii_case(wanted)
        {
            return Taken::Skipped(Skip::NotCertified);
        }
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
        if let Some(column) = self.experience.filter(|_| needs.experience) {
            let cell = row.cell(column);
            record.experience = cells::years(&cell);
            record.experience_lost = record.experience.is_none() && !is_missing(trimmed(&cell));
        }
        if let Some(column) = self.date.filter(|_| needs.date) {
            let cell = row.cell(column);
            record.date = cells::day(&cell, self.order);
            record.date_lost = record.date.is_none() && !is_missing(trimmed(&cell));
        }
        if needs.identity {
            record.identity = self.identity_of(row);
        }
        self.amounts(row, needs, &mut record);
        sink.record(&record)
    }

    /// A row under the table that sums it up is nobody's pay.
    fn is_total(&self, row: &Record<'_>) -> bool {
        let keys = [self.title, self.level, self.company, self.location[0]];
        let first = keys.iter().flatten().min().copied().unwrap_or(0).min(row.len() - 1);
        // Whether other keys are stated is asked first: in nearly every row one is.
        [0, first].into_iter().any(|column| {
            keys.iter().flatten().all(|key| *key == column || is_missing(trimmed(&row.cell(*key))))
                && cells::sums_up(trimmed(&row.cell(column)))
        })
    }

    fn amounts(&self, row: &Record<'_>, needs: Needs, record: &mut PayRecord<'_>) {
        let asked = needs.component;
        for component in Component::ALL {
            let wanted = asked == Some(component)
                || (needs.parts && component != Component::Wage)
                || (self.zero_base_is_unsplit
                    && component == Component::Base
                    && asked != Some(Component::Total));
            let Some(column) = self.column_of(component).filter(|_| wanted) else { continue };
            let read = self.read(row, column);
            if asked == Some(component) {
                record.currency = match (read.vague, self.currency) {
                    // `kr` is the krone of several countries: nothing is taken for granted.
                    (true, None) => column.currency.or(self.told_currency),
                    _ => self.currency_of(row, column, read.currency),
                };
            }
            *record.figure_mut(component) = self.a_year(row, column, read);
        }
        if self.zero_base_is_unsplit && record.base == Figure::Is(0.0) {
            record.base = Figure::NotSplit;
            record.bonus = Figure::NotSplit;
            record.equity = Figure::NotSplit;
        }
    }

    /// The amount of a column, or the point of a range that is asked for.
    #[inline]
    fn read(&self, row: &Record<'_>, column: AmountColumn) -> Read {
        let low = self.cell(row, column.column, column.style);
        let Some(to) = column.to else { return low };
        let high = self.cell(row, to, column.style);
        match (low.figure, high.figure) {
            (Figure::Is(from), Figure::Is(to)) => Read { figure: Figure::Is(self.point(from, to)), ..low },
            (Figure::Absent, _) => high,
            _ => low,
        }
    }

    fn point(&self, low: f64, high: f64) -> f64 {
        match self.range {
            RangePoint::Low => low,
            RangePoint::Middle => (low + high) / 2.0,
            RangePoint::High => high,
        }
    }

    /// Quickly where it is plain digits, and as people write it otherwise.
    #[inline]
    fn cell(&self, row: &Record<'_>, column: usize, style: AmountStyle) -> Read {
        match plain_digits(row.bytes(column)) {
            Some(value) => Read { figure: Figure::Is(value), ..Read::default() },
            None => self.written(row.raw(column), style),
        }
    }

    #[inline(never)]
    fn written(&self, raw: &str, style: AmountStyle) -> Read {
        use rust_decimal::prelude::ToPrimitive;
        let text = unquote(raw);
        let text = trimmed(&text);
        if is_missing(text) {
            return Read::default();
        }
        if !style.is_comma()
            && let Some(value) = number(text, style)
        {
            return Read { figure: Figure::Is(value), ..Read::default() };
        }
        let lost = Read { figure: Figure::Lost(Skip::Unreadable), ..Read::default() };
        let Some(cell) = cells::pay(text, style) else { return lost };
        let value = match (cell.low.to_f64(), cell.high.map(|high| high.to_f64())) {
            (Some(low), Some(Some(high))) => self.point(low, high),
            (Some(low), None) => low,
            _ => return lost,
        };
        Read { figure: Figure::Is(value), currency: cell.currency, period: cell.period, vague: cell.vague }
    }

    /// The amount for a year: by what stands beside it, what the user says, the header, a column of units.
    #[inline]
    fn a_year(&self, row: &Record<'_>, column: AmountColumn, read: Read) -> Figure {
        let Figure::Is(value) = read.figure else { return read.figure };
        let known = read.period.or(self.told_period).or(column.period);
        let period = match (known, self.unit) {
            (Some(period), _) => period,
            (None, None) => return read.figure,
            (None, Some(unit)) => {
                let cell = row.cell(unit);
                let text = trimmed(&cell);
                match cells::period(text) {
                    Some(period) => period,
                    None if is_missing(text) => Period::Year,
                    None => return Figure::Lost(Skip::UnknownUnit),
                }
            }
        };
        Figure::Is(value * self.facts.times(period))
    }

    /// The currency of a row: by the sign beside the amount, its own column, the header, or the standard.
    fn currency_of(
        &self,
        row: &Record<'_>,
        column: AmountColumn,
        sign: Option<Currency>,
    ) -> Option<Currency> {
        let of_row = |at: usize| {
            let cell = row.cell(at);
            let text = trimmed(&cell);
            if is_missing(text) {
                return column.currency.or(self.standard);
            }
            Currency::from_code(text).or_else(|| cells::currency(text))
        };
        match (sign, self.currency) {
            // Sign and column have to agree.
            (Some(sign), Some(at)) => of_row(at).filter(|stated| *stated == sign),
            (Some(sign), None) => Some(sign),
            (None, Some(at)) => of_row(at),
            (None, None) => column.currency.or(self.standard),
        }
    }

    /// The column whose text is the reason that a row was lost.
    pub fn lost_at(&self, skip: Skip, asked: Option<Component>) -> Option<usize> {
        let amount = asked.and_then(|component| self.column_of(component)).map(|column| column.column);
        match skip {
            Skip::Unreadable | Skip::NotPositive => amount,
            Skip::UnknownUnit => self.unit,
            Skip::UnknownCurrency | Skip::NoRate => self.currency.or(amount),
            Skip::UnreadableDate => self.date,
            Skip::UnreadableExperience => self.experience,
            _ => None,
        }
    }

    #[inline]
    fn text<'b>(&self, row: &Record<'b>, column: usize) -> Option<Cow<'b, str>> {
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

    fn place<'b>(&self, row: &Record<'b>) -> Option<Cow<'b, str>> {
        let first = self.location[0].and_then(|column| self.text(row, column));
        let second = self.location[1].and_then(|column| self.text(row, column));
        match (first, second) {
            (Some(city), Some(state)) => Some(Cow::Owned(format!("{city}, {state}"))),
            (one, other) => one.or(other),
        }
    }

    fn identity_of(&self, row: &Record<'_>) -> u64 {
        let mut hasher = FixedState::default().build_hasher();
        self.identity.iter().for_each(|columns| hasher.write(row.stretch(columns).as_bytes()));
        hasher.finish()
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
