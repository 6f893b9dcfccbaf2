//! How large a figure may be that anything is worked out with.

use rust_decimal::Decimal;

use super::value::{Fault, Read};
use crate::num::Money;

/// An amount is at most 10¹⁵: more than any company is worth in any currency,
/// and few enough digits that no sum or product of amounts overflows.
pub(super) const MOST: Decimal = Decimal::from_parts(0xA4C6_8000, 0x0003_8D7E, 0, false, 0);

/// A grant is at most 10¹² shares.
pub(super) const MOST_UNITS: Decimal = Decimal::from_parts(0xD4A5_1000, 0xE8, 0, false, 0);

/// A percentage is at most a million, and nothing has more decimals than twelve.
pub(super) const MOST_PERCENT: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);
const MOST_DECIMALS: u32 = 12;

/// Refuses a number that no calculation is meant for.
///
/// # Errors
/// When it is larger than `most`, either side of zero, or has too many decimals.
pub fn in_range(number: Decimal, most: Decimal) -> Read<Decimal> {
    if number.abs() > most {
        let message = format!("`{number}` is too large: nothing here is more than {}", grouped(most));
        return Err(Fault::new(message, "write it in whole units, and look for a digit too many"));
    }
    if number.normalize().scale() > MOST_DECIMALS {
        let message = format!("`{number}` has more than {MOST_DECIMALS} decimals");
        return Err(Fault::new(message, "round it"));
    }
    Ok(number)
}

/// An amount that came of others, such as by an exchange rate.
///
/// # Errors
/// As [`in_range`].
pub fn money_in_range(money: Money) -> Read<Money> {
    in_range(money.amount(), MOST).map(|_| money)
}

fn grouped(number: Decimal) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}
