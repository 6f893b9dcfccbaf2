//! What an amount measures, and which claims tell of one result.

use std::sync::LazyLock;

use regex::Regex;

use super::Claim;
use super::amount::Found;
use super::nature::Nature;
use super::pattern;
use crate::domain::{Change, Direction};

static AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)^\s*(?:\(\w+\)\s*)?(?:a |per )?(?:(?:year|month|week|day|annually|monthly)\b)?\s*(?:in |of |worth of |more |other |new |additional |all )*",
        r"(?P<words>[a-z][a-z-]*(?:\s[a-z][a-z-]*){0,2})",
    ))
});
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)(?P<words>[a-z][a-z-]*(?:\s[a-z][a-z-]*){0,1})\s(?:has |have |was |were |is |had )?",
        r"(?:dropped|fell|fallen|declined|decreased|reduced|shrank|grew|rose|climbed|increased|raised|improved|lifted|went|",
        r"came|moved|jumped|by|up|down)\s(?:from |by |to |down |up |about )*$",
    ))
});
static OBJECT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:cut|reduced|lowered|grew|raised|increased|improved|lifted|boosted|decreased|brought|took|shrank)\s(?:the |our |my |its )?",
        r"(?P<words>[a-z][a-z-]*(?:\s[a-z0-9][a-z0-9-]*){0,3}?)\s(?:from|by|to|down|up)\b[^.]*$",
    ))
});
const ARTICLES: &[&str] = &["the", "a", "an", "my", "our", "his", "her", "its", "their", "this", "that"];
/// Words that end a metric.
const STOP: &[&str] = &[
    "in", "on", "and", "or", "to", "for", "at", "by", "the", "a", "an", "with", "from", "within", "over",
    "that", "which", "after", "before", "off", "of", "as", "per", "is", "are", "was", "were", "across",
    "during", "into", "than", "who", "if", "again", "annually", "today", "now", "worth", "so", "when", "i",
    "we", "they", "it", "have", "has", "without", "against", "not", "this", "would", "could", "will",
    "might", "ahead", "early", "earlier", "faster", "myself", "my", "our",
];

/// A few words for what is measured; `None` where the sentence does not tell.
pub(super) fn metric(found: &Found, text: &str) -> Option<String> {
    let (before, after) = (&text[..found.start], &text[found.end..]);
    let moved = || {
        let before = BEFORE.captures(before).or_else(|| OBJECT.captures(before))?;
        trimmed(&before["words"])
    };
    let named = || AFTER.captures(after).and_then(|caught| trimmed(&caught["words"]));
    let counted = matches!(found.amount.to.figure, Change::Money(_) | Change::Number(_) | Change::Times(_));
    match counted && found.amount.from.is_none() {
        true => named().or_else(moved),
        false => moved().or_else(named),
    }
}

/// Which way the amount went: by its sign, by the word next to it on the left, else on its right.
pub(super) fn direction(found: &Found, text: &str, metric: Option<&str>) -> Option<Direction> {
    let (left, right) = super::nature::clause(text, found);
    let metric = metric.unwrap_or_default();
    let inside = &text[found.start..found.end];
    let beside: String = right.split_whitespace().take(3).collect::<Vec<_>>().join(" ");
    let compared = Direction::first_in(&beside, metric).filter(|_| !beside.starts_with(['(', ',']));
    found
        .signed
        .or_else(|| Direction::last_in(inside, metric))
        .or(compared)
        .or_else(|| Direction::last_in(left, metric))
        .or_else(|| Direction::first_in(right, metric))
}

/// The words up to the first that cannot belong to a metric, articles left out.
fn trimmed(words: &str) -> Option<String> {
    let article = |word: &&str| ARTICLES.contains(&word.to_lowercase().as_str());
    let stops = |word: &&str| STOP.contains(&word.to_lowercase().as_str());
    let (_, words) = Direction::split(words);
    let kept: Vec<&str> =
        words.split_whitespace().skip_while(article).take_while(|word| !stops(word)).collect();
    let says_more = kept.iter().any(|word| Direction::of_word(word).is_none());
    (!kept.is_empty() && says_more).then(|| kept.join(" "))
}

/// Links claims that tell of one result: two amounts of one sentence that the
/// words tie together, and the same thing measured in two places.
pub(super) fn link(claims: &mut [Claim]) {
    let mut links: Vec<(usize, usize)> = Vec::new();
    for second in 0..claims.len() {
        for first in 0..second {
            let (one, two) = (&claims[first], &claims[second]);
            let results = one.nature == Nature::Result && two.nature == Nature::Result;
            if results && (tied(one, two) || same_measured(one, two)) {
                links.push((first, second));
            }
        }
    }
    for (first, second) in links {
        claims[first].same_as.push(second);
        claims[second].same_as.push(first);
    }
}

static TIE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:adding|worth|saving|generating|resulting in|which (?:added|saved|brought))\b|\(")
});

fn tied(one: &Claim, two: &Claim) -> bool {
    let sentence = &one.fact.claim;
    if one.line != two.line || *sentence != two.fact.claim {
        return false;
    }
    let place = |claim: &Claim| sentence.find(claim.amount.to.written.as_str());
    match (place(one), place(two)) {
        (Some(start), Some(end)) if start < end => TIE.is_match(&sentence[start..end]),
        _ => false,
    }
}

fn same_measured(one: &Claim, two: &Claim) -> bool {
    let noun = |claim: &Claim| claim.fact.metric.as_deref().and_then(last_noun);
    let (Some(first), Some(second)) = (noun(one), noun(two)) else { return false };
    let (here, there) = (one.amount.to.figure, two.amount.to.figure);
    if first != second || !here.same_kind(there) || one.line == two.line {
        return false;
    }
    // Counts of one noun are the same result only when the count is the same.
    !matches!(here, Change::Number(_)) || here == there
}

/// The last word of a metric, without the plural's s.
fn last_noun(metric: &str) -> Option<String> {
    let word = metric.split_whitespace().last()?.to_lowercase();
    Some(word.strip_suffix('s').unwrap_or(&word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::find;
    use super::Direction;
    use crate::domain::promotion::rubric_of_tests as rubric;

    fn read(text: &str) -> Vec<(Option<String>, Vec<usize>)> {
        find(text, None, &rubric()).claims.into_iter().map(|c| (c.fact.metric, c.same_as)).collect()
    }

    fn metrics(text: &str) -> Vec<String> {
        read(text).into_iter().map(|(metric, _)| metric.unwrap_or_default()).collect()
    }

    #[test]
    fn the_words_beside_an_amount_say_what_it_measures() {
        assert_eq!(
            metrics("Enterprise churn dropped from 22% to 14%, adding $3.1M in retained ARR."),
            ["Enterprise churn", "retained ARR"]
        );
        assert_eq!(metrics("I mentored 3 PMs."), ["PMs"]);
        assert_eq!(metrics("We cut checkout latency by 40%."), ["checkout latency"]);
        assert_eq!(metrics("Hit 38% adoption in 75 days"), ["adoption"]);
        assert_eq!(metrics("I reduced churn by 22%."), ["churn"]);
        assert_eq!(metrics("I reduced checkout latency by 18 %"), ["checkout latency"]);
    }

    #[test]
    fn a_fall_is_a_fall_and_no_unit_is_lost() {
        let fact = |text: &str| find(text, None, &rubric()).claims.remove(0).fact;
        for (text, change, way) in [
            ("I reduced checkout latency by 18 %", Some("-18%"), Some(Direction::Down)),
            ("Incidents fell by 60% after I rewrote the rules", Some("-60%"), Some(Direction::Down)),
            ("I raised conversion by 9%", Some("9%"), Some(Direction::Up)),
            ("60% fewer incidents after my change", Some("-60%"), Some(Direction::Down)),
            ("I improved latency by 30%", Some("-30%"), Some(Direction::Down)),
            ("I cut the wait by a third", Some("-33%"), Some(Direction::Down)),
            ("I halved the error rate", Some("-50%"), Some(Direction::Down)),
            ("I doubled sign-ups", Some("2x"), Some(Direction::Up)),
            ("I shipped it with zero data loss", Some("0"), None),
            ("I cut lead time from 3 weeks to 4 days", None, Some(Direction::Down)),
            ("I brought trust from 4.2/5 → 4.7/5", None, Some(Direction::Up)),
        ] {
            let fact = fact(text);
            let written = fact.change.map(|change| change.to_string());
            assert_eq!((written.as_deref(), fact.direction()), (change, way), "{text}: {fact:?}");
        }
        let lead = fact("I cut lead time from 3 weeks to 4 days");
        assert_eq!(lead.before.unwrap().to_string(), "3 weeks");
        assert_eq!(lead.after.unwrap().to_string(), "4 days");
    }

    #[test]
    fn claims_on_one_result_are_linked() {
        let text = "We cut churn from 22% to 14%, adding $3.1M in retained ARR.\nI won 3 deals.\n\
                    In the end churn fell from 22% to 11%.\nI won 4 deals.\nI won 3 deals again.\n";
        let links: Vec<_> = read(text).into_iter().map(|(_, same)| same).collect();
        assert_eq!(links, [vec![1, 3], vec![0], vec![5], vec![0], vec![], vec![2]]);
    }
}
