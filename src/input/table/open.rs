//! Opens a table: plain, gzip, zip or a sheet of a workbook, as one stream of
//! bytes that is never held whole.

use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};

use calamine::{Ods, Reader, Xls, Xlsx};
use encoding_rs::{Decoder, UTF_16BE, UTF_16LE};
use flate2::bufread::MultiGzDecoder;
use flate2::read::DeflateDecoder;
use zip::{CompressionMethod, ZipArchive};

use super::header::Fits;
use super::workbook::{Book, sheet_as_csv};
use crate::budget::{UNPACKED, UNPACKED_RATIO};
use crate::error::{Place, Problem, Result};
use crate::input::bytes::Bytes;
use crate::input::source::{cannot_read, empty};
use crate::input::told::Told;

/// The bytes of a table, one after the other.
pub type Stream = Box<dyn Read + Send>;

/// A file as a stream of text, still in its own encoding unless that is UTF-16.
pub struct Opened {
    /// Its bytes.
    pub stream: Stream,
    /// The sheet of a workbook, and the names of the others.
    pub sheet: Option<(String, Vec<String>)>,
}

/// Opens a file as a stream of text bytes.
///
/// # Errors
/// A problem when the file is missing, empty, no table, or an archive that
/// cannot be read in place.
pub fn open(name: &str, bytes: &Bytes, told: &Told, fits: Fits<'_>) -> Result<Opened> {
    let fail = |error: io::Error| cannot_open(name, bytes, &error);
    let mut file = bytes.reader().map_err(fail)?;
    let mut start = vec![0; 512];
    let got = read_start(&mut file, &mut start).map_err(fail)?;
    start.truncate(got);
    file.rewind().map_err(fail)?;
    let plain = |stream: Stream| Ok(Opened { stream: as_utf8(name, stream)?, sheet: None });
    match start.as_slice() {
        [] => Err(empty(name).into()),
        [0x1f, 0x8b, ..] => {
            let stated = stated_size(&mut file).map_err(fail)?;
            let packed = bytes.length().map_err(fail)?;
            refuse_bomb(name, stated, packed)?;
            let unpacked = MultiGzDecoder::new(BufReader::new(file));
            plain(Box::new(Limited::new(unpacked, packed)))
        }
        [b'P', b'K', 3, 4, ..] => archive(name, bytes, told, fits),
        [b'P', b'K', 5, 6, ..] => Err(empty(name).into()),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => {
            let book = Xls::new(file).map_err(|error| {
                Problem::new(Place::file(name), format!("an old or encrypted Office file: {error}"))
                    .hint("open it in a spreadsheet program and save it without a password as .xlsx or CSV")
            })?;
            sheet(name, Book::Xls(book), told, fits)
        }
        other => match no_table(other) {
            Some((what, hint)) => Err(Problem::new(Place::file(name), what).hint(hint).into()),
            None => plain(Box::new(file)),
        },
    }
}

/// Files of other kinds that people try, and the way out.
fn no_table(start: &[u8]) -> Option<(&'static str, &'static str)> {
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let head = text.get(..9).unwrap_or(text).to_ascii_lowercase();
    let to_csv = "turn it into CSV: `duckdb -c \"copy (from 'FILE') to 'out.csv'\"`";
    if start.starts_with(b"PAR1") {
        return Some(("a Parquet file, which is not read here", to_csv));
    }
    if start.starts_with(b"%PDF") {
        return Some(("a PDF, which is no table", "copy the table into a spreadsheet and save it as CSV"));
    }
    if head.starts_with("<!doctype") || head.starts_with("<html") || head.starts_with("<?xml") {
        let hint =
            "download the table itself; what a page shows can be pasted into a spreadsheet and saved as CSV";
        return Some(("a web page, not a table", hint));
    }
    let json = ["{\"", "{ ", "{\n", "{\r", "[{", "[\n", "[\r", "[ {", "[["]
        .iter()
        .any(|begin| text.starts_with(begin));
    json.then_some(("JSON, which is not read here", to_csv))
}

fn sheet<R: Read + Seek>(name: &str, book: Book<R>, told: &Told, fits: Fits<'_>) -> Result<Opened> {
    let sheet = sheet_as_csv(name, book, told, fits)?;
    let stream = Box::new(Cursor::new(sheet.text.into_bytes()));
    Ok(Opened { stream, sheet: Some((sheet.name, sheet.others)) })
}

/// The last four bytes of a gzip file: how much it unpacks to, up to multiples of 4 GB.
fn stated_size(file: &mut (impl Read + Seek)) -> io::Result<u64> {
    let mut end = [0; 4];
    file.seek(SeekFrom::End(-4))?;
    file.read_exact(&mut end)?;
    file.rewind()?;
    Ok(u32::from_le_bytes(end).into())
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

fn cannot_open(name: &str, bytes: &Bytes, error: &io::Error) -> Problem {
    match bytes {
        Bytes::File(path) => cannot_read(name, path, error),
        Bytes::Here(_) => Problem::new(Place::file(name), format!("cannot be read: {error}")),
    }
}

/// A sheet of a workbook, which is a zip file as well, or the one table in a zip file.
fn archive(name: &str, bytes: &Bytes, told: &Told, fits: Fits<'_>) -> Result<Opened> {
    let broken = |what: &dyn std::fmt::Display| {
        Problem::new(Place::file(name), format!("a zip file that cannot be read: {what}"))
            .hint("it may be truncated: download it again, or unpack it and name the file inside")
    };
    let mut archive = ZipArchive::new(bytes.reader().map_err(|e| broken(&e))?).map_err(|e| broken(&e))?;
    let mut again = bytes.reader().map_err(|e| broken(&e))?;
    let is_excel = archive.index_for_name("xl/workbook.xml").is_some();
    if is_excel || archive.index_for_name("content.xml").is_some() {
        // A workbook is unpacked as a whole.
        let sizes = (0..archive.len()).filter_map(|i| Some(archive.by_index_raw(i).ok()?.size()));
        refuse_bomb(name, sizes.fold(0, u64::saturating_add), bytes.length().map_err(|e| broken(&e))?)?;
        return match is_excel {
            true => sheet(name, Book::Xlsx(Xlsx::new(again).map_err(|e| broken(&e))?), told, fits),
            false => sheet(name, Book::Ods(Ods::new(again).map_err(|e| broken(&e))?), told, fits),
        };
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
    refuse_bomb(name, entry.size(), packed)?;
    let start = entry.data_start().ok_or_else(|| broken(&"no data in it"))?;
    drop(entry);
    again.seek(SeekFrom::Start(start)).map_err(|e| broken(&e))?;
    let raw = BufReader::new(again.take(packed));
    let stream: Stream = match method {
        CompressionMethod::Stored => Box::new(raw),
        CompressionMethod::Deflated => Box::new(Limited::new(DeflateDecoder::new(raw), packed)),
        other => return Err(broken(&format!("method {other}")).into()),
    };
    Ok(Opened { stream: as_utf8(name, stream)?, sheet: None })
}

/// What an honest archive of this size unpacks to at most.
fn most(packed: u64) -> u64 {
    packed.saturating_mul(UNPACKED_RATIO).max(UNPACKED)
}

/// A size that an archive states may be that of a file cut short, of which the end is any bytes.
fn states_too_much() -> io::Error {
    let message = format!(
        "the archive is damaged, or unpacks to more than {UNPACKED_RATIO} times its size, as a zip bomb does"
    );
    io::Error::new(io::ErrorKind::FileTooLarge, message)
}

fn too_much() -> io::Error {
    let message = format!("unpacks to more than {UNPACKED_RATIO} times its size, as a zip bomb does");
    io::Error::new(io::ErrorKind::FileTooLarge, message)
}

/// What an archive says of its own size is looked at before anything is unpacked; what it does not
/// say is counted as it comes.
fn refuse_bomb(name: &str, unpacked: u64, packed: u64) -> Result<()> {
    if unpacked > most(packed) { Err(cannot_unpack(name, &states_too_much()).into()) } else { Ok(()) }
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
    // Lines of old Macintosh files end with a carriage return alone.
    let old_lines = start.contains(&b'\r') && !start.contains(&b'\n');
    let whole = Cursor::new(start).chain(stream);
    Ok(match decoder {
        Some(decoder) => Box::new(Decoded::new(whole, decoder)),
        None if old_lines => Box::new(OldLines(whole)),
        None => Box::new(whole),
    })
}

/// A stream whose carriage returns are line breaks.
struct OldLines<R>(R);

impl<R: Read> Read for OldLines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let got = self.0.read(buffer)?;
        buffer[..got].iter_mut().filter(|byte| **byte == b'\r').for_each(|byte| *byte = b'\n');
        Ok(got)
    }
}

/// The problem of a stream that breaks off.
pub fn cannot_unpack(name: &str, error: &io::Error) -> Problem {
    let place = Place::file(name);
    match error.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            Problem::new(place, format!("the archive is damaged: {error}")).hint("download it again")
        }
        io::ErrorKind::FileTooLarge => Problem::new(place, error.to_string())
            .hint("download it again, or unpack it yourself and name the file inside"),
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
        Limited { inner, left: most(packed) }
    }
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let got = self.inner.read(buffer)?;
        self.left = self.left.checked_sub(got as u64).ok_or_else(too_much)?;
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

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    /// 100 MB of rows in about 100 kB: refused by what the archive says of itself, before the first row.
    #[test]
    fn a_bomb_is_refused_before_it_is_unpacked() {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        for _ in 0..1_000 {
            packed.write_all(&b"x,1\n".repeat(25_000)).unwrap();
        }
        let bytes = Bytes::Here(packed.finish().unwrap().into());
        let opened = open("bomb.csv.gz", &bytes, &Told::default(), &|_| 0);
        let Err(error) = opened.map(|_| ()) else { panic!("a bomb was opened") };
        assert!(error.to_string().contains("as a zip bomb does"), "{error}");
    }
}
