//! The header of a market file: its separator and the names of its columns.

use super::row::{Row, trimmed, unquote};
use super::scan::index_carefully;

/// A header, with names as the file has them and as they are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// What separates cells.
    pub separator: u8,
    /// The names as the file has them.
    pub names: Vec<String>,
    /// How many bytes the header takes, with its line break.
    pub length: usize,
    folded: Vec<String>,
}

impl Header {
    /// Reads the first record of a text; `None` when it is no whole record.
    pub fn read(text: &str) -> Option<Self> {
        let first_line = text.lines().next().unwrap_or_default();
        let separator = separator_of(first_line);
        let mut ends = Vec::new();
        index_carefully(text.as_bytes(), separator, &mut ends);
        let cells = ends.iter().position(|end| end & super::scan::RECORD_END != 0)? + 1;
        let row = Row { text, start: 0, ends: &ends[..cells] };
        let names: Vec<String> = (0..cells).map(|i| trimmed(&unquote(row.raw(i))).to_owned()).collect();
        let folded = names.iter().map(|name| fold(name)).collect();
        let length = (ends[cells - 1] & !super::scan::RECORD_END) as usize + 1;
        Some(Header { separator, names, length, folded })
    }

    /// The column of a name, whatever its case and spacing.
    pub fn column(&self, name: &str) -> Option<usize> {
        let wanted = fold(name);
        self.folded.iter().position(|folded| *folded == wanted)
    }

    /// The first of several names that the header has.
    pub fn any(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.column(name))
    }

    /// True when the header has all of these names.
    pub fn has(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.column(name).is_some())
    }
}

/// Names are compared without case, and with `_`, `-` and spaces alike.
fn fold(name: &str) -> String {
    let spaced: String = name.chars().map(|c| if matches!(c, '_' | '-') { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The one of `,` `;` and tab that stands most often outside quotes.
fn separator_of(line: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        if let Some((_, n)) = counts.iter_mut().find(|(sign, _)| !quoted && *sign == byte) {
            *n += 1;
        }
    }
    counts.into_iter().rev().max_by_key(|(_, n)| *n).map_or(b',', |(sign, _)| sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_are_recognized() {
        for (text, separator) in
            [("a,b\n", b','), ("a;\"b,c,d\";e\n", b';'), ("a\tb\n", b'\t'), ("a\n", b',')]
        {
            assert_eq!(Header::read(text).unwrap().separator, separator, "{text}");
        }
    }

    #[test]
    fn names_are_found_whatever_their_case() {
        let header = Header::read("Job Title,\"Payscale Minimum (£)\",STATE\r\n1,2,3\n").unwrap();
        assert_eq!(header.column("job_title"), Some(0));
        assert_eq!(header.column("payscale minimum (£)"), Some(1));
        assert_eq!(header.any(&["province", "state"]), Some(2));
        assert_eq!(header.length, 41);
        assert!(Header::read("no line break").is_none());
    }
}
