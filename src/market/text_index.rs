//! Distinct texts, each with a number.

use crate::num::fingerprint;

/// What a word is compared by: its first and last sixteen bytes, which overlap
/// in a shorter one, and its length. Up to 32 bytes that is the whole word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ends {
    first: u128,
    last: u128,
    length: usize,
}

impl Ends {
    #[inline]
    pub fn of(word: &[u8]) -> Self {
        let (first, last) = match (word.first_chunk(), word.last_chunk()) {
            (Some(first), Some(last)) => (u128::from_le_bytes(*first), u128::from_le_bytes(*last)),
            _ => short(word),
        };
        Ends { first, last, length: word.len() }
    }

    /// Both ends.
    #[inline]
    pub fn bytes(self) -> [u128; 2] {
        [self.first, self.last]
    }

    /// True when the ends tell everything.
    pub fn are_all(self) -> bool {
        self.length <= 32
    }

    /// A fingerprint of the word.
    #[inline]
    pub fn print(self, word: &[u8]) -> u64 {
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
