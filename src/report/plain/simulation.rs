//! A simulation as text.

use super::{ENGLISH, finished, table, wrapped};
use crate::num::{Estimate, Money, Rounding};
use crate::report::numbers::meetings;
use crate::simulate::Simulation;

/// What came of one ladder of asks.
pub fn simulation(run: &Simulation) -> String {
    let mut text = wrapped(&heading(run), "");
    text.push('\n');
    text.push_str(&outcomes(run));
    text.push('\n');
    text.push_str(&gains(run));
    if !run.components.list.is_empty() {
        text.push('\n');
        text.push_str(&components(run));
    }
    text.push('\n');
    text.push_str(&wrapped(
        "± is one standard error of the simulation. What the model itself does not know comes on top: \
         see `counteroffer anchor --explain` for its assumptions.",
        "",
    ));
    text
}

fn heading(run: &Simulation) -> String {
    let asks: Vec<String> = run.ladder.iter().map(|&ask| ENGLISH.percent(ask, 2)).collect();
    let asks = match asks.split_last() {
        None => return "Nothing is asked for: the offer stands.".into(),
        Some((only, [])) => format!("An ask of {only}"),
        Some((last, before)) => format!("Asks of {} and then {last}", before.join(", ")),
    };
    let offer = Money::from_f64_rounded(run.offer_value, run.currency, Rounding::HalfUp);
    let worth = offer.map_or_else(String::new, |money| {
        format!(
            " worth {} a year",
            ENGLISH.money(money.rounded_to(rust_decimal::Decimal::ONE, Rounding::HalfUp))
        )
    });
    format!(
        "{asks} over an offer{worth} ({}, {} simulated meetings, seed {})",
        run.profile.name(),
        ENGLISH.count(run.trials),
        run.seed
    )
}

fn outcomes(run: &Simulation) -> String {
    let of = &run.outcomes;
    let mut rows = table(&[]);
    let mut row = |name: &str, share: Estimate, meaning: &str| {
        rows.add_row([name.to_owned(), ENGLISH.share(share), error(share.se), meaning.to_owned()]);
    };
    row("full", of.full, "the opening ask is met");
    row("partial", of.partial, "something moves");
    row("held", of.held, "the offer stands as it was");
    row("withdrawn", of.withdrawn, "the offer is taken back");
    if of.walked.value > 0.0 {
        row("walked", of.walked, "of all: worth less than your walk-away");
    }
    format!("How the meetings end\n{}", finished(rows, &[0, 3]))
}

fn error(se: f64) -> String {
    format!("± {}", ENGLISH.percent(se, 2))
}

fn gains(run: &Simulation) -> String {
    let gain = &run.gain;
    let moved = &run.gain_if_improved;
    let mut rows = table(&[]);
    let mut row = |name: &str, of: Estimate| {
        let money = ENGLISH.about_signed(of.value * run.offer_value, of.se * run.offer_value, run.currency);
        rows.add_row([name.to_owned(), ENGLISH.percent_signed(of.value, 2), error(of.se), money]);
    };
    row("mean over all meetings", gain.mean);
    row("mean while the offer is kept", gain.mean_if_kept);
    row("mean when something moves", gain.mean_if_improved);
    row("lower quartile when something moves", moved.p25);
    row("median when something moves", moved.p50);
    row("upper quartile when something moves", moved.p75);
    let chance = meetings(run.improved.value);
    format!(
        "Gain over the offer, a year\n{}\n{}",
        finished(rows, &[0]),
        wrapped(&format!("Something moves in {chance} meetings."), "")
    )
}

fn components(run: &Simulation) -> String {
    let mut rows = table(&["a year over the offer", "p10", "p25", "p50", "p75", "p90"]);
    for (name, spread) in &run.components.list {
        let money =
            |money: Money| ENGLISH.amount(money.rounded_to(rust_decimal::Decimal::ONE, Rounding::HalfUp));
        let values = [spread.p10, spread.p25, spread.p50, spread.p75, spread.p90].map(money);
        rows.add_row(std::iter::once(name.replace('_', "-")).chain(values).collect::<Vec<_>>());
    }
    format!("Where it lands when something moves ({})\n{}", run.currency.code(), finished(rows, &[0]))
}
