//! Seeded random streams: one for each block of trials, so that the result
//! does not depend on which thread works on which block.

use rand::Rng;
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::SeedableRng;

use super::progress;
use crate::negotiation::UNIFORMS;

/// The generator of every stream: portable, with the same output everywhere.
pub type Generator = Xoshiro256PlusPlus;

/// Trials of one block.
pub const BLOCK: u64 = 4_096;

/// What a stream is for: streams of different purposes never share numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Employers and the luck of meetings.
    Negotiation,
    /// Parameters drawn from their priors.
    Parameters,
    /// Stock prices, payouts and other things of later years.
    Years,
    /// The lanes of the fast kernel.
    Lanes,
    /// Closed forms that are played to check the parts of the program.
    Theory,
}

/// The stream of one block.
///
/// Seed, purpose and block are mixed by the finalizer of SplitMix64, which
/// spreads neighbouring numbers over the whole range; the generator's own
/// seeding expands that to its 256 bits of state.
pub fn stream(seed: u64, purpose: Purpose, block: u64) -> Generator {
    let purpose = match purpose {
        Purpose::Negotiation => 1,
        Purpose::Parameters => 2,
        Purpose::Years => 3,
        Purpose::Lanes => 4,
        Purpose::Theory => 5,
    };
    Generator::seed_from_u64(mixed(mixed(mixed(seed) ^ purpose) ^ block))
}

fn mixed(x: u64) -> u64 {
    let x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// A uniform number strictly between 0 and 1, from the upper 52 bits of a word.
#[inline]
pub fn open_uniform(rng: &mut impl Rng) -> f64 {
    const STEP: f64 = 1.0 / (1_u64 << 52) as f64;
    ((rng.next_u64() >> 12) as f64 + 0.5) * STEP
}

/// The uniform numbers of one employer.
#[inline]
pub fn employer_uniforms(rng: &mut impl Rng) -> [f64; UNIFORMS] {
    std::array::from_fn(|_| open_uniform(rng))
}

/// The blocks of `trials` trials: (block number, trials in it; none once the
/// person has stopped the work).
pub fn blocks(trials: u64) -> impl rayon::iter::IndexedParallelIterator<Item = (u64, u64)> {
    use rayon::prelude::*;
    let count = trials.div_ceil(BLOCK);
    progress::plan(trials);
    // A billion trials are a quarter of a million blocks: well within usize.
    (0..usize::try_from(count).unwrap_or(usize::MAX)).into_par_iter().map(move |block| {
        let block = block as u64;
        (block, progress::begin(BLOCK.min(trials - block * BLOCK)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pinned_draws() {
        // These figures may change only with a note in CHANGELOG.md ("value-breaking").
        let mut rng = stream(1, Purpose::Negotiation, 0);
        let first: Vec<u64> = (0..3).map(|_| rng.next_u64()).collect();
        assert_eq!(first, PINNED);
    }

    const PINNED: [u64; 3] =
        [4_768_342_884_129_243_497, 6_886_254_094_158_327_724, 4_079_928_098_121_016_420];

    #[test]
    fn streams_differ_by_seed_purpose_and_block() {
        let first = |seed, purpose, block| stream(seed, purpose, block).next_u64();
        let one = first(1, Purpose::Negotiation, 0);
        assert_ne!(one, first(2, Purpose::Negotiation, 0));
        assert_ne!(one, first(1, Purpose::Years, 0));
        assert_ne!(one, first(1, Purpose::Negotiation, 1));
        assert_eq!(one, first(1, Purpose::Negotiation, 0));
    }

    #[test]
    fn uniforms_lie_strictly_inside() {
        let mut rng = stream(3, Purpose::Negotiation, 0);
        let mean = (0..10_000)
            .map(|_| open_uniform(&mut rng))
            .inspect(|u| assert!(*u > 0.0 && *u < 1.0))
            .sum::<f64>()
            / 1e4;
        assert!((mean - 0.5).abs() < 0.01, "{mean}");
    }

    #[test]
    fn blocks_cover_every_trial_once() {
        use rayon::prelude::*;
        for trials in [1, BLOCK - 1, BLOCK, BLOCK + 1, 10 * BLOCK + 7] {
            let all: Vec<(u64, u64)> = blocks(trials).collect();
            assert_eq!(all.iter().map(|(_, n)| n).sum::<u64>(), trials);
            assert!(all.iter().enumerate().all(|(i, (block, n))| *block == i as u64 && *n > 0));
        }
    }
}
