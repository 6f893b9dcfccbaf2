//! What limits the ask: the band's room, the lack of data on bold asks, and
//! the market's 90th percentile.

use super::result::Cap;
use super::setup::Setup;
use crate::domain::{Benchmark, Component, Confidence, Freshness, StatValue, same_name};
use crate::negotiation::{BASE, BONUS, EQUITY};

/// The limits of an ask, tightest first, and the asks they leave.
#[derive(Debug, Clone, PartialEq)]
pub struct Caps {
    /// All limits, the binding one first.
    pub list: Vec<Cap>,
    /// The highest ask.
    pub highest: f64,
    /// The lowest ask that makes sense: a written competing offer's gain.
    pub floor: f64,
    /// True where the band ends below a written competing offer.
    pub band_below_rival: bool,
}

/// The limits of a case.
///
/// A written competing offer is the floor: it overrules the 25% and the
/// market's p90, never the band.
pub fn caps(setup: &Setup) -> Caps {
    let band = band_cap(setup);
    let soft: Vec<Cap> = std::iter::once(limit_of_data(setup)).chain(market_caps(setup)).collect();
    let soft_highest = soft.iter().map(|cap| cap.ask).fold(f64::INFINITY, f64::min).max(setup.rival);
    let hard = band.as_ref().map_or(f64::INFINITY, |cap| cap.ask);
    let highest = soft_highest.min(hard).max(0.0);
    let mut list: Vec<Cap> = soft.into_iter().chain(band).collect();
    list.sort_by(|a, b| a.ask.total_cmp(&b.ask));
    if let Some(binding) = list.iter_mut().find(|cap| cap.ask >= highest) {
        binding.binding = true;
    }
    Caps { list, highest, floor: setup.rival.min(highest), band_below_rival: hard < setup.rival }
}

fn band_cap(setup: &Setup) -> Option<Cap> {
    let (room, _) = setup.room.of_band()?;
    let above = setup.case.on_table.is_some_and(|table| table.above_band);
    let exception = if above { setup.case.assumptions.value("employer.exception-size") } else { 0.0 };
    let what = if above { "the band's room and an exception above it" } else { "the band's room" };
    Some(Cap { what: what.into(), ask: room + exception, binding: false })
}

fn limit_of_data(setup: &Setup) -> Cap {
    let ask = setup.case.assumptions.value("anchor.limit");
    Cap { what: "no data on bolder asks".into(), ask, binding: false }
}

/// One cap for base and one for total, by the benchmark that is relied on:
/// base against base, total against total, never one component on another's axis.
fn market_caps<'a>(setup: &'a Setup) -> impl Iterator<Item = Cap> + 'a {
    let market: Vec<Benchmark> =
        setup.case.market.iter().filter(|benchmark| may_limit(setup, benchmark)).cloned().collect();
    [Component::Base, Component::Total].into_iter().filter_map(move |component| {
        let benchmark = Benchmark::best_for(component, &market)?;
        let StatValue::Exact(p90) = benchmark.percentiles.at(90)? else { return None };
        let ask = ask_reaching(setup, benchmark.component, p90.to_f64())?;
        let what =
            format!("the market's 90th percentile of {} ({})", benchmark.component.name(), benchmark.source);
        Some(Cap { what, ask: ask.max(0.0), binding: false })
    })
}

fn may_limit(setup: &Setup, benchmark: &Benchmark) -> bool {
    let case = setup.case;
    let trusted = matches!(benchmark.confidence, Confidence::High | Confidence::Medium | Confidence::Survey);
    let levels = benchmark.level.as_deref().zip(case.role.level.as_deref());
    let fresh = benchmark.freshness(case.as_of, &case.assumptions) == Freshness::Fresh;
    let of_level = levels.is_some_and(|(theirs, ours)| same_name(theirs, ours));
    trusted && of_level && fresh && benchmark.currency == case.currency
}

/// The ask whose base (or face total) reaches an amount, when every part
/// takes the same share of its room; `None` where that cannot be said.
fn ask_reaching(setup: &Setup, component: Component, amount: f64) -> Option<f64> {
    let parts: &[usize] = match component {
        Component::Base => &[BASE],
        Component::Total => &[BASE, BONUS, EQUITY],
        _ => return None,
    };
    let terms = &setup.case.equity_terms;
    let offered = setup.valuation.face(&setup.case.offer, terms);
    let unknown_equity = offered[EQUITY] == 0.0 && setup.case.offer.equity.is_some();
    if component == Component::Total && unknown_equity {
        return None;
    }
    let faces = setup.room.faces();
    let (have, room) = parts.iter().fold((0.0, 0.0), |(have, room), &j| (have + offered[j], room + faces[j]));
    (room > 0.0).then(|| (amount - have) / room * setup.room.value / setup.offer_value)
}
