//! The trace: where each figure on the sheet comes from.
//!
//! Every figure is noted in a [`Book`] when it is made: the name by which the
//! templates call it, how it looks, and its [`Origin`] in the results. What
//! the sheet shows of them becomes the list of derivations at its end, and a
//! test walks each one back to `result.json`.

mod place;

use std::collections::BTreeMap;

use serde::Serialize;

use super::facts::Facts;
use super::text::{Text, mark_figure};
use super::words::Words;

pub use place::{Bound, Chance, Figure, Place, Spot, StepFigure};

/// How a figure comes from the results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "from", rename_all = "lowercase")]
pub enum Origin {
    /// The value that stands there.
    At {
        /// Where.
        at: Place,
    },
    /// The first less the second.
    Difference {
        /// The first.
        of: Place,
        /// The second.
        less: Place,
    },
    /// The first over the second, as a fraction of the second.
    Over {
        /// The first.
        of: Place,
        /// The second.
        over: Place,
    },
    /// The first times the second.
    Product {
        /// The first.
        of: Place,
        /// The second.
        times: Place,
    },
}

impl Origin {
    /// The value that stands at a place.
    pub fn at(place: Place) -> Self {
        Origin::At { at: place }
    }

    /// `of` − `less`.
    pub fn difference(of: Place, less: Place) -> Self {
        Origin::Difference { of, less }
    }

    /// `of` ÷ `over` − 1.
    pub fn over(of: Place, over: Place) -> Self {
        Origin::Over { of, over }
    }

    /// `of` × `times`.
    pub fn product(of: Place, times: Place) -> Self {
        Origin::Product { of, times }
    }

    /// Everything it points at.
    pub fn places(&self) -> Vec<Place> {
        match self {
            Origin::At { at } => vec![*at],
            Origin::Difference { of, less } => vec![*of, *less],
            Origin::Over { of, over } => vec![*of, *over],
            Origin::Product { of, times } => vec![*of, *times],
        }
    }

    /// The same as a reader writes it down: `anchor.base − offer.base`.
    pub fn formula(&self) -> String {
        match self {
            Origin::At { at } => at.written(),
            Origin::Difference { of, less } => format!("{} − {}", of.written(), less.written()),
            Origin::Over { of, over } => format!("{} ÷ {} − 1", of.written(), over.written()),
            Origin::Product { of, times } => format!("{} × {}", of.written(), times.written()),
        }
    }
}

/// One figure, on its way into the book.
#[derive(Debug, Clone, PartialEq)]
pub struct Noted {
    /// How it looks.
    pub shown: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The entry of the words that says what it is and how it is worked out,
    /// below `trace.`; figures of one sort share it.
    pub sort: &'static str,
    /// What it belongs to, such as the ask: an entry of the words below `of.`.
    pub of: Option<&'static str>,
    /// Its simulation error as shown, where it was simulated.
    pub error: Option<String>,
    /// For one of many alike, such as the cells of a table: where all of them
    /// stand in the results. They share one entry of the trace.
    pub among: Option<String>,
}

impl Noted {
    /// A figure without a simulation error that stands for itself.
    pub fn new(sort: &'static str, shown: impl Into<String>, origin: Origin) -> Self {
        Noted { shown: shown.into(), origin, sort, of: None, error: None, among: None }
    }

    /// The same, belonging to something.
    #[must_use]
    pub fn of(mut self, of: &'static str) -> Self {
        self.of = Some(of);
        self
    }

    /// The same as one of many alike that stand at a pointer.
    #[must_use]
    pub fn among(mut self, pointer: impl Into<String>) -> Self {
        self.among = Some(pointer.into());
        self
    }

    /// The same with its simulation error.
    #[must_use]
    pub fn error(mut self, error: impl Into<String>) -> Self {
        self.error = Some(error.into());
        self
    }
}

/// A figure of the document with its origin, for whoever wants to check it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Checked {
    /// The name that the span carries.
    pub id: String,
    /// How it looks.
    pub shown: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// The entry of the trace to which a figure leads: those of one table share one,
/// `years-offer~1` and `years-offer~2` lead to `years-offer`.
pub fn entry_of(id: &str) -> &str {
    id.split('~').next().unwrap_or(id)
}

/// An entry of the trace as the reader sees it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Derivation {
    /// The name that figures of the document carry.
    pub id: String,
    /// What it is.
    pub name: Text,
    /// How it looks; empty for an entry that many figures share.
    pub shown: String,
    /// How it is worked out.
    pub how: Text,
    /// Where it stands in the results: `anchor.base − offer.base`.
    pub formula: String,
    /// Its simulation error, where it was simulated.
    pub error: Option<String>,
}

/// The facts that templates may name, and the origin of every figure among them.
#[derive(Debug, Clone, Default)]
pub struct Book {
    /// What templates see.
    pub facts: Facts,
    figures: BTreeMap<String, Noted>,
}

impl Book {
    /// An empty book.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes a figure under the name of a fact; an absent one makes the fact absent.
    pub fn figure(&mut self, fact: &str, noted: Option<Noted>) {
        let marked = noted.map(|noted| self.mark(fact, noted));
        self.facts.put(fact, marked);
    }

    /// Notes a figure that no template names, and gives it marked for a text.
    pub fn mark(&mut self, name: &str, noted: Noted) -> String {
        let id = id_of(name);
        let marked = mark_figure(&id, &noted.shown);
        self.figures.insert(id, noted);
        marked
    }

    /// The figure of that id.
    pub fn noted(&self, id: &str) -> Option<&Noted> {
        self.figures.get(id)
    }

    /// The entry of the trace for a figure, in the words of the sheet.
    pub fn derivation(&self, id: &str, words: &Words) -> Option<Derivation> {
        let noted = self.noted(id)?;
        let mut facts = self.facts.clone();
        let of = noted.of.and_then(|of| words.phrase(&format!("of.{of}"), &facts));
        facts.put("of", of);
        facts.flag("stated", matches!(noted.of, Some("offer" | "today")));
        let line = |leaf: &str| words.line(&format!("trace.{}.{leaf}", noted.sort), &facts);
        let pointer = |at: &String| at.trim_start_matches('/').replace('/', ".");
        Some(Derivation {
            id: entry_of(id).to_owned(),
            name: line("name").unwrap_or_default(),
            shown: if noted.among.is_some() { String::new() } else { noted.shown.clone() },
            how: line("how").unwrap_or_default(),
            formula: noted.among.as_ref().map_or_else(|| noted.origin.formula(), pointer),
            error: noted.error.clone(),
        })
    }
}

/// The id of a figure in links: `ask.base` is `ask-base`.
fn id_of(name: &str) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() || c == '~' { c.to_ascii_lowercase() } else { '-' };
    name.chars().map(kept).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Part;

    #[test]
    fn a_figure_in_a_template_is_found_in_the_book() {
        let mut book = Book::new();
        let base = |spot| Place::Package(spot, Figure::Part(Part::Base));
        let origin = Origin::difference(base(Spot::Ask), base(Spot::Offer));
        book.figure("ask.base_over", Some(Noted::new("difference", "$11,500", origin)));
        book.figure("ask.bonus", None);
        let noted = book.noted("ask-base-over").unwrap();
        assert_eq!(noted.origin.formula(), "anchor.anchor.base − anchor.offer.base");
        assert_eq!(noted.origin.places().len(), 2);
        assert!(book.facts.knows("ask.bonus") && !book.facts.has("ask.bonus"));
    }
}
