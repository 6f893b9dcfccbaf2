//! One number in a text: its value, its scale and what it measures.

use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use super::pattern;
use crate::domain::{Change, TimeUnit};
use crate::num::{Currency, Money, Percent};

/// One number as it stands in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Its value with its unit, scale multiplied in: 3.1M is 3,100,000. Of a range, the lower end.
    pub figure: Change,
    /// As it is written.
    pub written: String,
    /// A sign or a word that was written only once for two numbers: `6 days to 2`.
    pub(super) bare: bool,
}

impl Quantity {
    /// What it measures, in JSON and tables.
    pub fn measure(&self) -> &'static str {
        match self.figure {
            Change::Money(_) => "money",
            Change::Percent(_) => "percent",
            Change::Points(_) => "points",
            Change::Times(_) => "times",
            Change::Time(..) => "time",
            Change::Number(_) => "count",
        }
    }
}

/// A number and the bytes that it takes.
pub(super) struct Token {
    pub quantity: Quantity,
    pub start: usize,
    pub end: usize,
}

/// A text in which every dash of Unicode is the plain one, so that the rules know one only: a long
/// one with a space on either side, since it parts clauses.
pub(super) fn with_plain_dashes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{58a}'
            | '\u{2010}'..='\u{2013}'
            | '\u{2043}'
            | '\u{2212}'
            | '\u{fe58}'
            | '\u{fe63}'
            | '\u{ff0d}' => {
                plain.push('-');
            }
            '\u{2014}' | '\u{2015}' | '\u{2e3a}' | '\u{2e3b}' | '\u{301c}' => plain.push_str(" - "),
            '\u{ad}' => {}
            c => plain.push(c),
        }
    }
    plain
}

static QUANTITY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)(?P<sign>us\$|[$€£¥₹]|(?-i:\b[A-Z]{3}\s))?\s?",
        r"(?P<number>\d{1,3}(?:[,\u{202f}']\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|",
        r"\b(?:zero|two dozen|(?:one|two|three|four|five|six|seven|eight|nine|ten) hundred|two|three|four|five|six|seven|",
        r"eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|",
        r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|",
        r"a hundred|a dozen|doubled|doubling|tripled|tripling|quadrupled|halved|halving|twofold|threefold|fourfold|",
        r"fivefold|tenfold|(?:by |about |almost |nearly |over )(?:half|a third|a quarter|a fifth|two thirds|two-thirds|",
        r"three quarters|three-quarters)|in half)\b)",
        r"(?:(?:%|[kmb]\b)?-(?:us\$|[$€£¥₹])?\d+(?:\.\d+)?)?",
        r"(?P<scale>\s?(?:thousand|million|billion|bn|mn|mio|k|m|b)\b)?(?P<plus>\+)?",
        r"(?P<unit>\s?(?:%|/(?:5|10|100)\b|percentage points?|per ?cent\b|percent\b|points?\b|pts?\b|pp\b|x\b|×|times\b|-?fold\b|",
        r"ms\b|milliseconds?\b|seconds?\b|secs?\b|s\b|minutes?\b|mins?\b|hours?\b|hrs?\b|h\b|days?\b|weeks?\b|wks?\b|months?\b|",
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
    let foreign =
        |part: &regex::Match<'_>| is_word_of_capitals(part.as_str()) && currency(part.as_str()).is_none();
    let whole = caught.get(0)?;
    let start = sign.filter(foreign).map_or(whole.start(), |sign| sign.end());
    let end = code.filter(foreign).map_or(whole.end(), |code| code.start());
    let number = caught.name("number")?;
    let (start, small) = without_lead(start, number.start(), &text[number.start()..number.end()]);
    let written = text[start..end].trim();
    let start = start + (text[start..end].len() - text[start..end].trim_start().len());
    if !stands_alone(text, start, end) {
        return None;
    }
    let part = |name: &str| caught.name(name).map(|m| m.as_str().trim().to_lowercase());
    let (value, spelled) = value_of(&small)?;
    let value = value.checked_mul(scale_of(part("scale").as_deref()))?;
    let of = [sign, code]
        .into_iter()
        .flatten()
        .filter(|part| !foreign(part))
        .find_map(|part| currency(part.as_str()));
    let unit = part("unit");
    let figure = match (unit.as_deref(), of, spelled) {
        (_, Some(currency), _) => Change::Money(Money::new(value, currency)),
        (_, _, Spelled::Times) => Change::Times(value),
        (_, _, Spelled::Share) => Change::Percent(Percent::from_percent(value)),
        (None, ..) => Change::Number(value),
        (Some("%" | "percent" | "per cent"), ..) => Change::Percent(Percent::from_percent(value)),
        (Some("x" | "×" | "times" | "fold" | "-fold"), ..) => Change::Times(value),
        (Some(unit), ..) => match TimeUnit::named(unit) {
            Some(time) => Change::Time(value, time),
            None => Change::Points(value),
        },
    };
    let bare = unit.is_none() && of.is_none() && spelled == Spelled::Number;
    Some(Token { quantity: Quantity { figure, written: written.to_owned(), bare }, start, end })
}

/// `by a third` is written `a third`.
fn without_lead(start: usize, number: usize, text: &str) -> (usize, String) {
    let small = text.to_lowercase();
    for lead in ["by ", "about ", "almost ", "nearly ", "over "] {
        if let Some(rest) = small.strip_prefix(lead) {
            return (number + lead.len(), rest.to_owned());
        }
    }
    (start, small)
}

fn is_word_of_capitals(part: &str) -> bool {
    part.trim().len() == 3 && part.trim().bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The currency of a sign or a word; a dollar sign alone is the American one.
fn currency(part: &str) -> Option<Currency> {
    match part.trim().to_lowercase().as_str() {
        "$" | "us$" | "dollars" => Some(Currency::USD),
        "€" | "euros" => Some(Currency::EUR),
        "£" | "pounds" => Some(Currency::GBP),
        "¥" => Currency::from_code("JPY"),
        "₹" => Currency::from_code("INR"),
        _ => Currency::from_code(part.trim()),
    }
}

/// Not part of a name (`Q1`, `p95`, `tier-2`, `v2.0`), an ordinal, or a compound such as `90-minute`.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let mut before = text[..start].chars().rev();
    let glued = match before.next() {
        Some('-' | '.' | '/' | ':') => before.next().is_some_and(char::is_alphanumeric),
        Some(c) => c.is_alphanumeric() || matches!(c, '#' | '_'),
        None => false,
    };
    let mut after = text[end..].chars();
    let next = after.next();
    let compound = match next {
        // `480ms->90ms` is an arrow.
        Some('-') => {
            let rest = after.as_str();
            after.next().is_some_and(char::is_alphanumeric) && !rest.starts_with("person")
        }
        Some('.' | ':') => after.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => c.is_alphanumeric() || c == '_',
        None => false,
    };
    !glued && !compound
}

/// What a spelled number says beside its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spelled {
    Number,
    Times,
    Share,
}

/// The number behind digits or a word.
fn value_of(number: &str) -> Option<(Decimal, Spelled)> {
    let times = |value: i64| Some((Decimal::from(value), Spelled::Times));
    let share = |value: i64| Some((Decimal::from(value), Spelled::Share));
    match number {
        "doubled" | "doubling" | "twofold" => return times(2),
        "tripled" | "tripling" | "threefold" => return times(3),
        "quadrupled" | "fourfold" => return times(4),
        "fivefold" => return times(5),
        "tenfold" => return times(10),
        "halved" | "halving" | "half" | "in half" => return share(50),
        "a third" => return share(33),
        "a quarter" => return share(25),
        "a fifth" => return share(20),
        "two thirds" | "two-thirds" => return share(67),
        "three quarters" | "three-quarters" => return share(75),
        _ => {}
    }
    if let Some(value) = spelled(number) {
        return Some((Decimal::from(value), Spelled::Number));
    }
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    digits.parse().ok().map(|value| (value, Spelled::Number))
}

/// `eleven`, `thirty-four`, `two dozen`, `two hundred`.
fn spelled(number: &str) -> Option<usize> {
    match number {
        "a dozen" => return Some(12),
        "two dozen" => return Some(24),
        "a hundred" => return Some(100),
        _ => {}
    }
    let unit = |word: &str| UNITS.iter().position(|known| *known == word);
    let ten = |word: &str| TENS.iter().position(|known| *known == word).map(|at| 10 * (at + 2));
    if let Some(hundreds) = number.strip_suffix(" hundred") {
        return unit(hundreds).map(|n| n * 100);
    }
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
        Some("m" | "mn" | "mio" | "million") => Decimal::from(1_000_000),
        Some("b" | "bn" | "billion") => Decimal::from(1_000_000_000),
        _ => Decimal::ONE,
    }
}
