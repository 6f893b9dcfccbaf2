//! Tables in the shapes of public files and of bug reports about them, each with
//! its right answer: what is mended is the kind, not the file.

use std::process::{Command, Output};

use serde_json::Value;

use super::beside;

const PERCENTILES: [&str; 5] = ["p10", "p25", "p50", "p75", "p90"];

fn command(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_counteroffer")).args(args).output().unwrap()
}

fn path(file: &str) -> Option<String> {
    Some(beside(&format!("cases/market/{file}"))?.to_str().unwrap().to_owned())
}

fn answer(args: &[&str]) -> Value {
    let output = command(&[args, &["--format", "json"]].concat());
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{args:?}: {told}");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn refused(args: &[&str]) -> String {
    let output = command(args);
    assert_eq!(output.status.code(), Some(2), "{args:?} is not refused");
    String::from_utf8(output.stderr).unwrap()
}

/// n and p10 to p90; small samples are shown, so that their figures can be compared.
fn market(file: &str, args: &[&str]) -> Option<(u64, Vec<String>, Value)> {
    let path = path(file)?;
    let small = ["--assume", "market.low-people=1", "--assume", "market.low-companies=1"];
    let answer = answer(&[["market", path.as_str()].as_slice(), args, &small].concat());
    let figure = |p: &str| answer["percentiles"][p].as_str().unwrap_or("-").to_owned();
    Some((answer["n"].as_u64().unwrap(), PERCENTILES.map(figure).to_vec(), answer))
}

/// n, p50 and the currency.
fn middle(file: &str, args: &[&str]) -> Option<(u64, String, String)> {
    let (n, figures, answer) = market(file, args)?;
    Some((n, figures[2].clone(), answer["currency"].as_str().unwrap().to_owned()))
}

fn is(n: u64, p50: &str, currency: &str) -> (u64, String, String) {
    (n, p50.to_owned(), currency.to_owned())
}

#[test]
fn units_as_payrolls_write_them() {
    let Some((n, figures, answer)) = market("01-pay-basis-per-annum.csv", &[]) else { return };
    assert_eq!((n, figures.join("/").as_str()), (11, "34320/35880/62000/67000/70000"));
    assert_eq!(answer["files"][0]["plan"]["unit"]["by"], "column");
}

#[test]
fn signs_are_currencies() {
    let Some(found) = middle("02-pound-signs.csv", &[]) else { return };
    assert_eq!(found, is(5, "56000", "GBP"));
    let file = path("02-pound-signs.csv").unwrap();
    let told = refused(&["market", &file, "--currency", "USD"]);
    assert!(told.contains("GBP by its signs") && told.contains("--rates"), "{told}");
    let told = refused(&["market", &path("03-mixed-signs.csv").unwrap()]);
    assert!(told.contains("several currencies") && told.contains("EUR (2), GBP (2)"), "{told}");
}

#[test]
fn all_days_of_a_column_tell_their_order() {
    let args = ["--column", "title=title", "--column", "base=base", "--column", "date=date"];
    let Some((_, _, answer)) = market("04-day-first.csv", &args) else { return };
    assert_eq!(answer["as_of"], "2020-11-27");
    let dates = &answer["files"][0]["plan"]["dates"];
    assert_eq!((&dates["is"], &dates["proof"]["cells"]), (&"day-first".into(), &4.into()));
    let (n, ..) = market("04-day-first.csv", &["--from", "2020-11-01"]).unwrap();
    assert_eq!(n, 7);
}

#[test]
fn codes_of_before_a_change_of_name() {
    let Some(rates) = path("06-rates.csv") else { return };
    let found = middle("06-old-currency-code.csv", &["--currency", "USD", "--rates", &rates]).unwrap();
    assert_eq!(found, is(11, "870", "USD"));
}

#[test]
fn a_payroll_says_what_its_pay_is_for() {
    let (Some(people), Some(bands)) = (path("08-hourly-payroll.csv"), path("08-bands.csv")) else { return };
    let text = String::from_utf8(command(&["band", "--people", &people, "--bands", &bands]).stdout).unwrap();
    assert!(text.contains("74,880") && text.contains("96,096"), "{text}");
    let all = text.lines().find(|line| line.trim_start().starts_with("all")).unwrap();
    assert!(all.ends_with(" 0") && all.contains("0.97"), "{all}");
}

#[test]
fn a_file_that_is_monthly_can_be_told() {
    let Some((_, figures, _)) = market("09-monthly-only.csv", &["--set", "unit=month"]) else { return };
    assert_eq!(figures.join("/"), "11280/12000/13200/22800/30720");
}

#[test]
fn ranges_in_one_cell() {
    let Some((n, figures, answer)) = market("10-range-text.csv", &[]) else { return };
    assert_eq!((n, figures[2].as_str()), (5, "85000"));
    assert_eq!(answer["files"][0]["plan"]["ranges"]["is"], "middle");
    let (_, figures, _) = market("10-range-text.csv", &["--set", "range=low"]).unwrap();
    assert_eq!(figures[2], "63000");
}

#[test]
fn one_cell_decides_for_its_column() {
    let Some(found) = middle("12-three-decimals.csv", &[]) else { return };
    assert_eq!(found, is(7, "59280", "USD"));
    assert_eq!(middle("13-lakh-per-year.csv", &[]).unwrap(), is(6, "659075.5", "INR"));
    assert_eq!(middle("17-german.csv", &[]).unwrap(), is(5, "52000", "USD"));
}

#[test]
fn titles_above_and_totals_below_are_no_rows() {
    let Some(found) = middle("15-preamble-and-footer.csv", &[]) else { return };
    assert_eq!(found, is(5, "56000", "USD"));
    let (n, figures, answer) = market("25-preamble.xlsx", &["--sheet", "Survey"]).unwrap();
    assert_eq!((n, figures[2].as_str()), (5, "56000"));
    assert_eq!(answer["files"][0]["plan"]["header_line"], 4);
    assert_eq!(middle("26-old.xls", &[]).unwrap(), is(5, "56000", "USD"));
}

#[test]
fn bins_of_experience() {
    let Some(found) = middle("19-experience-bins.csv", &["--experience", "5-7"]) else { return };
    assert_eq!(found, is(4, "61500", "USD"));
}

#[test]
fn only_certified_cases_count() {
    let Some((n, figures, answer)) = market("20-lca-fy2019.csv", &[]) else { return };
    assert_eq!((n, figures.join("/").as_str()), (4, "101200/103000/107000/112500/117000"));
    assert_eq!(answer["rows_skipped"]["case not certified"], 2);
}

#[test]
fn a_survey_by_industry_and_area() {
    let file = "22-oews-industries-and-metros_M2025.csv";
    let Some(path) = path(file) else { return };
    let ask = |more: &[&str]| {
        answer(&[["market", path.as_str(), "--occupation", "15-1252"].as_slice(), more].concat())
    };
    assert_eq!(ask(&[])["percentiles"]["p50"], "135980");
    let area = ask(&["--location", "San Francisco, CA"]);
    assert_eq!(area["percentiles"]["p50"], "186640");
    assert_eq!(area["key"]["location"], "San Francisco-Oakland-Fremont, CA");
    let mining = ask(&["--industry", "mining"]);
    assert_eq!(
        (&mining["percentiles"]["p50"], &mining["industry"]),
        (&"121140".into(), &"Support Activities for Mining".into())
    );
    let told = refused(&["market", &path, "--occupation", "15-1252", "--location", "Denver, CO"]);
    assert!(told.contains("no row has the location `Denver, CO`"), "{told}");
}

#[test]
fn workbooks_of_bands_and_people() {
    let (Some(bands), Some(people)) = (path("23-bands.xlsx"), path("23-people.xlsx")) else { return };
    let text = |args: &[&str]| String::from_utf8(command(args).stdout).unwrap();
    assert!(text(&["band", "--bands", &bands]).contains("60,000  75,000  90,000"));
    assert!(text(&["band", "--people", &people, "--bands", &bands]).contains("0.96"));
    assert!(command(&["check", &bands, &people]).status.success());
}

#[test]
fn a_case_reads_with_the_powers_of_market() {
    let Some(columns) = path("27-case/columns.toml") else { return };
    let text = |case: &str| String::from_utf8(command(&["band", case]).stdout).unwrap();
    assert!(text(&columns).contains("p50 70,000"));
    assert!(text(&path("27-case/decimal-comma.toml").unwrap()).contains("p50 52,000"));
}

#[test]
fn real_files_give_a_case_the_figures_of_market() {
    let files = [
        ("data/surveys/ds_salaries_2020_2024.csv", "Data Scientist", "base", "p50 155,000"),
        ("data/lca/h1b_fy13_q3.csv", "*software engineer*", "wage", "p50 122,631"),
    ];
    for (file, title, component, p50) in files {
        let Some(path) = beside(file) else { return };
        let path = path.canonicalize().unwrap();
        let told = answer(&["market", path.to_str().unwrap(), "--title", title]);
        let figure = told["percentiles"]["p50"].as_str().unwrap().parse::<f64>().unwrap();
        let shown = p50.trim_start_matches("p50 ").replace(',', "").parse::<f64>().unwrap();
        assert!((figure - shown).abs() < 1.0, "{file}: {figure}");
        let folder = tempfile::tempdir().unwrap();
        let case = format!(
            "profile = \"new-offer\"\ncurrency = \"USD\"\nas_of = 2026-05-04\n[files]\nmarket = [{{ file = {path:?}, \
             title = \"{title}\", component = \"{component}\" }}]\n[current]\nbase = 150000\n[offer]\nbase = 155000\n"
        );
        let case_file = folder.path().join("case.toml");
        std::fs::write(&case_file, case).unwrap();
        let output = command(&["band", case_file.to_str().unwrap(), "--trials", "2000"]);
        let text = String::from_utf8(output.stdout).unwrap();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(p50), "{file}: {text}{}", String::from_utf8_lossy(&output.stderr));
    }
}
