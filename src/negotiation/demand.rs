//! What is asked, with everything about it that does not depend on the employer.

use super::Model;

/// The most asks: an opening and two further ones.
pub const MAX_RUNGS: usize = 3;

/// What is asked after the opening.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Next {
    /// Figures settled beforehand.
    Ladder([f64; MAX_RUNGS]),
    /// This share of the gap between the last ask and what stands is given up.
    Concede(f64),
}

/// What is asked, a₁ ≥ a₂ ≥ a₃, and what follows from it under a model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Demand {
    /// The model of the negotiation.
    pub model: Model,
    /// a₁ as a fraction over the offer.
    pub opening: f64,
    /// How many asks there are, the opening among them.
    pub rungs: usize,
    /// w: pull of the opening ask.
    pub pull: f64,
    /// Chance of disengagement.
    pub disengagement: f64,
    /// Chance of withdrawal at each counter of a ladder, for ordinary and punitive employers.
    withdrawal: [[f64; MAX_RUNGS]; 2],
    next: Next,
}

impl Demand {
    /// A ladder of figures settled beforehand; asks beyond the third are never made.
    pub fn new(model: &Model, ladder: &[f64]) -> Self {
        let rungs = ladder.len().min(MAX_RUNGS);
        let mut asks = [0.0; MAX_RUNGS];
        asks[..rungs].copy_from_slice(&ladder[..rungs]);
        let chance =
            |punitive| std::array::from_fn(|round| model.withdrawal_of(asks[round], round, punitive));
        let withdrawal = [chance(false), chance(true)];
        Demand { rungs, withdrawal, next: Next::Ladder(asks), ..Self::opening(model, asks[0]) }
    }

    /// Up to `rungs` asks, each giving up `share` of the gap between the ask
    /// before and what stands.
    pub fn conceding(model: &Model, opening: f64, share: f64, rungs: usize) -> Self {
        let next = Next::Concede(share.clamp(0.0, 1.0));
        Demand { rungs: rungs.min(MAX_RUNGS), next, ..Self::opening(model, opening) }
    }

    fn opening(model: &Model, opening: f64) -> Self {
        Demand {
            model: *model,
            opening,
            rungs: 0,
            pull: model.pull_of(opening),
            disengagement: model.disengagement_of(opening),
            withdrawal: [[0.0; MAX_RUNGS]; 2],
            next: Next::Ladder([0.0; MAX_RUNGS]),
        }
    }

    /// The ask of a round (from 0), after `before` was asked and `standing` answered.
    pub fn ask(&self, round: usize, before: f64, standing: f64) -> f64 {
        match self.next {
            _ if round == 0 => self.opening,
            Next::Ladder(asks) => asks[round],
            Next::Concede(share) => before - share * (before - standing),
        }
    }

    /// The chance of withdrawal at this ask of a round.
    pub fn withdrawal(&self, round: usize, ask: f64, punitive: bool) -> f64 {
        match self.next {
            Next::Ladder(_) => self.withdrawal[usize::from(punitive)][round],
            Next::Concede(_) => self.model.withdrawal_of(ask, round, punitive),
        }
    }
}
