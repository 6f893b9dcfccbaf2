//! Packages against each other: which wins how often and when, what base would
//! make up the difference, what the shares must do.

use super::result::ScenarioTable;
use super::stock::{StockNeeded, stock_needed};
use super::table::{mean_sum, played};
use crate::domain::{Case, NamedPackage, Package};
use crate::equity::plan::{Plan, plan};
use crate::error::Result;
use crate::num::{Estimate, Money, Rounding};
use crate::simulate::{Settings, share};

/// How often one package has brought more than another by the end of a year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ByYear {
    /// The year.
    pub year: u32,
    /// Share of worlds in which A has brought more by then.
    pub a_ahead: Estimate,
    /// Share of worlds in which B has.
    pub b_ahead: Estimate,
}

/// One package overtakes the other in money received since the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overtaking {
    /// By the end of this year it has likely brought more.
    pub year: u32,
    /// True when it is B that overtakes A.
    pub by_b: bool,
}

/// Package A against package B.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Index of A among the packages of the table.
    pub a: usize,
    /// Index of B.
    pub b: usize,
    /// After years 1, 2, 4 and at the horizon.
    pub by_year: Vec<ByYear>,
    /// By how much the average year of B exceeds that of A.
    pub b_over_a: Money,
    /// When the lead changes hands, if it does.
    pub overtaking: Option<Overtaking>,
    /// The base at A that makes its average year equal to B's, all else of A
    /// as it is. `None` when no base above zero does.
    pub equal_base: Option<Money>,
    /// What the shares of B's employer must do for B to be as good as A.
    pub stock_for_b: StockNeeded,
}

/// Packages side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Every package by year.
    pub table: ScenarioTable,
    /// Every ordered pair of packages, A ≠ B, by A and then B.
    pub pairs: Vec<Pair>,
}

impl Comparison {
    /// The pair of A and B, by their index.
    pub fn pair(&self, a: usize, b: usize) -> Option<&Pair> {
        self.pairs.iter().find(|pair| pair.a == a && pair.b == b)
    }
}

/// The years after which packages are compared, beside the horizon.
const MILESTONES: [u32; 3] = [1, 2, 4];

/// Compares every package with every other, before tax.
///
/// # Errors
/// As [`super::table`].
pub fn compare(case: &Case, packages: &[NamedPackage], settings: Settings) -> Result<Comparison> {
    let result = played(case, packages, settings, None, cumulate)?;
    let cumulated = &result.kept;
    let mut pairs = Vec::new();
    for a in 0..packages.len() {
        for b in (0..packages.len()).filter(|b| *b != a) {
            let (plan_a, plan_b) = (&result.plans[a], &result.plans[b]);
            pairs.push(Pair {
                a,
                b,
                by_year: by_year(&cumulated[a], &cumulated[b]),
                b_over_a: result.table.packages[b].average - result.table.packages[a].average,
                overtaking: overtaking(&result.table, a, b),
                equal_base: equal_base(case, &packages[a], plan_a, mean_sum(plan_b)),
                stock_for_b: stock_needed(plan_a, plan_b),
            });
        }
    }
    Ok(Comparison { table: result.table, pairs })
}

/// Yearly totals → received since the start.
fn cumulate(columns: &[&[f64]]) -> Vec<Vec<f64>> {
    let mut sums: Vec<Vec<f64>> = Vec::with_capacity(columns.len());
    for column in columns {
        let next = match sums.last() {
            Some(before) => before.iter().zip(*column).map(|(sum, total)| sum + total).collect(),
            None => column.to_vec(),
        };
        sums.push(next);
    }
    sums
}

fn by_year(a: &[Vec<f64>], b: &[Vec<f64>]) -> Vec<ByYear> {
    let horizon = u32::try_from(a.len()).unwrap_or(u32::MAX);
    let mut years: Vec<u32> =
        MILESTONES.into_iter().chain([horizon]).filter(|year| *year <= horizon).collect();
    years.sort_unstable();
    years.dedup();
    let at = |year: u32| {
        let index = year as usize - 1;
        let ahead = |x: &[f64], y: &[f64]| x.iter().zip(y).filter(|(x, y)| x > y).count() as u64;
        let n = a[index].len() as u64;
        ByYear {
            year,
            a_ahead: share(ahead(&a[index], &b[index]), n),
            b_ahead: share(ahead(&b[index], &a[index]), n),
        }
    };
    years.into_iter().map(at).collect()
}

/// The first year by whose end the one that was behind has likely brought more.
fn overtaking(table: &ScenarioTable, a: usize, b: usize) -> Option<Overtaking> {
    let mut lead = Money::zero(table.currency);
    let mut first: Option<bool> = None;
    for (of_a, of_b) in table.packages[a].years.iter().zip(&table.packages[b].years) {
        lead = lead + (of_b.mean - of_a.mean);
        if lead.is_zero() {
            continue;
        }
        let b_leads = !lead.is_negative();
        match first {
            None => first = Some(b_leads),
            Some(before) if before != b_leads => {
                return Some(Overtaking { year: of_a.year, by_b: b_leads });
            }
            Some(_) => {}
        }
    }
    None
}

/// The base at which A likely brings `wanted` over the horizon. What A brings
/// is a straight line in its base, so that a second point gives its slope.
fn equal_base(case: &Case, named: &NamedPackage, of: &Plan, wanted: f64) -> Option<Money> {
    const STEP: i64 = 1_000;
    let step = Money::new(STEP.into(), case.currency);
    let base = named.package.base;
    let package = Package { base: base + step, ..named.package };
    let higher = NamedPackage { package, ..named.clone() };
    let here = mean_sum(of);
    let slope = (mean_sum(&plan(&higher, case, None)) - here) / step.to_f64();
    let base = base.to_f64() + (wanted - here) / slope;
    let found = Money::from_f64_rounded(base, case.currency, Rounding::HalfUp)?;
    (!found.is_negative() && !found.is_zero()).then_some(found)
}
