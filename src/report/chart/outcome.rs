//! How a hundred meetings end: one dot each.

use super::marks::merged;
use super::speaker::Speaker;
use super::{Axis, Dots, Figure, Mark, Role, Shape};
use crate::advice::Advice;
use crate::report::words::Words;
use crate::simulate::Simulation;

/// How many dots there are.
const DOTS: usize = 100;

/// A hundred meetings of the simulation at the anchor. The dots in which
/// something moved are quantiles of the simulated gains, so that they have their shape.
pub fn outcome(advice: &Advice, words: &Words) -> Figure {
    let say = Speaker::new(words, "outcome");
    let simulation = &advice.simulation;
    let outcomes = &simulation.outcomes;
    let shares = [simulation.improved.value, outcomes.held.value, outcomes.withdrawn.value];
    let [moved, held, withdrawn] = dots(shares);
    let gains = quantile_dots(&simulation.histogram, moved);
    let marks = marks(simulation, moved, &say);
    let high = gains.iter().chain(marks.iter().map(|m| &m.at)).copied().fold(0.01, f64::max);
    let [moves, holds, pulls] = shares.map(|share| say.chance(share));
    let middle = simulation.gain_if_improved.p50.value;
    let facts = say
        .meetings(simulation)
        .when("talking", advice.talk.is_some())
        .with("moves", moves.clone())
        .with("holds", holds.clone())
        .with("pulls", pulls)
        .with("middle", say.numbers.percent(middle, 1))
        .with("gain", say.numbers.percent_signed(middle, 1))
        .with("value", say.numbers.about(simulation.offer_value, 0.0, simulation.currency));
    let shape = Dots {
        axis: Axis::percent(0.0, high * 1.02, 6, say.numbers),
        full: ((outcomes.full.value * DOTS as f64).round() as usize).min(moved),
        moved: gains,
        held,
        withdrawn,
        moved_label: (say.name("moved"), moves),
        held_label: (say.say("held", &facts), holds),
        withdrawn_label: say.say("withdrawn", &facts),
        marks,
    };
    let title = if simulation.improved.value <= 0.0 { "title.nothing" } else { "title.moves" };
    Figure { caption: say.caption(title, facts), shape: Shape::Dots(shape) }
}

fn marks(simulation: &Simulation, moved: usize, say: &Speaker<'_>) -> Vec<Mark> {
    let mark = |role, at| say.mark(role, at, say.numbers.percent_signed(at, 1));
    let mut marks = Vec::new();
    if moved > 0 {
        marks.push(mark(Role::Expected, simulation.gain_if_improved.p50.value));
        marks.push(mark(Role::Target, simulation.gain_if_improved.p75.value));
    }
    if let Some(&ask) = simulation.ladder.first().filter(|ask| **ask > 0.0) {
        marks.push(mark(Role::Anchor, ask));
    }
    merged(marks)
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
