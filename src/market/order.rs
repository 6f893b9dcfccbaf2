//! The order that people expect of names: `L9` before `L10`, whatever the case.

/// A name as what it is ordered by: runs of digits as numbers and of other
/// signs as text, numbers first; then the name itself.
pub fn natural(name: &str) -> (Vec<(u64, String)>, String) {
    (runs(name), name.to_owned())
}

fn runs(text: &str) -> Vec<(u64, String)> {
    let mut runs: Vec<(u64, String)> = Vec::new();
    let mut in_digits = false;
    for c in text.chars().flat_map(char::to_lowercase) {
        let digit = c.to_digit(10);
        if runs.is_empty() || digit.is_some() != in_digits {
            let number = if digit.is_some() { 0 } else { u64::MAX };
            runs.push((number, String::new()));
            in_digits = digit.is_some();
        }
        if let Some(last) = runs.last_mut() {
            match digit {
                Some(digit) => last.0 = last.0.saturating_mul(10).saturating_add(u64::from(digit)),
                None => last.1.push(c),
            }
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_ordered_as_people_order_them() {
        let mut levels = ["L10", "l9", "IC", "L3", "3"];
        levels.sort_by_key(|name| natural(name));
        assert_eq!(levels, ["3", "IC", "L3", "l9", "L10"]);
    }
}
