//! Sentences that the person means to say, looked over for what backfires.

use regex::RegexSet;

/// What a sentence does that it should not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slip {
    /// It demands.
    Demands,
    /// It leans on what a former manager promised.
    FormerManager,
    /// It compares with peers.
    Peers,
    /// It asks what to do to be promoted.
    AsksHow,
    /// It takes whatever comes.
    TakesAnything,
    /// It waits to be seen.
    Waits,
}

const SLIPS: [Slip; 6] =
    [Slip::Demands, Slip::FormerManager, Slip::Peers, Slip::AsksHow, Slip::TakesAnything, Slip::Waits];

/// One pattern a slip, in the order of `SLIPS`; small letters, straight apostrophes.
const PATTERNS: [&str; 6] = [
    r"\b(i (demand|insist)|i deserve|i('m| am) (owed|entitled|overdue)|you (owe me|have to|must) (promot|give)?|or (else )?i('ll| will) (leave|quit)|long overdue|non-?negotiable)\b",
    r"\b(former|previous|last|old|ex-?)[ -]?(manager|boss|lead|director)\b.*\b(promis|said|told|assur|agreed)|\bi was promised\b|\bpromised (me )?by\b",
    r"\b(more|better|harder|longer|as much|the same( work)?) (than|as)\b.*\b(they|them|he|she|him|her|colleagues?|peers?|others|everyone|[a-z]+ (who|got|was|is))\b|\b(got|was|were|been) promoted\b.*\b(before|ahead|and i|but i|why not me)\b|\b(everyone|everybody) else\b",
    r"\bwhat (do|must|should|would|can) i (have to |need to )?do\b.*\b(promot|next level)|\bhow (do|can) i get (promoted|a promotion|to the next level)\b|\bwhat does it take to (be|get) promoted\b",
    r"\b(whatever|anything) (you|they) (think|offer|say|decide|can|feel)\b|\bi('ll| will| would|'d) (accept|take) (the first|any|what(ever)?)\b|\bhappy with (anything|whatever)\b|\bi accept\b",
    r"\b(work|results?) (will |should )?(speaks?|shows?) for (itself|themselves)\b|\b(will|would|should|must have|surely) (be )?notice[d]?\b|\bwait (until|till|for) (you|them|someone|my manager)\b|\bwhen(ever)? (you|they) think i('m| am) ready\b",
];

/// Every slip in a sentence, in a fixed order.
pub fn slips_in(sentence: &str) -> Vec<Slip> {
    let small = sentence.to_lowercase().replace('\u{2019}', "'");
    // The patterns are constants and a test compiles them.
    let Ok(patterns) = RegexSet::new(PATTERNS) else { return Vec::new() };
    patterns.matches(&small).into_iter().filter_map(|at| SLIPS.get(at).copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_slip_is_heard() {
        for (sentence, slip) in [
            ("I demand the title this cycle.", Slip::Demands),
            ("I deserve this promotion", Slip::Demands),
            ("Give me Senior or I will leave", Slip::Demands),
            ("My former manager promised me the promotion for spring", Slip::FormerManager),
            ("I was promised this last year", Slip::FormerManager),
            ("Kim got promoted and I ship more", Slip::Peers),
            ("I work harder than my colleagues", Slip::Peers),
            ("What do I have to do to get promoted?", Slip::AsksHow),
            ("How can I get promoted?", Slip::AsksHow),
            ("I\u{2019}m happy with whatever you can do", Slip::TakesAnything),
            ("My work speaks for itself", Slip::Waits),
            ("They will notice in time", Slip::Waits),
        ] {
            assert_eq!(slips_in(sentence), [slip], "{sentence}");
        }
    }

    #[test]
    fn good_sentences_have_none() {
        for sentence in [
            "I would like to be considered in the May review.",
            "Which of these would you want to see before May?",
            "I cut churn from 22% to 14%; here is the dashboard.",
            "What must be shown, and by when?",
            "Who else decides, and what do they need to see?",
            "Could we meet once a month on this alone?",
        ] {
            assert_eq!(slips_in(sentence), [], "{sentence}");
        }
    }
}
