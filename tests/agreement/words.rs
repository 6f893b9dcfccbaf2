//! What the words of a sheet may say, over made-up cases before and in the talk.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{asks, json, made_up, printed};
use crate::stages::{self, PAGES};
use counteroffer::app;

struct Page {
    text: String,
    anchor: Value,
    case: String,
}

impl Page {
    fn of(case: &Path, out: &Path, language: &str) -> Page {
        let args = [
            "sheet",
            case.to_str().unwrap(),
            "-o",
            out.to_str().unwrap(),
            "--to",
            "md",
            "--language",
            language,
        ];
        printed(&args);
        Page {
            text: std::fs::read_to_string(out.join("sheet.md")).unwrap(),
            anchor: json("anchor", case, &[]),
            case: std::fs::read_to_string(case).unwrap(),
        }
    }

    /// The lines that are to be spoken.
    fn spoken(&self) -> impl Iterator<Item = &str> {
        let quoted = |line: &&str| line.starts_with("> ") && line.contains(['“', '„']);
        self.text.lines().filter(quoted)
    }
}

/// Every third case in both languages, every other of them with an answer.
fn pages(check: impl Fn(&Page, &str, usize)) {
    let folder = tempfile::TempDir::new().unwrap();
    for number in (0..made_up::CASES).step_by(3) {
        let case = made_up::case(folder.path(), number);
        if number % 2 == 0 && asks(&json("anchor", &case, &[])) {
            let offered = &json("anchor", &case, &[])["offer"]["base"];
            let base = offered.as_str().unwrap().to_owned();
            printed(&["reply", case.to_str().unwrap(), "--base", &base, "--keep"]);
        }
        for language in ["en", "de"] {
            let out = folder.path().join(format!("out-{number}-{language}"));
            check(&Page::of(&case, &out, language), language, number);
        }
    }
}

#[test]
fn no_share_is_none_or_all_and_what_is_opened_is_closed() {
    pages(|page, language, number| {
        for sure in [
            "0 in 100",
            "100 in 100",
            "0 in 1,000",
            "1,000 in 1,000",
            "0 von 100",
            "100 von 100",
            "0 von 1.000",
            "1.000 von 1.000",
        ] {
            let at = |text: &str| {
                text.match_indices(sure).any(|(at, _)| {
                    !text[..at].ends_with(|c: char| c.is_ascii_digit() || c == ',' || c == '.')
                })
            };
            let line = page.text.lines().find(|line| at(line));
            assert_eq!(line, None, "case {number} {language}: {sure}");
        }
        let (open, close) = if language == "en" { ('“', '”') } else { ('„', '“') };
        for line in page.spoken() {
            let count = |mark: char| line.chars().filter(|c| *c == mark).count();
            assert_eq!(count(open), count(close), "case {number} {language}: {line}");
        }
    });
}

#[test]
fn inside_the_band_is_said_inside_it_only_and_a_better_written_offer_is_named() {
    pages(|page, language, number| {
        let inside = if language == "en" { "inside the band" } else { "im Band" };
        let place = page.anchor["anchor"]["range_penetration"].as_f64();
        let lies = page.text.lines().find(|line| line.contains("That lies") || line.contains("Das liegt"));
        if let Some(line) = lies.filter(|line| line.contains(inside)) {
            assert!(
                place.is_some_and(|place| (0.0..=1.0).contains(&place)),
                "case {number}: {line} at {place:?}"
            );
        }
        if !asks(&page.anchor) || page.anchor["talk"].is_object() {
            return;
        }
        // What is in writing and better is named before the ask is.
        for name in ["Borealis", "Cirrus"] {
            let alone = page.case.split("[[alternatives]]").nth(1).is_some_and(|rest| rest.contains(name))
                && page.case.matches("[[alternatives]]").count() == 1
                && page.case.contains("firmness = \"written\"");
            let better = page.anchor["walk_away"]["over_offer"].as_f64().unwrap() > 0.01;
            if alone && better {
                assert!(page.spoken().any(|line| line.contains(name)), "case {number} {language}: {name}");
            }
        }
    });
}

/// A raise that nobody has offered: no line to be spoken tells of an offer.
#[test]
fn what_nobody_offered_is_not_spoken_as_offered() {
    let folder = tempfile::TempDir::new().unwrap();
    for (i, band) in ["", "[files]\nbands = [\"bands.csv\"]\n"].into_iter().enumerate() {
        let folder = folder.path().join(i.to_string());
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("bands.csv"), "level,currency,base_min,base_max\nL5,USD,90000,130000\n")
            .unwrap();
        let text = format!(
            "profile = \"raise\"\ncurrency = \"USD\"\nas_of = 2026-05-04\n[role]\nlevel = \"L5\"\n{band}[current]\nbase = 100_000\n"
        );
        let case = folder.join("case.toml");
        std::fs::write(&case, text).unwrap();
        for (language, word) in [("en", "offer"), ("de", "ngebot")] {
            let page = Page::of(&case, &folder.join(language), language);
            let told = page.spoken().find(|line| line.contains(word));
            assert_eq!(told, None, "{language}");
        }
    }
}

/// Words of three letters and more.
fn words(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
    parts.filter(|word| word.chars().count() >= 3).collect::<Vec<_>>().into_iter()
}

/// Every word of a language's texts, what stands for facts left out.
fn vocabulary(language: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/templates").join(language);
    let mut all = BTreeSet::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for line in text.lines().filter(|line| !line.starts_with(['#', '['])) {
            // The key is no word of the text, nor is what stands in braces.
            let said = line.split_once(" = ").map_or(line, |(_, said)| said);
            let pieces = said.split('{').map(|piece| piece.rsplit('}').next().unwrap_or(piece));
            all.extend(pieces.flat_map(words));
        }
    }
    all
}

/// What is left of a line of Markdown without code, addresses and what the program is called with.
fn prose(line: &str) -> String {
    let uncoded: String = line.split('`').step_by(2).collect::<Vec<_>>().join(" ");
    let mut pieces = uncoded.split("](");
    let first = pieces.next().unwrap_or_default().to_owned();
    let rest = pieces.map(|piece| piece.split_once(')').map_or("", |(_, rest)| rest));
    [first].into_iter().chain(rest.map(str::to_owned)).collect::<Vec<_>>().join(" ")
}

/// On a German sheet every English word is one that the person typed or the name of a source.
#[test]
fn a_german_sheet_is_german() {
    let english: BTreeSet<String> = vocabulary("en").difference(&vocabulary("de")).cloned().collect();
    let sources: BTreeSet<String> = app::assumptions(&[])
        .unwrap()
        .iter()
        .flat_map(|row| words(&row.source).collect::<Vec<_>>())
        .collect();
    let folder = tempfile::TempDir::new().unwrap();
    let mut cases: Vec<PathBuf> =
        (0..made_up::CASES).step_by(6).map(|number| made_up::case(folder.path(), number)).collect();
    let stages = folder.path().join("stages");
    std::fs::create_dir(&stages).unwrap();
    cases.extend(PAGES.iter().map(|(name, rest)| stages::case(&stages, name, rest)));
    assert!(cases.len() >= 12);
    for (number, case) in cases.iter().enumerate() {
        let page = Page::of(case, &folder.path().join(format!("out-{number}")), "de");
        let beside = std::fs::read_dir(case.parent().unwrap()).unwrap();
        let typed: BTreeSet<String> = beside
            .filter_map(|file| std::fs::read_to_string(file.unwrap().path()).ok())
            .flat_map(|text| words(&text).collect::<Vec<_>>())
            .collect();
        for line in page.text.lines().filter(|line| !line.starts_with("<!--") && !line.contains("Befehl:")) {
            let foreign = words(&prose(line))
                .find(|word| english.contains(word) && !typed.contains(word) && !sources.contains(word));
            assert_eq!(foreign, None, "{}: {line}", case.display());
        }
    }
}
