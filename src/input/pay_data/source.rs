//! Opens a market file: plain, gzip or zip, in UTF-8, UTF-16 or Windows-1252,
//! as one stream of bytes that is never held whole.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};

use encoding_rs::{Decoder, UTF_16BE, UTF_16LE};
use flate2::bufread::MultiGzDecoder;
use flate2::read::DeflateDecoder;
use zip::{CompressionMethod, ZipArchive};

use super::MarketInput;
use super::header::Header;
use super::workbook::sheet_as_csv;
use crate::error::{Place, Problem, Result};
use crate::input::builtin;

/// An archive that unpacks to more than this many times its size, beyond a
/// first allowance, is taken for a bomb: wage tables shrink ten- to thirtyfold.
const LARGEST_RATIO: u64 = 250;

/// What may be unpacked whatever the ratio.
const ALLOWANCE: u64 = 64 * 1024 * 1024;

type Stream = Box<dyn Read + Send>;

/// Opens a file as a stream of text bytes.
///
/// # Errors
/// A problem when the file is missing, empty, binary, or an archive that
/// cannot be read in place.
pub fn open(input: &MarketInput, sheet: Option<&str>, fits: &dyn Fn(&Header) -> bool) -> Result<Stream> {
    let name = input.name();
    let path = match input {
        MarketInput::File(path) => path,
        MarketInput::Builtin => return Ok(Box::new(Cursor::new(builtin::SURVEY))),
        MarketInput::BuiltinStates => return Ok(Box::new(Cursor::new(builtin::STATES))),
    };
    let mut file = File::open(path).map_err(|error| cannot_open(&name, &error))?;
    let mut start = [0; 4];
    let got = read_start(&mut file, &mut start).map_err(|error| cannot_open(&name, &error))?;
    file.rewind().map_err(|error| cannot_open(&name, &error))?;
    let stream: Stream = match &start[..got] {
        [] => return Err(empty(&name).into()),
        [0x1f, 0x8b, ..] => {
            let packed = file.metadata().map_or(0, |m| m.len());
            Box::new(Limited::new(MultiGzDecoder::new(BufReader::new(file)), packed))
        }
        b"PK\x03\x04" => archive(&name, file, sheet, fits)?,
        b"PK\x05\x06" => return Err(empty(&name).into()),
        [0xd0, 0xcf, 0x11, 0xe0] => {
            return Err(Problem::new(Place::file(&name), "an old or encrypted Office file")
                .hint("open it in a spreadsheet program and save it without a password as .xlsx or CSV")
                .into());
        }
        _ => Box::new(file),
    };
    as_utf8(&name, stream)
}

fn read_start(file: &mut impl Read, start: &mut [u8]) -> io::Result<usize> {
    let mut got = 0;
    while got < start.len() {
        match file.read(&mut start[got..])? {
            0 => break,
            n => got += n,
        }
    }
    Ok(got)
}

fn cannot_open(name: &str, error: &io::Error) -> Problem {
    let problem = |message: &str| Problem::new(Place::file(name), message);
    match error.kind() {
        io::ErrorKind::NotFound => problem("there is no such file")
            .hint("check the path; it is taken relative to the present folder"),
        io::ErrorKind::PermissionDenied => problem("this file may not be read").hint("check its permissions"),
        io::ErrorKind::IsADirectory => problem("a folder, not a file").hint("name the files in it"),
        _ => Problem::new(Place::file(name), format!("cannot be read: {error}")),
    }
}

fn empty(name: &str) -> Problem {
    Problem::new(Place::file(name), "the file is empty").hint("download it again")
}

/// A sheet of a workbook, which is a zip file as well, or the one table in a zip file.
fn archive(name: &str, file: File, sheet: Option<&str>, fits: &dyn Fn(&Header) -> bool) -> Result<Stream> {
    let broken = |what: &dyn std::fmt::Display| {
        Problem::new(Place::file(name), format!("a zip file that cannot be read: {what}"))
            .hint("it may be truncated: download it again, or unpack it and name the file inside")
    };
    let again = file.try_clone().map_err(|e| broken(&e))?;
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(|e| broken(&e))?;
    if archive.index_for_name("xl/workbook.xml").is_some() {
        refuse_bomb(name, &mut archive, again.metadata().map_or(0, |m| m.len()))?;
        return Ok(Box::new(sheet_as_csv(name, BufReader::new(again), sheet, fits)?));
    }
    let mut tables = Vec::new();
    for (i, inside) in archive.file_names().enumerate() {
        if is_table(&inside.map_err(|e| broken(&e))?) {
            tables.push(i);
        }
    }
    let [table] = tables.as_slice() else {
        let found =
            if tables.is_empty() { "no table".to_owned() } else { format!("{} tables", tables.len()) };
        return Err(Problem::new(Place::file(name), format!("a zip file with {found} in it"))
            .hint("unpack it and name the file that is meant (.csv, .tsv or .txt)")
            .into());
    };
    let entry = archive.by_index_raw(*table).map_err(|e| broken(&e))?;
    if entry.encrypted() {
        return Err(Problem::new(Place::file(name), "the zip file is encrypted")
            .hint("unpack it with its password and name the file inside")
            .into());
    }
    let (method, packed) = (entry.compression(), entry.compressed_size());
    let start = entry.data_start().ok_or_else(|| broken(&"no data in it"))?;
    drop(entry);
    let mut data = again;
    data.seek(SeekFrom::Start(start)).map_err(|e| broken(&e))?;
    let raw = BufReader::new(data.take(packed));
    match method {
        CompressionMethod::Stored => Ok(Box::new(raw)),
        CompressionMethod::Deflated => Ok(Box::new(Limited::new(DeflateDecoder::new(raw), packed))),
        other => Err(broken(&format!("method {other}")).into()),
    }
}

/// A workbook is unpacked as a whole, so that its stated size is looked at first.
fn refuse_bomb(name: &str, archive: &mut ZipArchive<BufReader<File>>, packed: u64) -> Result<()> {
    let mut unpacked = 0u64;
    for i in 0..archive.len() {
        if let Ok(entry) = archive.by_index_raw(i) {
            unpacked = unpacked.saturating_add(entry.size());
        }
    }
    if unpacked > packed.saturating_mul(LARGEST_RATIO).max(ALLOWANCE) {
        let message = format!("unpacks to more than {LARGEST_RATIO} times its size, as a zip bomb does");
        return Err(Problem::new(Place::file(name), message)
            .hint("save the sheet as CSV if the workbook is sound")
            .into());
    }
    Ok(())
}

fn is_table(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let hidden =
        lower.starts_with("__macosx/") || lower.rsplit('/').next().is_some_and(|n| n.starts_with('.'));
    !hidden && [".csv", ".tsv", ".txt"].iter().any(|ending| lower.ends_with(ending))
}

/// Text in UTF-8 whatever the byte order mark says; the mark is dropped.
fn as_utf8(name: &str, mut stream: Stream) -> Result<Stream> {
    let mut start = vec![0; 4096];
    let got = read_start(&mut stream, &mut start).map_err(|error| cannot_unpack(name, &error))?;
    start.truncate(got);
    let decoder = match start.as_slice() {
        [] => return Err(empty(name).into()),
        [0xef, 0xbb, 0xbf, ..] => {
            start.drain(..3);
            None
        }
        [0xff, 0xfe, ..] => Some(UTF_16LE.new_decoder()),
        [0xfe, 0xff, ..] => Some(UTF_16BE.new_decoder()),
        bytes if bytes.split(|byte| *byte == b'\n').next().is_some_and(|line| line.contains(&0)) => {
            return Err(Problem::new(Place::file(name), "NUL bytes in its first line: not a text file")
                .hint("save it as CSV in UTF-8 (UTF-16 needs its byte order mark)")
                .into());
        }
        _ => None,
    };
    let whole = Cursor::new(start).chain(stream);
    Ok(match decoder {
        Some(decoder) => Box::new(Decoded::new(whole, decoder)),
        None => Box::new(whole),
    })
}

/// The problem of a stream that breaks off.
pub fn cannot_unpack(name: &str, error: &io::Error) -> Problem {
    let place = Place::file(name);
    match error.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            Problem::new(place, format!("the archive is damaged: {error}")).hint("download it again")
        }
        io::ErrorKind::FileTooLarge => Problem::new(place, error.to_string())
            .hint("unpack it yourself if it is sound, and name the file inside"),
        io::ErrorKind::IsADirectory => {
            Problem::new(place, "a folder, not a file").hint("name the files in it")
        }
        _ => Problem::new(place, format!("cannot be read any further: {error}")),
    }
}

/// A stream that unpacks no more than an honest archive would.
struct Limited<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Limited<R> {
    fn new(inner: R, packed: u64) -> Self {
        Limited { inner, left: packed.saturating_mul(LARGEST_RATIO).max(ALLOWANCE) }
    }
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let got = self.inner.read(buffer)?;
        self.left = self.left.checked_sub(got as u64).ok_or_else(|| {
            let message = format!("unpacks to more than {LARGEST_RATIO} times its size, as a zip bomb does");
            io::Error::new(io::ErrorKind::FileTooLarge, message)
        })?;
        Ok(got)
    }
}

/// A stream in another encoding, read as UTF-8.
struct Decoded<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    text: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<R: Read> Decoded<R> {
    fn new(inner: R, decoder: Decoder) -> Self {
        Decoded { inner, decoder, raw: vec![0; 64 * 1024], text: Vec::new(), given: 0, ended: false }
    }

    fn refill(&mut self) -> io::Result<()> {
        let got = self.inner.read(&mut self.raw)?;
        self.ended = got == 0;
        let room = self.decoder.max_utf8_buffer_length(got).unwrap_or(got * 3 + 16);
        self.text.resize(room, 0);
        let (_, _, written, _) = self.decoder.decode_to_utf8(&self.raw[..got], &mut self.text, self.ended);
        self.text.truncate(written);
        self.given = 0;
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() && !self.ended {
            self.refill()?;
        }
        let n = buffer.len().min(self.text.len() - self.given);
        buffer[..n].copy_from_slice(&self.text[self.given..self.given + n]);
        self.given += n;
        Ok(n)
    }
}
