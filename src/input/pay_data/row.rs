//! One row of a block: its cells as text and as amounts.

use std::borrow::Cow;

use jiff::civil::Date;

use super::scan::RECORD_END;
use crate::domain::Figure;
use crate::num::{AmountStyle, parse_amount};

/// The cells of one record, as slices of its block.
#[derive(Debug, Clone, Copy)]
pub struct Row<'b> {
    pub text: &'b str,
    /// Where the first cell begins.
    pub start: usize,
    /// Where each cell ends, as the scanner wrote it.
    pub ends: &'b [u32],
}

impl<'b> Row<'b> {
    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The whole record without its line break.
    pub fn whole(&self) -> &'b str {
        let end = self.ends.last().map_or(self.start, |end| (end & !RECORD_END) as usize);
        let line = self.text.get(self.start..end).unwrap_or_default();
        line.strip_suffix('\r').unwrap_or(line)
    }

    /// The cells of a range of columns with the separators between them.
    pub fn stretch(&self, columns: &std::ops::Range<usize>) -> &'b str {
        let (from, _) = self.bounds(columns.start);
        let (_, to) = self.bounds(columns.end - 1);
        self.text.get(from..to).unwrap_or_default()
    }

    /// A cell as it stands in the file, quotation marks and all.
    #[inline]
    pub fn raw(&self, column: usize) -> &'b str {
        let (from, to) = self.bounds(column);
        self.text.get(from..to).unwrap_or_default()
    }

    /// The same as bytes.
    #[inline]
    fn bytes(&self, column: usize) -> &'b [u8] {
        let (from, to) = self.bounds(column);
        self.text.as_bytes().get(from..to).unwrap_or_default()
    }

    #[inline]
    fn bounds(&self, column: usize) -> (usize, usize) {
        let from = match column.checked_sub(1).and_then(|before| self.ends.get(before)) {
            Some(end) => (end & !RECORD_END) as usize + 1,
            None => self.start,
        };
        let Some(end) = self.ends.get(column) else { return (from, from) };
        let mut to = (end & !RECORD_END) as usize;
        if end & RECORD_END != 0 && to > from && self.text.as_bytes()[to - 1] == b'\r' {
            to -= 1;
        }
        (from, to)
    }

    /// A cell without quotation marks and outer space.
    pub fn cell(&self, column: usize) -> Cow<'b, str> {
        unquote(self.raw(column))
    }
}

/// The content of a cell: quotation marks and space around it taken off.
pub fn unquote(raw: &str) -> Cow<'_, str> {
    let Some(inner) = raw.strip_prefix('"') else { return Cow::Borrowed(raw) };
    match inner.strip_suffix('"') {
        Some(inner) if memchr::memchr(b'"', inner.as_bytes()).is_none() => Cow::Borrowed(inner),
        _ => Cow::Owned(unescape(raw)),
    }
}

/// A quoted cell with doubled marks, or with text after its closing mark.
fn unescape(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut chars = raw.chars().skip(1).peekable();
    let mut quoted = true;
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                text.push('"');
                chars.next();
            }
            '"' if quoted => quoted = false,
            other => text.push(other),
        }
    }
    text
}

/// Trims, at the price of two comparisons where there is nothing to trim.
pub fn trimmed(text: &str) -> &str {
    let plain = |byte: Option<&u8>| byte.is_some_and(|b| (b'!'..=b'~').contains(b));
    let bytes = text.as_bytes();
    if plain(bytes.first()) && plain(bytes.last()) { text } else { text.trim() }
}

/// Spellings of "nothing is stated".
#[inline]
pub fn is_missing(text: &str) -> bool {
    match text.as_bytes() {
        [] => true,
        [b'n' | b'N' | b'#' | b'-' | b'.', ..] if text.len() <= 4 => {
            let spelled = ["na", "n/a", "#n/a", "nan", "null", "none", "-", "."];
            spelled.iter().any(|missing| text.eq_ignore_ascii_case(missing))
        }
        _ => false,
    }
}

/// An amount, quickly where it is plain digits and as people write it otherwise.
#[inline]
pub fn figure(row: &Row<'_>, column: usize, style: AmountStyle) -> Figure {
    match plain_digits(row.bytes(column)) {
        Some(value) => Figure::Is(value),
        None => written_figure(row.raw(column), style),
    }
}

#[inline(never)]
fn written_figure(raw: &str, style: AmountStyle) -> Figure {
    let text = unquote(raw);
    let text = trimmed(&text);
    if is_missing(text) {
        return Figure::Absent;
    }
    if style == AmountStyle::DecimalPoint
        && let Some(value) = number(text)
    {
        return Figure::Is(value);
    }
    let amount = parse_amount(text, style).ok();
    let value = amount.and_then(|a| rust_decimal::prelude::ToPrimitive::to_f64(&a.value));
    value.map_or(Figure::Unreadable, Figure::Is)
}

/// Up to fifteen digits and nothing else.
#[inline]
fn plain_digits(bytes: &[u8]) -> Option<f64> {
    match bytes.len() {
        0 | 16.. => None,
        1..=8 => eight_digits(bytes).map(|value| value as f64),
        length => {
            let (high, low) = bytes.split_at(length - 8);
            let (high, low) = (eight_digits(high)?, eight_digits(low)?);
            Some((high * 100_000_000 + low) as f64)
        }
    }
}

/// One to eight digits at once: pairs, then fours, then all of them are joined
/// within one word.
#[inline]
fn eight_digits(bytes: &[u8]) -> Option<u64> {
    let word = eight_bytes(bytes);
    // A byte is a digit when its high half is 3 and stays 3 with 6 added.
    let high = 0xf0f0_f0f0_f0f0_f0f0;
    let threes = 0x3030_3030_3030_3030;
    if word & high != threes || word.wrapping_add(0x0606_0606_0606_0606) & high != threes {
        return None;
    }
    let digits = word & 0x0f0f_0f0f_0f0f_0f0f;
    let pairs = (digits.wrapping_mul(2_561) >> 8) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs.wrapping_mul(6_553_601) >> 16) & 0x0000_ffff_0000_ffff;
    Some(fours.wrapping_mul(42_949_672_960_001) >> 32)
}

/// One to eight bytes at the end of a word that zeros (the sign) fill up. The
/// first four and the last four overlap in less than eight.
#[inline]
fn eight_bytes(bytes: &[u8]) -> u64 {
    let filled = |word: u64, free: u32| word | (0x3030_3030_3030_3030 & ((1u64 << free) - 1));
    let free = 64u32.saturating_sub(bytes.len() as u32 * 8);
    match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some(first), Some(last)) => {
            let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
            filled(u64::from(first) << free | u64::from(last) << 32, free)
        }
        _ => {
            let joined = bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
            filled(joined << (free % 64), free % 64)
        }
    }
}

/// A number as programs write it: sign, digits, point, exponent.
///
/// Three digits behind a lone point (`185.000`) are left to the reader of
/// amounts, which refuses what could mean two numbers.
pub fn number(text: &str) -> Option<f64> {
    let bytes = text.as_bytes();
    let numeric = |b: &u8| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E');
    if !bytes.iter().all(numeric) || !bytes.iter().any(u8::is_ascii_digit) {
        return None;
    }
    if let Some((whole, decimals)) = text.split_once('.')
        && decimals.len() == 3
        && (1..=3).contains(&whole.len())
        && whole != "0"
    {
        return None;
    }
    text.parse().ok().filter(|value: &f64| value.is_finite())
}

/// A date: `2026-05-04`, `6/7/2017` (month first, as in the United States),
/// either with a time behind it, or a bare year, which is its first of July.
pub fn date(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    if let Some((year, month, day)) = month_first(bytes) {
        return Date::new(year, month, day).ok().filter(|_| year >= 1900);
    }
    let mut parts = [0i32; 3];
    let mut signs = [0u8; 2];
    let mut part = 0;
    let mut digits = 0;
    for byte in bytes {
        match byte {
            b'0'..=b'9' if digits < 4 => {
                parts[part] = parts[part] * 10 + i32::from(byte - b'0');
                digits += 1;
            }
            b'/' | b'-' if digits > 0 && part < 2 => {
                signs[part] = *byte;
                part += 1;
                digits = 0;
            }
            b' ' | b'T' if part == 2 && digits > 0 => break,
            _ => return None,
        }
    }
    let (year, month, day) = match (part, signs) {
        (0, _) if digits == 4 => (parts[0], 7, 1),
        (2, [b'-', b'-']) => (parts[0], parts[1], parts[2]),
        (2, [b'/', b'/']) => (parts[2], parts[0], parts[1]),
        _ => return None,
    };
    let small = |n: i32| i8::try_from(n).ok();
    Date::new(i16::try_from(year).ok().filter(|y| *y >= 1900)?, small(month)?, small(day)?).ok()
}

/// `6/7/2017` at the beginning of a text, with nothing or a time behind it.
#[inline]
fn month_first(bytes: &[u8]) -> Option<(i16, i8, i8)> {
    let digit = |byte: u8| byte.is_ascii_digit().then(|| (byte - b'0') as i8);
    let (month, rest) = match bytes {
        [a, b'/', rest @ ..] => (digit(*a)?, rest),
        [a, b, b'/', rest @ ..] => (digit(*a)? * 10 + digit(*b)?, rest),
        _ => return None,
    };
    let (day, rest) = match rest {
        [a, b'/', rest @ ..] => (digit(*a)?, rest),
        [a, b, b'/', rest @ ..] => (digit(*a)? * 10 + digit(*b)?, rest),
        _ => return None,
    };
    let [a, b, c, d, rest @ ..] = rest else { return None };
    let year =
        [a, b, c, d].into_iter().try_fold(0i16, |year, byte| Some(year * 10 + i16::from(digit(*byte)?)))?;
    matches!(rest, [] | [b' ' | b'T', ..]).then_some((year, month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str, style: AmountStyle) -> Figure {
        figure(&Row { text, start: 0, ends: &[text.len() as u32] }, 0, style)
    }

    #[test]
    fn amounts() {
        let read = |text| one(text, AmountStyle::DecimalPoint);
        assert_eq!(read("127000"), Figure::Is(127_000.0));
        assert_eq!(read("\"70854\""), Figure::Is(70_854.0));
        assert_eq!(read("104644.5"), Figure::Is(104_644.5));
        assert_eq!(read("16100.000000000002"), Figure::Is(16_100.000000000002));
        assert_eq!(read("\"£58,185\""), Figure::Is(58_185.0));
        assert_eq!(read("1e5"), Figure::Is(100_000.0));
        assert_eq!(read("NA"), Figure::Absent);
        assert_eq!(read(""), Figure::Absent);
        assert_eq!(read("185.000"), Figure::Unreadable);
        assert_eq!(read("lots"), Figure::Unreadable);
        assert_eq!(one("\"185.000,50\"", AmountStyle::DecimalComma), Figure::Is(185_000.5));
    }

    #[test]
    fn digits_of_every_length() {
        for text in ["0", "7", "42", "00012", "99999999", "123456789", "999999999999999", "000000000000001"] {
            assert_eq!(plain_digits(text.as_bytes()), Some(text.parse().unwrap()), "{text}");
        }
        for text in ["", "1234567890123456", "12a", "1.5", "/1", "1:", " 1", "12345678x", "x12345678", "-5"] {
            assert_eq!(plain_digits(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn dates() {
        let on = |text| date(text).map(|d| d.to_string());
        assert_eq!(on("6/7/2017 11:33:27").as_deref(), Some("2017-06-07"));
        assert_eq!(on("2026-05-04").as_deref(), Some("2026-05-04"));
        assert_eq!(on("2026-05-04T10:00:00Z").as_deref(), Some("2026-05-04"));
        assert_eq!(on("2024").as_deref(), Some("2024-07-01"));
        for bad in ["", "13/13/2020", "0/1/2020", "5", "2020-02-30", "yesterday", "1/2", "99999"] {
            assert_eq!(on(bad), None, "{bad}");
        }
    }

    #[test]
    fn quotation_marks_come_off() {
        assert_eq!(unquote("\"Redwood City, CA\""), "Redwood City, CA");
        assert_eq!(unquote("\"a \"\"b\"\"\""), "a \"b\"");
        assert_eq!(unquote("5\" disk"), "5\" disk");
        assert_eq!(unquote("\"abc\"def"), "abcdef");
        assert_eq!(trimmed("\u{a0}Google"), "Google");
    }
}
