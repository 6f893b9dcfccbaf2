//! How meetings over one ladder of asks end.

use super::advice::advise;
use crate::advice::{Meeting, Setup};
use crate::domain::Case;
use crate::negotiation::package_toward;
use crate::simulate::{Engine, Settings, Simulation};

/// Simulates the ladder, each ask a fraction over the offer's value; without
/// one, the computed asks. After a ladder of one ask, `concede` is the share of the
/// gap that every further ask gives up.
///
/// ```
/// use counteroffer::app::{load_case, simulate};
/// use counteroffer::input::ReadOptions;
/// use counteroffer::simulate::{Engine, Settings};
///
/// let case = load_case("data/new-offer/case.toml".as_ref(), &ReadOptions::default())?;
/// let run = simulate(&case, &[0.15, 0.10], None, Engine::Auto, Settings { seed: 1, trials: 4_000 });
/// let of = run.outcomes;
/// let all = [of.full, of.partial, of.held, of.withdrawn].map(|share| share.value);
/// assert!((all.iter().sum::<f64>() - 1.0).abs() < 1e-9, "every meeting ends in one of these ways");
/// # Ok::<(), counteroffer::Error>(())
/// ```
pub fn simulate(
    case: &Case,
    ladder: &[f64],
    concede: Option<f64>,
    engine: Engine,
    settings: Settings,
) -> Simulation {
    let Some(opening) = ladder.first() else { return advise(case, settings).simulation };
    let setup = Setup::of(case);
    let (offer, room) = (&case.offer, &setup.room);
    let ask = package_toward(&room.bottom(offer), &room.top(offer), room.share_of(*opening));
    let meeting = Meeting { ladder: ladder.to_vec(), concede, mix: setup.mix(&ask) };
    setup.simulate_by(engine, &meeting, settings)
}
