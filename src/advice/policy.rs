//! The policy: three figures settled before the talk, and what to do at every
//! point of it.
//!
//! The opening ask a₁, then y₁ = λ₁a₁ and y₂ = λ₂a₁. An answer at or above the
//! next ask is a yes; anything lower is answered with that ask. Who does not move
//! on a further ask, or has heard the third, has said their last: what stands is
//! taken where it is at least as good as leaving, and left where it is not. So
//! nobody asks for less than they would refuse.

use super::ask_limits::{Caps, caps, level_minimum};
use super::curve::{Worth, worths};
use super::setup::Setup;
use crate::domain::Package;
use crate::negotiation::{Figures, base_step, package_toward, said_package};
use crate::num::Money;
use crate::simulate::Settings;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use rust_decimal::{Decimal, RoundingStrategy};

/// The shares of the opening ask that the two further asks may be.
pub const SHARES: [[f64; 2]; 5] = [[0.95, 0.90], [0.90, 0.85], [0.85, 0.80], [0.80, 0.75], [0.75, 0.65]];

/// Trials of each pair of shares for each opening ask.
const TRIALS: u64 = 16_384;

/// Gains nearer than this are the same.
pub const SAME: f64 = 1e-6;

/// The asks that may be made in a case, and what follows each.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// What limits the opening ask from above and below.
    pub caps: Caps,
    /// What not asking is worth for certain, as a gain over the offer: a yes to it, or leaving.
    pub secure: f64,
    /// Every opening ask of the curve with the shares that follow it best, ascending.
    shares: Vec<(f64, [f64; 2])>,
}

impl Policy {
    /// The policy of a case: for every opening ask the two further asks that bring most.
    pub fn of(setup: &Setup, settings: Settings) -> Self {
        let caps = caps(setup);
        let bare = Policy { caps, secure: setup.fallback.secure(0.0), shares: Vec::new() };
        let asks = bare.openings(setup);
        let ladders: Vec<Vec<f64>> =
            asks.iter().flat_map(|&ask| SHARES.map(|shares| bare.with_shares(ask, shares))).collect();
        let settings = settings.at_most(TRIALS);
        let worths = worths(&setup.without_a_deal(), &setup.model, &ladders, settings);
        let shares = asks.into_iter().zip(worths.chunks(SHARES.len()).map(best)).collect();
        Policy { shares, ..bare }
    }

    /// The same further asks within other limits.
    pub fn limited(&self, caps: Caps, secure: f64) -> Self {
        Policy { caps, secure, shares: self.shares.clone() }
    }

    /// The opening asks to try: multiples of the step up to the highest, at least one
    /// where anything may be asked at all.
    pub fn openings(&self, setup: &Setup) -> Vec<f64> {
        self.openings_up_to(setup, self.caps.highest)
    }

    /// The same if the highest were another.
    pub fn openings_up_to(&self, setup: &Setup, highest: f64) -> Vec<f64> {
        let step = setup.case.assumptions.value("anchor.step");
        // A hair over, so that 0.20 is reached in spite of binary fractions.
        let count = libm::floor(highest / step + 1e-9).max(0.0) as usize;
        let mut asks: Vec<f64> = (1..=count).map(|i| i as f64 * step).collect();
        let reaches = asks.last().is_some_and(|last| *last >= self.caps.lowest - SAME);
        if highest > 0.0 && !reaches {
            asks.push(highest);
        }
        asks
    }

    /// The asks that follow an opening one, itself first, before they are said in round figures.
    pub fn ladder(&self, opening: f64) -> Vec<f64> {
        let nearer = |a: &&(f64, [f64; 2]), b: &&(f64, [f64; 2])| {
            (a.0 - opening).abs().total_cmp(&(b.0 - opening).abs())
        };
        let shares = self.shares.iter().min_by(nearer).map_or(SHARES[0], |(_, shares)| *shares);
        self.with_shares(opening, shares)
    }

    fn with_shares(&self, opening: f64, shares: [f64; 2]) -> Vec<f64> {
        let mut ladder = vec![opening];
        if self.caps.at_the_floor {
            return ladder;
        }
        for share in shares {
            let ask = (share * opening).max(self.caps.floor);
            if ladder.last().is_some_and(|last| ask < last - SAME) {
                ladder.push(ask);
            }
        }
        ladder
    }

    /// The opening package to say for an ask, within the limits.
    pub fn opening(&self, setup: &Setup, ask: f64) -> Package {
        let (offer, room, caps) = (&setup.case.offer, &setup.room, &self.caps);
        if ask <= caps.floor + SAME {
            return self.matching(setup, caps.floor);
        }
        let within = caps.floor.max(SAME)..=caps.highest.max(SAME);
        let gain = |package: &Package| setup.gain(package);
        let (from, to) = (lowest(setup), room.top(offer));
        let share =
            if from.base == offer.base { room.share_of(ask) } else { between(setup, &from, &to, ask) };
        said_package(&from, &to, share, &within, gain, &Figures::of(setup.case))
    }

    /// The package that is worth this gain, to the unit: a figure that is matched, not
    /// bettered. Base makes up for what the other parts lose to rounding, where it can.
    pub fn matching(&self, setup: &Setup, target: f64) -> Package {
        let (offer, room) = (&setup.case.offer, &setup.room);
        let share = room.share_of(target);
        let (from, to) = (room.bottom(offer), room.top(offer));
        let gain = |package: &Package| setup.gain(package);
        let said = said_package(&from, &to, share, &(0.0..=f64::INFINITY), gain, &Figures::of(setup.case));
        let short = (target - setup.gain(&said)) * setup.offer_value / setup.valuation.worth[0];
        let more = Decimal::from_f64(short).unwrap_or_default();
        // Without a band the top is the limit of the data, which the floor overrules.
        let most = if self.caps.hard.is_finite() { to.base.amount() } else { Decimal::MAX };
        let base = (said.base.amount() + more).max(from.base.amount()).min(most);
        let filled = rounded_up(Package { base: Money::new(base, said.base.currency()), ..said });
        match setup.gain(&filled) >= target - SAME {
            true => filled,
            false => rounded_up(package_toward(&from, &to, share)),
        }
    }

    /// The gain that a said package asks for: a written alternative that is asked for to the unit
    /// is that alternative.
    pub fn asked(&self, setup: &Setup, package: &Package) -> f64 {
        let gain = setup.gain(package);
        let above = gain - setup.rival;
        if setup.rival > 0.0 && above > 0.0 && above * setup.offer_value <= 1.0 { setup.rival } else { gain }
    }

    /// The packages to say, one after the other, when `opening` is said first.
    pub fn said(&self, setup: &Setup, opening: Package) -> Vec<Package> {
        let first = setup.gain(&opening);
        let mut list = vec![opening];
        let mut last = first;
        for ask in self.ladder(first).into_iter().skip(1) {
            let within = self.caps.floor..=last;
            let gain = |package: &Package| setup.gain(package);
            let offer = &setup.case.offer;
            let from = Package { base: lowest(setup).base, ..*offer };
            let share =
                if from.base == offer.base { ask / first } else { between(setup, &from, &opening, ask) };
            let package = said_package(&from, &opening, share, &within, gain, &Figures::of(setup.case));
            let gain = setup.gain(&package);
            // Two asks that are said alike are one.
            if gain < last - SAME && gain > SAME {
                list.push(package);
                last = gain;
            }
        }
        list
    }
}

/// What is asked for at the least: the offer, for another level with the minimum of its band.
fn lowest(setup: &Setup) -> Package {
    let bottom = setup.room.bottom(&setup.case.offer);
    let least = level_minimum(setup.case).filter(|least| least.amount() > bottom.base.amount());
    Package { base: least.unwrap_or(bottom.base), ..bottom }
}

/// Where a gain lies between those of two packages.
fn between(setup: &Setup, from: &Package, to: &Package, gain: f64) -> f64 {
    let (low, high) = (setup.gain(from), setup.gain(to));
    if high > low { ((gain - low) / (high - low)).clamp(0.0, 1.0) } else { 1.0 }
}

/// Base up to the next whole unit, or to the next cent where it is paid by the hour.
fn rounded_up(package: Package) -> Package {
    // What binary fractions leave behind the cents is no reason for another unit.
    let amount = package.base.amount().round_dp(2);
    let places = if amount < Decimal::ONE_HUNDRED { 2 } else { 0 };
    let up = amount.round_dp_with_strategy(places, RoundingStrategy::AwayFromZero);
    Package { base: Money::new(up, package.base.currency()), ..package }
}

/// The pair with the highest certainty equivalent; of equals the one that gives up least.
fn best(worths: &[Worth]) -> [f64; 2] {
    let mut chosen = 0;
    for (i, worth) in worths.iter().enumerate() {
        if worth.certain.value > worths[chosen].certain.value {
            chosen = i;
        }
    }
    SHARES[chosen]
}

/// How near to an ask an answer is a yes: one step of a said base, as a gain.
pub fn near(setup: &Setup) -> f64 {
    let step = base_step(setup.case.offer.base.amount(), &setup.case.assumptions);
    if setup.offer_value > 0.0 {
        step.to_f64().unwrap_or(0.0) * setup.valuation.worth[0] / setup.offer_value
    } else {
        0.0
    }
}

/// One round that has taken place: what was asked and what stands since, as
/// gains over the offer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Round {
    /// What was asked.
    pub ask: f64,
    /// What they stood at afterwards: 0 where nothing moved, below 0 where they took something back.
    pub reply: f64,
    /// They said that this is final.
    pub is_final: bool,
}

/// What kind of answer the last one was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// Nothing has been asked yet.
    NotAsked,
    /// The ask, or more.
    Yes,
    /// More than stood before.
    PartWay,
    /// What stood before.
    Nothing,
    /// Less than stood before.
    Reduction,
}

impl Answer {
    /// The kind of the last of these rounds.
    pub fn of(rounds: &[Round]) -> Self {
        let Some(last) = rounds.last() else { return Answer::NotAsked };
        let before = rounds.len().checked_sub(2).map_or(0.0, |i| rounds[i].reply);
        if last.reply >= last.ask - SAME && last.reply > SAME {
            Answer::Yes
        } else if last.reply < before - SAME {
            Answer::Reduction
        } else if last.reply > before + SAME {
            Answer::PartWay
        } else {
            Answer::Nothing
        }
    }
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Move {
    /// Say yes to what stands.
    Accept,
    /// Ask once more.
    Ask,
    /// What stands is worth less than leaving.
    WalkAway,
}

/// What the policy says after these rounds, and which of the `asks` that were settled
/// when the first was made comes next.
///
/// `least` is what is agreed to at the end, `near` how near to the next ask is a yes.
pub fn next(asks: &[f64], rounds: &[Round], least: f64, near: f64) -> (Move, Option<usize>) {
    let standing = rounds.last().map_or(0.0, |round| round.reply);
    let end = if standing >= least - SAME { Move::Accept } else { Move::WalkAway };
    let answer = Answer::of(rounds);
    let stayed = answer == Answer::Nothing && rounds.len() > 1;
    if stayed || matches!(answer, Answer::Yes | Answer::Reduction) {
        return (end, None);
    }
    let last = rounds.last().map_or(f64::INFINITY, |round| round.ask);
    let Some(&ask) = asks.get(rounds.len()).filter(|ask| **ask <= last + SAME) else { return (end, None) };
    match standing >= ask - near.min(ask / 2.0) {
        true => (end, None),
        false => (Move::Ask, Some(rounds.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::advice::tests_support::{offer_in_band, offer_of};

    const FEW: Settings = Settings { seed: 1, trials: 20_000 };
    const ASKS: [f64; 3] = [0.10, 0.08, 0.075];

    fn round(ask: f64, reply: f64) -> Round {
        Round { ask, reply, is_final: false }
    }

    fn after(rounds: &[Round]) -> (Move, Option<usize>) {
        next(&ASKS, rounds, -0.05, 0.002)
    }

    #[test]
    fn a_yes_starts_at_the_next_ask_and_everything_lower_is_answered_with_it() {
        assert_eq!(after(&[]), (Move::Ask, Some(0)));
        assert_eq!(after(&[round(0.10, 0.08)]), (Move::Accept, None));
        assert_eq!(after(&[round(0.10, 0.079)]), (Move::Accept, None), "a rounding step is no reason to ask");
        assert_eq!(after(&[round(0.10, 0.077)]), (Move::Ask, Some(1)));
        assert_eq!(after(&[round(0.10, 0.0)]), (Move::Ask, Some(1)), "a no too");
        assert_eq!(after(&[round(0.10, 0.02), round(0.08, 0.03)]), (Move::Ask, Some(2)));
    }

    #[test]
    fn who_stays_or_has_heard_three_asks_has_said_their_last() {
        assert_eq!(after(&[round(0.10, 0.02), round(0.08, 0.02)]), (Move::Accept, None));
        let third = [round(0.10, 0.02), round(0.08, 0.03), round(0.075, 0.05)];
        assert_eq!(after(&third), (Move::Accept, None));
        assert_eq!(next(&ASKS, &third, 0.06, 0.002), (Move::WalkAway, None));
        assert_eq!(after(&[round(0.10, 0.03), round(0.08, -0.06)]), (Move::WalkAway, None));
        assert_eq!(after(&[round(0.10, 0.03), round(0.08, -0.04)]), (Move::Accept, None));
    }

    #[test]
    fn asks_fall_and_never_below_the_floor() {
        let case = offer_of(100_000);
        let setup = Setup::of(&case);
        let mut policy = Policy::of(&setup, FEW);
        for opening in policy.openings(&setup) {
            let ladder = policy.ladder(opening);
            assert!(ladder.len() == 3 && ladder.windows(2).all(|pair| pair[1] < pair[0]), "{ladder:?}");
        }
        policy.caps.floor = 0.14;
        assert_eq!(policy.with_shares(0.16, SHARES[4]), [0.16, 0.14]);
        assert_eq!(policy.with_shares(0.14, SHARES[4]), [0.14]);
    }

    /// A new offer of 100,000 beside a written one of 125,000: the other offer is asked for, and base
    /// makes up for a sign-on in round figures.
    #[test]
    fn an_alternative_that_is_the_floor_is_asked_for_to_the_unit() {
        let mut case = offer_of(100_000);
        case.alternatives.push(crate::domain::Alternative::new(
            "B".into(),
            Package::of_base(crate::advice::tests_support::usd(125_000)),
            crate::domain::Firmness::Written,
            case.equity_terms.clone(),
        ));
        let setup = Setup::of(&case);
        let policy = Policy::of(&setup, FEW);
        assert!(policy.caps.at_the_floor);
        let said = policy.opening(&setup, policy.caps.highest);
        assert!(said.base.amount().fract().is_zero() && said.sign_on.amount().fract().is_zero(), "{said:?}");
        let gain = setup.gain(&said);
        assert!((0.25 - 1e-9..0.25 + 1.1e-5).contains(&gain), "{gain}");
        assert_eq!(policy.asked(&setup, &said), setup.rival);
        assert_eq!(policy.said(&setup, said).len(), 1, "and no further ask follows");
    }

    #[test]
    fn the_opening_is_said_within_its_limits_and_at_the_top_of_a_narrow_band() {
        let case = offer_in_band(209_500, 185_000, 210_000);
        let setup = Setup::of(&case);
        let policy = Policy::of(&setup, FEW);
        let said = policy.opening(&setup, policy.caps.highest);
        assert_eq!(said.base, crate::advice::tests_support::usd(210_000));
    }
}
