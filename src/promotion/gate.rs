//! Whether scores pass the gate, and how likely that is when a panel scores
//! the same work a little differently every time.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Terms;
use crate::domain::promotion::{Gate, Rubric, Score, Scored};
use crate::num::normal;

/// How the scores stand against the gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// They pass.
    Passes,
    /// They do not.
    Fails,
    /// A dimension has no score.
    Unscored,
}

/// One dimension against the gate.
#[derive(Debug, Clone, PartialEq)]
pub struct DimensionView {
    /// Its name.
    pub name: String,
    /// What it means, where the rubric says.
    pub meaning: Option<String>,
    /// The person's own score.
    pub own: Option<Score>,
    /// The manager's.
    pub manager: Option<Score>,
    /// The one that counts: the manager's where there is one.
    pub heard: Option<Score>,
    /// Points short of the gate; none or zero when it is reached.
    pub short_by: Option<Decimal>,
    /// Chance that a panel scores it at the gate or above.
    pub chance: Option<f64>,
    /// Own and manager's score are so far apart that it needs talking about.
    pub rift: bool,
    /// Work that raises it.
    pub work: Vec<String>,
    /// What a job description demands.
    pub demands: Vec<String>,
}

/// The whole gate.
#[derive(Debug, Clone, PartialEq)]
pub struct GateView {
    /// Name of the rubric.
    pub rubric: String,
    /// Its rule.
    pub gate: Gate,
    /// The score to reach.
    pub pass: Score,
    /// The score that counts as a spike.
    pub spike: Score,
    /// The score below which no spike helps.
    pub floor: Score,
    /// Each dimension in the order of the rubric.
    pub dimensions: Vec<DimensionView>,
    /// How it stands.
    pub verdict: Verdict,
    /// Mean of the scores heard.
    pub mean: Option<Decimal>,
    /// Chance that a panel passes it.
    pub chance: Option<f64>,
    /// The noise behind that chance, in points.
    pub noise: f64,
}

impl GateView {
    /// The dimensions below the gate.
    pub fn short(&self) -> impl Iterator<Item = &DimensionView> {
        self.dimensions.iter().filter(|d| d.short_by.is_some_and(|short| short > Decimal::ZERO))
    }

    /// The dimension with the lowest score heard.
    pub fn weakest(&self) -> Option<&DimensionView> {
        self.dimensions.iter().filter(|d| d.heard.is_some()).min_by_key(|d| d.heard)
    }
}

/// Judges the scores by the rubric.
///
/// A panel's score is the score heard plus a normal error with the standard
/// deviation `terms.score_noise`, independent between dimensions; it is not cut
/// off at 1 and 5, which lie far from any gate.
pub fn judge(rubric: &Rubric, scores: &[Scored], terms: &Terms) -> GateView {
    let noise = terms.score_noise;
    let dimensions: Vec<DimensionView> = rubric
        .dimensions
        .iter()
        .map(|dimension| {
            let scored = scores.iter().find(|scored| scored.dimension == dimension.name);
            let heard = scored.and_then(Scored::heard);
            DimensionView {
                name: dimension.name.clone(),
                meaning: dimension.meaning.clone(),
                own: scored.and_then(|s| s.own),
                manager: scored.and_then(|s| s.manager),
                heard,
                short_by: heard.map(|score| (rubric.pass.get() - score.get()).max(Decimal::ZERO)),
                chance: heard.map(|score| reaches(score, rubric.pass, noise)),
                rift: scored.is_some_and(|scored| rift(scored, terms)),
                work: dimension.work.clone(),
                demands: dimension.demands.clone(),
            }
        })
        .collect();
    let heard: Option<Vec<Score>> = dimensions.iter().map(|d| d.heard).collect();
    let heard = heard.filter(|scores| !scores.is_empty());
    GateView {
        rubric: rubric.name.clone(),
        gate: rubric.gate,
        pass: rubric.pass,
        spike: rubric.spike,
        floor: rubric.floor,
        dimensions,
        verdict: heard.as_ref().map_or(Verdict::Unscored, |scores| verdict(rubric, scores)),
        mean: heard.as_ref().and_then(|scores| mean(scores)),
        chance: heard.as_ref().and_then(|scores| chance(rubric, scores, noise)),
        noise,
    }
}

fn rift(scored: &Scored, terms: &Terms) -> bool {
    match (scored.own, scored.manager) {
        (Some(own), Some(manager)) => to_f64((own.get() - manager.get()).abs()) >= terms.score_rift,
        _ => false,
    }
}

fn verdict(rubric: &Rubric, scores: &[Score]) -> Verdict {
    let count = |holds: &dyn Fn(Score) -> bool| scores.iter().filter(|score| holds(**score)).count();
    let weak = count(&|score| score < rubric.pass);
    let strong = count(&|score| score >= rubric.spike);
    let under_floor = count(&|score| score < rubric.floor);
    let passes = match rubric.gate {
        Gate::AllRequired => weak == 0,
        Gate::Average => mean(scores).is_some_and(|mean| mean >= rubric.pass.get()),
        Gate::SpikesAllowed => under_floor == 0 && strong >= weak,
        Gate::AllAndSpike => weak == 0 && strong >= 1,
    };
    if passes { Verdict::Passes } else { Verdict::Fails }
}

fn mean(scores: &[Score]) -> Option<Decimal> {
    let sum: Decimal = scores.iter().map(|score| score.get()).sum();
    sum.checked_div(Decimal::from(scores.len()))
}

/// Φ((score − gate)/σ).
fn reaches(score: Score, gate: Score, noise: f64) -> f64 {
    normal::cdf(to_f64(score.get() - gate.get()) / noise)
}

/// The chance that a panel's scores pass, in closed form.
///
/// - all required: Π Φ((sᵢ − gate)/σ)
/// - average: Φ((mean − gate)·√n/σ)
/// - with spikes: the sum, over the numbers of dimensions that come out weak
///   (below the gate) and strong (at the spike or above), of the chances of the
///   combinations that pass.
fn chance(rubric: &Rubric, scores: &[Score], noise: f64) -> Option<f64> {
    let n = scores.len();
    if rubric.gate == Gate::Average {
        let distance = to_f64(mean(scores)? - rubric.pass.get());
        return Some(normal::cdf(distance * libm::sqrt(n as f64) / noise));
    }
    let counts = weak_and_strong(rubric, scores, noise);
    let passing = |weak: usize, strong: usize| match rubric.gate {
        Gate::AllRequired | Gate::Average => weak == 0,
        Gate::SpikesAllowed => strong >= weak,
        Gate::AllAndSpike => weak == 0 && strong >= 1,
    };
    let mut sum = 0.0;
    for (weak, row) in counts.iter().enumerate() {
        for (strong, p) in row.iter().enumerate() {
            sum += if passing(weak, strong) { *p } else { 0.0 };
        }
    }
    Some(sum)
}

/// Chances of each pair (weak, strong), without those in which a dimension
/// falls under the floor where a spike may make up for weakness.
fn weak_and_strong(rubric: &Rubric, scores: &[Score], noise: f64) -> Vec<Vec<f64>> {
    let n = scores.len();
    let mut counts = vec![vec![0.0; n + 1]; n + 1];
    counts[0][0] = 1.0;
    for (seen, score) in scores.iter().enumerate() {
        let passes = reaches(*score, rubric.pass, noise);
        let strong = reaches(*score, rubric.spike, noise).min(passes);
        let weak = (reaches(*score, rubric.floor, noise) - passes).max(0.0);
        // From the highest counts down, so that each cell still holds the round before.
        for w in (0..=seen + 1).rev() {
            for s in (0..=seen + 1).rev() {
                let mut p = counts[w][s] * (passes - strong);
                p += if w > 0 { counts[w - 1][s] * weak } else { 0.0 };
                p += if s > 0 { counts[w][s - 1] * strong } else { 0.0 };
                counts[w][s] = p;
            }
        }
    }
    counts
}

fn to_f64(decimal: Decimal) -> f64 {
    decimal.to_f64().unwrap_or(f64::NAN)
}

#[cfg(test)]
#[path = "gate_tests.rs"]
mod tests;
