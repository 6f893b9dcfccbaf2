//! The header of a table: the sign between its cells, the line on which it
//! stands, and the names of its columns.

use crate::budget::COLUMNS;
use crate::input::told::Told;

/// How well a header fits what is looked for: how many of its columns are known; 0: not at all.
pub type Fits<'a> = &'a dyn Fn(&Header) -> usize;

/// The header is looked for among so many rows.
const DEEPEST: usize = 40;

/// A header, with names as the file has them and as they are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// What separates cells.
    pub separator: u8,
    /// The names as the file has them.
    pub names: Vec<String>,
    /// The line on which it stands, counted from 1.
    pub line: usize,
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where the first row begins.
    pub end: usize,
    folded: Vec<String>,
}

impl Header {
    /// The header of a text that begins a file: the first row that fits best, by whatever sign its
    /// cells are separated; else the first row with more than one cell, else the first of all.
    pub fn find(text: &str, told: &Told, fits: Fits<'_>) -> Option<Self> {
        let mut best: Option<(usize, Header)> = None;
        for separator in separators(text) {
            for header in rows(text, separator, told) {
                let score = fits(&header);
                if score == usize::MAX {
                    return Some(header);
                }
                if best.as_ref().is_none_or(|(known, first)| {
                    score > *known
                        || *known == 0 && score == 0 && first.names.len() < 2 && header.names.len() > 1
                }) {
                    best = Some((score, header));
                }
            }
        }
        best.map(|(_, header)| header)
    }

    fn new(cells: Vec<String>, separator: u8, line: usize, start: usize, end: usize) -> Self {
        let folded = cells.iter().map(|name| fold(name)).collect();
        Header { separator, names: cells, line, start, end, folded }
    }

    /// One header of two rows: where the upper one has gaps, as merged cells leave them, the lower one
    /// tells apart what it names: `Salary` over `From` and `To`.
    fn with(&self, below: &Header) -> Option<Header> {
        let digit = |name: &String| name.chars().any(|c| c.is_ascii_digit());
        let width = self.names.len();
        let (upper, lower) = (&self.names, &below.names);
        let gaps =
            (1..width).any(|at| upper[at].is_empty() && lower.get(at).is_some_and(|name| !name.is_empty()));
        let open = (0..width).any(|at| !upper[at].is_empty() && lower.get(at).is_some_and(String::is_empty));
        if lower.len() != width || !gaps || !open || lower.iter().any(digit) || upper[0].is_empty() {
            return None;
        }
        let mut above = "";
        let mut names = Vec::new();
        for (upper, lower) in upper.iter().zip(lower) {
            above = if upper.is_empty() { above } else { upper };
            names.push(match lower.is_empty() {
                true => upper.clone(),
                false => format!("{above} {lower}"),
            });
        }
        Some(Header::new(names, self.separator, self.line, self.start, below.end))
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

/// The first rows of a text as headers, each of them.
fn rows(text: &str, separator: u8, told: &Told) -> Vec<Header> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut found: Vec<Header> = Vec::new();
    while found.len() < DEEPEST && matches!(reader.read_record(&mut record), Ok(true)) {
        let start = record.position().map_or(0, |position| position.byte() as usize);
        let blank = text[start..].len() - text[start..].trim_start_matches(['\r', '\n']).len();
        let start = start + blank;
        // Behind a carriage return the line break is still to come.
        let end = reader.position().byte() as usize;
        let end = end + usize::from(text[end..].starts_with('\n') && !text[..end].ends_with('\n'));
        let line = text[..start].matches('\n').count() + 1;
        let cells: Vec<String> = record.iter().map(|name| name.trim().to_owned()).collect();
        let is_sign = cells.concat().to_lowercase().starts_with("sep=");
        let is_it = told.header_row.is_none_or(|wanted| wanted == line as u64);
        if is_it && !is_sign && cells.iter().any(|cell| !cell.is_empty()) && cells.len() <= COLUMNS {
            let header = Header::new(cells, separator, line, start, end);
            if let Some(both) = found.last().and_then(|above| above.with(&header)) {
                found.insert(found.len() - 1, both);
            }
            found.push(header);
        } else if told.header_row.is_some_and(|wanted| wanted < line as u64) {
            break;
        }
    }
    found
}

/// Names are compared without case, and with `_`, `-` and spaces alike.
fn fold(name: &str) -> String {
    let spaced: String = name.chars().map(|c| if matches!(c, '_' | '-') { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The signs that can separate cells, the likeliest first; one alone where `sep=;` says so.
fn separators(text: &str) -> Vec<u8> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    if let Some(sign) = first.to_lowercase().strip_prefix("sep=").and_then(|rest| rest.bytes().next()) {
        return vec![sign];
    }
    let mut signs = [b',', b';', b'\t', b'|'].map(|sign| (count(first, sign), sign));
    if signs.iter().all(|(n, _)| *n == 0) {
        let next: String = lines.take(DEEPEST).collect();
        signs = signs.map(|(_, sign)| (count(&next, sign), sign));
    }
    signs.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    signs.into_iter().map(|(_, sign)| sign).collect()
}

/// How often a sign stands outside quotes.
fn count(line: &str, sign: u8) -> usize {
    let mut quoted = false;
    let outside = line.bytes().filter(|byte| {
        quoted ^= *byte == b'"';
        !quoted && *byte == sign
    });
    outside.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(text: &str) -> Header {
        let known = ["job title", "base", "state"];
        let fits = |header: &Header| known.iter().filter(|name| header.column(name).is_some()).count();

        Header::find(text, &Told::default(), &fits).unwrap()
    }

    #[test]
    fn separators_are_recognized() {
        for (text, separator) in [
            ("a,b\n", b','),
            ("a;\"b,c,d\";e\n", b';'),
            ("a\tb\n", b'\t'),
            ("a|b|c\n", b'|'),
            ("a\n", b','),
            ("sep=;\na;b,c,d\n", b';'),
            ("Survey, of us, here\nJob title;Base\nx;1,5\n", b';'),
        ] {
            assert_eq!(find(text).separator, separator, "{text}");
        }
    }

    #[test]
    fn the_header_stands_where_it_fits() {
        let text = "Salary survey 2026;;\nExported 1/1/2026;;\n\ntitle;base;state\nA;1;2\n";
        let header = find(text);
        assert_eq!((header.line, &text[header.start..header.end]), (4, "title;base;state\n"));
        let told = Told { header_row: Some(1), ..Told::default() };
        assert_eq!(Header::find(text, &told, &|_| 1).unwrap().line, 1);
    }

    #[test]
    fn two_rows_are_one_header() {
        let text = "Job Title,State,Salary,\n,,From,To\nDev,TX,1,2\n";
        let header = find(text);
        assert_eq!(header.names, ["Job Title", "State", "Salary From", "Salary To"]);
        assert_eq!(&text[header.end..], "Dev,TX,1,2\n");
    }

    #[test]
    fn names_are_found_whatever_their_case() {
        let header = find("Job Title,\"Payscale Minimum (£)\",STATE\r\n1,2,3\n");
        assert_eq!(header.column("job_title"), Some(0));
        assert_eq!(header.column("payscale minimum (£)"), Some(1));
        assert_eq!(header.any(&["province", "state"]), Some(2));
        assert_eq!(header.end, 41);
    }
}
