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

/// Totals that are in memory at once, unless one employer alone has more: 16 megabytes.
const MOST_AT_ONCE: usize = 1 << 21;

/// Yearly totals of each plan in every world, as `of` sums them up: it gets the
/// plan's place and its columns, one a year, once its employer has been played.
///
/// `correlation` is the one between yearly log returns of any two employers,
/// 0 to 1. The result depends on the plans, the correlation and the settings
/// alone, not on the number of threads.
///
/// Employers are played in groups, one after the other in the same memory: to have the
/// columns of eight from the system takes as long as to fill them.
pub fn play<T>(
    plans: &[Plan],
    correlation: f64,
    settings: Settings,
    mut of: impl FnMut(usize, &[&[f64]]) -> T,
) -> Vec<T> {
    let layout = Layout::new(plans, correlation);
    let trials = usize::try_from(settings.trials).unwrap_or(usize::MAX).max(1);
    let mut results: Vec<Option<T>> = plans.iter().map(|_| None).collect();
    let mut totals = Vec::new();
    for group in layout.groups(MOST_AT_ONCE / trials) {
        totals.clear();
        totals.resize(group.clone().map(|i| layout.employers[i].columns).sum::<usize>() * trials, 0.0);
        // Every block of worlds has its own stretch of each column.
        let mut stretches: Vec<Vec<&mut [f64]>> = Vec::new();
        stretches.resize_with(trials.div_ceil(BLOCK as usize), Vec::new);
        for column in totals.chunks_exact_mut(trials) {
            let parts = column.chunks_mut(BLOCK as usize);
            stretches.iter_mut().zip(parts).for_each(|(stretch, part)| stretch.push(part));
        }
        blocks(settings.trials).zip(stretches).for_each(|((block, n), columns)| {
            play_block(&mut Batch::new(&layout, group.clone(), settings.seed, block), n as usize, columns);
        });
        let mut columns = totals.chunks_exact(trials);
        for &package in layout.employers[group].iter().flat_map(|employer| &employer.packages) {
            let years = layout.packages[package].years.len();
            let columns: Vec<&[f64]> = columns.by_ref().take(years).collect();
            results[package] = Some(of(package, &columns));
        }
    }
    results.into_iter().flatten().collect()
}

/// One block of `n` worlds; nothing is played once the person has stopped the work.
fn play_block(batch: &mut Batch<'_>, n: usize, mut columns: Vec<&mut [f64]>) {
    for from in (0..n).step_by(lanes::LANES) {
        let to = n.min(from + lanes::LANES);
        let mut totals: Vec<&mut [f64]> = columns.iter_mut().map(|column| &mut column[from..to]).collect();
        batch.play(&mut totals);
    }
}
