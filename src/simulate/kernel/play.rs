//! One negotiation in a lane: `negotiation::play` without a branch.

use super::employers::Employers;
use super::terms::Terms;

/// How a lane's negotiation ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct End {
    /// The settled gain; 0 when held or withdrawn.
    pub gain: f32,
    /// The opening ask was met.
    pub full: bool,
    /// The offer was withdrawn.
    pub withdrawn: bool,
    /// The offer stands as it was.
    pub held: bool,
}

/// A comparison is one instruction where `f32::max`, which also minds what is
/// not a number, takes three.
#[inline(always)]
pub fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

#[inline(always)]
pub fn smaller(a: f32, b: f32) -> f32 {
    if a < b { a } else { b }
}

/// Where a negotiation stands between rounds.
#[derive(Clone, Copy)]
struct Table {
    /// What they never go above; below 0 where they do not move.
    ceiling: f32,
    standing: f32,
    /// The talk about money goes on.
    open: bool,
    /// Words below this stand for withdrawal by now.
    withdrawal: u32,
}

/// Plays employer number `at` of a batch over a ladder of `RUNGS` asks.
#[inline(always)]
pub fn play<const RUNGS: usize, const RIVAL: bool>(terms: &Terms, employers: &Employers, at: usize) -> End {
    let (mut table, yes) = first::<RIVAL>(terms, employers, at);
    if RUNGS > 1 {
        table = again::<1>(table, terms, employers.moves[0][at], employers.steps[0][at]);
    }
    if RUNGS > 2 {
        table = again::<2>(table, terms, employers.moves[1][at], employers.steps[1][at]);
    }
    let withdrawn = employers.luck[at] < table.withdrawal;
    let full = yes & !withdrawn;
    let held = !yes & !withdrawn & (table.standing < terms.held_below);
    let gain = if held | withdrawn { 0.0 } else { table.standing };
    End { gain, full, withdrawn, held }
}

/// The answer to the opening ask; the second is true for a yes.
#[inline(always)]
fn first<const RIVAL: bool>(terms: &Terms, employers: &Employers, at: usize) -> (Table, bool) {
    let (ask, slack, own) = (terms.asks[0], employers.slack[at], employers.limit[at]);
    let pull = smaller(terms.pull * employers.pull[at], 1.0);
    let mut limit = smaller(slack + pull * larger(ask - slack, 0.0), own);
    if RIVAL {
        let (rival, coin) = terms.rival.unwrap_or((0.0, 0));
        let matched = (limit < rival) & ((employers.matches[at] & 0xffff) < coin);
        limit = if matched { rival } else { limit };
    }
    let traits = employers.traits[at];
    let listens = (slack >= 0.0) & (traits >> 16 >= terms.disengagement);
    let yes = listens & (ask <= limit) & (traits & 1 != 0);
    let answer = smaller(limit, employers.answer[at] * ask);
    let standing = if yes { ask } else { answer };
    let table = Table {
        ceiling: if listens { larger(own, limit) } else { -1.0 },
        standing: if listens { standing } else { 0.0 },
        open: !yes,
        withdrawal: terms.withdrawal[0],
    };
    (table, yes)
}

/// A further ask and what they do about it, where the talk is still open and the
/// ask lies above what stands.
///
/// They move where the log-odds of it exceed those of their luck; both sides are
/// multiplied by the gap, which spares a division.
#[inline(always)]
fn again<const ROUND: usize>(table: Table, terms: &Terms, luck: f32, step: f32) -> Table {
    let Table { ceiling, standing, open, withdrawal } = table;
    let (before, ask) = (terms.asks[ROUND - 1], terms.asks[ROUND]);
    let made = open & (ask > standing);
    let gap = before - standing;
    let willing = (terms.odds + terms.answered * standing - luck) * gap + terms.given[ROUND - 1];
    let moves = made & (ceiling > standing) & (willing > 0.0);
    let whole = ask - standing;
    let come = if step < 1.0 { standing + step * whole } else { ask };
    let reached = smaller(come, ceiling);
    Table {
        ceiling,
        standing: if moves { reached } else { standing },
        open: moves & (reached < ask),
        withdrawal: if made { terms.withdrawal[ROUND] } else { withdrawal },
    }
}
