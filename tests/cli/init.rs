//! `init`.

use std::fs;

use super::{counteroffer, printed, refused};

#[test]
fn writes_a_case_that_checks_and_computes_and_is_never_written_over() {
    let folder = tempfile::TempDir::new().unwrap();
    let dir = folder.path().join("mine");
    let dir = dir.to_str().unwrap();
    let told = printed(&["init", dir]);
    assert!(told.contains("counteroffer check") && told.contains("counteroffer sheet"), "{told}");
    let case = format!("{dir}/case.toml");
    assert!(printed(&["check", &case]).contains("promotion to PM II at Example Inc"));
    assert!(printed(&["anchor", &case, "--trials", "2000"]).contains("Ask for"));

    fs::write(&case, "mine").unwrap();
    let told = refused(&["init", dir]);
    assert!(told.contains("case.toml: this file exists already"), "{told}");
    assert_eq!(fs::read_to_string(&case).unwrap(), "mine");
    printed(&["init", dir, "--force", "--quiet"]);
    assert!(fs::read_to_string(&case).unwrap().starts_with("# One negotiation."));
}

#[test]
fn a_file_in_place_of_the_folder_is_said() {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("taken");
    fs::write(&file, "x").unwrap();
    let output = counteroffer(&["init", file.to_str().unwrap()]);
    assert_ne!(output.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&output.stderr).contains("taken"));
    assert_eq!(fs::read_to_string(&file).unwrap(), "x");
}
