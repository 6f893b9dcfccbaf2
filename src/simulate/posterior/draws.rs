//! Employers drawn and weighed by the first answer.

use rayon::prelude::*;

use super::super::Settings;
use super::super::streams::{Purpose, blocks, employer_uniforms, stream};
use crate::negotiation::{Answered, Demand, Employers, Model, Nearness, Reach};

/// Cells of the histogram of ceilings.
const CELLS: usize = 768;

/// The cells end at this many times the ask; no ask that may follow comes near it.
const TOP: f64 = 1.5;

/// The employers whose ceilings lie in one cell: their weight and mean ceiling.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Cell {
    pub weight: f64,
    pub ceiling: f64,
}

/// The sums over all draws.
#[derive(Debug, Clone)]
pub(super) struct Draws {
    trials: u64,
    sum: f64,
    squares: f64,
    /// Weight and weight times ceiling.
    cells: Vec<(f64, f64)>,
}

/// Employers who listen to an opening ask, and how far it brings each: drawn once for all the
/// answers that they may give.
#[derive(Debug)]
pub struct Listeners {
    pub(super) model: Model,
    pub(super) demand: Demand,
    employers: Employers,
    by_block: Vec<(u64, Vec<Reach>)>,
}

impl Listeners {
    /// The employers of a model who hear this ask.
    pub fn of(model: &Model, opening: f64, settings: Settings) -> Self {
        // Fixed pay is told apart by its chance: here everybody listens.
        let listening = Model { fixed: 0.0, ..*model };
        let (demand, employers) = (Demand::new(&listening, &[opening]), Employers::of(&listening));
        let block = |(block, trials)| {
            let mut rng = stream(settings.seed, Purpose::Negotiation, block);
            let one = |_| employers.reach(&employer_uniforms(&mut rng), &demand);
            (trials, (0..trials).filter_map(one).collect())
        };
        let by_block = blocks(settings.trials).map(block).collect();
        Listeners { model: *model, demand, employers, by_block }
    }
}

impl Draws {
    /// Listeners, each weighed by the likelihood of `reply`.
    pub fn of(listeners: &Listeners, reply: f64, near: Nearness) -> Self {
        let Listeners { demand, employers, .. } = listeners;
        let step = (TOP * demand.opening - reply).max(f64::MIN_POSITIVE) / (CELLS - 1) as f64;
        let answered = Answered::new(reply, demand, employers.answers(), near);
        let weighed = |(trials, reaches): &(u64, Vec<Reach>)| {
            let mut draws = Draws::new(*trials);
            for reach in reaches {
                for way in answered.ways(*reach) {
                    draws.add(way.weight, way.ceiling, reply, step);
                }
            }
            draws
        };
        let by_block: Vec<Draws> = listeners.by_block.par_iter().map(weighed).collect();
        // Blocks are merged in their order, so that the result does not depend on threads.
        by_block.into_iter().fold(Draws::new(0), Draws::merged)
    }

    fn new(trials: u64) -> Self {
        Draws { trials, sum: 0.0, squares: 0.0, cells: vec![(0.0, 0.0); CELLS] }
    }

    fn add(&mut self, weight: f64, ceiling: f64, reply: f64, step: f64) {
        self.sum += weight;
        self.squares += weight * weight;
        if ceiling > reply {
            let cell = &mut self.cells[(((ceiling - reply) / step) as usize).min(CELLS - 1)];
            cell.0 += weight;
            cell.1 += weight * ceiling;
        }
    }

    fn merged(mut self, other: Draws) -> Draws {
        self.trials += other.trials;
        self.sum += other.sum;
        self.squares += other.squares;
        for (cell, more) in self.cells.iter_mut().zip(&other.cells) {
            *cell = (cell.0 + more.0, cell.1 + more.1);
        }
        self
    }

    /// The mean weight of a draw.
    pub fn mean(&self) -> f64 {
        if self.trials > 0 { self.sum / self.trials as f64 } else { 0.0 }
    }

    /// Kish's effective sample size.
    pub fn effective(&self) -> f64 {
        if self.squares > 0.0 { self.sum * self.sum / self.squares } else { 0.0 }
    }

    /// Those with something left, each mean weight times `scale`.
    pub fn cells(&self, scale: f64) -> Vec<Cell> {
        let share = scale / self.trials.max(1) as f64;
        let cell = |&(weight, sum): &(f64, f64)| Cell { weight: weight * share, ceiling: sum / weight };
        self.cells.iter().filter(|(weight, _)| *weight > 0.0).map(cell).collect()
    }
}
