//! The document: what a sheet says, in reading order, free of any format.
//!
//! No format adds a fact of its own: Markdown, HTML and a workbook all render
//! this. Every number in it is a [`super::Span::Figure`] that names an entry
//! of the trace at its end.

use std::collections::BTreeMap;

use serde::Serialize;

use super::chart::Figure;
use super::text::Text;
use super::trace::{Checked, Derivation};

/// A whole sheet, or what a command prints.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Document {
    /// The language of its words, such as `en`.
    pub language: String,
    /// What it is about.
    pub title: Text,
    /// The day it speaks of.
    pub date: Option<Text>,
    /// Whose work it is, such as a coach's name.
    pub header: Option<Text>,
    /// The pages in order; the first is the card.
    pub sections: Vec<Section>,
    /// Where each figure comes from, in the order of first use.
    pub trace: Vec<Derivation>,
    /// Every figure with its origin, in the order of first use.
    pub figures: Vec<Checked>,
    /// The charts by name, as finished data.
    #[serde(skip)]
    pub charts: Vec<(&'static str, Figure)>,
    /// Fixed words of the page itself, such as the heading over the trace.
    pub labels: Labels,
}

impl Document {
    /// The first page alone, without where its figures come from.
    #[must_use]
    pub fn card(&self) -> Document {
        let sections = self.sections.iter().take(1).cloned().collect();
        Document { sections, trace: Vec::new(), figures: Vec::new(), ..self.clone() }
    }
}

/// Words that a format needs around the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Labels {
    /// Heading over the trace.
    pub trace: Text,
    /// One line about what the trace is.
    pub trace_note: Text,
    /// Link that skips to the trace, for a reader by keyboard.
    pub contents: Text,
    /// What stands before a simulation error.
    pub error: Text,
    /// Who made it, for the foot.
    pub made_by: Text,
    /// What stands before a notice where it has no box of its own.
    pub note: Text,
    /// What the rows and columns of a workbook are called, by key.
    #[serde(skip)]
    pub workbook: BTreeMap<String, String>,
}

/// A page or a part of one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    /// Its short name, stable for links and styles.
    pub id: &'static str,
    /// Its heading.
    pub title: Text,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// One thing after the other.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    /// A heading within a section.
    Heading {
        /// The words.
        text: Text,
    },
    /// A paragraph.
    Paragraph {
        /// How much it weighs.
        role: Role,
        /// The words.
        text: Text,
    },
    /// What is said: by them on the left, by you on the right.
    Speeches {
        /// In order of the conversation.
        list: Vec<Speech>,
    },
    /// Points.
    List {
        /// One each.
        items: Vec<Text>,
    },
    /// Figures in rows.
    Table(Table),
    /// Steps that follow each other, such as the ladder.
    Steps {
        /// In order.
        list: Vec<Stage>,
    },
    /// A chart.
    Picture {
        /// Which one: `band`, `anchor`, `outcome`, `scenario`.
        name: &'static str,
    },
    /// A chart with text beside it, where there is width for both.
    Beside {
        /// The text.
        text: Vec<Block>,
        /// The chart.
        picture: Box<Block>,
    },
    /// A text to copy, such as a mail.
    Letter {
        /// Its subject line.
        subject: Text,
        /// Its paragraphs.
        paragraphs: Vec<Text>,
    },
    /// What must be known before going in.
    Notices {
        /// One each.
        items: Vec<Text>,
    },
    /// Where the ask stands: short facts in a row.
    Standing {
        /// One each.
        items: Vec<Text>,
    },
    /// Steps of a derivation, numbered, each with its reasons below it.
    Derivation {
        /// In order.
        list: Vec<Reasoned>,
    },
    /// Facts below each other: name and value.
    Facts {
        /// Name and value.
        list: Vec<(Text, Text)>,
    },
}

/// How much a paragraph weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The one line that must be read.
    Headline,
    /// The rest of the headline.
    Sub,
    /// What belongs to the headline.
    Lead,
    /// Ordinary text.
    Body,
    /// Small print.
    Fine,
    /// What only paper needs to say.
    Paper,
}

/// What is said at one turn of the conversation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Speech {
    /// 0 for a branch, 1 for what may be said within it.
    pub depth: u8,
    /// What they say or do.
    pub cue: Text,
    /// How often, in simulated meetings.
    pub chance: Option<Text>,
    /// What to answer, word by word.
    pub words: Vec<Text>,
    /// What to do, not to say.
    pub direction: Option<Text>,
}

/// One step of a row of steps.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stage {
    /// Which one.
    pub name: Text,
    /// What stands in it.
    pub main: Text,
    /// What is to be known of it.
    pub note: Option<Text>,
}

/// One step of a derivation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reasoned {
    /// What it gives.
    pub text: Text,
    /// Why, and from what source.
    pub reasons: Vec<Text>,
}

/// Figures in rows under column heads.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Table {
    /// Its short name, stable for styles.
    pub name: &'static str,
    /// What it shows.
    pub caption: Text,
    /// Column heads; the first column names the rows.
    pub head: Vec<Text>,
    /// True for columns of numbers, which align right.
    pub numeric: Vec<bool>,
    /// The rows; an absent figure is an empty cell.
    pub rows: Vec<Row>,
    /// What the marks in it mean.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Text>,
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// A name by which figures elsewhere lead here, where the row itself says
    /// where a figure comes from.
    pub id: Option<String>,
    /// One text a column.
    pub cells: Vec<Text>,
}

impl Document {
    /// Every text of the document in reading order, the trace left out.
    pub fn texts(&self) -> Vec<&Text> {
        let mut all = vec![&self.title];
        all.extend(&self.date);
        all.extend(&self.header);
        for section in &self.sections {
            all.push(&section.title);
            for block in &section.blocks {
                block.collect_texts(&mut all);
            }
        }
        all
    }

    /// The names of rows that say themselves where their figures come from.
    pub fn row_ids(&self) -> Vec<String> {
        let blocks = self.sections.iter().flat_map(|section| &section.blocks);
        let rows = blocks.filter_map(|block| match block {
            Block::Table(table) => Some(table.rows.iter().filter_map(|row| row.id.clone())),
            _ => None,
        });
        rows.flatten().collect()
    }

    /// The section of that name.
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }
}

impl Block {
    fn collect_texts<'a>(&'a self, all: &mut Vec<&'a Text>) {
        match self {
            Block::Heading { text } | Block::Paragraph { text, .. } => all.push(text),
            Block::Speeches { list } => list.iter().for_each(|speech| speech.collect_texts(all)),
            Block::List { items } | Block::Standing { items } | Block::Notices { items } => all.extend(items),
            Block::Table(table) => {
                all.push(&table.caption);
                all.extend(&table.head);
                all.extend(table.rows.iter().flat_map(|row| &row.cells));
                all.extend(&table.notes);
            }
            Block::Steps { list } => {
                for stage in list {
                    all.extend([&stage.name, &stage.main]);
                    all.extend(&stage.note);
                }
            }
            Block::Picture { .. } => {}
            Block::Beside { text, picture } => {
                text.iter().for_each(|block| block.collect_texts(all));
                picture.collect_texts(all);
            }
            Block::Letter { subject, paragraphs } => {
                all.push(subject);
                all.extend(paragraphs);
            }
            Block::Derivation { list } => {
                for step in list {
                    all.push(&step.text);
                    all.extend(&step.reasons);
                }
            }
            Block::Facts { list } => {
                for (name, value) in list {
                    all.extend([name, value]);
                }
            }
        }
    }
}

impl Speech {
    fn collect_texts<'a>(&'a self, all: &mut Vec<&'a Text>) {
        all.push(&self.cue);
        all.extend(&self.chance);
        all.extend(&self.words);
        all.extend(&self.direction);
    }
}
