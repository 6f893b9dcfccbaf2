//! The only writer: whole files or none, and never over what is not ours.
//!
//! Every file is first written beside its target under a temporary name. Only
//! when all of them stand complete are they renamed into place, so that nobody
//! ever finds half a sheet. A file that exists already is replaced only when
//! it carries [`MARK`], which everything this program makes does.

use std::fs;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

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
}

impl Artifact {
    /// A file to be written at `path`.
    pub fn new(path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) -> Self {
        Artifact { path: path.into(), bytes: bytes.into() }
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
/// [`Error::Io`] when the system refuses, after what was replaced is put back.
pub fn write_all(artifacts: &[Artifact], replace: Replace) -> Result<()> {
    // What a stopped simulation left is not worth writing.
    if progress::is_stopped() {
        return Err(Error::Interrupted);
    }
    refuse_foreign(artifacts, replace)?;
    let mut ready = Vec::with_capacity(artifacts.len());
    for artifact in artifacts {
        ready.push((artifact, write_beside(artifact)?));
    }
    let mut done: Vec<(&Path, Option<Vec<u8>>)> = Vec::new();
    for (artifact, temporary) in ready {
        let before = fs::read(&artifact.path).ok();
        if let Err(failure) = temporary.persist(&artifact.path) {
            put_back(&done);
            return Err(Error::io(&artifact.path, failure.error));
        }
        done.push((&artifact.path, before));
    }
    Ok(())
}

fn refuse_foreign(artifacts: &[Artifact], replace: Replace) -> Result<()> {
    let mut problems = Problems::new();
    for Artifact { path, .. } in artifacts {
        if let Some(message) = obstacle(path, replace) {
            let hint = if path.is_dir() {
                "choose another name, or remove the folder"
            } else {
                "choose another place, or say `--force` to write over it"
            };
            problems.push(Problem::new(Place::file(path.display().to_string()), message).hint(hint));
        }
    }
    problems.into_result(())
}

fn obstacle(path: &Path, replace: Replace) -> Option<&'static str> {
    if path.is_dir() {
        return Some("a folder of this name is in the way");
    }
    if !path.exists() {
        return None;
    }
    match replace {
        Replace::Anything => None,
        Replace::Nothing => Some("this file exists already"),
        Replace::Ours if is_ours(path) => None,
        Replace::Ours => Some("this file exists and was not made by counteroffer"),
    }
}

fn write_beside(artifact: &Artifact) -> Result<NamedTempFile> {
    let folder = match artifact.path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let refused = |source| Error::io(&artifact.path, source);
    fs::create_dir_all(folder).map_err(|source| Error::io(folder, source))?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".counteroffer-").suffix(".part");
    // Results are ordinary files: as readable as the user's mask allows.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut temporary = builder.tempfile_in(folder).map_err(refused)?;
    temporary.write_all(&artifact.bytes).map_err(refused)?;
    temporary.flush().map_err(refused)?;
    Ok(temporary)
}

/// Undoes the renames that were done before one failed.
fn put_back(done: &[(&Path, Option<Vec<u8>>)]) {
    for (path, before) in done {
        // Nothing more can be done when even this fails; the first failure is reported.
        let _ = match before {
            Some(bytes) => fs::write(path, bytes),
            None => fs::remove_file(path),
        };
    }
}

/// True for a file that this program made, or that holds nothing.
pub fn is_ours(path: &Path) -> bool {
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
mod tests {
    use super::*;

    fn here(name: &str, text: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        (folder, path)
    }

    #[test]
    fn writes_several_files_into_new_folders() {
        let folder = tempfile::tempdir().unwrap();
        let paths = ["a/one.md", "a/b/two.svg"].map(|name| folder.path().join(name));
        let artifacts = paths.clone().map(|path| Artifact::new(path, GENERATOR));
        write_all(&artifacts, Replace::Ours).unwrap();
        write_all(&artifacts, Replace::Ours).unwrap();
        for path in &paths {
            assert_eq!(fs::read_to_string(path).unwrap(), GENERATOR);
        }
        assert_eq!(fs::read_dir(folder.path().join("a")).unwrap().count(), 2, "no temporary file stays");
    }

    #[test]
    fn one_foreign_file_stops_all_of_them() {
        let (folder, mine) = here("sheet.md", "my own notes");
        let other = folder.path().join("other.md");
        let both = [Artifact::new(&other, "x"), Artifact::new(&mine, "y")];
        let refusal = write_all(&both, Replace::Ours).unwrap_err();
        assert_eq!(refusal.exit_code(), 2);
        assert!(refusal.to_string().contains("was not made by counteroffer"), "{refusal}");
        assert!(!other.exists(), "nothing is written");
        assert_eq!(fs::read_to_string(&mine).unwrap(), "my own notes");
        write_all(&both, Replace::Anything).unwrap();
        assert_eq!(fs::read_to_string(&mine).unwrap(), "y");
    }

    #[test]
    fn what_a_person_edits_is_never_replaced() {
        let (_folder, path) = here("case.toml", GENERATOR);
        assert!(is_ours(&path));
        let refusal = write_all(&[Artifact::new(&path, "x")], Replace::Nothing).unwrap_err();
        assert!(refusal.to_string().contains("exists already"), "{refusal}");
    }

    #[test]
    fn a_folder_in_the_way_is_named_even_with_force() {
        let folder = tempfile::tempdir().unwrap();
        let refusal = write_all(&[Artifact::new(folder.path(), "x")], Replace::Anything).unwrap_err();
        assert!(refusal.to_string().contains("folder of this name"), "{refusal}");
    }
}
