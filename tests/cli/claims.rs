//! How claims are said aloud and in the mail, over a grid: every form of a claim, every kind of
//! figure, up and down, in both languages. The kept texts are read as a person would say them:
//!
//!     RENEW=1 cargo test --test cli claims && git diff tests/golden

use std::path::Path;

use counteroffer::app::load_case;
use counteroffer::input::ReadOptions;
use counteroffer::report::facts::case::note;
use counteroffer::report::{Book, Text, Words};

use super::kept;

/// A verb, a sentence, a thing, and what the team did.
const ENGLISH: [(&str, &str); 5] = [
    ("Rewrote the billing job", "me"),
    ("I moved the accounts to one region", "me"),
    ("New onboarding", "me"),
    ("Migrated the data center", "team"),
    ("Cut the build in half.", "me"),
];
const GERMAN: [(&str, &str); 4] = [
    ("Den Abrechnungslauf neu geschrieben", "me"),
    ("Ich habe die Konten in eine Region verlegt", "me"),
    ("Neues Onboarding", "me"),
    ("Umzug des Rechenzentrums", "team"),
];

/// What moved: the keys of the claim, English and German.
const FIGURES: [(&str, &str); 18] = [
    ("", ""),
    ("metric = \"cloud spend\"\nchange = \"-$400k\"", "metric = \"Cloud-Kosten\"\nchange = \"-400000 €\""),
    (
        "metric = \"lowered cloud spend\"\nchange = \"$400k\"",
        "metric = \"Cloud-Kosten\"\nchange = \"-400000 €\"",
    ),
    ("metric = \"ARR\"\nchange = 2_100_000", "metric = \"Umsatz\"\nchange = \"2100000 €\""),
    ("metric = \"engineers\"\nchange = 6", "metric = \"Teamgröße\"\nchange = 6"),
    ("metric = \"defects\"\nchange = -12", "metric = \"Fehlerzahl\"\nchange = -12"),
    ("metric = \"activation rate\"\nchange = \"12%\"", "metric = \"Aktivierungsrate\"\nchange = \"12%\""),
    ("metric = \"churn\"\nchange = \"-3 points\"", "metric = \"Abwanderung\"\nchange = \"-3 Punkte\""),
    ("metric = \"throughput\"\nchange = \"3x\"", "metric = \"Durchsatz\"\nchange = \"3x\""),
    ("metric = \"lead time\"\nchange = \"-4 days\"", "metric = \"Durchlaufzeit\"\nchange = \"-4 Tage\""),
    ("metric = \"data loss\"\nchange = 0", "metric = \"Datenverlust\"\nchange = 0"),
    ("change = \"$90k\"", "change = \"90000 €\""),
    ("change = \"-18%\"", "change = \"-18%\""),
    ("change = \"25%\"", "change = \"25%\""),
    ("change = 1", "change = 1"),
    (
        "metric = \"lead time\"\nbefore = \"3 weeks\"\nafter = \"4 days\"",
        "metric = \"Durchlaufzeit\"\nbefore = \"3 Wochen\"\nafter = \"4 Tage\"",
    ),
    ("before = \"40%\"\nafter = \"55%\"", "before = \"40%\"\nafter = \"55%\""),
    (
        "metric = \"savings\"\nchange = \"$12k\"\nperiod = \"month\"",
        "metric = \"Einsparung\"\nchange = \"12000 €\"\nperiod = \"month\"",
    ),
];

/// The claim as it is said first, and as a point of the mail.
fn said(language: &str, claim: &str, owner: &str, figure: &str, proof: bool) -> [String; 2] {
    let (folder, currency) =
        (tempfile::TempDir::new().unwrap(), if language == "de" { "EUR" } else { "USD" });
    let path = folder.path().join("case.toml");
    let proof =
        if proof { if language == "de" { "proof = \"Bericht\"" } else { "proof = \"report\"" } } else { "" };
    let text = format!(
        "profile = \"new-offer\"\ncurrency = \"{currency}\"\n[offer]\nbase = 100_000\n[[evidence]]\n\
         claim = \"{claim}\"\nowner = \"{owner}\"\n{figure}\n{proof}\n"
    );
    std::fs::write(&path, text).unwrap();
    let case = load_case(&path, &ReadOptions::default()).unwrap_or_else(|e| panic!("{claim}, {figure}: {e}"));
    let (mut book, words) = (Book::new(), Words::builtin(language).unwrap());
    note(&mut book, &words, &case);
    ["proof.first", "proof.point1"]
        .map(|fact| Text::parse(&book.facts.text(fact).unwrap_or_default()).shown())
}

fn grid(language: &str, claims: &[(&str, &str)]) -> String {
    let mut page = String::new();
    for (claim, owner) in claims {
        for (english, german) in FIGURES {
            let figure = if language == "de" { german } else { english };
            let [aloud, point] = said(language, claim, owner, figure, true);
            page += &format!("{aloud}\n    - {point}\n");
        }
        let bare = if language == "de" { FIGURES[1].1 } else { FIGURES[1].0 };
        let [aloud, point] = said(language, claim, owner, bare, false);
        page += &format!("{aloud}\n    - {point}\n\n");
    }
    page
}

#[test]
fn the_grid_reads_as_a_person_would_say_it() {
    let grids = [("en", grid("en", &ENGLISH)), ("de", grid("de", &GERMAN))];
    for (language, page) in grids {
        let golden =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/claims.{language}.txt"));
        assert_eq!(kept::difference(&golden, &page), None, "see tests/cli/claims.rs");
        for line in page.lines() {
            assert!(!line.contains("  - -") && !line.contains(".."), "{line}");
            let aloud = !line.starts_with("    - ");
            let signed = ["−", " -", "+"].iter().any(|sign| line.contains(sign));
            assert!(!(aloud && signed), "a sign is not spoken: {line}");
        }
    }
}
