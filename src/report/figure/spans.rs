//! Ranges under each other on one axis: what markets pay, packages compared,
//! which assumption matters.

use super::Axis;
use super::parts::{Caption, Mark, Role};
use super::scenario::Part;

/// One range.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Span {
    /// Its name.
    pub name: String,
    /// What stands under the name.
    pub detail: String,
    /// What stands at the right, one or two lines.
    pub value: String,
    /// What it stands for; the market where it is none of the case's figures.
    pub role: Option<Role>,
    /// Ends of the bar.
    pub bar: (f64, f64),
    /// What the bar is made of, from its lower end; nothing for a plain bar.
    pub segments: Vec<(Part, f64)>,
    /// Ends of the thin line.
    pub line: Option<(f64, f64)>,
    /// Middle.
    pub middle: Option<f64>,
    /// 95% interval of the middle.
    pub interval: Option<(f64, f64)>,
    /// True when the upper end is only a lower bound.
    pub open: bool,
}

/// Ranges under each other, with places that they are held against.
#[derive(Debug, Clone, PartialEq)]
pub struct SpansFigure {
    /// The words.
    pub caption: Caption,
    /// What they measure.
    pub axis: Axis,
    /// The ranges, from the top.
    pub spans: Vec<Span>,
    /// Places on the axis, such as the offer.
    pub marks: Vec<Mark>,
}
