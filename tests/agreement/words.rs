//! What the words of a sheet may say, over made-up cases before and in the talk.

use std::path::Path;

use serde_json::Value;

use super::{asks, json, made_up, printed};

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
