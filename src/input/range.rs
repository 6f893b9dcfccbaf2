//! How large a figure may be that anything is worked out with.

use rust_decimal::Decimal;

use super::value::{Fault, Read};
use crate::budget;
use crate::num::{Money, grouped};

/// Refuses a number that no calculation is meant for.
///
/// # Errors
/// When it is larger than `most`, either side of zero, or has too many decimals.
pub fn in_range(number: Decimal, most: Decimal) -> Read<Decimal> {
    if number.abs() > most {
        let message = format!("`{number}` is too large: nothing here is more than {}", grouped(most));
        return Err(Fault::new(message, "write it in whole units, and look for a digit too many"));
    }
    if number.normalize().scale() > budget::DECIMALS {
        let message = format!("`{number}` has more than {} decimals", budget::DECIMALS);
        return Err(Fault::new(message, "round it"));
    }
    Ok(number)
}

/// An amount that came of others, such as by an exchange rate.
///
/// # Errors
/// As [`in_range`].
pub fn money_in_range(money: Money) -> Read<Money> {
    in_range(money.amount(), budget::AMOUNT).map(|_| money)
}
