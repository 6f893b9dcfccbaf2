//! The rows of a block: their cells as text and as plain numbers.

use std::borrow::Cow;

use crate::num::AmountStyle;

/// Marks the end of a cell that is also the end of its record.
const RECORD_END: u32 = 1 << 31;

/// Writes the end of every cell of the whole records in a block, and gives how
/// many bytes those records take. At the end of the file the last one needs no
/// line break.
///
/// A quotation mark opens a quotation at the beginning of a cell, and right
/// behind the mark that closed one (`""`); anywhere else (`5" disk`) it is a
/// letter. Separators and line breaks within quotations end nothing.
pub fn cell_ends(block: &[u8], separator: u8, is_last: bool, ends: &mut Vec<u32>) -> usize {
    ends.clear();
    let (mut quoted, mut may_open, mut whole) = (false, 0, (0, 0));
    for at in memchr::memchr3_iter(b'"', b'\n', separator, block) {
        match block[at] {
            b'"' if quoted => (quoted, may_open) = (false, at + 1),
            b'"' => quoted = at == may_open,
            _ if quoted => {}
            b'\n' => {
                ends.push(at as u32 | RECORD_END);
                (whole, may_open) = ((at + 1, ends.len()), at + 1);
            }
            _ => {
                ends.push(at as u32);
                may_open = at + 1;
            }
        }
    }
    if is_last && !quoted && whole.0 < block.len() {
        ends.push(block.len() as u32 | RECORD_END);
        whole = (block.len(), ends.len());
    }
    ends.truncate(whole.1);
    whole.0
}

/// The rows of a text that begins on a line, by the ends of their cells.
pub fn rows<'b>(text: &'b str, ends: &'b [u32], line: u64) -> impl Iterator<Item = Row<'b>> {
    let (mut start, mut line) = (0, line);
    ends.split_inclusive(|end| end & RECORD_END != 0).map(move |ends| {
        let row = Row { text, start, ends, line };
        start = row.end() + 1;
        line += 1 + memchr::memchr_iter(b'\n', row.whole().as_bytes()).count() as u64;
        row
    })
}

/// The cells of one record, as slices of its block.
#[derive(Debug, Clone, Copy)]
pub struct Row<'b> {
    text: &'b str,
    /// Where the first cell begins.
    start: usize,
    /// Where each cell ends.
    ends: &'b [u32],
    /// The line on which it begins.
    pub line: u64,
}

impl<'b> Row<'b> {
    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    fn end(&self) -> usize {
        self.ends.last().map_or(self.start, |end| (end & !RECORD_END) as usize)
    }

    /// The whole record without its line break.
    pub fn whole(&self) -> &'b str {
        let line = self.text.get(self.start..self.end()).unwrap_or_default();
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
    if !(1..=15).contains(&bytes.len()) {
        return None;
    }
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| u64::from(byte - b'0'));
    bytes.iter().try_fold(0, |value, byte| Some(value * 10 + digit(byte)?)).map(|value| value as f64)
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
    use proptest::prelude::*;

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

    fn cells(block: &str, is_last: bool) -> Vec<(u64, Vec<String>)> {
        let mut ends = Vec::new();
        cell_ends(block.as_bytes(), b',', is_last, &mut ends);
        let cells = |row: Row<'_>| (0..row.len()).map(|at| row.cell(at).into_owned()).collect();
        rows(block, &ends, 1).map(|row| (row.line, cells(row))).collect()
    }

    #[test]
    fn separators_and_breaks_in_quotes_end_nothing() {
        let block = "a,\"b, \"\"c\"\"\nd\",e\n\"\",f,\ng";
        let row = |line, cells: &[&str]| (line, cells.iter().map(|cell| (*cell).to_owned()).collect());
        let whole = [row(1, &["a", "b, \"c\"\nd", "e"]), row(3, &["", "f", ""])];
        assert_eq!(cells(block, false), whole);
        assert_eq!(cells(block, true), [&whole[..], &[row(4, &["g"])]].concat());
        assert_eq!(cells("5\" disk,1\nx,\"open\n", true), [row(1, &["5\" disk", "1"])]);
    }

    proptest! {
        /// Whatever stands there: the same rows as the csv crate reads.
        #[test]
        fn agrees_with_the_csv_crate(text in "[ab,\"\n ]{0,200}") {
            let mut ends = Vec::new();
            let whole = cell_ends(text.as_bytes(), b',', true, &mut ends);
            let mut builder = csv::ReaderBuilder::new();
            let mut reader = builder.has_headers(false).flexible(true).from_reader(&text.as_bytes()[..whole]);
            let theirs: Vec<Vec<String>> =
                reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
            // It leaves out empty lines.
            let ours: Vec<Vec<String>> = cells(&text, true).into_iter().map(|(_, row)| row).collect();
            let is_blank = |row: &Vec<String>| row.len() == 1 && row[0].is_empty();
            let filled = |rows: Vec<Vec<String>>| rows.into_iter().filter(|row| !is_blank(row)).collect::<Vec<_>>();
            prop_assert_eq!(filled(ours), filled(theirs));
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
