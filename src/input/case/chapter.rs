//! Walking a TOML file: typed getters that note what is wrong, where, and
//! which keys were asked for, so that [`Table::finish`] can refuse the others.
//!
//! ```text
//! let offer = root.table("offer");                       // Option<Table>
//! let base = offer.need("base", "190_000").money("base"); // required
//! let sign_on = offer.money("sign_on");                  // optional
//! offer.finish();                                        // unknown keys
//! ```
//!
//! A getter gives `None` both where the key is absent and where its value is
//! wrong; the problem of the latter is noted. Read every key first and combine
//! the values afterwards, so that nothing goes unreported.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};

use jiff::civil::Date;
use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::{Place, Problem};
use crate::input::did_you_mean;
use crate::input::value::{self, Fault, Read};
use crate::num::{AmountStyle, Currency, Percent};

pub use super::reading::{Reading, parse};

/// One table of the file.
#[derive(Debug)]
pub struct Table<'a> {
    reading: &'a Reading<'a>,
    /// As a message names it: `[offer]`; empty for the top of the file.
    name: String,
    map: &'a DeTable<'a>,
    span: Range<usize>,
    /// The currency of its plain amounts, where it is not the case's.
    currency: Cell<Option<Currency>>,
    asked: RefCell<BTreeSet<String>>,
}

impl<'a> Table<'a> {
    /// The top of the file.
    pub fn root(reading: &'a Reading<'a>, root: &'a Spanned<DeTable<'a>>) -> Self {
        Table::build(reading, String::new(), root.get_ref(), 0..0)
    }

    fn build(reading: &'a Reading<'a>, name: String, map: &'a DeTable<'a>, span: Range<usize>) -> Self {
        Table { reading, name, map, span, currency: Cell::new(None), asked: RefCell::default() }
    }

    /// The file's reading: its currency and its problems.
    pub fn reading(&self) -> &'a Reading<'a> {
        self.reading
    }

    /// True when the key stands here, right or wrong.
    pub fn has(&self, key: &str) -> bool {
        self.map.contains_key(key)
    }

    /// Notes a problem when the key is absent; `example` is a value for the remedy.
    pub fn need(&self, key: &str, example: &str) -> &Self {
        self.asked.borrow_mut().insert(key.to_owned());
        if !self.has(key) {
            let message = match self.name.as_str() {
                "" => format!("`{key}` is missing"),
                name => format!("{name} has no `{key}`"),
            };
            self.problem_here(message, format!("write {key} = {example}"));
        }
        self
    }

    /// Text, without blanks around it; an empty text is refused.
    pub fn text(&self, key: &str) -> Option<String> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::String(text) => self.keep(key, value, text_of(text)),
            other => self.refuse(key, value, wrong_kind(other, "text", "\"…\"")),
        }
    }

    /// A list of texts; one text alone is a list of one.
    pub fn texts(&self, key: &str) -> Option<Vec<String>> {
        self.list(key, |text, _| text_of(text))
    }

    /// Plain amounts of this table are in another currency than the case's:
    /// they are converted as they are read.
    pub fn set_currency(&self, currency: Currency) {
        self.currency.set(Some(currency));
    }

    /// True when the value of the key is a table.
    pub fn holds_table(&self, key: &str) -> bool {
        self.map.get(key).is_some_and(|value| value.get_ref().is_table())
    }

    /// The text of the key as it stands there, where it is one.
    pub(super) fn written(&self, key: &str) -> Option<&str> {
        match self.map.get(key)?.get_ref() {
            DeValue::String(text) => Some(text),
            _ => None,
        }
    }

    /// A percentage within bounds, such as 0 to 100.
    pub fn percent_in(&self, key: &str, bounds: RangeInclusive<Decimal>) -> Option<Percent> {
        self.read(key, |text, style| {
            let percent = value::percent(text, style)?;
            within(percent.percent(), &bounds, "%").map(|()| percent)
        })
    }

    /// A number within bounds.
    pub fn number_in(&self, key: &str, bounds: RangeInclusive<Decimal>) -> Option<Decimal> {
        self.read(key, |text, style| {
            let number = value::number(text, style)?;
            within(number, &bounds, "").map(|()| number)
        })
    }

    /// A whole number within bounds.
    pub fn integer(&self, key: &str, bounds: RangeInclusive<u32>) -> Option<u32> {
        let exact = Decimal::from(*bounds.start())..=Decimal::from(*bounds.end());
        self.read(key, |text, style| {
            let number = value::number(text, style)?;
            within(number, &exact, "")?;
            u32::try_from(number).ok().filter(|_| number.is_integer()).ok_or_else(|| {
                Fault::new(format!("`{text}` is not a whole number"), "write it without decimals")
            })
        })
    }

    /// A day, bare or in quotes: `2026-05-04`.
    pub fn date(&self, key: &str) -> Option<Date> {
        self.read(key, |text, _| value::date(text))
    }

    /// `true` or `false`.
    pub fn flag(&self, key: &str) -> Option<bool> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::Boolean(flag) => Some(*flag),
            other => self.refuse(key, value, wrong_kind(other, "true or false", "true")),
        }
    }

    /// A word of an enumeration.
    pub fn word<T: value::Word>(&self, key: &str) -> Option<T> {
        self.read(key, |text, _| value::word(text))
    }

    /// One of several names.
    pub fn one_of<T: Clone>(&self, key: &str, names: &[(&str, T)]) -> Option<T> {
        self.read(key, |text, _| value::one_of(text, names))
    }

    /// A list of values, each read by `item`; a single value is a list of one.
    /// `None` when the key is absent or an item is wrong.
    pub fn list<T>(&self, key: &str, item: impl Fn(&str, AmountStyle) -> Read<T>) -> Option<Vec<T>> {
        let value = self.value(key)?;
        let DeValue::Array(items) = value.get_ref() else {
            return self.read_value(key, value, &item).map(|one| vec![one]);
        };
        let read: Vec<Option<T>> = items.iter().map(|one| self.read_value(key, one, &item)).collect();
        read.into_iter().collect()
    }

    /// Any value that is written as one, read by a function of [`value`].
    pub fn read<T>(&self, key: &str, read: impl Fn(&str, AmountStyle) -> Read<T>) -> Option<T> {
        let value = self.value(key)?;
        self.read_value(key, value, &read)
    }

    /// A table inside this one: `[offer]` or `{ … }`.
    pub fn table(&self, key: &str) -> Option<Table<'a>> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::Table(map) => {
                Some(Table::build(self.reading, format!("[{}]", self.path(key)), map, value.span()))
            }
            DeValue::Array(_) => {
                let name = self.path(key);
                self.refuse(key, value, Fault::new("there can be only one", format!("write [{name}] once")))
            }
            other => {
                let name = self.path(key);
                self.refuse(key, value, wrong_kind(other, "a table", &format!("{{ … }} or [{name}]")))
            }
        }
    }

    /// A list of tables: `[[alternatives]]`; none when the key is absent.
    pub fn tables(&self, key: &str) -> Vec<Table<'a>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let name = format!("[[{}]]", self.path(key));
        let remedy = || Fault::new("this is a list of tables", format!("write {name}, with double brackets"));
        let DeValue::Array(items) = value.get_ref() else {
            let _: Option<()> = self.refuse(key, value, remedy());
            return Vec::new();
        };
        items
            .iter()
            .filter_map(|item| match item.get_ref() {
                DeValue::Table(map) => Some(Table::build(self.reading, name.clone(), map, item.span())),
                _ => self.refuse(key, item, remedy()),
            })
            .collect()
    }

    /// Every key of this table in the order of the file, for tables whose keys
    /// are names of the user's choosing. All of them count as asked for.
    pub fn keys(&self) -> Vec<String> {
        let mut keys: Vec<_> =
            self.map.iter().map(|(key, _)| (key.span().start, key.get_ref().to_string())).collect();
        keys.sort();
        self.asked.borrow_mut().extend(keys.iter().map(|(_, key)| key.clone()));
        keys.into_iter().map(|(_, key)| key).collect()
    }

    /// Notes a problem at the value of a key, or at the table where it is absent.
    pub fn problem(&self, key: &str, message: impl Into<String>, hint: impl Into<String>) {
        match self.map.get(key) {
            Some(value) => {
                let place = self.reading.source.place(value.span());
                let message = format!("{}: {}", self.label(key), message.into());
                self.reading.push(Problem::new(place, message).hint(hint));
            }
            None => self.problem_here(message, hint),
        }
    }

    /// Notes a problem at the head of this table.
    pub fn problem_here(&self, message: impl Into<String>, hint: impl Into<String>) {
        let place = match self.name.is_empty() {
            true => Place::file(self.reading.source.name()),
            false => self.reading.source.place(self.span.clone()),
        };
        self.reading.push(Problem::new(place, message).hint(hint));
    }

    /// A list whose items are texts or tables: `["a.csv", { file = "b.csv" }]`.
    /// A text or table alone is a list of one.
    pub fn mixed<T>(
        &self,
        key: &str,
        of_text: impl Fn(String) -> T,
        of_table: impl Fn(&Table<'a>) -> Option<T>,
    ) -> Vec<T> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let items: Vec<&'a Spanned<DeValue<'a>>> = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        let read = |item: &'a Spanned<DeValue<'a>>| match item.get_ref() {
            DeValue::Table(map) => {
                let name = format!("[{}]", self.path(key));
                let table = Table::build(self.reading, name, map, item.span());
                let one = of_table(&table);
                table.finish();
                one
            }
            DeValue::String(text) => self.keep(key, item, text_of(text)).map(&of_text),
            other => self.refuse(key, item, wrong_kind(other, "text", "\"…\"")),
        };
        items.into_iter().filter_map(read).collect()
    }

    /// Refuses every key that was not asked for.
    pub fn finish(self) {
        self.refuse_unknown();
    }

    /// The same as [`Table::finish`], where the table is still needed.
    pub fn refuse_unknown(&self) {
        let asked = self.asked.borrow();
        for (key, _) in self.map.iter().filter(|(key, _)| !asked.contains(key.get_ref().as_ref())) {
            let inside = if self.name.is_empty() { String::new() } else { format!(" in {}", self.name) };
            let known = asked.iter().map(String::as_str);
            let hint = did_you_mean::did_you_mean(key.get_ref(), known, "the keys here are");
            let place = self.reading.source.place(key.span());
            self.reading
                .push(Problem::new(place, format!("unknown key `{}`{inside}", key.get_ref())).hint(hint));
        }
    }

    pub(super) fn plain_currency(&self) -> Currency {
        self.currency.get().unwrap_or_else(|| self.reading.currency())
    }

    fn value(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.asked.borrow_mut().insert(key.to_owned());
        self.map.get(key)
    }

    fn read_value<T>(
        &self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        read: &impl Fn(&str, AmountStyle) -> Read<T>,
    ) -> Option<T> {
        // TOML's own numbers have a decimal point whatever the style of the file.
        let fault = match value.get_ref() {
            DeValue::String(text) => return self.keep(key, value, read(text, self.reading.style)),
            DeValue::Integer(number) if number.radix() == 10 => {
                return self.keep(key, value, read(number.as_str(), AmountStyle::DecimalPoint));
            }
            DeValue::Float(number) => {
                return self.keep(key, value, read(number.as_str(), AmountStyle::DecimalPoint));
            }
            DeValue::Datetime(date) => {
                return self.keep(key, value, read(&date.to_string(), self.reading.style));
            }
            other => wrong_kind(other, "one value", "a number, a date or \"text\""),
        };
        self.refuse(key, value, fault)
    }

    fn keep<T>(&self, key: &str, value: &Spanned<DeValue<'_>>, read: Read<T>) -> Option<T> {
        match read {
            Ok(good) => Some(good),
            Err(fault) => self.refuse(key, value, fault),
        }
    }

    fn refuse<T>(&self, key: &str, value: &Spanned<DeValue<'_>>, fault: Fault) -> Option<T> {
        let place = self.reading.source.place(value.span());
        let message = format!("{}: {}", self.label(key), fault.message);
        self.reading.push(Problem::new(place, message).hint(fault.hint));
        None
    }

    pub(super) fn label(&self, key: &str) -> String {
        if self.name.is_empty() { format!("`{key}`") } else { format!("`{key}` in {}", self.name) }
    }

    fn path(&self, key: &str) -> String {
        let name = self.name.trim_matches(['[', ']']);
        if name.is_empty() { key.to_owned() } else { format!("{name}.{key}") }
    }
}

fn text_of(text: &str) -> Read<String> {
    match text.trim() {
        "" => Err(Fault::new("the text is empty", "fill it in, or leave the key out")),
        filled => Ok(filled.to_owned()),
    }
}

fn wrong_kind(found: &DeValue<'_>, wanted: &str, example: &str) -> Fault {
    Fault::new(format!("{wanted} is needed, this is {}", kind_of(found)), format!("write {example}"))
}

fn kind_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

pub(super) fn within(number: Decimal, bounds: &RangeInclusive<Decimal>, unit: &str) -> Read<()> {
    if bounds.contains(&number) {
        return Ok(());
    }
    let (low, high) = (bounds.start(), bounds.end());
    Err(Fault::new(
        format!("`{number}{unit}` is outside {low}{unit} to {high}{unit}"),
        format!("write a value from {low}{unit} to {high}{unit}"),
    ))
}

#[cfg(test)]
#[path = "chapter_tests.rs"]
mod tests;
