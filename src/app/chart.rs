//! What a chart of a case shows: the results behind each kind of chart.

use super::advise;
use super::market::groups_of;
use crate::advice::{Advice, EqualPackage, Sensitivity, Setup, equal_packages, sensitivity};
use crate::domain::{Benchmark, Case, Component};
use crate::error::{Error, Result};
use crate::input::CaseDraft;
use crate::market::Key;
use crate::scenario::{Comparison, ScenarioTable, VestingCalendar, compare, table, vesting};
use crate::simulate::Settings;

/// What a chart shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// How a hundred meetings end.
    Outcome,
    /// What each opening ask brings on average.
    Anchor,
    /// Where pay stands in band and market.
    Band,
    /// What to come down to, step by step.
    Ladder,
    /// Asks of equal value in different mixes.
    Packages,
    /// Which assumption moves the answer most.
    Sensitivity,
    /// What each package pays by year.
    Scenario,
    /// How far pay may spread over the years.
    Fan,
    /// What the packages bring in all years.
    Compare,
    /// What has vested by when.
    Vesting,
    /// What the market pays, benchmark by benchmark.
    Market,
}

impl ChartKind {
    /// All of them: the name, and what it shows.
    pub const ALL: [(ChartKind, &'static str, &'static str); 11] = [
        (ChartKind::Outcome, "outcome", "How a hundred meetings end"),
        (ChartKind::Anchor, "anchor", "What each opening ask brings on average"),
        (ChartKind::Band, "band", "Where today's pay, the offer and the ask stand in band and market"),
        (ChartKind::Ladder, "ladder", "What to come down to, step by step"),
        (ChartKind::Packages, "packages", "Asks of equal value in different mixes"),
        (ChartKind::Sensitivity, "sensitivity", "Which assumption moves the answer most"),
        (ChartKind::Scenario, "scenario", "What each package pays by year, in its parts"),
        (ChartKind::Fan, "fan", "How far pay may spread over the years"),
        (ChartKind::Compare, "compare", "What the packages bring in all years, and which beats the offer"),
        (ChartKind::Vesting, "vesting", "What has vested by when"),
        (ChartKind::Market, "market", "What the market pays, benchmark by benchmark"),
    ];

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        ChartKind::ALL.into_iter().find(|(_, known, _)| *known == name).map(|(kind, ..)| kind)
    }
}

/// The results that a chart is made of, beside the case and its advice.
#[derive(Debug, Clone)]
pub enum Charted {
    /// The advice alone.
    Outcome,
    /// The advice alone.
    Anchor,
    /// The case and the advice.
    Band,
    /// The advice alone.
    Ladder,
    /// At least two packages of equal value.
    Packages(Vec<EqualPackage>),
    /// Every assumption at both of its ends.
    Sensitivity(Sensitivity),
    /// The years of each package.
    Scenario(ScenarioTable),
    /// The years of each package.
    Fan(ScenarioTable),
    /// The years of each package, and each against each.
    Compare(Comparison),
    /// What vests, by package.
    Vesting(Vec<VestingCalendar>),
    /// Benchmarks of one component, and what they are told apart by.
    Market(Vec<Benchmark>, Option<Key>),
}

/// Works out what a chart of a case shows, with the advice that it stands beside.
/// The chart of the market tells the raw market files of a draft apart `by` a key.
///
/// ```
/// use counteroffer::app::{ChartKind, chart, load_case};
/// use counteroffer::input::ReadOptions;
/// use counteroffer::report::Words;
/// use counteroffer::report::chart::figure;
/// use counteroffer::simulate::Settings;
///
/// let case = load_case("data/alloy-pm2/case.toml".as_ref(), &ReadOptions::default())?;
/// let (advice, charted) = chart(&case, ChartKind::Vesting, None, Settings { seed: 1, trials: 2_000 })?;
/// let figure = figure(&charted, &case, &advice, &Words::builtin("en")?);
/// assert!(figure.caption.title.contains("nothing is yours before 4 May 2027"));
/// # Ok::<(), counteroffer::Error>(())
/// ```
///
/// # Errors
/// A case that has nothing for this chart to show.
pub fn chart(
    case: &Case,
    kind: ChartKind,
    by: Option<(&CaseDraft, Key)>,
    settings: Settings,
) -> Result<(Advice, Charted)> {
    let advice = advise(case, settings);
    let packages = || advice.lineup(case);
    let charted = match kind {
        ChartKind::Outcome => Charted::Outcome,
        ChartKind::Anchor => Charted::Anchor,
        ChartKind::Band => Charted::Band,
        ChartKind::Ladder => Charted::Ladder,
        ChartKind::Packages => Charted::Packages(equal(case, &advice, settings)?),
        ChartKind::Sensitivity => Charted::Sensitivity(sensitivity(case, settings)),
        ChartKind::Scenario => Charted::Scenario(table(case, &packages(), settings)?),
        ChartKind::Fan => Charted::Fan(table(case, &packages(), settings)?),
        ChartKind::Compare => Charted::Compare(compare(case, &packages(), settings)?),
        ChartKind::Vesting => Charted::Vesting(vested(vesting(case, &packages()))?),
        ChartKind::Market => match by {
            Some((draft, key)) => Charted::Market(drawn(&most_people(draft, key)?)?, Some(key)),
            None => Charted::Market(drawn(&case.market)?, None),
        },
    };
    Ok((advice, charted))
}

fn equal(case: &Case, advice: &Advice, settings: Settings) -> Result<Vec<EqualPackage>> {
    let equal = equal_packages(&Setup::of(case), &advice.anchor.package, settings);
    if equal.len() < 2 {
        return Err(Error::usage_hint(
            "there is no second mix of equal value to draw: only one part of the package can move",
            "say under [on_table] or in the band what else may move, such as bonus_max or equity_max",
        ));
    }
    Ok(equal)
}

/// The benchmarks that may be drawn beside each other: of several components
/// the one that most of them measure.
fn drawn(benchmarks: &[Benchmark]) -> Result<Vec<Benchmark>> {
    let of = |component: Component| {
        let ranked = Benchmark::ranked(component, benchmarks).into_iter();
        ranked.filter(|b| b.percentiles.points().len() > 1).cloned().collect::<Vec<_>>()
    };
    // Base first among equals: it is what is talked about.
    let drawn = Component::ALL.into_iter().rev().map(of).max_by_key(Vec::len).unwrap_or_default();
    if drawn.is_empty() {
        return Err(Error::usage_hint(
            "the case has no market figures to draw",
            "name a benchmark file under [files] market = [\"market.csv\"]",
        ));
    }
    Ok(drawn)
}

/// The groups of the raw market files with most people behind them, as many as a chart holds.
fn most_people(draft: &CaseDraft, key: Key) -> Result<Vec<Benchmark>> {
    const MOST: usize = 12;
    let mut groups = groups_of(draft, key)?;
    let mut people: Vec<u64> = groups.iter().filter_map(|b| b.sample_size).collect();
    people.sort_unstable_by(|a, b| b.cmp(a));
    let least = people.get(MOST - 1).copied();
    groups.retain(|b| b.sample_size >= least);
    groups.truncate(MOST);
    Ok(groups)
}

fn vested(calendars: Vec<VestingCalendar>) -> Result<Vec<VestingCalendar>> {
    if calendars.iter().all(|calendar| calendar.events.is_empty()) {
        return Err(Error::usage_hint(
            "no package has equity of known value",
            "give the offer equity, and company_value or unit_price under [equity]",
        ));
    }
    Ok(calendars)
}
