//! The views of `band`: one person's pay, a payroll, and what band files hold.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::Serialize;

use super::values::Amount;
use crate::app::bands::{BandList, PayPosition};
use crate::app::payroll::Payroll;
use crate::domain::{Benchmark, Component, Confidence, Freshness, PackageId, PayBand};
use crate::error::Problems;
use crate::market::{Circle, InBand, LevelSummary, NoBand, Placed, Stand, Standing};
use crate::num::{Money, Rounding};

/// Where pay stands in band and market.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Band {
    /// The pay band of the role.
    band: Option<BandRange>,
    /// The benchmark that base is held against: of base, else of wage.
    market: Option<BandMarket>,
    /// Today's base.
    current: Option<PayPlace>,
    /// The base offered.
    offer: Option<PayPlace>,
    /// The base to ask for; absent where nothing is asked.
    ask: Option<PayPlace>,
}

/// A pay band.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "pay band"))]
struct BandRange {
    /// Its level, as its file spells it.
    level: String,
    /// Minimum a year.
    min: Amount,
    /// Midpoint a year.
    mid: Amount,
    /// Maximum a year.
    max: Amount,
    /// (max − min) ÷ min.
    spread_over_min: Option<f64>,
    /// File and line.
    origin: String,
}

/// A benchmark.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "benchmark"))]
struct BandMarket {
    /// Who measured it.
    source: String,
    /// What it measures.
    component: Component,
    /// How many people are behind it.
    n: Option<u64>,
    /// How far to trust it.
    confidence: Confidence,
    /// The date of the data.
    as_of: Option<String>,
    /// True for data older than `market.stale-months`.
    stale: bool,
    /// The percentile that `market_ratio` is measured against.
    target_percentile: f64,
}

/// Where one pay stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "pay place"))]
struct PayPlace {
    /// The base salary a year.
    base: Amount,
    /// Base ÷ midpoint.
    compa_ratio: Option<f64>,
    /// (base − min) ÷ (max − min).
    range_penetration: Option<f64>,
    /// Base ÷ the market's pay at the target percentile.
    market_ratio: Option<f64>,
    /// Outside the band: `green` below its minimum, `red` above its maximum.
    circle: Option<Circle>,
    /// Percent of people who earn less, where that is one figure.
    market_percentile: Option<f64>,
    /// True where that lies beyond the published percentiles.
    extrapolated: Option<bool>,
    /// It lies above this percentile; the next one is top-coded or not known.
    market_percentile_above: Option<f64>,
    /// It lies below this percentile.
    market_percentile_below: Option<f64>,
}

impl From<&PayPosition> for Band {
    fn from(position: &PayPosition) -> Self {
        let of = |wanted: PackageId| {
            position.rows.iter().find(|(id, _)| *id == wanted).map(|(_, stand)| stand.into())
        };
        Band {
            band: position.band.as_ref().map(BandRange::from),
            market: position.market.as_ref().map(|market| benchmark(market, position)),
            current: of(PackageId::Current),
            offer: of(PackageId::Offer),
            ask: of(PackageId::Ask),
        }
    }
}

impl From<&PayBand> for BandRange {
    fn from(band: &PayBand) -> Self {
        let range = &band.base;
        BandRange {
            level: band.level.clone(),
            min: range.min().into(),
            mid: range.mid().into(),
            max: range.max().into(),
            spread_over_min: range.spread_over_min().and_then(fraction),
            origin: band.origin.clone(),
        }
    }
}

fn benchmark(market: &Benchmark, position: &PayPosition) -> BandMarket {
    BandMarket {
        source: market.source.clone(),
        component: market.component,
        n: market.sample_size,
        confidence: market.confidence,
        as_of: market.as_of.map(|day| day.to_string()),
        stale: position.freshness == Freshness::Old,
        target_percentile: position.target,
    }
}

impl From<&Stand> for PayPlace {
    fn from(stand: &Stand) -> Self {
        let (above, below) = match stand.standing {
            Some(Standing::Above(p)) => (Some(p), None),
            Some(Standing::Below(p)) => (None, Some(p)),
            Some(Standing::Between(low, high)) => (Some(low), Some(high)),
            _ => (None, None),
        };
        PayPlace {
            base: stand.base.into(),
            compa_ratio: stand.compa_ratio.and_then(fraction),
            range_penetration: stand.range_penetration.and_then(fraction),
            market_ratio: stand.market_ratio.and_then(fraction),
            circle: stand.circle,
            market_percentile: stand.standing.and_then(Standing::percentile),
            extrapolated: stand.standing.filter(|s| s.is_extrapolated()).map(|_| true),
            market_percentile_above: above,
            market_percentile_below: below,
        }
    }
}

/// Six decimals, halves away from zero.
pub(in crate::output) fn fraction(value: Decimal) -> Option<f64> {
    value.round_dp_with_strategy(6, RoundingStrategy::MidpointAwayFromZero).to_f64()
}

/// A payroll against its bands.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct BandPeople {
    /// The employee file.
    people_file: String,
    /// The band files.
    band_files: Vec<String>,
    /// What each level comes to.
    levels: Vec<LevelSums>,
    /// What all levels come to, one for each currency.
    all: Vec<LevelSums>,
    /// Everybody, in the order of the file.
    people: Vec<Person>,
    /// Bands that are none, and so are left out.
    problems: Vec<FileProblem>,
}

/// What one level comes to.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "level sums"))]
struct LevelSums {
    /// The level; absent for all levels together.
    level: Option<String>,
    /// Of its money, ISO 4217.
    currency: &'static str,
    /// People held against a band.
    n: u64,
    /// Mean of base ÷ midpoint.
    mean_compa_ratio: Option<f64>,
    /// People outside their band: `below` and `above` together.
    out_of_range: u64,
    /// People below the minimum.
    below: u64,
    /// People above the maximum.
    above: u64,
    /// What a year more it costs to bring all of those below to their minimum.
    cost_to_minimum: Amount,
}

/// One person of a payroll.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "person"))]
struct Person {
    /// The file's own number.
    id: String,
    /// The name, where the file has it.
    name: Option<String>,
    /// The level.
    level: String,
    /// Of the money, ISO 4217.
    currency: &'static str,
    /// Base a year as paid.
    base: Amount,
    /// Share of full time, where the file has it.
    fte: Option<f64>,
    /// Base a year at full time, where the file has the share.
    full_time_base: Amount,
    /// The band.
    band: Option<BandRange>,
    /// Full-time base ÷ midpoint.
    compa_ratio: Option<f64>,
    /// (full-time base − min) ÷ (max − min).
    range_penetration: Option<f64>,
    /// Outside the band: `green` below its minimum, `red` above its maximum.
    circle: Option<Circle>,
    /// What is missing to the minimum, at the share of full time worked.
    to_minimum: Amount,
    /// Why the person is held against no band.
    no_band: Option<NoBand>,
}

/// A problem of a file beside a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "problem"))]
struct FileProblem {
    /// The file.
    file: String,
    /// The line.
    line: Option<u64>,
    /// What is wrong.
    message: String,
}

impl From<&Payroll> for BandPeople {
    fn from(payroll: &Payroll) -> Self {
        let (levels, all): (Vec<_>, Vec<_>) = payroll.lines.iter().partition(|line| line.level.is_some());
        let sums = |lines: Vec<&LevelSummary>| lines.into_iter().map(LevelSums::from).collect();
        BandPeople {
            people_file: payroll.people_file.clone(),
            band_files: payroll.band_files.clone(),
            levels: sums(levels),
            all: sums(all),
            people: payroll.placed.iter().map(Person::from).collect(),
            problems: problems(&payroll.absurd),
        }
    }
}

impl From<&LevelSummary> for LevelSums {
    fn from(line: &LevelSummary) -> Self {
        LevelSums {
            level: line.level.clone(),
            currency: line.currency.code(),
            n: line.people,
            mean_compa_ratio: line.mean_compa_ratio.and_then(fraction),
            out_of_range: line.below + line.above,
            below: line.below,
            above: line.above,
            cost_to_minimum: cents(line.cost_to_minimum).into(),
        }
    }
}

impl From<&Placed> for Person {
    fn from(placed: &Placed) -> Self {
        let employee = &placed.employee;
        let found = placed.outcome.as_ref().ok();
        let stand = found.map(|found| found.stand);
        let part = employee.fte.map(|_| cents(employee.full_time_base()));
        Person {
            id: employee.id.clone(),
            name: employee.name.clone(),
            level: employee.level.clone(),
            currency: employee.base.currency().code(),
            base: employee.base.into(),
            fte: employee.fte.and_then(|fte| fte.to_f64()),
            full_time_base: part.map(Amount::from).unwrap_or_default(),
            band: found.map(|found| BandRange::from(&found.band)),
            compa_ratio: stand.and_then(|stand| stand.compa_ratio).and_then(fraction),
            range_penetration: stand.and_then(|stand| stand.range_penetration).and_then(fraction),
            circle: stand.and_then(|stand| stand.circle),
            to_minimum: found.map(to_minimum).unwrap_or_default(),
            no_band: placed.outcome.as_ref().err().copied(),
        }
    }
}

/// What is missing to the minimum, for those below it.
pub(in crate::output) fn to_minimum(found: &InBand) -> Amount {
    match found.stand.circle {
        Some(Circle::Green) => cents(found.to_minimum).into(),
        _ => Amount::default(),
    }
}

pub(in crate::output) fn cents(amount: Money) -> Money {
    amount.rounded_to_cents(Rounding::HalfUp)
}

fn problems(problems: &Problems) -> Vec<FileProblem> {
    let of = |problem: &crate::error::Problem| FileProblem {
        file: problem.place.file.clone(),
        line: problem.place.line.map(|line| line as u64),
        message: problem.message.clone(),
    };
    problems.iter().map(of).collect()
}

/// What band files hold.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct BandFiles {
    /// The files.
    files: Vec<String>,
    /// The bands in the order of their levels, each once.
    bands: Vec<ListedBand>,
    /// Bands that are none, and so are left out.
    problems: Vec<FileProblem>,
}

/// A band of a file.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "listed band"))]
struct ListedBand {
    /// Of this company.
    company: Option<String>,
    /// Of this job family.
    family: Option<String>,
    /// Of this place.
    location: Option<String>,
    /// Of the money, ISO 4217.
    currency: &'static str,
    /// In force from this day.
    effective_date: Option<String>,
    /// How many rows state it.
    rows: u64,
    #[serde(flatten)]
    range: BandRange,
}

impl From<&BandList> for BandFiles {
    fn from(list: &BandList) -> Self {
        let bands = list.bands.iter().map(|(band, rows)| ListedBand {
            company: band.company.clone(),
            family: band.family.clone(),
            location: band.location.clone(),
            currency: band.currency().code(),
            effective_date: band.effective_date.map(|day| day.to_string()),
            rows: *rows as u64,
            range: band.into(),
        });
        BandFiles { files: list.files.clone(), bands: bands.collect(), problems: problems(&list.absurd) }
    }
}
