//! Packages side by side.

use rust_decimal::Decimal;

use super::unit::{Unit, called, head, short};
use crate::num::{Estimate, Money};
use crate::report::composer::Column::{Figures, Words as Left};
use crate::report::document::{Document, Table};
use crate::report::text::Text;
use crate::report::words::Words;
use crate::report::{Composer, Facts};
use crate::scenario::{Comparison, PackageYears, Pair, StockMove, StockNeeded};

/// What `compare` prints; everything is held against the package at `against`.
pub fn comparison(all: &Comparison, against: usize, words: &Words) -> Document {
    let unit = Unit::of(&all.table, words);
    let mut page = Composer::new(words, "compare");
    page.add(head(&all.table, unit, words));
    page.part("packages");
    page.add(side_by_side(all, unit, words, &page));
    page.fine("packages.note", &Facts::new());
    let pairs: Vec<&Pair> = all.pairs.iter().filter(|pair| pair.a == against).collect();
    page.part("chances");
    page.add(chances(all, against, &pairs, words, &page));
    for pair in pairs {
        let of = &all.table.packages[pair.b];
        page.headed("pair", Text::parse(&capital(&called(words, "years.name", of.id, &of.name))));
        one(all, pair, unit, words, &mut page);
    }
    page.finish()
}

fn side_by_side(all: &Comparison, unit: Unit, words: &Words, page: &Composer<'_>) -> Table {
    let table = &all.table;
    let years = f64::from(table.horizon_years.max(1));
    let columns = [
        Left("name"),
        Figures("first"),
        Figures("average"),
        Figures("p10"),
        Figures("p90"),
        Figures("promised"),
        Figures("valued"),
        Figures("present"),
    ];
    let mut rows = page.table("packages", &columns);
    for package in &table.packages {
        let yearly = |e: Estimate| unit.about(Estimate::new(e.value / years, e.se / years), table.currency);
        rows.row([
            narrow(package, words),
            unit.money(package.first_year),
            unit.money(package.average),
            yearly(package.sum_spread.p10),
            yearly(package.sum_spread.p90),
            unit.money(package.promised_average),
            unit.money(package.valued_average),
            unit.money(package.present_value),
        ]);
    }
    rows
}

/// How often each package has brought more than the one it is held against.
fn chances(all: &Comparison, against: usize, pairs: &[&Pair], words: &Words, page: &Composer<'_>) -> Table {
    let years = pairs.first().map(|pair| pair.by_year.as_slice()).unwrap_or_default();
    let mut columns = vec![Left("name")];
    columns.extend(years.iter().map(|_| Figures("year")));
    let mut rows = page.table("chances", &columns);
    let than = Facts::new().with("name", spoken(&all.table.packages[against], words));
    rows.head = vec![page.line("chances.than", &than)];
    rows.head.extend(
        years.iter().map(|at| page.line("chances.by", &Facts::new().with("year", at.year.to_string()))),
    );
    for pair in pairs {
        let cells = pair.by_year.iter().map(|at| page.numbers().share(at.b_ahead));
        rows.row(std::iter::once(narrow(&all.table.packages[pair.b], words)).chain(cells));
    }
    rows
}

/// One package against the other.
fn one(all: &Comparison, pair: &Pair, unit: Unit, words: &Words, page: &mut Composer<'_>) {
    let [a, b] = [pair.a, pair.b].map(|at| spoken(&all.table.packages[at], words));
    let mut said = vec![gap(pair, &a, unit, page)];
    if let Some(found) = pair.overtaking {
        let (who, whom) = if found.by_b { (&b, &a) } else { (&a, &b) };
        let facts = Facts::new()
            .with("who", who.clone())
            .with("whom", whom.clone())
            .with("year", found.year.to_string());
        said.push(page.phrase("gap.overtakes", &facts));
    }
    if let Some(base) = pair.equal_base.filter(|_| !pair.b_over_a.is_zero()) {
        let facts = Facts::new().with("base", unit.money(base)).with("other", a.clone());
        said.push(page.phrase("gap.base", &facts));
    }
    said.extend(stock(all, pair, &a, &b, page));
    page.body(Text::parse(&said.join(" ")));
}

fn gap(pair: &Pair, other: &str, unit: Unit, page: &Composer<'_>) -> String {
    let size = Money::new(pair.b_over_a.amount().abs(), pair.b_over_a.currency());
    let facts = Facts::new()
        .with("size", unit.money(size))
        .with("other", other.to_owned())
        .when("throughout", pair.overtaking.is_none());
    let key = match (pair.b_over_a.is_zero(), pair.b_over_a.is_negative()) {
        (true, _) => "gap.equal",
        (_, true) => "gap.below",
        _ => "gap.above",
    };
    page.phrase(key, &facts)
}

fn stock(all: &Comparison, pair: &Pair, a: &str, b: &str, page: &Composer<'_>) -> Option<String> {
    let (of_a, of_b) = (&all.table.packages[pair.a], &all.table.packages[pair.b]);
    let facts = Facts::new()
        .with("name", b.to_owned())
        .with("other", a.to_owned())
        .given("employer", &short(&of_b.employer));
    let moving = |found: StockMove| facts.clone().with("what", moved(found, page));
    match pair.stock_for_b {
        StockNeeded::NoShares => None,
        // Two packages of one employer share what its shares do.
        StockNeeded::Nothing if of_a.employer == of_b.employer => None,
        StockNeeded::Nothing => Some(page.phrase("stock.nothing", &facts)),
        StockNeeded::Impossible => Some(page.phrase("stock.impossible", &facts)),
        StockNeeded::AtLeast(found) => Some(page.phrase("stock.at-least", &moving(found))),
        StockNeeded::AtMost(found) => Some(page.phrase("stock.at-most", &moving(found))),
    }
}

/// How the shares must move.
fn moved(found: StockMove, page: &Composer<'_>) -> String {
    let numbers = page.numbers();
    let multiple = numbers.number(Decimal::try_from(found.multiple).unwrap_or_default(), 2);
    let facts = Facts::new().with("multiple", multiple);
    match found.yearly {
        Some(yearly) => page.phrase("stock.yearly", &facts.with("yearly", numbers.percent_signed(yearly, 1))),
        None => page.phrase("stock.multiple", &facts),
    }
}

/// A package in the middle of a sentence.
fn spoken(package: &PackageYears, words: &Words) -> String {
    called(words, "compare.spoken", package.id, &package.name)
}

/// A package's name in a narrow column.
fn narrow(package: &PackageYears, words: &Words) -> String {
    const WIDEST: usize = 16;
    let name = Text::parse(&called(words, "years.name", package.id, &package.name)).shown();
    if name.chars().count() <= WIDEST { name } else { name.chars().take(WIDEST - 1).chain(['…']).collect() }
}

fn capital(name: &str) -> String {
    let name = Text::parse(name).shown();
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
