//! What is known of an employer after what they have answered, and what a
//! further ask brings from there.
//!
//! Employers are drawn as everywhere; each counts with the likelihood of the
//! answers that were given. Once somebody has answered, all that decides the
//! rest of the talk is their ceiling, so that the draws are kept as a histogram
//! of ceilings, and further asks are worked out from it without more luck.

mod draws;
mod ends;
mod outlook;
#[cfg(test)]
mod tests;

pub use ends::Ends;
pub use outlook::Outlook;

use crate::negotiation::{Model, Nearness};
use crate::num::normal::density;
pub use draws::Listeners;
use draws::{Cell, Draws};

/// Asks and answers nearer than this are the same: a ten-thousandth of a percent of the offer.
const SAME: f64 = 1e-6;

/// An employer after their answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Posterior {
    /// What they stand at, as a gain over the offer.
    pub standing: f64,
    /// Chance that they have something left to give.
    pub left: f64,
    /// Kish's effective sample size of the draws behind it.
    pub effective: f64,
    /// True once they have stayed at a further ask or have come to one: the
    /// talk about money has ended.
    pub over: bool,
    model: Model,
    near: Nearness,
    opening: f64,
    /// What was asked last.
    asked: f64,
    /// Asks that were made and survived.
    rounds: usize,
    /// Share of the punitive.
    punitive: f64,
    /// What the odds of moving at the next ask are divided by.
    reluctance: f64,
    /// What the hazard of the next ask is multiplied by.
    impatience: f64,
    /// Those with something left; their weights sum to `left`.
    cells: Vec<Cell>,
}

impl Posterior {
    /// After the first answer `reply`, below the opening ask (0 where nothing moved).
    ///
    /// Who would have said yes or withdrawn is ruled out by their chances, not
    /// by the luck of draws, and so is who is shut where something moved.
    pub fn after_first(listeners: &Listeners, reply: f64, near: Nearness) -> Self {
        let (model, opening) = (&listeners.model, listeners.demand.opening);
        let draws = Draws::of(listeners, reply, near);
        let listening = (1.0 - model.fixed) * (1.0 - model.disengagement_of(opening));
        let open = listening * draws.mean();
        let shut = if reply > 0.0 { 0.0 } else { 1.0 - listening };
        let scale = if open + shut > 0.0 { listening / (open + shut) } else { 0.0 };
        let cells = draws.cells(scale);
        let mut after = Posterior {
            standing: reply,
            left: cells.iter().map(|cell| cell.weight).sum::<f64>().min(1.0),
            // The shut are known by their share and take no draws.
            effective: draws.effective(),
            over: false,
            model: *model,
            near,
            opening,
            asked: opening,
            rounds: 0,
            punitive: model.punitive,
            reluctance: 1.0,
            impatience: 1.0,
            cells,
        };
        after.survive(opening);
        after
    }

    /// The same after they have said that this is final: at the next ask the odds of
    /// moving are divided by `odds` and the hazard is multiplied by `hazard`.
    #[must_use]
    pub fn said_final(self, odds: f64, hazard: f64) -> Self {
        Posterior { reluctance: odds, impatience: hazard, ..self }
    }

    /// After a further ask was answered with `reply`.
    #[must_use]
    pub fn after(mut self, ask: f64, reply: f64) -> Self {
        let moves = self.moves(ask, self.asked, self.standing, self.reluctance);
        self.survive(ask);
        (self.reluctance, self.impatience) = (1.0, 1.0);
        if reply <= self.standing + SAME {
            let stays = self.left * (1.0 - moves);
            self.scale(stays / (stays + 1.0 - self.left).max(f64::MIN_POSITIVE));
            self.over = true;
        } else {
            self.move_to(ask, reply);
            self.over = reply >= ask - SAME;
        }
        (self.asked, self.standing) = (ask, reply);
        self
    }

    /// Who is left after a move from what stands to `reply`, at or below the ask.
    ///
    /// They stopped of their own accord, with the density of a step there, or at
    /// their ceiling, with its density there.
    fn move_to(&mut self, ask: f64, reply: f64) {
        let (further, width) = (&self.model.further, self.near.width(reply));
        let stretch = (1.0 - further.least) * (ask - self.standing);
        let own_accord = match reply >= self.standing + further.least * (ask - self.standing) {
            true => (1.0 - further.settles) / stretch,
            false => 0.0,
        };
        let reaches = further.settles + (1.0 - further.settles) * ((ask - reply) / stretch).min(1.0);
        let beyond: f64 = self.cells.iter().filter(|c| c.ceiling > reply).map(|c| c.weight).sum();
        let near = |cell: &Cell| cell.weight * density((cell.ceiling - reply) / width);
        let here = self.cells.iter().map(near).sum::<f64>() / width;
        let sum = own_accord * beyond + here * reaches;
        let seen = beyond + here * width / density(0.0);
        self.effective *= (seen / self.left.max(f64::MIN_POSITIVE)).min(1.0);
        self.cells.retain(|cell| cell.ceiling > reply);
        self.left = beyond;
        self.scale(if sum > 0.0 { own_accord * beyond / sum } else { 0.0 });
    }

    /// Gives those with something left a share of `left` together.
    fn scale(&mut self, left: f64) {
        let factor = if self.left > 0.0 { left / self.left } else { 0.0 };
        self.cells.iter_mut().for_each(|cell| cell.weight *= factor);
        self.left *= factor;
    }

    /// An ask has not led to a withdrawal: the punitive are rarer among those who are left.
    fn survive(&mut self, ask: f64) {
        let [ordinary, punitive] = self.leaves(self.rounds, ask);
        let stay = self.punitive * (1.0 - punitive);
        self.punitive = stay / (stay + (1.0 - self.punitive) * (1.0 - ordinary)).max(f64::MIN_POSITIVE);
        self.rounds += 1;
    }

    /// Chance of withdrawal at an ask of a round (from 0), of the ordinary and of the punitive.
    fn leaves(&self, round: usize, ask: f64) -> [f64; 2] {
        let factor = if round == self.rounds { self.impatience } else { 1.0 };
        [false, true].map(|punitive| {
            let chance = self.model.withdrawal_of(ask, round, punitive);
            1.0 - libm::pow(1.0 - chance, factor)
        })
    }

    /// Chance that who has something left moves when `ask` follows `before`,
    /// its odds divided by `reluctance`.
    fn moves(&self, ask: f64, before: f64, standing: f64, reluctance: f64) -> f64 {
        let gap = before - standing;
        let given = if gap > 0.0 { (before - ask) / gap } else { 1.0 };
        let chance = self.model.further.chance(standing / self.opening, given);
        chance / (chance + reluctance * (1.0 - chance))
    }
}
