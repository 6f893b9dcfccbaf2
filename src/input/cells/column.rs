//! What all cells of a column prove together.

use std::collections::BTreeMap;

use rust_decimal::prelude::ToPrimitive;

use super::date::{DayOrder, Written, written};
use super::pay::{digits, pay};
use super::{is_missing, words};
use crate::domain::Period;
use crate::num::{AmountStyle, Currency};

/// Something that cells prove: how many of how many do.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Found {
    /// Cells that prove it.
    pub cells: u64,
    /// Cells of the column that are filled.
    pub of: u64,
    /// One of them.
    pub example: String,
}

/// Cells that agree, and the first of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Tally(u64, String);

impl Tally {
    fn add(&mut self, text: &str) {
        if self.0 == 0 {
            self.1 = text.chars().take(40).collect();
        }
        self.0 += 1;
    }

    fn of(&self, filled: u64) -> Found {
        Found { cells: self.0, of: filled, example: self.1.clone() }
    }
}

/// What the cells of a column of amounts prove.
#[derive(Debug, Clone, Default)]
pub struct Amounts {
    filled: u64,
    /// Cells in which only a point, only a comma can separate decimals.
    point: Tally,
    comma: Tally,
    /// Cells that could be read both ways, by the sign in them.
    open_point: Tally,
    open_comma: Tally,
    currencies: BTreeMap<&'static str, Tally>,
    periods: BTreeMap<Period, Tally>,
    ranges: Tally,
    values: Vec<f64>,
}

/// No amount and no day is longer.
const LONGEST: usize = 200;

/// So many amounts are enough to know where their middle is.
const SAMPLE: usize = 10_000;

impl Amounts {
    /// Takes one cell.
    pub fn add(&mut self, text: &str) {
        let text = text.trim();
        if is_missing(text) {
            return;
        }
        self.filled += 1;
        if text.len() > LONGEST {
            return;
        }
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.value(text.parse().ok());
        }
        self.signs(text);
        let style = match (self.comma.0 > 0, self.point.0 > 0) {
            (true, false) => AmountStyle::OnlyComma,
            _ => AmountStyle::OnlyPoint,
        };
        let Some(cell) = pay(text, style) else { return };
        self.value(cell.low.to_f64());
        if let Some(currency) = cell.currency {
            self.currencies.entry(currency.code()).or_default().add(text);
        }
        if let Some(period) = cell.period {
            self.periods.entry(period).or_default().add(text);
        }
        if cell.high.is_some() {
            self.ranges.add(text);
        }
    }

    fn value(&mut self, value: Option<f64>) {
        if self.values.len() < SAMPLE {
            self.values.extend(value.filter(|value| *value > 0.0));
        }
    }

    /// What the points and commas of a cell tell.
    fn signs(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
            rest = &rest[at..];
            let end = digits(rest);
            let (number, behind) = rest.split_at(end);
            self.judge(number, behind, text);
            rest = behind;
        }
    }

    fn judge(&mut self, number: &str, behind: &str, text: &str) {
        let count = |sign: char| number.matches(sign).count();
        let (points, commas) = (count('.'), count(','));
        let proof = match (points, commas) {
            (0, 0) => return,
            (1.., 1..) => Some(number.rfind('.') > number.rfind(',')),
            (0, 2..) => Some(true),
            (2.., 0) => Some(false),
            _ => {
                let (whole, decimals) = number.split_once(['.', ',']).unwrap_or((number, ""));
                let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
                let scaled = behind.starts_with(['k', 'K', 'm', 'M']);
                let open = decimals.len() == 3 && whole.len() <= 3 && whole != "0" && !scaled;
                (!open).then_some(points == 1)
            }
        };
        match (proof, points) {
            (Some(true), _) => self.point.add(text),
            (Some(false), _) => self.comma.add(text),
            (None, 0) => self.open_comma.add(text),
            (None, _) => self.open_point.add(text),
        }
    }

    /// How its decimals are separated, and what proves it; the standard where nothing does.
    pub fn style(&self, told: AmountStyle) -> (AmountStyle, Option<Found>) {
        if told.is_comma() || told.is_proven() {
            return (told, None);
        }
        match (self.point.0, self.comma.0) {
            (1.., 0) => (AmountStyle::OnlyPoint, Some(self.point.of(self.filled))),
            (0, 1..) => (AmountStyle::OnlyComma, Some(self.comma.of(self.filled))),
            _ => (told, None),
        }
    }

    /// True where a proof decides something: a cell could be two amounts without it, or a comma is the decimal sign.
    pub fn needs_proof(&self) -> bool {
        self.comma.0 + self.open_point.0 > 0
    }

    /// True where cells prove one style and others the other.
    pub fn contradicts_itself(&self) -> Option<(Found, Found)> {
        let both = self.point.0 > 0 && self.comma.0 > 0;
        both.then(|| (self.point.of(self.filled), self.comma.of(self.filled)))
    }

    /// A cell that could be two amounts, where no other cell decides.
    pub fn open(&self) -> Option<Found> {
        let decided = self.point.0 + self.comma.0 > 0;
        (!decided && self.open_point.0 > 0).then(|| self.open_point.of(self.filled))
    }

    /// The currencies that stand beside amounts.
    pub fn currencies(&self) -> impl Iterator<Item = (Currency, Found)> {
        let found = self.currencies.iter();
        found.filter_map(|(code, tally)| Some((Currency::from_code(code)?, tally.of(self.filled))))
    }

    /// The periods that stand beside amounts.
    pub fn periods(&self) -> impl Iterator<Item = (Period, Found)> {
        self.periods.iter().map(|(period, tally)| (*period, tally.of(self.filled)))
    }

    /// The ranges among them.
    pub fn ranges(&self) -> Option<Found> {
        (self.ranges.0 > 0).then(|| self.ranges.of(self.filled))
    }

    /// The amount in the middle.
    pub fn median(&self) -> Option<f64> {
        let mut values = self.values.clone();
        values.sort_unstable_by(f64::total_cmp);
        crate::num::quantile_of_sorted(&values, 0.5)
    }

    /// How many cells are filled.
    pub fn filled(&self) -> u64 {
        self.filled
    }
}

/// What the cells of a column of days prove.
#[derive(Debug, Clone, Default)]
pub struct Days {
    filled: u64,
    plain: u64,
    month_first: Tally,
    day_first: Tally,
    open: Tally,
    numbers: Tally,
}

impl Days {
    /// Takes one cell.
    pub fn add(&mut self, text: &str) {
        let text = text.trim();
        if is_missing(text) {
            return;
        }
        self.filled += 1;
        match written(text).filter(|_| text.len() <= LONGEST) {
            Some(Written::Plain(_)) => self.plain += 1,
            Some(Written::Open(first, second, _)) => match (first > 12, second > 12) {
                (true, false) => self.day_first.add(text),
                (false, true) => self.month_first.add(text),
                (false, false) if first != second => self.open.add(text),
                _ => self.plain += 1,
            },
            Some(Written::Number(_)) => self.numbers.add(text),
            None => {}
        }
    }

    /// Which number is the month, and what proves it; `Err` holds a day that
    /// could be two, where nothing decides.
    pub fn order(&self, told: Option<DayOrder>) -> Result<Option<(DayOrder, Option<Found>)>, Found> {
        if told.is_some() {
            return Ok(told.map(|order| (order, None)));
        }
        let all_numbers = self.numbers.0 > 0 && self.numbers.0 == self.filled;
        match (self.month_first.0, self.day_first.0) {
            (1.., 0) => Ok(Some((DayOrder::MonthFirst, Some(self.month_first.of(self.filled))))),
            (0, 1..) => Ok(Some((DayOrder::DayFirst, Some(self.day_first.of(self.filled))))),
            (0, 0) if all_numbers => Ok(Some((DayOrder::DayNumbers, Some(self.numbers.of(self.filled))))),
            (0, 0) if self.open.0 == 0 => Ok(None),
            (0, 0) => Err(self.open.of(self.filled)),
            // Both orders in one column: no order at all.
            _ => Err(self.month_first.of(self.filled)),
        }
    }
}

/// The words of a header, folded, without currency, period and what says nothing about the column.
pub(in crate::input) fn bare_header(header: &str) -> String {
    const FILLERS: &str = "in the of your what is are our gross brutto total amount local usd";
    let header = header.split(['(', '[', '\n', '?']).next().unwrap_or_default();
    let all = words::words(&header.replace(['_', '-'], " "));
    let kept: Vec<&str> = all
        .iter()
        .map(String::as_str)
        .filter(|word| words::of_word(word).is_none() && words::of_code(word).is_none())
        .filter(|word| !FILLERS.split_whitespace().any(|filler| filler == *word))
        .collect();
    kept.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amounts(cells: &[&str]) -> Amounts {
        let mut all = Amounts::default();
        cells.iter().for_each(|cell| all.add(cell));
        all
    }

    #[test]
    fn one_cell_decides_for_its_column() {
        let style = |cells: &[&str]| amounts(cells).style(AmountStyle::DecimalPoint).0;
        assert_eq!(style(&["24.038", "28.50"]), AmountStyle::OnlyPoint);
        assert_eq!(style(&["52.000", "45.000,00"]), AmountStyle::OnlyComma);
        assert_eq!(style(&["52.000", "1.152.000"]), AmountStyle::OnlyComma);
        assert_eq!(style(&["52,000"]), AmountStyle::DecimalPoint);
        let open = amounts(&["52.000", "61.000"]);
        assert_eq!(open.open().map(|found| (found.cells, found.example)), Some((2, "52.000".to_owned())));
        assert!(amounts(&["45.000,00", "45,000.00"]).contradicts_itself().is_some());
    }

    #[test]
    fn one_day_decides_for_its_column() {
        let order = |cells: &[&str]| {
            let mut days = Days::default();
            cells.iter().for_each(|cell| days.add(cell));
            days.order(None)
        };
        let found = order(&["24/11/2020 11:14:15", "01/12/2020"]).unwrap().unwrap();
        assert_eq!((found.0, found.1.unwrap().cells), (DayOrder::DayFirst, 1));
        assert_eq!(order(&["6/25/2017"]).unwrap().unwrap().0, DayOrder::MonthFirst);
        assert_eq!(order(&["44159", "44160"]).unwrap().unwrap().0, DayOrder::DayNumbers);
        assert_eq!(order(&["2020-01-01"]).unwrap(), None);
        assert_eq!(order(&["1/2/2020"]).unwrap_err().example, "1/2/2020");
        assert!(order(&["25/1/2020", "1/25/2020"]).is_err());
    }

    #[test]
    fn headers_without_their_currency_and_period() {
        for (header, wanted) in [
            ("Salary (GBP)", "salary"),
            ("Annual Base Salary", "base salary"),
            ("Yearly_EUR", ""),
            ("Hourly Rate", "rate"),
            ("salary_in_usd", "salary"),
        ] {
            assert_eq!(bare_header(header), wanted, "{header}");
        }
    }
}
