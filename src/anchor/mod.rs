//! The curve of ask against outcome, the anchor and why, the ladder.

mod advice;
mod assumptions;
mod branches;
mod caps;
mod choose;
mod curve;
mod derivation;
mod employer;
mod fallback;
mod ground;
mod packages;
pub mod reply;
mod reproduction;
mod sensitivity;
mod sharpen;
#[cfg(test)]
mod tests_support;
mod theory;
mod views;

pub use advice::{
    Advice, Cap, CircumstanceEffect, CurvePoint, Notice, PackageView, Quantity, Risk, Rung, Step,
    UsedAssumption, Verdict, WalkAway,
};
pub use branches::{Branches, Then, branches};
pub use choose::advise;
pub use employer::{BandPoint, employer_side};
pub use ground::{Ground, Meeting};
pub use packages::{EqualPackage, best_for_budget, equal_packages};
pub use reproduction::{Reproduction, reproduce};
pub use sensitivity::{Answer, Sensitivity, Swing, answer, sensitivity};
pub use sharpen::{Unknown, sharpen};
pub use theory::{ClosedForm, closed_forms, exponential_concession, first_movers_share};
pub use views::{MarketPlace, view};
