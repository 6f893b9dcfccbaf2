//! Amounts in a sentence: money, percentages, counts, times, from–to.

use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use super::pattern;
use super::quantity::{Quantity, Token, tokens};
use crate::domain::{Change, Direction};

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
    /// The sign that stands before it.
    pub signed: Option<Direction>,
}

impl Found {
    /// True for a stretch of time alone.
    pub fn is_time(&self) -> bool {
        self.amount.from.is_none() && matches!(self.amount.to.figure, Change::Time(..))
    }
}

/// What looks like a number and counts nothing: dates, clock times, quarters, versions.
static NOT_AMOUNTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b\d{4}-\d\d(?:-\d\d)?\b|\b\d{1,2}[:/]\d{1,2}(?:[:/]\d{2,4})?\b|\b[qh][1-4]\b|https?://\S+|\S+@\S+|",
        r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|",
        r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?\s\d{1,4}(?:st|nd|rd|th)?(?:,?\s\d{4})?\b|",
        r"\b\d{1,2}\s(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|",
        r"\b(?:fy|in|since|by|until|through|during|of|early|late|mid|end of|year)[\s-](?:19|20)\d\d\b|",
        r"\b(?:19|20)\d\d(?:[\s]*[.,;:)]|$)|\bv\d+(?:\.\d+)*\b|\b\d+\.\d+\s(?:release|launch|rollout|upgrade)\b|",
        r"\b(?:phase|step|level|section|version|release|page|chapter|tier|grade|round|class|line|room|floor|figure|slide|",
        r"part|stage|sprint|priority|item|appendix|team|option|wave|gate|cohort)\s#?",
        r"(?:\d+(?:\.\d+)*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:\s?-\s?\d+)?\b|",
        r"\b(?:day|week|month|quarter|year)\s(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b|",
        r"\b(?:days|weeks|months)\s\d+\s?-\s?\d+\b|\b(?:top|first|last|past|next)\s(?:two|three|four|five|six|twelve|\d+)\s",
        r"(?:days|weeks|months|quarters|years)\b",
    ))
});

/// `4.2/5` and `8/10 ->` are scores, not days of a month.
static SCORE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b\d+(?:\.\d+)?/(?:5|10|100)\b"));

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
    let scores: Vec<(usize, usize)> =
        SCORE.find_iter(sentence).map(|found| (found.start(), found.end())).collect();
    let mut masked = sentence.to_owned();
    for caught in NOT_AMOUNTS.find_iter(sentence) {
        let score = |(start, end): &(usize, usize)| *start < caught.end() && caught.start() < *end;
        if !scores.iter().any(score) {
            masked.replace_range(caught.range(), &"_".repeat(caught.len()));
        }
    }
    let joined = join_from_to(tokens(&masked), &masked);
    joined.into_iter().filter(|found| counts_something(found, &masked)).collect()
}

/// True when a text names the figure, whatever its sign and spelling: `six` names 6.
pub fn names_figure(text: &str, figure: Change) -> bool {
    let (plain, wanted) = (super::quantity::with_plain_dashes(text), figure.value().abs());
    tokens(&plain).iter().any(|token| token.quantity.figure.value().abs() == wanted)
}

static FROM_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\bfrom\s(?:about|around|roughly|nearly|over|under|some|almost|just)?\s?$")
});
static TO_BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:\s[a-z]+){0,3}\s(?:down |up |all the way )?to\s(?:about |around |just |only |under |over |nearly )?$",
    )
});
/// `3 weeks to 4 days`: between two stretches of time or money no `from` is needed.
static BARE_TO: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^\s(?:down |up )?to\s(?:about |just |under |over )?$"));
static ARROW: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:\s[a-z]+){0,2}\s?(?:[→➜➔⟶⇒➝]|-+>|=+>)\s?$"));
static FROM_BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)^(?:\s[a-z]+){0,2},?\s\(?(?:(?:down |up )?from|instead of|rather than|(?:it )?(?:was|were|used to be|had been)(?: at)?)\s",
        r"(?:about |around |nearly |over |almost )?$|",
        r"^(?:\s[a-z]+)?[,;]\s(?:a|one|last|the) (?:year|month|quarter|week)(?: ago| before| earlier)?,? ",
        r"(?:it|we|that|they|this) (?:was|were|paid|had|took|needed|stood at)\s(?:still )?$|",
        r"^,?\s\(?(?:planned|plan|target|budgeted|budget|before|previously|was|estimated|estimate|formerly)(?: was)?:?\s(?:at )?$",
    ))
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
    // The next is last, where it can be taken.
    let mut rest = tokens;
    rest.reverse();
    while let Some(one) = rest.pop() {
        let (start, mut end) = (one.start, one.end);
        if let Some(next) = rest.pop_if(|next| MEASURED_BY.is_match(&text[end..next.start])) {
            end = next.end;
        }
        let came_from = |next: &Token| FROM_BETWEEN.is_match(&text[end..next.start]);
        // `by a third, from 96 to 64`: the second goes with the third.
        let goes_on = |rest: &[Token]| matches!(rest, [.., last, next] if same_measure(next, last) && leads_to(text, next, last));
        let amount =
            if let Some(next) = rest.pop_if(|next| same_measure(&one, next) && leads_to(text, &one, next)) {
                end = next.end;
                Amount { from: Some(one.quantity), to: next.quantity }
            } else if !goes_on(&rest)
                && let Some(next) = rest.pop_if(|next| same_measure(&one, next) && came_from(next))
            {
                end = next.end;
                Amount { from: Some(next.quantity), to: one.quantity }
            } else {
                Amount { from: None, to: one.quantity }
            };
        let signed = match text[..start].chars().next_back() {
            Some('-') => Some(Direction::Down),
            Some('+') => Some(Direction::Up),
            _ => None,
        };
        found.push(Found { amount: same_unit(amount), start, end, signed });
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

/// `9 screens to 4`, where nothing follows.
static THINGS_TO: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s[a-z]+\sto\s$"));

/// Nothing that could be counted follows.
fn ends(text: &str) -> bool {
    let rest = text.trim_start();
    rest.is_empty() || rest.starts_with([',', '.', ';', '('])
}

fn leads_to(text: &str, one: &Token, next: &Token) -> bool {
    let between = &text[one.end..next.start];
    let time = matches!((one.quantity.figure, next.quantity.figure), (Change::Time(..), Change::Time(..)));
    ARROW.is_match(between)
        || (FROM_BEFORE.is_match(&text[..one.start]) && TO_BETWEEN.is_match(between))
        || (time && BARE_TO.is_match(between))
        || (next.quantity.bare && THINGS_TO.is_match(between) && ends(&text[next.end..]))
}

/// `from 22 to 14%` and `6 days to 2` leave one unit out.
fn same_measure(one: &Token, other: &Token) -> bool {
    one.quantity.figure.same_kind(other.quantity.figure) || one.quantity.bare || other.quantity.bare
}

fn same_unit(mut amount: Amount) -> Amount {
    if let Some(from) = &mut amount.from {
        if from.bare {
            from.figure = amount.to.figure.with_value(from.figure.value());
        } else if amount.to.bare {
            amount.to.figure = from.figure.with_value(amount.to.figure.value());
        }
    }
    amount
}

/// Deeds to people and deals, of which the number may stand alone: `hired three`.
static DONE_TO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:hired|trained|mentored|coached|promoted|onboarded|recruited|closed|won|signed|shipped|sold|retired|launched)$",
    )
});

/// A bare number counts something when a thing follows, or it is a from–to or a `top 15`.
fn counts_something(found: &Found, text: &str) -> bool {
    let amount = &found.amount;
    if !matches!(amount.to.figure, Change::Number(_)) || amount.from.is_some() {
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
    if word == "of" || before.ends_with("top") || MOVED_TO.is_match(&before) || DONE_TO.is_match(&before) {
        return true;
    }
    // `signed at 17.5k` counts by itself.
    let scaled = amount.to.written.ends_with(|c: char| c.is_ascii_alphabetic())
        && amount.to.figure.value() >= Decimal::ONE_THOUSAND;
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
            ("cut the wait by a third", vec!["a third"]),
            ("from 6 days to 2", vec!["6 days to 2"]),
            ("3 weeks to 4 days", vec!["3 weeks to 4 days"]),
            ("I hired three.", vec!["three"]),
            ("6 weeks (planned: 10)", vec!["10 to 6 weeks"]),
            ("1.2s -> 480ms", vec!["1.2s to 480ms"]),
            ("4.2/5 → 4.7/5", vec!["4.2/5 to 4.7/5"]),
            ("3x faster", vec!["3x"]),
            ("$2-3M pipeline", vec!["$2-3M"]),
            ("two hundred seats", vec!["two hundred"]),
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
            "Version 2.0 shipped and v3.1 followed",
            "month two stayed flat",
        ] {
            assert_eq!(read(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn values_carry_their_scale() {
        let value = |text: &str| amounts(text)[0].amount.to.figure.value().normalize().to_string();
        assert_eq!(value("$3.1M"), "3100000");
        assert_eq!(value("2,300 contacts"), "2300");
        assert_eq!(value("halved"), "50");
        assert_eq!(value("two dozen teams"), "24");
        assert_eq!(value("thirty-four people"), "34");
    }
}
