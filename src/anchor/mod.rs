//! The curve of ask against outcome, the anchor and why, the ladder.

mod advice;
mod caps;
mod choose;
mod curve;
mod derivation;
mod fallback;
mod ground;
mod reproduction;
mod views;

pub use advice::{
    Advice, Cap, CircumstanceEffect, CurvePoint, Notice, PackageView, Quantity, Rung, Step, UsedAssumption,
    Verdict, WalkAway,
};
pub use choose::advise;
pub use ground::{Ground, Meeting};
pub use reproduction::{Reproduction, reproduce};
pub use views::MarketPlace;
