//! The document as Markdown: readable as it is, rendered anywhere.

use std::fmt::Write as _;

use crate::report::document::{Block, Document, Reasoned, Role, Section, Speech, Stage, Table};
use crate::report::text::{Span, Text};

use super::link::encoded;
use crate::output::files::GENERATOR;

/// The document as a Markdown file, with its charts in files beside it.
pub fn sheet(document: &Document) -> String {
    let mut page = Page { out: format!("<!-- {GENERATOR} -->\n\n"), document };
    let date = document.date.as_ref().map(|date| format!(" · {}", escaped(date))).unwrap_or_default();
    if let Some(header) = &document.header {
        page.paragraph(&escaped(header));
    }
    page.paragraph(&format!("{}{date}", escaped(&document.title)));
    for section in &document.sections {
        page.section(section);
    }
    page.trace();
    page.paragraph(&format!("*{}*", escaped(&document.labels.made_by)));
    page.out.truncate(page.out.trim_end().len());
    page.out.push('\n');
    page.out
}

struct Page<'a> {
    out: String,
    document: &'a Document,
}

impl Page<'_> {
    fn section(&mut self, section: &Section) {
        if section.id != "card" {
            self.paragraph(&format!("## {}", escaped(&section.title)));
        }
        for block in &section.blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { text } => self.paragraph(&format!("### {}", escaped(text))),
            Block::Paragraph { role: Role::Paper, .. } => {}
            Block::Paragraph { role, text } => self.paragraph(&weighed(*role, &escaped(text))),
            Block::Speeches { list } => list.iter().for_each(|speech| self.speech(speech)),
            Block::List { items } => self.list(items.iter().map(escaped)),
            Block::Notices { items } => {
                items.iter().for_each(|item| self.paragraph(&format!("> {}", escaped(item))));
            }
            Block::Standing { items } => {
                let items: Vec<String> = items.iter().map(escaped).collect();
                self.paragraph(&items.join(" · "));
            }
            Block::Table(table) => self.table(table),
            Block::Steps { list } => self.list(list.iter().map(stage)),
            Block::Picture { name, .. } => self.picture(name),
            Block::Beside { text, picture } => {
                text.iter().for_each(|block| self.block(block));
                self.block(picture);
            }
            Block::Letter { subject, paragraphs } => self.letter(subject, paragraphs),
            Block::Derivation { list } => list.iter().zip(1..).for_each(|(step, n)| self.step(n, step)),
            Block::Facts { list } => {
                self.list(list.iter().map(|(name, value)| format!("{}: {}", escaped(name), escaped(value))));
            }
        }
    }

    fn paragraph(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push_str("\n\n");
    }

    fn list(&mut self, items: impl Iterator<Item = String>) {
        for item in items {
            let _ = writeln!(self.out, "- {item}");
        }
        self.out.push('\n');
    }

    fn speech(&mut self, speech: &Speech) {
        let chance = speech.chance.as_ref().map(|chance| format!(" ({})", escaped(chance)));
        self.paragraph(&format!("**{}**{}", escaped(&speech.cue), chance.unwrap_or_default()));
        for words in &speech.words {
            self.paragraph(&format!("> {}", escaped(words)));
        }
        if let Some(direction) = &speech.direction {
            self.paragraph(&format!("*{}*", escaped(direction)));
        }
    }

    /// A numbered step with its reasons, each a paragraph of the same point.
    fn step(&mut self, n: usize, step: &Reasoned) {
        let texts = std::iter::once(&step.text).chain(&step.reasons).map(escaped);
        let lead = format!("{n}. ");
        let texts: Vec<String> = texts.collect();
        self.paragraph(&format!("{lead}{}", texts.join(&format!("\n\n{}", " ".repeat(lead.len())))));
    }

    fn table(&mut self, table: &Table) {
        self.paragraph(&format!("**{}**", escaped(&table.caption)));
        let row = |cells: &mut dyn Iterator<Item = String>| {
            let cells: Vec<String> = cells.collect();
            format!("| {} |\n", cells.join(" | "))
        };
        self.out.push_str(&row(&mut table.head.iter().map(escaped)));
        let rules = table.numeric.iter().map(|numeric| if *numeric { "---:" } else { "---" }.to_owned());
        self.out.push_str(&row(&mut rules.into_iter()));
        for line in &table.rows {
            self.out.push_str(&row(&mut line.cells.iter().map(escaped)));
        }
        self.out.push('\n');
        table.notes.iter().for_each(|note| self.paragraph(&escaped(note)));
    }

    fn picture(&mut self, name: &str) {
        let figure = self.document.charts.iter().find(|(chart, _)| *chart == name);
        if let Some((name, figure)) = figure {
            let line = format!("![{}]({name}.svg)", escape(&figure.caption.alt));
            self.paragraph(&line);
        }
    }

    fn letter(&mut self, subject: &Text, paragraphs: &[Text]) {
        let _ = writeln!(self.out, "> **{}**", escaped(subject));
        let mut in_list = false;
        for paragraph in paragraphs {
            let text = escaped(paragraph);
            let point = text.strip_prefix("\\- ");
            if !(in_list && point.is_some()) {
                self.out.push_str(">\n");
            }
            in_list = point.is_some();
            let _ = match point {
                Some(point) => writeln!(self.out, "> - {point}"),
                None => writeln!(self.out, "> {text}"),
            };
        }
        self.out.push('\n');
    }

    fn trace(&mut self) {
        let document = self.document;
        if document.trace.is_empty() {
            return;
        }
        self.paragraph(&format!("## {}", escaped(&document.labels.trace)));
        self.paragraph(&escaped(&document.labels.trace_note));
        let items = document.trace.iter().map(|entry| {
            let shown =
                if entry.shown.is_empty() { String::new() } else { format!(": {}", escape(&entry.shown)) };
            let error =
                entry.error.as_ref().map(|error| format!(" ({} {error})", escaped(&document.labels.error)));
            let (name, how) = (escaped(&entry.name), escaped(&entry.how));
            format!(
                "**{name}{shown}**{}. {how} `{}`",
                error.unwrap_or_default(),
                entry.formula.replace('`', "")
            )
        });
        self.list(items);
    }
}

fn weighed(role: Role, text: &str) -> String {
    match role {
        Role::Headline => format!("# {text}"),
        Role::Sub | Role::Lead => format!("**{text}**"),
        Role::Body => text.to_owned(),
        Role::Fine => format!("*{text}*"),
        Role::Paper => String::new(),
    }
}

fn stage(stage: &Stage) -> String {
    let note = stage.note.as_ref().map(|note| format!(", {}", escaped(note)));
    format!("{}: **{}**{}", escaped(&stage.name), escaped(&stage.main), note.unwrap_or_default())
}

/// A text with everything that Markdown or HTML would act on made plain.
fn escaped(text: &Text) -> String {
    let written = text.spans.iter().enumerate().map(|(i, span)| match span {
        Span::Link { folder, text, .. } => format!("[{}]({}/sheet.md)", escape(text), encoded(folder)),
        span if i == 0 => escape(span.shown()),
        span => escape_within(span.shown()),
    });
    written.collect()
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
