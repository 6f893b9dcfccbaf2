//! Whether an amount tells of a result, a projection, a target, or only of
//! the background.

use std::sync::LazyLock;

use regex::Regex;
use strum::IntoStaticStr;

use super::amount::Found;
use super::cues::{
    BEFORE_ME, BEYOND, CHANGE, CONDITION, DONE, NEXT, NO_DEED, NO_DOING, OPENS_FUTURE, OPENS_RESULTS,
    OPENS_TALK, PAST, PRESENT, PROJECTION, SITUATION, TARGET,
};
use super::pattern;
use super::sentence::Unit;
use crate::domain::Change;

/// What an amount tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum Nature {
    /// It was done, or came of what was done.
    Result,
    /// It might come: "would add", "could cost", "if".
    Projection,
    /// It was aimed at.
    Target,
    /// How things stood, or what others needed.
    Background,
}

impl Nature {
    /// The name in JSON and on screen.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// What an amount tells of: the words of its clause decide, then what opened
/// its list, then its heading.
pub(super) fn nature(found: &Found, unit: &Unit) -> Nature {
    let (left, right) = clause(&unit.text, found);
    let opener = unit.opener.as_ref().map_or("", |(_, text)| text.as_str());
    let heading = unit.heading.as_deref().unwrap_or_default();
    if PROJECTION.is_match(opener) {
        return Nature::Projection;
    }
    if OPENS_TALK.is_match(opener) && !OPENS_RESULTS.is_match(opener) {
        return if looks_ahead(left, right) { Nature::Projection } else { Nature::Background };
    }
    if let Some(target) = last_end(&TARGET, left) {
        let beyond = last_end(&BEYOND, left).is_some_and(|at| at < target)
            && !left[target..].trim_start().starts_with("of");
        if !beyond {
            return Nature::Target;
        }
    }
    if looks_ahead(left, right) {
        return Nature::Projection;
    }
    if let Some(at) = last_end(&SITUATION, left) {
        let moved = CHANGE.is_match(&left[at..]) || CHANGE.is_match(right);
        return if moved { Nature::Result } else { Nature::Background };
    }
    let clause = format!("{left} {right}");
    if BEFORE_ME.is_match(&clause) && found.amount.from.is_none() {
        return Nature::Background;
    }
    if found.amount.from.is_some() || CHANGE.is_match(&clause) || DONE.is_match(&clause) || did(&clause) {
        return Nature::Result;
    }
    // `-€27k`, `unsubscribes down 0.4 points`, `zero accidents since`.
    let zero = matches!(found.amount.to.figure, Change::Number(value) if value.is_zero());
    if found.signed.is_some() || zero || DIRECTED.is_match(left) {
        return Nature::Result;
    }
    let opens = |pattern: &Regex| pattern.is_match(opener) || pattern.is_match(heading);
    if opens(&OPENS_RESULTS) || OPENS_RESULTS.is_match(left) || COMPARED.is_match(right) {
        return Nature::Result;
    }
    // An item that begins with its amount tells of what there is to show, unless its list looks ahead.
    let first = unit.item && left.chars().filter(|c| c.is_alphanumeric()).count() == 0;
    if first && !opens(&OPENS_FUTURE) && !opens(&OPENS_TALK) && !TARGET.is_match(heading) && opener.is_empty()
    {
        return Nature::Result;
    }
    if opens(&OPENS_FUTURE) { Nature::Projection } else { Nature::Background }
}

fn looks_ahead(left: &str, right: &str) -> bool {
    PROJECTION.is_match(left) || CONDITION.is_match(left) || CONDITION.is_match(right) || NEXT.is_match(right)
}

/// `3x faster`, `40% fewer tickets`: something is other than it was.
static COMPARED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\s?(?:fewer|less|lower|faster|quicker|shorter|cheaper|higher|larger|off|reduction|increase|drop|growth|improvement)\b",
    )
});

/// A direction right before the amount.
static DIRECTED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:up|down|plus|minus)\s(?:by |to |about |almost |nearly )*$"));

/// Some deed in the past, or as a rule.
fn did(clause: &str) -> bool {
    let does =
        PRESENT.captures_iter(clause).any(|caught| !NO_DOING.iter().any(|verb| *verb == &caught["verb"]));
    does || PAST.find_iter(clause).any(|word| !NO_DEED.contains(&word.as_str().to_lowercase().as_str()))
}

fn last_end(pattern: &Regex, text: &str) -> Option<usize> {
    pattern.find_iter(text).last().map(|found| found.end())
}

/// Where one clause ends and the next has its own subject.
static CLAUSE_END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i);|\s-\s|,? but |, (?:and|so|while|whereas|yet) (?:i|we|he|she|it|they|the|our|my|this|that|you)\b|",
        r" and (?:i|we)\b| and (?:should|would|could|will|might|may) ",
    ))
});

/// The words of the clause before and after the amount.
pub(super) fn clause<'t>(text: &'t str, found: &Found) -> (&'t str, &'t str) {
    let before = &text[..found.start];
    let start = CLAUSE_END.find_iter(before).last().map_or(0, |end| {
        // `and should` belongs to the clause that it opens.
        if end.as_str().to_lowercase().starts_with(" and ") { end.start() } else { end.end() }
    });
    let after = &text[found.end..];
    let end = CLAUSE_END.find(after).map_or(after.len(), |end| end.start());
    (&before[start..], &after[..end])
}

static GAINED_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\s?(?:ahead of (?:schedule|plan|time)|early|earlier|faster|sooner|quicker|shorter|saved|less|off)\b",
    )
});
static GAINED_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:by|saved|saving|saves|shaved|freed(?: up)?|cut|reclaimed|won back)\s(?:about |around |over |nearly |up to )?$",
    )
});

/// A stretch of time is a claim only when time is what was gained.
pub(super) fn is_claim(found: &Found, unit: &Unit) -> bool {
    if !found.is_time() {
        return true;
    }
    let (left, right) = clause(&unit.text, found);
    // `50 minutes now, it used to be seven hours`: time is what changed.
    let then = unit.text.to_lowercase().find("used to ").is_some_and(|then| found.start < then);
    then || GAINED_AFTER.is_match(right) || GAINED_BEFORE.is_match(left)
}

#[cfg(test)]
mod tests {
    use super::super::amount::amounts;
    use super::*;

    fn natures(text: &str) -> Vec<Nature> {
        in_list(text, None)
    }

    fn in_list(text: &str, opener: Option<&str>) -> Vec<Nature> {
        let unit = Unit {
            line: 1,
            text: text.into(),
            own: true,
            item: opener.is_some(),
            fresh: true,
            opener: opener.map(|opener| (1, opener.into())),
            heading: None,
        };
        amounts(text)
            .iter()
            .filter(|found| is_claim(found, &unit))
            .map(|found| nature(found, &unit))
            .collect()
    }

    use Nature::{Background, Projection, Result, Target};

    #[test]
    fn what_happened_and_what_might() {
        for (text, expected) in [
            ("I cut churn from 22% to 14%", vec![Result]),
            ("Cutting churn would add $2.3M", vec![Projection]),
            ("An outage could cost us $400K", vec![Projection]),
            ("$1.2M pipeline if successful", vec![Projection]),
            ("We hope for 12 deals", vec![Projection]),
            ("I trained 12 engineers, and we will train 20 more", vec![Result, Projection]),
            ("The goal was 30% adoption", vec![Target]),
            ("We beat the target by 8 points", vec![Result]),
            ("We exceeded our target of 30%", vec![Target]),
            ("I noticed that customers were leaving at 22%", vec![Background]),
            ("I noticed that churn fell by 8%", vec![Result]),
            ("Customers needed 99.95% uptime", vec![Background]),
            ("I now run 3 teams", vec![Result]),
            ("I supervise three technicians", vec![Result]),
            ("I think 12 people know", vec![Background]),
            ("It is 50 minutes now, it used to be seven hours", vec![Result]),
            ("They used to place 600 orders", vec![Background]),
            ("Errors are down 35%", vec![Result]),
            ("Build time: 38 min -> 9 min", vec![Result]),
            ("Losses were 1.9% when I joined", vec![Background]),
            ("All 11 wards use it today", vec![Result]),
            ("The budget is $2M", vec![Target]),
            ("It took 6 weeks", vec![]),
            ("The test suite is 3x faster", vec![Result]),
            ("It came 2 weeks early and saved 12 hours a week", vec![Result, Result]),
        ] {
            assert_eq!(natures(text), expected, "{text}");
        }
    }

    #[test]
    fn the_opening_of_a_list_speaks_for_its_items() {
        assert_eq!(in_list("12 legacy systems", Some("It involved:")), [Result]);
        assert_eq!(in_list("50K concurrent users", Some("I came with data:")), [Background]);
        assert_eq!(
            in_list("Phased rollout, 70% of revenue", Some("I presented three options:")),
            [Background]
        );
        assert_eq!(in_list("Hire 2 strong PMs", Some("I'd begin with:")), [Projection]);
    }
}
