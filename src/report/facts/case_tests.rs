//! No claim is said the wrong way round: metrics, both ways, every unit, both languages.

use super::*;
use crate::domain::TimeUnit;
use crate::num::{Currency, Money, Percent};

const METRICS: [(&str, &str); 6] = [
    ("churn", "Abwanderung"),
    ("checkout latency", "Latenz der Kasse"),
    ("revenue", "Umsatz"),
    ("cloud spend", "Kosten der Cloud"),
    ("activation rate", "Aktivierung"),
    ("defects", "Fehler"),
];

fn figures() -> Vec<Change> {
    let whole = rust_decimal::Decimal::from;
    vec![
        Change::Percent(Percent::from_percent(whole(18))),
        Change::Money(Money::new(whole(400_000), Currency::EUR)),
        Change::Number(whole(6)),
        Change::Points(whole(5)),
        Change::Times(whole(3)),
        Change::Time(whole(4), TimeUnit::Days),
    ]
}

/// The claim as it is said in the opening.
fn said(language: &str, evidence: &Evidence) -> String {
    let (mut book, words) = (Book::new(), Words::builtin(language).unwrap());
    let mut facts = claim_facts(&mut book, &words, 0, evidence);
    let form = claim_form(&words, evidence);
    facts.put("claim", Some(spoken_claim(&words, form, evidence)));
    crate::report::Text::parse(&words.phrase(form, &facts).unwrap()).shown()
}

fn proven(claim: &str, metric: &str, change: Change) -> Evidence {
    Evidence {
        claim: claim.into(),
        metric: Some(metric.into()),
        change: Some(change),
        proof: Some("report".into()),
        ..Evidence::default()
    }
}

#[test]
fn a_fall_is_said_as_a_fall_and_a_rise_as_a_rise() {
    for (english, german) in METRICS {
        for figure in figures() {
            for (language, metric, claim) in
                [("en", english, "Rewrote the flow"), ("de", german, "Den Ablauf neu geschrieben")]
            {
                let (ups, downs) = match language {
                    "en" => (["raised", "brought", "more"], ["lowered", "fall", "fewer"]),
                    _ => (["stieg", "brachte", "mehr"], ["sank", "Rückgang", "weniger"]),
                };
                let has = |text: &str, list: [&str; 3]| list.iter().any(|word| text.contains(word));
                let up = said(language, &proven(claim, metric, figure));
                assert!(has(&up, ups) && !has(&up, downs), "{up}");
                let down = said(language, &proven(claim, metric, figure.down()));
                assert!(has(&down, downs) && !has(&down, ups), "{down}");
                assert!(!down.contains(['-', '\u{2212}']), "no minus beside a fall: {down}");
            }
        }
    }
}

#[test]
fn what_the_claim_names_is_not_said_twice() {
    let percent = Change::Percent(Percent::from_percent(18.into())).down();
    let claim = "Reduced checkout latency by 18 %";
    assert_eq!(
        said("en", &proven(claim, "checkout latency", percent)),
        "I reduced checkout latency by 18 %."
    );
    let hired = proven("Hired six engineers", "engineers", Change::Number(6.into()));
    assert_eq!(said("en", &hired), "I hired six engineers.");
}

#[test]
fn before_and_after_keep_their_units_and_zero_is_no_rise() {
    let time = |n: i64, unit| Some(Change::Time(n.into(), unit));
    let lead = Evidence {
        change: None,
        before: time(3, TimeUnit::Weeks),
        after: time(4, TimeUnit::Days),
        ..proven("Rebuilt the release", "lead time", Change::Number(1.into()))
    };
    assert_eq!(said("en", &lead), "I rebuilt the release, which took lead time from 3 weeks to 4 days.");
    assert!(said("de", &lead).contains("lead time ging von 3 Wochen auf 4 Tage"));
    let kept = proven("Moved the accounts", "data loss", Change::Number(0.into()));
    assert_eq!(said("en", &kept), "I moved the accounts, with data loss at 0.");
}
