//! Spellings and what they fold to: every distinct text is looked at once.

use foldhash::fast::RandomState;
use indexmap::{IndexMap, IndexSet};

/// What is known of one spelling.
#[derive(Debug, Clone, Copy)]
struct Spelling {
    /// The number of what it folds to.
    folded: u32,
    asked: bool,
    times: u64,
}

/// The spellings of one kind of key (titles, say) and what each folds to, by
/// its number in the order of appearance.
#[derive(Debug, Clone, Default)]
pub struct Spellings {
    spelled: IndexMap<Box<str>, Spelling, RandomState>,
    folded: IndexSet<String, RandomState>,
}

impl Spellings {
    /// What a text folds to and whether it is asked for; `judge` folds and
    /// decides once for each spelling.
    #[inline]
    pub fn take(&mut self, text: &str, judge: impl FnOnce(&str) -> (String, bool)) -> (u32, bool) {
        self.take_times(text, 1, judge)
    }

    #[inline]
    fn take_times(
        &mut self,
        text: &str,
        times: u64,
        judge: impl FnOnce(&str) -> (String, bool),
    ) -> (u32, bool) {
        if let Some(known) = self.spelled.get_mut(text) {
            known.times += times;
            return (known.folded, known.asked);
        }
        let (fold, asked) = judge(text);
        let folded = self.folded.insert_full(fold).0 as u32;
        self.spelled.insert(text.into(), Spelling { folded, asked, times });
        (folded, asked)
    }

    /// Adds the spellings of another part; gives the new number of each of its folded texts.
    pub fn join(&mut self, other: &Spellings) -> Vec<u32> {
        let mut numbers = vec![0; other.folded.len()];
        for (text, known) in &other.spelled {
            let judged = (other.folded[known.folded as usize].clone(), known.asked);
            numbers[known.folded as usize] = self.take_times(text, known.times, |_| judged).0;
        }
        numbers
    }

    /// How many different spellings there are.
    pub fn spelled(&self) -> usize {
        self.spelled.len()
    }

    /// How many there are after folding.
    pub fn distinct(&self) -> usize {
        self.folded.len()
    }

    /// True when a spelling among them is asked for.
    pub fn any_asked(&self) -> bool {
        self.spelled.values().any(|known| known.asked)
    }

    /// The most frequent spelling of each folded text; among equals the first in the alphabet.
    pub fn best(&self) -> Vec<&str> {
        let mut best: Vec<(u64, &str)> = vec![(0, ""); self.folded.len()];
        for (text, spelling) in &self.spelled {
            let known = &mut best[spelling.folded as usize];
            if spelling.times > known.0 || (spelling.times == known.0 && **text < *known.1) {
                *known = (spelling.times, text);
            }
        }
        best.into_iter().map(|(_, text)| text).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lower(text: &str) -> (String, bool) {
        (text.to_lowercase(), text.starts_with('G'))
    }

    #[test]
    fn the_most_frequent_spelling_stands_for_all() {
        let mut all = Spellings::default();
        for text in ["google", "Google", "GOOGLE", "Google", "Meta"] {
            all.take(text, lower);
        }
        let mut part = Spellings::default();
        part.take("meta", lower);
        part.take("meta", lower);
        part.take("Apple", lower);
        let numbers = all.join(&part);
        assert_eq!((all.spelled(), all.distinct()), (6, 3));
        assert_eq!(all.best(), ["Google", "meta", "Apple"]);
        // Its own numbers of `meta` and `apple`, in the order in which it met them.
        assert_eq!(numbers.len(), 2);
        assert_eq!((all.best()[numbers[0] as usize], all.best()[numbers[1] as usize]), ("meta", "Apple"));
        assert!((0..500).all(|i| all.take(&format!("Company {i}"), lower).0 as usize == 3 + i));
    }
}
