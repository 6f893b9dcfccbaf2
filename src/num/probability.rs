//! A probability, between 0 and 1 by construction.

/// A number between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Probability(f64);

impl Probability {
    /// The probability `p`; `None` outside 0 to 1 or when it is not a number.
    pub fn new(p: f64) -> Option<Self> {
        (0.0..=1.0).contains(&p).then_some(Probability(p))
    }

    /// The number.
    pub fn get(self) -> f64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_between_nought_and_one() {
        assert_eq!(Probability::new(0.25).map(Probability::get), Some(0.25));
        assert!(Probability::new(-0.01).is_none());
        assert!(Probability::new(1.01).is_none());
        assert!(Probability::new(f64::NAN).is_none());
    }
}
