//! A file in blocks that end where a record ends.

use std::io::{self, Read};

use super::scan::LARGEST_BLOCK;

/// How much is read at a time: small enough to stay in a core's cache.
const BLOCK: usize = 256 * 1024;

/// The longest record that is taken for one.
pub const LONGEST_RECORD: usize = 16 * 1024 * 1024;

/// Why no further block comes.
#[derive(Debug)]
pub enum BlockError {
    /// The file cannot be read any further.
    Io(io::Error),
    /// A record is longer than [`LONGEST_RECORD`]: the line on which it begins.
    TooLong(u64),
}

impl From<io::Error> for BlockError {
    fn from(error: io::Error) -> Self {
        BlockError::Io(error)
    }
}

/// The rest of a file.
pub struct Blocks {
    source: Box<dyn Read + Send>,
    /// Bytes read and not yet handed out.
    ahead: Vec<u8>,
    ended: bool,
    /// The line on which the next block begins.
    line: u64,
    /// Whether blocks may end within a record, because quotation marks alone
    /// do not tell where records end.
    careful: bool,
    /// Whether anybody asks on which line a block begins.
    counts_lines: bool,
}

impl Blocks {
    /// The blocks of a source that begins on a line.
    pub fn new(source: Box<dyn Read + Send>, line: u64, careful: bool) -> Self {
        Blocks { source, ahead: Vec::new(), ended: false, line, careful, counts_lines: true }
    }

    /// Does not count lines from here on: every block begins on the same one.
    pub fn without_lines(&mut self) {
        self.counts_lines = self.careful;
    }

    /// Whether blocks may end within a record.
    pub fn is_careful(&self) -> bool {
        self.careful
    }

    /// Puts the next block into `block` and gives the line on which it begins;
    /// `None` at the end of the file. Every block ends with a line break.
    pub fn next(&mut self, block: &mut Vec<u8>) -> Result<Option<u64>, BlockError> {
        block.clear();
        block.append(&mut self.ahead);
        let mut wanted = BLOCK;
        loop {
            self.fill(block, wanted)?;
            let end = if self.ended || self.careful { Some(block.len()) } else { last_record_end(block) };
            if let Some(end) = end.filter(|end| *end > 0) {
                self.ahead.extend_from_slice(&block[end..]);
                block.truncate(end);
                let line = self.line;
                if self.counts_lines {
                    self.line += memchr::memchr_iter(b'\n', block).count() as u64;
                }
                return Ok(Some(line));
            }
            if self.ended {
                return Ok(None);
            }
            if block.len() >= LONGEST_RECORD {
                return Err(BlockError::TooLong(self.line));
            }
            wanted = block.len() * 2;
        }
    }

    /// Gives bytes back that belong to a record which is not whole yet.
    pub fn give_back(&mut self, rest: &[u8]) -> Result<(), BlockError> {
        self.line -= memchr::memchr_iter(b'\n', rest).count() as u64;
        if rest.len() >= LONGEST_RECORD {
            return Err(BlockError::TooLong(self.line));
        }
        let later = std::mem::replace(&mut self.ahead, rest.to_vec());
        self.ahead.extend(later);
        Ok(())
    }

    /// True when everything has been handed out.
    pub fn is_done(&self) -> bool {
        self.ended && self.ahead.is_empty()
    }

    fn fill(&mut self, block: &mut Vec<u8>, wanted: usize) -> Result<(), BlockError> {
        let wanted = wanted.min(LARGEST_BLOCK);
        if self.ended || block.len() >= wanted && !self.careful {
            return Ok(());
        }
        // In careful mode what was given back is a record begun: read on behind it.
        let more = if self.careful { BLOCK } else { wanted - block.len() };
        let got = self.source.by_ref().take(more as u64).read_to_end(block)?;
        if got < more {
            self.ended = true;
            if block.last().is_some_and(|last| *last != b'\n') {
                block.push(b'\n');
            }
        }
        Ok(())
    }
}

/// Where the last whole record ends, by the parity of quotation marks; the
/// block begins with a record.
fn last_record_end(block: &[u8]) -> Option<usize> {
    let quotes = |part: &[u8]| memchr::memchr_iter(b'"', part).count();
    let mut before = quotes(block);
    let mut end = block.len();
    while let Some(at) = memchr::memrchr(b'\n', &block[..end]) {
        before -= quotes(&block[at..end]);
        if before.is_multiple_of(2) {
            return Some(at + 1);
        }
        end = at;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_ends_with_a_record() {
        assert_eq!(last_record_end(b"a\n\"b\nc\"\nd"), Some(8));
        assert_eq!(last_record_end(b"a\n\"b\nc"), Some(2));
        assert_eq!(last_record_end(b"abc"), None);
    }

    #[test]
    fn blocks_are_the_file() {
        let text: String = (0..60_000).map(|i| format!("{i},\"x\ny\"\n")).collect();
        let mut blocks = Blocks::new(Box::new(io::Cursor::new(text.clone().into_bytes())), 1, false);
        let (mut block, mut all, mut starts) = (Vec::new(), Vec::new(), Vec::new());
        while let Some(line) = blocks.next(&mut block).unwrap() {
            starts.push((line, all.len()));
            assert!(block.ends_with(b"y\"\n"));
            all.extend_from_slice(&block);
        }
        assert_eq!(all, text.as_bytes());
        assert!(starts.len() > 2);
        for (line, at) in starts {
            assert_eq!(line as usize, 1 + text[..at].matches('\n').count());
        }
    }

    #[test]
    fn a_record_without_end_is_refused() {
        let endless = io::repeat(b'x');
        let mut blocks = Blocks::new(Box::new(endless), 1, false);
        assert!(matches!(blocks.next(&mut Vec::new()), Err(BlockError::TooLong(1))));
    }
}
