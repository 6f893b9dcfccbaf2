//! Where the files meet the case: the one band of the role, its benchmarks, one currency.

use jiff::civil::Date;

use super::chapter::Table;
use super::files::Files;
use crate::domain::{
    Adjustment, BandHolder, Benchmark, BonusTerm, EquityRange, OtherBands, Package, PayBand, PayRange,
    PercentilePoint, Percentiles, Role, StatValue, holding, related, same_name, same_place,
};
use crate::error::{Place, Problem, Problems};
use crate::input::bands::{self, BandRow};
use crate::input::options::ReadOptions;
use crate::input::rates::Exchange;
use crate::input::table::Row;
use crate::input::value::Read;
use crate::input::{benchmarks, did_you_mean};
use crate::num::Money;

/// So many levels are named in full.
const FEW: usize = 8;

/// The band of the role, in the case's currency.
pub fn band(
    root: &Table<'_>,
    files: &mut Files,
    role: &Role,
    as_of: Option<Date>,
    options: &ReadOptions,
    problems: &mut Problems,
) -> Option<PayBand> {
    if files.bands.is_empty() {
        return None;
    }
    let exchange = root.reading().exchange();
    let options = files.options(options, exchange.to());
    let wanted = role.level.as_deref().filter(|_| !options.every_row);
    let (mut rows, mut levels, mut sound) = (Vec::new(), Vec::new(), true);
    for source in &files.bands {
        let file = bands::read(source, &options, wanted);
        files.mapped.extend(file.mapped);
        sound &= file.problems.is_empty();
        problems.extend(file.problems);
        rows.extend(file.rows);
        levels.extend(file.levels);
    }
    let Some(level) = &role.level else {
        missing_level(root, &levels);
        return None;
    };
    let known = levels.iter().any(|known| same_name(known, level));
    if !known && !levels.is_empty() {
        let hint = near_level(level, &levels);
        in_role(root, "level", format!("no band is of level `{level}`"), hint);
    }
    rows.retain(|row| same_name(&row.band.level, level));
    // Rows with faults are missing from the choice: it would be a wrong one.
    let chosen = if known && sound { choose(root, rows, role, as_of, problems)? } else { return None };
    problems.extend(
        bands::too_wide(&chosen, files.assumptions.value("market.widest-band")).into_iter().collect(),
    );
    match convert_band(&chosen.band, &exchange) {
        Ok(band) => Some(band),
        Err(fault) => {
            problems.push(Problem::new(chosen.place, fault.message).hint(fault.hint));
            None
        }
    }
}

/// The nearest level, and the others where they are few.
fn near_level(level: &str, levels: &[String]) -> String {
    let nearest = did_you_mean::did_you_mean(level, levels.iter().map(String::as_str), "the levels are");
    match levels.len() {
        2..=FEW if nearest.starts_with("did") => format!("{nearest} The levels are {}", levels.join(", ")),
        _ => nearest,
    }
}

fn missing_level(root: &Table<'_>, levels: &[String]) {
    let hint = format!("the bands are of: {}", levels.join(", "));
    match root.has("role") {
        true => {
            in_role(root, "level", "bands are named, but no level".to_owned(), format!("add `level`; {hint}"))
        }
        false => root.problem_here("bands are named, but no level", format!("add [role] level = …; {hint}")),
    }
}

/// A problem at a key of `[role]`, which has been read and finished already.
fn in_role(root: &Table<'_>, key: &str, message: String, hint: String) {
    match root.table("role") {
        Some(role) => role.problem(key, message, hint),
        None => root.problem_here(message, hint),
    }
}

/// The rows of one level, narrowed by company, place and title, and by the day
/// from which they hold; what is left must say the same.
fn choose(
    root: &Table<'_>,
    rows: Vec<BandRow>,
    role: &Role,
    as_of: Option<Date>,
    problems: &mut Problems,
) -> Option<BandRow> {
    let whom = BandHolder {
        company: role.company.as_deref(),
        location: role.location.as_deref(),
        title: role.title.as_deref(),
        day: as_of,
    };
    let rows = match holding(rows, whom) {
        Ok(rows) => rows,
        Err(OtherBands::Companies(names)) => return of_others(root, "company", whom.company, &names),
        Err(OtherBands::Places(names)) => return of_others(root, "location", whom.location, &names),
    };
    let mut rows = rows.into_iter();
    let first = rows.next()?;
    match rows.find(|other| !same_terms(&other.band, &first.band)) {
        None => Some(first),
        Some(second) => {
            problems.push(two_bands(&first, second));
            None
        }
    }
}

fn two_bands(first: &BandRow, second: BandRow) -> Problem {
    let range = |row: &BandRow| {
        let base = row.band.base;
        format!("{}–{}", base.min().amount().normalize(), base.max().amount().normalize())
    };
    let line = first.place.line.unwrap_or_default();
    let message = format!(
        "two bands for level `{}`: {} here, {} on line {line}",
        second.band.level,
        range(&second),
        range(first)
    );
    Problem::new(second.place, message)
        .hint("say which in [role] (company, location, title), or take one row out")
}

/// The bands of the level are all of other companies or places.
fn of_others(root: &Table<'_>, key: &str, wanted: Option<&str>, names: &[String]) -> Option<BandRow> {
    let wanted = wanted.unwrap_or_default();
    let names = names.iter().map(String::as_str);
    let hint = did_you_mean::did_you_mean(wanted, names, "the bands of this level are of");
    in_role(root, key, format!("no band of this level is of `{wanted}`"), hint);
    None
}

fn same_terms(one: &PayBand, other: &PayBand) -> bool {
    let terms = |band: &PayBand| (band.base, band.bonus_target, band.bonus_max, band.equity);
    terms(one) == terms(other)
}

fn convert_band(band: &PayBand, exchange: &Exchange) -> Read<PayBand> {
    let range = band.base;
    let min = exchange.money(range.min())?;
    let (mid, max) = (exchange.money(range.mid())?, exchange.money(range.max())?);
    // Rounding to cents keeps the order, so that the range stays one.
    let base = PayRange::new(min, Some(mid), max).unwrap_or(range);
    let bonus = |term: Option<BonusTerm>| match term {
        Some(BonusTerm::Amount(money)) => exchange.money(money).map(|money| Some(BonusTerm::Amount(money))),
        other => Ok(other),
    };
    let equity = match band.equity {
        Some(range) => {
            let (min, max) = (exchange.equity(range.min())?, exchange.equity(range.max())?);
            EquityRange::new(min, max).ok()
        }
        None => None,
    };
    let (bonus_target, bonus_max) = (bonus(band.bonus_target)?, bonus(band.bonus_max)?);
    Ok(PayBand { base, bonus_target, bonus_max, equity, ..band.clone() })
}

/// The benchmarks that fit the role, in the case's currency.
pub fn benchmarks(
    root: &Table<'_>,
    files: &mut Files,
    role: &Role,
    options: &ReadOptions,
    problems: &mut Problems,
) -> Vec<Benchmark> {
    let exchange = root.reading().exchange();
    let options = files.options(options, exchange.to());
    let mut all = Vec::new();
    for (source, told) in &files.benchmarks {
        let every_row = options.every_row;
        let options = ReadOptions { told: told.clone(), ..options.clone() };
        let file =
            benchmarks::read(source, &options, &files.assumptions, |row| every_row || row_fits(row, role));
        files.mapped.extend(file.mapped);
        let sound = file.problems.is_empty();
        problems.extend(file.problems);
        let fitting: Vec<Benchmark> = file.rows.into_iter().filter(|row| fits(row, role)).collect();
        if fitting.is_empty() && sound {
            let message = "no row fits the role of the case: its company, title, level and location";
            let hint = "correct [role], or leave a cell empty that does not narrow the figures";
            problems.push(Problem::new(Place::file(source.name()), message).hint(hint));
        }
        for row in fitting {
            if row.percentiles.at(50).is_none() {
                files.notes.push(format!("{}: no p50, so no median to hold pay against", row.origin));
            }
            match convert_benchmark(&row, &exchange) {
                Ok(row) => all.push(row),
                Err(fault) => {
                    problems.push(Problem::new(Place::file(&row.origin), fault.message).hint(fault.hint));
                }
            }
        }
    }
    all
}

fn row_fits(row: &Row<'_>, role: &Role) -> bool {
    let cells = [row.text("company"), row.text("family"), row.text("level"), row.text("location")];
    fits_cells(cells, role)
}

fn fits(row: &Benchmark, role: &Role) -> bool {
    let cells = [&row.company, &row.family, &row.level, &row.location].map(|cell| cell.as_deref());
    fits_cells(cells, role)
}

/// An empty cell fits any role; a filled one must name the role's own.
fn fits_cells([company, family, level, location]: [Option<&str>; 4], role: &Role) -> bool {
    let names = |cell: Option<&str>, own: &Option<String>, same: fn(&str, &str) -> bool| match (cell, own) {
        (Some(cell), Some(own)) => same(cell, own),
        (Some(_), None) => false,
        (None, _) => true,
    };
    names(company, &role.company, same_name)
        && names(level, &role.level, same_name)
        && names(location, &role.location, same_place)
        && family.zip(role.title.as_deref()).is_none_or(|(family, title)| related(family, title))
}

fn convert_benchmark(row: &Benchmark, exchange: &Exchange) -> Read<Benchmark> {
    if row.currency == exchange.to() {
        return Ok(row.clone());
    }
    let convert = |point: &PercentilePoint| -> Read<PercentilePoint> {
        let value = match point.value {
            StatValue::Exact(money) => StatValue::Exact(exchange.money(money)?),
            StatValue::AtLeast(money) => StatValue::AtLeast(exchange.money(money)?),
        };
        Ok(PercentilePoint { value, ..*point })
    };
    let points = row.percentiles.points().iter().map(convert).collect::<Read<Vec<_>>>()?;
    let mut converted = Benchmark { currency: exchange.to(), ..row.clone() };
    if let Ok(percentiles) = Percentiles::new(points) {
        let factor = |of: &Percentiles| of.points().first().map_or(f64::NAN, |p| p.value.bound().to_f64());
        converted.adjustments.push(Adjustment {
            what: format!("{} to {}", row.currency.code(), exchange.to().code()),
            factor: factor(&percentiles) / factor(&row.percentiles),
            why: "the case's rate file".to_owned(),
        });
        converted.percentiles = percentiles;
    }
    let interval = row
        .median_interval
        .map(|(low, high)| -> Read<(Money, Money)> { Ok((exchange.money(low)?, exchange.money(high)?)) });
    converted.median_interval = interval.transpose()?;
    Ok(converted)
}

/// Offer and band must state equity in one unit, or neither can be held against the other.
pub fn same_equity_unit(root: &Table<'_>, offer: &Package, band: &PayBand) {
    if let (Some(offered), Some(range)) = (offer.equity, band.equity)
        && !offered.same_unit(range.max())
        && let Some(table) = root.table("offer")
    {
        let message = format!("the band ({}) states equity in another unit", band.origin);
        table.problem("equity", message, "write both as percent, money or units");
    }
}
