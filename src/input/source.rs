//! A text file in memory: its name, its bytes' hash, and places in it.

use std::fmt::Write as _;
use std::io::Read as _;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::bytes::Bytes;
use super::plan::Plan;
use super::table::header::{Fits, Header};
use super::table::open::{cannot_unpack, open};
use super::table::text::{Letters, decode};
use super::told::Told;
use crate::budget;
use crate::error::{Place, Problem, Result};

/// How much of a file is read at once where it is not kept.
const CHUNK: usize = 64 * 1024;

/// A text file as it was read, able to say where in it something stands.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    text: String,
    hash: String,
    line_starts: Vec<usize>,
    plan: Plan,
}

impl Source {
    /// Reads a file as UTF-8; a byte order mark at its start is dropped.
    ///
    /// # Errors
    /// A problem when the file is missing, cannot be read, is empty or is not UTF-8.
    pub fn open(path: &Path) -> std::result::Result<Self, Problem> {
        Source::from_bytes(path.display().to_string(), whole(path)?)
    }

    /// Reads a table of any kind that the program knows: text in any usual encoding, packed or not, or
    /// the sheet of a workbook whose header fits. The bytes that are hashed are those that are read.
    ///
    /// # Errors
    /// A problem when the file is missing, cannot be read, is empty or no table.
    pub fn table(path: &Path, told: &Told, fits: Fits<'_>) -> Result<Self> {
        Source::from_table(path.display().to_string(), &whole(path)?.into(), told, fits)
    }

    /// The same from bytes that are already here.
    ///
    /// # Errors
    /// As [`Source::table`].
    pub fn from_table(
        name: impl Into<String>,
        bytes: &Arc<[u8]>,
        told: &Told,
        fits: Fits<'_>,
    ) -> Result<Self> {
        let name = name.into();
        let hash = hash_of(bytes);
        let opened = open(&name, &Bytes::Here(Arc::clone(bytes)), told, fits)?;
        let mut raw = Vec::new();
        let got = opened.stream.take(budget::FILE + 1).read_to_end(&mut raw);
        got.map_err(|error| cannot_unpack(&name, &error))?;
        if raw.len() as u64 > budget::FILE {
            return Err(too_large(&name).into());
        }
        let (letters, mut recoded) = (Letters::of(&raw, told.encoding), 0);
        let text = decode(&raw, letters, &mut recoded).into_owned();
        if text.trim().is_empty() {
            return Err(empty(&name).into());
        }
        let mut source = Source::build(name, text, hash);
        source.plan.encoding = (recoded > 0 || letters.always).then(|| letters.otherwise.name());
        if let Some((sheet, others)) = opened.sheet {
            (source.plan.sheet, source.plan.other_sheets) = (Some(sheet), others);
        }
        Ok(source)
    }

    /// What is known of how it is read.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The same from bytes that are already here.
    ///
    /// # Errors
    /// A problem when they are empty or not UTF-8.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> std::result::Result<Self, Problem> {
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
        Source { name, text, hash, line_starts, plan: Plan::default() }
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
        // Of a long line what stands around the place is enough.
        let before = self.text[start..at].chars().count();
        let left_out = before.saturating_sub(budget::EXCERPT);
        let shown: String = excerpt.chars().skip(left_out).take(2 * budget::EXCERPT).collect();
        Place {
            file: self.name.clone(),
            line: Some(line),
            column: Some(before + 1),
            excerpt: Some(shown),
            left_out: left_out as u32,
            width: self.text[at..end].chars().count().clamp(1, budget::EXCERPT) as u32,
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

/// Every byte of a file that is kept in memory.
fn whole(path: &Path) -> std::result::Result<Vec<u8>, Problem> {
    let name = path.display().to_string();
    let fail = |error: std::io::Error| cannot_read(&name, path, &error);
    let mut bytes = Vec::new();
    let opened = Bytes::File(path.to_path_buf()).reader().map_err(fail)?;
    opened.take(budget::FILE + 1).read_to_end(&mut bytes).map_err(fail)?;
    if bytes.len() as u64 > budget::FILE { Err(too_large(&name)) } else { Ok(bytes) }
}

/// SHA-256 of a file that is not kept in memory.
///
/// # Errors
/// A problem when the file is missing or cannot be read.
pub fn hash_file(path: &Path) -> std::result::Result<String, Problem> {
    let fail = |error: std::io::Error| cannot_read(&path.display().to_string(), path, &error);
    let mut file = Bytes::File(path.to_path_buf()).reader().map_err(fail)?;
    let mut hasher = Sha256::new();
    let mut chunk = vec![0; CHUNK];
    loop {
        match file.read(&mut chunk).map_err(fail)? {
            0 => return Ok(hex_of(&hasher.finalize())),
            n => hasher.update(&chunk[..n]),
        }
    }
}

/// The header of a table, without reading further: enough to know a file by.
///
/// # Errors
/// A problem when the file is missing, cannot be read, is empty or no table.
pub fn header_of(path: &Path, told: &Told, fits: Fits<'_>) -> Result<Option<Header>> {
    let name = path.display().to_string();
    let opened = open(&name, &Bytes::File(path.to_path_buf()), told, fits)?;
    let mut head = Vec::new();
    let got = opened.stream.take(4 * CHUNK as u64).read_to_end(&mut head);
    got.map_err(|error| cannot_unpack(&name, &error))?;
    let text = decode(&head, Letters::of(&head, told.encoding), &mut 0).into_owned();
    if text.trim().is_empty() {
        return Err(empty(&name).into());
    }
    Ok(Header::find(&text, told, fits))
}

fn too_large(name: &str) -> Problem {
    let message = format!("larger than {} MB: not a table of this kind", budget::FILE / (1024 * 1024));
    Problem::new(Place::file(name), message)
        .hint("is it raw market data? those are read by `counteroffer market`, whatever their size")
}

pub(super) fn empty(name: &str) -> Problem {
    Problem::new(Place::file(name), "the file is empty")
        .in_our_words()
        .hint("`counteroffer init DIR` writes files to start from")
}

pub(super) fn cannot_read(name: &str, path: &Path, error: &std::io::Error) -> Problem {
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
        left_out: 0,
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
