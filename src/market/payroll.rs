//! A payroll against its pay bands: which band each person belongs to, where
//! pay stands in it, and what the levels come to.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::pay_position::{Circle, Stand, stand};
use crate::domain::{BandHolder, Employee, PayBand, fold_name, holding, natural_order};
use crate::num::{Currency, Money};

/// One person and what could be said.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// The person.
    pub employee: Employee,
    /// The band and where full-time pay stands in it, or why there is none.
    pub outcome: Result<InBand, NoBand>,
}

/// Where one person stands.
#[derive(Debug, Clone, PartialEq)]
pub struct InBand {
    /// The band.
    pub band: PayBand,
    /// Full-time pay in it.
    pub stand: Stand,
    /// What the person would have to get, at the share of full time worked, to
    /// reach the minimum; zero from the minimum on.
    pub to_minimum: Money,
}

/// Why a person is held against no band.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum NoBand {
    /// No band is of the person's level.
    Level,
    /// None of that level is of the person's company, place or job.
    Place,
    /// The bands of that level are in another currency.
    Currency,
    /// Several bands with different amounts fit.
    Several,
}

/// What one level comes to, in one currency.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelSummary {
    /// The level as the first person of it spells it; `None` for all levels together.
    pub level: Option<String>,
    /// Currency of pay and cost.
    pub currency: Currency,
    /// People held against a band.
    pub people: u64,
    /// Mean of pay ÷ midpoint, each person the same.
    pub mean_compa_ratio: Option<Decimal>,
    /// People paid below the minimum.
    pub below: u64,
    /// People paid above the maximum.
    pub above: u64,
    /// What a year more it costs to bring all of those below to their minimum.
    pub cost_to_minimum: Money,
}

/// Bands by level, so that a large payroll is placed quickly.
pub struct BandBook<'a> {
    by_level: BTreeMap<String, Vec<&'a PayBand>>,
    day: Option<Date>,
}

impl<'a> BandBook<'a> {
    /// The bands in force on a day; without a day the newest of each.
    pub fn new(bands: &'a [PayBand], day: Option<Date>) -> Self {
        let mut by_level: BTreeMap<String, Vec<&PayBand>> = BTreeMap::new();
        for band in bands {
            by_level.entry(fold_name(&band.level)).or_default().push(band);
        }
        BandBook { by_level, day }
    }

    /// Holds a person's full-time pay against the one band that fits.
    pub fn place(&self, employee: Employee) -> Placed {
        let outcome = self.band_of(&employee).map(|band| in_band(&employee, band));
        Placed { employee, outcome }
    }

    fn band_of(&self, employee: &Employee) -> Result<&'a PayBand, NoBand> {
        let level = self.by_level.get(&fold_name(&employee.level)).ok_or(NoBand::Level)?;
        let whom = BandHolder {
            company: employee.company.as_deref(),
            location: employee.location.as_deref(),
            title: employee.family.as_deref(),
            day: self.day,
        };
        let mut bands = holding(level.clone(), whom).map_err(|_| NoBand::Place)?;
        bands.retain(|band| band.currency() == employee.base.currency());
        let first = *bands.first().ok_or(NoBand::Currency)?;
        if bands.iter().any(|band| band.base != first.base) {
            return Err(NoBand::Several);
        }
        Ok(first)
    }
}

fn in_band(employee: &Employee, band: &PayBand) -> InBand {
    let pay = employee.full_time_base();
    let stand = stand(pay, Some(&band.base), None, 50.0);
    let missing = match stand.circle {
        Some(Circle::Green) => (band.base.min() - pay).times(employee.fte.unwrap_or(Decimal::ONE)),
        _ => Money::zero(pay.currency()),
    };
    InBand { band: band.clone(), stand, to_minimum: missing }
}

/// What each level comes to, in the order in which people order levels; then
/// all levels together, one line a currency.
pub fn summaries(placed: &[Placed]) -> Vec<LevelSummary> {
    let mut levels: BTreeMap<(Currency, String), Sum> = BTreeMap::new();
    let mut all: BTreeMap<Currency, Sum> = BTreeMap::new();
    for person in placed {
        let Ok(found) = &person.outcome else { continue };
        let currency = found.band.currency();
        let level = (currency, fold_name(&found.band.level));
        levels.entry(level).or_insert_with(|| Sum::new(Some(&found.band.level), currency)).add(found);
        all.entry(currency).or_insert_with(|| Sum::new(None, currency)).add(found);
    }
    let mut lines: Vec<LevelSummary> = levels.into_values().map(Sum::summary).collect();
    lines.sort_by(|one, other| {
        let level = |line: &LevelSummary| line.level.clone().unwrap_or_default();
        let currencies = one.currency.code().cmp(other.currency.code());
        currencies.then_with(|| natural_order(&level(one), &level(other)))
    });
    lines.extend(all.into_values().map(Sum::summary));
    lines
}

struct Sum {
    line: LevelSummary,
    ratios: Decimal,
    with_ratio: u64,
}

impl Sum {
    fn new(level: Option<&str>, currency: Currency) -> Self {
        let line = LevelSummary {
            level: level.map(str::to_owned),
            currency,
            people: 0,
            mean_compa_ratio: None,
            below: 0,
            above: 0,
            cost_to_minimum: Money::zero(currency),
        };
        Sum { line, ratios: Decimal::ZERO, with_ratio: 0 }
    }

    fn add(&mut self, found: &InBand) {
        self.line.people += 1;
        if let Some(ratio) = found.stand.compa_ratio {
            self.ratios = self.ratios.saturating_add(ratio);
            self.with_ratio += 1;
        }
        match found.stand.circle {
            Some(Circle::Green) => self.line.below += 1,
            Some(Circle::Red) => self.line.above += 1,
            None => {}
        }
        self.line.cost_to_minimum = self.line.cost_to_minimum + found.to_minimum;
    }

    fn summary(self) -> LevelSummary {
        let mean_compa_ratio = self.ratios.checked_div(Decimal::from(self.with_ratio));
        LevelSummary { mean_compa_ratio, ..self.line }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::PayRange;

    fn usd(amount: i64) -> Money {
        Money::new(amount.into(), Currency::USD)
    }

    fn band(level: &str, place: Option<&str>, (min, max): (i64, i64), from: Option<&str>) -> PayBand {
        PayBand {
            company: None,
            family: None,
            level: level.to_owned(),
            location: place.map(str::to_owned),
            base: PayRange::new(usd(min), None, usd(max)).unwrap(),
            bonus_target: None,
            bonus_max: None,
            equity: None,
            effective_date: from.map(|day| day.parse().unwrap()),
            origin: "bands.csv:2".into(),
        }
    }

    fn person(level: &str, base: i64, place: Option<&str>) -> Employee {
        Employee {
            id: "1".into(),
            name: None,
            level: level.to_owned(),
            base: usd(base),
            fte: None,
            location: place.map(str::to_owned),
            family: None,
            company: None,
            origin: "staff.csv:2".into(),
        }
    }

    #[test]
    fn the_sums_of_a_worked_payroll() {
        let bands = [band("L3", None, (64_000, 96_000), None), band("L4", None, (90_000, 110_000), None)];
        let book = BandBook::new(&bands, None);
        let half = Employee { fte: Some(Decimal::new(5, 1)), ..person("l-3", 30_000, None) };
        let placed: Vec<Placed> =
            [person("L3", 75_000, None), half, person("L3", 100_000, None), person("L4", 100_000, None)]
                .map(|person| book.place(person))
                .to_vec();
        // 75/80 = .9375; 60/80 = .75, of which half of 4,000 is missing; 100/80 = 1.25.
        let lines = summaries(&placed);
        assert_eq!(lines.len(), 3);
        assert_eq!((lines[0].people, lines[0].below, lines[0].above), (3, 1, 1));
        assert_eq!(lines[0].cost_to_minimum, usd(2_000));
        let mean = (Decimal::new(9375, 4) + Decimal::new(75, 2) + Decimal::new(125, 2)) / Decimal::from(3);
        assert_eq!(lines[0].mean_compa_ratio, Some(mean));
        assert_eq!((lines[2].level.as_deref(), lines[2].people), (None, 4));
        let first = placed[0].outcome.as_ref().unwrap().stand;
        assert_eq!(first.range_penetration.unwrap().to_string(), "0.34375");
    }

    #[test]
    fn a_person_without_one_band_is_told_why() {
        let bands = [
            band("L3", Some("Berlin"), (1, 2), None),
            band("L3", Some("Paris"), (3, 4), None),
            band("L5", None, (1, 2), Some("2025-01-01")),
            band("L5", None, (3, 4), Some("2026-01-01")),
        ];
        let why = |person| BandBook::new(&bands, None).place(person).outcome.unwrap_err();
        assert_eq!(why(person("L9", 1, None)), NoBand::Level);
        assert_eq!(why(person("L3", 1, None)), NoBand::Several);
        assert_eq!(why(person("L3", 1, Some("Rome"))), NoBand::Place);
        let euro = Employee { base: Money::new(1.into(), Currency::EUR), ..person("L3", 1, Some("Paris")) };
        assert_eq!(why(euro), NoBand::Currency);
        let min = |day: Option<&str>| {
            let day = day.map(|day| day.parse().unwrap());
            BandBook::new(&bands, day).place(person("L5", 1, None)).outcome.unwrap().band.base.min()
        };
        assert_eq!((min(None), min(Some("2025-06-01"))), (usd(3), usd(1)));
    }
}
