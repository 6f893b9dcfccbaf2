//! Text that wants to do something, in every format.

use counteroffer::advice::advise;
use counteroffer::domain::*;
use counteroffer::output::chart::{Backdrop, Picture, WIDTH};
use counteroffer::output::document::{html, xlsx};
use counteroffer::output::{calendar, json};
use counteroffer::report::chart;
use counteroffer::report::coach::{self, Client};
use counteroffer::report::{self, Facts, Findings, Whose};
use counteroffer::simulate::Settings;

use super::{alloy, made, words};

/// Ends a script, carries an image that runs code, colours the terminal, turns
/// the direction of writing, and is a link.
const HOSTILE: &str =
    "</script><img src=x onerror=alert(1)>\u{1b}[31m\u{202e}\u{200f}evil\r\n [x](javascript:y) & \"q\" 'q'";

/// The example with that text wherever a person may write one.
fn hostile() -> Case {
    let mut case = alloy();
    let text = || Some(HOSTILE.to_owned());
    case.role = Role { company: text(), title: text(), level: text(), location: text() };
    case.context.decides = text();
    case.context.beyond_money = vec![HOSTILE.into()];
    for claim in &mut case.evidence {
        claim.claim = HOSTILE.into();
        claim.metric = text();
        claim.proof = text();
    }
    if let Some(band) = &mut case.band {
        band.level = HOSTILE.into();
        band.origin = HOSTILE.into();
    }
    for row in &mut case.market {
        row.source = HOSTILE.into();
        row.level = text();
    }
    case.alternatives =
        vec![Alternative::new(HOSTILE.into(), case.offer, Firmness::Written, case.equity_terms.clone())];
    case.inputs.files.push((HOSTILE.into(), "00".into()));
    case
}

/// No terminal escape and no mark that turns the direction of writing.
fn assert_tame(name: &str, text: &str) {
    for c in ['\u{1b}', '\u{202e}', '\u{200f}', '\u{7f}'] {
        assert!(!text.contains(c), "{c:?} stands in {name}");
    }
}

#[test]
fn nothing_that_a_person_wrote_runs_in_page_markdown_or_json() {
    let made = made(&hostile());
    let json = json::text(&made.result);
    for (name, text) in [("html", &made.html), ("md", &made.markdown), ("json", &json)] {
        assert_tame(name, text);
    }
    assert!(!made.html.contains("<img") && !made.html.contains("</script"), "markup in the page");
    assert!(
        !made.markdown.contains("<img") && !made.markdown.contains("[x](javascript"),
        "markup in Markdown"
    );
    assert!(made.html.contains("&lt;img src=x onerror=alert(1)&gt;"), "the text itself is there");
    serde_json::from_str::<serde_json::Value>(&json).expect("JSON");
}

#[test]
fn charts_hold_it_as_text() {
    let case = hostile();
    let advice = advise(&case, Settings { seed: 1, trials: 2_000 });
    let mut figures = made(&case).document.charts;
    figures.push(("market", chart::market(&case.market, None, &advice, &words("en"))));
    assert!(figures.len() > 3);
    for (name, figure) in figures {
        for backdrop in [Backdrop::Paper, Backdrop::Page] {
            let svg = Picture::new(&figure, WIDTH).expect("a picture").svg(backdrop).expect("an SVG");
            assert_tame(name, &svg);
            assert!(!svg.contains("<img") && !svg.contains("</script"), "markup in {name}");
        }
    }
}

#[test]
fn a_workbook_holds_it_as_text() {
    let case = hostile();
    let advice = advise(&case, Settings { seed: 1, trials: 2_000 });
    let findings = Findings::new(&case, &advice, HOSTILE);
    let document = report::compose(findings, &words("en")).expect("a sheet");
    let book = xlsx::sheet(&document, &findings).expect("a workbook");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book)).expect("an archive");
    for index in 0..archive.len() {
        let mut part = String::new();
        let mut entry = archive.by_index(index).expect("a part");
        std::io::Read::read_to_string(&mut entry, &mut part).expect("text");
        let name = entry.name().expect("a name").into_owned();
        assert_tame(&name, &part);
        assert!(!part.contains("<img"), "markup in {name}");
    }
}

#[test]
fn a_calendar_keeps_it_in_its_line() {
    let day = jiff::civil::date(2026, 5, 4);
    let entry =
        counteroffer::report::promotion::Entry { id: "review", first: day, last: day, what: HOSTILE.into() };
    let text = String::from_utf8(calendar::calendar(&[entry], HOSTILE, day)).expect("text");
    assert_tame("ics", &text);
    let begins = |line: &str| line.starts_with("BEGIN:") || line.starts_with("END:");
    assert_eq!(text.lines().filter(|line| begins(line)).count(), 4, "{text}");
}

#[test]
fn a_csv_of_the_years_and_the_table_of_a_coach_hold_it_as_text() {
    let case = hostile();
    let hostile = NamedPackage { id: PackageId::Alternative(0), name: HOSTILE.into(), package: case.offer };
    let packages = [NamedPackage::new(PackageId::Offer, case.offer, &case), hostile];
    let table = counteroffer::scenario::table(&case, &packages, Settings { seed: 1, trials: 500 });
    let csv = counteroffer::output::csv::years(&table.expect("the years"), None).expect("a table");
    assert_tame("csv", &csv);

    let sheet = made(&case).document;
    let client = Client {
        name: HOSTILE.into(),
        case: &case,
        verdict: Some(counteroffer::advice::Verdict::Ask),
        sheet: &sheet,
        missing: coach::missing(&case),
    };
    let mut facts = Facts::new();
    Whose { coach: Some(HOSTILE), redacted: false }.note(&mut facts);
    let index = coach::index(&[client], &words("en"), &facts);
    let templates = counteroffer::input::templates::read_templates(None, "en").expect("templates");
    let page =
        html::Page { template: (&templates.page.name, &templates.page.text), style: &templates.style.text };
    let page = html::sheet(&index, &page).expect("a page");
    let list = counteroffer::output::document::markdown::sheet(&index);
    assert!(!page.contains("href=\"javascript") && !list.contains("[x](javascript"), "an address of its own");
    for (name, text) in [("index.html", &page), ("index.md", &list)] {
        assert_tame(name, text);
        assert!(!text.contains("<img") && !text.contains("</script"), "markup in {name}");
    }
}
