//! The curve of ask against outcome, the anchor and why, the ladder.

mod advice;

pub use advice::{
    Advice, Cap, CurvePoint, Notice, PackageView, Rung, Step, UsedAssumption, Verdict, WalkAway,
};
