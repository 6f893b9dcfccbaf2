//! Who pays which package, and how that employer's shares may move.

use super::price::{Lognormal, Mixture, PriceModel};
use super::volatility::{HistoricMoves, historic_moves};
use crate::domain::{Assumptions, Case, Equity, EquityTerms, OwnershipKind, PackageId, PriceTerms, Profile};

/// One employer of a comparison. Packages of one employer live in the same
/// world: one path of its shares, one payout of its bonus, in each trial.
#[derive(Debug, Clone, PartialEq)]
pub struct Employer {
    /// Its name.
    pub name: String,
    /// How its shares may move.
    pub price: PriceModel,
    /// The price file whose volatility it is, where it is one's.
    pub history: Option<String>,
    /// What is taken off the likely value of its shares for their risk. 0 for a
    /// private company, whose outcomes carry the haircut already.
    pub haircut: f64,
}

/// The employer behind a package, by name.
///
/// For a raise or a promotion today's employer is the offer's; for a new offer
/// it is another one.
pub fn employer_name(case: &Case, of: PackageId) -> String {
    let company = || case.role.company.clone().unwrap_or_else(|| "the company".to_owned());
    match of {
        PackageId::Alternative(_) => of.name(case).into_owned(),
        PackageId::Current if case.profile == Profile::NewOffer => "today's employer".to_owned(),
        _ => company(),
    }
}

/// The employer of a package with the model of its shares.
pub fn employer(case: &Case, of: PackageId) -> Employer {
    let terms = case.equity_terms_of(of);
    let nothing = PriceTerms::default();
    let price = case.outlook_with_price(of).map_or(&nothing, |outlook| &outlook.price);
    let name = employer_name(case, of);
    let history = price.history.as_ref().filter(|_| price.volatility.is_none());
    let history = history.map(|history| history.source().to_owned());
    match terms.kind {
        OwnershipKind::Public => Employer {
            name,
            price: PriceModel::Public(lognormal(price, &case.assumptions)),
            history,
            haircut: case.assumptions.value("equity.public-haircut"),
        },
        OwnershipKind::Private => {
            Employer { name, price: PriceModel::Private(mixture(price, case)), history: None, haircut: 0.0 }
        }
    }
}

/// Given figures first, then the volatility of the price file, then the
/// assumption. A past drift is no forecast: it is taken only when the case says so.
fn lognormal(terms: &PriceTerms, assumptions: &Assumptions) -> Lognormal {
    let history = terms.history.as_ref().map(|h| historic_moves(h, assumptions.value("equity.trading-days")));
    let volatility = terms.volatility.map(|v| v.to_f64()).or(history.map(|h: HistoricMoves| h.volatility));
    let past = history.filter(|_| terms.drift_of_history).map(|h| h.drift);
    let drift = terms.drift.map(|d| d.to_f64()).or(past);
    Lognormal {
        drift: drift.unwrap_or_else(|| assumptions.value("equity.public-drift")),
        volatility: volatility.unwrap_or_else(|| assumptions.value("equity.public-volatility")),
    }
}

fn mixture(terms: &PriceTerms, case: &Case) -> Mixture {
    let assumed = |name: &str| case.assumptions.value(&format!("equity.private-{name}"));
    let standard = || (1..=4).map(|i| (assumed(&format!("chance-{i}")), assumed(&format!("multiple-{i}"))));
    let outcomes = match terms.outcomes.is_empty() {
        true => standard().collect(),
        false => terms.outcomes.iter().map(|(chance, multiple)| (chance.get(), *multiple)).collect(),
    };
    let dilution = terms.dilution.map_or_else(|| assumed("dilution"), |d| d.to_f64());
    let liquidity = terms.liquidity_years.and_then(|years| f64::try_from(years).ok());
    Mixture::normalized(outcomes, dilution, liquidity.unwrap_or_else(|| assumed("liquidity-years")))
}

/// What a grant is worth today, before any risk; `None` when the value of the
/// company or the price of a unit is unknown.
pub fn face_value(size: Equity, terms: &EquityTerms) -> Option<f64> {
    let money = match size {
        Equity::Percent(percent) => terms.company_value?.times(percent.fraction()),
        Equity::Amount(money) => money,
        Equity::Units(units) => terms.unit_price?.times(units),
    };
    Some(money.to_f64())
}
