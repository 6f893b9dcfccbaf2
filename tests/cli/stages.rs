//! The stages of a case, from no offer yet to a letter to sign: each as its user reads it.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{kept, printed, refused};

const BANDS: &str = "level,currency,base_min,base_max\nL5,USD,90000,130000\n";

/// Every stage in which nothing is asked, by name.
pub const PAGES: [(&str, &str); 6] = [
    (
        "before-offer",
        "[role]\ncompany = \"Alloy\"\ntitle = \"Engineer\"\nlevel = \"L5\"\n[files]\nbands = [\"bands.csv\"]\n",
    ),
    (
        "before-offer-above-band",
        "[role]\nlevel = \"L5\"\n[files]\nbands = [\"bands.csv\"]\n[current]\nbase = 140_000\n",
    ),
    ("before-offer-nothing-known", ""),
    (
        "withdrawn",
        "[current]\nbase = 100_000\n[offer]\nbase = 120_000\n[[history]]\nasked_base = 132_000\nsaid = \"withdrawn\"\n",
    ),
    (
        "agreed",
        "[offer]\nbase = 120_000\n[[promised]]\nwhat = \"120,000 base\"\nwritten = \"letter\"\n[[promised]]\n\
         what = \"a review in November\"\nby = \"Ana Ruiz\"\ndate = 2026-05-02\n[[promised]]\nwhat = \"two remote days\"\n",
    ),
    (
        "agreed-all-written",
        "[offer]\nbase = 120_000\n[[promised]]\nwhat = \"120,000 base\"\nwritten = \"letter\"\n",
    ),
];

pub fn case(folder: &Path, name: &str, rest: &str) -> PathBuf {
    std::fs::write(folder.join("bands.csv"), BANDS).unwrap();
    let path = folder.join(format!("{name}.toml"));
    let head = "profile = \"new-offer\"\ncurrency = \"USD\"\nas_of = 2026-05-04\n";
    std::fs::write(&path, format!("{head}{rest}")).unwrap();
    path
}

fn json(case: &Path) -> Value {
    let text = printed(&["anchor", case.to_str().unwrap(), "--format", "json", "--trials", "400"]);
    serde_json::from_str(&text).unwrap()
}

#[test]
fn the_words_of_every_stage() {
    let folder = tempfile::TempDir::new().unwrap();
    for language in ["en", "de"] {
        let said = PAGES.iter().map(|(name, rest)| {
            let case = case(folder.path(), name, rest);
            let page = printed(&["anchor", case.to_str().unwrap(), "--language", language]);
            format!("# {name}\n\n{page}\n")
        });
        let said: String = said.collect();
        let golden =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/stages.{language}.txt"));
        assert_eq!(kept::difference(&golden, &said), None, "see tests/cli/stages.rs");
    }
}

#[test]
fn the_range_is_the_upper_half_of_the_band_and_never_below_todays_pay() {
    let folder = tempfile::TempDir::new().unwrap();
    let of = |today: &str| {
        let rest = format!("[role]\nlevel = \"L5\"\n[files]\nbands = [\"bands.csv\"]\n{today}");
        json(&case(folder.path(), "case", &rest))["expectation"].clone()
    };
    let plain = of("");
    assert_eq!(
        (&plain["low"], &plain["high"], &plain["basis"]),
        (&"110000".into(), &"130000".into(), &"band".into())
    );
    let today = of("[current]\nbase = 120_000\n");
    assert_eq!((&today["low"], &today["from_current"]), (&"120000".into(), &true.into()));
    let above = of("[current]\nbase = 130_000\n");
    assert!(above.get("low").is_none() && above["basis"] == "band", "{above}");
}

/// Other commands need an offer and say what to do without one; a last round stays the last.
#[test]
fn what_needs_an_offer_says_so() {
    let folder = tempfile::TempDir::new().unwrap();
    let before = case(folder.path(), "before", PAGES[0].1);
    let before = before.to_str().unwrap();
    for command in ["simulate", "scenarios", "compare", "sensitivity", "band"] {
        let told = refused(&[command, before]);
        assert!(
            told.contains("there is no offer") && told.contains("`counteroffer anchor`"),
            "{command}: {told}"
        );
    }
    // Once the talk is over nobody works out an ask, in whatever command.
    for (name, rest) in &PAGES[3..5] {
        let over = case(folder.path(), name, rest).display().to_string();
        for command in ["reply", "simulate", "scenarios", "compare", "sensitivity", "band", "chart anchor"] {
            let args: Vec<&str> = command.split(' ').chain([over.as_str()]).collect();
            let told = refused(&args);
            assert!(
                told.contains("nothing is asked now") && told.contains("`counteroffer anchor`"),
                "{told}"
            );
        }
    }
    let told = refused(&["anchor", before, "--format", "csv"]);
    assert!(told.contains("nothing is asked at this stage"), "{told}");
}

/// The sheet is one page in every format that has one, its index tells the stage, and without
/// names nobody is named.
#[test]
fn the_sheet_of_a_stage_is_one_page() {
    let folder = tempfile::TempDir::new().unwrap();
    let cases: Vec<String> =
        [0, 3, 4].map(|i| case(folder.path(), PAGES[i].0, PAGES[i].1).display().to_string()).to_vec();
    let out = folder.path().join("out").display().to_string();
    let mut args = vec!["sheet"];
    args.extend(cases.iter().map(String::as_str));
    args.extend(["-o", &out, "--to", "md,html,card,xlsx"]);
    printed(&args);
    let read = |name: &str| std::fs::read_to_string(Path::new(&out).join(name)).unwrap();
    let index = read("index.md");
    for said in ["no offer yet", "the offer was withdrawn", "to be signed"] {
        assert!(index.contains(said), "{said}: {index}");
    }
    assert!(read("agreed/sheet.html").contains("<h1 id=\"h-card\">Do not sign yet"));
    assert!(read("agreed/card.html").contains("Ana Ruiz"));
    assert!(!Path::new(&out).join("agreed/sheet.xlsx").exists(), "there is nothing to calculate with");
    let result: Value = serde_json::from_str(&read("agreed/result.json")).unwrap();
    assert_eq!(result["anchor"]["stage"], "agreed");
    assert_eq!(result["anchor"]["promised"].as_array().unwrap().len(), 3);

    let nameless = folder.path().join("nameless").display().to_string();
    printed(&["sheet", &cases[2], "-o", &nameless, "--to", "md", "--redact"]);
    let page = std::fs::read_to_string(Path::new(&nameless).join("sheet.md")).unwrap();
    assert!(page.contains("promise 2") && !page.contains("Ana") && !page.contains("review"), "{page}");
}

/// Today's employer answers another offer, and an offer is taken down: the card begins with it.
#[test]
fn a_counteroffer_and_a_reduction_have_their_own_words() {
    let folder = tempfile::TempDir::new().unwrap();
    let counter = folder.path().join("counter.toml");
    let text = "profile = \"raise\"\ncurrency = \"USD\"\n[current]\nbase = 90_000\n[offer]\nbase = 97_000\n\
                [[alternatives]]\nname = \"Borealis\"\nbase = 104_000\nfirmness = \"written\"\nknown_to_them = true\n";
    std::fs::write(&counter, text).unwrap();
    assert_eq!(json(&counter)["stage"], "counteroffer");
    let sheet = |case: &Path, language: &str| {
        let name = case.file_stem().unwrap().to_str().unwrap();
        let out = folder.path().join(format!("{name}-{language}"));
        let (case, folder) = (case.to_str().unwrap(), out.to_str().unwrap());
        let args = ["sheet", case, "-o", folder, "--to", "md", "--language", language, "--trials", "400"];
        printed(&args);
        std::fs::read_to_string(out.join("sheet.md")).unwrap()
    };
    let page = sheet(&counter, "en");
    assert!(page.contains("# They offer $97,000 base. Ask for $"), "{page}");
    assert!(page.contains("Borealis offers me more in writing"), "{page}");
    assert!(sheet(&counter, "de").contains("# Geboten sind 97.000"));

    let reduced = case(
        folder.path(),
        "reduced",
        "[current]\nbase = 100_000\n[offer]\nbase = 120_000\n[[history]]\nasked_base = 132_000\nbase = 112_000\n",
    );
    let page = sheet(&reduced, "en");
    assert!(page.contains("# They went down to $112,000 base. Ask what has changed"), "{page}");
    assert!(page.contains("I had understood that $120,000 base stands"), "{page}");
    assert!(!page.contains("I accept the offer"), "{page}");
    // Nothing is asked any more, in no chart and no reason either.
    assert!(!page.contains("An ask of") && !page.contains("is answered with it"), "{page}");
    assert!(!folder.path().join("reduced-en/anchor.svg").exists());
    assert!(sheet(&reduced, "de").contains("# Man ist auf 112.000"));
}

/// `reply --withdrawn` is the stage's own page; kept, every command stands there.
#[test]
fn a_withdrawal_is_an_answer() {
    let folder = tempfile::TempDir::new().unwrap();
    let rest = PAGES.iter().find(|(name, _)| *name == "withdrawn").unwrap().1;
    let open = case(folder.path(), "open", &rest.replace("said = \"withdrawn\"", "base = 124_000"));
    let path = open.to_str().unwrap();
    let before = std::fs::read_to_string(&open).unwrap();
    let said = printed(&["reply", path, "--withdrawn"]);
    assert_eq!(std::fs::read_to_string(&open).unwrap(), before);
    let and_kept = printed(&["reply", path, "--withdrawn", "--date", "2026-05-06", "--keep"]);
    assert!(and_kept.starts_with(&said) && and_kept.contains("as round 2"), "{and_kept}");
    let round = "\n[[history]]\ndate = 2026-05-06\nsaid = \"withdrawn\"\n";
    assert_eq!(std::fs::read_to_string(&open).unwrap(), format!("{before}{round}"));
    assert_eq!(printed(&["anchor", path]), said);
    // It goes with no figure, and no further answer comes after it.
    assert!(refused(&["reply", path, "--withdrawn", "--base", "124000"]).contains("cannot be used with"));
    assert!(refused(&["reply", path, "--base", "124000"]).contains("the offer was withdrawn"));
}

/// Nobody takes back what nobody offered: the assumed amount of a raise is no offer.
#[test]
fn what_was_not_offered_is_not_taken_back() {
    let folder = tempfile::TempDir::new().unwrap();
    let raise = |rest: &str| {
        let path = folder.path().join("raise.toml");
        let head = "profile = \"raise\"\ncurrency = \"USD\"\nas_of = 2026-05-04\n[current]\nbase = 100_000\n";
        std::fs::write(&path, format!("{head}{rest}")).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let none = "nothing was offered that they could take back";
    assert!(refused(&["reply", &raise(""), "--withdrawn"]).contains(none));
    assert!(refused(&["check", &raise("[[history]]\nsaid = \"withdrawn\"\n")]).contains(none));
    // Figures that they named in the talk can be.
    let named = raise("[[history]]\nasked_base = 110_000\nbase = 106_000\n");
    assert!(printed(&["reply", &named, "--withdrawn"]).contains("$106,000"));
}

/// An offer may be taken back after the last round that is simulated; a fourth answer may not come.
#[test]
fn three_rounds_and_a_withdrawal() {
    let folder = tempfile::TempDir::new().unwrap();
    let rounds = "[[history]]\nasked_base = 132_000\nbase = 124_000\n".repeat(3);
    let offer = "[current]\nbase = 100_000\n[offer]\nbase = 120_000\n";
    let gone = case(folder.path(), "gone", &format!("{offer}{rounds}[[history]]\nsaid = \"withdrawn\"\n"));
    assert!(!printed(&["anchor", gone.to_str().unwrap()]).is_empty());
    let fourth = case(folder.path(), "fourth", &format!("{offer}{rounds}{}", &rounds[..rounds.len() / 3]));
    assert!(refused(&["check", fourth.to_str().unwrap()]).contains("there are 4 rounds here"));
}
