//! Rows that were lost, with the texts that lost them.

use std::collections::BTreeMap;

use crate::domain::Skip;

/// So many different texts of one reason are kept, and so many letters of each.
const TEXTS: usize = 50;
const LETTERS: usize = 40;

/// Rows that were lost for one reason, at one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// Why.
    pub reason: Skip,
    /// The column, by the file's own header; none where the row as a whole is the reason.
    pub column: Option<String>,
    /// How many rows.
    pub rows: u64,
    /// What stands there, and how often, the most frequent first.
    pub texts: Vec<(String, u64)>,
}

/// A reason, and the column where it stands.
type Why = (Skip, Option<usize>);

/// Rows, and how often each text stands there.
type Lost = (u64, BTreeMap<String, u64>);

/// What one thread has lost.
#[derive(Debug, Clone, Default)]
pub(super) struct Losses(BTreeMap<Why, Lost>);

impl Losses {
    /// Counts a row.
    pub fn add(&mut self, skip: Skip, at: Option<(usize, &str)>) {
        let (rows, texts) = self.0.entry((skip, at.map(|(column, _)| column))).or_default();
        *rows += 1;
        if let Some((_, text)) = at {
            let text: String = text.chars().take(LETTERS).collect();
            if texts.len() < TEXTS || texts.contains_key(&text) {
                *texts.entry(text).or_default() += 1;
            }
        }
    }

    /// Adds those of another thread.
    pub fn join(&mut self, other: Losses) {
        for (key, (rows, texts)) in other.0 {
            let mine = self.0.entry(key).or_default();
            mine.0 += rows;
            texts.into_iter().for_each(|(text, n)| *mine.1.entry(text).or_default() += n);
        }
    }

    /// All of them, with the names of the columns.
    pub fn into_list(self, names: &[String]) -> Vec<Loss> {
        let one = |((reason, column), (rows, texts)): (Why, Lost)| {
            let mut texts: Vec<(String, u64)> = texts.into_iter().collect();
            texts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
            Loss { reason, column: column.and_then(|at| names.get(at).cloned()), rows, texts }
        };
        self.0.into_iter().map(one).collect()
    }
}
