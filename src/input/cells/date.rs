//! Days as files write them. Which of two numbers is the month is told by the
//! column as a whole.

use jiff::civil::Date;

/// Which number of a day such as `4/5/2026` is the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
pub enum DayOrder {
    /// The first, as in the United States.
    MonthFirst,
    /// The second, as nearly everywhere else.
    DayFirst,
    /// The days are numbers of a spreadsheet: 44159 is 2020-11-24.
    DayNumbers,
}

/// Day numbers between 1954 and 2064: what a column of days may hold.
const DAY_NUMBERS: std::ops::Range<f64> = 20_000.0..60_000.0;

/// The names of months begin like this, in English, German, French and Spanish.
const MONTHS: [&[&str]; 12] = [
    &["jan", "jän", "ene"],
    &["feb", "fév", "fev"],
    &["mar", "mär", "mrz"],
    &["apr", "avr", "abr"],
    &["may", "mai"],
    &["jun", "juin"],
    &["jul", "juil"],
    &["aug", "aoû", "ago"],
    &["sep"],
    &["oct", "okt"],
    &["nov"],
    &["dec", "dez", "déc", "dic"],
];

/// The numbers of a day, as far as its text alone tells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Written {
    /// A day by itself, whatever the column says.
    Plain(Date),
    /// Two numbers and a year.
    Open(i8, i8, i16),
    /// A number of a spreadsheet's days.
    Number(f64),
}

/// What stands in a text; a time behind the day is left out.
#[inline]
pub(super) fn written(text: &str) -> Option<Written> {
    let text = text.trim();
    let bytes = text.as_bytes();
    if let Some(found) = two_and_year(bytes) {
        return Some(found);
    }
    let head = text.split(['T', ' ']).next().unwrap_or_default();
    let parts: Vec<&str> = head.split(['-', '/', '.']).collect();
    let number = |text: &str| text.parse::<i16>().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit()));
    let plain = |year: i16, month: i16, day: i16| {
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        Date::new(year, month, day).ok().filter(|_| (1900..2200).contains(&year)).map(Written::Plain)
    };
    match parts.as_slice() {
        [year] if year.len() == 4 => plain(number(year)?, 7, 1),
        [packed] if packed.len() == 8 && packed.bytes().all(|b| b.is_ascii_digit()) => {
            plain(number(&packed[..4])?, number(&packed[4..6])?, number(&packed[6..])?)
        }
        [year, month] if year.len() == 4 => plain(number(year)?, number(month)?, 1),
        [year, month, day] if year.len() == 4 => plain(number(year)?, number(month)?, number(day)?),
        _ => named_month(text).or_else(|| {
            let days = text.parse::<f64>().ok()?;
            DAY_NUMBERS.contains(&days).then_some(Written::Number(days))
        }),
    }
}

/// `6/7/2017` or `24.11.20` at the beginning of a text, with nothing or a time behind it.
#[inline]
fn two_and_year(bytes: &[u8]) -> Option<Written> {
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| (byte - b'0') as i8);
    let sign = |byte: u8| matches!(byte, b'/' | b'.' | b'-');
    let short = |bytes: &[u8]| -> Option<(i8, usize)> {
        match bytes {
            [a, s, ..] if sign(*s) => Some((digit(a)?, 2)),
            [a, b, s, ..] if sign(*s) => Some((digit(a)? * 10 + digit(b)?, 3)),
            _ => None,
        }
    };
    let (first, at) = short(bytes)?;
    let separator = bytes[at - 1];
    let (second, length) = short(&bytes[at..])?;
    let rest = &bytes[at + length..];
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let behind = rest.get(digits);
    if bytes[at + length - 1] != separator || !matches!(behind, None | Some(b' ' | b'T' | b',')) {
        return None;
    }
    let year = rest[..digits]
        .iter()
        .fold(0i16, |year, byte| year.saturating_mul(10).saturating_add(i16::from(byte - b'0')));
    let year = match digits {
        2 if year < 70 => year + 2000,
        2 => year + 1900,
        4 if (1900..2200).contains(&year) => year,
        _ => return None,
    };
    // Only there does a point stand between the numbers of a day.
    if separator == b'.' {
        return Date::new(year, second, first).ok().map(Written::Plain);
    }
    Some(Written::Open(first, second, year))
}

/// `24 Nov 2020`, `November 24, 2020`, `Nov 2020`, `24-Nov-20`.
fn named_month(text: &str) -> Option<Written> {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let month_of =
        |word: &&str| MONTHS.iter().position(|names| names.iter().any(|name| word.starts_with(name)));
    let at = words.iter().take(3).position(|word| month_of(word).is_some())?;
    let month = i8::try_from(month_of(&words[at])? + 1).ok()?;
    let mut numbers = words
        .iter()
        .enumerate()
        .filter(|(i, _)| *i != at)
        .filter_map(|(_, word)| word.trim_end_matches(|c: char| c.is_alphabetic()).parse::<i16>().ok());
    let (first, second) = (numbers.next()?, numbers.next());
    let century = |year: i16| if year < 100 { year + 2000 } else { year };
    let (day, year) = match second {
        Some(year) if first <= 31 => (i8::try_from(first).ok()?, century(year)),
        None if first > 31 => (1, first),
        _ => return None,
    };
    Date::new(year, month, day).ok().map(Written::Plain)
}

/// The day of a text, in the order that its column has; `None` where the text
/// is none, or the column leaves the order open.
#[inline]
pub fn day(text: &str, order: Option<DayOrder>) -> Option<Date> {
    match (written(text)?, order) {
        (Written::Plain(date), _) => Some(date),
        (Written::Open(month, day, year), Some(DayOrder::MonthFirst)) => Date::new(year, month, day).ok(),
        (Written::Open(day, month, year), Some(DayOrder::DayFirst)) => Date::new(year, month, day).ok(),
        // A day that both readings give.
        (Written::Open(one, other, year), _) if one == other => Date::new(year, one, other).ok(),
        (Written::Number(days), Some(DayOrder::DayNumbers)) => {
            Date::constant(1899, 12, 30).checked_add(jiff::Span::new().days(days as i64)).ok()
        }
        _ => None,
    }
}

/// True for a text that is a day in some order.
pub fn is_day(text: &str) -> bool {
    written(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_every_spelling() {
        let on = |text, order| day(text, order).map(|d| d.to_string());
        for (text, wanted) in [
            ("2026-05-04", "2026-05-04"),
            ("2026/05/04", "2026-05-04"),
            ("2026-05-04T10:00:00Z", "2026-05-04"),
            ("24.11.2020", "2020-11-24"),
            ("24.11.20", "2020-11-24"),
            ("2024", "2024-07-01"),
            ("2024-03", "2024-03-01"),
            ("20241231", "2024-12-31"),
            ("24 Nov 2020", "2020-11-24"),
            ("November 24, 2020", "2020-11-24"),
            ("24-Nov-20", "2020-11-24"),
            ("Mai 2021", "2021-05-01"),
            ("5/5/2020", "2020-05-05"),
        ] {
            assert_eq!(on(text, None).as_deref(), Some(wanted), "{text}");
        }
        assert_eq!(on("6/7/2017 11:33:27", None), None);
        assert_eq!(on("6/7/2017 11:33:27", Some(DayOrder::MonthFirst)).as_deref(), Some("2017-06-07"));
        assert_eq!(on("6/7/2017", Some(DayOrder::DayFirst)).as_deref(), Some("2017-07-06"));
        assert_eq!(on("44159", Some(DayOrder::DayNumbers)).as_deref(), Some("2020-11-24"));
        for bad in
            ["", "13/13/2020", "0/1/2020", "5", "2020-02-30", "yesterday", "1/2", "99999", "1/2/3/2020"]
        {
            assert_eq!(on(bad, Some(DayOrder::MonthFirst)), None, "{bad}");
        }
    }
}
