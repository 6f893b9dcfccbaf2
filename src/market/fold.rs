//! What different spellings of one title, company or place have in common.

use super::places::state_code;

/// Case and spacing folded.
pub fn fold_text(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Case folded, and spaces, dashes, underscores, points and commas left out: `PM II` is `pm-ii`.
pub fn fold_name(text: &str) -> String {
    let kept = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | '.' | ','));
    kept.flat_map(char::to_lowercase).collect()
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

/// Case and spacing folded, commas with one space behind, American states as
/// their codes, and the United States left out: `San Francisco, California` and
/// `SAN FRANCISCO,CA, USA` are `san francisco, ca`.
pub fn fold_place(text: &str) -> String {
    let parts = text.split(',').map(fold_text).filter(|part| !part.is_empty());
    let mut parts: Vec<String> = parts.map(|part| part.replace('.', "")).collect();
    if parts.len() > 1
        && parts.last().is_some_and(|last| ["us", "usa", "united states"].contains(&last.as_str()))
    {
        parts.pop();
    }
    let state = parts.len().saturating_sub(1);
    if let Some(last) = parts.get_mut(state) {
        *last = state_code(last).to_owned();
    }
    parts.join(", ")
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
        for place in ["San Francisco,CA ", "San Francisco, California", "SAN FRANCISCO, CA, USA"] {
            assert_eq!(fold_place(place), "san francisco, ca");
        }
        assert_eq!(fold_place("Toronto, ON, Canada"), "toronto, on, canada");
        assert_eq!(fold_text("\u{a0}SE  2"), "se 2");
    }
}
