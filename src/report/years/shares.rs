//! What the shares of an employer are taken to do.

use rust_decimal::Decimal;

use super::unit::short;
use crate::equity::price::PriceModel;
use crate::report::{Composer, Facts};
use crate::scenario::Shares;

pub(super) fn say(shares: &Shares, page: &mut Composer<'_>) {
    let numbers = page.numbers();
    let percent = |fraction| numbers.percent(fraction, 1);
    let times = |multiple: f64| numbers.number(Decimal::try_from(multiple).unwrap_or_default(), 2);
    let facts = Facts::new().given("employer", &short(&shares.employer));
    match &shares.model {
        PriceModel::Public(stock) => {
            let file = |path: &str| path.rsplit(['/', '\\']).next().map(short).unwrap_or_default();
            let facts =
                facts.with("drift", percent(stock.drift)).with("volatility", percent(stock.volatility));
            let facts = match shares.history.as_deref() {
                Some(path) => facts.given("file", &file(path)),
                None => facts,
            };
            page.fine("shares.public", &facts);
        }
        PriceModel::Private(mixture) => {
            let outcome = |chance: f64, multiple: f64| {
                let facts = Facts::new().with("chance", percent(chance)).with("multiple", times(multiple));
                page.phrase("shares.outcome", &facts)
            };
            let outcomes: Vec<String> =
                mixture.outcomes().iter().map(|(chance, multiple)| outcome(*chance, *multiple)).collect();
            let facts = facts
                .when("double_trigger", shares.double_trigger)
                .with("outcomes", outcomes.join(", "))
                .with("dilution", (mixture.dilution > 0.0).then(|| percent(mixture.dilution)))
                .with("liquidity", (mixture.liquidity > 0.0).then(|| times(mixture.liquidity)));
            page.fine("shares.private", &facts);
        }
    }
}
