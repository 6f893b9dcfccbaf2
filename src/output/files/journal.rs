//! What a set of files is about to become, written beside it before anything
//! happens: so that the next run can finish or take back what was cut off.
//!
//! The journal is a file `.counteroffer-ID.STATE`, locked for as long as its
//! writer lives. Its state is the end of its name, which changes in one step.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::disk::{Disk, is_mine};

/// What every name of the writer's own begins with.
const PREFIX: &str = ".counteroffer-";

/// The longest journal that is read.
const LONGEST: u64 = 4 * 1024 * 1024;

/// How far a set is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// What is new is being written; nothing old is touched.
    Writing,
    /// Everything new is there: it only has to get its names.
    Commit,
    /// A name could not be given: what was is put back.
    Undo,
}

impl State {
    const ALL: [State; 3] = [State::Writing, State::Commit, State::Undo];

    fn ending(self) -> &'static str {
        match self {
            State::Writing => ".writing",
            State::Commit => ".commit",
            State::Undo => ".undo",
        }
    }
}

/// One file of a set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Step {
    /// Where the new file waits.
    pub part: PathBuf,
    /// What it will be called.
    pub target: PathBuf,
    /// A second name of what is called so today.
    pub old: Option<PathBuf>,
}

/// What is to be done, and what was made for it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Plan {
    /// Folders that were made, the outer one first.
    pub folders: Vec<PathBuf>,
    /// The files.
    pub steps: Vec<Step>,
    /// A folder that stands in for another as a whole, and the files in either of the two.
    pub staged: Option<(PathBuf, Vec<PathBuf>)>,
}

/// A plan on the disk, locked by whoever carries it out.
pub(super) struct Journal {
    home: PathBuf,
    id: String,
    state: State,
    pub plan: Plan,
    _lock: File,
}

/// A name that nobody has: the process, the time, and a count.
pub(super) fn new_id() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("{:x}-{:x}-{count:x}", std::process::id(), since.as_nanos())
}

/// A name of the writer's own in a folder.
pub(super) fn own_name(id: &str, end: &str) -> String {
    format!("{PREFIX}{id}{end}")
}

impl Journal {
    /// Writes down what will be done, before any of it.
    pub(super) fn begin(disk: &dyn Disk, home: &Path, id: String, plan: Plan) -> io::Result<Self> {
        let path = home.join(own_name(&id, State::Writing.ending()));
        let mut file = disk.create(&path, true)?;
        // Nobody else knows the name yet; a file system without locks goes without.
        let _ = file.try_lock();
        let text = serde_json::to_vec(&plan)?;
        let written = disk.write(&mut file, &text).and_then(|()| disk.sync(&file));
        let written = written.and_then(|()| disk.sync_folder(home));
        let journal = Journal { home: home.to_owned(), id, state: State::Writing, plan, _lock: file };
        match written {
            Ok(()) => Ok(journal),
            Err(error) => {
                journal.forget(disk);
                Err(error)
            }
        }
    }

    /// How far it is.
    pub(super) fn state(&self) -> State {
        self.state
    }

    fn path(&self) -> PathBuf {
        self.home.join(own_name(&self.id, self.state.ending()))
    }

    /// Goes on to another state, on the disk too.
    pub(super) fn go_to(&mut self, disk: &dyn Disk, state: State) -> io::Result<()> {
        disk.rename(&self.path(), &self.home.join(own_name(&self.id, state.ending())))?;
        self.state = state;
        disk.sync_folder(&self.home)
    }

    /// Gives the new files their names.
    ///
    /// # Errors
    /// What the system says of the step of that number.
    pub(super) fn carry_out(&self, disk: &dyn Disk) -> Result<(), (usize, io::Error)> {
        for (at, step) in self.plan.steps.iter().enumerate() {
            if step.part.exists() {
                disk.rename(&step.part, &step.target).map_err(|error| (at, error))?;
            }
        }
        for (at, step) in self.plan.steps.iter().enumerate() {
            if self.is_first_of_its_folder(at) {
                disk.sync_folder(folder_of(&step.target)).map_err(|error| (at, error))?;
            }
        }
        Ok(())
    }

    fn is_first_of_its_folder(&self, at: usize) -> bool {
        let folder = |step: &Step| folder_of(&step.target).to_owned();
        self.plan.steps.iter().position(|step| folder(step) == folder(&self.plan.steps[at])) == Some(at)
    }

    /// Puts back what was: a step whose part is gone had been carried out.
    pub(super) fn put_back(&self, disk: &dyn Disk) -> io::Result<()> {
        for step in &self.plan.steps {
            match &step.old {
                Some(old) if old.exists() => disk.rename(old, &step.target)?,
                None if !step.part.exists() && step.target.exists() => disk.remove(&step.target)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Removes what was only there on the way, then the journal itself. What
    /// cannot be removed is left to the next run.
    pub(super) fn clean_up(&self, disk: &dyn Disk) {
        let names = self.plan.steps.iter().flat_map(|step| [Some(&step.part), step.old.as_ref()]).flatten();
        let mut whole = true;
        for path in names.filter(|path| path.exists()) {
            whole &= disk.remove(path).is_ok();
        }
        if self.state != State::Commit {
            for folder in self.plan.folders.iter().rev() {
                // One that somebody else has put something into stays.
                let _ = disk.remove_folder(folder);
            }
        }
        if let Some((staged, inside)) = &self.plan.staged {
            whole &= remove_tree(disk, staged, inside);
        }
        if whole {
            self.forget(disk);
        }
    }

    fn forget(&self, disk: &dyn Disk) {
        let _ = disk.remove(&self.path());
    }

    /// Finishes or takes back what runs before this one left in a folder.
    pub(super) fn sweep(disk: &dyn Disk, folder: &Path) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let Some((id, state)) = name.to_str().and_then(state_of) else { continue };
            if let Some(left) = Journal::left_behind(folder, id, state) {
                left.settle(disk);
            }
        }
    }

    /// A journal whose writer is gone, where it is this user's and says what only a writer says.
    fn left_behind(home: &Path, id: &str, state: State) -> Option<Journal> {
        let path = home.join(own_name(id, state.ending()));
        let meta = fs::symlink_metadata(&path).ok().filter(|meta| meta.is_file() && is_mine(meta))?;
        let mut file = File::open(&path).ok().filter(|_| meta.len() <= LONGEST)?;
        file.try_lock().ok()?;
        let mut text = Vec::new();
        file.read_to_end(&mut text).ok()?;
        // One that was cut off while it was written has made nothing yet.
        let plan: Plan = serde_json::from_slice(&text).unwrap_or_default();
        let is_own = |path: &Path| {
            path.file_name()
                .and_then(|name| name.to_str())
                .is_some_and(|name| name.starts_with(&own_name(id, "")))
        };
        let honest = |step: &Step| {
            is_own(&step.part)
                && folder_of(&step.part) == folder_of(&step.target)
                && step
                    .old
                    .as_ref()
                    .is_none_or(|old| is_own(old) && folder_of(old) == folder_of(&step.target))
        };
        let beside = |(staged, inside): &(PathBuf, Vec<PathBuf>)| {
            is_own(staged)
                && folder_of(staged) == home
                && inside
                    .iter()
                    .all(|path| path.components().all(|part| matches!(part, Component::Normal(_))))
        };
        let honest = plan.steps.iter().all(honest) && plan.staged.iter().all(beside);
        honest.then(|| Journal { home: home.to_owned(), id: id.to_owned(), state, plan, _lock: file })
    }

    fn settle(&self, disk: &dyn Disk) {
        let settled = match self.state {
            State::Writing => true,
            State::Commit => self.carry_out(disk).is_ok(),
            State::Undo => self.put_back(disk).is_ok(),
        };
        if settled {
            self.clean_up(disk);
        }
    }
}

/// `.counteroffer-ID.commit` is the journal of ID, in that state.
fn state_of(name: &str) -> Option<(&str, State)> {
    let rest = name.strip_prefix(PREFIX)?;
    State::ALL.into_iter().find_map(|state| Some((rest.strip_suffix(state.ending())?, state)))
}

/// Removes the files that are named, and the folders that are empty then.
/// False while something is left.
fn remove_tree(disk: &dyn Disk, folder: &Path, inside: &[PathBuf]) -> bool {
    for path in inside.iter().map(|name| folder.join(name)).filter(|path| path.symlink_metadata().is_ok()) {
        let _ = disk.remove(&path);
    }
    let mut folders: Vec<&Path> = inside.iter().flat_map(|name| name.ancestors().skip(1)).collect();
    folders.sort_by_key(|name| std::cmp::Reverse(name.components().count()));
    folders.dedup();
    for path in folders.into_iter().map(|name| folder.join(name)).filter(|path| path.exists()) {
        let _ = disk.remove_folder(&path);
    }
    !folder.exists()
}

/// The folder of a file.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}
