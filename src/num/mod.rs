//! Numbers that know what they are: money with its currency, percentages,
//! probabilities, and the one definition of a quantile.

mod amount;
pub mod beta;
mod money;
pub mod normal;
mod percent;
mod probability;
mod quantile;

pub use amount::{AmountError, AmountStyle, ParsedAmount, grouped, parse_amount, parse_digits};
pub use money::{Currency, Money, Rounding, money_scale, nice_step};
pub use percent::{Percent, parse_percent};
pub use probability::Probability;
pub use quantile::{quantile_of_sorted, quantile_rank};

/// A simulated figure with its standard error.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// One standard error of the simulation, in the same unit.
    pub se: f64,
}

impl Estimate {
    /// An estimate and its standard error.
    pub fn new(value: f64, se: f64) -> Self {
        Estimate { value, se }
    }
}

/// The months by their English names, January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
