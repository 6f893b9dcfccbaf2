//! Shapes → SVG through plotters, and SVG → PNG through resvg.
//!
//! plotters knows whole pixels only, so that the picture is drawn on a canvas
//! of tenths of a pixel and shown at its size by the view box around it. What
//! plotters writes is left as it is: colours are attributes, which the rules of
//! a page outrank ([`page_rules`](super::page_rules)).

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::canvas::{Align, Area, Canvas, Shape, Stroke};
use super::style::{FAMILY, Ink, Type};
use crate::error::{Error, Result};
use crate::marks::{show, show_page};
use crate::output::files::GENERATOR;

/// How many units of the drawing make a pixel.
const FINE: f64 = 10.0;
/// plotters writes a font size of this fraction of what it is given.
const PLOTTERS_EM: f64 = 1.24;
/// plotters hangs text this far below its upper edge, in ems of the written size.
const HANGING: f64 = 0.76;

type Board<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// What a picture stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backdrop {
    /// White paper: a file of its own.
    Paper,
    /// The page it is set in, light or dark.
    Page,
}

/// The picture as an SVG document with its title and what it says in one sentence.
pub(super) fn svg(
    canvas: &Canvas,
    height: f64,
    backdrop: Backdrop,
    title: &str,
    says: &str,
) -> Result<String> {
    let size = (fine(canvas.width).unsigned_abs(), fine(height).unsigned_abs());
    let mut drawing = String::new();
    {
        let board = SVGBackend::with_string(&mut drawing, size).into_drawing_area();
        if backdrop == Backdrop::Paper {
            let area = Area { right: canvas.width, bottom: height, ..Area::default() };
            draw(&board, &Shape::Box(area, Ink::Paper))?;
        }
        for shape in &canvas.shapes {
            draw(&board, shape)?;
        }
        board.present().map_err(fault)?;
    }
    // The drawing is as large as the picture around it: cutting it again, which asks
    // a renderer for a mask of the whole picture, would change nothing.
    let drawing = drawing.replacen("<svg ", "<svg overflow=\"visible\" ", 1);
    let (title, says) = (escape(title), escape(says));
    Ok(show_page(&format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" role=\"img\" aria-label=\"{says}\" \
         width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\">\n<!-- {GENERATOR} -->\n<title>{title}</title>\n<desc>{says}</desc>\n{drawing}</svg>\n",
        canvas.width.round(),
        height.round(),
        size.0,
        size.1
    )))
}

fn draw(board: &Board<'_>, shape: &Shape) -> Result<()> {
    match shape {
        Shape::Box(area, ink) => {
            let corners = [point((area.left, area.top)), point((area.right, area.bottom))];
            board.draw(&Rectangle::new(corners, ink.on_paper().filled()))
        }
        Shape::Line(points, stroke) if stroke.dashed => {
            return dashes(points).try_for_each(|dash| draw_line(board, &dash, *stroke));
        }
        Shape::Line(points, stroke) | Shape::Curve(points, stroke) => {
            return draw_line(board, points, *stroke);
        }
        Shape::Region(points, ink) => {
            let points: Vec<_> = points.iter().copied().map(point).collect();
            board.draw(&Polygon::new(points, ink.on_paper().filled()))
        }
        Shape::Dot { at, radius, ink, hollow } => return draw_dot(board, *at, *radius, *ink, *hollow),
        Shape::Text { at, text, kind, ink, align } => {
            let top = (at.0, at.1 - HANGING * kind.size());
            board.draw(&Text::new(text.as_str(), point(top), text_style(*kind, *ink, *align)))
        }
    }
    .map_err(fault)
}

fn draw_line(board: &Board<'_>, points: &[(f64, f64)], stroke: Stroke) -> Result<()> {
    let style = stroke.ink.on_paper().stroke_width(fine(stroke.width).unsigned_abs());
    let points: Vec<_> = points.iter().copied().map(point).collect();
    board.draw(&PathElement::new(points, style)).map_err(fault)
}

/// A disc with a rim of the backdrop, or a ring filled with the backdrop: both
/// stand out from lines that they lie on.
fn draw_dot(board: &Board<'_>, at: (f64, f64), radius: f64, ink: Ink, hollow: bool) -> Result<()> {
    let disc = |radius: f64, ink: Ink| {
        board.draw(&Circle::new(point(at), fine(radius), ink.on_paper().filled())).map_err(fault)
    };
    if hollow {
        disc(radius, ink)?;
        return disc(radius - 1.8, Ink::Paper);
    }
    disc(radius, ink)
}

/// The pieces of a dashed line: 4 pixels drawn, 3 left out.
fn dashes(points: &[(f64, f64)]) -> impl Iterator<Item = [(f64, f64); 2]> + '_ {
    const PERIOD: f64 = 7.0;
    const DRAWN: f64 = 4.0;
    points.windows(2).flat_map(|pair| {
        let (from, to) = (pair[0], pair[1]);
        let length = libm::hypot(to.0 - from.0, to.1 - from.1);
        let along = move |s: f64| {
            let share = if length > 0.0 { s.min(length) / length } else { 0.0 };
            (from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1))
        };
        let count = (length / PERIOD).ceil() as usize;
        (0..count).map(move |i| {
            let start = i as f64 * PERIOD;
            [along(start), along(start + DRAWN)]
        })
    })
}

fn text_style(kind: Type, ink: Ink, align: Align) -> TextStyle<'static> {
    let weight = if kind.bold() { FontStyle::Bold } else { FontStyle::Normal };
    let h_pos = match align {
        Align::Left => HPos::Left,
        Align::Middle => HPos::Center,
        Align::Right => HPos::Right,
    };
    let font = FontDesc::new(FontFamily::Name(FAMILY), plotters_size(kind.size() * FINE), weight);
    TextStyle { font, color: ink.on_paper().to_backend_color(), pos: Pos::new(h_pos, VPos::Top) }
}

/// The size that plotters must be given so that it writes `size`, to the last bit.
fn plotters_size(size: f64) -> f64 {
    let near = size * PLOTTERS_EM;
    [near, near.next_up(), near.next_down()].into_iter().find(|s| s / PLOTTERS_EM == size).unwrap_or(near)
}

fn fine(pixels: f64) -> i32 {
    // A cast saturates: what lies far outside is drawn far outside.
    (pixels * FINE).round() as i32
}

fn point(at: (f64, f64)) -> (i32, i32) {
    (fine(at.0), fine(at.1))
}

fn fault(error: impl std::fmt::Display) -> Error {
    Error::Internal(format!("drawing a chart: {error}"))
}

fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for c in show(text).chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}
