//! Who speaks in a transcript, and whose words count.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::pattern;

/// `Name:`, `Name (role):`, `**Name:**`, with a clock time before it or not.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^\s*(?P<clock>[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s*[-–]?\s*)?\**",
        r"(?P<name>[\p{Lu}][\p{L}.'’-]*(?:\s[\p{Lu}][\p{L}.'’-]*){0,2}(?:\s\d{1,2})?)(?:\s*\((?P<role>[^)]{1,40})\))?\s*:\**(?:\s+|$)",
    ))
});
/// A line of the heading that says who is who.
static HEADER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\s*(?P<key>candidate|interviewee|employee|interviewers?|panel|reviewers?|attendees)\s*:\s*(?P<names>.+)$",
    )
});
const CANDIDATES: [&str; 7] = ["me", "candidate", "interviewee", "answer", "a", "myself", "employee"];
const INTERVIEWERS: [&str; 8] =
    ["interviewer", "interviewers", "question", "q", "manager", "panel", "reviewer", "moderator"];
/// A name that stands before a colon this often speaks; once could be a label.
const TURNS_OF_A_SPEAKER: usize = 2;

/// Words in a line that names people; with more it is speech.
const MOST_NAMES: usize = 20;

/// Everybody who speaks.
#[derive(Debug, Clone, Default)]
pub(super) struct Speakers {
    /// Name and number of turns.
    turns: BTreeMap<String, Turns>,
    candidate: Option<String>,
}

#[derive(Debug, Clone, Default)]
struct Turns {
    count: usize,
    questions: usize,
    role: Option<String>,
    known: bool,
}

impl Speakers {
    /// The speakers of a text; `wanted` is the one whose words count.
    pub fn of(text: &str, wanted: Option<&str>) -> Self {
        let mut speakers = Speakers::default();
        let header = header_names(text);
        for line in text.lines().filter(|line| !is_header(line)) {
            let Some((name, role, rest)) = label(line) else { continue };
            let timed = line.trim_start().starts_with(|c: char| c.is_ascii_digit() || matches!(c, '[' | '('));
            let turns = speakers.turns.entry(name.clone()).or_default();
            turns.count += 1;
            turns.questions += usize::from(rest.trim_end().ends_with('?'));
            let role_told = role.is_some() && !rest.trim().is_empty();
            turns.role = turns.role.take().or(role);
            let small = name.to_lowercase();
            let word = CANDIDATES.contains(&small.as_str()) || INTERVIEWERS.contains(&small.as_str());
            // A clock or a role before the colon is never part of notes.
            turns.known |=
                word || timed || role_told || header.iter().any(|(_, named)| same_person(named, &name));
        }
        speakers.turns.retain(|_, turns| turns.known || turns.count >= TURNS_OF_A_SPEAKER);
        speakers.candidate = speakers.choose(wanted, &header);
        speakers
    }

    /// Whose words count; `None` for notes of one person.
    pub fn candidate(&self) -> Option<&str> {
        self.candidate.as_deref()
    }

    /// Everybody else.
    pub fn others(&self) -> impl Iterator<Item = &str> {
        self.turns.keys().map(String::as_str).filter(|name| Some(*name) != self.candidate())
    }

    /// The speaker whose turn a line begins, and what follows the name.
    pub fn turn<'t>(&self, line: &'t str) -> Option<(String, &'t str)> {
        let (name, _, rest) = label(line)?;
        self.turns.contains_key(&name).then_some((name, rest))
    }

    fn choose(&self, wanted: Option<&str>, header: &[(bool, String)]) -> Option<String> {
        if self.turns.is_empty() {
            return None;
        }
        let find = |holds: &dyn Fn(&str, &Turns) -> bool| {
            self.turns.iter().find(|(name, turns)| holds(name, turns)).map(|(name, _)| name.clone())
        };
        if let Some(wanted) = wanted {
            return find(&|name, _| same_person(wanted, name));
        }
        let named =
            |name: &str| header.iter().any(|(candidate, named)| *candidate && same_person(named, name));
        let role_says = |turns: &Turns, words: &[&str]| {
            turns.role.as_ref().is_some_and(|role| words.contains(&role.to_lowercase().as_str()))
        };
        find(&|name, _| named(name))
            .or_else(|| {
                find(&|name, t| {
                    CANDIDATES.contains(&name.to_lowercase().as_str()) || role_says(t, &CANDIDATES)
                })
            })
            .or_else(|| self.fewest_questions())
    }

    /// The one who asks least; the first by name among equals.
    fn fewest_questions(&self) -> Option<String> {
        let asks = |turns: &Turns| turns.questions as f64 / turns.count.max(1) as f64;
        let interviewer = |name: &str| INTERVIEWERS.contains(&name.to_lowercase().as_str());
        let mut best: Option<(f64, &String)> = None;
        for (name, turns) in self.turns.iter().filter(|(name, _)| !interviewer(name)) {
            if best.is_none_or(|(least, _)| asks(turns) < least) {
                best = Some((asks(turns), name));
            }
        }
        best.map(|(_, name)| name.clone())
    }
}

fn label(line: &str) -> Option<(String, Option<String>, &str)> {
    let caught = LABEL.captures(line)?;
    let name = caught.name("name")?.as_str().to_owned();
    let role = caught.name("role").map(|role| role.as_str().trim().to_owned());
    Some((name, role, &line[caught.get(0)?.end()..]))
}

/// Names in the heading: true for the candidate's.
fn header_names(text: &str) -> Vec<(bool, String)> {
    let mut names = Vec::new();
    for caught in text.lines().filter(|line| is_header(line)).filter_map(|line| HEADER.captures(line)) {
        let candidate = caught["key"].to_lowercase().starts_with(['c', 'e'])
            || caught["key"].eq_ignore_ascii_case("interviewee");
        // `VP Product (Rachel), CTO (David)`: the name may stand in brackets.
        let words = caught["names"].split([',', '(', ')', ';', '&']).map(str::trim);
        names.extend(words.filter(|word| !word.is_empty()).map(|word| (candidate, word.to_owned())));
    }
    names
}

/// `Alex Thompson` and `Alex` are one person.
fn same_person(one: &str, other: &str) -> bool {
    let first = |name: &str| name.split_whitespace().next().unwrap_or_default().to_lowercase();
    !one.is_empty() && first(one) == first(other)
}

/// True for a line of the heading that names people: `Candidate: Alex
/// Thompson`, but not the turn `Candidate: It fell. I saw it.`
pub(super) fn is_header(line: &str) -> bool {
    let names = |names: &str| {
        let words = names.split_whitespace();
        let spoken = names.trim_end().ends_with(['.', '?', '!']);
        !spoken
            && words.clone().any(|word| word.starts_with(char::is_uppercase))
            && words.count() <= MOST_NAMES
    };
    HEADER.captures(line).is_some_and(|caught| names(&caught["names"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(text: &str, wanted: Option<&str>) -> (Option<String>, Vec<String>) {
        let speakers = Speakers::of(text, wanted);
        (speakers.candidate().map(str::to_owned), speakers.others().map(str::to_owned).collect())
    }

    #[test]
    fn the_heading_says_who_is_who() {
        let text = "Candidate: Alex Thompson\nINTERVIEWERS: VP (Rachel)\nRachel (VP): Why?\nAlex: Because.\n";
        assert_eq!(who(text, None), (Some("Alex".into()), vec!["Rachel".into()]));
    }

    #[test]
    fn a_turn_of_the_candidate_is_no_heading() {
        let text = "Interviewer: How was it?\nCandidate: Good. I won.\nInterviewer: Why?\nCandidate: Luck.\n";
        assert_eq!(who(text, None), (Some("Candidate".into()), vec!["Interviewer".into()]));
    }

    #[test]
    fn labels_of_notes_are_not_speakers() {
        let text = "Risk: none\nOutcome: good\nThe impact: large\nPhase 1 - Foundation (6 months):\n";
        assert_eq!(who(text, None), (None, vec![]));
    }

    #[test]
    fn who_asks_is_not_the_candidate_unless_the_user_says_so() {
        let text =
            "[00:01] Kim: What changed?\n[00:02] Jo: A lot.\n[00:03] Kim: How?\n[00:04] Jo: Like so.\n";
        assert_eq!(who(text, None).0.as_deref(), Some("Jo"));
        assert_eq!(who(text, Some("Kim")).0.as_deref(), Some("Kim"));
        assert_eq!(who("Q: Why?\nA: So.\n", None), (Some("A".into()), vec!["Q".into()]));
    }
}
