//! A round as the case file keeps it.

use crate::domain::{Case, Equity, Package, Said, Statement};
use crate::num::Money;

/// The text of a case file with this round added at its end, under `[[history]]`,
/// where a new table may always begin. What is as offered is not named; of what
/// they stand at, what is as it stood `before` is not.
pub fn with_round(text: &str, case: &Case, before: &Package, said: &Said) -> String {
    let break_line = if text.ends_with('\n') { "" } else { "\n" };
    let date = said.date.map(|date| format!("date = {date}\n")).unwrap_or_default();
    let statement = said.statement.map(|said| format!("said = \"{}\"\n", said.name())).unwrap_or_default();
    // Whoever takes an offer back stands at nothing.
    let amounts = match said.statement {
        Some(Statement::Withdrawn) => String::new(),
        _ => parts("asked_", &said.asked, &case.offer) + &parts("", &said.standing, before),
    };
    let round = format!("{break_line}\n[[history]]\n{date}{amounts}{statement}");
    // Lines end as those of the person do.
    let round = if text.contains("\r\n") { round.replace('\n', "\r\n") } else { round };
    format!("{text}{round}")
}

/// One line a part that differs from `before`; base always.
fn parts(prefix: &str, package: &Package, before: &Package) -> String {
    let money = |name: &str, of: Money| format!("{prefix}{name} = \"{}\"\n", of.amount().normalize());
    let mut lines = money("base", package.base);
    if package.bonus != before.bonus {
        lines.push_str(&money("bonus", package.bonus));
    }
    if let Some(equity) = package.equity.filter(|equity| Some(*equity) != before.equity) {
        lines.push_str(&format!("{prefix}equity = \"{}\"\n", written(equity)));
    }
    if package.sign_on != before.sign_on {
        lines.push_str(&money("sign_on", package.sign_on));
    }
    lines
}

/// Equity as a case file has it.
fn written(equity: Equity) -> String {
    let quantity = equity.quantity().normalize();
    match equity {
        Equity::Percent(_) => format!("{quantity}%"),
        Equity::Amount(_) => quantity.to_string(),
        Equity::Units(_) => format!("{quantity} units"),
    }
}
