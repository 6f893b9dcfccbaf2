//! Pay bands: one row a band.

use strum::{IntoStaticStr, VariantArray};

use crate::domain::{BandError, BonusTerm, Equity, EquityRange, PayBand, PayRange, same_name};
use crate::error::{Place, Problem, Problems, Result};
use crate::input::options::ReadOptions;
use crate::input::source::Source;
use crate::input::table::{Columns, Grid, Row};
use crate::input::value::{self, Fault, Read};
use crate::num::{AmountStyle, Currency, Money, Percent};

/// The columns of a band file.
pub const COLUMNS: Columns = Columns {
    known: &[
        "company",
        "family",
        "level",
        "location",
        "country",
        "currency",
        "base_min",
        "base_mid",
        "base_max",
        "bonus_target",
        "bonus_max",
        "equity_min",
        "equity_max",
        "equity_unit",
        "effective_date",
        "rows",
    ],
    required: &["level", "base_min", "base_max"],
    others: false,
};

/// A band and where its row stands.
#[derive(Debug, Clone, PartialEq)]
pub struct BandRow {
    /// The band.
    pub band: PayBand,
    /// Where its level stands.
    pub place: Place,
}

/// What a band file holds.
#[derive(Debug, Clone, Default)]
pub struct BandFile {
    /// The bands that were asked for.
    pub rows: Vec<BandRow>,
    /// Every level that the file names, in order, each once.
    pub levels: Vec<String>,
    /// Which of the user's own column names the file has.
    pub mapped: Vec<String>,
    /// Everything wrong with the file.
    pub problems: Problems,
}

/// Reads every band of a file, strictly.
///
/// # Errors
/// Every problem of the file.
pub fn read_bands(source: &Source, options: &ReadOptions) -> Result<Vec<PayBand>> {
    let file = read(source, options, None);
    file.problems.into_result(file.rows.into_iter().map(|row| row.band).collect())
}

impl AsRef<PayBand> for BandRow {
    fn as_ref(&self) -> &PayBand {
        &self.band
    }
}

/// Reads the bands of one level, or all of them; rows of other levels are not looked at.
pub fn read(source: &Source, options: &ReadOptions, level: Option<&str>) -> BandFile {
    let grid = Grid::read(source, COLUMNS, options);
    let mut file = BandFile { mapped: grid.mapped().iter().cloned().collect(), ..BandFile::default() };
    for row in grid.rows() {
        let named = row.text("level");
        if let Some(named) = named.filter(|named| !file.levels.iter().any(|known| known == named)) {
            file.levels.push(named.to_owned());
        }
        let wanted = match (level, named) {
            (Some(level), Some(named)) => same_name(level, named),
            _ => true,
        };
        if wanted
            && row.is_whole()
            && let Some(band) = read_row(&row, options.currency)
        {
            file.rows.push(BandRow { band, place: row.place("level") });
        }
    }
    file.problems = grid.into_problems();
    file
}

/// The place; the country where it holds everywhere there.
fn place(row: &Row<'_>) -> Option<String> {
    let all = |place: &&str| same_name(place, "all");
    let narrow = row.text("location").filter(|place| !all(place));
    narrow.or_else(|| row.text("country")).map(str::to_owned)
}

/// The problem of a band that is too wide to be one.
pub fn too_wide(row: &BandRow, times: f64) -> Option<Problem> {
    let range = row.band.base;
    range.is_wider_than(times).then(|| {
        let [min, max] = [range.min(), range.max()].map(|end| end.amount().normalize());
        let message = format!(
            "the band of `{}` runs from {min} to {max}: more than {times} times its minimum",
            row.band.level
        );
        Problem::new(row.place.clone(), message)
            .hint("a placeholder? write the real range, or leave the row out (see market.widest-band)")
    })
}

fn read_row(row: &Row<'_>, otherwise: Currency) -> Option<PayBand> {
    let stated = row.read("currency", |text, _| value::currency(text));
    let base = read_base(row, stated, otherwise);
    let currency = row.currency_of("base_min", stated, otherwise);
    let text = |column| row.text(column).map(str::to_owned);
    let bonus = |column| {
        let currency = row.currency_of(column, Some(currency), otherwise);
        row.read(column, |text, style| value::bonus(text, currency, style))
    };
    let (bonus_target, bonus_max) = (bonus("bonus_target"), bonus("bonus_max"));
    let equity = read_equity(row, currency);
    let effective_date = row.date("effective_date");
    let base = base?;
    check_bonus(row, &base, bonus_target, bonus_max);
    Some(PayBand {
        company: text("company"),
        family: text("family"),
        level: text("level")?,
        location: place(row),
        base,
        bonus_target,
        bonus_max,
        equity,
        effective_date,
        origin: row.origin(),
    })
}

fn read_base(row: &Row<'_>, stated: Option<Currency>, otherwise: Currency) -> Option<PayRange> {
    let money = |column| row.money(column, stated, otherwise);
    let (min, mid, max) = (money("base_min"), money("base_mid"), money("base_max"));
    if mid.is_none() && row.text("base_mid").is_some() {
        return None;
    }
    let (min, max) = (min?, max?);
    let fault = match PayRange::new(min, mid, max) {
        Ok(range) => return Some(range),
        Err(fault) => fault,
    };
    let (low, high) = (min.amount(), max.amount());
    let (column, fault) = match fault {
        BandError::Inverted => (
            "base_min",
            Fault::new(
                format!("the minimum {low} lies above the maximum {high}"),
                format!("exchange them: base_min {high}, base_max {low}"),
            ),
        ),
        BandError::MidpointOutside => (
            "base_mid",
            Fault::new(
                format!("the midpoint does not lie between {low} and {high}"),
                "correct it, or leave it empty: then it is (min + max)/2",
            ),
        ),
        BandError::NotPositive => {
            ("base_max", Fault::new("the maximum is zero", "write the highest base of the level"))
        }
        BandError::Mixed => (
            "base_max",
            Fault::new("minimum and maximum are in different currencies", "a row has one currency"),
        ),
    };
    row.problem(column, fault);
    None
}

fn check_bonus(row: &Row<'_>, base: &PayRange, target: Option<BonusTerm>, max: Option<BonusTerm>) {
    let (Some(target), Some(max)) = (target, max) else { return };
    let at = |term: BonusTerm| term.at_base(base.max()).amount();
    if at(max) < at(target) {
        row.problem(
            "bonus_max",
            Fault::new("it lies below bonus_target", "exchange them, or leave it empty"),
        );
    }
}

/// What the cells of `equity_min` and `equity_max` are.
#[derive(Debug, Clone, Copy, PartialEq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
enum Unit {
    Percent,
    Amount,
    Units,
}

fn read_equity(row: &Row<'_>, currency: Currency) -> Option<EquityRange> {
    let unit = row.read("equity_unit", |text, _| value::word(text));
    let cell = |column| row.read(column, |text, style| equity_cell(text, unit, currency, style));
    let (min, max) = (cell("equity_min"), cell("equity_max"));
    let given = |column| row.text(column).is_some();
    let (min, max) = match (min, max) {
        (Some(min), Some(max)) => (min, max),
        // The lower end may be missing: grants begin at nothing.
        (None, Some(max)) if !given("equity_min") => (max.with_quantity(rust_decimal::Decimal::ZERO), max),
        (Some(_), None) if !given("equity_max") => {
            row.problem(
                "equity_min",
                Fault::new("there is no equity_max beside it", "fill both, or neither"),
            );
            return None;
        }
        _ => return None,
    };
    let fault = match EquityRange::new(min, max) {
        Ok(range) => return Some(range),
        Err(BandError::Mixed) => {
            Fault::new("equity_min and equity_max are in different units", "write both alike")
        }
        Err(_) => Fault::new(
            format!("the smallest grant {} lies above the largest {}", min.quantity(), max.quantity()),
            "exchange equity_min and equity_max",
        ),
    };
    row.problem("equity_min", fault);
    None
}

fn equity_cell(text: &str, unit: Option<Unit>, currency: Currency, style: AmountStyle) -> Read<Equity> {
    let conflict =
        |unit: &str| Fault::new(format!("`{text}` and equity_unit `{unit}` disagree"), "correct one of them");
    match unit {
        None => value::equity(text, currency, style),
        // The unit says percent, so that the sign may be left out.
        Some(Unit::Percent) if !text.ends_with('%') => {
            let number = value::number(text, style)?;
            value::equity(&format!("{}%", number.normalize()), currency, AmountStyle::DecimalPoint)
                .map(|_| Equity::Percent(Percent::from_percent(number)))
        }
        Some(Unit::Percent) => value::equity(text, currency, style),
        Some(Unit::Amount) if text.ends_with('%') => Err(conflict("amount")),
        Some(Unit::Amount) => value::money(text, currency, style).map(Equity::Amount),
        Some(Unit::Units) if text.ends_with('%') => Err(conflict("units")),
        Some(Unit::Units) => {
            // The same bounds as for money: a number of shares is not negative either.
            value::money(text, currency, style).map(|units: Money| Equity::Units(units.amount()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    fn bands(text: &str) -> std::result::Result<Vec<PayBand>, Vec<String>> {
        match read_bands(&Source::builtin("b.csv", text), &ReadOptions::default()) {
            Ok(bands) => Ok(bands),
            Err(crate::Error::Problems(all)) => Err(all.iter().map(ToString::to_string).collect()),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn a_whole_row() {
        let text = "company,family,level,location,currency,base_min,base_mid,base_max,bonus_target,bonus_max,\
                    equity_min,equity_max,equity_unit,effective_date\n\
                    Alloy,Product,PM II,,USD,\"185,000\",,210k,10000,15%,0.04,0.07,percent,2026-01-01\n";
        let band = bands(text).unwrap().remove(0);
        assert_eq!(band.base.mid().to_string(), "197500 USD");
        assert_eq!(band.bonus_target.unwrap().at_base(band.base.max()).to_string(), "10000 USD");
        assert_eq!(band.bonus_max.unwrap().at_base(band.base.max()).to_string(), "31500 USD");
        assert_eq!(band.equity.unwrap().mid().quantity(), Decimal::new(55, 3));
        assert_eq!((band.company.as_deref(), band.location), (Some("Alloy"), None));
        assert_eq!(band.origin, "b.csv:2");
    }

    #[test]
    fn equity_units_are_stated_or_refused() {
        let row = |unit: &str, low: &str, high: &str| {
            bands(&format!(
                "level,base_min,base_max,equity_unit,equity_min,equity_max\nA,1,2,{unit},{low},{high}\n"
            ))
            .map(|bands| bands[0].equity)
        };
        assert!(matches!(row("units", "100", "200").unwrap().unwrap().max(), Equity::Units(_)));
        assert!(matches!(row("amount", "50k", "80k").unwrap().unwrap().max(), Equity::Amount(_)));
        assert!(matches!(row("", "0.04%", "0.07%").unwrap().unwrap().max(), Equity::Percent(_)));
        assert_eq!(row("", "0.04", "0.07").unwrap_err().len(), 2);
        assert_eq!(row("amount", "0.04%", "80k").unwrap_err().len(), 1);
        assert_eq!(row("percent", "0.07", "0.04").unwrap_err().len(), 1);
        assert_eq!(row("units", "", "40").unwrap().unwrap().min(), Equity::Units(Decimal::ZERO));
    }

    #[test]
    fn every_problem_of_every_row() {
        let text = "level,base_min,base_max,currency\n\
                    A,210000,185000,USD\nB,abc,-5,USD\n,1,2,US\nC,0,0,USD\n";
        assert_eq!(
            bands(text).unwrap_err(),
            [
                "b.csv:2:3: column `base_min`: the minimum 210000 lies above the maximum 185000",
                "b.csv:3:3: column `base_min`: `abc` is not an amount",
                "b.csv:3:7: column `base_max`: `-5` is below zero",
                "b.csv:4:1: column `level`: nothing is there",
                "b.csv:4:6: column `currency`: `US` is not a currency",
                "b.csv:5:5: column `base_max`: the maximum is zero",
            ]
        );
    }

    #[test]
    fn rows_of_other_levels_are_not_looked_at() {
        let source = Source::builtin("b.csv", "level,base_min,base_max\nA,x,y\nB,1,2\nA,1,2\n");
        let file = read(&source, &ReadOptions::default(), Some("b"));
        assert!(file.problems.is_empty());
        assert_eq!((file.rows.len(), file.levels), (1, vec!["A".to_owned(), "B".to_owned()]));
    }
}
