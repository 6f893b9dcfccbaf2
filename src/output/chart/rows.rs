//! Ranges under each other on one axis: names at the left and figures at the
//! right, or, where there is no width for that, over their bar.

use super::canvas::{Align, Area, Canvas, Stroke};
use super::frame::{bottom_axis, place};
use super::marks::{Side, plan};
use super::place::{Wish, spread};
use super::style::{BAR, DOT, HAIR, Ink, MARGIN, MIDDLE, THIN, Type};
use crate::marks::show;
use crate::report::chart::{Mark, Role, Row, Rows};

/// The names of the parts under a bar.
const PART_NAMES: f64 = 14.0;
/// The share of the width that the figures at the right may take, beside the
/// bar and over it.
const VALUES: (f64, f64) = (0.3, 0.5);
/// Under this width names stand over their range instead of beside it.
const BESIDE_FROM: f64 = 480.0;

/// Where the words and the bars of the rows go.
struct Columns {
    /// Room for names at the left; none when they stand over the bars.
    names: f64,
    left: f64,
    right: f64,
}

pub(super) fn draw(canvas: &mut Canvas, figure: &Rows, top: f64) -> f64 {
    let columns = columns(canvas, figure);
    let x = |value: f64| place(&figure.axis, value, columns.left, columns.right);
    // What is given stands under the axis when the places are dots on it.
    let over =
        |mark: &Mark| !figure.dotted || matches!(mark.role, Role::Anchor | Role::Target | Role::Expected);
    let at = |above: bool| -> Vec<(f64, &Mark)> {
        figure.marks.iter().filter(|mark| over(mark) == above).map(|mark| (x(mark.at), mark)).collect()
    };
    let (above, below) = (plan(canvas, at(true)), plan(canvas, at(false)));
    let mut y = top + above.height;
    let mut rows = Vec::new();
    for row in &figure.rows {
        let words = words(canvas, figure, &columns, row, y, &x);
        y = words.end;
        rows.push(words);
    }
    y += 3.0;
    for (row, words) in figure.rows.iter().zip(&rows) {
        range(canvas, row, words.bar_top, columns.right, &x);
    }
    canvas.line(&[(columns.left, y), (columns.right, y)], Stroke::new(Ink::Slate, HAIR));
    above.draw(canvas, top, Side::Above, |_| y);
    let lines: Vec<f64> = at(false).iter().map(|(x, _)| *x).collect();
    let end = bottom_axis(canvas, &figure.axis, (columns.left, columns.right), y, &lines);
    below.draw(canvas, end + 2.0, Side::Below, |_| y);
    for word in rows.into_iter().flat_map(|row| row.words) {
        canvas.text(word.at, &word.text, word.kind, word.ink, word.align);
    }
    for mark in figure.marks.iter().filter(|_| figure.dotted) {
        dot(canvas, mark, (x(mark.at), y));
    }
    end + 2.0 + below.height
}

fn columns(canvas: &Canvas, figure: &Rows) -> Columns {
    if canvas.width < BESIDE_FROM || figure.dotted {
        return Columns { names: 0.0, left: MARGIN + 4.0, right: canvas.width - MARGIN - 4.0 };
    }
    let widest = |widths: &mut dyn Iterator<Item = f64>| widths.fold(0.0, f64::max);
    let names = widest(
        &mut figure
            .rows
            .iter()
            .map(|row| canvas.measure(&row.name, Type::Label).max(canvas.measure(&row.detail, Type::Small))),
    );
    let values = figure.rows.iter().flat_map(|row| row.value.lines());
    let values = widest(&mut values.map(|line| canvas.measure(line, Type::Strong)));
    let (names, values) = (names.min(canvas.width * 0.34), values.min(canvas.width * VALUES.0));
    Columns { names, left: MARGIN + names + 16.0, right: canvas.width - MARGIN - values - 16.0 }
}

/// A text in its place.
struct Word {
    at: (f64, f64),
    text: String,
    kind: Type,
    ink: Ink,
    align: Align,
}

/// The words of a row in their places, and where its bar goes.
struct Words {
    words: Vec<Word>,
    bar_top: f64,
    end: f64,
}

fn words(
    canvas: &Canvas,
    figure: &Rows,
    columns: &Columns,
    row: &Row,
    top: f64,
    x: &impl Fn(f64) -> f64,
) -> Words {
    let (beside, edge, top) = (columns.names > 0.0, canvas.width - MARGIN, top + 6.0);
    let share = if beside { VALUES.0 } else { VALUES.1 };
    let fit = |line: &str| canvas.face.fit(&show(line), Type::Strong, canvas.width * share);
    let values: Vec<String> = row.value.lines().map(fit).collect();
    let widest = values.iter().map(|value| canvas.measure(value, Type::Strong)).fold(0.0, f64::max);
    let room = if beside { columns.names } else { edge - MARGIN - widest - 10.0 };
    let (mut words, names_end) = names(canvas, row, room, top);
    if figure.dotted {
        under_their_bar(canvas, &mut words, x(row.bar.0));
    }
    let values_height = Type::Strong.line() * values.len() as f64;
    let y = names_end.max(top + values_height);
    let bar_top = if beside { (top + y) / 2.0 - BAR / 2.0 } else { y + 2.0 };
    let first = if beside { bar_top + BAR / 2.0 - values_height / 2.0 } else { top };
    words.extend(values.into_iter().enumerate().map(|(i, text)| {
        let at = (edge, first + 12.0 + Type::Strong.line() * i as f64);
        Word { at, text, kind: Type::Strong, ink: Ink::Text, align: Align::Right }
    }));
    let parts = if row.segments.is_empty() { 0.0 } else { PART_NAMES };
    Words { words, bar_top, end: y.max(bar_top + BAR + parts) + 7.0 }
}

/// Name and detail of a row in lines from `y` on, and where they end.
fn names(canvas: &Canvas, row: &Row, room: f64, y: f64) -> (Vec<Word>, f64) {
    let mut words = Vec::new();
    let mut y = y;
    for (text, kind, ink) in [(&row.name, Type::Label, Ink::Text), (&row.detail, Type::Small, Ink::Muted)] {
        for text in canvas.face.lines(&show(text), kind, room, 3) {
            words.push(Word { at: (MARGIN, y + kind.size()), text, kind, ink, align: Align::Left });
            y += kind.line();
        }
    }
    (words, y)
}

/// Moves the words to where their bar begins, as far as the frame allows.
fn under_their_bar(canvas: &Canvas, words: &mut [Word], bar: f64) {
    let width = words.iter().map(|word| canvas.measure(&word.text, word.kind)).fold(0.0, f64::max);
    let left = bar.min(canvas.width - MARGIN - width).max(MARGIN);
    words.iter_mut().for_each(|word| word.at.0 = left);
}

fn range(canvas: &mut Canvas, row: &Row, top: f64, right: f64, x: &impl Fn(f64) -> f64) {
    let middle_y = top + BAR / 2.0;
    let thin = Stroke::new(Ink::Slate, THIN);
    if let Some((low, high)) = row.line {
        canvas.line(&[(x(low), middle_y), (x(high), middle_y)], thin);
    }
    let (low, high) = (x(row.bar.0), x(row.bar.1));
    // A range of no width is still a mark.
    let bar = Area { left: low, right: high.max(low + 2.0), top, bottom: top + BAR };
    if !row.segments.is_empty() {
        return segments(canvas, row, bar, right, x);
    }
    canvas.fill(bar, row.role.fill());
    if row.open {
        // An arrow: it goes on, nobody says how far.
        let tip = (bar.right + 7.0, middle_y);
        canvas.line(&[(bar.right, middle_y - 4.0), tip, (bar.right, middle_y + 4.0)], thin);
    }
    if let Some((low, high)) = row.interval {
        canvas.line(&[(x(low), bar.bottom + 2.5), (x(high), bar.bottom + 2.5)], Stroke::new(Ink::Text, THIN));
    }
    if let Some(middle) = row.middle {
        canvas.line(&[(x(middle), top), (x(middle), bar.bottom)], Stroke::new(Ink::Text, MIDDLE));
    }
}

/// A bar in parts, with their names under it where they fit.
fn segments(canvas: &mut Canvas, row: &Row, bar: Area, right: f64, x: &impl Fn(f64) -> f64) {
    let mut from = row.bar.0;
    let mut names = Vec::new();
    for (part, name, value) in &row.segments {
        let (start, end) = (x(from), x(from + value));
        from += value;
        // A hair of the backdrop between two parts.
        canvas.fill(Area { left: start, right: (end - 0.8).max(start + 0.4), ..bar }, part.ink());
        names.push(Wish { at: (start + end) / 2.0, width: canvas.measure(name, Type::Small) });
    }
    let Some(places) = spread(&names, 5.0, bar.left, right) else { return };
    for ((_, name, _), middle) in row.segments.iter().zip(places) {
        canvas.text((middle, bar.bottom + 11.0), name, Type::Small, Ink::Muted, Align::Middle);
    }
}

/// Disc for what is said and given, ring for what is only likely.
fn dot(canvas: &mut Canvas, mark: &Mark, at: (f64, f64)) {
    canvas.dot(at, DOT + 1.5, Ink::Paper);
    match mark.role {
        Role::Expected | Role::Target => canvas.ring(at, DOT, mark.role.ink()),
        _ => canvas.dot(at, DOT, mark.role.ink()),
    }
}
