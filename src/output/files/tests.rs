//! The writer on a disk that fails at every act in turn, and what it keeps.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io;

use super::disk::Act;
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

/// Fails at the act of that number; from there on at every act where it died.
struct Failing {
    at: usize,
    dies: bool,
    acts: Cell<usize>,
}

impl Failing {
    fn at(at: usize, dies: bool) -> Self {
        Failing { at, dies, acts: Cell::new(0) }
    }
}

impl Disk for Failing {
    fn allows(&self, act: Act) -> io::Result<()> {
        let now = self.acts.replace(self.acts.get() + 1);
        let fails = now == self.at || (self.dies && now > self.at);
        if fails { Err(io::Error::other(format!("refused: {act:?}"))) } else { Ok(()) }
    }

    fn write(&self, file: &mut fs::File, bytes: &[u8]) -> io::Result<()> {
        // A full disk takes a part.
        self.allows(Act::Write).inspect_err(|_| {
            let _ = io::Write::write_all(file, &bytes[..bytes.len() / 2]);
        })?;
        io::Write::write_all(file, bytes)
    }
}

/// Every file below a folder with what is in it.
fn everything(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if entry.file_type().unwrap().is_dir() {
            // An empty folder is something that was left, too.
            all.insert(path.clone(), "a folder".to_owned());
            all.extend(everything(&path));
        } else {
            all.insert(path.clone(), fs::read_to_string(&path).unwrap());
        }
    }
    all
}

const OLD: &str = "Made by counteroffer: old";
const NEW: &str = "Made by counteroffer: new";

/// What may stand there before: nothing, a set of ours, one beside a note of the person's, one file.
#[derive(Debug, Clone, Copy)]
enum Before {
    Nothing,
    Ours,
    Notes,
    OneFile,
}

impl Before {
    const ALL: [Before; 4] = [Before::Nothing, Before::Ours, Before::Notes, Before::OneFile];

    fn stands(self, home: &Path) -> Vec<Artifact> {
        let names = ["a.md", "b/c.md", "d.md"];
        let names = if matches!(self, Before::OneFile) { &names[..1] } else { &names[..] };
        let out = home.join("new/out");
        if !matches!(self, Before::Nothing) {
            fs::create_dir_all(out.join("b")).unwrap();
            // One of the three is new, and one of the old ones is not written again.
            for name in ["a.md", "b/c.md", "b/earlier.md"] {
                fs::write(out.join(name), OLD).unwrap();
            }
        }
        if matches!(self, Before::Notes) {
            fs::write(out.join("notes.txt"), "my own").unwrap();
        }
        names.iter().map(|name| Artifact::new(out.join(name), NEW)).collect()
    }
}

#[test]
fn whatever_fails_all_is_new_or_all_is_old() {
    let mut tried = 0;
    for before in Before::ALL {
        for dies in [false, true] {
            for at in 0.. {
                let home = tempfile::tempdir().unwrap();
                let set = before.stands(home.path());
                let old = everything(home.path());
                let disk = Failing::at(at, dies);
                let done = write_on(&disk, &set, Replace::Ours);
                let mut new = old.clone();
                new.extend(set.iter().map(|file| (file.path.clone(), NEW.to_owned())));
                for folder in
                    [home.path().join("new"), home.path().join("new/out"), home.path().join("new/out/b")]
                {
                    new.entry(folder).or_insert("a folder".into());
                }
                let case = format!("{before:?}, act {at}, {dies}: {done:?}");
                if !dies {
                    let own = |path: &Path| path.to_str().unwrap().contains(".counteroffer-");
                    let mut now = everything(home.path());
                    now.retain(|path, _| !own(path));
                    assert_eq!(now, if done.is_ok() { new.clone() } else { old.clone() }, "{case}");
                }
                set::sweep(&System, &set);
                let now = everything(home.path());
                assert!(now == old || now == new, "{case}: {now:#?}");
                assert!(done.is_err() || now == new, "{case}");
                tried += 1;
                if disk.acts.get() <= at {
                    assert!(done.is_ok(), "{case}");
                    break;
                }
            }
        }
    }
    assert!(tried > 150, "{tried}");
}

#[test]
fn an_error_names_the_file_that_the_person_knows() {
    for before in Before::ALL {
        let home = tempfile::tempdir().unwrap();
        let set = before.stands(home.path());
        let refused = write_on(&Failing::at(8, true), &set, Replace::Ours).unwrap_err().to_string();
        let known = |path: &Path| refused.starts_with(&format!("{}: ", path.display()));
        assert!(set.iter().any(|file| file.path.ancestors().any(known)), "{refused}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_new_is_private_and_what_is_replaced_keeps_its_mode_and_its_link() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let home = tempfile::tempdir().unwrap();
    let (out, real) = (home.path().join("out"), home.path().join("real.md"));
    let set = ["a.md", "b.md"].map(|name| Artifact::new(out.join(name), NEW));
    write_all(&set, Replace::Ours).unwrap();
    assert_eq!((mode(&out), mode(&set[0].path)), (0o700, 0o600));
    fs::set_permissions(&out, fs::Permissions::from_mode(0o750)).unwrap();
    fs::set_permissions(&set[1].path, fs::Permissions::from_mode(0o640)).unwrap();
    write_all(&set, Replace::Ours).unwrap();
    assert_eq!((mode(&out), mode(&set[0].path), mode(&set[1].path)), (0o750, 0o600, 0o640));
    fs::write(&real, OLD).unwrap();
    fs::remove_file(&set[0].path).unwrap();
    symlink(&real, &set[0].path).unwrap();
    write_all(&set, Replace::Ours).unwrap();
    assert!(fs::symlink_metadata(&set[0].path).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&real).unwrap(), NEW);
    let man = Artifact::new(home.path().join("x.1"), NEW).public();
    write_all(&[man], Replace::Ours).unwrap();
    assert_eq!(mode(&home.path().join("x.1")) & 0o077, 0o044);
}

#[test]
fn a_file_where_a_folder_is_needed_is_told_once() {
    let (_folder, mine) = here("notes.md", "my own notes");
    let set = [Artifact::new(mine.join("sheet.md"), "x"), Artifact::new(mine.join("sheet.html"), "y")];
    let refusal = write_all(&set, Replace::Anything).unwrap_err();
    assert_eq!(refusal.exit_code(), 2);
    assert_eq!(refusal.to_string().matches("a file, not a folder").count(), 1, "{refusal}");
    assert_eq!(fs::read_to_string(&mine).unwrap(), "my own notes");
}
