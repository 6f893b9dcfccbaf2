//! From the setup to the advice: the anchor, and everything that hangs on it.

use super::ask_limits::Caps;
use super::curve::{self, Curve, lowest_near_best};
use super::derivation::derive;
use super::notices::notices;
use super::package_view::{money, view};
use super::policy::{Move, Policy, SAME};
use super::result::{
    Advice, CircumstanceEffect, CurvePoint, PackageView, Risk, Rung, Standby, Verdict, WalkAway,
};
use super::setup::{Meeting, Setup};
use super::talk::{Course, Talk, talk};
use super::used_assumptions::used;
use crate::domain::{Ask, Case, Package, Part};
use crate::negotiation::package_toward;
use crate::num::{Estimate, Money};
use crate::simulate::{ComponentSpread, Settings, Simulation};

/// The advice for a case, where its talk stands.
///
/// The opening ask is the lowest on the curve, under the policy that follows it,
/// whose value is at least B + closeness·(best − B), where B is what not asking is
/// worth: the offer, or leaving it. For a person averse to risk, certainty equivalents stand
/// in place of the means. Where the best is not clear of B by two standard errors, the
/// advice is to take the offer (or leave it) and to ask for what is not money.
///
/// After the rounds that the case keeps, the same policy says what comes next.
pub fn advise(case: &Case, settings: Settings) -> Advice {
    let setup = Setup::of(case);
    let policy = Policy::of(&setup, settings);
    let curve = curve::curve(&setup, &policy, settings);
    let choice = choose(&setup, &policy, &curve);
    let computed = choice.map_or(case.offer, |i| policy.opening(&setup, curve.points[i].ask));
    let verdict = verdict(&curve, &policy, &setup, setup.gain(&computed));
    let anchor = match verdict {
        Verdict::Ask => computed,
        _ => case.offer,
    };
    // What does not pay more than the offer is not matched.
    let asks =
        |ask: &&Ask| ask.names_a_figure() && ask.matches.is_none_or(|index| setup.pay_gain(index) > SAME);
    let own = case.ask.as_ref().filter(asks);
    let anchor = own.map_or(anchor, |own| overruled(&setup, &policy, anchor, own));
    let own_ask = own.is_some();
    let said = match setup.gain(&anchor) > 0.0 && (verdict == Verdict::Ask || own_ask) {
        true => policy.said(&setup, anchor),
        false => Vec::new(),
    };
    let ladder = said.iter().map(|package| policy.asked(&setup, package)).collect();
    let meeting = Meeting { ladder, concede: None, mix: setup.mix(&anchor) };
    let simulation = setup.simulate(&meeting, settings);
    let talk = talk(&setup, &policy, &case.history, settings);
    let parts = Parts { setup, policy, curve, verdict, anchor, own_ask, said, meeting, simulation };
    let advice = assemble(&parts, settings);
    match talk {
        Some(talk) => continued(advice, talk, &parts.setup),
        None => advice,
    }
}

fn choose(setup: &Setup, policy: &Policy, curve: &Curve) -> Option<usize> {
    let asks: Vec<f64> = curve.points.iter().map(|point| point.ask).collect();
    let certain: Vec<f64> = curve.points.iter().map(|point| point.certain.value).collect();
    let closeness = setup.case.assumptions.value("anchor.closeness");
    lowest_near_best(&asks, &certain, policy.caps.lowest, policy.secure, closeness)
}

fn verdict(curve: &Curve, policy: &Policy, setup: &Setup, said: f64) -> Verdict {
    let reachable = curve.points.iter().filter(|point| point.ask >= policy.caps.lowest - SAME);
    let best = reachable.max_by(|a, b| a.certain.value.total_cmp(&b.certain.value));
    let pays = best.is_some_and(|best| best.certain.value > policy.secure + 2.0 * best.certain.se);
    match pays && said > SAME {
        true => Verdict::Ask,
        false if !setup.fallback.takes(0.0) => Verdict::LeaveIt,
        false => Verdict::TakeIt,
    }
}

fn overruled(setup: &Setup, policy: &Policy, computed: Package, own: &Ask) -> Package {
    if let Some(index) = own.matches {
        return policy.matching(setup, setup.pay_gain(index));
    }
    // With a part named, the rest stands as it is computed, or as it is offered where one is given up.
    let computed = if gives_up(own, &setup.case.offer) { setup.case.offer } else { computed };
    Package {
        base: own.base.unwrap_or(computed.base),
        bonus: own.bonus.unwrap_or(computed.bonus),
        equity: own.equity.or(computed.equity),
        sign_on: own.sign_on.unwrap_or(computed.sign_on),
    }
}

/// Whether some part is asked for below what is offered.
fn gives_up(own: &Ask, offer: &Package) -> bool {
    let less = |own: Option<Money>, offered: Money| own.is_some_and(|own| own.amount() < offered.amount());
    let equity =
        own.equity.zip(offer.equity).is_some_and(|(own, offered)| own.quantity() < offered.quantity());
    less(own.base, offer.base) || less(own.bonus, offer.bonus) || less(own.sign_on, offer.sign_on) || equity
}

/// What has been worked out so far.
pub(super) struct Parts<'a> {
    pub setup: Setup<'a>,
    pub policy: Policy,
    pub curve: Curve,
    pub verdict: Verdict,
    pub anchor: Package,
    pub own_ask: bool,
    pub said: Vec<Package>,
    pub meeting: Meeting,
    pub simulation: Simulation,
}

impl Parts<'_> {
    pub fn caps(&self) -> &Caps {
        &self.policy.caps
    }
}

fn assemble(parts: &Parts, settings: Settings) -> Advice {
    let Parts { setup, policy, curve, simulation, anchor, .. } = parts;
    let case = setup.case;
    let rung = |(i, package): (usize, &Package)| Rung { round: i + 1, view: view(setup, *package) };
    let outcome = outcome(setup, anchor, simulation);
    let closeness = case.assumptions.value("anchor.closeness");
    Advice {
        stage: case.stage(),
        verdict: parts.verdict,
        offer: view(setup, case.offer),
        current: case.current.map(|package| view(setup, package)),
        anchor: view(setup, *anchor),
        own_ask: parts.own_ask,
        target: outcome.target,
        expected: outcome.expected,
        base_middle_half: outcome.base_middle_half,
        walk_away: walk_away(setup),
        offer_is_assumed: case.offer_is_assumed,
        rival: setup.rival_index.map(|index| case.alternatives[index].name.clone()),
        ladder: parts.said.iter().enumerate().map(rung).collect(),
        mean: simulation.gain.mean,
        worth_of_asking: over(simulation.gain.certainty_equivalent, policy.secure),
        improved: simulation.improved,
        withdrawn: simulation.outcomes.withdrawn,
        risk: risk(parts),
        plateau: plateau(parts, closeness),
        anchor_range: curve.anchor_range(policy.caps.lowest, policy.secure),
        circumstances: circumstances(parts, settings),
        caps: policy.caps.list.clone(),
        derivation: derive(parts),
        notices: notices(parts),
        assumptions: used(case, &setup.circumstances),
        room: setup.room.of_band(),
        curve: curve.points.clone(),
        simulation: simulation.clone(),
        talk: None,
    }
}

/// The same advice after what has happened: what to say now, and what may come of it.
fn continued(advice: Advice, talk: Talk, setup: &Setup) -> Advice {
    let simulation = talk.simulation.clone();
    let secure = setup.fallback.secure(talk.situation.standing);
    let next = talk.asks.first().copied().unwrap_or(talk.standing);
    let whole = (next.over_offer - talk.standing.over_offer).max(f64::MIN_POSITIVE);
    // Between what stands and what is asked, as far as the whole gain reaches.
    let toward = |gain: f64| {
        let share = ((gain - talk.standing.over_offer) / whole).clamp(0.0, 1.0);
        view(setup, package_toward(&talk.standing.package, &next.package, share))
    };
    let quartiles = simulation.gain_if_improved;
    let [low, middle, high] = [quartiles.p25, quartiles.p50, quartiles.p75].map(|gain| toward(gain.value));
    let first = talk.rounds.len() + 1;
    Advice {
        verdict: match talk.situation.advice {
            Move::Ask => Verdict::Ask,
            Move::Accept => Verdict::TakeIt,
            Move::WalkAway => Verdict::LeaveIt,
        },
        anchor: next,
        own_ask: false,
        target: high,
        expected: middle,
        base_middle_half: (low.package.base, high.package.base),
        ladder: talk
            .asks
            .iter()
            .enumerate()
            .map(|(i, view)| Rung { round: first + i, view: *view })
            .collect(),
        mean: simulation.gain.mean,
        worth_of_asking: over(simulation.gain.certainty_equivalent, secure),
        improved: simulation.improved,
        withdrawn: simulation.outcomes.withdrawn,
        risk: Risk {
            certainty_equivalent: simulation.gain.certainty_equivalent,
            worse_than_offer: simulation.worse_than_offer,
            worse_than_today: simulation.worse_than_today,
            ..advice.risk
        },
        // The curve is that of one more ask; what the circumstances changed and how far the
        // opening could have gone is past.
        curve: talk.options.iter().map(curve_point).collect(),
        plateau: None,
        anchor_range: None,
        circumstances: Vec::new(),
        simulation,
        talk: Some(talk),
        ..advice
    }
}

fn curve_point(course: &Course) -> CurvePoint {
    let Course { ask, mean, certain, moves, withdrawn } = *course;
    let exact = |chance: f64| Estimate::new(chance, 0.0);
    let (low, high) = (mean.value - 2.0 * mean.se, mean.value + 2.0 * mean.se);
    CurvePoint { ask, mean, certain, improved: exact(moves), withdrawn: exact(withdrawn), low, high }
}

fn over(value: Estimate, secure: f64) -> Estimate {
    Estimate::new((value.value - secure).max(0.0), value.se)
}

/// The packages that a simulation ends at.
struct Outcome {
    target: PackageView,
    expected: PackageView,
    base_middle_half: (Money, Money),
}

/// What is likely where something moves. A middle outcome is a simulated package: each of its
/// parts is the median of that part.
fn outcome(setup: &Setup, opening: &Package, simulation: &Simulation) -> Outcome {
    let (case, first) = (setup.case, setup.gain(opening));
    let part = |gain: f64| if first > 0.0 { (gain / first).clamp(0.0, 1.0) } else { 0.0 };
    let at = |gain: f64| package_toward(&case.offer, opening, part(gain));
    let quartiles = simulation.gain_if_improved;
    let mix = setup.mix(opening);
    // Each part at its own simulated figure, as far toward the ask as that is.
    let simulated = |gain: f64, of: fn(&ComponentSpread) -> Money| {
        let whole = at(gain);
        let spread = |part: Part| simulation.components.list.iter().find(|(found, _)| *found == part);
        let share = |part: Part| {
            let asked = mix.extra[part.index()];
            spread(part).map(|(_, spread)| of(spread).to_f64() / asked).filter(|share| share.is_finite())
        };
        let toward = |part: Part| {
            share(part).map_or(whole, |share| package_toward(&case.offer, opening, share.clamp(0.0, 1.0)))
        };
        let money = |part: Part, offered: Money, near: Money| {
            spread(part).map_or(near, |(_, spread)| offered + of(spread))
        };
        view(
            setup,
            Package {
                base: money(Part::Base, case.offer.base, whole.base),
                bonus: money(Part::Bonus, case.offer.bonus, whole.bonus),
                equity: toward(Part::Equity).equity,
                sign_on: toward(Part::SignOn).sign_on,
            },
        )
    };
    Outcome {
        target: simulated(quartiles.p75.value, |spread| spread.p75),
        expected: simulated(quartiles.p50.value, |spread| spread.p50),
        base_middle_half: middle_half(simulation, case),
    }
}

/// What risk aversion makes of the meeting, and what someone neutral would open with.
fn risk(parts: &Parts) -> Risk {
    let Parts { setup, policy, curve, simulation, .. } = parts;
    let asks: Vec<f64> = curve.points.iter().map(|point| point.ask).collect();
    let means: Vec<f64> = curve.points.iter().map(|point| point.mean.value).collect();
    let (outside, closeness) =
        (setup.fallback.gain.max(0.0), setup.case.assumptions.value("anchor.closeness"));
    let neutral = lowest_near_best(&asks, &means, policy.caps.lowest, outside, closeness).map(|i| asks[i]);
    let chosen = choose(setup, policy, curve).map(|i| asks[i]);
    Risk {
        aversion: setup.attitude.aversion(),
        certainty_equivalent: simulation.gain.certainty_equivalent,
        neutral_ask: neutral.filter(|_| neutral != chosen),
        worse_than_offer: simulation.worse_than_offer,
        worse_than_today: simulation.worse_than_today,
    }
}

fn middle_half(simulation: &Simulation, case: &Case) -> (Money, Money) {
    let base = simulation.components.list.iter().find(|(part, _)| *part == Part::Base);
    let over = |of: fn(&ComponentSpread) -> Money| {
        base.map_or(case.offer.base, |(_, spread)| case.offer.base + of(spread))
    };
    (over(|spread| spread.p25), over(|spread| spread.p75))
}

/// What there is without a deal, and where it comes from.
pub fn walk_away(setup: &Setup) -> WalkAway {
    let fallback = &setup.fallback;
    let line = fallback.line.iter().map(|(name, chance, _)| Standby { name: name.clone(), chance: *chance });
    WalkAway {
        value: money(setup, setup.offer_value * (1.0 + fallback.least)),
        over_offer: fallback.least,
        line: line.collect(),
        last: fallback.last,
        own_floor: fallback.least > fallback.certain,
    }
}

/// The asks that do about as well as the best, from which the opening was chosen: as it is
/// said, it lies in them.
fn plateau(parts: &Parts, closeness: f64) -> Option<(f64, f64)> {
    let (points, floor, outside) = (&parts.curve.points, parts.policy.caps.lowest, parts.policy.secure);
    let open = || points.iter().filter(|point| point.ask >= floor - SAME);
    let best = open().map(|point| point.certain.value).fold(f64::NEG_INFINITY, f64::max);
    let enough = outside + closeness * (best - outside);
    let mut near = open().filter(|point| point.certain.value >= enough.min(best)).map(|point| point.ask);
    let low = near.next()?;
    let high = near.next_back().unwrap_or(low);
    let said = parts.setup.gain(&parts.anchor);
    match parts.own_ask || parts.verdict != Verdict::Ask {
        true => Some((low, high)),
        false => Some((said, high.max(said))),
    }
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
