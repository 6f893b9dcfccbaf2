//! What a ladder of asks comes to for the lanes.

use super::tables::{coin, threshold};
use crate::negotiation::{Demand, MAX_RUNGS, Model};

/// A ladder with everything about it that does not depend on the employer, in
/// the numbers of the lanes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Terms {
    /// How many rungs.
    pub rungs: usize,
    /// The asks.
    pub asks: [f32; MAX_RUNGS],
    /// One over the opening ask.
    pub inverse: f32,
    /// Pull of the opening ask.
    pub pull: f32,
    /// Coins below this stand for disengagement.
    pub disengagement: u32,
    /// Words below these stand for withdrawal by the end of a round.
    pub withdrawal: [u32; MAX_RUNGS],
    /// Log-odds of a further move where nothing stands and nothing is given up.
    pub odds: f32,
    /// What is added to them for each unit of what stands.
    pub answered: f32,
    /// What is added for what the second and the third ask give up, times the gap.
    pub given: [f32; MAX_RUNGS - 1],
    /// A competing offer's gain and the coin below which it is matched.
    pub rival: Option<(f32, u32)>,
    /// A smaller gain counts as held.
    pub held_below: f32,
    /// A smaller gain is refused.
    pub walk_away: f32,
    /// Coins below this stand for a pivot.
    pub pivot: u32,
}

impl Terms {
    /// The terms of a ladder, if it is one that the kernel plays: one to three
    /// asks that do not rise, of a size that single precision resolves.
    pub fn new(model: &Model, ladder: &[f64], walk_away: f64, pivot_chance: f64) -> Option<Self> {
        let fits = |ask: f64| (1e-6..=1e6).contains(&ask);
        let plays = (1..=MAX_RUNGS).contains(&ladder.len())
            && ladder.iter().all(|&ask| fits(ask))
            && ladder.windows(2).all(|pair| pair[1] <= pair[0])
            && !walk_away.is_nan();
        if !plays {
            return None;
        }
        let demand = Demand::new(model, ladder);
        let further = &model.further;
        let asks: [f64; MAX_RUNGS] = std::array::from_fn(|i| ladder.get(i).copied().unwrap_or(0.0));
        let rival = model.rival.filter(|rival| rival.gain > 0.0);
        Some(Terms {
            rungs: demand.rungs,
            asks: asks.map(|ask| ask as f32),
            inverse: (1.0 / demand.opening) as f32,
            pull: demand.pull as f32,
            disengagement: coin(demand.disengagement),
            withdrawal: withdrawn_by(&demand, &asks, model.punitive).map(threshold),
            odds: (further.base + further.shift) as f32,
            answered: (further.answer / demand.opening) as f32,
            given: std::array::from_fn(|i| (further.share * (asks[i] - asks[i + 1])) as f32),
            rival: rival.map(|rival| (rival.gain as f32, coin(rival.match_chance))),
            held_below: model.held_below as f32,
            walk_away: walk_away as f32,
            pivot: coin(pivot_chance),
        })
    }
}

/// The chance that an offer is withdrawn by the end of each round. Nothing
/// else shows whether an employer is punitive, so that the chance over both
/// kinds says all.
fn withdrawn_by(demand: &Demand, asks: &[f64; MAX_RUNGS], punitive: f64) -> [f64; MAX_RUNGS] {
    let mut kept = [1.0 - punitive, punitive];
    std::array::from_fn(|round| {
        for (kept, punitive) in kept.iter_mut().zip([false, true]) {
            *kept *= 1.0 - demand.withdrawal(round, asks[round], punitive);
        }
        1.0 - kept[0] - kept[1]
    })
}
