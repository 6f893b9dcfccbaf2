//! The real files in `../shared/data`, which nobody of this project wrote, and
//! the figures that were computed from them elsewhere.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

mod bands;
mod bargaining;
mod deals;
mod further_asks;
mod market;
mod stories;
mod tables;

use std::path::{Path, PathBuf};

/// A shared file; `None`, with a printed word, where the folder is absent.
/// Under CI it has to be there.
pub fn shared(file: &str) -> Option<PathBuf> {
    beside(&format!("data/{file}"))
}

/// The same of any shared folder.
pub fn beside(file: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(file);
    if path.exists() {
        return Some(path);
    }
    assert!(std::env::var("CI").as_deref() != Ok("true"), "{} is required", path.display());
    println!("skipped: {} is not here", path.display());
    None
}

/// Runs the program and gives what it printed; it has to succeed.
pub fn run(args: &[&str]) -> String {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_counteroffer")).args(args).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{args:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}
