//! What a first answer says about the employer who gave it.

use super::{Demand, Reach};
use crate::num::beta::Beta;
use crate::num::normal::density;

/// How near an answer must come to a limit to be taken for the limit itself:
/// people round their figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nearness {
    /// Standard deviation at the least, as a fraction of the offer.
    pub least: f64,
    /// Standard deviation as a share of the answer.
    pub share: f64,
}

impl Nearness {
    /// The standard deviation around an answer.
    pub fn width(&self, answer: f64) -> f64 {
        self.least.max(self.share * answer)
    }
}

/// One way in which an employer comes to an answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Way {
    /// How likely they come to it so: a density over answers above nothing, a chance at nothing.
    pub weight: f64,
    /// What they never go above, if it was so.
    pub ceiling: f64,
}

/// A first answer, and all of its likelihood that is the same for every employer.
#[derive(Debug)]
pub struct Answered<'a> {
    answer: f64,
    demand: &'a Demand,
    shares: &'a Beta,
    /// f_g(r/a₁)/a₁.
    share_density: f64,
    width: f64,
}

impl<'a> Answered<'a> {
    /// The first answer `answer` to an opening ask above it (0 where nothing moved), where
    /// answers as a share of the ask are distributed as `shares`.
    pub fn new(answer: f64, demand: &'a Demand, shares: &'a Beta, near: Nearness) -> Self {
        let share_density = shares.density(answer / demand.opening) / demand.opening;
        Answered { answer, demand, shares, share_density, width: near.width(answer) }
    }

    /// The two ways in which an employer who listens, and does not withdraw, comes to it.
    ///
    /// Above nothing: (1 − z)(1 − q where a₁ ≤ L) times either f_g(r/a₁)/a₁, an answer
    /// below their limit L, or P(g·a₁ ≥ L)·φ((r − L)/width)/width, an answer at the limit,
    /// which leaves what their ceiling has above it. Nothing: a first no, or no room at all.
    pub fn ways(&self, Reach { limit, ceiling }: Reach) -> [Way; 2] {
        let Answered { answer, demand, width, .. } = *self;
        let (opening, first) = (demand.opening, &demand.model.first);
        let not_yes = if opening <= limit { 1.0 - first.yes } else { 1.0 };
        if answer <= 0.0 {
            let no_room = f64::from(limit <= 0.0) * (1.0 - first.refusal);
            return [(not_yes * first.refusal, ceiling), (no_room, ceiling)].map(way);
        }
        let open = not_yes * (1.0 - first.refusal);
        let below = if limit > answer { self.share_density } else { 0.0 };
        let at = match limit > 0.0 {
            true => (1.0 - self.shares.cdf(limit / opening)) * density((answer - limit) / width) / width,
            false => 0.0,
        };
        [(open * below, ceiling), (open * at, answer + (ceiling - limit))].map(way)
    }
}

fn way((weight, ceiling): (f64, f64)) -> Way {
    Way { weight, ceiling }
}
