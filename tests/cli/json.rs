//! JSON and CSV as a contract: what every command prints is what `docs/json.md` says.

use serde_json::Value;

use super::contract::Contract;
use super::{counteroffer, printed, refused};

const ALLOY: &str = "data/alloy-pm2/case.toml";
const NEW_OFFER: &str = "data/new-offer/case.toml";

/// A command of the page, and what is typed for it.
fn commands<'a>(rich: &'a str, answered: &'a str, out: &'a str) -> Vec<(&'static str, Vec<&'a str>)> {
    vec![
        ("anchor", vec!["anchor", ALLOY, "--explain"]),
        ("anchor", vec!["anchor", NEW_OFFER]),
        ("anchor", vec!["anchor", rich]),
        ("anchor", vec!["anchor", answered]),
        ("anchor --side employer", vec!["anchor", ALLOY, "--side", "employer"]),
        ("simulate", vec!["simulate", ALLOY]),
        ("sensitivity", vec!["sensitivity", NEW_OFFER]),
        ("model", vec!["model", "--only", "promotion"]),
        ("scenarios", vec!["scenarios", rich]),
        ("scenarios", vec!["scenarios", NEW_OFFER]),
        ("scenarios --vesting", vec!["scenarios", NEW_OFFER, "--vesting"]),
        ("compare", vec!["compare", NEW_OFFER, "--against", "isarwerk"]),
        ("band", vec!["band", ALLOY]),
        ("market", vec!["market", "--occupation", "software developers"]),
        ("reply", vec!["reply", ALLOY, "--round", "1", "--base", "196000"]),
        ("promotion", vec!["promotion", ALLOY]),
        ("check", vec!["check", ALLOY, "data/alloy-pm2/bands.csv"]),
        ("sheet", vec!["sheet", ALLOY, "-o", out, "--to", "md"]),
    ]
}

/// Commands whose every key these documents have.
const WHOLE: [&str; 6] = ["anchor", "simulate", "sensitivity", "model", "scenarios", "compare"];

/// A public employer, marginal rates, and a person averse to risk.
fn rich(folder: &std::path::Path) -> String {
    let case = "profile = \"new-offer\"\ncurrency = \"USD\"\nas_of = 2026-05-04\n[role]\ncompany = \"Alloy\"\n\
                [current]\nbase = 90_000\n[offer]\nbase = 100_000\nequity = 120_000\n[equity]\nkind = \"public\"\n\
                unit_price = 40\nvesting = { months = 48, cliff_months = 12, period = \"monthly\" }\n\
                [[alternatives]]\nname = \"Borealis\"\nbase = 120_000\nfirmness = \"verbal\"\n\
                [preferences]\nrisk_aversion = 4\n[tax]\nordinary = \"40%\"\n";
    let path = folder.join("case.toml");
    std::fs::write(&path, case).unwrap();
    path.to_str().unwrap().to_owned()
}

/// A talk in which they have answered once.
fn answered(folder: &std::path::Path) -> String {
    let case = "profile = \"raise\"\ncurrency = \"USD\"\nas_of = 2026-05-04\n[current]\nbase = 90_000\n\
                [offer]\nbase = 92_000\n[[history]]\ndate = 2026-05-11\nasked_base = \"102000\"\nbase = \"95000\"\n\
                said = \"final\"\n";
    let path = folder.join("answered.toml");
    std::fs::write(&path, case).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn every_document_holds_what_is_documented() {
    let folder = tempfile::TempDir::new().unwrap();
    let rich = rich(folder.path());
    let answered = answered(folder.path());
    let [out, broken, prices] = ["out", "broken.csv", "prices.csv"].map(|name| folder.path().join(name));
    std::fs::write(&broken, "level,base_min,base_max\nL5,1O0,200\n").unwrap();
    let days = (1..=28).map(|day| format!("2026-01-{day:02},{}\n", 100 + day % 3));
    std::fs::write(&prices, format!("Date,Close\n{}", days.collect::<String>())).unwrap();
    let mut contract = Contract::read();
    for (command, args) in commands(&rich, &answered, out.to_str().unwrap()) {
        let of = |format: &str| printed(&[&args[..], &["--trials", "2000", "--format", format]].concat());
        let document: Value = serde_json::from_str(&of("json")).unwrap();
        contract.hold(command, &document);
        contract.hold_csv(command, &of("csv"));
    }
    let more: [(&str, &[&str]); 4] = [
        (
            "simulate",
            &["simulate", "--offer-base", "90k", "--ladder", "15%", "--concede", "25%", "--trials", "100"],
        ),
        ("check", &["check", "nowhere.csv", broken.to_str().unwrap()]),
        (
            "anchor",
            &[
                "anchor",
                "--offer-base",
                "90k",
                "--band-min",
                "80k",
                "--band-max",
                "95k",
                "--competing-base",
                "120k",
                "--trials",
                "100",
            ],
        ),
        ("scenarios", &["scenarios", &rich, "--trials", "100", "--prices", prices.to_str().unwrap()]),
    ];
    for (command, args) in more {
        let output = counteroffer(&[args, &["--format", "json"]].concat());
        contract.hold(command, &serde_json::from_slice(&output.stdout).unwrap());
    }
    let result = std::fs::read_to_string(out.join("result.json")).unwrap();
    contract.hold("result.json of sheet", &serde_json::from_str(&result).unwrap());
    let whole = |key: &String| key.split_once(": ").is_some_and(|(at, _)| WHOLE.contains(&at));
    let unmet: Vec<String> = contract.unmet().into_iter().filter(whole).collect();
    assert_eq!(unmet, [""; 0], "documented, and in no document");
}

/// One answer from raw rows says who collected them, as several do.
#[test]
fn one_answer_of_the_market_has_its_source() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("people.csv");
    let rows: String = (0..12).map(|i| format!("PM,C{},{},USD\n", i % 6, 100_000 + 1_000 * i)).collect();
    std::fs::write(&path, format!("title,company,base,currency\n{rows}")).unwrap();
    let source = |more: &[&str]| -> Value {
        let args = [&["market", path.to_str().unwrap(), "--format", "json"], more].concat();
        serde_json::from_str::<Value>(&printed(&args)).unwrap()["source"].clone()
    };
    assert!(source(&[]).is_string(), "{}", source(&[]));
    assert_eq!(source(&[]), source(&["--by", "company"]));
}

/// Where there is nothing for a program, a format is refused, not ignored.
#[test]
fn a_format_works_or_is_refused() {
    for args in [&["completions", "bash"][..], &["chart", "anchor", ALLOY], &["anchor", ALLOY, "--curve"]] {
        refused(&[args, &["--format", "json"]].concat());
    }
    let curve = printed(&["anchor", ALLOY, "--curve", "--format", "csv", "--trials", "2000"]);
    Contract::read().hold_csv("anchor --curve", &curve);
}
