//! After every answer the same holds as before the first: one state, and every answer a view of it.

use std::path::Path;

use serde_json::Value;

use super::{asks, json, made_up, printed, workbook_follows};

/// How far they come, as shares of the way from the offer to the ask after the one they answer.
const ANSWERS: [f64; 3] = [0.0, 0.4, 0.7];

/// Adds their answer to the case, as a person would: with what was asked by the advice.
fn answered(case: &Path, share: f64, day: u32) -> bool {
    let before = json("anchor", case, &[]);
    let ladder = before["ladder"].as_array().unwrap();
    let (Some(_), Some(next)) = (ladder.first(), ladder.get(1).or(ladder.first())) else { return false };
    let number = |value: &Value| value.as_str().unwrap().parse::<f64>().unwrap();
    let stands =
        before["talk"]["standing"].as_object().map_or(&before["offer"], |_| &before["talk"]["standing"]);
    let (from, to) = (number(&stands["base"]), number(&next["base"]));
    let base = (from + share * (to - from)).round();
    let date = format!("2026-05-{day:02}");
    let base = base.to_string();
    printed(&["reply", case.to_str().unwrap(), "--base", &base, "--date", &date, "--keep"]);
    true
}

/// At every state of the talk `reply`, `anchor`, `simulate`, `band`, `scenarios`, the sheet, its
/// workbook and the table over all sheets say the same.
#[test]
fn every_view_stands_where_the_talk_stands() {
    let folder = tempfile::TempDir::new().unwrap();
    let (mut asked, mut ended) = (0, 0);
    for (at, number) in (0..made_up::CASES).step_by(5).enumerate() {
        let case = made_up::case(folder.path(), number);
        for round in 0..3 {
            if !answered(&case, ANSWERS[(at + round) % ANSWERS.len()], 10 + round as u32) {
                break;
            }
            let anchor = json("anchor", &case, &[]);
            assert_eq!(anchor["talk"]["rounds"].as_array().map(Vec::len), Some(round + 1), "case {number}");
            stands(&case, &anchor, number, &folder.path().join(format!("out-{number}-{round}")));
            if asks(&anchor) { asked += 1 } else { ended += 1 }
        }
    }
    assert!(asked >= 5 && ended >= 5, "{asked} states with an ask, {ended} without: no test of both");
}

fn stands(case: &Path, anchor: &Value, number: usize, out: &Path) {
    let reply = json("reply", case, &[]);
    let wanted = match anchor["verdict"].as_str() {
        Some("ask") => "ask",
        Some("take-it") => "accept",
        _ => "walk-away",
    };
    assert_eq!(reply["advice"], wanted, "case {number}");
    let next = if asks(anchor) { &anchor["anchor"]["base"] } else { &Value::Null };
    assert_eq!(&reply["next_package"]["base"], next, "case {number}: the next ask");
    let simulated = json("simulate", case, &[]);
    assert_eq!(anchor["improved"], simulated["improved"], "case {number}");
    assert_eq!(anchor["withdrawn"], simulated["outcomes"]["withdrawn"], "case {number}");
    assert_eq!(&json("band", case, &[])["ask"]["base"], next, "case {number}");
    let scenarios = json("scenarios", case, &[]);
    let ask = scenarios["packages"].as_array().unwrap().iter().find(|package| package["name"] == "ask");
    assert_eq!(ask.is_some(), asks(anchor), "case {number}: the line-up");
    printed(&["sheet", case.to_str().unwrap(), "-o", out.to_str().unwrap(), "--to", "md,xlsx"]);
    let text = std::fs::read_to_string(out.join("result.json")).unwrap();
    let result: Value = serde_json::from_str(&text).unwrap();
    let mut told = result["anchor"].clone();
    let mut stated = anchor.clone();
    for value in [&mut told, &mut stated] {
        value.as_object_mut().unwrap().remove("unknowns");
    }
    assert_eq!(told, stated, "case {number}: the sheet");
    tree_says(&result["conversation"], anchor, number);
    workbook_follows(&out.join("sheet.xlsx"), &scenarios, &format!("case {number}"));
    words_say(&std::fs::read_to_string(out.join("sheet.md")).unwrap(), anchor, number);
}

/// The branches are all the meetings, and a yes starts at the next ask but one.
fn tree_says(tree: &Value, anchor: &Value, number: usize) {
    assert_eq!(tree.is_null(), !asks(anchor), "case {number}: the tree");
    let Some(tree) = tree.as_object() else { return };
    let share = |branch: &Value| branch["share"]["value"].as_f64().unwrap();
    let part: f64 = tree["part"].as_array().unwrap().iter().map(share).sum();
    let pulled = tree["pulled"]["value"].as_f64().unwrap();
    let whole = share(&tree["yes"]) + part + share(&tree["nothing"]) + pulled;
    assert!((whole - 1.0).abs() < 1e-5, "case {number}: {whole}");
}

/// The page names the ask of this state and what has happened.
fn words_say(page: &str, anchor: &Value, number: usize) {
    let shown = |base: &Value| {
        let amount = base.as_str().unwrap().split('.').next().unwrap().to_owned();
        let (head, tail) = amount.split_at(amount.len() - 3);
        format!("${head},{tail}")
    };
    let base = if asks(anchor) { &anchor["anchor"]["base"] } else { &anchor["talk"]["standing"]["base"] };
    assert!(page.contains(&shown(base)), "case {number}: {} is not said", shown(base));
    for round in anchor["talk"]["rounds"].as_array().unwrap() {
        assert!(page.contains(&shown(&round["standing"]["base"])), "case {number}: {round}");
    }
}
