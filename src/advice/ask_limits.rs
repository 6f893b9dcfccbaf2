//! What limits the ask: the band's room, the lack of data on bold asks, and
//! the market's 90th percentile.

use super::result::{Cap, Limit};
use super::setup::Setup;
use crate::domain::{Benchmark, Case, Component, Confidence, Freshness, Package, Part, StatValue, same_name};
use crate::negotiation::Valuation;
use crate::num::Money;

/// The limits of an ask, tightest first, and the asks they leave.
#[derive(Debug, Clone, PartialEq)]
pub struct Caps {
    /// All limits, the binding one first.
    pub list: Vec<Cap>,
    /// The highest ask.
    pub highest: f64,
    /// No ask lies below it: what leaving is worth and a written alternative's gain, as
    /// far as the band allows.
    pub floor: f64,
    /// The lowest opening ask: a step of the curve above the floor, so that something is left to
    /// give up, unless the limits end before.
    pub lowest: f64,
    /// The floor reaches the limits: one ask is made, and no further one.
    pub at_the_floor: bool,
    /// True where the band ends below a written competing offer.
    pub band_below_rival: bool,
    /// What the band allows; infinite without one.
    pub hard: f64,
    /// The tightest market limit.
    market: f64,
    /// How much of the limit of the data the parts of the offer can hold.
    held: f64,
    /// The floor before the band.
    least: f64,
}

impl Caps {
    /// The highest ask if the data ended at `limit`.
    pub fn highest_within(&self, limit: f64) -> f64 {
        self.soft(limit).max(self.least).min(self.hard).max(0.0)
    }

    /// The limits that a better alternative overrules.
    fn soft(&self, limit: f64) -> f64 {
        (limit * self.held).min(self.market)
    }
}

/// The limits of a case.
///
/// No ask lies below what leaving is worth or below a written alternative: they
/// overrule the limit of the data and the market's p90, never the band.
pub fn caps(setup: &Setup) -> Caps {
    let band = band_cap(setup);
    let market: Vec<Cap> = market_caps(setup).collect();
    let data = limit_of_data(setup);
    let least = setup.fallback.least.max(setup.in_writing).max(level_floor(setup));
    let mut caps = Caps {
        list: Vec::new(),
        highest: 0.0,
        floor: 0.0,
        lowest: 0.0,
        at_the_floor: false,
        band_below_rival: false,
        hard: band.as_ref().map_or(f64::INFINITY, |cap| cap.ask),
        market: market.iter().map(|cap| cap.ask).fold(f64::INFINITY, f64::min),
        held: held_of_limit(setup),
        least,
    };
    let limit = setup.case.assumptions.value("anchor.limit");
    caps.highest = caps.highest_within(limit);
    caps.floor = least.min(caps.highest);
    caps.at_the_floor = least > 0.0 && least >= caps.soft(limit).min(caps.hard);
    let step = setup.case.assumptions.value("anchor.step");
    caps.lowest = match least > 0.0 && !caps.at_the_floor {
        true => (caps.floor + step).min(caps.highest),
        false => caps.floor,
    };
    caps.band_below_rival = caps.hard < setup.in_writing;
    caps.list = std::iter::once(data).chain(market).chain(band).collect();
    caps.list.sort_by(|a, b| a.ask.total_cmp(&b.ask));
    if let Some(binding) = caps.list.iter_mut().find(|cap| cap.ask >= caps.highest) {
        binding.binding = true;
    }
    caps
}

/// The base below which another level is not asked for: the minimum of its band.
pub fn level_minimum(case: &Case) -> Option<Money> {
    case.ask.as_ref()?.level.as_ref()?;
    Some(case.band.as_ref()?.base.min())
}

fn level_floor(setup: &Setup) -> f64 {
    level_minimum(setup.case).map_or(0.0, |base| setup.gain(&Package { base, ..setup.case.offer }))
}

fn band_cap(setup: &Setup) -> Option<Cap> {
    let (room, _) = setup.room.of_band()?;
    let above = setup.case.on_table.is_some_and(|table| table.above_band);
    let exception = if above { setup.case.assumptions.value("employer.exception-size") } else { 0.0 };
    let what = if above { Limit::BandException } else { Limit::Band };
    Some(Cap { what, ask: room + exception, binding: false })
}

fn limit_of_data(setup: &Setup) -> Cap {
    let ask = setup.case.assumptions.value("anchor.limit") * held_of_limit(setup);
    Cap { what: Limit::Data, ask, binding: false }
}

/// How much of the limit of the data the parts can hold: without a band no part is
/// asked up by more than the limit, so that a large sign-on, which is not asked up
/// at all, takes its share of the offer out of it.
fn held_of_limit(setup: &Setup) -> f64 {
    let limit = setup.case.assumptions.value("anchor.limit");
    let without_band = setup.room.of_band().is_none() && limit > 0.0;
    if without_band { (setup.room.whole() / limit).min(1.0) } else { 1.0 }
}

/// The benchmarks that may limit the ask.
fn limiting(case: &Case) -> Vec<Benchmark> {
    case.market.iter().filter(|benchmark| may_limit(case, benchmark)).cloned().collect()
}

/// The percentile of the market that limits an ask.
const HIGH: u8 = 90;

/// One cap for base and one for total, by the benchmark that is relied on:
/// base against base, total against total, never one component on another's axis.
fn market_caps<'a>(setup: &'a Setup) -> impl Iterator<Item = Cap> + 'a {
    let market = limiting(setup.case);
    [Component::Base, Component::Total].into_iter().filter_map(move |component| {
        let benchmark = Benchmark::best_for(component, &market)?;
        let StatValue::Exact(high) = benchmark.percentiles.at(HIGH)? else { return None };
        let ask = ask_reaching(setup, benchmark.component, high.to_f64())?;
        let what = Limit::Market { percentile: HIGH, component, source: benchmark.source.clone() };
        Some(Cap { what, ask: ask.max(0.0), binding: false })
    })
}

fn may_limit(case: &Case, benchmark: &Benchmark) -> bool {
    let trusted = matches!(benchmark.confidence, Confidence::High | Confidence::Medium | Confidence::Survey);
    let levels = benchmark.level.as_deref().zip(case.level_asked());
    let fresh = benchmark.freshness(case.as_of, &case.assumptions) == Freshness::Fresh;
    let of_level = levels.is_some_and(|(theirs, ours)| same_name(theirs, ours));
    trusted && of_level && fresh && benchmark.currency == case.currency
}

/// ln(offer / market median) by the benchmark of base that may limit the ask, else by
/// that of total, each on its own axis; `None` without either.
pub fn market_position(case: &Case, valuation: &Valuation) -> Option<f64> {
    let market = limiting(case);
    let offered = valuation.face(&case.offer, &case.equity_terms);
    [Component::Base, Component::Total].into_iter().find_map(|component| {
        let benchmark = Benchmark::best_for(component, &market)?;
        let StatValue::Exact(median) = benchmark.percentiles.at(50)? else { return None };
        let have: f64 = measured(case, component, &offered)?.iter().map(|part| offered[part.index()]).sum();
        Some(libm::log(have / median.to_f64())).filter(|position| position.is_finite())
    })
}

/// The parts that a benchmark of this component measures; `None` where they
/// cannot be set beside it.
fn measured(case: &Case, component: Component, offered: &[f64; Part::COUNT]) -> Option<&'static [Part]> {
    match component {
        Component::Base => Some(&[Part::Base]),
        Component::Total if offered[Part::Equity.index()] == 0.0 && case.offer.equity.is_some() => None,
        Component::Total => Some(&[Part::Base, Part::Bonus, Part::Equity]),
        _ => None,
    }
}

/// The ask whose base (or face total) reaches an amount, when every part
/// takes the same share of its room; `None` where that cannot be said.
fn ask_reaching(setup: &Setup, component: Component, amount: f64) -> Option<f64> {
    let offered = setup.valuation.face(&setup.case.offer, &setup.case.equity_terms);
    let parts = measured(setup.case, component, &offered)?;
    let faces = setup.room.faces();
    let (have, room) = parts
        .iter()
        .map(|part| part.index())
        .fold((0.0, 0.0), |(have, room), j| (have + offered[j], room + faces[j]));
    (room > 0.0).then(|| (amount - have) / room * setup.room.value / setup.offer_value)
}
