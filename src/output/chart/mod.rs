//! Figures → pictures: SVG through plotters, PNG through resvg.
//!
//! A chart receives finished numbers and words; here is decided only where
//! they go. Labels are measured with the font of the PNG and placed so that
//! none covers another or leaves the frame; lines are cut where they would run
//! through one. What things look like stands in `style`.

mod canvas;
mod dots;
mod draw;
mod frame;
mod lines;
mod marks;
mod place;
mod png;
mod rows;
mod stacks;
mod style;
mod text;

pub use canvas::{Area, Label};
pub use draw::Backdrop;
pub use png::png;
pub use style::{NARROW, WIDTH, page_rules};

use crate::error::Result;
use crate::report::chart::{Caption, Figure, Shape};
use canvas::Canvas;

/// A chart with everything in its place, not yet written as a file.
pub struct Picture {
    canvas: Canvas,
    height: f64,
    caption: Caption,
}

impl Picture {
    /// Lays out a figure at a width in pixels ([`WIDTH`] on a page, [`NARROW`]
    /// on a phone).
    ///
    /// # Errors
    /// [`crate::Error::Internal`] when the built-in font cannot be read.
    pub fn new(figure: &Figure, width: f64) -> Result<Self> {
        let mut canvas = Canvas::new(width)?;
        let top = frame::header(&mut canvas, &figure.caption);
        let end = match &figure.shape {
            Shape::Rows(rows) => rows::draw(&mut canvas, rows, top),
            Shape::Lines(lines) => lines::draw(&mut canvas, lines, top),
            Shape::Dots(dots) => dots::draw(&mut canvas, dots, top),
            Shape::Stacks(stacks) => stacks::draw(&mut canvas, stacks, top),
        };
        let height = frame::footer(&mut canvas, &figure.caption, end);
        canvas.cut_lines();
        Ok(Picture { canvas, height, caption: figure.caption.clone() })
    }

    /// Width and height in pixels.
    pub fn size(&self) -> (f64, f64) {
        (self.canvas.width, self.height)
    }

    /// Every text with the room it takes.
    pub fn labels(&self) -> &[Label] {
        &self.canvas.labels
    }

    /// The picture as SVG.
    ///
    /// # Errors
    /// [`crate::Error::Internal`] when plotters cannot finish it.
    pub fn svg(&self, backdrop: Backdrop) -> Result<String> {
        draw::svg(&self.canvas, self.height, backdrop, &self.caption.title, &self.caption.alt)
    }
}
