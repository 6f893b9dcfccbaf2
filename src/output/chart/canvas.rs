//! A picture before it is drawn: shapes in pixels, in the order in which they
//! cover each other. Every text on it is measured, so that what is drawn can be
//! checked for collisions.

use super::style::{Ink, Type};
use super::text::Typeface;
use crate::error::Result;
use crate::marks::show;

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

    fn grown(self, by: f64) -> Self {
        Area { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    /// True when a line through points runs through it.
    pub(super) fn meets(self, line: &[(f64, f64)]) -> bool {
        line.windows(2).any(|pair| self.inside([pair[0], pair[1]]).is_some())
    }

    /// The stretch of a line that runs through it, as shares of the line's
    /// length: what is left of 0 to 1 between the four edges (Liang and Barsky, 1984).
    fn inside(self, [from, to]: [(f64, f64); 2]) -> Option<(f64, f64)> {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let edges = [
            (-dx, from.0 - self.left),
            (dx, self.right - from.0),
            (-dy, from.1 - self.top),
            (dy, self.bottom - from.1),
        ];
        let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
        for (step, room) in edges {
            if step < 0.0 {
                enters = enters.max(room / step);
            } else if step > 0.0 {
                leaves = leaves.min(room / step);
            } else if room <= 0.0 {
                return None;
            }
        }
        (enters < leaves).then_some((enters, leaves))
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
    /// A filled rectangle.
    Box(Area, Ink),
    /// A line through points, cut where it would run through a text.
    Line(Vec<(f64, f64)>, Stroke),
    /// A line of data, which is never cut.
    Curve(Vec<(f64, f64)>, Stroke),
    /// A filled polygon.
    Region(Vec<(f64, f64)>, Ink),
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

    pub(super) fn fill(&mut self, area: Area, ink: Ink) {
        self.shapes.push(Shape::Box(area, ink));
    }

    pub(super) fn line(&mut self, points: &[(f64, f64)], stroke: Stroke) {
        self.shapes.push(Shape::Line(points.to_vec(), stroke));
    }

    pub(super) fn curve(&mut self, points: Vec<(f64, f64)>, stroke: Stroke) {
        self.shapes.push(Shape::Curve(points, stroke));
    }

    pub(super) fn region(&mut self, points: Vec<(f64, f64)>, ink: Ink) {
        self.shapes.push(Shape::Region(points, ink));
    }

    pub(super) fn dot(&mut self, at: (f64, f64), radius: f64, ink: Ink) {
        self.shapes.push(Shape::Dot { at, radius, ink, hollow: false });
    }

    pub(super) fn ring(&mut self, at: (f64, f64), radius: f64, ink: Ink) {
        self.shapes.push(Shape::Dot { at, radius, ink, hollow: true });
    }

    /// Writes a text whose baseline starts, is centred or ends at `at`.
    pub(super) fn text(&mut self, at: (f64, f64), text: &str, kind: Type, ink: Ink, align: Align) {
        let text = show(text);
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

    /// Takes out of every line what runs through a text.
    pub(super) fn cut_lines(&mut self) {
        let texts: Vec<Area> = self.labels.iter().map(|label| label.area.grown(2.0)).collect();
        let shapes = std::mem::take(&mut self.shapes);
        let cut = |shape| match shape {
            Shape::Line(points, stroke) if texts.iter().any(|text| text.meets(&points)) => {
                let pieces = points.windows(2).flat_map(|pair| outside([pair[0], pair[1]], &texts));
                pieces.map(|piece| Shape::Line(piece.to_vec(), stroke)).collect()
            }
            other => vec![other],
        };
        self.shapes = shapes.into_iter().flat_map(cut).collect();
    }

    /// The room that a text needs.
    pub(super) fn measure(&self, text: &str, kind: Type) -> f64 {
        self.face.width(&show(text), kind)
    }

    /// True when a text would cover none of those that stand already, and stay inside.
    pub(super) fn is_free(&self, area: Area) -> bool {
        area.left >= 0.0
            && area.right <= self.width
            && !self.labels.iter().any(|label| label.area.overlaps(area))
    }
}

/// The pieces of a line that run through none of the areas.
fn outside([from, to]: [(f64, f64); 2], areas: &[Area]) -> Vec<[(f64, f64); 2]> {
    let mut hidden: Vec<(f64, f64)> = areas.iter().filter_map(|area| area.inside([from, to])).collect();
    hidden.sort_by(|a, b| a.0.total_cmp(&b.0));
    let at = |share: f64| (from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1));
    let mut pieces = Vec::new();
    let mut seen = 0.0;
    for (enters, leaves) in hidden.into_iter().chain([(1.0, 1.0)]) {
        if enters > seen {
            pieces.push([at(seen), at(enters)]);
        }
        seen = leaves.max(seen);
    }
    pieces
}

/// How far letters reach above and below the baseline, as a fraction of the size.
const ASCENT: f64 = 0.80;
const DESCENT: f64 = 0.24;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_where_it_runs_through_a_text() {
        let text = |top: f64| Area { left: 10.0, right: 30.0, top, bottom: top + 10.0 };
        let down = [(20.0, 0.0), (20.0, 100.0)];
        let pieces = outside(down, &[text(60.0), text(20.0), text(25.0)]);
        assert_eq!(
            pieces,
            [[(20.0, 0.0), (20.0, 20.0)], [(20.0, 35.0), (20.0, 60.0)], [(20.0, 70.0), (20.0, 100.0)]]
        );
        assert_eq!(outside([(0.0, 0.0), (9.0, 100.0)], &[text(20.0)]), [[(0.0, 0.0), (9.0, 100.0)]]);
        assert!(outside([(12.0, 22.0), (28.0, 28.0)], &[text(20.0)]).is_empty());
        // Along an edge is not through it.
        assert_eq!(outside([(10.0, 0.0), (10.0, 100.0)], &[text(20.0)]).len(), 1);
    }
}
