//! A file in blocks that end where a record ends.

use std::io::{self, Read};

use crate::input::table::record::cell_ends;

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

/// Whole records.
#[derive(Debug, Default)]
pub struct Block {
    pub bytes: Vec<u8>,
    /// Where their cells end.
    pub ends: Vec<u32>,
    /// The line on which the first begins.
    pub line: u64,
}

/// The rest of a file.
pub struct Blocks {
    source: Box<dyn Read + Send>,
    separator: u8,
    /// Bytes read and not yet handed out: a record begun.
    ahead: Vec<u8>,
    /// The line on which they begin.
    line: u64,
}

impl Blocks {
    /// The blocks of a source that begins on a line.
    pub fn new(source: Box<dyn Read + Send>, line: u64, separator: u8) -> Self {
        Blocks { source, separator, ahead: Vec::new(), line }
    }

    /// Puts the next records into `block`; false at the end of the file.
    pub fn next(&mut self, block: &mut Block) -> Result<bool, BlockError> {
        block.line = self.line;
        block.bytes.clear();
        block.bytes.append(&mut self.ahead);
        loop {
            let wanted = BLOCK.max(block.bytes.len());
            let got = self.source.by_ref().take(wanted as u64).read_to_end(&mut block.bytes);
            let ended = got.map_err(BlockError::Io)? < wanted;
            let whole = cell_ends(&block.bytes, self.separator, ended, &mut block.ends);
            if whole > 0 || ended {
                self.ahead.extend_from_slice(&block.bytes[whole..]);
                block.bytes.truncate(whole);
                self.line += memchr::memchr_iter(b'\n', &block.bytes).count() as u64;
                return Ok(whole > 0);
            }
            if block.bytes.len() >= LONGEST_RECORD {
                return Err(BlockError::TooLong(self.line));
            }
        }
    }

    /// The line on which a record begins that the end of the file cuts off within quotation marks.
    pub fn unfinished(&self) -> Option<u64> {
        (!self.ahead.is_empty()).then_some(self.line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_the_file() {
        let text: String = (0..60_000).map(|i| format!("{i},\"x\ny\"\n")).collect();
        let mut blocks = Blocks::new(Box::new(io::Cursor::new(text.clone().into_bytes())), 1, b',');
        let (mut block, mut all, mut count) = (Block::default(), Vec::new(), 0);
        while blocks.next(&mut block).unwrap() {
            assert_eq!(block.line as usize, 1 + all.iter().filter(|byte| **byte == b'\n').count());
            assert!(block.bytes.ends_with(b"y\"\n"));
            all.extend_from_slice(&block.bytes);
            count += 1;
        }
        assert_eq!(all, text.as_bytes());
        assert!(count > 2);
        assert_eq!(blocks.unfinished(), None);
    }

    #[test]
    fn a_record_cut_off_in_a_quotation_is_no_block() {
        let mut blocks = Blocks::new(Box::new(io::Cursor::new(b"a\n\"b\nc\"\nd,\"e\n")), 1, b',');
        let mut block = Block::default();
        assert!(blocks.next(&mut block).unwrap());
        assert_eq!(block.bytes, b"a\n\"b\nc\"\n");
        assert!(!blocks.next(&mut block).unwrap());
        assert_eq!(blocks.unfinished(), Some(4));
    }

    #[test]
    fn a_record_without_end_is_refused() {
        let mut blocks = Blocks::new(Box::new(io::repeat(b'x')), 1, b',');
        assert!(matches!(blocks.next(&mut Block::default()), Err(BlockError::TooLong(1))));
    }
}
