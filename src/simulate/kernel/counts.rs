//! Whole-number counts of what the lanes bring, and their way into tallies.
//!
//! A gain is counted as a share of the opening ask in units of 2⁻²³, which is
//! what single precision holds of a number between 1 and 2. Sums of whole
//! numbers do not depend on their order, so neither do they on the width of a
//! vector or the number of threads.

use super::employers::{BATCH, Employers};
use super::play::{End, play};
use super::terms::Terms;
use crate::simulate::AskTally;
use crate::simulate::tally::{BINS, Histogram, Sum, Tally};

const UNIT_BITS: u32 = 23;
/// Units of one bin.
const BIN_BITS: u32 = UNIT_BITS - BINS.ilog2();
/// A slot for each bin of settlements without and with a pivot, then several
/// for what did not settle (one for all would be a bottleneck). A power of two,
/// so that an index needs no check; those beyond are never touched.
const SLOTS: usize = 4 * BINS;
const IDLE: u32 = 2 * BINS as u32;
const IDLE_SLOTS: u32 = 64;
/// A slot holds the count above these bits and the units over its lower edge below.
const COUNT_SHIFT: u32 = 38;
/// Trials after which no slot can have overflowed.
const FLUSH: u64 = 1 << 24;

/// A number between 0 and 1 in units, to the nearest: the fraction bits of
/// one more than it.
#[inline(always)]
fn units(share: f32) -> u32 {
    (share + 1.0).to_bits() - 1.0_f32.to_bits()
}

/// The settled gain as a share of the opening ask.
#[inline(always)]
fn share(end: End, terms: &Terms) -> f32 {
    let share = end.gain * terms.inverse;
    if end.full | (share > 1.0) { 1.0 } else { share }
}

/// Sums over gains, in units and in units of their squares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Gains {
    count: u64,
    total: u64,
    squares: u64,
}

impl Gains {
    fn add(&mut self, [count, total, squares]: [u32; 3]) {
        self.count += u64::from(count);
        self.total += u64::from(total);
        self.squares += u64::from(squares);
    }

    fn merge(&mut self, other: &Gains) {
        self.count += other.count;
        self.total += other.total;
        self.squares += other.squares;
    }

    /// The sum for a ladder that opens with `opening`.
    fn sum(&self, opening: f64) -> Sum {
        let unit = 1.0 / f64::from(1_u32 << UNIT_BITS);
        Sum::new(
            self.count,
            self.total as f64 * unit * opening,
            self.squares as f64 * unit * opening * opening,
        )
    }
}

/// What is counted of one ladder on a curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AskCounts {
    improved: u64,
    withdrawn: u64,
    taken: Gains,
}

impl AskCounts {
    /// Plays the first `trials` employers of a batch and counts.
    #[inline(always)]
    pub fn add<const RUNGS: usize, const RIVAL: bool>(
        &mut self,
        terms: &Terms,
        employers: &Employers,
        trials: usize,
    ) {
        let (mut improved, mut withdrawn, mut taken) = (0_u32, 0_u32, [0_u32; 3]);
        for at in 0..trials.min(BATCH) {
            let end = play::<RUNGS, RIVAL>(terms, employers, at);
            let share = share(end, terms);
            let takes = !end.withdrawn & (end.gain >= terms.walk_away);
            let share = if takes { share } else { 0.0 };
            improved += u32::from(!end.held & !end.withdrawn);
            withdrawn += u32::from(end.withdrawn);
            taken[0] += u32::from(takes);
            taken[1] += units(share);
            taken[2] += units(share * share);
        }
        self.improved += u64::from(improved);
        self.withdrawn += u64::from(withdrawn);
        self.taken.add(taken);
    }

    /// Adds what another thread counted.
    pub fn merge(&mut self, other: &AskCounts) {
        self.improved += other.improved;
        self.withdrawn += other.withdrawn;
        self.taken.merge(&other.taken);
    }

    /// The tally of a ladder that opens with `opening`.
    pub fn tally(&self, opening: f64) -> AskTally {
        AskTally { improved: self.improved, withdrawn: self.withdrawn, taken: self.taken.sum(opening) }
    }
}

/// Everything that is counted of one ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    trials: u64,
    full: u64,
    withdrawn: u64,
    moved: Gains,
    taken: Gains,
    /// Trials in the slots.
    pending: u64,
    slots: Box<[u64; SLOTS]>,
    settled: [Histogram; 2],
}

impl Counts {
    /// Nothing yet.
    pub fn new() -> Self {
        Counts {
            trials: 0,
            full: 0,
            withdrawn: 0,
            moved: Gains::default(),
            taken: Gains::default(),
            pending: 0,
            slots: Box::new([0; SLOTS]),
            settled: [Histogram::new(), Histogram::new()],
        }
    }

    /// Plays the first `trials` employers of a batch and counts.
    #[inline(always)]
    pub fn add<const RUNGS: usize, const RIVAL: bool>(
        &mut self,
        terms: &Terms,
        employers: &Employers,
        trials: usize,
    ) {
        let trials = trials.min(BATCH);
        let mut ends = [0_u32; BATCH];
        let (mut full, mut withdrawn, mut moved, mut taken) = (0_u32, 0_u32, [0_u32; 3], [0_u32; 3]);
        for at in 0..trials {
            let end = play::<RUNGS, RIVAL>(terms, employers, at);
            let share = share(end, terms);
            let settles = !end.held & !end.withdrawn;
            let takes = !end.withdrawn & (end.gain >= terms.walk_away);
            let (size, square) = (units(share), units(share * share));
            full += u32::from(end.full);
            withdrawn += u32::from(end.withdrawn);
            moved[0] += u32::from(settles);
            moved[1] += size;
            moved[2] += square;
            taken[0] += u32::from(takes);
            taken[1] += if takes { size } else { 0 };
            taken[2] += if takes { square } else { 0 };
            let pivots = (employers.luck[at] & 0xffff) < terms.pivot;
            let bin = (size >> BIN_BITS).min(BINS as u32 - 1);
            let slot =
                if settles { bin + u32::from(pivots) * BINS as u32 } else { IDLE + at as u32 % IDLE_SLOTS };
            ends[at] = slot << 16 | (size - (bin << BIN_BITS));
        }
        self.trials += trials as u64;
        self.full += u64::from(full);
        self.withdrawn += u64::from(withdrawn);
        self.moved.add(moved);
        self.taken.add(taken);
        for end in &ends[..trials] {
            self.slots[(end >> 16) as usize % SLOTS] += (1 << COUNT_SHIFT) | u64::from(end & 0xffff);
        }
        self.pending += trials as u64;
        if self.pending > FLUSH {
            self.flush();
        }
    }

    /// Empties the slots into the histograms.
    fn flush(&mut self) {
        for (slot, counted) in self.slots.iter().enumerate().take(2 * BINS) {
            let (pivots, bin) = (slot / BINS, slot % BINS);
            let count = counted >> COUNT_SHIFT;
            let over = counted & ((1 << COUNT_SHIFT) - 1);
            self.settled[pivots].add_many(
                bin,
                count,
                (count * ((bin as u64) << BIN_BITS) + over) << (32 - UNIT_BITS),
            );
        }
        self.slots.fill(0);
        self.pending = 0;
    }

    /// The tally of a ladder that opens with `opening`.
    pub fn tally(mut self, opening: f64) -> Tally {
        self.flush();
        let kept = self.trials - self.withdrawn;
        let all_kept = Gains { count: kept, ..self.moved };
        let partial = self.moved.count - self.full;
        Tally {
            trials: self.trials,
            outcomes: [self.full, partial, kept - self.moved.count, self.withdrawn],
            walked: kept - self.taken.count,
            kept: all_kept.sum(opening),
            improved: self.moved.sum(opening),
            taken: self.taken.sum(opening),
            settled: self.settled,
        }
    }

    /// Adds what another thread counted.
    pub fn merge(&mut self, mut other: Counts) {
        self.flush();
        other.flush();
        self.trials += other.trials;
        self.full += other.full;
        self.withdrawn += other.withdrawn;
        self.moved.merge(&other.moved);
        self.taken.merge(&other.taken);
        for (mine, theirs) in self.settled.iter_mut().zip(&other.settled) {
            mine.merge(theirs);
        }
    }
}
