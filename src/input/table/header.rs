//! The header of a table: the sign between its cells, and which known column each of them means.

use super::Columns;
use crate::domain::same_name;
use crate::input::value;
use crate::num::Currency;

/// The known column that a header means, directly or by the user's map.
pub(super) fn column_of(header: &str, expected: Columns, names: &[(&str, &str)]) -> Option<&'static str> {
    let ours = names.iter().find(|(_, theirs)| *theirs == header).map(|(ours, _)| *ours);
    let wanted = ours.unwrap_or(header);
    // A column of our name gives way to the one that the user mapped to it.
    let taken = |name: &str| ours.is_none() && names.iter().any(|(ours, _)| *ours == name);
    expected.known.iter().copied().find(|name| same_name(name, wanted) && !taken(name))
}

/// The currency that a header names: `Minimum (£)`, `base (EUR)`.
pub(super) fn currency_in(header: &str) -> Option<Currency> {
    let signs = [('£', Currency::GBP), ('€', Currency::EUR), ('₹', Currency::INR)];
    let by_sign = signs.into_iter().find(|(sign, _)| header.contains(*sign)).map(|(_, currency)| currency);
    by_sign.or_else(|| {
        let (_, rest) = header.split_once('(')?;
        value::currency(rest.split_once(')')?.0).ok()
    })
}

/// The headers of a table, without reading further.
pub fn headers_of(text: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter_of(text))
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    match reader.read_record(&mut record) {
        Ok(true) => record.iter().map(|header| header.trim().to_owned()).collect(),
        _ => Vec::new(),
    }
}

/// The sign between cells: the one of `,` `;` and tab that the header has most of.
pub fn delimiter_of(text: &str) -> u8 {
    let header = text.trim_start_matches(['\r', '\n']).lines().next().unwrap_or_default();
    let count = |sign: u8| header.bytes().filter(|byte| *byte == sign).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}
