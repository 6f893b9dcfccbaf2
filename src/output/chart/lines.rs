//! Packages as lines over the years, with the spread around them.

use super::canvas::{Align, Area, Canvas, Stroke};
use super::frame::{axis_room, bottom_axis, footer, header, place, rules};
use super::place::{Wish, spread};
use super::style::{Ink, MARGIN, Type};
use crate::report::figure::{Line, LinePoint, LinesFigure};

const HEIGHT: f64 = 220.0;

pub(super) fn draw(canvas: &mut Canvas, figure: &LinesFigure) -> f64 {
    let top = header(canvas, &figure.caption);
    let left = MARGIN + axis_room(canvas, &figure.y);
    let most = canvas.width * 0.42;
    let fit = |line: &Line| canvas.face.fit(&super::text::clean(&line.label), Type::Strong, most);
    let labels: Vec<String> = figure.lines.iter().map(fit).collect();
    let room = labels.iter().map(|label| canvas.measure(label, Type::Strong)).fold(0.0, f64::max);
    // Many lines need room for their names.
    let height = HEIGHT.max(figure.lines.len() as f64 * 18.0);
    let right = canvas.width - MARGIN - room - 14.0;
    let area = Area { left, right, top: top + 6.0, bottom: top + 6.0 + height };
    rules(canvas, &figure.y, area);
    for line in figure.lines.iter().filter(|line| line.filled) {
        let upper = line.points.iter().map(|p| at(figure, p, p.spread.1, area));
        let lower = line.points.iter().rev().map(|p| at(figure, p, p.spread.0, area));
        canvas.region(upper.chain(lower).collect(), line.role.ink(), 0.16);
    }
    for line in &figure.lines {
        let points: Vec<_> = line.points.iter().map(|p| at(figure, p, p.value, area)).collect();
        canvas.line(&points, Stroke::new(line.role.ink(), 2.2));
    }
    names(canvas, figure, &labels, area);
    let end = bottom_axis(canvas, &figure.x, (area.left, area.right), area.bottom, &[]);
    footer(canvas, &figure.caption, end)
}

fn at(figure: &LinesFigure, point: &LinePoint, value: f64, area: Area) -> (f64, f64) {
    (place(&figure.x, point.at, area.left, area.right), place(&figure.y, value, area.bottom, area.top))
}

/// Names at the ends of the lines, moved apart where these are close.
fn names(canvas: &mut Canvas, figure: &LinesFigure, labels: &[String], area: Area) {
    let end = |line: &Line| line.points.last().map_or(area.bottom, |p| at(figure, p, p.value, area).1);
    let ends: Vec<f64> = figure.lines.iter().map(end).collect();
    let wishes: Vec<Wish> = ends.iter().map(|at| Wish { at: *at, width: 15.0 }).collect();
    let Some(places) = spread(&wishes, 1.0, area.top - 6.0, area.bottom + 6.0) else { return };
    for (((line, label), end), at) in figure.lines.iter().zip(labels).zip(ends).zip(places) {
        canvas.line(&[(area.right, end), (area.right + 10.0, at)], Stroke::new(line.role.ink(), 1.2));
        canvas.text((area.right + 13.0, at + 4.0), label, Type::Strong, Ink::Text, Align::Left);
    }
}
