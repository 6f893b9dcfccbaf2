//! Several sources to one figure, by a rule that is named.

use std::collections::BTreeMap;

use super::answer::{Answer, Oddities};
use super::group::Group;
use super::order_statistics::SHOWN;
use super::question::Key;
use crate::domain::{Adjustment, Confidence, PercentilePoint, StatValue};
use crate::error::{Error, Result};
use crate::num::{Money, Rounding, quantile_of_sorted};

/// How sources count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blend {
    /// Every source the same.
    Equal,
    /// By the people behind each: Σ n·v / Σ n.
    Incumbents,
    /// The median of the sources' percentiles.
    Organization,
}

impl Blend {
    fn name(self) -> &'static str {
        match self {
            Blend::Equal => "equal weights",
            Blend::Incumbents => "weights by people (Σ n·v / Σ n)",
            Blend::Organization => "the median of the sources' percentiles",
        }
    }

    /// The blended figure; `None` for nothing, or for people where none are stated.
    fn of(self, figures: &[(f64, Option<u64>)]) -> Option<f64> {
        let n = figures.len() as f64;
        match self {
            _ if figures.is_empty() => None,
            Blend::Equal => Some(figures.iter().map(|(v, _)| v).sum::<f64>() / n),
            Blend::Incumbents => {
                let weighted =
                    figures.iter().map(|(v, n)| Some((v, (*n)? as f64))).collect::<Option<Vec<_>>>()?;
                let people: f64 = weighted.iter().map(|(_, n)| n).sum();
                (people > 0.0).then(|| weighted.iter().map(|(v, n)| *v * n).sum::<f64>() / people)
            }
            Blend::Organization => {
                let mut values: Vec<f64> = figures.iter().map(|(v, _)| *v).collect();
                values.sort_unstable_by(f64::total_cmp);
                quantile_of_sorted(&values, 0.5)
            }
        }
    }
}

/// What a group has in common, as its texts fold.
type FoldedKey = Vec<(Key, String)>;

/// One answer from several, each with the name of its source, group by group.
///
/// A percentile is blended where every source that has the group knows it
/// exactly. A source with more than `dominant_share` of the people is said.
///
/// # Errors
/// Answers in several currencies.
pub fn blend(answers: Vec<(String, Answer)>, rule: Blend, dominant_share: f64) -> Result<Answer> {
    let mut currencies = answers.iter().filter_map(|(_, answer)| answer.currency);
    let currency = currencies.next();
    if let Some(other) = currencies.find(|other| Some(*other) != currency) {
        let one = currency.map_or("", |c| c.code());
        return Err(Error::usage_hint(
            format!("the sources are in {one} and {}", other.code()),
            "convert them with --currency CODE --rates FILE",
        ));
    }
    let Some((_, first)) = answers.first() else { return Err(Error::usage("nothing to blend")) };
    let component = first.component;
    let mut groups: BTreeMap<FoldedKey, Vec<(String, Group)>> = BTreeMap::new();
    let mut oddities = Oddities::default();
    for (name, answer) in answers {
        oddities.add(&answer.oddities);
        for group in answer.groups.into_iter().filter(|group| !group.points.is_empty()) {
            let key = group.key.iter().map(|(key, text)| (*key, key.fold(text))).collect();
            groups.entry(key).or_default().push((name.clone(), group));
        }
    }
    let groups = groups.into_values().map(|group| blended(group, rule, dominant_share)).collect();
    Ok(Answer { component, currency, groups, oddities, unknown: Vec::new() })
}

fn blended(sources: Vec<(String, Group)>, rule: Blend, dominant_share: f64) -> Group {
    let points = SHOWN.into_iter().filter_map(|p| {
        let exact = |(_, group): &(String, Group)| Some((group.at(p)?.exact()?, group.n));
        let figures = sources.iter().map(exact).collect::<Option<Vec<_>>>()?;
        let currency = figures.first()?.0.currency();
        let plain: Vec<(f64, Option<u64>)> = figures.iter().map(|(money, n)| (money.to_f64(), *n)).collect();
        let money = Money::from_f64_rounded(rule.of(&plain)?, currency, Rounding::HalfUp)?;
        Some(PercentilePoint { p, value: StatValue::Exact(money) })
    });
    let points: Vec<PercentilePoint> = points.collect();
    let people: Option<u64> = sources.iter().map(|(_, group)| group.n).sum();
    let mut adjustments: Vec<Adjustment> = Vec::new();
    for (name, group) in &sources {
        adjustments.extend(group.adjustments.clone());
        let n = group.n.map_or("n unknown".to_owned(), |n| format!("n {n}"));
        let what = format!("blended: {name}");
        adjustments.push(Adjustment { what, factor: 1.0, why: format!("{n}; {}", rule.name()) });
        let share = group.n.zip(people).map(|(n, all)| n as f64 / all as f64);
        if rule == Blend::Incumbents && share.is_some_and(|share| share > dominant_share) && sources.len() > 1
        {
            let what = format!("{name} weighs {:.0}%", share.unwrap_or(0.0) * 100.0);
            let why = format!("more than {:.0}%: it decides much of the figure", dominant_share * 100.0);
            adjustments.push(Adjustment { what, factor: 1.0, why });
        }
    }
    let confidence = sources.iter().map(|(_, group)| group.confidence).min().unwrap_or(Confidence::Withheld);
    let withheld = points.is_empty().then(|| "no percentile is known to every source".to_owned());
    Group {
        key: sources[0].1.key.clone(),
        n: people,
        companies: None,
        largest: None,
        duplicates: sources.iter().map(|(_, group)| group.duplicates).sum(),
        implausible: sources.iter().map(|(_, group)| group.implausible).sum(),
        dropped: sources.iter().flat_map(|(_, group)| group.dropped.clone()).collect(),
        as_of: sources.iter().filter_map(|(_, group)| group.as_of).min(),
        aged_to: sources.iter().find_map(|(_, group)| group.aged_to),
        confidence,
        withheld,
        points,
        intervals: [None; 5],
        adjustments,
        source: None,
        origin: None,
        industry: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_of_blending() {
        let figures = [(100.0, Some(10)), (120.0, Some(30)), (200.0, Some(60))];
        assert_eq!(Blend::Equal.of(&figures), Some(140.0));
        // (1,000 + 3,600 + 12,000)/100.
        assert_eq!(Blend::Incumbents.of(&figures), Some(166.0));
        assert_eq!(Blend::Organization.of(&figures), Some(120.0));
        assert_eq!(Blend::Incumbents.of(&[(1.0, None)]), None);
        assert_eq!(Blend::Equal.of(&[]), None);
    }
}
