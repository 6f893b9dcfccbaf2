//! `init`.

use std::fs;

use super::{counteroffer, printed, refused};

#[test]
fn writes_a_case_that_checks_and_computes_and_is_never_written_over() {
    let folder = tempfile::TempDir::new().unwrap();
    let dir = folder.path().join("mine");
    let dir = dir.to_str().unwrap();
    let told = printed(&["init", dir]);
    assert!(told.contains("counteroffer check") && told.contains("counteroffer sheet"), "{told}");
    let case = format!("{dir}/case.toml");
    assert!(printed(&["check", &case]).contains("promotion to PM II at Example Inc"));
    assert!(printed(&["anchor", &case, "--trials", "2000"]).contains("Ask for"));

    fs::write(&case, "mine").unwrap();
    let told = refused(&["init", dir]);
    assert!(told.contains("case.toml: this file exists already"), "{told}");
    assert_eq!(fs::read_to_string(&case).unwrap(), "mine");
    printed(&["init", dir, "--force", "--quiet"]);
    assert!(fs::read_to_string(&case).unwrap().starts_with("# One negotiation."));
}

#[test]
fn a_file_in_place_of_the_folder_is_said() {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("taken");
    fs::write(&file, "x").unwrap();
    let output = counteroffer(&["init", file.to_str().unwrap()]);
    assert_ne!(output.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&output.stderr).contains("taken"));
    assert_eq!(fs::read_to_string(&file).unwrap(), "x");
}

/// The interview with these lines typed; what it printed on both streams.
fn interviewed(dir: &str, lines: &str, more: &[&str]) -> (String, String) {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_counteroffer"))
        .args(["init", dir, "--questions", "--trials", "2000"])
        .args(more)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), lines.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let asked = text(output.stderr).split_whitespace().collect::<Vec<_>>().join(" ");
    (text(output.stdout), asked)
}

#[test]
fn an_interview_ends_with_what_to_ask_and_loses_nothing_when_it_is_stopped() {
    let folder = tempfile::TempDir::new().unwrap();
    let dir = folder.path().join("mine");
    let path = dir.to_str().unwrap();
    // A slip, a question about the period, and then the person stops.
    let (printed_first, asked) = interviewed(path, "rise\n3\n\nNurse at St. Mary\n6,800\nstop\n", &[]);
    assert!(printed_first.is_empty() && !dir.join("case.toml").exists());
    assert!(asked.contains("it is one of the three") && asked.contains("is it per month?"), "{asked}");
    assert!(asked.contains("the same command goes on from here"));
    // The same command goes on at the question where it stopped.
    let (card, asked) = interviewed(path, "6,800 a month\nback\n6,900 a month + 8%\nno\n\n\n\n\n", &[]);
    assert!(asked.starts_with("Going on where you stopped") && !asked.contains("Which job"), "{asked}");
    assert!(card.starts_with("Ask for $") && card.contains("counteroffer sheet"), "{card}");
    assert!(!dir.join("answers.draft").exists());
    let case = fs::read_to_string(dir.join("case.toml")).unwrap();
    assert!(case.contains("base = \"6,900 a month\"\nbonus = \"8%\"\nequity = \"0\""), "{case}");
    assert!(case.contains("company = \"St. Mary\"") && case.contains("profile  = \"raise\""), "{case}");
}

#[test]
fn an_interview_in_german_takes_decimal_commas() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("fall");
    let lines = "1\n\nLeiterin bei Müller\nGraz\n72.000 + 5%\nnein\n78.500,50 + 6%\nnein\n\n\n\n\n";
    let (card, asked) = interviewed(path.to_str().unwrap(), lines, &["--language", "de"]);
    assert!(asked.contains("Worum geht es") && card.starts_with("Bitten Sie um"), "{asked}\n{card}");
    let case = fs::read_to_string(path.join("case.toml")).unwrap();
    assert!(case.contains("base = \"78500.50\"") && case.contains("currency = \"EUR\""), "{case}");
    assert!(case.contains("\"der Titel\""), "what is asked beside money is German too: {case}");
}

/// Without an offer the interview ends with what to name, and a claim is played back as it will be said.
#[test]
fn before_an_offer_the_interview_ends_with_what_to_name() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("mine");
    let claim = "Rewrote the billing job\ncloud spend down 18%\nchose the new store\nthe cost report\n";
    let lines = format!("1\n\nEngineer at Alloy\nGraz\n90,000\nno\n\n100,000-140,000\nL5\n\n{claim}\n");
    let (page, asked) = interviewed(path.to_str().unwrap(), &lines, &[]);
    assert!(
        asked.contains("You will say: “I rewrote the billing job, which lowered cloud spend by 18%.”"),
        "{asked}"
    );
    assert!(page.starts_with("Before the offer: Engineer · Alloy"), "{page}");
    assert!(page.contains("$120,000 to $140,000 base"), "{page}");
}

#[test]
fn a_promotion_begins_with_a_dozen_answers_and_none_about_pay() {
    let folder = tempfile::TempDir::new().unwrap();
    let dir = folder.path().join("mine");
    let path = dir.to_str().unwrap();
    // A score that is none is asked for again; what is not known stays empty.
    let lines = "PM II\nProduct Manager\nBorealis\n2025-03-03\nsecond week of May and November\nDana Kim\n\
                 one launch across two teams\n38\n3.8\n3.6\n\nLee Osei\nCut the setup from nine steps to four\n";
    let (printed, asked) = interviewed(path, lines, &["--promotion"]);
    assert!(printed.contains("Every week:") && asked.contains("that is no score"), "{printed} {asked}");
    assert!(!asked.contains("pay") && !asked.contains("salary"), "{asked}");
    let case = std::fs::read_to_string(dir.join("case.toml")).unwrap();
    for part in ["level = \"PM II\"", "own = 3.8", "manager = \"Dana Kim\"", "side = \"champion\""] {
        assert!(case.contains(part), "{part}: {case}");
    }
    let file = dir.join("case.toml");
    let plan = super::printed(&["promotion", file.to_str().unwrap(), "--as-of", "2026-01-05"]);
    assert!(plan.contains("There are no scores for leadership."), "{plan}");
}
