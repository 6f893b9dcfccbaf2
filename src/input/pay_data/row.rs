//! One row of a block: its cells as text and as plain numbers.

use std::borrow::Cow;

use super::scan::RECORD_END;
use crate::num::AmountStyle;

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
    pub fn bytes(&self, column: usize) -> &'b [u8] {
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

/// Up to fifteen digits and nothing else.
#[inline]
pub fn plain_digits(bytes: &[u8]) -> Option<f64> {
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
pub fn number(text: &str, style: AmountStyle) -> Option<f64> {
    let bytes = text.as_bytes();
    let numeric = |b: &u8| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E');
    if !bytes.iter().all(numeric) || !bytes.iter().any(u8::is_ascii_digit) {
        return None;
    }
    if let Some((whole, decimals)) = text.split_once('.')
        && decimals.len() == 3
        && (1..=3).contains(&whole.len())
        && whole != "0"
        && !style.is_proven()
    {
        return None;
    }
    text.parse().ok().filter(|value: &f64| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_programs_write_them() {
        let read = |text| number(text, AmountStyle::DecimalPoint);
        assert_eq!(read("104644.5"), Some(104_644.5));
        assert_eq!(read("16100.000000000002"), Some(16_100.000000000002));
        assert_eq!(read("1e5"), Some(100_000.0));
        assert_eq!((read("185.000"), read("lots"), read("£5")), (None, None, None));
        assert_eq!(number("25.125", AmountStyle::OnlyPoint), Some(25.125));
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
    fn quotation_marks_come_off() {
        assert_eq!(unquote("\"Redwood City, CA\""), "Redwood City, CA");
        assert_eq!(unquote("\"a \"\"b\"\"\""), "a \"b\"");
        assert_eq!(unquote("5\" disk"), "5\" disk");
        assert_eq!(unquote("\"abc\"def"), "abcdef");
        assert_eq!(trimmed("\u{a0}Google"), "Google");
    }
}
