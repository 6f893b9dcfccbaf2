//! The curve of ask against outcome, the anchor and why, the ladder.

mod anchor;
mod ask_limits;
mod batna;
mod curve;
mod derivation;
mod employer_side;
mod expectation;
mod notices;
mod package_view;
mod packages;
pub mod policy;
mod response_tree;
mod result;
mod sensitivity;
mod setup;
mod step;
pub mod talk;
#[cfg(test)]
mod tests_support;
mod used_assumptions;
mod valuation;
mod value_of_information;

pub use anchor::{advise, walk_away};
pub use batna::LastInLine;
pub use employer_side::{BandPoint, employer_side};
pub use expectation::{Basis, Expectation, expectation};
pub use package_view::view;
pub use packages::{EqualPackage, best_for_budget, equal_packages};
pub use policy::{Answer as AnswerKind, Move, Policy, Round};
pub use response_tree::{Branch, ResponseTree, branches};
pub use result::{
    Advice, Cap, CircumstanceEffect, CurvePoint, Limit, Notice, PackageView, Risk, Rung, Standby,
    UsedAssumption, Verdict, WalkAway,
};
pub use sensitivity::{Answer, Sensitivity, Swing, answer, sensitivity};
pub use setup::{Meeting, Setup};
pub use step::{DerivationStep, Quantity, Step, StepSource};
pub use talk::{Course, Exchange, Known, LEAST_EFFECTIVE, Situation, Talk};
pub use value_of_information::{Fact, Lack, Unknown, sharpen};
