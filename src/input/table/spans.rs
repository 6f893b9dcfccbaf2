//! Where the cells of a record stand in the text of the file.

use std::ops::Range;

/// Where the cells of the record starting at `start` stand: what the csv crate
/// does not say. Quotes are left out of the span.
pub(super) fn cell_spans(text: &str, start: usize, delimiter: u8) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = start;
    while matches!(bytes.get(at), Some(b'\r' | b'\n')) {
        at += 1;
    }
    let mut spans = Vec::new();
    let (mut from, mut quoted) = (at, false);
    loop {
        let byte = bytes.get(at).copied();
        match byte {
            Some(b'"') => quoted = !quoted,
            Some(_) if quoted => {}
            Some(end) if end != delimiter && end != b'\n' && end != b'\r' => {}
            end => {
                spans.push(trimmed(text, from..at));
                if end != Some(delimiter) {
                    return spans;
                }
                from = at + 1;
            }
        }
        at += 1;
    }
}

/// The span without blanks and one pair of quotes around it.
fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let raw = &text[span.clone()];
    let start = span.start + raw.len() - raw.trim_start().len();
    let inner = raw.trim();
    match inner.len() >= 2 && inner.starts_with('"') && inner.ends_with('"') {
        true => start + 1..start + inner.len() - 1,
        false => start..start + inner.len(),
    }
}
