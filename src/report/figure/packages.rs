//! Packages of equal value in different mixes.

use super::parts::{Caption, Role, simulated};
use super::scenario::Part;
use super::{Axis, Span, SpansFigure};
use crate::advice::{Advice, EqualPackage};
use crate::domain::Equity;
use crate::report::numbers::{Numbers, meetings};

impl SpansFigure {
    /// What each package is made of over the offer, in value to the person.
    pub fn packages(advice: &Advice, packages: &[EqualPackage], numbers: Numbers) -> Self {
        let spans: Vec<Span> = packages.iter().map(|package| span(package, numbers)).collect();
        let high = spans.iter().map(|span| span.bar.1).fold(0.0, f64::max);
        let currency = advice.simulation.currency;
        SpansFigure {
            caption: caption(advice, packages, numbers),
            axis: Axis::money(0.0, high.max(1.0) * 1.01, 4, currency, numbers),
            spans,
            marks: Vec::new(),
        }
    }
}

fn span(package: &EqualPackage, numbers: Numbers) -> Span {
    let currency = package.package.currency();
    let segments: Vec<(Part, f64)> = package
        .parts
        .iter()
        .filter(|(_, value)| *value > 0.0)
        .filter_map(|(name, value)| Some((Part::from_name(name)?, *value)))
        .collect();
    let total: f64 = segments.iter().map(|(_, value)| value).sum();
    Span {
        name: capital(package.leans_on),
        detail: said(package, numbers),
        value: format!(
            "costs them {}\nmoves in {}",
            numbers.about(package.cost, 0.0, currency),
            meetings(package.simulation.improved.value)
        ),
        role: Some(Role::Anchor),
        bar: (0.0, total),
        segments,
        ..Span::default()
    }
}

/// "balanced" or "more bonus", as a heading.
fn capital(leans_on: &str) -> String {
    match leans_on {
        "balanced" => "Balanced".to_owned(),
        part => format!("More {}", part.replace('_', "-")),
    }
}

/// The figures to say.
fn said(package: &EqualPackage, numbers: Numbers) -> String {
    let package = &package.package;
    let mut parts = vec![format!("base {}", numbers.amount(package.base))];
    if !package.bonus.is_zero() {
        parts.push(format!("bonus {}", numbers.amount(package.bonus)));
    }
    match package.equity {
        Some(Equity::Amount(money)) => parts.push(format!("equity {}", numbers.amount(money))),
        Some(equity) => parts.push(format!("equity {}", numbers.equity(equity))),
        None => {}
    }
    if !package.sign_on.is_zero() {
        parts.push(format!("sign-on {}", numbers.amount(package.sign_on)));
    }
    parts.join(", ")
}

fn title(packages: &[EqualPackage], money: impl Fn(f64) -> String) -> String {
    let costs = || packages.iter().map(|package| package.cost);
    let (least, most) = (costs().fold(f64::INFINITY, f64::min), costs().fold(0.0, f64::max));
    let count = match packages.len() {
        0 | 1 => return "No other mix is worth as much".to_owned(),
        2 => "Two",
        _ => "Three",
    };
    format!("{count} asks worth the same to you cost them from {} to {}", money(least), money(most))
}

fn caption(advice: &Advice, packages: &[EqualPackage], numbers: Numbers) -> Caption {
    let currency = advice.simulation.currency;
    let title = title(packages, |cost| numbers.about(cost, 0.0, currency));
    let named =
        packages.iter().map(|p| format!("{} ({})", capital(p.leans_on).to_lowercase(), said(p, numbers)));
    let named: Vec<String> = named.collect();
    let mixes = if named.is_empty() { "only one part can move".to_owned() } else { named.join("; ") };
    Caption {
        alt: format!("{title}: {mixes}."),
        title,
        note: format!(
            "Value to you over the offer, a year in {}, by part · which one they pick tells what costs them",
            currency.code()
        ),
        source: simulated(&advice.simulation, numbers),
    }
}
