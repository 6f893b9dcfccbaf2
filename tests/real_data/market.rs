//! Market figures of the real files, by the command as it stands in the README.

use serde_json::Value;

use super::{run, shared};

const LEVELS: &str = "levels-fyi/Levels_Fyi_Salary_Data.csv";

fn market(file: &str, args: &[&str]) -> Option<Value> {
    let path = shared(file)?;
    let path = path.to_str().unwrap();
    let all = [&["market", path, "--format", "json"], args].concat();
    Some(serde_json::from_str(&run(&all)).unwrap())
}

/// p10 to p90 as text.
fn figures(answer: &Value) -> Vec<&str> {
    ["p10", "p25", "p50", "p75", "p90"].map(|p| answer["percentiles"][p].as_str().unwrap_or("-")).to_vec()
}

#[test]
fn levels_fyi_product_manager() {
    let Some(answer) = market(LEVELS, &["--title", "Product Manager"]) else { return };
    assert_eq!(answer["n"], 4_673);
    assert_eq!(figures(&answer), ["120000", "163000", "220000", "305000", "435000"]);
    assert_eq!(answer["currency"], "USD");
    assert_eq!(answer["confidence"], "high");
    assert_eq!((&answer["rows_read"], &answer["rows_used"]), (&62_642.into(), &4_673.into()));
    let interval = &answer["interval95"]["p50"];
    let end = |name: &str| interval[name].as_str().unwrap().parse::<i64>().unwrap();
    assert!(end("low") < 220_000 && 220_000 < end("high"), "{interval}");
}

#[test]
fn levels_fyi_product_manager_in_san_francisco() {
    let args = ["--title", "product manager", "--location", "San Francisco, CA"];
    let Some(answer) = market(LEVELS, &args) else { return };
    assert_eq!(answer["n"], 664);
    assert_eq!(figures(&answer), ["160000", "202000", "275000", "385750", "513400"]);
}

#[test]
fn levels_fyi_google_by_level_exactly_and_folded() {
    let levels = |exact: &str| {
        let args = ["--title", "Software Engineer", "--company", "Google", "--by", "level", "--exact", exact];
        let answer = market(LEVELS, &args)?;
        let groups = answer["groups"].as_array().unwrap().clone();
        let of = |level: &str| {
            let group = groups.iter().find(|group| group["key"]["level"] == level).unwrap();
            (group["n"].as_u64().unwrap(), group["percentiles"]["p50"].as_str().unwrap().to_owned())
        };
        Some(["L3", "L4", "L5"].map(of))
    };
    let expected = |rows: [(u64, &str); 3]| rows.map(|(n, median)| (n, median.to_owned()));
    if let Some(found) = levels("company,level") {
        assert_eq!(found, expected([(979, "183000"), (1_053, "259000"), (573, "344000")]));
    }
    if let Some(found) = levels("level") {
        assert_eq!(found, expected([(984, "183500"), (1_057, "259000"), (573, "344000")]));
    }
}

#[test]
fn levels_fyi_oddities_are_said() {
    let Some(answer) = market(LEVELS, &["--exact", "company"]) else { return };
    let odd = |name: &str| answer["oddities"][name].as_u64().unwrap();
    assert_eq!(odd("not_split"), 2_304);
    assert_eq!(odd("parts_differ") + odd("not_split"), 12_444);
    assert_eq!(odd("company_spellings"), 1_631);
    // 1,100 after trimming and lower case; two more pairs differ in punctuation alone.
    let Some(folded) = market(LEVELS, &[]) else { return };
    assert_eq!(folded["oddities"]["companies"], 1_098);
    let Some(base) = market(LEVELS, &["--component", "base"]) else { return };
    assert_eq!(base["rows_skipped"]["total not split into parts"], 2_304);
    assert_eq!(base["rows_used"].as_u64().unwrap() + 2_304, 62_642);
}
