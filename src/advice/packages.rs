//! Packages of equal value in different mixes (multiple equivalent
//! simultaneous offers): which one the employer picks reveals what costs them.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use super::policy::Policy;
use super::setup::{Meeting, Setup};
use crate::domain::{Package, Part};
use crate::negotiation::{Mix, best_trade};
use crate::num::{Money, nice_step};
use crate::simulate::{Settings, Simulation};

/// At most so many parts move: more issues reduce joint gains (Warsitzka et al. 2024).
const MOVING: usize = 3;

/// How far the values of the packages may lie apart, as a share of the offer's value.
const APART: f64 = 0.005;

/// One of several packages of equal value.
#[derive(Debug, Clone, PartialEq)]
pub struct EqualPackage {
    /// What it leans on: `balanced`, or the part that is filled first.
    pub leans_on: &'static str,
    /// The package.
    pub package: Package,
    /// Its gain over the offer in value, as a fraction.
    pub over_offer: f64,
    /// What each part adds to the value over the offer, a year.
    pub parts: Vec<(&'static str, f64)>,
    /// What it costs the employer over the offer, a year.
    pub cost: f64,
    /// What comes of opening with it.
    pub simulation: Simulation,
}

/// At most three packages worth as much as `ask` within half a percent of the
/// offer, as different in mix as the room allows; fewer where the room does
/// not allow other mixes, none where only one part can move.
pub fn equal_packages(setup: &Setup, ask: &Package, settings: Settings) -> Vec<EqualPackage> {
    let policy = Policy::of(setup, settings);
    let target = setup.gain(ask);
    let moving = moving_parts(setup, ask);
    if moving.len() < 2 || target <= 0.0 {
        return Vec::new();
    }
    let mut found: Vec<(&'static str, Package)> = vec![("balanced", *ask)];
    for &first in &moving {
        let mixed = filled(setup, target, &moving, first);
        let apart = (setup.gain(&mixed) - target).abs();
        if apart <= APART && found.iter().all(|(_, other)| differs(setup, &mixed, other)) {
            found.push((Part::ALL[first].name(), mixed));
        }
    }
    found.truncate(MOVING);
    found
        .into_iter()
        .map(|(leans_on, package)| simulated(setup, &policy, leans_on, package, settings))
        .collect()
}

fn simulated(
    setup: &Setup,
    policy: &Policy,
    leans_on: &'static str,
    package: Package,
    settings: Settings,
) -> EqualPackage {
    let over_offer = setup.gain(&package);
    let mix = setup.mix(&package);
    let cost = setup.valuation.cost_of(&mix.extra);
    let worth = |j: usize| mix.extra[j] * setup.valuation.worth[j];
    let parts = (0..Part::COUNT).map(|j| (Part::ALL[j].name(), worth(j))).collect();
    let ladder = policy.said(setup, package).iter().map(|package| setup.gain(package)).collect();
    let simulation = setup.simulate(&Meeting { ladder, concede: None, mix }, settings);
    EqualPackage { leans_on, package, over_offer, parts, cost, simulation }
}

/// The parts that may move, those with the most room in value first.
fn moving_parts(setup: &Setup, ask: &Package) -> Vec<usize> {
    let asked = setup.mix(ask);
    let worth = |j: usize| asked.room[j] * setup.valuation.worth[j];
    let mut parts: Vec<usize> = (0..Part::COUNT).filter(|&j| worth(j) > 0.0).collect();
    parts.sort_by(|&a, &b| worth(b).total_cmp(&worth(a)));
    parts.truncate(MOVING);
    parts
}

/// The package that fills `first` as far as it goes and makes up the rest
/// from the others in turn.
fn filled(setup: &Setup, target: f64, moving: &[usize], first: usize) -> Package {
    let order = std::iter::once(first).chain(moving.iter().copied().filter(|&j| j != first));
    let mut left = target * setup.offer_value;
    let mut extra = [0.0; Part::COUNT];
    let rooms = setup.room.faces();
    for j in order {
        let worth = setup.valuation.worth[j];
        let full = rooms[j].min(left / worth).max(0.0);
        // All but the last part are said in round figures; the next makes up for it.
        extra[j] = full;
        left -= full * worth;
    }
    package_of(setup, &extra)
}

/// A package from money a year over the offer, said in figures with a step.
fn package_of(setup: &Setup, extra: &[f64; Part::COUNT]) -> Package {
    let (offer, room) = (&setup.case.offer, &setup.room);
    let quantity = |j: usize| -> Decimal {
        let part = room.parts[j];
        if part.face <= 0.0 || extra[j] <= 0.0 {
            return part.offered;
        }
        let share = Decimal::from_f64(extra[j] / part.face).unwrap_or_default().min(Decimal::ONE);
        let exact = part.offered + (part.top - part.offered).saturating_mul(share);
        // A thousandth: fine enough for equal values, coarse enough to say.
        let step = nice_step(exact / Decimal::ONE_THOUSAND);
        ((exact / step).round() * step).min(part.top).max(part.offered).normalize()
    };
    let currency = offer.currency();
    Package {
        base: Money::new(quantity(Part::Base.index()), currency),
        bonus: Money::new(quantity(Part::Bonus.index()), currency),
        equity: match room.equity_unit {
            Some(unit) if room.can_move(Part::Equity) => {
                Some(unit.with_quantity(quantity(Part::Equity.index())))
            }
            _ => offer.equity,
        },
        sign_on: Money::new(quantity(Part::SignOn.index()), currency),
    }
}

/// True where some part differs by a fifth of its room or more.
fn differs(setup: &Setup, one: &Package, other: &Package) -> bool {
    let (one, other) = (setup.mix(one), setup.mix(other));
    let rooms = setup.room.faces();
    (0..Part::COUNT).any(|j| rooms[j] > 0.0 && (one.extra[j] - other.extra[j]).abs() >= 0.2 * rooms[j])
}

/// What the ask's cost to the employer would buy at best: the same budget put
/// where it is worth most to the person for what it costs.
pub fn best_for_budget(setup: &Setup, mix: &Mix) -> (Package, f64) {
    let budget = setup.valuation.cost_of(&mix.extra);
    let parts = best_trade(&setup.valuation, &setup.room.faces(), budget);
    (package_of(setup, &parts), budget)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::advice::tests_support::{offer_in_band, usd};
    use crate::domain::{BonusTerm, Case, OnTable, PayBand};

    const FEW: Settings = Settings { seed: 1, trials: 2_000 };

    fn case() -> Case {
        let case = offer_in_band(100_000, 90_000, 120_000);
        let band =
            case.band.clone().map(|band| PayBand { bonus_max: Some(BonusTerm::Amount(usd(20_000))), ..band });
        Case { band, ..case }
    }

    #[test]
    fn packages_are_of_equal_value_in_different_mixes() {
        let case = case();
        let setup = Setup::of(&case);
        let ask = Policy::of(&setup, FEW).opening(&setup, 0.12);
        let packages = equal_packages(&setup, &ask, Settings { seed: 1, trials: 2_000 });
        assert!((2..=3).contains(&packages.len()), "{}", packages.len());
        let target = setup.gain(&ask);
        for one in &packages {
            assert!((one.over_offer - target).abs() <= APART, "{}: {}", one.leans_on, one.over_offer);
            assert!(one.package.base.amount() <= usd(120_000).amount());
        }
        assert!(packages[0].package != packages[1].package);
    }

    #[test]
    fn one_part_alone_has_no_other_mix() {
        let mut case = crate::advice::tests_support::offer_of(100_000);
        case.offer.bonus = usd(0);
        case.on_table = Some(OnTable { sign_on_max: Some(usd(0)), ..OnTable::default() });
        let setup = Setup::of(&case);
        let ask = Policy::of(&setup, FEW).opening(&setup, 0.12);
        assert!(equal_packages(&setup, &ask, Settings { seed: 1, trials: 100 }).is_empty());
    }

    #[test]
    fn the_best_trade_costs_the_same_and_is_worth_at_least_as_much() {
        let case = case();
        let setup = Setup::of(&case);
        let ask = Policy::of(&setup, FEW).opening(&setup, 0.12);
        let (best, budget) = best_for_budget(&setup, &setup.mix(&ask));
        let cost = setup.valuation.cost_of(&setup.mix(&best).extra);
        assert!((cost - budget).abs() < 0.01 * budget, "{cost} {budget}");
        assert!(setup.gain(&best) >= setup.gain(&ask) - 0.001);
    }
}
