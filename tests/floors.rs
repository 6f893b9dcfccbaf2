//! The plan of the house, checked: no floor reaches up.

#![allow(clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};

/// Floor of each top-level module; modules of one floor do not know each other
/// unless `FRIENDS` says so.
const FLOORS: [(&str, u8); 19] = [
    ("error", 0),
    ("budget", 0),
    ("marks", 0),
    ("num", 0),
    ("domain", 1),
    ("input", 2),
    ("market", 2),
    ("equity", 2),
    ("negotiation", 2),
    ("claims", 2),
    ("promotion", 3),
    ("simulate", 3),
    ("advice", 4),
    ("scenario", 4),
    ("validation", 4),
    ("app", 5),
    ("report", 6),
    ("output", 7),
    ("cli", 8),
];

/// Pairs on one floor that may know each other: (who, whom).
const FRIENDS: [(&str, &str); 2] = [("num", "error"), ("error", "budget")];

fn floor(module: &str) -> Option<u8> {
    FLOORS.iter().find(|(name, _)| *name == module).map(|(_, floor)| *floor)
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a source folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// The top-level modules that a source text names, by `crate::x`, `crate::{x, y::z}` or
/// `super::` out of its own floor.
fn modules_named(text: &str) -> Vec<String> {
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| format!("{line}\n"))
        .collect();
    let mut named = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 1;
            let mut name = String::new();
            let mut reading = true;
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
                if depth == 0 || (depth == 1 && c == ',') {
                    named.push(std::mem::take(&mut name));
                    reading = true;
                } else if depth == 1 && (c.is_alphanumeric() || c == '_') && reading {
                    name.push(c);
                } else if c == ':' {
                    reading = false;
                }
                if depth == 0 {
                    break;
                }
            }
        } else {
            named.push(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    named.retain(|name| floor(name).is_some());
    named
}

/// What a file of `module` may not name, as messages.
fn faults(module: &str, text: &str) -> Vec<String> {
    let own = floor(module).expect("every module has a floor");
    modules_named(text)
        .into_iter()
        .filter(|other| other != module)
        .filter(|other| !FRIENDS.contains(&(module, other.as_str())))
        .filter(|other| floor(other).is_some_and(|f| f >= own))
        .map(|other| format!("`{module}` (floor {own}) names `{other}`"))
        .collect()
}

#[test]
fn no_floor_reaches_up() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&source, &mut files);
    let mut all = Vec::new();
    let mut checked = 0;
    for path in files {
        let inside = path.strip_prefix(&source).expect("a file of src");
        let first = inside.iter().next().expect("a name").to_string_lossy();
        let module = first.trim_end_matches(".rs").to_owned();
        if matches!(module.as_str(), "lib" | "main") {
            continue;
        }
        assert!(floor(&module).is_some(), "{} stands on no floor", inside.display());
        let text = fs::read_to_string(&path).expect("a source file");
        all.extend(faults(&module, &text).into_iter().map(|fault| format!("{}: {fault}", inside.display())));
        checked += 1;
    }
    assert!(checked > 10, "only {checked} files were looked at");
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn the_check_itself_finds_a_floor_reaching_up() {
    assert_eq!(faults("market", "use crate::report::Card;").len(), 1);
    assert_eq!(faults("market", "use crate::{domain::Case, input::{read, open}};").len(), 1);
    assert_eq!(faults("market", "use crate::equity::Grant;").len(), 1);
    assert!(faults("market", "// use crate::report::Card;\nuse crate::num::Money;").is_empty());
    assert!(faults("report", "use crate::{advice::Advice, domain};").is_empty());
    assert_eq!(faults("app", "use crate::report::Card;").len(), 1);
}

/// How many sentences, text literals of five words or more, may stand in the code of a floor:
/// all others are words, and stand in `data/templates`. To be lowered, never raised.
const SENTENCES: [(&str, usize); 3] = [("advice", 0), ("report", 28), ("output", 14)];

/// The text literals of a source text, its comments and its tests left out.
fn literals(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code: String = lines.map(|line| format!("{line}\n")).collect();
    let mut found = Vec::new();
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        // A quote as a character opens no text.
        if c == '\'' && chars.peek() == Some(&'"') {
            chars.next();
        } else if c == '"' {
            let mut literal = String::new();
            while let Some(c) = chars.next().filter(|c| *c != '"') {
                literal.push(c);
                literal.extend((c == '\\').then(|| chars.next()).flatten());
            }
            found.push(literal);
        }
    }
    found
}

fn is_sentence(literal: &str) -> bool {
    let word = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.starts_with('{');
    literal.split_whitespace().filter(word).count() >= 5
}

#[test]
fn sentences_stand_in_the_words_and_not_in_the_code() {
    assert_eq!(
        literals("let a = \"one \\\" two\"; // \"three\"\n// \"four\"\nlet b = '\"'; let c = \"five\";")
            .len(),
        2 + 1
    );
    assert!(is_sentence("the offer stands as it was") && !is_sentence("{} of {} in {} at {} by {}"));
    let mut over = Vec::new();
    for (floor, most) in SENTENCES {
        let mut files = Vec::new();
        rust_files(&Path::new("src").join(floor), &mut files);
        files.retain(|file| !file.ends_with("tests.rs"));
        let texts = files.iter().map(|file| fs::read_to_string(file).expect("a source file"));
        let said: Vec<String> =
            texts.flat_map(|text| literals(&text)).filter(|literal| is_sentence(literal)).collect();
        if said.len() > most {
            over.push(format!("{floor}: {} sentences, {most} at most:\n  {}", said.len(), said.join("\n  ")));
        }
    }
    assert!(over.is_empty(), "{}", over.join("\n"));
}

/// Test files are not found by themselves: each is a module of one of the few
/// test binaries that `Cargo.toml` names.
#[test]
fn no_test_file_is_forgotten() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let roots = ["tests/cli/main.rs", "tests/sheet/main.rs", "tests/model.rs"];
    let text = |path: &str| fs::read_to_string(root.join(path)).expect("a file");
    let (manifest, named) = (text("Cargo.toml"), roots.map(text).concat());
    assert!(roots.iter().all(|path| manifest.contains(path)));
    for entry in fs::read_dir(root.join("tests")).expect("the tests") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let main = path.join("main.rs").exists().then(|| format!("tests/{name}/main.rs"));
        let alone = name.strip_suffix(".rs").map(str::to_owned);
        let is_named = match (main, alone) {
            (Some(main), _) => {
                roots.contains(&main.as_str())
                    || named.contains(&format!("\"{name}/main.rs\""))
                    || named.contains(&format!("\"../{name}/main.rs\""))
            }
            (None, Some(alone)) => {
                alone == "model" || named.lines().any(|line| line == format!("mod {alone};"))
            }
            (None, None) => true,
        };
        assert!(is_named, "tests/{name} is part of no test binary: name it in one of {roots:?}");
    }
}
