//! The document as plain text in 80 columns.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, presets};
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use crate::marks::show;
use crate::report::document::{Block, Document, Reasoned, Role, Section, Speech, Stage, Table};
use crate::report::text::Text;

/// Columns of a terminal that everything fits into.
pub const WIDTH: usize = 80;

/// Where the text behind a name begins.
const BEHIND_NAME: usize = 16;
/// Where it begins behind a number.
const BEHIND_NUMBER: usize = 5;

/// The document as a terminal shows it: its parts with a line free between
/// them, what stands under a heading indented by two.
pub fn text(document: &Document) -> String {
    let mut page = Page { out: String::new(), document };
    if !document.title.is_empty() {
        page.wrapped("", &document.title.shown());
    }
    let empty = |section: &&Section| section.blocks.is_empty() && section.title.is_empty();
    for section in document.sections.iter().filter(|section| !empty(section)) {
        page.section(section);
    }
    page.out
}

struct Page<'a> {
    out: String,
    document: &'a Document,
}

impl Page<'_> {
    fn section(&mut self, section: &Section) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        let headed = !section.title.is_empty();
        if headed {
            self.wrapped("", &section.title.shown());
        }
        for block in &section.blocks {
            self.block(block, if headed { "  " } else { "" });
        }
    }

    fn block(&mut self, block: &Block, indent: &str) {
        match block {
            Block::Heading { text } => self.wrapped(indent, &text.shown()),
            Block::Paragraph { role: Role::Paper, .. } | Block::Picture { .. } => {}
            Block::Paragraph { role: Role::Fine, text } => {
                self.wrapped(&format!("{indent}  "), &text.shown())
            }
            Block::Paragraph { text, .. } => self.wrapped(indent, &text.shown()),
            Block::Speeches { list } => list.iter().for_each(|speech| self.speech(speech, indent)),
            Block::List { items } => {
                items.iter().for_each(|item| self.hanging(&format!("{indent}  - "), &item.shown()));
            }
            Block::Notices { items } => {
                let note = self.document.labels.note.shown();
                items.iter().for_each(|item| self.wrapped(indent, &format!("{note}: {}", item.shown())));
            }
            Block::Standing { items } => {
                let items: Vec<String> = items.iter().map(Text::shown).collect();
                self.wrapped(indent, &items.join(" · "));
            }
            Block::Table(table) => self.table(table, indent),
            Block::Steps { list } => list.iter().for_each(|stage| self.stage(stage, indent)),
            Block::Beside { text, .. } => text.iter().for_each(|block| self.block(block, indent)),
            Block::Letter { subject, paragraphs } => {
                std::iter::once(subject)
                    .chain(paragraphs)
                    .for_each(|text| self.wrapped(indent, &text.shown()));
            }
            Block::Derivation { list } => self.derivation(list, indent),
            Block::Facts { list } => list.iter().for_each(|(name, value)| self.fact(indent, name, value)),
        }
    }

    fn speech(&mut self, speech: &Speech, indent: &str) {
        let indent = format!("{indent}{}", "  ".repeat(usize::from(speech.depth)));
        let chance =
            speech.chance.as_ref().map_or_else(String::new, |chance| format!(" ({})", chance.shown()));
        self.wrapped(&indent, &format!("{}{chance}", speech.cue.shown()));
        for words in speech.words.iter().chain(&speech.direction) {
            self.wrapped(&format!("{indent}    "), &words.shown());
        }
    }

    fn stage(&mut self, stage: &Stage, indent: &str) {
        let note = stage.note.as_ref().map_or_else(String::new, |note| format!(", {}", note.shown()));
        self.hanging(
            &format!("{indent}  - "),
            &format!("{}: {}{note}", stage.name.shown(), stage.main.shown()),
        );
    }

    fn derivation(&mut self, list: &[Reasoned], indent: &str) {
        for (i, step) in list.iter().enumerate() {
            if i > 0 {
                self.out.push('\n');
            }
            self.wrapped(indent, &format!("{}. {}", i + 1, step.text.shown()));
            step.reasons.iter().for_each(|reason| self.wrapped(&format!("{indent}   "), &reason.shown()));
        }
    }

    /// A name and its text beside it; below it where the name is long.
    fn fact(&mut self, indent: &str, name: &Text, value: &Text) {
        let (name, value) = (name.shown(), value.shown());
        let number = name.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '–'));
        let width = if number { BEHIND_NUMBER } else { BEHIND_NAME };
        if name.chars().count() < width {
            return self.hanging(&format!("{indent}{name:<width$}"), &value);
        }
        self.wrapped(indent, &name);
        self.wrapped(&" ".repeat(indent.chars().count() + width), &value);
    }

    fn table(&mut self, table: &Table, indent: &str) {
        if !table.caption.is_empty() {
            self.wrapped(indent, &table.caption.shown());
        }
        self.out.push_str(&rows(table));
        table.notes.iter().for_each(|note| self.wrapped(" ", &note.shown()));
    }

    fn wrapped(&mut self, indent: &str, text: &str) {
        self.filled(indent, indent, text);
    }

    /// Wrapped text whose further lines stand under the first word.
    fn hanging(&mut self, lead: &str, text: &str) {
        self.filled(lead, &" ".repeat(lead.chars().count()), text);
    }

    fn filled(&mut self, lead: &str, indent: &str, text: &str) {
        let options = Options::new(WIDTH)
            .initial_indent(lead)
            .subsequent_indent(indent)
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation)
            .wrap_algorithm(WrapAlgorithm::FirstFit)
            .break_words(false);
        for line in textwrap::wrap(&one_line(text), options) {
            // A blank that holds two words together has done so.
            self.out.push_str(&line.trim_end().replace('\u{a0}', " "));
            self.out.push('\n');
        }
    }
}

/// A text without what would act on a terminal, in single blanks.
fn one_line(text: &str) -> String {
    show(text).split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The rows without lines, figures to the right. Where a line would be too long, columns
/// move closer together, and at last their texts take several lines.
fn rows(table: &Table) -> String {
    let layouts = [(1, 2, false), (1, 1, false), (0, 1, false), (1, 2, true)];
    let mut drawn = layouts.map(|(lead, gap, wraps)| spaced(table, lead, gap, wraps));
    let fits = |text: &String| text.lines().all(|line| line.chars().count() <= WIDTH);
    let chosen = drawn.iter().position(fits).unwrap_or(2);
    std::mem::take(&mut drawn[chosen])
}

fn spaced(table: &Table, lead: u16, gap: u16, wraps: bool) -> String {
    let cells = |texts: &[Text]| texts.iter().map(|text| one_line(&text.shown())).collect::<Vec<_>>();
    let mut drawn = comfy_table::Table::new();
    drawn.load_style(presets::NOTHING);
    if wraps {
        drawn.set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH as u16 - 1);
    }
    if table.head.iter().any(|head| !head.is_empty()) {
        drawn.set_header(cells(&table.head));
    }
    table.rows.iter().for_each(|row| {
        drawn.add_row(cells(&row.cells));
    });
    for (i, numeric) in table.numeric.iter().enumerate() {
        let Some(column) = drawn.column_mut(i) else { continue };
        column.set_padding((if i == 0 { lead } else { gap }, 0));
        if *numeric {
            column.set_cell_alignment(CellAlignment::Right);
            // A figure is never parted.
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    // A blank that holds two words together has done so.
    let line = |line: &str| format!(" {}\n", line.trim_end().replace('\u{a0}', " "));
    drawn.to_string().lines().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(title: &str, blocks: Vec<Block>) -> Document {
        let sections = vec![Section { id: "x", title: Text::plain(title), blocks }];
        Document { sections, ..Document::default() }
    }

    fn paragraph(text: &str) -> Block {
        Block::Paragraph { role: Role::Body, text: Text::plain(text) }
    }

    #[test]
    fn text_wraps_at_the_width_behind_its_indent() {
        let shown = text(&section("", vec![Block::List { items: vec![Text::plain("word ".repeat(40))] }]));
        assert!(shown.lines().count() > 2 && shown.lines().all(|line| line.chars().count() <= WIDTH));
        assert!(shown.starts_with("  - word") && shown.lines().nth(1).unwrap().starts_with("    word"));
        assert_eq!(text(&section("Head", vec![paragraph("body")])), "Head\n  body\n");
        assert_eq!(text(&section("", vec![paragraph("body")])), "body\n");
    }

    #[test]
    fn figures_stand_to_the_right_and_wide_tables_move_together() {
        let mut table = Table { numeric: vec![false, true], ..Table::default() };
        table.row(["a", "1"]);
        table.row(["long", "12,000"]);
        assert_eq!(text(&section("", vec![table.clone().into()])), "  a          1\n  long  12,000\n");
        table.row(["x".repeat(72), "1".to_owned()]);
        let moved = text(&section("", vec![table.into()]));
        assert!(
            moved.starts_with(" a ") && moved.lines().all(|line| line.chars().count() <= WIDTH),
            "{moved}"
        );
        let mut wide = Table { numeric: vec![false, true], ..Table::default() };
        wide.row(["word ".repeat(30), "1,234,567,890".to_owned()]);
        let wrapped = text(&section("", vec![wide.into()]));
        assert!(wrapped.lines().all(|line| line.chars().count() <= WIDTH), "{wrapped}");
        assert!(wrapped.lines().count() > 1 && wrapped.contains("1,234,567,890"), "{wrapped}");
    }

    #[test]
    fn nothing_reaches_the_terminal_that_acts_on_it() {
        let mut table = Table { numeric: vec![false], ..Table::default() };
        table.rows.push(crate::report::document::Row { id: None, cells: vec![Text::plain("b\u{1b}[31m")] });
        let shown = text(&section("t\u{7}", vec![paragraph("a\u{1b}[2J"), table.into()]));
        assert!(!shown.chars().any(|c| c.is_control() && c != '\n'), "{shown:?}");
    }
}
