//! counteroffer: a compensation negotiation calculator and simulator.
//!
//! The main job, from a case file to the sheet for the meeting:
//!
//! ```
//! use counteroffer::input::ReadOptions;
//! use counteroffer::simulate::Settings;
//! use counteroffer::{app, output, report};
//!
//! let case = app::load_case("data/alloy-pm2/case.toml".as_ref(), &ReadOptions::default())?;
//! let results = app::sheet(&case, Settings { seed: 1, trials: 4_000 })?;
//! let whose = report::Whose::default();
//! let findings = report::Findings::of(&case, &results, "counteroffer sheet", whose);
//! let document = report::compose(findings, &report::Words::builtin("en")?)?;
//! let page = output::document::markdown::sheet(&document);
//! assert!(page.contains("# Ask for $"));
//! # Ok::<(), counteroffer::Error>(())
//! ```
//!
//! [`app`] holds the use cases: load a case, advise, simulate, the years, the
//! market, the sheet. [`report`] composes documents of their results, and
//! [`output`] renders those. The command line is the feature `cli`, on by
//! default; without it the library has neither arguments nor a terminal and
//! builds for `wasm32-unknown-unknown`.
//!
//! Data travels one road, and each floor knows only the floors below it:
//!
//! files → [`input`] → [`domain`] → [`market`] · [`equity`] · [`negotiation`] ·
//! [`claims`] → [`promotion`] · [`simulate`] → [`advice`] · [`scenario`] ·
//! [`validation`] → [`app`] → [`report`] → [`output`] → files.
//!
//! A test reads the `use` lines and fails when a floor reaches up.

pub mod advice;
pub mod app;
pub mod budget;
pub mod claims;
#[cfg(feature = "cli")]
pub mod cli;
pub mod domain;
pub mod equity;
pub mod error;
pub mod input;
pub mod market;
pub mod marks;
pub mod negotiation;
pub mod num;
pub mod output;
pub mod promotion;
pub mod report;
pub mod scenario;
pub mod simulate;
pub mod validation;

pub use error::{Error, Problem, Problems, Result};
