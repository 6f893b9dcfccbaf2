//! Deals whose figures were worked out elsewhere: every case of the folder gives its own.

use std::path::PathBuf;

use counteroffer::advice::Setup;
use counteroffer::app::{load_case, scenarios};
use counteroffer::input::ReadOptions;
use counteroffer::num::Money;
use counteroffer::scenario::{PackageYears, YearLine};
use counteroffer::simulate::Settings;
use serde_json::Value;

use super::{run, shared};

const FEW: Settings = Settings { seed: 1, trials: 2_000 };

/// The cases of the folder with what is expected of them.
fn cases() -> Option<Vec<(PathBuf, Value)>> {
    let folder = shared("../cases/deals/comp")?;
    let mut names: Vec<PathBuf> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    let expected = |folder: &PathBuf| std::fs::read_to_string(folder.join("expected.json")).unwrap();
    Some(
        names
            .into_iter()
            .map(|folder| (folder.join("case.toml"), serde_json::from_str(&expected(&folder)).unwrap()))
            .collect(),
    )
}

fn near(what: &str, found: f64, expected: &Value, tolerance: f64) {
    let expected = expected.as_f64().unwrap();
    assert!((found - expected).abs() <= tolerance, "{what}: {found}, expected {expected}");
}

fn by_year(package: &PackageYears, pick: fn(&YearLine) -> Money) -> Vec<f64> {
    package.years.iter().map(|line| pick(line).to_f64()).collect()
}

#[test]
fn every_deal_gives_its_figures() {
    let Some(cases) = cases() else { return };
    let mut held = 0;
    for (path, told) in cases {
        let (name, expected) = (path.display().to_string(), &told["expected"]);
        // How an amount is typed, and for which period, is held by the tests of reading.
        if expected["command"] == "check" {
            continue;
        }
        let case = load_case(&path, &ReadOptions::default()).unwrap();
        let setup = Setup::of(&case);
        let tolerance = expected["tolerance"].as_f64().unwrap_or(0.5);
        if !expected["walk_away"].is_null() {
            near(&name, setup.fallback.value, &expected["walk_away"], tolerance);
            held += 1;
        }
        if !expected["offer_value"].is_null() {
            near(&name, setup.offer_value, &expected["offer_value"], tolerance);
            held += 1;
        }
        let table = scenarios(&case, FEW).unwrap().before_tax;
        let package = |wanted: &str| table.packages.iter().find(|one| one.name == wanted).unwrap();
        if let Some(years) = expected["offer_equity_by_year"].as_array() {
            let found = by_year(package("offer"), |line| line.equity);
            found.iter().zip(years).for_each(|(found, year)| near(&name, *found, year, tolerance));
            assert_eq!(found.len(), years.len(), "{name}");
            if !expected["sum"].is_null() {
                near(&name, found.iter().sum(), &expected["sum"], tolerance);
            }
            held += 1;
        }
        for (of, total) in expected["year1_total"].as_object().into_iter().flatten() {
            near(&name, package(of).first_year.to_f64(), total, tolerance);
            held += 1;
        }
        if let Some(words) = expected["must_print"].as_str() {
            let command = expected["command"].as_str().unwrap();
            let printed = run(&[command, path.to_str().unwrap(), "--trials", "2000"]);
            let printed = printed.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(printed.contains(words), "{name}: {printed}");
            held += 1;
        }
    }
    assert!(held >= 11, "{held} figures were held");
}
