//! A text file in memory: its name, its bytes' hash, and places in it.

use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::ops::Range;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::error::{Place, Problem};

/// The largest file that is kept in memory as a whole.
const LARGEST: u64 = 256 * 1024 * 1024;

/// How much of a file is read at once where it is not kept.
const CHUNK: usize = 64 * 1024;

/// A text file as it was read, able to say where in it something stands.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    text: String,
    hash: String,
    line_starts: Vec<usize>,
}

impl Source {
    /// Reads a file as UTF-8; a byte order mark at its start is dropped.
    ///
    /// # Errors
    /// A problem when the file is missing, cannot be read, is empty or is not UTF-8.
    pub fn open(path: &Path) -> Result<Self, Problem> {
        let name = path.display().to_string();
        let fail = |error: std::io::Error| cannot_read(&name, path, &error);
        let mut bytes = Vec::new();
        fs::File::open(path).map_err(fail)?.take(LARGEST + 1).read_to_end(&mut bytes).map_err(fail)?;
        if bytes.len() as u64 > LARGEST {
            let message = format!("larger than {} MB: not a table of this kind", LARGEST / (1024 * 1024));
            return Err(Problem::new(Place::file(&name), message).hint(
                "is it raw market data? those are read by `counteroffer market`, whatever their size",
            ));
        }
        Source::from_bytes(name, bytes)
    }

    /// The same from bytes that are already here.
    ///
    /// # Errors
    /// A problem when they are empty or not UTF-8.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Self, Problem> {
        let name = name.into();
        let hash = hash_of(&bytes);
        let text = String::from_utf8(bytes).map_err(|error| not_utf8(&name, error))?;
        let text = match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        };
        if text.trim().is_empty() {
            return Err(empty(&name));
        }
        Ok(Source::build(name, text, hash))
    }

    /// A text that is compiled in.
    pub fn builtin(name: &str, text: &str) -> Self {
        Source::build(name.to_owned(), text.to_owned(), hash_of(text.as_bytes()))
    }

    fn build(name: String, text: String, hash: String) -> Self {
        let after_breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let line_starts = std::iter::once(0).chain(after_breaks).collect();
        Source { name, text, hash, line_starts }
    }

    /// The file as the user named it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// SHA-256 of its bytes in hexadecimal.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The line of a byte offset, counted from 1.
    pub fn line_of(&self, at: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= at)
    }

    /// The place of a span of bytes: its line, its column in characters, the
    /// text of the line and how many characters of it are meant.
    pub fn place(&self, span: Range<usize>) -> Place {
        let at = self.boundary(span.start);
        let line = self.line_of(at);
        let start = self.line_starts[line - 1];
        let rest = &self.text[start..];
        let excerpt = rest.split('\n').next().unwrap_or_default().trim_end_matches('\r');
        let end = self.boundary(span.end).clamp(at, (start + excerpt.len()).max(at));
        Place {
            file: self.name.clone(),
            line: Some(line),
            column: Some(self.text[start..at].chars().count() + 1),
            excerpt: Some(excerpt.to_owned()),
            width: self.text[at..end].chars().count().max(1),
        }
    }

    /// The nearest character boundary at or before `at`, inside the text.
    fn boundary(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

/// SHA-256 of bytes in hexadecimal.
pub fn hash_of(bytes: &[u8]) -> String {
    hex_of(&Sha256::digest(bytes))
}

fn hex_of(digest: &[u8]) -> String {
    digest.iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// SHA-256 of a file that is not kept in memory.
///
/// # Errors
/// A problem when the file is missing or cannot be read.
pub fn hash_file(path: &Path) -> Result<String, Problem> {
    let fail = |error: std::io::Error| cannot_read(&path.display().to_string(), path, &error);
    let mut file = fs::File::open(path).map_err(fail)?;
    let mut hasher = Sha256::new();
    let mut chunk = vec![0; CHUNK];
    loop {
        match file.read(&mut chunk).map_err(fail)? {
            0 => return Ok(hex_of(&hasher.finalize())),
            n => hasher.update(&chunk[..n]),
        }
    }
}

/// The first line of a file, whatever its encoding: enough to know a header by.
///
/// # Errors
/// A problem when the file is missing, cannot be read or is empty.
pub fn first_line(path: &Path) -> Result<String, Problem> {
    let name = path.display().to_string();
    let fail = |error: std::io::Error| cannot_read(&name, path, &error);
    let mut head = Vec::new();
    fs::File::open(path).map_err(fail)?.take(CHUNK as u64).read_to_end(&mut head).map_err(fail)?;
    let text = String::from_utf8_lossy(&head);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    match text.lines().next() {
        Some(line) => Ok(line.to_owned()),
        None => Err(empty(&name)),
    }
}

fn empty(name: &str) -> Problem {
    Problem::new(Place::file(name), "the file is empty")
        .hint("`counteroffer init DIR` writes files to start from")
}

fn cannot_read(name: &str, path: &Path, error: &std::io::Error) -> Problem {
    let place = Place::file(name);
    match error.kind() {
        std::io::ErrorKind::NotFound => {
            let problem = Problem::new(place, "there is no such file");
            match super::did_you_mean::near_file(path) {
                Some(near) => problem.hint(format!("did you mean `{near}`?")),
                None => problem.hint("look at its name; paths in a case are relative to the case file"),
            }
        }
        std::io::ErrorKind::IsADirectory => {
            Problem::new(place, "this is a folder, not a file").hint("name a file in it")
        }
        _ => Problem::new(place, format!("the file cannot be read: {error}")),
    }
}

/// Where the first bad byte stands, and what the file probably is.
fn not_utf8(name: &str, error: std::string::FromUtf8Error) -> Problem {
    let good = error.utf8_error().valid_up_to();
    let bytes = error.into_bytes();
    let start = bytes[..good].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let end = bytes[good..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| good + at);
    let place = Place {
        file: name.to_owned(),
        line: Some(bytes[..good].iter().filter(|byte| **byte == b'\n').count() + 1),
        column: Some(String::from_utf8_lossy(&bytes[start..good]).chars().count() + 1),
        excerpt: Some(String::from_utf8_lossy(&bytes[start..end]).trim_end_matches('\r').to_owned()),
        width: 1,
    };
    Problem::new(place, format!("byte {:02x} is not UTF-8", bytes[good]))
        .hint("save the file as UTF-8; in a spreadsheet choose \"CSV UTF-8\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_from_one() {
        let source = Source::builtin("x", "añb\r\nzweite\n\nlast");
        let place = source.place(3..4);
        assert_eq!((place.line, place.column, place.excerpt.as_deref()), (Some(1), Some(3), Some("añb")));
        let place = source.place(6..9);
        assert_eq!((place.line, place.column, place.width), (Some(2), Some(1), 3));
        let end = source.text().len();
        let place = source.place(end..end + 9);
        assert_eq!((place.line, place.column, place.width), (Some(4), Some(5), 1));
    }

    #[test]
    fn bytes_that_are_no_text_are_placed() {
        let problem = Source::from_bytes("x.csv", b"ab\n\xc3\xa9\xff,c\n".to_vec()).unwrap_err();
        assert_eq!(problem.to_string(), "x.csv:2:2: byte ff is not UTF-8");
        assert_eq!(problem.place.excerpt.as_deref(), Some("é\u{fffd},c"));
        assert!(Source::from_bytes("x.csv", b"\xef\xbb\xbf \n".to_vec()).is_err());
        assert_eq!(Source::from_bytes("x", b"\xef\xbb\xbfa".to_vec()).unwrap().text(), "a");
    }

    #[test]
    fn the_hash_is_the_one_of_sha256sum() {
        assert_eq!(hash_of(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
