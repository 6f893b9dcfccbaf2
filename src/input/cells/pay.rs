//! Pay as people write it into one cell: `£52,000`, `$53K-$91K (est.)`,
//! `₹6,48,573/yr`, `from 60 000 руб.`, `18 LPA`.

use rust_decimal::Decimal;

use super::words::{of_code, of_word, sign_at, words};
use crate::domain::Period;
use crate::num::{AmountStyle, Currency, parse_digits};

/// Pay in one cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PayCell {
    /// The amount, or the lower end of a range.
    pub low: Decimal,
    /// The upper end of a range.
    pub high: Option<Decimal>,
    /// The currency that is written beside it.
    pub currency: Option<Currency>,
    /// What it is for, where that is written beside it.
    pub period: Option<Period>,
    /// A sign that several currencies share stands beside it: `¥`, `kr`.
    pub vague: bool,
}

/// Thousands, millions, lakhs, behind digits.
const SCALES: [(&str, i64); 17] = [
    ("k", 1_000),
    ("tsd", 1_000),
    ("тыс", 1_000),
    ("m", 1_000_000),
    ("mn", 1_000_000),
    ("mio", 1_000_000),
    ("mil", 1_000_000),
    ("million", 1_000_000),
    ("millions", 1_000_000),
    ("bn", 1_000_000_000),
    ("b", 1_000_000_000),
    ("lpa", 100_000),
    ("lakh", 100_000),
    ("lakhs", 100_000),
    ("lac", 100_000),
    ("lacs", 100_000),
    ("cr", 10_000_000),
];

/// Words beside an amount that change nothing of it.
const FILLERS: &str = "from up to until about approx approximately circa ca est estimated employer provided glassdoor \
                       salary pay base per a an in im pro die der of gross brutto net the and or bis von ab de à от до plus annum";

/// A part of a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Part {
    Number(Decimal, Option<Decimal>),
    Dash,
    Named(Currency),
    For(Period),
    Vague,
}

/// Pay of a cell; `None` where it is none, or something stands there that is not understood.
pub fn pay(text: &str, style: AmountStyle) -> Option<PayCell> {
    let text = without_remarks(text);
    let parts = parts_of(&text, style)?;
    let mut numbers = Vec::new();
    let (mut currency, mut period, mut dashed, mut vague) = (None, None, false, false);
    for part in parts {
        match part {
            Part::Number(value, scale) => numbers.push((value, scale)),
            Part::Dash => dashed |= numbers.len() == 1,
            Part::Named(named) if currency.is_none_or(|known| known == named) => currency = Some(named),
            // One cell in two currencies is none.
            Part::Named(_) => return None,
            Part::For(named) => period = period.or(Some(named)),
            Part::Vague => vague = true,
        }
    }
    let (low, high) = match numbers.as_slice() {
        [(value, scale)] => (times(*value, *scale)?, None),
        // `53-91K` are thousands both.
        [(low, below), (high, above)] if dashed => {
            (times(*low, below.or(*above))?, Some(times(*high, *above)?))
        }
        _ => return None,
    };
    (high.is_none_or(|high| high >= low)).then_some(PayCell { low, high, currency, period, vague })
}

fn times(value: Decimal, scale: Option<Decimal>) -> Option<Decimal> {
    value.checked_mul(scale.unwrap_or(Decimal::ONE))
}

/// Without what stands in parentheses and before a colon; a period there is kept.
fn without_remarks(text: &str) -> String {
    let text = match text.split_once(':') {
        Some((label, rest)) if !label.contains(|c: char| c.is_ascii_digit()) => rest,
        _ => text,
    };
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('(') {
        clean.push_str(before);
        let Some((inside, behind)) = behind.split_once(')') else { break };
        for word in words(inside).iter().filter(|word| of_word(word).is_some() || of_code(word).is_some()) {
            clean.push(' ');
            clean.push_str(&word.to_uppercase());
        }
        clean.push(' ');
        rest = behind;
    }
    clean.push_str(rest);
    clean
}

fn parts_of(text: &str, style: AmountStyle) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut rest = text.trim();
    while let Some(c) = rest.chars().next() {
        let minus = matches!(c, '-' | '\u{2212}') && parts.iter().all(|part| matches!(part, Part::Named(_)));
        if minus && rest[c.len_utf8()..].trim_start_matches('$').starts_with(|c: char| c.is_ascii_digit()) {
            let unsigned = rest[c.len_utf8()..].trim_start_matches('$');
            let (length, value, scale) = number(unsigned, style)?;
            parts.push(Part::Number(-value, scale));
            rest = &unsigned[length..];
        } else if c.is_ascii_digit() {
            let (length, value, scale) = number(rest, style)?;
            parts.push(Part::Number(value, scale));
            rest = &rest[length..];
        } else if let Some((currency, length)) = sign_at(rest) {
            parts.push(Part::Named(currency));
            rest = &rest[length..];
        } else if c.is_alphabetic() {
            let end = rest.find(|c: char| !c.is_alphabetic() && c != '.').unwrap_or(rest.len());
            parts.extend(word(&rest[..end])?);
            rest = &rest[end..];
        } else {
            match c {
                '-' | '–' | '—' | '\u{2212}' => parts.push(Part::Dash),
                '¥' | '元' | '円' => parts.push(Part::Vague),
                '$' | '/' | '+' | '~' | '.' | ',' | '≥' | '>' | '*' | '\'' => {}
                c if c.is_whitespace() => {}
                _ => return None,
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    Some(parts)
}

/// What a word means; `None` where nothing is known of it, nothing inside where it changes nothing.
fn word(text: &str) -> Option<Option<Part>> {
    let bare = text.replace('.', "");
    if let Some(currency) = of_code(&bare) {
        return Some(Some(Part::Named(currency)));
    }
    let lower = bare.to_lowercase();
    match lower.as_str() {
        "to" | "bis" | "до" | "à" | "until" => return Some(Some(Part::Dash)),
        "kr" | "kronor" | "kroner" | "peso" | "pesos" | "fr" => return Some(Some(Part::Vague)),
        _ => {}
    }
    if let Some(period) = of_word(&lower) {
        return Some(Some(Part::For(period)));
    }
    let changes_nothing = lower.is_empty() || FILLERS.split_whitespace().any(|filler| filler == lower);
    changes_nothing.then_some(None)
}

/// Digits with the signs between them, and the scale behind: how long they are, and what they say.
fn number(text: &str, style: AmountStyle) -> Option<(usize, Decimal, Option<Decimal>)> {
    let length = digits(text);
    let behind = &text[length..];
    let gap = behind.len() - behind.trim_start().len();
    let letters = behind[gap..].find(|c: char| !c.is_alphabetic()).unwrap_or(behind.len() - gap);
    let suffix = behind[gap..gap + letters].to_lowercase();
    let scale = SCALES.iter().find(|(name, _)| *name == suffix);
    let value = parse_digits(&text[..length], style, scale.is_some()).ok()?;
    Some(match scale {
        // The letters of `LPA` say the period too: they are read again as a word.
        Some((name, times)) if *name == "lpa" => (length + gap, value, Some(Decimal::from(*times))),
        Some((name, times)) if gap == 0 || name.len() > 1 => {
            (length + gap + letters, value, Some(Decimal::from(*times)))
        }
        _ => (length, value, None),
    })
}

/// How far the digits of one number reach: a blank belongs to them only before three digits.
pub(super) fn digits(text: &str) -> usize {
    let mut end = 0;
    let mut rest = text;
    loop {
        let run = rest.bytes().take_while(u8::is_ascii_digit).count();
        end += run;
        rest = &rest[run..];
        let Some(sign) = rest.chars().next().filter(|_| run > 0) else { return end };
        let after = &rest[sign.len_utf8()..];
        let next = after.bytes().take_while(u8::is_ascii_digit).count();
        let joins = match sign {
            '.' | ',' | '\'' | '\u{2019}' | '_' => next > 0,
            sign => sign.is_whitespace() && sign != '\n' && next == 3,
        };
        if !joins {
            return end;
        }
        end += sign.len_utf8();
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Plain = (f64, Option<f64>, Option<Currency>, Option<Period>);

    fn read(text: &str) -> Option<Plain> {
        use rust_decimal::prelude::ToPrimitive;
        let plain = |value: Decimal| value.to_f64().unwrap();
        pay(text, AmountStyle::DecimalPoint)
            .map(|cell| (plain(cell.low), cell.high.map(plain), cell.currency, cell.period))
    }

    #[test]
    fn pay_as_people_write_it() {
        let (gbp, inr, usd) = (Some(Currency::GBP), Some(Currency::INR), Some(Currency::USD));
        for (text, wanted) in [
            ("£52,000", (52_000.0, None, gbp, None)),
            ("$53K-$91K (Glassdoor est.)", (53_000.0, Some(91_000.0), None, None)),
            ("53-91K", (53_000.0, Some(91_000.0), None, None)),
            ("$21-$34 Per Hour(Glassdoor est.)", (21.0, Some(34.0), None, Some(Period::Hour))),
            ("Employer Provided Salary:$150K-$160K", (150_000.0, Some(160_000.0), None, None)),
            ("₹6,48,573/yr", (648_573.0, None, inr, Some(Period::Year))),
            ("₹50,000/mo", (50_000.0, None, inr, Some(Period::Month))),
            ("18 LPA", (1_800_000.0, None, None, Some(Period::Year))),
            ("US$70,000", (70_000.0, None, usd, None)),
            ("CHF 120,000", (120_000.0, None, Some(Currency::CHF), None)),
            ("90000 CAD", (90_000.0, None, Some(Currency::CAD), None)),
            ("60 000 руб.", (60_000.0, None, Some(Currency::RUB), None)),
            ("от 60 000 до 80 000", (60_000.0, Some(80_000.0), None, None)),
            ("$45,000 to $55,000 a year", (45_000.0, Some(55_000.0), None, Some(Period::Year))),
            ("1.2M", (1_200_000.0, None, None, None)),
            ("-5,000", (-5_000.0, None, None, None)),
            ("65000 -", (65_000.0, None, None, None)),
            ("4,600 per month", (4_600.0, None, None, Some(Period::Month))),
            ("52,000 (GBP)", (52_000.0, None, gbp, None)),
        ] {
            assert_eq!(read(text), Some(wanted), "{text}");
        }
        for bad in ["lots", "Competitive, 4 weeks off", "185.000", "$91K-$53K", "£5 €6", "1.2.3", ""] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
