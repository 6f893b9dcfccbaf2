//! A promotion over a year: no offer, twelve monthly updates, the packet, and the offer at the end.

#![allow(clippy::expect_used)]

use super::{printed, refused};
use serde_json::Value;

struct Workspace {
    folder: tempfile::TempDir,
}

impl Workspace {
    fn new(text: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("case.toml"), text).expect("a case");
        Workspace { folder }
    }

    fn path(&self) -> String {
        self.folder.path().join("case.toml").display().to_string()
    }

    fn text(&self) -> String {
        std::fs::read_to_string(self.path()).expect("a case")
    }

    fn write(&self, text: &str) {
        std::fs::write(self.path(), text).expect("a case");
    }

    fn log(&self, args: &[&str]) {
        printed(&[&["promotion", "log", &self.path()], args].concat());
    }

    fn seen(&self, day: &str) -> Value {
        let args = ["promotion", &self.path(), "--as-of", day, "--format", "json"];
        serde_json::from_str(&printed(&args)).expect("JSON")
    }

    fn page(&self, day: &str, page: &str) -> String {
        let text = printed(&["promotion", &self.path(), "--as-of", day, "--page", page]);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

const START: &str = r#"profile = "promotion"
currency = "USD"
as_of = 2026-01-05

[role]
company = "Borealis"
title = "Product Manager"
level = "PM II"

[promotion.calendar]
rule = "second week of February, May, August and November"
target = 2027-02-10

[promotion.agreement]
manager = "Dana Kim"

[[promotion.people]]
name = "Pat Ruiz"
side = "challenger"
needs = "that integrations are not forgotten"
"#;

/// What is added each month: a day, the entry, and a word that the page for the talk must have.
const MONTHS: [(&str, &[&str], &str); 12] = [
    (
        "2026-01-12",
        &["conversation", "Told Dana that I want PM II", "--with", "Dana Kim", "--step", "heads_up"],
        "Told Dana",
    ),
    (
        "2026-02-09",
        &[
            "release",
            "Self-serve returns",
            "--metric",
            "returns handled",
            "--baseline",
            "0%",
            "--now",
            "20%",
            "--target",
            "80%",
        ],
        "Self-serve returns",
    ),
    ("2026-03-09", &["score", "my own", "--dimension", "delivery", "--own", "3.8"], "delivery 3.8"),
    (
        "2026-04-06",
        &["score", "after the talk", "--dimension", "influence", "--own", "3.6", "--manager", "3.4"],
        "influence 3.6",
    ),
    (
        "2026-05-04",
        &["check-in", "with Dana", "--step", "asked_whether_now", "--on-track", "false"],
        "with Dana",
    ),
    ("2026-06-08", &["score", "own", "--dimension", "leadership", "--own", "3.9"], "leadership 3.9"),
    ("2026-07-06", &["release", "Self-serve returns", "--now", "64%"], "64%"),
    (
        "2026-08-03",
        &[
            "conversation",
            "Agreed what must be shown",
            "--with",
            "Dana Kim",
            "--step",
            "must_show",
            "--need",
            "a seat in the pricing group",
        ],
        "Agreed what must be shown",
    ),
    ("2026-09-07", &["learning", "Bring legal in before the design is done"], "legal"),
    (
        "2026-10-05",
        &["decision", "The February review it is", "--step", "timeline", "--due", "2026-10-09"],
        "February review",
    ),
    ("2026-11-02", &["decision", "The February review it is", "--done"], "February review"),
    (
        "2026-12-07",
        &["check-in", "with Dana again", "--on-track", "true", "--step", "success_written"],
        "with Dana again",
    ),
];

#[test]
fn twelve_months_change_the_week_and_the_page_and_end_in_a_packet_and_a_sheet() {
    let workspace = Workspace::new(START);
    let todo = |week: &Value| -> Vec<(Value, Value)> {
        let tasks = week.as_array().expect("tasks").iter();
        tasks.map(|task| (task["action"].clone(), task["about"].clone())).collect()
    };
    let week = |day: &str| workspace.seen(day)["week"].clone();
    let mut before = week("2026-01-05");
    for (day, entry, word) in MONTHS {
        workspace.log(&[entry, &["--date", day]].concat());
        let now = week(day);
        let tasks = now.as_array().expect("tasks");
        assert!((1..=5).contains(&tasks.len()), "{day}: {now}");
        assert!(tasks.iter().all(|task| task["due"].is_string() && task["because"].is_string()), "{now}");
        assert_ne!(todo(&now), todo(&before), "{day} changes what is to be done");
        before = now;
        let page = workspace.page(day, "check-in");
        assert!(page.contains("What changed since") && page.contains(word), "{day}: {page}");
    }
    // What the person confirms and writes in the autumn.
    let strategy = "[promotion]\nstrategy_document = \"Returns first\"\nstrategy_signed_by = \"VP Product\"\n\n[promotion.calendar]";
    let written = workspace.text().replace("[promotion.calendar]", strategy);
    let claims = [
        ("Put returns into the product", "support contacts", "-30%", "delivery", "me"),
        ("Won legal and finance for three steps fewer", "approval days", "-9 days", "influence", "me"),
        ("Coached two associates to their own discovery", "associates", "2", "leadership", "me"),
        ("Refunds of the whole company got faster", "refund time", "-4 days", "delivery", "open"),
    ];
    let claims = claims.map(|(claim, metric, change, dimension, owner)| {
        format!(
            "\n[[evidence]]\nclaim = \"{claim}\"\nmetric = \"{metric}\"\nchange = \"{change}\"\n\
             dimension = \"{dimension}\"\nowner = \"{owner}\"\nproof = \"dashboard\"\n"
        )
    });
    let rest = "\n[[promotion.testimonials]]\nwho = \"Lee Osei\"\nwords = \"It was hers.\"\n\n[promotion.answers]\n\
                strategy = \"To every return without a form.\"\nconflict = \"Legal.\"\nexecution = \"Returns.\"\n\
                feedback_given = \"To Jo, on plans.\"\n";
    workspace.write(&format!("{written}{}{rest}", claims.concat()));
    let ready = workspace.seen("2027-01-05");
    assert_eq!(ready["packet"]["gaps"], serde_json::json!([]), "{ready}");
    assert_eq!(ready["calendar"]["target"]["window"]["first"], "2027-02-08");
    assert!(ready["calendar"]["target"]["evidence_due"].as_str().expect("a day") >= "2027-01-05");
    let packet = workspace.page("2027-01-05", "packet");
    for part in [
        "I own Put returns",
        "I influence Won legal",
        "I lead Coached",
        "signed off by VP Product",
        "Bring legal in",
    ] {
        assert!(packet.contains(part), "{part}: {packet}");
    }
    // The offer comes: what was confirmed is said, what is private stays.
    let offered =
        workspace.text().replace("[role]", "[current]\nbase = 178_000\n\n[offer]\nbase = 190_000\n\n[role]");
    workspace.write(&offered);
    assert_eq!(workspace.seen("2027-02-20")["week"][0]["action"], "negotiate");
    let out = workspace.folder.path().join("out").display().to_string();
    printed(&["sheet", &workspace.path(), "-o", &out, "--to", "md", "--trials", "2000"]);
    let sheet = std::fs::read_to_string(workspace.folder.path().join("out/sheet.md")).expect("a sheet");
    let result = std::fs::read_to_string(workspace.folder.path().join("out/result.json")).expect("results");
    assert!(sheet.contains("put returns into the product"), "{sheet}");
    assert!(
        !sheet.contains("I refunds") && sheet.contains("Do not say “Refunds of the whole company"),
        "{sheet}"
    );
    for private in ["Pat Ruiz", "challenger", "3.4", "leadership"] {
        assert!(!sheet.contains(private), "{private} stands in the sheet");
    }
    assert!(!result.contains("Pat Ruiz"));
}

#[test]
fn a_promotion_without_an_offer_is_a_case_for_its_plan_and_not_for_pay() {
    let workspace = Workspace::new(START);
    let text = printed(&["promotion", &workspace.path()]);
    assert!(text.starts_with("Promotion to PM II · Borealis\n\nThis week, 5 January 2026"), "{text}");
    assert!(!text.contains("of pay"), "no price is made of nothing: {text}");
    assert!(printed(&["check", &workspace.path()]).contains("no offer yet"));
    assert!(printed(&["anchor", &workspace.path()]).contains("name no figure yourself"));
    assert!(refused(&["simulate", &workspace.path()]).contains("there is no offer"));
}

#[test]
fn what_cannot_be_read_is_not_kept() {
    let workspace = Workspace::new(START);
    let before = workspace.text();
    let path = workspace.path();
    let wrong = ["promotion", "log", &path, "score", "mine", "--dimension", "delivry", "--own", "4"];
    assert!(refused(&wrong).contains("did you mean `delivery`?"));
    let units = ["promotion", "log", &path, "release", "x", "--baseline", "3 weeks", "--now", "40%"];
    assert!(refused(&units).contains("another unit"));
    assert_eq!(workspace.text(), before, "nothing was written");
}

#[test]
fn notes_are_proposed_and_kept_with_an_open_owner() {
    let workspace = Workspace::new(START);
    let notes = workspace.folder.path().join("notes.txt");
    std::fs::write(&notes, "I cut lead time from 3 weeks to 4 days.\n").expect("notes");
    let (path, notes) = (workspace.path(), notes.display().to_string());
    let proposed = printed(&["promotion", "log", &path, "--from", &notes]);
    assert!(proposed.contains("before = \"3 weeks\""), "{proposed}");
    printed(&["promotion", "log", &path, "--from", &notes, "--keep", "--date", "2026-02-02"]);
    let text = workspace.text();
    assert!(
        text.starts_with(START) && text.contains("owner = \"open\"") && text.contains("date = 2026-02-02"),
        "{text}"
    );
    let week = workspace.seen("2026-02-02")["week"].clone();
    assert!(week.to_string().contains("confirm"), "{week}");
}

#[test]
fn the_starter_of_a_promotion_is_a_workspace() {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("mine").display().to_string();
    printed(&["init", &dir, "--promotion", "--no-questions"]);
    let case = format!("{dir}/case.toml");
    assert!(printed(&["promotion", &case]).starts_with("Promotion\n\nThis week"));
    printed(&["promotion", "log", &case, "learning", "Ask early"]);
    assert!(printed(&["promotion", &case, "--page", "check-in"]).contains("Ask early"));
    let page = folder.path().join("packet.html").display().to_string();
    printed(&["promotion", &case, "--page", "packet", "-o", &page]);
    assert!(std::fs::read_to_string(page).expect("a page").contains("Three claims"));
}

#[test]
fn the_pages_speak_german() {
    let workspace = Workspace::new(START);
    let path = workspace.path();
    let plan = printed(&["promotion", &path, "--language", "de"]);
    assert!(plan.starts_with("Beförderung zu PM II · Borealis\n\nDiese Woche"), "{plan}");
    let packet = printed(&["promotion", &path, "--language", "de", "--page", "packet"]);
    assert!(packet.contains("Ich verantworte") && packet.contains("noch zu zeigen"), "{packet}");
}
