#![allow(clippy::unwrap_used)]

use rayon::prelude::*;

use super::*;
use crate::domain::{Assumptions, Profile, Strength};
use crate::negotiation::{Circumstances, Demand, Employers, Outcome, Settlement, play_observed};
use crate::simulate::Settings;
use crate::simulate::streams::{Purpose, blocks, employer_uniforms, stream};

const MANY: Settings = Settings { seed: 1, trials: 400_000 };
const NEAR: Nearness = Nearness { least: 0.002, share: 0.12 };

fn table() -> Assumptions {
    crate::input::assumptions::standard().unwrap()
}

fn new_offer() -> Model {
    Model::of_profile(&table(), Profile::NewOffer)
}

/// A promotion in a band with strong evidence.
fn promotion() -> Model {
    let strong = Circumstances::neutral().with_argument(Some(Strength::Strong), &table());
    let model = Model::of_profile(&table(), Profile::Promotion);
    model.with_band(&table(), Profile::Promotion, 0.1885, 0.0833).under(&strong)
}

fn first(model: &Model, opening: f64, reply: f64) -> Posterior {
    Posterior::after_first(&Listeners::of(model, opening, MANY), reply, NEAR)
}

/// What a further ask brings that gives up a quarter of the gap.
fn a_quarter(model: &Model, ask: f64, reply: f64) -> (Posterior, Outlook) {
    let known = first(model, ask, reply);
    let outlook = known.outlook(&[ask - 0.25 * (ask - reply)], &|gain| gain, 0.0);
    (known, outlook)
}

/// The figures of another implementation of the model, by brute force: of many
/// negotiations those that were answered so.
#[test]
fn after_a_reply_it_goes_on_as_among_those_who_are_answered_so() {
    for (model, ask, reply, moves, worth) in [
        (new_offer(), 0.178, 0.02, 0.382, 0.0569),
        (new_offer(), 0.178, 0.05, 0.428, 0.0828),
        (new_offer(), 0.178, 0.10, 0.499, 0.1220),
        (new_offer(), 0.178, 0.0, 0.067, 0.0073),
        (promotion(), 0.118, 0.022, 0.322, 0.0381),
    ] {
        let (_, found) = a_quarter(&model, ask, reply);
        assert!((found.moves - moves).abs() < 0.01, "{ask} {reply}: moves {}", found.moves);
        assert!((found.worth.value - worth).abs() < 0.0015, "{ask} {reply}: worth {:?}", found.worth);
    }
}

#[test]
fn something_is_left_as_among_those_who_are_answered_so() {
    for (reply, left) in [(0.0044, 0.42), (0.011, 0.67), (0.022, 0.785)] {
        let known = first(&promotion(), 0.118, reply);
        assert!((known.left - left).abs() < 0.02, "{reply}: {}", known.left);
        assert!(known.effective > 1_000.0, "{}", known.effective);
    }
    // Without a band a limit hardly ever ends the first answer.
    assert!(first(&new_offer(), 0.178, 0.05).left > 0.999);
}

/// One talk played by the plain engine: its answers in order, whether something
/// is left after each, and how it ended.
struct Played {
    answers: Vec<(f64, bool)>,
    end: Settlement,
}

/// Those of `trials` talks with these asks whose answers come near to `replies`.
fn answered_so(model: &Model, asks: &[f64], replies: &[f64], trials: u64) -> Vec<Played> {
    let (demand, employers) = (Demand::new(model, asks), Employers::of(model));
    let near = |(answer, reply): (&(f64, bool), &f64)| (answer.0 - reply).abs() <= 0.05 * reply;
    let by_block: Vec<Vec<Played>> = blocks(trials)
        .map(|(block, trials)| {
            let mut rng = stream(7, Purpose::Negotiation, block);
            let play = |_| {
                let employer = employers.from_uniforms(&employer_uniforms(&mut rng));
                let mut answers = Vec::new();
                let end = play_observed(&demand, &employer, |_, talk| {
                    answers.push((talk.standing, talk.ceiling > talk.standing));
                });
                Played { answers, end }
            };
            let so = |played: &Played| {
                played.answers.len() >= replies.len() && played.answers.iter().zip(replies).all(near)
            };
            (0..trials).map(play).filter(so).collect()
        })
        .collect();
    by_block.into_iter().flatten().collect()
}

/// Two more asks, one after the other, against the plain engine.
#[test]
fn two_more_asks_bring_what_playing_them_brings() {
    for (model, asks, reply) in
        [(new_offer(), [0.178, 0.16, 0.14], 0.08), (promotion(), [0.118, 0.10, 0.09], 0.03)]
    {
        let played = answered_so(&model, &asks, &[reply], 2_000_000);
        let n = played.len() as f64;
        let worth = played.iter().map(|talk| talk.end.gain).sum::<f64>() / n;
        let gone = played.iter().filter(|talk| talk.end.outcome == Outcome::Withdrawn).count() as f64 / n;
        let known = first(&model, asks[0], reply);
        let found = known.outlook(&asks[1..], &|gain| gain, 0.0);
        assert!(n > 10_000.0, "{n}");
        assert!((found.worth.value - worth).abs() < 0.001, "{:?} against {worth}", found.worth);
        assert!((found.withdrawn - gone).abs() < 0.003, "{} against {gone}", found.withdrawn);
    }
}

/// A second answer between what stood and the ask, against the plain engine.
#[test]
fn after_a_second_answer_as_many_have_something_left_as_when_it_is_played() {
    for (asks, replies) in
        [([0.118, 0.10], [0.03, 0.05]), ([0.118, 0.11], [0.02, 0.08]), ([0.178, 0.15], [0.06, 0.10])]
    {
        let model = promotion();
        let played = answered_so(&model, &asks, &replies, 6_000_000);
        let n = played.len() as f64;
        let left = played.iter().filter(|talk| talk.answers[1].1).count() as f64 / n;
        let known = first(&model, asks[0], replies[0]).after(asks[1], replies[1]);
        let noise = 4.0 * (left * (1.0 - left) / n).sqrt();
        assert!(n > 300.0, "{n}");
        assert!(
            (known.left - left).abs() < 0.02 + noise,
            "{replies:?}: {} against {left} ± {noise}",
            known.left
        );
        assert!(!known.over);
    }
}

#[test]
fn who_stays_at_a_further_ask_or_comes_to_it_has_ended_the_talk() {
    let known = first(&promotion(), 0.118, 0.03);
    for reply in [0.03, 0.10] {
        let after = known.clone().after(0.10, reply);
        let next = after.outlook(&[0.09], &|gain| gain, 0.0);
        assert!(after.over && next.moves == 0.0 && next.withdrawn == 0.0);
        assert!((next.worth.value - reply).abs() < 1e-12, "what stands is what is left to take");
    }
    assert!(known.clone().after(0.10, 0.03).left < known.left, "who stayed has less often something left");
}

#[test]
fn a_last_word_halves_nothing_but_makes_asking_dearer() {
    let known = first(&new_offer(), 0.178, 0.05);
    let ask = |known: &Posterior| known.outlook(&[0.14], &|gain| gain, 0.0);
    let (open, last) = (ask(&known), ask(&known.clone().said_final(1.2, 2.3)));
    let odds = |of: Outlook| {
        let moves = of.moves / (1.0 - of.withdrawn) / known.left;
        moves / (1.0 - moves)
    };
    assert!((odds(open) / odds(last) - 1.2).abs() < 1e-9);
    let hazard = |of: Outlook| -(1.0 - of.withdrawn).ln();
    assert!((1.8..2.3001).contains(&(hazard(last) / hazard(open))), "a mixture of two kinds of employers");
}

#[test]
fn the_punitive_are_rarer_after_every_ask_that_was_survived() {
    let model = new_offer();
    let first = first(&model, 0.178, 0.05);
    let [ordinary, punitive] = [false, true].map(|kind| model.withdrawal_of(0.178, 0, kind));
    let by_hand = 0.1 * (1.0 - punitive) / (0.1 * (1.0 - punitive) + 0.9 * (1.0 - ordinary));
    assert!((first.punitive - by_hand).abs() < 1e-12);
    assert!(first.clone().after(0.15, 0.08).punitive < first.punitive);
}
