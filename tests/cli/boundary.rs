//! The boundary: whatever a person writes into any field, it neither acts on its
//! reader in any format, nor stands anywhere when names are left out.

use std::fs;
use std::path::{Path, PathBuf};

use super::sheet::{all_files, said};
use super::{counteroffer, printed};

/// A text for each field that a case may have, by the field's name.
type Fill<'a> = &'a dyn Fn(&str) -> String;

/// A case with a text in every field and file that takes one; its figures never change.
fn write_case(folder: &Path, fill: Fill<'_>) -> PathBuf {
    let toml = |field: &str| serde_json::to_string(&fill(field)).unwrap().replace('\u{7f}', "\\u007F");
    let cell = |field: &str| format!("\"{}\"", fill(field).replace('"', "\"\""));
    fs::create_dir_all(folder).unwrap();
    let put = |name: &str, text: String| fs::write(folder.join(name), text).unwrap();
    let (company, family, level, place) = (cell("company"), cell("title"), cell("level"), cell("place"));
    put(
        "bands.csv",
        format!(
            "company,family,level,location,currency,base_min,base_max,bonus_max,equity_min,equity_max,equity_unit\n\
             {company},{family},{level},{place},USD,185000,210000,12000,0.04%,0.07%,percent\n"
        ),
    );
    let source = cell("source");
    let row = |component: &str, level: &str, p: [u32; 5]| {
        let p = p.map(|p| p.to_string()).join(",");
        format!("{source},,{family},{level},{place},USD,{component},{p},225,81,2026-01-16\n")
    };
    let head = "source,company,family,level,location,currency,component,p10,p25,p50,p75,p90,sample_size,companies,as_of\n";
    put(
        "market.csv",
        [
            head,
            &row("base", &level, [139_000, 155_000, 182_000, 197_000, 215_600]),
            &row("total", "", [165_000, 198_000, 245_000, 330_000, 401_200]),
        ]
        .concat(),
    );
    put(
        "own.csv",
        format!(
            "name,value,unit,low,high,kind,source,as_of,meaning\n\
             promotion.fixed,0.25,probability,0.1,0.4,judgment,{},2026-01-01,{}\n",
            cell("own-source"),
            cell("own-meaning")
        ),
    );
    let promotion = promotion(&toml);
    put(
        "case.toml",
        format!(
            r#"profile = "promotion"
currency = "USD"
as_of = 2026-05-04
[role]
company = {}
title = {}
level = {}
location = {}
[files]
bands = ["bands.csv"]
market = ["market.csv"]
assumptions = "own.csv"
[current]
base = 178_000
[offer]
base = 190_000
bonus = 10_000
equity = "0.04%"
[equity]
kind = "private"
company_value = 400_000_000
[[alternatives]]
name = {}
base = 191_000
firmness = "written"
[[alternatives]]
name = {}
base = 186_000
firmness = "verbal"
[context]
meeting = 2026-05-12
decides = {}
beyond_money = [{}, {}]
[[evidence]]
claim = {}
metric = {}
change = 2_100_000
decision = {}
proof = {}
goal = {}
[[outlook]]
package = "offer"
benefits = [{{ name = {}, value = 3_000 }}]
[[grants]]
package = "offer"
name = {}
size = 60_000
vesting = {{ months = 48 }}
{promotion}"#,
            toml("company"),
            toml("title"),
            toml("level"),
            toml("place"),
            toml("other"),
            toml("another"),
            toml("decides"),
            toml("beyond"),
            toml("besides"),
            toml("claim"),
            toml("metric"),
            toml("decision"),
            toml("proof"),
            toml("goal"),
            toml("benefit"),
            toml("grant"),
        ),
    );
    folder.join("case.toml")
}

fn promotion(toml: &dyn Fn(&str) -> String) -> String {
    format!(
        r#"[promotion]
level_since = 2024-12-02
strategy_document = {}
plan_to_say = [{}]
[promotion.calendar]
rule = "second week of February, May, August and November"
[[promotion.scores]]
dimension = "delivery"
own = 4.4
manager = 4.2
[[promotion.people]]
name = {}
role = {}
side = "decider"
needs = {}
[[promotion.people]]
name = {}
side = "promoted"
[[promotion.goals]]
name = {}
key_result = {}
state = "reached"
initiative = {}
size = {}
[promotion.agreement]
manager = {}
heads_up = 2026-03-09
to_show = [{}]
[[promotion.testimonials]]
who = {}
words = {}
"#,
        toml("strategy"),
        toml("plan"),
        toml("person"),
        toml("person-role"),
        toml("needs"),
        toml("promoted"),
        toml("goal"),
        toml("key-result"),
        toml("initiative"),
        toml("goal-size"),
        toml("person"),
        toml("to-show"),
        toml("witness"),
        toml("words"),
    )
}

/// Every file of the sheet with what it says, by its path in the folder.
fn sheet(case: &Path, out: &Path, more: &[&str]) -> Vec<(PathBuf, Vec<u8>)> {
    let args = ["sheet", case.to_str().unwrap(), "-o", out.to_str().unwrap(), "--trials", "1000"];
    printed(&[&args[..], &["--to", "md,html,xlsx"], more].concat());
    let files = all_files(out).into_iter();
    files.map(|path| (path.strip_prefix(out).unwrap().to_owned(), fs::read(&path).unwrap())).collect()
}

/// Two people with the same figures and nothing else in common: what is written
/// without names cannot tell which of them it is about.
#[test]
fn without_names_only_figures_decide_what_is_written() {
    let folder = tempfile::TempDir::new().unwrap();
    let made = ["Xanthippe", "Quibbleworth"].map(|name| {
        let case = write_case(&folder.path().join(name), &|field| format!("{name} {field}"));
        sheet(&case, &folder.path().join(format!("out-{name}")), &["--redact"])
    });
    assert!(made[0].len() > 8 && made[0].len() == made[1].len());
    for (one, other) in made[0].iter().zip(&made[1]) {
        assert!(one == other, "{} tells whose it is", one.0.display());
    }
}

#[test]
fn what_is_kept_stays_and_is_refused_where_it_tells_a_name() {
    let folder = tempfile::TempDir::new().unwrap();
    let words = |field: &str| match field {
        "title" => "Bergbahn Manager".to_owned(),
        "place" => "Mayrhofen".to_owned(),
        field => format!("Xanthippe {field}"),
    };
    let case = write_case(&folder.path().join("a"), &words);
    let out = folder.path().join("out");
    sheet(&case, &out, &["--redact", "--keep", "title,place"]);
    let page = said(&out.join("sheet.html"));
    assert!(page.contains("bergbahn manager") && page.contains("mayrhofen") && !page.contains("xanthippe"));

    let named = |field: &str| match field {
        "title" => "Manager at Xanthippe".to_owned(),
        field => words(field),
    };
    let case = write_case(&folder.path().join("b"), &named);
    let (out, case) = (folder.path().join("none"), case.to_str().unwrap().to_owned());
    let args =
        ["sheet", &case, "-o", out.to_str().unwrap(), "--trials", "1000", "--redact", "--keep", "title"];
    let told = super::refused(&args);
    assert!(told.contains("still there: `xanthippe`") && !out.exists(), "{told}");
}

/// Every way in which a text can act on a reader, a page, a table or a terminal.
const HOSTILE: [&str; 6] = [
    "</script><img src=x onerror=alert(1)>\u{1b}]8;;http://evil\u{1b}\\x\u{202e}y [z](javascript:w)",
    "=HYPERLINK(\"http://evil\")\u{9b}31m\u{200b}",
    "+1+1\u{2066}\u{feff}| a | `b` *c* _d_",
    "-2+3\u{7f}\u{200f}${7*7}{{ 7*7 }}",
    "@SUM(A1)\u{7}\u{2028}\u{e000}ask-base\u{e001}9\u{e003}",
    "\u{ad}<svg onload=alert(2)>&quot;\u{200d}\u{61c}",
];

fn acts(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
        || matches!(c, '\u{61c}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e000}'..='\u{f8ff}')
}

fn assert_tame(what: &str, text: &str) {
    if let Some(mark) = text.chars().find(|c| acts(*c)) {
        let line = text.lines().find(|line| line.contains(mark)).unwrap_or_default();
        panic!("{mark:?} stands in {what}: {line:?}");
    }
}

/// The same hostile texts, each field another, that begins with the field's name where
/// names must differ.
fn hostile(turn: usize) -> impl Fn(&str) -> String {
    move |field| format!("{}{field}", HOSTILE[(turn + field.len()) % HOSTILE.len()])
}

#[test]
fn no_field_acts_on_its_reader_in_any_file_of_a_sheet() {
    let folder = tempfile::TempDir::new().unwrap();
    for (turn, coach) in HOSTILE.iter().enumerate() {
        let case = write_case(&folder.path().join(turn.to_string()), &hostile(turn));
        let coach = format!("--coach={coach}");
        for (path, bytes) in sheet(&case, &folder.path().join(format!("out-{turn}")), &[&coach]) {
            let name = path.display().to_string();
            if name.ends_with(".png") {
                continue;
            }
            let text = match name.ends_with(".xlsx") {
                true => said(&folder.path().join(format!("out-{turn}")).join(&path)),
                false => String::from_utf8(bytes).unwrap(),
            };
            assert_tame(&name, &text);
            let link = if name.ends_with(".md") { "[z](javascript" } else { "<img" };
            let markup = ["<img", "<svg onload", "</script", link];
            assert!(
                name.ends_with(".json") || !markup.iter().any(|tag| text.contains(tag)),
                "markup in {name}"
            );
            assert!(!text.contains("<f>=") && !text.contains("<f>HYPERLINK"), "a formula in {name}");
        }
    }
}

#[test]
fn no_field_acts_on_its_reader_in_what_any_command_prints() {
    let folder = tempfile::TempDir::new().unwrap();
    for turn in 0..HOSTILE.len() {
        let case = write_case(&folder.path().join(turn.to_string()), &hostile(turn));
        let case = case.to_str().unwrap();
        let bands = case.replace("case.toml", "bands.csv");
        let ics = folder.path().join(format!("{turn}.ics"));
        let commands: [&[&str]; 13] = [
            &["check", case],
            &["check", &bands],
            &["band", case],
            &["band", "--bands", &bands],
            &["anchor", case],
            &["anchor", case, "--explain"],
            &["simulate", case],
            &["scenarios", case],
            &["compare", case],
            &["sensitivity", case],
            &["reply", case, "--base", "195000"],
            &["promotion", case],
            &["promotion", case, "--ics", ics.to_str().unwrap()],
        ];
        // Each command meets two of the six.
        for command in commands.iter().enumerate().filter(|(i, _)| (i + turn) % 3 == 0).map(|(_, args)| *args)
        {
            for format in ["text", "json", "csv"] {
                let args = [command, &["--format", format, "--trials", "500"][..]].concat();
                let output = counteroffer(&args);
                let name = format!("{} as {format}", command.join(" "));
                let (out, err) =
                    (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
                assert_tame(&name, &out);
                assert_tame(&name, &err);
                if format == "csv" {
                    assert_no_formula(&name, &out);
                }
            }
        }
        if let Ok(calendar) = fs::read_to_string(&ics) {
            assert_tame("ics", &calendar);
        }
    }
}

fn assert_no_formula(name: &str, table: &str) {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(table.as_bytes());
    for cell in
        reader.records().flatten().flat_map(|record| record.iter().map(str::to_owned).collect::<Vec<_>>())
    {
        let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
        assert!(!formula, "{name}: {cell}");
    }
}

/// The inputs that were once too much, each with its exit code.
#[test]
fn bug_shaped_inputs_end_well() {
    let Some(faults) = super::real_data::shared("../cases/faults") else { return };
    for (name, code) in [
        ("escapes-min.toml", 0),
        ("grant-overflow-min.toml", 2),
        ("redact-nfd.toml", 0),
        ("redact-short-company.toml", 0),
        ("redact-two-letter-HP.toml", 0),
    ] {
        let folder = tempfile::TempDir::new().unwrap();
        let (case, out) = (faults.join(name), folder.path().join("out"));
        let redact = if name.starts_with("redact") { &["--redact"][..] } else { &[] };
        let args = ["sheet", case.to_str().unwrap(), "-o", out.to_str().unwrap(), "--trials", "1000"];
        let output = counteroffer(&[&args[..], redact].concat());
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{name}: {err}");
        assert_tame(name, &err);
        if code == 2 {
            assert!(err.contains("too large") && !out.exists(), "{err}");
            continue;
        }
        for path in all_files(&out) {
            let text = said(&path);
            let tells = [
                "nordlicht",
                "zo\u{eb}",
                "zoe\u{308}",
                "dana",
                "m\u{fc}ller",
                " hp",
                "\"hp",
                "campus",
                "tower",
            ];
            let found = tells.iter().find(|word| !redact.is_empty() && text.contains(*word));
            assert!(
                path.extension().is_some_and(|end| end == "png") || found.is_none(),
                "{found:?} in {}",
                path.display()
            );
        }
    }
    for (name, code) in
        [("b.csv", 0), ("diff-esc-place.csv", 0), ("market-nul-source.csv", 0), ("wide2000.csv", 2)]
    {
        let output = counteroffer(&["check", faults.join(name).to_str().unwrap()]);
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
        assert_eq!(output.status.code(), Some(code), "{name}: {said}");
        assert_tame(name, &said);
        assert!(said.len() < 20_000, "{name}: {} bytes are said", said.len());
    }
    let folder = tempfile::TempDir::new().unwrap();
    let page = fs::read_to_string(faults.join("page-endless-loop.html")).unwrap();
    fs::write(folder.path().join("page.html"), page).unwrap();
    let (own, out) = (folder.path().to_str().unwrap(), folder.path().join("out"));
    let begun = std::time::Instant::now();
    let args = [
        "sheet",
        "data/new-offer/case.toml",
        "-o",
        out.to_str().unwrap(),
        "--trials",
        "1000",
        "--templates",
        own,
    ];
    let told = super::refused(&args);
    assert!(told.contains("it has no end") && !out.exists(), "{told}");
    assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
}
