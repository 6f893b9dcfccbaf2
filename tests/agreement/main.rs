//! Every command says the same of one case: over fifty made-up cases what two
//! answers share is held against each other.

#![allow(clippy::unwrap_used)]

mod faults;
mod made_up;
mod talks;
mod words;

use std::ffi::OsString;
use std::path::Path;

use calamine::{Data, Reader, Xlsx};
use counteroffer::app;
use counteroffer::input::ReadOptions;
use serde_json::Value;

/// Few meetings: what is compared has to be the same to the last digit anyway.
const TRIALS: &str = "400";

/// What a command prints, in this process; it has to succeed.
pub fn printed(args: &[&str]) -> String {
    let all = ["counteroffer"].iter().chain(args).chain(&["--trials", TRIALS, "--quiet"]);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = counteroffer::cli::run(all.map(OsString::from), &mut out, &mut err);
    assert_eq!(code, 0, "{args:?}: {}", String::from_utf8_lossy(&err));
    String::from_utf8(out).unwrap()
}

/// The JSON of a command on a case, without what stands at the top of every document.
pub fn json(command: &str, case: &Path, more: &[&str]) -> Value {
    let args = [&[command, case.to_str().unwrap(), "--format", "json"], more].concat();
    let mut value: Value = serde_json::from_str(&printed(&args)).unwrap();
    let map = value.as_object_mut().unwrap();
    for top in ["schema_version", "generator", "currency"] {
        map.remove(top);
    }
    value
}

fn close(a: &Value, b: &Value, tolerance: f64) -> bool {
    match (a.as_f64(), b.as_f64()) {
        (Some(a), Some(b)) => (a - b).abs() <= tolerance,
        _ => a == b,
    }
}

/// The names of the packages that a document holds under `packages`.
fn names(document: &Value) -> Vec<&str> {
    document["packages"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect()
}

fn asks(anchor: &Value) -> bool {
    anchor["verdict"] == "ask" || anchor["own_ask"] == true
}

#[test]
fn the_ask_stands_in_every_answer_and_nowhere_where_there_is_none() {
    let folder = tempfile::TempDir::new().unwrap();
    let (mut with, mut without) = (0, 0);
    for number in 0..made_up::CASES {
        let case = made_up::case(folder.path(), number);
        let anchor = json("anchor", &case, &[]);
        let band = json("band", &case, &[]);
        for (ours, theirs) in [("anchor", "ask"), ("offer", "offer"), ("current", "current")] {
            if theirs == "ask" && !asks(&anchor) {
                assert_eq!(band["ask"], Value::Null, "case {number}: take it, and no ask");
                continue;
            }
            let (ours, theirs) = (&anchor[ours], &band[theirs]);
            assert_eq!(ours["base"], theirs["base"], "case {number}");
            for figure in ["range_penetration", "market_percentile"] {
                // `band` says a share to six digits, and where the market's figures
                // end it says so in place of a percentile.
                if !theirs[figure].is_null() {
                    assert!(close(&ours[figure], &theirs[figure], 1e-6), "case {number}: {figure}");
                }
            }
        }
        let simulated = json("simulate", &case, &[]);
        for figure in ["improved", "worse_than_current"] {
            let ours = if figure == "improved" { &anchor[figure] } else { &anchor["risk"][figure] };
            assert_eq!(ours, &simulated[figure], "case {number}: {figure}");
        }
        assert_eq!(anchor["mean"], simulated["gain"]["mean"], "case {number}");
        assert_eq!(anchor["withdrawn"], simulated["outcomes"]["withdrawn"], "case {number}");
        let rungs = anchor["ladder"].as_array().unwrap().len();
        assert_eq!(rungs, simulated["ladder"].as_array().unwrap().len(), "case {number}");
        if asks(&anchor) { with += 1 } else { without += 1 }
    }
    assert!(with >= 10 && without >= 3, "{with} cases with an ask, {without} without: no test of both");
}

#[test]
fn packages_stand_in_one_order_and_pay_the_same_in_every_answer() {
    let folder = tempfile::TempDir::new().unwrap();
    for number in 0..made_up::CASES {
        let case = made_up::case(folder.path(), number);
        let anchor = json("anchor", &case, &[]);
        let scenarios = json("scenarios", &case, &[]);
        let compare = json("compare", &case, &[]);
        assert_eq!(scenarios["packages"], compare["packages"], "case {number}");
        let names = names(&scenarios);
        assert_eq!(names.contains(&"ask"), asks(&anchor), "case {number}");
        assert_eq!(names.contains(&"current"), anchor["current"].is_object(), "case {number}");
        let ours = ["current", "offer", "ask", "expected"].into_iter().filter(|name| names.contains(name));
        assert_eq!(names[..ours.clone().count()], ours.collect::<Vec<_>>(), "case {number}");
        // What a package is worth a year is one figure, whoever tells it.
        for (key, name) in [("offer", "offer"), ("current", "current")] {
            let years = scenarios["packages"].as_array().unwrap().iter().find(|one| one["name"] == name);
            let Some(years) = years else { continue };
            let amount = |value: &Value| value.as_str().unwrap().parse::<f64>().unwrap();
            let (told, valued) = (amount(&anchor[key]["value"]), amount(&years["valued_average"]));
            assert!((told - valued).abs() < 0.011, "case {number}: {name} {told} {valued}");
        }
        for name in ["ask", "expected"] {
            let key = if name == "ask" { "anchor" } else { name };
            let at = names.iter().position(|known| *known == name);
            let Some(at) = at else { continue };
            let first = scenarios["packages"][at]["years"][0]["base"].as_str().unwrap();
            let asked = anchor[key]["base"].as_str().unwrap();
            let (first, asked): (f64, f64) = (first.parse().unwrap(), asked.parse().unwrap());
            assert!((first - asked).abs() <= 0.005, "case {number}: {name} {first} {asked}");
        }
    }
}

/// The sheet holds what the commands say, the table over all sheets what each
/// sheet says, and the workbook the line-up: every third case, for the time it takes.
#[test]
fn sheets_index_and_workbook_say_what_the_commands_say() {
    let folder = tempfile::TempDir::new().unwrap();
    let cases: Vec<_> =
        (0..made_up::CASES).step_by(3).map(|number| made_up::case(folder.path(), number)).collect();
    let out = folder.path().join("out");
    let mut args = vec!["sheet", "-o", out.to_str().unwrap(), "--to", "xlsx"];
    args.extend(cases.iter().map(|case| case.to_str().unwrap()));
    printed(&args);
    let index: Value =
        serde_json::from_str(&std::fs::read_to_string(out.join("index.json")).unwrap()).unwrap();
    for case in &cases {
        let name = case.parent().unwrap().file_name().unwrap().to_str().unwrap();
        let text = std::fs::read_to_string(out.join(name).join("result.json")).unwrap();
        let result: Value = serde_json::from_str(&text).unwrap();
        let anchor = json("anchor", case, &[]);
        assert_eq!(result["anchor"], anchor, "{name}");
        assert_eq!(result["simulation"], json("simulate", case, &[]), "{name}");
        let scenarios = json("scenarios", case, &[]);
        assert_eq!(result["scenarios"], scenarios, "{name}");
        let row = index["cases"].as_array().unwrap().iter().find(|row| row["folder"] == name).unwrap();
        assert_eq!(row["verdict"], anchor["verdict"], "{name}");
        workbook_follows(&out.join(name).join("sheet.xlsx"), &scenarios, name);
        let sensitivity = json("sensitivity", case, &[]);
        assert_eq!(result["sensitivity"], sensitivity, "{name}: a sheet ranks as the command does");
    }
}

/// One column a package, in the order of the line-up.
fn workbook_follows(path: &Path, scenarios: &Value, case: &str) {
    let mut book: Xlsx<_> = calamine::open_workbook(path).unwrap();
    let inputs = book.worksheet_range("Inputs").unwrap();
    let text = |row: u32, column: u32| inputs.get_value((row, column)).map(Data::to_string);
    let heads: Vec<String> =
        (1..).map_while(|column| text(2, column).filter(|text| !text.is_empty())).collect();
    let named = |name: &&str| if *name == "current" { "today".to_owned() } else { (*name).to_owned() };
    assert_eq!(heads, names(scenarios).iter().map(named).collect::<Vec<_>>(), "{case}");
    for (column, package) in (1..).zip(scenarios["packages"].as_array().unwrap()) {
        let first: f64 = package["years"][0]["base"].as_str().unwrap().parse().unwrap();
        let base: f64 = text(3, column).unwrap().parse().unwrap();
        assert!((base - first).abs() <= 0.005, "{case}: {base} {first}");
    }
}

/// The same of cases that nobody of this project wrote, as far as they are read.
#[test]
fn shared_cases_get_one_answer_each() {
    let Some(root) = crate::real_data::shared("../cases/deals") else { return };
    let mut answered = 0;
    for kind in std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|p| p.is_dir()) {
        for case in std::fs::read_dir(kind).unwrap().map(|entry| entry.unwrap().path().join("case.toml")) {
            if app::load_case(&case, &ReadOptions::default()).is_err() {
                continue;
            }
            let (anchor, band) = (json("anchor", &case, &[]), json("band", &case, &[]));
            let base = if asks(&anchor) { &anchor["anchor"]["base"] } else { &Value::Null };
            assert_eq!(base, &band["ask"]["base"], "{}", case.display());
            assert_eq!(anchor["improved"], json("simulate", &case, &[])["improved"], "{}", case.display());
            answered += 1;
        }
    }
    assert!(answered >= 8, "only {answered} of them can be answered");
}
