//! What documents of the years share: the unit of a page of amounts, its first
//! line, and what packages are called.

use rust_decimal::Decimal;

use crate::domain::PackageId;
use crate::num::{Currency, Estimate, Money, Rounding};
use crate::report::document::{Block, Role};
use crate::report::facts::Facts;
use crate::report::numbers::{Numbers, about};
use crate::report::text::mark_given;
use crate::report::words::Words;
use crate::scenario::ScenarioTable;

/// Yearly amounts from here on are printed in thousands, those a thousand times larger in millions.
const LARGE: i64 = 1_000_000;

/// The unit of a whole page of amounts, so that columns stay narrow.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    size: Decimal,
    key: &'static str,
    numbers: Numbers,
}

impl Unit {
    pub(super) fn of(table: &ScenarioTable, words: &Words) -> Unit {
        let lines = table.packages.iter().flat_map(|package| &package.years);
        let largest = lines.map(|line| line.mean.amount().abs()).max().unwrap_or_default();
        let steps = [
            (Decimal::ONE, "one"),
            (Decimal::from(1_000), "thousand"),
            (Decimal::from(1_000_000), "million"),
        ];
        let limit = Decimal::from(LARGE);
        let fitting = steps.into_iter().find(|(size, _)| largest < limit * *size);
        let (size, key) = fitting.unwrap_or(steps[2]);
        Unit { size, key, numbers: words.numbers() }
    }

    /// A whole number of units.
    pub(super) fn money(self, money: Money) -> String {
        let scaled = Money::new(money.amount() / self.size, money.currency());
        self.numbers.amount(scaled.rounded_to(Decimal::ONE, Rounding::HalfUp))
    }

    /// A simulated amount, without digits that its error does not carry.
    pub(super) fn about(self, estimate: Estimate, currency: Currency) -> String {
        // A percentile on the edge between two outcomes has an error as wide as
        // the step; some digits of it must stay.
        const COARSEST: f64 = 0.02;
        let error = estimate.se.min(COARSEST * estimate.value.abs());
        self.money(about(estimate.value, error, currency))
    }
}

/// What the figures are, in which unit, over which years.
pub(super) fn head(table: &ScenarioTable, unit: Unit, words: &Words) -> Block {
    let numbers = words.numbers();
    let currency = Facts::new().with("currency", table.currency.code().to_owned());
    let facts = Facts::new()
        .when("one", table.horizon_years == 1)
        .with("years", table.horizon_years.to_string())
        .with("start", table.start.map(|start| numbers.date(start)))
        .with("ordinary", table.tax.map(|rates| rates.ordinary.to_string()))
        .with("equity", table.tax.map(|rates| rates.equity.to_string()))
        .with("unit", words.phrase(&format!("years.unit.{}", unit.key), &currency))
        .with("worlds", numbers.count(table.trials))
        .with("seed", table.seed.to_string());
    let text = words.line("years.head", &facts).unwrap_or_default();
    Block::Paragraph { role: Role::Body, text }
}

/// What a package is called, below `years.name` or `compare.spoken`; another
/// offer by its own name.
pub(super) fn called(words: &Words, below: &str, id: PackageId, name: &str) -> String {
    let key = match id {
        PackageId::Current => "current",
        PackageId::Offer => "offer",
        PackageId::Ask => "ask",
        PackageId::Expected => "expected",
        PackageId::Target => "target",
        PackageId::Step(_) => "step",
        PackageId::Alternative(_) => return mark_given(&short(name)),
    };
    let n = if let PackageId::Step(n) = id { Some(n.to_string()) } else { None };
    words.phrase(&format!("{below}.{key}"), &Facts::new().with("n", n)).unwrap_or_default()
}

/// The beginning of a name that is too long for a line.
pub(super) fn short(name: &str) -> String {
    const LONGEST: usize = 40;
    name.chars().take(LONGEST).collect()
}
