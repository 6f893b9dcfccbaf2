//! What stands around every picture: title, note, source; axes and rules.

use super::canvas::{Align, Area, Canvas, Stroke};
use super::style::{GAP, HAIR, Ink, MARGIN, Type};
use crate::report::chart::{Axis, Caption};

/// Writes title and note; gives the height at which the picture may begin.
pub(super) fn header(canvas: &mut Canvas, caption: &Caption) -> f64 {
    let y = paragraph(canvas, &caption.title, Type::Title, Ink::Text, 4.0, 3);
    let y = paragraph(canvas, &caption.note, Type::Note, Ink::Muted, y + 2.0, 3);
    y + GAP
}

/// Writes the source under a picture that ends at `y`; gives the whole height.
pub(super) fn footer(canvas: &mut Canvas, caption: &Caption, y: f64) -> f64 {
    paragraph(canvas, &caption.source, Type::Source, Ink::Muted, y + GAP, 3) + 4.0
}

/// Lines from `y` on; gives where the last one ends.
fn paragraph(canvas: &mut Canvas, text: &str, kind: Type, ink: Ink, y: f64, most: usize) -> f64 {
    let room = canvas.width - 2.0 * MARGIN;
    let lines = canvas.face.lines(&crate::marks::show(text), kind, room, most);
    let mut y = y;
    for line in lines {
        // The baseline lies as far below the line's top as letters are high.
        canvas.text((MARGIN, y + kind.size()), &line, kind, ink, Align::Left);
        y += kind.line();
    }
    y
}

/// The place of a value between two ends, held inside them.
pub(super) fn place(axis: &Axis, value: f64, from: f64, to: f64) -> f64 {
    let share = (value - axis.low) / (axis.high - axis.low);
    from + share.clamp(0.0, 1.0) * (to - from)
}

/// The room that the marks of a vertical axis need at its left.
pub(super) fn axis_room(canvas: &Canvas, axis: &Axis) -> f64 {
    axis.ticks.iter().map(|t| canvas.measure(&t.label, Type::Small)).fold(0.0, f64::max) + 8.0
}

/// Light horizontal rules with their values at the left; nought a little darker.
pub(super) fn rules(canvas: &mut Canvas, axis: &Axis, area: Area) {
    for tick in &axis.ticks {
        let y = place(axis, tick.at, area.bottom, area.top);
        let ink = if tick.at == 0.0 { Ink::Slate } else { Ink::Rule };
        canvas.line(&[(area.left, y), (area.right, y)], Stroke::new(ink, HAIR));
        canvas.text((area.left - 8.0, y + 4.0), &tick.label, Type::Small, Ink::Muted, Align::Right);
    }
}

/// The marks of a horizontal axis under `y`, those that fit without touching
/// each other or a line that comes down at one of the places `lines`. Gives
/// where they end.
pub(super) fn bottom_axis(
    canvas: &mut Canvas,
    axis: &Axis,
    (left, right): (f64, f64),
    y: f64,
    lines: &[f64],
) -> f64 {
    let stride = stride(canvas, axis, right - left);
    let mut taken = 0.0;
    for tick in axis.ticks.iter().step_by(stride) {
        let x = place(axis, tick.at, left, right);
        let half = canvas.measure(&tick.label, Type::Small) / 2.0;
        let middle = x.clamp(half + 1.0, canvas.width - half - 1.0);
        canvas.line(&[(x, y), (x, y + 4.0)], Stroke::new(Ink::Slate, HAIR));
        // At the frame a name is moved inside and may come too near to the one before.
        if middle - half < taken || lines.iter().any(|line| (line - middle).abs() < half + 3.0) {
            continue;
        }
        taken = middle + half + 6.0;
        canvas.text((middle, y + 17.0), &tick.label, Type::Small, Ink::Muted, Align::Middle);
    }
    y + 20.0
}

/// Every how many-th mark can be written so that none touches the next.
fn stride(canvas: &Canvas, axis: &Axis, width: f64) -> usize {
    let widest = axis.ticks.iter().map(|t| canvas.measure(&t.label, Type::Small)).fold(0.0, f64::max);
    let between =
        axis.ticks.windows(2).map(|pair| (pair[1].at - pair[0].at) / (axis.high - axis.low) * width);
    let nearest = between.fold(f64::INFINITY, f64::min).max(1e-6);
    if nearest.is_finite() { (((widest + 8.0) / nearest).ceil() as usize).max(1) } else { 1 }
}
