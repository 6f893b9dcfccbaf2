//! The anchor and why, as text.

use rust_decimal::Decimal;

use super::{ENGLISH, finished, table, wrapped};
use crate::advice::{Advice, Notice, PackageView, Quantity, Step, Verdict};
use crate::domain::{Equity, Package};
use crate::num::Estimate;
use crate::report::numbers::meetings;
use crate::report::words::Words;

/// What to ask for first, what it is likely to bring, and when to stop.
pub fn advice(advice: &Advice) -> String {
    let mut text = headline(advice);
    text.push('\n');
    text.push_str(&packages(advice));
    text.push('\n');
    if advice.verdict == Verdict::Ask || advice.own_ask {
        text.push_str(&expectation(advice));
        text.push_str(&uncertainty(advice));
        text.push_str(&risk(advice));
    }
    text.push_str(&stopping(advice));
    for notice in &advice.notices {
        text.push_str(&wrapped(&format!("Note: {}", words(notice, advice)), ""));
    }
    text
}

fn headline(advice: &Advice) -> String {
    let said = said(&advice.anchor.package, &advice.offer.package);
    match (advice.verdict, advice.own_ask) {
        (_, true) => wrapped(&format!("Your own ask: {said}."), ""),
        (Verdict::Ask, _) => wrapped(
            &format!(
                "Ask for {said}: {} over the offer in value.",
                ENGLISH.percent(advice.anchor.over_offer, 1)
            ),
            "",
        ),
        (Verdict::TakeIt, _) => {
            wrapped("Take the offer, and ask for what is not money: asking for more does not pay here.", "")
        }
        (Verdict::LeaveIt, _) => wrapped(
            "Leave the offer: your alternative is better, and asking for more does not change that.",
            "",
        ),
    }
}

/// The parts of a package that differ from another, in words.
pub(super) fn said(package: &Package, offer: &Package) -> String {
    let mut parts = vec![format!("{} base", ENGLISH.money(package.base))];
    if package.bonus != offer.bonus {
        parts.push(format!("a bonus of {}", ENGLISH.money(package.bonus)));
    }
    if let Some(equity) = package.equity.filter(|equity| Some(*equity) != offer.equity) {
        parts.push(format!("{} equity", ENGLISH.equity(equity)));
    }
    if package.sign_on != offer.sign_on {
        parts.push(format!("a sign-on of {}", ENGLISH.money(package.sign_on)));
    }
    match parts.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => parts.concat(),
    }
}

fn packages(advice: &Advice) -> String {
    let mut rows = table(&["", "base", "bonus", "equity", "sign-on", "value a year", "over offer"]);
    let mut row = |name: &str, view: &PackageView| {
        let package = &view.package;
        rows.add_row([
            name.to_owned(),
            whole(package.base),
            whole(package.bonus),
            package.equity.map_or_else(String::new, |equity| ENGLISH.equity(shown(equity))),
            whole(package.sign_on),
            whole(view.value),
            ENGLISH.percent_signed(view.over_offer, 1),
        ]);
    };
    if let Some(current) = &advice.current {
        row("today", current);
    }
    row("offer", &advice.offer);
    for rung in &advice.ladder {
        row(["ask first", "then", "then"].get(rung.round - 1).unwrap_or(&"then"), &rung.view);
    }
    if !advice.ladder.is_empty() {
        row("expected*", &advice.expected);
        row("target**", &advice.target);
    }
    let mut text = finished(rows, &[0]);
    if !advice.ladder.is_empty() {
        text.push_str(" * the median and ** the upper quartile of the meetings in which something moves\n");
    }
    text
}

fn whole(money: crate::num::Money) -> String {
    // Below a hundred, as by the hour, the cents matter.
    let step = if money.amount() < Decimal::ONE_HUNDRED { Decimal::new(1, 2) } else { Decimal::ONE };
    ENGLISH.amount(money.rounded_to(step, crate::num::Rounding::HalfUp))
}

/// Equity with as many digits as are said.
fn shown(equity: Equity) -> Equity {
    let places = if matches!(equity, Equity::Percent(_)) { 4 } else { 0 };
    let strategy = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
    equity.with_quantity(equity.quantity().round_dp_with_strategy(places, strategy).normalize())
}

fn expectation(advice: &Advice) -> String {
    let run = &advice.simulation;
    let money = |of: Estimate| {
        ENGLISH.about_signed(of.value * run.offer_value, of.se * run.offer_value, run.currency)
    };
    let quartiles = &run.gain_if_improved;
    wrapped(
        &format!(
            "In {} simulated meetings something moves, then about {} a year in value (middle half {} to {}); \
             in {} the offer is withdrawn. Over all meetings the mean is {} ± {}.",
            meetings(advice.improved.value),
            money(quartiles.p50),
            money(quartiles.p25),
            money(quartiles.p75),
            meetings(advice.withdrawn.value),
            money(advice.mean),
            ENGLISH.about(advice.mean.se * run.offer_value, 0.0, run.currency),
        ),
        "",
    )
}

fn uncertainty(advice: &Advice) -> String {
    let mut told = String::new();
    if let Some((low, high)) = advice.plateau {
        told.push_str(&format!(
            "Asks from {} to {} over the offer do about as well. ",
            ENGLISH.percent(low, 1),
            ENGLISH.percent(high, 1)
        ));
    }
    if let Some((low, high)) = advice.anchor_range {
        told.push_str(&format!(
            "With other plausible assumptions the ask would lie between {} and {}.",
            ENGLISH.percent(low, 1),
            ENGLISH.percent(high, 1)
        ));
    }
    wrapped(&told, "")
}

/// What risk aversion changes; nothing where the person is neutral to risk.
fn risk(advice: &Advice) -> String {
    let (risk, run) = (&advice.risk, &advice.simulation);
    if risk.aversion == 0.0 {
        return String::new();
    }
    let certain = risk.certainty_equivalent;
    let mut told = format!(
        "To you, with a risk aversion of {}, the meeting is worth as much as {} a year for certain; in {} you end \
         with less than by saying yes now.",
        risk.aversion,
        ENGLISH.about_signed(certain.value * run.offer_value, certain.se * run.offer_value, run.currency),
        meetings(risk.worse_than_offer.value),
    );
    if let Some(ask) = risk.neutral_ask {
        told.push_str(&format!(" Someone who does not mind risk would open at {}.", ENGLISH.percent(ask, 1)));
    }
    wrapped(&told, "")
}

fn stopping(advice: &Advice) -> String {
    let walk = &advice.walk_away;
    let mut told = format!(
        "Stop below {} a year in value: {}.",
        ENGLISH
            .money(walk.value.rounded_to(rust_decimal::Decimal::ONE_HUNDRED, crate::num::Rounding::HalfUp)),
        walk.source
    );
    if !advice.ladder.is_empty() {
        told.push_str(&format!(
            " Say yes at or above {} base.",
            ENGLISH.money(advice.accept_from.package.base)
        ));
    }
    wrapped(&told, "")
}

fn words(notice: &Notice, advice: &Advice) -> String {
    match notice {
        Notice::BandBelowAlternative { alternative } => {
            format!(
                "their band cannot reach your alternative ({alternative}); ask whether the level can change."
            )
        }
        Notice::OfferAboveCap { cap } => format!("the offer already stands at or above {cap}."),
        Notice::CompanyValueUnknown => {
            "the company's value is unknown, so equity counts nothing here and is asked for in percent."
                .into()
        }
        Notice::AskLost { amount } => format!("{amount} a year of the ask fits into no part of the package."),
        Notice::NoBand => {
            "no pay band is known, so base takes the whole ask and the employer's limit is a guess.".into()
        }
        Notice::AssumedUnemployment => {
            "no alternative is named, so some months without pay are assumed if the offer is lost.".into()
        }
        Notice::AssumedToday => {
            "today's pay is not named, so a usual step below the offer is assumed.".into()
        }
        Notice::AskAboveBand => {
            let max = advice.anchor.range_penetration.map(|p| ENGLISH.percent(p, 0)).unwrap_or_default();
            format!("your ask lies above the band ({max} of its width).")
        }
        Notice::FewTrials { trials } => format!(
            "only {} simulated, too few to rely on; leave --trials out.",
            if *trials == 1 { "1 meeting was".into() } else { format!("{trials} meetings were") }
        ),
    }
}

/// The derivation, step by step, each with its source.
pub fn explanation(advice: &Advice) -> String {
    let mut text = String::from("How it was worked out\n");
    for (i, step) in advice.derivation.iter().enumerate() {
        text.push('\n');
        text.push_str(&wrapped(&format!("{}. {}: {}", i + 1, step.step, quantity(step)), ""));
        text.push_str(&wrapped(&step.why, "   "));
        if !step.source.is_empty() {
            text.push_str(&wrapped(&format!("[{}]", step.source), "   "));
        }
    }
    text.push_str(&caps(advice));
    text.push_str(&effects(advice));
    text.push_str(&curve(advice));
    text
}

fn quantity(step: &Step) -> String {
    match &step.value {
        Quantity::Money(money) => {
            ENGLISH.money(money.rounded_to(rust_decimal::Decimal::ONE, crate::num::Rounding::HalfUp))
        }
        Quantity::Share(share) => ENGLISH.percent(*share, 1),
        Quantity::Estimate(of) => format!("{} ± {}", ENGLISH.percent(of.value, 2), ENGLISH.percent(of.se, 2)),
        Quantity::Range(low, high) => {
            format!("{} to {}", ENGLISH.percent(*low, 1), ENGLISH.percent(*high, 1))
        }
        Quantity::Package(package) => {
            let none = Package { equity: None, ..Package::of_base(package.base) };
            said(package, &none)
        }
        Quantity::Text(words) => words.clone(),
    }
}

fn caps(advice: &Advice) -> String {
    let mut rows = table(&["limit", "ask", ""]);
    for cap in &advice.caps {
        let mark = if cap.binding { "binding" } else { "" };
        rows.add_row([cap.what.clone(), ENGLISH.percent(cap.ask, 1), mark.into()]);
    }
    format!("\nWhat limits the ask, tightest first\n{}", finished(rows, &[0, 2]))
}

fn effects(advice: &Advice) -> String {
    if advice.circumstances.is_empty() {
        return String::new();
    }
    let words = Words::builtin("en").ok();
    let name = |key: String| words.as_ref().map_or_else(|| key.clone(), |words| words.name(&key));
    let mut rows = table(&["circumstance", "mean", "something moves", "withdrawn"]);
    for effect in &advice.circumstances {
        let percent = |x: f64| ENGLISH.percent_signed(x, 2);
        rows.add_row([
            name(format!("anchor.circumstance.{}", effect.what.name())),
            percent(effect.mean),
            percent(effect.improved),
            percent(effect.withdrawn),
        ]);
    }
    format!(
        "\nWhat the circumstances change, against the same meeting without them\n{}",
        finished(rows, &[0])
    )
}

fn curve(advice: &Advice) -> String {
    let mut rows = table(&["ask", "mean", "±", "5% to 95%", "something moves", "withdrawn"]);
    for point in &advice.curve {
        rows.add_row([
            ENGLISH.percent(point.ask, 1),
            ENGLISH.percent_signed(point.mean.value, 2),
            ENGLISH.percent(point.mean.se, 2),
            format!("{} to {}", ENGLISH.percent_signed(point.low, 2), ENGLISH.percent_signed(point.high, 2)),
            ENGLISH.share(point.improved),
            ENGLISH.share(point.withdrawn),
        ]);
    }
    format!(
        "\nThe curve: mean gain by opening ask, its simulation error (±), and its range\nover plausible assumptions\n{}",
        finished(rows, &[])
    )
}
