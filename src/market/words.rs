//! Spellings and what they fold to: every distinct text is looked at once.

use crate::num::fingerprint;

/// What a word is compared by: its first and last sixteen bytes, which overlap
/// in a shorter one, and its length. Up to 32 bytes that is the whole word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Ends {
    first: u128,
    last: u128,
    length: usize,
}

impl Ends {
    fn of(word: &[u8]) -> Self {
        let (first, last) = match (word.first_chunk(), word.last_chunk()) {
            (Some(first), Some(last)) => (u128::from_le_bytes(*first), u128::from_le_bytes(*last)),
            _ => short(word),
        };
        Ends { first, last, length: word.len() }
    }

    /// True when the ends tell everything.
    fn are_all(self) -> bool {
        self.length <= 32
    }

    fn print(self, word: &[u8]) -> u64 {
        if !self.are_all() {
            return fingerprint(word);
        }
        let halves = |wide: u128| (wide as u64, (wide >> 64) as u64);
        let ((a, b), (c, d)) = (halves(self.first), halves(self.last));
        let fold = |one: u64, other: u64| {
            let wide = u128::from(one) * u128::from(other);
            (wide as u64) ^ ((wide >> 64) as u64)
        };
        let [p, q, r] = [0xa076_1d64_78bd_642f, 0xe703_7ed1_a0b4_28db, 0x8ebc_6af0_9c88_c6e3];
        fold(fold(a ^ p, b ^ q) ^ self.length as u64 ^ r, fold(c ^ q, d ^ r) ^ p)
    }
}

/// The ends of a word under sixteen bytes.
fn short(word: &[u8]) -> (u128, u128) {
    if let (Some(first), Some(last)) = (word.first_chunk(), word.last_chunk()) {
        return (u64::from_le_bytes(*first).into(), u64::from_le_bytes(*last).into());
    }
    if let (Some(first), Some(last)) = (word.first_chunk(), word.last_chunk()) {
        return (u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into());
    }
    let at = |i: usize| u128::from(word.get(i).copied().unwrap_or_default());
    (at(0) | at(1) << 8, at(2))
}

/// Distinct byte strings, each with a number in the order of appearance.
#[derive(Debug, Clone)]
pub struct Words {
    bytes: Vec<u8>,
    /// Where each word ends in `bytes`.
    ends: Vec<usize>,
    /// Part of the print and number + 1 of the word in each slot; 0 is free. A
    /// power of two, at most half full.
    slots: Vec<(u32, u32)>,
    keys: Vec<(Ends, u64)>,
}

impl Default for Words {
    fn default() -> Self {
        Words { bytes: Vec::new(), ends: Vec::new(), slots: vec![(0, 0); 64], keys: Vec::new() }
    }
}

impl Words {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The word of a number.
    pub fn get(&self, number: u32) -> &[u8] {
        let i = number as usize;
        let start = i.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start..self.ends[i]]
    }

    /// The word of a number as text.
    pub fn text(&self, number: u32) -> &str {
        std::str::from_utf8(self.get(number)).unwrap_or_default()
    }

    /// The number of a word, and whether it is new.
    #[inline]
    pub fn intern(&mut self, word: &[u8]) -> (u32, bool) {
        let key = Ends::of(word);
        let print = key.print(word);
        let mask = self.slots.len() - 1;
        let mut slot = print as usize & mask;
        loop {
            let (part, number) = self.slots[slot];
            let Some(number) = number.checked_sub(1) else { break };
            if part == (print >> 32) as u32
                && self.keys[number as usize].0 == key
                && (key.are_all() || self.get(number) == word)
            {
                return (number, false);
            }
            slot = (slot + 1) & mask;
        }
        (self.add(word, key, print, slot), true)
    }

    #[cold]
    fn add(&mut self, word: &[u8], key: Ends, print: u64, slot: usize) -> u32 {
        let number = self.ends.len() as u32;
        self.bytes.extend_from_slice(word);
        self.ends.push(self.bytes.len());
        self.keys.push((key, print));
        self.slots[slot] = ((print >> 32) as u32, number + 1);
        if self.ends.len() * 2 > self.slots.len() {
            self.grow();
        }
        number
    }

    fn grow(&mut self) {
        let mask = self.slots.len() * 2 - 1;
        self.slots = vec![(0, 0); mask + 1];
        for (number, (_, print)) in self.keys.iter().enumerate() {
            let mut slot = *print as usize & mask;
            while self.slots[slot].1 != 0 {
                slot = (slot + 1) & mask;
            }
            self.slots[slot] = ((*print >> 32) as u32, number as u32 + 1);
        }
    }
}

/// How far the square of the first two numbers of a combination reaches.
const SQUARE: (usize, usize) = (4_096, 1_024);

/// Combinations of four numbers, each with a number of its own in the order of
/// appearance.
#[derive(Debug, Clone)]
pub struct Numbered {
    /// The combinations.
    pub keys: Vec<[u32; 4]>,
    /// A combination and its number + 1; 0 is free. A power of two, at most half full.
    slots: Vec<([u32; 4], u32)>,
    /// The two places where combinations differ, if it is only two.
    pair: Option<[usize; 2]>,
    /// Number + 1 by those two while they are small: small enough to stay in a core's cache.
    square: Vec<Vec<u32>>,
}

impl Numbered {
    /// None yet; `used` are the places where combinations differ.
    pub fn new(used: &[usize]) -> Self {
        let other = |used: usize| if used == 0 { 1 } else { 0 };
        let pair = match used {
            [] => Some([0, 1]),
            [one] => Some([*one, other(*one)]),
            [one, two] => Some([*one, *two]),
            _ => None,
        };
        Numbered { keys: Vec::new(), slots: vec![([0; 4], 0); 64], pair, square: Vec::new() }
    }

    /// The number of a combination; how many there were where it is new.
    #[inline]
    pub fn number(&mut self, key: [u32; 4]) -> usize {
        let square = self.pair.map(|[one, other]| (key[one] as usize, key[other] as usize));
        let square = square.filter(|(one, other)| *one < SQUARE.0 && *other < SQUARE.1);
        if let Some((one, other)) = square {
            return match self.square.get(one).and_then(|row| row.get(other)) {
                None | Some(0) => self.add_to_square(key, one, other),
                Some(number) => *number as usize - 1,
            };
        }
        let slot = self.slot(key);
        match self.slots[slot].1 {
            0 => self.add(key, slot),
            number => number as usize - 1,
        }
    }

    #[cold]
    fn add_to_square(&mut self, key: [u32; 4], one: usize, other: usize) -> usize {
        if self.square.len() <= one {
            self.square.resize(one + 1, Vec::new());
        }
        let row = &mut self.square[one];
        if row.len() <= other {
            row.resize(other + 1, 0);
        }
        self.keys.push(key);
        row[other] = self.keys.len() as u32;
        self.keys.len() - 1
    }

    /// Where a combination stands, or would stand.
    #[inline]
    fn slot(&self, key: [u32; 4]) -> usize {
        let mask = self.slots.len() - 1;
        let [a, b, c, d] = key.map(u64::from);
        let mixed = (a | b << 32).wrapping_mul(0x9e37_79b9_7f4a_7c15)
            ^ (c | d << 32).wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
        let mut slot = (mixed ^ mixed >> 29) as usize & mask;
        while self.slots[slot].1 != 0 && self.slots[slot].0 != key {
            slot = (slot + 1) & mask;
        }
        slot
    }

    #[cold]
    fn add(&mut self, key: [u32; 4], slot: usize) -> usize {
        self.keys.push(key);
        self.slots[slot] = (key, self.keys.len() as u32);
        if self.keys.len() * 2 > self.slots.len() {
            let old = std::mem::take(&mut self.slots);
            self.slots = vec![([0; 4], 0); old.len() * 2];
            for (key, number) in old.into_iter().filter(|(_, number)| *number != 0) {
                let slot = self.slot(key);
                self.slots[slot] = (key, number);
            }
        }
        self.keys.len() - 1
    }
}

/// One spelling: all that a row needs of it lies in one line of the cache.
#[derive(Debug, Clone, Copy)]
struct Spelling {
    ends: Ends,
    /// Its number in `spelled`, plus 1; 0 is a free slot.
    number: u32,
    /// The number of what it folds to.
    folded: u32,
    asked: bool,
    times: u64,
}

const FREE: Spelling =
    Spelling { ends: Ends { first: 0, last: 0, length: 0 }, number: 0, folded: 0, asked: false, times: 0 };

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
            if known.ends == ends && (ends.are_all() || self.spelled.get(known.number - 1) == word) {
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
        self.slots[slot] = Spelling { ends, number: number + 1, folded, asked, times };
        if self.spelled.len() * 2 > self.slots.len() {
            let old = std::mem::take(&mut self.slots);
            let mask = old.len() * 2 - 1;
            self.slots = vec![FREE; mask + 1];
            for known in old.into_iter().filter(|known| known.number != 0) {
                let mut slot = known.ends.print(self.spelled.get(known.number - 1)) as usize & mask;
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
    fn words_keep_their_numbers_while_the_table_grows() {
        let mut words = Words::default();
        for i in 0..5_000u32 {
            assert_eq!(words.intern(format!("word {i}").as_bytes()), (i, true));
        }
        assert_eq!(words.intern(b"word 4321"), (4321, false));
        assert_eq!(words.text(77), "word 77");
    }

    #[test]
    fn words_of_every_length_are_told_apart() {
        // A word, the same with each of its bytes changed, and its beginnings.
        let longest: Vec<u8> = (0..70u8).map(|i| b'a' + i % 23).collect();
        let mut all: Vec<Vec<u8>> = Vec::new();
        for length in 0..=longest.len() {
            let word = longest[..length].to_vec();
            all.extend((0..length).map(|at| {
                let mut other = word.clone();
                other[at] ^= 1;
                other
            }));
            all.push(word);
        }
        all.sort();
        all.dedup();
        let mut words = Words::default();
        for (i, word) in all.iter().enumerate() {
            assert_eq!(words.intern(word), (i as u32, true), "{word:?}");
        }
        for (i, word) in all.iter().enumerate() {
            assert_eq!((words.intern(word), words.get(i as u32)), ((i as u32, false), word.as_slice()));
        }
    }

    #[test]
    fn combinations_keep_their_numbers() {
        // Two places within the square and beyond it, one place, and three.
        let key = |i: usize, wide: u32| [i as u32 % 7 * wide, 0, i as u32 / 7, 0];
        for (used, wide) in [(vec![0, 2], 1), (vec![0, 2], 2_000), (vec![0, 1, 2], 1)] {
            let mut all = Numbered::new(&used);
            assert!((0..9_000).all(|i| all.number(key(i, wide)) == i), "{used:?}");
            assert!((0..9_000).all(|i| all.number(key(i, wide)) == i && all.keys[i] == key(i, wide)));
        }
        for place in 0..4 {
            let mut one = Numbered::new(&[place]);
            let key = |i: u32| std::array::from_fn(|at| if at == place { i } else { 0 });
            assert!((0..9_000).all(|i| one.number(key(i)) == i as usize), "{place}");
        }
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
