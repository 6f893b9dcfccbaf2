//! Market benchmarks: percentiles of one component of pay, and how far to trust them.

use std::cmp::Reverse;

use jiff::civil::Date;
use strum::{IntoStaticStr, VariantArray};

use super::Assumptions;
use crate::num::{Currency, Money};

/// Which part of pay a figure measures. Figures of different components are
/// never drawn or compared on one axis.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "lowercase")]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Component {
    /// Base salary.
    Base,
    /// Bonus.
    Bonus,
    /// Equity a year.
    Equity,
    /// Base, bonus and equity together.
    Total,
    /// What official surveys measure: base with commissions and production
    /// bonuses, without year-end bonus and stock. Neither base nor total.
    Wage,
}

impl Component {
    /// All of them, in the order of tables.
    pub const ALL: [Component; 5] =
        [Component::Base, Component::Bonus, Component::Equity, Component::Total, Component::Wage];

    /// The name in files and JSON.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// A published figure: exact, or only a lower bound because it was top-coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatValue {
    /// The figure.
    Exact(Money),
    /// "At least this much": never a number used in arithmetic.
    AtLeast(Money),
}

impl StatValue {
    /// The figure, where it is one.
    pub fn exact(self) -> Option<Money> {
        match self {
            StatValue::Exact(money) => Some(money),
            StatValue::AtLeast(_) => None,
        }
    }

    /// The figure or its bound.
    pub fn bound(self) -> Money {
        match self {
            StatValue::Exact(money) | StatValue::AtLeast(money) => money,
        }
    }
}

/// One percentile: p in percent (10, 25, 50, …) and its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PercentilePoint {
    /// In percent, 1 to 99.
    pub p: u8,
    /// The pay there.
    pub value: StatValue,
}

/// Why a list of percentiles is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PercentilesError {
    /// There is not one.
    Empty,
    /// A higher percentile has lower pay: the two of them.
    NotAscending(u8, u8),
}

/// Percentiles in ascending order, at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Percentiles(pub(super) Vec<PercentilePoint>);

impl Percentiles {
    /// The points, sorted by p.
    ///
    /// # Errors
    /// [`PercentilesError`] when there is none or pay does not ascend.
    pub fn new(mut points: Vec<PercentilePoint>) -> Result<Self, PercentilesError> {
        points.sort_by_key(|point| point.p);
        if points.is_empty() {
            return Err(PercentilesError::Empty);
        }
        for pair in points.windows(2) {
            if pair[0].value.bound().amount() > pair[1].value.bound().amount() {
                return Err(PercentilesError::NotAscending(pair[0].p, pair[1].p));
            }
        }
        Ok(Percentiles(points))
    }

    /// The points in ascending order.
    pub fn points(&self) -> &[PercentilePoint] {
        &self.0
    }

    /// The value at p percent, where the benchmark has it.
    pub fn at(&self, p: u8) -> Option<StatValue> {
        self.0.iter().find(|point| point.p == p).map(|point| point.value)
    }
}

/// How far a benchmark can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Confidence {
    /// Too few to show.
    Withheld,
    /// n ≥ 5 from at least 3 companies.
    Low,
    /// n ≥ 10 from at least 3 companies.
    Medium,
    /// n ≥ 30 from at least 5 companies.
    High,
    /// Published percentiles of an official survey.
    Survey,
}

impl Confidence {
    /// The name in files and JSON.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The class of a figure by the people and companies behind it, at the
    /// thresholds of the assumptions `market.high-people` and so on.
    ///
    /// Where the number of companies is not known, the class is at most medium.
    pub fn of_sample(people: u64, companies: Option<u64>, assumptions: &Assumptions) -> Self {
        let reaches = |class: &str| {
            let least = |what: &str| assumptions.value(&format!("market.{class}-{what}"));
            let enough = |count: u64, least: f64| count as f64 >= least;
            enough(people, least("people"))
                && companies.is_none_or(|companies| enough(companies, least("companies")))
        };
        if companies.is_some() && reaches("high") {
            Confidence::High
        } else if reaches("medium") {
            Confidence::Medium
        } else if reaches("low") {
            Confidence::Low
        } else {
            Confidence::Withheld
        }
    }
}

/// One step from raw figures to the benchmark: a factor and its reason.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "adjustment"))]
pub struct Adjustment {
    /// What was done, such as "aged to 2026-05-04".
    pub what: String,
    /// What the figures were multiplied by.
    pub factor: f64,
    /// Why.
    pub why: String,
}

/// What a market pays for one component: percentiles with their provenance.
#[derive(Debug, Clone, PartialEq)]
pub struct Benchmark {
    /// Who measured it.
    pub source: String,
    /// One company, where it is of one.
    pub company: Option<String>,
    /// Job family or title.
    pub family: Option<String>,
    /// Level.
    pub level: Option<String>,
    /// Place.
    pub location: Option<String>,
    /// Currency of the figures.
    pub currency: Currency,
    /// What the figures measure.
    pub component: Component,
    /// The figures.
    pub percentiles: Percentiles,
    /// How many people are behind it.
    pub sample_size: Option<u64>,
    /// How many companies are behind it.
    pub companies: Option<u64>,
    /// The date of the data.
    pub as_of: Option<Date>,
    /// How far to trust it.
    pub confidence: Confidence,
    /// 95% interval of the median by order statistics.
    pub median_interval: Option<(Money, Money)>,
    /// What was done to the figures since they were raw.
    pub adjustments: Vec<Adjustment>,
    /// File and line, for the audit trail.
    pub origin: String,
}

impl Benchmark {
    /// The benchmarks of one component, the one to rely on first: by class of
    /// confidence, then by the people behind it, then the newer, then as listed.
    /// Those withheld are not among them.
    pub fn ranked(component: Component, market: &[Benchmark]) -> Vec<&Benchmark> {
        let shown = |b: &&Benchmark| b.component == component && b.confidence != Confidence::Withheld;
        let mut ranked: Vec<&Benchmark> = market.iter().filter(shown).collect();
        ranked.sort_by_key(|b| Reverse((b.confidence, b.sample_size, b.as_of)));
        ranked
    }

    /// The benchmark that every figure about a component is held against.
    pub fn best_for(component: Component, market: &[Benchmark]) -> Option<&Benchmark> {
        Benchmark::ranked(component, market).first().copied()
    }

    /// What base is held against in a table of its own: the benchmark of base;
    /// without any, that of wage, which holds more than base and is named beside it.
    pub fn beside_base(market: &[Benchmark]) -> Option<&Benchmark> {
        let of = |component| Benchmark::best_for(component, market);
        of(Component::Base).or_else(|| of(Component::Wage))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    fn point(p: u8, amount: i64) -> PercentilePoint {
        PercentilePoint { p, value: StatValue::Exact(Money::new(Decimal::from(amount), Currency::USD)) }
    }

    #[test]
    fn percentiles_ascend_by_construction() {
        let sorted = Percentiles::new(vec![point(75, 3), point(25, 1), point(50, 2)]).unwrap();
        assert_eq!(sorted.points().iter().map(|p| p.p).collect::<Vec<_>>(), [25, 50, 75]);
        assert_eq!(sorted.at(50), Some(point(50, 2).value));
        assert_eq!(Percentiles::new(vec![]), Err(PercentilesError::Empty));
        assert_eq!(
            Percentiles::new(vec![point(50, 2), point(75, 1)]),
            Err(PercentilesError::NotAscending(50, 75))
        );
    }

    #[test]
    fn one_benchmark_of_a_component_is_relied_on() {
        let of = |origin: &str, component, confidence, people, as_of: Option<&str>| Benchmark {
            source: "Survey".into(),
            company: None,
            family: None,
            level: None,
            location: None,
            currency: Currency::USD,
            component,
            percentiles: Percentiles::new(vec![point(50, 100)]).unwrap(),
            sample_size: people,
            companies: None,
            as_of: as_of.map(|day| day.parse().unwrap()),
            confidence,
            median_interval: None,
            adjustments: Vec::new(),
            origin: origin.into(),
        };
        let (base, wage) = (Component::Base, Component::Wage);
        let market = [
            of("low", base, Confidence::Low, Some(900), None),
            of("few", base, Confidence::High, Some(40), Some("2026-01-01")),
            of("old", base, Confidence::High, Some(50), Some("2024-01-01")),
            of("new", base, Confidence::High, Some(50), Some("2025-01-01")),
            of("same", base, Confidence::High, Some(50), Some("2025-01-01")),
            of("none", Component::Bonus, Confidence::Withheld, Some(3), None),
            of("wage", wage, Confidence::Survey, None, None),
        ];
        let names = |list: Vec<&Benchmark>| list.iter().map(|b| b.origin.clone()).collect::<Vec<_>>();
        assert_eq!(names(Benchmark::ranked(base, &market)), ["new", "same", "old", "few", "low"]);
        assert_eq!(Benchmark::best_for(Component::Bonus, &market), None);
        assert_eq!(Benchmark::beside_base(&market).unwrap().origin, "new");
        assert_eq!(Benchmark::beside_base(&market[5..]).unwrap().origin, "wage");
    }
}
