//! Any bytes through any door: the entries of `fuzz/` with made-up ones, whole
//! and as mutations of what is right. `DOORS=100000` for a longer look.

#![allow(clippy::expect_used, clippy::panic)]

#[path = "../fuzz/entries.rs"]
mod entries;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

/// What is right, to begin from.
const SEEDS: [&str; 8] = [
    "$1,234,567.89",
    "12,5 units 0.04% 185k −5 € 1.2M ₹12,00,000",
    "profile = \"raise\"\ncurrency = \"USD\"\n[current]\nbase = 178_000\nequity = \"0.02%\"\n[[grants]]\nsize = 60_000\n",
    "level,base_min,base_max,bonus_target,equity_min,equity_unit\nPM II,185000,\"210,000\",15%,0.04%,percent\n",
    "source,company,level,currency,component,p10,p25,p50,p75,p90,sample_size\nx,y,z,USD,base,1,2,3,4,5,6\n",
    "company;title;base salary (GBP);date\nA;Engineer;£61.500,00;24.11.2020\nB;Nurse;\"28 an hour\";2021-03-01\nC;Nurse;$53K-$91K;3/1/2021\n",
    "Salary (GBP p.a.)\n29.075\n25.2824\n1.2M\n\n56,000 - 61,000 EUR\n24.11.2020\n3/14/2021\n44000\n5-7 years\nRUR\n€ 45.000,00\nN/A\n",
    "say = ['{{ a }} {% for b in range(9) %}x{% endfor %}', 'c']\n[more]\nx = '''\n- y'''\n",
];

/// A seed with some of its bytes replaced, cut out, doubled or put elsewhere.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let cuts = prop::collection::vec((any::<prop::sample::Index>(), 0..6_u8, any::<u8>()), 1..12);
    (prop::sample::select(&SEEDS[..]), cuts).prop_map(|(seed, cuts)| {
        cuts.iter().fold(seed.as_bytes().to_vec(), |mut bytes, (at, how, byte)| {
            if bytes.is_empty() {
                return vec![*byte];
            }
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = *byte,
                1 => drop(bytes.remove(at)),
                2 => bytes.insert(at, *byte),
                3 => bytes.truncate(at),
                4 => bytes.extend_from_within(at..),
                _ => bytes.splice(at..at, "9999999999999999999999999999".bytes()).for_each(drop),
            }
            bytes
        })
    })
}

fn through(door: fn(&[u8]), fewer: u32) {
    let cases = std::env::var("DOORS").ok().and_then(|n| n.parse().ok()).unwrap_or(2_000) / fewer;
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let bytes = prop_oneof![3 => mutated(), 1 => prop::collection::vec(any::<u8>(), 0..200)];
    let run = runner.run(&bytes, |bytes| {
        door(&bytes);
        Ok(())
    });
    assert!(run.is_ok(), "{}", run.err().map(|error| error.to_string()).unwrap_or_default());
}

#[test]
fn amounts() {
    through(entries::amounts, 1);
}

#[test]
fn cases() {
    through(entries::case, 10);
}

#[test]
fn tables() {
    through(entries::table, 10);
}

#[test]
fn markets() {
    through(entries::market, 10);
}

#[test]
fn plans() {
    through(entries::plan, 1);
}

#[test]
fn words() {
    through(entries::words, 10);
}

#[test]
fn marks() {
    through(entries::marks, 1);
}

/// The largest and the smallest figures that are read, in every unit of equity:
/// whatever comes of them, it comes to an end and is no overflow.
#[test]
fn the_extremes_of_what_is_read_are_calculated_with() {
    use counteroffer::app;
    use counteroffer::input::ReadOptions;
    use counteroffer::simulate::Settings;
    let most = "1_000_000_000_000_000";
    let case = |base: &str, equity: &str, size: &str| {
        format!(
            "profile = \"new-offer\"\ncurrency = \"USD\"\nas_of = 2026-05-04\n[current]\nbase = {base}\nbonus = {most}\n\
             equity = \"{equity}\"\n[offer]\nbase = {base}\nbonus = {most}\nequity = \"{equity}\"\nsign_on = {most}\n\
             [equity]\nkind = \"public\"\ncompany_value = {most}\nunit_price = {most}\n\
             [[alternatives]]\nname = \"x\"\nbase = {base}\nequity = \"{equity}\"\nfirmness = \"written\"\n\
             [preferences]\nhorizon_years = 30\n[[grants]]\npackage = \"offer\"\nsize = \"{size}\"\nevery_months = 12\n\
             vesting = {{ shares = [\"33.3333333333%\", \"33.3333333333%\", \"33.3333333334%\"], period = \"monthly\" }}\n"
        )
    };
    for (base, equity, size) in [
        (most, "100%", "1_000_000_000_000 units"),
        ("0.01", "1_000_000_000_000 units", "1_000_000_000_000_000"),
        (most, "999_999_999_999_999.999999999999", "0.000000000001%"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("case.toml");
        std::fs::write(&path, case(base, equity, size)).expect("written");
        match app::load_case(&path, &ReadOptions::default()) {
            Ok(case) => {
                let _ = app::sheet(&case, Settings { seed: 1, trials: 500 });
            }
            Err(counteroffer::Error::Problems(_)) => {}
            Err(error) => panic!("{error}"),
        }
    }
}
