//! What is unknown about an employer, made from uniform numbers.

use super::{Demand, Limit, MAX_RUNGS, Model, Reach};
use crate::num::beta::Beta;
use crate::num::normal::inverse_cdf;

/// How many uniform numbers one employer takes. The count is fixed, so that
/// the same trial number meets the same employer under every ask.
pub const UNIFORMS: usize = 22;

/// The luck of one further ask: every round draws its own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RoundLuck {
    /// Against the chance that they move.
    pub moves: f64,
    /// Against the chance that a move reaches the ask.
    pub settles: f64,
    /// U of any other move.
    pub step: f64,
}

/// The chances of the meeting itself: each event happens when its number lies
/// below the event's probability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Luck {
    /// Against the chance of disengagement.
    pub disengage: f64,
    /// Against the chance of matching a written alternative.
    pub matches: f64,
    /// Against the chance of a yes at once.
    pub yes: f64,
    /// Against the chance of a no first.
    pub refuses: f64,
    /// Against the chance of withdrawal at each counter.
    pub withdraw: [f64; MAX_RUNGS],
    /// Of each further ask.
    pub rounds: [RoundLuck; MAX_RUNGS - 1],
    /// Against the chance that a concession comes in other components.
    pub pivot: f64,
}

/// One employer, with everything unknown about them decided.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Employer {
    /// Hidden slack s as a fraction of the offer; `None` where pay is fixed.
    pub slack: Option<f64>,
    /// Policy or band limit c.
    pub limit: f64,
    /// K: how strongly the opening ask pulls at them, 1 on average.
    pub pull: f64,
    /// g: the first answer as a share of the ask, before the limit.
    pub answer: f64,
    /// P: punitive.
    pub punitive: bool,
    /// The chances of the meeting.
    pub luck: Luck,
}

/// The employers of a model: what is worked out once for all of them.
#[derive(Debug, Clone)]
pub struct Employers {
    model: Model,
    answers: Beta,
}

impl Employers {
    /// Of a model.
    pub fn of(model: &Model) -> Self {
        Employers { model: *model, answers: Beta::new(model.first.mean, model.first.strength) }
    }

    /// How the first answer as a share of the ask is distributed, before the limit: g.
    pub fn answers(&self) -> &Beta {
        &self.answers
    }

    /// The employer that uniform numbers between 0 and 1 stand for.
    pub fn from_uniforms(&self, u: &[f64; UNIFORMS]) -> Employer {
        self.answering(u, self.answers.quantile(u[6]))
    }

    /// How far an opening ask can bring the employer that these numbers stand for; the
    /// dearest of their properties, the first answer, is not needed for it.
    pub fn reach(&self, u: &[f64; UNIFORMS], demand: &Demand) -> Option<Reach> {
        self.answering(u, 0.0).reach(demand)
    }

    fn answering(&self, u: &[f64; UNIFORMS], answer: f64) -> Employer {
        let model = &self.model;
        let limit = limit(&model.limit, u[2], u[3], u[4]);
        let slack = (u[0] >= model.fixed).then(|| {
            let free = libm::exp(model.slack_ln() + model.slack_sigma * inverse_cdf(u[1]));
            match model.limit {
                Limit::Band { .. } => free.min(limit),
                Limit::Policy { .. } => free,
            }
        });
        let round = |i: usize| RoundLuck { moves: u[i], settles: u[i + 1], step: u[i + 2] };
        Employer {
            slack,
            limit,
            // K = 3U²: most are pulled little, some by more than all the way.
            pull: 3.0 * u[5] * u[5],
            answer,
            punitive: u[7] < model.punitive,
            luck: Luck {
                disengage: u[8],
                matches: u[9],
                yes: u[10],
                refuses: u[11],
                withdraw: [u[12], u[13], u[14]],
                rounds: [round(15), round(18)],
                pivot: u[21],
            },
        }
    }
}

/// c: a lognormal policy, or the band's room; often what the manager may approve
/// alone, around the middle; now and then an exception above the band.
fn limit(limit: &Limit, u: f64, own_approval: f64, exception: f64) -> f64 {
    match *limit {
        Limit::Policy { ln_median, sigma } => libm::exp(ln_median + sigma * inverse_cdf(u)),
        Limit::Band { room, middle, midpoint_limit, midpoint_spread, .. }
            if own_approval < midpoint_limit =>
        {
            (middle + midpoint_spread * (room - middle) * inverse_cdf(u)).clamp(0.0, room.max(0.0))
        }
        Limit::Band { room, exception_chance, exception_size, .. } if exception < exception_chance => {
            room + exception_size
        }
        Limit::Band { room, .. } => room,
    }
}
