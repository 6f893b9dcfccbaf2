//! The whole sheet of both examples, word by word, against tests/golden/.
//!
//! After a change that is meant, look at the difference and renew the files:
//!
//!     RENEW=1 cargo test --test cli golden && git diff tests/golden

use std::fs;
use std::path::Path;

use super::{kept, printed};

/// Few meetings, so that a test build is quick; the figures are rougher for it.
const TRIALS: &str = "4000";

fn compare(example: &str, language: &str) {
    let folder = tempfile::TempDir::new().unwrap();
    let out = folder.path().to_str().unwrap();
    let case = format!("data/{example}/case.toml");
    printed(&["sheet", &case, "-o", out, "--to", "md", "--trials", TRIALS, "--language", language]);
    // The one thing that differs from machine to machine: where it was written to.
    let made = fs::read_to_string(folder.path().join("sheet.md")).unwrap().replace(out, "out");
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/{example}.{language}.md"));
    let differs = kept::difference(&golden, &made);
    assert_eq!(differs, None, "see tests/cli/golden.rs");
}

#[test]
fn the_sheet_of_the_promotion() {
    compare("alloy-pm2", "en");
}

#[test]
fn the_sheet_of_the_new_offer() {
    compare("new-offer", "en");
}

#[test]
fn the_sheet_of_the_new_offer_in_german() {
    compare("new-offer", "de");
}
