//! One pass over a file: threads take block after block and fill a sink each.

use std::borrow::Cow;
use std::sync::Mutex;

use super::blocks::{BlockError, Blocks, LONGEST_RECORD};
use super::header::Header;
use super::row::Row;
use super::scan::{RECORD_END, index_carefully, index_fast};
use super::text::{NOT_TEXT, Recoded, decode};
use super::{BulkOptions, FileReport, Layout, MarketInput, Reject, layout_of, published, source};
use crate::domain::{Needs, RecordSink, RowCounts, Skip, Taken};
use crate::error::{Error, Place, Problem, Result};
use crate::input::restricted_columns;

/// Opens a file and reads its header; the blocks go on behind it.
pub fn start(input: &MarketInput, options: &BulkOptions, careful: bool) -> Result<(Blocks, Header)> {
    let name = input.name();
    let fits = |header: &Header| super::format_of(header, options).is_some();
    let mut blocks = Blocks::new(source::open(input, options.sheet.as_deref(), &fits)?, careful);
    let mut block = Vec::new();
    if blocks.next(&mut block).map_err(|e| block_problem(&name, e))?.is_none() {
        return Err(Problem::new(Place::file(name), "the file is empty").hint("download it again").into());
    }
    let text = decode(&block, options.windows_1252, &mut Recoded::default());
    let header = Header::read(&text).ok_or_else(|| {
        Problem::new(Place { line: Some(1), ..Place::file(&name) }, "the header never ends")
            .hint("is there a quotation mark that is not closed?")
    })?;
    // The header is as long in the file's own encoding: up to that many line breaks.
    let breaks = text[..header.length].matches('\n').count();
    let length = memchr::memchr_iter(b'\n', &block).nth(breaks - 1).map_or(block.len(), |at| at + 1);
    blocks.give_back(&block[length..]).map_err(|e| block_problem(&name, e))?;
    Ok((blocks, header))
}

fn block_problem(name: &str, error: BlockError) -> Error {
    match error {
        BlockError::Io(error) => source::cannot_unpack(name, &error).into(),
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
    recoded: Recoded,
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
    layout: Layout,
    options: &'a BulkOptions,
    needs: Needs,
}

impl Shared<'_> {
    fn take<S: RecordSink>(&self, row: &Row<'_>, first_line: u64, sink: &mut S) -> Taken {
        match &self.layout {
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
    input: &MarketInput,
    options: &BulkOptions,
    sink: &mut S,
    careful: bool,
) -> Result<Option<FileReport>> {
    let name = input.name();
    let (mut blocks, header) = start(input, options, careful)?;
    let (format, layout) = layout_of(&name, &header, options)?;
    if matches!(layout, Layout::Benchmarks) {
        return published::read(input, options, sink).map(Some);
    }
    if matches!(layout, Layout::Pay(_)) && !options.keep_rejects {
        blocks.without_lines();
    }
    let components = layout.components();
    let separator = header.separator;
    let shared = Shared {
        name: &name,
        blocks: Mutex::new(blocks),
        separator,
        cells: header.names.len(),
        restricted: header.names.iter().map(|name| restricted_columns::is_restricted(name)).collect(),
        layout,
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
    let mut report = FileReport {
        name: name.clone(),
        format,
        components,
        counts: RowCounts::default(),
        windows_1252_lines: 0,
        rejects: vec![],
    };
    let mut sinks = Vec::new();
    for work in works {
        match work {
            Ok(work) => {
                report.counts.add(&work.counts);
                report.windows_1252_lines += work.recoded.windows_1252;
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
    Ok(Some(report))
}

fn poisoned() -> Error {
    Error::Internal("a reading thread broke off".into())
}

fn work<S: RecordSink>(shared: &Shared<'_>, sink: S) -> std::result::Result<Work<S>, Stop> {
    let mut work =
        Work { sink, counts: RowCounts::default(), recoded: Recoded::default(), rejects: Vec::new() };
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
        let text = decode(&block[..whole], shared.options.windows_1252, &mut work.recoded);
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
            let taken = if row.len() != shared.cells {
                if row.whole().trim().is_empty() { None } else { Some(Taken::Skipped(Skip::Ragged)) }
            } else if has_nul && row.whole().contains('\0') {
                Some(Taken::Skipped(Skip::Nul))
            } else if has_foreign && row.whole().contains(NOT_TEXT) {
                Some(Taken::Skipped(Skip::NotText))
            } else {
                Some(shared.take(&row, first_line, &mut self.sink))
            };
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

    fn count(&mut self, shared: &Shared<'_>, line: u64, text: &str, taken: Taken) {
        self.counts.count(taken);
        if let (Taken::Skipped(skip), true) = (taken, shared.options.keep_rejects) {
            self.rejects.push(Reject { line, reason: skip.reason(), text: text.to_owned() });
        }
    }
}
