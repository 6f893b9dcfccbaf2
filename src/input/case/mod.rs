//! The case file: one negotiation in TOML, each chapter of it in its own file here.
//!
//! A chapter is a function that takes the [`table::Table`] it belongs to, asks
//! for its keys and gives back domain types; problems collect by themselves.

pub mod promotion;
pub mod table;
