//! The thresholds by which a benchmark is trusted, withheld or remarked on.

use crate::domain::{Assumptions, Confidence};

/// Floors and thresholds, read from the assumptions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rules {
    /// Least n and least companies for high, medium and low confidence.
    floors: [(f64, f64); 3],
    /// An amount this many times above or below the median of its group is implausible.
    pub implausible_factor: f64,
    /// How far the parts may differ from the total, as a fraction of it.
    pub parts_tolerance: f64,
    /// One company with more than this share is said aloud.
    pub dominant_share: f64,
    /// Months after which a row counts half, when newer rows count more.
    pub half_life_months: f64,
}

impl Rules {
    /// The rules as the assumptions state them.
    pub fn from(assumptions: &Assumptions) -> Self {
        let value = |name: &str| assumptions.value(&format!("market.{name}"));
        let floor = |class: &str| (value(&format!("{class}-people")), value(&format!("{class}-companies")));
        Rules {
            floors: [floor("high"), floor("medium"), floor("low")],
            implausible_factor: value("implausible-factor"),
            parts_tolerance: value("parts-tolerance"),
            dominant_share: value("dominant-share"),
            half_life_months: value("half-life-months"),
        }
    }

    /// The class of a sample; without a count of companies none above medium.
    /// Where one company was asked for, the number of companies says nothing.
    pub fn class(&self, n: u64, companies: Option<u64>, one_company_asked: bool) -> Confidence {
        let enough = |(least_n, least_companies): (f64, f64)| {
            n as f64 >= least_n
                && (one_company_asked || companies.is_none_or(|c| c as f64 >= least_companies))
        };
        let classes = [Confidence::High, Confidence::Medium, Confidence::Low];
        let found = classes.into_iter().zip(self.floors).find(|(_, floor)| enough(*floor));
        match found.map(|(class, _)| class) {
            Some(Confidence::High) if companies.is_none() && !one_company_asked => Confidence::Medium,
            Some(class) => class,
            None => Confidence::Withheld,
        }
    }

    /// Why a sample is withheld.
    pub fn why_withheld(&self, n: u64, companies: Option<u64>) -> String {
        let (least_n, least_companies) = self.floors[2];
        if (n as f64) < least_n {
            format!("n {n} is below the floor of {least_n}")
        } else {
            let have = companies.unwrap_or_default();
            format!(
                "{have} {} below the floor of {least_companies}",
                if have == 1 { "company is" } else { "companies are" }
            )
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use Confidence::{High, Low, Medium, Withheld};

    pub fn rules() -> Rules {
        Rules {
            floors: [(30.0, 5.0), (10.0, 3.0), (5.0, 3.0)],
            implausible_factor: 10.0,
            parts_tolerance: 0.0,
            dominant_share: 0.25,
            half_life_months: 24.0,
        }
    }

    #[test]
    fn classes_by_people_and_companies() {
        for (n, companies, class) in [
            (30, Some(5), High),
            (29, Some(5), Medium),
            (1_000, Some(4), Medium),
            (10, Some(3), Medium),
            (9, Some(3), Low),
            (5, Some(3), Low),
            (4, Some(4), Withheld),
            (1_000, Some(2), Withheld),
            (1_000, None, Medium),
        ] {
            assert_eq!(rules().class(n, companies, false), class, "{n} {companies:?}");
        }
        assert_eq!(rules().class(984, Some(1), true), High);
        assert_eq!(rules().why_withheld(4, Some(4)), "n 4 is below the floor of 5");
        assert_eq!(rules().why_withheld(40, Some(1)), "1 company is below the floor of 3");
    }
}
