//! Columns on gender and race: no reader takes them, and no list shows them.

/// True for a header about gender or race: such columns are never read.
pub fn is_restricted(header: &str) -> bool {
    const RESTRICTED: [&str; 6] = ["gender", "sex", "race", "ethnic", "ethnicity", "hispanic"];
    let words = header.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.into_iter().any(|word| RESTRICTED.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gender_and_race_are_known_by_their_headers() {
        for header in ["gender", "Race_Asian", "Sex", "self-reported ethnicity"] {
            assert!(is_restricted(header), "{header}");
        }
        for header in ["Brace", "level", "Sextant Grade"] {
            assert!(!is_restricted(header), "{header}");
        }
    }
}
