//! `simulate`, `anchor`, `reply`, `sensitivity` and `model` as their user runs them.

use std::path::Path;

use serde_json::Value;

use super::rows::{self, Figures};
use super::{counteroffer, printed, refused};

const ALLOY: &str = "data/alloy-pm2/case.toml";

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&printed(args)).unwrap()
}

fn value(of: &Value) -> f64 {
    of["value"].as_f64().unwrap()
}

/// Full, partial, held, withdrawn, mean if kept, and the quartiles if moved.
fn row(flags: &[&str]) -> Figures {
    let fixed = ["simulate", "--trials", "4000000", "--seed", "1", "--format", "json"];
    let run = json(&[&fixed, flags].concat());
    let (outcomes, moved) = (&run["outcomes"], &run["gain_if_improved"]);
    [
        value(&outcomes["full"]),
        value(&outcomes["partial"]),
        value(&outcomes["held"]),
        value(&outcomes["withdrawn"]),
        value(&run["gain"]["mean_if_kept"]),
        value(&moved["p25"]),
        value(&moved["p50"]),
        value(&moved["p75"]),
    ]
}

/// The flags of a row: profile, offered base, ladder, and what else there is.
fn flags<'a>(profile: &'a str, base: &'a str, ladder: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["--profile", profile, "--offer-base", base, "--ladder", ladder], more].concat()
}

/// A case in a market whose median lies a tenth over the offer, in logarithms.
fn below_the_market(folder: &Path) -> String {
    let market = "source,level,currency,component,p50,sample_size,companies,as_of\n\
                  S,L5,USD,base,110517.09,100,20,2026-01-01\n";
    let case = "profile = \"new-offer\"\ncurrency = \"USD\"\nas_of = 2026-05-04\n[role]\nlevel = \"L5\"\n\
                [files]\nmarket = [\"market.csv\"]\n[offer]\nbase = 100_000\n";
    std::fs::write(folder.join("market.csv"), market).unwrap();
    std::fs::write(folder.join("case.toml"), case).unwrap();
    folder.join("case.toml").to_str().unwrap().to_owned()
}

#[test]
fn the_documented_rows_come_out_through_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let market = below_the_market(folder.path());
    let offer = |ladder, more: &[&'static str]| flags("new-offer", "100000", ladder, more);
    let c = ["--band-min", "97810", "--band-mid", "108330", "--band-max", "118850"];
    let band = ["--band-min", "185000", "--band-max", "210000"];
    for (name, flags, documented) in [
        ("A", offer("15%,12%,10%", &[]), rows::A),
        ("B", offer("40%,30%,24%", &[]), rows::B),
        ("C", flags("promotion", "100000", "11%,8.25%,6.6%", &c), rows::C),
        ("D", offer("20%,15%,12%", &["--runner-up"]), rows::D),
        ("E", flags("raise", "100000", "10%", &[]), rows::E),
        ("F", offer("15%,12%,10%", &["--competing-base", "110000"]), rows::F),
        ("G", offer("15%,15%,15%", &[]), rows::G),
        ("H", flags("promotion", "190000", "6%,4.5%,3.6%", &band), rows::H),
        ("I", flags("promotion", "200000", "4%,3%,2.4%", &band), rows::I),
        ("J", vec![&market, "--ladder", "15%,12%,10%"], rows::J),
        ("K", offer("15%", &["--concede", "25%"]), rows::K),
    ] {
        for (i, (got, want)) in row(&flags).iter().zip(documented).enumerate() {
            let off = (got - want).abs();
            assert!(off < rows::ALLOWED, "row {name}, figure {i}: {got:.4} instead of {want:.4}");
        }
    }
    let both = ["simulate", "--offer-base", "100000", "--ladder", "15%,12%", "--concede", "25%"];
    assert!(refused(&both).contains("--ladder 15% --concede 25%"));
}

#[test]
fn the_same_seed_prints_the_same_bytes_on_any_number_of_threads() {
    let run = |threads: &str, seed: &str| {
        printed(&[
            "anchor",
            ALLOY,
            "--format",
            "json",
            "--trials",
            "30000",
            "--threads",
            threads,
            "--seed",
            seed,
        ])
    };
    assert_eq!(run("1", "1"), run("2", "1"));
    assert_eq!(run("1", "1"), run("7", "1"));
    assert_ne!(run("1", "1"), run("1", "2"));
}

#[test]
fn one_line_answers_what_to_ask() {
    let text =
        printed(&["anchor", "--offer-base", "190k", "--band-min", "185,000", "--band-max", "$210,000"]);
    assert!(text.starts_with("Ask for $"), "{text}");
    assert!(text.contains("First answer: yes from $"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
}

#[test]
fn every_text_fits_eighty_columns() {
    for args in [
        &["anchor", ALLOY, "--explain", "--trials", "5000"][..],
        &["anchor", ALLOY, "--side", "employer", "--trials", "5000"],
        &["simulate", ALLOY, "--trials", "5000"],
        &["simulate", "data/new-offer/case.toml", "--trials", "5000"],
        &["sensitivity", ALLOY, "--trials", "2000"],
        &["band", ALLOY, "--trials", "2000"],
        &["model", "--trials", "5000", "--only", "promotion"],
        &["reply", ALLOY, "--round", "1", "--base", "195000", "--trials", "50000"],
    ] {
        let text = printed(args);
        let wide: Vec<&str> = text.lines().filter(|line| line.chars().count() > 80).collect();
        assert!(wide.is_empty() && text.len() > 200, "{args:?}: {wide:?}");
    }
}

#[test]
fn reply_advises_or_refuses() {
    let reply =
        |more: &[&str]| json(&[&["reply", ALLOY, "--format", "json", "--trials", "100000"], more].concat());
    let again = reply(&["--round", "1", "--base", "195000"]);
    assert_eq!(again["advice"], "ask");
    assert!(again["effective_sample_size"].as_f64().unwrap() > 200.0);
    let yes = reply(&["--round", "1", "--base", "400000"]);
    assert_eq!((&yes["answer"], &yes["advice"]), (&"yes".into(), &"accept".into()));
    let less = reply(&["--round", "1", "--base", "185000"]);
    assert_eq!((&less["answer"], &less["advice"]), (&"reduction".into(), &"accept".into()));
    assert!(less["exhausted"].is_null() && less["options"] == serde_json::json!([]));
    let missing = refused(&["reply", ALLOY, "--round", "2", "--base", "195000"]);
    assert!(missing.contains("--before"), "{missing}");
    let euros = refused(&["reply", ALLOY, "--round", "1", "--base", "€195000"]);
    assert!(euros.contains("is not in USD"), "{euros}");
}

#[test]
fn replies_are_kept_in_the_case_and_count_the_next_time() {
    let folder = tempfile::tempdir().unwrap();
    for file in ["case.toml", "bands.csv", "market.csv"] {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/alloy-pm2").join(file);
        std::fs::copy(from, folder.path().join(file)).unwrap();
    }
    let path = folder.path().join("case.toml");
    let case = path.to_str().unwrap();
    let few = ["--trials", "100000", "--format", "json"];
    let before = std::fs::read_to_string(&path).unwrap();
    let unsaid = json(&[&["reply", case, "--base", "193000"], &few[..]].concat());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), before, "nothing is kept unless told to");
    let first = json(&[&["reply", case, "--base", "193000", "--keep"], &few[..]].concat());
    assert_eq!(first, unsaid);
    let kept = std::fs::read_to_string(&path).unwrap();
    assert!(kept.starts_with(&before), "what the person wrote stays as it was");
    let added = kept.strip_prefix(&before).unwrap();
    assert!(
        added.starts_with("\n[[history]]\nasked_base = \"2") && added.ends_with("\nbase = \"193000\"\n"),
        "{added}"
    );
    assert_eq!(json(&[&["reply", case], &few[..]].concat()), first, "the case remembers");
    let second = json(&[&["reply", case, "--bonus", "10500"], &few[..]].concat());
    assert_eq!((&first["rounds"], &second["rounds"]), (&1.into(), &2.into()));
    let typed =
        ["reply", ALLOY, "--before", "193000", "--base", "193000", "--bonus", "10500", "--round", "2"];
    assert_eq!(second, json(&[&typed[..], &few[..]].concat()), "kept or typed, it is the same");
    let again = refused(&["reply", case, "--round", "1", "--base", "193000"]);
    assert!(again.contains("keeps the reply to round 1 already"), "{again}");
    let unasked = json(&[&["reply", ALLOY], &few[..]].concat());
    let advice = json(&[&["anchor", ALLOY], &few[..]].concat());
    assert_eq!(unasked["answer"], "not-asked");
    assert_eq!(
        unasked["next_package"], advice["anchor"],
        "before the first ask it says what the advice says"
    );
}

#[test]
#[cfg(unix)]
fn an_interrupt_ends_a_long_run_without_a_trace() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let sheet = ["sheet", ALLOY, "-o", out.to_str().unwrap(), "--trials", "100000000000"];
    interrupted(&sheet);
    assert!(!out.exists());
    interrupted(&["compare", "data/new-offer/case.toml", "--trials", "3000000", "--threads", "1"]);
}

/// Runs a command that takes long and stops it while it works.
#[cfg(unix)]
fn interrupted(args: &[&str]) {
    let started = std::process::Command::new(env!("CARGO_BIN_EXE_counteroffer"))
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(700));
    let sent = std::process::Command::new("kill").args(["-INT", &started.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let ended = started.wait_with_output().unwrap();
    let said = String::from_utf8(ended.stderr).unwrap();
    assert_eq!((ended.status.code(), said.as_str()), (Some(130), "error: stopped; nothing was written\n"));
    assert!(ended.stdout.is_empty());
}

#[test]
fn one_trial_is_answered_and_called_too_few() {
    let one = printed(&["anchor", ALLOY, "--trials", "1"]);
    assert!(one.contains("only 1 meeting was simulated"), "{one}");
    assert!(!printed(&["anchor", ALLOY, "--trials", "1000"]).contains("simulated, too few"));
}

#[test]
fn pay_by_the_hour_shows_its_cents() {
    let hourly = printed(&["anchor", "--offer-base", "31.50", "--trials", "5000"]);
    assert!(hourly.contains("  31.50  "), "{hourly}");
}

#[test]
fn wrong_command_lines_are_refused_with_a_remedy() {
    for (args, said) in [
        (&["simulate", "--offer-base", "185.000", "--ladder", "10%"][..], "could be 185 or 185,000"),
        (&["simulate", "--offer-base", "100000", "--ladder", "10"], "write it as 15%"),
        (&["simulate", "--offer-base", "100000", "--ladder", "10%,12%"], "a ladder goes down"),
        (&["simulate", "--offer-base", "100000", "--ladder", "4%,3%,2%,1%"], "at most three"),
        (&["simulate", "--offer-base", "-5", "--ladder", "4%"], ""),
        (&["simulate"], "what is the offer?"),
        (&["anchor", "--offer-base", "100000", "--assume", "new-offer.fixt=0.2"], "new-offer.fixed"),
        (&["anchor", "--offer-base", "100000", "--band-min", "120000", "--band-max", "90000"], "no pay band"),
        (&["anchor", "--offer-base", "100000", "--side", "employer"], "needs a pay band"),
        (&["anchor", ALLOY, "--offer-base", "100000"], "do not go together"),
    ] {
        assert!(refused(args).contains(said), "{args:?}: {}", refused(args));
    }
}

#[test]
fn an_overruled_assumption_changes_the_answer_and_is_marked() {
    let fixed = |assume: &str| {
        let run = json(&[
            "simulate",
            "--offer-base",
            "100000",
            "--ladder",
            "10%",
            "--format",
            "json",
            "--assume",
            assume,
        ]);
        value(&run["outcomes"]["held"])
    };
    assert!((fixed("new-offer.fixed=1") - 1.0).abs() < 0.03);
    assert!(fixed("new-offer.fixed=0") < 0.1);
    let listed = printed(&[
        "model",
        "--only",
        "new-offer.fixed",
        "--assume",
        "new-offer.fixed=25%",
        "--trials",
        "2000",
    ]);
    assert!(listed.contains("0.25 (overruled by you)"), "{listed}");
}

#[test]
fn help_names_an_example_for_every_command() {
    for command in ["anchor", "simulate", "reply", "sensitivity", "model", "sheet", "market", "band", "chart"]
    {
        let help = printed(&[command, "--help"]);
        assert!(
            help.contains("Example") && help.contains(&format!("counteroffer {command} ")),
            "{command}: {help}"
        );
    }
    assert_eq!(counteroffer(&["--version"]).status.code(), Some(0));
}

#[test]
fn several_cases_get_a_folder_each_and_never_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let into = out.to_str().unwrap();
    let cases = [ALLOY, "data/new-offer/case.toml"];
    let listed = printed(&["sheet", cases[0], cases[1], "-o", into, "--trials", "2000"]);
    assert!(
        out.join("alloy-pm2/sheet.html").is_file() && out.join("new-offer/result.json").is_file(),
        "{listed}"
    );
    let twice = refused(&["sheet", ALLOY, ALLOY, "-o", into, "--trials", "2000", "--force"]);
    assert!(twice.contains("two of the cases"), "{twice}");
}
