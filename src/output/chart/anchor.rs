//! The mean gain against the opening ask, with its plateau and limits.

use super::canvas::{Align, Area, Canvas, Stroke};
use super::frame::{axis_room, bottom_axis, footer, header, place, rules};
use super::marks::{Side, plan};
use super::style::{Ink, MARGIN, Type};
use crate::report::figure::{AnchorFigure, CapMark, Mark, Role};

const HEIGHT: f64 = 210.0;

pub(super) fn draw(canvas: &mut Canvas, figure: &AnchorFigure) -> f64 {
    let top = header(canvas, &figure.caption);
    // The offer's dot sits on the corner: it needs room beside the marks.
    let left = MARGIN + axis_room(canvas, &figure.y) + 4.0;
    let right = canvas.width - MARGIN;
    let room = canvas.width * 0.8 / figure.caps.len().max(1) as f64;
    let caps: Vec<Mark> = figure.caps.iter().map(|cap| cap_name(canvas, cap, room)).collect();
    let names = caps.iter().map(|cap| (place(&figure.x, cap.at, left, right), cap)).collect();
    let names = plan(canvas, names);
    let area = Area { left, right, top: top + names.height, bottom: top + names.height + HEIGHT };
    plateau(canvas, figure, area);
    rules(canvas, &figure.y, area);
    names.draw(canvas, top, Side::Above, |_| area.top);
    for cap in &figure.caps {
        let x = place(&figure.x, cap.at, left, right);
        canvas.line(&[(x, area.top), (x, area.bottom)], Stroke::dashed(Ink::Slate, 1.2));
    }
    curve(canvas, figure, area);
    let y = bottom_axis(canvas, &figure.x, (left, right), area.bottom, &[]);
    marks(canvas, figure, area);
    plateau_name(canvas, figure, area);
    canvas.text((right, y + 12.0), &figure.x_label, Type::Small, Ink::Muted, Align::Right);
    footer(canvas, &figure.caption, y + 14.0)
}

/// A limit as a name over the picture, cut where it is long.
fn cap_name(canvas: &Canvas, cap: &CapMark, room: f64) -> Mark {
    Mark {
        role: Role::Limit,
        name: canvas.face.fit(&cap.name, Type::Small, room),
        value: cap.value.clone(),
        at: cap.at,
    }
}

fn at(figure: &AnchorFigure, area: Area, x: f64, y: f64) -> (f64, f64) {
    (place(&figure.x, x, area.left, area.right), place(&figure.y, y, area.bottom, area.top))
}

fn plateau(canvas: &mut Canvas, figure: &AnchorFigure, area: Area) {
    if let Some((low, high, _)) = &figure.plateau {
        let (left, right) =
            (place(&figure.x, *low, area.left, area.right), place(&figure.x, *high, area.left, area.right));
        canvas.fill(Area { left, right, ..area }, Ink::BandFill, 1.0);
    }
}

fn curve(canvas: &mut Canvas, figure: &AnchorFigure, area: Area) {
    let upper = figure.curve.iter().map(|dot| at(figure, area, dot.ask, dot.high));
    let lower = figure.curve.iter().rev().map(|dot| at(figure, area, dot.ask, dot.low));
    canvas.region(upper.chain(lower).collect(), Ink::Anchor, 0.16);
    let mean: Vec<_> = figure.curve.iter().map(|dot| at(figure, area, dot.ask, dot.mean)).collect();
    canvas.line(&mean, Stroke::new(Ink::Anchor, 2.0));
}

/// Offer and ask as dots, each with its name beside it.
fn marks(canvas: &mut Canvas, figure: &AnchorFigure, area: Area) {
    let mean: Vec<_> = figure.curve.iter().map(|dot| at(figure, area, dot.ask, dot.mean)).collect();
    for (mark, gain) in &figure.marks {
        let dot = at(figure, area, mark.at, *gain);
        canvas.dot(dot, 7.0, Ink::Paper);
        canvas.dot(dot, 5.0, mark.role.ink());
        name(canvas, mark, dot, &mean, area);
    }
}

/// Writes a name where nothing else is written and the curve does not pass;
/// rather on the curve than not at all.
fn name(canvas: &mut Canvas, mark: &Mark, dot: (f64, f64), mean: &[(f64, f64)], area: Area) {
    let text = canvas.face.fit(&format!("{} {}", mark.name, mark.value), Type::Strong, area.width() - 4.0);
    let width = canvas.measure(&text, Type::Strong);
    let room =
        |at: (f64, f64)| Area { left: at.0, right: at.0 + width, top: at.1 - 11.0, bottom: at.1 + 4.0 };
    let inside =
        |spot: Area| spot.left >= area.left + 2.0 && spot.right <= area.right && spot.bottom < area.bottom;
    let spots = spots(dot, width, area).into_iter();
    let free: Vec<_> = spots.filter(|s| inside(room(*s)) && canvas.is_free(room(*s))).collect();
    let best = free.iter().find(|s| !meets(mean, room(**s))).or(free.first());
    if let Some(spot) = best {
        canvas.text(*spot, &text, Type::Strong, Ink::Text, Align::Left);
    }
}

/// Where a name may begin, the best place first: over its dot, beside, under.
fn spots((x, y): (f64, f64), width: f64, area: Area) -> [(f64, f64); 10] {
    [
        (x - width / 2.0, y - 14.0),
        (x + 10.0, y - 8.0),
        (x + 10.0, y + 20.0),
        (x + 24.0, y - 6.0),
        (x + 40.0, y - 6.0),
        (x - width - 10.0, y - 10.0),
        (x - width - 10.0, y + 20.0),
        (x - width / 2.0, y + 26.0),
        (area.right - width, y - 14.0),
        (area.left + 2.0, y - 14.0),
    ]
}

/// The name of the plateau inside it, in lines, where it does not cover a mark.
fn plateau_name(canvas: &mut Canvas, figure: &AnchorFigure, area: Area) {
    let Some((low, high, name)) = &figure.plateau else { return };
    let x = |at: f64| place(&figure.x, at, area.left, area.right);
    let room = (x(*high) - x(*low) - 8.0).max(90.0);
    let lines = canvas.face.lines(name, Type::Small, room, 3);
    let widths = lines.iter().map(|line| canvas.measure(line, Type::Small));
    let half = widths.fold(0.0, f64::max) / 2.0;
    let middle = ((x(*low) + x(*high)) / 2.0).clamp(area.left + half + 4.0, area.right - half - 4.0);
    let height = Type::Small.line() * lines.len() as f64;
    let tops = [area.bottom - height - 6.0, area.top + 5.0, area.bottom - height - 40.0];
    let free = tops.into_iter().find(|top| {
        canvas.is_free(Area { left: middle - half, right: middle + half, top: *top, bottom: top + height })
    });
    for (i, line) in lines.iter().enumerate().filter(|_| free.is_some()) {
        let baseline = free.unwrap_or(area.top) + Type::Small.line() * i as f64 + 11.0;
        canvas.text((middle, baseline), line, Type::Small, Ink::Muted, Align::Middle);
    }
}

/// True when a line through points passes through a rectangle.
fn meets(line: &[(f64, f64)], area: Area) -> bool {
    const SAMPLES: i32 = 8;
    line.windows(2).any(|pair| {
        (0..=SAMPLES).map(|i| f64::from(i) / f64::from(SAMPLES)).any(|share| {
            let x = pair[0].0 + share * (pair[1].0 - pair[0].0);
            let y = pair[0].1 + share * (pair[1].1 - pair[0].1);
            x > area.left && x < area.right && y > area.top && y < area.bottom
        })
    })
}
