//! What the shares of an employer may be worth: a lognormal price, or a
//! mixture of what may become of a private company.
//!
//! Prices are relative to today's: 1 is the price on the first day.

use crate::num::normal;

/// How the price of one employer's shares moves.
#[derive(Debug, Clone, PartialEq)]
pub enum PriceModel {
    /// Shares trade: ln x(t) is normal with mean (μ − σ²/2)t and variance σ²t.
    Public(Lognormal),
    /// They do not: one of several outcomes, the same for all grants.
    Private(Mixture),
}

/// Geometric Brownian motion, drawn exactly at the dates that matter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lognormal {
    /// μ: E x(t) = e^(μt), t in years.
    pub drift: f64,
    /// σ: standard deviation of ln x(1).
    pub volatility: f64,
}

impl Lognormal {
    /// E x(t) = e^(μt).
    pub fn mean(self, t: f64) -> f64 {
        libm::exp(self.drift * t)
    }

    /// The quantile of x(t) at probability p.
    pub fn quantile(self, t: f64, p: f64) -> f64 {
        let centre = (self.drift - self.volatility * self.volatility / 2.0) * t;
        libm::exp(centre + self.volatility * libm::sqrt(t) * normal::inverse_cdf(p))
    }

    /// E max(x(t) − k, 0): the undiscounted value of Black and Scholes (1973),
    /// e^(μt)·Φ(d₁) − k·Φ(d₂), d₁ = (ln(1/k) + (μ + σ²/2)t)/(σ√t), d₂ = d₁ − σ√t.
    pub fn mean_above(self, k: f64, t: f64) -> f64 {
        let forward = self.mean(t);
        let width = self.volatility * libm::sqrt(t);
        if k <= 0.0 {
            return forward - k;
        }
        if width <= 0.0 {
            return (forward - k).max(0.0);
        }
        let d1 = libm::log(forward / k) / width + width / 2.0;
        forward * normal::cdf(d1) - k * normal::cdf(d1 - width)
    }
}

/// What may become of a private company.
#[derive(Debug, Clone, PartialEq)]
pub struct Mixture {
    /// (chance, multiple of today's value), worst first; the chances sum to 1.
    outcomes: Vec<(f64, f64)>,
    /// Share of a stake that later rounds take each year.
    pub dilution: f64,
    /// Years from the start until shares can become money.
    pub liquidity: f64,
}

impl Mixture {
    /// A mixture of outcomes; `None` unless the chances are none below 0, sum
    /// to 1, and the multiples are finite and not below 0.
    pub fn new(mut outcomes: Vec<(f64, f64)>, dilution: f64, liquidity: f64) -> Option<Self> {
        let sum: f64 = outcomes.iter().map(|(chance, _)| chance).sum();
        let sound = outcomes.iter().all(|(chance, multiple)| {
            (0.0..=1.0).contains(chance) && multiple.is_finite() && *multiple >= 0.0
        });
        // Chances come as percentages with a few decimals.
        const SLACK: f64 = 1e-9;
        let settled = (0.0..1.0).contains(&dilution) && liquidity >= 0.0 && liquidity.is_finite();
        if !(sound && settled && (sum - 1.0).abs() < SLACK) {
            return None;
        }
        outcomes.sort_by(|a, b| a.1.total_cmp(&b.1));
        Some(Mixture { outcomes, dilution, liquidity })
    }

    /// The same from figures whose chances may not sum to 1 (an overruled
    /// assumption): they are scaled until they do.
    pub fn normalized(mut outcomes: Vec<(f64, f64)>, dilution: f64, liquidity: f64) -> Self {
        let sum: f64 = outcomes.iter().map(|(chance, _)| chance).sum();
        for (chance, _) in &mut outcomes {
            *chance /= sum;
        }
        outcomes.sort_by(|a, b| a.1.total_cmp(&b.1));
        Mixture { outcomes, dilution, liquidity }
    }

    /// (chance, multiple of today's value), worst first.
    pub fn outcomes(&self) -> &[(f64, f64)] {
        &self.outcomes
    }

    /// Mean multiple before dilution; one minus it is the haircut.
    pub fn mean(&self) -> f64 {
        self.outcomes.iter().map(|(chance, multiple)| chance * multiple).sum()
    }

    /// The multiple at probability p: the worst outcomes come first.
    pub fn quantile(&self, p: f64) -> f64 {
        let mut reached = 0.0;
        for (chance, multiple) in &self.outcomes {
            reached += chance;
            if p < reached {
                return *multiple;
            }
        }
        self.outcomes.last().map_or(0.0, |(_, multiple)| *multiple)
    }

    /// What dilution leaves of a stake granted `granted` years after the start.
    pub fn kept(&self, granted: f64) -> f64 {
        libm::pow(1.0 - self.dilution, (self.liquidity - granted.max(0.0)).max(0.0))
    }

    /// E max(kept·m − k, 0) over the outcomes m.
    pub fn mean_above(&self, k: f64, kept: f64) -> f64 {
        self.outcomes.iter().map(|(chance, m)| chance * (kept * m - k).max(0.0)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lognormal_moments_and_quantiles() {
        let stock = Lognormal { drift: 0.07, volatility: 0.3 };
        assert!((stock.mean(2.0) - 0.14f64.exp()).abs() < 1e-15);
        let median = ((0.07 - 0.045) * 2.0f64).exp();
        assert!((stock.quantile(2.0, 0.5) - median).abs() < 1e-15);
        let p90 = ((0.07 - 0.045) * 2.0 + 0.3 * 2.0f64.sqrt() * 1.281_551_565_544_6).exp();
        assert!((stock.quantile(2.0, 0.9) - p90).abs() < 1e-12);
    }

    /// Hull, Options, Futures, and Other Derivatives, example 15.6: S = 42,
    /// K = 40, r = 10%, σ = 20%, half a year: the call is worth 4.76.
    #[test]
    fn the_textbook_option() {
        let stock = Lognormal { drift: 0.10, volatility: 0.20 };
        let call = 42.0 * stock.mean_above(40.0 / 42.0, 0.5) * (-0.05f64).exp();
        assert!((call - 4.759_422).abs() < 1e-6, "{call}");
        let certain = Lognormal { drift: 0.0, volatility: 0.0 };
        assert!((certain.mean_above(0.4, 3.0) - 0.6).abs() < 1e-15);
        assert_eq!(certain.mean_above(1.5, 3.0), 0.0);
        assert_eq!(stock.mean_above(0.0, 0.0), 1.0);
    }

    #[test]
    fn a_mixture_and_its_haircut() {
        let outcomes = vec![(0.30, 0.0), (0.25, 0.4), (0.30, 1.0), (0.15, 2.0)];
        let private = Mixture::new(outcomes, 0.0, 0.0).unwrap();
        assert!((private.mean() - 0.70).abs() < 1e-15);
        assert_eq!(
            [0.0, 0.29, 0.31, 0.54, 0.56, 0.86, 1.0].map(|p| private.quantile(p)),
            [0.0, 0.0, 0.4, 0.4, 1.0, 2.0, 2.0]
        );
        assert!((private.mean_above(0.5, 1.0) - (0.30 * 0.5 + 0.15 * 1.5)).abs() < 1e-15);
        assert!(Mixture::new(vec![(0.5, 1.0)], 0.0, 0.0).is_none());
        assert!(Mixture::new(vec![(1.0, -1.0)], 0.0, 0.0).is_none());
        assert!(Mixture::new(vec![(1.0, 1.0)], 1.0, 0.0).is_none());
    }

    #[test]
    fn dilution_works_from_the_grant_to_liquidity() {
        let private = Mixture::new(vec![(1.0, 1.0)], 0.1, 5.0).unwrap();
        assert!((private.kept(0.0) - 0.9f64.powi(5)).abs() < 1e-15);
        assert!((private.kept(3.0) - 0.81).abs() < 1e-15);
        assert_eq!(private.kept(7.0), 1.0);
    }
}
