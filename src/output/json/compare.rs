//! The view of `compare`.

use serde::Serialize;

use super::scenarios::Years;
use super::values::{Amount, Share};
use crate::scenario::{ByYear, Comparison, Pair, StockMove, StockNeeded};

/// The packages side by side, and how often one beats another.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Compare {
    #[serde(flatten)]
    years: Years,
    /// The package that the text and the CSV hold the others against.
    against: String,
    /// Every package A with every other, B.
    pairs: Vec<PairView>,
}

impl Compare {
    /// The view of a comparison against the package at `against`.
    pub fn of(comparison: &Comparison, against: usize) -> Self {
        let name = |index: usize| comparison.table.packages[index].name.clone();
        let pairs = comparison.pairs.iter();
        Compare {
            years: (&comparison.table).into(),
            against: name(against),
            pairs: pairs.map(|pair| PairView::of(pair, name(pair.a), name(pair.b))).collect(),
        }
    }
}

/// Package A against package B.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "pair"))]
struct PairView {
    /// The name of A.
    a: String,
    /// The name of B.
    b: String,
    /// How often one has brought more, after years 1, 2 and 4 and at the horizon.
    by_year: Vec<ByYearView>,
    /// By how much the average year of B exceeds that of A; negative where it falls short.
    b_over_a: Amount,
    /// When the lead changes hands, if it does.
    overtaking: Option<OvertakingView>,
    /// The base at A that makes its average year equal to B's; absent where no base above zero does.
    equal_base: Option<Amount>,
    /// What the shares of B's employer must do for B to be as good as A.
    stock_for_b: StockView,
}

impl PairView {
    fn of(pair: &Pair, a: String, b: String) -> Self {
        let by = |by_b: bool| if by_b { b.clone() } else { a.clone() };
        PairView {
            by_year: pair.by_year.iter().map(ByYearView::from).collect(),
            b_over_a: pair.b_over_a.into(),
            overtaking: pair.overtaking.map(|it| OvertakingView { year: it.year, by: by(it.by_b) }),
            equal_base: pair.equal_base.map(Amount::from),
            stock_for_b: pair.stock_for_b.into(),
            a,
            b,
        }
    }
}

/// How often one package has brought more than the other by the end of a year.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "lead by year"))]
struct ByYearView {
    /// The year.
    year: u32,
    /// Share of the worlds in which A has.
    a_ahead: Share,
    /// Share of the worlds in which B has.
    b_ahead: Share,
}

impl From<&ByYear> for ByYearView {
    fn from(at: &ByYear) -> Self {
        ByYearView { year: at.year, a_ahead: at.a_ahead.into(), b_ahead: at.b_ahead.into() }
    }
}

/// One package overtakes the other in money received since the start.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "overtaking"))]
struct OvertakingView {
    /// By the end of this year it has likely brought more.
    year: u32,
    /// The name of the one that overtakes.
    by: String,
}

/// What shares must do for a package to be as good as another.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "stock needed"))]
pub(in crate::output) struct StockView {
    /// `no-shares` (it holds none that count), `nothing` (as good even if they become worthless),
    /// `impossible` (no rise is enough), `at-least` or `at-most`.
    pub(in crate::output) needed: &'static str,
    /// Of `at-least` and `at-most`: the price at the horizon, or what becomes of a private company, as a
    /// multiple of today's.
    pub(in crate::output) multiple: Option<f64>,
    /// Of the shares of a public company: growth a year, as a fraction.
    pub(in crate::output) yearly: Option<f64>,
}

impl From<StockNeeded> for StockView {
    fn from(of: StockNeeded) -> Self {
        let plain = |needed| StockView { needed, multiple: None, yearly: None };
        let moved =
            |needed, to: StockMove| StockView { needed, multiple: Some(to.multiple), yearly: to.yearly };
        match of {
            StockNeeded::NoShares => plain("no-shares"),
            StockNeeded::Nothing => plain("nothing"),
            StockNeeded::Impossible => plain("impossible"),
            StockNeeded::AtLeast(to) => moved("at-least", to),
            StockNeeded::AtMost(to) => moved("at-most", to),
        }
    }
}
