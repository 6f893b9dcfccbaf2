//! Draws of the years ahead: share prices exactly at the dates that matter,
//! what becomes of private companies, bonus payouts and promotions.
//!
//! One trial is one world: packages of one employer see the same path of its
//! shares, the same luck with bonuses and promotions; shares of different
//! employers move together as far as their correlation says.

mod batch;
mod lanes;
mod layout;

use rayon::prelude::*;

use super::Settings;
use super::streams::{BLOCK, blocks};
use crate::equity::plan::Plan;
use batch::Batch;
use layout::Layout;

/// Totals of every package: `[package][year − 1][trial]`.
pub type Totals = Vec<Vec<Vec<f64>>>;

/// Yearly totals of each plan in every world.
///
/// `correlation` is the one between yearly log returns of any two employers,
/// 0 to 1. The result depends on the plans, the correlation and the settings
/// alone, not on the number of threads.
pub fn play(plans: &[Plan], correlation: f64, settings: Settings) -> Totals {
    let layout = Layout::new(plans, correlation);
    let played: Vec<Vec<f64>> = blocks(settings.trials)
        .map(|(block, n)| play_block(&layout, settings.seed, block, n as usize))
        .collect();
    gather(&layout, &played, settings.trials)
}

/// One block of worlds, as columns of its own length one after the other.
fn play_block(layout: &Layout, seed: u64, block: u64, n: usize) -> Vec<f64> {
    // Nothing is left to play once the person has stopped the work.
    if n == 0 {
        return Vec::new();
    }
    let mut columns = vec![0.0; layout.columns() * n];
    let mut batch = Batch::new(layout, seed, block);
    let mut from = 0;
    while from < n {
        let lanes = batch::LANES.min(n - from);
        batch.play(layout);
        for (column, totals) in columns.chunks_exact_mut(n).zip(batch.columns()) {
            column[from..from + lanes].copy_from_slice(&totals[..lanes]);
        }
        from += lanes;
    }
    columns
}

/// Blocks side by side → one column a package and year.
fn gather(layout: &Layout, played: &[Vec<f64>], trials: u64) -> Totals {
    let column_of = |column: usize| {
        let mut all = Vec::with_capacity(usize::try_from(trials).unwrap_or(0));
        for block in played {
            let n = block.len() / layout.columns();
            all.extend_from_slice(&block[column * n..(column + 1) * n]);
        }
        all
    };
    debug_assert!(played.iter().all(|block| block.len() <= layout.columns() * BLOCK as usize));
    layout
        .packages
        .par_iter()
        .map(|package| (0..package.years.len()).map(|year| column_of(package.first_column + year)).collect())
        .collect()
}
