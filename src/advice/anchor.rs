//! From the setup to the advice: the anchor, and everything that hangs on it.

use super::ask_limits::{Caps, caps};
use super::batna::LastInLine;
use super::curve::{self, Curve, lowest_near_best};
use super::derivation::derive;
use super::package_view::{money, view};
use super::result::{
    Advice, CircumstanceEffect, CurvePoint, Notice, PackageView, Risk, Rung, Standby, Verdict, WalkAway,
};
use super::setup::{Meeting, Setup};
use super::used_assumptions::used;
use crate::domain::{Ask, Case, Equity, Package, Part};
use crate::negotiation::{ask_package, package_toward, rung_package};
use crate::simulate::{Settings, Simulation};

/// The advice for a case.
///
/// The anchor is the lowest ask on the curve whose mean is at least
/// B + closeness·(best − B), where B is the fallback's gain over the offer or
/// 0; for a person averse to risk, certainty equivalents stand in place of the
/// means. Where the best is not clear of B by two standard errors, the advice is to
/// take the offer (or leave it) and to ask for what is not money.
pub fn advise(case: &Case, settings: Settings) -> Advice {
    let setup = Setup::of(case);
    let caps = caps(&setup);
    let curve = curve::curve(&setup, &caps, settings);
    let outside = setup.fallback.certain.max(0.0);
    let choice = choose(&setup, &caps, &curve, outside);
    let verdict = verdict(&curve, choice, outside, &setup);
    let anchor = anchor_package(&setup, &curve, choice, verdict);
    let own_ask = case.ask.is_some();
    let meeting = meeting(&setup, &anchor, verdict, own_ask);
    let simulation = setup.simulate(&meeting, settings);
    assemble(Parts { setup, caps, curve, outside, verdict, anchor, own_ask, meeting, simulation }, settings)
}

fn choose(setup: &Setup, caps: &Caps, curve: &Curve, outside: f64) -> Option<usize> {
    let asks: Vec<f64> = curve.points.iter().map(|point| point.ask).collect();
    let certain: Vec<f64> = curve.points.iter().map(|point| point.certain.value).collect();
    lowest_near_best(&asks, &certain, caps.floor, outside, setup.case.assumptions.value("anchor.closeness"))
}

fn best(points: &[CurvePoint]) -> Option<&CurvePoint> {
    points.iter().max_by(|a, b| a.certain.value.total_cmp(&b.certain.value))
}

fn verdict(curve: &Curve, choice: Option<usize>, outside: f64, setup: &Setup) -> Verdict {
    let pays = choice.is_some()
        && best(&curve.points).is_some_and(|best| best.certain.value > outside + 2.0 * best.certain.se);
    match pays {
        true => Verdict::Ask,
        false if setup.fallback.certain > 0.0 => Verdict::LeaveIt,
        false => Verdict::TakeIt,
    }
}

/// The package to ask for: the computed one, with the person's own figures in
/// place of it where they gave any.
fn anchor_package(setup: &Setup, curve: &Curve, choice: Option<usize>, verdict: Verdict) -> Package {
    let case = setup.case;
    let computed = match choice {
        Some(choice) if verdict == Verdict::Ask => {
            ask_package(&case.offer, &setup.room, curve.points[choice].ask, &case.assumptions)
        }
        _ => case.offer,
    };
    case.ask.map_or(computed, |own| overruled(computed, own))
}

fn overruled(computed: Package, own: Ask) -> Package {
    Package {
        base: own.base.unwrap_or(computed.base),
        bonus: own.bonus.unwrap_or(computed.bonus),
        equity: own.equity.or(computed.equity),
        sign_on: own.sign_on.unwrap_or(computed.sign_on),
    }
}

fn meeting(setup: &Setup, anchor: &Package, verdict: Verdict, own_ask: bool) -> Meeting {
    let ask = setup.gain(anchor);
    let asks = ask > 0.0 && (verdict == Verdict::Ask || own_ask);
    let ladder = if asks { setup.ladder(ask) } else { Vec::new() };
    Meeting { ladder, concede: None, mix: setup.mix(anchor) }
}

/// Below this a share is known to a percentage point and a half at best.
const FEW_TRIALS: u64 = 1_000;

/// What has been worked out so far.
pub(super) struct Parts<'a> {
    pub setup: Setup<'a>,
    pub caps: Caps,
    pub curve: Curve,
    pub outside: f64,
    pub verdict: Verdict,
    pub anchor: Package,
    pub own_ask: bool,
    pub meeting: Meeting,
    pub simulation: Simulation,
}

fn assemble(parts: Parts, settings: Settings) -> Advice {
    let Parts { setup, caps, curve, outside, simulation, anchor, .. } = &parts;
    let case = setup.case;
    let look = |package: Package| view(setup, package);
    let opening = simulation.ladder.first().copied().unwrap_or(0.0);
    let part = |gain: f64| if opening > 0.0 { (gain / opening).min(1.0) } else { 0.0 };
    let quartiles = simulation.gain_if_improved;
    let at = |gain: f64| package_toward(&case.offer, anchor, part(gain));
    let closeness = case.assumptions.value("anchor.closeness");
    Advice {
        verdict: parts.verdict,
        offer: look(case.offer),
        current: case.current.map(look),
        anchor: look(*anchor),
        own_ask: parts.own_ask,
        target: look(at(quartiles.p75.value)),
        expected: look(at(quartiles.p50.value)),
        base_middle_half: middle_half(simulation, case),
        walk_away: walk_away(setup),
        accept_from: look(rung_package(&case.offer, anchor, part(quartiles.p75.value), &case.assumptions)),
        ladder: ladder(&parts, &look),
        mean: simulation.gain.mean,
        improved: simulation.improved,
        withdrawn: simulation.outcomes.withdrawn,
        risk: risk(&parts),
        plateau: plateau(&curve.points, *outside, closeness),
        anchor_range: curve.anchor_range(caps.floor, *outside),
        circumstances: circumstances(&parts, settings),
        caps: caps.list.clone(),
        derivation: derive(&parts),
        notices: notices(&parts),
        assumptions: used(case, &setup.circumstances),
        room: setup.room.of_band(),
        curve: curve.points.clone(),
        simulation: simulation.clone(),
    }
}

/// What risk aversion makes of the meeting, and what someone neutral would open with.
fn risk(parts: &Parts) -> Risk {
    let Parts { setup, caps, curve, simulation, .. } = parts;
    let asks: Vec<f64> = curve.points.iter().map(|point| point.ask).collect();
    let means: Vec<f64> = curve.points.iter().map(|point| point.mean.value).collect();
    let (outside, closeness) =
        (setup.fallback.gain.max(0.0), setup.case.assumptions.value("anchor.closeness"));
    let neutral = lowest_near_best(&asks, &means, caps.floor, outside, closeness).map(|i| asks[i]);
    let chosen = choose(setup, caps, curve, parts.outside).map(|i| asks[i]);
    Risk {
        aversion: setup.attitude.aversion(),
        certainty_equivalent: simulation.gain.certainty_equivalent,
        neutral_ask: neutral.filter(|_| neutral != chosen),
        worse_than_offer: simulation.worse_than_offer,
        worse_than_today: simulation.worse_than_today,
    }
}

fn middle_half(simulation: &Simulation, case: &Case) -> (crate::num::Money, crate::num::Money) {
    let base = simulation.components.list.iter().find(|(part, _)| *part == Part::Base);
    let over = |of: fn(&crate::simulate::ComponentSpread) -> crate::num::Money| {
        base.map_or(case.offer.base, |(_, spread)| case.offer.base + of(spread))
    };
    (over(|spread| spread.p25), over(|spread| spread.p75))
}

fn walk_away(setup: &Setup) -> WalkAway {
    let fallback = &setup.fallback;
    let line = fallback.line.iter().map(|(name, chance, _)| Standby { name: name.clone(), chance: *chance });
    WalkAway {
        value: money(setup, fallback.value),
        over_offer: fallback.gain,
        line: line.collect(),
        last: fallback.last,
    }
}

fn ladder(parts: &Parts, look: &dyn Fn(Package) -> PackageView) -> Vec<Rung> {
    let (case, asks) = (parts.setup.case, &parts.meeting.ladder);
    asks.iter()
        .enumerate()
        .map(|(i, ask)| {
            let package = match i {
                0 => parts.anchor,
                _ => rung_package(&case.offer, &parts.anchor, ask / asks[0], &case.assumptions),
            };
            Rung { round: i + 1, view: look(package) }
        })
        .collect()
}

/// The range of asks as good as the best within the closeness.
fn plateau(points: &[CurvePoint], outside: f64, closeness: f64) -> Option<(f64, f64)> {
    let enough = outside + closeness * (best(points)?.certain.value - outside);
    let mut near = points.iter().filter(|point| point.certain.value >= enough).map(|point| point.ask);
    let low = near.next()?;
    Some((low, near.next_back().unwrap_or(low)))
}

/// What each circumstance did: the result as it is, less the result without it.
fn circumstances(parts: &Parts, settings: Settings) -> Vec<CircumstanceEffect> {
    let setup = &parts.setup;
    if parts.meeting.ladder.is_empty() {
        return Vec::new();
    }
    let with = &parts.simulation;
    setup
        .circumstances
        .iter()
        .map(|what| {
            let without = setup.without(what).simulate(&parts.meeting, settings);
            CircumstanceEffect {
                what,
                mean: with.gain.mean.value - without.gain.mean.value,
                improved: with.improved.value - without.improved.value,
                withdrawn: with.outcomes.withdrawn.value - without.outcomes.withdrawn.value,
            }
        })
        .collect()
}

fn notices(parts: &Parts) -> Vec<Notice> {
    let (setup, case) = (&parts.setup, parts.setup.case);
    let mut list = Vec::new();
    if parts.caps.band_below_rival {
        let alternative = setup.fallback.line.first().map(|(name, _, _)| name.clone()).unwrap_or_default();
        list.push(Notice::BandBelowAlternative { alternative });
    }
    for cap in parts.caps.list.iter().filter(|cap| cap.ask <= 0.0) {
        list.push(Notice::OfferAboveCap { cap: cap.what.clone() });
    }
    let in_percent = matches!(case.offer.equity.or(parts.anchor.equity), Some(Equity::Percent(_)));
    if in_percent && case.equity_terms.company_value.is_none() {
        list.push(Notice::CompanyValueUnknown);
    }
    match (&case.band, setup.fallback.last) {
        (None, LastInLine::Unemployment) => list.extend([Notice::NoBand, Notice::AssumedUnemployment]),
        (None, LastInLine::AssumedToday) => list.extend([Notice::NoBand, Notice::AssumedToday]),
        (None, LastInLine::Today) => list.push(Notice::NoBand),
        (Some(_), LastInLine::Unemployment) => list.push(Notice::AssumedUnemployment),
        (Some(_), LastInLine::AssumedToday) => list.push(Notice::AssumedToday),
        (Some(_), LastInLine::Today) => {}
    }
    if case.band.as_ref().is_some_and(|band| parts.anchor.base.amount() > band.base.max().amount())
        && parts.own_ask
    {
        list.push(Notice::AskAboveBand);
    }
    let trials = parts.simulation.trials;
    if trials < FEW_TRIALS {
        list.push(Notice::FewTrials { trials });
    }
    list
}
