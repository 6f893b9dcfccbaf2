//! What further asks bring, worked out over all that can happen.

use super::Posterior;
use super::draws::Cell;
use crate::num::Estimate;

/// Moves that stop short of the ask are taken at the middles of as many equal shares.
pub(super) const STEPS: usize = 16;

/// What further asks bring.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outlook {
    /// Mean worth at the end, with the error of the draws.
    pub worth: Estimate,
    /// Chance that they move on the first of these asks.
    pub moves: f64,
    /// Chance that the offer is withdrawn on the way.
    pub withdrawn: f64,
}

/// The rest of a talk with these asks.
struct Plan<'a> {
    after: &'a Posterior,
    asks: &'a [f64],
    /// Chance of withdrawal at each ask, of those who are still there.
    leaving: Vec<f64>,
    /// What an end is worth.
    worth: &'a dyn Fn(f64) -> f64,
    /// What a withdrawn offer is worth.
    lost: f64,
}

/// Mean worth and chance of withdrawal from a point of the talk on.
#[derive(Clone, Copy, Default)]
struct Rest {
    worth: f64,
    withdrawn: f64,
}

impl Rest {
    fn plus(self, share: f64, other: Rest) -> Rest {
        Rest { worth: self.worth + share * other.worth, withdrawn: self.withdrawn + share * other.withdrawn }
    }
}

impl Posterior {
    /// What these further asks bring, made one after the other for as long as
    /// they move; an ask not above what stands is not made and ends the asking.
    ///
    /// `worth` is what an end is worth whose gain stands, `lost` a withdrawn offer.
    pub fn outlook(&self, asks: &[f64], worth: &dyn Fn(f64) -> f64, lost: f64) -> Outlook {
        let asks: &[f64] = if self.over { &[] } else { asks };
        let plan = Plan { after: self, asks, leaving: self.leaving(asks), worth, lost };
        let mut rest = Rest::default();
        let mut squares = 0.0;
        let nothing_left = Cell { weight: 1.0 - self.left, ceiling: self.standing };
        for cell in std::iter::once(&nothing_left).chain(&self.cells) {
            let of = plan.rest(0, self.asked, self.standing, cell.ceiling);
            rest = rest.plus(cell.weight, of);
            squares += cell.weight * of.worth * of.worth;
        }
        let variance = (squares - rest.worth * rest.worth).max(0.0);
        Outlook {
            worth: Estimate::new(rest.worth, (variance / self.effective.max(1.0)).sqrt()),
            moves: plan.moves(),
            withdrawn: rest.withdrawn,
        }
    }

    /// Chance of withdrawal at each of these asks, of those who are still there.
    pub(super) fn leaving(&self, asks: &[f64]) -> Vec<f64> {
        let mut still = [1.0 - self.punitive, self.punitive];
        let one = |(i, &ask): (usize, &f64)| {
            let leaves = self.leaves(self.rounds + i, ask);
            let before = still[0] + still[1];
            still = [0, 1].map(|kind| still[kind] * (1.0 - leaves[kind]));
            1.0 - (still[0] + still[1]) / before.max(f64::MIN_POSITIVE)
        };
        asks.iter().enumerate().map(one).collect()
    }
}

impl Plan<'_> {
    /// Chance that they move on the first ask.
    fn moves(&self) -> f64 {
        let Posterior { asked, standing, left, reluctance, .. } = *self.after;
        match (self.asks.first(), self.leaving.first()) {
            (Some(&ask), Some(leaving)) if ask > standing => {
                (1.0 - leaving) * left * self.after.moves(ask, asked, standing, reluctance)
            }
            _ => 0.0,
        }
    }

    /// From ask `i` on, after `before` was asked and `standing` answered.
    fn rest(&self, i: usize, before: f64, standing: f64, ceiling: f64) -> Rest {
        let stays = Rest { worth: (self.worth)(standing), withdrawn: 0.0 };
        let (Some(&ask), Some(&leaving)) = (self.asks.get(i), self.leaving.get(i)) else { return stays };
        if ask <= standing {
            return stays;
        }
        let reluctance = if i == 0 { self.after.reluctance } else { 1.0 };
        let moves = match ceiling > standing {
            true => self.after.moves(ask, before, standing, reluctance),
            false => 0.0,
        };
        let here = (1.0 - leaving) * (1.0 - moves);
        let mut rest = Rest { worth: leaving * self.lost, withdrawn: leaving }.plus(here, stays);
        if moves > 0.0 {
            rest = rest.plus((1.0 - leaving) * moves, self.moved(i, ask, standing, ceiling));
        }
        rest
    }

    /// After a move: to the ask, or to any other step toward it, never above the ceiling.
    fn moved(&self, i: usize, ask: f64, standing: f64, ceiling: f64) -> Rest {
        let further = &self.after.model.further;
        let end = |reached: f64| match reached >= ask {
            true => Rest { worth: (self.worth)(ask), withdrawn: 0.0 },
            false => self.rest(i + 1, ask, reached, ceiling),
        };
        let settled = Rest::default().plus(further.settles, end(ask.min(ceiling)));
        let share = (1.0 - further.settles) / STEPS as f64;
        (0..STEPS).fold(settled, |rest, step| {
            let along = further.least + (1.0 - further.least) * (step as f64 + 0.5) / STEPS as f64;
            rest.plus(share, end((standing + along * (ask - standing)).min(ceiling)))
        })
    }
}
