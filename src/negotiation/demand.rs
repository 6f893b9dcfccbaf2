//! A ladder of asks with everything about it that does not depend on the employer.

use super::Model;

/// The longest ladder: employers have at most three rounds of patience.
pub const MAX_RUNGS: usize = 3;

/// A ladder of asks, a₁ ≥ a₂ ≥ a₃, and what follows from it under a model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Demand {
    /// The asks as fractions over the offer; the first `rungs` count.
    pub asks: [f64; MAX_RUNGS],
    /// How many rungs the ladder has.
    pub rungs: usize,
    /// w: pull of the opening ask.
    pub pull: f64,
    /// Chance of disengagement.
    pub disengagement: f64,
    /// Chance of withdrawal at each counter, for ordinary and punitive employers.
    pub withdrawal: [[f64; MAX_RUNGS]; 2],
    /// ρ of each round: 1, then how far the employer moves because you moved.
    pub reciprocity: [f64; MAX_RUNGS],
    /// The competing offer's gain k and the chance of a match; (0, 0) without one.
    pub rival: (f64, f64),
    /// A smaller gain counts as held.
    pub held_below: f64,
}

impl Demand {
    /// The ladder under a model; asks beyond the third are never reached.
    pub fn new(model: &Model, ladder: &[f64]) -> Self {
        let rungs = ladder.len().min(MAX_RUNGS);
        let mut demand = Demand {
            asks: [0.0; MAX_RUNGS],
            rungs,
            pull: 0.0,
            disengagement: 0.0,
            withdrawal: [[0.0; MAX_RUNGS]; 2],
            reciprocity: [1.0; MAX_RUNGS],
            rival: model.rival.map_or((0.0, 0.0), |rival| (rival.gain, rival.match_chance)),
            held_below: model.held_below,
        };
        let Some(&opening) = ladder.first() else { return demand };
        demand.asks[..rungs].copy_from_slice(&ladder[..rungs]);
        demand.pull = model.pull_of(opening);
        demand.disengagement = model.disengagement_of(opening);
        for round in 0..rungs {
            let ask = demand.asks[round];
            demand.withdrawal[0][round] = model.withdrawal_of(ask, round, false);
            demand.withdrawal[1][round] = model.withdrawal_of(ask, round, true);
            if round > 0 {
                let moved = demand.asks[round - 1] - ask;
                demand.reciprocity[round] = (moved / (model.reciprocity * opening)).clamp(0.0, 1.0);
            }
        }
        demand
    }

    /// The ladder's asks.
    pub fn ladder(&self) -> &[f64] {
        &self.asks[..self.rungs]
    }
}
