//! A pay package: base, bonus at target, equity refresh and sign-on.

use rust_decimal::Decimal;

use crate::num::{Currency, Money, Percent};

/// An equity grant as people state it; [`super::EquityTerms`] turn it into money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Equity {
    /// A share of the company, such as 0.04%.
    Percent(Percent),
    /// Money at grant, vesting over the plan's months.
    Amount(Money),
    /// Shares or units, worth the plan's unit price each.
    Units(Decimal),
}

impl Equity {
    /// The number before its unit: percent, money or units.
    pub fn quantity(self) -> Decimal {
        match self {
            Equity::Percent(percent) => percent.percent(),
            Equity::Amount(money) => money.amount(),
            Equity::Units(units) => units,
        }
    }

    /// The same unit with another number before it.
    #[must_use]
    pub fn with_quantity(self, quantity: Decimal) -> Self {
        match self {
            Equity::Percent(_) => Equity::Percent(Percent::from_percent(quantity)),
            Equity::Amount(money) => Equity::Amount(Money::new(quantity, money.currency())),
            Equity::Units(_) => Equity::Units(quantity),
        }
    }

    /// True when both are stated in the same unit.
    pub fn same_unit(self, other: Equity) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

/// What somebody is paid, or offered, or asks for: all in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Package {
    /// Yearly base salary.
    pub base: Money,
    /// Yearly bonus at target.
    pub bonus: Money,
    /// The yearly equity refresh grant, if any.
    pub equity: Option<Equity>,
    /// Paid once on joining.
    pub sign_on: Money,
}

impl Package {
    /// A package of base salary alone.
    pub fn of_base(base: Money) -> Self {
        let zero = Money::zero(base.currency());
        Package { base, bonus: zero, equity: None, sign_on: zero }
    }

    /// The currency of the package.
    pub fn currency(&self) -> Currency {
        self.base.currency()
    }
}
