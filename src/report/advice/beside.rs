//! What stands beside the anchor: packages of equal value, and what would
//! sharpen the answer.

use super::{parts, said};
use crate::advice::{EqualPackage, Unknown};
use crate::domain::Package;
use crate::num::Currency;
use crate::report::composer::Column::{Figures, Words as Left};
use crate::report::words::Words;
use crate::report::{Composer, Facts};

/// Packages of equal value, to offer together when base is stuck.
pub(super) fn packages(list: &[EqualPackage], offer: &Package, currency: Currency, page: &mut Composer<'_>) {
    if list.len() < 2 {
        return;
    }
    page.section("equal", &Facts::new());
    let columns = [Left("leans"), Figures("over"), Figures("cost"), Figures("improved")];
    let (mut table, numbers) = (page.table("equal", &columns), page.numbers());
    for one in list {
        table.row([
            page.word(&format!("leans.{}", one.leans_on)),
            numbers.percent_signed(one.over_offer, 1),
            numbers.about_signed(one.cost, 50.0, currency),
            numbers.share(one.simulation.improved),
        ]);
    }
    page.add(table);
    for one in list {
        let facts = Facts::new()
            .with("leans", page.word(&format!("leans.{}", one.leans_on)))
            .with("package", parts(&one.package, offer, page));
        page.say("equal.line", &facts);
    }
}

/// What to find out before the meeting, the most telling first.
pub(super) fn sharpen(list: &[Unknown], currency: Currency, words: &Words, page: &mut Composer<'_>) {
    if list.is_empty() {
        return;
    }
    page.section("sharpen", &Facts::new());
    for unknown in list {
        let numbers = page.numbers();
        let facts = Facts::new()
            .with("fact", said::fact(words, &unknown.fact))
            .with("mean", numbers.about_signed(unknown.mean_change, 50.0, currency))
            .with("ask", numbers.percent_signed(unknown.ask_change, 1));
        page.body(page.line("sharpen.line", &facts));
    }
}
