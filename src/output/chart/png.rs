//! SVG → PNG with the font of a crate: the same picture on every machine.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use crate::error::{Error, Result};
use crate::output::files::GENERATOR;

/// The picture of an SVG document, `width` pixels wide.
///
/// Only Noto Sans is known, whatever fonts the system has. A text in a script
/// that Noto Sans does not cover is drawn as empty boxes; the SVG shows it
/// wherever the reader's system has a font for it.
///
/// # Errors
/// [`Error::Internal`] when the document is none or the picture is too large.
pub fn png(svg: &str, width: u32) -> Result<Vec<u8>> {
    let tree = Tree::from_str(svg, &options()).map_err(fault)?;
    let scale = f64::from(width) / f64::from(tree.size().width());
    let height = (f64::from(tree.size().height()) * scale).ceil() as u32;
    let mut pixmap = Pixmap::new(width, height)
        .ok_or_else(|| Error::Internal(format!("a picture of {width} × {height} pixels is too large")))?;
    let scale = scale as f32;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    pixmap.encode_png().map_err(fault).map(marked)
}

/// The PNG with a text chunk that says what made it, right after its header.
fn marked(mut png: Vec<u8>) -> Vec<u8> {
    // Eight bytes of signature, then the header: length, type, 13 bytes, checksum.
    const AFTER_HEADER: usize = 8 + 4 + 4 + 13 + 4;
    let mut chunk = b"tEXtSoftware\0".to_vec();
    chunk.extend(GENERATOR.bytes());
    let mut checksum = flate2::Crc::new();
    checksum.update(&chunk);
    let length = u32::try_from(chunk.len() - 4).unwrap_or_default();
    let whole = [&length.to_be_bytes()[..], &chunk, &checksum.sum().to_be_bytes()].concat();
    let at = AFTER_HEADER.min(png.len());
    png.splice(at..at, whole);
    png
}

/// How a picture is read: with the built-in font and no other, no files beside it.
pub(super) fn options() -> Options<'static> {
    let mut fonts = fontdb::Database::new();
    for data in [notosans::REGULAR_TTF, notosans::BOLD_TTF] {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(data)));
    }
    fonts.set_sans_serif_family("Noto Sans");
    Options { font_family: "Noto Sans".to_owned(), fontdb: Arc::new(fonts), ..Options::default() }
}

fn fault(error: impl std::fmt::Display) -> Error {
    Error::Internal(format!("turning a chart into PNG: {error}"))
}
