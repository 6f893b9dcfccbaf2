//! How well each dimension is covered by claims.

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

#[cfg(test)]
mod tests {
    use super::super::check_evidence;
    use super::super::evidence::tests::{claim, rubric};
    use super::*;

    #[test]
    fn coverage_counts_each_dimension() {
        let rubric = rubric();
        let items = check_evidence(&[claim("Shipped"), claim("Shipped ARR"), claim("Mentored")], &rubric);
        let counts: Vec<_> = Coverage::of(&items, &rubric).iter().map(|c| (c.claims, c.strong)).collect();
        assert_eq!(counts, [(2, 0), (0, 0), (1, 0)]);
    }
}
