//! The beta distribution on portable transcendentals, as a table that is read
//! many times: its quantiles, its distribution function and its density.

/// Knots of the table.
const KNOTS: usize = 1_025;

/// The table ends these many units of 1/shape (the exponential tails) and of
/// the standard deviation (the middle) away from the mode: less than a
/// hundred-millionth of the mass lies beyond.
const REACH: [f64; 2] = [18.0, 6.0];

/// No shape is smaller: below it all mass lies at the ends of what a number can tell.
const LEAST_SHAPE: f64 = 1e-2;

/// A beta distribution, worked out once: Beta(mean · strength, (1 − mean) · strength).
///
/// With t = ln(x/(1 − x)) its density over t is x^a (1 − x)^b / B(a, b), smooth
/// and vanishing at both ends whatever the shapes are. The distribution function
/// is its integral by the trapezoidal rule with the correction of Euler and
/// Maclaurin, read in straight pieces over t; its error is below 5e-5 for shapes
/// of a few units.
#[derive(Debug, Clone)]
pub struct Beta {
    shapes: [f64; 2],
    /// ln B(a, b).
    ln_scale: f64,
    /// t of the first knot, and from one knot to the next.
    from: f64,
    step: f64,
    /// The distribution function at the knots.
    below: Vec<f64>,
    /// Where all of it lies, for a mean of 0 or 1.
    certain: Option<f64>,
}

impl Beta {
    /// The distribution with this mean, worth `strength` observations. A mean at
    /// or beyond 0 or 1 is certain.
    pub fn new(mean: f64, strength: f64) -> Self {
        let shapes = [mean, 1.0 - mean].map(|share| (share * strength).max(LEAST_SHAPE));
        let certain = (!(mean > 0.0 && mean < 1.0)).then_some(if mean >= 1.0 { 1.0 } else { 0.0 });
        let [a, b] = shapes;
        let (mode, sd) = (libm::log(a / b), libm::sqrt(1.0 / a + 1.0 / b));
        let (from, to) = (mode - REACH[0] / a - REACH[1] * sd, mode + REACH[0] / b + REACH[1] * sd);
        let step = (to - from) / (KNOTS - 1) as f64;
        let mut beta = Beta { shapes, ln_scale: 0.0, from, step, below: Vec::new(), certain };
        // The largest value of the integrand keeps the sums within range.
        let peak = beta.over_t(mode).1;
        beta.ln_scale = peak;
        beta.integrate();
        beta.ln_scale = peak + libm::log(beta.below[KNOTS - 1]);
        let whole = beta.below[KNOTS - 1];
        beta.below.iter_mut().for_each(|below| *below /= whole);
        beta
    }

    /// The quantile function: the value below which a share `p` lies.
    pub fn quantile(&self, p: f64) -> f64 {
        self.quantile_before(self.below.partition_point(|&below| below <= p), p)
    }

    /// The quantile function for shares that only grow from one call to the next.
    pub fn ascending_quantile(&self) -> impl FnMut(f64) -> f64 {
        let mut knot = 0;
        move |p| {
            knot += self.below[knot..].iter().take_while(|&&below| below <= p).count();
            self.quantile_before(knot, p)
        }
    }

    /// The quantile function where `knot` is the first with more than `p` below it.
    fn quantile_before(&self, knot: usize, p: f64) -> f64 {
        if let Some(certain) = self.certain {
            return certain;
        }
        let right = knot.clamp(1, KNOTS - 1);
        let (low, high) = (self.below[right - 1], self.below[right]);
        let along = if high > low { ((p - low) / (high - low)).clamp(0.0, 1.0) } else { 0.0 };
        logistic(self.from + (right as f64 - 1.0 + along) * self.step)
    }

    /// The distribution function: the share at or below `x`.
    pub fn cdf(&self, x: f64) -> f64 {
        if let Some(certain) = self.certain {
            return f64::from(x >= certain);
        }
        if x <= 0.0 || x >= 1.0 {
            return f64::from(x >= 1.0);
        }
        let at = ((libm::log(x / (1.0 - x)) - self.from) / self.step).clamp(0.0, (KNOTS - 1) as f64);
        let left = (at as usize).min(KNOTS - 2);
        self.below[left] + (at - left as f64) * (self.below[left + 1] - self.below[left])
    }

    /// The density at `x`; 0 outside of 0 to 1, and where all of it lies at one point.
    pub fn density(&self, x: f64) -> f64 {
        if self.certain.is_some() || x <= 0.0 || x >= 1.0 {
            return 0.0;
        }
        let [a, b] = self.shapes;
        libm::exp((a - 1.0) * libm::log(x) + (b - 1.0) * libm::log(1.0 - x) - self.ln_scale)
    }

    /// x at t, and ln of x^a (1 − x)^b over its scale; the two logarithms by way of t,
    /// so that neither end loses its digits: ln x = −softplus(−t), ln (1 − x) = −softplus(t).
    fn over_t(&self, t: f64) -> (f64, f64) {
        let [a, b] = self.shapes;
        let (small, near) = (libm::exp(-t.abs()), if t >= 0.0 { [a, b] } else { [b, a] });
        // What is nearer to 1 has softplus(−|t|), the other |t| more.
        let softplus = libm::log1p(small);
        let ln = -near[0] * softplus - near[1] * (softplus + t.abs());
        (logistic_of(t, small), ln - self.ln_scale)
    }

    fn integrate(&mut self) {
        let [a, b] = self.shapes;
        let knot = |i: usize| {
            let t = self.from + i as f64 * self.step;
            let (x, ln_density) = self.over_t(t);
            let density = libm::exp(ln_density);
            (density, density * (a * (1.0 - x) - b * x))
        };
        let mut below = vec![0.0; KNOTS];
        let mut left = knot(0);
        for i in 1..KNOTS {
            let right = knot(i);
            let piece =
                self.step / 2.0 * (left.0 + right.0) + self.step * self.step / 12.0 * (left.1 - right.1);
            below[i] = below[i - 1] + piece.max(0.0);
            left = right;
        }
        self.below = below;
    }
}

/// 1/(1 + e⁻ᵗ).
pub fn logistic(t: f64) -> f64 {
    logistic_of(t, libm::exp(-t.abs()))
}

/// The same where e^−|t| is known.
fn logistic_of(t: f64, small: f64) -> f64 {
    if t >= 0.0 { 1.0 / (1.0 + small) } else { small / (1.0 + small) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{Beta as Reference, Continuous, ContinuousCDF};

    #[test]
    fn quantiles_shares_and_densities_are_those_of_the_distribution() {
        for (mean, strength, allowed) in [(0.52, 4.5, 5e-5), (0.15, 20.0, 5e-5), (0.5, 0.8, 1e-3)] {
            let beta = Beta::new(mean, strength);
            let reference = Reference::new(mean * strength, (1.0 - mean) * strength).unwrap();
            for i in 1..100 {
                let p = f64::from(i) / 100.0;
                let x = beta.quantile(p);
                assert!((reference.cdf(x) - p).abs() < allowed, "{mean} {strength} at {p}: {x}");
                assert!((beta.cdf(x) - p).abs() < allowed);
                assert!((beta.density(x) / reference.pdf(x) - 1.0).abs() < allowed, "{x}");
            }
        }
    }

    #[test]
    fn the_ends_stay_in_range() {
        for (mean, strength) in [(0.52, 4.5), (0.99, 4.5), (0.001, 1.0), (0.5, 1e6), (0.5, 0.0)] {
            let beta = Beta::new(mean, strength);
            let quantiles: Vec<f64> =
                (0..1_000).map(|i| beta.quantile((f64::from(i) + 0.5) / 1_000.0)).collect();
            assert!(quantiles.iter().all(|x| (0.0..=1.0).contains(x)), "{mean} {strength}");
            assert!(quantiles.windows(2).all(|pair| pair[0] <= pair[1]));
        }
        assert_eq!(Beta::new(0.0, 4.5).quantile(0.3), 0.0);
        assert_eq!((Beta::new(1.0, 4.5).quantile(0.3), Beta::new(1.0, 4.5).cdf(0.5)), (1.0, 0.0));
    }

    #[test]
    fn the_logistic_function_by_hand() {
        assert_eq!(logistic(0.0), 0.5);
        assert!((logistic(libm::log(3.0)) - 0.75).abs() < 1e-15 && logistic(-1e3) == 0.0);
    }
}
