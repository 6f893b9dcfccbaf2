//! Ranges under each other on one axis, names at the left, figures at the right.

use super::canvas::{Align, Area, Canvas, Stroke};
use super::frame::{bottom_axis, footer, header, place};
use super::marks::{Side, plan};
use super::place::{Wish, spread};
use super::style::{Ink, MARGIN, Type};
use crate::report::figure::{Mark, Span, SpansFigure};

const BAR: f64 = 14.0;
/// The names of the parts under a bar.
const PART_NAMES: f64 = 14.0;
/// The share of the width that the figures at the right may take.
const VALUES: f64 = 0.3;
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
        row.words(canvas);
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
    let values = values.min(canvas.width * VALUES);
    Columns { names, left: MARGIN + names + 16.0, right: canvas.width - MARGIN - values - 16.0 }
}

/// A row with its words in place.
struct Row {
    texts: Vec<((f64, f64), String, Type, Ink, Align)>,
    bar_top: f64,
    end: f64,
}

impl Row {
    /// Writes the words, on a ground that covers lines which pass behind them.
    fn words(self, canvas: &mut Canvas) {
        for (at, text, kind, ink, align) in self.texts {
            let width = canvas.measure(&text, kind) + 3.0;
            let left = if align == Align::Right { at.0 - width } else { at.0 };
            let (top, bottom) = (at.1 - kind.size(), at.1 + 3.0);
            canvas.fill(Area { left, right: left + width, top, bottom }, Ink::Paper, 1.0);
            canvas.text(at, &text, kind, ink, align);
        }
    }
}

fn row(canvas: &Canvas, columns: &Columns, span: &Span, top: f64) -> Row {
    let clean = super::text::clean;
    let edge = canvas.width - MARGIN;
    let beside = columns.names > 0.0;
    let values: Vec<String> = span
        .value
        .lines()
        .map(|line| canvas.face.fit(&clean(line), Type::Strong, canvas.width * VALUES))
        .collect();
    let widest = values.iter().map(|value| canvas.measure(value, Type::Strong)).fold(0.0, f64::max);
    let room = if beside { columns.names } else { edge - MARGIN - widest - 10.0 };
    let mut texts = Vec::new();
    let mut y = top + 6.0;
    for (text, kind, ink) in [(&span.name, Type::Label, Ink::Ink), (&span.detail, Type::Small, Ink::Muted)] {
        for line in canvas.face.lines(&clean(text), kind, room, 2) {
            texts.push(((MARGIN, y + kind.size()), line, kind, ink, Align::Left));
            y += kind.line();
        }
    }
    let values_height = Type::Strong.line() * values.len() as f64;
    let y = y.max(top + 6.0 + values_height);
    let bar_top = if beside { (top + 6.0 + y) / 2.0 - BAR / 2.0 } else { y + 2.0 };
    let mut value_y = if beside { bar_top + BAR / 2.0 - values_height / 2.0 } else { top + 6.0 } + 12.0;
    for value in values {
        texts.push(((edge, value_y), value, Type::Strong, Ink::Ink, Align::Right));
        value_y += Type::Strong.line();
    }
    let names = if span.segments.is_empty() { 0.0 } else { PART_NAMES };
    Row { texts, bar_top, end: y.max(bar_top + BAR + names) + 7.0 }
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
        canvas.line(&[(x(low), top + BAR + 2.5), (x(high), top + BAR + 2.5)], Stroke::new(Ink::Ink, 1.2));
    }
    if let Some(middle) = span.middle {
        canvas.line(&[(x(middle), top), (x(middle), top + BAR)], Stroke::new(Ink::Ink, 2.0));
    }
}

/// A bar in parts, with their names under it where they fit.
fn segments(canvas: &mut Canvas, span: &Span, bar: Area, right: f64, x: &impl Fn(f64) -> f64) {
    let mut from = span.bar.0;
    let mut names = Vec::new();
    for (part, value) in &span.segments {
        let (start, end) = (x(from), x(from + value));
        from += value;
        // A hair of the ground between two parts.
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
