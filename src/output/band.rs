//! Where pay stands in band and market, as text, JSON and CSV.

use std::fmt::Write as _;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Map, Value, json};

use super::json::{money, top};
use super::market::component_words;
use crate::app::bands::PayPosition;
use crate::domain::{Benchmark, Freshness, PackageId};
use crate::market::{Circle, Stand, Standing};
use crate::report::numbers::Numbers;

const N: Numbers = Numbers::ENGLISH;

/// The documented keys.
pub fn json(report: &PayPosition) -> Value {
    let mut map = top(Some(report.currency));
    if let Some(band) = &report.band {
        let range = &band.base;
        let mut shown = Map::new();
        shown.insert("level".into(), json!(band.level));
        shown.insert("min".into(), money(range.min()));
        shown.insert("mid".into(), money(range.mid()));
        shown.insert("max".into(), money(range.max()));
        if let Some(spread) = range.spread_over_min() {
            shown.insert("spread_over_min".into(), fraction(spread));
        }
        shown.insert("origin".into(), json!(band.origin));
        map.insert("band".into(), shown.into());
    }
    if let Some(market) = &report.market {
        let shown = json!({
            "source": market.source,
            "component": market.component.name(),
            "n": market.sample_size,
            "confidence": market.confidence.name(),
            "as_of": market.as_of.map(|date| date.to_string()),
            "stale": stale(report),
            "target_percentile": report.target,
        });
        map.insert("market".into(), shown);
    }
    for (name, stand) in &report.rows {
        map.insert(name.to_string(), one(stand));
    }
    Value::Object(map)
}

fn stale(report: &PayPosition) -> bool {
    report.freshness == Freshness::Old
}

fn one(stand: &Stand) -> Value {
    let mut map = Map::new();
    map.insert("base".into(), money(stand.base));
    let figures = [
        ("compa_ratio", stand.compa_ratio),
        ("range_penetration", stand.range_penetration),
        ("market_ratio", stand.market_ratio),
    ];
    for (name, figure) in figures {
        if let Some(figure) = figure {
            map.insert(name.into(), fraction(figure));
        }
    }
    if let Some(circle) = stand.circle {
        map.insert("circle".into(), super::json::plain(&circle));
    }
    match stand.standing {
        Some(Standing::At(p)) => drop(map.insert("market_percentile".into(), json!(p))),
        Some(Standing::Extrapolated(p)) => {
            map.insert("market_percentile".into(), json!(p));
            map.insert("extrapolated".into(), json!(true));
        }
        Some(Standing::Above(p)) => drop(map.insert("market_percentile_above".into(), json!(p))),
        Some(Standing::Below(p)) => drop(map.insert("market_percentile_below".into(), json!(p))),
        Some(Standing::Between(low, high)) => {
            map.insert("market_percentile_above".into(), json!(low));
            map.insert("market_percentile_below".into(), json!(high));
        }
        None => {}
    }
    Value::Object(map)
}

fn fraction(value: Decimal) -> Value {
    json!(value.round_dp(6).to_f64())
}

/// For a person, in 80 columns.
pub fn text(report: &PayPosition) -> String {
    let mut page = String::new();
    if let Some(band) = &report.band {
        let range = &band.base;
        let [min, mid, max] = [range.min(), range.mid(), range.max()].map(|amount| N.amount(amount));
        let _ = writeln!(page, "Band {}: {min} to {max} {}", band.level, report.currency.code());
        let _ = write!(page, "        midpoint {mid}");
        if let Some(spread) = range.spread_over_min() {
            let share = N.percent(spread.to_f64().unwrap_or(0.0), 1);
            let _ = write!(page, ", spread {share} of the minimum");
        }
        page.push('\n');
    }
    match &report.market {
        Some(market) => market_line(&mut page, market, report.target, stale(report)),
        None => page.push_str("Market: no benchmark of base salary at hand\n"),
    }
    page.push('\n');
    page.push_str(&table(report));
    for (name, stand) in &report.rows {
        if let Some(words) = remark(stand) {
            let _ = writeln!(page, "  {}: {words}", row_name(*name));
        }
    }
    page
}

fn market_line(page: &mut String, market: &Benchmark, target: f64, stale: bool) {
    let n = market.sample_size.map_or(String::new(), |n| format!(", n {}", N.count(n)));
    let words = format!(
        "{} of {}{n}, confidence {}",
        component_words(market.component),
        market.source,
        market.confidence.name()
    );
    page.push_str(&super::problems::wrapped(&words, "Market: ", "        "));
    if let Some(value) = crate::market::pay_at(market, target) {
        let _ = writeln!(page, "        p{target:.0} {}", N.amount(value));
    }
    if let Some(date) = market.as_of {
        let _ = writeln!(
            page,
            "        data of {}{}",
            N.month(date),
            if stale { ": old, read it as a lower bound" } else { "" }
        );
    }
    if market.component == crate::domain::Component::Wage {
        page.push_str("        wage holds commissions and production bonuses beside base\n");
    }
}

fn row_name(id: PackageId) -> String {
    if id == PackageId::Current { "today".to_owned() } else { id.to_string() }
}

fn table(report: &PayPosition) -> String {
    let mut head = vec!["".to_owned(), "base".to_owned()];
    if report.band.is_some() {
        head.extend(["compa-ratio".to_owned(), "in band".to_owned()]);
    }
    if report.market.is_some() {
        head.extend([format!("÷ market p{:.0}", report.target), "percentile".to_owned()]);
    }
    let ratio = |value: Option<Decimal>| value.map_or("–".to_owned(), hundredths);
    let share =
        |value: Option<Decimal>| value.map_or("–".to_owned(), |v| N.percent(v.to_f64().unwrap_or(0.0), 0));
    let rows = report.rows.iter().map(|(name, stand)| {
        let mut row = vec![row_name(*name), N.amount(stand.base)];
        if report.band.is_some() {
            row.extend([ratio(stand.compa_ratio), share(stand.range_penetration)]);
        }
        if report.market.is_some() {
            row.extend([ratio(stand.market_ratio), percentile(stand.standing)]);
        }
        row
    });
    super::market_text::columns(head, rows.collect())
}

/// Two decimals, halves up.
pub(super) fn hundredths(ratio: Decimal) -> String {
    let mut rounded = ratio.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(2);
    rounded.to_string()
}

/// A percentile in few signs; `~` marks one beyond the published ones.
fn percentile(standing: Option<Standing>) -> String {
    match standing {
        Some(Standing::At(p)) => format!("{p:.0}"),
        Some(Standing::Extrapolated(p)) => format!("~{p:.0}"),
        Some(Standing::Above(p)) => format!("above {p:.0}"),
        Some(Standing::Below(p)) => format!("below {p:.0}"),
        Some(Standing::Between(low, high)) => format!("{low:.0} to {high:.0}"),
        None => "–".to_owned(),
    }
}

fn remark(stand: &Stand) -> Option<&'static str> {
    match (stand.circle, stand.standing) {
        (Some(Circle::Green), _) => Some("below the band's minimum (green circle)"),
        (Some(Circle::Red), _) => Some("above the band's maximum (red circle)"),
        (None, Some(Standing::Extrapolated(_))) => Some("beyond the published percentiles, extrapolated"),
        (None, Some(Standing::Between(..) | Standing::Above(_))) => {
            Some("the market figure above it is top-coded or not published")
        }
        (None, _) => None,
    }
}

/// One row a pay.
///
/// # Errors
/// When a row cannot be written, which memory never refuses.
pub fn csv(report: &PayPosition) -> crate::error::Result<String> {
    let failed = |error: csv::Error| crate::error::Error::Internal(error.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = ["what", "base", "compa_ratio", "range_penetration", "market_ratio", "market_percentile"];
    writer.write_record(head).map_err(failed)?;
    let cell =
        |value: Option<Decimal>| value.map_or(String::new(), |v| v.round_dp(6).normalize().to_string());
    for (name, stand) in &report.rows {
        let percentile = stand.standing.and_then(Standing::percentile);
        let row = [
            name.to_string(),
            stand.base.amount().normalize().to_string(),
            cell(stand.compa_ratio),
            cell(stand.range_penetration),
            cell(stand.market_ratio),
            percentile.map_or(String::new(), |p| format!("{p:.2}")),
        ];
        writer.write_record(row).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|error| crate::error::Error::Internal(error.to_string()))?;
    Ok(String::from_utf8(bytes).unwrap_or_default())
}
