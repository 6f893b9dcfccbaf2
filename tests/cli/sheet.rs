//! `sheet` for several cases: a folder each, a table over all, names left out.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{printed, refused};

/// Names, companies and claims of the cases below, in small letters.
const TELLING: [&str; 14] = [
    "jane-doe",
    "alloy",
    "vp product",
    "dana kim",
    "lee osei",
    "activation",
    "2.1m",
    "2100000",
    "sam",
    "nordlicht",
    "borealis",
    "applied research",
    "bands.csv",
    "onboarding",
];

/// Two clients, the first with a day for the meeting.
fn clients(folder: &Path) -> Vec<String> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut cases = Vec::new();
    for (name, from) in [("jane-doe", "data/alloy-pm2"), ("sam", "data/new-offer")] {
        let to = folder.join(name);
        fs::create_dir_all(&to).unwrap();
        for file in ["case.toml", "bands.csv", "market.csv"] {
            fs::copy(project.join(from).join(file), to.join(file)).unwrap();
        }
        cases.push(to.join("case.toml").to_str().unwrap().to_owned());
    }
    let text = fs::read_to_string(&cases[0]).unwrap();
    fs::write(&cases[0], text.replace("[context]\n", "[context]\nmeeting = 2026-05-20\n")).unwrap();
    cases
}

fn sheets(cases: &[String], out: &Path, more: &[&str]) -> String {
    let mut args: Vec<&str> = vec!["sheet"];
    args.extend(cases.iter().map(String::as_str));
    args.extend(["-o", out.to_str().unwrap(), "--trials", "2000"]);
    args.extend(more);
    printed(&args)
}

pub fn all_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(all_files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// Everything that a file says, that of a workbook unpacked.
pub fn said(path: &Path) -> String {
    let bytes = fs::read(path).unwrap();
    if !bytes.starts_with(b"PK") {
        return String::from_utf8_lossy(&bytes).to_lowercase();
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for index in 0..archive.len() {
        let mut part = Vec::new();
        archive.by_index(index).unwrap().read_to_end(&mut part).unwrap();
        text.push_str(&String::from_utf8_lossy(&part));
    }
    text.to_lowercase()
}

#[test]
fn a_table_over_all_leads_to_each_sheet() {
    let folder = tempfile::TempDir::new().unwrap();
    let out = folder.path().join("out");
    sheets(&clients(folder.path()), &out, &["--coach", "Ana Ruiz"]);
    let table = fs::read_to_string(out.join("index.md")).unwrap();
    let result: Value =
        serde_json::from_str(&fs::read_to_string(out.join("jane-doe/result.json")).unwrap()).unwrap();
    let base: u64 = result["anchor"]["anchor"]["base"].as_str().unwrap().parse().unwrap();
    let ask = format!("[${},{:03}](jane-doe/sheet.md)", base / 1000, base % 1000);
    for part in ["Prepared with Ana Ruiz", "20 May 2026", "VP Product", &ask, "[sam](sam/sheet.md)"] {
        assert!(table.contains(part), "{part} is missing in\n{table}");
    }
    assert!(table.find("jane-doe").unwrap() < table.find("[sam]").unwrap(), "the next meeting first");
    let sam = table.lines().find(|line| line.contains("[sam]")).unwrap();
    assert!(sam.contains("the day of the meeting"), "{sam}");
    // Every way of the page leads to a file, and there to what it names.
    let page = fs::read_to_string(out.join("index.html")).unwrap();
    let ways: Vec<&str> =
        page.split("<a href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(ways.len() >= 8, "{ways:?}");
    for way in ways {
        let (file, id) = way.split_once('#').unwrap_or((way, ""));
        let sheet = fs::read_to_string(out.join(file)).unwrap();
        assert!(id.is_empty() || sheet.contains(&format!("id=\"{id}\"")), "{way}");
    }
    assert!(
        fs::read_to_string(out.join("sam/sheet.html")).unwrap().contains("Prepared with <bdi>Ana Ruiz</bdi>")
    );
}

#[test]
fn without_names_none_stands_anywhere_and_every_figure_stays() {
    let folder = tempfile::TempDir::new().unwrap();
    let cases = clients(folder.path());
    let (open, closed) = (folder.path().join("open"), folder.path().join("closed"));
    sheets(&cases, &open, &["--to", "md,html,xlsx"]);
    sheets(&cases, &closed, &["--to", "md,html,xlsx", "--redact", "--coach", "Ana Ruiz"]);
    let told: String = all_files(&open).iter().map(|path| said(path)).collect();
    // The people of the promotion stand in no sheet at all.
    let elsewhere = ["onboarding", "borealis", "dana kim", "lee osei"];
    for name in TELLING.iter().filter(|name| !elsewhere.contains(name)) {
        assert!(told.contains(name), "{name} would stand there otherwise");
    }
    assert!(!told.contains("dana kim") && !told.contains("lee osei"));
    for path in all_files(&closed) {
        let (text, name) = (said(&path), path.strip_prefix(&closed).unwrap().display().to_string());
        for telling in TELLING {
            // Three letters may stand in a word.
            let found = if telling == "sam" {
                text.contains("\"sam\"") || text.contains("/sam")
            } else {
                text.contains(telling)
            };
            assert!(!found && !name.contains(telling), "{telling} stands in {name}");
        }
    }
    let read = |folder: &Path, name: &str| -> Value {
        serde_json::from_str(&fs::read_to_string(folder.join(name).join("result.json")).unwrap()).unwrap()
    };
    for (named, numbered) in [("jane-doe", "case-1"), ("sam", "case-2")] {
        let (with, without) = (read(&open, named), read(&closed, numbered));
        assert_eq!(with["anchor"]["anchor"], without["anchor"]["anchor"], "the same ask");
        assert_eq!(with["simulation"], without["simulation"], "the same meetings");
    }
    let head = fs::read_to_string(closed.join("case-1/sheet.md")).unwrap();
    assert!(head.contains("Prepared with Ana Ruiz. Names, companies and claims are left out."), "{head}");
}

#[test]
fn one_bad_case_of_several_stops_all_and_every_problem_is_told() {
    let folder = tempfile::TempDir::new().unwrap();
    let mut cases = clients(folder.path());
    for (name, line) in [("bad", "[offer]\nbase = -5\n"), ("worse", "[ofer]\nbase = 5\n")] {
        let path = folder.path().join(format!("{name}.toml"));
        fs::write(&path, format!("profile = \"new-offer\"\ncurrency = \"USD\"\n{line}")).unwrap();
        cases.push(path.to_str().unwrap().to_owned());
    }
    let out = folder.path().join("out");
    let mut args: Vec<&str> = vec!["sheet", "-o", out.to_str().unwrap()];
    args.extend(cases.iter().map(String::as_str));
    let told = refused(&args);
    assert!(
        told.contains("bad.toml") && told.contains("worse.toml") && told.contains("did you mean"),
        "{told}"
    );
    assert!(!out.exists(), "nothing was written");
}

#[test]
fn the_card_is_the_first_page_alone() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    printed(&["sheet", "data/alloy-pm2/case.toml", "-o", out, "--to", "html,card", "--trials", "5000"]);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let (card, sheet) = (read("card.html"), read("sheet.html"));
    let (ask, link) = ("<h1>Ask for $", "href=\"#d-");
    assert!(card.contains("Say first") && card.contains(ask) == sheet.contains(ask));
    assert!(!card.contains(link) && sheet.contains(link), "nothing leads to a page that is not there");
    assert!(card.matches("<section").count() < sheet.matches("<section").count());
}
