//! Random words for many lanes at once.

use rand::Rng;

use crate::simulate::streams::{Generator, Purpose, stream};

/// How many negotiations are drawn side by side, whatever the machine's
/// vectors hold: the stream of a lane must not depend on the machine.
pub const LANES: usize = 64;

/// A generator for each lane: xoshiro128++ of Blackman and Vigna (ACM TOMS 47,
/// 2021), whose 32-bit words fill vectors without a multiplication. Its period
/// is 2¹²⁸ − 1; the states are drawn from the block's own stream.
#[derive(Debug, Clone)]
pub struct Lanes {
    state: [[u32; LANES]; 4],
}

impl Lanes {
    /// The lanes of one block of trials.
    pub fn of_block(seed: u64, block: u64) -> Self {
        Self::from_stream(&mut stream(seed, Purpose::Lanes, block))
    }

    /// The lanes whose states the next numbers of a stream are.
    pub fn from_stream(rng: &mut Generator) -> Self {
        let mut state = [[0; LANES]; 4];
        for lane in 0..LANES {
            let (low, high) = (rng.next_u64(), rng.next_u64());
            let halves = [low as u32, (low >> 32) as u32, high as u32, (high >> 32) as u32];
            state.iter_mut().zip(halves).for_each(|(row, half)| row[lane] = half);
            // The one state that never changes, met once in 2¹²⁸.
            state[0][lane] |= u32::from(low == 0 && high == 0);
        }
        Lanes { state }
    }

    /// The next words of every lane, in rows.
    ///
    /// No word is the largest there is, so that a chance of one, whose
    /// threshold is the largest word, always happens.
    #[inline(always)]
    pub fn next<const ROWS: usize>(&mut self) -> [[u32; LANES]; ROWS] {
        let mut words = [[0; LANES]; ROWS];
        let [row_a, row_b, row_c, row_d] = &mut self.state;
        for lane in 0..LANES {
            let (mut a, mut b, mut c, mut d) = (row_a[lane], row_b[lane], row_c[lane], row_d[lane]);
            for row in &mut words {
                let word = a.wrapping_add(d).rotate_left(7).wrapping_add(a);
                row[lane] = word.min(u32::MAX - 1);
                let shifted = b << 9;
                c ^= a;
                d ^= b;
                b ^= c;
                a ^= d;
                c ^= shifted;
                d = d.rotate_left(11);
            }
            (row_a[lane], row_b[lane], row_c[lane], row_d[lane]) = (a, b, c, d);
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_xoshiro::Xoshiro128PlusPlus;
    use rand_xoshiro::rand_core::SeedableRng;

    #[test]
    fn each_lane_is_xoshiro128_plus_plus() {
        let lanes = Lanes::of_block(7, 3);
        for lane in [0, 1, LANES - 1] {
            let mut seed = [0; 16];
            for (i, row) in lanes.state.iter().enumerate() {
                seed[4 * i..4 * i + 4].copy_from_slice(&row[lane].to_le_bytes());
            }
            let mut reference = Xoshiro128PlusPlus::from_seed(seed);
            let mut mine = lanes.clone();
            for _ in 0..100 {
                assert!(mine.next::<7>().iter().all(|row| row[lane] == reference.next_u32()), "lane {lane}");
            }
        }
    }

    #[test]
    fn pinned_draws() {
        // These figures may change only with a note in CHANGELOG.md ("value-breaking").
        assert_eq!(
            Lanes::of_block(1, 0).next().map(|row| row[0]),
            [2_040_572_571, 3_391_044_529, 2_689_641_830, 2_588_019_848, 4_466_641, 339_732_392, 584_399_102]
        );
    }
}
