//! counteroffer: a compensation negotiation calculator and simulator.
//!
//! Data travels one road, and each floor knows only the floors below it:
//!
//! files → [`input`] → [`domain`] → [`market`] · [`equity`] · [`negotiation`] →
//! [`simulate`] → [`advice`] · [`scenario`] → [`app`] → [`report`] → [`output`] → files;
//! [`app`] holds the use cases and [`cli`] turns arguments into calls of them. A test reads the `use` lines and fails when a
//! floor reaches up.

pub mod advice;
pub mod app;
pub mod claims;
#[cfg(feature = "cli")]
pub mod cli;
pub mod domain;
pub mod equity;
pub mod error;
pub mod input;
pub mod market;
pub mod negotiation;
pub mod num;
pub mod output;
pub mod promotion;
pub mod report;
pub mod scenario;
pub mod simulate;
pub mod validation;

pub use error::{Error, Problem, Problems, Result};
