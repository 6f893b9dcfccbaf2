//! The bands of files, each once, as text, JSON and CSV.

use rust_decimal::prelude::ToPrimitive;
use serde_json::{Value, json};

use super::cells::text_cell;
use super::json::{money, top};
use super::problems::{harmless, wrapped};
use crate::app::bands::BandList;
use crate::domain::PayBand;
use crate::error::{Error, Problems, Result};
use crate::report::numbers::Numbers;

const N: Numbers = Numbers::ENGLISH;

/// What narrows a band beside its level.
fn holds_for(band: &PayBand) -> String {
    let names = [&band.company, &band.family, &band.location].into_iter().flatten();
    let names: Vec<&str> = names.map(String::as_str).collect();
    let since = band.effective_date.map(|day| format!("from {day}"));
    names.into_iter().map(str::to_owned).chain(since).collect::<Vec<_>>().join(", ")
}

/// For a person, in 80 columns.
pub fn text(list: &BandList) -> String {
    let count = |n: usize, one: &str| format!("{} {one}{}", N.count(n as u64), if n == 1 { "" } else { "s" });
    let rows: usize = list.bands.iter().map(|(_, rows)| rows).sum();
    let mut page = format!(
        "{} in {} of {}\n",
        count(list.bands.len(), "pay band"),
        count(rows, "row"),
        files(&list.files)
    );
    let narrowed = list.bands.iter().any(|(band, _)| !holds_for(band).is_empty());
    let head: &[&str] = match narrowed {
        true => &["level", "for", "min", "mid", "max", ""],
        false => &["level", "min", "mid", "max", "", "spread", "rows"],
    };
    let line = |(band, rows): &(PayBand, usize)| {
        let range = &band.base;
        let ends = [range.min(), range.mid(), range.max()].map(|end| N.amount(end));
        let code = band.currency().code().to_owned();
        if narrowed {
            let names = [shorten(&band.level, 12), shorten(&holds_for(band), 20)];
            return names.into_iter().chain(ends).chain([code]).collect();
        }
        let spread = range.spread_over_min().and_then(|spread| spread.to_f64());
        let spread = spread.map_or("–".to_owned(), |spread| N.percent(spread, 0));
        let level = shorten(&band.level, 26);
        [level].into_iter().chain(ends).chain([code, spread, N.count(*rows as u64)]).collect()
    };
    if !list.bands.is_empty() {
        page.push('\n');
        let head = head.iter().map(|name| (*name).to_owned()).collect();
        page.push_str(&super::market_text::columns(head, list.bands.iter().map(line).collect()));
        if !narrowed {
            page.push_str("\n  spread: (max − min) ÷ min\n");
        }
    }
    page.push_str(&left_out(&list.absurd));
    page
}

/// Bands that are none, with their lines; only the first of many in full.
pub(super) fn left_out(absurd: &Problems) -> String {
    let mut text = String::new();
    let Some(first) = absurd.iter().next() else { return text };
    let more = match absurd.len() - 1 {
        0 => String::new(),
        1 => "; so does one more row".to_owned(),
        n => format!("; so do {} more rows", N.count(n as u64)),
    };
    let left = if absurd.len() == 1 { "It is left out" } else { "They are left out" };
    text.push('\n');
    text.push_str(&wrapped(&format!("{}{more}. {left}.", harmless(&first.to_string())), "Problem: ", "  "));
    if let Some(hint) = &first.hint {
        text.push_str(&wrapped(&harmless(hint), "  ", "  "));
    }
    text
}

/// The names of files as words.
pub(super) fn files(names: &[String]) -> String {
    harmless(&names.join(", "))
}

/// Text of a file in so many characters, harmless to a terminal.
pub(super) fn shorten(text: &str, room: usize) -> String {
    let text = harmless(text);
    if text.chars().count() <= room {
        return text;
    }
    let kept: String = text.chars().take(room.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// `bands[]` and `problems[]`.
pub fn json(list: &BandList) -> Value {
    let mut map = top(None);
    map.insert("files".into(), json!(list.files));
    let bands = list.bands.iter().map(|(band, rows)| {
        let range = &band.base;
        json!({
            "level": band.level, "company": band.company, "family": band.family, "location": band.location,
            "currency": band.currency().code(),
            "min": money(range.min()), "mid": money(range.mid()), "max": money(range.max()),
            "spread_over_min": range.spread_over_min().and_then(|spread| spread.round_dp(6).to_f64()),
            "effective_date": band.effective_date.map(|day| day.to_string()),
            "rows": rows, "origin": band.origin,
        })
    });
    map.insert("bands".into(), bands.collect());
    map.insert("problems".into(), problems(&list.absurd));
    Value::Object(map)
}

/// Problems beside a result, as `check` lists them.
pub(super) fn problems(problems: &Problems) -> Value {
    let each = problems.iter().map(
        |problem| json!({"file": problem.place.file, "line": problem.place.line, "message": problem.message}),
    );
    each.collect()
}

/// One row a band.
///
/// # Errors
/// When a row cannot be written, which memory never refuses.
pub fn csv(list: &BandList) -> Result<String> {
    let failed = |error: csv::Error| Error::Internal(error.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = [
        "company",
        "family",
        "level",
        "location",
        "currency",
        "base_min",
        "base_mid",
        "base_max",
        "effective_date",
        "rows",
    ];
    writer.write_record(head).map_err(failed)?;
    for (band, rows) in &list.bands {
        let text = |text: &Option<String>| text_cell(text.as_deref().unwrap_or_default());
        let range = &band.base;
        let amounts = [range.min(), range.mid(), range.max()].map(|end| end.amount().normalize().to_string());
        let [min, mid, max] = amounts;
        let row = [
            text(&band.company),
            text(&band.family),
            text_cell(&band.level),
            text(&band.location),
            band.currency().code().to_owned(),
            min,
            mid,
            max,
            band.effective_date.map_or(String::new(), |day| day.to_string()),
            rows.to_string(),
        ];
        writer.write_record(row).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|error| Error::Internal(error.to_string()))?;
    Ok(String::from_utf8(bytes).unwrap_or_default())
}
