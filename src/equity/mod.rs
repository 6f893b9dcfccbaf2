//! Grants → value per year: what vests when, what it may be worth then.
//!
//! Everything here is pure: dates, exact quantities, expectations in closed
//! form. The draws are in `simulate`.

pub mod cash;
pub mod employer;
pub mod holdings;
pub mod pert;
pub mod plan;
pub mod price;
pub mod vesting;
pub mod volatility;
