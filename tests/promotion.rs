//! The promotion behind the package: the finder of claims against labels made
//! by hand, on a transcript and on prose that its rules were not made for.

#![allow(clippy::expect_used, clippy::panic, clippy::print_stdout)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use counteroffer::claims::{Findings, Nature, find};
use counteroffer::input::builtin;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A file of the shared data; `None`, with a printed word, where it is absent.
fn shared(path: &str) -> Option<String> {
    let full = root().join("../shared/data").join(path);
    match std::fs::read_to_string(&full) {
        Ok(text) => Some(text),
        Err(_) if std::env::var_os("CI").is_none() => {
            println!("skipped: there is no {path} beside the project");
            None
        }
        Err(error) => panic!("{path}: {error}"),
    }
}

/// One label: file (empty where there is only one), line, amount, who.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Label {
    file: String,
    line: usize,
    amount: String,
    told: String,
}

fn labels(path: &Path) -> Vec<Label> {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_path(path).expect("labels");
    let headers = reader.headers().expect("a header").clone();
    let at = |name: &str| headers.iter().position(|header| header == name);
    let (file, line, amount, told) = (at("file"), at("line"), at("amount"), at("told"));
    let mut list = Vec::new();
    for record in reader.records() {
        let record = record.expect("a label");
        let field = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default().to_owned();
        list.push(Label {
            file: field(file),
            line: field(line).parse().expect("a line"),
            amount: field(amount),
            told: field(told),
        });
    }
    list
}

/// Recall and precision of the results found against the labels of one text.
fn score(found: &Findings, labels: &[Label]) -> (f64, f64) {
    let results: BTreeSet<(usize, String)> =
        found.of(Nature::Result).map(|(_, claim)| (claim.line, claim.amount.written())).collect();
    let wanted: BTreeSet<(usize, String)> = labels.iter().map(|l| (l.line, l.amount.clone())).collect();
    let hits = results.intersection(&wanted).count() as f64;
    for miss in wanted.difference(&results) {
        println!("missed: line {}: {}", miss.0, miss.1);
    }
    for wrong in results.difference(&wanted) {
        println!("no result: line {}: {}", wrong.0, wrong.1);
    }
    (hits / wanted.len() as f64, hits / results.len() as f64)
}

fn interview() -> Option<(Findings, Vec<Label>)> {
    let text = shared("transcripts/promotion_interview.txt")?;
    let rubric = builtin::usual_promotion().expect("a rubric").rubric;
    Some((find(&text, None, &rubric), labels(&root().join("tests/promotion/interview_labels.csv"))))
}

#[test]
fn the_interview_is_read_as_a_careful_person_labels_it() {
    let Some((found, labels)) = interview() else { return };
    let (recall, precision) = score(&found, &labels);
    println!("recall {recall:.3}, precision {precision:.3}");
    assert!(recall >= 0.85, "recall {recall}");
    assert!(precision >= 0.8, "precision {precision}");
    assert!(found.claims.len() >= 25, "{} claims", found.claims.len());
}

#[test]
fn what_is_told_as_i_and_as_we_is_kept_apart() {
    let Some((found, labels)) = interview() else { return };
    let mut checked = 0;
    for label in labels.iter().filter(|label| !label.told.is_empty()) {
        let same = |claim: &&counteroffer::claims::Claim| {
            claim.line == label.line && claim.amount.written() == label.amount
        };
        let Some(claim) = found.claims.iter().find(same) else { continue };
        assert_eq!(claim.told.name(), label.told, "line {}: {}", label.line, label.amount);
        checked += 1;
    }
    assert!(checked >= 15, "only {checked} were told by somebody");
}

#[test]
fn the_interviewers_words_and_quoted_speech_are_left_out() {
    let Some((found, _)) = interview() else { return };
    assert_eq!(found.speaker.as_deref(), Some("Alex"));
    assert_eq!(found.left_out, ["David", "Rachel"]);
    // Line 23 (12-18 months) is Rachel's, line 188 (90 days) David's, line 158 is told word for word.
    for line in [23, 158, 188] {
        assert!(found.claims.iter().all(|claim| claim.line != line), "line {line}");
    }
}

#[test]
fn what_might_have_been_is_no_result() {
    let Some((found, _)) = interview() else { return };
    for (line, amount) in
        [(17, "$2.3M"), (45, "$1.2M"), (52, "$400K"), (64, "15%"), (93, "10M"), (183, "8 to 15")]
    {
        let claim = found.claims.iter().find(|c| c.line == line && c.amount.written() == amount);
        let claim = claim.unwrap_or_else(|| panic!("line {line}: {amount} was not seen"));
        assert_ne!(claim.nature, Nature::Result, "line {line}: {amount}");
    }
}

#[test]
fn two_claims_on_one_result_are_flagged() {
    let Some((found, _)) = interview() else { return };
    let index = |line: usize, amount: &str| {
        found.claims.iter().position(|c| c.line == line && c.amount.written() == amount).expect(amount)
    };
    let same = |one: usize, two| found.claims[one].same_as.contains(&two);
    let churn = index(21, "22% to 14%");
    assert!(same(churn, index(21, "$3.1M")), "one sentence");
    assert!(same(churn, index(113, "22% to 11%")), "churn, with two figures");
    assert!(same(index(21, "$3.1M"), index(114, "$4.2M")), "retained ARR, with two figures");
    assert!(same(index(132, "3"), index(178, "3")), "the same three PMs");
    assert!(!same(index(70, "5"), index(99, "500")), "five customers are not five hundred");
}

/// How the results found in some of the prose compare with the labels.
fn score_prose(files: &[&str]) -> (f64, f64) {
    let rubric = builtin::usual_promotion().expect("a rubric").rubric;
    let folder = root().join("tests/promotion/unseen");
    let all = labels(&folder.join("labels.csv"));
    let (mut hits, mut wanted, mut proposed) = (0.0, 0.0, 0.0);
    for file in files {
        let text = std::fs::read_to_string(folder.join(file)).expect(file);
        let labels: Vec<Label> = all.iter().filter(|label| label.file == *file).cloned().collect();
        let found = find(&text, None, &rubric);
        println!("{file}");
        let (recall, _) = score(&found, &labels);
        hits += recall * labels.len() as f64;
        wanted += labels.len() as f64;
        proposed += found.of(Nature::Result).count() as f64;
    }
    println!("recall {:.3}, precision {:.3}", hits / wanted, hits / proposed);
    (hits / wanted, hits / proposed)
}

#[test]
fn prose_of_other_trades_and_tones() {
    // These helped to shape the rules after a first reading; the last twelve of them came to .84 and .90 then.
    let files = [
        "self_review.txt",
        "sales_talk.txt",
        "mail.txt",
        "retro.txt",
        "panel.txt",
        "onboarding.txt",
        "call.txt",
        "school.txt",
        "factory.txt",
        "nurse.txt",
        "brag_backend.txt",
        "brag_design.txt",
        "review_sales.txt",
        "review_hr.txt",
        "interview_ops.txt",
        "logistics_bullets.txt",
        "mail_marketing.txt",
        "review_data.txt",
        "grant.txt",
    ];
    let (recall, precision) = score_prose(&files);
    assert!(recall >= 0.85, "recall {recall}");
    assert!(precision >= 0.85, "precision {precision}");
}

/// Written and labelled after the rules, which have not been changed since to suit them.
const HELD_OUT: [&str; 11] = [
    "kitchen.txt",
    "brag_support.txt",
    "review_finance.txt",
    "pm_interview.txt",
    "bullets_hr_tech.txt",
    "architect.txt",
    "sre_review.txt",
    "recruiter.txt",
    "union.txt",
    "bullets_sales_ops.txt",
    "museum.txt",
];

#[test]
fn prose_that_the_rules_have_not_been_shaped_by() {
    let all = labels(&root().join("tests/promotion/unseen/labels.csv"));
    let wanted = all.iter().filter(|label| HELD_OUT.contains(&label.file.as_str())).count();
    assert!(wanted >= 120, "{wanted} labels");
    let (recall, precision) = score_prose(&HELD_OUT);
    assert!(recall >= 0.85, "recall {recall}");
    assert!(precision >= 0.9, "precision {precision}");
}

/// Every dash that Unicode has, alone, between figures and in a compound, is no reason to fail.
#[test]
fn dashes_of_every_kind_are_read() {
    let dashes = "-\u{ad}\u{58a}\u{5be}\u{1400}\u{1806}\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2043}\u{2053}\
                  \u{207b}\u{208b}\u{2212}\u{2e17}\u{2e1a}\u{2e3a}\u{2e3b}\u{2e40}\u{301c}\u{3030}\u{30a0}\u{fe31}\u{fe32}\
                  \u{fe58}\u{fe63}\u{ff0d}";
    for dash in dashes.chars() {
        for text in [
            format!("I raised conversion by 30%{dash}40% in a year."),
            format!("I cut a 90{dash}minute job to 12 minutes."),
            format!("I led a 5{dash}person team."),
            format!("40%{dash}"),
            format!("{dash}40"),
            format!("I moved 3{dash}"),
            format!("{dash} Cut churn from 22%{dash}> 11%"),
        ] {
            let found = counteroffer::app::claims(&text, None, None).expect("read");
            assert!(found.claims.len() <= 2, "{text}: {found:?}");
        }
    }
    let found = counteroffer::app::claims("I raised conversion by 40% over a 90–minute test.", None, None);
    let amounts: Vec<String> =
        found.expect("read").claims.iter().map(|claim| claim.amount.written()).collect();
    assert_eq!(amounts, ["40%"], "a compound is no figure");
}

/// Pieces that rules look at, in any order, and any text at all: nothing fails.
#[test]
fn no_text_makes_the_finder_fail() {
    use proptest::prelude::*;
    let pieces = prop::sample::select(vec![
        "I ",
        "we ",
        "The sales team ",
        "cut ",
        "from ",
        "to ",
        "by ",
        "a third",
        "half",
        "3x",
        "$2–3M",
        "→",
        "->",
        "4.2/5",
        "6 weeks",
        "(planned: ",
        "10)",
        "30%",
        "–",
        "—",
        "−",
        "\u{301c}",
        "1.2s",
        "480ms",
        "\n- ",
        ". ",
        "Version 2.0",
        "month two",
        "é",
        "ß",
        "\u{1f600}",
        "99999999999999999999999999999999",
        "0",
        ",",
        "€",
        "CHF ",
        "zero ",
        "hired three",
        "\u{202e}",
        "\"",
        "\u{201c}",
        ":",
        "A: ",
        "Q: ",
        "year",
        "a ",
        "million",
        "bn",
    ]);
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let text = prop_oneof![
        prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat()),
        any::<String>(),
    ];
    let read = runner.run(&text, |text| {
        let found = counteroffer::app::claims(&text, None, None).expect("read");
        for claim in &found.claims {
            let entry = counteroffer::app::evidence_entry(&claim.fact);
            prop_assert!(entry.parse::<toml::Table>().is_ok(), "{entry}");
        }
        Ok(())
    });
    read.expect("no text fails");
}
