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
    assert!(text.contains("111,000  127,500  155,000  182,500  199,000"), "{text}");
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
    assert!(answers[0].contains("L'ORÉAL,,total,USD,2,1"), "{}", answers[0]);
    for answer in &answers {
        assert_eq!(answer, &answers[0]);
    }
}

fn json_of(args: &[&str]) -> serde_json::Value {
    serde_json::from_str(&printed(&[args, &["--format", "json"]].concat())).unwrap()
}

#[test]
fn a_differential_moves_raw_rows_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let path = file_of(folder.path(), "levels.csv", &rows());
    let table = write(folder.path(), "geo.csv", "location,differential\n\"Berlin, BE\",1.25\nParis,150%\n");
    let (path, table) = (path.to_str().unwrap(), table.to_str().unwrap());
    let factor = json_of(&["market", path, "--differential", "1.2"]);
    // The median of 155,000 times 1.2.
    assert_eq!(factor["percentiles"]["p50"], "186000");
    assert_eq!(factor["adjustments"][0]["factor"], 1.2);
    let country = json_of(&["market", path, "--differential", "Paris", "--differentials", table]);
    assert_eq!(country["percentiles"]["p50"], "232500");
    // The rows are all of Berlin: asked for as such, they move from there, 1.5/1.25.
    let args =
        ["market", path, "--location", "Berlin, BE", "--differential", "Paris", "--differentials", table];
    let between = json_of(&args);
    assert_eq!(between["percentiles"]["p50"], "186000");
    let step = &between["adjustments"][0];
    assert_eq!(step["what"], "geographic differential from Berlin, BE to Paris");
    assert!(step["why"].as_str().unwrap().contains("Paris 150% over Berlin, BE 1.25"), "{step}");
    let word = refused(&["market", path, "--differential", "Pariss", "--differentials", table]);
    assert!(word.contains("did you mean `Paris`?"), "{word}");
    let bad = write(folder.path(), "bad.csv", "location,differential\nRome,20%\n,1\n");
    let word = refused(&["market", path, "--differential", "Rome", "--differentials", bad.to_str().unwrap()]);
    assert!(word.contains("`20%` is no differential") && word.contains("2 problems"), "{word}");
}

#[test]
fn a_differential_from_the_built_in_states() {
    // Medians of all occupations in May 2025: California 58,240, the United States 50,980.
    let args = ["market", "--occupation", "software developers", "--differential", "Fresno, CA"];
    let answer = json_of(&args);
    assert_eq!(answer["adjustments"][0]["factor"], 58_240.0 / 50_980.0);
    // 135,980 · 58,240/50,980.
    assert_eq!(answer["percentiles"]["p50"], "155344.75");
    let why = answer["adjustments"][0]["why"].as_str().unwrap();
    assert!(why.contains("OEWS of May 2025") && why.contains("California stands for Fresno, CA"), "{why}");
}

#[test]
fn rates_convert_rows_and_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let row = |i: usize| {
        let (pay, currency) =
            if i.is_multiple_of(2) { (100_000 + i * 1_000, "USD") } else { (90_000 + i * 900, "EUR") };
        format!("Engineer,Company {i},{pay},{currency}")
    };
    let text = format!("title,company,base,currency\n{}\n", (0..11).map(row).collect::<Vec<_>>().join("\n"));
    let path = write(folder.path(), "pay.csv", text);
    let rates = write(
        folder.path(),
        "rates.csv",
        "from,to,rate,as_of\nUSD,EUR,0.9,2026-01-01\nUSD,EUR,0.5,2027-01-01\n",
    );
    let (path, rates) = (path.to_str().unwrap(), rates.to_str().unwrap());
    let word = refused(&["market", path]);
    assert!(word.contains("several currencies: rows in USD (6), EUR (5)"), "{word}");
    let args = ["market", path, "--currency", "USD", "--rates", rates, "--as-of", "2026-06-01"];
    let answer = json_of(&args);
    // Every row is 100,000 + 1,000·i dollars.
    assert_eq!((&answer["n"], &answer["percentiles"]["p50"]), (&11.into(), &"105000".into()));
    let step = &answer["adjustments"][0];
    assert_eq!(
        (&step["what"], &step["why"]),
        (&"EUR converted to USD".into(), &"1 USD = 0.9 EUR on 2026-01-01".into())
    );
    let none = write(folder.path(), "none.csv", "from,to,rate,as_of\nGBP,USD,1.2,2026-01-01\n");
    let answer = json_of(&["market", path, "--currency", "USD", "--rates", none.to_str().unwrap()]);
    assert_eq!(answer["rows_skipped"]["no exchange rate"], 5);
    assert!(refused(&["market", path, "--rates", rates]).contains("convert to which currency?"));
}

#[test]
fn rejects_are_written_with_their_reason_and_without_gender() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = format!("{HEADER},gender,Race\n");
    for (i, row) in rows().iter().enumerate() {
        let pay = if i == 3 { row.replace("130000", "lots") } else { row.clone() };
        let tail = if i == 5 { ",Female,Black,extra" } else { ",Female,Black" };
        writeln!(text, "{pay}{tail}").unwrap();
    }
    let path = write(folder.path(), "levels.csv", text);
    let rejects = folder.path().join("rejects.csv");
    printed(&["market", path.to_str().unwrap(), "--rejects", rejects.to_str().unwrap()]);
    let found = std::fs::read_to_string(&rejects).unwrap();
    let lines: Vec<&str> = found.lines().collect();
    assert_eq!(lines.len(), 3, "{found}");
    assert!(
        lines[1].contains(",5,amount not readable,") && lines[2].contains(",7,wrong number of cells,"),
        "{found}"
    );
    assert!(!found.contains("Female") && !found.contains("Black"), "{found}");
}

#[test]
fn explain_tells_each_step_and_experience_narrows() {
    let folder = tempfile::tempdir().unwrap();
    let path = file_of(folder.path(), "levels.csv", &rows());
    let path = path.to_str().unwrap();
    let args =
        ["market", path, "--explain", "--as-of", "2021-01-07", "--aging-rate", "4%", "--differential", "1.1"];
    let text = printed(&args).split_whitespace().collect::<Vec<_>>().join(" ");
    for step in [
        "1. 12 rows were read from one file.",
        "median is number 6.5",
        "cost of labor, as given",
        "confidence medium",
    ] {
        assert!(text.to_lowercase().contains(&step.to_lowercase()), "{step}: {text}");
    }
    // Half of the rows lie before 6 January 2020: 12.03 months at 4%, then times 1.1.
    assert!(text.contains("aged from 2020-01-06 to 2021-01-07"), "{text}");
    // Years 3 to 7: totals of 130 to 170 thousand.
    let few = json_of(&["market", path, "--experience", "3-7"]);
    assert_eq!((&few["n"], &few["percentiles"]["p50"]), (&5.into(), &"150000".into()));
    assert_eq!(json_of(&["market", path, "--experience", "7-"])["n"], 5);
    assert_eq!(json_of(&["market", path, "--experience", "-4"])["n"], 5);
    assert!(refused(&["market", path, "--experience", "many"]).contains("write 3-7, 5- or -2"));
}

#[test]
fn levels_are_a_ladder_of_steps() {
    let folder = tempfile::tempdir().unwrap();
    let path = file_of(folder.path(), "levels.csv", &rows());
    let path = path.to_str().unwrap();
    let answer = json_of(&["market", path, "--by", "level"]);
    // L0: 100, 120, …, 200; L1: 110, …, 210: medians 150 and 160 thousand.
    let step = &answer["groups"][1]["step"];
    assert_eq!(
        (&step["from"], &step["money"], &step["fraction"]),
        (&"L0".into(), &"10000".into(), &(10.0 / 150.0).into())
    );
    assert!(printed(&["market", path, "--by", "level"]).contains("+10,000 +7%"));
}

#[test]
fn companies_may_count_the_same_and_a_large_one_is_said() {
    let folder = tempfile::tempdir().unwrap();
    // Five companies: one pays 100 to 104 thousand ten times over, the others 200 to 230.
    let mut some = Vec::new();
    for i in 0..10 {
        some.push(format!("1/1/2018,Large,L1,Engineer,{},Berlin,1,1,NA,0,0,0", 100_000 + i % 5 * 1_000));
    }
    for (i, name) in ["A", "B", "C", "D"].iter().enumerate() {
        for _ in 0..2 {
            some.push(format!("1/1/2018,{name},L1,Engineer,{},Berlin,1,1,NA,0,0,0", 200_000 + i * 10_000));
        }
    }
    some.push("1/1/2018,E,L1,Engineer,900000,Berlin,1,1,NA,0,0,0".to_owned());
    let path = file_of(folder.path(), "levels.csv", &some);
    let path = path.to_str().unwrap();
    let incumbents = printed(&["market", path, "--as-of", "2021-01-01"]);
    assert!(incumbents.contains("Large is 53% of the rows: --weight company"), "{incumbents}");
    assert!(incumbents.contains("the data are 36 months old, more than 24"), "{incumbents}");
    assert!(!printed(&["market", path, "--as-of", "2019-12-01"]).contains("months old"));
    // Medians of the companies: 102, 200, 210, 220, 230; their median is 210 thousand. One row is no company's pay.
    let organizations = json_of(&["market", path, "--weight", "company"]);
    assert_eq!(organizations["percentiles"]["p50"], "210000");
    assert_eq!(organizations["adjustments"][0]["what"], "organization-weighted");
    let why = "the median of the own percentiles of 5 companies; 1 of one row count for nothing";
    assert_eq!(organizations["adjustments"][0]["why"], why);
    // Sorted rows: the tenth of nineteen lies at 104 thousand.
    assert_eq!(json_of(&["market", path])["percentiles"]["p50"], "104000");
}

#[test]
fn published_percentiles_are_a_market_file_too() {
    let folder = tempfile::tempdir().unwrap();
    let head = "source,family,level,currency,component,p25,p50,p75,sample_size,companies,as_of";
    let text = format!(
        "{head}\nRadford,Product,P3,USD,base,140000,160000,180000,240,40,2026-01-01\n\
         Mercer,Product,P4,EUR,base,,171000,239200+,24,4,2026-01-01\n\
         Mercer,Product,P5,USD,base,1,2,3,4,2,2026-01-01\nClub,Product,P6,USD,base,170000,,210000,,,\n"
    );
    let path = write(folder.path(), "market.csv", &text);
    let rates = write(folder.path(), "rates.csv", "from,to,rate,as_of\nUSD,EUR,0.9,2026-01-01\n");
    let (path, rates) = (path.to_str().unwrap(), rates.to_str().unwrap());
    assert!(refused(&["market", path]).contains("several currencies"));
    let answer = json_of(&["market", path, "--currency", "USD", "--rates", rates]);
    let groups = answer["groups"].as_array().unwrap();
    assert_eq!(groups.len(), 4);
    assert_eq!(groups[0]["percentiles"]["p50"], "160000");
    assert_eq!(
        (&groups[1]["percentiles"]["p50"], &groups[1]["source"]),
        (&"190000".into(), &"Mercer".into())
    );
    assert_eq!(groups[1]["percentiles"]["p75"]["at_least"], "265777.78");
    assert!(groups[2]["withheld"].as_str().unwrap().contains("below the floor"));
    assert!(answer["warnings"][0]["what"] == "no-median", "{answer}");
    assert_eq!(json_of(&["market", path, "--level", "P3"])["n"], 240);
    // Strict, as benchmark files are in a case.
    let bad = text.replace("160000", "139000").replace(",24,", ",0,").replace(",USD,base,1,", ",XXL,base,1,");
    let word = refused(&["market", write(folder.path(), "bad.csv", bad).to_str().unwrap()]);
    for part in ["p50 is lower than p25", "`0` is not a count", "`XXL` is not a currency", "3 problems"] {
        assert!(word.contains(part), "{part}: {word}");
    }
}

#[test]
fn a_file_without_a_usable_row_is_a_problem() {
    let folder = tempfile::tempdir().unwrap();
    let head = "title,company,base,unit";
    let refuse = |rows: &str| {
        refused(&["market", write(folder.path(), "pay.csv", format!("{head}\n{rows}")).to_str().unwrap()])
    };
    let word = refuse("A,X,5000,quarter\nA,Y,5000,moon\n");
    assert!(
        word.contains("2 of 2 rows are lost: unknown wage unit in column `unit`: `moon` (1), `quarter` (1)"),
        "{word}"
    );
    assert!(word.contains("write units as year, month"), "{word}");
    assert!(refuse("A,X,5\0,year\n").contains("1 of 1 rows are lost: NUL byte in the row"));
    assert!(refuse("A,X,5\nA,X,5,year,more\n").contains("2 of 2 rows are lost: wrong number of cells"));
}

#[test]
fn workbooks_and_archives_that_are_bad_are_refused() {
    use std::io::Write as _;
    let folder = tempfile::tempdir().unwrap();
    let refuse =
        |name: &str, bytes: &[u8]| refused(&["market", write(folder.path(), name, bytes).to_str().unwrap()]);
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Notes").unwrap();
    for row in 0..200u32 {
        sheet.write_string(row, 0, format!("hello {row}")).unwrap();
    }
    let whole = book.save_to_buffer().unwrap();
    let word = refuse("notes.xlsx", &whole);
    assert!(word.contains("not the header of a known market file: hello 0"), "{word}");
    assert!(refuse("cut.xlsx", &whole[..whole.len() / 2]).contains("cannot be read"));
    // An encrypted workbook is an OLE file around the encrypted one.
    assert!(
        refuse("locked.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0")
            .contains("old or encrypted Office file")
    );
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("rows.csv", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(b"title,company,base\n").unwrap();
    // Blank lines: nothing to keep, a thousand times smaller when packed.
    let blank = vec![b'\n'; 1 << 20];
    (0..80).for_each(|_| zip.write_all(&blank).unwrap());
    let bomb = zip.finish().unwrap().into_inner();
    let word = refuse("bomb.zip", &bomb);
    assert!(word.contains("unpacks to more than 250 times its size, as a zip bomb does"), "{word}");
}
