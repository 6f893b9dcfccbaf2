//! Periods and currencies as people write them, in a cell of their own, beside
//! an amount, or in a header; and words that are no person's.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::domain::Period;
use crate::num::Currency;

const PERIODS: [(Period, &str); 7] = [
    (Period::HalfMonth, "semimonthly semimonth halfmonth halfmonthly twicemonthly"),
    (Period::Fortnight, "biweekly biweek fortnight fortnightly bi biwk twoweeks 2weeks"),
    (Period::Hour, "hour hours hourly hr hrs ph stunde stündlich stundenlohn heure hora час"),
    (Period::Day, "day days daily diem pd tag täglich tagessatz jour día день"),
    (Period::Week, "week weeks weekly wk wks pw woche wöchentlich semaine semana неделя"),
    (
        Period::Month,
        "month months monthly mo mth mths mon pm pcm monat monatlich monatsgehalt mois mensuel mes mensual мес месяц",
    ),
    (
        Period::Year,
        "year years yearly yr yrs annual annually annum anum annualized annualised pa jahr jährlich jahresgehalt \
         annuel anual año год lpa",
    ),
];

/// Single letters that a column of units uses.
const LETTERS: [(&str, Period); 6] = [
    ("y", Period::Year),
    ("a", Period::Year),
    ("m", Period::Month),
    ("w", Period::Week),
    ("d", Period::Day),
    ("h", Period::Hour),
];

/// Words beside a period that say nothing about it.
const FILLERS: &str = "per a an each the prorated pro rata rate rates salary pay paid basis base wage wages full time \
                       gross by in and every fte";

/// The words of a text, in lower case, without punctuation; `p.a.` is `pa`, `bi-weekly` two words.
pub(super) fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace('.', "");
    let parts = text.split(|c: char| !c.is_alphanumeric());
    parts.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The period that a word names.
pub(super) fn of_word(word: &str) -> Option<Period> {
    static NAMES: OnceLock<BTreeMap<&str, Period>> = OnceLock::new();
    let of = |(period, names): &(Period, &'static str)| {
        names.split_whitespace().map(|name| (name, *period)).collect::<Vec<_>>()
    };
    NAMES.get_or_init(|| PERIODS.iter().flat_map(of).collect()).get(word).copied()
}

/// The first period among words, two of them taken together first: `bi weekly`, `semi monthly`.
fn first(words: &[String]) -> Option<Period> {
    (0..words.len()).find_map(|at| {
        let pair = words.get(at + 1).map(|next| format!("{}{next}", words[at]));
        pair.and_then(|pair| of_word(&pair)).or_else(|| of_word(&words[at]))
    })
}

/// The period of a cell that holds nothing else: `per Annum`, `Bi-Weekly`, `p.a.`, `H`.
pub fn period(text: &str) -> Option<Period> {
    // Nearly every cell of a long file.
    match text {
        "Year" | "year" | "per Annum" => return Some(Period::Year),
        "Hour" | "hour" | "per Hour" => return Some(Period::Hour),
        _ => {}
    }
    let words = words(text);
    if let [letter] = words.as_slice()
        && let Some((_, period)) = LETTERS.iter().find(|(known, _)| known == letter)
    {
        return Some(*period);
    }
    let known = |word: &String| {
        of_word(word).is_some()
            || FILLERS.split_whitespace().any(|filler| filler == word)
            || ["bi", "semi", "twice", "half", "two", "2"].contains(&word.as_str())
    };
    if words.iter().all(known) { first(&words) } else { None }
}

/// The period that a header names: `Hourly Rate`, `Salary (per month)`.
pub fn period_in_header(header: &str) -> Option<Period> {
    first(&words(header))
}

/// Signs that mean one currency. `$`, `¥` and `kr` mean several.
const SIGNS: [(&str, Currency); 16] = [
    ("US$", Currency::USD),
    ("A$", Currency::AUD),
    ("AU$", Currency::AUD),
    ("C$", Currency::CAD),
    ("CA$", Currency::CAD),
    ("NZ$", Currency::NZD),
    ("S$", Currency::SGD),
    ("HK$", Currency::HKD),
    ("R$", Currency::BRL),
    ("£", Currency::GBP),
    ("€", Currency::EUR),
    ("₹", Currency::INR),
    ("₽", Currency::RUB),
    ("₴", Currency::UAH),
    ("₺", Currency::TRY),
    ("zł", Currency::PLN),
];

/// Codes of before a change of name, and what people write instead of a code.
const OTHER_NAMES: [(&str, Currency); 20] = [
    ("rur", Currency::RUB),
    ("руб", Currency::RUB),
    ("rmb", Currency::CNY),
    ("yuan", Currency::CNY),
    ("nis", Currency::ILS),
    ("ukp", Currency::GBP),
    ("stg", Currency::GBP),
    ("sterling", Currency::GBP),
    ("pounds", Currency::GBP),
    ("euro", Currency::EUR),
    ("euros", Currency::EUR),
    ("rs", Currency::INR),
    ("inr", Currency::INR),
    ("rupees", Currency::INR),
    ("zl", Currency::PLN),
    ("pln", Currency::PLN),
    ("sfr", Currency::CHF),
    ("грн", Currency::UAH),
    ("yen", Currency::JPY),
    ("us", Currency::USD),
];

/// Codes that are taken for codes in lower case too; others are words of some language.
const COMMON: &str = "usd eur gbp chf cad aud nzd jpy cny sek nok dkk czk huf ron rub uah sgd hkd brl mxn zar ils \
                      aed sar krw thb php myr idr vnd kzt byn bgn";

/// The currency that one word means.
pub(super) fn of_code(word: &str) -> Option<Currency> {
    let lower = word.to_lowercase();
    if let Some((_, currency)) = OTHER_NAMES.iter().find(|(name, _)| *name == lower) {
        return Some(*currency);
    }
    if word.len() != 3 || !word.is_ascii() {
        return None;
    }
    let shaped = word.bytes().all(|byte| byte.is_ascii_uppercase());
    (shaped || COMMON.contains(&lower)).then(|| Currency::from_code(&lower.to_uppercase())).flatten()
}

/// The longest sign at the beginning of a text, and its length.
pub(super) fn sign_at(text: &str) -> Option<(Currency, usize)> {
    let found = SIGNS.iter().filter(|(sign, _)| text.starts_with(sign));
    found.max_by_key(|(sign, _)| sign.len()).map(|(sign, currency)| (*currency, sign.len()))
}

/// Every currency that a text names, each once.
fn named(text: &str) -> Vec<Currency> {
    let mut found: Vec<Currency> = Vec::new();
    let mut add = |currency: Currency| {
        if !found.contains(&currency) {
            found.push(currency);
        }
    };
    let mut at = 0;
    let starts_word = |at: usize| !text[..at].ends_with(char::is_alphanumeric);
    while let Some(c) = text[at..].chars().next() {
        match sign_at(&text[at..]).filter(|_| !c.is_alphabetic() || starts_word(at)) {
            Some((currency, length)) => {
                add(currency);
                at += length;
            }
            None => at += c.len_utf8(),
        }
    }
    let words = text.split(|c: char| !c.is_alphabetic());
    words.filter(|word| word.len() > 2).filter_map(of_code).for_each(add);
    found
}

/// The currency of a cell that holds nothing else: `usd`, `€`, `GBP (£)`, `USD<tab>United States dollar`.
pub fn currency(text: &str) -> Option<Currency> {
    match named(text).as_slice() {
        [one] => Some(*one),
        [] => by_name(text),
        _ => None,
    }
}

/// By the name that the standard gives it: `Pound Sterling`, `Swiss franc`.
fn by_name(text: &str) -> Option<Currency> {
    use iso_currency::IntoEnumIterator;
    let wanted = words(text).join(" ");
    let dollars = ["united states dollar", "us dollars", "us dollar", "dollars", "$"];
    if dollars.contains(&wanted.as_str()) || text.trim() == "$" {
        return Some(Currency::USD);
    }
    Currency::iter().find(|currency| words(currency.name()).join(" ") == wanted)
}

/// The one currency that a header names: `Minimum (£)`, `base (EUR)`, `Yearly_EUR`.
pub fn currency_in_header(header: &str) -> Option<Currency> {
    match named(header).as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// True for a word that begins a row which sums others up.
pub fn sums_up(text: &str) -> bool {
    const WORDS: &str =
        "total,totals,subtotal,grand total,sum,average,mean,median,summe,gesamt,mittelwert,итого,всего,somme";
    let bare = text.trim_end_matches(':');
    (3..=14).contains(&bare.len()) && WORDS.split(',').any(|word| word == bare.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_as_payrolls_write_them() {
        for (text, wanted) in [
            ("per Annum", Period::Year),
            ("Prorated Annual", Period::Year),
            ("annually", Period::Year),
            ("p.a.", Period::Year),
            ("per Day", Period::Day),
            ("Bi Weekly", Period::Fortnight),
            ("bi-weekly", Period::Fortnight),
            ("fortnightly", Period::Fortnight),
            ("semi-monthly", Period::HalfMonth),
            ("Hourly", Period::Hour),
            ("/mo", Period::Month),
            ("H", Period::Hour),
        ] {
            assert_eq!(period(text), Some(wanted), "{text}");
        }
        for bad in ["", "Salary", "see note", "quarter"] {
            assert_eq!(period(bad), None, "{bad}");
        }
        assert_eq!(period_in_header("Salary (per month)"), Some(Period::Month));
        assert_eq!(period_in_header("Yearly_EUR"), Some(Period::Year));
        assert_eq!(period_in_header("Base Salary"), None);
    }

    #[test]
    fn currencies_as_surveys_write_them() {
        for (text, wanted) in [
            ("USD\tUnited States dollar", Currency::USD),
            ("usd", Currency::USD),
            ("€", Currency::EUR),
            ("GBP (£)", Currency::GBP),
            ("RUR", Currency::RUB),
            ("Pound Sterling", Currency::GBP),
            ("KZT", Currency::KZT),
        ] {
            assert_eq!(currency(text), Some(wanted), "{text}");
        }
        for bad in ["", "AUD/NZD", "Other", "xx"] {
            assert_eq!(currency(bad), None, "{bad}");
        }
        assert_eq!(currency_in_header("Salary (GBP)"), Some(Currency::GBP));
        assert_eq!(currency_in_header("Payscale Minimum (£)"), Some(Currency::GBP));
        assert_eq!(currency_in_header("Yearly_EUR"), Some(Currency::EUR));
        assert_eq!(currency_in_header("title"), None);
    }

    #[test]
    fn words_that_sum_up() {
        for (text, wanted) in
            [("Total", true), ("Grand total:", true), ("ИТОГО", true), ("Sum Corp", false), ("", false)]
        {
            assert_eq!(sums_up(text), wanted, "{text}");
        }
    }
}
