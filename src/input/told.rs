//! What the user says about a file, where it does not say so itself or is to
//! be overruled: `--set`, `--sheet`, `--header-row`, `--column`,
//! `--decimal-comma`, and the same keys beside a file of a case.

use encoding_rs::Encoding;
use strum::{IntoStaticStr, VariantArray};

use super::cells::{DayOrder, Period};
use super::value::{self, Fault, Read};
use crate::domain::Component;
use crate::num::{AmountStyle, Currency};

/// Which point of a posted range stands for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, IntoStaticStr, VariantArray)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(inline))]
#[strum(serialize_all = "lowercase")]
#[serde(rename_all = "lowercase")]
pub enum RangePoint {
    /// Its lower end.
    Low,
    /// Halfway between its ends.
    #[default]
    Middle,
    /// Its upper end.
    High,
}

/// What is said about a file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Told {
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The line of the header.
    pub header_row: Option<u64>,
    /// How its bytes are letters.
    pub encoding: Option<&'static Encoding>,
    /// Which sign separates decimals.
    pub style: AmountStyle,
    /// Which number of a day is the month.
    pub dates: Option<DayOrder>,
    /// What its amounts are for.
    pub period: Option<Period>,
    /// What its amounts are in.
    pub currency: Option<Currency>,
    /// Which part of pay a published table is about.
    pub component: Option<Component>,
    /// Who measured a published table.
    pub source: Option<String>,
    /// Which point of a posted range counts.
    pub range: RangePoint,
    /// Other people's headers: (ours, theirs).
    pub columns: Vec<(String, String)>,
}

/// The keys of `--set`, and what each of them may be.
const KEYS: [(&str, &str); 8] = [
    ("unit", "year, quarter, month, half-month, fortnight, week, day or hour"),
    ("currency", "an ISO code: USD, EUR, GBP, …"),
    ("dates", "month-first, day-first or day-numbers"),
    ("decimal", "point or comma"),
    ("encoding", "utf-8, windows-1250, windows-1251 or windows-1252"),
    ("range", "low, middle or high"),
    ("component", "base, bonus, equity, total or wage"),
    ("source", "who measured it"),
];

impl Told {
    /// The keys that [`Told::set`] knows.
    pub fn keys() -> impl Iterator<Item = &'static str> {
        KEYS.iter().map(|(key, _)| *key)
    }

    /// Takes `unit=month` and its like.
    ///
    /// # Errors
    /// A key that does not exist, or a value that it cannot have.
    pub fn set(&mut self, key: &str, text: &str) -> Read<()> {
        let Some((key, may_be)) = KEYS.iter().find(|(known, _)| crate::domain::same_name(known, key)) else {
            let hint = super::did_you_mean::did_you_mean(key, Told::keys(), "the keys are");
            return Err(Fault::new(format!("there is no `{key}` to set"), hint));
        };
        let text = text.trim();
        let wrong = || Fault::new(format!("`{text}` is no {key}"), format!("{key} is {may_be}"));
        match *key {
            "unit" => self.period = Some(super::cells::period(text).ok_or_else(wrong)?),
            "currency" => self.currency = Some(value::currency(text)?),
            "dates" => self.dates = Some(value::word(text).map_err(|_| wrong())?),
            "decimal" => {
                let styles = [("point", AmountStyle::OnlyPoint), ("comma", AmountStyle::OnlyComma)];
                self.style = value::one_of(text, &styles).map_err(|_| wrong())?;
            }
            "encoding" => self.encoding = Some(Encoding::for_label(text.as_bytes()).ok_or_else(wrong)?),
            "range" => self.range = value::word(text).map_err(|_| wrong())?,
            "component" => self.component = Some(value::word(text).map_err(|_| wrong())?),
            _ if text.is_empty() => return Err(wrong()),
            _ => self.source = Some(text.to_owned()),
        }
        Ok(())
    }

    /// What was typed as `KEY=VALUE`.
    ///
    /// # Errors
    /// As [`Told::set`].
    pub fn set_typed(&mut self, typed: &str) -> Read<()> {
        let shape = || Fault::new(format!("`{typed}` sets nothing"), "write --set unit=month");
        let (key, text) = typed.split_once('=').ok_or_else(shape)?;
        self.set(key.trim(), text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_a_file() {
        let mut told = Told::default();
        for typed in [
            "unit=month",
            "currency=gbp",
            "dates=day first",
            "decimal=comma",
            "encoding=windows-1251",
            "source=Us",
        ] {
            told.set_typed(typed).unwrap();
        }
        assert_eq!((told.period, told.currency), (Some(Period::Month), Some(Currency::GBP)));
        assert_eq!((told.dates, told.style), (Some(DayOrder::DayFirst), AmountStyle::OnlyComma));
        for bad in ["unit", "unit=quarter", "dates=never", "colour=red", "source="] {
            assert!(Told::default().set_typed(bad).is_err(), "{bad}");
        }
    }
}
