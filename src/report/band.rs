//! Where pay stands in its band and market, and what band files hold, as documents.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::composer::Column::{Figures, Words as Left};
use super::document::{Block, Document, Table};
use super::text::{Text, given, shortened};
use super::words::Words;
use super::{Composer, Facts};
use crate::app::bands::{BandList, PayPosition};
use crate::domain::{Benchmark, Component, Freshness, PackageId, PayBand};
use crate::error::Problems;
use crate::market::{Circle, Stand, Standing, pay_at};

/// Today's pay, the offer and the ask against band and market.
pub fn band(position: &PayPosition, words: &Words) -> Document {
    let mut page = Composer::new(words, "band");
    let band = position.band.as_ref().map(|band| band_fact(band, &page));
    let list = band.into_iter().chain([market_fact(position, &page)]).collect();
    page.add(Block::Facts { list });
    page.part("pays");
    page.add(pays(position, &page));
    page.finish()
}

fn band_fact(band: &PayBand, page: &Composer<'_>) -> (Text, Text) {
    let (range, numbers) = (&band.base, page.numbers());
    let spread = range.spread_over_min().map(|spread| numbers.percent(spread.to_f64().unwrap_or(0.0), 1));
    let facts = Facts::new()
        .given("level", &band.level)
        .with("min", numbers.amount(range.min()))
        .with("mid", numbers.amount(range.mid()))
        .with("max", numbers.amount(range.max()))
        .with("currency", band.currency().code().to_owned())
        .with("spread", spread);
    (page.line("band", &facts), page.line("range", &facts))
}

fn market_fact(position: &PayPosition, page: &Composer<'_>) -> (Text, Text) {
    let name = page.line("market", &Facts::new());
    let Some(market) = &position.market else { return (name, page.line("no-market", &Facts::new())) };
    (name, page.line("benchmark", &benchmark(market, position, page)))
}

fn benchmark(market: &Benchmark, position: &PayPosition, page: &Composer<'_>) -> Facts {
    let numbers = page.numbers();
    Facts::new()
        .with("component", page.word(&format!("component.{}", market.component.name())))
        .given("source", &market.source)
        .with("n", market.sample_size.map(|n| numbers.count(n)))
        .with("confidence", market.confidence.name().to_owned())
        .with("target", format!("{:.0}", position.target))
        .with("value", pay_at(market, position.target).map(|pay| numbers.amount(pay)))
        .with("month", market.as_of.map(|day| numbers.month(day)))
        .when("old", position.freshness == Freshness::Old)
        .when("wage", market.component == Component::Wage)
}

fn pays(position: &PayPosition, page: &Composer<'_>) -> Table {
    let (in_band, in_market) = (position.band.is_some(), position.market.is_some());
    let mut columns = vec![Left("pay"), Figures("base")];
    columns.extend([Figures("compa-ratio"), Figures("penetration")].into_iter().filter(|_| in_band));
    columns.extend([Figures("market-ratio"), Figures("percentile")].into_iter().filter(|_| in_market));
    let mut table = page.table("pays", &columns);
    if in_market {
        let target = Facts::new().with("target", format!("{:.0}", position.target));
        let at = columns.len() - 2;
        table.head[at] = page.line("against", &target);
    }
    let numbers = page.numbers();
    let ratio = |value: Option<Decimal>| value.map_or("–".to_owned(), |value| numbers.ratio(value));
    let share = |value: Option<Decimal>| {
        value.map_or("–".to_owned(), |value| numbers.percent(value.to_f64().unwrap_or(0.0), 0))
    };
    for (id, stand) in &position.rows {
        let mut row = vec![pay(*id, page), numbers.amount(stand.base)];
        if in_band {
            row.extend([ratio(stand.compa_ratio), share(stand.range_penetration)]);
        }
        if in_market {
            row.extend([ratio(stand.market_ratio), percentile(stand.standing, page)]);
        }
        table.row(row);
        table.notes.extend(remark(*id, stand, page));
    }
    table
}

fn pay(id: PackageId, page: &Composer<'_>) -> String {
    page.word(&format!("pay.{id}"))
}

/// A percentile in few signs; `~` marks one beyond the published ones.
fn percentile(standing: Option<Standing>, page: &Composer<'_>) -> String {
    let rank = |p: f64| format!("{p:.0}");
    let (key, low, high) = match standing {
        None => return "–".to_owned(),
        Some(Standing::At(p)) => return rank(p),
        Some(Standing::Extrapolated(p)) => return format!("~{}", rank(p)),
        Some(Standing::Above(p)) => ("rank.above", Some(rank(p)), None),
        Some(Standing::Below(p)) => ("rank.below", None, Some(rank(p))),
        Some(Standing::Between(low, high)) => ("rank.between", Some(rank(low)), Some(rank(high))),
    };
    page.phrase(key, &Facts::new().with("low", low).with("high", high))
}

fn remark(id: PackageId, stand: &Stand, page: &Composer<'_>) -> Option<Text> {
    let key = match (stand.circle, stand.standing) {
        (Some(Circle::Green), _) => "remark.green",
        (Some(Circle::Red), _) => "remark.red",
        (None, Some(Standing::Extrapolated(_))) => "remark.extrapolated",
        (None, Some(Standing::Between(..) | Standing::Above(_))) => "remark.bounded",
        (None, _) => return None,
    };
    Some(page.line(key, &Facts::new().with("pay", pay(id, page))))
}

/// What band files hold.
pub fn band_list(list: &BandList, words: &Words) -> Document {
    let mut page = Composer::new(words, "band");
    let numbers = page.numbers();
    let rows: usize = list.bands.iter().map(|(_, rows)| rows).sum();
    let facts = Facts::new()
        .with("bands", numbers.count(list.bands.len() as u64))
        .when("several", list.bands.len() != 1)
        .with("rows", numbers.count(rows as u64))
        .when("several_rows", rows != 1)
        .given("files", &list.files.join(", "));
    page.say("list", &facts);
    page.part("bands");
    if !list.bands.is_empty() {
        page.add(listed(list, &page));
    }
    left_out(&list.absurd, &mut page);
    page.finish()
}

fn listed(list: &BandList, page: &Composer<'_>) -> Table {
    let narrowed = list.bands.iter().any(|(band, _)| !holds_for(band, page).is_empty());
    let columns: &[_] = match narrowed {
        true => &[Left("level"), Left("for"), Figures("min"), Figures("mid"), Figures("max"), Left("unit")],
        false => &[
            Left("level"),
            Figures("min"),
            Figures("mid"),
            Figures("max"),
            Left("unit"),
            Figures("spread"),
            Figures("rows"),
        ],
    };
    let (mut table, numbers) = (page.table("bands", columns), page.numbers());
    for (band, rows) in &list.bands {
        let range = &band.base;
        let ends = [range.min(), range.mid(), range.max()].map(|end| Text::plain(numbers.amount(end)));
        let unit = Text::plain(band.currency().code());
        if narrowed {
            let names = [given(&shortened(&band.level, 12)), given(&shortened(&holds_for(band, page), 20))];
            table.row(names.into_iter().chain(ends).chain([unit]));
            continue;
        }
        let spread = range.spread_over_min().and_then(|spread| spread.to_f64());
        let spread = spread.map_or("–".to_owned(), |spread| numbers.percent(spread, 0));
        let last = [unit, spread.into(), numbers.count(*rows as u64).into()];
        table.row([given(&shortened(&band.level, 26))].into_iter().chain(ends).chain(last));
    }
    if !narrowed {
        table.notes.push(page.line("spread", &Facts::new()));
    }
    table
}

/// What narrows a band beside its level.
fn holds_for(band: &PayBand, page: &Composer<'_>) -> String {
    let names = [&band.company, &band.family, &band.location].into_iter().flatten().cloned();
    let since =
        band.effective_date.map(|day| page.phrase("since", &Facts::new().with("day", day.to_string())));
    names.chain(since).collect::<Vec<_>>().join(", ")
}

/// Bands that are none, with their lines; only the first of many in full.
pub(super) fn left_out(absurd: &Problems, page: &mut Composer<'_>) {
    let Some(first) = absurd.iter().next() else { return };
    let more = absurd.len() - 1;
    let facts = Facts::new()
        .given("problem", &first.to_string())
        .when("alone", more == 0)
        .when("one_more", more == 1)
        .with("more", (more > 1).then(|| page.numbers().count(more as u64)));
    page.part("left-out");
    page.say("left-out", &facts);
    if let Some(hint) = &first.hint {
        page.say("hint", &Facts::new().given("hint", hint));
    }
}
