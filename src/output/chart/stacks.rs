//! Packages side by side, each year a stack of its parts with its spread.

use super::canvas::{Align, Area, Canvas, Stroke};
use super::frame::{axis_room, place, rules};
use super::place::{Wish, spread};
use super::style::{Ink, MARGIN, THIN, Type};
use crate::report::chart::{Panel, Slice, Stacks, YearColumn};

/// Height of the columns, and of the words over and under them.
const HEIGHT: f64 = 170.0;
const HEAD: f64 = 32.0;
const FOOT: f64 = 22.0;
const PANEL_GAP: f64 = 14.0;

pub(super) fn draw(canvas: &mut Canvas, figure: &Stacks, top: f64) -> f64 {
    let left = MARGIN + axis_room(canvas, &figure.axis);
    let names = figure.parts.iter().map(|(_, name)| canvas.measure(name, Type::Small)).fold(0.0, f64::max);
    let right = canvas.width - MARGIN - names - 18.0;
    let abreast = abreast(figure, right - left);
    let mut y = top;
    for (i, row) in figure.panels.chunks(abreast).enumerate() {
        let area = Area { left, right, top: y + HEAD, bottom: y + HEAD + HEIGHT };
        rules(canvas, &figure.axis, area);
        let columns = panels(canvas, figure, row, abreast, area);
        if i == 0 {
            part_names(canvas, &figure.parts, &columns, area);
        }
        y = area.bottom + FOOT;
    }
    y
}

/// How many packages stand side by side.
fn abreast(figure: &Stacks, width: f64) -> usize {
    let years = figure.panels.iter().map(|package| package.years.len()).max().unwrap_or(1).max(1);
    let least = (years as f64 * 11.0).max(86.0) + PANEL_GAP;
    let packages = figure.panels.len().max(1);
    let most = ((width / least) as usize).clamp(1, packages.min(4));
    // Rows as even as they can be: five are three and two, not four and one.
    packages.div_ceil(packages.div_ceil(most))
}

/// Draws a row of packages; gives the middles of the parts of its last columns.
fn panels(
    canvas: &mut Canvas,
    figure: &Stacks,
    row: &[Panel],
    abreast: usize,
    area: Area,
) -> Vec<(Slice, f64)> {
    let width = (area.width() + PANEL_GAP) / abreast as f64;
    let mut middles = Vec::new();
    for (i, package) in row.iter().enumerate() {
        let left = area.left + i as f64 * width;
        let panel = Area { left: left + 4.0, right: left + width - PANEL_GAP, ..area };
        heading(canvas, package, panel);
        let columns = years(canvas, figure, package, panel);
        if i + 1 == row.len() {
            middles = columns;
        }
    }
    middles
}

fn heading(canvas: &mut Canvas, package: &Panel, panel: Area) {
    canvas.dot((panel.left + 4.0, panel.top - 25.0), 4.0, package.role.ink());
    let name = canvas.face.fit(&crate::marks::show(&package.name), Type::Strong, panel.width() - 13.0);
    canvas.text((panel.left + 13.0, panel.top - 21.0), &name, Type::Strong, Ink::Text, Align::Left);
    let (full, short) = &package.average;
    let fits = canvas.measure(full, Type::Small) <= panel.width();
    let average = if fits { full.clone() } else { canvas.face.fit(short, Type::Small, panel.width()) };
    canvas.text((panel.left, panel.top - 6.0), &average, Type::Small, Ink::Muted, Align::Left);
}

/// The columns of a package; gives the middle of each part where it is last seen.
fn years(canvas: &mut Canvas, figure: &Stacks, package: &Panel, panel: Area) -> Vec<(Slice, f64)> {
    let pitch = panel.width() / package.years.len().max(1) as f64;
    let mut middles: Vec<(Slice, f64)> = Vec::new();
    for (i, column) in package.years.iter().enumerate() {
        let middle = panel.left + (i as f64 + 0.5) * pitch;
        let half = (pitch * 0.36).min(16.0);
        let bar = Area { left: middle - half, right: middle + half, ..panel };
        for (part, y) in stack(canvas, figure, column, bar) {
            middles.retain(|(known, _)| *known != part);
            middles.push((part, y));
        }
        whisker(canvas, figure, column, bar);
    }
    year_numbers(canvas, package, panel, pitch);
    middles
}

/// Parts above nought stand on each other, parts below hang under it.
fn stack(canvas: &mut Canvas, figure: &Stacks, column: &YearColumn, bar: Area) -> Vec<(Slice, f64)> {
    let y = |value: f64| place(&figure.axis, value, bar.bottom, bar.top);
    let (mut above, mut below) = (0.0, 0.0);
    let mut middles = Vec::new();
    for (part, value) in &column.parts {
        let base = if *value >= 0.0 { &mut above } else { &mut below };
        let (from, to) = (y(*base), y(*base + value));
        *base += value;
        // A hair of the backdrop between two parts.
        let (top, bottom) = (from.min(to), (from.max(to) - 0.8).max(from.min(to)));
        canvas.fill(Area { top, bottom, ..bar }, part.ink());
        middles.push((*part, (top + bottom) / 2.0));
    }
    middles
}

fn whisker(canvas: &mut Canvas, figure: &Stacks, column: &YearColumn, bar: Area) {
    let (low, high) = column.spread;
    let y = |value: f64| place(&figure.axis, value, bar.bottom, bar.top);
    if y(low) - y(high) < 1.0 {
        return;
    }
    let x = (bar.left + bar.right) / 2.0;
    let end = (bar.width() * 0.25).min(4.0);
    let stroke = Stroke::new(Ink::Text, THIN);
    canvas.line(&[(x, y(low)), (x, y(high))], stroke);
    for y in [y(low), y(high)] {
        canvas.line(&[(x - end, y), (x + end, y)], stroke);
    }
}

/// Years under the columns, as many as fit.
fn year_numbers(canvas: &mut Canvas, package: &Panel, panel: Area, pitch: f64) {
    let stride = ((20.0 / pitch).ceil() as usize).max(1);
    for (i, column) in package.years.iter().enumerate().step_by(stride) {
        let x = panel.left + (i as f64 + 0.5) * pitch;
        canvas.text(
            (x, panel.bottom + 14.0),
            &column.year.to_string(),
            Type::Small,
            Ink::Muted,
            Align::Middle,
        );
    }
}

/// What the parts are called, beside the last column of the first row.
fn part_names(canvas: &mut Canvas, parts: &[(Slice, String)], middles: &[(Slice, f64)], area: Area) {
    let wishes: Vec<Wish> = parts
        .iter()
        .map(|(part, _)| {
            let known = middles.iter().find(|(other, _)| other == part).map(|(_, y)| *y);
            Wish { at: known.unwrap_or(area.top), width: 13.0 }
        })
        .collect();
    let Some(places) = spread(&wishes, 1.0, area.top, area.bottom) else { return };
    for ((part, name), y) in parts.iter().zip(places) {
        let swatch = Area { left: area.right + 4.0, right: area.right + 12.0, top: y - 4.0, bottom: y + 4.0 };
        canvas.fill(swatch, part.ink());
        canvas.text((area.right + 16.0, y + 4.0), name, Type::Small, Ink::Text, Align::Left);
    }
}
