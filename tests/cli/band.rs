//! `counteroffer band`: compa-ratio, penetration and percentile of three pays.

use serde_json::Value;

use super::{printed, refused};

const FLAGS: [&str; 9] = [
    "band",
    "--offer-base",
    "190000",
    "--band-min",
    "185000",
    "--band-max",
    "210000",
    "--current-base",
    "178000",
];

#[test]
fn without_a_case_the_documented_keys() {
    let args = [FLAGS.as_slice(), &["--trials", "2000", "--format", "json"]].concat();
    let answer: Value = serde_json::from_str(&printed(&args)).unwrap();
    // 190,000 in 185–210: (190 − 185)/25 and 190/197.5.
    assert_eq!(answer["offer"]["range_penetration"], 0.2);
    assert_eq!(answer["offer"]["compa_ratio"], 0.962_025);
    assert_eq!(answer["current"]["range_penetration"], -0.28);
    assert_eq!(answer["current"]["circle"], "green");
    assert_eq!(answer["band"]["mid"], "197500");
    assert!(answer["ask"]["base"].as_str().unwrap().parse::<f64>().unwrap() > 190_000.0);
    assert_eq!(answer["offer"].get("market_percentile"), None);
}

#[test]
fn text_fits_and_rounds_halves_up() {
    let text = printed(&[FLAGS.as_slice(), &["--trials", "2000"]].concat());
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    assert!(text.contains("today: below the band's minimum (green circle)"), "{text}");
    // 190,000/197,500 = .96203 and 178,000/197,500 = .90127.
    assert!(text.contains("190,000         0.96") && text.contains("178,000         0.90"), "{text}");
}

#[test]
fn a_case_with_a_benchmark_gives_the_percentile() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "case.toml",
        "profile = \"raise\"\ncurrency = \"USD\"\nas_of = 2026-05-04\n[files]\nmarket = [\"m.csv\"]\n\
         [current]\nbase = 100_000\n[offer]\nbase = 110_000\n",
    );
    write(
        "m.csv",
        "source,component,p25,p50,p75,sample_size,companies,as_of\nClub,base,90000,110000,130000,200,40,2022-01-01\n",
    );
    let path = folder.path().join("case.toml");
    let args = ["band", path.to_str().unwrap(), "--trials", "2000"];
    let answer: Value =
        serde_json::from_str(&printed(&[args.as_slice(), &["--format", "json"]].concat())).unwrap();
    assert_eq!(answer["offer"]["market_percentile"], 50.0);
    assert_eq!(answer["offer"]["market_ratio"], 1.0);
    assert_eq!(answer["market"]["stale"], true);
    // z = -.67449·ln(110/100)/ln(110/90) = -.32035, Φ = .37435.
    let today = answer["current"]["market_percentile"].as_f64().unwrap();
    assert!((today - 37.435).abs() < 0.001, "{today}");
    assert!(printed(&args).contains("old, read it as a lower bound"));
}

#[test]
fn a_target_beyond_99_is_refused() {
    assert!(refused(&[FLAGS.as_slice(), &["--target-percentile", "100"]].concat()).contains("100"));
}
