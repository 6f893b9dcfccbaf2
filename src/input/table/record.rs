//! The records of a text: where their cells stand, as RFC 4180 and the csv crate have it.

use std::borrow::Cow;
use std::ops::Range;

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

/// The records of a text that begins on a line, by the ends of their cells.
pub fn records<'b>(text: &'b str, ends: &'b [u32], line: u64) -> impl Iterator<Item = Record<'b>> {
    let (mut start, mut line) = (0, line);
    ends.split_inclusive(|end| end & RECORD_END != 0).map(move |ends| {
        let record = Record { text, start, ends, line };
        start = record.end() + 1;
        line += 1 + memchr::memchr_iter(b'\n', record.whole().as_bytes()).count() as u64;
        record
    })
}

/// The cells of one record, as slices of its block.
#[derive(Debug, Clone, Copy)]
pub struct Record<'b> {
    text: &'b str,
    /// Where the first cell begins.
    start: usize,
    /// Where each cell ends.
    ends: &'b [u32],
    /// The line on which it begins.
    pub line: u64,
}

impl<'b> Record<'b> {
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
    pub fn stretch(&self, columns: &Range<usize>) -> &'b str {
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

    /// Where the content of a cell stands in the text: without blanks and one pair of quotation
    /// marks around it.
    pub fn span(&self, column: usize) -> Range<usize> {
        let raw = self.raw(column);
        let start = self.bounds(column).0 + raw.len() - raw.trim_start().len();
        let inner = raw.trim();
        match inner.len() >= 2 && inner.starts_with('"') && inner.ends_with('"') {
            true => start + 1..start + inner.len() - 1,
            false => start..start + inner.len(),
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cells(block: &str, is_last: bool) -> Vec<(u64, Vec<String>)> {
        let mut ends = Vec::new();
        cell_ends(block.as_bytes(), b',', is_last, &mut ends);
        let cells = |row: Record<'_>| (0..row.len()).map(|at| row.cell(at).into_owned()).collect();
        records(block, &ends, 1).map(|row| (row.line, cells(row))).collect()
    }

    #[test]
    fn cells_know_where_they_stand() {
        let (text, mut ends) = ("\"L,5\" , \"1\"\"2\",x\r\n", Vec::new());
        cell_ends(text.as_bytes(), b',', false, &mut ends);
        let record = records(text, &ends, 1).next().unwrap();
        let cells: Vec<_> = (0..record.len()).map(|at| &text[record.span(at)]).collect();
        assert_eq!(cells, ["L,5", "1\"\"2", "x"]);
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
