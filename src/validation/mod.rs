//! What the model is held against: the closed forms of bargaining theory and
//! published figures.

mod closed_forms;
mod published;

pub use closed_forms::{ClosedForm, closed_forms, exponential_concession, first_movers_share};
pub use published::{Reproduction, reproduce};
