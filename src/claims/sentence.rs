//! A text as units: sentences and list items, each with its line, its
//! heading, and the words that open its list.

use super::speaker::{Speakers, is_header};

/// A sentence or a list item.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unit {
    /// The line, counted from 1.
    pub line: usize,
    /// The words, without bullet and speaker.
    pub text: String,
    /// Said by the person whose words count.
    pub own: bool,
    /// It is an item of a list.
    pub item: bool,
    /// It begins a paragraph or a turn.
    pub fresh: bool,
    /// The sentence that opened the list, and its line.
    pub opener: Option<(usize, String)>,
    /// The heading over it.
    pub heading: Option<String>,
}

/// The units of a text in order. Headings, rules and quoted speech are none.
pub(super) fn units(text: &str, speakers: &Speakers) -> Vec<Unit> {
    let mut reader = Reader { own: speakers.candidate().is_none(), ..Reader::default() };
    for (at, line) in text.lines().enumerate() {
        reader.line(at + 1, line, speakers);
    }
    reader.units
}

#[derive(Default)]
struct Reader {
    units: Vec<Unit>,
    own: bool,
    fresh: bool,
    opener: Option<(usize, String)>,
    heading: Option<String>,
    after_blank: bool,
}

impl Reader {
    fn line(&mut self, number: usize, line: &str, speakers: &Speakers) {
        let blank = line.trim().is_empty();
        if blank || is_rule(line) || is_header(line) {
            self.fresh = true;
            self.after_blank = true;
            return;
        }
        let line = match speakers.turn(line) {
            Some((name, rest)) => {
                self.own = Some(name.as_str()) == speakers.candidate();
                self.opener = None;
                self.fresh = true;
                rest
            }
            None => line,
        };
        let (item, words) = without_bullet(line);
        let words = words.replace("**", "").replace("__", "");
        let words = words.trim();
        if words.is_empty() || is_quoted(words) {
            return;
        }
        if !item && is_heading(words) {
            self.take_heading(words);
        } else {
            self.sentences(number, words, item);
        }
        self.after_blank = false;
    }

    /// A heading that ends with a colon stands inside the list that was opened.
    fn take_heading(&mut self, words: &str) {
        self.heading = Some(words.trim_end_matches(':').trim_start_matches('#').trim().to_owned());
        if !words.ends_with(':') {
            self.opener = None;
        }
        self.fresh = true;
    }

    fn sentences(&mut self, number: usize, words: &str, item: bool) {
        if !item && self.after_blank {
            // A new paragraph that is no list ends the list before it.
            self.opener = None;
        }
        for text in split(words) {
            self.units.push(Unit {
                line: number,
                text: text.to_owned(),
                own: self.own,
                item,
                fresh: self.fresh,
                opener: if item { self.opener.clone() } else { None },
                heading: self.heading.clone(),
            });
            self.fresh = false;
        }
        if !item && words.ends_with(':') {
            let last = split(words).last().copied().unwrap_or(words).to_owned();
            self.opener = Some((number, last));
            self.heading = None;
        }
    }
}

fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3 && line.chars().all(|c| matches!(c, '=' | '-' | '*' | '_' | '~' | '#'))
}

/// Somebody's speech told word for word: in quotation marks from end to end.
fn is_quoted(words: &str) -> bool {
    let inner = words.trim_start_matches(['"', '\u{201c}']);
    inner.len() < words.len() && words.ends_with(['"', '\u{201d}'])
}

/// Short, without a verb's subject and without a full stop: `PLATFORM`,
/// `Phase 1 - Foundation (6 months):`, `## Results`.
fn is_heading(words: &str) -> bool {
    let bare = words.trim_end_matches(':');
    let short = bare.split_whitespace().count() <= 8;
    let open_end = !bare.ends_with(['.', '!', '?', ',', ';']);
    let subject = bare
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| matches!(word, "I" | "We" | "we" | "It" | "it"));
    // `Hit 38% adoption in 75 days` is no heading; `Phase 2 (8 months):` is one.
    let number = bare.chars().any(|c| c.is_ascii_digit());
    let sentence_like = !words.ends_with(':') && (number || bare.split_whitespace().count() > 6);
    words.starts_with('#') || (short && open_end && !subject && !sentence_like)
}

/// Takes `- `, `* `, `• `, `1. ` off; true when there was one.
fn without_bullet(line: &str) -> (bool, &str) {
    let line = line.trim();
    for bullet in ["- ", "* ", "• ", "– ", "· ", "+ "] {
        if let Some(rest) = line.strip_prefix(bullet) {
            return (true, rest.trim());
        }
    }
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() < line.len()
        && let Some(rest) = rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "))
    {
        return (true, rest.trim());
    }
    (false, line)
}

/// The sentences of a paragraph: after `.`, `!`, `?` and before a capital, a
/// digit or an opening sign; not after an abbreviation.
fn split(words: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let chars: Vec<(usize, char)> = words.char_indices().collect();
    for (at, (byte, c)) in chars.iter().enumerate() {
        if !matches!(c, '.' | '!' | '?') || abbreviates(&words[start..*byte]) {
            continue;
        }
        let mut next = at + 1;
        while chars.get(next).is_some_and(|(_, c)| matches!(c, '"' | '\u{201d}' | ')' | '\'')) {
            next += 1;
        }
        let gap = chars.get(next).is_some_and(|(_, c)| c.is_whitespace());
        let begins = chars.get(next + 1).is_some_and(|(_, c)| {
            c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '\u{201c}' | '(' | '$' | '€' | '£')
        });
        if gap && begins {
            parts.push(words[start..chars[next].0].trim());
            start = chars[next].0;
        }
    }
    parts.push(words[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

fn abbreviates(before: &str) -> bool {
    let last = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    matches!(
        last.to_lowercase().as_str(),
        "e.g"
            | "i.e"
            | "vs"
            | "etc"
            | "dr"
            | "mr"
            | "ms"
            | "mrs"
            | "approx"
            | "no"
            | "st"
            | "inc"
            | "avg"
            | "ca"
            | "est"
            | "incl"
            | "max"
            | "min"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(usize, String)> {
        let speakers = Speakers::of(text, None);
        units(text, &speakers).into_iter().filter(|u| u.own).map(|u| (u.line, u.text)).collect()
    }

    #[test]
    fn sentences_keep_their_line() {
        let text = "I cut 3.5% (e.g. Churn). We grew 2x!\n\n- One. \"Two\"\n";
        let expected = [(1, "I cut 3.5% (e.g. Churn)."), (1, "We grew 2x!"), (3, "One."), (3, "\"Two\"")];
        assert_eq!(read(text), expected.map(|(line, text)| (line, text.to_owned())));
    }

    #[test]
    fn only_the_candidate_is_read_and_no_quoted_speech() {
        let text = "Q: Did you cut 5 jobs?\nA: No, I said:\n\"We cut 3 jobs\"\nQ: 7?\nA: Never.\n";
        assert_eq!(read(text), [(2, "No, I said:".to_owned()), (5, "Never.".to_owned())]);
    }

    #[test]
    fn items_know_who_opened_their_list() {
        let text = "I ran two pilots:\n- Spain\n\nPhase 2 - Growth:\n- Italy\n\nLater we stopped.\n- Other\n";
        let speakers = Speakers::of(text, None);
        let openers: Vec<_> = units(text, &speakers)
            .iter()
            .filter(|u| u.item)
            .map(|u| u.opener.as_ref().map(|o| o.0))
            .collect();
        assert_eq!(openers, [Some(1), Some(1), None]);
    }
}
