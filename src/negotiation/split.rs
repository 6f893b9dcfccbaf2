//! From one number to a package and back.

use std::cmp::Ordering;
use std::ops::RangeInclusive;

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use super::value::Valuation;
use crate::domain::{Assumptions, Case, Package, Part};
use crate::num::{Money, nice_step};

/// What a granted concession brings, in money a year by part.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grant {
    /// By part: base, bonus, equity, sign-on.
    pub parts: [f64; Part::COUNT],
    /// What nothing could hold, in value.
    pub lost: f64,
}

/// How an ask spreads over the parts of a package, and how a concession comes back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mix {
    /// Asked over the offer, in money a year by part: below 0 what is given up for the rest.
    pub extra: [f64; Part::COUNT],
    /// Room of each part, in money a year.
    pub room: [f64; Part::COUNT],
    /// Worth and cost of each part.
    pub valuation: Valuation,
}

impl Mix {
    /// Σ v·extra: what is asked over the offer, in value a year.
    pub fn value(&self) -> f64 {
        self.valuation.worth_of(&self.extra)
    }
}

/// Spreads a concession worth `value` a year over the parts.
///
/// In the ask's own proportions, or, when the employer pivots, the parts that
/// cost them least for their worth (lowest k/v) first. No part gets more than
/// was asked of it or than its room: Σ v·y = value − lost.
pub fn grant(mix: &Mix, value: f64, pivots: bool) -> Grant {
    let most: [f64; Part::COUNT] = std::array::from_fn(|j| mix.extra[j].min(mix.room[j]).max(0.0));
    let asked = mix.value();
    // What is given up is given up in the measure of what is granted.
    let given_up = |j: usize| if asked > 0.0 { mix.extra[j].min(0.0) * value / asked } else { 0.0 };
    let mut parts: [f64; Part::COUNT] = std::array::from_fn(given_up);
    if pivots {
        let mut left = value - mix.valuation.worth_of(&parts);
        for j in by_ratio(&mix.valuation.cost, &mix.valuation.worth) {
            if mix.valuation.worth[j] > 0.0 && mix.extra[j] > 0.0 {
                parts[j] = most[j].min(left / mix.valuation.worth[j]);
                left -= parts[j] * mix.valuation.worth[j];
            }
        }
    } else if asked > 0.0 {
        parts = std::array::from_fn(|j| most[j].min(mix.extra[j] * value / asked));
    }
    let lost = (value - mix.valuation.worth_of(&parts)).max(0.0);
    Grant { parts, lost }
}

/// The best trade for an employer's budget: a fractional knapsack that fills
/// the parts with the most worth for their cost (highest v/k) first.
pub fn best_trade(valuation: &Valuation, caps: &[f64; Part::COUNT], budget: f64) -> [f64; Part::COUNT] {
    let mut parts = [0.0; Part::COUNT];
    let mut left = budget;
    for j in by_ratio(&valuation.cost, &valuation.worth) {
        if valuation.worth[j] > 0.0 && valuation.cost[j] > 0.0 {
            parts[j] = caps[j].min(left / valuation.cost[j]).max(0.0);
            left -= parts[j] * valuation.cost[j];
        }
    }
    parts
}

/// The parts in ascending order of top/bottom.
fn by_ratio(top: &[f64; Part::COUNT], bottom: &[f64; Part::COUNT]) -> [usize; Part::COUNT] {
    let mut order = Part::ALL.map(Part::index);
    order.sort_by(|&a, &b| (top[a] * bottom[b]).total_cmp(&(top[b] * bottom[a])));
    order
}

/// In which figures a package is said.
#[derive(Debug, Clone, Copy)]
pub struct Figures<'a> {
    assumptions: &'a Assumptions,
    scale: Option<&'a [Money]>,
}

impl<'a> Figures<'a> {
    /// Precise figures, and base by the steps of the employer's scale where it has one.
    pub fn of(case: &'a Case) -> Self {
        Figures { assumptions: &case.assumptions, scale: case.employer.steps() }
    }

    /// The bases to say around an exact one, the nearest first.
    fn around(&self, exact: Decimal) -> Vec<Decimal> {
        match self.scale {
            None => base_steps(exact, self.assumptions).collect(),
            Some(scale) => {
                let mut steps: Vec<Decimal> = scale.iter().map(|step| step.amount()).collect();
                steps.sort_by_key(|step| (step - exact).abs());
                steps
            }
        }
    }
}

/// The package to say that lies `share` of the way from one package to another.
///
/// Base is the nearest precise step whose gain, as `gain` tells it, lies within the
/// bounds, never a round one where the next serves as well (it sounds like a guess), and never beyond either package; the other parts are
/// rounded down to steps of their own. Where no step lies within the bounds, the
/// exact figures are said.
pub fn said_package(
    from: &Package,
    to: &Package,
    share: f64,
    within: &RangeInclusive<f64>,
    gain: impl Fn(&Package) -> f64,
    figures: &Figures<'_>,
) -> Package {
    let exact = package_toward(from, to, share);
    let said = toward(from, to, share, |least, exact, base| match base {
        true => exact,
        false => precise(exact, least, figures.assumptions),
    });
    let base = |amount: Decimal| Package { base: Money::new(amount, from.currency()), ..said };
    let (least, most) = (from.base.amount().min(to.base.amount()), from.base.amount().max(to.base.amount()));
    let fits = |package: &Package| {
        let gain = gain(package);
        // A base that may move and is asked for as offered is not asked for at all.
        let asked = package.base != from.base || from.base == to.base;
        asked && gain >= *within.start() - FITS && gain <= *within.end() + FITS
    };
    let steps = figures.around(exact.base.amount());
    let steps: Vec<Package> = steps.into_iter().map(|amount| base(amount.clamp(least, most))).collect();
    // Where no step fits, a scale has no figure between them.
    let otherwise = if figures.scale.is_some() { steps.first().copied() } else { None };
    std::iter::once(base(exact.base.amount()))
        .filter(|_| from.base == to.base)
        .chain(steps)
        .find(fits)
        .or(otherwise)
        .unwrap_or(exact)
}

/// Gains nearer than this are the same.
const FITS: f64 = 1e-9;

/// How many steps up and down a precise base is looked for.
const REACH: i64 = 40;

/// The precise figures around an exact base, the nearest first.
fn base_steps(exact: Decimal, assumptions: &Assumptions) -> impl Iterator<Item = Decimal> {
    let step = base_step(exact, assumptions);
    let middle = if step.is_zero() { Decimal::ZERO } else { (exact / step).round() };
    // Half of the second figure: 5,000 of 190,000.
    let round = nice_step(exact / Decimal::from(50));
    let is_round = |amount: Decimal| (amount % (step * Decimal::TEN)).is_zero() || (amount % round).is_zero();
    let mut steps: Vec<Decimal> = (-REACH..=REACH).map(|i| middle + Decimal::from(i)).collect();
    steps.retain(|count| !step.is_zero() && !is_round(count * step));
    steps.sort_by_key(|count| (count * step - exact).abs());
    steps.into_iter().map(move |count| (count * step).normalize())
}

/// The step in which a base of this size is said.
pub fn base_step(base: Decimal, assumptions: &Assumptions) -> Decimal {
    step_of(base, "anchor.base-step", assumptions)
}

fn step_of(amount: Decimal, share: &str, assumptions: &Assumptions) -> Decimal {
    let size = Decimal::from_f64(assumptions.value(share)).unwrap_or_default().saturating_mul(amount);
    if size > Decimal::ZERO { nice_step(size) } else { Decimal::ZERO }
}

/// The package that lies `share` of the way from the offer to the ask, to the
/// cent: what is expected rather than said.
pub fn package_toward(offer: &Package, ask: &Package, share: f64) -> Package {
    toward(offer, ask, share, |_, exact, _| {
        exact.round_dp_with_strategy(6, rust_decimal::RoundingStrategy::ToZero)
    })
}

fn toward(
    offer: &Package,
    ask: &Package,
    share: f64,
    finish: impl Fn(Decimal, Decimal, bool) -> Decimal,
) -> Package {
    let share = Decimal::from_f64(share).unwrap_or_default();
    let step = |from: Decimal, to: Decimal, base: bool| {
        let exact = from + (to - from).saturating_mul(share);
        match from.cmp(&to) {
            Ordering::Equal => from,
            Ordering::Less => finish(from, exact, base),
            // What is given up is said exactly.
            Ordering::Greater => exact.round_dp(2),
        }
    };
    let money = |from: Money, to: Money, base: bool| {
        Money::new(step(from.amount(), to.amount(), base), from.currency())
    };
    let equity = ask.equity.map(|to| {
        let from = offer.equity.filter(|e| e.same_unit(to)).map_or(Decimal::ZERO, |e| e.quantity());
        to.with_quantity(step(from, to.quantity(), false))
    });
    Package {
        base: money(offer.base, ask.base, true),
        bonus: money(offer.bonus, ask.bonus, false),
        equity,
        sign_on: money(offer.sign_on, ask.sign_on, false),
    }
}

/// A figure to say aloud: rounded down to its step, never below `floor`.
fn precise(exact: Decimal, floor: Decimal, assumptions: &Assumptions) -> Decimal {
    let step = step_of(exact, "anchor.extra-step", assumptions);
    if step.is_zero() || exact <= floor {
        return floor.max(exact);
    }
    ((exact / step).floor() * step).max(floor).normalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn valuation() -> Valuation {
        // Weights and costs of the documented knapsack case.
        Valuation::with_weights([1.0, 0.85, 0.70, 1.0], [1.30, 0.95, 0.80, 0.90])
    }

    #[test]
    fn the_documented_knapsack() {
        let caps = [4_000.0, 3_000.0, 8_000.0, 5_000.0];
        let parts = best_trade(&valuation(), &caps, 10_000.0);
        assert_eq!(parts, [0.0, 3_000.0, 3_312.5, 5_000.0]);
        assert!((valuation().worth_of(&parts) - 9_868.75).abs() < 1e-9);
        assert!((valuation().cost_of(&parts) - 10_000.0).abs() < 1e-9);
    }

    #[test]
    fn a_concession_keeps_its_value_whatever_the_mix() {
        let mix = Mix {
            extra: [10_000.0, 2_000.0, 8_000.0, 0.0],
            room: [20_000.0, 2_000.0, 9_000.0, 0.0],
            valuation: valuation(),
        };
        for share in [0.1, 0.5, 0.99, 1.0] {
            let value = mix.value() * share;
            for pivots in [false, true] {
                let granted = grant(&mix, value, pivots);
                assert!((valuation().worth_of(&granted.parts) + granted.lost - value).abs() < 1e-6);
                assert!(granted.lost < 1e-6, "{granted:?}");
            }
        }
        let pivot = grant(&mix, 1_000.0, true);
        assert_eq!(pivot.parts[Part::Base.index()], 0.0, "base is the dearest part and comes last");
    }

    #[test]
    fn what_nothing_can_hold_is_lost_and_told() {
        let mix =
            Mix { extra: [10_000.0, 0.0, 0.0, 0.0], room: [4_000.0, 0.0, 0.0, 0.0], valuation: valuation() };
        let granted = grant(&mix, 9_000.0, false);
        assert_eq!((granted.parts[Part::Base.index()], granted.lost), (4_000.0, 5_000.0));
    }
}
