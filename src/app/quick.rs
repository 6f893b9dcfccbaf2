//! A case from a few figures: "offered 190, band 185 to 210: what do I ask?"

use crate::domain::{
    Alternative, Assumptions, Case, Context, EquityTerms, Firmness, Package, PayBand, PayRange, Profile,
};
use crate::num::Money;

/// The figures of one question.
#[derive(Debug, Clone, PartialEq)]
pub struct Quick {
    /// What kind of negotiation it is.
    pub profile: Profile,
    /// What is offered.
    pub offer: Package,
    /// The pay band of base.
    pub band: Option<PayRange>,
    /// Today's base.
    pub current_base: Option<Money>,
    /// Base of a competing offer in writing.
    pub competing_base: Option<Money>,
    /// How the person speaks, and what the employer has in hand.
    pub context: Context,
}

/// The case that these figures make.
///
/// ```
/// use counteroffer::app::{Quick, advise, assumptions, quick_case};
/// use counteroffer::domain::{Context, Package, PayRange, Profile};
/// use counteroffer::num::{Currency, Money};
/// use counteroffer::simulate::Settings;
///
/// let usd = |amount: i64| Money::new(amount.into(), Currency::USD);
/// let question = Quick {
///     profile: Profile::Promotion,
///     offer: Package::of_base(usd(190_000)),
///     band: PayRange::new(usd(185_000), None, usd(210_000)).ok(),
///     current_base: None,
///     competing_base: None,
///     context: Context::default(),
/// };
/// let case = quick_case(question, assumptions(&[])?);
/// let advice = advise(&case, Settings { seed: 1, trials: 4_000 });
/// assert!(advice.asks() && advice.anchor.range_penetration <= Some(1.0), "an ask within the band");
/// # Ok::<(), counteroffer::Error>(())
/// ```
pub fn quick_case(question: Quick, assumptions: Assumptions) -> Case {
    let competing = question.competing_base.map(|base| {
        Alternative::new(
            "the competing offer".into(),
            Package::of_base(base),
            Firmness::Written,
            EquityTerms::default(),
        )
    });
    Case {
        current: question.current_base.map(Package::of_base),
        band: question.band.map(band),
        alternatives: competing.into_iter().collect(),
        context: question.context,
        assumptions,
        ..Case::of_offer(question.profile, question.offer)
    }
}

fn band(base: PayRange) -> PayBand {
    PayBand {
        company: None,
        family: None,
        level: "this level".into(),
        location: None,
        base,
        bonus_target: None,
        bonus_max: None,
        equity: None,
        effective_date: None,
        origin: "the command line".into(),
    }
}
