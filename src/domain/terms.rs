//! What turns the equity of each package into money.

use super::{Case, EquityTerms, Outlook, PackageId, Profile};

impl Case {
    /// What turns the equity of a package into money: the case's `[equity]` or the
    /// alternative's own terms, and over them what the package's outlook says. Of the company
    /// of today nothing is known from the terms of a new offer.
    pub fn equity_terms_of(&self, of: PackageId) -> EquityTerms {
        let mut terms = match of {
            PackageId::Alternative(index) => self
                .alternatives
                .get(index)
                .map_or_else(EquityTerms::default, |alternative| alternative.equity_terms.clone()),
            PackageId::Current if self.profile == Profile::NewOffer => EquityTerms {
                company_value: None,
                unit_price: None,
                strike: None,
                ..self.equity_terms.clone()
            },
            _ => self.equity_terms.clone(),
        };
        if let Some(outlook) = self.outlook_with_price(of) {
            terms.kind = outlook.kind.unwrap_or(terms.kind);
            terms.company_value = outlook.company_value.or(terms.company_value);
            terms.unit_price = outlook.unit_price.or(terms.unit_price);
        }
        terms
    }

    /// The outlook whose price terms hold for a package: its own, or that of the
    /// offer where both have the same employer.
    pub fn outlook_with_price(&self, of: PackageId) -> Option<&Outlook> {
        let same = of == PackageId::Current && self.profile != Profile::NewOffer;
        let offer = self.prospects.outlook(PackageId::Offer).filter(|_| same);
        offer.or_else(|| self.prospects.outlook(of))
    }
}
