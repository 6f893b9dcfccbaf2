//! The ladder as stairs that come down toward the offer.

use super::canvas::{Align, Area, Canvas, Stroke};
use super::frame::{axis_room, footer, header, place, rules};
use super::place::{Wish, spread};
use super::style::{Ink, MARGIN, Type};
use crate::report::figure::{LadderFigure, LadderStep};

const HEIGHT: f64 = 170.0;
/// Width that a step's words need.
const LEAST_STEP: f64 = 84.0;

pub(super) fn draw(canvas: &mut Canvas, figure: &LadderFigure) -> f64 {
    let top = header(canvas, &figure.caption);
    let left = MARGIN + axis_room(canvas, &figure.axis);
    let most = (canvas.width - left - MARGIN - LEAST_STEP * figure.steps.len() as f64).max(70.0);
    let labels: Vec<String> =
        figure.lines.iter().map(|line| canvas.face.fit(&line.label, Type::Small, most)).collect();
    let room = labels.iter().map(|label| canvas.measure(label, Type::Small)).fold(0.0, f64::max);
    let right = canvas.width - MARGIN - room - 12.0;
    let words = figure.steps.iter().map(|step| step.details.len()).max().unwrap_or(0) as f64 * 14.0 + 32.0;
    let area = Area { left, right, top: top + words, bottom: top + words + HEIGHT };
    rules(canvas, &figure.axis, area);
    lines(canvas, figure, &labels, area);
    steps(canvas, figure, area);
    footer(canvas, &figure.caption, area.bottom + 8.0)
}

fn height(figure: &LadderFigure, at: f64, area: Area) -> f64 {
    place(&figure.axis, at, area.bottom, area.top)
}

fn lines(canvas: &mut Canvas, figure: &LadderFigure, labels: &[String], area: Area) {
    let ends: Vec<f64> = figure.lines.iter().map(|line| height(figure, line.at, area)).collect();
    let wishes: Vec<Wish> = ends.iter().map(|at| Wish { at: *at, width: 14.0 }).collect();
    let places = spread(&wishes, 1.0, area.top, area.bottom + 7.0).unwrap_or(ends.clone());
    for (((line, label), end), at) in figure.lines.iter().zip(labels).zip(ends).zip(places) {
        canvas.line(&[(area.left, end), (area.right, end)], Stroke::new(line.role.ink(), 2.0));
        canvas.line(&[(area.right, end), (area.right + 8.0, at)], Stroke::new(line.role.ink(), 1.2));
        canvas.text((area.right + 11.0, at + 4.0), label, Type::Small, Ink::Ink, Align::Left);
    }
}

/// Each step is a bar from the offer up, with its words on top.
fn steps(canvas: &mut Canvas, figure: &LadderFigure, area: Area) {
    let width = area.width() / figure.steps.len().max(1) as f64;
    for (i, step) in figure.steps.iter().enumerate() {
        let left = area.left + i as f64 * width;
        let y = height(figure, step.at, area);
        let bar = Area { left: left + 6.0, right: left + width - 6.0, top: y, bottom: area.bottom };
        canvas.fill(bar, Ink::Anchor, 0.22);
        canvas.line(&[(bar.left, y), (bar.right, y)], Stroke::new(Ink::Anchor, 3.0));
        step_words(canvas, step, bar);
    }
}

fn step_words(canvas: &mut Canvas, step: &LadderStep, bar: Area) {
    let mut y = bar.top - 8.0;
    for detail in step.details.iter().rev() {
        let text = canvas.face.fit(detail, Type::Small, bar.width());
        canvas.text((bar.left, y), &text, Type::Small, Ink::Muted, Align::Left);
        y -= 14.0;
    }
    let text = canvas.face.fit(&format!("{}. {}", step.round, step.value), Type::Strong, bar.width());
    canvas.text((bar.left, y), &text, Type::Strong, Ink::Ink, Align::Left);
}
