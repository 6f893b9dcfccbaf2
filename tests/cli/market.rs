//! `counteroffer market` on files made here.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::{printed, refused};

const HEADER: &str = "timestamp,company,level,title,totalyearlycompensation,location,yearsofexperience,\
                      yearsatcompany,tag,basesalary,stockgrantvalue,bonus";

/// Rows in the schema of Levels.fyi: twelve people at six companies.
fn rows() -> Vec<String> {
    (0..12)
        .map(|i| {
            let total = 100_000 + i * 10_000;
            format!(
                "1/{}/2020 10:00:00,Company {},L{},Engineer,{total},\"Berlin, BE\",{i},1,NA,{total},0,0",
                i + 1,
                i % 6,
                i % 2
            )
        })
        .collect()
}

fn write(folder: &Path, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn file_of(folder: &Path, name: &str, rows: &[String]) -> PathBuf {
    write(folder, name, format!("{HEADER}\n{}\n", rows.join("\n")))
}

#[test]
fn text_fits_eighty_columns_and_says_what_stands_behind_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = file_of(folder.path(), "levels.csv", &rows());
    let text = printed(&["market", path.to_str().unwrap(), "--title", "engineer"]);
    assert!(text.contains("n 12 from 6 companies · confidence medium"), "{text}");
    // Type 7 of 100, 110, …, 210 thousand: the median lies at 155,000.
    assert!(text.contains("111,000     127,500     155,000     182,500     199,000"), "{text}");
    let beyond = |line: &&str| line.chars().count() > 80 && !line.contains('/');
    assert_eq!(text.lines().find(beyond), None);
}

#[test]
fn the_order_of_rows_and_the_number_of_threads_change_no_byte() {
    let folder = tempfile::tempdir().unwrap();
    // Enough rows for several blocks, with quotes and line breaks in them.
    let mut many = Vec::new();
    for copy in 0..6_000 {
        for row in rows() {
            let mut row =
                row.replace("Berlin", if copy % 7 == 0 { "Ber\nlin \"\"Mitte\"\"" } else { "Berlin" });
            write!(row, "{}", copy % 10).unwrap();
            many.push(row);
        }
    }
    let path = file_of(folder.path(), "levels.csv", &many);
    let path = path.to_str().unwrap();
    let ask = |threads: &str| {
        printed(&["market", path, "--by", "level,company", "--format", "json", "--threads", threads])
    };
    let first = ask("1");
    assert_eq!(first, ask("2"));
    assert_eq!(first, ask("7"));
    many.reverse();
    many.rotate_left(1_234);
    file_of(folder.path(), "levels.csv", &many);
    assert_eq!(first, ask("3"));
    assert!(first.contains("\"rows_used\": 72000"), "{}", &first[..600]);
}

#[test]
fn a_quotation_mark_in_a_bare_cell_breaks_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut many: Vec<String> = (0..800).flat_map(|_| rows()).collect();
    many[17] = many[17].replace("Engineer", "Engi\"neer");
    let path = file_of(folder.path(), "levels.csv", &many);
    let text = printed(&["market", path.to_str().unwrap(), "--format", "json"]);
    assert!(text.contains("\"rows_used\": 9600"), "{text}");
}

#[test]
fn rows_that_cannot_be_used_are_counted_by_reason() {
    let folder = tempfile::tempdir().unwrap();
    let mut some = rows();
    some[0] = some[0].replace("100000", "lots");
    some[1] = some[1].replace("110000", "-5");
    some[2] = some[2].replace("120000", "");
    some[3].push_str(",more,cells");
    some[4].push('\0');
    let path = file_of(folder.path(), "levels.csv", &some);
    let answer: serde_json::Value =
        serde_json::from_str(&printed(&["market", path.to_str().unwrap(), "--format", "json"])).unwrap();
    assert_eq!(
        answer["rows_skipped"],
        serde_json::json!({
            "wrong number of cells": 1,
            "NUL byte in the row": 1,
            "amount not readable": 1,
            "no amount": 1,
            "amount not above zero": 1
        })
    );
    assert_eq!((&answer["rows_read"], &answer["n"]), (&12.into(), &7.into()));
}

#[test]
fn too_few_people_or_companies_are_withheld_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let path = file_of(folder.path(), "levels.csv", &rows()[..4]);
    let text = printed(&["market", path.to_str().unwrap()]);
    assert!(text.contains("Withheld: n 4 is below the floor of 5."), "{text}");
    let one: Vec<String> = rows().iter().map(|row| row.replacen("Company ", "Comp,", 0)).collect();
    let one: Vec<String> =
        one.iter().map(|row| regex::Regex::new("Company .").unwrap().replace(row, "Alloy").into()).collect();
    let path = file_of(folder.path(), "levels.csv", &one);
    let text = printed(&["market", path.to_str().unwrap()]);
    assert!(text.contains("Withheld: 1 company is below the floor of 3."), "{text}");
}

#[test]
fn bad_files_are_refused_each_with_its_word() {
    let folder = tempfile::tempdir().unwrap();
    let refuse = |name: &str, bytes: &[u8]| {
        let path = write(folder.path(), name, bytes);
        let word = refused(&["market", path.to_str().unwrap(), "--component", "total"]);
        word.replace(&format!("{}/", folder.path().display()), "")
    };
    assert!(refuse("empty.csv", b"").contains("empty.csv: the file is empty"));
    assert!(refuse("head.csv", format!("{HEADER}\n").as_bytes()).contains("head.csv: a header and no rows"));
    assert!(refuse("zeros.csv", &[0; 100]).contains("zeros.csv: NUL bytes in its first line"));
    assert!(
        refuse("other.csv", b"a,b\n1,2\n")
            .contains("other.csv:1: not the header of a known market file: a, b")
    );
    assert!(refuse("cut.csv.gz", b"\x1f\x8b\x08\0\0\0\0\0\0\x03abc").contains("the archive is damaged"));
    assert!(refuse("cut.zip", b"PK\x03\x04abc").contains("a zip file that cannot be read"));
    assert!(refuse("old.xls", b"\xd0\xcf\x11\xe0abc").contains("an old or encrypted Office file"));
    let word = refused(&["market", "no-such-file.csv"]);
    assert!(word.contains("no-such-file.csv: there is no such file"), "{word}");
}

#[test]
fn a_line_without_end_is_refused_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = format!("{HEADER}\n{}\n", rows().join("\n")).into_bytes();
    text.extend(std::iter::repeat_n(b'x', 40_000_000));
    let path = write(folder.path(), "long.csv", text);
    let word = refused(&["market", path.to_str().unwrap()]);
    assert!(word.contains("long.csv:14: a row longer than 16 MB begins here"), "{word}");
}

#[test]
fn packed_and_recoded_files_are_read_in_place() {
    use std::io::Write as _;
    let folder = tempfile::tempdir().unwrap();
    let text = format!("{HEADER}\n{}\n", rows().join("\n")).replace("Company 1", "L'ORÉAL");
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gz.write_all(text.as_bytes()).unwrap();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("inside.csv", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(text.as_bytes()).unwrap();
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let latin: Vec<u8> = text.chars().map(|c| c as u8).collect();
    let crlf = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let answers: Vec<String> = [
        ("plain.csv", text.clone().into_bytes()),
        ("packed.csv.gz", gz.finish().unwrap()),
        ("packed.zip", zip.finish().unwrap().into_inner()),
        ("utf16.csv", utf16),
        ("latin.csv", latin),
        ("crlf.csv", crlf.into_bytes()),
        ("semicolons.csv", text.replace("\"Berlin, BE\"", "Berlin").replace(',', ";").into_bytes()),
    ]
    .into_iter()
    .map(|(name, bytes)| {
        let path = write(folder.path(), name, bytes);
        printed(&[
            "market",
            path.to_str().unwrap(),
            "--by",
            "company",
            "--exact",
            "company",
            "--format",
            "csv",
        ])
    })
    .collect();
    assert!(answers[0].contains("L'ORÉAL,total,USD,2,1"), "{}", answers[0]);
    for answer in &answers {
        assert_eq!(answer, &answers[0]);
    }
}
