//! One day, as text: read, or what is wrong with it and how to write it.

use jiff::civil::Date;

use super::value::{Fault, Read};

/// The years in which somebody who reads this is paid.
const YEARS: std::ops::RangeInclusive<i16> = 1950..=2150;

/// A day: `2026-05-04`.
///
/// # Errors
/// When it is written otherwise or there is no such day.
pub fn date(text: &str) -> Read<Date> {
    let text = text.trim();
    let shaped = text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    match text.parse::<Date>() {
        Ok(date) if shaped && !YEARS.contains(&date.year()) => Err(Fault::new(
            format!("`{text}` is not a day of these times"),
            format!("write a year from {} to {}", YEARS.start(), YEARS.end()),
        )),
        Ok(date) if shaped => Ok(date),
        Err(_) if shaped => Err(Fault::new(format!("there is no day `{text}`"), date_remedy(text))),
        _ => Err(Fault::new(format!("`{text}` is not a date"), date_remedy(text))),
    }
}

/// True for three numbers that could be a day: `24.11.2026`, `11/24/26`, `2026-02-30`.
pub fn is_day(text: &str) -> bool {
    parts_of_day(text).is_some()
}

fn parts_of_day(text: &str) -> Option<(char, [&str; 3])> {
    let sign = text.chars().find(|c| !c.is_ascii_digit())?;
    let parts: Vec<&str> = text.split(sign).map(str::trim).collect();
    let digits = |part: &&str| matches!(part.len(), 1 | 2 | 4) && part.bytes().all(|b| b.is_ascii_digit());
    let years = parts.iter().filter(|part| part.len() == 4).count();
    let shaped = matches!(sign, '.' | '/' | '-') && years == 1 && parts.iter().all(digits);
    Some((sign, parts.try_into().ok()?)).filter(|_| shaped)
}

/// How a day that is written another way is written here.
pub fn date_remedy(text: &str) -> String {
    let usual = || "write year-month-day, as 2026-05-04".to_owned();
    let Some((sign, parts)) = parts_of_day(text.trim()) else { return usual() };
    let number = |part: &str| part.parse::<i16>().unwrap_or_default();
    let [first, second, third] = parts.map(number);
    let (year, orders) = match (parts[0].len(), sign) {
        (4, _) => (first, vec![(second, third)]),
        // A point stands between day and month, never between month and day.
        (_, '.') => (third, vec![(second, first)]),
        _ => (third, vec![(first, second), (second, first)]),
    };
    let day = |(month, day): &(i16, i16)| {
        Date::new(year, i8::try_from(*month).ok()?, i8::try_from(*day).ok()?).ok()
    };
    let mut days: Vec<String> = orders.iter().filter_map(day).map(|day| day.to_string()).collect();
    days.dedup();
    match (
        days.as_slice(),
        orders.first().and_then(|(month, _)| Date::new(year, i8::try_from(*month).ok()?, 1).ok()),
    ) {
        ([one], _) => format!("write {one}"),
        ([one, other], _) => format!("write {one} or {other}, whichever it is"),
        (_, Some(month)) => {
            let name = crate::num::MONTHS[usize::from(month.month().unsigned_abs()) - 1];
            format!("write a day that exists: in {year} {name} has {}", month.days_in_month())
        }
        _ => usual(),
    }
}

/// A day, or the first day of a month or year that is named alone: `2026`, `2026-05`.
///
/// # Errors
/// As [`date`].
pub fn date_or_year(text: &str) -> Read<Date> {
    let text = text.trim();
    match text.len() {
        4 => date(&format!("{text}-01-01")),
        7 => date(&format!("{text}-01")),
        _ => date(text),
    }
    .map_err(|fault| Fault { message: fault.message.replace(&format!("{text}-01-01"), text), ..fault })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_year_month_day() {
        assert_eq!(date("2026-05-04").unwrap().to_string(), "2026-05-04");
        assert_eq!(date("2026-02-30").unwrap_err().message, "there is no day `2026-02-30`");
        for bad in ["5/4/2026", "20260504", "2026-05-04T10:00", "yesterday"] {
            assert!(date(bad).unwrap_err().message.contains("is not a date"), "{bad}");
        }
        assert_eq!(date_or_year("2026").unwrap().to_string(), "2026-01-01");
        assert_eq!(date_or_year("2026-05").unwrap().to_string(), "2026-05-01");
        assert_eq!(date_or_year("May ").unwrap_err().message, "`May` is not a date");
    }
}
