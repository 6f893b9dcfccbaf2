//! How a hundred meetings end: one dot each.

use super::Axis;
use super::parts::{Caption, Mark, Role, simulated};
use crate::advice::Advice;
use crate::report::numbers::{Numbers, meetings};
use crate::simulate::Simulation;

/// A hundred meetings as dots: those in which something moved stand on the
/// axis of what they brought, the others beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct OutcomeFigure {
    /// The words.
    pub caption: Caption,
    /// The gain over the offer, as a fraction.
    pub axis: Axis,
    /// The gain of each meeting in which something moved, ascending; quantiles
    /// of the simulated gains, so that the dots have their shape.
    pub moved: Vec<f64>,
    /// How many of them, from the top, met the opening ask in full.
    pub full: usize,
    /// In how many the offer stands.
    pub held: usize,
    /// In how many it is withdrawn.
    pub withdrawn: usize,
    /// What stands over the dots in which something moved.
    pub moved_label: String,
    /// What stands over the dots in which nothing did.
    pub held_label: String,
    /// The chance of withdrawal in words, since it is often less than one dot.
    pub withdrawn_label: String,
    /// Median, upper quarter and ask.
    pub marks: Vec<Mark>,
}

/// How many dots there are.
const DOTS: usize = 100;

impl OutcomeFigure {
    /// The figure of the simulation at the anchor.
    pub fn new(advice: &Advice, numbers: Numbers) -> Self {
        let simulation = &advice.simulation;
        let outcomes = &simulation.outcomes;
        let parts = [simulation.improved.value, outcomes.held.value, outcomes.withdrawn.value];
        let [moved, held, withdrawn] = dots(parts);
        let gains = quantile_dots(&simulation.histogram, moved);
        let marks = marks(simulation, moved, numbers);
        let high = gains.iter().chain(marks.iter().map(|m| &m.at)).copied().fold(0.01, f64::max);
        OutcomeFigure {
            caption: caption(advice, numbers),
            axis: Axis::percent(0.0, high * 1.02, 6, numbers),
            full: dots_of(outcomes.full.value, moved),
            moved: gains,
            held,
            withdrawn,
            moved_label: format!("Something moves: {}", meetings(simulation.improved.value)),
            held_label: format!("The offer stands: {}", meetings(outcomes.held.value)),
            withdrawn_label: format!("It is withdrawn: {}", meetings(outcomes.withdrawn.value)),
            marks,
        }
    }
}

fn caption(advice: &Advice, numbers: Numbers) -> Caption {
    let simulation = &advice.simulation;
    let middle = numbers.percent(simulation.gain_if_improved.p50.value, 1);
    let chance = meetings(simulation.improved.value);
    let title = if simulation.improved.value <= 0.0 {
        "Nothing moves: the offer stands as it is".to_owned()
    } else {
        format!("In {chance} meetings something moves, and then about +{middle}")
    };
    let value = numbers.about(simulation.offer_value, 0.0, simulation.currency);
    let code = simulation.currency.code();
    Caption {
        alt: format!(
            "In {chance} simulated meetings something moves, half of those by more than {middle} of the offer; in {} the offer stands and in {} it is withdrawn.",
            meetings(simulation.outcomes.held.value),
            meetings(simulation.outcomes.withdrawn.value)
        ),
        title,
        note: format!(
            "Each dot is one of 100 meetings · gain over the offer of {value} {code} a year in value"
        ),
        source: simulated(simulation, numbers),
    }
}

fn marks(simulation: &Simulation, moved: usize, numbers: Numbers) -> Vec<Mark> {
    let mark = |role, at| Mark::new(role, at, numbers.percent_signed(at, 1));
    let mut marks = Vec::new();
    if moved > 0 {
        marks.push(mark(Role::Expected, simulation.gain_if_improved.p50.value));
        marks.push(mark(Role::Target, simulation.gain_if_improved.p75.value));
    }
    if let Some(&ask) = simulation.ladder.first().filter(|ask| **ask > 0.0) {
        marks.push(mark(Role::Anchor, ask));
    }
    super::parts::merged(marks)
}

/// Shares as dots that sum to a hundred: the largest remainders get the last ones.
fn dots(shares: [f64; 3]) -> [usize; 3] {
    let total: f64 = shares.iter().map(|s| s.max(0.0)).sum();
    if total <= 0.0 {
        return [0, DOTS, 0];
    }
    let exact = shares.map(|s| s.max(0.0) / total * DOTS as f64);
    let mut counts = exact.map(|e| e.floor() as usize);
    let mut order = [0, 1, 2];
    order.sort_by(|&a, &b| (exact[b] - exact[b].floor()).total_cmp(&(exact[a] - exact[a].floor())));
    let missing = DOTS.saturating_sub(counts.iter().sum());
    for &i in order.iter().take(missing) {
        counts[i] += 1;
    }
    counts
}

fn dots_of(share: f64, most: usize) -> usize {
    ((share * DOTS as f64).round() as usize).min(most)
}

/// The gains of `n` meetings that stand for the histogram: its quantiles at
/// (i + ½)/n, each at the upper edge of its cell.
fn quantile_dots(histogram: &[(f64, f64)], n: usize) -> Vec<f64> {
    let total: f64 = histogram.iter().map(|(_, share)| share).sum();
    let mut cells = histogram.iter();
    let mut passed = 0.0;
    let mut edge = 0.0;
    (0..n)
        .map(|i| {
            let wanted = (i as f64 + 0.5) / n as f64 * total;
            while passed < wanted {
                let Some((upper, share)) = cells.next() else { break };
                passed += share;
                edge = *upper;
            }
            edge
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_sum_to_a_hundred() {
        assert_eq!(dots([0.4937, 0.5033, 0.0030]), [50, 50, 0]);
        assert_eq!(dots([0.6145, 0.3639, 0.0216]), [62, 36, 2]);
        assert_eq!(dots([1.0, 0.0, 0.0]), [100, 0, 0]);
        assert_eq!(dots([0.0; 3]), [0, 100, 0]);
        assert_eq!(dots([1.0 / 3.0; 3]).iter().sum::<usize>(), 100);
    }

    #[test]
    fn dots_have_the_shape_of_the_histogram() {
        let gains = quantile_dots(&[(0.02, 0.1), (0.04, 0.2), (0.06, 0.1)], 4);
        assert_eq!(gains, [0.02, 0.04, 0.04, 0.06]);
        assert!(quantile_dots(&[], 3).iter().all(|g| *g == 0.0));
        assert!(quantile_dots(&[(0.02, 1.0)], 0).is_empty());
    }
}
