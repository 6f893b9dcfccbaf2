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
    encode(&pixmap).map_err(fault)
}

/// The bytes of a picture, with a text chunk that says what made it. A chart has large even
/// areas and sharp edges: unfiltered and compressed quickly it is a tenth larger than with the
/// usual settings and takes a fifth of their time.
fn encode(pixmap: &Pixmap) -> std::result::Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_deflate_compression(png::DeflateCompression::Level(1));
    encoder.add_text_chunk("Software".to_owned(), GENERATOR.to_owned())?;
    // Every chart covers its whole ground, so that nothing shines through.
    let opaque: Vec<u8> =
        pixmap.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    encoder.write_header()?.write_image_data(&opaque)?;
    Ok(bytes)
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
