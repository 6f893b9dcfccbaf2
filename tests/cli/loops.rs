//! What a command writes is what the next one reads.

use std::fs;
use std::path::Path;
use std::process::Command;

fn run(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_counteroffer")).args(args).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn the_answer_of_market_is_a_benchmark() {
    let folder = tempfile::tempdir().unwrap();
    let rows: String =
        (0..40).map(|i| format!("Dev,L{},Firm {},{}\n", i % 2, i % 6, 50_000 + i * 1_000)).collect();
    let pay = write(folder.path(), "pay.csv", &format!("title,level,company,base\n{rows}"));
    let answer = run(&["market", &pay, "--title", "Dev", "--by", "level", "--format", "csv"]);
    let benchmark = write(folder.path(), "benchmark.csv", &answer);
    assert!(run(&["check", &benchmark]).contains("2 benchmarks"));
    let again = run(&["market", &benchmark, "--level", "L1", "--format", "json"]);
    let again: serde_json::Value = serde_json::from_str(&again).unwrap();
    // 51,000, 53,000, … 89,000: the middle of twenty.
    assert_eq!(again["percentiles"]["p50"], "70000");
    assert_eq!(again["n"], 20);
}

#[test]
fn a_list_of_bands_is_a_bands_file() {
    let folder = tempfile::tempdir().unwrap();
    let bands = write(
        folder.path(),
        "bands.csv",
        "level,base_min,base_max,currency\nL3,60000,90000,EUR\nL4,80000,120000,EUR\n",
    );
    let list = run(&["band", "--bands", &bands, "--format", "csv"]);
    let again = write(folder.path(), "again.csv", &list);
    assert_eq!(run(&["band", "--bands", &again, "--format", "csv"]), list);
}

#[test]
fn a_payroll_that_was_written_is_one_to_read() {
    let folder = tempfile::tempdir().unwrap();
    let bands = write(folder.path(), "bands.csv", "level,base_min,base_max,currency\nL3,60000,90000,EUR\n");
    let people = "id,level,base,currency,fte\n1,L3,50000,EUR,80%\n2,L3,95000,EUR,\n";
    let people = write(folder.path(), "people.csv", people);
    let placed = run(&["band", "--people", &people, "--bands", &bands, "--format", "csv"]);
    let again = write(folder.path(), "again.csv", &placed);
    assert_eq!(run(&["band", "--people", &again, "--bands", &bands, "--format", "csv"]), placed);
}
