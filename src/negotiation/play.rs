//! One negotiation, played from given unknowns.

use super::{Demand, Employer};

/// How a negotiation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The opening ask was met.
    Full,
    /// Something moved.
    Partial,
    /// The offer stands as it was.
    Held,
    /// The offer was withdrawn.
    Withdrawn,
}

/// How a negotiation ended, and where.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settlement {
    /// How.
    pub outcome: Outcome,
    /// The settled gain as a fraction of the offer; 0 when held or withdrawn.
    pub gain: f64,
}

/// Plays one negotiation.
///
/// The asks of `demand` are put one after the other for as long as the employer
/// has patience. Left out: that slack depends on where in the band the offer
/// lies, and that an employer learns from one negotiation for the next.
#[inline]
pub fn play(demand: &Demand, employer: &Employer) -> Settlement {
    play_observed(demand, employer, |_, _| {})
}

/// Plays one negotiation and tells `observe` the standing offer after each
/// counter that did not end it: (round from 0, standing gain).
#[inline]
pub fn play_observed(
    demand: &Demand,
    employer: &Employer,
    mut observe: impl FnMut(usize, f64),
) -> Settlement {
    let limit = pulled_limit(demand, employer);
    let mut standing = 0.0_f64;
    for round in 0..demand.rungs.min(employer.patience) {
        let ask = demand.asks[round];
        if employer.luck.withdraw[round] < demand.withdrawal[usize::from(employer.punitive)][round] {
            return Settlement { outcome: Outcome::Withdrawn, gain: 0.0 };
        }
        let ready = employer.concession[round] * limit;
        let reciprocity = demand.reciprocity[round];
        if limit > 0.0 && reciprocity > 0.0 && (ask <= ready || ask <= standing) {
            let outcome = if round == 0 { Outcome::Full } else { Outcome::Partial };
            return Settlement { outcome, gain: standing.max(ask) };
        }
        let reply = if employer.splits { limit.min((standing + ask) / 2.0) } else { ready.min(ask) };
        standing += reciprocity * (reply - standing).max(0.0);
        observe(round, standing);
    }
    if standing < demand.held_below {
        Settlement { outcome: Outcome::Held, gain: 0.0 }
    } else {
        Settlement { outcome: Outcome::Partial, gain: standing }
    }
}

/// s*: the slack after the opening ask has pulled at it, the employer has kept
/// listening or not, and has matched a competing offer or not.
#[inline]
fn pulled_limit(demand: &Demand, employer: &Employer) -> f64 {
    let Some(slack) = employer.slack else { return 0.0 };
    if employer.luck.disengage < demand.disengagement {
        return 0.0;
    }
    let pulled = slack + demand.pull * (demand.asks[0] - slack).max(0.0);
    let limit = pulled.min(employer.limit.max(slack));
    let (rival, match_chance) = demand.rival;
    if limit < rival && employer.luck.matches < match_chance { rival } else { limit }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::negotiation::Luck;

    /// An employer who lets everything happen by the book.
    fn employer(slack: f64) -> Employer {
        Employer {
            slack: Some(slack),
            limit: 1.0,
            concession: [1.0; 3],
            patience: 1,
            splits: false,
            punitive: false,
            luck: Luck { disengage: 0.5, matches: 0.5, withdraw: [0.5; 3], pivot: 0.5 },
        }
    }

    fn demand(ladder: &[f64]) -> Demand {
        let mut asks = [0.0; 3];
        asks[..ladder.len()].copy_from_slice(ladder);
        Demand {
            asks,
            rungs: ladder.len(),
            pull: 0.0,
            disengagement: 0.0,
            withdrawal: [[0.0; 3]; 2],
            reciprocity: [1.0; 3],
            rival: (0.0, 0.0),
            held_below: 0.005,
        }
    }

    fn gain(demand: &Demand, employer: &Employer) -> f64 {
        play(demand, employer).gain
    }

    #[test]
    fn an_ask_within_the_slack_is_met_in_full() {
        let end = play(&demand(&[0.1]), &employer(0.12));
        assert_eq!(end, Settlement { outcome: Outcome::Full, gain: 0.1 });
    }

    #[test]
    fn fixed_pay_and_disengagement_hold_the_offer() {
        let fixed = Employer { slack: None, ..employer(0.0) };
        assert_eq!(play(&demand(&[0.1]), &fixed).outcome, Outcome::Held);
        let bold = Demand { disengagement: 0.6, ..demand(&[0.1]) };
        assert_eq!(play(&bold, &employer(0.2)).outcome, Outcome::Held);
    }

    #[test]
    fn the_ask_pulls_the_limit_up_to_the_policy() {
        // .05 + .4 * (.15 - .05) = .09, below the policy of .2 and above one of .07
        let pulling = Demand { pull: 0.4, ..demand(&[0.15]) };
        assert!((gain(&pulling, &employer(0.05)) - 0.09).abs() < 1e-12);
        let strict = Employer { limit: 0.07, ..employer(0.05) };
        assert!((gain(&pulling, &strict) - 0.07).abs() < 1e-12);
    }

    #[test]
    fn splitting_again_and_again_nears_a_fixed_ask() {
        // After n splits toward a fixed ask: a (1 - 2^-n).
        let splitter = Employer { splits: true, patience: 3, concession: [0.0; 3], ..employer(1.0) };
        for (rungs, share) in [(1, 0.5), (2, 0.75), (3, 0.875)] {
            let fixed_ask = demand(&[0.2, 0.2, 0.2][..rungs]);
            assert!((gain(&fixed_ask, &splitter) - 0.2 * share).abs() < 1e-12);
        }
    }

    #[test]
    fn who_does_not_move_is_not_moved_toward() {
        // Two asks without a step: the second brings nothing more.
        let patient = Employer { splits: true, patience: 2, concession: [0.5, 1.0, 1.0], ..employer(0.3) };
        let stubborn = Demand { reciprocity: [1.0, 0.0, 0.0], ..demand(&[0.2, 0.2]) };
        assert!((gain(&stubborn, &patient) - 0.1).abs() < 1e-12);
        let conceding = demand(&[0.2, 0.16]);
        assert!(gain(&conceding, &patient) > 0.1);
    }

    #[test]
    fn withdrawal_takes_everything_and_only_the_punitive_rate_of_the_punitive() {
        let risky = Demand { withdrawal: [[0.1; 3], [0.6; 3]], ..demand(&[0.1]) };
        assert_eq!(play(&risky, &employer(0.2)).outcome, Outcome::Full);
        let punitive = Employer { punitive: true, ..employer(0.2) };
        assert_eq!(play(&risky, &punitive).outcome, Outcome::Withdrawn);
    }

    #[test]
    fn a_competing_offer_is_matched_only_by_chance_and_when_pay_can_move() {
        let rival = Demand { rival: (0.1, 0.6), ..demand(&[0.12]) };
        assert!((gain(&rival, &employer(0.04)) - 0.1).abs() < 1e-12);
        let unlucky = Demand { rival: (0.1, 0.4), ..demand(&[0.12]) };
        assert!((gain(&unlucky, &employer(0.04)) - 0.04).abs() < 1e-12);
        let fixed = Employer { slack: None, ..employer(0.0) };
        assert_eq!(play(&rival, &fixed).outcome, Outcome::Held);
    }

    #[test]
    fn a_gain_too_small_to_notice_is_held() {
        assert_eq!(play(&demand(&[0.1]), &employer(0.004)).outcome, Outcome::Held);
        assert_eq!(play(&demand(&[0.1]), &employer(0.006)).outcome, Outcome::Partial);
    }

    #[test]
    fn a_second_rung_that_the_employer_can_reach_settles_there() {
        let patient = Employer { patience: 2, concession: [0.5, 1.0, 1.0], ..employer(0.12) };
        let end = play(&demand(&[0.15, 0.11]), &patient);
        assert_eq!(end, Settlement { outcome: Outcome::Partial, gain: 0.11 });
    }
}
