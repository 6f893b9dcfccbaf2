//! Lines on a pair of axes: with a spread around them, a stretch that is set
//! off, limits with their names over the picture, and dots with theirs beside them.

use super::canvas::{Align, Area, Canvas, Stroke};
use super::frame::{axis_room, bottom_axis, place, rules};
use super::marks::{Side, plan};
use super::place::{Wish, spread};
use super::style::{CURVE, DOT, Ink, MARGIN, PICTURE, STRETCH, THIN, Type};
use crate::report::chart::{Line, LinePoint, Lines, Mark, Role, Spread};

/// The distance of two whiskers of one year.
const ASIDE: f64 = 5.0;

/// The lines between their axes, on the picture.
struct Plot<'a> {
    figure: &'a Lines,
    area: Area,
}

pub(super) fn draw(canvas: &mut Canvas, figure: &Lines, top: f64) -> f64 {
    let labels: Vec<String> = figure
        .lines
        .iter()
        .map(|line| canvas.face.fit(&crate::marks::show(&line.label), Type::Strong, canvas.width * 0.42))
        .collect();
    let names = labels.iter().map(|label| canvas.measure(label, Type::Strong)).fold(0.0, f64::max);
    let right = canvas.width - MARGIN - if names > 0.0 { names + 14.0 } else { 0.0 };
    // A dot may sit on the corner: it needs room beside the marks.
    let left = MARGIN + axis_room(canvas, &figure.y) + 4.0;
    let room = canvas.width * 0.8 / figure.limits.len().max(1) as f64;
    let limits: Vec<Mark> = figure.limits.iter().map(|limit| short(canvas, limit, room)).collect();
    let limits: Vec<(f64, &Mark)> =
        limits.iter().map(|limit| (place(&figure.x, limit.at, left, right), limit)).collect();
    let heads = plan(canvas, limits.clone());
    let top = top + 6.0 + heads.height;
    // Many lines need room for their names.
    let area = Area { left, right, top, bottom: top + PICTURE.max(figure.lines.len() as f64 * 18.0) };
    let plot = Plot { figure, area };
    rules(canvas, &figure.y, area);
    heads.draw(canvas, top - heads.height, Side::Above, |_| area.top);
    for (x, _) in limits {
        canvas.line(&[(x, area.top), (x, area.bottom)], Stroke::dashed(Ink::Slate, THIN));
    }
    plot.spreads(canvas);
    for line in &figure.lines {
        canvas.curve(plot.points(line), Stroke::new(line.role.ink(), CURVE));
    }
    plot.end_names(canvas, &labels);
    let ends = (plot.x(figure.x.low), plot.x(figure.x.high));
    let end = bottom_axis(canvas, &figure.x, ends, area.bottom, &[]);
    plot.stretch(canvas);
    plot.dots(canvas);
    if figure.x_label.is_empty() {
        return end;
    }
    canvas.text((right, end + 12.0), &figure.x_label, Type::Small, Ink::Muted, Align::Right);
    end + 14.0
}

/// A limit with a name that has room over the picture.
fn short(canvas: &Canvas, limit: &Mark, room: f64) -> Mark {
    Mark { name: canvas.face.fit(&limit.name, Type::Small, room), ..limit.clone() }
}

impl Plot<'_> {
    /// A place on the horizontal axis; whiskers beside each other need room at its ends.
    fn x(&self, value: f64) -> f64 {
        let aside = self.figure.lines.iter().filter(|line| line.spread == Spread::Whiskers).count();
        let room = aside as f64 * ASIDE / 2.0;
        place(&self.figure.x, value, self.area.left + room, self.area.right - room)
    }

    fn y(&self, value: f64) -> f64 {
        place(&self.figure.y, value, self.area.bottom, self.area.top)
    }

    fn points(&self, line: &Line) -> Vec<(f64, f64)> {
        line.points.iter().map(|point| (self.x(point.at), self.y(point.value))).collect()
    }

    fn spreads(&self, canvas: &mut Canvas) {
        let count = self.figure.lines.len() as f64;
        for (i, line) in self.figure.lines.iter().enumerate() {
            match line.spread {
                Spread::None => {}
                Spread::Region => {
                    let upper = line.points.iter().map(|p| (self.x(p.at), self.y(p.spread.1)));
                    let lower = line.points.iter().rev().map(|p| (self.x(p.at), self.y(p.spread.0)));
                    canvas.region(upper.chain(lower).collect(), Ink::Haze);
                }
                // Beside each other, so that none hides another.
                Spread::Whiskers => {
                    let aside = (i as f64 - (count - 1.0) / 2.0) * ASIDE;
                    line.points.iter().for_each(|point| self.whisker(canvas, line.role, point, aside));
                }
            }
        }
    }

    fn whisker(&self, canvas: &mut Canvas, role: Role, point: &LinePoint, aside: f64) {
        let (low, high) = (self.y(point.spread.0), self.y(point.spread.1));
        if low - high >= 1.0 {
            let x = self.x(point.at) + aside;
            canvas.line(&[(x, low), (x, high)], Stroke::new(role.ink(), THIN));
            for y in [low, high] {
                canvas.line(&[(x - 2.0, y), (x + 2.0, y)], Stroke::new(role.ink(), THIN));
            }
        }
    }

    /// Names at the ends of the lines, moved apart where these are close.
    fn end_names(&self, canvas: &mut Canvas, labels: &[String]) {
        let area = self.area;
        let named = || self.figure.lines.iter().zip(labels).filter(|(_, label)| !label.is_empty());
        let end = |line: &Line| line.points.last().map_or(area.bottom, |point| self.y(point.value));
        let wishes: Vec<Wish> = named().map(|(line, _)| Wish { at: end(line), width: 15.0 }).collect();
        let Some(places) = spread(&wishes, 1.0, area.top - 6.0, area.bottom + 6.0) else { return };
        for ((line, label), at) in named().zip(places) {
            let leader = [(self.x(self.figure.x.high), end(line)), (area.right + 10.0, at)];
            canvas.line(&leader, Stroke::new(line.role.ink(), THIN));
            canvas.text((area.right + 13.0, at + 4.0), label, Type::Strong, Ink::Text, Align::Left);
        }
    }

    /// A stretch of the axis as a thick line on it, with its name over it in
    /// lines, where that does not cover a mark.
    fn stretch(&self, canvas: &mut Canvas) {
        let Some((low, high, name)) = &self.figure.stretch else { return };
        let (area, low, high) = (self.area, self.x(*low), self.x(*high));
        canvas.fill(
            Area { left: low, right: high, top: area.bottom - STRETCH, bottom: area.bottom },
            Ink::Anchor,
        );
        let lines = canvas.face.lines(name, Type::Small, (high - low - 8.0).max(90.0), 3);
        let widths = lines.iter().map(|line| canvas.measure(line, Type::Small));
        let half = widths.fold(0.0, f64::max) / 2.0;
        let middle = ((low + high) / 2.0).clamp(area.left + half + 4.0, area.right - half - 4.0);
        let height = Type::Small.line() * lines.len() as f64;
        let room = |top: f64| Area { left: middle - half, right: middle + half, top, bottom: top + height };
        let tops = [area.bottom - height - 8.0, area.top + 5.0, area.bottom - height - 42.0];
        let Some(top) = tops.into_iter().find(|top| canvas.is_free(room(*top))) else { return };
        for (i, line) in lines.iter().enumerate() {
            let baseline = top + Type::Small.line() * i as f64 + 11.0;
            canvas.text((middle, baseline), line, Type::Small, Ink::Muted, Align::Middle);
        }
    }

    fn dots(&self, canvas: &mut Canvas) {
        for (mark, height) in &self.figure.dots {
            let at = (self.x(mark.at), self.y(*height));
            canvas.dot(at, DOT + 2.0, Ink::Paper);
            canvas.dot(at, DOT, mark.role.ink());
            self.name(canvas, mark, at);
        }
    }

    /// Writes a name where nothing else is written and no line passes; rather
    /// on a line than not at all.
    fn name(&self, canvas: &mut Canvas, mark: &Mark, dot: (f64, f64)) {
        let area = self.area;
        let text =
            canvas.face.fit(&format!("{} {}", mark.name, mark.value), Type::Strong, area.width() - 4.0);
        let width = canvas.measure(&text, Type::Strong);
        let room =
            |at: (f64, f64)| Area { left: at.0, right: at.0 + width, top: at.1 - 11.0, bottom: at.1 + 4.0 };
        let inside = |spot: Area| {
            spot.left >= area.left + 2.0 && spot.right <= area.right && spot.bottom < area.bottom
        };
        let spots = spots(dot, width, area).into_iter();
        let free: Vec<_> = spots.filter(|s| inside(room(*s)) && canvas.is_free(room(*s))).collect();
        let lines: Vec<_> = self.figure.lines.iter().map(|line| self.points(line)).collect();
        let met = |spot: &(f64, f64)| lines.iter().any(|line| room(*spot).meets(line));
        if let Some(spot) = free.iter().find(|spot| !met(spot)).or(free.first()) {
            canvas.text(*spot, &text, Type::Strong, Ink::Text, Align::Left);
        }
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
