//! A payroll against its bands, as a document.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::band::left_out;
use super::composer::Column::{Figures, Words as Left};
use super::document::{Document, Table};
use super::text::{Text, given, shortened};
use super::words::Words;
use super::{Composer, Facts};
use crate::app::payroll::Payroll;
use crate::market::{Circle, InBand, NoBand, Placed};
use crate::num::{Money, Rounding};

/// Up to so many people are all shown; of more, those outside their band.
const FEW: usize = 40;

/// A payroll against its bands.
pub fn payroll(payroll: &Payroll, words: &Words) -> Document {
    let mut page = Composer::new(words, "payroll");
    page.say("heading", &heading(payroll, &page));
    if !payroll.lines.is_empty() {
        page.part("levels");
        page.add(levels(payroll, &page));
    }
    each(payroll, &mut page);
    page.part("remarks");
    remarks(payroll, &mut page);
    left_out(&payroll.absurd, &mut page);
    page.finish()
}

fn heading(payroll: &Payroll, page: &Composer<'_>) -> Facts {
    let one = payroll.lines.first().filter(|_| !payroll.has_several_currencies());
    Facts::new()
        .with("people", page.numbers().count(payroll.placed.len() as u64))
        .when("several", payroll.placed.len() != 1)
        .given("people_file", &payroll.people_file)
        .given("band_files", &payroll.band_files.join(", "))
        .with("currency", one.map(|line| line.currency.code().to_owned()))
}

fn levels(payroll: &Payroll, page: &Composer<'_>) -> Table {
    let (several, numbers) = (payroll.has_several_currencies(), page.numbers());
    let mut columns = vec![
        Left("level"),
        Figures("people"),
        Figures("mean"),
        Figures("below"),
        Figures("above"),
        Figures("cost"),
    ];
    columns.extend(several.then_some(Left("unit")));
    let mut table = page.table("levels", &columns);
    for line in &payroll.lines {
        let name = match &line.level {
            Some(level) => given(&shortened(level, 20)),
            None => page.line("all", &Facts::new()),
        };
        let figures = [
            numbers.count(line.people),
            line.mean_compa_ratio.map_or("–".to_owned(), |ratio| numbers.ratio(ratio)),
            numbers.count(line.below),
            numbers.count(line.above),
            numbers.amount(cents(line.cost_to_minimum)),
        ];
        let unit = several.then(|| Text::plain(line.currency.code()));
        table.row([name].into_iter().chain(figures.map(Text::plain)).chain(unit));
    }
    table
}

/// Everybody where they are few, otherwise those outside their band.
fn each(payroll: &Payroll, page: &mut Composer<'_>) {
    let all = payroll.found().count();
    let shown: Vec<_> =
        payroll.found().filter(|(_, found)| all <= FEW || found.stand.circle.is_some()).collect();
    if !shown.is_empty() {
        let columns = [
            Left("who"),
            Left("level"),
            Figures("base"),
            Figures("compa-ratio"),
            Figures("penetration"),
            Left("circle"),
        ];
        let mut table = page.table("people", &columns);
        shown.iter().for_each(|(person, found)| table.row(row(person, found, page)));
        page.part("people");
        page.add(table);
    }
    let inside = all - shown.len();
    if inside > 0 {
        page.say("inside", &Facts::new().with("n", page.numbers().count(inside as u64)));
    }
}

fn row(person: &Placed, found: &InBand, page: &Composer<'_>) -> [Text; 6] {
    let (employee, numbers) = (&person.employee, page.numbers());
    let who = employee.name.as_ref().unwrap_or(&employee.id);
    let part = if is_part_time(person) { "*" } else { "" };
    let share = |value: Decimal| numbers.percent(value.to_f64().unwrap_or(0.0), 0);
    let stand = &found.stand;
    [
        given(&shortened(who, 20)),
        given(&shortened(&employee.level, 14)),
        format!("{}{part}", numbers.amount(cents(stand.base))).into(),
        stand.compa_ratio.map_or("–".to_owned(), |ratio| numbers.ratio(ratio)).into(),
        stand.range_penetration.map_or("–".to_owned(), share).into(),
        match stand.circle {
            Some(Circle::Green) => page.word("circle.green").into(),
            Some(Circle::Red) => page.word("circle.red").into(),
            None => Text::default(),
        },
    ]
}

fn is_part_time(person: &Placed) -> bool {
    person.employee.fte.is_some_and(|fte| fte < Decimal::ONE)
}

fn remarks(payroll: &Payroll, page: &mut Composer<'_>) {
    let none = Facts::new();
    if payroll.found().any(|(_, found)| found.stand.circle.is_some()) {
        page.say("circles", &none);
    }
    if payroll.found().any(|(person, _)| is_part_time(person)) {
        page.say("part-time", &none);
    }
    for ((why, level), n) in payroll.without_band() {
        let reason = match why {
            NoBand::Level => "no-band.level",
            NoBand::Place => "no-band.place",
            NoBand::Currency => "no-band.currency",
            NoBand::Several => "no-band.several",
        };
        let facts = Facts::new()
            .with("n", page.numbers().count(n))
            .when("several", n != 1)
            .given("level", &shortened(level, 30))
            .with("reason", page.word(reason));
        page.say("without", &facts);
    }
    let odd = payroll.odd();
    if odd > 0 {
        let facts = Facts::new()
            .with("many", (odd > 1).then(|| page.numbers().count(odd)))
            .with("factor", payroll.odd_factor.to_string());
        page.say("odd", &facts);
    }
}

fn cents(amount: Money) -> Money {
    amount.rounded_to_cents(Rounding::HalfUp)
}
