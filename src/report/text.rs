//! Text of the sheet: a row of spans, so that no format has to guess what is a
//! figure, what the person wrote, and what the program says.
//!
//! Templates work on plain strings. A figure and a text of the person travel
//! through them between marks from Unicode's private area, which [`clean`]
//! takes out of everything that is read, and [`Text::parse`] turns the marks
//! back into spans.

use serde::Serialize;

use crate::marks;

const FIGURE: char = '\u{e000}';
const SHOWN: char = '\u{e001}';
const GIVEN: char = '\u{e002}';
const END: char = '\u{e003}';

/// A piece of text and what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Span {
    /// Words of the program.
    Plain {
        /// The words.
        text: String,
    },
    /// A number from the results.
    Figure {
        /// Where it is derived: the name of an entry of the trace.
        id: String,
        /// The number as shown, with its unit.
        text: String,
    },
    /// Words of the person, from the case: data, never markup.
    Given {
        /// The words.
        text: String,
    },
    /// A way to a sheet in a folder beside this document.
    Link {
        /// The folder's name.
        folder: String,
        /// The figure of that sheet that is meant; empty for the sheet itself.
        id: String,
        /// The words.
        text: String,
    },
}

impl Span {
    /// What a reader sees.
    pub fn shown(&self) -> &str {
        match self {
            Span::Plain { text }
            | Span::Figure { text, .. }
            | Span::Given { text }
            | Span::Link { text, .. } => text,
        }
    }
}

/// A line or a paragraph. Nothing in it acts on its reader, however it was made: a
/// document holds no other text, so that no format can print a mark.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Text {
    spans: Vec<Span>,
}

impl Text {
    /// Words of the program alone.
    pub fn plain(text: impl Into<String>) -> Self {
        Text { spans: vec![Span::Plain { text: marks::show(&text.into()) }] }
    }

    /// A way to a sheet in a folder beside this document, or to a figure of it.
    pub fn link(folder: &str, id: &str, text: &str) -> Self {
        let link = Span::Link { folder: folder.to_owned(), id: id.to_owned(), text: clean(text) };
        Text { spans: vec![link] }
    }

    /// The pieces in reading order.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Turns the marks of a rendered template into spans.
    pub fn parse(marked: &str) -> Self {
        let mut spans = Vec::new();
        let mut rest = marked;
        while let Some(at) = rest.find([FIGURE, GIVEN]) {
            push_plain(&mut spans, &rest[..at]);
            let end = rest[at..].find(END).map_or(rest.len(), |n| at + n);
            let inner: String = rest[at..end].chars().skip(1).collect();
            spans.push(if rest[at..].starts_with(FIGURE) {
                figure(&inner)
            } else {
                Span::Given { text: marks::show(&inner) }
            });
            rest = rest[end..].strip_prefix(END).unwrap_or("");
        }
        push_plain(&mut spans, rest);
        Text { spans }
    }

    /// What a reader sees, without what it is.
    pub fn shown(&self) -> String {
        self.spans.iter().map(Span::shown).collect()
    }

    /// True when there is nothing to see.
    pub fn is_empty(&self) -> bool {
        self.spans.iter().all(|span| span.shown().trim().is_empty())
    }

    /// The names of the figures in it.
    pub fn figures(&self) -> impl Iterator<Item = &str> {
        self.spans.iter().filter_map(|span| match span {
            Span::Figure { id, .. } => Some(id.as_str()),
            _ => None,
        })
    }
}

impl From<String> for Text {
    fn from(marked: String) -> Self {
        Text::parse(&marked)
    }
}

impl From<&str> for Text {
    fn from(marked: &str) -> Self {
        Text::parse(marked)
    }
}

fn push_plain(spans: &mut Vec<Span>, text: &str) {
    if !text.is_empty() {
        spans.push(Span::Plain { text: marks::show(text) });
    }
}

fn figure(inner: &str) -> Span {
    match inner.split_once(SHOWN) {
        Some((id, text)) => Span::Figure { id: id.to_owned(), text: marks::show(text) },
        None => Span::Plain { text: marks::show(inner) },
    }
}

/// A figure on its way through a template.
pub fn mark_figure(id: &str, shown: &str) -> String {
    format!("{FIGURE}{id}{SHOWN}{shown}{END}")
}

/// Words of the person on their way through a template, harmless in any format.
pub fn mark_given(text: &str) -> String {
    format!("{GIVEN}{}{END}", clean(text))
}

/// Words of the person as a text of their own.
pub fn given(text: &str) -> Text {
    Text::parse(&mark_given(text))
}

/// Text in so many characters at most, the last of them an ellipsis where something is left out.
pub fn shortened(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    let kept: String = text.chars().take(room.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// Text from a file in which nothing acts on its reader, on one line, without the
/// blanks at its ends; the private marks of this module are among what is shown as a sign.
pub fn clean(text: &str) -> String {
    marks::show(text).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_back_as_spans() {
        let marked =
            format!("Ask for {} as {}.", mark_figure("ask-base", "$5"), mark_given("Chief \u{202e}x"));
        let text = Text::parse(&marked);
        assert_eq!(text.shown(), "Ask for $5 as Chief \u{fffd}x.");
        assert_eq!(text.figures().collect::<Vec<_>>(), ["ask-base"]);
        assert_eq!(text.spans.len(), 5);
        assert_eq!(text.spans[3], Span::Given { text: "Chief \u{fffd}x".into() });
    }

    #[test]
    fn what_acts_on_its_reader_is_shown_however_a_text_is_made() {
        let hostile = "a\u{1b}[31mred\u{202e}\u{e000}ask\u{e001}9\u{e003}";
        let shown = "a␛[31mred\u{fffd}\u{fffd}ask\u{fffd}9\u{fffd}";
        assert_eq!(clean(&format!(" {hostile}\n")), shown);
        for text in [Text::plain(hostile), given(hostile), Text::link("x", "y", hostile)] {
            assert_eq!(text.shown(), shown);
            assert_eq!(text.figures().count(), 0);
        }
        assert_eq!(Text::parse("a\u{1b}b").shown(), "a␛b");
    }

    #[test]
    fn a_broken_mark_is_shown_rather_than_lost() {
        assert_eq!(Text::parse("a \u{e000}b").shown(), "a b");
        assert!(Text::parse("  ").is_empty() && !Text::parse("x").is_empty());
    }
}
