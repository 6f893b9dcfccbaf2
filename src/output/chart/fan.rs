//! Packages as lines over the years with the spread around them.

use super::canvas::{Align, Area, Canvas, Stroke};
use super::frame::{axis_room, footer, header, place, rules};
use super::place::{Wish, spread};
use super::style::{Ink, MARGIN, Type};
use crate::report::figure::{Fan, FanFigure};

const HEIGHT: f64 = 220.0;

pub(super) fn draw(canvas: &mut Canvas, figure: &FanFigure) -> f64 {
    let top = header(canvas, &figure.caption);
    let left = MARGIN + axis_room(canvas, &figure.axis);
    let most = canvas.width * 0.34;
    let labels: Vec<String> = figure
        .fans
        .iter()
        .map(|fan| canvas.face.fit(&super::text::clean(&fan.label), Type::Strong, most))
        .collect();
    let room = labels.iter().map(|label| canvas.measure(label, Type::Strong)).fold(0.0, f64::max);
    // Many lines need room for their names.
    let height = HEIGHT.max(figure.fans.len() as f64 * 18.0);
    let area =
        Area { left, right: canvas.width - MARGIN - room - 14.0, top: top + 6.0, bottom: top + 6.0 + height };
    rules(canvas, &figure.axis, area);
    for fan in figure.fans.iter().filter(|fan| fan.filled) {
        let upper = fan.points.iter().map(|p| (x(fan, p.year, area), y(figure, p.spread.1, area)));
        let lower = fan.points.iter().rev().map(|p| (x(fan, p.year, area), y(figure, p.spread.0, area)));
        canvas.region(upper.chain(lower).collect(), fan.role.ink(), 0.16);
    }
    for fan in &figure.fans {
        let points: Vec<_> =
            fan.points.iter().map(|p| (x(fan, p.year, area), y(figure, p.middle, area))).collect();
        canvas.line(&points, Stroke::new(fan.role.ink(), 2.2));
    }
    names(canvas, figure, &labels, area);
    let end = years(canvas, figure, area);
    footer(canvas, &figure.caption, end)
}

fn x(fan: &Fan, year: u32, area: Area) -> f64 {
    let first = fan.points.first().map_or(1, |p| p.year);
    let last = fan.points.last().map_or(1, |p| p.year);
    let share = if last > first { f64::from(year - first) / f64::from(last - first) } else { 1.0 };
    area.left + 6.0 + share * (area.width() - 6.0)
}

fn y(figure: &FanFigure, value: f64, area: Area) -> f64 {
    place(&figure.axis, value, area.bottom, area.top)
}

/// Names at the ends of the lines, moved apart where these are close.
fn names(canvas: &mut Canvas, figure: &FanFigure, labels: &[String], area: Area) {
    let ends: Vec<f64> = figure
        .fans
        .iter()
        .map(|fan| fan.points.last().map_or(area.bottom, |p| y(figure, p.middle, area)))
        .collect();
    let wishes: Vec<Wish> = ends.iter().map(|at| Wish { at: *at, width: 15.0 }).collect();
    let Some(places) = spread(&wishes, 1.0, area.top - 6.0, area.bottom + 6.0) else { return };
    for (((fan, label), end), at) in figure.fans.iter().zip(labels).zip(ends).zip(places) {
        canvas.line(&[(area.right, end), (area.right + 10.0, at)], Stroke::new(fan.role.ink(), 1.2));
        canvas.text((area.right + 13.0, at + 4.0), label, Type::Strong, Ink::Ink, Align::Left);
    }
}

fn years(canvas: &mut Canvas, figure: &FanFigure, area: Area) -> f64 {
    let Some(fan) = figure.fans.iter().max_by_key(|fan| fan.points.len()) else { return area.bottom };
    let pitch = area.width() / fan.points.len().max(1) as f64;
    let stride = ((44.0 / pitch).ceil() as usize).max(1);
    for point in fan.points.iter().step_by(stride) {
        let label = format!("year {}", point.year);
        let half = canvas.measure(&label, Type::Small) / 2.0;
        let middle = x(fan, point.year, area).clamp(half, canvas.width - half);
        canvas.text((middle, area.bottom + 16.0), &label, Type::Small, Ink::Muted, Align::Middle);
    }
    area.bottom + 20.0
}
