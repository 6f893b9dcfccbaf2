//! Which dimension a claim serves, and how well each is covered.

use super::CheckedItem;
use crate::domain::promotion::Rubric;

/// How well a dimension is covered by evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The dimension.
    pub dimension: String,
    /// Claims that serve it.
    pub claims: usize,
    /// Those among them with a number, one's own part and proof.
    pub strong: usize,
}

impl Coverage {
    /// The coverage of each dimension of the rubric, in its order.
    pub fn of(items: &[CheckedItem], rubric: &Rubric) -> Vec<Coverage> {
        let serves = |item: &&CheckedItem, name: &str| item.dimension.as_deref() == Some(name);
        rubric
            .dimensions
            .iter()
            .map(|dimension| Coverage {
                dimension: dimension.name.clone(),
                claims: items.iter().filter(|item| serves(item, &dimension.name)).count(),
                strong: items
                    .iter()
                    .filter(|item| serves(item, &dimension.name) && item.evidence.is_strong())
                    .count(),
            })
            .collect()
    }
}

/// The dimension whose words occur most in a text; the first of the rubric
/// among equals, `None` when not one occurs.
pub fn best_dimension<'a>(text: &str, rubric: &'a Rubric) -> Option<&'a str> {
    let text = plain_words(text);
    let mut best: Option<(usize, &str)> = None;
    for dimension in &rubric.dimensions {
        let hits = dimension.words.iter().filter(|word| text.contains(&format!(" {word} "))).count();
        if hits > best.map_or(0, |(most, _)| most) {
            best = Some((hits, &dimension.name));
        }
    }
    best.map(|(_, name)| name)
}

/// Small letters, one space between words and around them.
fn plain_words(text: &str) -> String {
    let kept = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'');
    let words: String = text.chars().map(|c| if kept(c) { c } else { ' ' }).collect();
    let words = words.to_lowercase();
    format!(" {} ", words.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::super::check_evidence;
    use super::super::evidence::tests::{claim, rubric};
    use super::*;

    #[test]
    fn words_decide_and_whole_words_only() {
        let rubric = rubric();
        let best = |text| best_dimension(text, &rubric);
        assert_eq!(best("I mentored two PMs."), Some("leadership"));
        assert_eq!(best("Got the CEO's buy-in"), Some("influence"));
        assert_eq!(best("Shipped it; aligned all"), Some("delivery"), "the first among equals");
        assert_eq!(best("unshipped, rearranged"), None);
    }

    #[test]
    fn coverage_counts_each_dimension() {
        let rubric = rubric();
        let items = check_evidence(&[claim("Shipped"), claim("Shipped ARR"), claim("Mentored")], &rubric);
        let counts: Vec<_> = Coverage::of(&items, &rubric).iter().map(|c| (c.claims, c.strong)).collect();
        assert_eq!(counts, [(2, 0), (0, 0), (1, 0)]);
    }
}
