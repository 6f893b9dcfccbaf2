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
    let trials = usize::try_from(settings.trials).unwrap_or(usize::MAX);
    let mut columns: Vec<Vec<f64>> = (0..layout.columns()).map(|_| vec![0.0; trials]).collect();
    // Every block of worlds has its own stretch of each column.
    let mut stretches: Vec<Vec<&mut [f64]>> = Vec::new();
    stretches.resize_with(trials.div_ceil(BLOCK as usize), Vec::new);
    for column in &mut columns {
        let parts = column.chunks_mut(BLOCK as usize);
        stretches.iter_mut().zip(parts).for_each(|(stretch, part)| stretch.push(part));
    }
    blocks(settings.trials)
        .zip(stretches)
        .for_each(|((block, n), columns)| play_block(&layout, settings.seed, block, n as usize, columns));
    let mut columns = columns.into_iter();
    layout.packages.iter().map(|package| columns.by_ref().take(package.years.len()).collect()).collect()
}

/// One block of `n` worlds; nothing is played once the person has stopped the work.
fn play_block(layout: &Layout, seed: u64, block: u64, n: usize, mut columns: Vec<&mut [f64]>) {
    let mut batch = Batch::new(layout, seed, block);
    for from in (0..n).step_by(lanes::LANES) {
        let lanes = lanes::LANES.min(n - from);
        batch.play(layout);
        for (column, totals) in columns.iter_mut().zip(batch.columns()) {
            column[from..from + lanes].copy_from_slice(&totals[..lanes]);
        }
    }
}
