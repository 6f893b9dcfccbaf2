//! A case file with an entry of the log, or with claims, added at its end.

use super::evidence_entry::{evidence_entry, quoted};
use crate::domain::Evidence;

/// Keys whose values are no texts.
const BARE: [&str; 4] = ["date", "due", "on_track", "done"];

/// The text of a case file with an entry added at its end, where a new table may always begin:
/// what the person wrote is never rewritten. Reading the text again says whether the entry is one.
///
/// ```
/// use counteroffer::app::with_entry;
///
/// let entry = [("date", "2026-05-04".to_owned()), ("kind", "learning".to_owned()), ("what", "Ask earlier".to_owned())];
/// let text = with_entry("currency = \"USD\"\n", &entry);
/// assert!(text.ends_with("[[promotion.log]]\ndate = 2026-05-04\nkind = \"learning\"\nwhat = \"Ask earlier\"\n"));
/// ```
pub fn with_entry(text: &str, entry: &[(&str, String)]) -> String {
    let line = |(key, value): &(&str, String)| match BARE.contains(key) {
        true => format!("{key} = {value}\n"),
        false => format!("{key} = {}\n", quoted(value)),
    };
    added(text, &format!("[[promotion.log]]\n{}", entry.iter().map(line).collect::<String>()))
}

/// The same with claims, each as `[[evidence]]`.
pub fn with_claims<'a>(text: &str, claims: impl IntoIterator<Item = &'a Evidence>) -> String {
    claims.into_iter().fold(text.to_owned(), |text, claim| added(&text, &evidence_entry(claim)))
}

/// Lines end as those of the person do.
fn added(text: &str, table: &str) -> String {
    let break_line = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    let table = format!("{break_line}\n{table}");
    let table = if text.contains("\r\n") { table.replace('\n', "\r\n") } else { table };
    format!("{text}{table}")
}
