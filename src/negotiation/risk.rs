//! How a person weighs a chance against a certainty: constant relative risk aversion.

use rust_decimal::prelude::ToPrimitive;

use crate::domain::Preferences;

/// Least share of the offer that is told apart: whoever may end with nothing at
/// all would refuse every risk, however small, and no figure would be finite.
const LEAST: f64 = 0.01;

/// Constant relative risk aversion over the yearly value that is ended with.
///
/// With x = 1 + gain, as a multiple of the offer's yearly value:
/// u(x) = (x^(1−γ) − 1)/(1−γ), and ln x for γ = 1. γ = 0 is neutral: a chance is
/// worth its mean. Savings, debts and other income are left out, so that γ is
/// about the pay alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RiskAttitude {
    aversion: f64,
}

impl RiskAttitude {
    /// With aversion γ; below 0 counts as 0.
    pub fn new(aversion: f64) -> Self {
        RiskAttitude { aversion: aversion.max(0.0) }
    }

    /// The attitude that the preferences state.
    pub fn of(preferences: &Preferences) -> Self {
        Self::new(preferences.risk_aversion.to_f64().unwrap_or(0.0))
    }

    /// γ.
    pub fn aversion(self) -> f64 {
        self.aversion
    }

    /// True where a chance is worth its mean.
    pub fn is_neutral(self) -> bool {
        self.aversion == 0.0
    }

    /// u of a gain over the offer.
    pub fn utility(self, gain: f64) -> f64 {
        if self.is_neutral() {
            return gain;
        }
        let (x, rest) = ((1.0 + gain).max(LEAST), 1.0 - self.aversion);
        if rest == 0.0 { libm::log(x) } else { (libm::pow(x, rest) - 1.0) / rest }
    }

    /// The certain gain that has this utility: the inverse of [`RiskAttitude::utility`].
    pub fn certain_gain(self, utility: f64) -> f64 {
        if self.is_neutral() {
            return utility;
        }
        let rest = 1.0 - self.aversion;
        let x = if rest == 0.0 { libm::exp(utility) } else { libm::pow(1.0 + rest * utility, 1.0 / rest) };
        x - 1.0
    }

    /// u′ at a gain: what a standard error of the utility is divided by to be one of the certain gain.
    pub fn slope(self, gain: f64) -> f64 {
        if self.is_neutral() { 1.0 } else { libm::pow((1.0 + gain).max(LEAST), -self.aversion) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_certainty_equivalent_of_a_toss_by_hand() {
        // Half a gain of .2, half nothing.
        let toss = |aversion: f64| {
            let of = RiskAttitude::new(aversion);
            of.certain_gain((of.utility(0.2) + of.utility(0.0)) / 2.0)
        };
        assert_eq!(toss(0.0), 0.1);
        // γ = 1: the geometric mean of 1.2 and 1. γ = 2: the harmonic mean.
        assert!((toss(1.0) - (1.2_f64.sqrt() - 1.0)).abs() < 1e-12);
        assert!((toss(2.0) - (2.0 / (1.0 / 1.2 + 1.0) - 1.0)).abs() < 1e-12);
        assert!(toss(5.0) < toss(2.0));
    }

    #[test]
    fn ending_with_nothing_stays_finite() {
        for aversion in [0.5, 1.0, 3.0, 10.0] {
            let of = RiskAttitude::new(aversion);
            assert!(of.utility(-1.0).is_finite());
            assert!((of.certain_gain(of.utility(-1.0)) + 0.99).abs() < 1e-9);
        }
    }

    #[test]
    fn the_slope_is_that_of_the_utility() {
        let of = RiskAttitude::new(3.0);
        let step = 1e-6;
        let by_hand = (of.utility(0.1 + step) - of.utility(0.1 - step)) / (2.0 * step);
        assert!((of.slope(0.1) - by_hand).abs() < 1e-8);
    }
}
