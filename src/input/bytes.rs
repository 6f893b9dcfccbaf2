//! Where the bytes of an input come from. A regular file is opened wherever it is
//! read; a pipe and standard input are read once and kept, so that what is read
//! again, or hashed, are the same bytes.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufReader, Cursor, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::budget;

/// The name of standard input.
const STANDARD_INPUT: &str = "-";

/// What has come through pipes so far.
static PIPES: Mutex<BTreeMap<PathBuf, Arc<[u8]>>> = Mutex::new(BTreeMap::new());

/// Bytes that can be read from the start again.
pub trait Seekable: Read + Seek + Send {}

impl<T: Read + Seek + Send> Seekable for T {}

/// Where bytes come from.
#[derive(Debug, Clone)]
pub enum Bytes {
    /// A file, a pipe, or `-` for standard input.
    File(PathBuf),
    /// Bytes that are here already.
    Here(Arc<[u8]>),
}

impl Bytes {
    /// Opens them at their start.
    ///
    /// # Errors
    /// When they cannot be read, or more comes through a pipe than is kept in memory.
    pub fn reader(&self) -> io::Result<Box<dyn Seekable>> {
        Ok(match self {
            Bytes::Here(bytes) => Box::new(Cursor::new(Arc::clone(bytes))),
            Bytes::File(path) => match piped(path)? {
                Some(bytes) => Box::new(Cursor::new(bytes)),
                None => Box::new(BufReader::new(File::open(path)?)),
            },
        })
    }

    /// How many there are.
    ///
    /// # Errors
    /// As [`Bytes::reader`].
    pub fn length(&self) -> io::Result<u64> {
        Ok(match self {
            Bytes::Here(bytes) => bytes.len() as u64,
            Bytes::File(path) => match piped(path)? {
                Some(bytes) => bytes.len() as u64,
                None => fs::metadata(path)?.len(),
            },
        })
    }
}

/// What comes through a pipe, a device or standard input; `None` for a regular file.
fn piped(path: &Path) -> io::Result<Option<Arc<[u8]>>> {
    let stdin = path == Path::new(STANDARD_INPUT);
    if !stdin {
        let kind = fs::metadata(path)?.file_type();
        if kind.is_file() || kind.is_dir() {
            return Ok(None);
        }
    }
    let mut kept = PIPES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(bytes) = kept.get(path) {
        return Ok(Some(Arc::clone(bytes)));
    }
    let source: Box<dyn Read> = if stdin { Box::new(io::stdin()) } else { Box::new(File::open(path)?) };
    let mut bytes = Vec::new();
    source.take(budget::FILE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > budget::FILE {
        let most = budget::FILE / (1024 * 1024);
        let message = format!("more than {most} MB through a pipe: save it as a file and name that");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    let bytes: Arc<[u8]> = bytes.into();
    kept.insert(path.to_path_buf(), Arc::clone(&bytes));
    Ok(Some(bytes))
}
