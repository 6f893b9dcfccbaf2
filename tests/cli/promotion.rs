//! `counteroffer promotion` as its user runs it.

#![allow(clippy::expect_used)]

use super::{printed, refused};
use serde_json::Value;

const CASE: &str = "data/alloy-pm2/case.toml";

fn as_json(args: &[&str]) -> Value {
    let args = [&["promotion"], args, &["--format", "json", "--trials", "2000"]].concat();
    serde_json::from_str(&printed(&args)).expect("JSON")
}

/// What is printed, its lines joined.
fn joined(args: &[&str]) -> String {
    printed(args).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A case of its own in a folder of its own.
fn case(chapter: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.toml");
    let head = "profile = \"promotion\"\ncurrency = \"USD\"\nas_of = 2026-02-20\n[current]\nbase = 178_000\n\
                [offer]\nbase = 190_000\n";
    std::fs::write(&path, format!("{head}{chapter}")).expect("a case");
    (folder, path.display().to_string())
}

fn scored(leadership: &str) -> String {
    ["delivery = 4.2", "influence = 4.5", &format!("leadership = {leadership}")]
        .iter()
        .map(|line| {
            let (name, own) = line.split_once(" = ").expect("a score");
            format!("[[promotion.scores]]\ndimension = \"{name}\"\nown = {own}\n")
        })
        .collect()
}

#[test]
fn leadership_alone_fails_by_a_tenth_and_work_is_named() {
    let (_folder, path) = case(&scored("3.9"));
    let rubric = as_json(&[&path])["rubric"].clone();
    assert_eq!(rubric["verdict"], "fails");
    assert_eq!(rubric["short"], serde_json::json!(["leadership"]));
    assert_eq!(rubric["dimensions"][2]["short_by"], 0.1);
    let text = joined(&["promotion", &path, "--trials", "2000"]);
    assert!(text.contains("Short of the gate: leadership."), "{text}");
    assert!(text.contains("leadership mentor one colleague"), "{text}");
    assert!(text.contains("What else raises leadership (0.1 short): - run the hiring"), "{text}");
    assert!(!text.contains("raises delivery"), "{text}");
}

#[test]
fn at_four_it_passes_and_noise_may_undo_it() {
    let (_folder, path) = case(&scored("4.0"));
    let rubric = as_json(&[&path])["rubric"].clone();
    assert_eq!(rubric["verdict"], "passes");
    // Φ(.8)·Φ(2)·Φ(0), from printed tables.
    assert!((rubric["chance"].as_f64().expect("a chance") - 0.385_108).abs() < 1e-5);
    let text = joined(&["promotion", &path, "--trials", "2000"]);
    assert!(text.contains("all of it passes in about 4 in ten"), "tenths are all that it bears: {text}");
}

#[test]
fn windows_follow_the_day() {
    let (_folder, path) = case("");
    let early = as_json(&[&path])["calendar"].clone();
    assert_eq!(early["target"]["window"]["first"], "2026-05-08");
    assert_eq!(early["target"]["evidence_due"], "2026-04-08");
    let late = as_json(&[&path, "--as-of", "2026-04-20"])["calendar"].clone();
    assert_eq!(late["target"]["window"]["first"], "2026-08-08");
    assert_eq!(late["waiting"]["days"], 92);
    let cost =
        |p: &str| late["waiting"]["cost"][p].as_str().expect("money").parse::<f64>().expect("a number");
    // At least the offer's 12,000 over today for 92 of 365 days.
    assert!(
        cost("p50") >= 12_000.0 * 92.0 / 365.0 - 50.0
            && cost("p10") <= cost("p50")
            && cost("p50") <= cost("p90")
    );
    let text = joined(&["promotion", &path, "--as-of", "2026-04-20", "--trials", "2000"]);
    assert!(text.contains("The review of 8 to 14 May 2026 is out of reach"), "{text}");
}

#[test]
fn the_example_says_first_what_to_do_this_week_and_then_every_part() {
    let text = printed(&["promotion", CASE, "--trials", "2000"]);
    assert!(text.starts_with("Promotion to PM II · Alloy\n\nThis week, 4 May 2026\n"), "{text}");
    assert!(
        joined(&["promotion", CASE, "--trials", "2000"]).contains("Prepare the talk about the offer"),
        "{text}"
    );
    let long: Vec<&str> = text.lines().filter(|line| line.chars().count() > 80).collect();
    assert!(long.is_empty(), "{long:#?}");
    let parts = [
        "When\n",
        "Am I ready?",
        "Evidence\n",
        "People\n",
        "Goals\n",
        "Agreement with Dana Kim: 2 of 9\n",
        "Mistakes to mend\n",
    ];
    for part in parts {
        assert!(text.contains(part), "{part} is missing: {text}");
    }
    let packet = printed(&["promotion", CASE, "--trials", "2000", "--page", "packet"]);
    for part in ["Three claims\n", "Why this level?", "Answers\n"] {
        assert!(packet.contains(part), "{part} is missing: {packet}");
    }
}

#[test]
fn the_dates_go_into_a_calendar_file_that_is_ours() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("review.ics");
    let args = ["promotion", CASE, "--trials", "2000", "--ics", file.to_str().expect("a path")];
    printed(&args);
    let first = std::fs::read_to_string(&file).expect("a calendar");
    assert!(
        first.contains("DTSTART;VALUE=DATE:20260709\r\n")
            && first.contains("SUMMARY:Evidence for the promotion")
    );
    printed(&args);
    assert_eq!(first, std::fs::read_to_string(&file).expect("a calendar"), "same bytes on a second run");
    std::fs::write(&file, "somebody's own").expect("a file");
    assert!(refused(&args).contains("was not made by counteroffer"));
}

#[test]
fn claims_are_proposed_and_can_be_pasted_into_a_case() {
    let notes = "tests/promotion/unseen/mail.txt";
    let text = printed(&["promotion", "evidence", notes]);
    assert!(text.contains("Told as I\n") && text.contains("6 days to 2 days"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    let claims = printed(&["promotion", "evidence", notes, "--toml"]);
    let (_folder, path) = case(&claims);
    let read = as_json(&[&path]);
    let count = claims.matches("[[evidence]]").count();
    assert!(count >= 6, "{claims}");
    assert_eq!(read["evidence"].as_array().map(Vec::len), Some(count), "every proposal is read back");
}

#[test]
fn a_speaker_who_does_not_speak_is_refused() {
    let told = refused(&["promotion", "evidence", "tests/promotion/unseen/call.txt", "--speaker", "Bo"]);
    assert!(told.contains("nobody called `Bo`") && told.contains("HR, Wei"), "{told}");
    assert!(refused(&["promotion", "evidence", "none.txt"]).contains("none.txt"));
}

#[test]
fn a_case_without_a_day_asks_for_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.toml");
    let text =
        "profile = \"promotion\"\ncurrency = \"USD\"\n[current]\nbase = 90_000\n[offer]\nbase = 99_000\n";
    std::fs::write(&path, text).expect("a case");
    assert!(refused(&["promotion", path.to_str().expect("a path")]).contains("say --as-of 2026-05-04"));
}

#[test]
fn what_is_meant_to_be_said_is_looked_over_in_both_languages() {
    let sentence = "My #1 priority is to get promoted";
    let text = joined(&["promotion", "say", sentence, "What must be shown, and by when?"]);
    assert!(text.contains("Taking it as owed:") && text.contains("Instead: “Since"), "{text}");
    assert!(text.contains("“What must be shown, and by when?” Nothing in it backfires."), "{text}");
    let german = joined(&["promotion", "say", "Meine Arbeit spricht für sich.", "--language", "de"]);
    assert!(
        german.contains("Warten, bis es jemand sieht:") && german.contains("Besser: „Ich möchte"),
        "{german}"
    );
    let json = printed(&["promotion", "say", sentence, "--format", "json"]);
    let json: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["sentences"][0]["traps"], serde_json::json!(["entitlement"]));
    let csv = printed(&["promotion", "say", sentence, "Yes.", "--format", "csv"]);
    assert_eq!(csv, "sentence,trap\nMy #1 priority is to get promoted,entitlement\nYes.,\n");
}

#[test]
fn a_claim_without_an_owner_waits_for_an_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    let notes = folder.path().join("brag.txt");
    std::fs::write(&notes, "- Checkout latency cut by 18 %\n- Lead time: 3 weeks to 4 days\n")
        .expect("notes");
    let notes = notes.display().to_string();
    let text = joined(&["promotion", "evidence", &notes]);
    assert!(text.contains("Nobody named: was it your decision?"), "{text}");
    let claims = printed(&["promotion", "evidence", &notes, "--toml"]);
    assert!(claims.contains("change = \"-18%\"") && claims.contains("before = \"3 weeks\""), "{claims}");
    assert_eq!(claims.matches("owner = \"open\"").count(), 2, "{claims}");
    let (_folder, path) = case(&claims);
    let out = folder.path().join("out").display().to_string();
    printed(&["sheet", &path, "-o", &out, "--to", "md", "--trials", "2000"]);
    let sheet = std::fs::read_to_string(folder.path().join("out/sheet.md")).expect("a sheet");
    assert!(sheet.contains("Do not say “Checkout latency cut by 18 %” yet"), "{sheet}");
    let told = claims.replace("owner = \"open\"", "owner = \"me\"\nproof = \"dashboard\"");
    std::fs::write(&path, std::fs::read_to_string(&path).expect("a case").replace(&claims, &told))
        .expect("a case");
    printed(&["sheet", &path, "-o", &out, "--to", "md", "--trials", "2000"]);
    let sheet = std::fs::read_to_string(folder.path().join("out/sheet.md")).expect("a sheet");
    assert!(sheet.contains("3 weeks to 4 days") && !sheet.contains("yet:"), "{sheet}");
}

const ROADMAP: &str = r#"
[[promotion.people]]
name = "Cleo Berg"
side = "challenger"

[[promotion.people]]
name = "Ana Ruiz"
side = "champion"
last_asked = 2026-06-12

[[promotion.roadmap]]
dimension = "leadership"
work = "run the hiring of two associates"
owner = "Ana Ruiz"
due = 2026-05-06
agree = ["Dana Kim", "Lee Osei"]
state = "under-way"

[[promotion.roadmap]]
dimension = "influence"
work = "one plan for two teams"
"#;

#[test]
fn a_row_of_the_roadmap_has_owner_date_and_consent_or_says_with_whom_to_settle_them() {
    let (_folder, path) = case(&format!("{}{ROADMAP}", scored("3.9")));
    let rows = as_json(&[&path])["roadmap"].clone();
    let of = |what: &str| {
        let rows = rows.as_array().expect("rows");
        rows.iter().find(|row| row["work"] == what).cloned().expect("the work of the case")
    };
    let settled = of("run the hiring of two associates");
    assert_eq!((&settled["owner"], &settled["state"]), (&"Ana Ruiz".into(), &"under-way".into()));
    assert!(of("one plan for two teams")["owner"].is_null());
    let text = joined(&["promotion", &path, "--trials", "2000", "--as-of", "2026-05-04"]);
    assert!(
        text.contains("under way; owner Ana Ruiz; by 6 May 2026; must agree: Dana Kim and Lee Osei"),
        "{text}"
    );
    assert!(
        text.contains("open; to settle with your manager: whose it is, by when and who must agree"),
        "{text}"
    );
}

#[test]
fn a_missed_window_has_its_price_where_pay_is_known() {
    let priced = |head: &str, bands: bool| {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("case.toml");
        let start = "profile = \"promotion\"\ncurrency = \"USD\"\nas_of = 2026-02-20\n";
        let files = if bands { "[files]\nbands = [\"bands.csv\"]\n" } else { "" };
        let role = "[role]\nlevel = \"PM II\"\n";
        std::fs::write(&path, format!("{start}{role}{head}{files}")).expect("a case");
        let table = "level,base_min,base_max\nPM II,185000,215000\n";
        std::fs::write(folder.path().join("bands.csv"), table).expect("bands");
        joined(&["promotion", &path.display().to_string(), "--trials", "2000"])
    };
    let today = "[current]\nbase = 178_000\n";
    let by_band = priced(today, true);
    // 22,000 a year to the middle of the band, over the 92 days from 8 May to 8 August.
    assert!(
        by_band.contains("That costs about $5,500 of pay ($1,800 to $9,300, base by the band"),
        "{by_band}"
    );
    assert!(!priced("", true).contains("of pay ("), "today's pay is not known");
    let offered = priced(&format!("{today}[offer]\nbase = 190_000\n"), false);
    assert!(
        !offered.contains("Missing this review"),
        "the offer is of this level, not of the next: {offered}"
    );
}

#[test]
fn whom_to_ask_by_when_stands_in_the_plan_and_in_the_calendar() {
    let (folder, path) = case(&format!("{}{ROADMAP}", scored("3.9")));
    let ics = folder.path().join("dates.ics").display().to_string();
    let text = joined(&["promotion", &path, "--trials", "2000", "--as-of", "2026-05-04", "--ics", &ics]);
    // The evidence of August is due on 9 July.
    assert!(text.contains("by 28 May 2026: Ask Cleo Berg what speaks against it"), "{text}");
    assert!(!text.contains("Ask Ana Ruiz to speak for you"), "she was asked in June: {text}");
    let dates = std::fs::read_to_string(ics).expect("a calendar");
    assert!(dates.contains("UID:ask-challengers-20260528"), "{dates}");
}
