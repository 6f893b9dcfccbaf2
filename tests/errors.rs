//! Each folder of `tests/errors` holds bad input and the exact text that it
//! must give (`expected.txt`), through the real binary: exit code 2, nothing
//! on the output stream, nothing written.
//!
//! `RENEW=1 cargo test --test cli errors` writes the texts anew: read what changed
//! before keeping it.

#![allow(clippy::expect_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::kept;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors")
}

fn names_in(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect("a folder of bad input");
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

/// What is checked in a folder: its case, or its one table.
fn input_of(names: &BTreeSet<String>) -> String {
    if names.contains("case.toml") {
        return "case.toml".to_owned();
    }
    let mut tables = names.iter().filter(|name| name.ends_with(".csv"));
    let table = tables.next().expect("a case or a table").clone();
    assert!(tables.next().is_none(), "two tables and no case");
    table
}

/// What differs between what a folder must give and what it gives.
fn fault(name: &str) -> Option<String> {
    let folder = root().join(name);
    let before = names_in(&folder);
    let output = Command::new(env!("CARGO_BIN_EXE_counteroffer"))
        .args(["check", &input_of(&before)])
        .current_dir(&folder)
        .output()
        .expect("the program runs");
    let told = String::from_utf8(output.stderr).expect("UTF-8");
    if output.status.code() != Some(2) {
        return Some(format!("{name}: exit code {:?}\n{told}", output.status.code()));
    }
    if !output.stdout.is_empty() || names_in(&folder) != before {
        return Some(format!("{name}: something was written"));
    }
    kept::difference(&folder.join("expected.txt"), &told)
}

#[test]
fn bad_input_gives_its_exact_text() {
    let folders = names_in(&root());
    assert!(folders.len() >= 17, "only {} kinds of bad input", folders.len());
    let faults: Vec<String> = folders.iter().filter_map(|name| fault(name)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn every_text_is_fit_to_print() {
    for name in names_in(&root()) {
        let text = fs::read_to_string(root().join(&name).join("expected.txt")).expect("its text");
        let blocks: Vec<&str> = text.trim_end().split("\n\n").collect();
        let (last, problems) = blocks.split_last().expect("a last line");
        assert!(last.ends_with("; nothing was written"), "{name}: {last}");
        let count = last.split(' ').next().unwrap_or_default();
        assert_eq!(count, problems.len().to_string(), "{name}");
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{name}");
        for problem in problems {
            assert!(problem.starts_with("error: "), "{name}: {problem}");
            assert!(problem.contains("\n  hint: "), "{name} names no remedy: {problem}");
        }
        for line in text.lines().filter(|line| !line.starts_with("error: ")) {
            assert!(line.chars().count() <= 80, "{name}: {line}");
        }
    }
}
