//! What must hold whatever the input is.

#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;

use counteroffer::Error;
use counteroffer::input::{ReadOptions, Source, assumptions, benchmarks, rates, read_bands, read_case};
use counteroffer::num::{AmountStyle, parse_amount};
use proptest::prelude::*;
use rust_decimal::Decimal;

const CASE: &str = "profile = \"raise\"\ncurrency = \"USD\"\n[current]\nbase = 100_000\n\
                    [files]\nbands = \"bands.csv\"\n[role]\nlevel = \"L5\"\ncompany = \"A\"\n";

/// Reads a case that stands beside a band file.
fn read(case: &str, bands: &[u8]) -> counteroffer::Result<counteroffer::input::CaseDraft> {
    let folder = tempfile::TempDir::new().unwrap();
    std::fs::write(folder.path().join("case.toml"), case).unwrap();
    std::fs::write(folder.path().join("bands.csv"), bands).unwrap();
    read_case(&folder.path().join("case.toml"), &ReadOptions::default())
}

/// A row of a band file that is in order.
fn band_row() -> impl Strategy<Value = (String, u8, u32, u32)> {
    ("[AB]", 4_u8..7, 50_000_u32..200_000, 0_u32..100_000)
}

/// Bytes that look a little like tables and cases.
fn scrap() -> impl Strategy<Value = Vec<u8>> {
    let pieces = [
        "level,base_min,base_max\n",
        "L5",
        ",",
        "\n",
        "\"",
        "185.000",
        "€",
        "=",
        "[offer]",
        "[[",
        "base = ",
        "1e9",
        "\u{202e}",
        "5%",
        "\r\n",
        "\0",
        "profile = \"raise\"\n",
        "currency = \"USD\"\n",
        "[current]\nbase = 5\n",
        ";",
    ];
    let text = proptest::sample::select(pieces.map(|piece| piece.as_bytes().to_vec()).to_vec());
    let byte = any::<u8>().prop_map(|byte| vec![byte]);
    proptest::collection::vec(prop_oneof![4 => text, 1 => byte], 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_bands_changes_nothing(
        (rows, shuffled) in proptest::collection::vec(band_row(), 1..12)
            .prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))
    ) {
        let table = |rows: &[(String, u8, u32, u32)]| {
            let mut text = "company,level,base_min,base_max\n".to_owned();
            for (company, level, min, spread) in rows {
                writeln!(text, "{company},L{level},{min},{}", min + spread).unwrap();
            }
            text
        };
        let one = read(CASE, table(&rows).as_bytes()).map(|draft| draft.case.band.map(|band| band.base));
        let other = read(CASE, table(&shuffled).as_bytes()).map(|draft| draft.case.band.map(|band| band.base));
        match (one, other) {
            (Ok(one), Ok(other)) => prop_assert_eq!(one, other),
            (Err(Error::Problems(one)), Err(Error::Problems(other))) => prop_assert_eq!(one.len(), other.len()),
            _ => prop_assert!(false, "only one of two orders is refused"),
        }
    }

    #[test]
    fn nothing_that_is_read_breaks_the_program(bytes in scrap()) {
        if let Ok(source) = Source::from_bytes("x.csv", bytes.clone()) {
            let options = ReadOptions::default();
            let _ = read_bands(&source, &options);
            let _ = rates::read(&source, &options);
            let _ = assumptions::read(&source);
            let all = assumptions::standard().unwrap();
            let _ = benchmarks::read_benchmarks(&source, &options, &all);
        }
        let _ = read(&String::from_utf8_lossy(&bytes), &bytes);
    }

    #[test]
    fn every_problem_stands_in_its_file(bytes in scrap()) {
        let Ok(source) = Source::from_bytes("x.csv", bytes) else { return Ok(()) };
        let Err(Error::Problems(problems)) = read_bands(&source, &ReadOptions::default()) else { return Ok(()) };
        let lines: Vec<&str> = source.text().split('\n').collect();
        for problem in problems.iter() {
            let (Some(line), Some(column)) = (problem.place.line, problem.place.column) else { continue };
            let text = lines.get(line - 1).copied().unwrap_or_default();
            prop_assert!(column <= text.chars().count() + 1, "{}", problem);
        }
    }

    #[test]
    fn an_amount_is_the_same_however_it_is_written(thousands in 1_u64..999_999, rest in 0_u64..1000) {
        let value = Decimal::from(thousands * 1000 + rest);
        let (whole, style) = (thousands * 1000 + rest, AmountStyle::DecimalPoint);
        let grouped: String = whole.to_string().bytes().rev().enumerate().fold(String::new(), |text, (i, digit)| {
            let comma = if i > 0 && i.is_multiple_of(3) { "," } else { "" };
            format!("{}{comma}{text}", char::from(digit))
        });
        let k = format!("{}k", value / Decimal::from(1000));
        for written in [whole.to_string(), grouped.clone(), format!("${grouped}"), format!("{grouped} EUR"), k] {
            let read = parse_amount(&written, style).map(|amount| amount.value.normalize());
            prop_assert_eq!(read, Ok(value.normalize()), "{}", written);
        }
    }
}
