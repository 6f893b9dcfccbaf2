//! One number in a text: its value, its scale and what it measures.

use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;
use strum::IntoStaticStr;

use super::pattern;
use crate::num::Currency;

/// What an amount measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum Measure {
    /// Money.
    Money,
    /// Percent.
    Percent,
    /// Percentage points, or points of a score.
    Points,
    /// So many times as much.
    Times,
    /// A stretch of time.
    Time,
    /// A count of things.
    Count,
}

impl Measure {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// One number as it stands in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// What it measures.
    pub measure: Measure,
    /// Its value, scale multiplied in: 3.1M is 3,100,000.
    pub value: Decimal,
    /// As it is written.
    pub written: String,
}

/// A number and the bytes that it takes.
pub(super) struct Token {
    pub quantity: Quantity,
    pub start: usize,
    pub end: usize,
}

static QUANTITY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)(?P<sign>us\$|[$€£¥₹]|(?-i:\b[A-Z]{3}\s))?\s?",
        r"(?P<number>\d{1,3}(?:[,\u{202f}']\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|",
        r"\b(?:zero|two dozen|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|",
        r"sixteen|seventeen|eighteen|nineteen|",
        r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|",
        r"a hundred|a dozen|doubled|tripled|quadrupled|halved)\b)",
        r"(?:\s?[–-]\s?\d+(?:\.\d+)?)?",
        r"(?P<scale>\s?(?:thousand|million|billion|bn|mn|k|m|b)\b)?(?P<plus>\+)?",
        r"(?P<unit>\s?(?:%|percentage points?|per ?cent\b|points?\b|pts?\b|pp\b|x\b|×|times\b|fold\b|",
        r"ms\b|milliseconds?\b|seconds?\b|secs?\b|minutes?\b|mins?\b|hours?\b|hrs?\b|days?\b|weeks?\b|months?\b|",
        r"quarters?\b|years?\b))?",
        r"(?P<code>\s(?:dollars|euros|pounds|(?-i:[A-Z]{3}))\b)?",
    ))
});

/// Every number of a text that stands alone, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    QUANTITY.captures_iter(text).filter_map(|caught| token(&caught, text)).collect()
}

fn token(caught: &regex::Captures<'_>, text: &str) -> Option<Token> {
    let (sign, code) = (caught.name("sign"), caught.name("code"));
    // Three capitals beside a number are a currency or none of its business.
    let foreign = |part: &regex::Match<'_>| is_word_of_capitals(part.as_str()) && !is_currency(part.as_str());
    let whole = caught.get(0)?;
    let start = sign.filter(foreign).map_or(whole.start(), |sign| sign.end());
    let end = code.filter(foreign).map_or(whole.end(), |code| code.start());
    let written = text[start..end].trim();
    let start = start + (text[start..end].len() - text[start..end].trim_start().len());
    if !stands_alone(text, start, end) {
        return None;
    }
    let number = caught.name("number")?.as_str().to_lowercase();
    let part = |name: &str| caught.name(name).map(|m| m.as_str().trim().to_lowercase());
    let (value, spelled_times) = value_of(&number)?;
    let value = value.checked_mul(scale_of(part("scale").as_deref()))?;
    let money = [sign, code].iter().flatten().any(|part| !foreign(part));
    let measure = match part("unit").as_deref() {
        _ if money => Measure::Money,
        _ if spelled_times => Measure::Times,
        None => Measure::Count,
        Some("%" | "percent" | "per cent") => Measure::Percent,
        Some("x" | "×" | "times" | "fold") => Measure::Times,
        Some(unit) if unit.starts_with('p') => Measure::Points,
        Some(_) => Measure::Time,
    };
    Some(Token { quantity: Quantity { measure, value, written: written.to_owned() }, start, end })
}

fn is_word_of_capitals(part: &str) -> bool {
    part.trim().len() == 3 && part.trim().bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_currency(part: &str) -> bool {
    Currency::from_code(part.trim()).is_some()
}

/// Not part of a name (`Q1`, `p95`, `tier-2`), an ordinal, or a compound such as `90-minute`.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let mut before = text[..start].chars().rev();
    let glued = match before.next() {
        Some('-' | '–' | '—' | '‑' | '.' | '/' | ':') => {
            before.next().is_some_and(char::is_alphanumeric)
        }
        Some(c) => c.is_alphanumeric() || matches!(c, '#' | '_'),
        None => false,
    };
    let mut after = text[end..].chars();
    let next = after.next();
    let compound = match next {
        Some('-' | '–' | '—' | '‑') => {
            let rest = after.as_str();
            after.next().is_some_and(char::is_alphanumeric) && !rest.starts_with("person")
        }
        Some(':') => after.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => c.is_alphanumeric() || c == '_',
        None => false,
    };
    !glued && !compound
}

/// The number behind digits or a word; true for words that say "times".
fn value_of(number: &str) -> Option<(Decimal, bool)> {
    let times = |value: Decimal| Some((value, true));
    match number {
        "doubled" => return times(Decimal::TWO),
        "tripled" => return times(Decimal::from(3)),
        "quadrupled" => return times(Decimal::from(4)),
        "halved" => return times(Decimal::new(5, 1)),
        _ => {}
    }
    if let Some(value) = spelled(number) {
        return Some((Decimal::from(value), false));
    }
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    digits.parse().ok().map(|value| (value, false))
}

/// `eleven`, `thirty-four`, `two dozen`.
fn spelled(number: &str) -> Option<usize> {
    match number {
        "a dozen" => return Some(12),
        "two dozen" => return Some(24),
        "a hundred" => return Some(100),
        _ => {}
    }
    let unit = |word: &str| UNITS.iter().position(|known| *known == word);
    let ten = |word: &str| TENS.iter().position(|known| *known == word).map(|at| 10 * (at + 2));
    match number.split_once('-') {
        Some((tens, units)) => Some(ten(tens)? + unit(units)?),
        None => unit(number).or_else(|| ten(number)),
    }
}

const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

fn scale_of(scale: Option<&str>) -> Decimal {
    match scale {
        Some("k" | "thousand") => Decimal::ONE_THOUSAND,
        Some("m" | "mn" | "million") => Decimal::from(1_000_000),
        Some("b" | "bn" | "billion") => Decimal::from(1_000_000_000),
        _ => Decimal::ONE,
    }
}
