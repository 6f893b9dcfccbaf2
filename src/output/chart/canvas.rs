//! A picture before it is drawn: shapes in pixels, in the order in which they
//! cover each other. Every text on it is measured, so that what is drawn can be
//! checked for collisions.

use super::style::{Ink, Type};
use super::text::{Typeface, clean};
use crate::error::Result;

/// Which end of a text its position names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Middle,
    Right,
}

/// A rectangle in pixels, y downward.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Area {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Lower edge.
    pub bottom: f64,
}

impl Area {
    pub(super) fn width(self) -> f64 {
        self.right - self.left
    }

    /// True when the two share more than an edge.
    pub fn overlaps(self, other: Area) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// A text and the room that it takes.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// What it says.
    pub text: String,
    /// Where it stands.
    pub area: Area,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stroke {
    pub ink: Ink,
    pub width: f64,
    pub dashed: bool,
}

impl Stroke {
    pub(super) fn new(ink: Ink, width: f64) -> Self {
        Stroke { ink, width, dashed: false }
    }

    pub(super) fn dashed(ink: Ink, width: f64) -> Self {
        Stroke { ink, width, dashed: true }
    }
}

/// One thing on the picture.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    /// A filled rectangle with its opacity.
    Box(Area, Ink, f64),
    /// A line through points.
    Line(Vec<(f64, f64)>, Stroke),
    /// A filled polygon with its opacity.
    Region(Vec<(f64, f64)>, Ink, f64),
    /// A disc: centre, radius, its ring and its filling.
    Dot { at: (f64, f64), radius: f64, ink: Ink, hollow: bool },
    /// A text: the point on its baseline.
    Text { at: (f64, f64), text: String, kind: Type, ink: Ink, align: Align },
}

/// A picture that grows downward until it is finished.
pub(super) struct Canvas {
    pub(super) width: f64,
    pub(super) shapes: Vec<Shape>,
    pub(super) labels: Vec<Label>,
    pub(super) face: Typeface,
}

impl Canvas {
    pub(super) fn new(width: f64) -> Result<Self> {
        Ok(Canvas { width, shapes: Vec::new(), labels: Vec::new(), face: Typeface::open()? })
    }

    pub(super) fn fill(&mut self, area: Area, ink: Ink, opacity: f64) {
        self.shapes.push(Shape::Box(area, ink, opacity));
    }

    pub(super) fn line(&mut self, points: &[(f64, f64)], stroke: Stroke) {
        self.shapes.push(Shape::Line(points.to_vec(), stroke));
    }

    pub(super) fn region(&mut self, points: Vec<(f64, f64)>, ink: Ink, opacity: f64) {
        self.shapes.push(Shape::Region(points, ink, opacity));
    }

    pub(super) fn dot(&mut self, at: (f64, f64), radius: f64, ink: Ink) {
        self.shapes.push(Shape::Dot { at, radius, ink, hollow: false });
    }

    pub(super) fn ring(&mut self, at: (f64, f64), radius: f64, ink: Ink) {
        self.shapes.push(Shape::Dot { at, radius, ink, hollow: true });
    }

    /// Writes a text whose baseline starts, is centred or ends at `at`.
    pub(super) fn text(&mut self, at: (f64, f64), text: &str, kind: Type, ink: Ink, align: Align) {
        let text = clean(text);
        if text.trim().is_empty() {
            return;
        }
        let width = self.face.width(&text, kind);
        let left = match align {
            Align::Left => at.0,
            Align::Middle => at.0 - width / 2.0,
            Align::Right => at.0 - width,
        };
        let area = Area {
            left,
            right: left + width,
            top: at.1 - kind.size() * ASCENT,
            bottom: at.1 + kind.size() * DESCENT,
        };
        self.labels.push(Label { text: text.clone(), area });
        self.shapes.push(Shape::Text { at, text, kind, ink, align });
    }

    /// The room that a text needs.
    pub(super) fn measure(&self, text: &str, kind: Type) -> f64 {
        self.face.width(&clean(text), kind)
    }

    /// True when a text would cover none of those that stand already, and stay inside.
    pub(super) fn is_free(&self, area: Area) -> bool {
        area.left >= 0.0
            && area.right <= self.width
            && !self.labels.iter().any(|label| label.area.overlaps(area))
    }
}

/// How far letters reach above and below the baseline, as a fraction of the size.
const ASCENT: f64 = 0.80;
const DESCENT: f64 = 0.24;
