//! The words of the sheet, one text a row.

use rust_xlsxwriter::{Format, FormatAlign, Worksheet};

use super::{A4, Style, Written, say, say_plainly};
use crate::report::Text;
use crate::report::document::{Block, Document, Table};

/// How wide the two columns are, in characters of the standard font.
const NARROW: u16 = 26;
const WIDE: u16 = 74;

/// The document in reading order, one text a row.
pub(super) fn page(page: &mut Worksheet, document: &Document, style: &Style) -> Written {
    page.set_name("Sheet")?;
    page.set_column_width(0, f64::from(NARROW))?;
    page.set_column_width(1, f64::from(WIDE))?;
    say(page, 0, 0, document.title.shown(), &style.title)?;
    let mut row = 1;
    for line in document.date.iter().chain(&document.header) {
        heading(page, &mut row, line, &style.plain)?;
    }
    row += 1;
    let mut printed = None;
    for section in &document.sections {
        say(page, row, 0, section.title.shown(), &style.title)?;
        row += 1;
        for block in &section.blocks {
            block_rows(page, block, &mut row, style)?;
        }
        // Printed it is what is looked at before the meeting; the whole is for the screen.
        printed.get_or_insert(row);
        row += 1;
    }
    page.set_print_area(0, 0, printed.unwrap_or(row), 1)?;
    page.set_paper_size(A4).set_print_fit_to_pages(1, 1);
    trace(page, document, &mut row, style)
}

/// Where each figure comes from.
fn trace(page: &mut Worksheet, document: &Document, row: &mut u32, style: &Style) -> Written {
    pair(page, row, &document.labels.trace, &document.labels.trace_note, &style.title)?;
    for entry in &document.trace {
        let name = Text::plain(format!("{} {}", entry.name.shown(), entry.shown).trim_end());
        let error = entry.error.as_ref().map(|error| format!("; {} {error}", document.labels.error.shown()));
        let how = format!("{} [{}]{}", entry.how.shown(), entry.formula, error.unwrap_or_default());
        pair(page, row, &name, &Text::plain(how), &style.plain)?;
    }
    Ok(())
}

fn block_rows(page: &mut Worksheet, block: &Block, row: &mut u32, style: &Style) -> Written {
    match block {
        Block::Heading { text } => heading(page, row, text, &style.head)?,
        Block::Paragraph { text, .. } => alone(page, row, text, &style.plain)?,
        Block::List { items } | Block::Standing { items } | Block::Notices { items } => {
            items.iter().try_for_each(|item| alone(page, row, item, &style.plain))?;
        }
        Block::Speeches { list } => {
            for speech in list {
                let said: Vec<String> =
                    speech.words.iter().chain(&speech.direction).map(Text::shown).collect();
                let said = Text::plain(said.join("\n"));
                let chance = speech.chance.as_ref().map(|chance| format!(" ({})", chance.shown()));
                let cue = Text::plain(format!("{}{}", speech.cue.shown(), chance.unwrap_or_default()));
                pair(page, row, &cue, &said, &style.plain)?;
            }
        }
        Block::Steps { list } => {
            for stage in list {
                let note = stage.note.as_ref().map(|note| format!(", {}", note.shown())).unwrap_or_default();
                let main = Text::plain(format!("{}{note}", stage.main.shown()));
                pair(page, row, &stage.name, &main, &style.plain)?;
            }
        }
        Block::Derivation { list } => {
            for step in list {
                let reasons: Vec<String> = step.reasons.iter().map(Text::shown).collect();
                pair(page, row, &step.text, &Text::plain(reasons.join("\n")), &style.plain)?;
            }
        }
        Block::Facts { list } => {
            list.iter().try_for_each(|(name, value)| pair(page, row, name, value, &style.plain))?;
        }
        Block::Letter { subject, paragraphs } => {
            let text: Vec<String> = paragraphs.iter().map(Text::shown).collect();
            pair(page, row, subject, &Text::plain(text.join("\n")), &style.plain)?;
        }
        Block::Table(table) => table_rows(page, table, row, style)?,
        Block::Beside { text, .. } => {
            text.iter().try_for_each(|inner| block_rows(page, inner, row, style))?;
        }
        Block::Picture { .. } => {}
    }
    Ok(())
}

/// A name and what it says, side by side; neither runs into the other.
fn pair(page: &mut Worksheet, row: &mut u32, name: &Text, value: &Text, format: &Format) -> Written {
    say(page, *row, 0, name.shown(), &wrapped(format))?;
    let least = lines(&name.shown(), NARROW);
    written(page, row, value, format, least)
}

/// A text of its own, in the wide column.
fn alone(page: &mut Worksheet, row: &mut u32, text: &Text, format: &Format) -> Written {
    written(page, row, text, format, 1)
}

/// A text in the wide column of a row that is high enough for it: not every program works heights
/// out by itself.
fn written(page: &mut Worksheet, row: &mut u32, text: &Text, format: &Format, least: u16) -> Written {
    say(page, *row, 1, text.shown(), &wrapped(format))?;
    page.set_row_height(*row, LINE * f64::from(lines(&text.shown(), WIDE).max(least)))?;
    *row += 1;
    Ok(())
}

/// Text that stays in its column and begins at the top of its row.
fn wrapped(format: &Format) -> Format {
    format.clone().set_text_wrap().set_align(FormatAlign::Top)
}

/// The height of a line.
const LINE: f64 = 15.0;

/// How many lines a text takes in a column, in a font a little wider than the standard one.
fn lines(text: &str, width: u16) -> u16 {
    let wide = |line: &str| (line.chars().count() * 10).div_ceil(usize::from(width) * 9).max(1);
    u16::try_from(text.lines().map(wide).sum::<usize>().max(1)).unwrap_or(u16::MAX)
}

/// A heading, over both columns.
fn heading(page: &mut Worksheet, row: &mut u32, text: &Text, format: &Format) -> Written {
    say(page, *row, 0, text.shown(), format)?;
    *row += 1;
    Ok(())
}

fn table_rows(page: &mut Worksheet, table: &Table, row: &mut u32, style: &Style) -> Written {
    heading(page, row, &table.caption, &style.head)?;
    let lines = std::iter::once(&table.head).chain(table.rows.iter().map(|line| &line.cells));
    for cells in lines {
        for (column, cell) in (0..).zip(cells) {
            say_plainly(page, *row, column, cell.shown())?;
        }
        *row += 1;
    }
    table.notes.iter().try_for_each(|note| alone(page, row, note, &style.plain))?;
    *row += 1;
    Ok(())
}
