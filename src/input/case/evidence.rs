//! `[[evidence]]`: claims, what they moved, and their proof.

use super::chapter::Table;
use crate::domain::{Change, Evidence};
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
    let metric = table.text("metric");
    let currency = table.reading().currency();
    let figure = |key| table.read(key, |text, style| change(text, metric.as_deref(), currency, style));
    let (change, before, after) = (figure("change"), figure("before"), figure("after"));
    if table.has("after") && !table.has("before") {
        table.problem(
            "after",
            "there is no `before` to measure it by",
            "add before = …, or write change = …",
        );
    }
    let owner = table.word("owner").unwrap_or_default();
    let (decision, dimension) = (table.text("decision"), table.text("dimension"));
    let (goal, proof) = (table.text("goal"), table.text("proof"));
    table.finish();
    Some(Evidence { claim: claim?, metric, change, before, after, owner, decision, dimension, goal, proof })
}

/// A figure: `"30%"`, `"$2.1M"`, `2_100_000` of a metric that is money, or a count.
fn change(text: &str, metric: Option<&str>, currency: Currency, style: AmountStyle) -> Read<Change> {
    if text.trim().ends_with('%') {
        return value::percent(text, style).map(Change::Percent);
    }
    let read = value::amount(text, style)?;
    let is_money = read.currency.is_some() || text.contains(['$', '¥']) || metric.is_some_and(names_money);
    Ok(match is_money {
        true => Change::Money(Money::new(read.value, read.currency.unwrap_or(currency))),
        false => Change::Number(read.value),
    })
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
    }
}
