//! A hundred meetings as dots: those in which something moved on an axis, the
//! others beside it.

use super::canvas::{Align, Canvas, Stroke};
use super::frame::{bottom_axis, place};
use super::marks::{Side, plan};
use super::style::{HAIR, Ink, MARGIN, Type};
use crate::report::chart::Dots;

/// Meetings in a column of the block in which nothing moved.
const BLOCK: usize = 10;
/// No stack is higher than this many pixels.
const HIGHEST: f64 = 160.0;

/// Where the parts of the picture lie.
struct Layout {
    /// Distance of two dots.
    pitch: f64,
    /// The axis.
    left: f64,
    right: f64,
    /// Meetings by column of the axis, in order.
    columns: Vec<Vec<usize>>,
}

pub(super) fn draw(canvas: &mut Canvas, figure: &Dots, top: f64) -> f64 {
    let layout = layout(canvas, figure);
    group(canvas, MARGIN, top, &figure.held_label);
    group(canvas, layout.left, top, &figure.moved_label);
    let names =
        figure.marks.iter().map(|m| (place(&figure.axis, m.at, layout.left, layout.right), m)).collect();
    let names = plan(canvas, names);
    let dots_top = top + 34.0 + names.height;
    let highest = layout.columns.iter().map(Vec::len).max().unwrap_or(0).max(BLOCK);
    let baseline = dots_top + highest as f64 * layout.pitch;
    names.draw(canvas, top + 34.0, Side::Above, |_| baseline);
    block(canvas, figure, &layout, baseline);
    stacks(canvas, figure, &layout, baseline);
    canvas.line(&[(layout.left, baseline), (layout.right, baseline)], Stroke::new(Ink::Slate, HAIR));
    let y = bottom_axis(canvas, &figure.axis, (layout.left, layout.right), baseline, &[]);
    withdrawn(canvas, figure, &layout, y + 6.0)
}

/// A name over its figure: "The offer stands", "50 of 100".
fn group(canvas: &mut Canvas, x: f64, top: f64, (name, value): &(String, String)) {
    canvas.text((x, top + 11.0), name, Type::Small, Ink::Muted, Align::Left);
    canvas.text((x, top + 26.0), value, Type::Strong, Ink::Text, Align::Left);
}

fn group_width(canvas: &Canvas, (name, value): &(String, String)) -> f64 {
    canvas.measure(name, Type::Small).max(canvas.measure(value, Type::Strong))
}

/// The widest distance of dots at which no stack is too high.
fn layout(canvas: &Canvas, figure: &Dots) -> Layout {
    let widest = if canvas.width < 450.0 { 9.0 } else { 15.0 };
    let mut pitch = widest;
    loop {
        let block = figure.held.div_ceil(BLOCK) as f64 * pitch;
        let left = MARGIN + block.max(group_width(canvas, &figure.held_label)) + 28.0;
        let right = canvas.width - MARGIN - 6.0;
        let columns = columns(figure, left, right, pitch);
        let highest = columns.iter().map(Vec::len).max().unwrap_or(0) as f64 * pitch;
        if highest <= HIGHEST || pitch <= 3.0 {
            return Layout { pitch, left, right, columns };
        }
        pitch -= 1.0;
    }
}

fn columns(figure: &Dots, left: f64, right: f64, pitch: f64) -> Vec<Vec<usize>> {
    let count = (((right - left) / pitch).floor() as usize).max(1);
    let mut columns = vec![Vec::new(); count];
    for (i, gain) in figure.moved.iter().enumerate() {
        let x = place(&figure.axis, *gain, left, right);
        let column = (((x - left) / pitch) as usize).min(count - 1);
        columns[column].push(i);
    }
    columns
}

fn block(canvas: &mut Canvas, figure: &Dots, layout: &Layout, baseline: f64) {
    for i in 0..figure.held {
        let x = MARGIN + ((i / BLOCK) as f64 + 0.5) * layout.pitch;
        let y = baseline - ((i % BLOCK) as f64 + 0.5) * layout.pitch;
        canvas.dot((x, y), layout.pitch * 0.42, Ink::Offer);
    }
}

fn stacks(canvas: &mut Canvas, figure: &Dots, layout: &Layout, baseline: f64) {
    let first_full = figure.moved.len() - figure.full.min(figure.moved.len());
    for (column, meetings) in layout.columns.iter().enumerate() {
        for (height, meeting) in meetings.iter().enumerate() {
            let x = layout.left + (column as f64 + 0.5) * layout.pitch;
            let y = baseline - (height as f64 + 0.5) * layout.pitch;
            let ink = if *meeting >= first_full { Ink::Anchor } else { Ink::Expected };
            canvas.dot((x, y), layout.pitch * 0.42, ink);
        }
    }
}

/// The meetings in which the offer went, and their chance in words.
fn withdrawn(canvas: &mut Canvas, figure: &Dots, layout: &Layout, y: f64) -> f64 {
    let pitch = layout.pitch.min((canvas.width - 2.0 * MARGIN) / 100.0 * 1.6);
    let dots = figure.withdrawn.min(50);
    for i in 0..dots {
        canvas.dot((MARGIN + (i as f64 + 0.5) * pitch, y + 8.0), pitch * 0.42, Ink::WalkAway);
    }
    let x = MARGIN + dots as f64 * pitch + if dots > 0 { 6.0 } else { 0.0 };
    let room = canvas.width - MARGIN - x;
    let text = canvas.face.fit(&figure.withdrawn_label, Type::Small, room);
    canvas.text((x, y + 12.0), &text, Type::Small, Ink::Muted, Align::Left);
    y + 16.0
}
