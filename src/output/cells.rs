//! Text from a file in a cell of a table that spreadsheets open.

use crate::report::clean;

/// The text without what could act on its reader; one that a spreadsheet would
/// take for a formula gets an apostrophe in front.
pub fn text_cell(text: &str) -> String {
    let text = clean(text);
    if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_or_acts_on_its_reader() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("\t=1+1", "'=1+1"),
            ("\r=1+1", "'=1+1"),
            ("\u{202e}@SUM(A1)", "\u{fffd}@SUM(A1)"),
            ("-2", "'-2"),
            ("+1", "'+1"),
            ("L5", "L5"),
            ("\u{1b}[31mred", "␛[31mred"),
        ] {
            assert_eq!(text_cell(text), cell);
        }
    }
}
