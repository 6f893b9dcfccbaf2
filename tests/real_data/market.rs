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
    // 1,100 after trimming and lower case; four more pairs differ in blanks and punctuation alone.
    let Some(folded) = market(LEVELS, &[]) else { return };
    assert_eq!(folded["oddities"]["companies"], 1_096);
    let Some(base) = market(LEVELS, &["--component", "base"]) else { return };
    assert_eq!(base["rows_skipped"]["total not split into parts"], 2_304);
    assert_eq!(base["rows_used"].as_u64().unwrap() + 2_304, 62_642);
}

#[test]
fn oews_csv_of_2025_nation_and_state() {
    let file = "oews/oews_may2025_national_state.csv";
    let Some(answer) = market(file, &["--title", "15-1252"]) else { return };
    assert_eq!(figures(&answer), ["82460", "105210", "135980", "171980", "214670"]);
    assert_eq!((&answer["confidence"], &answer["as_of"]), (&"survey".into(), &"2025-05-01".into()));
    let Some(state) =
        market(file, &["--occupation", "software developers", "--location", "San Francisco, CA"])
    else {
        return;
    };
    assert_eq!(state["key"]["location"], "California");
    assert_eq!(state["adjustments"][0]["what"], "California instead of San Francisco, CA");
    let Some(all) = market(file, &["--title", "*"]) else { return };
    assert_eq!(all["rows_read"], 38_512);
    // Numeric values above the threshold stay numbers.
    let Some(chiefs) = market(file, &["--title", "11-1011"]) else { return };
    assert_eq!(figures(&chiefs)[4], "507730");
}

#[test]
fn oews_workbooks_of_2023_and_2018() {
    let year = |year: u32| format!("oews/national_M{year}_dl.xlsx");
    let Some(developers) = market(&year(2023), &["--title", "15-1252"]) else { return };
    assert_eq!(figures(&developers), ["77020", "101200", "132270", "167540", "208620"]);
    let Some(chiefs) = market(&year(2023), &["--occupation", "chief executives"]) else { return };
    assert_eq!(figures(&chiefs), ["80000", "130840", "206680", "-", "-"]);
    assert_eq!(chiefs["percentiles"]["p75"]["at_least"], "239200");
    let Some(before) = market(&year(2018), &["--occupation", "chief executives"]) else { return };
    assert_eq!(before["percentiles"]["p75"]["at_least"], "208000");
    let path = shared(&year(2023)).unwrap();
    let text = run(&["market", path.to_str().unwrap(), "--occupation", "chief executives"]);
    assert!(text.contains("≥ 239,200") && text.contains("at least this much"), "{text}");
}

#[test]
fn a_bound_is_never_multiplied() {
    let file = "oews/national_M2023_dl.xlsx";
    let aged = ["--occupation", "chief executives", "--as-of", "2025-05-01", "--aging-rate", "4%"];
    let Some(answer) = market(file, &aged) else { return };
    // 206,680 · 1.04² = 223,545.09; the bound stays what it was, and true.
    assert_eq!(answer["percentiles"]["p50"], "223545.09");
    assert_eq!(answer["percentiles"]["p75"]["at_least"], "239200");
    let Some(answer) = market(file, &["--occupation", "chief executives", "--differential", "0.8"]) else {
        return;
    };
    assert_eq!(answer["percentiles"]["p50"], "165344");
    assert_eq!(answer["percentiles"].get("p75"), None);
}

#[test]
fn lca_wages_in_windows_1252() {
    let file = "lca/h1b_fy13_q3.csv";
    let Some(all) = market(file, &[]) else { return };
    assert_eq!(all["percentiles"]["p50"], "104644.5");
    assert_eq!((&all["component"], &all["rows_read"]), (&"wage".into(), &10_366.into()));
    let Some(engineers) = market(file, &["--title", "*software engineer*"]) else { return };
    assert_eq!(engineers["n"], 104);
    // The median of an even number lies halfway: 122,631.21 rounds to 122,631.
    assert!(figures(&engineers)[2].starts_with("122631"));
    let Some(loreal) = market(file, &["--company", "L'ORÉAL*", "--by", "company"]) else { return };
    assert!(loreal["groups"][0]["key"]["company"].as_str().unwrap().starts_with("L'ORÉAL"), "{loreal}");
    let Some(entity) = market(file, &["--company", "LARSEN & TOUBRO*", "--by", "company"]) else { return };
    assert!(!entity.to_string().contains("AMP;"));
}

#[test]
fn ai_jobs_with_its_duplicates() {
    let file = "surveys/ds_salaries_2020_2024.csv";
    let Some(scientists) = market(file, &["--title", "Data Scientist"]) else { return };
    assert_eq!((&scientists["n"], &scientists["percentiles"]["p50"]), (&9_987.into(), &"155000".into()));
    let Some(all) = market(file, &[]) else { return };
    assert_eq!((&all["rows_read"], &all["oddities"]["duplicates"]), (&59_325.into(), &31_212.into()));
    let Some(unique) = market(file, &["--drop", "duplicates"]) else { return };
    assert_eq!(unique["n"], 59_325 - 31_212);
    assert_eq!(unique["rows_skipped"]["exact duplicate"], 31_212);
    // Its own amounts, before it converts them, are in 25 currencies.
    let path = shared(file).unwrap();
    let columns = ["base=salary", "currency=salary_currency", "title=job_title"];
    let mapped = columns.iter().flat_map(|column| ["--column", column]);
    let args: Vec<&str> = ["market", path.to_str().unwrap()].into_iter().chain(mapped).collect();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_counteroffer")).args(args).output().unwrap();
    let word = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(word.contains("several currencies: rows in USD (") && word.contains("and 20 more"), "{word}");
}

#[test]
fn the_built_in_survey_is_the_bureaus() {
    let answer: Value =
        serde_json::from_str(&run(&["market", "--occupation", "software developers", "--format", "json"]))
            .unwrap();
    assert_eq!(figures(&answer), ["82460", "105210", "135980", "171980", "214670"]);
    assert_eq!(answer["source"], "US Bureau of Labor Statistics, OEWS of May 2025");
    let file = "oews/oews_may2025_national_state.csv";
    let Some(theirs) = market(file, &["--occupation", "software developers"]) else { return };
    assert_eq!(theirs["percentiles"], answer["percentiles"]);
    assert_eq!(theirs["n"], answer["n"]);
}

#[test]
fn a_place_pays_what_the_bureau_says_of_it() {
    let file = "oews/oews_may2025_national_state.csv";
    let Some(path) = shared(file) else { return };
    let path = path.to_str().unwrap();
    let args = ["--occupation", "15-1252", "--differential", "San Francisco, CA", "--differentials", path];
    let answer = market(file, &args).unwrap();
    // Software developers: California's median over the nation's, which then is California's.
    let state = market(file, &["--occupation", "15-1252", "--location", "California"]).unwrap();
    assert_eq!(figures(&answer)[2], figures(&state)[2]);
    let why = answer["adjustments"][0]["why"].as_str().unwrap();
    assert!(why.contains("median wage of Software Developers by US Bureau of Labor Statistics"), "{why}");
    // The built-in table is the file's: all occupations, 58,240 over 50,980.
    let built_in = market(LEVELS, &["--title", "Product Manager", "--differential", "California"]).unwrap();
    let own = ["--title", "Product Manager", "--differential", "California", "--differentials", path];
    let own = market(LEVELS, &own).unwrap();
    assert_eq!(built_in["percentiles"], own["percentiles"]);
    assert_eq!(own["adjustments"][0]["factor"], 58_240.0 / 50_980.0);
}

#[test]
fn a_bound_under_the_percentile_before_it_is_lifted() {
    // New Jersey's surgeons: p75 is 778,500 and p90 `#`, at least that.
    let args = ["--occupation", "surgeons, all other", "--location", "New Jersey"];
    let Some(answer) = market("oews/oews_may2025_national_state.csv", &args) else { return };
    assert_eq!(answer["percentiles"]["p75"], "778500");
    assert_eq!(answer["percentiles"]["p90"]["at_least"], "778500");
}

#[test]
fn a_case_in_euros_reads_a_file_in_dollars_at_a_dated_rate() {
    let Some(path) = shared(LEVELS) else { return };
    let folder = tempfile::tempdir().unwrap();
    let case = |rates: &str| {
        let text = format!(
            "profile = \"new-offer\"\ncurrency = \"EUR\"\nas_of = 2021-12-01\n[role]\ntitle = \"Product Manager\"\n\
             [files]\nmarket = ['{}']\n{rates}\n[offer]\nbase = 140_000\n",
            path.display()
        );
        std::fs::write(folder.path().join("case.toml"), text).unwrap();
        folder.path().join("case.toml").to_str().unwrap().to_owned()
    };
    std::fs::write(folder.path().join("rates.csv"), "from,to,rate,as_of\nUSD,EUR,0.9,2021-03-01\n").unwrap();
    let dollars: Value = market(LEVELS, &["--title", "Product Manager", "--component", "base"]).unwrap();
    let median = dollars["percentiles"]["p50"].as_str().unwrap().parse::<f64>().unwrap();
    let with = case("rates = [\"rates.csv\"]");
    let answer: Value =
        serde_json::from_str(&run(&["band", &with, "--trials", "2000", "--format", "json"])).unwrap();
    let ratio = answer["offer"]["market_ratio"].as_f64().unwrap();
    assert!((ratio - 140_000.0 / (0.9 * median)).abs() < 1e-5, "{ratio} {median}");
    let chart = folder.path().join("levels.svg");
    let drawn =
        run(&["chart", "market", &with, "--by", "level", "--trials", "2000", "-o", chart.to_str().unwrap()]);
    assert!(drawn.starts_with("The offer of 140,000 reaches the median of"), "{drawn}");
    let svg = std::fs::read_to_string(chart).unwrap();
    for part in ["L5", "n 288 · November 2020", "offer"] {
        assert!(svg.contains(part), "{part}");
    }
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_counteroffer"))
        .args(["band", &case("")])
        .output()
        .unwrap();
    let word = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(word.contains("its figures are in USD, the case is in EUR, and there is no rate"), "{word}");
}

#[test]
fn permuting_the_rows_of_any_file_changes_no_byte() {
    let folder = tempfile::tempdir().unwrap();
    for (file, args) in [
        ("lca/h1b_fy13_q3.csv", ["--by", "title"]),
        ("surveys/ds_salaries_2020_2024.csv", ["--by", "title,level"]),
        ("oews/oews_may2025_national_state.csv", ["--occupation", "software"]),
    ] {
        let Some(path) = shared(file) else { return };
        let bytes = std::fs::read(&path).unwrap();
        let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
        // A last line without its break must not run into the next one.
        let last = [lines.pop().unwrap_or_default(), b"\n"].concat();
        let (header, mut rows) = (lines[0].to_vec(), lines[1..].to_vec());
        if last.len() > 1 {
            rows.push(&last);
        }
        rows.reverse();
        let middle = rows.len() / 3;
        rows.rotate_left(middle);
        // The name tells the year, so that it stays.
        let moved = folder.path().join(path.file_name().unwrap());
        std::fs::write(&moved, [header, rows.concat()].concat()).unwrap();
        let ask = |path: &std::path::Path| {
            let text = run(&["market", path.to_str().unwrap(), "--format", "csv", args[0], args[1]]);
            text.replace(path.to_str().unwrap(), "FILE")
        };
        assert_eq!(ask(&moved), ask(&path), "{file}");
    }
}

#[test]
fn parts_of_a_file_answer_as_the_whole() {
    let Some(path) = shared(LEVELS) else { return };
    let text = std::fs::read_to_string(&path).unwrap();
    let (header, rows) = text.split_once('\n').unwrap();
    let folder = tempfile::tempdir().unwrap();
    // Cut where a record of this file begins.
    let cut = rows.match_indices("\n6/1/2020 ").map(|(at, _)| at + 1).next().unwrap();
    let write = |name: &str, rows: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, format!("{header}\n{rows}")).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (one, two) = (write("one.csv", &rows[..cut]), write("two.csv", &rows[cut..]));
    let ask = |files: &[&str]| {
        let all = [&["market"], files, &["--by", "title,level", "--format", "csv"]].concat();
        run(&all)
    };
    assert_eq!(ask(&[&one, &two]), ask(&[path.to_str().unwrap()]));
    assert_eq!(ask(&[&two, &one]), ask(&[&one, &two]));
    // Blended by people, means of the same n fall between the parts'.
    let blended = run(&[
        "market",
        &one,
        &two,
        "--title",
        "Data Scientist",
        "--blend",
        "incumbents",
        "--format",
        "json",
    ]);
    let blended: Value = serde_json::from_str(&blended).unwrap();
    let alone = |file: &str| -> Value {
        serde_json::from_str(&run(&["market", file, "--title", "Data Scientist", "--format", "json"]))
            .unwrap()
    };
    let (first, second) = (alone(&one), alone(&two));
    let n = |answer: &Value| answer["n"].as_f64().unwrap();
    let p50 = |answer: &Value| answer["percentiles"]["p50"].as_str().unwrap().parse::<f64>().unwrap();
    let mean = (n(&first) * p50(&first) + n(&second) * p50(&second)) / (n(&first) + n(&second));
    assert_eq!(n(&blended), n(&first) + n(&second));
    assert!((p50(&blended) - mean).abs() < 0.01, "{} {mean}", p50(&blended));
}
