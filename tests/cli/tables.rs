//! Tables as they come: each kind in a few rows, with its figures or the remedy.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Instant;

use serde_json::Value;

fn command(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_counteroffer")).args(args).output().unwrap()
}

fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path
}

/// The answer of `market` to a file, small samples shown.
fn market(bytes: impl AsRef<[u8]>, args: &[&str]) -> Result<Value, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "pay.csv", bytes);
    let all = ["market", path.to_str().unwrap(), "--format", "json", "--assume", "market.low-people=1"];
    let output = command(&[&all, args].concat());
    match output.status.code() {
        Some(0) => Ok(serde_json::from_slice(&output.stdout).unwrap()),
        _ => Err(String::from_utf8(output.stderr).unwrap()),
    }
}

/// n, p50 and the currency.
fn middle(bytes: impl AsRef<[u8]>, args: &[&str]) -> (u64, String, String) {
    let answer = market(bytes, args).unwrap_or_else(|told| panic!("{told}"));
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    (answer["n"].as_u64().unwrap(), text(&answer["percentiles"]["p50"]), text(&answer["currency"]))
}

fn is(n: u64, p50: &str, currency: &str) -> (u64, String, String) {
    (n, p50.to_owned(), currency.to_owned())
}

fn rows(head: &str, row: impl Fn(u32) -> String) -> String {
    format!("{head}\n{}", (0..5).map(|i| row(i) + "\n").collect::<String>())
}

#[test]
fn days_of_every_spelling() {
    for days in [
        ["24.11.2020", "25.11.2020", "26.11.2020", "1.12.2020", "2.12.2020"],
        ["44159", "44160", "44161", "44166", "44167"],
        ["11/24/2020", "11/25/2020", "11/26/2020", "12/1/2020", "12/2/2020"],
        ["24 Nov 2020", "25 Nov 2020", "26 Nov 2020", "1 Dec 2020", "2 Dec 2020"],
    ] {
        let text = rows("title,base,date", |i| format!("Dev,{},{}", 60_000 + i * 1_000, days[i as usize]));
        assert_eq!(market(&text, &[]).unwrap()["as_of"], "2020-11-26", "{days:?}");
    }
}

#[test]
fn days_that_could_be_two_are_a_question() {
    let text = rows("title,base,date", |i| format!("Dev,{},0{}/0{}/2020", 60_000 + i, i + 1, i + 2));
    let answer = market(&text, &[]).unwrap();
    assert_eq!(answer["as_of"], Value::Null);
    assert_eq!(answer["files"][0]["plan"]["open"][0]["what"], "dates");
    let told = market(&text, &["--from", "2020-01-01"]).unwrap_err();
    assert!(told.contains("--set dates=day-first or --set") && told.contains("could be two days"), "{told}");
    assert_eq!(market(&text, &["--set", "dates=day-first"]).unwrap()["as_of"], "2020-04-03");
    assert_eq!(market(&text, &["--set", "dates=month-first"]).unwrap()["as_of"], "2020-03-04");
}

#[test]
fn currencies_by_cell_header_and_sign() {
    let cells = ["\"USD\tUnited States dollar\"", "usd", "US dollar", "$", "USD"];
    let text =
        rows("title\tbase\tcurrency", |i| format!("Dev\t{}\t{}", 60_000 + i * 1_000, cells[i as usize]));
    assert_eq!(middle(&text, &[]), is(5, "62000", "USD"));
    let text = rows("Job Title,Salary (GBP)", |i| format!("Dev,{}", 60_000 + i * 1_000));
    assert_eq!(middle(&text, &[]), is(5, "62000", "GBP"));
    let text = rows("title;base", |i| format!("Dev;{}\u{2009}000 €", 60 + i));
    assert_eq!(middle(&text, &[]), is(5, "62000", "EUR"));
    // The krone of several countries.
    let text = rows("title,base", |i| format!("Dev,{} 000 kr", 500 + i));
    assert!(market(&text, &[]).unwrap_err().contains("--currency"));
    assert_eq!(middle(&text, &["--currency", "SEK"]), is(5, "502000", "SEK"));
}

#[test]
fn pay_that_is_no_point() {
    let text =
        "name,employer,salary_from,salary_to\nA,X,60000,80000\nB,Y,70000,\nC,Z,,90000\nD,W,50000,70000\n";
    assert_eq!(middle(text, &[]), is(4, "70000", "USD"));
    assert_eq!(middle(text, &["--set", "range=high"]), is(4, "75000", "USD"));
    let text = rows("Job,Company,Salary,,\nTitle,,Min,Max,Currency", |i| {
        format!("Dev,C{i},{},{},EUR", 60_000 + i * 1_000, 80_000 + i * 1_000)
    });
    assert_eq!(middle(&text, &[]), is(5, "72000", "EUR"));
}

#[test]
fn units_in_every_word() {
    let text = "title,base,Pay Basis\nDev,60000,annually\nDev,60000,p.a.\nDev,240,day\nDev,2400,fortnightly\n\
                Dev,2600,semi-monthly\nDev,2400,Bi Weekly\nDev,5000,monthly\nDev,30,H\n";
    let answer = market(text, &[]).unwrap();
    assert_eq!((&answer["n"], &answer["percentiles"]["p50"]), (&8.into(), &"62400".into()));
}

#[test]
fn separators_line_ends_and_letters() {
    let plain =
        |sign: &str| rows(&["title", "base"].join(sign), |i| format!("Dev{sign}{}", 60_000 + i * 1_000));
    for text in [
        plain("|"),
        plain("\t"),
        format!("sep=;\n{}", plain(";")),
        plain(",").replace('\n', "\r"),
        format!("\n\nA survey\n\n{}", plain(";")),
    ] {
        assert_eq!(middle(&text, &[]), is(5, "62000", "USD"), "{text:?}");
    }
    let russian = rows("Должность;Оклад;Валюта", |i| {
        format!("Менеджер по продажам;{} 000;RUR", 60 + i)
    });
    let bytes = encoding_rs::WINDOWS_1251.encode(&russian).0;
    assert_eq!(middle(&bytes, &["--title", "менеджер*"]), is(5, "62000", "RUB"));
}

#[test]
fn what_is_no_table_says_the_way_out() {
    for (bytes, word) in [("PAR1....", "Parquet"), ("[{\"a\":1}]", "JSON"), ("<!DOCTYPE html>", "web page")] {
        let told = market(bytes, &[]).unwrap_err();
        assert!(told.contains(word) && told.contains("hint:"), "{told}");
    }
    let text = rows("title,base", |i| format!("Dev,{}.000", 52 + i));
    let told = market(&text, &[]).unwrap_err();
    assert!(told.contains("decimal=point") && told.contains("--decimal-comma"), "{told}");
    assert_eq!(middle(&text, &["--set", "decimal=comma"]), is(5, "54000", "USD"));
}

#[test]
fn what_is_lost_is_told_and_lowers_the_confidence() {
    let text = |lost: u32| {
        let row = |i: u32| {
            format!("Dev,F{},{},{}\n", i % 6, 60_000 + i, if i < lost { "per shift" } else { "year" })
        };
        format!("title,company,base,unit\n{}", (0..40).map(row).collect::<String>())
    };
    let fine = market(text(3), &[]).unwrap();
    assert_eq!(
        (&fine["confidence"], &fine["files"][0]["lost"][0]["texts"]["per shift"]),
        (&"high".into(), &3.into())
    );
    let warned = market(text(6), &[]).unwrap();
    assert_eq!((&warned["warnings"][0]["what"], &warned["confidence"]), (&"lost".into(), &"medium".into()));
    // Rows about something else are no loss.
    assert_eq!(market(text(6), &["--title", "Dev"]).unwrap()["rows_not_asked_for"], 0);
    let told = market(text(20), &[]).unwrap_err();
    assert!(told.contains("20 of 40 rows are lost") && told.contains("`per shift` (20)"), "{told}");
}

#[test]
fn sources_are_aged_before_they_are_blended() {
    let folder = tempfile::tempdir().unwrap();
    let old = "source,component,p50,sample_size,companies,as_of\nOld,base,100000,10,9,2022-07-01\n";
    let new = "source,component,p50,sample_size,companies,as_of\nNew,base,100000,990,9,2026-07-01\n";
    let (old, new) = (write(folder.path(), "old.csv", old), write(folder.path(), "new.csv", new));
    let args = ["--blend", "incumbents", "--as-of", "2026-07-01", "--aging-rate", "5%", "--format", "json"];
    let output =
        command(&[&["market", old.to_str().unwrap(), new.to_str().unwrap()], args.as_slice()].concat());
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    // (10·100,000·1.05⁴ + 990·100,000)/1,000.
    let p50 = answer["percentiles"]["p50"].as_str().or(answer["groups"][0]["percentiles"]["p50"].as_str());
    assert_eq!(p50.unwrap().split('.').next(), Some("100215"));
}

#[test]
fn a_wrong_export_costs_neither_time_nor_pages() {
    let folder = tempfile::tempdir().unwrap();
    let wide: String = (0..10_000).map(|i| format!(",c{i}")).collect();
    let wide = format!("level,base_min,base_mx{wide}\nL5,1,2{}\n", ",1".repeat(10_000));
    let long = format!("level,base_min,base_max\nL5,{},2\n", "x".repeat(10_000_000));
    let many = format!("level,base_min,base_max\n{}", "L5,x,2\n".repeat(10_000));
    for (name, text, word) in [
        ("wide.csv", wide, "and 9,9"),
        ("long.csv", long, "10000000 letters"),
        ("many.csv", many, "and 9,980 more"),
    ] {
        let path = write(folder.path(), name, text);
        let start = Instant::now();
        let output = command(&["check", path.to_str().unwrap()]);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(
            told.contains(word) && told.len() < 20_000,
            "{name}: {} {}",
            told.len(),
            &told[told.len() - 200..]
        );
        // Of a build without optimization, on a busy machine.
        assert!(start.elapsed().as_secs() < 30, "{name}: {:?}", start.elapsed());
    }
    // Two cells in opposite corners of a sheet would be seventeen thousand million.
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "level").unwrap();
    sheet.write_string(1_048_575, 16_383, "x").unwrap();
    let path = write(folder.path(), "corners.xlsx", book.save_to_buffer().unwrap());
    let told = command(&["band", "--bands", path.to_str().unwrap()]);
    assert_eq!(told.status.code(), Some(2));
    assert!(String::from_utf8(told.stderr).unwrap().contains("reaches over 1048576 rows and 16384 columns"));
}

/// A workbook of LibreOffice, as its format has it: a table of these rows; what reads as a number
/// or a day is stored as one, beside the text that the program shows of it.
fn open_document(rows: &[[&str; 3]]) -> Vec<u8> {
    let cell = |text: &str| match (text.parse::<f64>(), text.split('-').count()) {
        (Ok(number), _) => {
            format!(
                "<table:table-cell office:value-type=\"float\" office:value=\"{number}\"><text:p>{number}</text:p></table:table-cell>"
            )
        }
        (_, 3) => {
            format!(
                "<table:table-cell office:value-type=\"date\" office:date-value=\"{text}\"><text:p>1/2/03</text:p></table:table-cell>"
            )
        }
        _ => format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        ),
    };
    let row = |row: &[&str; 3]| {
        format!(
            "<table:table-row>{}</table:table-row>",
            row.iter().map(|text| cell(text)).collect::<String>()
        )
    };
    let rows: String = rows.iter().map(row).collect();
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         <table:table table:name=\"Pay\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let mut file = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let manifest = "<?xml version=\"1.0\"?><manifest:manifest \
                    xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_str()),
        ("META-INF/manifest.xml", manifest),
    ] {
        file.start_file(name, stored).unwrap();
        std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
    }
    file.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_of_libreoffice_is_read_as_the_same_rows_of_text() {
    let rows = [
        ["title", "base", "date"],
        ["Dev", "60000", "2020-11-24"],
        ["Dev", "61000.5", "2020-11-25"],
        ["Nurse", "52000", "2020-11-26"],
        ["Dev", "63000", "2020-11-27"],
    ];
    let text: String = rows.iter().map(|row| row.join(",") + "\n").collect();
    let (book, plain) =
        (market(open_document(&rows), &["--title", "Dev"]), market(text, &["--title", "Dev"]));
    let (book, plain) = (book.unwrap(), plain.unwrap());
    assert_eq!((&book["n"], &book["percentiles"]["p50"]), (&3.into(), &"61000.5".into()));
    for key in ["percentiles", "as_of", "n", "currency", "confidence"] {
        assert_eq!(book[key], plain[key], "{key}");
    }
}
