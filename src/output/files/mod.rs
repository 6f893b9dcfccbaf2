//! The only writer: whole files or none, and never over what is not ours.
//!
//! Every file is first written under a name of its own and brought down to the
//! disk. Only when all of them stand complete do they get their names: by
//! exchanging the whole folder where nothing else is in it, otherwise one by
//! one under a journal, which the next run finishes or takes back. A file
//! that exists already is replaced only when it carries [`MARK`], which
//! everything this program makes does; its mode, its owner and the link that
//! leads to it stay. What is new is for the person alone, since it holds pay.

mod disk;
mod journal;
mod set;

use std::fs;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use disk::{Disk, System};

use crate::error::{Error, Place, Problem, Problems, Result};
use crate::simulate::progress;

/// What every file of this program carries near its beginning: in a comment, a
/// `generator` or a text chunk, as the format has it.
pub const MARK: &str = "Made by counteroffer";

/// The mark with the version, as it is written.
pub const GENERATOR: &str = concat!("Made by counteroffer ", env!("CARGO_PKG_VERSION"));

/// How far into a file the mark is looked for.
const HEAD: u64 = 4096;

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Where to.
    pub path: PathBuf,
    /// Everything in it.
    pub bytes: Vec<u8>,
    /// True for what holds nobody's pay and others may read.
    pub public: bool,
}

impl Artifact {
    /// A file to be written at `path`.
    pub fn new(path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) -> Self {
        Artifact { path: path.into(), bytes: bytes.into(), public: false }
    }

    /// The same for whoever may read what is in its folder.
    #[must_use]
    pub fn public(self) -> Self {
        Artifact { public: true, ..self }
    }
}

/// Which existing files may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replace {
    /// None: what a person edits afterwards, such as a case.
    Nothing,
    /// Those that carry the mark.
    Ours,
    /// Any (`--force`).
    Anything,
}

impl Replace {
    /// What results of the program may replace.
    pub fn ours_unless(force: bool) -> Self {
        if force { Replace::Anything } else { Replace::Ours }
    }
}

/// Writes all the files, or none of them.
///
/// # Errors
/// [`Error::Problems`] with the full list of files that stand in the way;
/// [`Error::Io`] when the system refuses, after what was is put back;
/// [`Error::Interrupted`] when the user stopped it before anything was replaced.
pub fn write_all(artifacts: &[Artifact], replace: Replace) -> Result<()> {
    write_on(&System, artifacts, replace)
}

/// The same on a disk that may fail.
pub(crate) fn write_on(disk: &dyn Disk, artifacts: &[Artifact], replace: Replace) -> Result<()> {
    // What a stopped simulation left is not worth writing.
    if !progress::begin_writing() {
        return Err(Error::Interrupted);
    }
    set::sweep(disk, artifacts);
    refuse_foreign(artifacts, replace)?;
    set::Set::of(artifacts)?.write(disk)
}

/// Removes a file that this program made; one that it did not make stays.
///
/// # Errors
/// [`Error::Io`] when the system refuses.
pub fn remove_ours(path: &Path) -> Result<()> {
    if is_ours(path) { fs::remove_file(path).map_err(|error| Error::io(path, error)) } else { Ok(()) }
}

/// Refuses files that stand in the way of any of these, all of them in one report.
///
/// # Errors
/// [`Error::Problems`] with a problem for each.
pub fn refuse_foreign(artifacts: &[Artifact], replace: Replace) -> Result<()> {
    let mut problems = Problems::new();
    let mut in_the_way: Option<&Path> = None;
    for Artifact { path, .. } in artifacts {
        let file_above = path.ancestors().skip(1).find(|above| above.is_file());
        if let Some(above) = file_above {
            // The files of a set have one folder: it is told once.
            if in_the_way.replace(above) != Some(above) {
                let place = Place::file(above.display().to_string());
                let problem = Problem::new(place, "a file, not a folder");
                problems.push(problem.hint("name a folder"));
            }
        } else if let Some((message, hint)) = obstacle(path, replace) {
            problems.push(Problem::new(Place::file(path.display().to_string()), message).hint(hint));
        }
    }
    problems.into_result(())
}

/// What stands in the way of a file, and what to do about it.
fn obstacle(path: &Path, replace: Replace) -> Option<(String, &'static str)> {
    fs::symlink_metadata(path).ok()?;
    let kind = match fs::metadata(path) {
        Err(_) => "a link to nowhere",
        Ok(meta) if meta.is_dir() => "a folder",
        Ok(meta) if !meta.is_file() => "a device or a pipe",
        Ok(_) => {
            let message = match replace {
                Replace::Anything => return None,
                Replace::Nothing => "this file exists already",
                Replace::Ours if is_ours(path) => return None,
                Replace::Ours => "this file exists and was not made by counteroffer",
            };
            return Some((message.to_owned(), "choose another place, or say `--force` to write over it"));
        }
    };
    Some((format!("{kind} of this name is in the way"), "choose another name, or remove it"))
}

/// True for a file that this program made, or that holds nothing.
pub fn is_ours(path: &Path) -> bool {
    // A pipe would keep whoever opens it waiting.
    if !fs::metadata(path).is_ok_and(|meta| meta.is_file()) {
        return false;
    }
    let Ok(mut file) = fs::File::open(path) else { return false };
    let mut head = Vec::new();
    if Read::by_ref(&mut file).take(HEAD).read_to_end(&mut head).is_err() {
        return false;
    }
    let marked = |bytes: &[u8]| memchr::memmem::find(bytes, MARK.as_bytes()).is_some();
    if head.is_empty() || marked(&head) {
        return true;
    }
    head.starts_with(b"PK") && workbook_properties(file).is_some_and(|text| marked(&text))
}

/// The document properties of a workbook, which lie compressed in its archive.
fn workbook_properties(mut file: fs::File) -> Option<Vec<u8>> {
    file.seek(SeekFrom::Start(0)).ok()?;
    let mut archive = zip::ZipArchive::new(file).ok()?;
    let entry = archive.by_name("docProps/core.xml").ok()?;
    let mut text = Vec::new();
    entry.take(HEAD).read_to_end(&mut text).ok()?;
    Some(text)
}

#[cfg(test)]
mod tests;
