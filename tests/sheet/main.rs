//! The sheet as a reader holds it.
#![allow(clippy::expect_used, clippy::panic)]

#[path = "../charts/main.rs"]
mod charts;
mod hostile;
mod trace;
mod workbook;

use std::path::Path;

use counteroffer::app;
use counteroffer::domain::*;
use counteroffer::input::{
    ReadOptions,
    case::read_case,
    templates::{Template, read_templates},
};
use counteroffer::num::{Currency, Money, parse_percent};
use counteroffer::output::document::markdown;
use counteroffer::output::{result, sheet};
use counteroffer::report::{self, Document, Findings, Whose, Words};
use counteroffer::simulate::Settings;
use rust_decimal::Decimal;
use serde_json::Value;

fn usd(amount: i64) -> Money {
    Money::new(Decimal::from(amount), Currency::USD)
}

fn percent(text: &str) -> Equity {
    Equity::Percent(parse_percent(text).expect("a percentage"))
}

/// The example of the promotion, its second claim without a proof.
fn alloy() -> Case {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/alloy-pm2/case.toml");
    let mut case = read_case(&path, &ReadOptions::default()).expect("the example").case;
    case.evidence[1].claim = "Cut onboarding from six steps to three".into();
    case.evidence[1].proof = None;
    case
}

fn words(language: &str) -> Words {
    Words::builtin(language).expect("words without problems")
}

struct Made {
    document: Document,
    html: String,
    markdown: String,
    result: Value,
}

fn made(case: &Case) -> Made {
    made_in(case, "en")
}

fn made_in(case: &Case, language: &str) -> Made {
    let results = app::sheet(case, Settings { seed: 1, trials: 5_000 }).expect("the results");
    let command = "counteroffer sheet case.toml -o out";
    let findings = Findings::of(case, &results, command, Whose::default());
    let document = report::compose(findings, &words(language)).expect("a sheet");
    let templates = read_templates(None, language).expect("templates");
    let html = sheet::page(&document, &templates).expect("a page");
    let markdown = markdown::sheet(&document);
    let result = result::with_sheet(&findings, &document);
    Made { document, html, markdown, result }
}

/// A case with nothing but an offer.
fn bare() -> Case {
    let full = alloy();
    Case {
        as_of: None,
        role: Role::default(),
        current: None,
        offer: Package::of_base(usd(100_000)),
        band: None,
        equity_terms: EquityTerms::default(),
        context: Context::default(),
        evidence: Vec::new(),
        profile: Profile::NewOffer,
        inputs: Inputs::default(),
        ..full
    }
}

#[test]
fn the_card_says_what_to_ask_and_when_to_stop() {
    let made = made(&alloy());
    let card = made.document.section("card").expect("a card");
    let text: String = made.markdown.split("## The conversation").next().expect("a card").to_owned();
    for part in [
        "# Ask for $",
        "It is safe to ask",
        "of 100 simulated meetings something moves",
        "**Say first**",
        "**If they come part way**",
        "**If “total compensation is competitive”**",
        "**If base is stuck**",
        "**If no**",
        "**Stop when**",
        "say yes",
        "over today's $178,000",
        "of the band (the offer: 20%)",
    ] {
        assert!(text.contains(part), "{part} is missing in:\n{text}");
    }
    assert!(!card.blocks.is_empty());
}

#[test]
fn a_missing_fact_leaves_no_hole() {
    let made = made(&bare());
    for broken in ["None", "none,", "{{", "}}", "undefined", "  ", " .", " ,", "()", "““", "NaN", "\u{e000}"]
    {
        let line = made.markdown.lines().find(|line| line.contains(broken) && !line.starts_with('|'));
        assert_eq!(line, None, "{broken:?}");
    }
    assert!(made.markdown.starts_with("<!-- Made by counteroffer"));
    assert!(made.markdown.contains("Job offer\n"), "{}", made.markdown);
}

#[test]
fn taking_and_leaving_read_right() {
    // At the top of the band nothing is left to ask for.
    let mut case = alloy();
    case.offer.base = usd(210_000);
    case.offer.bonus = usd(12_000);
    case.offer.equity = Some(percent("0.07%"));
    let take = made(&case).markdown;
    assert!(take.contains("# Take the offer."), "{take}");
    assert!(take.contains("I accept") && !take.contains("It is safe to ask"), "{take}");
    case.alternatives = vec![Alternative::new(
        "Borealis".into(),
        Package::of_base(usd(400_000)),
        Firmness::Certain,
        EquityTerms::default(),
    )];
    let leave = made(&case).markdown;
    assert!(leave.contains("# Do not take the offer as it stands"), "{leave}");
    assert!(leave.contains("Borealis"), "{leave}");
}

#[test]
fn a_number_without_proof_is_not_put_into_the_mouth() {
    let made = made(&alloy());
    let speech = made
        .markdown
        .split("**Say first**")
        .nth(1)
        .and_then(|rest| rest.split("**If").next())
        .expect("speech");
    assert!(speech.contains("which brought $2.1M in ARR"), "{speech}");
    assert!(speech.contains("I cut onboarding") && !speech.contains("30%"), "{speech}");
    assert!(made.markdown.contains("Do not put a figure on “Cut onboarding"), "{}", made.markdown);
}

#[test]
fn every_tone_has_its_words() {
    let mut openings = Vec::new();
    for tone in [Tone::Warm, Tone::Neutral, Tone::Firm] {
        let mut case = alloy();
        case.context.tone = tone;
        let made = made(&case);
        openings.push(
            made.markdown
                .split("**Say first**")
                .nth(1)
                .expect("an opening")
                .lines()
                .nth(2)
                .map(str::to_owned),
        );
    }
    assert!(openings[0] != openings[1] && openings[1] != openings[2], "{openings:?}");
}

#[test]
fn the_page_loads_nothing_and_runs_nothing() {
    let html = made(&alloy()).html;
    for outside in ["<script", "src=", "href=\"http", "@import", "url(", "<link", "onclick"] {
        assert!(!html.contains(outside), "{outside}");
    }
    assert!(html.contains("<meta name=\"generator\" content=\"Made by counteroffer"));
    if let Ok(folder) = std::env::var("SHEET_LOOK") {
        let made = made(&alloy());
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(format!("{folder}/sheet.html"), made.html).expect("written");
        std::fs::write(format!("{folder}/sheet.md"), made.markdown).expect("written");
    }
}

/// Whatever a case lacks, what is opened is closed again.
#[test]
fn every_quotation_ends() {
    for (language, open, close) in [("en", '“', '”'), ("de", '„', '“')] {
        for case in [alloy(), bare()] {
            let text = made_in(&case, language).markdown;
            for line in text.lines().filter(|line| line.starts_with("> ")) {
                let count = |mark: char| line.chars().filter(|c| *c == mark).count();
                assert_eq!(count(open), count(close), "{line}");
            }
        }
    }
}

#[test]
fn german_words_leave_no_hole_and_write_numbers_their_way() {
    let german = made_in(&alloy(), "de");
    assert_eq!(german.document.language, "de");
    assert!(german.markdown.contains("# Bitten Sie um 20"), "{}", german.markdown);
    assert!(german.markdown.contains("4. Mai 2026") && german.markdown.contains("201.000\u{a0}$"));
    assert!(german.html.contains("<html lang=\"de\">"));
    let card = german.markdown.split("## ").next().expect("a card");
    for english in ["Ask", "the offer", "If ", "something"] {
        let line = card.lines().find(|line| line.contains(english) && !line.starts_with("!["));
        assert_eq!(line, None, "{english}");
    }
    for broken in ["None", "{{", "  ", " .", "NaN", "\u{e000}"] {
        let line = german.markdown.lines().find(|line| line.contains(broken) && !line.starts_with('|'));
        assert_eq!(line, None, "{broken:?}");
    }
}

#[test]
fn own_words_replace_the_builtin_ones_line_by_line() {
    let own = Template::new("own.toml", "[card]\nask = 'Say {{ ask.base }}!'");
    let base = read_templates(None, "en").expect("templates").base;
    let words = Words::read(&base, &[own]).expect("words");
    let case = alloy();
    let advice = app::advise(&case, Settings { seed: 1, trials: 2_000 });
    let document = report::compose(Findings::new(&case, &advice, "counteroffer"), &words).expect("a sheet");
    let page = markdown::sheet(&document);
    assert!(page.contains("# Say $20") && page.contains("It is safe to ask"), "{page}");
}

/// Every text by its dotted name.
fn texts_of(table: &toml::Table, prefix: &str, found: &mut Vec<(String, String)>) {
    for (key, value) in table {
        let name = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        match value {
            toml::Value::Table(inner) => texts_of(inner, &name, found),
            other => found.push((name, other.to_string())),
        }
    }
}

#[test]
fn german_says_everything_that_english_says() {
    let texts = |language: &str| {
        let mut found = Vec::new();
        // The subjects of the sheet; how much of the commands is said in German is counted below.
        for subject in
            ["claims", "coach", "conversation", "mail", "promotion", "reasons", "sheet", "trace", "workbook"]
        {
            let path = format!("{}/data/templates/{language}/{subject}.toml", env!("CARGO_MANIFEST_DIR"));
            let table = toml::from_str(&std::fs::read_to_string(path).expect("words")).expect("TOML");
            texts_of(&table, "", &mut found);
        }
        found
    };
    let (english, german) = (texts("en"), texts("de"));
    let tag = regex::Regex::new(r"\{[{%][^}]*[%}]\}").expect("a pattern");
    let says_nothing = |text: &str| !tag.replace_all(text, "").chars().any(char::is_alphabetic);
    // What is the same word in both.
    let same = [
        "table.bonus",
        "again.version",
        "phrase.milliseconds",
        "promotion.week.why.reword",
        "promotion.agreement.step",
        "promotion.ask.influence",
        "promotion.ask.leadership",
    ];
    for (name, text) in english.iter().filter(|(_, text)| !says_nothing(text)) {
        let translated = german.iter().find(|(other, _)| other == name);
        let (_, translation) = translated.expect(name);
        assert!(translation != text || same.contains(&name.as_str()), "`{name}` is still English");
    }
    assert!(english.len() > 200);
}

/// How many texts of the commands may still be said in English to a German reader.
const UNTRANSLATED: usize = 150;

#[test]
fn what_is_not_yet_said_in_german_is_counted() {
    assert!(words("en").untranslated().len() > 500, "English has them all");
    let german = words("de");
    let missing = german.untranslated();
    let list = missing.join("\n  ");
    assert!(missing.len() <= UNTRANSLATED, "{} texts without German words:\n  {list}", missing.len());
}

#[test]
fn every_way_to_say_it_stands_in_every_format_and_tone() {
    for (tone, call, mail) in [
        (Tone::Warm, "is this still a good moment?", "I enjoyed it."),
        (Tone::Neutral, "Thank you for the call.", "Could you let me know what is possible"),
        (Tone::Firm, "I have a figure to settle with you.", "To put it in writing"),
    ] {
        let mut case = alloy();
        case.context.tone = tone;
        let made = made(&case);
        let advice = app::advise(&case, Settings { seed: 1, trials: 500 });
        let book =
            counteroffer::output::document::xlsx::sheet(&made.document, &Findings::new(&case, &advice, ""));
        let book = workbook::texts(&book.expect("a workbook"), "Sheet");
        let json = made.result["sheet"].to_string();
        let html = made.html.replace("&#x27;", "'");
        for said in
            [call, mail, "the band is the band".to_lowercase().as_str(), "on the phone", "in one line"]
        {
            for (format, text) in [("md", &made.markdown), ("html", &html), ("xlsx", &book), ("json", &json)]
            {
                let found = text.to_lowercase().contains(&said.to_lowercase());
                assert!(found, "{said} is missing in {format} of {tone:?}");
            }
        }
    }
}
