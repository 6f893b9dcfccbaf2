//! The document as Markdown: readable as it is, rendered anywhere.

use crate::marks::show;
use crate::report::document::{Block, Document, Reasoned, Role, Section, Speech, Stage, Table};
use crate::report::text::{Span, Text};

use super::link::encoded;
use crate::output::files::GENERATOR;

/// What a piece of Markdown is made of, one after the other.
macro_rules! md {
    ($($part:expr),* $(,)?) => { Md([$(Md::from($part).0),*].concat()) };
}

/// The document as a Markdown file, with its charts in files beside it.
pub fn sheet(document: &Document) -> String {
    let mut page = Page { out: String::new(), document };
    page.paragraph(md!["<!-- ", Md(GENERATOR.to_owned()), " -->"]);
    let date = document.date.as_ref().map(|date| md![" · ", date]);
    if let Some(header) = &document.header {
        page.paragraph(md![header]);
    }
    page.paragraph(md![&document.title, date]);
    for section in &document.sections {
        page.section(section);
    }
    page.trace();
    page.paragraph(md!["*", &document.labels.made_by, "*"]);
    page.out.truncate(page.out.trim_end().len());
    page.out.push('\n');
    page.out
}

/// Text of a Markdown file. It is made of the program's own markup and of texts
/// of the document, which are escaped on the way; there is no other way in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Md(String);

impl From<&'static str> for Md {
    fn from(markup: &'static str) -> Self {
        Md(markup.to_owned())
    }
}

impl From<&Text> for Md {
    fn from(text: &Text) -> Self {
        let written = text.spans().iter().enumerate().map(|(i, span)| match span {
            Span::Link { folder, text, .. } => format!("[{}]({}/sheet.md)", escape(text), encoded(folder)),
            span if i == 0 => escape(span.shown()),
            span => escape_within(span.shown()),
        });
        Md(written.collect())
    }
}

impl<T: Into<Md>> From<Option<T>> for Md {
    fn from(text: Option<T>) -> Self {
        text.map(T::into).unwrap_or_default()
    }
}

impl From<usize> for Md {
    fn from(number: usize) -> Self {
        Md(number.to_string())
    }
}

impl Md {
    /// A text that is no [`Text`], such as that of a picture.
    fn escaped(text: &str) -> Self {
        Md(escape(&show(text)))
    }

    /// A text in which nothing is markup.
    fn code(text: &str) -> Self {
        Md(format!("`{}`", show(text).replace('`', "")))
    }

    fn joined(parts: impl Iterator<Item = Md>, between: &'static str) -> Self {
        Md(parts.map(|part| part.0).collect::<Vec<_>>().join(between))
    }
}

struct Page<'a> {
    out: String,
    document: &'a Document,
}

impl Page<'_> {
    fn section(&mut self, section: &Section) {
        if section.id != "card" {
            self.paragraph(md!["## ", &section.title]);
        }
        for block in &section.blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { text } => self.paragraph(md!["### ", text]),
            Block::Paragraph { role: Role::Paper, .. } => {}
            Block::Paragraph { role, text } => self.paragraph(weighed(*role, text)),
            Block::Speeches { list } => list.iter().for_each(|speech| self.speech(speech)),
            Block::List { items } => self.list(items.iter().map(Md::from)),
            Block::Notices { items } => items.iter().for_each(|item| self.paragraph(md!["> ", item])),
            Block::Standing { items } => self.paragraph(Md::joined(items.iter().map(Md::from), " · ")),
            Block::Table(table) => self.table(table),
            Block::Steps { list } => self.list(list.iter().map(stage)),
            Block::Picture { name, .. } => self.picture(name),
            Block::Beside { text, picture } => {
                text.iter().for_each(|block| self.block(block));
                self.block(picture);
            }
            Block::Letter { subject, paragraphs } => self.letter(subject, paragraphs),
            Block::Derivation { list } => list.iter().zip(1..).for_each(|(step, n)| self.step(n, step)),
            Block::Facts { list } => self.list(list.iter().map(|(name, value)| md![name, ": ", value])),
        }
    }

    fn line(&mut self, text: Md) {
        self.out.push_str(&text.0);
        self.out.push('\n');
    }

    fn paragraph(&mut self, text: Md) {
        self.line(text);
        self.out.push('\n');
    }

    fn list(&mut self, items: impl Iterator<Item = Md>) {
        items.for_each(|item| self.line(md!["- ", item]));
        self.out.push('\n');
    }

    fn speech(&mut self, speech: &Speech) {
        let chance = speech.chance.as_ref().map(|chance| md![" (", chance, ")"]);
        self.paragraph(md!["**", &speech.cue, "**", chance]);
        for words in &speech.words {
            self.paragraph(md!["> ", words]);
        }
        if let Some(direction) = &speech.direction {
            self.paragraph(md!["*", direction, "*"]);
        }
    }

    /// A numbered step with its reasons, each a paragraph of the same point.
    fn step(&mut self, n: usize, step: &Reasoned) {
        let lead = md![n, ". "];
        let indent = Md(" ".repeat(lead.0.len()));
        let reasons = step.reasons.iter().map(|reason| md!["\n\n", indent.clone(), reason]);
        self.paragraph(md![lead, &step.text, Md::joined(reasons, "")]);
    }

    fn table(&mut self, table: &Table) {
        self.paragraph(md!["**", &table.caption, "**"]);
        let row = |cells: Md| md!["| ", cells, " |"];
        let cells = |cells: &[Text]| Md::joined(cells.iter().map(Md::from), " | ");
        self.line(row(cells(&table.head)));
        let rules = table.numeric.iter().map(|numeric| Md::from(if *numeric { "---:" } else { "---" }));
        self.line(row(Md::joined(rules, " | ")));
        for line in &table.rows {
            self.line(row(cells(&line.cells)));
        }
        self.out.push('\n');
        table.notes.iter().for_each(|note| self.paragraph(md![note]));
    }

    fn picture(&mut self, name: &str) {
        let figure = self.document.charts.iter().find(|(chart, _)| *chart == name);
        if let Some((name, figure)) = figure {
            self.paragraph(md!["![", Md::escaped(&figure.caption.alt), "](", *name, ".svg)"]);
        }
    }

    fn letter(&mut self, subject: &Text, paragraphs: &[Text]) {
        self.line(md!["> **", subject, "**"]);
        let mut in_list = false;
        for paragraph in paragraphs {
            let text = Md::from(paragraph);
            let point = text.0.strip_prefix("\\- ").map(|point| Md(point.to_owned()));
            if !(in_list && point.is_some()) {
                self.line(md![">"]);
            }
            in_list = point.is_some();
            self.line(point.map_or_else(|| md!["> ", text], |point| md!["> - ", point]));
        }
        self.out.push('\n');
    }

    fn trace(&mut self) {
        let document = self.document;
        if document.trace.is_empty() {
            return;
        }
        self.paragraph(md!["## ", &document.labels.trace]);
        self.paragraph(md![&document.labels.trace_note]);
        let items = document.trace.iter().map(|entry| {
            let shown = (!entry.shown.is_empty()).then(|| md![": ", Md::escaped(&entry.shown)]);
            let error = entry
                .error
                .as_ref()
                .map(|error| md![" (", &document.labels.error, " ", Md::escaped(error), ")"]);
            md!["**", &entry.name, shown, "**", error, ". ", &entry.how, " ", Md::code(&entry.formula)]
        });
        self.list(items);
    }
}

fn weighed(role: Role, text: &Text) -> Md {
    match role {
        Role::Headline => md!["# ", text],
        Role::Sub | Role::Lead => md!["**", text, "**"],
        Role::Body => md![text],
        Role::Fine => md!["*", text, "*"],
        Role::Paper => Md::default(),
    }
}

fn stage(stage: &Stage) -> Md {
    md![&stage.name, ": **", &stage.main, "**", stage.note.as_ref().map(|note| md![", ", note])]
}

/// Puts a backslash before what Markdown would act on, and writes the signs of
/// HTML as entities: a claim such as `</script>` or `[x](y)` stays what it is.
pub fn escape(text: &str) -> String {
    let opens = text.starts_with(['-', '+', '#']);
    format!("{}{}", if opens { "\\" } else { "" }, escape_within(text))
}

/// The same inside of a line, where a sign opens no list and no heading.
fn escape_within(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (i, c) in text.char_indices() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => {
                out.push('\\');
                out.push(c);
            }
            // `http://x` would become a link by itself.
            ':' if text[i..].starts_with("://") => out.push_str("&#58;"),
            '\r' | '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_data_stays_text() {
        assert_eq!(escape("</script><img src=x>"), "&lt;/script&gt;&lt;img src=x&gt;");
        assert_eq!(escape("[a](b) *c* _d_ `e` |"), "\\[a\\](b) \\*c\\* \\_d\\_ \\`e\\` \\|");
        assert_eq!(escape("# no heading"), "\\# no heading");
        assert_eq!(escape("see http://x.y"), "see http&#58;//x.y");
        assert_eq!(escape("$201,500 – fine!"), "$201,500 – fine!");
    }
}
