//! Composes the document of a command: every sentence of it is a text of the
//! words, every figure a fact of one sentence or the cell of a table.

use super::document::{Block, Document, Labels, Reasoned, Role, Row, Section, Table};
use super::facts::Facts;
use super::numbers::Numbers;
use super::text::Text;
use super::words::Words;
use crate::domain::Package;
use crate::num::Money;

/// A document in the making. Its texts are those of one subject: the key
/// `heading` of the subject `simulate` is the text `simulate.heading`.
#[derive(Debug)]
pub struct Composer<'a> {
    words: &'a Words,
    subject: &'static str,
    document: Document,
}

/// A column of a table: its key and where its cells stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Words, to the left.
    Words(&'static str),
    /// Figures, to the right.
    Figures(&'static str),
}

impl Column {
    fn key(self) -> &'static str {
        match self {
            Column::Words(key) | Column::Figures(key) => key,
        }
    }
}

impl<'a> Composer<'a> {
    /// An empty document that says the texts of `subject`.
    pub fn new(words: &'a Words, subject: &'static str) -> Self {
        let note = words.line("page.note", &Facts::new()).unwrap_or_default();
        let document = Document {
            language: words.language().to_owned(),
            labels: Labels { note, ..Labels::default() },
            ..Document::default()
        };
        Composer { words, subject, document }
    }

    /// How its language writes numbers.
    pub fn numbers(&self) -> Numbers {
        self.words.numbers()
    }

    /// A text with its facts, on its way into another text; empty where one of them is missing.
    pub fn phrase(&self, key: &str, facts: &Facts) -> String {
        self.words.phrase(&self.named(key), facts).unwrap_or_default()
    }

    /// A text without facts.
    pub fn word(&self, key: &str) -> String {
        self.phrase(key, &Facts::new())
    }

    /// A text with its facts as one line; empty where one of them is missing.
    pub fn line(&self, key: &str, facts: &Facts) -> Text {
        self.words.line(&self.named(key), facts).unwrap_or_default()
    }

    /// A chance as meetings: `49 of 100`, below one in a hundred (or above 99)
    /// `3 of 1,000`, and `fewer than 1 of 1,000`.
    pub fn meetings(&self, chance: f64) -> String {
        self.words.meetings(chance)
    }

    /// Some things as a language lists them: "a, b and c".
    pub fn list(&self, parts: &[String]) -> String {
        let and = self.words.phrase("phrase.and", &Facts::new()).unwrap_or_default();
        match parts {
            [before @ .., last] if !before.is_empty() => format!("{} {and} {last}", before.join(", ")),
            _ => parts.concat(),
        }
    }

    /// A package as it is said: its base, and the parts that differ from those `beside` it.
    pub fn package(&self, package: &Package, beside: &Package) -> String {
        let numbers = self.numbers();
        let part = |name: &str, shown: Option<String>| {
            self.words.phrase(&format!("phrase.{name}"), &Facts::new().with(name, shown?))
        };
        let money = |of: Money, same: bool| (!same).then(|| numbers.money(of));
        let equity = package.equity.filter(|equity| Some(*equity) != beside.equity);
        let parts = [
            part("base", money(package.base, false)),
            part("bonus", money(package.bonus, package.bonus == beside.bonus)),
            part("equity", equity.map(|equity| numbers.equity(equity))),
            part("sign_on", money(package.sign_on, package.sign_on == beside.sign_on)),
        ];
        self.list(&parts.into_iter().flatten().collect::<Vec<_>>())
    }

    /// Begins a part without a heading; a terminal leaves a line free before it.
    pub fn part(&mut self, id: &'static str) {
        self.headed(id, Text::default());
    }

    /// Begins a part with a heading, the text of that key.
    pub fn section(&mut self, id: &'static str, facts: &Facts) {
        let title = self.line(&format!("{id}.title"), facts);
        self.headed(id, title);
    }

    /// Begins a part under a heading that is no text of the words, such as a name.
    pub fn headed(&mut self, id: &'static str, title: Text) {
        self.document.sections.push(Section { id, title, blocks: Vec::new() });
    }

    /// A paragraph for each of the text; nothing where nothing of it is left.
    pub fn say(&mut self, key: &str, facts: &Facts) {
        self.paragraphs(Role::Body, key, facts);
    }

    /// A paragraph that was put together elsewhere.
    pub fn body(&mut self, text: Text) {
        self.add(Block::Paragraph { role: Role::Body, text });
    }

    /// The same in small print.
    pub fn fine(&mut self, key: &str, facts: &Facts) {
        self.paragraphs(Role::Fine, key, facts);
    }

    /// What must be known: a terminal says "Note:" before it.
    pub fn note(&mut self, key: &str, facts: &Facts) {
        let items = self.words.paragraphs(&self.named(key), facts);
        if !items.is_empty() {
            self.add(Block::Notices { items });
        }
    }

    /// Numbered steps with their reasons.
    pub fn derivation(&mut self, list: Vec<Reasoned>) {
        self.add(Block::Derivation { list });
    }

    /// An empty table, to be filled and [added](Self::add): its caption is the
    /// text `NAME.caption`, the head of a column `NAME.head.COLUMN`.
    pub fn table(&self, name: &'static str, columns: &[Column]) -> Table {
        let none = Facts::new();
        Table {
            name,
            caption: self.line(&format!("{name}.caption"), &none),
            head: columns
                .iter()
                .map(|column| self.line(&format!("{name}.head.{}", column.key()), &none))
                .collect(),
            numeric: columns.iter().map(|column| matches!(column, Column::Figures(_))).collect(),
            ..Table::default()
        }
    }

    /// Adds a block to the part that was begun last, or to a first one.
    pub fn add(&mut self, block: impl Into<Block>) {
        if self.document.sections.is_empty() {
            self.part(self.subject);
        }
        if let Some(section) = self.document.sections.last_mut() {
            section.blocks.push(block.into());
        }
    }

    /// The document.
    pub fn finish(self) -> Document {
        self.document
    }

    fn paragraphs(&mut self, role: Role, key: &str, facts: &Facts) {
        for text in self.words.paragraphs(&self.named(key), facts) {
            self.add(Block::Paragraph { role, text });
        }
    }

    fn named(&self, key: &str) -> String {
        format!("{}.{key}", self.subject)
    }
}

impl Table {
    /// Adds a row, one cell a column.
    pub fn row<T: Into<Text>>(&mut self, cells: impl IntoIterator<Item = T>) {
        let cells = cells.into_iter().map(Into::into).collect();
        self.rows.push(Row { id: None, cells });
    }
}

impl From<Table> for Block {
    fn from(table: Table) -> Self {
        Block::Table(table)
    }
}
