//! Figures as finished data: every position a number, every word already
//! written. A chart draws them and never computes.
//!
//! One struct a chart, built from results; `output` turns it into a picture.

mod anchor;
mod axis;
mod band;
mod compare;
mod ladder;
mod lines;
mod market;
mod outcome;
mod packages;
mod parts;
mod scenario;
mod sensitivity;
mod spans;

pub use anchor::{AnchorFigure, CapMark, CurveDot};
pub use axis::{Axis, Tick};
pub use band::{BandFigure, RangeKind, RangeRow};
pub use lines::{Line, LinePoint, LinesFigure};
pub use market::RowName;
pub use outcome::OutcomeFigure;
pub use parts::{Caption, Mark, Role, label};
pub use scenario::{PackagePanel, Part, ScenarioFigure, YearColumn};
pub use spans::{Span, SpansFigure};

/// A chart, ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    /// How a hundred meetings end.
    Outcome(OutcomeFigure),
    /// What an opening ask brings on average.
    Anchor(AnchorFigure),
    /// Where pay stands in band and market.
    Band(BandFigure),
    /// What packages pay by year.
    Scenario(ScenarioFigure),
    /// Lines over the years: fan and vesting.
    Lines(LinesFigure),
    /// Ranges under each other: ladder, comparison, market, sensitivity.
    Spans(SpansFigure),
}

impl Figure {
    /// What it says, in words.
    pub fn caption(&self) -> &Caption {
        match self {
            Figure::Outcome(figure) => &figure.caption,
            Figure::Anchor(figure) => &figure.caption,
            Figure::Band(figure) => &figure.caption,
            Figure::Scenario(figure) => &figure.caption,
            Figure::Lines(figure) => &figure.caption,
            Figure::Spans(figure) => &figure.caption,
        }
    }
}
