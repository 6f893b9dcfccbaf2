//! Plans → what to do at each date, so that the inner loops only multiply and add.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::equity::holdings::Lot;
use crate::equity::plan::Plan;
use crate::equity::price::{Lognormal, Mixture, PriceModel};

/// Everything that is played, prepared.
pub struct Layout<'a> {
    pub packages: Vec<PackageLayout<'a>>,
    pub employers: Vec<EmployerLayout<'a>>,
    /// Weight of the common factor in each employer's shares, √ρ.
    pub common: f64,
    /// Dates at which the common factor is needed, in years; empty without one.
    pub common_grid: Vec<f64>,
    /// Whether any bonus or promotion needs luck.
    pub years: usize,
}

/// The cash of a package.
pub struct PackageLayout<'a> {
    pub plan: &'a Plan,
    /// Its first among the columns of its employer.
    pub first_column: usize,
    /// (certain cash, bonus target) of each year: without, with the promotion.
    pub years: Vec<[(f64, f64); 2]>,
}

/// The shares of an employer and whose equity they are.
pub struct EmployerLayout<'a> {
    pub shares: SharesLayout<'a>,
    /// Indexes of its packages.
    pub packages: Vec<usize>,
    /// How many columns it has: one a package and year.
    pub columns: usize,
}

/// What the shares of an employer do to the columns.
pub enum SharesLayout<'a> {
    Public(PublicLayout),
    Private(&'a Mixture, Vec<Stake>),
}

/// A stake in a private company that counts in one column.
pub struct Stake {
    pub column: usize,
    /// What it is worth at a multiple of 1.
    pub face: f64,
    pub strike: f64,
}

/// The dates of a public share and what vests at each.
pub struct PublicLayout {
    pub stock: Lognormal,
    /// Years from the start, ascending.
    pub grid: Vec<f64>,
    /// For each date of the grid, where the common factor has it.
    pub in_common: Vec<usize>,
    pub steps: Vec<Step>,
    /// How many dates fix the size of a later grant in money.
    pub marks: usize,
}

/// What happens at one date.
#[derive(Default)]
pub struct Step {
    pub vests: Vec<Vest>,
    /// Options: (column, face value, strike).
    pub options: Vec<(usize, f64, f64)>,
    /// The price of this date is kept under this mark.
    pub mark: Option<usize>,
}

/// What of a package vests at one date without a strike.
pub struct Vest {
    pub column: usize,
    /// Face value of what was fixed in shares at the start.
    pub face: f64,
    /// Which package of the employer it is.
    pub package: usize,
    /// Vests of grants fixed in money, as (mark, face value); `None` where they are
    /// those of the package's vest before: even grants change seldom.
    pub priced: Option<Vec<(usize, f64)>>,
}

impl<'a> Layout<'a> {
    pub fn new(plans: &'a [Plan], correlation: f64) -> Self {
        let mut packages: Vec<PackageLayout<'a>> =
            plans.iter().map(|plan| PackageLayout { plan, first_column: 0, years: cash_of(plan) }).collect();
        let mut employers = employers_of(plans, &mut packages);
        let common = if employers.len() > 1 { libm::sqrt(correlation.clamp(0.0, 1.0)) } else { 0.0 };
        let common_grid = if common > 0.0 { join_grids(&mut employers, plans) } else { Vec::new() };
        let years = plans.iter().map(Plan::years).max().unwrap_or(0);
        Layout { packages, employers, common, common_grid, years }
    }

    /// The employers in a row, in groups of at most so many columns, but one at least.
    pub fn groups(&self, most: usize) -> Vec<Range<usize>> {
        let mut groups: Vec<Range<usize>> = Vec::new();
        let mut columns = 0;
        for (i, employer) in self.employers.iter().enumerate() {
            columns += employer.columns;
            match groups.last_mut() {
                Some(group) if columns <= most => group.end = i + 1,
                _ => {
                    groups.push(i..i + 1);
                    columns = employer.columns;
                }
            }
        }
        groups
    }
}

fn cash_of(plan: &Plan) -> Vec<[(f64, f64); 2]> {
    let year = |cash: &crate::equity::cash::CashYear| {
        [0, 1].map(|i| (cash.base[i] + cash.guaranteed[i] + cash.sign_on + cash.benefits[i], cash.target[i]))
    };
    plan.cash.iter().map(year).collect()
}

/// Employers in the order in which their packages come.
fn employers_of<'a>(plans: &'a [Plan], packages: &mut [PackageLayout<'a>]) -> Vec<EmployerLayout<'a>> {
    let mut groups: Vec<(&str, Vec<usize>)> = Vec::new();
    for (i, plan) in plans.iter().enumerate() {
        match groups.iter_mut().find(|(name, _)| *name == plan.employer.name) {
            Some((_, members)) => members.push(i),
            None => groups.push((&plan.employer.name, vec![i])),
        }
    }
    groups
        .into_iter()
        .map(|(_, members)| {
            let mut columns = 0;
            for &package in &members {
                packages[package].first_column = columns;
                columns += packages[package].years.len();
            }
            let lots = members.iter().zip(0..).flat_map(|(&i, package)| {
                let first = packages[i].first_column;
                plans[i].lots.iter().map(move |lot| (package, first + lot.year as usize - 1, lot))
            });
            let shares = match &plans[members[0]].employer.price {
                PriceModel::Public(stock) => SharesLayout::Public(public(*stock, lots.collect())),
                PriceModel::Private(mixture) => SharesLayout::Private(
                    mixture,
                    stakes(mixture, lots.map(|(_, column, lot)| (column, lot))),
                ),
            };
            EmployerLayout { shares, packages: members, columns }
        })
        .collect()
}

fn stakes<'a>(mixture: &Mixture, lots: impl Iterator<Item = (usize, &'a Lot)>) -> Vec<Stake> {
    let mut sums: BTreeMap<usize, f64> = BTreeMap::new();
    let mut list = Vec::new();
    for (column, lot) in lots {
        let face = lot.face * mixture.kept(lot.stake_from);
        if lot.strike > 0.0 {
            list.push(Stake { column, face, strike: lot.strike });
        } else {
            *sums.entry(column).or_default() += face;
        }
    }
    list.extend(sums.into_iter().map(|(column, face)| Stake { column, face, strike: 0.0 }));
    list
}

fn public(stock: Lognormal, lots: Vec<(usize, usize, &Lot)>) -> PublicLayout {
    let times = lots.iter().flat_map(|(_, _, lot)| [Some(lot.time), lot.priced_at]).flatten();
    let grid = sorted_times(times);
    let index = |time: f64| grid.partition_point(|t| *t < time);
    let mut steps: Vec<Step> = grid.iter().map(|_| Step::default()).collect();
    let mut marks = 0;
    // By package, date and column: the face value in shares, and those fixed in money by mark.
    type Faces = (f64, BTreeMap<usize, f64>);
    let mut vests: BTreeMap<(usize, usize, usize), Faces> = BTreeMap::new();
    for (package, column, lot) in lots {
        let at = index(lot.time);
        if lot.priced_at.is_none() && lot.strike > 0.0 {
            steps[at].options.push((column, lot.face, lot.strike));
            continue;
        }
        let vest = vests.entry((package, at, column)).or_default();
        let Some(time) = lot.priced_at else {
            vest.0 += lot.face;
            continue;
        };
        let mark = *steps[index(time)].mark.get_or_insert_with(|| {
            marks += 1;
            marks - 1
        });
        *vest.1.entry(mark).or_default() += lot.face;
    }
    let mut before: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
    for ((package, at, column), (face, priced)) in vests {
        let priced: Vec<(usize, f64)> = priced.into_iter().collect();
        let last = before.entry(package).or_default();
        let changed = *last != priced;
        last.clone_from(&priced);
        steps[at].vests.push(Vest { column, face, package, priced: changed.then_some(priced) });
    }
    PublicLayout { stock, in_common: vec![0; grid.len()], grid, steps, marks }
}

fn sorted_times(times: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut list: Vec<f64> = times.collect();
    list.sort_by(f64::total_cmp);
    list.dedup();
    list
}

/// The dates of all employers, and for each employer where its own lie in
/// them. A private company depends on the factor over the whole horizon.
fn join_grids(employers: &mut [EmployerLayout<'_>], plans: &[Plan]) -> Vec<f64> {
    let horizon = plans.iter().map(Plan::years).max().unwrap_or(0) as f64;
    let public = employers.iter().filter_map(|employer| match &employer.shares {
        SharesLayout::Public(layout) => Some(layout.grid.iter().copied()),
        SharesLayout::Private(..) => None,
    });
    let joined = sorted_times(public.flatten().chain([horizon]));
    for employer in employers {
        if let SharesLayout::Public(layout) = &mut employer.shares {
            layout.in_common = layout.grid.iter().map(|t| joined.partition_point(|j| j < t)).collect();
        }
    }
    joined
}
