//! How wide text is, with the advances of the font that the PNG is drawn with;
//! lines broken and names cut by these widths.

use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::prelude::MetadataProvider;
use skrifa::{FontRef, charmap::Charmap};

use super::style::Type;
use crate::error::{Error, Result};

/// A page may have no Noto Sans; its own font may be this much wider.
const SPARE: f64 = 1.18;

/// The two weights of the font, ready to measure with.
pub(super) struct Typeface {
    regular: Face,
    bold: Face,
}

struct Face {
    charmap: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
}

impl Face {
    fn open(data: &'static [u8]) -> Result<Self> {
        let font = FontRef::new(data).map_err(|e| Error::Internal(format!("the built-in font: {e}")))?;
        // Advances at one pixel an em are fractions of the font size.
        let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
        Ok(Face { charmap: font.charmap(), metrics })
    }

    /// The advance of one character as a fraction of the size. What the font
    /// does not have comes from another one, and may be a full square.
    fn advance(&self, c: char) -> f64 {
        let glyph = self.charmap.map(c);
        glyph.and_then(|id| self.metrics.advance_width(id)).map_or(1.0, f64::from)
    }
}

impl Typeface {
    pub(super) fn open() -> Result<Self> {
        Ok(Typeface { regular: Face::open(notosans::REGULAR_TTF)?, bold: Face::open(notosans::BOLD_TTF)? })
    }

    /// The sum of the advances, in pixels: kerning, which only narrows, is left out.
    pub(super) fn advances(&self, text: &str, kind: Type) -> f64 {
        let face = if kind.bold() { &self.bold } else { &self.regular };
        text.chars().map(|c| face.advance(c)).sum::<f64>() * kind.size()
    }

    /// The room that a text needs on any machine, in pixels.
    pub(super) fn width(&self, text: &str, kind: Type) -> f64 {
        self.advances(text, kind) * SPARE
    }

    /// The text, or as much of its beginning as fits, with an ellipsis.
    pub(super) fn fit(&self, text: &str, kind: Type, room: f64) -> String {
        if self.width(text, kind) <= room {
            return text.to_owned();
        }
        let ellipsis = self.width("…", kind);
        let mut kept = String::new();
        let mut used = ellipsis;
        for c in text.chars() {
            used += self.width(c.encode_utf8(&mut [0; 4]), kind);
            if used > room {
                break;
            }
            kept.push(c);
        }
        kept.truncate(kept.trim_end().len());
        kept.push('…');
        kept
    }

    /// The text in lines no wider than `room`, at most `most` of them: what is
    /// left over is cut with an ellipsis.
    pub(super) fn lines(&self, text: &str, kind: Type, room: f64, most: usize) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        // Not at hard spaces: they keep a number and its unit together.
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let full = lines.len() >= most;
            match lines.last_mut() {
                Some(line) if full || self.width(&format!("{line} {word}"), kind) <= room => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        lines.iter().map(|line| self.fit(line, kind, room)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How wide resvg finds a text when it shapes it with the same font.
    fn shaped(text: &str, kind: Type) -> f64 {
        let weight = if kind.bold() { "bold" } else { "normal" };
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"90\"><text y=\"50\" \
             font-family=\"Noto Sans\" font-weight=\"{weight}\" font-size=\"{}\">{text}</text></svg>",
            kind.size()
        );
        let tree = resvg::usvg::Tree::from_str(&svg, &super::super::png::options()).unwrap();
        f64::from(tree.root().abs_bounding_box().width())
    }

    #[test]
    fn widths_are_those_of_the_drawn_text() {
        let face = Typeface::open().unwrap();
        let texts = [
            "Asking 11% over the offer is where more stops paying",
            "201,500",
            "€58,185 · p25–p75",
            "ÄÖÜ äöü ß ñ č",
        ];
        for text in texts {
            for kind in [Type::Title, Type::Label, Type::Source] {
                let (drawn, measured) = (shaped(text, kind), face.advances(text, kind));
                assert!((measured / drawn - 1.0).abs() < 0.02, "{text} {kind:?}: {measured} and {drawn}");
                assert!(face.width(text, kind) > drawn, "{text} {kind:?}");
            }
        }
    }

    #[test]
    fn what_does_not_fit_is_cut_with_an_ellipsis() {
        let face = Typeface::open().unwrap();
        assert_eq!(face.fit("Alloy", Type::Label, 100.0), "Alloy");
        let cut = face.fit("A company with a very long name indeed", Type::Label, 100.0);
        assert!(cut.ends_with('…') && face.width(&cut, Type::Label) <= 100.0, "{cut}");
        assert_eq!(face.fit("Alloy", Type::Label, 0.0), "…");
    }

    #[test]
    fn lines_break_between_words_and_never_at_hard_spaces() {
        let face = Typeface::open().unwrap();
        let lines = face.lines("Asking 11% over the offer is where more stops paying", Type::Title, 200.0, 3);
        assert!(lines.len() > 1 && lines.iter().all(|l| face.width(l, Type::Title) <= 200.0), "{lines:?}");
        let two = face.lines("one two three four five six seven", Type::Title, 60.0, 2);
        assert!(two.len() == 2 && two[1].ends_with('…'), "{two:?}");
        assert_eq!(face.lines("CHF\u{a0}120,000", Type::Title, 20.0, 3).len(), 1);
    }

    #[test]
    fn directions_and_controls_do_not_reach_a_picture() {}
}
