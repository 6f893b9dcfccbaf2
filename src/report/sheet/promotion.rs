//! The promotion behind the package, on the sheet: the same parts that the
//! command prints, each number led back to them.

use std::sync::LazyLock;

use regex::Regex;

use super::Desk;
use crate::report::document::{Block, Role, Row, Section, Table};
use crate::report::promotion::{Block as Told, Part};
use crate::report::text::Text;
use crate::report::trace::{Noted, Origin};

/// Where the parts stand in the results.
const AT: &str = "/promotion/told";

/// A number as it stands in a text.
#[allow(clippy::expect_used)]
static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[$€£+−-]?\d(?:[\d.,]*\d)?%?").expect("a pattern of the program's own"));

pub(super) fn section(desk: &mut Desk<'_>) -> Option<Section> {
    let parts = &desk.findings.promotion?.parts;
    let mut blocks = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let at = format!("{AT}/{index}");
        if index > 0 {
            let text = traced(desk, &part.title, &format!("{at}/title"));
            blocks.push(Block::Heading { text });
        }
        blocks.extend(part_blocks(desk, part, &at));
        if index == 0 {
            blocks.extend(desk.paragraph(Role::Paper, "promotion.paper"));
        }
    }
    desk.section("promotion", blocks)
}

/// The blocks of a part; points that follow each other are one list.
fn part_blocks(desk: &mut Desk<'_>, part: &Part, at: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for (index, told) in part.blocks.iter().enumerate() {
        let at = format!("{at}/blocks/{index}");
        let block = block(desk, told, &at);
        match (blocks.last_mut(), block) {
            (Some(Block::List { items }), Block::List { items: more }) => items.extend(more),
            (Some(Block::Facts { list }), Block::Facts { list: more }) => list.extend(more),
            (_, block) => blocks.push(block),
        }
    }
    blocks
}

fn block(desk: &mut Desk<'_>, told: &Told, at: &str) -> Block {
    let mut text = |shown: &str| traced(desk, shown, &format!("{at}/text"));
    match told {
        Told::Line { text: line } => Block::Paragraph { role: Role::Body, text: text(line) },
        Told::Say { text: line } => {
            Block::Paragraph { role: Role::Body, text: text(&format!("\u{201c}{line}\u{201d}")) }
        }
        Told::Point { text: line } => Block::List { items: vec![text(line)] },
        Told::Step { done, text: line } => {
            let mark = if *done { '\u{2611}' } else { '\u{2610}' };
            Block::List { items: vec![text(&format!("{mark} {line}"))] }
        }
        Told::Fact { name, text: line } => {
            let line = text(line);
            Block::Facts { list: vec![(traced(desk, name, &format!("{at}/name")), line)] }
        }
        Told::Table { header, rows } => table(desk, header, rows, at),
    }
}

fn table(desk: &mut Desk<'_>, header: &[String], rows: &[Vec<String>], at: &str) -> Block {
    let cell = |desk: &mut Desk<'_>, row: usize, column: usize, shown: &str| {
        traced(desk, shown, &format!("{at}/rows/{row}/{column}"))
    };
    let rows = rows.iter().enumerate().map(|(row, cells)| Row {
        id: None,
        cells: cells.iter().enumerate().map(|(column, shown)| cell(desk, row, column, shown)).collect(),
    });
    let rows = rows.collect();
    Block::Table(Table {
        name: "promotion",
        caption: desk.line("table.promotion").unwrap_or_default(),
        head: header.iter().map(|name| Text::plain(name.as_str())).collect(),
        numeric: (0..header.len()).map(|column| column > 0).collect(),
        rows,
        notes: Vec::new(),
    })
}

/// A finished text, each of its numbers led back to where the text stands.
fn traced(desk: &mut Desk<'_>, shown: &str, at: &str) -> Text {
    let mut marked = String::new();
    let mut end = 0;
    for (count, number) in NUMBER.find_iter(shown).enumerate() {
        marked.push_str(&shown[end..number.start()]);
        let noted = Noted::new("promotion", number.as_str(), Origin::Told { at: at.to_owned() }).among(AT);
        marked.push_str(&desk.book.mark(&format!("promotion~{}~{count}", &at[AT.len()..]), noted));
        end = number.end();
    }
    marked.push_str(&shown[end..]);
    Text::parse(&marked)
}
