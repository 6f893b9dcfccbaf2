//! Each command as its user runs it: the real binary, its text and its exit code.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods)]

#[path = "../agreement/main.rs"]
mod agreement;
mod anchor;
mod band;
mod boundary;
mod check;
mod claims;
mod contract;
#[path = "../errors.rs"]
mod errors;
mod golden;
mod init;
mod json;
#[path = "../common/kept.rs"]
mod kept;
mod loops;
mod market;
mod promotion;
mod promotion_year;
mod readme;
#[path = "../real_data/main.rs"]
mod real_data;
mod reply;
#[path = "../common/rows.rs"]
mod rows;
mod sheet;
mod stages;
mod stopped;
mod tables;
mod years;

use std::process::{Command, Output};

/// Runs the program in the project's folder.
pub fn counteroffer(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_counteroffer"));
    command.args(args).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap()
}

/// What it printed; it has to succeed.
pub fn printed(args: &[&str]) -> String {
    let output = counteroffer(args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// What it complained about; it has to end with exit code 2 and print nothing.
pub fn refused(args: &[&str]) -> String {
    let output = counteroffer(args);
    assert_eq!(output.status.code(), Some(2), "{args:?}: {}", String::from_utf8_lossy(&output.stdout));
    assert!(output.stdout.is_empty(), "{args:?}");
    String::from_utf8(output.stderr).unwrap()
}
