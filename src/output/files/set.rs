//! A set of files, all of them or none.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, dress};
use super::journal::{Journal, Plan, State, Step, folder_of, new_id, own_name};
use super::{Artifact, is_ours};
use crate::budget::EXCHANGED;
use crate::error::{Error, Result};
use crate::simulate::progress;

/// One file of a set.
struct Wanted<'a> {
    artifact: &'a Artifact,
    /// Where it goes: what a link leads to rather than the link.
    target: PathBuf,
    /// What stands there today.
    before: Option<Metadata>,
}

impl Wanted<'_> {
    /// A failure under the name that the person knows.
    fn refused(&self, source: io::Error) -> Error {
        Error::io(&self.artifact.path, source)
    }

    /// The whole file under another name, on the disk.
    fn write(&self, disk: &dyn Disk, path: &Path) -> Result<()> {
        let write = || {
            let mut file = disk.create(path, !self.artifact.public)?;
            disk.write(&mut file, &self.artifact.bytes)?;
            if let Some(before) = &self.before {
                dress(path, before)?;
            }
            disk.sync(&file)
        };
        write().map_err(|error| self.refused(error))
    }
}

/// Files that come together, and the innermost folder that holds them all.
pub(super) struct Set<'a> {
    files: Vec<Wanted<'a>>,
    root: PathBuf,
}

/// Finishes or takes back what earlier runs left where these files go.
pub(super) fn sweep(disk: &dyn Disk, artifacts: &[Artifact]) {
    let mut folders = BTreeSet::new();
    for artifact in artifacts {
        let Ok(target) = resolved(&artifact.path) else { continue };
        folders.extend(target.ancestors().skip(1).take(3).map(Path::to_owned));
    }
    folders.iter().for_each(|folder| Journal::sweep(disk, folder));
}

/// The whole path of a file; of a link, where it leads.
fn resolved(path: &Path) -> io::Result<PathBuf> {
    match fs::symlink_metadata(path) {
        Ok(meta) if meta.is_symlink() => fs::canonicalize(path),
        _ => std::path::absolute(path),
    }
}

impl<'a> Set<'a> {
    pub(super) fn of(artifacts: &'a [Artifact]) -> Result<Self> {
        let wanted = |artifact: &'a Artifact| {
            let target = resolved(&artifact.path).map_err(|error| Error::io(&artifact.path, error))?;
            Ok(Wanted { artifact, before: fs::metadata(&target).ok(), target })
        };
        let files: Vec<Wanted<'a>> = artifacts.iter().map(wanted).collect::<Result<_>>()?;
        let mut root = files.first().map_or_else(PathBuf::new, |file| folder_of(&file.target).to_owned());
        while !files.iter().all(|file| file.target.starts_with(&root)) && root.pop() {}
        Ok(Set { files, root })
    }

    /// Writes it, in the safest way that its folder allows.
    pub(super) fn write(&self, disk: &dyn Disk) -> Result<()> {
        if self.files.is_empty() {
            return Ok(());
        }
        let missing = self.root.ancestors().take_while(|folder| !folder.exists()).last();
        if let Some(outer) = missing {
            return self.write_folder(disk, outer, Vec::new()).map_err(|failed| failed.error);
        }
        let others = if self.files.len() > 1 { self.others() } else { None };
        match others.map(|others| self.write_folder(disk, &self.root, others)) {
            // A file system that cannot exchange folders, or a folder beside which nothing may be written.
            None | Some(Err(Failed { other_way: true, .. })) => self.write_one_by_one(disk),
            Some(done) => done.map_err(|failed| failed.error),
        }
    }

    /// What else is in the folder, where all of that is the program's own and
    /// nobody stands in it; `None` where the folder has to stay.
    fn others(&self) -> Option<Vec<PathBuf>> {
        let here = std::env::current_dir().ok()?;
        let is_folder = fs::symlink_metadata(&self.root).ok()?.is_dir();
        if !is_folder || here.starts_with(&self.root) || self.files.iter().any(|file| file.is_linked()) {
            return None;
        }
        let mut found = Vec::new();
        own_files(&self.root, &mut found).then_some(())?;
        found.retain(|path| !self.files.iter().any(|file| file.target == *path));
        found.into_iter().map(|path| Some(path.strip_prefix(&self.root).ok()?.to_owned())).collect()
    }

    /// Builds the whole folder beside itself, then gives it its name in one step.
    fn write_folder(
        &self,
        disk: &dyn Disk,
        folder: &Path,
        others: Vec<PathBuf>,
    ) -> std::result::Result<(), Failed> {
        let (home, id) = (folder_of(folder), new_id());
        let staged = home.join(own_name(&id, ".new"));
        let names: Vec<PathBuf> = self.files.iter().map(|file| file.within(folder)).collect();
        let inside: Vec<PathBuf> = names.iter().chain(&others).cloned().collect();
        let plan = Plan { staged: Some((staged.clone(), inside.clone())), ..Plan::default() };
        let journal =
            Journal::begin(disk, home, id, plan).map_err(|error| self.failed(error).or_other_way())?;
        let build = || {
            let before = fs::metadata(folder).ok();
            let private = self.files.iter().any(|file| !file.artifact.public);
            make_folders(disk, &staged, &inside, private, folder).map_err(|error| self.failed(error))?;
            for (file, name) in self.files.iter().zip(&names) {
                file.write(disk, &staged.join(name)).map_err(Failed::for_good)?;
            }
            for name in &others {
                let linked = disk.link(&folder.join(name), &staged.join(name));
                linked.map_err(|error| self.failed(error).or_other_way())?;
            }
            sync_folders(disk, &staged, &inside).map_err(|error| self.failed(error))?;
            if !progress::commit() {
                return Err(Failed::for_good(Error::Interrupted));
            }
            let named = match before {
                Some(_) => disk.exchange(&staged, folder),
                None => disk.rename(&staged, folder),
            };
            named.map_err(|error| self.failed(error).or_other_way())
        };
        let built = build();
        if built.is_ok() {
            give_back(&staged, folder, &inside);
            // The set has its name; that the disk knows it is all that can still fail.
            let _ = disk.sync_folder(home);
        }
        journal.clean_up(disk);
        built
    }

    /// Writes every file beside the one it replaces, then renames them under a journal.
    fn write_one_by_one(&self, disk: &dyn Disk) -> Result<()> {
        let id = new_id();
        let plan = self.plan(&id);
        let mut journal =
            Journal::begin(disk, &self.root, id, plan).map_err(|error| self.failed(error).error)?;
        let written = self.write_parts(disk, &journal).and_then(|()| match progress::commit() {
            true => journal.go_to(disk, State::Commit).map_err(|error| self.failed(error).error),
            false => Err(Error::Interrupted),
        });
        let done = written
            .and_then(|()| journal.carry_out(disk).map_err(|(at, error)| self.files[at].refused(error)));
        let undo = done.is_err() && journal.state() == State::Commit;
        if undo && journal.go_to(disk, State::Undo).and_then(|()| journal.put_back(disk)).is_err() {
            // The next run does what this one cannot.
            return done;
        }
        journal.clean_up(disk);
        done
    }

    fn plan(&self, id: &str) -> Plan {
        let step = |(n, file): (usize, &Wanted<'_>)| {
            let beside = |end: &str| folder_of(&file.target).join(own_name(id, &format!("-{n}.{end}")));
            let old = file.before.as_ref().map(|_| beside("old"));
            Step { part: beside("part"), target: file.target.clone(), old }
        };
        let missing = |file: &Wanted<'_>| {
            let above = file.target.ancestors().skip(1).take_while(|folder| !folder.exists());
            above.map(Path::to_owned).collect::<Vec<_>>()
        };
        let folders: BTreeSet<PathBuf> = self.files.iter().flat_map(missing).collect();
        let steps = self.files.iter().enumerate().map(step).collect();
        Plan { folders: folders.into_iter().collect(), steps, staged: None }
    }

    fn write_parts(&self, disk: &dyn Disk, journal: &Journal) -> Result<()> {
        for folder in &journal.plan.folders {
            let private = self.files.iter().any(|file| !file.artifact.public);
            disk.create_folder(folder, private).map_err(|error| Error::io(folder, error))?;
        }
        for (file, step) in self.files.iter().zip(&journal.plan.steps) {
            file.write(disk, &step.part)?;
            if let Some(old) = &step.old {
                disk.link(&file.target, old).map_err(|error| file.refused(error))?;
            }
        }
        let folders: BTreeSet<&Path> = self.files.iter().map(|file| folder_of(&file.target)).collect();
        folders
            .into_iter()
            .try_for_each(|folder| disk.sync_folder(folder).map_err(|error| Error::io(folder, error)))
    }

    /// A failure that is about no file of its own: the first one stands for all.
    fn failed(&self, error: io::Error) -> Failed {
        Failed::for_good(match self.files.first() {
            Some(file) => file.refused(error),
            None => error.into(),
        })
    }
}

impl Wanted<'_> {
    fn is_linked(&self) -> bool {
        fs::symlink_metadata(&self.artifact.path).is_ok_and(|meta| meta.is_symlink())
    }

    /// Its name within a folder that holds it.
    fn within(&self, folder: &Path) -> PathBuf {
        self.target.strip_prefix(folder).unwrap_or(&self.target).to_owned()
    }
}

/// A failure, and whether the files can be written another way.
struct Failed {
    error: Error,
    other_way: bool,
}

impl Failed {
    fn for_good(error: Error) -> Self {
        Failed { error, other_way: false }
    }

    fn or_other_way(self) -> Self {
        Failed { other_way: true, ..self }
    }
}

/// Every file below a folder; false where one is not the program's own, or is no plain file.
fn own_files(folder: &Path, found: &mut Vec<PathBuf>) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.into_iter().all(|entry| {
        let Ok((path, kind)) = entry.and_then(|entry| Ok((entry.path(), entry.file_type()?))) else {
            return false;
        };
        match kind {
            kind if kind.is_dir() => own_files(&path, found),
            kind if kind.is_file() && found.len() < EXCHANGED && is_ours(&path) => {
                found.push(path);
                true
            }
            _ => false,
        }
    })
}

/// The folder and those in it, each with the mode of the one that it stands in for.
fn make_folders(
    disk: &dyn Disk,
    staged: &Path,
    inside: &[PathBuf],
    private: bool,
    like: &Path,
) -> io::Result<()> {
    for name in folders_of(inside) {
        disk.create_folder(&staged.join(&name), private)?;
        if let Ok(before) = fs::metadata(like.join(&name)) {
            dress(&staged.join(&name), &before)?;
        }
    }
    Ok(())
}

fn sync_folders(disk: &dyn Disk, staged: &Path, inside: &[PathBuf]) -> io::Result<()> {
    folders_of(inside).iter().try_for_each(|name| disk.sync_folder(&staged.join(name)))
}

/// The folders that some files lie in, the outer before the inner, the first without a name.
fn folders_of(inside: &[PathBuf]) -> BTreeSet<PathBuf> {
    inside.iter().flat_map(|name| name.ancestors().skip(1)).map(Path::to_owned).collect()
}

/// What somebody put into the folder while it was exchanged goes back into it.
fn give_back(old: &Path, folder: &Path, known: &[PathBuf]) {
    let mut found = Vec::new();
    let _ = all_files(old, &mut found);
    for path in found {
        let Ok(name) = path.strip_prefix(old) else { continue };
        if !known.iter().any(|known| known == name) && !folder.join(name).exists() {
            let _ = fs::rename(&path, folder.join(name));
        }
    }
}

fn all_files(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let (path, kind) = entry.and_then(|entry| Ok((entry.path(), entry.file_type()?)))?;
        if kind.is_dir() { all_files(&path, found)? } else { found.push(path) }
    }
    Ok(())
}
