//! Document model → bytes; the only writer.

pub mod calendar;
mod cells;
pub mod chart;
pub mod csv;
pub mod document;
pub mod files;
pub mod json;
pub mod problems;
pub use json::result;
pub mod sheet;
pub mod withheld;
