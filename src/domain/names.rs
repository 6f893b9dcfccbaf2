//! When two names that people typed are one name: levels, titles, companies, column headers, packages.

use std::cmp::Ordering;

/// Signs that part of the world writes and another leaves out.
const PUNCTUATION: &str = "_-.,;:'\"`()[]{}/\\|!?·’‘“”–—";

/// What the spellings of one name have in common: case, blanks and punctuation do not count, so that
/// `L5`, `L 5` and `l-5` are one name, and so are `Wal-Mart, Inc.` and `WALMART INC`.
///
/// Signs that tell names apart stay (`C`, `C++`, `C#`), and so does one blank between two digits:
/// level `1.1` is not level `11`. A name of punctuation alone stays what it is.
pub fn fold_name(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut parted = false;
    for c in text.chars() {
        if c.is_whitespace() || PUNCTUATION.contains(c) {
            parted = true;
            continue;
        }
        if parted && c.is_ascii_digit() && folded.ends_with(|last: char| last.is_ascii_digit()) {
            folded.push(' ');
        }
        parted = false;
        folded.extend(c.to_lowercase());
    }
    if folded.is_empty() { text.trim().to_owned() } else { folded }
}

/// True for two spellings of one name.
///
/// ```
/// use counteroffer::domain::same_name;
///
/// assert!(same_name("L 5", "l-5"));
/// assert!(!same_name("L5", "L50"));
/// ```
pub fn same_name(one: &str, other: &str) -> bool {
    fold_name(one) == fold_name(other)
}

/// True when one name holds the other: the family `Product` and the title `Product Manager`.
pub fn related(one: &str, other: &str) -> bool {
    let (one, other) = (fold_name(one), fold_name(other));
    one.contains(&other) || other.contains(&one)
}

/// The order that people expect of names: `L9` before `L10`, whatever the case.
pub fn natural_order(one: &str, other: &str) -> Ordering {
    alphanumeric_sort::compare_str(one.to_lowercase(), other.to_lowercase()).then_with(|| one.cmp(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_blanks_and_punctuation_do_not_count() {
        for spelled in ["L5", "l5", " L 5 ", "l-5", "L.5", "\u{a0}L\u{a0}5"] {
            assert_eq!(fold_name(spelled), "l5", "{spelled}");
        }
        assert_eq!(fold_name(" Wal-Mart,  INC."), fold_name("walmart inc"));
        assert_eq!(fold_name("J.P. Morgan"), fold_name("JP MORGAN"));
        assert_eq!(fold_name("McDonald’s"), fold_name("McDonald's"));
    }

    #[test]
    fn what_tells_names_apart_stays() {
        for (one, other) in [("C", "C++"), ("C++", "C#"), ("L1.1", "L11"), ("PM II", "PM III"), ("??", "!!")]
        {
            assert!(!same_name(one, other), "{one} {other}");
        }
        assert!(same_name("L1.1", "L 1-1"));
        assert_eq!((fold_name("AT&T"), fold_name("??")), ("at&t".into(), "??".into()));
    }

    #[test]
    fn names_are_ordered_as_people_order_them() {
        let mut levels = ["L10", "l9", "IC", "L3", "3"];
        levels.sort_by(|one, other| natural_order(one, other));
        assert_eq!(levels, ["3", "IC", "L3", "l9", "L10"]);
    }
}
