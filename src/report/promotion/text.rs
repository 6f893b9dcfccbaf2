//! Parts as text in 80 columns.

use super::{Block, Part};
use crate::report::plain::{WIDTH, finished, table, wrapped};

/// Where the text behind a name begins.
const BEHIND_NAME: usize = 16;
/// Where it begins behind a number.
const BEHIND_NUMBER: usize = 5;

/// The parts, one after the other; the first has the title of all.
pub fn text(parts: &[Part]) -> String {
    let mut text = String::new();
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        text.push_str(&wrapped(&part.title, ""));
        if at == 0 {
            text.push('\n');
        }
        for block in &part.blocks {
            text.push_str(&told(block, if at == 0 { "" } else { "  " }));
        }
    }
    text
}

fn told(block: &Block, indent: &str) -> String {
    match block {
        Block::Line { text } => wrapped(text, indent),
        Block::Point { text } => hanging(&format!("{indent}  - "), text),
        Block::Step { done, text } => {
            hanging(&format!("{indent}{} ", if *done { "[x]" } else { "[ ]" }), text)
        }
        Block::Say { text } => hanging(&format!("{indent}  \u{201c}"), &format!("{text}\u{201d}")),
        Block::Fact { name, text } => fact(indent, name, text),
        Block::Table { header, rows } => {
            let header: Vec<&str> = header.iter().map(String::as_str).collect();
            let mut lines = table(&header);
            rows.iter().for_each(|row| {
                lines.add_row(row);
            });
            finished(lines, &[0])
        }
    }
}

/// A name and its text beside it; below it when the name is long.
fn fact(indent: &str, name: &str, text: &str) -> String {
    let number = name.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '–'));
    let width = if number { BEHIND_NUMBER } else { BEHIND_NAME };
    let room = indent.chars().count() + width;
    if name.chars().count() + 1 > width {
        return format!("{indent}{name}\n{}", wrapped(text, &" ".repeat(room)));
    }
    hanging(&format!("{indent}{name:<width$}"), text)
}

/// Wrapped text whose further lines stand under the first word.
fn hanging(lead: &str, text: &str) -> String {
    let lead_width = lead.chars().count();
    debug_assert!(lead_width < WIDTH / 2, "a lead leaves room for its text");
    let body = wrapped(text, &" ".repeat(lead_width));
    format!("{lead}{}", body.trim_start())
}
