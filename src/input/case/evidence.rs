//! `[[evidence]]`: claims, what they moved, and their proof.

use rust_decimal::Decimal;

use super::chapter::Table;
use crate::domain::{Change, Direction, Evidence, TimeUnit};
use crate::input::value::{self, Read};
use crate::num::{AmountStyle, Currency, Money};

/// Metrics that are measured in money even where the figure names no currency.
const MONEY_METRICS: [&str; 14] = [
    "arr", "mrr", "revenue", "sales", "bookings", "cost", "costs", "savings", "profit", "margin", "gmv",
    "spend", "budget", "pipeline",
];

/// Every claim, in the order of the file.
pub fn read(root: &Table<'_>) -> Vec<Evidence> {
    root.tables("evidence").into_iter().filter_map(read_one).collect()
}

fn read_one(table: Table<'_>) -> Option<Evidence> {
    let claim = table.need("claim", "\"what you did\"").text("claim");
    let named = table.text("metric");
    let (told, metric) = match named.as_deref().map(Direction::split) {
        Some((told, metric)) => (told, Some(metric.to_owned())),
        None => (None, None),
    };
    let currency = table.reading().currency();
    let figure = |key| table.read(key, |text, style| change(text, metric.as_deref(), currency, style));
    let (before, after) = (figure("before"), figure("after"));
    let change = table.read("change", |text, style| {
        let change = change(text, metric.as_deref(), currency, style)?;
        let way = || told.or_else(|| Direction::told(claim.as_deref()?, metric.as_deref()?));
        // `18%` of what was reduced is a fall; a sign that was written stands.
        let signed = text.trim_start().starts_with(['+', '-', '\u{2212}', '\u{2013}']);
        Ok(if !signed && way() == Some(Direction::Down) { change.down() } else { change })
    });
    if table.has("after") && !table.has("before") {
        table.problem(
            "after",
            "there is no `before` to measure it by",
            "add before = …, or write change = …",
        );
    }
    let (period, date) = (table.word("period"), table.date("date"));
    let owner = table.word("owner").unwrap_or_default();
    let (decision, dimension) = (table.text("decision"), table.text("dimension"));
    let (goal, proof) = (table.text("goal"), table.text("proof"));
    table.finish();
    Some(Evidence {
        claim: claim?,
        metric,
        change,
        before,
        after,
        period,
        date,
        owner,
        decision,
        dimension,
        goal,
        proof,
    })
}

/// A figure: `"30%"`, `"$2.1M"`, `"3 weeks"`, `"5 points"`, `"3x"`, `2_100_000` of a metric that
/// is money, or a count.
pub(super) fn change(
    text: &str,
    metric: Option<&str>,
    currency: Currency,
    style: AmountStyle,
) -> Read<Change> {
    let text = text.trim().trim_start_matches('+');
    if text.ends_with('%') {
        return value::percent(text, style).map(Change::Percent);
    }
    if let Some((number, unit)) = with_unit(text) {
        return value::number(number, style).map(unit);
    }
    let read = value::amount(text, style)?;
    let is_money = read.currency.is_some() || text.contains(['$', '¥']) || metric.is_some_and(names_money);
    Ok(match is_money {
        true => Change::Money(Money::new(read.value, read.currency.unwrap_or(currency))),
        false => Change::Number(read.value),
    })
}

/// Splits `3 weeks`, `480ms`, `5 points` and `3x` into the number and what makes a figure of it.
fn with_unit(text: &str) -> Option<(&str, impl Fn(Decimal) -> Change + use<>)> {
    let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (number, word) = (&text[..end], text[end..].trim());
    let unit = match word.to_lowercase().as_str() {
        "x" | "×" | "times" | "fach" | "-fach" => None,
        "point" | "points" | "pts" | "pp" | "punkt" | "punkte" | "prozentpunkte" => Some(None),
        other => Some(Some(TimeUnit::named(other)?)),
    };
    Some((number, move |value| match unit {
        None => Change::Times(value),
        Some(None) => Change::Points(value),
        Some(Some(unit)) => Change::Time(value, unit),
    }))
}

fn names_money(metric: &str) -> bool {
    metric
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| MONEY_METRICS.contains(&word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_money_percentages_or_counts() {
        let read = |text, metric| change(text, metric, Currency::EUR, AmountStyle::DecimalPoint).unwrap();
        let money = |amount: i64, currency| Change::Money(Money::new(amount.into(), currency));
        assert_eq!(read("2_100_000", Some("ARR")), money(2_100_000, Currency::EUR));
        assert_eq!(read("£2.1M", None), money(2_100_000, Currency::GBP));
        assert_eq!(read("$500", None), money(500, Currency::EUR));
        assert_eq!(read("40", Some("sharpness")), Change::Number(40.into()));
        assert!(matches!(read("-30%", Some("cost")), Change::Percent(_)));
        assert_eq!(read("3 weeks", None), Change::Time(3.into(), TimeUnit::Weeks));
        assert_eq!(read("480ms", None), Change::Time(480.into(), TimeUnit::Milliseconds));
        assert_eq!(read("0.3 points", None), Change::Points(Decimal::new(3, 1)));
        assert_eq!(read("3x", None), Change::Times(3.into()));
        assert_eq!(read("3 Wochen", None), read("3 weeks", None));
        assert_eq!(read("-3 Punkte", None), read("-3 points", None));
        assert_eq!(read("1.2M", Some("ARR")), money(1_200_000, Currency::EUR));
    }
}
