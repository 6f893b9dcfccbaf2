//! Which engine plays: the fast kernel where it applies, the plain one elsewhere.

use super::reference::{self, AskTally};
use super::tally::Tally;
use super::{Settings, kernel};
use crate::negotiation::{Demand, Model};

/// An engine that plays negotiations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Engine {
    /// The fast kernel where it applies, the plain engine elsewhere.
    #[default]
    Auto,
    /// The plain engine, one negotiation after the other in double precision.
    Reference,
}

impl Engine {
    /// The engine that plays: `kernel` or `reference`.
    pub fn plays(self, model: &Model, ladder: &[f64]) -> &'static str {
        match self {
            Engine::Auto if kernel::applies(model, ladder) => "kernel",
            _ => "reference",
        }
    }

    /// Plays `settings.trials` negotiations over one ladder.
    ///
    /// `walk_away` is the gain under which the candidate leaves, `pivot_chance`
    /// the chance that a concession comes in other parts. The result is the
    /// same for any number of threads and on any machine.
    pub fn run(
        self,
        model: &Model,
        ladder: &[f64],
        walk_away: f64,
        pivot_chance: f64,
        settings: Settings,
    ) -> Tally {
        let plain = || reference::run(&Demand::new(model, ladder), walk_away, pivot_chance, settings);
        match self {
            Engine::Auto => {
                kernel::run(model, ladder, walk_away, pivot_chance, settings).unwrap_or_else(plain)
            }
            Engine::Reference => plain(),
        }
    }

    /// Plays each ladder by itself, as [`Engine::run`] does, against the same
    /// employers with the same luck.
    pub fn run_each(
        self,
        model: &Model,
        ladders: &[Vec<f64>],
        walk_away: f64,
        pivot_chance: f64,
        settings: Settings,
    ) -> Vec<Tally> {
        let fast = || kernel::run_each(model, ladders, walk_away, pivot_chance, settings);
        let plain = || {
            let one = |ladder: &Vec<f64>| self.run(model, ladder, walk_away, pivot_chance, settings);
            ladders.iter().map(one).collect()
        };
        match self {
            Engine::Auto => fast().unwrap_or_else(plain),
            Engine::Reference => plain(),
        }
    }

    /// Plays every ladder against the same employers with the same luck, so
    /// that ladders differ by what they ask and by nothing else (common random
    /// numbers).
    pub fn run_ladders(
        self,
        model: &Model,
        ladders: &[Vec<f64>],
        walk_away: f64,
        settings: Settings,
    ) -> Vec<AskTally> {
        let plain = || reference::run_ladders(model, ladders, walk_away, settings);
        match self {
            Engine::Auto => kernel::run_ladders(model, ladders, walk_away, settings).unwrap_or_else(plain),
            Engine::Reference => plain(),
        }
    }
}

/// Plays negotiations in which each further ask depends on the answer before, in
/// the plain engine.
pub fn run_demand(demand: &Demand, walk_away: f64, pivot_chance: f64, settings: Settings) -> Tally {
    reference::run(demand, walk_away, pivot_chance, settings)
}

/// Plays negotiations over one ladder with the engine that suits: see [`Engine::run`].
pub fn run(model: &Model, ladder: &[f64], walk_away: f64, pivot_chance: f64, settings: Settings) -> Tally {
    Engine::Auto.run(model, ladder, walk_away, pivot_chance, settings)
}

/// Plays every ladder with the engine that suits: see [`Engine::run_ladders`].
pub fn run_ladders(model: &Model, ladders: &[Vec<f64>], walk_away: f64, settings: Settings) -> Vec<AskTally> {
    Engine::Auto.run_ladders(model, ladders, walk_away, settings)
}
