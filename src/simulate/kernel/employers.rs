//! Employers drawn side by side.

use super::tables::{Limits, Tables};
use super::words::{LANES, Lanes};

/// Employers that are drawn and played together: few enough to stay near the processor.
pub const BATCH: usize = 4 * LANES;

/// A batch of employers, one list for each of their traits.
#[derive(Debug, Clone)]
pub struct Employers {
    /// Hidden slack; below 0 where pay is fixed.
    pub slack: [f32; BATCH],
    /// The limit, at least the slack.
    pub limit: [f32; BATCH],
    /// α of the first round.
    pub first: [f32; BATCH],
    /// α of the second round.
    pub second: [f32; BATCH],
    /// Bit 0: splits the difference; 1: has a second round; 2: has a third.
    /// The upper 16 bits are the coin of disengagement.
    pub traits: [u32; BATCH],
    /// The word of withdrawal; its lower 16 bits are the coin of a pivot.
    pub luck: [u32; BATCH],
    /// The lower 16 bits are the coin of matching a competing offer.
    pub matches: [u32; BATCH],
}

/// Splits the difference.
pub const SPLITS: u32 = 1;
/// Has the patience for a second round.
pub const SECOND: u32 = 2;
/// Has the patience for a third round.
pub const THIRD: u32 = 4;

impl Employers {
    /// A batch before its first draw.
    pub fn new() -> Self {
        Employers {
            slack: [0.0; BATCH],
            limit: [0.0; BATCH],
            first: [0.0; BATCH],
            second: [0.0; BATCH],
            traits: [0; BATCH],
            luck: [0; BATCH],
            matches: [0; BATCH],
        }
    }

    /// Draws the next batch.
    ///
    /// One word each decides on fixed pay and slack, on patience and
    /// concession, on the limit, and on withdrawal. A word's lower 16 bits
    /// serve once more, as a coin: they say next to nothing about the upper
    /// ones, on which the first use rests.
    #[inline(always)]
    pub fn draw(&mut self, tables: &Tables, lanes: &mut Lanes) {
        for start in (0..BATCH).step_by(LANES) {
            let [pay, patience, policy, luck] = lanes.next();
            for lane in 0..LANES {
                self.matches[start + lane] = pay[lane];
                self.luck[start + lane] = luck[lane];
            }
            self.draw_limits(start, tables, &pay, &policy);
            self.draw_patience(start, tables, &patience, &policy);
        }
    }

    #[inline(always)]
    fn draw_limits(&mut self, start: usize, tables: &Tables, pay: &[u32; LANES], policy: &[u32; LANES]) {
        let mut slack = [0.0; LANES];
        let mut limit = [0.0; LANES];
        for lane in 0..LANES {
            slack[lane] = tables.slack.at(pay[lane]);
        }
        match &tables.limits {
            Limits::Policy(table) => {
                for lane in 0..LANES {
                    let size = table.at(policy[lane]);
                    limit[lane] = if size > slack[lane] { size } else { slack[lane] };
                }
            }
            Limits::Band { middle, exception, room } => {
                for lane in 0..LANES {
                    let usual = if policy[lane] < exception.0 { exception.1 } else { *room };
                    limit[lane] = if policy[lane] < middle.0 { middle.1 } else { usual };
                    slack[lane] = if slack[lane] < limit[lane] { slack[lane] } else { limit[lane] };
                }
            }
        }
        for lane in 0..LANES {
            self.limit[start + lane] = limit[lane];
            self.slack[start + lane] = if pay[lane] < tables.fixed { -1.0 } else { slack[lane] };
        }
    }

    #[inline(always)]
    fn draw_patience(
        &mut self,
        start: usize,
        tables: &Tables,
        patience: &[u32; LANES],
        policy: &[u32; LANES],
    ) {
        for lane in 0..LANES {
            let word = patience[lane];
            let (second, third) = (word >= tables.patience[0], word >= tables.patience[1]);
            let (early, later) = tables.concessions.at(word);
            self.first[start + lane] = if second { early } else { tables.full };
            self.second[start + lane] = if third { later } else { tables.full };
            let splits = (policy[lane] & 0xffff) < tables.splits;
            self.traits[start + lane] = (word << 16)
                | (u32::from(splits) * SPLITS)
                | (u32::from(second) * SECOND)
                | (u32::from(third) * THIRD);
        }
    }
}
