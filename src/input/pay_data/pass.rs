//! One pass over a file: threads take block after block and fill a sink each.

use std::borrow::Cow;
use std::io::Read as _;
use std::sync::Mutex;

use super::blocks::{BlockError, Blocks, LONGEST_RECORD};
use super::losses::Losses;
use super::row::{Row, trimmed};
use super::scan::{RECORD_END, index_carefully, index_fast};
use super::{BulkOptions, FileReport, Layout, MarketFile, Reject, published};
use crate::domain::{Needs, RecordSink, RowCounts, Skip, Taken};
use crate::error::{Error, Place, Problem, Result};
use crate::input::restricted_columns;
use crate::input::table::open::cannot_unpack;
use crate::input::table::text::{Letters, NOT_TEXT, decode};

/// The blocks of a file behind its header.
fn start(file: &MarketFile, options: &BulkOptions, careful: bool) -> Result<Blocks> {
    let (length, lines) = file.above;
    let mut stream = file.stream(options)?;
    let skipped = std::io::copy(&mut stream.by_ref().take(length as u64), &mut std::io::sink());
    skipped.map_err(|error| cannot_unpack(&file.input.name(), &error))?;
    Ok(Blocks::new(stream, lines + 1, careful))
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
    fn take<S: RecordSink>(&self, row: &Row<'_>, first_line: u64, sink: &mut S) -> Taken {
        match self.layout {
            Layout::Pay(layout) => layout.take(row, self.needs, sink),
            // These are read as a whole, not row by row.
            Layout::Benchmarks => Taken::Other,
            Layout::Survey(layout) => {
                let before = &row.text.as_bytes()[..row.start];
                let line = first_line + memchr::memchr_iter(b'\n', before).count() as u64;
                layout.take(row, &format!("{}:{line}", self.name), sink)
            }
        }
    }
}

impl Shared<'_> {
    /// A row for the list of rejects: as it stands there, but for columns on
    /// gender and race, which are left empty. In a ragged row nobody knows
    /// where they are, so that it ends before the first of them.
    fn shown<'r>(&self, row: &Row<'r>) -> Cow<'r, str> {
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

/// Why a thread stopped early.
enum Stop {
    Failed(Error),
    /// Quotation marks do not tell where records end.
    NeedsCare,
}

/// Reads the whole file; `None` when it has to be read again with care.
pub fn read<S: RecordSink>(
    file: &MarketFile,
    options: &BulkOptions,
    sink: &mut S,
    careful: bool,
) -> Result<Option<FileReport>> {
    if matches!(file.layout, Layout::Benchmarks) {
        return published::read(file, options, sink).map(Some);
    }
    let (name, header) = (file.input.name(), &file.header);
    let mut blocks = start(file, options, careful)?;
    if matches!(file.layout, Layout::Pay(_)) && !options.keep_rejects {
        blocks.without_lines();
    }
    let shared = Shared {
        name: &name,
        blocks: Mutex::new(blocks),
        separator: header.separator,
        cells: header.names.len(),
        restricted: header.names.iter().map(|name| restricted_columns::is_restricted(name)).collect(),
        letters: file.letters,
        layout: &file.layout,
        options,
        needs: sink.needs(),
    };
    let threads = if careful { 1 } else { rayon::current_num_threads() };
    let forks: Vec<S> = (0..threads).map(|_| sink.fork()).collect();
    let done = Mutex::new(Vec::new());
    rayon::scope(|scope| {
        for fork in forks {
            let (shared, done) = (&shared, &done);
            scope.spawn(move |_| {
                let work = work(shared, fork);
                if let Ok(mut done) = done.lock() {
                    done.push(work);
                }
            });
        }
    });
    let works = done.into_inner().map_err(|_| poisoned())?;
    let mut report = file.report();
    let mut losses = Losses::default();
    let mut sinks = Vec::new();
    for work in works {
        match work {
            Ok(work) => {
                report.counts.add(&work.counts);
                report.recoded_lines += work.recoded;
                losses.join(work.losses);
                report.rejects.extend(work.rejects);
                sinks.push(work.sink);
            }
            Err(Stop::NeedsCare) => return Ok(None),
            Err(Stop::Failed(error)) => return Err(error),
        }
    }
    for part in sinks {
        sink.join(part);
    }
    report.rejects.sort();
    report.losses = losses.into_list(&header.names);
    Ok(Some(report))
}

fn poisoned() -> Error {
    Error::Internal("a reading thread broke off".into())
}

fn work<S: RecordSink>(shared: &Shared<'_>, sink: S) -> std::result::Result<Work<S>, Stop> {
    let mut work = Work {
        sink,
        counts: RowCounts::default(),
        recoded: 0,
        losses: Losses::default(),
        rejects: Vec::new(),
    };
    let (mut block, mut ends) = (Vec::new(), Vec::new());
    loop {
        let mut blocks = shared.blocks.lock().map_err(|_| Stop::Failed(poisoned()))?;
        let careful = blocks.is_careful();
        let next = blocks.next(&mut block);
        let line = match next {
            Ok(Some(line)) => line,
            Ok(None) => return Ok(work),
            Err(BlockError::TooLong(_)) if !careful => return Err(Stop::NeedsCare),
            Err(error) => return Err(Stop::Failed(block_problem(shared.name, error))),
        };
        let mut whole = block.len();
        if careful {
            whole = index_carefully(&block, shared.separator, &mut ends);
            if whole < block.len() {
                if blocks.is_done() {
                    work.count(shared, line, "", Taken::Skipped(Skip::Ragged));
                } else {
                    let rest = blocks.give_back(&block[whole..]);
                    rest.map_err(|error| Stop::Failed(block_problem(shared.name, error)))?;
                }
            }
        }
        drop(blocks);
        let text = decode(&block[..whole], shared.letters, &mut work.recoded);
        let sound = index_fast(text.as_bytes(), shared.separator, &mut ends)
            || index_carefully(text.as_bytes(), shared.separator, &mut ends) == text.len();
        if !sound {
            return Err(Stop::NeedsCare);
        }
        work.rows(shared, &text, line, &ends);
    }
}

/// How many cells the first record has: mostly as many as the header.
fn cells_of_record(ends: &[u32], usual: usize) -> usize {
    if let Some([before @ .., last]) = ends.get(..usual)
        && last & RECORD_END != 0
        && before.iter().fold(0, |all, end| all | end) & RECORD_END == 0
    {
        return usual;
    }
    1 + ends.iter().position(|end| end & RECORD_END != 0).unwrap_or(ends.len() - 1)
}

impl<S: RecordSink> Work<S> {
    fn rows(&mut self, shared: &Shared<'_>, text: &str, first_line: u64, ends: &[u32]) {
        let has_nul = memchr::memchr(0, text.as_bytes()).is_some();
        let has_foreign = !text.is_ascii() && text.contains(NOT_TEXT);
        let mut start = 0;
        let mut at = 0;
        while at < ends.len() {
            let cells = cells_of_record(&ends[at..], shared.cells);
            let row = Row { text, start, ends: &ends[at..at + cells] };
            let blank = row.whole().len() <= shared.cells + 2
                && row.whole().bytes().all(|byte| byte == shared.separator || byte == b' ');
            let taken = if blank {
                None
            } else if row.len() != shared.cells {
                self.odd(&row, shared.separator)
            } else if has_nul && row.whole().contains('\0') {
                Some(Taken::Skipped(Skip::Nul))
            } else if has_foreign && row.whole().contains(NOT_TEXT) {
                Some(Taken::Skipped(Skip::NotText))
            } else {
                Some(shared.take(&row, first_line, &mut self.sink))
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
            match taken {
                Some(taken @ Taken::Skipped(_)) if shared.options.keep_rejects => {
                    let line =
                        first_line + memchr::memchr_iter(b'\n', &text.as_bytes()[..start]).count() as u64;
                    self.count(shared, line, &shared.shown(&row), taken);
                }
                Some(taken) => self.counts.count(taken),
                None => {}
            }
            start = (ends[at + cells - 1] & !RECORD_END) as usize + 1;
            at += cells;
        }
    }

    /// A row of another width: nothing, a word under the table, or one that nobody can read.
    fn odd(&self, row: &Row<'_>, separator: u8) -> Option<Taken> {
        let whole = row.whole().trim_matches(|c: char| c.is_whitespace() || c == char::from(separator));
        match (whole.is_empty(), row.len()) {
            (true, _) => None,
            (false, 1) => Some(Taken::Skipped(Skip::Note)),
            (false, _) => Some(Taken::Skipped(Skip::Ragged)),
        }
    }

    fn count(&mut self, shared: &Shared<'_>, line: u64, text: &str, taken: Taken) {
        self.counts.count(taken);
        if let (Taken::Skipped(skip), true) = (taken, shared.options.keep_rejects) {
            self.rejects.push(Reject { line, reason: skip.reason(), text: text.to_owned() });
        }
    }
}
