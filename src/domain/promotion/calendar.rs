//! Review windows and the rules by which they recur.

use jiff::civil::{Date, Weekday};

use crate::num::MONTHS;

/// A stretch of days in which promotions are decided, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Window {
    first: Date,
    last: Date,
}

impl Window {
    /// The days from `first` to `last`; `None` when they are the wrong way round.
    pub fn new(first: Date, last: Date) -> Option<Self> {
        (first <= last).then_some(Window { first, last })
    }

    /// A window of one day.
    pub fn day(day: Date) -> Self {
        Window { first: day, last: day }
    }

    /// Its first day.
    pub fn first(self) -> Date {
        self.first
    }

    /// Its last day.
    pub fn last(self) -> Date {
        self.last
    }
}

/// Which days of a month are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Days {
    /// The nth stretch of seven days: the second is days 8 to 14.
    Week(i8),
    /// The last seven days.
    LastWeek,
    /// The nth weekday; −1 is the last.
    Weekday(i8, Weekday),
    /// A day of the month.
    Day(i8),
}

/// A rule such as `second week of February, May, August and November`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WindowRule {
    days: Days,
    months: Vec<i8>,
    text: String,
}

/// Why a text is no rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleError {
    /// It cannot be read.
    Unreadable,
    /// A word is neither a month nor part of a rule.
    UnknownWord(String),
    /// It names days that the month never has, such as 30 February.
    NeverOccurs(String),
}

/// Years over which a rule is tried out: a leap day falls on each weekday once in 28.
const TRIED_YEARS: std::ops::RangeInclusive<i16> = 2000..=2027;

impl WindowRule {
    /// Reads a rule: `second week of February and August`, `last week of
    /// June`, `first Monday of March, September`, `15 of May and November`,
    /// `first week of every month`.
    ///
    /// # Errors
    /// [`RuleError`] when it cannot be read or names days that never occur.
    pub fn parse(text: &str) -> Result<Self, RuleError> {
        let (which, months) = text.trim().split_once(" of ").ok_or(RuleError::Unreadable)?;
        let days = parse_days(which)?;
        let months = parse_months(months)?;
        let rule = WindowRule { days, months, text: text.trim().to_owned() };
        match rule.months.iter().find(|month| rule.never_in(**month)) {
            Some(month) => Err(RuleError::NeverOccurs(month_name(*month).to_owned())),
            None => Ok(rule),
        }
    }

    /// The rule as it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its windows from `day` on that have not ended yet, in order, without end.
    pub fn windows_from(&self, day: Date) -> impl Iterator<Item = Window> + '_ {
        (day.year()..=Date::MAX.year())
            .flat_map(|year| (1..=12).map(move |month| (year, month)))
            .filter(|(_, month)| self.months.contains(month))
            .filter_map(|(year, month)| self.window_in(year, month))
            .filter(move |window| window.last >= day)
    }

    fn window_in(&self, year: i16, month: i8) -> Option<Window> {
        let first = Date::new(year, month, 1).ok()?;
        let length = first.days_in_month();
        let on = |day: i8| Date::new(year, month, day).ok();
        match self.days {
            Days::Week(n) => Window::new(on(7 * n - 6)?, on((7 * n).min(length))?),
            Days::LastWeek => Window::new(on(length - 6)?, on(length)?),
            Days::Weekday(n, weekday) => first.nth_weekday_of_month(n, weekday).ok().map(Window::day),
            Days::Day(n) => on(n).map(Window::day),
        }
    }

    fn never_in(&self, month: i8) -> bool {
        TRIED_YEARS.into_iter().all(|year| self.window_in(year, month).is_none())
    }
}

fn parse_days(text: &str) -> Result<Days, RuleError> {
    let words: Vec<String> =
        text.split_whitespace().filter(|word| *word != "the").map(str::to_lowercase).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["last", "week"] => Ok(Days::LastWeek),
        ["week", n] | [n, "week"] => Ok(Days::Week(ordinal(n)?)),
        ["last", day] => Ok(Days::Weekday(-1, weekday(day)?)),
        ["day", n] => Ok(Days::Day(ordinal(n)?)),
        [n, day] => Ok(Days::Weekday(ordinal(n)?, weekday(day)?)),
        [n] => Ok(Days::Day(ordinal(n)?)),
        _ => Err(RuleError::Unreadable),
    }
}

/// `second`, `2nd` and `2` are all 2.
fn ordinal(word: &str) -> Result<i8, RuleError> {
    let spelled = ["first", "second", "third", "fourth", "fifth", "sixth"];
    if let Some(at) = spelled.iter().position(|known| *known == word) {
        return Ok(at as i8 + 1);
    }
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    match digits.parse() {
        Ok(n) if (1..=31).contains(&n) => Ok(n),
        Ok(_) => Err(RuleError::Unreadable),
        Err(_) => Err(RuleError::UnknownWord(word.to_owned())),
    }
}

fn weekday(word: &str) -> Result<Weekday, RuleError> {
    let known = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    let found = known.iter().find(|(name, _)| *name == word);
    found.map(|(_, day)| *day).ok_or_else(|| RuleError::UnknownWord(word.to_owned()))
}

fn parse_months(text: &str) -> Result<Vec<i8>, RuleError> {
    if matches!(text.trim().to_lowercase().as_str(), "every month" | "each month") {
        return Ok((1..=12).collect());
    }
    let mut months = Vec::new();
    let words = text.split(|c: char| c == ',' || c.is_whitespace()).filter(|word| !word.is_empty());
    for word in words.filter(|word| *word != "and") {
        months.push(month(word).ok_or_else(|| RuleError::UnknownWord(word.to_owned()))?);
    }
    if months.is_empty() { Err(RuleError::Unreadable) } else { Ok(months) }
}

/// The number of a month by its name or its first three letters or more.
fn month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.').to_lowercase();
    let at = MONTHS.iter().position(|name| word.len() >= 3 && name.to_lowercase().starts_with(&word))?;
    Some(at as i8 + 1)
}

/// The English name of a month, 1 to 12.
fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn first_window(rule: &str, day: Date) -> (Date, Date) {
        let rule = WindowRule::parse(rule).unwrap();
        let window = rule.windows_from(day).next().unwrap();
        (window.first(), window.last())
    }

    #[test]
    fn the_second_week_is_days_8_to_14() {
        let rule = "second week of February, May, August and November";
        assert_eq!(first_window(rule, date(2026, 2, 20)), (date(2026, 5, 8), date(2026, 5, 14)));
        assert_eq!(first_window(rule, date(2026, 2, 14)), (date(2026, 2, 8), date(2026, 2, 14)));
        assert_eq!(first_window(rule, date(2026, 11, 15)), (date(2027, 2, 8), date(2027, 2, 14)));
    }

    #[test]
    fn other_ways_to_say_it() {
        let day = date(2026, 1, 1);
        assert_eq!(first_window("last week of Feb", day), (date(2026, 2, 22), date(2026, 2, 28)));
        assert_eq!(first_window("first Monday of March, Sept.", day).0, date(2026, 3, 2));
        assert_eq!(first_window("last Friday of June", day).0, date(2026, 6, 26));
        assert_eq!(first_window("the 15th of May", day).0, date(2026, 5, 15));
        assert_eq!(first_window("week 5 of every month", day), (date(2026, 1, 29), date(2026, 1, 31)));
        // 29 February occurs, though not every year.
        assert_eq!(first_window("29 of February", day).0, date(2028, 2, 29));
    }

    #[test]
    fn rules_that_never_occur_or_cannot_be_read() {
        let fault = |text| WindowRule::parse(text).unwrap_err();
        assert_eq!(fault("30 of February"), RuleError::NeverOccurs("February".into()));
        assert_eq!(fault("sixth week of May"), RuleError::NeverOccurs("May".into()));
        assert_eq!(fault("31 of May and June"), RuleError::NeverOccurs("June".into()));
        assert_eq!(fault("sixth Monday of every month"), RuleError::NeverOccurs("January".into()));
        assert_eq!(fault("second week of Smarch"), RuleError::UnknownWord("Smarch".into()));
        assert_eq!(fault("whenever"), RuleError::Unreadable);
        assert_eq!(fault("40 of May"), RuleError::Unreadable);
    }

    #[test]
    fn a_window_is_in_order() {
        assert!(Window::new(date(2026, 5, 14), date(2026, 5, 8)).is_none());
    }
}
