//! Combinations of keys, each with a number: what a group is known by.

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

#[cfg(test)]
mod tests {
    use super::*;

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
}
