//! Names of places on a horizontal axis: side by side where they fit, one under
//! the other where they do not, each with a line to its place.

use super::canvas::{Align, Canvas, Stroke};
use super::place::{Wish, spread};
use super::style::{Ink, LEADER, MARGIN, Type};
use crate::report::chart::Mark;

/// Height of a label of two lines, and of one.
const TWO_LINES: f64 = 30.0;
const ONE_LINE: f64 = 16.0;
/// Where the leaders bend.
const ELBOW: f64 = 10.0;

/// Which side of the axis the names stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Above,
    Below,
}

/// Where names go, decided before anything is drawn.
pub(super) struct Plan<'a> {
    names: Vec<(f64, &'a Mark)>,
    /// Centres in one row; without them the names stand one under the other.
    centres: Option<Vec<f64>>,
    /// The room it takes, leaders included.
    pub height: f64,
}

/// Plans the names of marks at their places x inside the frame.
pub(super) fn plan<'a>(canvas: &Canvas, names: Vec<(f64, &'a Mark)>) -> Plan<'a> {
    let wishes: Vec<Wish> =
        names.iter().map(|(at, mark)| Wish { at: *at, width: width(canvas, mark) }).collect();
    let centres = spread(&wishes, 8.0, MARGIN, canvas.width - MARGIN);
    let rows = if centres.is_some() { TWO_LINES } else { ONE_LINE * names.len() as f64 };
    let height = if names.is_empty() { 0.0 } else { rows + ELBOW };
    Plan { names, centres, height }
}

fn width(canvas: &Canvas, mark: &Mark) -> f64 {
    canvas.measure(&mark.name, Type::Small).max(canvas.measure(&mark.value, Type::Strong))
}

impl Plan<'_> {
    /// Draws the names in the room between `top` and `top + height`, with lines
    /// that end at `ends(mark)`.
    pub(super) fn draw(&self, canvas: &mut Canvas, top: f64, side: Side, ends: impl Fn(&Mark) -> f64) {
        match &self.centres {
            Some(centres) => {
                for ((x, mark), centre) in self.names.iter().zip(centres) {
                    self.beside(canvas, mark, (*x, *centre), top, side, ends(mark));
                }
            }
            None => self.stacked(canvas, top, side, ends),
        }
    }

    fn beside(
        &self,
        canvas: &mut Canvas,
        mark: &Mark,
        (x, centre): (f64, f64),
        top: f64,
        side: Side,
        end: f64,
    ) {
        let (text_top, near, bend) = match side {
            Side::Above => (top, top + TWO_LINES, top + self.height),
            Side::Below => (top + ELBOW, top + ELBOW, top),
        };
        leader(canvas, mark, &[(centre, near), (x, bend), (x, end)]);
        canvas.text((centre, text_top + 11.0), &mark.name, Type::Small, Ink::Muted, Align::Middle);
        canvas.text((centre, text_top + 25.0), &mark.value, Type::Strong, Ink::Text, Align::Middle);
    }

    /// One under the other; lines that pass behind a name are cut.
    fn stacked(&self, canvas: &mut Canvas, top: f64, side: Side, ends: impl Fn(&Mark) -> f64) {
        let first = if side == Side::Above { top } else { top + ELBOW };
        let row = |i: usize| first + ONE_LINE * i as f64;
        for (i, (x, mark)) in self.names.iter().enumerate() {
            leader(canvas, mark, &[(*x, row(i) + ONE_LINE / 2.0), (*x, ends(mark))]);
        }
        for (i, (x, mark)) in self.names.iter().enumerate() {
            let text = format!("{} {}", mark.name, mark.value);
            let text = canvas.face.fit(&text, Type::Strong, canvas.width - 2.0 * MARGIN - 4.0);
            let half = canvas.measure(&text, Type::Strong) / 2.0;
            let middle = x.clamp(MARGIN + half, canvas.width - MARGIN - half);
            canvas.text((middle, row(i) + 12.0), &text, Type::Strong, Ink::Text, Align::Middle);
        }
    }
}

fn leader(canvas: &mut Canvas, mark: &Mark, points: &[(f64, f64)]) {
    canvas.line(points, Stroke::new(mark.role.ink(), LEADER));
}
