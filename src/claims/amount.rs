//! Amounts in a sentence: money, percentages, counts, times, from–to.

use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use super::pattern;
use super::quantity::{Measure, Quantity, Token, tokens};

/// An amount: one number, or from one to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// Where it stood before, in a from–to.
    pub from: Option<Quantity>,
    /// The number, or where it came to.
    pub to: Quantity,
}

impl Amount {
    /// As it is written, always the before first: `22% to 14%`.
    pub fn written(&self) -> String {
        match &self.from {
            Some(from) => format!("{} to {}", from.written, self.to.written),
            None => self.to.written.clone(),
        }
    }
}

/// An amount and the bytes of the sentence that it takes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub amount: Amount,
    pub start: usize,
    pub end: usize,
}

/// What looks like a number and counts nothing: dates, clock times, quarters, versions.
static NOT_AMOUNTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b\d{4}-\d\d(?:-\d\d)?\b|\b\d{1,2}[:/]\d{1,2}(?:[:/]\d{2,4})?\b|\b[qh][1-4]\b|https?://\S+|\S+@\S+|",
        r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|",
        r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?\s\d{1,4}(?:st|nd|rd|th)?(?:,?\s\d{4})?\b|",
        r"\b\d{1,2}\s(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|",
        r"\b(?:fy|in|since|by|until|through|during|of|early|late|mid|end of|year)[\s-](?:19|20)\d\d\b|",
        r"\b(?:19|20)\d\d(?:[\s]*[.,;:)]|$)|\b(?:phase|step|level|section|version|page|chapter|tier|grade|round|",
        r"part|stage|sprint|figure|slide|room|priority|days|weeks|months|item|appendix|team)\s\d+(?:\s?[–-]\s?\d+)?\b",
    ))
});

/// Counts of these are the shape of a talk, not of a work.
const TALK: &[&str] = &[
    "options",
    "phases",
    "things",
    "ways",
    "reasons",
    "points",
    "areas",
    "parts",
    "questions",
    "topics",
    "times",
    "sections",
    "themes",
    "pillars",
    "principles",
    "goals",
    "ideas",
];
/// Words after which no thing that was counted can follow.
const NO_THING: &[&str] = &[
    "of", "in", "on", "and", "or", "to", "for", "at", "by", "the", "a", "an", "is", "are", "was", "were",
    "if", "as", "with", "from", "than", "but", "that", "which", "when", "so", "it", "i", "we", "they",
    "after", "before", "because", "then",
];

/// Every amount of a sentence, in order.
pub(super) fn amounts(sentence: &str) -> Vec<Found> {
    let masked =
        NOT_AMOUNTS.replace_all(sentence, |caught: &regex::Captures<'_>| "_".repeat(caught[0].len()));
    let tokens = tokens(&masked);
    let joined = join_from_to(tokens, &masked);
    joined.into_iter().filter(|found| counts_something(found, &masked)).collect()
}

static FROM_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\bfrom\s(?:about|around|roughly|nearly|over|under|some|almost|just)?\s?$")
});
static TO_BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:\s[a-z]+){0,2}\s(?:down |up |all the way )?to\s(?:about |around |just |only |under |over |nearly )?$",
    )
});
static ARROW: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:\s[a-z]+){0,2}\s?(?:→|->|=>|➜)\s?$"));
static FROM_BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^(?:\s[a-z]+)?,?\s\(?(?:down |up )?from\s(?:about |around |nearly |over |almost )?$")
});
/// `nine of the twelve`, `4% against 11%`: the second number is what the first is a part of or measured by.
static MEASURED_BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)^\s(?:out )?of\s(?:the |our |my |all |its |those |last |past |first |top )*$|",
        r"^,?\s(?:\w+\s)?(?:against|versus|vs\.?|compared (?:to|with))\s(?:an? |the )?(?:\w+\s)?$",
    ))
});

fn join_from_to(tokens: Vec<Token>, text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut rest = tokens.into_iter().peekable();
    while let Some(one) = rest.next() {
        let (start, mut end) = (one.start, one.end);
        if let Some(next) = rest.next_if(|next| MEASURED_BY.is_match(&text[end..next.start])) {
            end = next.end;
        }
        let came_from = |next: &Token| FROM_BETWEEN.is_match(&text[end..next.start]);
        let amount =
            if let Some(next) = rest.next_if(|next| same_measure(&one, next) && leads_to(text, &one, next)) {
                end = next.end;
                Amount { from: Some(one.quantity), to: next.quantity }
            } else if let Some(next) = rest.next_if(|next| same_measure(&one, next) && came_from(next)) {
                end = next.end;
                Amount { from: Some(next.quantity), to: one.quantity }
            } else {
                Amount { from: None, to: one.quantity }
            };
        found.push(Found { amount: same_unit(amount), start, end });
    }
    found
}

/// `dropped to 140`: what moved was told before.
static MOVED_TO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:dropped|fell|declined|decreased|reduced|cut|shrank|lowered|grew|rose|climbed|increased|raised|improved|",
        r"went|down|up|brought)\s(?:\w+\s){0,2}(?:to|by)$",
    ))
});

fn leads_to(text: &str, one: &Token, next: &Token) -> bool {
    let between = &text[one.end..next.start];
    ARROW.is_match(between) || (FROM_BEFORE.is_match(&text[..one.start]) && TO_BETWEEN.is_match(between))
}

/// `from 22 to 14%` leaves the first unit out.
fn same_measure(one: &Token, other: &Token) -> bool {
    one.quantity.measure == other.quantity.measure || one.quantity.measure == Measure::Count
}

fn same_unit(mut amount: Amount) -> Amount {
    if let Some(from) = &mut amount.from {
        from.measure = amount.to.measure;
    }
    amount
}

/// A bare number counts something when a thing follows, or it is a from–to or a `top 15`.
fn counts_something(found: &Found, text: &str) -> bool {
    let amount = &found.amount;
    if amount.to.measure != Measure::Count || amount.from.is_some() {
        return true;
    }
    let before = text[..found.start].trim_end().to_lowercase();
    if ["cohorts of", "batches of", "groups of", "chunks of", "one in"]
        .iter()
        .any(|end| before.ends_with(end))
    {
        return false;
    }
    let after = text[found.end..].trim_start();
    let word: String = after.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '\'' | '-')).collect();
    let word = word.to_lowercase();
    if TALK.contains(&word.as_str()) {
        return false;
    }
    if word == "of" || before.ends_with("top") || MOVED_TO.is_match(&before) {
        return true;
    }
    // `signed at 17.5k` counts by itself.
    let scaled = amount.to.written.ends_with(|c: char| c.is_ascii_alphabetic())
        && amount.to.value >= Decimal::ONE_THOUSAND;
    if scaled && amount.to.written.starts_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    !word.is_empty() && !NO_THING.contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        amounts(text).iter().map(|found| found.amount.written()).collect()
    }

    #[test]
    fn amounts_of_every_kind() {
        for (text, expected) in [
            ("saved $3.1M a year", vec!["$3.1M"]),
            ("3.1 million dollars of revenue", vec!["3.1 million dollars"]),
            ("€310k and £640,000", vec!["€310k", "£640,000"]),
            ("fell from 22% to 14%", vec!["22% to 14%"]),
            ("churn is 11% from 22%", vec!["22% to 11%"]),
            ("down to 2 days from 6 days", vec!["6 days to 2 days"]),
            ("NPS 42 → 51", vec!["42 to 51"]),
            ("from 22 to 14 percent", vec!["22 to 14 percent"]),
            ("500+ customers, 5x capacity", vec!["500+", "5x"]),
            ("revenue doubled", vec!["doubled"]),
            ("nine of the twelve accounts", vec!["nine"]),
            ("zero downtime", vec!["zero"]),
            ("covered the top 15.", vec!["15"]),
            ("CHF 310,000 less, NPS 5 points up", vec!["CHF 310,000", "5 points"]),
            ("backlog 4,100 tickets -> 640", vec!["4,100 to 640"]),
            ("trust is 8.1 out of 10, up from 6.4", vec!["6.4 to 8.1"]),
            ("orders dropped to 140 and", vec!["140"]),
            ("thirty-four people", vec!["thirty-four"]),
            ("attrition is 4% against 11% elsewhere", vec!["4%"]),
            ("I signed at 17.5k.", vec!["17.5k"]),
            ("up 8 percentage points", vec!["8 percentage points"]),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_counts_nothing() {
        for text in [
            "in Q1 2025 and 2026-01-02",
            "a 90-minute session at 9:30",
            "24/7 and 1:1, B2B, p95, tier-2",
            "Phase 1 and January 2, 2026",
            "three options, one deal in three on price",
            "in cohorts of 50",
            "the 3rd of May, since 2019",
        ] {
            assert_eq!(read(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn values_carry_their_scale() {
        let value = |text: &str| amounts(text)[0].amount.to.value.normalize().to_string();
        assert_eq!(value("$3.1M"), "3100000");
        assert_eq!(value("2,300 contacts"), "2300");
        assert_eq!(value("halved"), "0.5");
        assert_eq!(value("two dozen teams"), "24");
        assert_eq!(value("thirty-four people"), "34");
    }
}
