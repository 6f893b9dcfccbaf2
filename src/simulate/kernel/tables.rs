//! Inverse-distribution tables: from a random word straight to a slack, a
//! policy or a concession.

use std::sync::LazyLock;

use crate::negotiation::{Limit, Model};
use crate::num::beta::Beta;
use crate::num::normal;

/// Cells of a quantile function, read with interpolation.
const CELLS: usize = 1 << CELL_BITS;
const CELL_BITS: u32 = 10;

/// The quantile function of an amount in straight pieces: piece i begins at
/// `base` and rises by `slope` for each unit of the word's lower bits.
#[derive(Debug, Clone)]
pub struct Quantiles {
    base: [f32; CELLS],
    slope: [f32; CELLS],
}

impl Quantiles {
    /// Of an amount that is lognormal, but nothing with chance `none`: words
    /// below that chance stand for nothing, whatever the table says of them.
    fn lognormal(none: f64, ln_median: f64, sigma: f64) -> Self {
        let mut table = Quantiles { base: [0.0; CELLS], slope: [0.0; CELLS] };
        if none >= 1.0 {
            return table;
        }
        let knot = |i: usize| {
            let p = ((i as f64 / CELLS as f64 - none) / (1.0 - none)).clamp(0.0, 1.0);
            let z = normal::inverse_cdf(p);
            Knot { p, z, amount: libm::exp(ln_median + sigma * z) }
        };
        let mut left = knot(0);
        for i in 0..CELLS {
            let right = knot(i + 1);
            if right.p > 0.0 {
                let (from, to) = piece(left, right, ln_median, sigma);
                table.base[i] = from as f32;
                table.slope[i] = ((to - from) / f64::from(1_u32 << (32 - CELL_BITS))) as f32;
            }
            left = right;
        }
        table
    }

    /// Of a normal amount, on the words below `chance`; those above it stand for nothing.
    fn normal(chance: f64, mean: f64, sd: f64) -> Self {
        let mut table = Quantiles { base: [0.0; CELLS], slope: [0.0; CELLS] };
        // The outermost points stand half a cell in: beyond them a normal amount
        // has no end, and the limit is held within the room anyway.
        let cells = (chance * CELLS as f64).max(1.0);
        let at = |i: usize| {
            let p = (i as f64 / cells).clamp(0.5 / cells, 1.0 - 0.5 / cells);
            mean + sd * normal::inverse_cdf(p)
        };
        let mut from = at(0);
        for i in 0..(libm::ceil(cells) as usize).min(CELLS) {
            let to = at(i + 1);
            table.base[i] = from as f32;
            table.slope[i] = ((to - from) / f64::from(1_u32 << (32 - CELL_BITS))) as f32;
            from = to;
        }
        table
    }

    /// The amount that a word stands for.
    #[inline(always)]
    pub fn at(&self, word: u32) -> f32 {
        let cell = (word >> (32 - CELL_BITS)) as usize;
        let along = (word & ((1 << (32 - CELL_BITS)) - 1)) as i32 as f32;
        self.base[cell] + along * self.slope[cell]
    }
}

/// A point of a lognormal amount: its probability, that of the normal, and the amount there.
#[derive(Clone, Copy)]
struct Knot {
    p: f64,
    z: f64,
    amount: f64,
}

/// The ends of the piece between two points. The outermost pieces, one end of which is
/// nothing or infinite, are level at their mean:
/// E[X; a < Z < b] = e^(μ+σ²/2)·(Φ(b − σ) − Φ(a − σ)).
fn piece(left: Knot, right: Knot, ln_median: f64, sigma: f64) -> (f64, f64) {
    if left.p > 0.0 && right.p < 1.0 {
        return (left.amount, right.amount);
    }
    let mass = normal::cdf(right.z - sigma) - normal::cdf(left.z - sigma);
    let mean = libm::exp(ln_median + sigma * sigma / 2.0) * mass / (right.p - left.p);
    (mean, mean)
}

/// Steps of a function that is read without interpolation.
const STEPS: usize = 1 << STEP_BITS;
const STEP_BITS: u32 = 11;

/// A function of a word's upper bits in level steps, each at its middle.
#[derive(Debug, Clone)]
pub struct Levels([f32; STEPS]);

impl Levels {
    fn of(mut at: impl FnMut(f64) -> f64) -> Self {
        Levels(std::array::from_fn(|i| at((i as f64 + 0.5) / STEPS as f64) as f32))
    }

    /// The value that a word stands for.
    #[inline(always)]
    pub fn at(&self, word: u32) -> f32 {
        self.0[(word >> (32 - STEP_BITS)) as usize]
    }
}

/// The log-odds of a chance.
fn log_odds(chance: f64) -> f64 {
    libm::log(chance / (1.0 - chance))
}

/// The employer's own limit.
#[derive(Debug, Clone)]
pub enum Limits {
    /// A policy of unknown size.
    Policy(Box<Quantiles>),
    /// What a band allows: three amounts with the words below which they apply.
    Band {
        /// Approval ends around the middle; to be held between 0 and the room.
        middle: (u32, Box<Quantiles>),
        /// An exception is made.
        exception: (u32, f32),
        /// Otherwise.
        room: f32,
    },
}

impl Limits {
    fn new(limit: &Limit) -> Self {
        match *limit {
            Limit::Policy { ln_median, sigma } => {
                Limits::Policy(Box::new(Quantiles::lognormal(0.0, ln_median, sigma)))
            }
            Limit::Band {
                room,
                middle,
                midpoint_limit,
                midpoint_spread,
                exception_chance,
                exception_size,
            } => {
                let sd = midpoint_spread * (room - middle);
                Limits::Band {
                    middle: (
                        threshold(midpoint_limit),
                        Box::new(Quantiles::normal(midpoint_limit, middle, sd)),
                    ),
                    exception: (
                        threshold(midpoint_limit + (1.0 - midpoint_limit) * exception_chance),
                        (room + exception_size) as f32,
                    ),
                    room: room as f32,
                }
            }
        }
    }
}

/// Everything about the employers of a model that does not depend on the ask.
#[derive(Debug, Clone)]
pub struct Tables {
    /// Words below this stand for fixed pay.
    pub fixed: u32,
    /// Slack where pay is not fixed.
    pub slack: Box<Quantiles>,
    /// The limit.
    pub limits: Limits,
    /// The first answer as a share of the ask.
    pub answers: Box<Levels>,
    /// Coins below this stand for a yes at once to what lies within the limit.
    pub yes: u32,
    /// Coins below this stand for a no first.
    pub refusal: u32,
    /// The log-odds of a number between 0 and 1.
    pub odds: &'static Levels,
    /// The least share of the gap that a move takes.
    pub least: f32,
    /// By how much it grows over all numbers between 0 and 1: where it passes 1,
    /// the move reaches the ask.
    pub step: f32,
}

impl Tables {
    /// The tables of a model.
    pub fn new(model: &Model) -> Self {
        static ODDS: LazyLock<Levels> = LazyLock::new(|| Levels::of(log_odds));
        let (first, further) = (&model.first, &model.further);
        let answers = Beta::new(first.mean, first.strength);
        Tables {
            fixed: threshold(model.fixed),
            slack: Box::new(Quantiles::lognormal(model.fixed, model.slack_ln(), model.slack_sigma)),
            limits: Limits::new(&model.limit),
            answers: Box::new(Levels::of(answers.ascending_quantile())),
            yes: coin(first.yes),
            refusal: coin(first.refusal),
            odds: &ODDS,
            least: further.least as f32,
            step: ((1.0 - further.least) / (1.0 - further.settles)) as f32,
        }
    }
}

/// The word below which an event of this chance happens.
pub fn threshold(chance: f64) -> u32 {
    (chance * 4_294_967_296.0 + 0.5) as u32
}

/// The same for the 16 lower bits of a word, of which 65,536 lies above all.
pub fn coin(chance: f64) -> u32 {
    (chance.clamp(0.0, 1.0) * 65_536.0 + 0.5) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(p: f64) -> u32 {
        (p * 4_294_967_296.0) as u32
    }

    #[test]
    fn quantiles_are_those_of_the_distribution() {
        let (none, ln_median, sigma) = (0.32, -2.3, 0.8);
        let table = Quantiles::lognormal(none, ln_median, sigma);
        for i in 1..1_000 {
            let p = f64::from(i) / 1_000.0;
            let exact = libm::exp(ln_median + sigma * normal::inverse_cdf(p));
            let got = f64::from(table.at(word(none + (1.0 - none) * p)));
            // Away from the ends the straight pieces lie close to the curve; the last piece keeps
            // the mean of its tail, not each quantile in it.
            let allowed = if (0.02..0.98).contains(&p) { 3e-4 } else { 0.2 };
            assert!((got / exact - 1.0).abs() < allowed, "{p}: {got} instead of {exact}");
        }
    }

    #[test]
    fn tables_keep_the_mean_and_grow() {
        for (none, sigma) in [(0.0, 0.25), (0.32, 0.8), (0.999, 0.7), (0.0, 0.0)] {
            let table = Quantiles::lognormal(none, -2.3, sigma);
            let n = 1 << 20;
            let words = (0..n).map(|i| (i << 12) + (1 << 11)).filter(|&w| w >= threshold(none));
            let amounts: Vec<f64> = words.map(|w| f64::from(table.at(w))).collect();
            let mean = amounts.iter().sum::<f64>() / amounts.len() as f64;
            let exact = libm::exp(-2.3 + sigma * sigma / 2.0);
            assert!((mean / exact - 1.0).abs() < 2e-3, "{none}, {sigma}: {mean} instead of {exact}");
            assert!(amounts.windows(2).all(|pair| pair[0] <= pair[1] + 1e-7));
        }
    }

    #[test]
    fn chances_of_nothing_and_of_all() {
        assert_eq!((threshold(0.0), threshold(1.0)), (0, u32::MAX));
        assert_eq!((coin(0.0), coin(1.0)), (0, 65_536));
    }
}
