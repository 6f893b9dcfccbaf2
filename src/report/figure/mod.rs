//! Figures as finished data: every position a number, every word already
//! written. A chart draws them and never computes.
//!
//! One struct a chart, built from results; `output` turns it into a picture.

mod anchor;
mod axis;
mod band;
mod outcome;
mod parts;

pub use anchor::{AnchorFigure, CapMark, CurveDot};
pub use axis::{Axis, Tick};
pub use band::{BandFigure, RangeKind, RangeRow};
pub use outcome::OutcomeFigure;
pub use parts::{Caption, Mark, Role};

/// A chart, ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    /// How a hundred meetings end.
    Outcome(OutcomeFigure),
    /// What an opening ask brings on average.
    Anchor(AnchorFigure),
    /// Where pay stands in band and market.
    Band(BandFigure),
}

impl Figure {
    /// What it says, in words.
    pub fn caption(&self) -> &Caption {
        match self {
            Figure::Outcome(figure) => &figure.caption,
            Figure::Anchor(figure) => &figure.caption,
            Figure::Band(figure) => &figure.caption,
        }
    }
}
