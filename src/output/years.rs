//! The years ahead → JSON with the documented keys.

use serde_json::{Map, Value, json};

use super::cells::text_cell;
use super::json::{equity, money, plain};
use crate::equity::price::PriceModel;
use crate::error::{Error, Result};
use crate::num::Estimate;
use crate::report::clean;
use crate::scenario::{
    ByYear, Comparison, LeavingCost, MoneySpread, PackageYears, Pair, ScenarioTable, Shares, Vested,
    VestingCalendar, YearLine,
};

/// The keys of `scenarios`: `seed, trials, start, horizon_years, basis` and
/// `packages[]`, each `name, employer, years[], first_year, average,
/// present_value` and more. Components are exact means; `total` is simulated.
pub fn scenarios(table: &ScenarioTable) -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("seed".into(), json!(table.seed));
    map.insert("trials".into(), json!(table.trials));
    if let Some(start) = table.start {
        map.insert("start".into(), json!(start.to_string()));
    }
    map.insert("horizon_years".into(), json!(table.horizon_years));
    map.insert("basis".into(), json!(if table.tax.is_some() { "after tax" } else { "before tax" }));
    if let Some(rates) = table.tax {
        let rates = json!({ "ordinary": rates.ordinary.to_f64(), "equity": rates.equity.to_f64() });
        map.insert("tax".into(), rates);
    }
    map.insert("packages".into(), table.packages.iter().map(package).collect());
    map.insert("shares".into(), table.shares.iter().map(shares).collect());
    map
}

fn shares(shares: &Shares) -> Value {
    let mut map = Map::new();
    map.insert("employer".into(), json!(clean(&shares.employer)));
    match &shares.model {
        PriceModel::Public(stock) => {
            map.insert("kind".into(), json!("public"));
            map.insert("drift".into(), json!(stock.drift));
            map.insert("volatility".into(), json!(stock.volatility));
            if let Some(file) = &shares.history {
                map.insert("volatility_from".into(), json!(file));
            }
        }
        PriceModel::Private(mixture) => {
            let outcome = |(chance, times): &(f64, f64)| json!({ "chance": chance, "times": times });
            map.insert("kind".into(), json!("private"));
            map.insert("outcomes".into(), mixture.outcomes().iter().map(outcome).collect());
            map.insert("dilution".into(), json!(mixture.dilution));
            map.insert("liquidity_years".into(), json!(mixture.liquidity));
        }
    }
    map.insert("haircut".into(), json!(shares.haircut));
    Value::Object(map)
}

fn package(package: &PackageYears) -> Value {
    json!({
        "name": clean(&package.name),
        "employer": clean(&package.employer),
        "years": package.years.iter().map(year).collect::<Vec<_>>(),
        "first_year": money(package.first_year),
        "average": money(package.average),
        "sum": money(package.sum),
        "sum_spread": spread(package.sum_spread),
        "present_value": money(package.present_value),
        "promised_average": money(package.promised_average),
        "valued_average": money(package.valued_average),
        "equity_unknown": package.equity_unknown,
        "leaving": package.leaving.iter().map(leaving).collect::<Vec<_>>(),
    })
}

fn year(line: &YearLine) -> Value {
    json!({
        "year": line.year,
        "base": money(line.base),
        "bonus": money(line.bonus),
        "equity": money(line.equity),
        "sign_on": money(line.sign_on),
        "benefits": money(line.benefits),
        "mean": money(line.mean),
        "promised": money(line.promised),
        "total": spread(line.total),
    })
}

fn leaving(cost: &LeavingCost) -> Value {
    json!({
        "after_year": cost.year,
        "unvested": money(cost.unvested),
        "bonus": money(cost.bonus),
        "claw_back": money(cost.claw_back),
        "retirement": money(cost.retirement),
        "total": money(cost.total()),
    })
}

fn spread(spread: MoneySpread) -> Value {
    json!({ "p10": amount(spread.p10), "p50": amount(spread.p50), "p90": amount(spread.p90) })
}

/// Simulated money: a figure in digits and its error.
fn amount(estimate: Estimate) -> Value {
    json!({ "value": format!("{:.2}", estimate.value), "se": format!("{:.2}", estimate.se) })
}

/// What vests when, for each package: `vesting[]` with `name` and
/// `events[{day, year, grant, size, value}]`.
pub fn vesting(calendars: &[VestingCalendar]) -> Value {
    let event = |event: &Vested| {
        json!({
            "day": event.day.to_string(),
            "year": event.year,
            "grant": event.grant,
            "size": equity(event.size),
            "value": money(event.value),
        })
    };
    let one = |calendar: &VestingCalendar| json!({ "name": calendar.name, "events": calendar.events.iter().map(event).collect::<Vec<_>>() });
    calendars.iter().map(one).collect()
}

/// The keys of `compare`: those of `scenarios`, and `pairs[]`, each `a, b,
/// by_year[{year, a_ahead, b_ahead}], b_over_a, overtaking, equal_base, stock_for_b`.
pub fn comparison(comparison: &Comparison) -> Map<String, Value> {
    let mut map = scenarios(&comparison.table);
    let name = |index: usize| comparison.table.packages[index].name.clone();
    let pairs = comparison.pairs.iter().map(|pair| one_pair(pair, name(pair.a), name(pair.b)));
    map.insert("pairs".into(), pairs.collect());
    map
}

fn one_pair(pair: &Pair, a: String, b: String) -> Value {
    let mut map = Map::new();
    map.insert("a".into(), json!(a));
    map.insert("b".into(), json!(b));
    map.insert("by_year".into(), pair.by_year.iter().map(by_year).collect());
    map.insert("b_over_a".into(), money(pair.b_over_a));
    if let Some(overtaking) = pair.overtaking {
        let who = if overtaking.by_b { b } else { a };
        map.insert("overtaking".into(), json!({ "year": overtaking.year, "by": who }));
    }
    if let Some(base) = pair.equal_base {
        map.insert("equal_base".into(), money(base));
    }
    map.insert("stock_for_b".into(), plain(&pair.stock_for_b));
    Value::Object(map)
}

fn by_year(at: &ByYear) -> Value {
    json!({ "year": at.year, "a_ahead": plain(&at.a_ahead), "b_ahead": plain(&at.b_ahead) })
}

/// The table as CSV, one row a package and year.
///
/// # Errors
/// When memory for it cannot be written, which does not happen.
pub fn csv(table: &ScenarioTable) -> Result<Vec<u8>> {
    const HEADER: [&str; 12] = [
        "package", "year", "base", "bonus", "equity", "sign_on", "benefits", "mean", "promised", "p10",
        "p50", "p90",
    ];
    let failed = |e: csv::Error| Error::Internal(e.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER).map_err(failed)?;
    for package in &table.packages {
        for line in &package.years {
            let mut cells = vec![text_cell(&package.name), line.year.to_string()];
            let parts =
                [line.base, line.bonus, line.equity, line.sign_on, line.benefits, line.mean, line.promised];
            cells.extend(parts.map(|part| part.amount().normalize().to_string()));
            cells.extend([line.total.p10, line.total.p50, line.total.p90].map(|e| format!("{:.2}", e.value)));
            writer.write_record(cells).map_err(failed)?;
        }
    }
    writer.into_inner().map_err(|e| Error::Internal(e.to_string()))
}

/// What vests when as CSV, one row a day and grant.
///
/// # Errors
/// As [`csv()`].
pub fn vesting_csv(calendars: &[VestingCalendar]) -> Result<Vec<u8>> {
    let failed = |e: csv::Error| Error::Internal(e.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["package", "day", "year", "grant", "quantity", "value"]).map_err(failed)?;
    for calendar in calendars {
        for event in &calendar.events {
            let quantity = event.size.quantity().normalize().to_string();
            let value = event.value.amount().normalize().to_string();
            let (day, year) = (event.day.to_string(), event.year.to_string());
            writer
                .write_record([
                    text_cell(&calendar.name),
                    day,
                    year,
                    text_cell(&event.grant),
                    quantity,
                    value,
                ])
                .map_err(failed)?;
        }
    }
    writer.into_inner().map_err(|e| Error::Internal(e.to_string()))
}
