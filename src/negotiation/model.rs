//! The parameters of one negotiation, after profile, band and circumstances.

use super::{Circumstances, Room};
use crate::domain::{Assumptions, Profile};

/// What limits the employer's slack.
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
        /// Room r to the band's maximum.
        room: f64,
        /// Room m to the band's midpoint.
        middle: f64,
        /// Chance that approval ends at the midpoint.
        midpoint_limit: f64,
        /// Chance of an exception above the band.
        exception_chance: f64,
        /// Size of that exception.
        exception_size: f64,
    },
}

/// A written competing offer better than this one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rival {
    /// By how much it is better: k, as a fraction of the offer.
    pub gain: f64,
    /// Chance that an employer whose limit lies below k matches it.
    pub match_chance: f64,
}

/// Every parameter of the model of one negotiation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Model {
    /// φ: chance that pay is fixed.
    pub fixed: f64,
    /// Logarithm of the median slack s.
    pub slack_ln_median: f64,
    /// Standard deviation of ln s.
    pub slack_sigma: f64,
    /// What limits it: c.
    pub limit: Limit,
    /// Logarithm of the median concession exponent β.
    pub concession_ln_median: f64,
    /// Standard deviation of ln β.
    pub concession_sigma: f64,
    /// What a warm tone multiplies α by.
    pub concession_factor: f64,
    /// Chances of one, two and three rounds of patience T.
    pub patience: [f64; 3],
    /// Chance that the employer splits the difference.
    pub splits: f64,
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
    /// Share of the opening ask that must be conceded for full reciprocity.
    pub reciprocity: f64,
    /// A smaller gain counts as held.
    pub held_below: f64,
    /// H: what circumstances multiply disengagement and withdrawal by.
    pub hazard: f64,
    /// A written competing offer.
    pub rival: Option<Rival>,
}

impl Model {
    /// The model of a profile with the central values of the assumptions,
    /// neutral circumstances and no band.
    pub fn of_profile(assumptions: &Assumptions, profile: Profile) -> Self {
        let own = |key: &str| assumptions.value(&format!("{}.{key}", profile.name()));
        let any = |key: &str| assumptions.value(&format!("employer.{key}"));
        Model {
            fixed: own("fixed"),
            slack_ln_median: libm::log(own("slack-median")),
            slack_sigma: own("slack-sigma"),
            limit: Limit::Policy { ln_median: libm::log(own("cap-median")), sigma: own("cap-sigma") },
            concession_ln_median: libm::log(any("concession-median")),
            concession_sigma: any("concession-sigma"),
            concession_factor: 1.0,
            patience: [any("patience-1"), any("patience-2"), any("patience-3")],
            splits: any("splits"),
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
            reciprocity: any("reciprocity"),
            held_below: any("held-below"),
            hazard: 1.0,
            rival: None,
        }
    }

    /// The same model inside a known band with this room.
    #[must_use]
    pub fn with_band(self, assumptions: &Assumptions, profile: Profile, room: f64, middle: f64) -> Self {
        let limit = Limit::Band {
            room,
            middle,
            midpoint_limit: assumptions.value(&format!("{}.midpoint-limit", profile.name())),
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

    /// The same model under these circumstances, each multiplying what it acts on.
    #[must_use]
    pub fn under(mut self, circumstances: &Circumstances) -> Self {
        for circumstance in circumstances.iter() {
            self.fixed = (self.fixed * circumstance.fixed).clamp(0.0, 1.0);
            self.slack_ln_median += circumstance.slack_ln;
            self.pull *= circumstance.pull;
            self.hazard *= circumstance.hazard;
            self.concession_factor *= circumstance.concession;
        }
        self.rival = circumstances.rival();
        self
    }

    /// over(a) = clamp(a/κ − a_safe, 0, saturation): how bold an ask is.
    pub fn boldness_of(&self, ask: f64) -> f64 {
        (ask / self.boldness - self.safe_zone).clamp(0.0, self.saturation)
    }

    /// w = w₀ / (1 + (a₁/a_h)²): how far an opening ask pulls the limit toward it.
    pub fn pull_of(&self, opening: f64) -> f64 {
        let relative = opening / self.pull_half_point;
        self.pull / (1.0 + relative * relative)
    }

    /// Chance that the employer stops listening: 1 − exp(−d·H·over(a₁)).
    pub fn disengagement_of(&self, opening: f64) -> f64 {
        -libm::expm1(-self.disengagement * self.hazard * self.boldness_of(opening))
    }

    /// Chance that the offer is withdrawn at counter `round` (from 0) with this ask:
    /// 1 − exp(−h·H·min(1, a/(κ·a_safe))·exp(3·over(a))·1.3^round).
    pub fn withdrawal_of(&self, ask: f64, round: usize, punitive: bool) -> f64 {
        let size = (ask / (self.boldness * self.safe_zone)).min(1.0);
        let bold = libm::exp(self.hazard_slope * self.boldness_of(ask));
        let repeat = libm::pow(self.hazard_repeat, round as f64);
        -libm::expm1(-self.withdrawal[usize::from(punitive)] * self.hazard * size * bold * repeat)
    }
}
