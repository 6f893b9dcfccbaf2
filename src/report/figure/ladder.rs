//! The ladder of asks: what to come down to, step by step.

use super::Axis;
use super::parts::{Caption, Role, simulated};
use crate::anchor::{Advice, PackageView, Rung};
use crate::domain::Equity;
use crate::report::format::Numbers;

/// One step.
#[derive(Debug, Clone, PartialEq)]
pub struct LadderStep {
    /// 1, 2, 3.
    pub round: usize,
    /// Its gain over the offer, as a fraction.
    pub at: f64,
    /// Its base salary.
    pub value: String,
    /// What else is in it, one thing a line.
    pub details: Vec<String>,
}

/// A height that the steps are held against.
#[derive(Debug, Clone, PartialEq)]
pub struct LadderLine {
    /// What it stands for.
    pub role: Role,
    /// Its gain over the offer, as a fraction.
    pub at: f64,
    /// Its name and figure.
    pub label: String,
}

/// The ladder against the offer and what to accept.
#[derive(Debug, Clone, PartialEq)]
pub struct LadderFigure {
    /// The words.
    pub caption: Caption,
    /// Gain over the offer.
    pub axis: Axis,
    /// Steps in order.
    pub steps: Vec<LadderStep>,
    /// Offer and acceptance.
    pub lines: Vec<LadderLine>,
}

impl LadderFigure {
    /// The figure of an advice.
    pub fn new(advice: &Advice, numbers: Numbers) -> Self {
        let steps: Vec<LadderStep> = advice.ladder.iter().map(|rung| step(rung, numbers)).collect();
        let lines = lines(advice, numbers);
        let high = steps.iter().map(|s| s.at).chain(lines.iter().map(|l| l.at)).fold(0.01, f64::max);
        LadderFigure {
            caption: caption(advice, numbers),
            axis: Axis::percent_with_nought(0.0, high, 5, numbers),
            steps,
            lines,
        }
    }
}

fn step(rung: &Rung, numbers: Numbers) -> LadderStep {
    let package = &rung.view.package;
    let mut details = Vec::new();
    if !package.bonus.is_zero() {
        details.push(format!("bonus {}", numbers.amount(package.bonus)));
    }
    if let Some(equity) = package.equity {
        details.push(format!("equity {}", grant(equity, numbers)));
    }
    if !package.sign_on.is_zero() {
        details.push(format!("sign-on {}", numbers.amount(package.sign_on)));
    }
    LadderStep { round: rung.round, at: rung.view.over_offer, value: numbers.amount(package.base), details }
}

/// A grant without its currency, which the note names once.
fn grant(equity: Equity, numbers: Numbers) -> String {
    match equity {
        Equity::Amount(money) => numbers.amount(money),
        other => numbers.equity(other),
    }
}

fn lines(advice: &Advice, numbers: Numbers) -> Vec<LadderLine> {
    let line = |role, name: &str, view: &PackageView| LadderLine {
        role,
        at: view.over_offer,
        label: format!("{name} {}", numbers.amount(view.package.base)),
    };
    let mut lines = vec![line(Role::Offer, "offer", &advice.offer)];
    if advice.accept_from.over_offer > 0.0 {
        lines.push(line(Role::Expected, "say yes from", &advice.accept_from));
    }
    lines
}

fn caption(advice: &Advice, numbers: Numbers) -> Caption {
    let asks: Vec<String> = advice.ladder.iter().map(|rung| numbers.amount(rung.view.package.base)).collect();
    let said = asks.join(", then ");
    let title = match asks.len() {
        0 => "There is nothing to ask for: the offer is as good as it gets".to_owned(),
        1 => format!("One ask and no second: {said}"),
        _ => format!("Come down in shrinking steps, each for an answer: {said}"),
    };
    let currency = advice.simulation.currency.code();
    Caption {
        alt: format!(
            "{title}; {}.",
            lines(advice, numbers).iter().map(|l| l.label.clone()).collect::<Vec<_>>().join(", ")
        ),
        title,
        note: format!(
            "Base a year in {currency} · height: gain over the offer's yearly value, all parts counted"
        ),
        source: simulated(&advice.simulation, numbers),
    }
}
