//! How the meetings over one ladder of asks end, as a document.

use rust_decimal::Decimal;

use super::composer::Column::{Figures, Words as Left};
use super::document::{Document, Table};
use super::words::Words;
use super::{Composer, Facts};
use crate::num::{Estimate, Money, Rounding};
use crate::simulate::Simulation;

/// What came of one ladder of asks.
pub fn simulation(run: &Simulation, words: &Words) -> Document {
    let none = Facts::new();
    let mut page = Composer::new(words, "simulate");
    page.say("heading", &heading(run, &page));
    page.section("outcomes", &none);
    page.add(outcomes(run, &page));
    page.section("gain", &none);
    page.add(gains(run, &page));
    page.part("moves");
    let chance = page.meetings(run.improved.value);
    page.say("moves", &none.clone().with("chance", chance));
    if !run.components.list.is_empty() {
        page.section("components", &none.clone().with("currency", run.currency.code().to_owned()));
        page.add(components(run, &page));
    }
    page.part("error");
    page.say("error", &none);
    page.finish()
}

/// The asks, what they are over, and how they were simulated.
fn heading(run: &Simulation, page: &Composer<'_>) -> Facts {
    let numbers = page.numbers();
    let asks: Vec<String> = run.ladder.iter().map(|&ask| numbers.percent(ask, 2)).collect();
    let offer = Money::from_f64_rounded(run.offer_value, run.currency, Rounding::HalfUp);
    let worth = offer.map(|money| numbers.money(money.rounded_to(Decimal::ONE, Rounding::HalfUp)));
    let facts = Facts::new()
        .with("worth", worth)
        .with("profile", run.profile.name().to_owned())
        .with("trials", numbers.count(run.trials))
        .with("seed", run.seed.to_string());
    let (only, first, last) = match asks.as_slice() {
        [] => (None, None, None),
        [only] => (Some(only.clone()), None, None),
        [first @ .., last] => (None, Some(first.join(", ")), Some(last.clone())),
    };
    let concede = run.concede.map(|share| numbers.percent(share, 0));
    facts.with("only", only).with("first", first).with("last", last).with("concede", concede)
}

fn outcomes(run: &Simulation, page: &Composer<'_>) -> Table {
    let of = &run.outcomes;
    let columns = [Left("name"), Figures("share"), Figures("error"), Left("meaning")];
    let mut table = page.table("outcomes", &columns);
    let list = [
        ("full", of.full),
        ("partial", of.partial),
        ("held", of.held),
        ("withdrawn", of.withdrawn),
        ("walked", of.walked),
    ];
    for (key, share) in list.into_iter().filter(|(key, share)| *key != "walked" || share.value > 0.0) {
        let (name, meaning) = (page.word(&format!("outcomes.{key}")), page.word(&format!("meaning.{key}")));
        table.row([name, page.numbers().share(share), error(share.se, page), meaning]);
    }
    table
}

fn error(se: f64, page: &Composer<'_>) -> String {
    format!("± {}", page.numbers().percent(se, 2))
}

fn gains(run: &Simulation, page: &Composer<'_>) -> Table {
    let (gain, moved, numbers) = (&run.gain, &run.gain_if_improved, page.numbers());
    let mut table = page.table("gain", &[Left("name"), Figures("gain"), Figures("error"), Figures("money")]);
    let mut row = |key: &str, of: Estimate| {
        let money = numbers.about_signed(of.value * run.offer_value, of.se * run.offer_value, run.currency);
        let name = page.word(&format!("gain.{key}"));
        table.row([name, numbers.percent_signed(of.value, 2), error(of.se, page), money]);
    };
    row("mean", gain.mean);
    row("kept", gain.mean_if_kept);
    row("improved", gain.mean_if_improved);
    row("p25", moved.p25);
    row("p50", moved.p50);
    row("p75", moved.p75);
    table
}

fn components(run: &Simulation, page: &Composer<'_>) -> Table {
    let columns =
        [Left("component"), Figures("p10"), Figures("p25"), Figures("p50"), Figures("p75"), Figures("p90")];
    let mut table = page.table("components", &columns);
    for (part, spread) in &run.components.list {
        let values = [spread.p10, spread.p25, spread.p50, spread.p75, spread.p90];
        let money = |money: Money| page.numbers().amount(money.rounded_to(Decimal::ONE, Rounding::HalfUp));
        table.row(std::iter::once(part.name().replace('_', "-")).chain(values.map(money)));
    }
    table
}
