//! Spellings and what they fold to: every distinct text is looked at once.

use super::text_index::{Ends, Words};

/// One spelling: all that a row needs of it lies in the 64 bytes of one line
/// of the cache.
#[derive(Debug, Clone, Copy)]
struct Spelling {
    /// Its ends and its length.
    bytes: [u128; 2],
    length: u32,
    /// Its number in `spelled`, plus 1; 0 is a free slot.
    number: u32,
    /// The number of what it folds to.
    folded: u32,
    asked: bool,
    times: u64,
}

const FREE: Spelling = Spelling { bytes: [0; 2], length: 0, number: 0, folded: 0, asked: false, times: 0 };

/// The spellings of one kind of key (titles, say) and what each folds to.
#[derive(Debug, Clone)]
pub struct Spellings {
    spelled: Words,
    folded: Words,
    /// A power of two, at most half full.
    slots: Vec<Spelling>,
}

impl Default for Spellings {
    fn default() -> Self {
        Spellings { spelled: Words::default(), folded: Words::default(), slots: vec![FREE; 64] }
    }
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
        let word = text.as_bytes();
        let ends = Ends::of(word);
        let mask = self.slots.len() - 1;
        let mut slot = ends.print(word) as usize & mask;
        loop {
            let known = &mut self.slots[slot];
            if known.number == 0 {
                break;
            }
            if known.bytes == ends.bytes()
                && known.length as usize == word.len()
                && (ends.are_all() || self.spelled.get(known.number - 1) == word)
            {
                known.times += times;
                return (known.folded, known.asked);
            }
            slot = (slot + 1) & mask;
        }
        self.add(text, ends, slot, times, judge(text))
    }

    #[cold]
    fn add(
        &mut self,
        text: &str,
        ends: Ends,
        slot: usize,
        times: u64,
        (fold, asked): (String, bool),
    ) -> (u32, bool) {
        let (number, _) = self.spelled.intern(text.as_bytes());
        let (folded, _) = self.folded.intern(fold.as_bytes());
        let (bytes, length) = (ends.bytes(), text.len() as u32);
        self.slots[slot] = Spelling { bytes, length, number: number + 1, folded, asked, times };
        if self.spelled.len() * 2 > self.slots.len() {
            let old = std::mem::take(&mut self.slots);
            let mask = old.len() * 2 - 1;
            self.slots = vec![FREE; mask + 1];
            for known in old.into_iter().filter(|known| known.number != 0) {
                let word = self.spelled.get(known.number - 1);
                let mut slot = Ends::of(word).print(word) as usize & mask;
                while self.slots[slot].number != 0 {
                    slot = (slot + 1) & mask;
                }
                self.slots[slot] = known;
            }
        }
        (folded, asked)
    }

    /// Every spelling with its text, in no order that means anything.
    fn known(&self) -> impl Iterator<Item = (&Spelling, &str)> {
        let taken = self.slots.iter().filter(|known| known.number != 0);
        taken.map(|known| (known, self.spelled.text(known.number - 1)))
    }

    /// Adds the spellings of another part; gives the new number of each of its folded texts.
    pub fn join(&mut self, other: &Spellings) -> Vec<u32> {
        let mut numbers = vec![0; other.folded.len()];
        for (known, text) in other.known() {
            let judged = (other.folded.text(known.folded).to_owned(), known.asked);
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
        self.known().any(|(known, _)| known.asked)
    }

    /// The most frequent spelling of each folded text; among equals the first in the alphabet.
    pub fn best(&self) -> Vec<&str> {
        let mut best: Vec<(u64, &str)> = vec![(0, ""); self.folded.len()];
        for (spelling, text) in self.known() {
            let known = &mut best[spelling.folded as usize];
            if spelling.times > known.0 || (spelling.times == known.0 && text < known.1) {
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
    fn a_spelling_is_a_line_of_the_cache() {
        assert_eq!(size_of::<Spelling>(), 64);
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
