//! The workbook: live formulas, and what LibreOffice makes of them.

use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, DataType, Reader as _, Xlsx};
use counteroffer::advice::advise;
use counteroffer::domain::{Case, NamedPackage, PackageId};
use counteroffer::output::document::xlsx;
use counteroffer::report::{self, Findings};
use counteroffer::scenario;
use counteroffer::simulate::Settings;
use regex::Regex;

use super::{alloy, usd, words};

const FEW: Settings = Settings { seed: 1, trials: 2_000 };

type Book = Xlsx<std::io::BufReader<std::fs::File>>;

/// The workbook of a case with its years.
fn made(case: &Case) -> Vec<u8> {
    let advice = advise(case, FEW);
    let years = scenario::table(case, &advice.lineup(case), FEW).expect("the years");
    let findings = Findings { years: Some(&years), ..Findings::new(case, &advice, "counteroffer") };
    let document = report::compose(findings, &words("en")).expect("a sheet");
    xlsx::sheet(&document, &findings).expect("a workbook")
}

fn opened(path: &Path) -> Book {
    calamine::open_workbook(path).expect("a workbook")
}

/// Every cell of a page that has a formula, with its number.
fn computed(book: &mut Book, page: &str) -> Vec<((u32, u32), f64)> {
    let formulas = book.worksheet_formula(page).expect("a page");
    let values = book.worksheet_range(page).expect("a page");
    let (top, left) = formulas.start().unwrap_or_default();
    let cells = formulas.used_cells().filter(|(_, _, formula)| !formula.is_empty());
    let at = cells.map(|(row, column, _)| (top + row as u32, left + column as u32));
    at.map(|at| (at, values.get_value(at).and_then(Data::as_f64).expect("a number"))).collect()
}

/// Every text of a page of a workbook.
pub fn texts(book: &[u8], page: &str) -> String {
    let mut read: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(book)).expect("a workbook");
    let cells = read.worksheet_range(page).expect("a page");
    cells.used_cells().filter_map(|(_, _, cell)| cell.get_string()).collect::<Vec<_>>().join("\n")
}

#[test]
fn formulas_are_live_and_text_of_a_case_is_text() {
    let mut case = alloy();
    for (claim, text) in case.evidence.iter_mut().zip(["=HYPERLINK(\"x\")", "+1+cmd|' /C calc'!A0"]) {
        claim.claim = text.into();
    }
    case.role.title = Some("@SUM(1+1)".into());
    case.context.beyond_money = vec!["-2+3".into(), "=1+1".into()];
    let book = made(&case);
    assert_eq!(book, made(&case), "the same bytes each time");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sheet.xlsx");
    std::fs::write(&path, &book).expect("written");
    assert!(counteroffer::output::files::is_ours(&path), "it carries the mark");
    let mut read = opened(&path);
    assert!(computed(&mut read, "Position").len() > 10, "live formulas");
    let values = read.worksheet_range("Position").expect("a page");
    let offer = values.get((3, 2)).and_then(DataType::as_f64).expect("the offer's value");
    assert!((offer - advise(&case, FEW).offer.value.to_f64()).abs() < 0.005, "{offer}");
    for page in ["Sheet", "Inputs"] {
        assert_eq!(computed(&mut read, page), [], "no formula from what a person wrote on {page}");
    }
    let told = read.worksheet_range("Sheet").expect("a page");
    let texts: Vec<&str> = told.used_cells().filter_map(|(_, _, cell)| cell.get_string()).collect();
    assert!(texts.iter().any(|text| text.contains("=HYPERLINK")), "the text itself is there");
}

/// Every cell that LibreOffice works out anew equals what the program wrote.
#[test]
#[ignore = "needs LibreOffice: cargo test --test sheet -- --ignored libreoffice"]
fn libreoffice_recalculates_the_same_figures() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = made(&alloy());
    let ours = folder.path().join("ours.xlsx");
    std::fs::write(&ours, &book).expect("written");
    let theirs = recalculated(folder.path(), &without_results(&book, &[]));
    let mut count = 0;
    for page in ["Position", "Years"] {
        let (ours, theirs) = (computed(&mut opened(&ours), page), computed(&mut opened(&theirs), page));
        assert_eq!(ours.len(), theirs.len(), "{page}");
        for ((at, our), (_, their)) in ours.iter().zip(&theirs) {
            assert!((our - their).abs() < 0.005, "{page} {at:?}: {our} is {their} in LibreOffice");
        }
        count += ours.len();
    }
    assert!(count > 60, "only {count} formulas");
    assert_agrees_with_json(&mut opened(&theirs));
}

/// Values of packages and totals of years as `result.json` has them.
fn assert_agrees_with_json(book: &mut Book) {
    let case = alloy();
    let advice = advise(&case, FEW);
    let years = scenario::table(&case, &advice.lineup(&case), FEW).expect("the years");
    let findings = Findings { years: Some(&years), ..Findings::new(&case, &advice, "counteroffer") };
    let json = counteroffer::output::result::sheet(&findings);
    let amount =
        |pointer: &str| json.pointer(pointer).and_then(|v| v.as_str()?.parse::<f64>().ok()).expect(pointer);
    let position = book.worksheet_range("Position").expect("a page");
    for (column, name) in [(1, "current"), (2, "offer"), (3, "anchor"), (4, "expected")] {
        let value = position.get_value((3, column)).and_then(Data::as_f64).expect("a number");
        assert!((value - amount(&format!("/anchor/{name}/value"))).abs() < 0.005, "{name} is worth {value}");
    }
    let told = book.worksheet_range("Years").expect("a page");
    let is_total = |cell: &Data| cell.get_string().is_some_and(|name| name.eq_ignore_ascii_case("total"));
    let totals: Vec<usize> = told
        .used_cells()
        .filter(|(_, column, cell)| *column == 0 && is_total(cell))
        .map(|(row, ..)| row)
        .collect();
    assert_eq!(totals.len(), years.packages.len(), "a block for each package");
    for (index, package) in years.packages.iter().enumerate() {
        for year in 0..package.years.len() {
            let total = told.get((totals[index], 1 + year)).and_then(DataType::as_f64).expect("a total");
            let at = format!("/scenarios/packages/{index}/years/{year}/mean");
            assert!((total - amount(&at)).abs() < 0.005, "{at}: {total}");
        }
    }
}

/// With another base in the offer's cell, the formulas say what the program
/// says of a case with that base.
#[test]
#[ignore = "needs LibreOffice: cargo test --test sheet -- --ignored libreoffice"]
fn libreoffice_follows_a_changed_input_as_the_program_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let case = alloy();
    let changed = Case {
        offer: counteroffer::domain::Package { base: usd(205_000), bonus: usd(11_000), ..case.offer },
        ..case.clone()
    };
    let cells = [("C4", "205000"), ("C5", "11000")];
    let theirs = recalculated(folder.path(), &without_results(&made(&case), &cells));
    let mut book = opened(&theirs);
    let position = book.worksheet_range("Position").expect("a page");
    let advice = advise(&changed, FEW);
    let number =
        |row: u32, column: u32| position.get_value((row, column)).and_then(Data::as_f64).expect("a number");
    assert!((number(3, 2) - advice.offer.value.to_f64()).abs() < 0.005, "the value of the offer");
    let today = advice.current.as_ref().expect("today").over_offer;
    assert!((number(4, 1) - today).abs() < 1e-6, "today's pay over the offer");
    let place = advice.offer.range_penetration.expect("a band");
    assert!((number(6, 2) - place).abs() < 1e-9, "its place in the band");
    let years =
        scenario::table(&changed, &[NamedPackage::new(PackageId::Offer, changed.offer, &changed)], FEW)
            .expect("the years");
    let told = book.worksheet_range("Years").expect("a page");
    let top = told.used_cells().find(|(_, _, cell)| cell.get_string() == Some("offer")).expect("the offer").0;
    for (year, line) in years.packages[0].years.iter().enumerate() {
        let total = told.get((top + 6, 1 + year)).and_then(DataType::as_f64).expect("a total");
        // Factors are of whole cents, so that a changed input may be a cent off.
        assert!((total - line.mean.to_f64()).abs() < 0.011, "year {year}: {total} is {}", line.mean);
    }
}

/// The workbook without the results that were stored beside its formulas, so
/// that whoever opens it has to work them out, and with other inputs.
fn without_results(book: &[u8], inputs: &[(&str, &str)]) -> Vec<u8> {
    let stored = Regex::new(r"(</f>)<v>[^<]*</v>").expect("a pattern");
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).expect("an archive");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).expect("text");
        if name.starts_with("xl/worksheets/") {
            text = stored.replace_all(&text, "$1").into_owned();
        }
        if name == "xl/worksheets/sheet2.xml" {
            for (cell, value) in inputs {
                let pattern = format!(r#"(<c r="{cell}"[^>]*><v>)[^<]*(</v>)"#);
                let found = Regex::new(&pattern).expect("a pattern");
                assert!(found.is_match(&text), "no number in {cell}");
                text = found.replace(&text, format!("${{1}}{value}${{2}}")).into_owned();
            }
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        out.write_all(text.as_bytes()).expect("written");
    }
    out.finish().expect("an archive").into_inner()
}

/// What LibreOffice saves after opening the workbook.
fn recalculated(folder: &Path, book: &[u8]) -> PathBuf {
    converted(folder, book, "xlsx")
}

/// What LibreOffice makes of a workbook.
fn converted(folder: &Path, book: &[u8], kind: &str) -> PathBuf {
    let (from, to) = (folder.join("changed.xlsx"), folder.join("out"));
    std::fs::write(&from, book).expect("written");
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", kind, "--outdir"])
        .args([&to, &from])
        .output()
        .expect("LibreOffice (soffice) is installed");
    let path = to.join(format!("changed.{kind}"));
    assert!(path.exists(), "{}", String::from_utf8_lossy(&run.stderr));
    path
}

/// The first part of the sheet, the inputs, the position, the years.
#[test]
#[ignore = "needs LibreOffice: cargo test --test sheet -- --ignored libreoffice"]
fn libreoffice_prints_four_pages() {
    let folder = tempfile::tempdir().expect("a folder");
    let pdf = std::fs::read(converted(folder.path(), &made(&alloy()), "pdf")).expect("a print");
    let page = regex::bytes::Regex::new(r"/Type\s*/Page\b").expect("a pattern");
    assert_eq!(page.find_iter(&pdf).count(), 4);
}
