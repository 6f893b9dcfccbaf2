//! Parts as text in 80 columns.

use comfy_table::{CellAlignment, Table, presets};

use super::{Block, Part};

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

/// Columns of a terminal that everything fits into.
const WIDTH: usize = 80;

/// A table without lines, the first column to the left and the rest to the right.
fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    if !header.is_empty() {
        table.set_header(header.to_vec());
    }
    table
}

/// The text of a table, indented by two, its numbers to the right.
fn finished(mut table: Table, left: &[usize]) -> String {
    let count = table.column_count();
    for i in 0..count {
        if !left.contains(&i)
            && let Some(column) = table.column_mut(i)
        {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let lines = table.to_string();
    lines.lines().map(|line| format!(" {}\n", line.trim_end())).collect()
}

/// Words in lines of at most [`WIDTH`] characters, each behind `indent`.
fn wrapped(words: &str, indent: &str) -> String {
    let mut lines = String::new();
    let mut line = String::from(indent);
    for word in words.split_whitespace() {
        let longer = line.chars().count() + 1 + word.chars().count();
        if longer > WIDTH && line.len() > indent.len() {
            lines.push_str(line.trim_end());
            lines.push('\n');
            line = indent.to_owned();
        }
        if line.len() > indent.len() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push_str(line.trim_end());
    lines.push('\n');
    lines
}
