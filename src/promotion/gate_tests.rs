use super::*;
use crate::domain::promotion::{Dimension, RubricOrigin};
use crate::promotion::terms::tests::terms;

fn score(text: &str) -> Score {
    Score::new(text.parse().unwrap()).unwrap()
}

fn rubric(gate: Gate) -> Rubric {
    let dimension = |name: &str| Dimension {
        name: name.into(),
        meaning: None,
        work: vec![format!("raise {name}")],
        words: vec![],
        demands: vec![],
    };
    Rubric {
        name: "test".into(),
        gate,
        pass: score("4.0"),
        spike: score("4.5"),
        floor: score("3.5"),
        dimensions: ["delivery", "influence", "leadership"].map(dimension).to_vec(),
        origin: RubricOrigin::Default,
    }
}

fn judged(gate: Gate, own: [&str; 3]) -> GateView {
    let rubric = rubric(gate);
    let scores: Vec<Scored> = rubric
        .dimensions
        .iter()
        .zip(own)
        .map(|(d, own)| Scored { dimension: d.name.clone(), own: Some(score(own)), manager: None })
        .collect();
    judge(&rubric, &scores, &terms())
}

#[test]
fn a_tenth_short_in_leadership_fails_on_leadership_alone() {
    let view = judged(Gate::AllRequired, ["4.2", "4.5", "3.9"]);
    assert_eq!(view.verdict, Verdict::Fails);
    let short: Vec<_> = view.short().map(|d| (d.name.as_str(), d.short_by.unwrap().to_string())).collect();
    assert_eq!(short, [("leadership", "0.1".to_owned())]);
    assert_eq!(view.weakest().unwrap().work, ["raise leadership"]);
}

#[test]
fn exactly_four_passes_and_noise_undoes_it_in_closed_form() {
    let view = judged(Gate::AllRequired, ["4.2", "4.5", "4.0"]);
    assert_eq!(view.verdict, Verdict::Passes);
    // Φ(.8)·Φ(2)·Φ(0) = .788145 · .977250 · .5, from printed tables.
    assert!((view.chance.unwrap() - 0.385_108).abs() < 1e-5, "{:?}", view.chance);
    assert!((view.dimensions[0].chance.unwrap() - 0.788_145).abs() < 1e-6);
}

#[test]
fn the_average_gate_looks_at_the_mean() {
    let view = judged(Gate::Average, ["4.2", "4.5", "3.9"]);
    assert_eq!(view.verdict, Verdict::Passes);
    assert_eq!(view.mean.unwrap().to_string(), "4.2");
    // Φ(.2·√3/.25) = Φ(1.385641) = .917072
    assert!((view.chance.unwrap() - 0.917_072).abs() < 1e-5, "{:?}", view.chance);
    assert_eq!(judged(Gate::Average, ["4.2", "4.0", "3.7"]).verdict, Verdict::Fails);
}

#[test]
fn a_spike_makes_up_for_a_weakness_above_the_floor() {
    assert_eq!(judged(Gate::SpikesAllowed, ["4.2", "4.5", "3.9"]).verdict, Verdict::Passes);
    assert_eq!(judged(Gate::SpikesAllowed, ["4.2", "4.4", "3.9"]).verdict, Verdict::Fails);
    assert_eq!(judged(Gate::SpikesAllowed, ["4.8", "4.8", "3.4"]).verdict, Verdict::Fails);
    assert_eq!(judged(Gate::AllAndSpike, ["4.2", "4.5", "4.0"]).verdict, Verdict::Passes);
    assert_eq!(judged(Gate::AllAndSpike, ["4.2", "4.4", "4.0"]).verdict, Verdict::Fails);
    assert_eq!(judged(Gate::AllAndSpike, ["4.2", "4.5", "3.9"]).verdict, Verdict::Fails);
}

/// The chances by summing over every combination of outcomes, without the
/// counting that the program uses.
fn by_enumeration(gate: Gate, own: [&str; 3]) -> f64 {
    let noise = terms().score_noise;
    let at = |own: &str, bound: &str| reaches(score(own), score(bound), noise);
    let mut sum = 0.0;
    for combination in 0..4_usize.pow(3) {
        let classes: Vec<usize> = (0..3).map(|i| combination / 4_usize.pow(i) % 4).collect();
        let mut p = 1.0;
        for (class, own) in classes.iter().zip(own) {
            let (floor, pass, spike) = (at(own, "3.5"), at(own, "4.0"), at(own, "4.5"));
            p *= [1.0 - floor, floor - pass, pass - spike, spike][*class];
        }
        let count = |wanted: usize| classes.iter().filter(|class| **class == wanted).count();
        let passes = match gate {
            Gate::SpikesAllowed => count(0) == 0 && count(3) >= count(1),
            Gate::AllAndSpike => count(0) + count(1) == 0 && count(3) >= 1,
            _ => count(0) + count(1) == 0,
        };
        sum += if passes { p } else { 0.0 };
    }
    sum
}

#[test]
fn counting_agrees_with_enumeration_for_every_gate() {
    for own in [["4.2", "4.5", "3.9"], ["4.0", "4.0", "4.0"], ["3.6", "4.8", "4.3"], ["2", "5", "4.4"]] {
        for gate in [Gate::AllRequired, Gate::SpikesAllowed, Gate::AllAndSpike] {
            let counted = judged(gate, own).chance.unwrap();
            let listed = by_enumeration(gate, own);
            assert!((counted - listed).abs() < 1e-12, "{gate:?} {own:?}: {counted} {listed}");
        }
    }
}

#[test]
fn the_manager_counts_and_a_missing_score_leaves_it_open() {
    let rubric = rubric(Gate::AllRequired);
    let scored = |name: &str, own, manager| Scored { dimension: name.into(), own, manager };
    let mut scores = vec![
        scored("delivery", Some(score("4.5")), Some(score("4.0"))),
        scored("influence", Some(score("4.5")), None),
    ];
    let view = judge(&rubric, &scores, &terms());
    assert_eq!(view.verdict, Verdict::Unscored);
    assert_eq!(view.chance, None);
    assert_eq!(view.dimensions[0].heard, Some(score("4.0")));
    assert!(view.dimensions[0].rift, "half a point apart");
    scores.push(scored("leadership", None, Some(score("4.2"))));
    assert_eq!(judge(&rubric, &scores, &terms()).verdict, Verdict::Passes);
}
