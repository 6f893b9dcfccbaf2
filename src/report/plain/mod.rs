//! What commands print for a person: plain text in 80 columns.

mod found;

pub use found::found;

use comfy_table::{CellAlignment, Table, presets};

use super::numbers::Numbers;

/// The language of what commands print.
const ENGLISH: Numbers = Numbers::ENGLISH;

/// Columns of a terminal that everything fits into.
pub const WIDTH: usize = 80;

/// A table without lines, the first column to the left and the rest to the right.
pub(in crate::report) fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    if !header.is_empty() {
        table.set_header(header.to_vec());
    }
    table
}

/// The text of a table, indented by two, its numbers to the right.
pub(in crate::report) fn finished(mut table: Table, left: &[usize]) -> String {
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
pub(in crate::report) fn wrapped(words: &str, indent: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_wrap_at_the_width_behind_their_indent() {
        let text = wrapped(&"word ".repeat(40), "    ");
        assert!(text.lines().count() > 2);
        assert!(text.lines().all(|line| line.starts_with("    word") && line.chars().count() <= WIDTH));
        assert_eq!(wrapped("", "  "), "\n");
    }
}
