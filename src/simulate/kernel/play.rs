//! One negotiation in a lane: `negotiation::play` without a branch.

use super::employers::{Employers, SECOND, SPLITS, THIRD};
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
fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

#[inline(always)]
fn smaller(a: f32, b: f32) -> f32 {
    if a < b { a } else { b }
}

/// Where a negotiation stands between rounds.
#[derive(Clone, Copy)]
struct Table {
    limit: f32,
    standing: f32,
    splits: bool,
    open: bool,
    full: bool,
    withdrawn: bool,
    met: bool,
}

/// Plays employer number `at` of a batch over a ladder of `RUNGS` asks.
#[inline(always)]
pub fn play<const RUNGS: usize, const RIVAL: bool>(terms: &Terms, employers: &Employers, at: usize) -> End {
    let (traits, luck) = (employers.traits[at], employers.luck[at]);
    let limit = pulled_limit::<RIVAL>(terms, employers, at);
    let splits = traits & SPLITS != 0;
    let mut table =
        Table { limit, standing: 0.0, splits, open: true, full: false, withdrawn: false, met: false };
    table = round::<0>(table, terms, employers.first[at], luck);
    table.full = table.met;
    if RUNGS > 1 {
        table.open &= traits & SECOND != 0;
        table = round::<1>(table, terms, employers.second[at], luck);
    }
    if RUNGS > 2 {
        table.open &= traits & THIRD != 0;
        table = round::<2>(table, terms, terms.full, luck);
    }
    let held = !table.met & !table.withdrawn & (table.standing < terms.held_below);
    let gain = if held | table.withdrawn { 0.0 } else { table.standing };
    End { gain, full: table.full, withdrawn: table.withdrawn, held }
}

/// s*: the slack after the opening ask has pulled at it, as far as the employer listens.
#[inline(always)]
fn pulled_limit<const RIVAL: bool>(terms: &Terms, employers: &Employers, at: usize) -> f32 {
    let slack = employers.slack[at];
    let pulled = slack + terms.pull * larger(terms.asks[0] - slack, 0.0);
    let mut limit = smaller(pulled, employers.limit[at]);
    if RIVAL {
        let (rival, coin) = terms.rival.unwrap_or((0.0, 0));
        let matched = (limit < rival) & ((employers.matches[at] & 0xffff) < coin);
        limit = if matched { rival } else { limit };
    }
    let listens = (slack >= 0.0) & (employers.traits[at] >> 16 >= terms.disengagement);
    if listens { limit } else { 0.0 }
}

/// One ask and what the employer does about it, where the table is still open.
#[inline(always)]
fn round<const ROUND: usize>(table: Table, terms: &Terms, concession: f32, luck: u32) -> Table {
    let Table { limit, standing, splits, open, full, withdrawn, met } = table;
    let (ask, reciprocity) = (terms.asks[ROUND], terms.reciprocity[ROUND]);
    let leaves = open & (luck < terms.withdrawal[ROUND]);
    let ready = concession * limit;
    let reached = (ask <= ready) | (ask <= standing);
    let settles = open & !leaves & reached & (limit > 0.0) & (reciprocity > 0.0);
    let reply = if splits { smaller(limit, (standing + ask) * 0.5) } else { smaller(ready, ask) };
    let replied = standing + reciprocity * larger(reply - standing, 0.0);
    let moved = if settles { larger(standing, ask) } else { replied };
    Table {
        limit,
        standing: if open { moved } else { standing },
        splits,
        open: open & !leaves & !settles,
        full,
        withdrawn: withdrawn | leaves,
        met: met | settles,
    }
}
