//! Which assumption moves the answer most: each at its low and its high end,
//! on the same random numbers.

use rayon::prelude::*;

use super::ask_limits::caps;
use super::curve::{lowest_near_best, worths};
use super::policy::Policy;
use super::setup::Setup;
use super::used_assumptions::used;
use crate::domain::{Case, Kind};
use crate::negotiation::Model;
use crate::num::Estimate;
use crate::simulate::{Otherwise, Settings};

/// The answer at one value of an assumption.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answer {
    /// The chosen opening ask, as a fraction over the offer; `None` where asking does not pay.
    pub ask: Option<f64>,
    /// Mean gain at that ask, in money a year over the offer.
    pub mean: Estimate,
}

/// What one assumption does to the answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Swing {
    /// Its name.
    pub name: String,
    /// What it means.
    pub meaning: String,
    /// How it is known.
    pub kind: Kind,
    /// Its unit.
    pub unit: String,
    /// Its low end, its value, its high end.
    pub values: [f64; 3],
    /// The answer at the low end.
    pub low: Answer,
    /// The answer at the high end.
    pub high: Answer,
}

impl Swing {
    /// By how much the mean changes from one end to the other.
    pub fn mean_swing(&self) -> f64 {
        (self.high.mean.value - self.low.mean.value).abs()
    }

    /// By how much the ask changes from one end to the other.
    pub fn ask_swing(&self) -> f64 {
        (self.high.ask.unwrap_or(0.0) - self.low.ask.unwrap_or(0.0)).abs()
    }
}

/// The answer as it is, and every assumption that changes it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sensitivity {
    /// The answer with every assumption at its value.
    pub centre: Answer,
    /// The assumptions, the one with the largest effect on the mean first.
    pub swings: Vec<Swing>,
}

/// Works out the answer at both ends of every assumption that the case rests on.
///
/// Assumptions that change nothing are left out.
pub fn sensitivity(case: &Case, settings: Settings) -> Sensitivity {
    // The ladders worked out at central values are kept, as in the draws of the curve.
    let policy = Policy::of(&Setup::of(case), settings);
    let central = Question::of(&policy, case);
    let centre = central.answer(settings);
    // Many an assumption has no part in this case: what asks nothing new is answered already.
    let answer = |case: &Case| {
        let question = Question::of(&policy, case);
        if question == central { centre } else { question.answer(settings) }
    };
    let rows: Vec<_> =
        used(case, &Setup::of(case).circumstances).into_iter().filter(|row| row.low < row.high).collect();
    let mut swings: Vec<Swing> = rows
        .par_iter()
        .map(|row| Swing {
            name: row.name.clone(),
            meaning: row.meaning.clone(),
            kind: row.kind,
            unit: row.unit.clone(),
            values: [row.low, row.value, row.high],
            low: answer(&with(case, &row.name, row.low)),
            high: answer(&with(case, &row.name, row.high)),
        })
        .collect();
    swings.retain(|swing| swing.low != centre || swing.high != centre);
    swings.sort_by(|a, b| {
        b.mean_swing()
            .total_cmp(&a.mean_swing())
            .then(b.ask_swing().total_cmp(&a.ask_swing()))
            .then(a.name.cmp(&b.name))
    });
    Sensitivity { centre, swings }
}

fn with(case: &Case, name: &str, value: f64) -> Case {
    let mut changed = case.clone();
    changed.assumptions.overrule(name, value);
    changed
}

/// The chosen ask and its mean, in money, without the packages around it.
pub fn answer(case: &Case, settings: Settings) -> Answer {
    under(&Policy::of(&Setup::of(case), settings), case, settings)
}

/// The answer to a case near the one whose ladders these are.
pub fn under(policy: &Policy, case: &Case, settings: Settings) -> Answer {
    Question::of(policy, case).answer(settings)
}

/// Everything that the answer to a case depends on.
#[derive(Debug, PartialEq)]
struct Question {
    model: Model,
    leaving: Otherwise,
    offer_value: f64,
    /// Opening asks, each with the asks that follow it.
    ladders: Vec<(f64, Vec<f64>)>,
    /// The lowest opening ask that is chosen.
    lowest: f64,
    /// What not asking is worth for certain.
    secure: f64,
    closeness: f64,
}

impl Question {
    fn of(policy: &Policy, case: &Case) -> Self {
        let setup = Setup::of(case);
        let policy = policy.limited(caps(&setup), setup.fallback.secure(0.0));
        let ladders = policy.openings(&setup).into_iter().map(|ask| (ask, policy.ladder(ask))).collect();
        Question {
            model: setup.model,
            leaving: setup.without_a_deal(),
            offer_value: setup.offer_value,
            ladders,
            lowest: policy.caps.lowest,
            secure: policy.secure,
            closeness: case.assumptions.value("anchor.closeness"),
        }
    }

    fn answer(&self, settings: Settings) -> Answer {
        let (asks, ladders): (Vec<f64>, Vec<Vec<f64>>) = self.ladders.iter().cloned().unzip();
        let worths = worths(&self.leaving, &self.model, &ladders, settings);
        let values: Vec<f64> = worths.iter().map(|worth| worth.certain.value).collect();
        let chosen = lowest_near_best(&asks, &values, self.lowest, self.secure, self.closeness)
            .filter(|&i| worths[i].certain.value > self.secure + 2.0 * worths[i].certain.se);
        let (ask, mean) = match chosen {
            Some(i) => (Some(asks[i]), worths[i].mean),
            None => (None, Estimate::new(self.leaving.gain.max(0.0), 0.0)),
        };
        Answer { ask, mean: Estimate::new(mean.value * self.offer_value, mean.se * self.offer_value) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::advice::tests_support::offer_of;

    #[test]
    fn what_fixes_pay_and_what_there_is_to_get_matter_most() {
        let result = sensitivity(&offer_of(100_000), Settings { seed: 1, trials: 8_192 });
        let first: Vec<&str> = result.swings.iter().take(4).map(|swing| swing.name.as_str()).collect();
        assert!(first.contains(&"new-offer.fixed"), "{first:?}");
        assert!(result.swings.windows(2).all(|pair| pair[0].mean_swing() >= pair[1].mean_swing()));
        // More fixed employers: a lower mean at the high end.
        let fixed = result.swings.iter().find(|swing| swing.name == "new-offer.fixed").unwrap();
        assert!(
            fixed.high.mean.value < result.centre.mean.value
                && result.centre.mean.value < fixed.low.mean.value
        );
        assert!(result.swings.iter().all(|swing| !swing.name.starts_with("raise.")));
    }
}
