//! "Did you mean": the nearest known name to a mistyped one.

use std::fs;
use std::path::Path;

use crate::domain::fold_name;

/// How alike two names must be to be offered, on the Jaro–Winkler scale of 0 to 1.
/// A matter of wording, not of the world.
const ALIKE: f64 = 0.8;

/// The known name that is most like `given`, when one is alike enough.
/// Case, blanks and punctuation do not count.
pub fn nearest<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold_name(given);
    let score = |name: &str| {
        let name = fold_name(name);
        if name == folded { 1.0 } else { strsim::jaro_winkler(&folded, &name) }
    };
    let mut best: Option<(&str, f64)> = None;
    for name in known {
        let alike = score(name);
        if alike >= ALIKE && best.is_none_or(|(_, top)| alike > top) {
            best = Some((name, alike));
        }
    }
    best.map(|(name, _)| name)
}

/// "did you mean `x`?", or the whole list where nothing is alike.
pub fn did_you_mean<'a>(given: &str, known: impl IntoIterator<Item = &'a str>, what: &str) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    match nearest(given, known.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("{what}: {}", known.join(", ")),
    }
}

/// The file beside `path` with the name most like it.
pub fn near_file(path: &Path) -> Option<String> {
    let given = path.file_name()?.to_string_lossy().into_owned();
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut names: Vec<String> = fs::read_dir(folder)
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .collect();
    names.sort();
    let near = nearest(&given, names.iter().map(String::as_str))?;
    Some(path.with_file_name(near).display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offers_what_is_alike_and_nothing_else() {
        let columns = ["level", "base_min", "base_mid", "base_max"];
        assert_eq!(nearest("base_mx", columns), Some("base_max"));
        assert_eq!(nearest("Base Min", columns), Some("base_min"));
        assert_eq!(nearest("geburtstag", columns), None);
        assert_eq!(nearest("PM 2", ["PM I", "PM II", "PM III"]), Some("PM I"));
        assert!(did_you_mean("xyz", columns, "the columns are").starts_with("the columns are: level, "));
    }
}
