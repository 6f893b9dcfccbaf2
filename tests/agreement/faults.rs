//! Faults that were planted once and that no other test noticed: each of them
//! turns one of these red.

use std::fs;
use std::path::{Path, PathBuf};

use counteroffer::app;
use counteroffer::domain::Case;
use counteroffer::input::ReadOptions;
use counteroffer::simulate::Settings;
use serde_json::Value;

use super::{json, printed};

const FEW: Settings = Settings { seed: 1, trials: 8_192 };

fn written(folder: &Path, files: &[(&str, &str)]) -> PathBuf {
    for (name, text) in files {
        fs::write(folder.join(name), text).unwrap();
    }
    folder.join("case.toml")
}

fn case_of(files: &[(&str, &str)]) -> Case {
    let folder = tempfile::TempDir::new().unwrap();
    app::load_case(&written(folder.path(), files), &ReadOptions::default()).unwrap()
}

/// Thirty people of the title, two of them in Leeds; ten employers.
fn people(here: usize) -> String {
    let mut rows = String::from("company,title,location,base,currency,date\n");
    for number in 0..30 {
        let place = if number < here { "Leeds" } else { "York" };
        let (company, base) = (number % 10, 100_000 + 1_000 * number);
        rows += &format!("Company {company},Engineer,{place},{base},USD,2026-01-15\n");
    }
    rows
}

/// Where too few people are in the role's place all places are taken, and the
/// case says so; where there are enough, only they are.
#[test]
fn too_few_people_in_a_place_are_joined_by_those_of_all_places() {
    let of = |here: usize| {
        let text = "profile = \"new-offer\"\ncurrency = \"USD\"\nas_of = 2026-05-04\n[role]\ntitle = \
                    \"Engineer\"\nlocation = \"Leeds\"\n[files]\nmarket = [\"people.csv\"]\n[offer]\nbase = 110_000\n";
        let case = case_of(&[("case.toml", text), ("people.csv", &people(here))]);
        let base = case.market.iter().find(|one| one.component.name() == "base").unwrap().clone();
        (base.sample_size, case.inputs.notes.iter().any(|note| note.contains("all places are taken")))
    };
    assert_eq!(of(2), (Some(30), true));
    assert_eq!(of(25), (Some(25), false));
}

const BANDS: &str = "level,currency,base_min,base_max\nL5,USD,90000,130000\n";

fn in_band(more: &str) -> Case {
    let text = format!(
        "profile = \"new-offer\"\ncurrency = \"USD\"\nas_of = 2026-05-04\n[role]\nlevel = \"L5\"\n[files]\nbands = \
         [\"bands.csv\"]\n[offer]\nbase = 100_000\n{more}"
    );
    case_of(&[("case.toml", &text), ("bands.csv", BANDS)])
}

/// The employer gives its reserve whenever it moves: over all meetings that do
/// not end in a withdrawal that is what the offer ends up above its cost.
#[test]
fn the_employers_reserve_is_what_it_gives_when_it_moves() {
    for point in app::employer(&in_band(""), FEW).unwrap() {
        let given = point.ends_at.value - point.cost;
        let (low, high) = (point.reserve * point.moves.value, point.reserve * point.moves.value / 0.9);
        assert!(point.reserve > 0.0 || point.moves.value == 0.0, "{point:?}");
        assert!((low - 1e-6..=high + 1e-6).contains(&given), "{given} is not between {low} and {high}");
    }
}

/// The range of the ask over what is not known stands in the JSON, around it.
#[test]
fn the_range_of_the_ask_is_part_of_the_answer() {
    let folder = tempfile::TempDir::new().unwrap();
    let text = "profile = \"new-offer\"\ncurrency = \"USD\"\n[role]\nlevel = \"L5\"\n[files]\nbands = \
                [\"bands.csv\"]\n[offer]\nbase = 100_000\n";
    let case = written(folder.path(), &[("case.toml", text), ("bands.csv", BANDS)]);
    let anchor = json("anchor", &case, &[]);
    let end = |end: &str| anchor["anchor_range"][end].as_f64().unwrap();
    assert!(0.0 < end("low") && end("low") < end("high"), "{}", anchor["anchor_range"]);
}

/// Whoever runs the command that a sheet names gets the same results.
#[test]
fn the_command_on_a_sheet_makes_it_again() {
    let folder = tempfile::TempDir::new().unwrap();
    let text = "profile = \"new-offer\"\ncurrency = \"USD\"\n[offer]\nbase = 100_000\n[[alternatives]]\nname = \
                \"B\"\nbase = 108_000\nfirmness = \"written\"\n";
    let place = folder.path().join("a folder's name");
    fs::create_dir(&place).unwrap();
    let case = written(&place, &[("case.toml", text)]);
    let out = place.join("out");
    let (case, out) = (case.to_str().unwrap(), out.to_str().unwrap());
    let made = |args: &[&str]| -> Value {
        printed(args);
        let text = fs::read_to_string(Path::new(out).join("result.json")).unwrap();
        serde_json::from_str(&text).unwrap()
    };
    let assumed = ["--assume", "new-offer.fixed=0.5", "--seed", "7"];
    let first =
        made(&[&["sheet", case, "-o", out, "--coach", "Ana \"O'\" Ruiz"], assumed.as_slice()].concat());
    let words = shlex::split(first["command"].as_str().unwrap()).unwrap();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    // The number of meetings is said again by the one who runs it here.
    let at = words.iter().position(|word| *word == "--trials").unwrap();
    let again = made(&[&words[1..at], &words[at + 2..]].concat());
    assert_eq!(first, again);
    let other = made(&["sheet", case, "-o", out, "--seed", "7"]);
    assert_ne!(first["anchor"], other["anchor"], "the assumption makes a difference here");
}

/// A raise without an offer is today's pay with the rise that comes without asking.
#[test]
fn a_raise_assumes_the_offer_that_comes_without_asking() {
    let text = "profile = \"raise\"\ncurrency = \"USD\"\n[current]\nbase = 100_000\nbonus = \"10%\"\nequity = \
                20_000\n[assumptions]\nraise.without-asking = 0.04\n";
    let case = case_of(&[("case.toml", text)]);
    assert_eq!(case.offer.base.to_string(), "104000 USD");
    assert_eq!(case.offer.bonus.to_string(), "10400 USD", "a bonus in percent follows base");
    assert_eq!(case.offer.equity, case.current.unwrap().equity);
}

/// A written competing offer that does nothing but give the employer something
/// to match: without it nobody matches, and that is what it is said to be worth.
#[test]
fn without_the_written_offer_nobody_matches_it() {
    let mut case = in_band(
        "[[alternatives]]\nname = \"B\"\nbase = 115_000\nfirmness = \"written\"\n[on_table]\nsign_on_max = 0\n",
    );
    let names: Vec<String> = case.assumptions.iter().map(|row| row.name.clone()).collect();
    let prefixes = ["context.rival-", "context.written-"];
    let of_it = names.iter().filter(|name| prefixes.iter().any(|prefix| name.starts_with(prefix)));
    for name in of_it {
        let neutral = match name.rsplit('-').next() {
            Some("fixed" | "hazard" | "match") => 1.0,
            Some("slack") => 0.0,
            _ => continue,
        };
        assert!(case.assumptions.overrule(name, neutral), "{name}");
    }
    let advice = app::advise(&case, FEW);
    let [effect] = advice.circumstances.as_slice() else { panic!("{:?}", advice.circumstances) };
    assert!(effect.mean > 0.002, "{effect:?}");
}
