//! How far each part of the package can move.

use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use super::value::{Valuation, yearly_equity};
use crate::domain::{Case, Equity, Package, Part, PayBand, Profile};
use crate::num::Money;

/// The room of one part, in the part's own unit and in money a year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RoomPart {
    /// What is offered (money, percent or units).
    pub offered: Decimal,
    /// The most there can be, in the same unit; never below what is offered.
    pub top: Decimal,
    /// The room in money a year at face value; 0 where its worth is unknown.
    pub face: f64,
    /// The part of it up to the middle: below 0 where more than that is offered.
    pub middle: f64,
}

impl RoomPart {
    fn none(offered: Decimal) -> Self {
        RoomPart { offered, top: offered, face: 0.0, middle: 0.0 }
    }

    /// The room of an employer who moves this part by so much of it.
    fn moved(self, factor: Decimal) -> Self {
        let share = number(factor);
        RoomPart {
            offered: self.offered,
            top: self.offered + (self.top - self.offered).saturating_mul(factor),
            face: self.face * share,
            middle: self.middle * share,
        }
    }

    fn up_to(offered: Decimal, top: Decimal, face_of: impl Fn(Decimal) -> f64, middle: Middle) -> Self {
        let top = top.max(offered);
        let room = |end: Decimal| face_of(end - offered);
        let face = room(top);
        let middle = match middle {
            Middle::At(mid) => room(mid),
            Middle::Half => face / 2.0,
        };
        RoomPart { offered, top, face, middle }
    }
}

enum Middle {
    At(Decimal),
    Half,
}

/// The room of a whole package.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room {
    /// By part: base, bonus, equity, sign-on.
    pub parts: [RoomPart; Part::COUNT],
    /// The unit in which equity is asked for, with no quantity in it.
    pub equity_unit: Option<Equity>,
    /// Σ v·room, a year.
    pub value: f64,
    /// Σ v·room to the middles, a year: below 0 where the offer lies above them.
    pub middle_value: f64,
    /// V₀.
    pub offer_value: f64,
    in_band: bool,
}

impl Room {
    /// The room of a case's offer: up to the band, or, without a band, the
    /// limit's share of what is offered of each part; what the case says is on
    /// the table goes before both.
    pub fn of_case(case: &Case, valuation: &Valuation) -> Self {
        let offer_value = valuation.yearly(&case.offer, &case.equity_terms);
        let (equity, equity_unit) = equity_room(case);
        let parts = [base_room(case), bonus_room(case), equity, sign_on_room(case, valuation)];
        let parts = Part::ALL.map(|part| parts[part.index()].moved(factor(case, part)));
        let sum = |of: fn(&RoomPart) -> f64| valuation.worth_of(&parts.map(|part| of(&part)));
        Room {
            parts,
            equity_unit,
            value: sum(|part| part.face),
            middle_value: sum(|part| part.middle),
            offer_value,
            in_band: case.band.is_some(),
        }
    }

    /// ρ and m, the room to the maxima and to the middles as fractions of
    /// the offer; `None` where no band is known.
    pub fn of_band(&self) -> Option<(f64, f64)> {
        self.in_band.then(|| (self.whole(), self.share_of_offer(self.middle_value)))
    }

    /// The room of all parts together as a fraction of the offer.
    pub fn whole(&self) -> f64 {
        self.share_of_offer(self.value.max(0.0))
    }

    fn share_of_offer(&self, value: f64) -> f64 {
        if self.offer_value > 0.0 { value / self.offer_value } else { 0.0 }
    }

    /// The offer with every part at its top.
    pub fn top(&self, offer: &Package) -> Package {
        self.package(offer, |part| part.top)
    }

    /// The offer, its equity in the unit in which equity is asked for.
    pub fn bottom(&self, offer: &Package) -> Package {
        self.package(offer, |part| part.offered)
    }

    fn package(&self, offer: &Package, of: impl Fn(&RoomPart) -> Decimal) -> Package {
        let money = |part: Part| Money::new(of(&self.parts[part.index()]), offer.currency());
        let equity = self.equity_unit.filter(|_| self.can_move(Part::Equity));
        Package {
            base: money(Part::Base),
            bonus: money(Part::Bonus),
            equity: equity
                .map(|unit| unit.with_quantity(of(&self.parts[Part::Equity.index()])))
                .or(offer.equity),
            sign_on: money(Part::SignOn),
        }
    }

    /// The room in money a year, by part.
    pub fn faces(&self) -> [f64; Part::COUNT] {
        self.parts.map(|part| part.face)
    }

    /// The share of every part's room that an ask of fraction `ask` takes.
    pub fn share_of(&self, ask: f64) -> f64 {
        if self.value > 0.0 { ask * self.offer_value / self.value } else { 0.0 }
    }
}

fn number(amount: Decimal) -> f64 {
    amount.to_f64().unwrap_or(0.0)
}

/// The most of a part where no band says it: the limit's share over what is offered.
fn within_limit(case: &Case, offered: Decimal) -> Decimal {
    let limit = Decimal::from_f64(case.assumptions.value("anchor.limit")).unwrap_or_default();
    offered.saturating_add(offered.saturating_mul(limit))
}

/// How much of a part's room the employer's kind moves. What the case says is on the table is.
fn factor(case: &Case, part: Part) -> Decimal {
    let said = case.on_table.is_some_and(|table| match part {
        Part::Base => false,
        Part::Bonus => table.bonus_max.is_some(),
        Part::Equity => table.equity_max.is_some(),
        Part::SignOn => table.sign_on_max.is_some(),
    });
    let row = || {
        case.assumptions.get(&format!("kind.{}-{}", case.employer.kind.name(), part.name().replace('_', "-")))
    };
    let told = row().filter(|_| !said).and_then(|row| Decimal::from_f64(row.value));
    told.unwrap_or(Decimal::ONE)
}

fn base_room(case: &Case) -> RoomPart {
    let room = room_of_base(case);
    let offered = case.offer.base.amount();
    // By steps: to the highest that lies within the room.
    let Some(scale) = case.employer.steps() else { return room };
    let top = scale.iter().map(|step| step.amount()).filter(|step| (offered..=room.top).contains(step)).max();
    let middle = Decimal::from_f64(room.middle).unwrap_or_default();
    RoomPart::up_to(offered, top.unwrap_or(offered), number, Middle::At(offered + middle))
}

fn room_of_base(case: &Case) -> RoomPart {
    let offered = case.offer.base.amount();
    match &case.band {
        Some(band) => {
            RoomPart::up_to(offered, band.base.max().amount(), number, Middle::At(band.base.mid().amount()))
        }
        None => RoomPart::up_to(offered, within_limit(case, offered), number, Middle::Half),
    }
}

fn bonus_room(case: &Case) -> RoomPart {
    let offered = case.offer.bonus.amount();
    let said = case.on_table.and_then(|table| table.bonus_max).map(|money| money.amount());
    let usual = || case.band.as_ref().map_or(within_limit(case, offered), |band| highest_bonus(case, band));
    RoomPart::up_to(offered, said.unwrap_or_else(usual), number, Middle::Half)
}

/// The band's highest bonus, by default a little over target.
fn highest_bonus(case: &Case, band: &PayBand) -> Decimal {
    if let Some(term) = band.bonus_max {
        return term.at_base(case.offer.base).amount();
    }
    let target = band.bonus_target.map_or(case.offer.bonus, |term| term.at_base(case.offer.base));
    let factor = Decimal::from_f64(case.assumptions.value("room.bonus")).unwrap_or(Decimal::ONE);
    target.times(factor).amount()
}

fn equity_room(case: &Case) -> (RoomPart, Option<Equity>) {
    let band = case.band.as_ref().and_then(|band| band.equity);
    let said = case.on_table.and_then(|table| table.equity_max);
    let without_band = || {
        let offered = case.offer.equity.filter(|_| case.band.is_none())?;
        Some(offered.with_quantity(within_limit(case, offered.quantity())))
    };
    let Some(top) = said.or_else(|| band.map(|range| range.max())).or_else(without_band) else {
        return (
            RoomPart::none(quantity(case.offer.equity)),
            case.offer.equity.map(|e| e.with_quantity(Decimal::ZERO)),
        );
    };
    let unit = top.with_quantity(Decimal::ZERO);
    let Some(offered) = in_unit(&case.offer, unit, case) else {
        return (RoomPart::none(Decimal::ZERO), Some(unit));
    };
    let face_of =
        |quantity: Decimal| yearly_equity(unit.with_quantity(quantity), &case.equity_terms).unwrap_or(0.0);
    let middle = match band {
        Some(range) if said.is_none() => Middle::At(range.mid().quantity()),
        _ => Middle::Half,
    };
    (RoomPart::up_to(offered, top.quantity(), face_of, middle), Some(unit))
}

fn quantity(equity: Option<Equity>) -> Decimal {
    equity.map_or(Decimal::ZERO, Equity::quantity)
}

/// The offer's equity in another unit; `None` where the company's value or
/// the unit price that would convert it is unknown.
fn in_unit(offer: &Package, unit: Equity, case: &Case) -> Option<Decimal> {
    let Some(offered) = offer.equity else { return Some(Decimal::ZERO) };
    if offered.same_unit(unit) {
        return Some(offered.quantity());
    }
    let one = yearly_equity(unit.with_quantity(Decimal::ONE), &case.equity_terms)?;
    let have = yearly_equity(offered, &case.equity_terms)?;
    if one > 0.0 { Decimal::from_f64(have / one) } else { None }
}

/// Sign-on: what the case says, or a share of base for a new offer.
fn sign_on_room(case: &Case, valuation: &Valuation) -> RoomPart {
    let offered = case.offer.sign_on.amount();
    let said = case.on_table.and_then(|table| table.sign_on_max).map(|money| money.amount());
    let usual = || {
        let share = Decimal::from_f64(case.assumptions.value("room.sign-on"))?;
        (case.profile == Profile::NewOffer).then(|| case.offer.base.times(share).amount())
    };
    match said.or_else(usual) {
        Some(top) => {
            RoomPart::up_to(offered, top, |amount| number(amount) / valuation.horizon_years(), Middle::Half)
        }
        None => RoomPart::none(offered),
    }
}

/// Which parts can move at all.
impl Room {
    /// True where a part has room, even room of unknown worth.
    pub fn can_move(&self, part: Part) -> bool {
        let room = &self.parts[part.index()];
        room.top > room.offered
    }
}
