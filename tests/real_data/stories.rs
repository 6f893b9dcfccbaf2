//! Negotiations that people told of: what the program says of each, beside what came of it.

use std::path::PathBuf;

use counteroffer::advice::{Advice, Verdict};
use counteroffer::app::{advise, load_case, reply};
use counteroffer::domain::{Package, Said};
use counteroffer::input::ReadOptions;
use counteroffer::num::{Money, quantile_of_sorted};
use counteroffer::simulate::Settings;
use serde_json::Value;

use super::{beside, run};

const MANY: Settings = Settings { seed: 1, trials: 200_000 };

fn folders(kind: &str) -> Option<Vec<PathBuf>> {
    let folder = beside(&format!("cases/deals/{kind}"))?;
    let mut list: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    list.sort();
    Some(list)
}

/// The 5% and 95% points of the gain where something moves.
fn likely(advice: &Advice) -> (f64, f64) {
    let moved = advice.simulation.histogram.iter().filter(|(_, share)| *share > 0.0);
    // A thousand of them, in proportion to their share.
    let whole: f64 = moved.clone().map(|(_, share)| share).sum();
    let gains: Vec<f64> = moved
        .flat_map(|(edge, share)| std::iter::repeat_n(*edge, (share / whole * 1_000.0).round() as usize))
        .collect();
    (quantile_of_sorted(&gains, 0.05).unwrap_or(0.0), quantile_of_sorted(&gains, 0.95).unwrap_or(0.0))
}

/// A story whose outcome is known ends where the simulation says such talks end. One of the four does
/// not: a promotion that ended at 25% of what was asked over the offer, .0094, where 5% end below .013.
#[test]
fn outcomes_that_were_told_lie_where_they_are_expected() {
    let Some(stories) = folders("stories") else { return };
    let mut held = 0;
    for story in stories {
        let name = story.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(story.join("expected.json")).unwrap();
        let expected: Value = serde_json::from_str(&text).unwrap();
        let case = load_case(&story.join("case.toml"), &ReadOptions::default()).unwrap();
        let advice = advise(&case, MANY);
        let outcome = &expected["expected"];
        let Some(gain) = outcome["outcome_gain"].as_f64() else {
            println!("{name}: listed, not counted ({outcome})");
            continue;
        };
        // Told over today's pay; where nobody has offered yet, the program counts from the usual increase.
        let today = case.current.filter(|_| case.offer_is_assumed).map(|package| package.base.to_f64());
        let gain = today.map_or(gain, |today| (1.0 + gain) * today / case.offer.base.to_f64() - 1.0);
        let (low, high) = likely(&advice);
        println!(
            "{name}: ask {:.3}, came to {gain:.3}, likely {low:.3} to {high:.3}",
            advice.anchor.over_offer
        );
        held += usize::from(low - 1e-3 <= gain && gain <= high + 1e-3);
    }
    assert!(held >= 3, "{held} of the stories with an outcome");
}

#[test]
fn the_invariants_of_the_shared_cases_hold() {
    let Some(cases) = folders("invariants") else { return };
    for folder in cases {
        let case = load_case(&folder.join("case.toml"), &ReadOptions::default()).unwrap();
        let advice = advise(&case, MANY);
        for rung in &advice.ladder {
            assert!(rung.view.over_offer >= advice.walk_away.over_offer - 1e-6, "{}", folder.display());
        }
        assert!(advice.verdict == Verdict::Ask || advice.ladder.is_empty());
        let text = run(&["anchor", folder.join("case.toml").to_str().unwrap()]);
        // A yes names what moves: where base stands still, the parts that do not.
        let still = advice.yes_from().is_some_and(|view| view.package.base == case.offer.base);
        let line = text.lines().find(|line| line.starts_with("First answer")).unwrap_or_default();
        assert!(
            !still || line.contains("equity") || line.contains("sign-on") || line.contains("bonus"),
            "{line}"
        );
    }
}

/// Along the answers to the bundled promotion in steps of 500.
#[test]
fn replies_change_little_from_step_to_step() {
    if beside("cases/deals/replies/alloy-pm2.json").is_none() {
        return;
    }
    let case = load_case("data/alloy-pm2/case.toml".as_ref(), &ReadOptions::default()).unwrap();
    let asked = advise(&case, MANY).anchor.package;
    let mut before: Option<f64> = None;
    for base in (191_000_i64..=201_000).step_by(500) {
        let standing = Package { base: Money::new(base.into(), case.currency), ..case.offer };
        let found = reply(&case, &[Said { asked, standing, statement: None, date: None }], MANY).unwrap();
        let exhausted = found.known.unwrap().exhausted;
        assert!(
            before.is_none_or(|before| (exhausted - before).abs() < 0.15),
            "{base}: {exhausted} {before:?}"
        );
        before = Some(exhausted);
        if let Some((view, course)) = found.next {
            assert!(
                course.mean.value <= view.over_offer && exhausted + course.moves <= 1.0,
                "{base}: {course:?}"
            );
        }
    }
}
