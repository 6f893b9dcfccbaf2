//! Levels as a ladder: what each pays over the one below.

use super::group::Group;
use super::question::Key;
use crate::num::Money;

/// What one level pays over the one below, at the median.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The level below.
    pub from: String,
    /// In money.
    pub money: Money,
    /// As a fraction of the lower median.
    pub fraction: f64,
}

/// The step up to each group from the last one before it that has figures,
/// where both are levels of one ladder (`L4` and `L5`, but not `L5` and `Staff`).
pub fn steps(groups: &[Group]) -> Vec<Option<Step>> {
    let mut below: Option<&Group> = None;
    let up = |group| {
        let step = below.and_then(|below| step(below, group));
        below = Some(group).filter(|group| !group.points.is_empty()).or(below);
        step
    };
    groups.iter().map(up).collect()
}

fn step(below: &Group, group: &Group) -> Option<Step> {
    let median = |group: &Group| group.at(50)?.exact();
    let (low, high) = (median(below)?, median(group)?);
    let (from, to) = (below.key_of(Key::Level)?, group.key_of(Key::Level)?);
    let money = high - low;
    let climbs = ladder(from) == ladder(to) && from != to && !low.is_zero();
    climbs.then(|| Step { from: from.to_owned(), money, fraction: money.to_f64() / low.to_f64() })
}

/// The name of a level without its number.
fn ladder(level: &str) -> String {
    level.trim_end_matches(|c: char| c.is_ascii_digit()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::super::question::Question;
    use super::super::rules::tests::rules;
    use super::super::{Collector, Key as By};
    use super::*;
    use crate::domain::{Component, Figure, PayRecord, RecordSink};
    use crate::num::Currency;

    #[test]
    fn a_step_leads_up_from_the_last_level_that_is_shown() {
        let question = Question { by: vec![By::Level], ..Question::about(Component::Base) };
        let mut all = Collector::new(question, rules());
        // Five people of five companies each, but for L4 with one: withheld.
        for (level, pay, people) in
            [("L3", 100.0, 5), ("L4", 120.0, 1), ("L5", 150.0, 5), ("Staff", 180.0, 5)]
        {
            for company in ["A", "B", "C", "D", "E"].into_iter().take(people) {
                let record = PayRecord {
                    level: Some(level),
                    company: Some(company),
                    base: Figure::Is(pay),
                    currency: Some(Currency::USD),
                    ..PayRecord::default()
                };
                all.record(&record);
            }
        }
        let groups = all.answer().unwrap().groups;
        let found = steps(&groups);
        let step = found[2].as_ref().unwrap();
        assert_eq!((step.from.as_str(), step.money.to_string(), step.fraction), ("L3", "50 USD".into(), 0.5));
        assert!(found[0].is_none() && found[1].is_none() && found[3].is_none(), "{found:?}");
    }
}
