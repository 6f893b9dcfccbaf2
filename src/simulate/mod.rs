//! Random streams → unknowns → the model → mergeable statistics. The only
//! place that draws.

mod engine;
pub mod gamma;
mod kernel;
pub mod paths;
pub mod population;
mod posterior;
pub mod priors;
pub mod progress;
mod reference;
mod result;
pub mod streams;
mod summary;
mod tally;
mod words;

pub use engine::{Engine, run, run_demand, run_ladders};
pub use posterior::{Ends, Listeners, Outlook, Posterior};
pub use reference::AskTally;
pub use result::{ComponentSpread, ComponentSpreads, Gain, Outcomes, Quartiles, Simulation, Spread};
pub use summary::{Otherwise, Subject, certain_of, summarize};
pub use tally::{BINS, Distribution, Histogram, Sum, Tally, share};

/// What makes a run reproducible: the seed and the number of trials.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Seed of all random streams.
    pub seed: u64,
    /// How many negotiations are simulated.
    pub trials: u64,
}

impl Settings {
    /// The same with no more trials than `most`: for what keeps something of every trial.
    #[must_use]
    pub fn at_most(self, most: u64) -> Self {
        Settings { trials: self.trials.min(most), ..self }
    }
}

impl Default for Settings {
    /// 200,000 trials of seed 1.
    fn default() -> Self {
        Settings { seed: 1, trials: 200_000 }
    }
}
