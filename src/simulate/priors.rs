//! Parameters drawn from their priors: what we do not know about the world.

use super::gamma::{beta, gamma, standard_normal};
use super::streams::Generator;
use crate::domain::{Assumptions, Profile};
use crate::negotiation::{Limit, Model};

/// The 95% point of the standard normal: an assumption's low and high are its
/// 5% and 95% points.
const Z95: f64 = 1.644_853_626_951_472_2;

/// A model whose parameters are drawn from the priors of the assumptions.
///
/// Chances are Beta (patience Dirichlet) around the central value, sizes are
/// lognormal and slopes normal (never below 0), with the 5% and 95% points of
/// their rows. `centre` carries the band and the circumstances; its values
/// move by the same factor or distance as the draw from the row's value.
pub fn draw(rng: &mut Generator, centre: &Model, assumptions: &Assumptions, profile: Profile) -> Model {
    let own = |key: &str| format!("{}.{key}", profile.name());
    let any = |key: &str| format!("employer.{key}");
    let mut size = |name: String| sized(rng, assumptions, &name);
    let slack = size(own("slack-median"));
    let cap = size(own("cap-median"));
    let concession = size(any("concession-median"));
    let withdrawal = size(own("withdrawal"));
    let slope = |rng: &mut Generator, name: &str| sloped(rng, assumptions, &any(name));
    let pull = slope(rng, "pull");
    let disengagement = slope(rng, "disengagement");
    let hazard_slope = slope(rng, "hazard-slope");
    let chance = |rng: &mut Generator, value: f64, prior: &str| {
        chance_around(rng, value, assumptions.value(&format!("prior.{prior}-strength")))
    };
    Model {
        fixed: chance(rng, centre.fixed, "fixed"),
        splits: chance(rng, centre.splits, "splits"),
        punitive: chance(rng, centre.punitive, "punitive"),
        patience: patience(rng, centre.patience, assumptions.value("prior.patience-strength")),
        slack_ln_median: centre.slack_ln_median + libm::log(slack),
        limit: match centre.limit {
            Limit::Policy { ln_median, sigma } => {
                Limit::Policy { ln_median: ln_median + libm::log(cap), sigma }
            }
            band => band,
        },
        concession_ln_median: centre.concession_ln_median + libm::log(concession),
        withdrawal: centre.withdrawal.map(|h| h * withdrawal),
        pull: centre.pull * pull,
        disengagement: centre.disengagement * disengagement,
        hazard_slope: centre.hazard_slope * hazard_slope,
        ..*centre
    }
}

/// A lognormal factor around 1 whose 90% range is that of the row.
fn sized(rng: &mut Generator, assumptions: &Assumptions, name: &str) -> f64 {
    let z = standard_normal(rng);
    let Some(row) = assumptions.get(name) else { return f64::NAN };
    if row.low <= 0.0 || row.high <= row.low {
        return 1.0;
    }
    libm::exp(z * libm::log(row.high / row.low) / (2.0 * Z95))
}

/// A normal factor around 1 whose 90% range is that of the row, never below 0.
fn sloped(rng: &mut Generator, assumptions: &Assumptions, name: &str) -> f64 {
    let z = standard_normal(rng);
    let Some(row) = assumptions.get(name) else { return f64::NAN };
    if row.value == 0.0 {
        return 1.0;
    }
    (1.0 + z * (row.high - row.low) / (2.0 * Z95 * row.value)).max(0.0)
}

/// A Beta draw with this mean, worth `strength` observations; certainties stay.
fn chance_around(rng: &mut Generator, mean: f64, strength: f64) -> f64 {
    if mean <= 0.0 || mean >= 1.0 {
        return mean;
    }
    beta(rng, mean * strength, (1.0 - mean) * strength)
}

/// A Dirichlet draw around the chances of one, two and three rounds.
fn patience(rng: &mut Generator, mean: [f64; 3], strength: f64) -> [f64; 3] {
    let parts = mean.map(|p| if p > 0.0 { gamma(rng, p * strength) } else { 0.0 });
    let sum: f64 = parts.iter().sum();
    if sum > 0.0 { parts.map(|part| part / sum) } else { mean }
}
