//! What the offer and each change of it are worth: the yearly value of the years, made
//! into weights of the parts.

use rust_decimal::Decimal;

use crate::domain::{Case, Equity, EquityTerms, Package, PackageId, Part};
use crate::equity::plan::yearly_value;
use crate::negotiation::{Valuation, yearly_equity};
use crate::num::Money;

/// The weights of a case's offer: V of the years is linear in every part, so the value of a
/// package with nothing but one part tells that part's weight, and the rest is fixed.
///
/// So an asked package counts exactly as it does in `compare`, but for parts of a share.
pub fn valuation(case: &Case) -> Valuation {
    let nothing = Package::of_base(Money::zero(case.offer.currency()));
    let years = case.preferences.horizon_years.max(1);
    let value = |package: &Package| yearly_value(case, PackageId::Offer, package);
    let without = value(&nothing);
    let one = |amount: u32| Money::new(Decimal::from(amount), case.offer.currency());
    let (equity, face) = equity_probe(case);
    let worth = [
        value(&Package { base: one(1), ..nothing }) - without,
        value(&Package { bonus: one(1), ..nothing }) - without,
        (value(&Package { equity: Some(equity), ..nothing }) - without) / face,
        value(&Package { sign_on: one(years), ..nothing }) - without,
    ];
    let mut valuation = Valuation::new(&case.assumptions, worth, f64::from(years));
    let fixed = value(&case.offer) - valuation.yearly(&case.offer, &case.equity_terms);
    valuation.fixed = if fixed.abs() < SLACK { 0.0 } else { fixed };
    valuation.worth[Part::Base.index()] *= case.assumptions.value("value.base");
    valuation.worth[Part::SignOn.index()] *= case.assumptions.value("value.sign-on");
    valuation
}

/// Less than this is the rounding of doubles, a year.
const SLACK: f64 = 1e-6;

/// Equity in the unit in which it is offered or may be asked for, so much that parts of a
/// share do not count, with its face a year. Where its worth is unknown, money stands for it.
fn equity_probe(case: &Case) -> (Equity, f64) {
    let of_band = || case.band.as_ref().and_then(|band| band.equity).map(|range| range.max());
    let on_table = || case.on_table.and_then(|table| table.equity_max);
    let unit = case.offer.equity.or_else(on_table).or_else(of_band);
    let face = |equity: Equity, terms: &EquityTerms| yearly_equity(equity, terms).filter(|face| *face > 0.0);
    let many = Decimal::from(1_000_000);
    let probe = unit.map(|unit| match unit {
        Equity::Percent(_) => unit.with_quantity(Decimal::ONE),
        _ => unit.with_quantity(many),
    });
    let money = Equity::Amount(Money::new(many, case.offer.currency()));
    let known = |equity: Equity| face(equity, &case.equity_terms).map(|face| (equity, face));
    probe.and_then(known).or_else(|| known(money)).unwrap_or((money, f64::INFINITY))
}
