//! The parameters of one negotiation, after profile, band and circumstances.

use super::{Circumstances, Room};
use crate::domain::{Assumptions, Profile};
use crate::num::beta::logistic;

/// What limits the employer: c.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Limit {
    /// No band is known: a policy of unknown size, lognormal.
    Policy {
        /// Logarithm of the median.
        ln_median: f64,
        /// Standard deviation of the logarithm.
        sigma: f64,
    },
    /// A pay band is known.
    Band {
        /// Room ρ to the band's maximum.
        room: f64,
        /// Room m to the band's middle, below 0 where the offer lies above it.
        middle: f64,
        /// ℓ: chance that the manager's own approval ends around the middle.
        midpoint_limit: f64,
        /// How far around it: standard deviation as a share of ρ − m.
        midpoint_spread: f64,
        /// Chance of an exception above the band.
        exception_chance: f64,
        /// Size of that exception.
        exception_size: f64,
    },
}

/// A written alternative.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rival {
    /// By how much it is better: k, as a fraction of the offer; below 0 where it is worse.
    pub gain: f64,
    /// Chance that an employer whose limit lies below k > 0 matches it.
    pub match_chance: f64,
}

/// What the first answer is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FirstAnswer {
    /// q: chance of a yes at once to an ask within the limit.
    pub yes: f64,
    /// z: chance of a no first although they could move.
    pub refusal: f64,
    /// Mean of g, the answer as a share of the ask before the limit.
    pub mean: f64,
    /// How many observations g's Beta distribution is worth.
    pub strength: f64,
}

/// Whether and how far they move at a further ask: a logistic fit on what
/// people do at a table, shifted for employers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Further {
    /// The log-odds where nothing was answered and nothing is given up.
    pub base: f64,
    /// For the whole of the opening ask answered.
    pub answer: f64,
    /// For the whole of the gap given up.
    pub share: f64,
    /// δ: what is added for employers.
    pub shift: f64,
    /// Chance that a move reaches the ask.
    pub settles: f64,
    /// The least share of the gap of any other move.
    pub least: f64,
}

impl Further {
    /// The chance that who could move does so, when `answered` of the opening
    /// ask stands and `given` of the gap between them is given up now:
    /// 1/(1 + exp(−(base + answer·r/a₁ + share·(a′ − a)/(a′ − r) + δ))).
    pub fn chance(&self, answered: f64, given: f64) -> f64 {
        logistic(self.base + self.answer * answered + self.share * given.clamp(0.0, 1.0) + self.shift)
    }
}

/// Every parameter of the model of one negotiation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Model {
    /// φ: chance that pay is fixed.
    pub fixed: f64,
    /// Logarithm of the median slack s, before the market.
    pub slack_ln_median: f64,
    /// Standard deviation of ln s.
    pub slack_sigma: f64,
    /// ln(offer / market median), within its bounds; 0 where no market is known.
    pub market_position: f64,
    /// How much ln s falls for each unit of it.
    pub market_slope: f64,
    /// What limits it: c.
    pub limit: Limit,
    /// The first answer.
    pub first: FirstAnswer,
    /// Every further answer.
    pub further: Further,
    /// Share of punitive employers.
    pub punitive: f64,
    /// h of an ordinary and of a punitive employer.
    pub withdrawal: [f64; 2],
    /// κ: what counts as bold.
    pub boldness: f64,
    /// w₀: pull of the opening ask.
    pub pull: f64,
    /// a_h: the ask at which the pull has halved.
    pub pull_half_point: f64,
    /// a_safe: asks up to this are not bold.
    pub safe_zone: f64,
    /// Boldness beyond this adds nothing.
    pub saturation: f64,
    /// d: disengagement per boldness.
    pub disengagement: f64,
    /// Slope of the hazard in boldness.
    pub hazard_slope: f64,
    /// Factor of the hazard for each further counter.
    pub hazard_repeat: f64,
    /// A smaller gain counts as held.
    pub held_below: f64,
    /// H: what circumstances multiply disengagement and withdrawal by.
    pub hazard: f64,
    /// A written alternative.
    pub rival: Option<Rival>,
}

impl Model {
    /// The model of a profile with the central values of the assumptions,
    /// neutral circumstances, no band and no market.
    pub fn of_profile(assumptions: &Assumptions, profile: Profile) -> Self {
        let own = |key: &str| assumptions.value(&format!("{}.{key}", profile.name()));
        let any = |key: &str| assumptions.value(&format!("employer.{key}"));
        Model {
            fixed: own("fixed"),
            slack_ln_median: libm::log(own("slack-median")),
            slack_sigma: own("slack-sigma"),
            market_position: 0.0,
            market_slope: any("market-slope"),
            limit: Limit::Policy { ln_median: libm::log(own("cap-median")), sigma: own("cap-sigma") },
            first: FirstAnswer {
                yes: any("yes"),
                refusal: any("first-no"),
                mean: any("answer-mean"),
                strength: any("answer-strength"),
            },
            further: further(assumptions),
            punitive: any("punitive"),
            withdrawal: [own("withdrawal"), own("withdrawal-punitive")],
            boldness: own("boldness"),
            pull: any("pull"),
            pull_half_point: any("pull-half-point"),
            safe_zone: any("safe-zone"),
            saturation: any("saturation"),
            disengagement: any("disengagement"),
            hazard_slope: any("hazard-slope"),
            hazard_repeat: any("hazard-repeat"),
            held_below: any("held-below"),
            hazard: 1.0,
            rival: None,
        }
    }

    /// The same model inside a known band: ρ to its maxima, m to its middles.
    #[must_use]
    pub fn with_band(self, assumptions: &Assumptions, profile: Profile, room: f64, middle: f64) -> Self {
        let limit = Limit::Band {
            room,
            middle,
            midpoint_limit: assumptions.value(&format!("{}.midpoint-limit", profile.name())),
            midpoint_spread: assumptions.value("employer.midpoint-spread"),
            exception_chance: assumptions.value("employer.exception-chance"),
            exception_size: assumptions.value("employer.exception-size"),
        };
        Model { limit, ..self }
    }

    /// The same model inside the band that `room` knows, if it knows one.
    #[must_use]
    pub fn with_room(self, assumptions: &Assumptions, profile: Profile, room: &Room) -> Self {
        match room.of_band() {
            Some((whole, middle)) => self.with_band(assumptions, profile, whole, middle),
            None => self,
        }
    }

    /// The same model in a market whose median the offer lies `position` above,
    /// as ln(offer / median): an offer below it leaves more to give.
    #[must_use]
    pub fn with_market(self, assumptions: &Assumptions, position: Option<f64>) -> Self {
        let most = assumptions.value("employer.market-most");
        Model { market_position: position.unwrap_or(0.0).clamp(-most, most), ..self }
    }

    /// The same model under these circumstances, each multiplying what it acts on.
    #[must_use]
    pub fn under(mut self, circumstances: &Circumstances) -> Self {
        for effect in circumstances.effects() {
            self.fixed = (self.fixed * effect.fixed).clamp(0.0, 1.0);
            self.slack_ln_median += effect.slack_ln;
            self.pull *= effect.pull;
            self.hazard *= effect.hazard;
        }
        self.rival = circumstances.rival();
        self
    }

    /// ln of the median slack, the market counted in.
    pub fn slack_ln(&self) -> f64 {
        self.slack_ln_median - self.market_slope * self.market_position
    }

    /// k where the written alternative is the better one, else 0.
    pub fn rival_gain(&self) -> f64 {
        self.rival.map_or(0.0, |rival| rival.gain.max(0.0))
    }

    /// over(a) = clamp((a − max(k, 0))/κ − a_safe, 0, saturation): how bold an ask is.
    pub fn boldness_of(&self, ask: f64) -> f64 {
        ((ask - self.rival_gain()) / self.boldness - self.safe_zone).clamp(0.0, self.saturation)
    }

    /// w = w₀ / (1 + (a₁/a_h)²): how far an opening ask pulls the limit toward it, on average.
    pub fn pull_of(&self, opening: f64) -> f64 {
        let relative = opening / self.pull_half_point;
        self.pull / (1.0 + relative * relative)
    }

    /// Chance that the employer stops listening: 1 − exp(−d·H·over(a₁)).
    pub fn disengagement_of(&self, opening: f64) -> f64 {
        -libm::expm1(-self.disengagement * self.hazard * self.boldness_of(opening))
    }

    /// Chance that the offer is withdrawn at counter `round` (from 0) with this ask:
    /// 1 − exp(−h·H·min(1, a/(κ·a_safe))·exp(slope·over(a))·repeat^round).
    pub fn withdrawal_of(&self, ask: f64, round: usize, punitive: bool) -> f64 {
        let size = (ask / (self.boldness * self.safe_zone)).min(1.0);
        let bold = libm::exp(self.hazard_slope * self.boldness_of(ask));
        let repeat = libm::pow(self.hazard_repeat, round as f64);
        -libm::expm1(-self.withdrawal[usize::from(punitive)] * self.hazard * size * bold * repeat)
    }
}

fn further(assumptions: &Assumptions) -> Further {
    let of = |key: &str| assumptions.value(&format!("further.{key}"));
    Further {
        base: of("base"),
        answer: of("answer"),
        share: of("share"),
        shift: of("employers"),
        settles: of("settles"),
        least: of("least"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chance_of_a_further_move_by_hand() {
        let further =
            Further { base: -0.03, answer: 1.06, share: 2.68, shift: -1.2, settles: 0.55, least: 0.2 };
        // Half the ask stands, a quarter of the gap is given: −.03 + .53 + .67 − 1.2 = −.03.
        assert!((further.chance(0.5, 0.25) - 1.0 / (1.0 + 0.03_f64.exp())).abs() < 1e-12);
        let at_a_table = Further { shift: 0.0, ..further };
        assert!((at_a_table.chance(0.0, 0.0) - 1.0 / (1.0 + 0.03_f64.exp())).abs() < 1e-12);
        assert_eq!(further.chance(0.5, 7.0), further.chance(0.5, 1.0));
    }
}
