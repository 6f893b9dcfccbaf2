//! `check`.

use super::{counteroffer, printed, refused};

#[test]
fn says_what_was_read_when_all_is_well() {
    assert_eq!(
        printed(&[
            "check",
            "data/alloy-pm2/case.toml",
            "data/alloy-pm2/bands.csv",
            "data/alloy-pm2/market.csv"
        ]),
        "data/alloy-pm2/case.toml: promotion to PM II at Alloy, offer 190,000 USD; 1\n  \
           band, 3 benchmarks, 2 claims\n\
         data/alloy-pm2/bands.csv: 1 pay band\n\
         data/alloy-pm2/market.csv: 3 benchmarks\n"
    );
    assert_eq!(printed(&["check", "--quiet", "data/new-offer/case.toml"]), "");
    assert_eq!(printed(&["check", "data/assumptions.csv"]).lines().count(), 1);
}

#[test]
fn looks_at_every_row_and_every_file_before_it_gives_up() {
    let bad = "tests/errors/unreadable-amount/bands.csv";
    let told = refused(&["check", "nowhere.toml", bad, "data/alloy-pm2/case.toml"]);
    assert!(told.contains("nowhere.toml: there is no such file"), "{told}");
    assert!(told.contains("is not an amount"), "{told}");
    assert!(told.ends_with("problems in 2 files; nothing was written\n"), "{told}");
    assert_eq!(printed(&["check", "data/new-offer/bands.csv"]), "data/new-offer/bands.csv: 4 pay bands\n");
}

#[test]
fn tells_a_program_the_same() {
    let output = counteroffer(&["check", "--format", "json", "data/new-offer/case.toml", "nowhere.csv"]);
    assert_eq!(output.status.code(), Some(2));
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["schema_version"], 2);
    assert_eq!(document["read"].as_array().map(Vec::len), Some(1));
    assert_eq!(document["problems"][0]["file"], "nowhere.csv");
    assert_eq!(document["problems"][0]["line"], serde_json::Value::Null);
}

#[test]
fn a_mapped_column_that_does_not_exist_is_a_wrong_command_line() {
    let told = refused(&["check", "--column", "bse_min=Minimum", "data/alloy-pm2/bands.csv"]);
    assert_eq!(told, "error: there is no column `bse_min` to map to\n  hint: did you mean `base_min`?\n");
}

#[test]
fn a_benchmark_without_a_median_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let case =
        "profile = \"raise\"\ncurrency = \"USD\"\n[files]\nmarket = [\"m.csv\"]\n[offer]\nbase = 110_000\n";
    std::fs::write(folder.path().join("case.toml"), case).unwrap();
    let rows = "source,component,p25,p75,sample_size,companies\nClub,base,90000,130000,200,40\n";
    std::fs::write(folder.path().join("m.csv"), rows).unwrap();
    let text = printed(&["check", folder.path().join("case.toml").to_str().unwrap()]);
    assert!(
        text.replace("\n  ", " ").contains("m.csv:2: no p50, so no median to hold pay against"),
        "{text}"
    );
}

/// What comes through a pipe is read once, though the program looks at it several times.
#[test]
fn a_pipe_is_read_like_a_file() {
    let piped = |args: &[&str], file: &str| {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_counteroffer"))
            .args(args)
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let bytes = std::fs::read(file).unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), &bytes).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(piped(&["check", "-"], "data/alloy-pm2/bands.csv"), "-: 1 pay band\n");
    let (from_pipe, from_file) = (
        piped(&["market", "-", "--format", "csv"], "data/oews_may2025_states.csv"),
        printed(&["market", "data/oews_may2025_states.csv", "--format", "csv"]),
    );
    assert_eq!(
        from_pipe.replace('-', ""),
        from_file.replace("data/oews_may2025_states.csv", "").replace('-', "")
    );
}
