//! Parameters drawn from their priors: what we do not know about the world.

use super::gamma::{beta, standard_normal};
use super::streams::{Generator, open_uniform};
use crate::domain::{Assumption, Assumptions, Profile};
use crate::negotiation::{FirstAnswer, Further, Limit, Model};

/// The 95% point of the standard normal: an assumption's low and high are its
/// 5% and 95% points.
const Z95: f64 = 1.644_853_626_951_472_2;

/// The draws of one world.
pub struct World<'a> {
    rng: &'a mut Generator,
    assumptions: &'a Assumptions,
    profile: Profile,
    strength: f64,
}

impl<'a> World<'a> {
    /// A world whose parameters are drawn from the priors of these assumptions.
    pub fn new(rng: &'a mut Generator, assumptions: &'a Assumptions, profile: Profile) -> Self {
        World { rng, assumptions, profile, strength: assumptions.value("prior.strength") }
    }

    /// A model whose parameters are drawn.
    ///
    /// Chances are Beta around their value, medians and hazards lognormal, the rest
    /// normal (never below 0 where nothing below 0 makes sense), with the 5% and 95%
    /// points of their rows; the three log-odds of a further answer come together,
    /// with the covariance of their fit. `centre` carries the band, the market and
    /// the circumstances; its values move by the same factor or distance as the
    /// draw from the row's value. The order of the draws is part of their definition.
    pub fn model(&mut self, centre: &Model) -> Model {
        let factor = self.own("withdrawal").map_or(1.0, |row| self.times(&row));
        Model {
            fixed: self.chance(centre.fixed),
            slack_ln_median: centre.slack_ln_median
                + self.own("slack-median").map_or(0.0, |row| libm::log(self.times(&row))),
            limit: self.limit(centre.limit),
            pull: self.near("employer.pull", centre.pull),
            first: FirstAnswer {
                yes: self.chance(centre.first.yes),
                refusal: self.chance(centre.first.refusal),
                mean: self.near("employer.answer-mean", centre.first.mean),
                ..centre.first
            },
            further: self.further(&centre.further),
            withdrawal: centre.withdrawal.map(|hazard| hazard * factor),
            punitive: self.chance(centre.punitive),
            boldness: self.near(&format!("{}.boldness", self.profile.name()), centre.boldness),
            disengagement: self.near("employer.disengagement", centre.disengagement),
            hazard_slope: self.near("employer.hazard-slope", centre.hazard_slope),
            market_slope: self.near("employer.market-slope", centre.market_slope),
            ..*centre
        }
    }

    /// A number anywhere between the ends of a row.
    pub fn between(&mut self, name: &str) -> f64 {
        let u = open_uniform(self.rng);
        self.assumptions.get(name).map_or(f64::NAN, |row| row.low + u * (row.high - row.low))
    }

    fn own(&self, key: &str) -> Option<Assumption> {
        self.assumptions.get(&format!("{}.{key}", self.profile.name())).cloned()
    }

    fn limit(&mut self, centre: Limit) -> Limit {
        match centre {
            Limit::Policy { ln_median, sigma } => {
                let median = libm::exp(ln_median);
                let name = format!("{}.cap-median", self.profile.name());
                // No policy is quite nothing: a logarithm needs something to stand on.
                let drawn = self.near(&name, median).max(median / 100.0);
                Limit::Policy { ln_median: libm::log(drawn), sigma }
            }
            Limit::Band {
                room,
                middle,
                midpoint_limit,
                midpoint_spread,
                exception_chance,
                exception_size,
            } => Limit::Band {
                room,
                middle,
                midpoint_limit: self.chance(midpoint_limit),
                midpoint_spread: self.near("employer.midpoint-spread", midpoint_spread),
                exception_chance,
                exception_size,
            },
        }
    }

    /// The log-odds of a further answer: three from the fit, together, and δ.
    fn further(&mut self, centre: &Further) -> Further {
        let z: [f64; 3] = std::array::from_fn(|_| standard_normal(self.rng));
        let correlation = |pair: &str| self.assumptions.value(&format!("further.{pair}"));
        let mixed =
            correlated(z, correlation("base-answer"), correlation("base-share"), correlation("answer-share"));
        let sd = |name: &str| self.assumptions.get(name).map_or(0.0, spread);
        Further {
            base: centre.base + mixed[0] * sd("further.base"),
            answer: centre.answer + mixed[1] * sd("further.answer"),
            share: centre.share + mixed[2] * sd("further.share"),
            shift: centre.shift + standard_normal(self.rng) * sd("further.employers"),
            ..*centre
        }
    }

    /// A lognormal factor around 1 whose 90% range is that of the row.
    fn times(&mut self, row: &Assumption) -> f64 {
        let z = standard_normal(self.rng);
        if row.low <= 0.0 || row.high <= row.low {
            return 1.0;
        }
        libm::exp(z * libm::log(row.high / row.low) / (2.0 * Z95))
    }

    /// A normal draw around `centre`, as much wider or narrower than the row's range as
    /// `centre` is larger or smaller than its value; never below 0.
    fn near(&mut self, name: &str, centre: f64) -> f64 {
        let z = standard_normal(self.rng);
        match self.assumptions.get(name) {
            Some(row) if row.value != 0.0 => (centre * (1.0 + z * spread(row) / row.value)).max(0.0),
            _ => centre,
        }
    }

    /// A Beta draw with this mean; certainties stay.
    fn chance(&mut self, mean: f64) -> f64 {
        if mean <= 0.0 || mean >= 1.0 {
            return mean;
        }
        beta(self.rng, mean * self.strength, (1.0 - mean) * self.strength)
    }
}

/// The standard deviation of a row whose ends are its 5% and 95% points.
fn spread(row: &Assumption) -> f64 {
    (row.high - row.low) / (2.0 * Z95)
}

/// Three standard normals with these correlations (of the first and second, the
/// first and third, the second and third), by their Cholesky factor.
fn correlated(z: [f64; 3], first_second: f64, first_third: f64, second_third: f64) -> [f64; 3] {
    let second = libm::sqrt((1.0 - first_second * first_second).max(0.0));
    let cross = if second > 0.0 { (second_third - first_second * first_third) / second } else { 0.0 };
    let rest = libm::sqrt((1.0 - first_third * first_third - cross * cross).max(0.0));
    [z[0], first_second * z[0] + second * z[1], first_third * z[0] + cross * z[1] + rest * z[2]]
}
