//! Band, market and the figures of a case on one axis of base salary.

use super::canvas::{Align, Area, Canvas, Stroke};
use super::frame::{bottom_axis, footer, header, place};
use super::marks::{Side, plan};
use super::style::{Ink, MARGIN, Type};
use crate::report::figure::{BandFigure, Mark, RangeKind, RangeRow, Role};

const LINE: f64 = 15.0;
const BAR: f64 = 16.0;
const ROW_GAP: f64 = 9.0;

/// A row in its place: its words in lines, and its bar under them.
struct Row<'a> {
    row: &'a RangeRow,
    lines: Vec<String>,
    words_left: f64,
    bar: Area,
}

pub(super) fn draw(canvas: &mut Canvas, figure: &BandFigure) -> f64 {
    let top = header(canvas, &figure.caption);
    let (left, right) = (MARGIN + 4.0, canvas.width - MARGIN - 4.0);
    let x = |value: f64| place(&figure.axis, value, left, right);
    let side = |above: bool| -> Vec<(f64, &Mark)> {
        figure.marks.iter().filter(|m| is_ours(m.role) == above).map(|m| (x(m.at), m)).collect()
    };
    let above = plan(canvas, side(true));
    let below = plan(canvas, side(false));
    let room = words_room(canvas, &side(true));
    let rows = rows(canvas, figure, top + above.height, room, &x);
    let baseline = rows.last().map_or(top + above.height, |row| row.bar.bottom + ROW_GAP) + 6.0;
    for row in &rows {
        range(canvas, row.row, row.bar, &x);
    }
    canvas.line(&[(left, baseline), (right, baseline)], Stroke::new(Ink::Slate, 1.0));
    above.draw(canvas, top, Side::Above, |_| baseline);
    let lines: Vec<f64> = side(false).iter().map(|(x, _)| *x).collect();
    let axis_end = bottom_axis(canvas, &figure.axis, (left, right), baseline, &lines);
    below.draw(canvas, axis_end + 2.0, Side::Below, |_| baseline);
    rows.iter().for_each(|row| words(canvas, row));
    for mark in &figure.marks {
        dot(canvas, mark, (x(mark.at), baseline));
    }
    footer(canvas, &figure.caption, axis_end + 2.0 + below.height)
}

/// Left and right of where words may stand: beside the lines that come down
/// from the names, when there is a fair width; otherwise over them.
fn words_room(canvas: &Canvas, lines: &[(f64, &Mark)]) -> (f64, f64) {
    const FAIR: f64 = 190.0;
    let frame = (MARGIN, canvas.width - MARGIN);
    let first = lines.iter().map(|(x, _)| *x).fold(frame.1, f64::min);
    let last = lines.iter().map(|(x, _)| *x).fold(frame.0, f64::max);
    let (before, after) = ((frame.0, first - 8.0), (last + 8.0, frame.1));
    let wider = if before.1 - before.0 > after.1 - after.0 { before } else { after };
    if wider.1 - wider.0 >= FAIR { wider } else { frame }
}

fn rows<'a>(
    canvas: &Canvas,
    figure: &'a BandFigure,
    top: f64,
    (left, right): (f64, f64),
    x: &impl Fn(f64) -> f64,
) -> Vec<Row<'a>> {
    let mut y = top;
    let in_place = figure.rows.iter().map(|row| {
        let text = super::text::clean(&format!("{}: {}", row.name, row.detail));
        let lines = canvas.face.lines(&text, Type::Small, right - left, 4);
        let width = lines.iter().map(|line| canvas.measure(line, Type::Small)).fold(0.0, f64::max);
        let bar_top = y + 3.0 + LINE * lines.len() as f64;
        y = bar_top + BAR + ROW_GAP;
        // A range of no width is still a mark.
        let (low, high) = (x(row.low), x(row.high).max(x(row.low) + 2.0));
        let words_left = low.clamp(left, (right - width).max(left));
        Row {
            row,
            lines,
            words_left,
            bar: Area { left: low, right: high, top: bar_top, bottom: bar_top + BAR },
        }
    });
    in_place.collect()
}

/// What the person says and gets stands above, what is given below.
fn is_ours(role: Role) -> bool {
    matches!(role, Role::Anchor | Role::Target | Role::Expected)
}

fn range(canvas: &mut Canvas, row: &RangeRow, bar: Area, x: &impl Fn(f64) -> f64) {
    let middle_y = (bar.top + bar.bottom) / 2.0;
    let fill = match row.kind {
        RangeKind::Band => Ink::BandFill,
        RangeKind::Market => Ink::MarketFill,
    };
    let thin = Stroke::new(Ink::Slate, 1.2);
    if let Some(low) = row.outer_low {
        canvas.line(&[(x(low), middle_y), (bar.left, middle_y)], thin);
    }
    if let Some(high) = row.outer_high {
        canvas.line(&[(bar.right, middle_y), (x(high), middle_y)], thin);
    }
    canvas.fill(bar, fill, 1.0);
    if row.open {
        // An arrow: it goes on, nobody says how far.
        let tip = (bar.right + 8.0, middle_y);
        canvas.line(&[(bar.right, middle_y - 5.0), tip, (bar.right, middle_y + 5.0)], thin);
    }
    if let Some(middle) = row.middle {
        let x = x(middle);
        canvas.line(&[(x, bar.top), (x, bar.bottom)], Stroke::new(Ink::Slate, 1.6));
    }
}

/// Name and figures of a row over its bar, on a baseline that covers lines.
fn words(canvas: &mut Canvas, row: &Row<'_>) {
    let left = row.words_left;
    let top = row.bar.top - LINE * row.lines.len() as f64;
    for (i, line) in row.lines.iter().enumerate() {
        let top = top + LINE * i as f64;
        let right = left + canvas.measure(line, Type::Small) + 2.0;
        canvas.fill(Area { left: left - 2.0, right, top, bottom: top + LINE - 1.0 }, Ink::Paper, 1.0);
        canvas.text((left, top + 11.0), line, Type::Small, Ink::Muted, Align::Left);
    }
}

/// Disc for what is said and given, ring for what is only likely.
fn dot(canvas: &mut Canvas, mark: &Mark, at: (f64, f64)) {
    canvas.dot(at, 6.5, Ink::Paper);
    match mark.role {
        Role::Expected | Role::Target => canvas.ring(at, 5.0, mark.role.ink()),
        _ => canvas.dot(at, 5.0, mark.role.ink()),
    }
}
