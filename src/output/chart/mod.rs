//! Figures → pictures: SVG through plotters, PNG through resvg.
//!
//! A chart receives finished numbers and words; here is decided only where
//! they go. Labels are measured with the font of the PNG and placed so that
//! none covers another or leaves the frame.

mod anchor;
mod band;
mod canvas;
mod draw;
mod frame;
mod lines;
mod marks;
mod outcome;
mod place;
mod png;
mod scenario;
mod spans;
mod style;
mod text;

pub use canvas::{Area, Label};
pub use draw::Backdrop;
pub use png::png;
pub use style::{NARROW, WIDTH, page_rules};

use crate::error::Result;
use crate::report::figure::{Caption, Figure};
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
        let height = match figure {
            Figure::Outcome(figure) => outcome::draw(&mut canvas, figure),
            Figure::Anchor(figure) => anchor::draw(&mut canvas, figure),
            Figure::Band(figure) => band::draw(&mut canvas, figure),
            Figure::Scenario(figure) => scenario::draw(&mut canvas, figure),
            Figure::Lines(figure) => lines::draw(&mut canvas, figure),
            Figure::Spans(figure) => spans::draw(&mut canvas, figure),
        };
        Ok(Picture { canvas, height, caption: figure.caption().clone() })
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
