//! `reply`: what was asked, as it is typed.

use std::fs;

use serde_json::Value;

use super::{printed, refused};

const ALLOY: &str = "data/alloy-pm2/case.toml";

/// The package that a reply takes for what was asked, by `key`.
fn package(args: &[&str], key: &str) -> (String, String) {
    let text = printed(&[&["reply"], args, &["--trials", "5000", "--format", "json"]].concat());
    let reply: Value = serde_json::from_str(&text).unwrap();
    let part = |name: &str| reply[key][name].as_str().unwrap_or_default().to_owned();
    (part("base"), reply[key]["equity"]["quantity"].as_str().unwrap_or_default().to_owned())
}

/// Less base than the offer's 190,000 for more equity than its 0.04%.
#[test]
fn base_given_up_for_equity_is_an_ask() {
    let trade = ["--ask", "185000 + 0.06%", "--equity", "0.05%"];
    assert_eq!(package(&[&[ALLOY], &trade[..]].concat(), "ask"), ("185000".into(), "0.06".into()));
}

#[test]
fn a_trade_is_kept_with_the_round_and_read_again() {
    let folder = tempfile::TempDir::new().unwrap();
    let case = folder.path().join("case.toml");
    let plain = "profile = \"new-offer\"\ncurrency = \"USD\"\nas_of = 2026-05-04\n[current]\nbase = 150_000\n\
                 [offer]\nbase = 190_000\nequity = \"0.04%\"\n[equity]\ncompany_value = 400_000_000\n";
    fs::write(&case, plain).unwrap();
    let path = case.display().to_string();
    let typed = package(&[&path, "--ask", "185,000 + 0.06%", "--base", "188000", "--equity", "0.05%"], "ask");
    printed(&["reply", &path, "--ask", "185,000 + 0.06%", "--base", "188000", "--equity", "0.05%", "--keep"]);
    assert_eq!(package(&[&path], "ask"), typed);
    assert_eq!(package(&[&path], "standing"), ("188000".into(), "0.05".into()));
}

#[test]
fn what_is_in_no_part_above_the_offer_was_not_asked() {
    let told = refused(&["reply", ALLOY, "--ask", "0.06%", "--base", "190000"]);
    assert!(told.contains("may be of base or of the company") && told.contains("`0.06% equity`"), "{told}");
    for text in ["180000", "190000", "185000 + 0.04%"] {
        let told = refused(&["reply", ALLOY, "--ask", text, "--base", "190000"]);
        assert!(told.contains(&format!("--ask: `{text}` is in no part above the offer")), "{told}");
        assert!(told.contains("base for equity"), "{told}");
    }
    let told = refused(&["reply", ALLOY, "--ask", "190000 + 12000 + 5000 + 4", "--base", "190000"]);
    assert!(told.contains("which part of the pay is that?"), "{told}");
}
