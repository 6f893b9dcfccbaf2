//! How the conversation branches after the first ask: how often each answer
//! comes, and what usually follows.

use rayon::prelude::*;

use super::package_view::view;
use super::reply::{MOST_TRIALS, Move, Round, Situation, after};
use super::result::{Advice, PackageView, Verdict};
use super::setup::Setup;
use crate::domain::Package;
use crate::negotiation::{Demand, Employer, Employers, Outcome, package_toward, play_observed, rung_package};
use crate::num::{Estimate, quantile_of_sorted};
use crate::simulate::streams::{Purpose, blocks, employer_uniforms, stream};
use crate::simulate::{Settings, share};

/// The first answer and what becomes of it, as shares of all meetings.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseTree {
    /// They say yes to the first ask.
    pub yes: Estimate,
    /// They come part way at once.
    pub part: Estimate,
    /// They hold at first.
    pub hold: Estimate,
    /// They take the offer back at once.
    pub pulled: Estimate,
    /// Of the meetings in which they hold at first: something moves later.
    pub moves_later: Estimate,
    /// Where they usually stand when they come part way: the median.
    pub standing: Option<PackageView>,
    /// What to do then, and the next ask where one pays.
    pub then: Option<Then>,
}

/// What to do after they have come part way as far as usual.
#[derive(Debug, Clone, PartialEq)]
pub struct Then {
    /// Accept, ask once more, or walk away.
    pub advice: Move,
    /// What to ask for.
    pub ask: Option<PackageView>,
    /// Chance that they go further.
    pub moves: f64,
}

#[derive(Default)]
struct Seen {
    trials: u64,
    yes: u64,
    pulled: u64,
    hold: u64,
    moves_later: u64,
    standings: Vec<f64>,
}

impl Seen {
    fn merged(mut self, other: Seen) -> Seen {
        self.trials += other.trials;
        self.yes += other.yes;
        self.pulled += other.pulled;
        self.hold += other.hold;
        self.moves_later += other.moves_later;
        self.standings.extend(other.standings);
        self
    }
}

/// The branches after the advice's opening ask; `None` where nothing is asked.
pub fn branches(setup: &Setup, advice: &Advice, settings: Settings) -> Option<ResponseTree> {
    let ladder = &advice.simulation.ladder;
    let opening = *ladder.first()?;
    if advice.verdict != Verdict::Ask && !advice.own_ask {
        return None;
    }
    let mut seen = play_all(setup, ladder, settings);
    seen.standings.sort_by(f64::total_cmp);
    let median = quantile_of_sorted(&seen.standings, 0.5);
    let look = |package: Package| view(setup, package);
    let toward = |gain: f64| package_toward(&setup.case.offer, &advice.anchor.package, gain / opening);
    let then = median.map(|reply| {
        let situation = after(setup, &[Round { ask: opening, reply, is_final: false }], settings);
        follow_up(setup, advice, &situation, opening, &look)
    });
    Some(ResponseTree {
        yes: share(seen.yes, seen.trials),
        part: share(seen.standings.len() as u64, seen.trials),
        hold: share(seen.hold, seen.trials),
        pulled: share(seen.pulled, seen.trials),
        moves_later: share(seen.moves_later, seen.hold),
        standing: median.map(|gain| look(toward(gain))),
        then,
    })
}

fn follow_up(
    setup: &Setup,
    advice: &Advice,
    situation: &Situation,
    opening: f64,
    look: &dyn Fn(Package) -> PackageView,
) -> Then {
    let (offer, anchor) = (&setup.case.offer, &advice.anchor.package);
    let package = |ask: f64| look(rung_package(offer, anchor, ask / opening, &setup.case.assumptions));
    Then {
        advice: situation.advice,
        ask: situation.next.map(|course| package(course.ask)),
        moves: situation.next.map_or(0.0, |course| course.moves),
    }
}

fn play_all(setup: &Setup, ladder: &[f64], settings: Settings) -> Seen {
    let demand = Demand::new(&setup.model, ladder);
    let employers = Employers::of(&setup.model);
    // Blocks are merged in their order, so that the result does not depend on threads.
    let by_block: Vec<Seen> = blocks(settings.at_most(MOST_TRIALS).trials)
        .map(|(block, trials)| {
            let mut rng = stream(settings.seed, Purpose::Negotiation, block);
            let mut seen = Seen::default();
            for _ in 0..trials {
                let employer = employers.from_uniforms(&employer_uniforms(&mut rng));
                observe(&demand, &employer, setup.model.held_below, &mut seen);
            }
            seen
        })
        .collect();
    by_block.into_iter().fold(Seen::default(), Seen::merged)
}

/// Plays one meeting and files it under its first answer.
fn observe(demand: &Demand, employer: &Employer, held_below: f64, seen: &mut Seen) {
    let mut first = None;
    let end = play_observed(demand, employer, |round, talk| {
        if round == 0 {
            first = Some(talk.standing);
        }
    });
    seen.trials += 1;
    match first {
        None if end.outcome == Outcome::Full => seen.yes += 1,
        None => seen.pulled += 1,
        Some(standing) if standing >= held_below => seen.standings.push(standing),
        Some(_) => {
            seen.hold += 1;
            seen.moves_later += u64::from(matches!(end.outcome, Outcome::Partial | Outcome::Full));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::advice::advise;
    use crate::advice::reply::posterior;
    use crate::advice::tests_support::offer_in_band;

    const MANY: Settings = Settings { seed: 1, trials: 60_000 };

    #[test]
    fn the_branches_are_all_the_meetings_and_agree_with_the_outcomes() {
        let case = offer_in_band(100_000, 90_000, 120_000);
        let advice = advise(&case, MANY);
        let found = branches(&Setup::of(&case), &advice, MANY).unwrap();
        let sum = found.yes.value + found.part.value + found.hold.value + found.pulled.value;
        assert!((sum - 1.0).abs() < 1e-9, "{sum}");
        // Another engine and other numbers, but the same model: a yes to the first ask is the
        // outcome `full`.
        let noise = 0.01;
        let outcomes = &advice.simulation.outcomes;
        assert!((found.yes.value - outcomes.full.value).abs() < noise);
        let held = found.hold.value * (1.0 - found.moves_later.value);
        assert!(
            held >= outcomes.held.value - noise
                && held < outcomes.held.value + outcomes.withdrawn.value + noise
        );
        assert!(found.pulled.value <= outcomes.withdrawn.value + noise);
    }

    #[test]
    fn where_they_usually_stand_lies_between_offer_and_ask() {
        let case = offer_in_band(100_000, 90_000, 120_000);
        let advice = advise(&case, MANY);
        let found = branches(&Setup::of(&case), &advice, MANY).unwrap();
        let standing = found.standing.unwrap().over_offer;
        assert!(standing > 0.005 && standing < advice.anchor.over_offer, "{standing}");
    }

    /// "They hold at first, and something moves later" is what going on from a reply of nothing says.
    #[test]
    fn what_moves_after_a_hold_is_what_moves_after_a_reply_of_nothing() {
        let case = offer_in_band(100_000, 90_000, 120_000);
        let setup = Setup::of(&case);
        let advice = advise(&case, MANY);
        let ladder = &advice.simulation.ladder;
        let found = branches(&setup, &advice, MANY).unwrap();
        let nothing = Round { ask: ladder[0], reply: 0.0, is_final: false };
        let known = posterior(&setup, &[nothing], MANY).unwrap();
        let moves = known.outlook(&ladder[1..], &|gain| gain, 0.0).moves;
        assert!((found.moves_later.value - moves).abs() < 0.02, "{:?} {moves}", found.moves_later);
    }
}
