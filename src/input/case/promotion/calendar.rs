//! The review calendar of a case: a rule, or dates.

use jiff::civil::Date;

use super::MOST;
use crate::domain::promotion::{ReviewCalendar, RuleError, Window, WindowRule};
use crate::input::case::chapter::Table;
use crate::input::value::{self, Fault, Read};
use crate::num::AmountStyle;

pub(super) fn calendar(table: Table<'_>, as_of: Option<Date>) -> ReviewCalendar {
    let rule = table.read("rule", rule);
    let windows = table.list("windows", window).unwrap_or_default();
    if table.has("rule") && table.has("windows") {
        table.problem("windows", "a rule is given as well", "keep the rule or the dates");
    }
    if table.has("windows") && table.list("windows", window).is_some_and(|list| list.is_empty()) {
        table.problem("windows", "the list is empty", "write windows = [\"2026-05-11 to 2026-05-15\"]");
    }
    for window in windows.iter().filter(|window| as_of.is_some_and(|today| window.last() < today)) {
        let today = as_of.map(|day| day.to_string()).unwrap_or_default();
        let message = format!("the window of {} lies before {today}, the day of the case", spelled(*window));
        table.problem("windows", message, "take it out, or set an earlier `as_of`");
    }
    let calendar = ReviewCalendar {
        rule,
        target: table.date("target"),
        windows,
        evidence_days: table.integer("evidence_days", 0..=MOST),
        begin_months: table.integer("begin_months", 0..=MOST),
        effective: table.date("effective"),
    };
    table.finish();
    calendar
}

fn rule(text: &str, _: AmountStyle) -> Read<WindowRule> {
    let example = "write it like \"second week of February and August\" or \"first Monday of May\"";
    WindowRule::parse(text).map_err(|error| match error {
        RuleError::Unreadable => Fault::new(format!("`{text}` is no rule that can be read"), example),
        RuleError::UnknownWord(word) => {
            Fault::new(format!("`{word}` in `{text}` is neither a month nor a day"), example)
        }
        RuleError::NeverOccurs(month) => Fault::new(
            format!("`{text}` never occurs: {month} has no such days"),
            "a month has four full weeks; days 29 to 31 are its fifth",
        ),
    })
}

/// A day, or two days with `to` between them.
fn window(text: &str, _: AmountStyle) -> Read<Window> {
    let Some((first, last)) = text.split_once(" to ") else {
        return value::date(text).map(Window::day);
    };
    let (first, last) = (value::date(first.trim())?, value::date(last.trim())?);
    Window::new(first, last).ok_or_else(|| {
        Fault::new(format!("`{text}` ends before it begins"), format!("write \"{last} to {first}\""))
    })
}

fn spelled(window: Window) -> String {
    if window.first() == window.last() {
        return window.first().to_string();
    }
    format!("{} to {}", window.first(), window.last())
}
