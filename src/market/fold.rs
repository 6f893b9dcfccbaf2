//! What different spellings of one title, company or place have in common.

/// Case and spacing folded.
pub fn fold_text(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Case, spacing and punctuation folded: `Wal-Mart, Inc.` is `wal mart inc`.
pub fn fold_company(text: &str) -> String {
    // A point or an apostrophe joins (`J.P.`, `McDonald's`), other signs separate.
    let joined = text.chars().filter(|c| !matches!(c, '.' | '\'' | '\u{2019}'));
    let spaced: String = joined
        .map(|c| if c.is_alphanumeric() || matches!(c, '&' | '+' | '#' | '*') { c } else { ' ' })
        .collect();
    let folded = fold_text(&spaced);
    // A name of signs alone stays what it is.
    if folded.is_empty() { fold_text(text) } else { folded }
}

/// Case and spacing folded, commas with one space behind.
pub fn fold_place(text: &str) -> String {
    text.split(',').map(fold_text).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_fold_together() {
        assert_eq!(fold_company(" Wal-Mart,  INC."), "wal mart inc");
        assert_eq!(fold_company("J.P. Morgan"), fold_company("JP MORGAN"));
        assert_eq!(fold_company("AT&T"), "at&t");
        assert_eq!(fold_company("??"), "??");
        assert_eq!(fold_place("San Francisco,CA "), "san francisco, ca");
        assert_eq!(fold_text("\u{a0}SE  2"), "se 2");
    }
}
