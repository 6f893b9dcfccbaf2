//! What is unknown about an employer, made from uniform numbers.

use super::{Limit, Model};
use crate::num::normal::inverse_cdf;

/// How many uniform numbers one employer takes. The count is fixed, so that
/// the same trial number meets the same employer under every ask.
pub const UNIFORMS: usize = 14;

/// The chances of the meeting itself: each event happens when its number lies
/// below the event's probability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Luck {
    /// Against the chance of disengagement.
    pub disengage: f64,
    /// Against the chance of matching a competing offer.
    pub matches: f64,
    /// Against the chance of withdrawal at each counter.
    pub withdraw: [f64; 3],
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
    /// α of round t: (t/T)^(1/β), at most 1.
    pub concession: [f64; 3],
    /// Rounds of patience T: 1, 2 or 3.
    pub patience: usize,
    /// S: splits the difference.
    pub splits: bool,
    /// P: punitive.
    pub punitive: bool,
    /// The chances of the meeting.
    pub luck: Luck,
}

impl Employer {
    /// The employer that uniform numbers between 0 and 1 stand for.
    pub fn from_uniforms(model: &Model, u: &[f64; UNIFORMS]) -> Self {
        let limit = limit(&model.limit, u[2], u[3]);
        let slack = (u[0] >= model.fixed).then(|| {
            let free = libm::exp(model.slack_ln_median + model.slack_sigma * inverse_cdf(u[1]));
            match model.limit {
                Limit::Band { .. } => free.min(limit),
                Limit::Policy { .. } => free,
            }
        });
        let patience = match u[5] {
            x if x < model.patience[0] => 1,
            x if x < model.patience[0] + model.patience[1] => 2,
            _ => 3,
        };
        Employer {
            slack,
            limit,
            concession: concessions(model, patience, u[4]),
            patience,
            splits: u[6] < model.splits,
            punitive: u[7] < model.punitive,
            luck: Luck { disengage: u[8], matches: u[9], withdraw: [u[10], u[11], u[12]], pivot: u[13] },
        }
    }
}

/// c: a lognormal policy, or the band's room; now and then an exception above
/// it, often only the room to the midpoint.
fn limit(limit: &Limit, u: f64, exception: f64) -> f64 {
    match *limit {
        Limit::Policy { ln_median, sigma } => libm::exp(ln_median + sigma * inverse_cdf(u)),
        Limit::Band { middle, midpoint_limit, .. } if middle > 0.0 && u < midpoint_limit => middle,
        Limit::Band { room, exception_chance, exception_size, .. } if exception < exception_chance => {
            room + exception_size
        }
        Limit::Band { room, .. } => room,
    }
}

/// The time-dependent concession curve of Faratin, Sierra and Jennings (1998):
/// α(t) = (t/T)^(1/β), times what a warm tone takes off.
fn concessions(model: &Model, patience: usize, u: f64) -> [f64; 3] {
    let full = model.concession_factor;
    let mut alpha = [full; 3];
    if patience > 1 {
        let beta_inverse = libm::exp(-(model.concession_ln_median + model.concession_sigma * inverse_cdf(u)));
        for (round, value) in alpha.iter_mut().take(patience - 1).enumerate() {
            *value = full * concession_at((round + 1) as f64 / patience as f64, beta_inverse);
        }
    }
    alpha
}

/// (t/T)^(1/β) for a share of the time and 1/β.
pub fn concession_at(time: f64, beta_inverse: f64) -> f64 {
    libm::exp(libm::log(time) * beta_inverse)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faratin_polynomial_with_an_initial_concession() {
        // alpha = k + (1 - k)(t/T)^(1/beta), k = .1, t/T = .5
        for (beta, published) in [(0.5, 0.325), (1.0, 0.55), (2.0, 0.736_396)] {
            let alpha = 0.1 + 0.9 * concession_at(0.5, 1.0 / beta);
            assert!((alpha - published).abs() < 1e-6, "beta {beta}: {alpha}");
        }
    }
}
