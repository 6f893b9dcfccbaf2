//! Where each case's sheet goes.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::SheetArgs;
use crate::error::{Error, Result};

/// The folder of each case's sheet below the output folder, empty for the
/// output folder itself: one case needs none, of several each gets one, named
/// after the case's folder or file, or only numbered where names are left out.
///
/// # Errors
/// Two cases of the same name.
pub(super) fn folders(args: &SheetArgs) -> Result<Vec<String>> {
    let count = args.cases.len();
    if count == 1 {
        return Ok(vec![String::new()]);
    }
    if args.redact {
        let width = count.to_string().len();
        return Ok((1..=count).map(|number| format!("case-{number:0width$}")).collect());
    }
    let mut names: Vec<String> = Vec::new();
    for case in &args.cases {
        let name = name_of(case);
        if names.contains(&name) {
            return Err(Error::usage_hint(
                format!("two of the cases would write to {}", args.out.join(name).display()),
                "give their folders or files different names, or write them one by one",
            ));
        }
        names.push(name);
    }
    Ok(names)
}

/// `clients/jane/case.toml` is jane, and so is `clients/jane.toml`.
fn name_of(case: &Path) -> String {
    let text = |name: &OsStr| name.to_string_lossy().into_owned();
    // `case.toml` by itself is named after the folder in which it lies.
    let whole = case.canonicalize().unwrap_or_else(|_| PathBuf::from(case));
    match case.file_stem() {
        Some(stem) if stem != "case" => text(stem),
        stem => whole.parent().and_then(Path::file_name).or(stem).map(text).unwrap_or_default(),
    }
}
