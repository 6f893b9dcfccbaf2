//! Sentences that the person means to say, looked over for what backfires.

use std::sync::LazyLock;

use regex::{RegexSet, RegexSetBuilder};

use super::Mistake;
use crate::input::builtin;

/// What gives a mistake away in a sentence, and what takes the sentence out again.
struct Trap {
    mistake: Mistake,
    words: RegexSet,
    unless: RegexSet,
}

/// The traps of the program's own file; tests use every one of them.
static TRAPS: LazyLock<Vec<Trap>> = LazyLock::new(|| {
    let file: toml::Table = builtin::TRAPS.parse().unwrap_or_default();
    let trap = |mistake: &Mistake| {
        let chapter = file.get(mistake.name())?;
        let patterns = |key: &str| {
            let list = chapter.get(key).and_then(toml::Value::as_array).cloned().unwrap_or_default();
            let list: Vec<String> = list.iter().filter_map(toml::Value::as_str).map(str::to_owned).collect();
            RegexSetBuilder::new(list).case_insensitive(true).size_limit(1 << 24).build().ok()
        };
        Some(Trap { mistake: *mistake, words: patterns("words")?, unless: patterns("unless")? })
    };
    Mistake::ALL.iter().filter_map(trap).collect()
});

/// Every trap that a sentence steps into, in the order of [`Mistake`].
///
/// ```
/// use counteroffer::promotion::{Mistake, traps_in};
///
/// assert_eq!(traps_in("I deserve this."), [Mistake::Entitlement]);
/// assert!(traps_in("I would like to be considered in the May review.").is_empty());
/// ```
pub fn traps_in(sentence: &str) -> Vec<Mistake> {
    let straight = sentence.trim().replace(['\u{2019}', '\u{2018}'], "'");
    let steps = |trap: &&Trap| trap.words.is_match(&straight) && !trap.unless.is_match(&straight);
    TRAPS.iter().filter(steps).map(|trap| trap.mistake).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    use Mistake::{
        AcceptsFirst, AskedBeforePlan, Demanding, Entitlement, FormerManager, NoPersonalPart, OneDimension,
        Peers, Waiting,
    };

    #[test]
    fn the_file_of_traps_is_read_whole() {
        assert_eq!(TRAPS.len(), 9);
    }

    #[test]
    fn each_trap_is_heard() {
        for (sentence, mistake) in [
            ("My #1 priority is to get promoted", Entitlement),
            ("I deserve this promotion", Entitlement),
            ("It's my turn now.", Entitlement),
            ("After three years in this role I should be promoted.", Entitlement),
            ("Die Beförderung ist längst überfällig.", Entitlement),
            ("I demand the title this cycle.", Demanding),
            ("Give me Senior or I will leave", Demanding),
            ("If you don't promote me I'm going to look elsewhere.", Demanding),
            ("Sonst kündige ich.", Demanding),
            ("My performance is better than Kim's", Peers),
            ("Kim got promoted and I ship more", Peers),
            ("I work harder than my colleagues", Peers),
            ("Everyone else is a senior already.", Peers),
            ("Ich leiste mehr als meine Kollegen.", Peers),
            ("I was told by my old manager that it would come", FormerManager),
            ("My former manager promised me the promotion for spring", FormerManager),
            ("I was promised this last year", FormerManager),
            ("Mir wurde das voriges Jahr versprochen.", FormerManager),
            ("What do I have to do to get promoted?", AskedBeforePlan),
            ("How can I get promoted?", AskedBeforePlan),
            ("What would it take to promote me?", AskedBeforePlan),
            ("Was muss ich tun, um befördert zu werden?", AskedBeforePlan),
            ("My performance speaks for itself", Waiting),
            ("Let us wait and see", Waiting),
            ("They will notice in time", Waiting),
            ("Whenever you think I\u{2019}m ready", Waiting),
            ("Meine Arbeit spricht für sich.", Waiting),
            ("I'll take the 190k, thanks", AcceptsFirst),
            ("I\u{2019}m happy with whatever you can do", AcceptsFirst),
            ("I accept.", AcceptsFirst),
            ("Ich nehme das Angebot an.", AcceptsFirst),
            ("We shipped the new checkout and raised conversion by 9%.", NoPersonalPart),
            ("Our team delivered four releases.", NoPersonalPart),
            ("Wir haben die Conversion verdoppelt.", NoPersonalPart),
            ("Influence is not my thing.", OneDimension),
            ("My delivery makes up for the rest.", OneDimension),
            ("Führung liegt mir nicht.", OneDimension),
        ] {
            assert_eq!(traps_in(sentence), [mistake], "{sentence}");
        }
    }

    #[test]
    fn harmless_sentences_step_into_none() {
        for sentence in [
            "I would like to be considered in the May review.",
            "Which of these would you want to see before May?",
            "I cut churn from 22% to 14%; here is the dashboard.",
            "What must be shown, and by when?",
            "Who else decides, and what do they need to see?",
            "Could we meet once a month on this alone?",
            "We shipped the checkout; my part was the decision to drop two steps.",
            "What would you need from me to say yes?",
            "Churn is better than last year by a third.",
            "We delivered it two weeks faster than planned, and I set the order of work.",
            "Thank you. Could I come back to you on Thursday with a figure?",
            "I earned the trust of finance by sharing the numbers every week.",
            "I have been in this role for nine months and brought half a page on the next level.",
            "My goal for the quarter is 40% activation.",
            "I would take on the second squad from June.",
            "My manager and I agreed on three things to show.",
            "I coached Priya, who was promoted in autumn.",
            "I'll wait for your reply until Friday.",
            "Where do I stand on leadership, on the scale of the rubric?",
            "Do all three dimensions have to be met, or may one that is strong stand for one that is not?",
            "Ich möchte im August vorgeschlagen werden.",
            "Ich habe die Abwanderung von 22% auf 14% gesenkt.",
            "Was müsste bis Mai zu sehen sein, damit Sie zustimmen?",
            "Wer entscheidet noch mit, und was ist dieser Person wichtig?",
        ] {
            assert_eq!(traps_in(sentence), [], "{sentence}");
        }
    }
}
