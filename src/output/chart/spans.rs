//! Ranges under each other on one axis, names at the left, figures at the right.

use super::canvas::{Align, Area, Canvas, Stroke};
use super::frame::{bottom_axis, footer, header, place};
use super::marks::{Side, plan};
use super::place::{Wish, spread};
use super::style::{Ink, MARGIN, Type};
use super::text::clean;
use crate::report::figure::{Mark, Span, SpansFigure};

const BAR: f64 = 14.0;
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

pub(super) fn draw(canvas: &mut Canvas, figure: &SpansFigure) -> f64 {
    let top = header(canvas, &figure.caption);
    let columns = columns(canvas, figure);
    let x = |value: f64| place(&figure.axis, value, columns.left, columns.right);
    let marks: Vec<(f64, &Mark)> = figure.marks.iter().map(|mark| (x(mark.at), mark)).collect();
    let names = plan(canvas, marks);
    let mut y = top + names.height;
    let mut rows = Vec::new();
    for span in &figure.spans {
        let row = row(canvas, &columns, span, y);
        y = row.end;
        rows.push(row);
    }
    names.draw(canvas, top, Side::Above, |_| y);
    for (span, row) in figure.spans.iter().zip(&rows) {
        range(canvas, span, row.bar_top, columns.right, &x);
    }
    for row in rows {
        row.write(canvas);
    }
    canvas.line(&[(columns.left, y), (columns.right, y)], Stroke::new(Ink::Slate, 1.0));
    let end = bottom_axis(canvas, &figure.axis, (columns.left, columns.right), y, &[]);
    footer(canvas, &figure.caption, end)
}

fn columns(canvas: &Canvas, figure: &SpansFigure) -> Columns {
    let widest = |texts: &dyn Fn(&Span) -> (String, Type)| {
        let widths = figure.spans.iter().map(|span| {
            let (text, kind) = texts(span);
            canvas.measure(&text, kind)
        });
        widths.fold(0.0, f64::max)
    };
    if canvas.width < BESIDE_FROM {
        return Columns { names: 0.0, left: MARGIN + 4.0, right: canvas.width - MARGIN - 4.0 };
    }
    let names = widest(&|s| (s.name.clone(), Type::Label)).max(widest(&|s| (s.detail.clone(), Type::Small)));
    let names = names.min(canvas.width * 0.34);
    let lines = figure.spans.iter().flat_map(|span| span.value.lines());
    let values = lines.map(|line| canvas.measure(line, Type::Strong)).fold(0.0, f64::max);
    let values = values.min(canvas.width * VALUES.0);
    Columns { names, left: MARGIN + names + 16.0, right: canvas.width - MARGIN - values - 16.0 }
}

/// Words in their place.
struct Words {
    at: (f64, f64),
    text: String,
    kind: Type,
    ink: Ink,
    align: Align,
}

/// A row with its words in place.
struct Row {
    words: Vec<Words>,
    bar_top: f64,
    end: f64,
}

impl Row {
    /// Writes the words, on a backdrop that covers lines which pass behind them.
    fn write(self, canvas: &mut Canvas) {
        for Words { at, text, kind, ink, align } in self.words {
            let width = canvas.measure(&text, kind) + 3.0;
            let left = if align == Align::Right { at.0 - width } else { at.0 };
            let (top, bottom) = (at.1 - kind.size(), at.1 + 3.0);
            canvas.fill(Area { left, right: left + width, top, bottom }, Ink::Paper, 1.0);
            canvas.text(at, &text, kind, ink, align);
        }
    }
}

fn row(canvas: &Canvas, columns: &Columns, span: &Span, top: f64) -> Row {
    let edge = canvas.width - MARGIN;
    let beside = columns.names > 0.0;
    let share = if beside { VALUES.0 } else { VALUES.1 };
    let fit = |line: &str| canvas.face.fit(&clean(line), Type::Strong, canvas.width * share);
    let values: Vec<String> = span.value.lines().map(fit).collect();
    let widest = values.iter().map(|value| canvas.measure(value, Type::Strong)).fold(0.0, f64::max);
    let room = if beside { columns.names } else { edge - MARGIN - widest - 10.0 };
    let (mut words, names_end) = names(canvas, span, room, top + 6.0);
    let values_height = Type::Strong.line() * values.len() as f64;
    let y = names_end.max(top + 6.0 + values_height);
    let bar_top = if beside { (top + 6.0 + y) / 2.0 - BAR / 2.0 } else { y + 2.0 };
    let first = if beside { bar_top + BAR / 2.0 - values_height / 2.0 } else { top + 6.0 };
    words.extend(values.into_iter().enumerate().map(|(i, text)| {
        let at = (edge, first + 12.0 + Type::Strong.line() * i as f64);
        Words { at, text, kind: Type::Strong, ink: Ink::Text, align: Align::Right }
    }));
    let parts = if span.segments.is_empty() { 0.0 } else { PART_NAMES };
    Row { words, bar_top, end: y.max(bar_top + BAR + parts) + 7.0 }
}

/// Name and detail of a row in lines from `y` on, and where they end.
fn names(canvas: &Canvas, span: &Span, room: f64, y: f64) -> (Vec<Words>, f64) {
    let mut words = Vec::new();
    let mut y = y;
    for (text, kind, ink) in [(&span.name, Type::Label, Ink::Text), (&span.detail, Type::Small, Ink::Muted)] {
        for text in canvas.face.lines(&clean(text), kind, room, 3) {
            words.push(Words { at: (MARGIN, y + kind.size()), text, kind, ink, align: Align::Left });
            y += kind.line();
        }
    }
    (words, y)
}

fn range(canvas: &mut Canvas, span: &Span, top: f64, right: f64, x: &impl Fn(f64) -> f64) {
    let middle_y = top + BAR / 2.0;
    let thin = Stroke::new(Ink::Slate, 1.2);
    if let Some((low, high)) = span.line {
        canvas.line(&[(x(low), middle_y), (x(high), middle_y)], thin);
    }
    let (low, high) = (x(span.bar.0.min(span.bar.1)), x(span.bar.0.max(span.bar.1)));
    let bar = Area { left: low, right: high.max(low + 2.0), top, bottom: top + BAR };
    if !span.segments.is_empty() {
        return segments(canvas, span, bar, right, x);
    }
    let (ink, opacity) = span.role.map_or((Ink::MarketFill, 1.0), |role| (role.ink(), 0.45));
    canvas.fill(bar, ink, opacity);
    if span.open {
        let tip = (bar.right + 7.0, middle_y);
        canvas.line(&[(bar.right, middle_y - 4.0), tip, (bar.right, middle_y + 4.0)], thin);
    }
    if let Some((low, high)) = span.interval {
        canvas.line(&[(x(low), top + BAR + 2.5), (x(high), top + BAR + 2.5)], Stroke::new(Ink::Text, 1.2));
    }
    if let Some(middle) = span.middle {
        canvas.line(&[(x(middle), top), (x(middle), top + BAR)], Stroke::new(Ink::Text, 2.0));
    }
}

/// A bar in parts, with their names under it where they fit.
fn segments(canvas: &mut Canvas, span: &Span, bar: Area, right: f64, x: &impl Fn(f64) -> f64) {
    let mut from = span.bar.0;
    let mut names = Vec::new();
    for (part, value) in &span.segments {
        let (start, end) = (x(from), x(from + value));
        from += value;
        // A hair of the backdrop between two parts.
        canvas.fill(Area { left: start, right: (end - 0.8).max(start + 0.4), ..bar }, part.ink(), 1.0);
        let width = canvas.measure(part.name(), Type::Small);
        names.push(Wish { at: (start + end) / 2.0, width });
    }
    let Some(places) = spread(&names, 5.0, bar.left, right) else { return };
    for ((part, _), middle) in span.segments.iter().zip(places) {
        let at = (middle, bar.bottom + 11.0);
        canvas.text(at, part.name(), Type::Small, Ink::Muted, Align::Middle);
    }
}
