//! Employers drawn side by side.

use super::play::{larger, smaller};
use super::tables::{Limits, Tables};
use crate::simulate::words::{LANES, Lanes};

/// Employers that are drawn and played together: few enough to stay near the processor.
pub const BATCH: usize = 4 * LANES;

/// A batch of employers, one list for each of their traits.
#[derive(Debug, Clone)]
pub struct Employers {
    /// Hidden slack; below 0 where pay is fixed.
    pub slack: [f32; BATCH],
    /// The limit, at least the slack.
    pub limit: [f32; BATCH],
    /// K.
    pub pull: [f32; BATCH],
    /// g; 0 for who says no first.
    pub answer: [f32; BATCH],
    /// Bit 0: says yes at once to what lies within the limit. The upper 16 bits
    /// are the coin of disengagement.
    pub traits: [u32; BATCH],
    /// The word of withdrawal; its lower 16 bits are the coin of a pivot.
    pub luck: [u32; BATCH],
    /// The lower 16 bits are the coin of matching a written alternative.
    pub matches: [u32; BATCH],
    /// Log-odds of the luck of the second and of the third ask.
    pub moves: [[f32; BATCH]; 2],
    /// The share of the gap that a move takes; 1 or more reaches the ask.
    pub steps: [[f32; BATCH]; 2],
}

/// The share of a 16-bit number between 0 and 1, strictly inside.
#[inline(always)]
fn inside(half: u32) -> f32 {
    ((half & 0xffff) as i32 as f32 + 0.5) * (1.0 / 65_536.0)
}

impl Employers {
    /// A batch before its first draw.
    pub fn new() -> Self {
        Employers {
            slack: [0.0; BATCH],
            limit: [0.0; BATCH],
            pull: [0.0; BATCH],
            answer: [0.0; BATCH],
            traits: [0; BATCH],
            luck: [0; BATCH],
            matches: [0; BATCH],
            moves: [[0.0; BATCH]; 2],
            steps: [[0.0; BATCH]; 2],
        }
    }

    /// Draws the next batch.
    ///
    /// Fixed pay and slack have a word of their own, and so has withdrawal. The
    /// upper halves of the others make the limit, the pull, the first answer and
    /// the two steps; their lower halves are coins, which say next to nothing
    /// about the upper ones. The second and the third ask have a word each.
    #[inline(always)]
    pub fn draw(&mut self, tables: &Tables, lanes: &mut Lanes) {
        for start in (0..BATCH).step_by(LANES) {
            let [pay, luck, policy, pull, answer, second, third] = lanes.next();
            for lane in 0..LANES {
                self.matches[start + lane] = pay[lane];
                self.luck[start + lane] = luck[lane];
                let yes = u32::from((pull[lane] & 0xffff) < tables.yes);
                self.traits[start + lane] = (policy[lane] << 16) | yes;
                let share = inside(pull[lane] >> 16);
                self.pull[start + lane] = 3.0 * share * share;
            }
            self.draw_limits(start, tables, &pay, &policy);
            for lane in 0..LANES {
                let share = tables.answers.at(answer[lane]);
                let refuses = (answer[lane] & 0xffff) < tables.refusal;
                self.answer[start + lane] = if refuses { 0.0 } else { share };
            }
            for (round, words) in [&second, &third].into_iter().enumerate() {
                for lane in 0..LANES {
                    self.moves[round][start + lane] = tables.odds.at(words[lane] << 16);
                    self.steps[round][start + lane] = tables.least + tables.step * inside(words[lane] >> 16);
                }
            }
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
                    limit[lane] = larger(table.at(policy[lane]), slack[lane]);
                }
            }
            Limits::Band { middle, exception, room } => {
                for lane in 0..LANES {
                    let own = smaller(larger(middle.1.at(policy[lane]), 0.0), *room);
                    let usual = if policy[lane] < exception.0 { exception.1 } else { *room };
                    limit[lane] = if policy[lane] < middle.0 { own } else { usual };
                    slack[lane] = smaller(slack[lane], limit[lane]);
                }
            }
        }
        for lane in 0..LANES {
            self.limit[start + lane] = limit[lane];
            self.slack[start + lane] = if pay[lane] < tables.fixed { -1.0 } else { slack[lane] };
        }
    }
}
