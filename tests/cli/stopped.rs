//! Stopped in the middle: by a signal, or by whoever pulls the plug.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::sheet::all_files;

fn begun(args: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_counteroffer"));
    command.args(args).current_dir(env!("CARGO_MANIFEST_DIR")).stdin(Stdio::null());
    command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status();
    assert!(sent.unwrap().success());
}

fn args<'a>(out: &'a str, seed: &'a str) -> [&'a str; 10] {
    let case = "data/new-offer/case.toml";
    ["sheet", case, "-o", out, "--trials", "1000", "--seed", seed, "--to", "md,html"]
}

/// Which seed the files of a folder are of; all of them must be of one.
fn seed_of(out: &Path) -> Option<String> {
    let seed = |text: &str| Some(text.split("--seed ").nth(1)?.split_whitespace().next()?.to_owned());
    let of = |name: &str| fs::read_to_string(out.join(name)).ok().and_then(|text| seed(&text));
    let (page, json) = (of("sheet.html"), of("result.json"));
    assert_eq!(page, json, "old and new stand beside each other");
    page
}

/// Kills the program at moments of no choosing: everything is old or everything
/// is new after the next run has looked, and nothing of it is left.
#[test]
fn killed_while_writing_a_set_stays_whole() {
    let kills = std::env::var("KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(8_u64);
    let home = tempfile::TempDir::new().unwrap();
    let (plain, noted) = (home.path().join("plain"), home.path().join("noted"));
    for out in [&plain, &noted] {
        assert!(begun(&args(out.to_str().unwrap(), "1")).wait().unwrap().success());
    }
    fs::write(noted.join("my notes.txt"), "stay").unwrap();
    let took = time_of(&plain);
    for kill in 0..kills {
        for (out, at_once) in [(&plain, true), (&noted, false)] {
            let seed = (kill + 2).to_string();
            let mut child = begun(&args(out.to_str().unwrap(), &seed));
            // The last fifth of its time is when it writes.
            std::thread::sleep(took.mul_f64(0.75 + 0.35 * (kill as f64 / kills as f64)));
            let _ = child.kill();
            child.wait().unwrap();
            if at_once {
                seed_of(out).expect("a whole sheet at once");
            }
        }
    }
    for out in [&plain, &noted] {
        // The next run finishes or takes back what was left, then does its own.
        assert!(begun(&args(out.to_str().unwrap(), "99")).wait().unwrap().success());
        assert_eq!(seed_of(out).as_deref(), Some("99"));
    }
    assert_eq!(fs::read_to_string(noted.join("my notes.txt")).unwrap(), "stay");
    assert_eq!(leftovers(home.path()), Vec::<PathBuf>::new());
}

fn time_of(out: &Path) -> Duration {
    let begin = std::time::Instant::now();
    assert!(begun(&args(out.to_str().unwrap(), "1")).wait().unwrap().success());
    begin.elapsed()
}

fn leftovers(home: &Path) -> Vec<PathBuf> {
    let own = |path: &PathBuf| path.to_string_lossy().contains(".counteroffer-");
    let folders = fs::read_dir(home).unwrap().flatten().map(|entry| entry.path());
    all_files(home).into_iter().chain(folders).filter(own).collect()
}

#[test]
fn a_signal_ends_whatever_is_waited_for_and_nothing_is_written() {
    let home = tempfile::TempDir::new().unwrap();
    let (pipe, out) = (home.path().join("case.toml"), home.path().join("out"));
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let waits = ["sheet", pipe.to_str().unwrap(), "-o", out.to_str().unwrap()];
    let long = ["simulate", "data/new-offer/case.toml", "--trials", "4000000000", "--ladder", "10%"];
    for (args, name) in [(&waits[..], "INT"), (&waits[..], "TERM"), (&long[..], "INT")] {
        let child = begun(args);
        std::thread::sleep(Duration::from_millis(400));
        signal(&child, name);
        let begin = std::time::Instant::now();
        let output = child.wait_with_output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(130), "{args:?} {name}: {told}");
        assert!(told.contains("stopped; nothing was written"), "{told}");
        assert!(begin.elapsed() < Duration::from_secs(2) && !out.exists());
    }
}

/// A signal around the moment of writing: either nothing was written and it says so, or all is
/// there and it does not; a second one ends it, and what it leaves is one of the two.
#[test]
fn a_signal_while_writing_leaves_what_it_says() {
    let home = tempfile::TempDir::new().unwrap();
    let first = home.path().join("first");
    begun(&args(first.to_str().unwrap(), "1")).wait().unwrap();
    let took = time_of(&first);
    for (i, twice) in (0..12).flat_map(|i| [(i, false), (i, true)]) {
        let out = home.path().join(format!("{i}-{twice}"));
        let child = begun(&args(out.to_str().unwrap(), "5"));
        std::thread::sleep(took.mul_f64(0.6 + 0.5 * f64::from(i) / 12.0));
        for _ in 0..=u8::from(twice) {
            // It may have ended already.
            let _ = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
        }
        let output = child.wait_with_output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        match output.status.code() {
            Some(0) => assert_eq!(seed_of(&out).as_deref(), Some("5"), "{told}"),
            Some(130) if !twice => assert!(!out.exists(), "{told}"),
            Some(130) => assert!(!out.exists() || seed_of(&out).as_deref() == Some("5"), "{told}"),
            other => panic!("{other:?}: {told}"),
        }
        assert_eq!(told.contains("nothing was written"), !out.exists() && !told.is_empty(), "{told}");
    }
    // The next run clears whatever a second signal cut off.
    assert!(begun(&args(first.to_str().unwrap(), "1")).wait().unwrap().success());
    assert_eq!(leftovers(home.path()), Vec::<PathBuf>::new());
}

#[test]
fn a_pipe_in_the_way_is_told_and_not_opened() {
    let home = tempfile::TempDir::new().unwrap();
    let out = home.path().join("out");
    fs::create_dir(&out).unwrap();
    assert!(Command::new("mkfifo").arg(out.join("sheet.md")).status().unwrap().success());
    let told = super::refused(&args(out.to_str().unwrap(), "1"));
    assert!(told.contains("sheet.md: a device or a pipe of this name is in the way"), "{told}");
}

/// A kept round belongs to a file of the person's: its mode, its lines and its link stay.
#[test]
fn keeping_a_round_changes_nothing_else_of_the_case() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let home = tempfile::TempDir::new().unwrap();
    let (real, case) = (home.path().join("real.toml"), home.path().join("case.toml"));
    let text = "profile = \"new-offer\"\r\ncurrency = \"USD\"\r\n[offer]\r\nbase = 190_000\r\n";
    fs::write(&real, text).unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o600)).unwrap();
    symlink(&real, &case).unwrap();
    super::printed(&["reply", case.to_str().unwrap(), "--base", "195000", "--keep", "--trials", "1000"]);
    let kept = fs::read_to_string(&real).unwrap();
    assert!(kept.starts_with(text) && kept.contains("[[history]]\r\n"), "{kept:?}");
    assert_eq!(kept.matches('\n').count(), kept.matches("\r\n").count());
    assert!(fs::symlink_metadata(&case).unwrap().is_symlink());
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(leftovers(home.path()), Vec::<PathBuf>::new());
}
