//! Which way something moved, by the words that tell of it.

/// Up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More of it.
    Up,
    /// Less of it.
    Down,
}

/// Beginnings of words that say less, English and German.
const DOWN: [&str; 42] = [
    "reduc",
    "cut",
    "lower",
    "decreas",
    "drop",
    "fell",
    "fall",
    "shrank",
    "shrink",
    "shrunk",
    "declin",
    "shorten",
    "halv",
    "trim",
    "slash",
    "eliminat",
    "remov",
    "down",
    "fewer",
    "less",
    "minimi",
    "saved",
    "saving",
    "decline",
    "shed",
    "senk",
    "gesenkt",
    "reduzier",
    "verringer",
    "verkürz",
    "halbier",
    "kürz",
    "gekürzt",
    "sank",
    "gesunken",
    "fiel",
    "gefallen",
    "weniger",
    "niedriger",
    "minder",
    "gemindert",
    "abgebaut",
];
/// Beginnings of words that say more.
const UP: [&str; 36] = [
    "rais",
    "increas",
    "grew",
    "grow",
    "lift",
    "boost",
    "expand",
    "doubl",
    "tripl",
    "quadrupl",
    "gain",
    "rose",
    "risen",
    "climb",
    "up",
    "higher",
    "more",
    "accelerat",
    "jump",
    "extend",
    "erhöh",
    "gesteiger",
    "steiger",
    "gewachsen",
    "wuchs",
    "stieg",
    "gestiegen",
    "verdoppel",
    "verdreifach",
    "vergrößer",
    "ausgebaut",
    "mehr",
    "höher",
    "added",
    "adding",
    "won",
];
/// Beginnings of words that only say better: which way that is, the metric tells.
const BETTER: [&str; 8] =
    ["improv", "optimi", "better", "verbesser", "enhanc", "faster", "quicker", "schneller"];
/// Beginnings of words that begin like one of the above and say something else.
const NEITHER: [&str; 12] = [
    "update", "upgrade", "upload", "upon", "uptime", "download", "downtime", "cutover", "customer",
    "gaining", "lesson", "dropbox",
];
/// Beginnings of words for what is better when there is less of it.
const LESS_IS_BETTER: [&str; 46] = [
    "latenc",
    "churn",
    "attrition",
    "turnover",
    "cost",
    "spend",
    "expense",
    "error",
    "defect",
    "bug",
    "incident",
    "outage",
    "downtime",
    "wait",
    "backlog",
    "scrap",
    "waste",
    "complaint",
    "ticket",
    "failure",
    "delay",
    "loss",
    "losses",
    "risk",
    "overtime",
    "accident",
    "crash",
    "return",
    "refund",
    "absence",
    "rework",
    "kosten",
    "ausgaben",
    "fehler",
    "abwanderung",
    "fluktuation",
    "ausfall",
    "ausfäll",
    "wartezeit",
    "latenz",
    "reklamation",
    "verlust",
    "rückstand",
    "ausschuss",
    "unfäll",
    "lead",
];
/// Words for time that passes until something is done: less is better too.
const TIMES: [&str; 6] = ["time", "duration", "zeit", "dauer", "durchlaufzeit", "bearbeitungszeit"];

impl Direction {
    /// The direction that a word says by itself.
    pub fn of_word(word: &str) -> Option<Self> {
        let word = word.to_lowercase();
        let begins = |list: &[&str]| list.iter().any(|start| word.starts_with(start));
        match &word {
            word if NEITHER.iter().any(|other| word.starts_with(other)) => None,
            word if matches!(word.as_str(), "up" | "down" | "won" | "less" | "more") => {
                Some(if matches!(word.as_str(), "down" | "less") { Direction::Down } else { Direction::Up })
            }
            // The short ones only as they stand.
            word if word.starts_with("up") || word.starts_with("won") || word.starts_with("less") => None,
            _ if begins(&DOWN) => Some(Direction::Down),
            _ if begins(&UP) => Some(Direction::Up),
            _ => None,
        }
    }

    /// The direction of a word of which `metric` is what moved: improved latency went down.
    fn of_word_for(word: &str, metric: &str) -> Option<Self> {
        let better = BETTER.iter().any(|start| word.to_lowercase().starts_with(start));
        Direction::of_word(word).or_else(|| better.then(|| Direction::better(metric)))
    }

    /// The way in which a metric gets better.
    fn better(metric: &str) -> Self {
        let less = words(metric).any(|word| {
            let word = word.to_lowercase();
            LESS_IS_BETTER.iter().any(|start| word.starts_with(start))
                || TIMES.iter().any(|end| word == *end || word == format!("{end}s"))
        });
        if less { Direction::Down } else { Direction::Up }
    }

    /// The last direction that a text says of a metric.
    pub fn last_in(text: &str, metric: &str) -> Option<Self> {
        words(text).filter_map(|word| Direction::of_word_for(word, metric)).last()
    }

    /// The first.
    pub fn first_in(text: &str, metric: &str) -> Option<Self> {
        words(text).find_map(|word| Direction::of_word_for(word, metric))
    }

    /// Splits what moved from the word that says how: `reduced churn` is churn, down.
    pub fn split(metric: &str) -> (Option<Self>, &str) {
        let trimmed = metric.trim();
        match trimmed.split_once(char::is_whitespace) {
            Some((first, rest)) if is_verb(first) => match Direction::of_word_for(first, rest) {
                Some(direction) => (Some(direction), rest.trim_start()),
                None => (None, trimmed),
            },
            _ => (None, trimmed),
        }
    }

    /// How a claim says that its metric moved: by the word before the metric, else by the one
    /// after it. `Cut the steps to four` says nothing of an activation rate. A metric that the
    /// claim does not name, and that is better when there is less of it, is taken to have got better.
    pub fn told(claim: &str, metric: &str) -> Option<Self> {
        let small = claim.to_lowercase();
        let named = words(metric).filter(|word| word.chars().count() > 2).last()?.to_lowercase();
        let stem: String = named.chars().take(named.chars().count().max(5) - 1).collect();
        let unnamed = || Some(Direction::better(metric)).filter(|way| *way == Direction::Down);
        let Some(at) = small.find(stem.as_str()) else { return unnamed() };
        let (before, after) = small.split_at(at);
        // Another clause speaks of another thing.
        let clause = |text: &str| text.rsplit([',', ';', ':']).next().unwrap_or_default().to_owned();
        let near = |text: &str| text.split([',', ';', ':']).next().unwrap_or_default().to_owned();
        Direction::last_in(&clause(before), metric)
            .or_else(|| Direction::first_in(&near(after), metric))
            .or_else(unnamed)
    }
}

/// Verbs that move something: the words of a metric that are only adjectives stay with it.
fn is_verb(word: &str) -> bool {
    let word = word.to_lowercase();
    word.ends_with("ed")
        || word.ends_with("ing")
        || word.ends_with("te")
        || matches!(word.as_str(), "cut" | "grew" | "shrank" | "raise" | "lower" | "increase" | "improve")
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_says_which_way_its_metric_moved() {
        use Direction::{Down, Up};
        for (claim, metric, expected) in [
            ("Reduced checkout latency by 18 %", "checkout latency", Some(Down)),
            ("Improved checkout latency by 18%", "latency", Some(Down)),
            ("Improved conversion by 18%", "conversion", Some(Up)),
            ("Cut the first-week setup from nine steps to four", "activation rate", None),
            ("Put activation before the new integrations", "ARR", None),
            ("Rewrote the cache", "p95 latency", Some(Down)),
            ("Churn fell after I moved the prompt", "churn", Some(Down)),
            ("Cut costs, raised revenue", "revenue", Some(Up)),
            ("Senkte die Kosten der Cloud", "Kosten", Some(Down)),
            ("Erhöhte die Conversion", "Conversion", Some(Up)),
            ("Upgraded the database", "database size", None),
        ] {
            assert_eq!(Direction::told(claim, metric), expected, "{claim} / {metric}");
        }
    }

    #[test]
    fn a_metric_loses_the_verb_and_keeps_the_way() {
        assert_eq!(Direction::split("reduced churn"), (Some(Direction::Down), "churn"));
        assert_eq!(Direction::split("raised reduced churn").1, "reduced churn");
        assert_eq!(Direction::split("churn"), (None, "churn"));
        assert_eq!(Direction::split("more revenue").1, "more revenue");
    }
}
