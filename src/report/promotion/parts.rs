//! What there is to say about a promotion, part by part, free of any format:
//! the command prints it, a sheet may take the parts it wants.

use crate::report::text::clean;

/// A part with its heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its short name, stable: `calendar`, `rubric`, `packet`, …
    pub id: &'static str,
    /// Its heading.
    pub title: String,
    /// What it says, in order.
    pub blocks: Vec<Block>,
}

/// One thing after the other. All text is finished: rounded and harmless.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Line {
        /// The words.
        text: String,
    },
    /// A point of a list.
    Point {
        /// The words.
        text: String,
    },
    /// A step that is taken or open.
    Step {
        /// Whether it is taken.
        done: bool,
        /// The words.
        text: String,
    },
    /// Something to say aloud.
    Say {
        /// The words.
        text: String,
    },
    /// A name and what belongs to it.
    Fact {
        /// The name.
        name: String,
        /// What belongs to it.
        text: String,
    },
    /// Rows of figures.
    Table {
        /// The heads of the columns.
        header: Vec<String>,
        /// The rows.
        rows: Vec<Vec<String>>,
    },
}

impl Part {
    /// A part without anything in it yet.
    pub(super) fn new(id: &'static str, title: impl Into<String>) -> Self {
        Part { id, title: clean(&title.into()), blocks: Vec::new() }
    }

    pub(super) fn line(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Line { text: clean(&text.into()) });
    }

    /// A line that is only there when its facts are.
    pub(super) fn maybe(&mut self, text: Option<String>) {
        if let Some(text) = text {
            self.line(text);
        }
    }

    pub(super) fn point(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Point { text: clean(&text.into()) });
    }

    pub(super) fn step(&mut self, done: bool, text: impl Into<String>) {
        self.blocks.push(Block::Step { done, text: clean(&text.into()) });
    }

    pub(super) fn say(&mut self, text: Option<String>) {
        if let Some(text) = text {
            self.blocks.push(Block::Say { text: clean(&text) });
        }
    }

    pub(super) fn fact(&mut self, name: impl Into<String>, text: impl Into<String>) {
        self.blocks.push(Block::Fact { name: clean(&name.into()), text: clean(&text.into()) });
    }

    pub(super) fn table(&mut self, header: &[&str], rows: Vec<Vec<String>>) {
        let header = header.iter().map(|name| (*name).to_owned()).collect();
        let rows = rows.into_iter().map(|row| row.iter().map(|cell| clean(cell)).collect()).collect();
        self.blocks.push(Block::Table { header, rows });
    }
}
