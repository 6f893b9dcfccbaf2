//! The ladder of asks: what to come down to, step by step.

use super::parts::{Caption, Mark, Role, merged, simulated};
use super::{Axis, Span, SpansFigure};
use crate::advice::{Advice, PackageView, Rung};
use crate::domain::Equity;
use crate::report::numbers::Numbers;

impl SpansFigure {
    /// The steps of an advice against the offer and what to accept.
    pub fn ladder(advice: &Advice, numbers: Numbers) -> Self {
        let spans: Vec<Span> = advice.ladder.iter().map(|rung| step(advice, rung, numbers)).collect();
        let marks = marks(advice, numbers);
        let high = spans.iter().map(|s| s.bar.1).chain(marks.iter().map(|m| m.at)).fold(0.01, f64::max);
        SpansFigure {
            caption: caption(advice, numbers),
            axis: Axis::percent(0.0, high * 1.02, 6, numbers),
            spans,
            marks,
        }
    }
}

/// How a step is called: by its base, or by its gain where base stands still.
fn called(advice: &Advice, view: &PackageView, numbers: Numbers) -> String {
    if advice.anchor.package.base == advice.offer.package.base {
        return numbers.percent_signed(view.over_offer, 1);
    }
    numbers.amount(view.package.base)
}

fn step(advice: &Advice, rung: &Rung, numbers: Numbers) -> Span {
    let package = &rung.view.package;
    let mut details = Vec::new();
    if package.base == advice.offer.package.base {
        details.push(format!("base {}", numbers.amount(package.base)));
    }
    if !package.bonus.is_zero() {
        details.push(format!("bonus {}", numbers.amount(package.bonus)));
    }
    if let Some(equity) = package.equity {
        details.push(format!("equity {}", grant(equity, numbers)));
    }
    if !package.sign_on.is_zero() {
        details.push(format!("sign-on {}", numbers.amount(package.sign_on)));
    }
    Span {
        name: format!("{}. ask {}", rung.round, called(advice, &rung.view, numbers)),
        detail: details.join(", "),
        value: numbers.percent_signed(rung.view.over_offer, 1),
        role: Some(Role::Anchor),
        bar: (0.0, rung.view.over_offer),
        ..Span::default()
    }
}

/// A grant without its currency, which the note names once.
fn grant(equity: Equity, numbers: Numbers) -> String {
    match equity {
        Equity::Amount(money) => numbers.amount(money),
        other => numbers.equity(other),
    }
}

fn marks(advice: &Advice, numbers: Numbers) -> Vec<Mark> {
    let mark = |role, name: &str, view: &PackageView| Mark {
        role,
        name: name.to_owned(),
        value: called(advice, view, numbers),
        at: view.over_offer,
    };
    let mut marks = vec![mark(Role::Offer, "offer", &advice.offer)];
    if advice.accept_from.over_offer > 0.0 {
        marks.push(mark(Role::Expected, "say yes from", &advice.accept_from));
    }
    merged(marks)
}

fn caption(advice: &Advice, numbers: Numbers) -> Caption {
    let asks: Vec<String> = advice.ladder.iter().map(|rung| called(advice, &rung.view, numbers)).collect();
    let said = asks.join(", then ");
    let title = match asks.len() {
        0 => "There is nothing to ask for: the offer is as good as it gets".to_owned(),
        1 => format!("One ask and no second: {said}"),
        _ => format!("Come down in shrinking steps: {said}"),
    };
    let currency = advice.simulation.currency.code();
    let lines: Vec<String> =
        marks(advice, numbers).iter().map(|mark| format!("{} {}", mark.name, mark.value)).collect();
    Caption {
        alt: format!("{title}; {}.", lines.join(", ")),
        title,
        note: format!(
            "Base a year in {currency} · bar: gain over the offer's yearly value, all parts counted"
        ),
        source: simulated(&advice.simulation, numbers),
    }
}
