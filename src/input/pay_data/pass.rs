//! One pass over a file: threads take block after block and fill a sink each.

use std::borrow::Cow;
use std::io::Read as _;
use std::sync::Mutex;

use rayon::prelude::*;

use super::blocks::{Block, BlockError, Blocks, LONGEST_RECORD};
use super::losses::Losses;
use super::{BulkOptions, FileReport, Layout, MarketFile, Reject, published};
use crate::domain::{Needs, RecordSink, RowCounts, Skip, Taken};
use crate::error::{Error, Place, Problem, Result};
use crate::input::restricted_columns;
use crate::input::table::open::cannot_unpack;
use crate::input::table::record::{Record, cell_ends, records, trimmed};
use crate::input::table::text::{Letters, NOT_TEXT, decode};

/// The blocks of a file behind its header.
fn start(file: &MarketFile, options: &BulkOptions) -> Result<Blocks> {
    let (length, lines) = file.above;
    let mut stream = file.stream(options)?;
    let skipped = std::io::copy(&mut stream.by_ref().take(length as u64), &mut std::io::sink());
    skipped.map_err(|error| cannot_unpack(&file.input.name(), &error))?;
    Ok(Blocks::new(stream, lines + 1, file.header.separator))
}

fn block_problem(name: &str, error: BlockError) -> Error {
    match error {
        BlockError::Io(error) => cannot_unpack(name, &error).into(),
        BlockError::TooLong(line) => {
            let place = Place { line: usize::try_from(line).ok(), ..Place::file(name) };
            let limit = LONGEST_RECORD / (1024 * 1024);
            Problem::new(place, format!("a row longer than {limit} MB begins here"))
                .hint("is there a quotation mark that is not closed, or is it not a table?")
                .into()
        }
    }
}

/// What one thread has done.
struct Work<S> {
    sink: S,
    counts: RowCounts,
    recoded: u64,
    losses: Losses,
    rejects: Vec<Reject>,
}

/// What all threads share.
struct Shared<'a> {
    name: &'a str,
    blocks: Mutex<Blocks>,
    separator: u8,
    cells: usize,
    /// Which columns are about gender or race.
    restricted: Vec<bool>,
    letters: Letters,
    layout: &'a Layout,
    options: &'a BulkOptions,
    needs: Needs,
}

impl Shared<'_> {
    fn take<S: RecordSink>(&self, row: &Record<'_>, sink: &mut S) -> Taken {
        match self.layout {
            Layout::Pay(layout) => layout.take(row, self.needs, sink),
            // These are read as a whole, not row by row.
            Layout::Benchmarks => Taken::Other,
            Layout::Survey(layout) => layout.take(row, &format!("{}:{}", self.name, row.line), sink),
        }
    }

    /// A row for the list of rejects: as it stands there, but for columns on
    /// gender and race, which are left empty. In a ragged row nobody knows
    /// where they are, so that it ends before the first of them.
    fn shown<'r>(&self, row: &Record<'r>) -> Cow<'r, str> {
        let Some(first) = self.restricted.iter().position(|restricted| *restricted) else {
            return Cow::Borrowed(row.whole());
        };
        let ragged = row.len() != self.cells;
        let cells = if ragged { first.min(row.len()) } else { row.len() };
        let cell = |i: usize| if self.restricted.get(i) == Some(&true) { "" } else { row.raw(i) };
        let separator = char::from(self.separator).to_string();
        Cow::Owned((0..cells).map(cell).collect::<Vec<_>>().join(&separator))
    }
}

/// Reads the whole file.
pub fn read<S: RecordSink>(file: &MarketFile, options: &BulkOptions, sink: &mut S) -> Result<FileReport> {
    if matches!(file.layout, Layout::Benchmarks) {
        return published::read(file, options, sink);
    }
    let (name, header) = (file.input.name(), &file.header);
    let shared = Shared {
        name: &name,
        blocks: Mutex::new(start(file, options)?),
        separator: header.separator,
        cells: header.names.len(),
        restricted: header.names.iter().map(|name| restricted_columns::is_restricted(name)).collect(),
        letters: file.letters,
        layout: &file.layout,
        options,
        needs: sink.needs(),
    };
    let mut works: Vec<Work<S>> = (0..rayon::current_num_threads()).map(|_| Work::new(sink.fork())).collect();
    works.par_iter_mut().try_for_each(|work| work.blocks(&shared))?;
    let unfinished = shared.blocks.lock().map_err(|_| poisoned())?.unfinished();
    if let (Some(line), Some(work)) = (unfinished, works.first_mut()) {
        work.count(&shared, line, String::new, Taken::Skipped(Skip::Ragged));
    }
    let mut report = file.report();
    let mut losses = Losses::default();
    for work in works {
        report.counts.add(&work.counts);
        report.recoded_lines += work.recoded;
        losses.join(work.losses);
        report.rejects.extend(work.rejects);
        sink.join(work.sink);
    }
    report.rejects.sort();
    report.losses = losses.into_list(&header.names);
    Ok(report)
}

fn poisoned() -> Error {
    Error::Internal("a reading thread broke off".into())
}

impl<S: RecordSink> Work<S> {
    fn new(sink: S) -> Self {
        let (counts, losses) = (RowCounts::default(), Losses::default());
        Work { sink, counts, recoded: 0, losses, rejects: Vec::new() }
    }

    /// Takes blocks until there are none left.
    fn blocks(&mut self, shared: &Shared<'_>) -> Result<()> {
        let mut block = Block::default();
        loop {
            let next = shared.blocks.lock().map_err(|_| poisoned())?.next(&mut block);
            if !next.map_err(|error| block_problem(shared.name, error))? {
                return Ok(());
            }
            let text = decode(&block.bytes, shared.letters, &mut self.recoded);
            if let Cow::Owned(text) = &text {
                cell_ends(text.as_bytes(), shared.separator, true, &mut block.ends);
            }
            self.rows(shared, &text, &block);
        }
    }

    fn rows(&mut self, shared: &Shared<'_>, text: &str, block: &Block) {
        let has_nul = memchr::memchr(0, text.as_bytes()).is_some();
        let has_foreign = !text.is_ascii() && text.contains(NOT_TEXT);
        for row in records(text, &block.ends, block.line) {
            let blank = row.whole().len() <= shared.cells + 2
                && row.whole().bytes().all(|byte| byte == shared.separator || byte == b' ');
            let taken = if blank {
                None
            } else if row.len() != shared.cells {
                odd(&row, shared.separator)
            } else if has_nul && row.whole().contains('\0') {
                Some(Taken::Skipped(Skip::Nul))
            } else if has_foreign && row.whole().contains(NOT_TEXT) {
                Some(Taken::Skipped(Skip::NotText))
            } else {
                Some(shared.take(&row, &mut self.sink))
            };
            if let Some(Taken::Skipped(skip)) = taken
                && skip.is_loss()
            {
                let at = match shared.layout {
                    Layout::Pay(layout) if row.len() == shared.cells => {
                        layout.lost_at(skip, shared.needs.component)
                    }
                    _ => None,
                };
                let cell = at.map(|at| (at, row.cell(at)));
                self.losses.add(skip, cell.as_ref().map(|(at, text)| (*at, trimmed(text))));
            }
            if let Some(taken) = taken {
                self.count(shared, row.line, || shared.shown(&row).into_owned(), taken);
            }
        }
    }

    fn count(&mut self, shared: &Shared<'_>, line: u64, text: impl FnOnce() -> String, taken: Taken) {
        self.counts.count(taken);
        if let (Taken::Skipped(skip), true) = (taken, shared.options.keep_rejects) {
            self.rejects.push(Reject { line, reason: skip.reason(), text: text() });
        }
    }
}

/// A row of another width: nothing, a word under the table, or one that nobody can read.
fn odd(row: &Record<'_>, separator: u8) -> Option<Taken> {
    let whole = row.whole().trim_matches(|c: char| c.is_whitespace() || c == char::from(separator));
    match (whole.is_empty(), row.len()) {
        (true, _) => None,
        (false, 1) => Some(Taken::Skipped(Skip::Note)),
        (false, _) => Some(Taken::Skipped(Skip::Ragged)),
    }
}
